"""Words of a question held against the names of rows and measures."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.cues import Cue, vocabulary
from assistant.text_rating import explained
from corpus.analysis import analyse
from corpus.dutch import FUNCTION_WORDS, fold, is_word, lemma, tokens

_PART_OF = 0.5
"""How far a part of a compound explains it ("fiets" and "fietsvergoeding")."""
_SHORT = 3
_INITIALS = 3
PARTICLES = frozenset("aan af bij open door in mee om op over toe terug uit voort weg".split())
_DOUBLED = re.compile(r"([aeiou])\1")
_PREFIXES = ("ver", "be", "her", "ont", *sorted(PARTICLES, key=len, reverse=True))


def stands_for(word: str, label: str) -> float:
    """How far a word of a question stands for a row: by the same words, their kin, a part of a compound, or letters."""
    if word.isupper() and len(word) > 1 and abbreviates(word, label):
        return 1.0
    said = frozenset(analyse(label))
    return min((explains(a, said) or _PART_OF * part_of_any(a, said) for a in analyse(word)), default=0.0)


def explains(word: str, there: frozenset[str]) -> float:
    """How far the words of a name explain a word; those of one root with other prefixes ("afgehandeld" and
    "behandeling") do not."""
    rate = explained(word, there)
    if rate >= 1 or not rate:
        return rate
    return rate if any(explained(word, frozenset((o,))) and _prefix(o) == _prefix(word) for o in there) else 0.0


def _prefix(word: str) -> str:
    """The prefix of a verb or of what is made of it; that of a participle is none."""
    return next((p for p in _PREFIXES if word.startswith(p) and len(word) > len(p) + _SHORT), "")


def part_of_any(word: str, said: Iterable[str]) -> bool:
    """Whether a word is the first or last part of a compound among some words."""
    part = stem(word)
    return len(part) >= _SHORT and any(
        (_plain(other).startswith(part) and is_word(other[len(part) :]))
        or (_plain(other).endswith(part) and is_word(other[: -len(part)].removesuffix("s")))
        for other in said
        if len(other) >= len(part) + _SHORT
    )


def abbreviates(word: str, label: str) -> bool:
    """Whether capitals are the first letters of a name, or stand in it in order, the first in front ("RWS")."""
    words = [t.fold for t in tokens(label) if t.fold[0].isalpha() and t.fold not in FUNCTION_WORDS]
    letters = iter("".join(words))
    in_order = bool(words) and words[0][0] == word[0].lower() and all(c in letters for c in word.lower())
    return "".join(w[0] for w in words) == word.lower() or (len(word) >= _INITIALS and len(words) == 1 and in_order)


def _plain(word: str) -> str:
    """A word with single vowels, as it is in an open syllable ("uitstoot", "uitstoten")."""
    return _DOUBLED.sub(r"\1", word)


def stem(word: str) -> str:
    """A word without the ending and doubled vowels in which its forms differ."""
    known = lemma(word)
    if known == word and word.endswith("e") and is_word(word[:-1]):
        # "Gebouwde", which no dictionary has, is "gebouwd".
        known = lemma(word[:-1])
    base = _plain(known.replace("_", ""))
    return base[:-2] if base.endswith("en") and len(base) > _SHORT + 2 else base


def is_participle(word: str) -> bool:
    """Whether a word is a past participle ("toegekend", "verleend")."""
    base = lemma(word)
    if not base.endswith("en") or base == word:
        return False
    bare = next((word[len(p) :] for p in sorted(PARTICLES, key=len, reverse=True) if word.startswith(p + "ge")), word)
    return bare.startswith(("ge", "be", "ver", "ont", "her", "er")) and word.endswith(("d", "t", "en", "de", "te"))


def words_of(text: str) -> list[str]:
    """The folded words of a text."""
    return [t.fold for t in tokens(text)]


def is_cue(word: str) -> bool:
    """Whether a word says by itself what is to be done with figures, or frames a question."""
    return bool(cues_of(word))


def cues_of(word: str) -> frozenset[Cue]:
    """What a word by itself asks."""
    known = vocabulary()
    return frozenset((*known.forms.get((fold(word),), ()), *known.lemmas.get(lemma(word), ())))


def is_name(word: str, others: set[str]) -> bool:
    """Whether a word is a name by itself that no other row has."""
    return word[0].isalpha() and word not in FUNCTION_WORDS and not set(analyse(word)) & others
