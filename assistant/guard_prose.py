"""Holds a sentence against the sentences of the letter it cites: figures in running text, years, who does what.

Running text has no cells. What a figure, a year or a word means there is what stands around it, so
that is what must be the same: the noun that is counted, a bound ("minimaal"), whether the figure is
reached or left or a difference, its year, and the words that in the source belong to it alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.guard_binding import Binding
from assistant.guard_evidence import Evidence
from assistant.guard_reading import Mention, Number, Said
from corpus.dutch import FUNCTION_WORDS, lemma

#: Prepositions that mean what they say, so that another one says something else.
_STRICT = frozenset("tegen buiten binnen zonder onder boven na behalve namens ondanks tijdens".split())
#: Prepositions behind which the subject of a source may stand.
_OF_TOPIC = frozenset("van bij in binnen".split())
_LINKS = frozenset("van voor aan met bij door uit over naar tot tegen in op om via zonder onder".split())
_ARTICLES = frozenset("de het een hun zijn haar deze die dit dat alle".split())
#: How far apart two words that a preposition joins may stand in the source, in words that carry meaning.
_NEAR = 4
_ABOUT_YEAR = 3


@dataclass(frozen=True)
class Source:
    """A cited sentence of a letter, taken apart."""

    said: Said
    binding: Binding

    @cached_property
    def content(self) -> list[str]:
        """Its words that carry meaning, in order."""
        return [t.fold for t in self.said.tokens if _carries(t.fold) and t.fold not in _ARTICLES]

    def scope_words(self, number: Number) -> list[str]:
        """The words around a figure that belong to it: of its part of the sentence, up to the next figure."""
        first, last = self.binding.scope(number)
        numbers = self.said.numbers
        figures = figures_at(self.said)
        words = [t.fold for i, t in enumerate(self.said.tokens[first:last], first) if i not in figures]
        words = [word for word in words if _carries(word)]
        whole = whole_of(self.said, number)
        if whole is not None:
            return words + self.scope_words(whole)
        index = numbers.index(number)
        if words or index == 0 or number.first - numbers[index - 1].last > 1:
            return words
        # "142.421 (51,8%)": the second says the first in another way.
        return self.scope_words(numbers[index - 1])


class Prose:
    """Checks one sentence against the running text it cites."""

    def __init__(self, evidence: Evidence, said: Said, binding: Binding) -> None:
        self.evidence = evidence
        self.said = said
        self.binding = binding
        reader = binding.reader
        self.cited = [m for m in said.markers if m in evidence.prose]
        readings = [reader.read(evidence.quotes[m]) for m in self.cited]
        self.sources = [Source(r, Binding(r, reader, binding.everyone)) for r in readings]
        self.told = [s for s in evidence.told if not s.markers or set(s.markers) & set(said.markers)]

    # --- figures --------------------------------------------------------------------------------

    def holds(self, number: Number) -> bool:
        """Whether a cited sentence has this figure in this sense."""
        return any(
            self._same(number, found, source)
            for source in self.sources if self._named_in(source.said)
            for found in source.said.numbers
        )  # fmt: skip

    def unit_as_written(self, number: Number, markers: Sequence[int] | frozenset[int]) -> bool:
        """Whether a cited sentence writes this figure with this unit, whatever unit it has by the lexicon."""
        found = (n for m, s in zip(self.cited, self.sources, strict=True) if m in markers for n in s.said.numbers)
        return bool(number.unit) and any(n.value == number.value and n.unit == number.unit for n in found)

    def _named_in(self, quote: Said) -> bool:
        own = {s for m in quote.of("subject", "group") for s in self.binding.reader.subjects(m)}
        told = {m.value for s in self.told for m in s.of("subject")}
        sections = [self.binding.reader.read(self.evidence.sections[m]) for m in self.cited]
        own |= told | {m.value for s in sections for m in s.of("subject")}
        return self.binding.subjects <= own

    def _same(self, number: Number, found: Number, source: Source) -> bool:
        alike = number.text == found.text or (number.value is not None and number.value == found.value)
        if not alike or (number.ordinal, number.fraction) != (found.ordinal, found.fraction):
            return False
        whole = whole_of(self.said, number)
        if whole is not None and (number.value or 0) > (whole.value or 0):
            return False
        return (
            self._counts_the_same(number, found, source)
            and bounds(self.said, number) == bounds(source.said, found)
            and _roles_agree(self.binding.role(number), source.binding.role(found))
            and self._years_agree(number, found, source)
            and self._words_agree(number, found, source)
        )

    def _counts_the_same(self, number: Number, found: Number, source: Source) -> bool:
        if number.unit or found.unit:
            written = (self.said if number.unit else source.said).tokens
            last = (number if number.unit else found).last
            word = written[last - 1].fold
            if number.unit and found.unit:
                return number.unit == found.unit
            if word == "%":
                return False
            # "142.421 personen" of "het aantal personen is 142.421", and the other way round.
            if number.unit:
                return word in source.scope_words(found)
            return self._nouns(self.said, number)[:1] in ([], [word]) and any(
                same_word(word, t.fold) for t in self.said.tokens
            )
        own, theirs = self._nouns(self.said, number), self._nouns(source.said, found)
        if not own or not theirs:
            return not own or any(same_word(own[0], word) for word in source.scope_words(found))
        return any(same_word(word, other) or same_word(other, word) for word in own[:1] for other in theirs)

    def _nouns(self, said: Said, number: Number) -> list[str]:
        """The words right behind a figure; of "44 van de 51 scholen" those behind the whole."""
        whole = whole_of(said, number)
        if whole is not None:
            return self._nouns(said, whole)
        found = []
        denied = {m.first for m in said.of("negation")}
        for at in range(number.last, said.segment(number.first)[1]):
            if at in denied or not _carries(said.tokens[at].fold):
                break
            found.append(said.tokens[at].fold)
        return found

    def _years_agree(self, number: Number, found: Number, source: Source) -> bool:
        own = {m.value for m in self.binding.years_at(number)}
        theirs = {m.value for m in source.binding.years_at(found)}
        return not own or own <= (theirs or self.evidence.told_periods)

    def _words_agree(self, number: Number, found: Number, source: Source) -> bool:
        """No word of another figure's stands with this one, and what narrows its words is kept."""
        theirs = set(source.scope_words(found))
        others = [n for n in source.said.numbers if (n.value, n.unit) != (found.value, found.unit)]
        own = self._own_words(number)
        for at, word in own:
            if any(same_word(word, w) for w in theirs):
                continue
            holders = [n for n in others if any(same_word(word, w) for w in set(source.scope_words(n)) - theirs)]
            beside = self._figure_beside(number, at)
            if holders and (beside is None or all(n.value != beside.value for n in holders)):
                return False
        return all(self._kept(modifier) for modifier in _modifiers(source, found, self._segment_words(number)))

    def _own_words(self, number: Number) -> list[tuple[int, str]]:
        first, last = self.binding.scope(number)
        places = [at for at in range(first, last) if at not in figures_at(self.said)]
        return [(at, self.said.tokens[at].fold) for at in places if _carries(self.said.tokens[at].fold)]

    def _segment_words(self, number: Number) -> list[str]:
        """The words of the part of the sentence up to this figure: what it is of may stand there."""
        start = self.said.clause(number.first)[0]
        return [w for w in self.said.words(start, self.binding.scope(number)[1]) if _carries(w)]

    def _figure_beside(self, number: Number, at: int) -> Number | None:
        """The figure on the other side of a word, in the same part of the sentence."""
        start, end = self.said.segment(at)
        before = [n for n in self.said.numbers if start <= n.first and n.last <= at and n != number]
        after = [n for n in self.said.numbers if at < n.first < end and n != number]
        if at > number.first and before and self.said.words(before[-1].last, number.first)[:1] == ["van"]:
            # "44 van de 51 scholen melden": what is said is of the 44.
            return before[-1]
        return (before[-1] if before else None) if at < number.first else (after[0] if after else None)

    def _kept(self, modifier: str) -> bool:
        return any(same_word(modifier, token.fold) for token in self.said.tokens)

    # --- years ----------------------------------------------------------------------------------

    def year_faults(self) -> Iterator[str]:
        """Years that stand beside words which the source puts in another year, or in none."""
        for year in self.said.of("year"):
            have = [s for s in self.sources if any(m.value == year.value for m in s.said.of("year"))]
            if have and all(self._is_elsewhere(year, source) for source in have):
                yield f"het jaar {year.value} hoort in de bron bij iets anders"

    def _is_elsewhere(self, year: Mention, source: Source) -> bool:
        figures = figures_at(self.said)
        figures |= {i for m in self.said.of("part_name") for i in range(m.first, m.last)}
        places = range(max(year.first - _ABOUT_YEAR, 0), min(year.last + _ABOUT_YEAR, len(self.said.tokens)))
        own = [self.said.tokens[i].fold for i in places if i not in figures]
        near = {w for m in source.said.of("year") if m.value == year.value for w in self._around(m, source.said)}
        return any(w in source.content and w not in near for w in own if _carries(w))

    @staticmethod
    def _around(year: Mention, quote: Said) -> list[str]:
        start, end = quote.clause(year.first)
        others = [m for m in quote.of("year") if m.value != year.value]
        start = max([start, *(m.last for m in others if m.last <= year.first)])
        end = min([end, *(m.first for m in others if m.first >= year.last)])
        return quote.words(start, end)

    # --- who does what ---------------------------------------------------------------------------

    def order_faults(self) -> Iterator[str]:
        """Words that the sentence joins ("ondersteuning van de medewerkers") and the source keeps apart."""
        if not self.sources or len(self.cited) < len(self.said.markers):
            return
        contrasts = [m.first for m in self.said.of("instead")]
        for source in self.sources:
            kept_out = _kept_out(source)
            for at, token in enumerate(self.said.tokens):
                if token.fold in kept_out and not any(first < at for first in contrasts):
                    yield f"‘{token.text}’ staat in de bron als wat het juist niet was"
        yield from self._placed_faults()
        yield from self._compared_faults()
        for left, word, right in self._joined():
            if not any(_joins(source, left, word, right) for source in [*self.sources, *self._told_sources]):
                yield f"‘{left} {word} {right}’ staat niet zo in de bron"

    def _compared_faults(self) -> Iterator[str]:
        """What the source sets before its "dan" stands before that of the sentence, and behind it what stands there."""
        own = _sides(self.said)
        for theirs in filter(None, map(_sides, [s.said for s in self.sources])):
            if own is not None and ((own[0] & theirs[1] - theirs[0]) or (own[1] & theirs[0] - theirs[1])):
                yield "de vergelijking staat in de bron andersom"

    def _placed_faults(self) -> Iterator[str]:
        """Words behind "buiten", "tegen" or "zonder" that do not stand behind that in the source."""
        figures = figures_at(self.said) | {m.first for m in self.said.of("year")}
        led = {pair for s in [*self.sources, *self._told_sources] for pair in _led(s.said)}
        for at, (word, right) in _placed(self.said):
            if word in _STRICT and at not in figures and (word, right) not in led:
                yield f"‘{word} {right}’ staat niet zo in de bron"

    @cached_property
    def _told_sources(self) -> list[Source]:
        return [Source(s, Binding(s, self.binding.reader, self.binding.everyone)) for s in self.told]

    def _joined(self) -> Iterator[tuple[str, str, str]]:
        """Pairs of words of the source with a preposition between them."""
        known = {w for s in [*self.sources, *self._told_sources] for w in s.content}
        named = {
            at
            for mention in self.said.of("subject", "group", "year", "measure")
            for at in range(mention.first, mention.last)
        }
        parts = {at for mention in self.said.of("part_name") for at in range(mention.first, mention.last)}
        figures = figures_at(self.said)
        words = [t.fold for t in self.said.tokens]
        for at, word in enumerate(words):
            if word not in _LINKS or at == 0 or at in self.said.breaks:
                continue
            left = at - 2 if words[at - 1] == "%" else at - 1
            right = at + 1
            while right < len(words) and words[right] in _ARTICLES:
                right += 1
            if (
                right < len(words)
                and right not in figures
                and not {left, right} & (named | (set() if left in figures else parts))
                and {words[left], words[right]} <= known
            ):
                yield words[left], word, words[right]


