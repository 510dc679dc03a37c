"""Words that mean nearly the same, in general and policy Dutch, read from ``synonyms.toml``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from corpus.dutch import fold

SYNONYMS_PATH = Path(__file__).with_name("synonyms.toml")


@lru_cache(maxsize=1)
def groups() -> tuple[tuple[str, ...], ...]:
    """The groups of near-synonyms, their words folded; each word stands there as written and as analysed."""
    lines = tomllib.loads(SYNONYMS_PATH.read_text(encoding="utf-8"))["groups"].splitlines()
    return tuple(tuple(dict.fromkeys(map(fold, line.split()))) for line in lines)


@lru_cache(maxsize=1)
def _places() -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for number, group in enumerate(groups()):
        for word in group:
            found.setdefault(word, []).append(number)
    return found


@lru_cache(maxsize=4096)
def synonyms(word: str) -> frozenset[str]:
    """All analysed words that stand in a group with an analysed word, itself left out."""
    return frozenset(other for number in _places().get(word, ()) for other in groups()[number]) - {word}


def synonymous(one: str, other: str) -> bool:
    """Whether two analysed words are the same or stand in one group of near-synonyms."""
    return one == other or other in synonyms(one)
