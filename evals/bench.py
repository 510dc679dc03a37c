"""Prints the figures of the performance budget: ``make bench``.

Every figure is measured in this run on this machine: the median and the 99th percentile of many
calls for what happens inside a process, the fastest and the median of several starts for the
command line. Nothing here fails on a slow machine; it prints what it found beside the budget.
"""

from __future__ import annotations

import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from assistant.bootstrap import make_assistant
from assistant.engine import Assistant
from assistant.guard import Guard
from assistant.settings import Settings
from ingest.pipeline import ingest
from ingest.read import read_letter, shipped_letters

NUMERIC = [
    "hoeveel fta realiseerde Defensie incl. SROI?",
    "wat was het doel van de waterschappen in 2024?",
    "welke sectoren zitten onder de 30%?",
    "hoeveel komt het onderwijs samen tekort?",
]
PASSAGE = [
    "Wat is De Blauwe Baan?",
    "op welke sporen zetten de provincies in?",
    "welke knelpunten ervaren de waterschappen?",
    "waarvoor is de Netwerkorganisatie Social Return opgericht?",
]
_LARGE = 10_000


def main() -> None:
    """Prints one line a figure: what, measured, budget."""
    print(f"{'figure':<52}{'measured':>24}{'budget':>14}")
    with tempfile.TemporaryDirectory() as folder:
        small = Settings(data=Path(folder) / "small")
        assistant = make_assistant(small)
        _inside("calculator", lambda: _calculate(assistant), "1 ms")
        _inside("numeric answer, warm", lambda: _ask(assistant, NUMERIC), "10 ms p50", each=len(NUMERIC))
        _ask(assistant, PASSAGE)
        _inside("passage answer, warm, the letter", lambda: _ask(assistant, PASSAGE), "10 ms p50", each=len(PASSAGE))
        _guarded(assistant)
        _unchanged(small)
        _cold("command line from cold, numeric", small, NUMERIC[0], "1 s")
        _cold("command line from cold, passage", small, PASSAGE[0], "2 s")
        _large(Path(folder))


def _calculate(assistant: Assistant) -> None:
    request = assistant.understander.understand(NUMERIC[0]).request
    if request is None:
        raise RuntimeError("the question of the benchmark is no longer understood")
    assistant.calculator.run(request)


def _guarded(assistant: Assistant) -> None:
    """The guard on an answer's own text, evidence and all."""
    guard = Guard(assistant.facts, assistant.lexicon)
    answers = [assistant.ask(question) for question in (*NUMERIC, *PASSAGE)]

    def review() -> None:
        for answer in answers:
            guard.review(answer, answer.text)

    _inside("guard, one answer", review, "5 ms", each=len(answers))


def _ask(assistant: Assistant, questions: Sequence[str]) -> None:
    for question in questions:
        assistant.ask(question)


def _inside(name: str, call: Callable[[], None], budget: str, *, times: int = 200, each: int = 1) -> None:
    call()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append((time.perf_counter() - start) / each * 1000)
    p99 = statistics.quantiles(taken, n=100)[98]
    _line(name, f"{statistics.median(taken):.2f} ms p50, {p99:.2f} p99", budget)


def _unchanged(settings: Settings) -> None:
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        ingest(settings.data, [], settings.make_embedder())
        taken.append(time.perf_counter() - start)
    _line("ingest, one unchanged letter", f"{min(taken) * 1000:.1f} ms", "1 ms")


def _cold(name: str, settings: Settings, question: str, budget: str) -> None:
    environment = os.environ | {"KAMERBRIEF_DATA": str(settings.data)}
    taken = []
    for _ in range(5):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "assistant.cli", "ask", question, "--json"],
            check=True, capture_output=True, env=environment,
        )  # fmt: skip
        taken.append(time.perf_counter() - start)
    _line(name, f"{min(taken):.2f} s best, {statistics.median(taken):.2f} median", budget)


def _large(folder: Path) -> None:
    """Letters made of the shipped one, its sentences shuffled, until there are 10.000 passages."""
    letters = folder / "letters"
    letters.mkdir()
    source = read_letter(shipped_letters()[0])
    sentences = [s for s in source.text.replace("\n", " ").split(". ") if 40 < len(s) < 400]
    shuffler = random.Random(1)  # noqa: S311 - only to vary the text, the same each time
    for number in range(100):
        paragraphs = [". ".join(shuffler.sample(sentences, 4)) + "." for _ in range(_LARGE // 100)]
        text = "\n\n".join(f"Onderdeel {i}\n\n{p}" for i, p in enumerate(paragraphs))
        (letters / f"brief-{number}.txt").write_text(text, encoding="utf-8")
    settings = Settings(data=folder / "large")
    start = time.perf_counter()
    outcomes = ingest(settings.data, [letters], settings.make_embedder())
    count = sum(outcome.passages for outcome in outcomes)
    rate = count / (time.perf_counter() - start)
    _line(f"ingest, {count} passages", f"{rate:.0f} passages/s", "500/s")
    assistant = make_assistant(settings)
    _ask(assistant, PASSAGE)
    _inside(f"passage answer, warm, {count} passages", lambda: _ask(assistant, PASSAGE), "10 ms p50", each=len(PASSAGE))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    _line("memory of this process at its peak", f"{peak:.0f} MB", "400 MB")


def _line(name: str, measured: str, budget: str) -> None:
    print(f"{name:<52}{measured:>24}{budget:>14}", flush=True)


if __name__ == "__main__":
    main()
