"""The slots of a numeric question: whom, what, when and which part; and the cues not used yet.

`SlotReader` fills them from a reading and the subjects of a corpus. The readings built on it
(`assistant.selection`, `assistant.understand`) decide what is to be done with them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from assistant.asks import asks_both_years, must_realise, names_the_rate, years_counted
from assistant.cues import Cue
from assistant.measured import measures_meant
from assistant.names import NameReader
from assistant.nuances import tells_more
from assistant.quantity import HUNDRED
from assistant.question import GOAL, RATE, REALISED, Aggregation, Comparator, Metric, Request, Sense, Target
from assistant.reading import Kind, Mention, Reader, Reading
from assistant.settling import beside_year, cues_before, part_asked, settled_cues
from corpus.dutch import enumerate_dutch, fold, tokens
from corpus.facts import MEAN_ROW, TOTAL_ROW, FactTable
from corpus.lexicon import Lexicon

FREE = frozenset(
    {
        Cue.TOPIC,
        Cue.WHICH,
        Cue.HOW_MANY,
        Cue.SECTOR,
        Cue.VIA,
        Cue.THAN,
        Cue.EACH,
        Cue.COMPARED,
        Cue.LATEST,
        Cue.WHY,
        Cue.WITHIN,
        Cue.FIGURES,
    }
)
ORDERING = (Cue.HIGHEST, Cue.LOWEST, Cue.RANK)
BASE_WORDS = frozenset({"na", "sinds", "vanaf", "dan", "t.o.v", "tov", "vergeleken", "opzichte"})
WEAKER = (Cue.MORE, Cue.LESS)
COMPARATORS = (
    (Comparator.AT_LEAST, (Cue.AT_LEAST,)),
    (Comparator.AT_MOST, (Cue.AT_MOST,)),
    (Comparator.ABOVE, (Cue.ABOVE, Cue.MORE)),
    (Comparator.BELOW, (Cue.BELOW, Cue.LESS)),
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
    cues: tuple[frozenset[Cue], ...]
    taken: set[Cue] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    left_out: str = ""
    compares: Sense | None = None
    """Which way a comparison of two subjects was put: the first above or below the second."""

    def take(self, *cues: Cue) -> bool:
        """Whether any of these cues is there; those that are count as used."""
        found = self.has(*cues)
        self.taken |= set(cues)
        return found

    def has(self, *cues: Cue) -> bool:
        """Whether any of these cues is there and not yet used: a phrase of several meanings has one."""
        wanted = set(cues) - self.taken
        return any(meanings & wanted for meanings in self.cues if not meanings & self.taken)

    @property
    def unused(self) -> bool:
        """Whether a cue is left that no reading has used in any of its meanings."""
        return any(not meanings & (self.taken | FREE) for meanings in self.cues)

    def copy(self) -> Slots:
        """The same slots, to try a reading on."""
        return replace(
            self, sectors=list(self.sectors), groups=list(self.groups), years=list(self.years),
            numbers=list(self.numbers), taken=set(self.taken), notes=list(self.notes),
        )  # fmt: skip


_BOUNDS = frozenset({Cue.ABOVE, Cue.BELOW, Cue.AT_LEAST, Cue.AT_MOST, Cue.HIGHEST, Cue.LOWEST, Cue.CLAIM})
#: "Twee jaar geleden" names a year, and does not count those of the tables.
_AGO = frozenset({"geleden", "terug", "eerder", "daarvoor"})
_YEARS = frozenset("jaar jaren jr years".split())


#: A figure above this is no percentage of a target.
_NO_PERCENTAGE = 250
_ADDED = frozenset({"+", "plus", "en", "elkaar", "samen", "opgeteld"})
_REGULAR = frozenset("eigen regulier reguliere gewone".split())
_OTHERWISE = frozenset({Cue.SHORT, Cue.OVER, Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.DIFFERENCE, Cue.RATIO, Cue.SHARE})


class NoReadingError(Exception):
    """What a question names does not fit together in the reading that was begun."""


class SlotReader(NameReader):
    """Fills the slots of questions over the subjects of a corpus."""

    def __init__(self, facts: FactTable, lexicon: Lexicon) -> None:
        self.facts = facts
        self.lexicon = lexicon
        labels = {f.subject: f.subject_label for f in facts if f.from_table and f.subject not in (TOTAL_ROW, MEAN_ROW)}
        self.labels = {s: self._in_text(s, label) for s, label in labels.items()}
        self.reader = Reader(lexicon, labels, facts.periods, self._said())

    def _said(self) -> set[str]:
        """The words by which running text names what it counts and of whom."""
        texts = {f"{f.subject_label} {f.measure} {f.counts}" for f in self.facts if not f.from_table}
        return {token.fold for text in texts for token in tokens(text)}

    def _in_text(self, subject: str, label: str) -> str:
        sector = self.lexicon.sectors.get(subject)
        return sector.in_text if sector else label

    def _slots(self, reading: Reading) -> Slots:
        years, unknown, base = self._years(reading)
        sectors = [s for s in reading.values(Kind.SECTOR) if s in self.labels] or self._each_of(reading)
        cues = settled_cues(reading)
        taken: set[Cue] = set()
        part = part_asked(reading, cues, taken, self.lexicon)
        numbers = [m for m in reading.of(Kind.NUMBER) if m.number is not None and not self._is_short_year(reading, m)]
        if all(m.number == len(self.facts.periods) for m in years_counted(reading)):
            # "Over de drie jaren": all that there are.
            numbers = [m for m in numbers if m not in years_counted(reading)]
        weak = reading.values(Kind.WEAK_MEASURE)
        parts = {m.last for m in reading.of(Kind.QUALIFIER)}
        # "De ingekochte banen" are a part too.
        counted = [
            m for m in reading.of(Kind.WEAK_MEASURE)
            if m.value(Kind.QUALIFIER) is None and not (m.first in parts and m.value(Kind.WEAK_MEASURE) == REALISED)
        ]  # fmt: skip
        if names_the_rate(reading) and counted:
            # "Het percentage als de SROI-banen meetellen": those jobs are a part, and not what is asked.
            weak = list(dict.fromkeys(str(m.value(Kind.WEAK_MEASURE)) for m in counted))
        measures, weak, cues = measures_meant(reading, weak, cues)
        present = {cue for meanings in cues for cue in meanings}
        if not (measures or weak or part) and self._bounds_jobs(reading, numbers) and not present & _OTHERWISE:
            # "Bleef Defensie onder de 600?": no percentage is so high.
            weak = [REALISED]
        words = {token.fold for token in reading.tokens}
        adds = Cue.TOTAL in present and not present & {Cue.INCLUDING, Cue.DIFFERENCE, Cue.SHARE}
        if part and not part.startswith(("incl-", "excl-")) and adds and words & _REGULAR and words & _ADDED:
            # "Eigen banen + SROI bij elkaar": the one with the other.
            part, cues = f"incl-{part}", [meanings - {Cue.TOTAL} for meanings in cues]
            cues = [meanings for meanings in cues if meanings]
            present -= {Cue.TOTAL}
        in_points = Cue.POINTS in present or RATE in (*measures, *weak)
        whole = [
            m for m in numbers
            if m.number == 100 and self._unit_after(reading, m) in ("%", *([""] if in_points else []))
        ]  # fmt: skip
        before = [{*reading.before(m, 2), *reading.after(m)} for m in whole]
        lacks = Cue.SHORT in present or (
            (bool(present & {Cue.BELOW, Cue.ABOVE}) or any(words & {"tot", "af", "vanaf"} for words in before))
            and Cue.SECTOR not in present and Cue.HOW_MANY in present
        ) or {Cue.POINTS, Cue.DIFFERENCE} <= present  # fmt: skip
        if len(numbers) == len(whole) == 1 and lacks and Cue.CLAIM not in present:
            # "Nodig om op 100% te komen": a hundred per cent is the target.
            numbers, measures = [], list(dict.fromkeys((*measures, GOAL)))
            weak = [m for m in weak if m != RATE or REALISED not in weak]
        return Slots(
            reading=reading,
            sectors=self._between_named(reading, sectors),
            groups=self._groups_meant(reading, sectors, present),
            measures=measures,
            weak=weak,
            part=part,
            years=years,
            unknown_years=unknown,
            base=base,
            numbers=numbers,
            cues=tuple(frozenset(meanings) for meanings in cues),
            taken=taken,
        )

    def _bounds_jobs(self, reading: Reading, numbers: Sequence[Mention]) -> bool:
        """Whether the one figure of a question, without a unit, bounds a number of what the tables count."""
        bounds = {Cue.ABOVE, Cue.BELOW, Cue.AT_LEAST, Cue.AT_MOST}
        if len(numbers) != 1 or (numbers[0].number or 0) <= _NO_PERCENTAGE or self._unit_after(reading, numbers[0]):
            return False
        return any(m.cues & bounds and 0 <= numbers[0].first - m.last <= 1 for m in reading.mentions)

    def _each_of(self, reading: Reading) -> list[str]:
        """The members of a group that is asked one by one ("per onderwijssector")."""
        each = [m for m in reading.of(Kind.GROUP) if reading.before(m) == ["per"]]
        return [s for m in each[:1] for s in self._group_members(str(m.value(Kind.GROUP)))]

    def _groups_meant(self, reading: Reading, sectors: list[str], present: set[Cue]) -> list[str]:
        """The groups named, less those of which some members are named beside it: they say who is meant
        ("decentrale overheden: provincies en waterschappen")."""
        if len(sectors) < 2 or present & {Cue.SHARE, Cue.RATIO, Cue.MORE, Cue.LESS, Cue.DIFFERENCE, Cue.EXCLUDING}:
            return reading.values(Kind.GROUP)
        return [g for g in reading.values(Kind.GROUP) if not set(sectors) <= set(self._group_members(g))]

    def _between_named(self, reading: Reading, sectors: list[str]) -> list[str]:
        """The subjects named; of "po t/m wo" also those between, in the order of the letters."""
        named = reading.of(Kind.SECTOR)
        between = (t.fold for t in reading.tokens[named[0].last : named[-1].first]) if len(named) == 2 else ()
        words = f" {' '.join(between)} "
        order = self.facts.subjects
        if len(sectors) != 2 or not (" t/m " in words or " tot en met " in words):
            return sectors
        first, last = sorted(order.index(s) for s in sectors)
        return order[first : last + 1]

    def _is_short_year(self, reading: Reading, mention: Mention) -> bool:
        if len(mention.text) != 2 or not any(y.endswith(mention.text) for y in self.facts.periods):
            return False
        if self._unit_after(reading, mention):
            # "Meer dan 23 fta" counts.
            return False
        if reading.before(mention) in (["in"], ["over"], ["van"], ["sinds"], ["dan"]):
            return True
        closes = mention.last == len(reading.tokens) and len(reading.of(Kind.NUMBER)) == 1
        measured = bool(reading.of(Kind.MEASURE) or reading.of(Kind.WEAK_MEASURE))
        bounded = cues_before(reading, mention) & _BOUNDS or Cue.CLAIM in reading.cues
        names = [m for m in reading.of(Kind.SECTOR) if m.last == mention.first]
        alone = bool(names) and len(reading.of(Kind.NUMBER)) == 1 and not self._unit_after(reading, mention)
        if (closes or alone) and measured and not bounded:
            # "defensie doel 24"
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
        for mention, named in mentions:
            year = str(int(named) - 1) if self._names_year_before(reading, mention) else named
            if year not in known:
                unknown.append(year if year == named else f"het jaar voor {named}")
            elif (
                self._measured_from(reading, mention)
                or self._words_before_year(reading, mention) & BASE_WORDS
                or Cue.COMPARED in cues_before(reading, mention)
                or self._compared_as(reading, mention)
                or any(
                    m.cues & {Cue.ABOVE, Cue.BELOW} and beside_year(reading, m)
                    for m in reading.mentions
                    if m.last <= mention.first
                )
            ):
                base = year
            elif year not in asked:
                asked.append(year)
        return asked, unknown, base

    @staticmethod
    def _words_before_year(reading: Reading, year: Mention) -> set[str]:
        """The words in front of a year, as far back as a figure: "meer dan 10% in 2024" is no "dan in 2024"."""
        figures = [m.last for m in (*reading.of(Kind.NUMBER), *reading.of(Kind.YEAR)) if m.last <= year.first]
        near = year.first - max(figures, default=0)
        return set(reading.before(year, min(near, 4))) if near else set()

    def _measured_from(self, reading: Reading, mention: Mention) -> bool:
        """Whether a difference is one with an earlier year ("hoeveel scheelt dat met 2023")."""
        earlier = mention.text != self.facts.periods[-1] and len(reading.of(Kind.YEAR)) == 1
        return earlier and reading.before(mention) == ["met"] and bool(reading.cues & {Cue.DIFFERENCE, Cue.COMPARE})

    @staticmethod
    def _compared_as(reading: Reading, mention: Mention) -> bool:
        """Whether a year stands behind "hoger als", as many say it for "hoger dan", or "hetzelfde als"."""
        compares = [m for m in reading.mentions if m.cues & {Cue.MORE, Cue.LESS, Cue.SAME} and m.last <= mention.first]
        return any("als" in {t.fold for t in reading.tokens[m.last : mention.first]} for m in compares)

    @staticmethod
    def _names_year_before(reading: Reading, mention: Mention) -> bool:
        """Whether a year is named by the one after it ("het jaar voorafgaand aan 2024")."""
        words = [fold(m.text).split() for m in reading.mentions if m.last == mention.first and Cue.EARLIER in m.cues]
        return any(last[-1] in ("voor", "aan") for last in words)

    def target(self, subject: str) -> Target:
        """One subject of the tables as a target."""
        return self._single(subject)

    def slots(self, reading: Reading) -> Slots:
        """What a question, or a piece of one, names."""
        return self._slots(reading)

    def everyone(self) -> tuple[Target, ...]:
        """Every subject of the tables, apart."""
        return tuple(self._single(subject) for subject in self.facts.subjects)

    def members(self, group: str) -> tuple[Target, ...]:
        """Every subject of a group, apart."""
        return tuple(self._single(subject) for subject in self._group_members(group))

    def pool(self, group: str) -> Target:
        """A group of subjects as one target."""
        return Target(label=self._group_label(group), members=self._group_members(group), pooled=True)

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
        if slots.left_out:
            members = tuple(m for t in targets for m in t.members)
            return Target(label=slots.left_out, members=members, pooled=True)
        if slots.groups and not slots.sectors and len(slots.groups) == 1:
            label = self._group_label(slots.groups[0])
        elif not slots.sectors and not slots.groups:
            label = next(g.label for g in self.lexicon.group if "*" in g.members)
        else:
            label = enumerate_dutch([t.label for t in targets])
        return Target(label=label, members=tuple(m for t in targets for m in t.members), pooled=True)

    def _measure(self, slots: Slots) -> str | None:
        """The one measure that is meant; None when the question names none."""
        strong = [m for m in slots.measures if m in (REALISED, GOAL, RATE)]
        if RATE in strong:
            return RATE
        if slots.take(Cue.HOW_FAR) and REALISED not in slots.weak:
            return RATE
        if RATE in slots.weak and REALISED not in slots.weak:
            return RATE
        if GOAL in strong and REALISED not in strong:
            return GOAL
        if GOAL in strong and must_realise(slots.reading):
            return GOAL
        if REALISED in strong or REALISED in slots.weak:
            return REALISED
        if slots.has(Cue.ACHIEVE):
            return REALISED
        return None

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
            if self._turns_to_now(slots.reading):
                raise NoReadingError
            slots.take(Cue.EARLIER)
            return tuple(slots.years)
        if asks_both_years(slots.reading):
            return tuple(self.facts.periods)
        if slots.take(Cue.EARLIER):
            before = self.facts.periods[-2:][0]
            slots.notes.append(f"‘Het jaar ervoor’ is gelezen als {before}, het jaar voor het laatste in de brief.")
            return (before,)
        if slots.base:
            return (slots.base,)
        return (self._latest(slots),)

    def _turns_to_now(self, reading: Reading) -> bool:
        """Whether a year is only led up from ("In 2023 was het zo. Hoeveel is het nu?")."""
        years = [m for m in reading.of(Kind.YEAR) if m.text != self.facts.periods[-1]]
        now = [m for m in reading.mentions if Cue.LATEST in m.cues]
        return any(
            set(reading.question[reading.tokens[y.last - 1].end : reading.tokens[m.first].start]) & set(".;,?!")
            for y in years
            for m in now
            if m.first >= y.last
        )

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

    def _unit_after(self, reading: Reading, mention: Mention) -> str:
        for other in reading.mentions:
            if other.first == mention.last and other.value(Kind.UNIT) is not None:
                return str(other.value(Kind.UNIT))
        return ""

    def _qualifier(self, slots: Slots, measure: str) -> str:
        """The part that applies: a total asked for a part named beside a sum is the total with it."""
        qualifier = self.lexicon.qualifiers.get(slots.part)
        if qualifier is not None and qualifier.of == "figure" and measure == RATE:
            # A kind of contract has no target, so no realisation percentage either.
            raise NoReadingError
        if qualifier is not None and measure == RATE and "percentage" in fold(slots.reading.question):
            # "Het percentage via inkoop" may be of the target or of all jobs: neither is the letter's.
            raise NoReadingError
        return "" if measure == GOAL else slots.part

    def _sense(self, slots: Slots) -> Sense | None:
        """The way of a change that the words give; None when they speak of no change."""
        rises, falls, neutral = slots.has(Cue.RISE), slots.has(Cue.FALL), slots.has(Cue.CHANGE)
        if not (rises or falls or neutral):
            return None
        slots.take(Cue.RISE, Cue.FALL, Cue.CHANGE)
        return Sense.EITHER if rises == falls else Sense.UP if rises else Sense.DOWN

    def _change_kind(self, slots: Slots, *, percent: bool) -> tuple[Metric, str]:
        """Whether a change is asked in its own unit, in points, or relative to the year before."""
        if slots.take(Cue.POINTS):
            return Metric.CHANGE, RATE
        named = [m for m in slots.measures if m in (REALISED, GOAL, RATE)]
        if RATE in named:
            if percent or slots.take(Cue.RELATIVE):
                slots.notes.append("Een verandering van een percentage is gegeven in procentpunt.")
            return Metric.CHANGE, RATE
        if names_the_rate(slots.reading) and not slots.has(Cue.RELATIVE) and not named:
            return Metric.CHANGE, RATE
        measure = GOAL if GOAL in named and (REALISED not in named or must_realise(slots.reading)) else REALISED
        if slots.take(Cue.RELATIVE):
            return Metric.CHANGE_PERCENT, measure
        in_percent = any(
            slots.reading.before(m) == ["in"] for m in slots.reading.of(Kind.UNIT) if m.value(Kind.UNIT) == "%"
        )
        asks_points = Cue.HOW_MANY not in slots.reading.cues and not slots.numbers and not in_percent
        if percent and asks_points and not named and REALISED not in slots.weak:
            return Metric.CHANGE, RATE
        return (Metric.CHANGE_PERCENT, measure) if percent else (Metric.CHANGE, measure)

    def _compared_sense(self, slots: Slots) -> Sense:
        """Which way a comparison of two years was put: "in 2023 meer dan in 2024" asks for a fall."""
        more, less = slots.take(Cue.MORE), slots.take(Cue.LESS)
        if self._than_earlier(slots.reading):
            more, less = slots.take(Cue.ABOVE) or more, slots.take(Cue.BELOW) or less
        slots.take(Cue.DIFFERENCE, Cue.COMPARE)
        if more == less:
            return Sense.EITHER
        backwards = bool(slots.base and slots.years) and slots.base > slots.years[0]
        # "Ingeleverd, dus minder dan in 2023": the same, said twice.
        slots.take(Cue.RISE if more else Cue.FALL)
        return Sense.UP if more != backwards else Sense.DOWN

    def _over_time(self, slots: Slots) -> bool:
        """Whether a difference is one between years."""
        compared = slots.has(Cue.COMPARE) and self._subjects(slots) == 1
        if not (compared or slots.has(Cue.DIFFERENCE, Cue.MORE, Cue.LESS) or self._than_earlier(slots.reading)):
            return False
        years = len({*slots.years, *([slots.base] if slots.base else [])})
        one = self._subjects(slots) == 1
        if one and (slots.has(Cue.WITHIN) or (slots.has(Cue.RELATIVE) and not {GOAL, REALISED} <= set(slots.measures))):
            return True
        alone = one and not slots.part and not slots.has(Cue.SHORT, Cue.OVER) and GOAL not in slots.measures
        if alone and tells_more(slots.reading) and RATE not in slots.measures and REALISED in (
            *slots.measures, *slots.weak
        ):  # fmt: skip
            return True
        return years == 2 or ((slots.has(Cue.EARLIER) or bool(slots.base)) and self._subjects(slots) < 2)

    @staticmethod
    def _than_earlier(reading: Reading) -> bool:
        """Whether "meer dan" or "minder dan" stands right before a word for the year before."""
        return any(
            a.cues & {Cue.ABOVE, Cue.BELOW} and Cue.EARLIER in b.cues and b.first == a.last
            for a, b in pairwise(reading.mentions)
        )

    def _drop_counts(self, slots: Slots) -> None:
        """Sets aside a number that only says how many are named ("de dertien sectoren")."""
        if slots.has(*ORDERING) and slots.has(Cue.NEXT):
            return
        size = len(self._members(slots))
        if slots.has(Cue.POINTS) and slots.has(Cue.RISE, Cue.FALL, Cue.CHANGE):
            # "Dichter bij de 100%" tells where to, and not how far.
            slots.numbers = [m for m in slots.numbers if m.number != HUNDRED]
        slots.numbers = [
            m
            for m in slots.numbers
            if (m.number != size or self._unit_after(slots.reading, m) or self._times(slots.reading, m))
            and not (slots.reading.after(m) in (["uur"], ["uren"]) and REALISED in slots.weak)
            and not (
                m.number == len(self.facts.periods)
                and set(slots.reading.after(m)) & _YEARS
                and not set(slots.reading.after(m, 2)) & _AGO
            )
        ]

    @staticmethod
    def _times(reading: Reading, number: Mention) -> bool:
        """Whether a number says how many times ("twee keer zoveel")."""
        return any(m.first == number.last and Cue.RATIO in m.cues for m in reading.mentions)

    def _drop_known_numbers(self, slots: Slots, *, claim: bool) -> None:
        """Sets aside a figure that only repeats one of the letter for the subject that is asked.

        "Hoeveel van de 489 fta is vast?" says which whole is meant; it adds nothing to compute.
        """
        if claim:
            return
        moving = slots.has(Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.DIFFERENCE)
        asked = {*slots.years, slots.base} - {""} or ({} if moving else {self._latest_of(self._members(slots))})
        known = {
            (f.value, f.unit == "%")
            for f in self.facts
            if f.subject in slots.sectors and f.measure in (REALISED, GOAL, RATE) and (not asked or f.period in asked)
        }
        percent = {m.first: self._unit_after(slots.reading, m) == "%" for m in slots.numbers}
        slots.numbers = [m for m in slots.numbers if (m.number, percent[m.first]) not in known]

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
    def _comparator(slots: Slots) -> Comparator | None:
        for comparator, cues in COMPARATORS:
            if slots.take(*cues):
                slots.take(*WEAKER)
                return comparator
        return None