def figures_at(said: Said) -> set[int]:
    """The places that figures and their units take."""
    return {at for n in said.numbers for at in range(n.first, n.last)}


def whole_of(said: Said, number: Number) -> Number | None:
    """The 51 of "44 van de 51 scholen"; what is said there is said of the 44."""
    following = (n for n in said.numbers if n.first > number.first)
    return next((n for n in following if said.words(number.last, n.first) in (["van"], ["van", "de"])), None)


def bounds(said: Said, number: Number) -> tuple[str, ...]:
    """How the words right before a figure limit or blur it."""
    near = [m for m in said.of("about", "bound") if number.first - 3 <= m.first and m.last <= number.first]
    near = [m for m in near if not set(said.words(m.last, number.first)) - _ARTICLES]
    found = {m.kind if m.kind == "about" else " ".join(said.words(m.first, m.last)) for m in near}
    found |= {
        m.kind for m in said.of("more", "less", "above", "below")
        if m.last <= number.first
        and [w for w in said.words(m.last, number.first) if w not in _ARTICLES] in ([], ["dan"])
    }  # fmt: skip
    return tuple(sorted(found))


def same_word(word: str, other: str) -> bool:
    """Whether two words are forms of one."""
    if word == other:
        return True
    if min(len(word), len(other)) < 4:
        return False
    if len(word) > 5 and other.endswith(word) and len(other) - len(word) > 2:
        # A "begeleidingsprogramma" is a "programma"; the short fronts that deny ("on-") are no kinds.
        return True
    return lemma(word) == lemma(other) or (min(len(word), len(other)) > 6 and word[:6] == other[:6])


