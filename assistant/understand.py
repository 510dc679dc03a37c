"""From a reading of a question to a request for the calculator, or the reason there is none.

Slots first (whom, what, when, which part), then one reading of what is to be done with them. A
reading must use every cue that the question shows; one that leaves a cue or a content word
unexplained is no reading. That makes an unknown wording a question for the passages or a refusal,
never another question's answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from assistant.cues import Cue
from assistant.question import Aggregation, Comparator, Metric, Request, Sense, Target, Threshold
from assistant.reading import Kind, Mention, Reader, Reading
from corpus.dutch import fold
from corpus.facts import FactTable
from corpus.lexicon import Lexicon

REALISED, GOAL, RATE = "realisatie", "doel", "realisatiepercentage"

#: Cues that need not be used: they name the subject matter, or only hold words together.
_FREE = frozenset(
    {Cue.TOPIC, Cue.WHICH, Cue.HOW_MANY, Cue.SECTOR, Cue.VIA, Cue.THAN, Cue.EACH, Cue.COMPARED, Cue.LATEST, Cue.WHY}
)


@dataclass(slots=True)
class Slots:
    """What a question names, and the cues that no reading has used yet."""

    reading: Reading
    sectors: list[str]
    groups: list[str]
    measures: list[str]
    weak: list[str]
    part: str
    years: list[str]
    unknown_years: list[str]
    base: str
    numbers: list[Mention]
    cues: set[Cue]
    notes: list[str] = field(default_factory=list)
    compares: Sense | None = None
    """Which way a comparison of two subjects was put: the first above or below the second."""

    def take(self, *cues: Cue) -> bool:
        """Whether any of these cues is there; those that are count as used."""
        found = self.cues & set(cues)
        self.cues -= found
        return bool(found)

    def has(self, *cues: Cue) -> bool:
        """Whether any of these cues is there and not yet used."""
        return bool(self.cues & set(cues))


@dataclass(frozen=True, slots=True)
class Understood:
    """The outcome: a request, or what stands in its way.

    ``unexplained`` are the content words that no slot explains; ``unknown_years`` years for which
    the letters have no table. ``numeric`` says whether the question asks for a figure at all.
    """

    reading: Reading
    request: Request | None = None
    unexplained: tuple[str, ...] = ()
    unknown_years: tuple[str, ...] = ()
    numeric: bool = False
    wants_reason: bool = False
    sectors: tuple[str, ...] = ()

    @property
    def says_too_little(self) -> bool:
        """Whether a question names only what is asked, and nobody and nothing it is asked of."""
        reading = self.reading
        named = reading.of(Kind.SECTOR) or reading.of(Kind.GROUP) or reading.others or self.unknown_years
        if reading.cues & {Cue.CLAIM, Cue.SECTOR}:
            return False
        counts = Cue.HOW_MANY in reading.cues or RATE in reading.values(Kind.WEAK_MEASURE)
        asks = reading.of(Kind.MEASURE) or (counts and (reading.of(Kind.WEAK_MEASURE) or reading.of(Kind.QUALIFIER)))
        changes = Cue.WHY in reading.cues and reading.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.SHORT, Cue.ACHIEVE}
        return self.request is None and not named and bool(asks or changes)


class NoReadingError(Exception):
    """What a question names does not fit together in the reading that was begun."""


class Understander:
    """Understands numeric questions over the facts of a corpus."""

    def __init__(self, facts: FactTable, lexicon: Lexicon) -> None:
        self.facts = facts
        self.lexicon = lexicon
        labels = {fact.subject: fact.subject_label for fact in facts if fact.from_table}
        self.labels = {s: self._in_text(s, label) for s, label in labels.items()}
        self.reader = Reader(lexicon, labels)

    def _in_text(self, subject: str, label: str) -> str:
        sector = self.lexicon.sectors.get(subject)
        return sector.in_text if sector else label

    def understand(self, question: str) -> Understood:
        """The request in a question."""
        reading = self.reader.read(question)
        slots = self._slots(reading)
        unexplained = tuple(m.text for m in reading.others)
        wants_reason = Cue.WHY in reading.cues
        numeric = self._is_numeric(reading)
        slots.notes += [f"‘{m.text}’ is gelezen als ‘{m.corrected}’." for m in reading.mentions if m.corrected]
        request = None
        if not unexplained and not slots.unknown_years and self.facts.periods:
            request = self._request(slots)
        return Understood(
            reading, request, unexplained, tuple(slots.unknown_years), numeric, wants_reason, tuple(slots.sectors)
        )

    @staticmethod
    def _is_numeric(reading: Reading) -> bool:
        """Whether a question asks for a figure: it says so, or names nothing but figures."""
        asks = bool(reading.cues & {Cue.HOW_MANY, Cue.MEAN, Cue.POINTS}) or "%" in reading.values(Kind.UNIT)
        return asks or (bool(reading.of(Kind.MEASURE)) and not reading.others)

    # --- slots -------------------------------------------------------------------------------

    def _slots(self, reading: Reading) -> Slots:
        years, unknown, base = self._years(reading)
        cues = self._cues(reading)
        part = self._part(reading, cues)
        numbers = [m for m in reading.of(Kind.NUMBER) if m.number is not None and not self._is_short_year(reading, m)]
        return Slots(
            reading=reading,
            sectors=[s for s in reading.values(Kind.SECTOR) if s in self.labels],
            groups=reading.values(Kind.GROUP),
            measures=reading.values(Kind.MEASURE),
            weak=reading.values(Kind.WEAK_MEASURE),
            part=part,
            years=years,
            unknown_years=unknown,
            base=base,
            numbers=numbers,
            cues=cues - _FREE,
        )

    @staticmethod
    def _cues(reading: Reading) -> set[Cue]:
        """The cues of a question, settled by what stands around them.

        "Over 2023" is about that year; "hoger dan" without a figure compares; "om … het doel … te
        halen" and "komen aan het doel" speak of the way to the target.
        """
        cues = set(reading.cues)
        for cue, comparing in ((Cue.ABOVE, Cue.MORE), (Cue.BELOW, Cue.LESS)):
            found = [m for m in reading.mentions if m.value(Kind.CUE) == cue and not _number_after(reading, m)]
            if len(found) != sum(m.value(Kind.CUE) == cue for m in reading.mentions):
                continue
            if any(fold(m.text).endswith("dan") for m in found):
                cues = (cues - {cue}) | {comparing}
            elif found and all(fold(m.text) == "over" for m in found):
                cues.discard(cue)
        for goal in (m for m in reading.of(Kind.MEASURE) if m.value(Kind.MEASURE) == GOAL):
            if "om" in reading.before(goal, 4) and "te" in reading.after(goal, 4):
                cues.add(Cue.SHORT)
            if "aan" in reading.before(goal, 2) and Cue.SHORT not in cues:
                cues.add(Cue.ACHIEVE)
        return cues

    def _is_short_year(self, reading: Reading, mention: Mention) -> bool:
        if len(mention.text) != 2 or not any(y.endswith(mention.text) for y in self.facts.periods):
            return False
        if reading.before(mention) in (["in"], ["over"], ["van"], ["sinds"], ["dan"]):
            return True
        # "23 vs 24": two of them, and no unit behind either
        others = [m for m in reading.of(Kind.NUMBER) if m is not mention and len(m.text) == 2]
        return len(others) == 1 and any(y.endswith(others[0].text) for y in self.facts.periods) and not (
            self._unit_after(reading, mention) or self._unit_after(reading, others[0])
        )  # fmt: skip

    def _years(self, reading: Reading) -> tuple[list[str], list[str], str]:
        """Years asked for, years that no table has, and the year something is compared with."""
        known = self.facts.periods
        asked: list[str] = []
        unknown: list[str] = []
        base = ""
        mentions = [(m, m.text) for m in reading.of(Kind.YEAR)]
        mentions += [(m, f"20{m.text}") for m in reading.of(Kind.NUMBER) if self._is_short_year(reading, m)]
        for mention, year in mentions:
            if year not in known:
                unknown.append(year)
            elif set(reading.before(mention, 4)) & _BASE_WORDS or Cue.COMPARED in self._cue_before(reading, mention):
                base = year
            elif year not in asked:
                asked.append(year)
        return asked, unknown, base

    @staticmethod
    def _cue_before(reading: Reading, mention: Mention) -> set[Cue]:
        return {Cue(v) for m in reading.mentions if m.last == mention.first and (v := m.value(Kind.CUE))}

    def _part(self, reading: Reading, cues: set[Cue]) -> str:
        """The qualifier asked for: that part alone, or the total with it; cues used are removed.

        The words around its name decide: "inclusief", "met" and "en" before it or "meegeteld"
        after it mean the total, "via", "door" and "uit" the part, "zonder" neither.
        """
        named = reading.of(Kind.QUALIFIER)
        if not named:
            return ""
        mention = named[0]
        part = str(mention.value(Kind.QUALIFIER))
        before = set(reading.before(mention, 2))
        if reading.after(mention) == ["erbij"]:
            rises = [m for m in reading.mentions if m.value(Kind.CUE) == Cue.RISE]
            cues -= {Cue.RISE} if len(rises) == 1 else set()
            return f"incl-{part}"
        if Cue.EXCLUDING in cues and self.lexicon.qualifiers[part].of == "figure":
            # "Zonder de inhuur" takes a part away from the realisation; the cue stays, unused.
            return ""
        if Cue.EXCLUDING in cues and Cue.DIFFERENCE in cues:
            return f"incl-{part}"
        if Cue.EXCLUDING in cues:
            cues.discard(Cue.EXCLUDING)
            return ""
        if Cue.INCLUDING in cues:
            cues.discard(Cue.INCLUDING)
            return f"incl-{part}"
        if before & {"met", "en", "plus", "ook"} and Cue.TOTAL not in cues:
            return f"incl-{part}"
        return part

    # --- whom and what -----------------------------------------------------------------------

    def _single(self, subject: str) -> Target:
        return Target(label=self.labels[subject], members=(subject,))

    def _group_members(self, group: str) -> tuple[str, ...]:
        found = next(g for g in self.lexicon.group if g.id == group)
        members = self.facts.subjects if "*" in found.members else found.members
        return tuple(m for m in members if m in self.labels)

    def _group_label(self, group: str) -> str:
        return next(g.label for g in self.lexicon.group if g.id == group)

    def _members(self, slots: Slots) -> tuple[Target, ...]:
        """Each subject that is meant, apart: those named, of the groups named, or all."""
        names = list(slots.sectors)
        for group in slots.groups:
            names += [m for m in self._group_members(group) if m not in names]
        return tuple(self._single(name) for name in names or self.facts.subjects)

    def _pool(self, slots: Slots) -> Target | None:
        """Everyone who is named as one target, or None when only one subject is."""
        targets = self._members(slots)
        if len(targets) < 2:
            return None
        if slots.groups and not slots.sectors and len(slots.groups) == 1:
            label = self._group_label(slots.groups[0])
        elif not slots.sectors and not slots.groups:
            label = next(g.label for g in self.lexicon.group if "*" in g.members)
        else:
            label = _enumerate([t.label for t in targets])
        return Target(label=label, members=tuple(m for t in targets for m in t.members), pooled=True)

    def _measure(self, slots: Slots) -> str | None:
        """The one measure that is meant; None when the question names none."""
        strong = [m for m in slots.measures if m in (REALISED, GOAL, RATE)]
        if RATE in strong:
            return RATE
        if slots.has(Cue.HOW_FAR):
            slots.take(Cue.HOW_FAR)
            return RATE
        if RATE in slots.weak and REALISED not in slots.weak:
            return RATE
        if GOAL in strong and REALISED not in strong:
            return GOAL
        if REALISED in strong or REALISED in slots.weak:
            return REALISED
        if slots.has(Cue.ACHIEVE):
            return REALISED
        return None

    # --- readings ----------------------------------------------------------------------------

    def _request(self, slots: Slots) -> Request | None:
        """The first reading that fits, uses every cue, and gives the unit that is asked for."""
        if "fte" in slots.reading.values(Kind.UNIT):
            slots.notes.append("De brief telt banen in fta, niet in fte; dit cijfer is in fta.")
        claims = Cue.CLAIM in slots.cues or self._verb_first(slots.reading)
        try:
            request = self._read(slots)
        except NoReadingError:
            return None
        if request is None or slots.cues:
            return None
        if claims and request.claim is None and not request.quantifier and Cue.HOW_MANY not in slots.reading.cues:
            # What asks for yes or no must end in one of them.
            return None
        asked, given = _asked_unit(slots.reading), self._unit(request)
        # "Hoeveel procent steeg het realisatiepercentage?" is answered in points, and a note says so.
        in_points = asked == "%" and given == "procentpunt" and RATE in slots.measures
        if asked and given and asked != given and not in_points:
            return None
        return request.model_copy(update={"assumptions": tuple(slots.notes)})

    def _read(self, slots: Slots) -> Request | None:
        supposes = slots.has(Cue.HYPOTHESIS) or _opens_with_if(slots.reading)
        if supposes and not (slots.part or slots.has(Cue.UNWEIGHTED)):
            return None
        slots.take(Cue.HYPOTHESIS)
        if _asks_members_of_sector(slots.reading):
            return None
        if slots.has(Cue.SAID, Cue.THAT_ONE):
            return None
        adds = slots.has(Cue.DIFFERENCE) and slots.take(Cue.INCLUDING, Cue.EXCLUDING)
        grows = slots.part.startswith("incl-") and slots.has(Cue.MORE, Cue.RISE) and not (slots.years or slots.base)
        if slots.part and (adds or (grows and len(slots.sectors) == 1 and "extra" in fold(slots.reading.question))):
            return self._uplift(slots)
        people = slots.take(Cue.PEOPLE)
        if people and not (slots.measures or slots.weak or Cue.TOPIC in slots.reading.cues):
            return None
        claim = slots.take(Cue.CLAIM) or self._verb_first(slots.reading)
        self._refuse_mixtures(slots)
        named = bool(slots.sectors or slots.groups)
        if Cue.SECTOR in slots.reading.cues and not named and slots.has(Cue.TOTAL) and not slots.has(*_ORDERING):
            slots.groups, named = self._everyone(), True
        quantifier = self._quantifier(slots) if claim else ""
        if quantifier:
            return self._all_or_none(slots, quantifier)
        self._drop_counts(slots)
        asks_sectors = (
            (Cue.SECTOR in slots.reading.cues and not slots.sectors and not (slots.groups and slots.has(Cue.TOTAL)))
            or _asks_members(slots.reading)
            or (not named and _asks_who(slots.reading))
        )
        if asks_sectors or slots.has(Cue.HIGHEST, Cue.LOWEST, Cue.RANK):
            return self._over_sectors(slots)
        if slots.has(Cue.MEAN, Cue.WEIGHTED, Cue.UNWEIGHTED):
            return self._mean(slots)
        if slots.has(Cue.RATIO, Cue.FITS):
            return self._ratio(slots)
        if self._divides(slots):
            return self._pooled_rate(slots)
        of_group = len(slots.sectors) == 1 and bool(slots.groups) and RATE in slots.weak and not slots.part
        part_of_jobs = bool(slots.part) and not slots.part.startswith("incl-") and RATE in slots.weak
        if part_of_jobs and RATE not in slots.measures and not slots.has(*_MOVING):
            return self._share_of_part(slots) if len(slots.sectors) == 1 else None
        if slots.has(Cue.SHARE, Cue.AS_PERCENT) or "aandeel" in slots.measures or of_group:
            return self._share(slots)
        if slots.has(Cue.MORE, Cue.LESS) and len(slots.sectors) > 1 and _asks_which(slots.reading):
            return self._extreme(slots, rank=False)
        self._drop_known_numbers(slots, claim=claim)
        request = (
            self._try(slots, self._change_or_gap)
            or self._try(slots, self._difference)
            or self._try(slots, lambda s: self._plain(s, claim=claim))
        )
        if request is None or (not slots.numbers and not claim):
            return request
        if slots.numbers:
            return self._with_claim(slots, request) if claim else None
        if request.metric in (Metric.CHANGE, Metric.CHANGE_PERCENT) and request.sense is not Sense.EITHER:
            # "Is het gestegen?" asks which way it went, not by how much.
            way = Comparator.ABOVE if request.sense is Sense.UP else Comparator.BELOW
            claim_of = Threshold(comparator=way, value=Decimal(0), decimals=6)
            return request.model_copy(update={"claim": claim_of, "sense": Sense.EITHER})
        if request.aggregation is Aggregation.DIFFERENCE and slots.compares is not None:
            way = Comparator.ABOVE if slots.compares is Sense.UP else Comparator.BELOW
            return request.model_copy(update={"claim": Threshold(comparator=way, value=Decimal(0), decimals=6)})
        return request if request.claim is not None or Cue.HOW_MANY in slots.reading.cues else None

    def _uplift(self, slots: Slots) -> Request | None:
        """What a part adds: the measure with it, less the measure without."""
        slots.take(Cue.DIFFERENCE, Cue.POINTS, Cue.MORE, Cue.RISE)
        measure = self._measure(slots) or REALISED
        if len(slots.sectors) != 1 or measure == GOAL:
            return None
        return Request(
            metric=Metric.UPLIFT, measures=(measure,), targets=self._members(slots), periods=self._period(slots),
            qualifier=slots.part,
        )  # fmt: skip

    def _refuse_mixtures(self, slots: Slots) -> None:
        """What no single request can hold: measures of different years or subjects, crosswise."""
        years = {*slots.years, *([slots.base] if slots.base else [])}
        both = {GOAL, REALISED} <= set(slots.measures)
        compares = slots.has(Cue.DIFFERENCE, Cue.MORE, Cue.LESS, Cue.RATIO)
        crosswise = compares and both and (len(slots.sectors) + len(slots.groups) > 1 or len(years) > 1)
        several = len(slots.sectors) > 1 and len(years) > 1 and compares
        points_of_goal = (
            slots.has(Cue.POINTS) and GOAL in slots.measures and not ({REALISED, RATE} & set(slots.measures))
        )
        gap = slots.has(Cue.SHORT, Cue.OVER, Cue.ABOVE, Cue.BELOW, Cue.ACHIEVE)
        if crosswise or several or (points_of_goal and not gap) or slots.has(Cue.NEXT):
            raise NoReadingError

    def _everyone(self) -> list[str]:
        """The group that holds every sector."""
        return [g.id for g in self.lexicon.group if "*" in g.members][:1]

    @staticmethod
    def _quantifier(slots: Slots) -> str:
        """ "Alle", "de meeste" or "geen" sectors, as a claim makes it."""
        words = [token.fold for token in slots.reading.tokens]
        named = [m for m in slots.reading.mentions if m.value(Kind.CUE) == Cue.SECTOR or m.value(Kind.GROUP)]
        for mention in named:
            near = {*words[max(mention.first - 3, 0) : mention.first], *fold(mention.text).split()}
            for quantifier, names in _QUANTIFIERS:
                if near & names:
                    return quantifier
        return ""

    def _all_or_none(self, slots: Slots, quantifier: str) -> Request | None:
        """Whether all, most or none of the subjects satisfy what is claimed of them."""
        slots.take(Cue.TOTAL)
        if quantifier == "most":
            slots.take(Cue.HIGHEST)
        if quantifier == "none":
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

    def _drop_counts(self, slots: Slots) -> None:
        """Sets aside a number that only says how many are named ("de dertien sectoren")."""
        if slots.has(*_ORDERING):
            return
        size = len(self._members(slots))
        slots.numbers = [
            m
            for m in slots.numbers
            if m.number != size and not (slots.reading.after(m) in (["uur"], ["uren"]) and REALISED in slots.weak)
        ]

    def _drop_known_numbers(self, slots: Slots, *, claim: bool) -> None:
        """Sets aside a figure that only repeats one of the letter for the subject that is asked.

        "Hoeveel van de 489 fta is vast?" says which whole is meant; it adds nothing to compute.
        """
        if claim:
            return
        known = {f.value for f in self.facts if f.subject in slots.sectors}
        slots.numbers = [m for m in slots.numbers if m.number not in known]

    @staticmethod
    def _divides(slots: Slots) -> bool:
        named = [m for m in slots.measures if m in (REALISED, GOAL)]
        return slots.has(Cue.DIVIDED) and named == [REALISED, GOAL]

    def _pooled_rate(self, slots: Slots) -> Request | None:
        """Realisation over target, of one subject or of several taken together."""
        slots.take(Cue.DIVIDED, Cue.TOTAL, Cue.WEIGHTED)
        pool = self._pool(slots)
        targets = (pool,) if pool is not None else self._members(slots)
        return Request(measures=(RATE,), targets=targets, periods=self._period(slots), qualifier=slots.part)

    def _try(self, slots: Slots, read: Callable[[Slots], Request | None]) -> Request | None:
        """A reading, or None with the slots as they were."""
        before = (set(slots.cues), list(slots.notes), list(slots.numbers), list(slots.groups))
        request = read(slots)
        if request is None:
            slots.cues, slots.notes, slots.numbers, slots.groups = before
        return request

    def _unit(self, request: Request) -> str:
        """The unit of the outcome of a request; empty where it is a list or a comparison of targets."""
        if request.aggregation in (Aggregation.FILTER, Aggregation.COUNT, Aggregation.RANK, Aggregation.RATIO):
            return ""
        if request.aggregation in (Aggregation.SHARE, Aggregation.PERCENT_DIFFERENCE):
            return "%"
        unit = self.lexicon.measures[request.measures[0]].unit
        if request.metric is Metric.CHANGE_PERCENT:
            return "%"
        differs = request.metric in (Metric.CHANGE, Metric.UPLIFT) or request.aggregation in (
            Aggregation.DIFFERENCE, Aggregation.SPREAD
        )  # fmt: skip
        if request.metric is Metric.GAP_PERCENT or (differs and unit == "%"):
            return "procentpunt"
        return unit

    @staticmethod
    def _verb_first(reading: Reading) -> bool:
        """Whether the question starts with a verb and so asks yes or no ("Haalde Defensie …?")."""
        return bool(reading.tokens) and reading.tokens[0].fold in _YES_NO_VERBS

    def _latest(self, slots: Slots) -> str:
        """The year meant where none is named: the latest, and the answer says so."""
        latest = self._latest_of(self._members(slots))
        if Cue.LATEST not in slots.reading.cues:
            slots.notes.append(f"De vraag noemt geen jaar; dit is het laatste jaar in de brief, {latest}.")
        return latest

    def _latest_of(self, targets: tuple[Target, ...]) -> str:
        """The last year for which most of these subjects have a table: one letter about one sector
        must not make its year the latest of all."""
        members = [m for target in targets for m in target.members]
        for period in reversed(self.facts.periods):
            if sum(self.facts.covers(member, period) for member in members) * 2 > len(members):
                return period
        return self.facts.periods[-1]

    def _periods(self, slots: Slots) -> tuple[str, ...]:
        if slots.years:
            slots.take(Cue.EARLIER)
            return tuple(slots.years)
        if slots.take(Cue.EARLIER):
            before = self.facts.periods[-2:][0]
            slots.notes.append(f"‘Het jaar ervoor’ is gelezen als {before}, het jaar voor het laatste in de brief.")
            return (before,)
        if slots.base:
            return (slots.base,)
        return (self._latest(slots),)

    def _period(self, slots: Slots) -> tuple[str, ...]:
        """The one year of a comparison; of two it would answer only half."""
        periods = self._periods(slots)
        if len(periods) > 1:
            raise NoReadingError
        return periods

    def _span(self, slots: Slots) -> tuple[str, str] | None:
        """The first and last year of a change; None when the letters have only one year."""
        known = self.facts.periods
        slots.take(Cue.EARLIER)
        named = sorted({*slots.years, *([slots.base] if slots.base else [])})
        if len(named) > 2 or len(known) < 2:
            return None
        if len(named) == 2:
            return named[0], named[1]
        if slots.base:
            return (slots.base, known[-1]) if slots.base != known[-1] else None
        last = slots.years[0] if slots.years else known[-1]
        at = known.index(last)
        if not slots.years:
            slots.notes.append(f"De vraag noemt geen jaren; dit is de verandering van {known[-2]} naar {known[-1]}.")
        return (known[at - 1], last) if at else None

    def _plain(self, slots: Slots, *, claim: bool) -> Request | None:
        """A figure as it stands, of one or more subjects, or of several pooled."""
        achieved = slots.has(Cue.ACHIEVE) and GOAL in slots.measures
        if achieved and (claim or Cue.HOW_MANY not in slots.reading.cues):
            return self._achieved(slots)
        slots.take(Cue.ACHIEVE)
        measure = self._measure(slots)
        if not (slots.sectors or slots.groups):
            if not slots.take(Cue.TOTAL):
                return None
            slots.groups = self._everyone()
        if measure is None:
            if not slots.part:
                return None
            measure = REALISED
        total = slots.take(Cue.TOTAL)
        slots.take(Cue.COMPARE)
        if total and not self._settle_total(slots):
            return None
        pool = self._pool(slots) if total or slots.groups else None
        targets = (pool,) if pool is not None else self._members(slots)
        measures: tuple[str, ...] = (measure,)
        both = {GOAL, REALISED} <= set(slots.measures)
        if both and RATE not in (*slots.measures, *slots.weak):
            measures = (GOAL, REALISED)
        elif both and RATE in slots.weak:
            measures = (RATE,)
        return Request(
            measures=measures, targets=targets, periods=self._periods(slots), qualifier=self._qualifier(slots, measure)
        )

    @staticmethod
    def _settle_total(slots: Slots) -> bool:
        """Whether "totaal" beside a part of one subject can be told: the part alone ("totaal via
        inkoop"), or with the regular jobs ("inkoopbanen en reguliere banen samen")."""
        if len(slots.sectors) != 1 or slots.groups or not slots.part or slots.part.startswith("incl-"):
            return True
        words = {token.fold for token in slots.reading.tokens}
        if words & {"reguliere", "regulier", "eigen", "gewone"}:
            slots.part = f"incl-{slots.part}"
            return True
        return Cue.VIA in slots.reading.cues

    @staticmethod
    def _qualifier(slots: Slots, measure: str) -> str:
        """The part that applies: a total asked for a part named beside a sum is the total with it."""
        return "" if measure == GOAL else slots.part

    def _achieved(self, slots: Slots) -> Request | None:
        """Whether the target was met, by each subject that is named."""
        negated = slots.take(Cue.NOT)
        slots.take(Cue.ACHIEVE)
        if not (slots.sectors or slots.groups):
            return None
        if Cue.WHY in slots.reading.cues:
            # "Waarom haalt X het doel niet?" asks for the gap, and for what explains it.
            return Request(
                metric=Metric.GAP, sense=Sense.DOWN if negated else Sense.UP, measures=(REALISED,),
                targets=self._members(slots), periods=self._period(slots),
                qualifier=self._qualifier(slots, REALISED),
            )  # fmt: skip
        if negated:
            return None
        if len(self._members(slots)) > 1:
            return Request(
                aggregation=Aggregation.FILTER, metric=Metric.GAP, sense=Sense.UP, measures=(REALISED,),
                targets=self._members(slots), periods=self._period(slots), quantifier="all",
                threshold=_zero(Comparator.AT_LEAST), qualifier=self._qualifier(slots, REALISED),
            )  # fmt: skip
        return Request(
            metric=Metric.GAP, measures=(REALISED,),
            targets=self._members(slots), periods=self._period(slots), qualifier=self._qualifier(slots, REALISED),
            claim=Threshold(comparator=Comparator.AT_LEAST, value=Decimal(0), unit="fta", decimals=6),
        )  # fmt: skip

    def _sense(self, slots: Slots) -> Sense | None:
        """The way of a change that the words give; None when they speak of no change."""
        rises, falls, neutral = slots.has(Cue.RISE), slots.has(Cue.FALL), slots.has(Cue.CHANGE)
        if not (rises or falls or neutral):
            return None
        slots.take(Cue.RISE, Cue.FALL, Cue.CHANGE)
        return Sense.EITHER if neutral or (rises and falls) else Sense.UP if rises else Sense.DOWN

    def _change_or_gap(self, slots: Slots) -> Request | None:
        targets = self._targets(slots)
        if targets is None:
            return None
        percent = RATE in slots.weak
        if slots.has(Cue.SHORT, Cue.OVER) or self._against_goal(slots):
            return self._gap(slots, targets, percent=percent)
        sense = self._sense(slots)
        if sense is None and self._over_time(slots):
            more, less = slots.take(Cue.MORE), slots.take(Cue.LESS)
            slots.take(Cue.DIFFERENCE, Cue.COMPARE)
            sense = Sense.UP if more and not less else Sense.DOWN if less and not more else Sense.EITHER
        if sense is None:
            return None
        span = self._span(slots)
        if span is None:
            return None
        metric, measure = self._change_kind(slots, percent=percent)
        slots.take(Cue.MORE, Cue.LESS, Cue.TOTAL)
        return Request(
            metric=metric, sense=sense, measures=(measure,), targets=targets, periods=(span[1],), base=span[0],
            qualifier=self._qualifier(slots, measure),
        )  # fmt: skip

    def _change_kind(self, slots: Slots, *, percent: bool) -> tuple[Metric, str]:
        """Whether a change is asked in its own unit, in points, or relative to the year before."""
        if slots.take(Cue.POINTS):
            return Metric.CHANGE, RATE
        named = [m for m in slots.measures if m in (REALISED, GOAL, RATE)]
        if RATE in named:
            if percent or slots.take(Cue.RELATIVE):
                slots.notes.append("Een verandering van een percentage is gegeven in procentpunt.")
            return Metric.CHANGE, RATE
        measure = GOAL if GOAL in named and REALISED not in named else REALISED
        if slots.take(Cue.RELATIVE):
            return Metric.CHANGE_PERCENT, measure
        asks_points = Cue.HOW_MANY not in slots.reading.cues and not slots.numbers
        if percent and asks_points and not named and REALISED not in slots.weak:
            return Metric.CHANGE, RATE
        return (Metric.CHANGE_PERCENT, measure) if percent else (Metric.CHANGE, measure)

    def _over_time(self, slots: Slots) -> bool:
        """Whether a difference is one between years."""
        if not slots.has(Cue.DIFFERENCE, Cue.MORE, Cue.LESS):
            return False
        years = len({*slots.years, *([slots.base] if slots.base else [])})
        return years == 2 or ((slots.has(Cue.EARLIER) or bool(slots.base)) and len(slots.sectors) < 2)

    def _against_goal(self, slots: Slots) -> bool:
        """Whether a difference is one with the target."""
        compares = slots.has(Cue.DIFFERENCE, Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW)
        return compares and GOAL in slots.measures and len(slots.sectors) < 2 and not self._over_time(slots)

    def _targets(self, slots: Slots) -> tuple[Target, ...] | None:
        """The targets of one figure: the pool of a group or of "samen", else each that is named."""
        if not (slots.sectors or slots.groups):
            if not slots.has(Cue.TOTAL):
                return None
            slots.groups = self._everyone()
        pool = self._pool(slots) if slots.groups or slots.has(Cue.TOTAL) else None
        return (pool,) if pool is not None else self._members(slots)

    def _gap(self, slots: Slots, targets: tuple[Target, ...], *, percent: bool) -> Request | None:
        short = slots.take(Cue.SHORT, Cue.LESS, Cue.BELOW)
        over = slots.take(Cue.OVER, Cue.MORE, Cue.ABOVE) and not short
        slots.take(Cue.DIFFERENCE, Cue.ACHIEVE, Cue.NOT, Cue.TOTAL, Cue.HOW_FAR)
        points = slots.take(Cue.POINTS) or percent
        return Request(
            metric=Metric.GAP_PERCENT if points else Metric.GAP,
            sense=Sense.DOWN if short else Sense.UP if over else Sense.EITHER,
            measures=(REALISED,), targets=targets, periods=self._periods(slots),
            qualifier=self._qualifier(slots, REALISED),
        )  # fmt: skip

    def _difference(self, slots: Slots) -> Request | None:
        """The difference of two subjects."""
        if len(slots.sectors) + len(slots.groups) != 2 or not slots.has(Cue.DIFFERENCE, Cue.MORE, Cue.LESS):
            return None
        more, less = slots.has(Cue.MORE), slots.has(Cue.LESS)
        slots.compares = Sense.UP if more and not less else Sense.DOWN if less and not more else None
        slots.take(Cue.DIFFERENCE, Cue.MORE, Cue.LESS, Cue.COMPARE)
        points = slots.take(Cue.POINTS)
        measure = RATE if points else self._measure(slots)
        if measure is None:
            return None
        relative = RATE in slots.weak and REALISED in (*slots.measures, *slots.weak) and not points
        return Request(
            aggregation=Aggregation.PERCENT_DIFFERENCE if relative else Aggregation.DIFFERENCE,
            measures=(REALISED if relative else measure,), targets=self._ordered(slots),
            periods=self._period(slots), qualifier=self._qualifier(slots, measure),
        )  # fmt: skip

    def _ordered(self, slots: Slots) -> tuple[Target, ...]:
        """Subjects and pooled groups in the order in which they are named."""
        targets = []
        for mention in slots.reading.mentions:
            sector, group = mention.value(Kind.SECTOR), mention.value(Kind.GROUP)
            if sector in self.labels and sector is not None:
                targets.append(self._single(sector))
            elif group is not None:
                targets.append(Target(label=self._group_label(group), members=self._group_members(group), pooled=True))
        found = tuple(dict.fromkeys(targets))
        # "Hoeveel meer dan A heeft B?": what stands behind "dan" or "als" is compared with.
        return found[::-1] if len(found) == 2 and self._is_reference(slots.reading) else found

    @staticmethod
    def _is_reference(reading: Reading) -> bool:
        """Whether the subject named first is the one that the other is compared with."""
        first = next(m for m in reading.mentions if m.value(Kind.SECTOR) or m.value(Kind.GROUP))
        return bool(set(reading.before(first, 2)) & {"dan", "als"}) or any(
            fold(m.text).endswith("dan") and 0 <= first.first - m.last <= 1 for m in reading.of(Kind.CUE)
        )

    def _ratio(self, slots: Slots) -> Request | None:
        slots.take(Cue.RATIO, Cue.MORE, Cue.LESS, Cue.DIFFERENCE, Cue.COMPARE)
        measure = self._measure(slots)
        targets = self._ordered(slots)
        if slots.take(Cue.FITS):
            # "Hoe vaak past A in B?" asks for B over A.
            targets = targets[::-1]
        if measure is None or not targets:
            return None
        qualifier = self._qualifier(slots, measure)
        if len(targets) == 2:
            return Request(
                aggregation=Aggregation.RATIO, measures=(measure,), targets=targets,
                periods=self._period(slots), qualifier=qualifier,
            )  # fmt: skip
        span = self._span(slots)
        if len(targets) != 1 or span is None:
            return None
        return Request(
            aggregation=Aggregation.RATIO, measures=(measure,), targets=targets, periods=(span[1], span[0]),
            qualifier=qualifier,
        )  # fmt: skip

    def _share(self, slots: Slots) -> Request | None:
        """The part that one subject has in a group, or in all."""
        as_percent = slots.take(Cue.AS_PERCENT)
        slots.take(Cue.SHARE, Cue.TOTAL)
        if as_percent and GOAL in slots.measures and not slots.part:
            # "Als percentage van hun doel" is the realisation percentage.
            return Request(measures=(RATE,), targets=self._members(slots), periods=self._period(slots))
        if slots.part:
            return self._share_of_part(slots) if len(slots.sectors) == 1 else None
        part = self._share_target(slots)
        if part is None:
            return None
        whole = self._whole(slots)
        if slots.has(Cue.SHORT, Cue.RISE, Cue.FALL):
            return None
        measure = GOAL if GOAL in slots.measures else REALISED
        return Request(
            aggregation=Aggregation.SHARE, measures=(measure,), targets=(part,),
            periods=self._period(slots), whole=whole,
        )  # fmt: skip

    def _share_target(self, slots: Slots) -> Target | None:
        """Whose share is asked: a subject's in its group or in all, else a group's in all."""
        if len(slots.sectors) == 1:
            return self._single(slots.sectors[0])
        if slots.sectors or not slots.groups:
            return None
        part = self._whole(slots)
        slots.groups = slots.groups[1:]
        return part

    def _share_of_part(self, slots: Slots) -> Request | None:
        """The share that one part has in a subject's own jobs; asked in fta, that part itself."""
        part = slots.part.removeprefix("incl-")
        counts = "fta" in slots.reading.values(Kind.UNIT) and _asked_unit(slots.reading) != "%"
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

    def _mean(self, slots: Slots) -> Request | None:
        weighted = slots.take(Cue.WEIGHTED)
        slots.take(Cue.UNWEIGHTED, Cue.TOTAL, Cue.MEAN, Cue.ACHIEVE)
        measure = self._measure(slots)
        if measure is None:
            return None
        if weighted:
            pool = self._pool(slots)
            targets = (pool,) if pool is not None else self._members(slots)
            return Request(measures=(RATE,), targets=targets, periods=self._period(slots), qualifier=slots.part)
        targets = self._members(slots)
        if len(targets) < 2:
            return None
        slots.numbers = [n for n in slots.numbers if n.number != len(targets)]
        return Request(
            aggregation=Aggregation.MEAN, measures=(measure,), targets=targets, periods=self._period(slots),
            qualifier=self._qualifier(slots, measure),
        )  # fmt: skip

    # --- over all sectors ----------------------------------------------------------------------

    def _over_sectors(self, slots: Slots) -> Request | None:
        """Which or how many subjects: extremes, ranks, lists by threshold and their counts."""
        if slots.has(Cue.MEAN, Cue.WEIGHTED, Cue.UNWEIGHTED):
            return self._mean(slots)
        rank = slots.take(Cue.RANK)
        if slots.has(Cue.HIGHEST, Cue.LOWEST) or rank:
            return self._extreme(slots, rank=rank)
        return self._filtered(slots)

    def _key(self, slots: Slots) -> tuple[Metric, Sense, str, str, tuple[str, ...]] | None:
        """What subjects are compared by: metric, sense, measure, first year and years."""
        if slots.has(Cue.SHORT, Cue.OVER):
            short = slots.take(Cue.SHORT)
            slots.take(Cue.OVER, Cue.NOT, Cue.ACHIEVE)
            points = slots.take(Cue.POINTS) or RATE in slots.weak
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
        if named is None:
            slots.notes.append("De vraag noemt geen maat; vergeleken is het realisatiepercentage.")
        return Metric.LEVEL, Sense.EITHER, named or RATE, "", self._period(slots)

    def _extreme(self, slots: Slots, *, rank: bool) -> Request | None:
        spread = slots.has(Cue.HIGHEST) and slots.has(Cue.LOWEST)
        if spread and (rank or not slots.take(Cue.DIFFERENCE, Cue.POINTS)):
            return None
        lowest = slots.take(Cue.LOWEST, Cue.LESS)
        slots.take(Cue.HIGHEST, Cue.MORE)
        count = self._count(slots)
        # "Het hoogste percentage … hoeveel fta" asks two things; one reading would mix them up.
        mixed = {RATE, REALISED} <= set(slots.weak) and not spread
        mixed = mixed or ({GOAL, REALISED} <= set(slots.measures) and not slots.has(Cue.SHORT, Cue.OVER))
        key = None if mixed else self._key(slots)
        if key is None:
            return None
        if rank and len(slots.sectors) != 1:
            # "Zet de sectoren op volgorde": all of them, in order.
            rank, count = False, len(self._members(slots))
        metric, sense, measure, base, periods = key
        if spread:
            return Request(
                aggregation=Aggregation.SPREAD, metric=metric, sense=sense, measures=(measure,),
                targets=self._members(slots), periods=periods, base=base, qualifier=self._qualifier(slots, measure),
            )  # fmt: skip
        if rank:
            own = self._single(slots.sectors[0])
            rest = tuple(self._single(s) for s in self.facts.subjects if s != slots.sectors[0])
            targets = (own, *rest)
        else:
            targets = self._members(slots)
        if len(targets) < 2:
            return None
        return Request(
            aggregation=Aggregation.RANK if rank else Aggregation.EXTREME, metric=metric, sense=sense,
            measures=(measure,), targets=targets, periods=periods, base=base, highest=not lowest, count=count,
            qualifier=self._qualifier(slots, measure),
        )  # fmt: skip

    def _count(self, slots: Slots) -> int:
        """How many are asked for ("de drie hoogste", "top 3")."""
        size = len(self.facts.subjects)
        for mention in slots.numbers:
            if mention.number is not None and 1 <= mention.number <= size and mention.number % 1 == 0:
                slots.numbers.remove(mention)
                return int(mention.number)
        return 1

    def _filtered(self, slots: Slots) -> Request | None:
        found = self._condition(slots)
        if found is None:
            return None
        metric, sense, measure, base, periods, threshold = found
        counting = _asks_count(slots.reading)
        return Request(
            aggregation=Aggregation.COUNT if counting else Aggregation.FILTER, metric=metric, sense=sense,
            measures=(measure,), targets=self._members(slots), periods=periods, base=base, threshold=threshold,
            qualifier=self._qualifier(slots, measure),
        )  # fmt: skip

    def _condition(self, slots: Slots) -> tuple[Metric, Sense, str, str, tuple[str, ...], Threshold] | None:
        """What a subject must satisfy: a threshold, a target met, a rise, a fall, or no change."""
        if self._over_time(slots):
            way = Sense.UP if slots.take(Cue.MORE) else Sense.DOWN
            slots.take(Cue.LESS, Cue.DIFFERENCE)
            return self._changed(slots, way, Comparator.ABOVE)
        goal_met = slots.has(Cue.ACHIEVE, Cue.OVER) and (GOAL in slots.measures or slots.has(Cue.OVER))
        against = GOAL in slots.measures and slots.has(Cue.ABOVE, Cue.BELOW, Cue.MORE, Cue.LESS) and not slots.numbers
        if goal_met or (against and not slots.has(Cue.HALF)):
            below = slots.take(Cue.NOT, Cue.BELOW, Cue.LESS)
            slots.take(Cue.ACHIEVE, Cue.OVER, Cue.ABOVE, Cue.MORE)
            comparator = Comparator.BELOW if below else Comparator.AT_LEAST
            return Metric.GAP, Sense.UP, REALISED, "", self._period(slots), _zero(comparator)
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

    def _changed(
        self, slots: Slots, sense: Sense, comparator: Comparator
    ) -> tuple[Metric, Sense, str, str, tuple[str, ...], Threshold] | None:
        span = self._span(slots)
        if span is None:
            return None
        slots.take(Cue.POINTS, Cue.RELATIVE)
        in_rate = RATE in slots.measures or (RATE in slots.weak and not slots.measures)
        measure = RATE if in_rate else self._measure(slots) or REALISED
        return Metric.CHANGE, sense, measure, span[0], (span[1],), _zero(comparator)

    def _threshold_condition(self, slots: Slots) -> tuple[Metric, Sense, str, str, tuple[str, ...], Threshold] | None:
        between = "tussen" in {t.fold for t in slots.reading.tokens} and len(slots.numbers) == 2
        if between:
            return self._between(slots)
        comparator = self._comparator(slots)
        half = slots.take(Cue.HALF)
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
                _threshold(comparator, Decimal(50), "%"),
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
            _threshold(comparator, mention.number, unit),
        )

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

    @staticmethod
    def _comparator(slots: Slots) -> Comparator | None:
        for comparator, cues in _COMPARATORS:
            if slots.take(*cues):
                slots.take(*_WEAKER)
                return comparator
        return None

    def _unit_after(self, reading: Reading, mention: Mention) -> str:
        for other in reading.mentions:
            if other.first == mention.last and other.value(Kind.UNIT) is not None:
                return str(other.value(Kind.UNIT))
        return ""

    def _with_claim(self, slots: Slots, request: Request) -> Request | None:
        """The request with the figure that is claimed of it."""
        if len(slots.numbers) != 1:
            return None
        mention = slots.numbers[0]
        number = mention.number
        if number is None:
            return None
        roughly = next((_ROUGHLY[w] for w in slots.reading.before(mention, 2) if w in _ROUGHLY), None)
        comparator = roughly or self._comparator(slots) or Comparator.EQUAL
        decimals = max(-int(number.as_tuple().exponent), 0)
        unit = self._unit_after(slots.reading, mention)
        claim = Threshold(comparator=comparator, value=number, unit=unit, decimals=decimals, loose=roughly is not None)
        return request.model_copy(update={"claim": claim})


