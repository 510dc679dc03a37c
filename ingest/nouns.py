"""What a number counts: the noun behind it, told from the adjectives before that noun.

There is no parser here. Closed classes of words, the endings of Dutch adjectives and a dictionary
of lemmas are enough for the few words that follow a number.
"""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.dutch import FUNCTION_WORDS, fold, is_word, lemma

_WORD = re.compile(r"\s*(%-punt(?:en)?|%|[^\W\d_][\w’'&/-]*)")
_MOST_WORDS = 5
#: Function words of questions that are nouns in a letter.
_NOUNS_TOO = frozenset(
    "brief kamerbrief document tekst bron letter staatsstuk kamerstuk gebied dag aanzien opzichte behoeve".split()
)
_CLOSED = (FUNCTION_WORDS - _NOUNS_TOO) | frozenset(
    """
    meer minder werken werkt werkte werkten doet nemen neemt namen nam vormen vormt vormde bestaat bestaan bedraagt
    bedroeg inclusief exclusief incl excl gerealiseerd gestegen gedaald toegenomen afgenomen hoger lager groter kleiner
    """.split()
)
_COMPARING = frozenset({"extra", "meer", "minder"})
_NOUN_ENDINGS = ("tie", "sie", "gie", "mie", "rie", "nie", "lie", "age", "ette", "ode", "ade")


def noun_phrase(text: str, at: int) -> tuple[str, str, int]:
    """The noun that follows at ``text[at]``, the noun with its adjectives, and where it ends.

    Empty strings and ``at`` when no noun follows: then the number counts what was named before it.
    """
    words: list[str] = []
    end = at
    for _ in range(_MOST_WORDS):
        match = _WORD.match(text, end)
        if match is None:
            break
        word = match.group(1)
        folded = fold(word)
        if folded in _CLOSED and not (folded in _COMPARING and _noun_follows(text, match.end())):
            break
        words.append(word)
        end = match.end()
        if not _is_adjective(word) or not _noun_follows(text, end):
            break
    if not words:
        return "", "", at
    described = [word for word in words if fold(word) not in _COMPARING] or words
    return words[-1], " ".join(described), end


def _noun_follows(text: str, at: int) -> bool:
    """Whether the next word, with nothing but a space before it, can belong to the same noun phrase."""
    match = re.compile(r"\s+([^\W\d_][\w’'&-]*)").match(text, at)
    return match is not None and fold(match.group(1)) not in _CLOSED


@lru_cache(maxsize=4096)
def _is_adjective(word: str) -> bool:
    """Whether a word in front of another is an adjective or participle ("duurzame", "aangesloten")."""
    folded = fold(word)
    if folded in _COMPARING:
        return True
    base = lemma(word).replace("_", "")
    if folded.endswith("e"):
        return not folded.endswith(_NOUN_ENDINGS) and (base != folded or not is_word(folded))
    return is_participle(word)


def is_participle(word: str) -> bool:
    """Whether a word is a past participle ("verstreken", "aangesloten"), by its dictionary form."""
    base, folded = lemma(word).replace("_", ""), fold(word)
    return base.endswith("en") and base != folded and folded.startswith(("ge", "aange", "be", "ver", "ont", "uitge"))
