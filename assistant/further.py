"""Readings beside the comparisons: all figures of a subject, a part of the target, growth by a factor, the only one.

Each asks for something that no single measure, change or comparison gives, yet that the calculator
makes from the same figures.
"""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.asks import asked_unit, asks_yes_no
from assistant.comparisons import ComparisonReader
from assistant.cues import Cue
from assistant.factors import factor_of
from assistant.nuances import asks_when, asks_years, both_ways
from assistant.question import (
    GOAL,
    RATE,
    REALISED,
    Aggregation,
    Comparator,
    Metric,
    Request,
    Sense,
    Supposition,
    Threshold,
)
from assistant.reading import Kind, Mention, Reading
from assistant.slots import Slots
from corpus.dutch import fold
from corpus.facts import bare

_HUNDRED = Decimal(100)
_HALVES = frozenset({"helft", "de helft", "half"})
_SIGNED = re.compile(r"(?:^|[\s)])(?P<sign>\+|plus|vermeerderd met|min|minus|verminderd met)\s*$", re.IGNORECASE)
_OF_SHORTFALL = re.compile(
    r"\b(?:helft|%|procent) van (?:het |hun |zijn |haar |de )?(?:tekort|gat|kloof|restant)\b", re.IGNORECASE
)
_NEAR = 2
_BOUNDS = frozenset({Cue.SECTOR, Cue.ABOVE, Cue.BELOW, Cue.AT_LEAST, Cue.AT_MOST})
_MINUS = frozenset({"min", "minus", "verminderd met"})
_ALSO = re.compile(r"\s+(?:en|maar|terwijl)\s+", re.IGNORECASE)
_STAYS = frozenset("blijft blijven bleef gelijk hetzelfde ongewijzigd constant".split())


