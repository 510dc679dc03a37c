"""From evidence to an answer: sentences with markers, the calculation, and the notes that belong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from assistant.answer import (
    Answer,
    CitationBook,
    CitedCalculation,
    CitedOperand,
    Note,
    NoteKind,
    Route,
    Status,
)  # fmt: skip
from assistant.calculator import Missing, Result, Row
from assistant.quantity import Operand, plain
from assistant.question import GOAL, REALISED, Aggregation, Comparator, Metric, Request
from assistant.text_figures import Part, TextFigure
from assistant.text_sums import worked_out
from assistant.wording import Wording, shown
from corpus.documents import Passage, Sentence, Span
from corpus.dutch import enumerate_dutch, fold, format_number, round_half_up
from corpus.facts import TOTAL_ROW, Fact, FactKind, FactTable, Inconsistency, Remark, bare, with_unit
from corpus.lexicon import Lexicon

_OPENINGS = {
    Part.REST: "De rest is", Part.REST_SHARE: "De rest is", Part.SHARE: "Dat is", Part.CHANGE: "De verandering is",
    Part.CHANGE_PERCENT: "De verandering is", Part.BEFORE: "Een kwartaal eerder was dat", Part.SUM: "Samen is dat",
    Part.DIFFERENCE: "Het verschil is", Part.RATIO: "Dat is",
}  # fmt: skip
_SHORT_SUM = 4
#: Of so many the figures of the others are told beside that of the one that was asked for.
_SIDE_BY_SIDE = 3
_MANY = 3
_OF_LETTER = re.compile(r"\b(?:brief|minister|kabinet)\b(?: \w+)? zelf\b|\bzelf (?:noemt|vermeldt)\b", re.IGNORECASE)


class Composer:
    """Writes answers over the facts of a corpus. ``book`` makes an empty citation book."""

    def __init__(
        self, facts: FactTable, lexicon: Lexicon, inconsistencies: Sequence[Inconsistency], remarks: Sequence[Remark],
        book: Callable[[], CitationBook],
    ) -> None:  # fmt: skip
        self.table = facts
        self.facts = {fact.id: fact for fact in facts}
        self.lexicon = lexicon
        self.inconsistencies = inconsistencies
        self.remarks = remarks
        self.book = book
        self.wording = Wording(lexicon)

    # --- figures -----------------------------------------------------------------------------

    def calculated(self, question: str, result: Result, first: Result | None = None) -> Answer:
        """The answer to a numeric question; ``first`` is the step that found whom it is about."""
        book = self.book()
        part_name = self._part_name(result)
        opening = "" if first is None else f"{self._text(first, self._part_name(first), book)}\n"
        text = opening + self._text(result, part_name, book)
        headline = result.headline
        value, unit = (headline.value, headline.unit) if headline else (None, None)
        if result.rank is not None:
            value, unit = Decimal(result.rank), "plaats"
        if result.request.aggregation is Aggregation.COUNT:
            value, unit = Decimal(len(result.rows)), self.wording.many
        own = self._own(result) if _OF_LETTER.search(question) else None
        if own is not None:
            # "Welke toename noemt de brief zelf?"
            value = own.value
        listed = result.request.aggregation in (Aggregation.FILTER, Aggregation.EXTREME) and len(result.rows) != 1
        request_lists = result.request.aggregation is Aggregation.FILTER and result.request.metric is not Metric.LEVEL
        # Of who stayed the same, nought is no figure that is asked.
        listed = listed or (result.request.aggregation is Aggregation.FILTER and value == 0)
        if request_lists and value is not None:
            # "224 fta tekort" is a shortfall of 224.
            value = abs(value)
        if listed or (result.verdict is not None and not result.request.recomputed):
            value, unit = None, None
        return Answer(
            question=question, status=Status.ANSWERED, route=Route.CALCULATION, text=text, value=value, unit=unit,
            calculation=self._calculation(result, book, first), notes=tuple(self._notes(result, part_name)),
            citations=tuple(book.citations), suggestions=tuple(self._suggestions(result, part_name)),
        )  # fmt: skip

    def _text(self, result: Result, part_name: str, book: CitationBook) -> str:
        request = result.request
        verdict = "" if result.verdict is None else "Ja. " if result.verdict else "Nee. "
        if result.total is not None:
            sentence = self.wording.total(result, part_name)
            return f"{verdict}{sentence}{self._sum(result.total)}.{self._marks(result.total.operands, book)}"
        if result.rank is not None:
            return f"{self.wording.rank(result, part_name)}.{self._marks(result.rows[0].operands, book)}"
        if request.aggregation in (Aggregation.FILTER, Aggregation.COUNT) or (
            request.aggregation is Aggregation.EXTREME
        ):
            return verdict + self._list(result, part_name, book) + self._against(result, book)
        if self._is_table(result):
            return self._table(result, part_name, book)
        lines = [
            f"{self.wording.sentence(result, row, part_name)}{self._sum(row, request.metric)}."
            f"{self._marks(row.operands, book)}"
            for row in result.rows
        ]
        if request.recomputed:
            return f"{verdict}{lines[0]}{self._as_said(result, book)}"
        return verdict + "\n".join(lines) + self._own_words(result, book) + self._holds_otherwise(result, book)

    def _against(self, result: Result, book: CitationBook) -> str:
        """The figures of the others, where one of two or three was asked for."""
        request = result.request
        # What would have to be worked out for them is no part of the calculation.
        stated = request.metric is Metric.LEVEL and not any(row.computed for row in result.considered)
        alone = request.aggregation is Aggregation.EXTREME and len(result.rows) == 1 and not request.place and stated
        if not alone or result.verdict is not None or not 1 < len(result.considered) <= _SIDE_BY_SIDE:
            return ""
        others = [row for row in result.considered if row.target != result.rows[0].target]
        told = [
            f"{self.wording.listed(row)} {self.wording.item(request, row)}{self._marks(row.operands, book)}"
            for row in others
        ]
        return f"\nTer vergelijking: {'; '.join(told)}."

    @staticmethod
    def _is_table(result: Result) -> bool:
        """Whether figures of many are given as a list: so many sentences of one form are hard to read."""
        return len({row.target for row in result.rows}) > _MANY and result.verdict is None

    def _table(self, result: Result, part_name: str, book: CitationBook) -> str:
        """A line for each target with its figures, under a line that says what they are."""
        request = result.request
        several = len({(row.measure, row.period) for row in result.rows}) > 1
        lines: dict[str, list[str]] = {}
        for row in result.rows:
            name = f"{self.wording.noun(row.measure).partition(' ')[2]} " if len(request.measures) > 1 else ""
            year = f" in {row.period}" if len(request.periods) > 1 else ""
            figure = f"{name}{self.wording.item(request, row)}{year}{self._marks(row.operands, book)}"
            lines.setdefault(self.wording.listed(row), []).append(figure)
        heading = f"De cijfers van {request.periods[-1]}" if several else self.wording.heading(result, part_name)
        heading = "De cijfers per jaar" if len(request.periods) > 1 else heading
        return "\n".join([f"{heading}:", *(f"- {who}: {', '.join(figures)}" for who, figures in lines.items())])

    def _as_said(self, result: Result, book: CitationBook) -> str:
        """What the letter states for a percentage that was worked out again."""
        row = result.rows[0]
        fact = self.table.find(row.target.members[0], row.measure, row.period)
        return f" De brief noemt {fact.shown}.{book.mark(fact.spans, fact.section)}" if fact is not None else ""

    def _own_words(self, result: Result, book: CitationBook) -> str:
        """The change that the letter itself states beside a percentage worked out from its table."""
        said = self._own(result)
        return f" De brief zelf noemt {said.shown}.{book.mark(said.spans, said.section)}" if said is not None else ""

    def _own(self, result: Result) -> Fact | None:
        """The change that the letter states itself, where it is another than its table gives."""
        if result.request.metric is not Metric.CHANGE_PERCENT or len(result.rows) != 1:
            return None
        row = result.rows[0]
        said = [
            fact
            for fact in self.facts.values()
            if fact.kind is FactKind.CHANGE and fact.unit == "%" and (fact.subject,) == row.target.members
            and not fact.qualifiers and fact.value == round_half_up(row.exact, fact.decimals) != row.value
        ]  # fmt: skip
        return said[0] if said else None

    def _holds_otherwise(self, result: Result, book: CitationBook) -> str:
        """Where a claimed figure is wrong but is that of the same with a part, or of another year: that it is."""
        fact = self._claimed_elsewhere(result)
        if fact is None:
            return ""
        named = [self.lexicon.qualifiers[bare(q)].label.removeprefix("via ") for q in fact.qualifiers]
        what = f"Inclusief {enumerate_dutch(named)} was het" if named else f"In {fact.period} was het"
        return f" {what} {fact.shown}.{book.mark(fact.spans, fact.section)}"

    def _claimed_elsewhere(self, result: Result) -> Fact | None:
        """The figure of the same with a part, or of another year, that a wrong claim tells."""
        request, claim = result.request, result.request.claim
        if result.verdict is not False or claim is None or request.metric is not Metric.LEVEL or request.qualifier:
            return None
        row = result.rows[0]
        if len(result.rows) != 1 or len(row.target.members) != 1 or claim.comparator is not Comparator.EQUAL:
            return None
        subject = row.target.members[0]
        same = [
            f for f in self.facts.values() if (f.subject, f.measure) == (subject, row.measure) and f.unit == row.unit
        ]
        with_part = [f for f in same if f.period == row.period and any(q.startswith("incl-") for q in f.qualifiers)]
        earlier = [f for f in same if f.period != row.period and f.from_table and not f.qualifiers]
        return next((f for f in (*with_part, *earlier) if claim.holds(f.value)), None)

    def _list(self, result: Result, part_name: str, book: CitationBook) -> str:
        """One line for each target, under a line that says what they have in common."""
        # What was compared is cited too, since it is the comparison that answers.
        rows = result.rows or result.considered
        cited = "" if result.rows else self._marks([o for r in rows for o in r.operands], book)
        heading = self.wording.heading(result, part_name)
        lines = [
            f"- {self.wording.listed(row)}: {self.wording.item(result.request, row)}{self._marks(row.operands, book)}"
            for row in result.rows
        ]
        nearest = "" if result.rows else self._nearest(result, book)
        return "\n".join([f"{heading}:" if lines else f"{heading}.{cited}{nearest}", *lines])

    def _nearest(self, result: Result, book: CitationBook) -> str:
        """Who comes nearest to a bound that none of them passes."""
        request, threshold = result.request, result.request.threshold
        if request.metric is not Metric.LEVEL or threshold is None or threshold.upper is not None:
            return ""
        if threshold.comparator not in (Comparator.ABOVE, Comparator.AT_LEAST, Comparator.BELOW, Comparator.AT_MOST):
            return ""
        highest = threshold.comparator in (Comparator.ABOVE, Comparator.AT_LEAST)
        row = (max if highest else min)(result.considered, key=lambda r: r.exact)
        word = "hoogste" if highest else "laagste"
        return f" Het {word} is {shown(row)} ({self.wording.listed(row)}).{self._marks(row.operands, book)}"

    @staticmethod
    def _sum(row: Row, metric: Metric | None = None) -> str:
        """The calculation in brackets, for a figure that was worked out from few parts; of a distance to the target of
        many, the two totals."""
        if row.computed and len(row.operands) > _SHORT_SUM and metric is Metric.GAP and row.ends and row.exact > 0:
            goal, done = (end for end, _ in row.ends)
            return (
                f" ({format_number(max(goal, done))} − {format_number(min(goal, done))} = {format_number(row.exact)})"
            )
        if not row.computed or len(row.operands) > _SHORT_SUM:
            return ""
        # A sum below nought contradicts the way it was asked; the sentence says which way it went.
        return "" if row.exact < 0 else f" ({row.calculation})"

    def _marks(self, operands: Iterable[Operand], book: CitationBook) -> str:
        spans = [(self.facts[o.fact].spans, self.facts[o.fact].section) for o in operands]
        markers = dict.fromkeys(m for s, section in spans for m in book.cite(s, section))
        return " " + "".join(f"[{marker}]" for marker in markers) if markers else ""

    def _calculation(self, result: Result, book: CitationBook, first: Result | None) -> CitedCalculation:
        """The calculation in full; a figure given as it stands is its own line."""
        rows = ([result.total] if result.total else []) + list(result.rows)
        lines = [row.calculation or self._as_stated(row) for row in rows]
        counted = result.request.aggregation in (Aggregation.COUNT, Aggregation.FILTER, Aggregation.EXTREME)
        if counted or result.rank is not None:
            number = result.rank if result.rank is not None else len(result.rows)
            lines.insert(0, f"{number} van {len(result.considered)} {self.wording.many}")
        threshold = result.request.threshold
        if threshold is not None and threshold.value:
            bounds = [threshold.value] if threshold.upper is None else [threshold.value, threshold.upper]
            unit = self.lexicon.unit_shown(threshold.unit, result.request.targets[0].members)
            lines.append(f"drempel: {' tot en met '.join(with_unit(bound, unit) for bound in bounds)}")
        used = {o.fact: o for row in (*rows, *result.considered) for o in row.operands}
        if first is not None:
            earlier = self._calculation(first, book, None)
            lines += [earlier.expression, *earlier.steps]
            used |= {o.fact: o for row in first.rows for o in row.operands}
        operands = []
        for operand in used.values():
            fact = self.facts[operand.fact]
            marker = book.cite(fact.spans, fact.section)[0]
            operands.append(CitedOperand(label=operand.label, value=operand.value, unit=operand.unit, citation=marker))
        told = self._claimed_elsewhere(result)
        if told is not None:
            label = f"{self.wording.measured(told.measure)} {told.subject_label} {told.period}"
            marker = book.cite(told.spans, told.section)[0]
            operands.append(CitedOperand(label=label, value=told.value, unit=told.unit, citation=marker))
        steps = [step for row in rows for step in row.steps] + lines[1:]
        headline = result.headline
        return CitedCalculation(
            expression=lines[0], operands=tuple(operands), rounding=result.rounding, steps=tuple(dict.fromkeys(steps)),
            exact=_as_shown(headline) if headline is not None and result.rank is None and not counted else None,
        )  # fmt: skip

    def _as_stated(self, row: Row) -> str:
        labels = [operand.label for operand in row.operands]
        return f"{', '.join(labels)} = {with_unit(row.value, row.unit)}"

    def _part_name(self, result: Result) -> str:
        """How the letter itself calls the part that was asked for, in the sentences used."""
        qualifier = self.lexicon.qualifiers.get(_part_asked(result.request))
        if qualifier is None:
            return ""
        book = self.book()
        rows = ([result.total] if result.total else []) + list(result.rows)
        for operand in (o for row in rows for o in row.operands):
            fact = self.facts[operand.fact]
            if not fact.qualifiers:
                continue
            book.cite(fact.spans, fact.section)
        quoted = fold(" ".join(citation.quote for citation in book.citations))
        found = [(quoted.find(fold(name)), name) for name in qualifier.names if fold(name) in quoted]
        names = {name for _, name in found}
        return next((name for name in qualifier.names if name in names), qualifier.names[0])

    # --- notes -------------------------------------------------------------------------------

    def _notes(self, result: Result, part_name: str) -> Iterable[Note]:
        request = result.request
        rows = [*([result.total] if result.total else []), *result.rows]
        used = {o.fact for row in rows for o in row.operands}
        yield from (Note(kind=NoteKind.ASSUMPTION, text=text) for text in request.assumptions)
        yield from self._premise(result)
        rough = [o.label for row in rows for o in row.operands if self.facts[o.fact].approximate]
        if rough:
            names = "; ".join(dict.fromkeys(rough))
            yield Note(kind=NoteKind.APPROXIMATE, text=f"De brief geeft bij benadering (‘+/-’ of ‘circa’): {names}.")
        yield from self._inconsistent(used)
        yield from self._other_letters(used)
        yield from self._qualified(request, used, part_name)
        if request.metric in (Metric.CHANGE, Metric.CHANGE_PERCENT) or len({r.period for r in rows}) > 1:
            yield from self._breaks({m for row in rows for m in row.target.members})
        if request.aggregation is Aggregation.MEAN:
            yield Note(
                kind=NoteKind.COMPUTED_MEAN,
                text="Dit is het ongewogen gemiddelde: alle tellen even zwaar. De brief noemt het zelf niet.",
            )
        summed = [row for row in rows if len(row.target.members) > 1 and row.target.pooled]
        if any(self.facts[o.fact].subject != TOTAL_ROW for row in summed for o in row.operands):
            yield Note(
                kind=NoteKind.ASSUMPTION,
                text=f"De brief geeft zelf geen totaal over deze {self.wording.many}; dit is een optelling uit de tabel"
                f"{'' if self.wording.own else 'len'}.",
            )
        yield from self._netted(result)
        if result.missing:
            names = ", ".join(dict.fromkeys(self._label(missing.subject) for missing in result.missing))
            yield Note(kind=NoteKind.ASSUMPTION, text=f"Niet meegeteld, want de brief geeft dit cijfer niet: {names}.")

    def _netted(self, result: Result) -> Iterable[Note]:
        """Where the shortfall of several is told: who had a surplus that is set off against it."""
        if result.request.metric is not Metric.GAP or result.request.qualifier or result.request.supposed:
            return
        for row in result.rows:
            gaps = {}
            for member in row.target.members if len(row.target.members) > 1 else ():
                done, goal = (self.table.find(member, m, row.period) for m in ("realisatie", "doel"))
                if done is not None and goal is not None:
                    gaps[member] = done.value - goal.value
            over = {member: gap for member, gap in gaps.items() if gap > 0}
            if over and len(over) < len(gaps):
                names = enumerate_dutch([self.wording.label(member) for member in over])
                lacking = with_unit(plain(-sum((g for g in gaps.values() if g < 0), Decimal(0))), row.unit)
                extra = with_unit(plain(sum(over.values(), Decimal(0))), row.unit)
                yield Note(
                    kind=NoteKind.ASSUMPTION,
                    text=f"Hierin is het overschot van {names} ({extra}) verrekend. De tekorten van de andere "
                    f"{self.wording.many} zijn samen {lacking}.",
                )

    @staticmethod
    def _premise(result: Result) -> Iterable[Note]:
        """A rise was asked where there was a fall, or the other way about."""
        if result.request.aggregation is Aggregation.PERCENT_DIFFERENCE and result.total is not None:
            # "Met hoeveel procent moet X groeien tot het doel?", of one that has met it.
            first, second = result.rows[:2]
            needed = (first.measure, second.measure) == (GOAL, REALISED)
            if needed and first.exact < second.exact:
                yield Note(
                    kind=NoteKind.PREMISE_CORRECTED, text="De vraag gaat uit van het omgekeerde. Het doel is gehaald."
                )
            return
        if result.request.metric not in (Metric.CHANGE, Metric.CHANGE_PERCENT, Metric.GAP, Metric.GAP_PERCENT):
            return
        if result.request.aggregation is not Aggregation.VALUE or result.request.claim is not None:
            return
        if Composer._is_table(result):
            # "De groei per sector" takes nothing for granted of any of them.
            return
        for row in result.rows:
            if row.exact < 0:
                change = result.request.metric in (Metric.CHANGE, Metric.CHANGE_PERCENT)
                went = (
                    ("gestegen" if row.rose else "gedaald") if change else ("gehaald" if row.rose else "niet gehaald")
                )
                what = "Het cijfer is" if change else "Het doel is"
                yield Note(
                    kind=NoteKind.PREMISE_CORRECTED,
                    text=f"De vraag gaat uit van het omgekeerde. {what} {went} ({row.target.label}, {row.period}).",
                )

    def _inconsistent(self, used: set[str]) -> Iterable[Note]:
        for found in self.inconsistencies:
            # The stated figure itself, or all the parts it is recomputed from.
            if found.facts[0] in used or set(found.facts[1:]) <= used:
                yield Note(kind=NoteKind.SOURCE_INCONSISTENCY, text=found.text)

    def _other_letters(self, used: set[str]) -> Iterable[Note]:
        """What other letters give for the same figure, where that differs."""
        for fact in (self.facts[f] for f in sorted(used)):
            for other in self.table.disagreeing(fact):
                yield Note(
                    kind=NoteKind.SOURCE_INCONSISTENCY,
                    text=(
                        f"Twee brieven verschillen: {fact.letter} geeft {fact.shown}, {other.letter} geeft "
                        f"{other.shown} ({fact.subject_label}, {self.wording.measured(fact.measure)}, {fact.period}). "
                        f"Gebruikt is {fact.letter}."
                    ),
                )

    def _qualified(self, request: Request, used: set[str], part_name: str) -> Iterable[Note]:
        qualifier = self.lexicon.qualifiers.get(_part_asked(request))
        if qualifier is None:
            return
        if qualifier.note is not None and qualifier.note_kind is not None:
            yield Note(kind=NoteKind(qualifier.note_kind), text=qualifier.note)
        jobs = [
            self.facts[f] for f in used if self.facts[f].qualifiers and self.facts[f].written_unit not in ("fta", "%")
        ]
        if any(fact.unit == "fta" for fact in jobs):
            yield Note(
                kind=NoteKind.ASSUMPTION,
                text=f"De brief telt {part_name} hier in ‘banen’; in een sectorparagraaf zijn dat fta.",
            )

    def _breaks(self, subjects: set[str]) -> Iterable[Note]:
        for remark in self.remarks:
            if remark.kind == "series_break" and remark.subject in subjects:
                yield Note(
                    kind=NoteKind.SERIES_BREAK, text=f"Jaren zijn hier niet zonder meer te vergelijken: “{remark.text}”"
                )

    def _suggestions(self, result: Result, part_name: str) -> Iterable[str]:
        request = result.request
        who = result.rows[0].target.label if result.rows else ""
        if not who or request.aggregation is not Aggregation.VALUE or len(result.rows) > 1:
            return
        if result.rows[0].target.pooled:
            return
        periods = sorted({f.period for f in self.facts.values() if f.from_table})
        other = [p for p in periods if p not in request.periods]
        if request.metric is Metric.LEVEL and other:
            yield f"Wat was {self.wording.noun(request.measures[0])} van {who} in {other[-1]}?"
            yield f"Hoeveel is {self.wording.noun(request.measures[0])} van {who} veranderd?"
        goals = any(f.measure == "doel" for f in self.facts.values())
        if request.metric is not Metric.GAP and goals:
            verb = "komen" if self.wording.plural(result.rows[0]) else "komt"
            yield f"Hoeveel {verb} {who} in {request.periods[0]} tekort?"

    def _label(self, subject: str) -> str:
        sector = self.lexicon.sectors.get(subject)
        return sector.in_text if sector else subject

    # --- refusals ----------------------------------------------------------------------------

    def missing(self, question: str, missing: Missing, periods: Sequence[str]) -> Answer:
        """A figure that the letters do not give, with their own reason when they state one."""
        book = self.book()
        who = self._label(missing.subject)
        part = bare(missing.qualifier)
        name = self.lexicon.qualifiers[part].names[0] if part in self.lexicon.qualifiers else ""
        qualifier = self.lexicon.qualifiers.get(part)
        of_figure = qualifier is not None and qualifier.of == "figure"
        which = f" ({name})" if of_figure else self.wording.part(missing.qualifier, name)
        noun = self.wording.noun(missing.measure) + which
        # Where another year has it, "not at all" would be untrue.
        elsewhere = any(
            f.subject == missing.subject and f.measure == missing.measure and f.period != missing.period
            and part in map(bare, f.qualifiers)
            for f in self.facts.values()
        )  # fmt: skip
        asked = " voor elk jaar dat hiervoor nodig is" if elsewhere else ""
        if missing.period in question:
            asked = f" voor {missing.period}"
        lines = [f"De brief geeft {noun} van {who} niet{asked}."]
        for remark in self.remarks:
            if remark.kind == "unknown" and remark.subject == missing.subject and part in remark.qualifiers:
                lines.append(f"Wel staat er: “{remark.text}”{book.mark(remark.spans, remark.section)}")
        suggestions = [f"Wat was {self.wording.noun(missing.measure)} van {who} in {p}?" for p in periods[-1:]]
        return Answer(
            question=question, status=Status.NOT_IN_SOURCE, route=Route.NONE, text="\n".join(lines),
            citations=tuple(book.citations), suggestions=tuple(suggestions),
        )  # fmt: skip

    def refused(
        self, question: str, status: Status, text: str, suggestions: Iterable[str] = (),
        nearest: tuple[Passage, Sequence[Sentence]] | None = None,
    ) -> Answer:  # fmt: skip
        """A refusal that says in ``text`` what was looked for, with the ``nearest`` that the letter does say."""
        book = self.book()
        if nearest is not None:
            text = f"{text}\nHet dichtst in de buurt komt: {self.quotes([nearest], book)}"
        return Answer(
            question=question, status=status, route=Route.NONE, text=text, citations=tuple(book.citations),
            suggestions=tuple(suggestions),
        )  # fmt: skip

    # --- passages ----------------------------------------------------------------------------

    def quoted(self, question: str, chosen: Sequence[tuple[Passage, Sequence[Sentence]]]) -> Answer:
        """Sentences of the letter, word for word, each with its address."""
        book = self.book()
        text = self.quotes(chosen, book)
        return Answer(
            question=question, status=Status.ANSWERED, route=Route.PASSAGES, text=text,
            citations=tuple(book.citations),
        )  # fmt: skip

    def summarised(self, question: str, chosen: Sequence[tuple[Passage, Sequence[Sentence]]]) -> Answer:
        """What a letter says up front, in its own words."""
        told = (
            "Dit zijn zinnen uit het begin van de brief. Een overzicht op één A4 geeft een briefing over de hele brief."
        )
        note = Note(kind=NoteKind.ASSUMPTION, text=told)
        return self.quoted(question, chosen).model_copy(update={"notes": (note,)})

    def spoken(
        self, question: str, chosen: Sequence[tuple[Passage, Sequence[Sentence]]], others: Sequence[str]
    ) -> Answer:
        """What the letter says of a thing, with the ``others`` of its sections that speak of it too."""
        answer = self.quoted(question, chosen)
        if not others:
            return answer
        names = enumerate_dutch([f"‘{section}’" for section in others])
        note = Note(kind=NoteKind.ASSUMPTION, text=f"De brief noemt dit ook onder {names}.")
        return answer.model_copy(update={"notes": (note,)})

    def under_heading(self, question: str, chosen: Sequence[tuple[Passage, Sequence[Sentence]]], rest: int) -> Answer:
        """What stands under a heading, which is named, with how many sentences of it are left out."""
        answer = self.quoted(question, chosen)
        sections = enumerate_dutch(list(dict.fromkeys(f"‘{passage.section}’" for passage, _ in chosen)))
        more = f" Daar staan nog {rest} zinnen meer." if rest > 1 else " Daar staat nog één zin meer." if rest else ""
        note = Note(kind=NoteKind.ASSUMPTION, text=f"Dit staat in de brief onder {sections}.{more}")
        return answer.model_copy(update={"notes": (note,)})

    def quotes(self, chosen: Sequence[tuple[Passage, Sequence[Sentence]]], book: CitationBook) -> str:
        """The chosen sentences of each passage as text with markers."""
        return "\n".join(
            "".join(
                f"{_joint(passage, sentences, at)}{sentence.text}{book.mark(sentence.spans, passage.section)}"
                for at, sentence in enumerate(sentences)
            )
            for passage, sentences in chosen
        )

    def with_reason(self, answer: Answer, passage: Passage, sentences: Sequence[Sentence]) -> Answer:
        """A calculated answer with the sentences of the letter that explain it."""
        return self.with_words(answer, [(passage, sentences)])

    def with_words(self, answer: Answer, chosen: Sequence[tuple[Passage, Sequence[Sentence]]]) -> Answer:
        """A calculated answer with sentences of the letter about the same."""
        book = self.book()
        for citation in answer.citations:
            span = Span(letter=citation.letter, start=citation.start, end=citation.end, page=citation.page)
            book.cite([span], citation.section)
        text = f"{answer.text}\nDe brief zegt hierover: {self.quotes(chosen, book)}"
        return answer.model_copy(update={"text": text, "route": Route.BOTH, "citations": tuple(book.citations)})

    def stated(self, question: str, figure: TextFigure) -> Answer:
        """A figure of the running text in its sentence, with what was worked out from it."""
        facts = (figure.fact, *figure.others)
        book = self.book()
        sentences = dict.fromkeys((fact.sentence, fact.spans, fact.section) for fact in facts)
        text = "\n".join(f"{sentence}{book.mark(spans, section)}" for sentence, spans, section in sentences)
        value, unit, calculation, exact = figure.fact.value, figure.fact.unit, None, figure.fact.value
        if figure.part is not None:
            outcome = worked_out(figure)
            value, unit, exact = abs(outcome.shown), outcome.unit, abs(outcome.exact)
            shown = "keer" if unit == "keer" else with_unit(value, unit)
            shown = f"{format_number(value)} keer" if unit == "keer" else shown
            line = f"{outcome.expression} = {shown}"
            marks = "".join(dict.fromkeys(book.mark(fact.spans, fact.section) for fact in facts))
            text += f"\n{_OPENINGS[figure.part]} {shown} ({line}).{marks}"
            operands = tuple(
                CitedOperand(
                    label=fact.counts or fact.written_unit, value=fact.value, unit=fact.unit,
                    citation=book.cite(fact.spans, fact.section)[0],
                )
                for fact in facts
            )  # fmt: skip
            calculation = CitedCalculation(expression=line, operands=operands, rounding=outcome.rounding)
        notes = [
            Note(kind=NoteKind.APPROXIMATE, text=f"De brief geeft dit bij benadering: {fact.shown}.")
            for fact in facts
            if fact.approximate
        ]
        notes += list(self._inconsistent({fact.id for fact in facts}))
        if figure.claim is None:
            return Answer(
                question=question, status=Status.ANSWERED, route=Route.CALCULATION, text=text, value=value, unit=unit,
                calculation=calculation, citations=tuple(book.citations), notes=tuple(notes),
            )  # fmt: skip
        verdict = "Ja" if figure.claim.holds(exact) else "Nee"
        return Answer(
            question=question, status=Status.ANSWERED, route=Route.CALCULATION, text=f"{verdict}. {text}",
            calculation=calculation, citations=tuple(book.citations), notes=tuple(notes),
        )  # fmt: skip


__all__ = ["Composer", "with_unit"]


def _joint(passage: Passage, sentences: Sequence[Sentence], at: int) -> str:
    """What stands in front of the sentence at a place of some of a passage: a new line and a dash where it is an item
    of the list that one before it opens."""
    opened = any(sentence.text.endswith(":") for sentence in sentences[:at])
    if opened and f"\n{sentences[at].text}" in passage.text:
        return "\n- "
    return " " if at else ""


def _as_shown(row: Row) -> Decimal:
    """The outcome before rounding, with the sign with which it is shown."""
    return abs(row.exact) * (-1 if row.value < 0 else 1)


def _part_asked(request: Request) -> str:
    """The part of a request, also where only one of several figures is with it ("met en zonder SROI")."""
    if request.qualifier or request.aggregation is not Aggregation.VALUE:
        return bare(request.qualifier)
    return next((bare(target.qualifier) for target in request.targets if target.qualifier), "")
