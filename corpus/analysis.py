"""The words under which full-text search finds a text: lemmas without function words."""

from __future__ import annotations

from functools import lru_cache

from corpus.dutch import content_words

_SHORT = 600


def analyse(text: str) -> list[str]:
    """The search words of a text, in order; the parts of a hyphenated word count beside the whole."""
    return list(_kept(text) if len(text) <= _SHORT else _words(text))


@lru_cache(maxsize=8192)
def _kept(text: str) -> tuple[str, ...]:
    """As `_words`, remembered: the same names, sentences and nouns are analysed for every question."""
    return _words(text)


def _words(text: str) -> tuple[str, ...]:
    words = []
    for word in content_words(text):
        words.append(word)
        if "-" in word or "&" in word:
            words.extend(part for part in word.replace("&", "-").split("-") if len(part) > 2)
    return tuple(words)