_NEAR = 2
_MOVING = (Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.DIFFERENCE, Cue.MORE, Cue.LESS, Cue.SHORT, Cue.OVER, Cue.ACHIEVE)
_QUANTIFIERS = (
    ("all", frozenset({"alle", "elke", "iedere", "allemaal"})),
    ("most", frozenset({"meeste", "merendeel", "meerderheid"})),
    ("none", frozenset({"geen", "enkele"})),
)
_ORDERING = (Cue.HIGHEST, Cue.LOWEST, Cue.RANK)
_ROUGHLY = {
    "ruim": Comparator.AT_LEAST, "goed": Comparator.AT_LEAST, "bijna": Comparator.AT_MOST, "krap": Comparator.AT_MOST,
    "ongeveer": Comparator.EQUAL, "circa": Comparator.EQUAL, "ca": Comparator.EQUAL, "zon": Comparator.EQUAL,
    "rond": Comparator.EQUAL, "grofweg": Comparator.EQUAL,
}  # fmt: skip
_BASE_WORDS = frozenset({"sinds", "vanaf", "dan", "t.o.v", "tov", "vergeleken", "opzichte"})
_YES_NO_VERBS = frozenset(
    """
    is was zijn waren heeft hebben haalde haalden haalt halen realiseerde realiseerden klopt steeg
    stegen daalde daalden groeide groeiden voldoet voldeed kwam komt zit scoort scoorde doet deed ligt
    lag
    """.split()
)
_COMPARATORS = (
    (Comparator.AT_LEAST, (Cue.AT_LEAST,)),
    (Comparator.AT_MOST, (Cue.AT_MOST,)),
    (Comparator.ABOVE, (Cue.ABOVE, Cue.MORE)),
    (Comparator.BELOW, (Cue.BELOW, Cue.LESS)),
)
_WEAKER = (Cue.MORE, Cue.LESS)