class FurtherReader(ComparisonReader):
    """Reads overviews, parts of a target, factors and claims to be the only one."""

    def _overview(self, slots: Slots) -> Request | None:
        """All measures of the subjects named, where "de cijfers" are asked, or a comparison, and no measure is."""
        figures = any(Cue.FIGURES in m.cues for m in slots.reading.mentions)
        several = len(slots.sectors) > 1 or bool(slots.groups)
        compared = several and (slots.take(Cue.COMPARE) or Cue.COMPARED in slots.reading.cues)
        if not (figures or compared) or slots.measures or slots.weak or slots.part or slots.numbers:
            return None
        if not (slots.sectors or slots.groups):
            return None
        # "Vergelijk de onderwijssectoren": its members with each other.
        each = not slots.sectors and (compared or set(slots.groups) <= set(self._everyone())) and len(slots.groups) == 1
        targets = (not each and self._named_apart(slots)) or self._members(slots)
        return Request(measures=(GOAL, REALISED, RATE), targets=targets, periods=self._periods(slots))

    def _both_ways(self, slots: Slots) -> Request | None:
        """The figure of one subject with a part and without it ("met en zonder SROI")."""
        order = both_ways(slots.reading)
        part = bare(slots.part) or next(iter(slots.reading.values(Kind.QUALIFIER)), "")
        known = self.lexicon.qualifiers.get(part)
        if order is None or known is None or known.of != "sentence" or len(slots.sectors) != 1 or slots.numbers:
            return None
        if slots.has(Cue.DIFFERENCE, Cue.MORE, Cue.LESS, Cue.SHORT, Cue.RISE, Cue.FALL, Cue.RATIO) or slots.groups:
            return None
        if GOAL in slots.measures:
            # A target has no parts.
            return None
        slots.take(Cue.INCLUDING, Cue.EXCLUDING, Cue.EACH, Cue.THAT_ONE)
        measure = RATE if RATE in (*slots.measures, *slots.weak) else REALISED
        subject = self._single(slots.sectors[0])
        ways = (f"incl-{part}", "") if order[0] else ("", f"incl-{part}")
        targets = tuple(subject.model_copy(update={"qualifier": way}) for way in ways)
        return Request(measures=(measure,), targets=targets, periods=self._period(slots))

    def _portion(self, slots: Slots) -> Request | None:
        """How many a percentage of the target is ("50% van het doel"), or how many are lacking to reach it."""
        percents = [m for m in slots.numbers if self._unit_after(slots.reading, m) == "%"]
        halves = [m for m in slots.reading.mentions if fold(m.text) in _HALVES]
        short = slots.has(Cue.SHORT)
        given = percents if slots.numbers else halves
        if len(given) != 1 or len(slots.numbers) != len(percents) or not self._asks_jobs(slots.reading):
            return None
        if not (short or GOAL in slots.measures) or slots.part or (halves and percents):
            return None
        if _OF_SHORTFALL.search(slots.reading.question) or (percents and self._held(slots.reading, percents[0])):
            # "De helft van het tekort", "10% meer dan het doel": no part of the target.
            return None
        if halves and slots.reading.cues & _BOUNDS:
            # "Meer dan de helft": a bound, and no figure.
            return None
        share = (percents[0].number or Decimal(0)) if percents else _HUNDRED / 2
        targets = self._targets(slots)
        if targets is None or len(targets) != 1 or not 0 < share <= _HUNDRED:
            return None
        slots.take(Cue.SHORT, Cue.ACHIEVE, Cue.HYPOTHESIS, Cue.TOTAL, Cue.MORE, Cue.SHARE, Cue.HALF)
        slots.numbers = []
        supposed = Supposition(measure=GOAL, kind="portion", amount=share)
        part = f"{percents[0].text}%" if percents else "de helft"
        told = f"Gerekend is met {part} van het doel, zoals in de vraag staat."
        return Request(
            metric=Metric.GAP if short else Metric.LEVEL, sense=Sense.DOWN if short else Sense.EITHER,
            measures=(REALISED,) if short else (GOAL,), targets=targets, periods=self._period(slots),
            supposed=supposed, assumptions=(told,),
        )  # fmt: skip

    def _raised(self, slots: Slots) -> Request | None:
        """A figure of one subject with so many per cent more or less ("realisatie van A + 10%")."""
        percents = [m for m in slots.numbers if self._unit_after(slots.reading, m) == "%"]
        if len(percents) != 1 or len(slots.numbers) != 1 or slots.part or slots.groups or len(slots.sectors) != 1:
            return None
        at = slots.reading.tokens[percents[0].first].start
        signed = _SIGNED.search(slots.reading.question[:at])
        measure = GOAL if GOAL in slots.measures else REALISED if REALISED in (*slots.measures, *slots.weak) else ""
        both = {GOAL, REALISED} <= {*slots.measures, *slots.weak}
        signs = [m for m in slots.reading.mentions if m.cues & {Cue.DIFFERENCE, Cue.TOTAL}]
        if (
            signed is None
            or not measure
            or both
            or len(slots.years) > 1
            or any(m.last != percents[0].first for m in signs)
        ):
            # "Het doel min de realisatie plus 10%": more is reckoned than that.
            return None
        share = (percents[0].number or Decimal(0)) * (-1 if signed["sign"].lower() in _MINUS else 1)
        slots.take(Cue.TOTAL, Cue.DIFFERENCE, Cue.HYPOTHESIS, Cue.EXCLUDING)
        slots.numbers = []
        told = f"Gerekend is met {signed['sign']} {percents[0].text}%, zoals in de vraag staat."
        return Request(
            measures=(measure,), targets=(self._single(slots.sectors[0]),), periods=self._period(slots),
            supposed=Supposition(measure=measure, kind="percent", amount=share), assumptions=(told,),
        )  # fmt: skip

    @staticmethod
    def _held(reading: Reading, number: Mention) -> bool:
        """Whether a percentage says how much more or less ("10% meer dan")."""
        compares = {Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW, Cue.RISE, Cue.FALL}
        return any(m.cues & compares and 0 < m.first - number.last <= _NEAR for m in reading.mentions)

    @staticmethod
    def _asks_jobs(reading: Reading) -> bool:
        """Whether a number of jobs is asked, by name or by "hoeveel" alone ("hoeveel is 60% van het doel?")."""
        unit = asked_unit(reading)
        asks = Cue.HOW_MANY in reading.cues or [t.fold for t in reading.tokens[:2]] == ["wat", "is"]
        return unit == "fta" or (not unit and asks and not asks_yes_no(reading))

    def _without_unchanged(self, condition: str) -> Reading:
        """The reading of a condition without the part that only says that the target stays as it is."""
        parts = [self.reader.read(part) for part in _ALSO.split(condition)]
        kept = [
            part.question for part in parts
            if not (part.values(Kind.MEASURE) == [GOAL] and _STAYS & {token.fold for token in part.tokens})
        ]  # fmt: skip
        if not 0 < len(kept) < len(parts):
            return self.reader.read(condition)
        text = " en ".join(kept)
        dropped = [part for part in parts if part.question not in kept]
        names = [self.labels[s] for part in dropped for s in part.values(Kind.SECTOR) if s in self.labels]
        # "Het politiedoel blijft gelijk en er komen 50 bij": at the police.
        whole = self.reader.read(text)
        return whole if whole.of(Kind.SECTOR) or not names else self.reader.read(f"{text} {' '.join(names[:1])}")

    def _years_to_goal(self, condition: Reading, main: Reading, supposed: Supposition) -> Request | None:
        """After how many years the target is met, where a growth of every year is supposed."""
        names = [*condition.values(Kind.SECTOR), *main.values(Kind.SECTOR)]
        goal = GOAL in main.values(Kind.MEASURE) or Cue.ACHIEVE in main.cues
        asks = asks_years(main) or asks_when(main)
        known = len(set(names)) == 1 and names[0] in self.labels and supposed.measure == REALISED
        if not (asks and goal and known) or condition.of(Kind.GROUP) or main.of(Kind.GROUP):
            return None
        return Request(
            aggregation=Aggregation.YEARS, metric=Metric.GAP, sense=Sense.DOWN, measures=(REALISED,),
            targets=(self._single(names[0]),), periods=(self.facts.periods[-1],), supposed=supposed,
        )  # fmt: skip

    def _multiplied(self, slots: Slots) -> Request | None:
        """A claim that a figure became so many times what it was ("verdubbeld")."""
        factor = factor_of(slots.reading)
        targets = self._targets(slots) if factor is not None else None
        if factor is None or targets is None or len(targets) != 1 or slots.numbers:
            return None
        slots.take(Cue.MULTIPLY)
        less = factor < 1
        comparator = self._comparator(slots) or (Comparator.AT_MOST if less else Comparator.AT_LEAST)
        measure = self._measure(slots) or REALISED
        span = self._span(slots)
        if span is None:
            return None
        slots.take(Cue.TOTAL)
        return Request(
            aggregation=Aggregation.RATIO, measures=(measure,), targets=targets, periods=(span[1], span[0]),
            qualifier=self._qualifier(slots, measure), claim=Threshold(comparator=comparator, value=factor, decimals=6),
        )  # fmt: skip

    def _claimed_extreme(self, slots: Slots) -> Request | None:
        """A claim that one is the first or last of all ("is de politie de sector met de grootste groei?")."""
        ranks = slots.has(Cue.HIGHEST, Cue.LOWEST) and not slots.has(Cue.RANK, Cue.DIFFERENCE, Cue.HOW_MANY)
        if not ranks or len(slots.sectors) != 1 or slots.numbers:
            return None
        own = slots.sectors[0]
        if slots.groups and own not in {m for g in slots.groups for m in self._group_members(g)}:
            return None
        slots.sectors = []
        found = self._extreme(slots, rank=False)
        slots.sectors = [own]
        if found is None or found.aggregation is not Aggregation.EXTREME:
            return None
        return found.model_copy(update={"quantifier": "first", "whole": self._single(own)})

    def _only_one(self, slots: Slots) -> Request | None:
        """A claim that those named are the only ones of whom something holds ("als enige het doel gehaald")."""
        if not slots.take(Cue.ONLY) or not slots.sectors or slots.groups:
            return None
        named = list(slots.sectors)
        slots.sectors = []
        found = self._condition(slots)
        if found is None:
            return None
        metric, sense, measure, base, periods, threshold = found
        others = [s for s in self.facts.subjects if s not in named]
        request = Request(
            aggregation=Aggregation.FILTER, metric=metric, sense=sense, measures=(measure,), periods=periods,
            base=base, targets=tuple(self._single(s) for s in (*named, *others)), threshold=threshold,
            quantifier="only", count=len(named), qualifier=self._qualifier(slots, measure),
        )  # fmt: skip
        slots.sectors = named
        return request
