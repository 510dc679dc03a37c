"""Figures of tables whose measures the lexicon does not know, asked about as all others are.

Such a measure ("Uitstoot van CO2", "Opgeleverde woningen") gets a view of its own: its figures as a realisation, a
norm of the same table as its target, and a lexicon in which the rows are the sectors and the measure bears its own
name. On that view questions are understood and worked out by the same rules as those about the measures that the
lexicon does know; nothing here knows what is measured. Of a question every word must be explained by the view, or
it is none for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from assistant.calculator import Calculator, MissingFigureError, Result
from assistant.cues import FRAMING, MOVING_TOO, Cue
from assistant.mentions import Kind, Mention, Reading
from assistant.nuances import fits_dimension
from assistant.quantity import UnfitRequestError
from assistant.question import Aggregation, Request, Target
from assistant.text_rating import explained
from assistant.understand import Understander, Understood
from assistant.view_names import BEHIND_HEAD, is_goal, measure_names, names_of_all, rows_by_name
from assistant.view_tables import is_rate, named_twice, with_total
from assistant.view_words import (
    PARTICLES,
    cues_of,
    explains,
    is_name,
    is_participle,
    part_of_any,
    stands_for,
    stem,
    words_of,
)
from corpus.analysis import analyse
from corpus.dutch import (
    NUMBER_PATTERN,
    fold,
    format_number,
    lemma,
    parse_number,
    tokens,
)
from corpus.facts import MEAN_ROW, PART_ROW, RATE_WORDS, SCALES, TOTAL_ROW, Fact, FactTable
from corpus.lexicon import Group, Lexicon, Measure, UnitName
from corpus.row_sums import has_subtotal

REALISED, GOAL, RATE = "realisatie", "doel", "realisatiepercentage"
_KNOWN_AS = 0.5
"""How far a word must be explained by the words of a row or of the measure to be taken for it."""
_SURER = 0.1
MONEY = frozenset("uitgeven besteden kosten betalen uittrekken investeren geld bedrag uitgave".split())
"""What is done with money, for a measure in euros."""
_OF_PERCENT = frozenset({Cue.SHARE, Cue.POINTS, Cue.AS_PERCENT, Cue.RELATIVE, Cue.HOW_FAR})
_GENERAL = frozenset("aandeel percentage aantal gemiddelde gemiddeld totale totaal deel".split())
"""Words of a measure's name that ask something in a question: there they are part of the name."""
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER_PATTERN})(?:\s*(?P<scale>{'|'.join(SCALES)})\b\.?)?(?![\d.,]*\d)", re.IGNORECASE
)
_PLAIN_YEAR = re.compile(r"(?:19|20)\d{2}")
_THOUSAND = 1000
_SEVERAL = 2
_MOVES = frozenset(
    """
    stijgen dalen toenemen afnemen groeien aangroeien krimpen verminderen vermeerderen teruglopen oplopen verhogen
    verlagen veranderen wijzigen verschillen terugzakken bijkomen afvallen slinken minderen aanwassen inkrimpen
    """.split()
)
"""What a figure does; "ontslagen" and "gezakt" tell of people, though they make a figure fall."""
_TOLD = frozenset(
    "geven noemen vermelden tellen meten zien rapporteren melden registreren uitdrukken uitrekenen".split()
)
"""What is done with a figure, and not with what it counts."""
_FASTER = re.compile(r"\b(?:snelste?|sneller|trager|langzamer)\b")
_GROWS = re.compile(r"\b(?:groei|steeg|stijg|steg|daal|daling|nam|toegenomen|afgenomen|gegroeid|gestegen|gedaald)")
_OF_MORE = re.compile(r"^(?:(?:sub)?totaal|totalen|alle)\b")
"""A row that sums up some others."""


