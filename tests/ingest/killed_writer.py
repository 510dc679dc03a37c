"""Ingests in child processes that are killed, at a moment the test names; run as a module.

Each line on stdin is a moment (a number of seconds, the name of a step, or "never"), the folder of
a corpus, and letters, with tabs between. For each, a child ingests the letters and is killed with
SIGKILL at that moment; how long it lived is printed. The slow libraries are loaded once here, so
that a child starts at once.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import chromadb.config  # noqa: F401 - loaded before the children are made

from corpus import embedders, store
from corpus.dutch import lemma
from ingest import pipeline


def die(*_: object, **__: object) -> Any:
    """Ends this process as a power cut would."""
    os.kill(os.getpid(), signal.SIGKILL)


def _moved_then_die(move: Callable[..., Path]) -> Callable[..., Path]:
    def moved(self: Path, target: Path) -> Path:
        move(self, target)
        return die()  # type: ignore[no-any-return]

    return moved


def _second(put: Callable[..., Any]) -> Callable[..., Any]:
    done: list[object] = []

    def putting(*given: object) -> Any:
        if done:
            die()
        done.append(given)
        return put(*given)

    return putting


def arm(step: str) -> None:
    """Makes this process die at a step of its ingest."""
    if step == "in-the-transaction":
        store.CorpusStore._stamp = die  # type: ignore[method-assign]
    elif step == "between-two-letters":
        pipeline._put = _second(pipeline._put)
    elif step == "before-the-vectors":
        pipeline.refresh_vectors = die
    elif step == "vectors-half-made":
        embedders.NgramEmbedder._embed_one = die  # type: ignore[method-assign]
    elif step == "vectors-not-moved":
        Path.rename = die  # type: ignore[method-assign]
    elif step == "vectors-moved":
        Path.rename = _moved_then_die(Path.rename)  # type: ignore[method-assign]


def run(data: Path, letters: list[Path], moment: str) -> float:
    """Ingests in a child that dies at ``moment``; the seconds it lived."""
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        arm(moment)
        pipeline.ingest(data, letters, embedders.NgramEmbedder())
        os._exit(0)
    if moment[0].isdigit():
        time.sleep(float(moment))
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    if not moment[0].isdigit() and killed == (moment == "never"):
        raise SystemExit(f"{moment}: the child ended with {status}")
    return time.monotonic() - began


def main() -> None:
    """One child for each line on stdin."""
    lemma("warm")
    for line in sys.stdin:
        moment, data, *letters = line.rstrip("\n").split("\t")
        print(run(Path(data), [Path(letter) for letter in letters], moment), flush=True)


if __name__ == "__main__":
    main()