def _kept_out(source: Source) -> set[str]:
    """The words behind an "in plaats van" that stand nowhere else in a source."""
    contrast = next(iter(source.said.of("instead")), None)
    if contrast is None:
        return set()
    end = source.said.segment(contrast.last)[1]
    behind = {w for w in source.said.words(contrast.last, end) if _carries(w)}
    before = set(source.said.words(0, contrast.first)) | set(source.said.words(end, len(source.said.tokens)))
    return behind - before


def _sides(said: Said) -> tuple[set[str], set[str]] | None:
    """The words before and behind the "dan" of a comparison."""
    words = [t.fold for t in said.tokens]
    if "dan" not in words or not any(m.last <= words.index("dan") for m in said.of("more", "less")):
        return None
    at = words.index("dan")
    return {w for w in words[:at] if _carries(w)}, {w for w in words[at + 1 :] if _carries(w)}


def _carries(word: str) -> bool:
    return word not in FUNCTION_WORDS and (word[0].isalpha() or word[0].isdigit())


def _roles_agree(own: str, theirs: str) -> bool:
    return own == theirs or {own, theirs} == {"to", "level"}


def _modifiers(source: Source, found: Number, own: Sequence[str]) -> Iterator[str]:
    """The adjectives before those words, up to a figure and around it, that the sentence uses too."""
    others = [n.last for n in source.said.numbers if n.last <= found.first]
    first = max(source.said.clause(found.first)[0], *others) if others else 0
    last = source.binding.scope(found)[1]
    tokens = source.said.words(0, len(source.said.tokens))
    for at in range(first + 1, last):
        before = tokens[at - 1]
        narrowing = _carries(before) and (_is_inflected(before) or before == "extra")
        if narrowing and _carries(tokens[at]) and any(same_word(tokens[at], word) for word in own):
            yield before


