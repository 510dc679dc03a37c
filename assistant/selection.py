"""Questions over many subjects: extremes, ranks, means, lists and counts by threshold, and claims about all."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.asks import (
    asks_both_years,
    asks_count,
    asks_of_some,
    asks_whether_any,
    at_zero,
    became,
    bound,
    counts_unnamed,
    goal_itself,
    picks_some,
)
from assistant.cues import Cue
from assistant.nuances import denied, nearness, says_stayed, two_conditions
from assistant.question import GOAL, RATE, REALISED, Aggregation, Comparator, Metric, Request, Sense, Target, Threshold
from assistant.reading import Kind, Mention, Reading
from assistant.slots import NoReadingError, SlotReader, Slots
from corpus.dutch import fold

QUANTIFIERS = (
    ("all", frozenset({"alle", "elke", "elk", "iedere", "ieder", "iedereen", "allemaal"})),
    ("most", frozenset({"meeste", "merendeel", "meerderheid"})),
    ("none", frozenset({"geen", "enkele"})),
)


#: "Op één na" is the second place.
_AFTER = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf")
_ORDINALS = (
    "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende", "elfde", "twaalfde",
)  # fmt: skip
PLACES = {
    word: place
    for place, (after, ordinal) in enumerate(zip(_AFTER, _ORDINALS, strict=True), 2)
    for word in (f"{after} na", f"{place - 1} na", ordinal)
}
_OF_SIZE = frozenset("grootste grootst kleinste kleinst omvangrijkste".split())
_PLACED = re.compile(rf"\b({'|'.join(PLACES)})\b")
FRACTIONS = {
    "driekwart": "75", "drie kwart": "75", "kwart": "25", "twee derde": "66.666667", "tweederde": "66.666667",
    "derde": "33.333333", "vier vijfde": "80", "vijfde": "20", "tiende": "10", "helft": "50",
}  # fmt: skip


_ENDS = 2
_RANGE = re.compile(r"\b(?:19|20)\d{2}\s*(?:-|–|—|t/m|tot en met|tot)\s*(?:en met )?(?:19|20)\d{2}\b", re.IGNORECASE)


def place_named(reading: Reading) -> int:
    """The place that words tell ("op één na", "tweede"); nought where none do."""
    told = (fold(mention.text) for mention in reading.mentions if Cue.NEXT in mention.cues)
    return next((PLACES[found[1]] for text in told if (found := _PLACED.search(text))), 0)


def fraction_told(reading: Reading) -> Decimal:
    """The percentage that a fraction in words stands for ("een kwart", "twee derde")."""
    text = fold(" ".join(m.text for m in reading.mentions if Cue.HALF in m.cues))
    return next((Decimal(percent) for word, percent in FRACTIONS.items() if word in text), Decimal(50))


class SelectionReader(SlotReader):
    """Reads what is asked of many subjects at once."""

    @staticmethod
    def _quantifier(slots: Slots) -> str:
        """ "Alle", "de meeste" or "geen" sectors, as a claim makes it."""
        if slots.has(Cue.TOTAL):
            # "Alle sectoren samen" is one figure, not a claim about each.
            return ""
        words = [token.fold for token in slots.reading.tokens]
        named = [m for m in slots.reading.mentions if Cue.SECTOR in m.cues or m.value(Kind.GROUP)]
        for mention in named:
            near = {*words[max(mention.first - 3, 0) : mention.first], *fold(mention.text).split()}
            quantifier = next((quantifier for quantifier, names in QUANTIFIERS if near & names), "")
            if quantifier:
                return "not all" if quantifier == "all" and denied(slots.reading, mention) else quantifier
        return ""

    def _all_or_none(self, slots: Slots, quantifier: str) -> Request | None:
        """Whether all, most or none of the subjects satisfy what is claimed of them."""
        slots.take(Cue.TOTAL)
        if quantifier == "most":
            slots.take(Cue.HIGHEST)
        if quantifier in ("none", "not all"):
            slots.take(Cue.NOT)
        self._drop_counts(slots)
        found = self._condition(slots)
        if found is None:
            return None
        metric, sense, measure, base, periods, threshold = found
        return Request(
            aggregation=Aggregation.FILTER, metric=metric, sense=sense, measures=(measure,),
            targets=self._members(slots), periods=periods, base=base, threshold=threshold, quantifier=quantifier,
            qualifier=self._qualifier(slots, measure),
        )  # fmt: skip

    def _over_sectors(self, slots: Slots) -> Request | None:
        """Which or how many subjects: extremes, ranks, lists by threshold and their counts."""
        if slots.has(Cue.MEAN, Cue.WEIGHTED, Cue.UNWEIGHTED):
            return self._mean(slots)
        slots.take(Cue.WHO)
        rank = slots.take(Cue.RANK)
        if slots.has(Cue.HIGHEST, Cue.LOWEST, Cue.NEXT) or rank:
            return self._extreme(slots, rank=rank)
        return self._filtered(slots)

    def _targets(self, slots: Slots) -> tuple[Target, ...] | None:
        """The targets of one figure: the pool of a group or of "samen", else each that is named."""
        if not (slots.sectors or slots.groups):
            if not slots.has(Cue.TOTAL):
                return None
            slots.groups = self._everyone()
        pool = self._pool(slots) if slots.groups or slots.left_out or slots.has(Cue.TOTAL) else None
        return (pool,) if pool is not None else self._members(slots)

    def _divides_by_number(self, slots: Slots) -> bool:
        """Whether a sum is divided by as many as are named ("optellen en door drie delen"): a mean."""
        size = len(self._members(slots))
        divided = [m.last for m in slots.reading.mentions if Cue.DIVIDED in m.cues]
        # "Deel door het aantal sectoren"
        by_all = any(
            Cue.SECTOR in m.cues and slots.reading.before(m) == ["aantal"] and m.first > min(divided, default=m.first)
            for m in slots.reading.mentions
        )
        return size > 1 and (by_all or any(m.number == size for m in slots.reading.of(Kind.NUMBER)))

    def _mean(self, slots: Slots) -> Request | None:
        divides = slots.has(Cue.DIVIDED) and slots.has(Cue.TOTAL) and self._divides_by_number(slots)
        if not (divides or slots.has(Cue.MEAN, Cue.WEIGHTED, Cue.UNWEIGHTED)) or picks_some(slots.reading):
            # The mean of those that missed the target is not that of all.
            return None
        weighted = slots.take(Cue.WEIGHTED)
        together = bool(slots.left_out) or slots.has(Cue.TOTAL)
        slots.take(Cue.UNWEIGHTED, Cue.TOTAL, Cue.MEAN, Cue.ACHIEVE, Cue.DIVIDED)
        if slots.has(Cue.SHORT, Cue.OVER, Cue.RISE, Cue.FALL, Cue.CHANGE) and not weighted:
            key = self._key(slots)
            targets = self._members(slots)
            if key is None or len(targets) < 2:
                return None
            metric, way, measured, base, periods = key
            # Rises and falls are weighed off against each other.
            way = Sense.UP if way is Sense.EITHER else way
            return Request(
                aggregation=Aggregation.MEAN, metric=metric, sense=way, measures=(measured,), targets=targets,
                periods=periods, base=base, qualifier=self._qualifier(slots, measured),
            )  # fmt: skip
        measure = self._measure(slots)
        if measure is None:
            return None
        if weighted:
            pool = self._pool(slots)
            targets = (pool,) if pool is not None else self._members(slots)
            return Request(measures=(RATE,), targets=targets, periods=self._period(slots), qualifier=slots.part)
        targets = self._members(slots)
        one = together or len(slots.sectors) + len(slots.groups) == 1
        years = self._both_years(slots) if one else ()
        if years:
            # Over the years of one, and of a group as a whole.
            pool = self._pool(slots)
            return Request(
                aggregation=Aggregation.MEAN, measures=(measure,), targets=(pool,) if pool else targets[:1],
                periods=years, qualifier=self._qualifier(slots, measure),
            )  # fmt: skip
        if len(targets) < 2:
            return None
        slots.numbers = [n for n in slots.numbers if n.number != len(targets)]
        return Request(
            aggregation=Aggregation.MEAN, measures=(measure,), targets=targets, periods=self._period(slots),
            qualifier=self._qualifier(slots, measure),
        )  # fmt: skip

    def _both_years(self, slots: Slots) -> tuple[str, ...]:
        """The years over which a mean is asked, where several are; else none."""
        years = self._periods(slots) if len(slots.years) > 1 or asks_both_years(slots.reading) else ()
        if len(years) == _ENDS and _RANGE.search(slots.reading.question):
            # "Over 2022 tot en met 2024": the years between too.
            years = tuple(p for p in self.facts.periods if min(years) <= p <= max(years))
        return years if len(years) > 1 else ()

    def _key(self, slots: Slots) -> tuple[Metric, Sense, str, str, tuple[str, ...]] | None:
        """What subjects are compared by: metric, sense, measure, first year and years."""
        if GOAL in slots.measures and not slots.has(Cue.SHORT, Cue.OVER) and slots.has(Cue.BELOW, Cue.ABOVE):
            # "Het verst onder zijn doel": who is that much short of it.
            below = slots.take(Cue.BELOW)
            slots.take(Cue.ABOVE, Cue.ACHIEVE)
            metric = Metric.GAP_PERCENT if slots.take(Cue.POINTS) or RATE in slots.weak else Metric.GAP
            return metric, Sense.DOWN if below else Sense.UP, REALISED, "", self._period(slots)
        near = nearness(slots.reading) and GOAL in slots.measures and not slots.has(Cue.RISE, Cue.FALL, Cue.CHANGE)
        if near or slots.has(Cue.SHORT, Cue.OVER):
            short = slots.take(Cue.SHORT) or bool(near and not slots.has(Cue.OVER))
            slots.take(Cue.OVER, Cue.NOT, Cue.ACHIEVE)
            relative = bool(near) and slots.take(Cue.RELATIVE)
            points = slots.take(Cue.POINTS) or RATE in slots.weak or relative
            if near and not (points or REALISED in slots.weak):
                slots.notes.append("De vraag noemt geen eenheid; gerekend is met het aantal dat ontbreekt.")
            metric = Metric.GAP_PERCENT if points else Metric.GAP
            return metric, Sense.DOWN if short else Sense.UP, REALISED, "", self._period(slots)
        sense = self._sense(slots)
        if sense is not None:
            span = self._span(slots)
            if span is None:
                return None
            metric, measure = self._change_kind(slots, percent=RATE in slots.weak)
            return metric, sense, measure, span[0], (span[1],)
        named = self._measure(slots)
        slots.take(Cue.ACHIEVE)
        if named in (REALISED, RATE, None) and slots.take(Cue.RELATIVE):
            named = RATE
        if named is None:
            # "De grootste" is who has most, "de beste" who does best.
            size = {
                word
                for m in slots.reading.mentions
                if m.cues & {Cue.HIGHEST, Cue.LOWEST}
                for word in fold(m.text).split()
            }
            named = REALISED if size & _OF_SIZE else RATE
            compared = "de realisatie" if named == REALISED else "het realisatiepercentage"
            slots.notes.append(f"De vraag noemt geen maat; vergeleken is {compared}.")
        return Metric.LEVEL, Sense.EITHER, named, "", self._period(slots)

    def _extreme(self, slots: Slots, *, rank: bool) -> Request | None:
        spread = slots.has(Cue.HIGHEST) and slots.has(Cue.LOWEST)
        if spread and (rank or not slots.take(Cue.DIFFERENCE, Cue.POINTS)):
            return None
        if slots.has(Cue.RISE) and slots.has(Cue.FALL) and not spread:
            # "Wie steeg het hardst en wie daalde het hardst?" asks two things.
            return None
        place = self._place(slots)
        rank = rank and not place
        lowest = slots.take(Cue.LOWEST, Cue.LESS)
        outright = slots.has(Cue.HIGHEST) or (lowest and Cue.LOWEST in slots.reading.cues)
        slots.take(Cue.HIGHEST, Cue.MORE)
        if outright and len(slots.sectors) > 1:
            # "Mbo vs. hbo: hoogste percentage".
            slots.take(Cue.COMPARE)
        if nearness(slots.reading) == "near" and (GOAL in slots.measures or slots.has(Cue.SHORT)):
            # Who is nearest lacks the least.
            lowest = True
        count = self._count(slots)
        # "Het hoogste percentage … hoeveel fta" asks two things; one reading would mix them up.
        mixed = {RATE, REALISED} <= set(slots.weak) and not spread and not slots.has(Cue.RELATIVE)
        mixed = mixed or ({GOAL, REALISED} <= set(slots.measures) and not slots.has(Cue.SHORT, Cue.OVER))
        told = slots.reading.cues & {Cue.HIGHEST, Cue.LOWEST, Cue.RANK, Cue.WHO, Cue.WHICH, Cue.SECTOR}
        if place and not (told or slots.measures or slots.weak):
            # "De tweede" by itself is the second of nothing.
            return None
        key = None if mixed else self._key(slots)
        if key is None:
            return None
        if rank and len(slots.sectors) != 1:
            # "Zet de sectoren op volgorde": all of them, in order.
            rank, count = False, len(self._members(slots))
        metric, sense, measure, base, periods = key
        if metric is Metric.GAP and self._ordered_by_rate(slots.reading):
            return None
        if spread:
            return Request(
                aggregation=Aggregation.SPREAD, metric=metric, sense=sense, measures=(measure,),
                targets=self._members(slots), periods=periods, base=base, qualifier=self._qualifier(slots, measure),
            )  # fmt: skip
        if rank:
            own = self._single(slots.sectors[0])
            rest = tuple(self._single(s) for s in self.facts.subjects if s != slots.sectors[0])
            targets = (own, *rest)
        elif place and len(slots.sectors) == 1 and not slots.groups:
            # "Het Rijk groeide het meest. Wie komt op plek twee?": of everyone.
            targets = tuple(self._single(s) for s in self.facts.subjects)
        else:
            targets = self._members(slots)
        if len(targets) < 2:
            return None
        return Request(
            aggregation=Aggregation.RANK if rank else Aggregation.EXTREME, metric=metric, sense=sense,
            measures=(measure,), targets=targets, periods=periods, base=base, highest=not lowest, count=count,
            place=place, qualifier=self._qualifier(slots, measure),
        )  # fmt: skip

    @staticmethod
    def _ordered_by_rate(reading: Reading) -> bool:
        """Whether somebody is found by a percentage ("hoeveel mist de sector met het laagste percentage?"): who has the
        least of what is asked of them would be another."""
        ends = {m.last for m in reading.mentions if m.cues & {Cue.HIGHEST, Cue.LOWEST}}
        return any(
            m.first in ends and RATE in (m.value(Kind.MEASURE), m.value(Kind.WEAK_MEASURE)) for m in reading.mentions
        )

    @staticmethod
    def _place(slots: Slots) -> int:
        """Which place is asked for ("op één na de hoogste", "de tweede plaats"); nought when none is."""
        for mention in slots.reading.mentions:
            following = [m for m in slots.numbers if m.first == mention.last]
            named = following[0].number if following else None
            numbered = Cue.RANK in mention.cues or fold(mention.text) in ("nummer", "nr")
            if numbered and named is not None and named % 1 == 0 and 2 <= named <= len(PLACES):
                # "Wie staat op plek twee?"
                slots.numbers.remove(following[0])
                slots.take(Cue.RANK)
                return int(named)
        slots.take(Cue.NEXT)
        return place_named(slots.reading)

    def _count(self, slots: Slots) -> int:
        """How many are asked for ("de drie hoogste", "top 3")."""
        size = len(self.facts.subjects)
        for mention in slots.numbers:
            if mention.number is not None and 1 <= mention.number <= size and mention.number % 1 == 0:
                slots.numbers.remove(mention)
                return int(mention.number)
        return 1

    def _filtered(self, slots: Slots) -> Request | None:
        if len(self._members(slots)) < 2:
            # One that is named ("welke sector heeft er 100 meer dan X?") is no list to pick from.
            return None
        if two_conditions(slots.reading) or asks_of_some(slots.reading):
            return None
        slots.take(Cue.ONLY)
        found = self._condition(slots)
        if found is None:
            return None
        metric, sense, measure, base, periods, threshold = found
        counting = asks_count(slots.reading) or counts_unnamed(slots.reading)
        exists = not counting and asks_whether_any(slots.reading)
        return Request(
            aggregation=Aggregation.COUNT if counting else Aggregation.FILTER, quantifier="some" if exists else "",
            metric=metric, sense=sense,
            measures=(measure,), targets=self._members(slots), periods=periods, base=base, threshold=threshold,
            qualifier=self._qualifier(slots, measure),
        )  # fmt: skip

    def _condition(self, slots: Slots) -> tuple[Metric, Sense, str, str, tuple[str, ...], Threshold] | None:
        """What a subject must satisfy: a threshold, a target met, a rise, a fall, or no change."""
        if self._over_time(slots):
            return self._changed(slots, self._compared_sense(slots), Comparator.ABOVE)
        partly = slots.has(Cue.HALF) or bool(slots.numbers)
        alone = (
            goal_itself(slots.reading) and Cue.THAN not in slots.reading.cues and not slots.has(Cue.ABOVE, Cue.BELOW)
        )
        goal_moved = goal_itself(slots.reading) and (became(slots.reading) or alone)
        if (self._other_goal(slots) or goal_moved) and not partly:
            way = Sense.UP if slots.take(Cue.MORE) else Sense.DOWN
            slots.take(Cue.LESS)
            return self._changed(slots, way, Comparator.ABOVE)
        goal_met = not partly and slots.has(Cue.ACHIEVE, Cue.OVER) and (GOAL in slots.measures or slots.has(Cue.OVER))
        against = GOAL in slots.measures and slots.has(Cue.ABOVE, Cue.BELOW, Cue.MORE, Cue.LESS) and not slots.numbers
        if goal_met or (against and not slots.has(Cue.HALF)):
            below = slots.take(Cue.NOT, Cue.BELOW, Cue.LESS)
            slots.take(Cue.ACHIEVE, Cue.OVER, Cue.ABOVE, Cue.MORE)
            comparator = Comparator.BELOW if below else Comparator.AT_LEAST
            return Metric.GAP, Sense.UP, REALISED, "", self._period(slots), at_zero(comparator)
        if slots.has(Cue.SHORT) and not slots.has(Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.SAME):
            return self._lacking(slots, partly=partly)
        if slots.has(Cue.SAME) and not says_stayed(slots.reading):
            # "Welke sectoren hebben dezelfde realisatie?": as each other, and not as before.
            raise NoReadingError
        if slots.take(Cue.SAME):
            return self._changed(slots, Sense.EITHER, Comparator.EQUAL)
        if slots.has(Cue.RISE) and slots.has(Cue.FALL):
            raise NoReadingError
        sense = self._sense(slots)
        if sense is not None and not slots.numbers:
            negated = slots.take(Cue.NOT)
            return self._changed(slots, sense, Comparator.AT_MOST if negated else Comparator.ABOVE)
        if sense is not None:
            return None
        return self._threshold_condition(slots)

    def _lacking(
        self, slots: Slots, *, partly: bool
    ) -> tuple[Metric, Sense, str, str, tuple[str, ...], Threshold] | None:
        """Who missed the target, or by more or less than a figure ("meer dan 1.000 fta tekort")."""
        slots.take(Cue.SHORT)
        if not partly:
            negated = slots.take(Cue.NOT)
            slots.take(Cue.ACHIEVE)
            return (
                Metric.GAP, Sense.UP, REALISED, "", self._period(slots),
                at_zero(Comparator.AT_LEAST if negated else Comparator.BELOW),
            )  # fmt: skip
        comparator = self._comparator(slots)
        if comparator is None or len(slots.numbers) != 1 or slots.has(Cue.HALF, Cue.NOT):
            return None
        mention = slots.numbers.pop()
        unit = self._unit_after(slots.reading, mention)
        points = slots.take(Cue.POINTS) or unit == "procentpunt"
        if mention.number is None or (unit not in ("fta", "banen", "") and not points):
            return None
        metric = Metric.GAP_PERCENT if points else Metric.GAP
        return metric, Sense.DOWN, REALISED, "", self._period(slots), bound(comparator, mention.number, unit)

    @staticmethod
    def _other_goal(slots: Slots) -> bool:
        """Whether sectors with "een hoger doel" are asked: higher than before, not above the target."""
        goals = {m.first for m in slots.reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL}
        return slots.has(Cue.MORE, Cue.LESS) and any(
            m.last in goals for m in slots.reading.mentions if m.cues & {Cue.MORE, Cue.LESS}
        )

    def _changed(
        self, slots: Slots, sense: Sense, comparator: Comparator
    ) -> tuple[Metric, Sense, str, str, tuple[str, ...], Threshold] | None:
        span = self._span(slots)
        if span is None:
            return None
        slots.take(Cue.POINTS, Cue.RELATIVE)
        in_rate = RATE in slots.measures or (RATE in slots.weak and not slots.measures)
        measure = RATE if in_rate else self._measure(slots) or REALISED
        return Metric.CHANGE, sense, measure, span[0], (span[1],), at_zero(comparator)

    def _threshold_condition(self, slots: Slots) -> tuple[Metric, Sense, str, str, tuple[str, ...], Threshold] | None:
        between = len(slots.numbers) == 2 and self._spans(slots.reading, slots.numbers)
        if between:
            return self._between(slots)
        met = slots.take(Cue.ACHIEVE)
        comparator = self._comparator(slots)
        half = slots.take(Cue.HALF)
        percent = half or any(self._unit_after(slots.reading, m) == "%" for m in slots.numbers)
        if comparator is None and met and percent:
            # "Haalden de helft van hun doel", "kwamen niet aan de 50%".
            comparator = Comparator.BELOW if slots.take(Cue.NOT) else Comparator.AT_LEAST
        if comparator is None or len(slots.numbers) + half != 1:
            return None
        if half:
            if GOAL not in slots.measures:
                return None
            return (
                Metric.LEVEL,
                Sense.EITHER,
                RATE,
                "",
                self._period(slots),
                bound(comparator, fraction_told(slots.reading), "%"),
            )
        mention = slots.numbers.pop()
        unit = self._unit_after(slots.reading, mention)
        measure = RATE if unit == "%" else self._measure(slots)
        if measure is None or mention.number is None or unit not in ("%", "fta", "banen", ""):
            return None
        return (
            Metric.LEVEL,
            Sense.EITHER,
            measure,
            "",
            self._period(slots),
            bound(comparator, mention.number, unit),
        )

    @staticmethod
    def _spans(reading: Reading, numbers: list[Mention]) -> bool:
        """Whether two figures are the ends of a range ("tussen de 50 en de 70%", "400-600 fta", "van 10 tot 20")."""
        first, second = sorted(numbers, key=lambda m: m.first)
        inside = reading.question[reading.tokens[first.last - 1].end : reading.tokens[second.first].start]
        if "tussen" in {t.fold for t in reading.tokens}:
            return True
        return inside.strip() in ("-", "–", "tot", "tot en met", "t/m", "à")

    def _between(self, slots: Slots) -> tuple[Metric, Sense, str, str, tuple[str, ...], Threshold] | None:
        """A range: "tussen 50% en 70%"."""
        low, high = sorted(m.number for m in slots.numbers if m.number is not None)
        unit = self._unit_after(slots.reading, slots.numbers[1]) or self._unit_after(slots.reading, slots.numbers[0])
        measure = RATE if unit == "%" else self._measure(slots)
        slots.numbers = []
        if measure is None or unit not in ("%", "fta", "banen", ""):
            return None
        threshold = Threshold(comparator=Comparator.AT_LEAST, value=low, unit=unit, upper=high)
        return Metric.LEVEL, Sense.EITHER, measure, "", self._period(slots), threshold
