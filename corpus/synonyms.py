"""Words that mean nearly the same, in general and policy Dutch, read from ``synonyms.toml``."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from corpus.dutch import lemma

SYNONYMS_PATH = Path(__file__).with_name("synonyms.toml")


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[int]]:
    """The numbers of the groups in which each word stands, by its analysed form."""
    text = tomllib.loads(SYNONYMS_PATH.read_text(encoding="utf-8"))["groups"]
    found: dict[str, set[int]] = {}
    for number, line in enumerate(text.splitlines()):
        for word in line.split():
            for form in {word, lemma(word)}:
                found.setdefault(form, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=65536)
def synonymous(one: str, other: str) -> bool:
    """Whether two analysed words stand in one group of near-synonyms."""
    groups = _groups()
    return bool(groups.get(one, frozenset()) & groups.get(other, frozenset()))


def is_known(word: str) -> bool:
    """Whether an analysed word stands in any group."""
    return word in _groups()
