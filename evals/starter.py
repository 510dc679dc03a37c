"""The usual starters, beside this program and in the same run: what a first try at such an assistant has.

The letters are cut into chunks of 1.000 characters, 200 of them shared with the chunk before, and ranked by
BM25 in plain Python, by bm25s where that is installed, and by an English sentence model where one is at
hand (``--starter-model``, a name or a folder). The question is whether a piece of the evidence stands in
the five best, and how long that takes.
"""

from __future__ import annotations

import math
import re
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import numpy as np

from assistant.engine import Assistant
from evals.cases import Case, read_cases

CHUNK = 1000
OVERLAP = 200
DEPTH = 5
_DATASETS = Path(__file__).with_name("datasets")
_WORD = re.compile(r"\w+")

Finder = Callable[[str], Sequence[str]]
"""From a question to the texts that are found, best first."""


class Standing(NamedTuple):
    """How one way to search did: the questions whose evidence stood in what it found, and its median time."""

    name: str
    found: int
    questions: int
    milliseconds: float


def passage_cases() -> list[Case]:
    """The shipped questions that words answer, each with evidence and by itself."""
    cases = [case for path in sorted(_DATASETS.glob("passages*.jsonl")) for case in read_cases(path)]
    return [case for case in cases if case.answerable and case.evidence and case.session is None]


def standings(assistant: Assistant, model: str = "") -> list[Standing]:
    """This program's search and its whole answer, and the starters, over the letters of the corpus."""
    cases = passage_cases()
    chunks = [
        chunk for letter in assistant.store.letters() for chunk in _chunks(assistant.store.letter(letter.id).text)
    ]
    finders: dict[str, Finder] = {
        "kamerbrief, passages": lambda q: [f"{p.section} {p.text}" for p in assistant.passages(q, DEPTH)],
        "kamerbrief, the sentences it cites": lambda q: [c.quote for c in assistant.ask(q).citations][:DEPTH],
        "starter: BM25 in plain Python": _Bm25(chunks).find,
    }
    if find_spec("bm25s") is not None:
        finders["starter: bm25s"] = _bm25s(chunks)
    if model:
        finders[f"starter: {'/'.join(Path(model).parts[-2:])}"] = _embedded(chunks, model)
    return [_standing(name, finder, cases) for name, finder in finders.items()]


def _standing(name: str, finder: Finder, cases: Sequence[Case]) -> Standing:
    finder(cases[0].question)
    found, taken = 0, []
    for case in cases:
        start = time.perf_counter()
        texts = finder(case.question)
        taken.append((time.perf_counter() - start) * 1000)
        letters = [_letters(text) for text in texts]
        found += any(_letters(piece) in text or (text and text in _letters(piece))
                     for piece in case.evidence for text in letters)  # fmt: skip
    return Standing(name, found, len(cases), statistics.median(taken))


def _letters(text: str) -> str:
    """The letters of a text alone: line wraps and footnote markers make no difference."""
    return "".join(filter(str.isalpha, text))


def _chunks(text: str) -> list[str]:
    return [text[start : start + CHUNK] for start in range(0, max(len(text) - OVERLAP, 1), CHUNK - OVERLAP)]


class _Bm25:
    """Okapi BM25 over lower-case words (k1 = 1,5; b = 0,75), as the small libraries have it."""

    def __init__(self, chunks: Sequence[str]) -> None:
        self._chunks = chunks
        self._counts = [Counter(_WORD.findall(chunk.lower())) for chunk in chunks]
        self._sizes = [count.total() for count in self._counts]
        self._mean = sum(self._sizes) / max(len(self._sizes), 1)
        self._holding = Counter(word for count in self._counts for word in count)

    def find(self, question: str) -> list[str]:
        """The best chunks."""
        scores = [0.0] * len(self._chunks)
        for word in _WORD.findall(question.lower()):
            holding = self._holding[word]
            rarity = math.log(1 + (len(self._chunks) - holding + 0.5) / (holding + 0.5))
            for at, count in enumerate(self._counts):
                often = count[word]
                if often:
                    scores[at] += rarity * often * 2.5 / (often + 1.5 * (0.25 + 0.75 * self._sizes[at] / self._mean))
        best = sorted(range(len(scores)), key=lambda at: -scores[at])[:DEPTH]
        return [self._chunks[at] for at in best]


def _bm25s(chunks: Sequence[str]) -> Finder:
    """The library of that name, as its first example has it but for the English stop words."""
    library = import_module("bm25s")
    index = library.BM25(corpus=list(chunks))
    index.index(library.tokenize(list(chunks), stopwords=None, show_progress=False), show_progress=False)

    def find(question: str) -> list[str]:
        asked = library.tokenize([question], stopwords=None, show_progress=False)
        return list(index.retrieve(asked, k=DEPTH, show_progress=False)[0][0])

    return find


def _embedded(chunks: Sequence[str], model: str) -> Finder:
    from corpus.embedders import SentenceTransformerEmbedder

    embedder = SentenceTransformerEmbedder(model)
    matrix = embedder.embed(list(chunks), "passage")

    def find(question: str) -> list[str]:
        near = matrix @ embedder.embed([question], "query")[0]
        return [chunks[at] for at in np.argsort(-near, kind="stable")[:DEPTH]]

    return find
