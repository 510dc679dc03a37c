"""How far words of a question are explained by words of a text: the same, kindred, or of one meaning.

Words are analysed (`corpus.analysis`). A word explains another wholly when it is the same or another
name for it, nearly when both share a stem, and partly when a dictionary of synonyms puts them together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property, lru_cache

from corpus.analysis import analyse
from corpus.dutch import is_word, lemma
from corpus.lexicon import Lexicon
from corpus.synonyms import synonyms
from corpus.words import related

KINDRED = 0.9
SYNONYM = 0.6
_OF_PARTS = 0.5
"""How far a compound is explained by a word for its last part, against one for itself."""
_PART = 4
_START = 5
_END = 6
_WRITTEN = "twee drie vier vijf zes zeven acht negen tien elf twaalf".split()
#: A small number in digits and the same written out.
_SAME_NUMBER = {
    one: frozenset({other})
    for number, word in enumerate(_WRITTEN, start=2)
    for one, other in ((str(number), word), (word, str(number)))
}


class WordMatcher:
    """Matches words by themselves, by the names of the lexicon, by stem and by meaning."""

    def __init__(self, lexicon: Lexicon, *, with_synonyms: bool = True) -> None:
        self._lexicon = lexicon
        self._with_synonyms = with_synonyms
        self._filed: set[str] = set()
        self._starts: dict[str, list[str]] = {}
        self._ends: dict[str, list[str]] = {}

    @cached_property
    def names(self) -> dict[str, set[str]]:
        """For each analysed word that is a name by itself, all analysed words of the other names."""
        found: dict[str, set[str]] = {}
        for sector in self._lexicon.sector:
            words = [analyse(name) for name in (*sector.names, sector.label)]
            everything = {word for name in words for word in name}
            for name in words:
                if len(name) == 1:
                    found.setdefault(name[0], set()).update(everything)
        for term in self._lexicon.term:
            short = {word for name in term.names for word in analyse(name)}
            long = set(analyse(term.means))
            for word in short:
                found.setdefault(word, set()).update(long)
            for word in long:
                found.setdefault(word, set()).update(short)
        return found

    @cached_property
    def meant(self) -> dict[str, tuple[frozenset[str], ...]]:
        """For each analysed abbreviation of a term, the analysed words of what it stands for."""
        found: dict[str, list[frozenset[str]]] = {}
        for term in self._lexicon.term:
            for word in {word for name in term.names for word in analyse(name)}:
                found.setdefault(word, []).append(frozenset(analyse(term.means)))
        return {word: tuple(meanings) for word, meanings in found.items()}

    def widened(self, words: Sequence[str], is_headed: Callable[[Sequence[str]], bool]) -> list[str]:
        """The words with the other names of what they name, where a section of the letters is headed by one
        of those (``is_headed``): elsewhere the lexicon is about other things than these letters."""
        added = {
            other: None
            for word in words
            for names in self._named.get(word, ())
            if any(is_headed(name) for name in names)
            for name in names
            for other in sorted(name)
        }
        return [*words, *(other for other in added if other not in words)]

    @cached_property
    def _named(self) -> dict[str, list[list[list[str]]]]:
        """For each analysed word that is a name by itself, the analysed names of each sector with that name."""
        found: dict[str, list[list[list[str]]]] = {}
        for sector in self._lexicon.sector:
            names = [words for name in (sector.label, *sector.names) if (words := analyse(name))]
            for word in {name[0] for name in names if len(name) == 1}:
                found.setdefault(word, []).append(names)
        return found

    def degrees(self, asked: Iterable[str], said: Iterable[str]) -> dict[str, dict[str, float]]:
        """For each asked word, the words of ``said`` that explain it, with how far (above 0, up to 1)."""
        there = frozenset(said)
        self._index(there)
        return {word: self._by_parts(word, there) for word in asked}

    def _index(self, words: frozenset[str]) -> None:
        """Files new words under their first and their last letters. Those of a corpus come back with every
        question, so each is filed once."""
        for word in words - self._filed:
            self._starts.setdefault(word[:_START], []).append(word)
            self._ends.setdefault(word[-_END:], []).append(word)
        self._filed |= words

    def _by_parts(self, word: str, there: frozenset[str]) -> dict[str, float]:
        found = self._explaining(word, there)
        if found:
            return found
        found_parts = hyphenated(word) or parts(word)
        # A compound is a kind of what its last part names; what its first part names is another thing.
        share = 1.0 if len(found_parts) == 1 else _OF_PARTS
        explaining = self._explaining(found_parts[-1], there) if found_parts else {}
        return {other: share * degree for other, degree in explaining.items()}

    def _explaining(self, word: str, there: frozenset[str]) -> dict[str, float]:
        found = dict.fromkeys(synonyms(word) & there, SYNONYM) if self._with_synonyms else {}
        # Kindred words share their first letters, or the one ends in the other.
        near = (*self._starts.get(word[:_START], ()), *(self._ends.get(word[-_END:], ()) if len(word) >= _END else ()))
        found |= dict.fromkeys((other for other in near if other in there and related(word, other)), KINDRED)
        found |= dict.fromkeys(self.names.get(word, set()) & there, 1.0)
        found |= dict.fromkeys(_SAME_NUMBER.get(word, frozenset()) & there, 1.0)
        if word in there:
            found[word] = 1.0
        return found


def hyphenated(word: str) -> tuple[str, ...]:
    """The words that a hyphen joins ("sroi-baan"); empty for any other."""
    found = tuple(part for part in word.split("-") if part)
    return found if len(found) > 1 and len(found[-1]) >= _PART else ()


@lru_cache(maxsize=16384)
def parts(word: str) -> tuple[str, ...]:
    """The two words of which a compound is made ("baangroei": baan, groei), or the word of which it is a
    diminutive ("klusje": klus) or a plural of people; empty for any other."""
    for ending in ("etjes", "tjes", "pjes", "jes", "etje", "tje", "pje", "je"):
        base = word.removesuffix(ending)
        if base != word and len(base) > 2 and is_word(base):
            return (base,)
    for ending in ("en", "n"):
        # "De geregistreerden" are who is "geregistreerd".
        base = word.removesuffix(ending)
        if base != word and len(base) > _PART and base.endswith(("d", "t", "e")) and is_word(base):
            return (lemma(base),)
    for at in range(len(word) - _PART, _PART - 1, -1):
        left, right = word[:at], word[at:]
        if is_word(right):
            for first in (left, left.removesuffix("s"), left.removesuffix("en")):
                if len(first) >= _PART and is_word(first):
                    return (lemma(first), lemma(right))
    return ()
