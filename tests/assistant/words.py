"""Sentences written for the guard's tests: correct paraphrases of answers, and lies about them.

The paraphrases were written before the guard was; the file is not to be changed to please it.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FOLDER = Path(__file__).resolve().parent.parent / "data" / "words"


class Written(NamedTuple):
    """A text somebody wrote in answer to a question."""

    question: str
    text: str


def written(name: str) -> list[Written]:
    """The texts in a file: a question behind ``#``, then its texts, one a line."""
    return list(_lines((_FOLDER / f"{name}.txt").read_text(encoding="utf-8")))


def _lines(text: str) -> Iterator[Written]:
    question = ""
    for line in filter(None, text.split("\n")):
        if line.startswith("# "):
            question = line[2:]
        else:
            yield Written(question, line)
