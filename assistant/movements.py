"""Readings of what moved, and of the distance to a target."""

from __future__ import annotations

from decimal import Decimal

from assistant.asks import (
    asked_unit,
    at_zero,
    goal_itself,
    must_realise,
    number_after,
    picks_some,
    says_some,
)
from assistant.cues import Cue
from assistant.further import FurtherReader
from assistant.nuances import (
    asks_size,
    bounds_goal,
    denied,
    ends_asked,
    needs_goal,
    says_stayed,
    than_at,
    told_beside,
)
from assistant.question import GOAL, RATE, REALISED, Aggregation, Comparator, Metric, Request, Sense, Target, Threshold
from assistant.reading import Kind
from assistant.slots import NoReadingError, Slots
from corpus.dutch import fold


class MovementReader(FurtherReader):
    """Reads changes, where they began and ended, and how far a figure is from its target."""

    def _unchanged(self, slots: Slots) -> Request | None:
        """A claim that a figure stayed as it was."""
        targets = self._targets(slots)
        if slots.has(Cue.SAME) and not says_stayed(slots.reading):
            # "Hebben A, B en C evenveel banen?": as each other, and not as before.
            raise NoReadingError
        if targets is None or not slots.take(Cue.SAME):
            return None
        span = self._span(slots)
        measure = self._measure(slots) or REALISED
        if span is None or len(targets) != 1:
            return None
        claim = Threshold(comparator=Comparator.EQUAL, value=Decimal(0), decimals=6)
        return Request(
            metric=Metric.CHANGE, measures=(measure,), targets=targets, periods=(span[1],), base=span[0],
            qualifier=self._qualifier(slots, measure), claim=claim,
        )  # fmt: skip

    def _change_or_gap(self, slots: Slots) -> Request | None:
        targets = self._targets(slots)
        if targets is None:
            return None
        if says_some(slots.reading) and any(len(t.members) > 1 for t in targets):
            # "Een aantal sectoren zag … zakken": what moved of some is not what moved of all.
            raise NoReadingError
        percent = RATE in slots.weak
        if any(ends_asked(slots.reading)) and slots.has(Cue.RISE, Cue.FALL, Cue.CHANGE) and not slots.numbers:
            return self._end_of_change(slots, targets)
        moved = None
        # "Meer fta moest halen": the unit says nothing of what is counted.
        by_unit = (
            {m.value(Kind.WEAK_MEASURE) for m in slots.reading.of(Kind.UNIT)} if must_realise(slots.reading) else set()
        )
        other = {REALISED, RATE} & {*slots.measures, *(set(slots.weak) - {RATE} - by_unit)}
        if len(targets) == 1 and not other and (self._other_goal(slots) or goal_itself(slots.reading)):
            # "Kreeg de politie een hoger doel?": higher than it was.
            moved = Sense.UP if slots.take(Cue.MORE) else Sense.DOWN
            slots.take(Cue.LESS)
        elif needs_goal(slots.reading) and slots.has(Cue.RISE, Cue.MORE):
            # "Met hoeveel fta moet het groeien om zijn doel te halen?" asks for what is lacking.
            if percent or slots.base:
                raise NoReadingError
            slots.take(Cue.RISE, Cue.MORE, Cue.SHORT)
            return self._gap(slots, targets, percent=False).model_copy(update={"sense": Sense.DOWN})
        elif slots.has(Cue.SHORT, Cue.OVER) or self._against_goal(slots):
            return self._gap(slots, targets, percent=percent)
        sense = moved or self._sense(slots)
        if sense is None and self._over_time(slots):
            sense = self._compared_sense(slots)
        held = Cue.COMPARED in slots.reading.cues and len(slots.years) < 2 and (slots.base or slots.has(Cue.EARLIER))
        if sense is None and held and len(targets) == 1 and not slots.has(Cue.MORE, Cue.LESS, Cue.RATIO, Cue.SAME):
            # "Hoeveel fta t.o.v. vorig jaar?": what is held against another year is the change.
            sense = Sense.EITHER
        if sense is None:
            return None
        earlier = slots.has(Cue.EARLIER)
        span = self._span(slots)
        if span is None:
            return None
        # "In procenten van het aantal van een jaar eerder" is a percentage too.
        goals = [m for m in slots.reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL]
        # "De toename van het doel als percentage van het doel in 2023": of the target itself.
        of_goal = len(goals) > 1 and REALISED not in slots.measures
        if (earlier or slots.years) and (of_goal or GOAL not in slots.measures):
            percent = slots.take(Cue.AS_PERCENT) or percent
        metric, measure = self._change_kind(slots, percent=percent)
        # "2024 vs 2023"
        slots.take(*([Cue.COMPARE] if len({*slots.years, slots.base} - {""}) > 1 else []))
        slots.take(Cue.MORE, Cue.LESS, Cue.TOTAL, Cue.HOW_FAR)
        if measure == GOAL:
            # "Moest … meer halen dan in 2023": what was to be met.
            slots.take(Cue.ACHIEVE)
        if measure == RATE and {GOAL, REALISED} <= set(slots.measures):
            slots.take(Cue.DIVIDED)
        return Request(
            metric=metric, sense=sense, measures=(measure,), targets=targets, periods=(span[1],), base=span[0],
            qualifier=self._qualifier(slots, measure),
        )  # fmt: skip

    def _end_of_change(self, slots: Slots, targets: tuple[Target, ...]) -> Request | None:
        """Where a change began or ended, or both."""
        span = self._span(slots)
        both = asks_size(slots.reading) or slots.has(Cue.SHORT, Cue.OVER, Cue.DIFFERENCE, Cue.MEAN, Cue.RATIO)
        of_goal = GOAL in slots.measures and asked_unit(slots.reading) in ("%", "procentpunt")
        if span is None or len(targets) != 1 or both or of_goal:
            raise NoReadingError
        sense = self._sense(slots)
        slots.take(Cue.TOTAL, Cue.HOW_FAR, Cue.ACHIEVE)
        measure = self._measure(slots) or (RATE if asked_unit(slots.reading) == "%" else REALISED)
        periods = tuple(year for year, asked in zip(span, ends_asked(slots.reading), strict=True) if asked)
        slots.years, slots.base = list(periods), ""
        self._note_other_way(slots, sense, targets[0], measure, span)
        return Request(measures=(measure,), targets=targets, periods=periods, qualifier=self._qualifier(slots, measure))

    def _note_other_way(
        self, slots: Slots, sense: Sense | None, target: Target, measure: str, span: tuple[str, str]
    ) -> None:
        """Says so where what is told to have risen fell, or the other way about."""
        found = [self.facts.find(target.members[0], measure, year) for year in span]
        if len(target.members) > 1 or slots.part or sense in (None, Sense.EITHER) or None in found:
            return
        early, late = (fact.value for fact in found if fact is not None)
        if early != late and (late > early) != (sense is Sense.UP):
            went = "gestegen" if late > early else "gedaald"
            slots.notes.append(
                f"De vraag gaat uit van het omgekeerde. Het cijfer is {went} ({target.label}, {span[1]})."
            )

    def _against_goal(self, slots: Slots) -> bool:
        """Whether a difference is one with the target."""
        compares = slots.has(Cue.DIFFERENCE, Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW)
        if bounds_goal(slots.reading):
            return False
        if slots.numbers and not slots.has(Cue.DIFFERENCE) and self._side_of_goal(slots) is None:
            # "Meer dan 500 fta als doel": what bounds the figure says nothing of the target.
            return False
        goals = [m for m in slots.reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL]
        theirs = bool(goals) and all(
            {"in", "tussen"} & set(slots.reading.before(m, 2)) or slots.reading.after(m, 1) == ["van"] for m in goals
        )
        several = len(slots.sectors) + len(slots.groups) > 1
        if several and theirs and slots.has(Cue.DIFFERENCE) and REALISED not in slots.measures:
            # "Het verschil in target tussen A en B en C samen" is none with a target.
            return False
        together = slots.has(Cue.TOTAL) and slots.has(Cue.ABOVE, Cue.BELOW)
        one = self._subjects(slots) < 2 or together or self._each_beside_goal(slots)
        return compares and GOAL in slots.measures and one and not self._over_time(slots)

    @staticmethod
    def _each_beside_goal(slots: Slots) -> bool:
        """Whether those named are said to be above or below the target, each its own ("A en B zitten onder hun
        doel")."""
        goals = {m.first for m in slots.reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL}
        sides = [m for m in slots.reading.mentions if m.cues & {Cue.ABOVE, Cue.BELOW}]
        near = sides and all(goals & {m.last, m.last + 1} for m in sides)
        than, names = than_at(slots.reading), slots.reading.of(Kind.SECTOR)
        if than is not None and names and names[0].first < than < names[-1].first:
            # "De opgave van A kleiner dan de opgave van B"
            return False
        return bool(near) and Cue.THAN not in slots.reading.cues and not slots.has(Cue.DIFFERENCE) and not slots.numbers

    def _gap(self, slots: Slots, targets: tuple[Target, ...], *, percent: bool) -> Request:
        plain = slots.has(Cue.SHORT, Cue.OVER)
        if "op hoeveel" in fold(slots.reading.question):
            # "Ze kwamen boven het doel uit, op hoeveel?" asks where they came, not by how much.
            raise NoReadingError
        if told_beside(slots.reading):
            # The shortfall alone is not all that is asked.
            raise NoReadingError
        if slots.part and not slots.part.startswith(("incl-", "excl-")):
            # A part has no target of its own.
            raise NoReadingError
        if picks_some(slots.reading) and any(len(t.members) > 1 for t in targets):
            # The shortfall of those that missed the target is not that of all.
            raise NoReadingError
        if slots.has(Cue.RISE, Cue.FALL, Cue.CHANGE) or (plain and not slots.numbers and slots.has(Cue.MORE, Cue.LESS)):
            # The change of a shortfall is not the shortfall.
            raise NoReadingError
        if plain and slots.has(Cue.NOT) and slots.has(Cue.ACHIEVE) and any(len(t.members) > 1 for t in targets):
            # "Van de sectoren die het doel niet haalden" picks some; the figure of all is another one.
            raise NoReadingError
        # Beside a figure "meer dan" compares with that figure; without one it gives the way.
        short = slots.take(Cue.SHORT) if plain and slots.numbers else slots.take(Cue.SHORT, Cue.LESS, Cue.BELOW)
        over = slots.take(Cue.OVER) if plain and slots.numbers else slots.take(Cue.OVER, Cue.MORE, Cue.ABOVE)
        over = over and not short
        if slots.numbers and not plain and (way := self._side_of_goal(slots)) is not None:
            short, over = way is Sense.DOWN, way is Sense.UP
        slots.take(Cue.DIFFERENCE, Cue.ACHIEVE, Cue.NOT, Cue.TOTAL, Cue.HOW_FAR)
        points = slots.take(Cue.POINTS)
        if (
            (percent or slots.has(Cue.AS_PERCENT))
            and not points
            and not slots.numbers
            and len(targets) == 1
            and RATE not in slots.measures
        ):
            # "Hoeveel procent van het doel ontbreekt?": of the target, and no difference of two percentages.
            slots.take(Cue.AS_PERCENT, Cue.SHARE, Cue.RELATIVE)
            qualifier = self._qualifier(slots, REALISED)
            sides = [{"measure": REALISED, "qualifier": qualifier}, {"measure": GOAL, "qualifier": ""}]
            if self._behind_than(slots.reading) and slots.reading.values(Kind.MEASURE)[:1] == [REALISED]:
                # "Hoeveel procent hoger dan de realisatie is het doel?"
                sides.reverse()
            return Request(
                aggregation=Aggregation.PERCENT_DIFFERENCE, measures=(sides[0]["measure"],),
                targets=tuple(targets[0].model_copy(update=side) for side in sides), periods=self._period(slots),
            )  # fmt: skip
        points = slots.take(Cue.AS_PERCENT) or points or percent or RATE in slots.measures
        return Request(
            metric=Metric.GAP_PERCENT if points else Metric.GAP,
            sense=Sense.DOWN if short else Sense.UP if over else Sense.EITHER,
            measures=(REALISED,), targets=targets, periods=self._periods(slots),
            qualifier=self._qualifier(slots, REALISED),
        )  # fmt: skip

    @staticmethod
    def _side_of_goal(slots: Slots) -> Sense | None:
        """The side of the target that is told beside a figure ("minder dan 500 fta boven het doel": above)."""
        beside = [
            m for m in slots.reading.mentions
            if m.cues & {Cue.ABOVE, Cue.BELOW} and not number_after(slots.reading, m)
        ]  # fmt: skip
        ways = {Sense.UP if Cue.ABOVE in m.cues else Sense.DOWN for m in beside}
        return ways.pop() if len(ways) == 1 else None

    def _achieved(self, slots: Slots) -> Request | None:
        """Whether the target was met, by each subject that is named."""
        negated = slots.take(Cue.NOT)
        slots.take(Cue.ACHIEVE)
        pool = self._pool(slots) if slots.take(Cue.TOTAL) else None
        if not (slots.sectors or slots.groups):
            return None
        if Cue.WHY in slots.reading.cues:
            # "Waarom haalt X het doel niet?" asks for the gap, and for what explains it.
            return Request(
                metric=Metric.GAP, sense=Sense.DOWN if negated else Sense.UP, measures=(REALISED,),
                targets=self._members(slots), periods=self._period(slots),
                qualifier=self._qualifier(slots, REALISED),
            )  # fmt: skip
        names = (*slots.reading.of(Kind.SECTOR), *slots.reading.of(Kind.GROUP))
        said = Cue.CLAIM in slots.reading.cues and not any(denied(slots.reading, name) for name in names)
        if negated and (pool is not None or not said):
            # "Haalde het zijn doel niet?": yes and no would both be misread.
            return None
        if negated:
            return Request(
                metric=Metric.GAP, sense=Sense.DOWN, measures=(REALISED,), targets=self._members(slots),
                periods=self._period(slots), qualifier=self._qualifier(slots, REALISED),
            )  # fmt: skip
        if pool is None and len(self._members(slots)) > 1:
            return Request(
                aggregation=Aggregation.FILTER, metric=Metric.GAP, sense=Sense.UP, measures=(REALISED,),
                targets=self._members(slots), periods=self._period(slots), quantifier="all",
                threshold=at_zero(Comparator.AT_LEAST), qualifier=self._qualifier(slots, REALISED),
            )  # fmt: skip
        return Request(
            metric=Metric.GAP, measures=(REALISED,), targets=(pool,) if pool else self._members(slots),
            periods=self._period(slots), qualifier=self._qualifier(slots, REALISED),
            claim=Threshold(comparator=Comparator.AT_LEAST, value=Decimal(0), unit="fta", decimals=6),
        )  # fmt: skip
