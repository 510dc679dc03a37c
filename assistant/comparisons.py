"""Readings that set figures beside each other: differences, ratios, shares, sums of parts, unlike figures."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from assistant.asks import MODAL, asked_unit, asks_which, became, must_realise
from assistant.cues import Cue
from assistant.measured import rate_of_goal
from assistant.nuances import needs_goal, on_top_of_realised, than_at, than_year, told_in_percent
from assistant.parties import TIMES, PartyReader
from assistant.quantity import HUNDRED
from assistant.question import GOAL, RATE, REALISED, Aggregation, Metric, Request, Sense, Target
from assistant.reading import Kind, Reading
from assistant.sides import Side, two_sides
from assistant.slots import Slots
from corpus.dutch import fold
from corpus.facts import bare

OF_ALL = re.compile(
    r"\bvan (?:alle|het totaal aantal|het totale aantal|de totale) (?:gerealiseerde )?"
    r"(?:banen|fta|plekken|realisatie)\b"
)


_AGAINST = frozenset({"dan", "als", "tegenover"})
_LISTS = frozenset({"en", "of", "plus"})


_FALLS = frozenset({"valt", "vallen", "viel", "vielen"})
_GOES = frozenset("gaat gaan ging past passen".split())
_OF_NUMBER = frozenset("meer minder groter kleiner meeste minste".split())
_MORE_LESS = frozenset({Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW})
_NEAR_NAME = 5


def crosswise_named(reading: Reading) -> bool:
    """Whether each of two measures has a name of its own: one stands between them, another behind both."""
    measures = [m.first for m in reading.of(Kind.MEASURE)]
    names = [m for m in reading.mentions if m.value(Kind.SECTOR) or m.value(Kind.GROUP)]
    inside = [m for m in names if measures and measures[0] < m.first < measures[-1]]
    return bool(inside) and any(m.first > measures[-1] for m in names)


_BRINGS = frozenset("brengt brengen bracht brachten".split())


class ComparisonReader(PartyReader):
    """Reads what is asked of two figures, or of a part and its whole."""

    def _uplift(self, slots: Slots) -> Request | None:
        """What a part adds: the measure with it, less the measure without."""
        adds = slots.has(Cue.DIFFERENCE, Cue.ABOVE, Cue.MORE) and slots.take(Cue.INCLUDING, Cue.EXCLUDING)
        grows = slots.part.startswith("incl-") and slots.has(Cue.MORE, Cue.RISE) and not (slots.years or slots.base)
        grows = grows and len(slots.sectors) == 1 and "extra" in fold(slots.reading.question)
        opened = {"als", "wanneer", "indien"} & {token.fold for token in slots.reading.tokens}
        adds_up = any(Cue.RISE in m.cues and "bij" in fold(m.text) for m in slots.reading.mentions)
        grows = grows or (bool(opened) and slots.part.startswith("incl-") and adds_up and len(slots.sectors) == 1)
        moment = len(slots.years) < 2 and not slots.base and not slots.has(Cue.EARLIER, Cue.COMPARE)
        beside = bool(slots.part) and self._stands_beside(bare(slots.part)) and not slots.part.startswith("excl-")
        differs = slots.has(Cue.DIFFERENCE) or (slots.part.startswith("incl-") and slots.has(Cue.MORE))
        counted = beside and differs and moment and GOAL not in slots.measures
        counted = counted and len(slots.sectors) == 1 and not slots.groups
        if counted:
            slots.part = f"incl-{bare(slots.part)}"
        if not slots.part or not (adds or grows or counted):
            return None
        points = slots.has(Cue.POINTS)
        slots.take(Cue.DIFFERENCE, Cue.POINTS, Cue.MORE, Cue.RISE, Cue.ABOVE)
        measure = RATE if points else self._measure(slots) or REALISED
        if len(slots.sectors) != 1 or measure == GOAL:
            return None
        return Request(
            metric=Metric.UPLIFT, measures=(measure,), targets=self._members(slots), periods=self._period(slots),
            qualifier=slots.part,
        )  # fmt: skip

    def _stands_beside(self, part: str) -> bool:
        """Whether a part stands beside the realisation, so that it can be counted in or not."""
        qualifier = self.lexicon.qualifiers.get(part)
        return qualifier is not None and qualifier.of == "sentence"

    def _unlike(self, slots: Slots) -> Request | None:
        """A comparison of two figures that differ in more than one thing."""
        sides = two_sides(slots.reading, self.facts.periods)
        if rate_of_goal(slots.reading):
            # "Naar verhouding meer van het eigen doel dan B": two percentages of a target.
            return None
        own = {GOAL, REALISED} <= set(slots.measures) and slots.has(Cue.DIFFERENCE, Cue.SHORT)
        if own and self._two_years(slots) and slots.has(Cue.MORE, Cue.LESS, Cue.RISE, Cue.FALL, Cue.ABOVE, Cue.BELOW):
            # "Het verschil tussen doel en realisatie was in 2024 hoeveel groter dan in 2023?": how that moved.
            return None
        if sides is None or (self._nested(slots) is not None and self._asks_portion(slots)):
            return None
        share = slots.take(Cue.AS_PERCENT, Cue.SHARE, Cue.DIVIDED)
        ratio = slots.take(Cue.RATIO)
        slots.compares = Sense.UP if slots.has(Cue.MORE) else Sense.DOWN if slots.has(Cue.LESS) else None
        compares = slots.take(Cue.DIFFERENCE, Cue.MORE, Cue.LESS, Cue.COMPARE)
        if not (share or ratio or compares) or (share and self._listed_parts(slots)):
            return None
        slots.take(Cue.POINTS, Cue.ACHIEVE, Cue.INCLUDING, Cue.EXCLUDING)
        latest = self._latest_of(self._members(slots))
        by_unit = RATE if asked_unit(slots.reading) in ("%", "procentpunt") and not share else REALISED
        targets = []
        for side in sides:
            target = self._of_side(side)
            if target is None:
                return None
            measure = side.measure or by_unit
            contract = self.lexicon.qualifiers.get(bare(side.part))
            if measure == RATE and contract is not None and contract.of == "figure":
                # A kind of contract has a share, and no target.
                measure = "aandeel"
            part = "" if measure == GOAL else side.part
            targets.append(
                target.model_copy(update={"measure": measure, "period": side.period or latest, "qualifier": part})
            )
        if len({self.lexicon.measures[t.measure].unit for t in targets if t.measure in self.lexicon.measures}) != 1:
            return None
        if not all(side.period for side in sides):
            slots.notes.append(f"De vraag noemt geen jaar; dit is het laatste jaar in de brief, {latest}.")
        first, second = targets
        if not share and self._behind_than(slots.reading):
            # "Hoeveel hoger dan de realisatie is het doel?"
            first, second = second, first
        common = {"measures": (first.measure,), "periods": (first.period,)}
        if share:
            return Request(aggregation=Aggregation.SHARE, targets=(first,), whole=second, **common)
        kind = Aggregation.RATIO if ratio else Aggregation.DIFFERENCE
        return Request(aggregation=kind, targets=(first, second), **common)

    @staticmethod
    def _behind_than(reading: Reading) -> bool:
        """Whether the measure that is named first stands right behind "dan", and is what the other is held against."""
        measures = reading.of(Kind.MEASURE)
        told = [m.last for m in reading.mentions if m.cues and fold(m.text).split()[-1] == "dan"]
        first = measures[0].first if len(measures) > 1 else -1
        return any(0 <= first - last <= 1 for last in told)

    @staticmethod
    def _listed_parts(slots: Slots) -> bool:
        """Whether parts are listed ("het aandeel inhuur en inkoop"), and not one set against the other."""
        parts = slots.reading.of(Kind.QUALIFIER)
        between = {t.fold for a, b in pairwise(parts) for t in slots.reading.tokens[a.last : b.first]}
        return bool(between & _LISTS)

    def _of_side(self, side: Side) -> Target | None:
        """Whom one side of a comparison is about."""
        if side.kind is Kind.SECTOR and side.who in self.labels:
            return self._single(side.who)
        if side.kind is Kind.GROUP:
            return Target(label=self._group_label(side.who), members=self._group_members(side.who), pooled=True)
        return None

    def _recomputed(self, slots: Slots) -> Request | None:
        """Whether a stated percentage is what the table's own figures give."""
        if not slots.take(Cue.RECOMPUTE) or len(slots.sectors) != 1 or RATE not in (*slots.measures, *slots.weak):
            return None
        slots.take(Cue.ACHIEVE, Cue.SHARE)
        return Request(measures=(RATE,), targets=self._members(slots), periods=self._period(slots), recomputed=True)

    def _parts_summed(self, slots: Slots) -> Request | None:
        """Several parts of one subject taken together ("tijdelijk of inhuur", "vast en tijdelijk samen")."""
        named = [m for m in slots.reading.of(Kind.QUALIFIER) if not {"niet", "geen"} & set(slots.reading.before(m, 2))]
        # "Niet vast, dus tijdelijk en inhuur": what is denied is no part of the sum.
        parts = list(dict.fromkeys(str(m.value(Kind.QUALIFIER)) for m in named))
        slots.take(Cue.NOT)
        figures = all(self.lexicon.qualifiers[part].of == "figure" for part in parts)
        if len(parts) < 2 or not figures or len(slots.sectors) != 1 or slots.groups:
            return None
        slots.take(Cue.TOTAL, Cue.SHARE, Cue.EACH)
        measure = "aandeel" if asked_unit(slots.reading) == "%" or "aandeel" in slots.measures else REALISED
        who = self._single(slots.sectors[0])
        return Request(
            aggregation=Aggregation.SUM, measures=(measure,), periods=self._period(slots),
            targets=tuple(who.model_copy(update={"qualifier": part}) for part in parts),
        )  # fmt: skip

    def _share_of_jobs(self, slots: Slots) -> Request | None:
        """The share of a subject's jobs that are of one part ("hoeveel procent van de banen is vast?")."""
        part = bool(slots.part) and not slots.part.startswith("incl-") and RATE in slots.weak
        if not part or RATE in slots.measures or len(slots.sectors) != 1:
            return None
        return self._share_of_part(slots)

    def _claimed_share(self, slots: Slots) -> Request | None:
        """The share of a subject's jobs that are of one part, where a percentage or a fraction of it is claimed ("is
        meer dan de helft vast?")."""
        percent = len(slots.numbers) == 1 and self._unit_after(slots.reading, slots.numbers[0]) == "%"
        half = slots.has(Cue.HALF) and not slots.numbers
        part = bool(slots.part) and not slots.part.startswith(("incl-", "excl-"))
        moves = slots.has(Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.SHORT, Cue.OVER)
        if not part or percent == half or moves or {GOAL, RATE} & {*slots.measures} or len(slots.sectors) != 1:
            return None
        if bare(slots.part) not in {q for q, kind in self.lexicon.qualifiers.items() if kind.of == "figure"}:
            # "68% via inkoop" is no kind of contract.
            return None
        return Request(
            measures=("aandeel",), targets=self._members(slots), periods=self._period(slots), qualifier=bare(slots.part)
        )

    def _extreme_of_named(self, slots: Slots) -> Request | None:
        """Which of the subjects named has more, or less."""
        if not (slots.has(Cue.MORE, Cue.LESS) and len(slots.sectors) > 1 and asks_which(slots.reading)):
            return None
        than = than_at(slots.reading)
        if than is not None and any(m.first > than for m in slots.reading.of(Kind.SECTOR)):
            # "Welke sectoren … meer dan A?": A is compared with, and not chosen from.
            return None
        moved = slots.has(Cue.RISE, Cue.FALL, Cue.CHANGE) or Cue.THAN in slots.reading.cues
        if than_year(slots.reading) or (became(slots.reading) and not moved):
            # "Wie van A en B had meer dan in 2023?": than it had itself.
            return None
        slots.take(Cue.WHO)
        return self._extreme(slots, rank=False)

    def _pooled_rate(self, slots: Slots) -> Request | None:
        """Realisation over target, of one subject or of several taken together."""
        named = [m for m in slots.measures if m in (REALISED, GOAL)]
        if crosswise_named(slots.reading):
            # "De realisatie van A gedeeld door het doel van B" is no rate of both.
            return None
        if {"min", "minus"} & {token.fold for token in slots.reading.tokens}:
            # "Doel min realisatie, gedeeld door het doel"
            return None
        between = slots.has(Cue.RATIO) and set(named) == {REALISED, GOAL} and "tussen" in fold(slots.reading.question)
        if not between and (not slots.has(Cue.DIVIDED) or named != [REALISED, GOAL]):
            return None
        slots.take(Cue.DIVIDED, Cue.RATIO, Cue.DIFFERENCE, Cue.TOTAL, Cue.WEIGHTED, Cue.MEAN)
        pool = self._pool(slots)
        targets = (pool,) if pool is not None else self._members(slots)
        return Request(measures=(RATE,), targets=targets, periods=self._period(slots), qualifier=slots.part)

    def _ratio(self, slots: Slots) -> Request | None:
        """How many times one is the other, of two subjects or of two years."""
        apart = self._apart(slots)
        own = {GOAL, REALISED} <= set(slots.measures)
        years = len(slots.years) > 1 and self._subjects(slots) == 1
        divides = slots.has(Cue.DIVIDED) and (years or bool(apart)) and not own
        divides = divides or (slots.has(Cue.DIVIDED) and slots.measures[:1] == [GOAL] and own and not slots.weak)
        for_each = bool(apart) and self._for_each(slots.reading)
        if own and self._subjects(slots) == 1 and self._for_each_own(slots.reading):
            slots.take(Cue.EACH)
            found = self._ratio_of_own(slots, self._targets(slots) or ())
            return found and found.model_copy(update={"targets": found.targets[::-1], "measures": (GOAL,)})
        if not (divides or for_each) and not slots.has(Cue.RATIO, Cue.FITS):
            return None
        slots.take(Cue.RATIO, Cue.MORE, Cue.LESS, Cue.DIFFERENCE, Cue.COMPARE)
        slots.take(*([Cue.DIVIDED] if divides else []), *([Cue.EACH] if for_each else []))
        measure = self._measure(slots) or (REALISED if slots.part else None)
        targets = self._ordered(slots)
        if slots.left_out:
            targets = tuple(filter(None, [self._pool(slots)]))
        slots.take(Cue.ACHIEVE)
        if any(target.pooled for target in targets):
            slots.take(Cue.TOTAL)
        multiplies = bool({"vermenigvuldigen", "vermenigvuldigd"} & {t.fold for t in slots.reading.tokens})
        targets = targets[::-1] if (for_each or multiplies) and len(targets) == 2 else targets
        if slots.take(Cue.FITS) or self._goes_into(slots.reading):
            # "Hoe vaak past A in B?" asks for the larger over the smaller, whichever is named first.
            targets = self._larger_first(targets, measure, slots)
        if measure is None or not targets:
            return None
        qualifier = self._qualifier(slots, measure)
        if len(targets) == 2:
            return Request(
                aggregation=Aggregation.RATIO, measures=(measure,), targets=targets,
                periods=self._period(slots), qualifier=qualifier,
            )  # fmt: skip
        if {GOAL, REALISED} <= set(slots.measures):
            return self._ratio_of_own(slots, targets)
        dated = len(slots.years) > 1 or slots.base or slots.take(Cue.EARLIER) or Cue.COMPARED in slots.reading.cues
        dated = dated or became(slots.reading)
        span = self._span(slots) if dated else None
        if len(targets) != 1 or span is None:
            return None
        order = (span[1], span[0])
        if divides and slots.years[:1] == [span[0]]:
            # "2023 gedeeld door 2024"
            order = order[::-1]
        return Request(
            aggregation=Aggregation.RATIO, measures=(measure,), targets=targets, periods=order, qualifier=qualifier,
        )  # fmt: skip

    def _ratio_of_own(self, slots: Slots, targets: tuple[Target, ...]) -> Request | None:
        """How many times the realisation of a subject its target is, or the other way about."""
        if len(targets) != 1 or slots.part or slots.numbers or len(slots.years) > 1 or slots.base:
            return None
        # "Moet" may stand before both, and names neither.
        named = [m for m in slots.reading.of(Kind.MEASURE) if fold(m.text) not in MODAL]
        order = list(dict.fromkeys(str(m.value(Kind.MEASURE)) for m in (*named, *slots.reading.of(Kind.MEASURE))))
        order = [m for m in order if m in (GOAL, REALISED)]
        first = next(m for m in slots.reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == order[0])
        before = {*slots.reading.before(first, 2)}
        times = any(
            fold(m.text).split()[-1] in TIMES and 0 <= first.first - m.last <= 1 for m in slots.reading.mentions
        )
        fits = Cue.FITS in slots.reading.cues or {t.fold for t in slots.reading.tokens} & {"past", "passen"}
        words = {t.fold for t in slots.reading.tokens}
        if times or fits or before & {"dan", "als"} or words & {"vermenigvuldigen", "vermenigvuldigd"}:
            # "Hoeveel keer de realisatie is het doel?", "met hoeveel moet je … vermenigvuldigen om daarop te komen?"
            order.reverse()
        if "tussen" in words and "factor" in words:
            # "Welke factor zit er tussen beide?": of the larger and the smaller.
            order = list(self._by_size(targets[0], self._period(slots)[0]))
        slots.take(Cue.TOTAL, Cue.ACHIEVE)
        return Request(
            aggregation=Aggregation.RATIO, measures=(order[0],), periods=self._period(slots),
            targets=tuple(targets[0].model_copy(update={"measure": m}) for m in order),
        )  # fmt: skip

    def _by_size(self, target: Target, period: str) -> tuple[str, str]:
        """The target and the realisation of a subject, the larger first."""
        sums = []
        for measure in (GOAL, REALISED):
            found = [self.facts.find(member, measure, period) for member in target.members]
            sums.append(sum((fact.value for fact in found if fact is not None), Decimal(0)))
        return (GOAL, REALISED) if sums[0] >= sums[1] else (REALISED, GOAL)

    @staticmethod
    def _for_each(reading: Reading) -> bool:
        """Whether is asked how many one has for each that the other has ("voor elke baan bij A, hoeveel bij B?")."""
        names = [m for m in reading.mentions if m.value(Kind.SECTOR) or m.value(Kind.GROUP)]
        each = [m for m in reading.mentions if Cue.EACH in m.cues and m.last <= names[0].first] if names else []
        asked = [m for m in reading.mentions if Cue.HOW_MANY in m.cues]
        against = each and set(reading.before(each[-1], 1)) & {"tegenover", "voor", "op"}
        return bool(against) and any(names[0].last <= m.first <= names[-1].first for m in asked)

    @staticmethod
    def _for_each_own(reading: Reading) -> bool:
        """Whether is asked how many were to be there for each that was realised ("voor elke gerealiseerde baan,
        hoeveel beoogde?")."""
        first = next((m for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) in (GOAL, REALISED)), None)
        each = [m for m in reading.mentions if first is not None and Cue.EACH in m.cues and m.last == first.first]
        return bool(each) and first is not None and first.value(Kind.MEASURE) == REALISED and bool(
            set(reading.before(each[0], 1)) & {"tegenover", "voor", "op", "per"}
        )  # fmt: skip

    @staticmethod
    def _goes_into(reading: Reading) -> bool:
        """Whether one is asked to go into the other ("hoeveel maal gaat A in dat van B?")."""
        words = {token.fold for token in reading.tokens}
        names = reading.of(Kind.SECTOR)
        return bool(words & _GOES) and any("in" in reading.before(name, _NEAR_NAME) for name in names[1:])

    def _larger_first(self, targets: tuple[Target, ...], measure: str | None, slots: Slots) -> tuple[Target, ...]:
        figures = [
            self.facts.find(target.members[0], measure or REALISED, self._period(slots)[0])
            for target in targets if len(target.members) == 1
        ]  # fmt: skip
        if len(targets) != 2 or len(figures) != 2 or None in figures:
            return targets[::-1]
        one, other = (fact.value for fact in figures if fact is not None)
        return targets if one >= other else targets[::-1]

    def _share(self, slots: Slots) -> Request | None:
        """The part that one subject has in a group, or in all."""
        if {"min", "minus"} & {token.fold for token in slots.reading.tokens}:
            # "Doel min realisatie, gedeeld door het doel"
            return None
        nested = self._nested(slots)
        if nested is not None and self._asks_portion(slots):
            return self._share_of_whole(slots, *nested)
        of_group = len(slots.sectors) == 1 and bool(slots.groups) and RATE in slots.weak and not slots.part
        of_goal = (
            slots.has(Cue.TOTAL) and RATE in slots.weak and GOAL in slots.measures and REALISED not in slots.measures
        )
        one = len(slots.sectors) + len(slots.groups) == 1
        of_all = one and RATE in slots.weak and self._of_all(slots)
        of_goal = of_goal and not (
            slots.has(Cue.ACHIEVE, Cue.WEIGHTED) or slots.reading.cues & {Cue.HOW_FAR, Cue.COMPARED}
        )
        of_group = of_group or bool(of_all) or of_goal
        if not (slots.has(Cue.SHARE, Cue.AS_PERCENT) or "aandeel" in slots.measures or of_group):
            return None
        as_percent = slots.take(Cue.AS_PERCENT)
        if as_percent and GOAL in slots.measures:
            slots.take(Cue.HOW_FAR)
        pooled = bool(slots.groups or slots.has(Cue.TOTAL))
        own = GOAL in slots.measures and not (pooled and len(slots.sectors) == 1) and (
            REALISED in slots.measures or slots.take(Cue.ACHIEVE)
        )  # fmt: skip
        slots.take(Cue.SHARE, Cue.TOTAL)
        if (as_percent or own) and GOAL in slots.measures and (not slots.part or slots.part.startswith("incl-")):
            # "Als percentage van hun doel" is the realisation percentage.
            pool = self._pool(slots) if pooled else None
            return Request(
                measures=(RATE,), targets=(pool,) if pool else self._members(slots), periods=self._period(slots),
                qualifier=slots.part,
            )  # fmt: skip
        if slots.part:
            return self._share_of_part(slots) if len(slots.sectors) == 1 else None
        part = self._share_target(slots)
        if part is None:
            return None
        whole = self._whole(slots)
        if slots.has(Cue.SHORT, Cue.RISE, Cue.FALL) or not set(part.members) < set(whole.members):
            # The share of all in all says nothing, and of one in another there is none.
            return None
        measure = GOAL if GOAL in slots.measures else REALISED
        return Request(
            aggregation=Aggregation.SHARE, measures=(measure,), targets=(part,),
            periods=self._period(slots), whole=whole,
        )  # fmt: skip

    @staticmethod
    def _of_all(slots: Slots) -> bool:
        """Whether all jobs are spoken of ("van alle banen")."""
        return bool(OF_ALL.search(fold(slots.reading.question)))

    @staticmethod
    def _asks_portion(slots: Slots) -> bool:
        """Whether a share or percentage is asked, where a part and its whole are named."""
        percent = RATE in slots.weak and RATE not in slots.measures
        share = slots.has(Cue.SHARE, Cue.AS_PERCENT) or "aandeel" in slots.measures
        moves = slots.has(Cue.POINTS, Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.SHORT, Cue.OVER, Cue.MORE, Cue.LESS)
        # "Van elke honderd banen van alle sectoren, hoeveel bij A?"
        hundred = slots.has(Cue.EACH) and [m.number for m in slots.numbers] == [HUNDRED]
        return (percent or share or hundred) and not (moves or slots.part or (slots.numbers and not hundred))

    def _share_of_whole(self, slots: Slots, part: Target, whole: Target) -> Request | None:
        both = {GOAL, REALISED} <= set(slots.measures)
        if both and not must_realise(slots.reading):
            # "Welk deel van het doel van alle sectoren vulde A in?": of two measures.
            return None
        slots.take(Cue.SHARE, Cue.AS_PERCENT, Cue.TOTAL, Cue.ACHIEVE, Cue.RELATIVE, Cue.DIVIDED, Cue.WITHIN, Cue.EACH)
        if _FALLS & {token.fold for token in slots.reading.tokens}:
            # "Valt onder A"
            slots.take(Cue.BELOW)
        slots.numbers = []
        return Request(
            aggregation=Aggregation.SHARE, measures=(GOAL if GOAL in slots.measures else REALISED,), targets=(part,),
            periods=self._period(slots), whole=whole,
        )  # fmt: skip

    def _share_target(self, slots: Slots) -> Target | None:
        """Whose share is asked: a subject's in its group or in all, or that of some together, else a group's in all."""
        if len(slots.sectors) == 1:
            return self._single(slots.sectors[0])
        some = [named[0] for named in self._parties(slots) if len(named) == 1 and len(named[0].members) > 1]
        together = [target for target in some if set(target.members) == set(slots.sectors)]
        if len(together) == 1 and (
            Cue.SHARE in slots.reading.cues or "aandeel" in slots.measures or self._of_all(slots)
        ):
            return together[0]
        if slots.sectors or not slots.groups:
            return None
        part = self._whole(slots)
        slots.groups = slots.groups[1:]
        return part

    def _share_of_part(self, slots: Slots) -> Request | None:
        """The share that one part has in a subject's own jobs; asked in fta, that part itself."""
        part = slots.part if slots.part.startswith("excl-") else bare(slots.part)
        counts = "fta" in slots.reading.values(Kind.UNIT) and asked_unit(slots.reading) != "%"
        self._drop_known_numbers(slots, claim=False)
        if slots.numbers or GOAL in slots.measures:
            return None
        return Request(
            measures=(REALISED if counts else "aandeel",), targets=self._members(slots),
            periods=self._period(slots), qualifier=part,
        )  # fmt: skip

    def _whole(self, slots: Slots) -> Target:
        group = slots.groups[0] if slots.groups else next(g.id for g in self.lexicon.group if "*" in g.members)
        return Target(label=self._group_label(group), members=self._group_members(group), pooled=True)

    def _difference(self, slots: Slots) -> Request | None:
        """The difference of two subjects."""
        sides = self._two_sides(slots)
        # "Hoeveel ligt het doel van A boven dat van B?", "met hoeveel overtreft A B?"
        passes = Cue.HOW_MANY in slots.reading.cues and bool(self._apart(slots)) and not slots.numbers
        passes = passes and not self._beside_own_goal(slots.reading)
        passed = passes and slots.has(Cue.ABOVE, Cue.BELOW, Cue.OVER) and not slots.has(Cue.SHORT)
        if not sides or not (passed or slots.has(Cue.DIFFERENCE, Cue.MORE, Cue.LESS)):
            return None
        if passed:
            slots.take(Cue.ABOVE, Cue.BELOW, Cue.OVER)
        pooled = any(side.pooled for side in sides)
        more, less = slots.has(Cue.MORE), slots.has(Cue.LESS)
        slots.compares = Sense.UP if more and not less else Sense.DOWN if less and not more else None
        slots.take(Cue.DIFFERENCE, Cue.MORE, Cue.LESS, Cue.COMPARE, Cue.HOW_FAR, Cue.ACHIEVE)
        if slots.groups or pooled:
            slots.take(Cue.TOTAL)
        points = slots.take(Cue.POINTS)
        contract = self.lexicon.qualifiers.get(bare(slots.part))
        shares = contract is not None and contract.of == "figure" and (
            points or "aandeel" in slots.measures or slots.take(Cue.SHARE) or asked_unit(slots.reading) == "%"
        )  # fmt: skip
        measure = "aandeel" if shares else RATE if points else self._measure(slots)
        if measure in (RATE, None) and not slots.groups and (more or less) and slots.take(Cue.RELATIVE):
            # "Percentsgewijs slechter dan": by the percentage of the target.
            measure = RATE
        if measure is None:
            # "Heeft A er meer dan B?" is of a number; "hoger", "beter" and "boven" tell how well it goes.
            said = [m for m in slots.reading.mentions if m.cues & _MORE_LESS]
            part_alone = bool(slots.part) and not slots.part.startswith("incl-")
            of_number = part_alone or any(fold(m.text).split()[0] in _OF_NUMBER for m in said)
            # "A en B samen boven C": what is added up are jobs.
            of_number = of_number or Cue.TOTAL in slots.reading.cues
            measure = RATE if (more or less) and Cue.HOW_MANY not in slots.reading.cues and not of_number else REALISED
            compared = "het realisatiepercentage" if measure == RATE else "de realisatie"
            slots.notes.append(f"De vraag noemt geen maat; vergeleken is {compared}.")
        relative = RATE in slots.weak and REALISED in (*slots.measures, *slots.weak) and not points
        return Request(
            aggregation=Aggregation.PERCENT_DIFFERENCE if relative else Aggregation.DIFFERENCE,
            measures=(REALISED if relative else measure,), targets=sides,
            periods=self._period(slots), qualifier=self._qualifier(slots, measure),
        )  # fmt: skip

    @staticmethod
    def _beside_own_goal(reading: Reading) -> bool:
        """Whether "boven" or "onder" stands right before the target ("hoeveel verder onder het eigen doel dan B")."""
        goals = [m.first for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL]
        sides = [m.last for m in reading.mentions if m.cues & {Cue.ABOVE, Cue.BELOW, Cue.SHORT}]
        own = {"eigen", "hun", "zijn", "haar"}
        return any(
            0 <= goal - side <= 2 and own & {t.fold for t in reading.tokens[side:goal]}
            for goal in goals for side in sides
        )  # fmt: skip

    def _moved_difference(self, slots: Slots) -> Request | None:
        """The difference or the ratio of the changes, or of the gaps, of two subjects ("hoeveel meer steeg A dan B?",
        "hoeveel keer zo groot is het tekort van A als dat van B?")."""
        ratio, differs = slots.has(Cue.RATIO), slots.has(Cue.DIFFERENCE)
        compares = slots.has(Cue.MORE, Cue.LESS) and self._set_against(slots.reading)
        sides = self._two_sides(slots)
        pooled = any(side.pooled for side in sides)
        if not sides or not (ratio or differs or compares):
            return None
        if not slots.has(Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.SHORT, Cue.OVER):
            return None
        plain = slots.has(Cue.SHORT, Cue.OVER)
        more, less = slots.take(Cue.MORE), slots.take(Cue.LESS)
        slots.compares = Sense.UP if more and not less else Sense.DOWN if less and not more else None
        slots.take(Cue.RATIO, Cue.COMPARE, *([Cue.TOTAL] if pooled or slots.groups else []))
        if GOAL not in slots.measures and REALISED in slots.measures:
            # "Het gat tussen A en B, gerealiseerde banen": between what the two realised.
            slots.take(Cue.DIFFERENCE)
        # "Het gat" is a shortfall before it is a difference.
        key = self._key(slots)
        slots.take(Cue.DIFFERENCE)
        if key is None:
            return None
        metric, sense, measure, base, periods = key
        if metric is Metric.GAP_PERCENT and not ratio and (RATE in slots.measures or not plain):
            # "Hoeveel procentpunt verder met het eigen doel dan B?": by their percentages.
            metric, sense, measure = Metric.LEVEL, Sense.EITHER, RATE
        return Request(
            aggregation=Aggregation.RATIO if ratio else Aggregation.DIFFERENCE, metric=metric, sense=sense,
            measures=(measure,), targets=sides, periods=periods, base=base,
            qualifier=self._qualifier(slots, measure),
        )  # fmt: skip

    def _growth_to_goal(self, slots: Slots) -> Request | None:
        """By what percentage a realisation must grow to reach the target ("hoeveel procent meer is er nodig?")."""
        way = slots.has(Cue.RISE, Cue.MORE)
        towards = needs_goal(slots.reading) or slots.has(Cue.SHORT) or self._up_to_goal(slots)
        percent = (
            asked_unit(slots.reading) == "%" or Cue.RELATIVE in slots.reading.cues or told_in_percent(slots.reading)
        )
        of_realised = on_top_of_realised(slots.reading) and (GOAL in slots.measures or slots.has(Cue.SHORT))
        way, towards, percent = way or of_realised, towards or of_realised, percent or of_realised
        numbers = [m for m in slots.numbers if m.number != HUNDRED]
        earlier = slots.base and slots.base != self.facts.periods[-1]
        if not (way and towards and percent) or numbers or slots.part or earlier:
            return None
        if slots.has(Cue.FALL, Cue.LESS, Cue.POINTS, Cue.EARLIER, Cue.MEAN) or RATE in slots.measures:
            return None
        targets = self._targets(slots)
        if targets is None or len(targets) != 1:
            return None
        slots.take(Cue.RISE, Cue.MORE, Cue.SHORT, Cue.ACHIEVE, Cue.RELATIVE, Cue.TOTAL, Cue.OVER, Cue.ABOVE)
        slots.take(Cue.AS_PERCENT)
        slots.numbers = []
        who = targets[0]
        return Request(
            aggregation=Aggregation.PERCENT_DIFFERENCE, measures=(GOAL,), periods=self._period(slots),
            targets=(who.model_copy(update={"measure": GOAL}), who.model_copy(update={"measure": REALISED})),
        )  # fmt: skip

    @staticmethod
    def _up_to_goal(slots: Slots) -> bool:
        """Whether a growth runs up to the target ("groei tot het doel", "brengt X op het doel"), and not over time."""
        goals = [
            m for m in slots.reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL and fold(m.text) not in MODAL
        ]
        before = [{*slots.reading.before(m, 2)} for m in goals]
        over_time = slots.base or len(slots.years) > 1 or slots.has(Cue.EARLIER)
        words = {t.fold for t in slots.reading.tokens}
        # "Moet toenemen voor de norm", "brengt ze op het doel"
        up_to = {"tot", "naar", *(["voor", "op"] if words & MODAL or words & _BRINGS else [])}
        return not over_time and slots.has(Cue.RISE) and any(near & up_to for near in before)

    def _gap_over_time(self, slots: Slots) -> Request | None:
        """How a shortfall or surplus changed from one year to another ("is het tekort kleiner geworden?")."""
        own = slots.has(Cue.DIFFERENCE) and {GOAL, REALISED} <= set(slots.measures) and self._two_years(slots)
        pooled = (slots.left_out or slots.has(Cue.TOTAL)) and (self._two_years(slots) or slots.has(Cue.RISE, Cue.FALL))
        one = pooled or len(slots.sectors) + len(slots.groups) < 2
        if not (own or slots.has(Cue.SHORT, Cue.OVER)) or slots.numbers or not one:
            return None
        towards = "om" in {t.fold for t in slots.reading.tokens} and Cue.ACHIEVE in slots.reading.cues
        if needs_goal(slots.reading) or (towards and not slots.reading.cues & {Cue.SHORT, Cue.OVER}):
            # What is still to be done is no change of a shortfall.
            return None
        up, down = slots.has(Cue.RISE, Cue.MORE), slots.has(Cue.FALL, Cue.LESS)
        if not (up or down or slots.has(Cue.CHANGE) or (slots.has(Cue.DIFFERENCE) and len(slots.years) > 1)):
            return None
        targets, short = self._targets(slots), own or slots.has(Cue.SHORT)
        span = self._span(slots) if targets is not None and len(targets) == 1 else None
        if span is None or targets is None or slots.has(Cue.RELATIVE, Cue.RATIO, Cue.SHARE):
            return None
        if (slots.has(Cue.MORE, Cue.LESS) and not slots.years and not became(slots.reading)) or slots.part:
            # "Hoeveel minder dan het doel?" compares with the target, not with another year.
            return None
        slots.compares = Sense.UP if up and not down else Sense.DOWN if down and not up else None
        points = slots.take(Cue.POINTS, Cue.AS_PERCENT) or RATE in slots.weak or RATE in slots.measures
        slots.take(Cue.SHORT, Cue.OVER, Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.MORE, Cue.LESS, Cue.DIFFERENCE, Cue.TOTAL,
                   Cue.ACHIEVE, Cue.HOW_FAR, Cue.COMPARE)  # fmt: skip
        base, last = span
        return Request(
            aggregation=Aggregation.DIFFERENCE, metric=Metric.GAP_PERCENT if points else Metric.GAP,
            sense=Sense.DOWN if short else Sense.UP, measures=(REALISED,), periods=(last,),
            targets=tuple(targets[0].model_copy(update={"period": year}) for year in (last, base)),
        )  # fmt: skip

    @staticmethod
    def _two_years(slots: Slots) -> bool:
        return len({*slots.years, *([slots.base] if slots.base else [])}) > 1

    @staticmethod
    def _set_against(reading: Reading) -> bool:
        """Whether one subject is set against the other ("dan de politie", "tegenover het hbo")."""
        named = [m for m in reading.mentions if m.value(Kind.SECTOR) or m.value(Kind.GROUP)]
        words = {token.fold for token in reading.tokens[named[0].last : named[-1].first]} if named else set()
        return bool(words & _AGAINST or (named and set(reading.before(named[0])) & _AGAINST))
