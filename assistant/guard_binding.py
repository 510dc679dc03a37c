"""What a place in a sentence is about: the name, year and measure nearest to it."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from assistant.guard_reading import Mention, Number, Said, SentenceReader

GOAL, RATE = "doel", "realisatiepercentage"


class Binding:
    """Finds what a place in a sentence is about: the nearest name in its own part of it, then elsewhere."""

    def __init__(self, said: Said, reader: SentenceReader, everyone: frozenset[str]) -> None:
        self.said = said
        self.reader = reader
        self.everyone = everyone
        named = said.of("subject", "group")
        narrow = [m for m in named if reader.subjects(m) != everyone]
        self.named = narrow or named
        self.years = said.of("year")

    @property
    def subjects(self) -> frozenset[str]:
        """Everyone the sentence names; the whole of all sectors only where it names nobody else."""
        return frozenset(s for m in self.named for s in self.reader.subjects(m))

    def scope(self, number: Number) -> tuple[int, int]:
        """The part of the sentence that belongs to one figure."""
        start, end = self.said.segment(number.first)
        before = [n.last for n in self.said.numbers if n.last <= number.first]
        after = [n.first for n in self.said.numbers if n.first >= number.last]
        return max([start, *before]), min([end, *after])

    def nearest(self, mentions: Sequence[Mention], first: int, last: int, scope: tuple[int, int]) -> Mention | None:
        """The mention that a place is about: before it in its scope, after it there, earlier, later."""
        own_before = [m for m in mentions if scope[0] <= m.first and m.last <= first]
        own_after = [m for m in mentions if last <= m.first and m.last <= scope[1]]
        earlier = [m for m in mentions if m.last <= first]
        later = [m for m in mentions if m.first >= last and not self._number_between(last, m.first)]
        for found, pick in ((own_before, -1), (own_after, 0), (earlier, -1), (later, 0)):
            if found:
                return found[pick]
        return None

    def _number_between(self, first: int, last: int) -> bool:
        return any(first <= n.first < last for n in self.said.numbers)

    def together(self, mention: Mention, mentions: Sequence[Mention]) -> list[Mention]:
        """A mention with those it is listed with ("de gemeenten, de provincies en het Rijk")."""
        listed = [mention]
        for step in (1, -1):
            index = mentions.index(mention)
            while 0 <= index + step < len(mentions):
                left, right = sorted((mentions[index], mentions[index + step]), key=lambda m: m.first)
                if set(self.said.words(left.last, right.first)) - {"en", "de", "het", "of", "in", "naar", "op", "tot"}:
                    break
                index += step
                listed.append(mentions[index])
        return listed

    def subjects_at(self, first: int, last: int, scope: tuple[int, int]) -> frozenset[str]:
        """Whom a place is about; empty when the sentence names nobody."""
        found = self.nearest(self.named, first, last, scope)
        listed = self.together(found, self.named) if found else []
        return frozenset(s for m in listed for s in self.reader.subjects(m))

    def years_at(self, number: Number) -> list[Mention]:
        """The years that a figure is of."""
        scope = self.scope(number)
        own = [m for m in self.years if scope[0] <= m.first < scope[1]]
        if own:
            return list(dict.fromkeys(y for m in own for y in self.together(m, self.years)))
        found = self.nearest(self.years, number.first, number.last, scope)
        return self.together(found, self.years) if found else []

    def is_gap(self, measure: Mention) -> bool:
        """Whether a target is only named as what was reached, missed or compared with."""
        if measure.value != GOAL:
            return False
        before = self.said.words(measure.first - 3, measure.first)
        said = self.said
        start = said.segment(measure.first)[0]
        near = [m for m in said.of("above", "below") if start <= m.first and 0 <= measure.first - m.last <= 3]
        reached = [m for m in said.of("met") if -6 <= m.first - measure.first <= 6]
        return bool(near or reached or {"tot", "om", "opzichte"} & set(before))

    def measure_at(self, number: Number) -> str:
        """The measure that a figure is of, as far as the sentence says; empty when it does not."""
        start, end = self.scope(number)
        strong = self.said.of("measure")
        if number.unit == "%" and any(m.value == GOAL and self._is_whole(number, m) for m in strong):
            return RATE
        before = [m for m in strong if start <= m.first and m.last <= number.first]
        if before and (not self.is_gap(before[-1]) or self.said.words(before[-1].last, number.first)[:1] == ["van"]):
            return before[-1].value
        plain = [m for m in strong if not self.is_gap(m)]
        found = self.nearest(plain, number.first, number.last, (start, end))
        weak = [m for m in self.said.of("weak") if m.value == RATE] if number.unit == "%" else []
        return found.value if found else (RATE if weak else "")

    def _is_whole(self, number: Number, goal: Mention) -> bool:
        """Whether a percentage is said to be one "van het doel"."""
        between = self.said.words(number.last, goal.first)
        return between[:1] == ["van"] and set(between[1:]) <= {"de", "het", "hun", "zijn", "haar", "eigen"}

    def pair(self, number: Number) -> tuple[Number, Number] | None:
        """The figures of "van x naar y" (or "y tegen x") that this one is part of, the earlier first."""
        numbers = self.said.numbers
        for left, right in itertools.pairwise(numbers):
            if self.said.words(left.last, right.first) == ["tegen"] and number in (left, right):
                return right, left
            opens = "van" in self.said.words(left.first - 2, left.first)
            if opens and "naar" in self.said.words(right.first - 2, right.first) and number in (left, right):
                return left, right
        return None

    def says_difference(self, number: Number) -> bool:
        """Whether a figure is given as a difference: "met 90 fta", "90 fta minder", "een daling van 90 fta"."""
        if self.pair(number):
            return False
        said, (start, end) = self.said, self.scope(number)
        before = [w for w in said.words(start, number.first) if w not in ("circa", "ongeveer", "een", "de", "ca")]
        moving = said.of("up", "down", "more", "less", "above", "below")
        if before[-1:] == ["met"] and said.has("up", "down"):
            return True
        if any(number.last <= m.first <= number.last + 1 and m.last <= end for m in moving):
            return True
        if "naar" not in said.words(number.first - 2, number.first):
            # "Het verschil tussen x en y was": the noun may stand before an "en".
            start = max([said.clause(number.first)[0], *(n.last for n in said.numbers if n.last <= number.first)])
        return any(start <= m.first and m.last <= number.first for m in said.of("delta_noun"))

    def is_added(self, number: Number) -> bool:
        """Whether a figure is said to be added or taken off: "er kwamen 12 personen bij"."""
        end = self.said.segment(number.first)[1]
        return number.last < end and self.said.words(end - 1, end) in (["bij"], ["erbij"], ["af"])

    def role(self, number: Number) -> str:
        """What a figure is of a change: where it came "from" or went "to", the "delta", or just a "level"."""
        pair = self.pair(number)
        if pair:
            return "from" if number is pair[0] else "to"
        if self.says_difference(number):
            return "delta"
        if self.is_added(number):
            return "delta"
        return "to" if "naar" in self.said.words(number.first - 2, number.first) else "level"
