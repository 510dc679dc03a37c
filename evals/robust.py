"""How the answers hold when other texts stand beside the letter: 0, 20, 40, 60 and 80% of the passages.

The noise comes from files of one's own: texts, or the contexts of a SQuAD file. Every context becomes
a paragraph of a noise letter; the letters join the shipped ones in a corpus of their own.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from assistant.bootstrap import make_assistant
from assistant.settings import Settings
from evals.cases import CaseError
from evals.run import HEADLINES, run
from ingest.pipeline import ingest
from ingest.read import shipped_letters

LEVELS = (0, 20, 40, 60, 80)
_PARAGRAPHS = 20


def robustness(noise: Sequence[Path], datasets: Sequence[Path]) -> Iterator[tuple[int, dict[str, Any]]]:
    """For each level that the noise suffices for, its share of the passages and the summary of the run.

    Raises:
        CaseError: the noise cannot be read, or there is too little for any level.
    """
    paragraphs = [text for path in noise for text in _paragraphs(path)]
    with tempfile.TemporaryDirectory() as folder:
        for level in LEVELS:
            settings = Settings(data=Path(folder) / str(level))
            own = ingest(settings.data, shipped_letters(), settings.make_embedder())
            wanted = round(sum(outcome.passages for outcome in own) * level / (100 - level))
            if wanted > len(paragraphs):
                return
            letters = Path(folder) / f"ruis-{level}"
            letters.mkdir()
            for at in range(0, wanted, _PARAGRAPHS):
                text = "\n\n".join(paragraphs[at : min(at + _PARAGRAPHS, wanted)])
                (letters / f"ruis-{at}.txt").write_text(text, encoding="utf-8")
            if wanted:
                ingest(settings.data, [letters], settings.make_embedder())
            yield level, run(make_assistant(settings), datasets, settings)["summary"]


def table(levels: Sequence[tuple[int, dict[str, Any]]]) -> str:
    """The headline rates per level as a Markdown table."""
    names = ("right", *HEADLINES, "evidence_first")
    lines = [f"| ruis | {' | '.join(names)} |", "|---:|" + "---:|" * len(names)]
    lines += [f"| {level}% | {' | '.join(str(found[n]['hits']) for n in names)} |" for level, found in levels]
    return "\n".join(lines)


def _paragraphs(path: Path) -> Iterator[str]:
    try:
        text = path.read_text(encoding="utf-8-sig")
        if path.suffix == ".json":
            for article in json.loads(text)["data"]:
                yield from (_sentences(paragraph["context"]) for paragraph in article["paragraphs"])
            return
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CaseError(f"{path} is geen tekst of SQuAD-bestand. Geef met --noise andere teksten.") from error
    yield from (part.strip() for part in text.split("\n\n") if part.strip())


def _sentences(context: str) -> str:
    """One line, with a capital where a data set left it out, so that it reads as a paragraph."""
    line = " ".join(context.split())
    return line[:1].upper() + line[1:]