def _is_inflected(word: str) -> bool:
    """Whether a word is an adjective with its -e, also in a compound ("middelgrote")."""
    ends = (word[at:] for at in range(len(word) - 4))
    return word.endswith("e") and any(lemma(end) != end for end in ends)


def _placed(said: Said) -> Iterator[tuple[int, tuple[str, str]]]:
    """Each preposition with the word that it leads, and the place of that word."""
    words = [t.fold for t in said.tokens]
    for at, word in enumerate(words):
        right = at + 1
        while right < len(words) and words[right] in _ARTICLES:
            right += 1
        if word in _LINKS | _STRICT and right < len(words):
            yield right, (word, words[right])


def _led(said: Said) -> set[tuple[str, str]]:
    return {pair for _, pair in _placed(said)}


def _joins(source: Source, left: str, word: str, right: str) -> bool:
    """Whether a source joins two words: close together, or in this order with this very preposition."""
    lefts, rights = ([i for i, c in enumerate(source.content) if c == w] for w in (left, right))
    if word in _OF_TOPIC and not left[0].isdigit() and right in source.content[:1]:
        return True
    near = any(abs(i - j) <= _NEAR for i in lefts for j in rights)
    figure = left[0].isdigit()
    if near and not figure:
        return True
    words = [w for t in source.said.tokens if (w := t.fold) not in _ARTICLES]
    led = any(w == right and words[i - 1] == word for i, w in enumerate(words) if i)
    if figure and word == "van" and any(w == right and words[i - 1] == "aantal" for i, w in enumerate(words) if i):
        # "Het aantal scholen dat … (51%)" says 51% of the schools.
        return True
    return led and (near if figure else any(i < j for i in lefts for j in rights))