def _zero(comparator: Comparator) -> Threshold:
    return Threshold(comparator=comparator, value=Decimal(0))


def _threshold(comparator: Comparator, value: Decimal, unit: str) -> Threshold:
    return Threshold(comparator=comparator, value=value, unit=unit)


def _asked_unit(reading: Reading) -> str:
    """The unit that "hoeveel" or "welk" asks for, or that stands at the end ("…, in fta")."""
    for mention, following in pairwise(reading.mentions):
        if mention.value(Kind.CUE) not in (Cue.HOW_MANY, Cue.WHICH) or following.first - mention.last > _NEAR:
            continue
        if following.value(Kind.CUE) == Cue.POINTS:
            return "procentpunt"
        if following.value(Kind.UNIT) in ("fta", "banen"):
            return "fta"
        if following.value(Kind.UNIT) == "%" or fold(following.text) == "percentage":
            return "%"
    return ""


def _asks(reading: Reading, cue: Cue, kinds: tuple[Kind, ...], *, sectors: bool = True) -> bool:
    """Whether a cue stands before sectors or a group, only function words ("van de") between."""
    for mention, following in pairwise(reading.mentions):
        named = (sectors and following.value(Kind.CUE) == Cue.SECTOR) or any(following.value(kind) for kind in kinds)
        if mention.value(Kind.CUE) == cue and named and following.first - mention.last <= _NEAR:
            return True
    return False