@dataclass(frozen=True, slots=True)
class Viewed:
    """A question as read on a view: with every word that stands for a row or the measure written as its name."""

    understood: Understood
    result: Result
    named: bool
    """Whether the question names the measure itself."""
    exact: bool
    """Whether it does so in the words of the table."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Common:
    """What a view must know of the other tables of its corpus."""

    titles: Mapping[str, str]
    """The titles of the letters, by id."""
    newest_first: Sequence[str] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    """What rows are ("provincie"), by subject, wherever a table says it."""
    all_kinds: frozenset[str] = frozenset()
    """The kinds of rows of all tables, each one word."""
    shared: frozenset[str] = frozenset()
    """Words that several measures have in their names."""
    elsewhere: frozenset[str] = frozenset()
    """The words of the names of all measures, without their endings."""
    said: frozenset[str] = frozenset()
    """The words of all rows, columns and titles: in a question on the tables these are content."""


class View:
    """One measure of one table, or of tables that have the same rows in several years or letters.

    ``others`` are the figures of other measures in the same rows.
    """

    def __init__(
        self, facts: Sequence[Fact], others: Sequence[Fact], base: Lexicon, common: Common, *, series: int = 0,
        spans_tables: bool = False, only_all: bool = False,
    ) -> None:  # fmt: skip
        """``series`` is shared by the views of one series of tables; ``spans_tables`` marks one of tables with other
        rows, of which not all can be compared, ``only_all`` one of those tables, which is asked just that."""
        self.series = series
        first = facts[0]
        self.label = first.counts
        self.unit = first.unit
        self.measure = RATE if self.unit == "%" else REALISED
        self.section, self.letter, self.title = first.section, first.letter, common.titles.get(first.letter, "")
        self._base, self._common = base, common
        self._doubtful = named_twice(facts)
        facts = with_total([f for f in facts if f.subject not in self._doubtful])
        self.named = {f.subject: f.subject_label for f in facts if f.subject not in (TOTAL_ROW, MEAN_ROW)}
        self._in_table = any(f.table for f in facts)
        goal = [f for f in others if f.unit == self.unit and is_goal(f.counts, base)]
        self._goal = goal[0].counts if goal else ""
        kept = [f.model_copy(update={"measure": self.measure}) for f in facts]
        kept += [f.model_copy(update={"measure": GOAL}) for f in goal if f.subject in self.named]
        self.facts = FactTable(kept, common.newest_first)
        self._table_of = {fact.id: fact.table for fact in kept}
        about = {self.title, *(f"{f.section} {f.context} {f.counts}" for f in facts)}
        self.frame = frozenset(analyse(" ".join(about))) - set(analyse(" ".join({f.counts for f in others})))
        # What names another measure is no mere frame of this one.
        own_words = {stem(w) for w in analyse(self.label)}
        self.frame = frozenset(w for w in self.frame if stem(w) in own_words or stem(w) not in common.elsewhere)
        self.scale = Decimal(10) ** next((e for w, e in SCALES.items() if w in self.unit.split()), 0)
        self.totals = frozenset(f.period for f in facts if f.subject == TOTAL_ROW)
        self.means = frozenset(f.period for f in facts if f.subject == MEAN_ROW)
        # "Nederland" and the "ingediend" of "Totaal ingediend" stand for the whole.
        whole = dict.fromkeys(f.subject_label for f in facts if f.subject == TOTAL_ROW)
        rows = set(analyse(" ".join(self.named.values())))
        self._whole = (
            *whole,
            *(t.text for la in whole for t in tokens(la) if cues_of(t.text) <= FRAMING and is_name(t.fold, rows)),
        )
        own = tuple(dict.fromkeys(f.kind_of_subject for f in facts if f.kind_of_subject))
        self.kinds = own or tuple(dict.fromkeys(common.kinds[s] for s in self.named if s in common.kinds))
        # Rows that are parts of others do not add up to the whole, nor can all of them be compared.
        labels = [fold(label) for label in self.named.values()]
        self._nested = any(PART_ROW.match(label) for label in labels)
        sums_some = any(_OF_MORE.match(label) for label in labels) or has_subtotal(facts)
        self._overlaps = spans_tables or bool(self._doubtful) or sums_some
        self._only_all = only_all
        self.names = measure_names(self.label, base, common.shared, has_goal=bool(goal))
        head = BEHIND_HEAD.sub("", self.label)
        self._own = analyse(head)
        self._label = frozenset(map(stem, analyse(self.label)))
        self._general = {w for t in tokens(head) for w in _GENERAL if stem(w) == stem(t.fold)}
        # "Geslaagd" and "Gezakt" are of what the title names.
        participles = all(is_participle(w) for w in words_of(self.label))
        things = (w for f in facts for w in analyse(f.context)) if participles else ()
        self._things = frozenset(map(stem, things)) - common.elsewhere
        # What is given per week or on average does not add up.
        self._sums = not (RATE_WORDS.search(fold(self.label)) or is_rate(facts))

    @cached_property
    def lexicon(self) -> Lexicon:
        """The lexicon in which the rows are the sectors."""
        base = self._base
        units = [u for u in base.unit if u.id != self.unit]
        own = {fold(name) for name in self.names}
        called = tuple(n for n in dict.fromkeys((self.unit, *self.unit.split())) if n and fold(n) not in own)
        units += [UnitName(id=self.unit, label=self.unit, names=called)] if self.unit else []
        whole = Group(id="alle", label="het totaal", members=("*",), names=(*names_of_all(base), *self._whole))
        measures = []
        for measure in base.measure:
            if measure.id == self.measure:
                # "Hoeveel ton" and "hoeveel procent" name the measure by its unit.
                weak = measure.weak if self.unit == "%" else called
                measures.append(Measure(id=measure.id, label=self.label, unit=self.unit, rows=(), names=self.names,
                                        weak=weak, own=True))  # fmt: skip
            elif measure.id == GOAL and self._goal:
                names = tuple(dict.fromkeys((*measure.names, self._goal)))
                measures.append(measure.model_copy(update={"label": self._goal, "unit": self.unit, "names": names}))
            elif measure.id == REALISED:
                measures.append(measure.model_copy(update={"names": (), "weak": ()}))
            elif measure.id == RATE or self.unit == "%":
                measures.append(measure.model_copy(update={"names": ()}))
            else:
                measures.append(measure)
        # Made anew: a copy would keep what the lexicon has worked out of its own measures.
        kept = {name: getattr(base, name) for name in type(base).model_fields}
        return type(base)(
            **(kept | {
                "sector": tuple(rows_by_name(self.named, self.label, base)), "group": (whole,),
                "measure": tuple(measures),
                "qualifier": (), "unit": tuple(units), "kind": self.kinds,
            })
        )  # fmt: skip

    @cached_property
    def understander(self) -> Understander:
        """What reads questions over this view."""
        return Understander(self.facts, self.lexicon)

    @cached_property
    def calculator(self) -> Calculator:
        """What works out requests over this view."""
        return Calculator(self.facts, self.lexicon)

    @cached_property
    def _adding(self) -> Calculator:
        """What works out requests that name each row: the total of the letter may count more than these."""
        rows = [f for f in self.facts if f.subject != TOTAL_ROW]
        return Calculator(FactTable(rows, self._common.newest_first), self.lexicon)

    @property
    def subjects(self) -> dict[str, str]:
        """The label of each row."""
        return self.named

    def read(self, question: str) -> Viewed | None:
        """What the view gives for a question; None where a word of it is not of this view, or nothing is asked."""
        notes: list[str] = []
        text = self._canonical(question, notes)
        if text is None or not self._measures(question):
            return None
        text, scaled = self._in_scale(text)
        reading = self.understander.reader.read(text)
        named = bool(reading.of(Kind.MEASURE))
        if self.unit == "%" and not (named or reading.of(Kind.WEAK_MEASURE) or reading.cues & _OF_PERCENT):
            # "Hoeveel woningen" is answered by no percentage.
            return None
        exact = bool(self.understander.reader.read(question).of(Kind.MEASURE))
        if self._needs_name(reading) or self._counts_whole(reading):
            return None
        for form in self._forms(text, reading, named=named):
            understood = self.understander.understand(form)
            request = self._fitting(understood, question)
            if request is None or not self._is_to_scale(request, scaled):
                continue
            members = _members(request)
            named_all = members <= set(understood.reading.values(Kind.SECTOR))
            try:
                result = (self._adding if named_all else self.calculator).run(request)
            except (MissingFigureError, UnfitRequestError):
                continue
            if self._of_one_table(result):
                return Viewed(replace(understood, request=request), result, named, exact, tuple(notes))
        return None

    def _needs_name(self, reading: Reading) -> bool:
        """Whether a question leaves out whom it is about where that must be said: the one row that a table happens to
        have is not the whole of it."""
        if len(self.named) > 1 or reading.of(Kind.SECTOR):
            return False
        return self._in_table or bool(reading.cues & {Cue.TOTAL, Cue.EACH, Cue.MEAN}) or bool(reading.of(Kind.GROUP))

    def _counts_whole(self, reading: Reading) -> bool:
        """Whether a number of something is asked where only a percentage of it is given."""
        percent = bool(reading.cues & _OF_PERCENT or reading.of(Kind.WEAK_MEASURE)) or "%" in reading.values(Kind.UNIT)
        if self.unit != "%" or percent:
            return False
        return any(_is_counted(reading, m) and not m.cues for m in reading.mentions)

    def _fitting(self, understood: Understood, question: str) -> Request | None:
        """The request of a question, where the rows can be taken together as it takes them."""
        request = understood.request
        if request is None or understood.wants_reason or request.qualifier:
            return None
        members = _members(request)
        if not members <= set(self.facts.subjects):
            return None
        over_all = members >= set(self.facts.subjects)
        mean = request.aggregation is Aggregation.MEAN or (over_all and "gemiddeld" in fold(question))
        if over_all and mean and set(request.periods) <= self.means and len(request.periods) == 1:
            # The letter gives the mean itself.
            target = Target(label="gemiddelde", members=(MEAN_ROW,))
            return request.model_copy(update={"aggregation": Aggregation.VALUE, "targets": (target,)})
        pooled = any(len(t.members) > 1 for t in request.targets) or request.aggregation is Aggregation.SUM
        unnamed = members - set(understood.reading.values(Kind.SECTOR))
        stated = bool(unnamed) and self._is_stated(request)
        if pooled and not (stated or self._adds):
            return None
        if unnamed and (pooled or mean) and not (stated or self.kinds) and self._in_table:
            # Where no word says what the rows are ("Ontvangen", "Onderzocht"), they may be no parts of a whole.
            return None
        if self._only_all and not unnamed:
            return None
        if self._overlaps and unnamed and not (pooled and stated):
            return None
        return request

    def _of_one_table(self, result: Result) -> bool:
        """Whether figures of several rows that are taken together stand, for each year, in one table."""
        rows = (*result.rows, *result.considered, *((result.total,) if result.total else ()))
        used = {o.fact for row in rows for o in row.operands}
        facts = [f for f in self.facts if f.id in used]
        if len({f.subject for f in facts}) < _SEVERAL:
            return True
        tables = {(f.period, f.measure): self._table_of[f.id] for f in facts}
        return all(tables[f.period, f.measure] == self._table_of[f.id] for f in facts)

    def _forms(self, text: str, reading: Reading, *, named: bool) -> Iterator[str]:
        """A question as it stands, then with the measure that it leaves out, or as one about all rows where it names
        none of them and the table gives their total or mean."""
        bare = text.rstrip(" ?.")
        yield text
        counted = [m for m in reading.of(Kind.SECTOR) if _is_counted(reading, m)]
        if counted and self._are_of_measure(counted[0].text):
            # "Hoeveel basisscholen kregen subsidie?", of schools with a subsidy.
            start, end = (reading.tokens[at] for at in (counted[0].first, counted[0].last - 1))
            yield f"{text[: start.start]}{self.label}, {text[start.start : end.end]},{text[end.end :]}"
        if not named:
            yield f"{bare}, {self.label}?"
        elif (self.totals or self.means) and not (reading.of(Kind.SECTOR) or reading.of(Kind.GROUP)):
            yield f"{bare} in totaal?"

    def _are_of_measure(self, row: str) -> bool:
        """Whether a row is a kind of what is counted: "basisscholen" of "scholen met subsidie"."""
        noun = next((w for w in self._own if w not in self._general), "")
        return bool(noun) and any(stem(w) == stem(noun) or part_of_any(noun, (w,)) for w in analyse(row))

    @property
    def _adds(self) -> bool:
        """Whether the figures of several rows may be added up."""
        return self._sums and not self._nested and not self._doubtful

    def _is_stated(self, request: Request) -> bool:
        """Whether the letter itself gives the total that a request asks."""
        pools = [t for t in request.targets if len(t.members) > 1]
        years = {*request.periods, *([request.base] if request.base else [])}
        over_all = bool(pools) and all(set(t.members) >= set(self.facts.subjects) for t in pools)
        return over_all and request.aggregation is not Aggregation.SUM and years <= self.totals

    def _measures(self, question: str) -> bool:
        """Whether what a question compares in one dimension ("langer", "duurder") is what the measure is in."""
        text = fold(question)
        takes_time = fits_dimension("langste", self.unit) or _GROWS.search(text) is not None
        return fits_dimension(question, self.unit) and (takes_time or not _FASTER.search(text))

    def _in_scale(self, text: str) -> tuple[str, frozenset[Decimal]]:
        """The question with its amounts in the scale of the measure ("40.000" and "40 duizend" are 40 in duizend), and
        those that were written so."""
        found: set[Decimal] = set()

        def scaled(match: re.Match[str]) -> str:
            value, scale = parse_number(match["number"]), (match["scale"] or "").casefold()
            if not scale and (self.scale == 1 or value < _THOUSAND or _PLAIN_YEAR.fullmatch(match["number"])):
                return match.group()
            value = (value * 10 ** SCALES.get(scale, 0) / self.scale).normalize()
            found.add(value)
            return format_number(value)

        return _AMOUNT.sub(scaled, text), frozenset(found)

    def _is_to_scale(self, request: Request, scaled: frozenset[Decimal]) -> bool:
        """Whether the limits of a request are in the scale of the measure: "meer dan 40" is not 40 duizend."""
        limits = [t for t in (request.threshold, request.claim) if t is not None and t.unit != "%"]
        return self.scale == 1 or all(limit.value in scaled or not limit.value for limit in limits)

    def _canonical(self, question: str, notes: list[str]) -> str | None:
        """The question with each word that no name or cue explains written as the row or measure it stands for, or
        left out where it only frames; None where one is neither."""
        text = self._joined(question)
        for token in reversed(tokens(text) if self._general else []):
            if token.fold in self._general:
                text = f"{text[: token.start]}{text[token.end :]}"
        reading = self.understander.reader.read(text)
        measured = bool(reading.of(Kind.MEASURE))
        if any(_is_other_name(mention) for mention in reading.mentions) or self._of_other_kind(reading):
            return None
        for mention in reversed(reading.mentions):
            content = self._is_content(reading, mention) or self._is_other_unit(reading, mention)
            if not content and mention.value(Kind.OTHER) is None:
                continue
            start, end = reading.tokens[mention.first].start, reading.tokens[mention.last - 1].end
            # What is counted is no mere frame: "hoeveel ambulances" is not answered by another number.
            # A name of its own is no part of another: "Rand" is not the Randstad.
            row = self._row(mention.text, whole=bool(mention.first) and mention.text[0].isupper())
            written = row or self._as_measure(reading, mention, measured=measured)
            if not row and written is None:
                counted = _is_counted(reading, mention)
                known = self._things | (frozenset(map(stem, self._own)) if counted else self._label)
                in_label, content = all(stem(w) in known for w in analyse(mention.text)), content or counted
                written = "" if content and in_label else None if content else self._as_frame(reading, mention)
                if written is None:
                    return None
            elif not row:
                measured = True
            if row:
                notes.append(f"‘{mention.text}’ is gelezen als ‘{row}’.")
            text = f"{text[:start]}{written}{text[end:]}"
        return " ".join(text.split())

    def _is_content(self, reading: Reading, mention: Mention) -> bool:
        """Whether a word that merely frames a question on what the lexicon knows is here what is asked: it stands in a
        table, is what is counted, or is what was done with it ("hoeveel aanvragen zijn er toegekend")."""
        if not mention.meanings or not all(m.kind is Kind.CUE for m in mention.meanings):
            return False
        word = fold(mention.text)
        base = lemma(word).replace("_", "")
        moves = set(mention.cues) <= MOVING_TOO and is_participle(word) and base not in _MOVES
        if not (set(mention.cues) <= FRAMING or moves) or mention.last > mention.first + 1:
            return False
        counted = _is_counted(reading, mention) and (base != word or Cue.PEOPLE in mention.cues)
        done = is_participle(word) and (base not in _TOLD or any(map(is_participle, words_of(self.label))))
        return counted or done or bool({stem(w) for w in analyse(word)} & self._common.said)

    def _is_other_unit(self, reading: Reading, mention: Mention) -> bool:
        """Whether what is counted is another unit than the figures have: "hoeveel mensen" is not told in euro."""
        unit = mention.value(Kind.UNIT)
        if unit is None or unit in ("%", "procentpunt") or mention.value(Kind.MEASURE) is not None:
            return False
        return _is_counted(reading, mention) and unit not in (self.unit, *self.unit.split())

    def _as_measure(self, reading: Reading, mention: Mention, *, measured: bool) -> str | None:
        """What is written for a word that stands for the measure; None for one that does not."""
        particles = [t for t in reading.tokens if t.fold in PARTICLES]
        joined = any(self._of_measure(t.fold + lemma(mention.text)) for t in particles)
        if not self._of_measure(mention.text) and not joined:
            return None
        return "" if measured else self.label

    def _as_frame(self, reading: Reading, mention: Mention) -> str | None:
        """Nothing for a word that only frames the question; None for one that does not."""
        if fold(mention.text) == "lang" and fits_dimension("langste", self.unit):
            # "Hoe lang is de wachttijd?"
            return "hoog"
        if lemma(mention.text) == "gaan" and reading.after(mention, 3) and "euro" in self.unit:
            # "Welk deel ging naar …?"
            return ""
        return "" if all(explained(word, self.frame) for word in analyse(mention.text)) else None

    def _of_other_kind(self, reading: Reading) -> bool:
        """Whether a question asks about rows of a kind that other tables have: "welke provincie" of municipalities."""
        own = {lemma(w) for text in (*self.kinds, self.label, *self.named.values()) for w in words_of(text)}
        return bool(self.kinds) and bool({lemma(t.fold) for t in reading.tokens} & self._common.all_kinds - own)

    def _joined(self, question: str) -> str:
        """The question with a separable verb that names the measure written as its name ("leverde … op")."""
        found = tokens(question)
        for at, verb in enumerate(found):
            base = lemma(verb.fold)
            for particle in found[at + 1 :] if base.endswith("n") else ():
                if particle.fold in PARTICLES and self._of_measure(particle.fold + base):
                    kept = question[verb.end : particle.start]
                    return f"{question[: verb.start]}{self.label}{kept}{question[particle.end :]}"
        return question

    def _row(self, word: str, *, whole: bool) -> str:
        """The one row that a word (by a ``whole`` word of its name) stands for; empty where it is none, or may be
        several."""
        rates = {label: stands_for(word, label) for label in self.subjects.values()}
        best = max(rates.values(), default=0.0)
        found = [label for label, rate in rates.items() if rate == best]
        return found[0] if best >= _KNOWN_AS + whole * _SURER and len(found) == 1 else ""

    def _of_measure(self, word: str) -> bool:
        asked = [lemma(w).replace("_", "") for w in analyse(word)]
        if "euro" in self.unit and asked and set(asked) <= MONEY:
            return True
        stems = {stem(own) for own in self._own}
        return bool(asked) and all(explains(a, frozenset(self._own)) >= _KNOWN_AS or stem(a) in stems for a in asked)


def _members(request: Request) -> set[str]:
    """All whom a request is about."""
    sides = (*request.targets, *([request.whole] if request.whole else []))
    return {member for side in sides for member in side.members}


def _is_other_name(mention: Mention) -> bool:
    """Whether a word with a capital was taken for a longer name that it begins ("West" for "Westerborg")."""
    read = mention.corrected
    return read is not None and mention.text[:1].isupper() and len(read) > len(mention.text) and read.startswith(
        fold(mention.text)
    )  # fmt: skip


def _is_counted(reading: Reading, mention: Mention) -> bool:
    """Whether a word is what "hoeveel" or "aantal" counts."""
    return any(word in ("hoeveel", "aantal", "hvl") for word in reading.before(mention))


__all__ = ["Common", "View", "Viewed"]