def _asks_members_of_sector(reading: Reading) -> bool:
    """Whether members of one sector are asked after ("welke departementen", "hoeveel gemeenten"):
    the tables know only whole sectors."""
    if _asks(reading, Cue.WHICH, (Kind.SECTOR,), sectors=False):
        return True
    return any(
        mention.value(Kind.CUE) == Cue.HOW_MANY
        and following.value(Kind.SECTOR) is not None
        and following.first == mention.last
        and fold(following.text).endswith(("en", "es", "cs"))
        for mention, following in pairwise(reading.mentions)
    )


def _asks_count(reading: Reading) -> bool:
    """Whether "hoeveel" or "aantal" asks after the sectors themselves."""
    return _asks(reading, Cue.HOW_MANY, (Kind.GROUP,))


def _number_after(reading: Reading, mention: Mention) -> bool:
    return any(0 <= m.first - mention.last <= 1 for m in reading.of(Kind.NUMBER))


def _asks_who(reading: Reading) -> bool:
    """Whether the question opens with "wie": it asks after sectors without calling them so."""
    return bool(reading.tokens) and reading.tokens[0].fold == "wie"


def _opens_with_if(reading: Reading) -> bool:
    """Whether a clause opens with "als": elsewhere it compares ("even veel als …")."""
    return any(
        token.fold == "als" and (index == 0 or reading.question[: token.start].rstrip()[-1:] in ",;:")
        for index, token in enumerate(reading.tokens)
    )


def _asks_which(reading: Reading) -> bool:
    """Whether "welke" or "wie" asks after one of the sectors."""
    return Cue.WHICH in reading.cues and Cue.HOW_MANY not in reading.cues


def _asks_members(reading: Reading) -> bool:
    """Whether the members of a group are asked after: "welke onderwijssectoren", "hoeveel van de …"."""
    return _asks(reading, Cue.HOW_MANY, (Kind.GROUP,)) or _asks(reading, Cue.WHICH, (Kind.GROUP,))


def _enumerate(labels: list[str]) -> str:
    return labels[0] if len(labels) == 1 else f"{', '.join(labels[:-1])} en {labels[-1]}"
