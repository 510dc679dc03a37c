"""What an answer shows to be true: its figures with whose, when and of what they are, and its quotes.

Made from the deterministic answer and the facts at its citations alone, so that every path that
has an `Answer` can be guarded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Answer, Citation, CitedOperand
from assistant.guard_reading import SentenceReader, split_sentences
from corpus.documents import Span
from corpus.dutch import NUMBER_PATTERN, parse_number
from corpus.facts import Fact, FactKind, FactTable

GOAL, REALISED, RATE = "doel", "realisatie", "realisatiepercentage"
_OUTCOME = re.compile(rf"^(?P<left>.+?) = (?P<value>−?{NUMBER_PATTERN})(?:\s*\S+)?$")
_SIGNS = re.compile(r"[+−/×]")
_COUNT = re.compile(r"^(\d+) van (\d+) ")


@dataclass(frozen=True, slots=True)
class Known:
    """A figure that the answer shows, and all that may be said of it.

    ``kind``: "level" (as stated, or a sum), "delta" (a difference), "share", "mean", "ratio" or
    "supposed". ``first`` are the subjects it is of where it sets two against each other.
    """

    value: Decimal
    unit: str
    kind: str
    subjects: frozenset[str]
    periods: frozenset[str]
    measures: frozenset[str]
    parts: frozenset[tuple[str, ...]]
    markers: frozenset[int]
    approximate: bool = False
    first: frozenset[str] = frozenset()
    stated: bool = False


class Evidence:
    """Everything that one answer shows. ``sectors`` are the subjects that have a table."""

    def __init__(self, answer: Answer, facts: FactTable, reader: SentenceReader, at: FactsAt) -> None:
        self.answer = answer
        self.markers = frozenset(c.marker for c in answer.citations)
        self.sectors = frozenset(facts.subjects)
        self.facts: dict[str, tuple[Fact, int]] = {}
        self.prose: dict[int, str] = {}
        for citation in answer.citations:
            found = at.of(citation)
            if not any(fact.from_table for fact in found):
                self.prose[citation.marker] = citation.quote
            for fact in found:
                self.facts.setdefault(fact.id, (fact, citation.marker))
        self.quotes = {c.marker: flat(c.quote) for c in answer.citations}
        self.sections = {c.marker: c.section for c in answer.citations}
        self.told = [reader.read(line) for line in split_sentences(answer.text)]
        self._operands = self._cited_operands()
        self.expressions = self._expressions()
        self.supposing = any(note.text.startswith("Aangenomen is:") for note in answer.notes)
        self.known = [*self._stated(), *self._computed()]
        self.counts = self._counts()

    # --- figures ------------------------------------------------------------------------------

    def _cited_operands(self) -> list[tuple[CitedOperand, Fact]]:
        operands = self.answer.calculation.operands if self.answer.calculation else ()
        found = []
        for operand in operands:
            same = [f for f, m in self.facts.values() if m == operand.citation and f.value == operand.value]
            fact = next((f for f in same if f.period and f.period in operand.label), None) or next(iter(same), None)
            if fact is not None:
                found.append((operand, fact))
        return found

    def _stated(self) -> Iterable[Known]:
        for fact, marker in self.facts.values():
            if fact.subject in self.sectors and not (fact.partial or fact.per or fact.bound or fact.planned):
                yield Known(
                    fact.value, fact.unit, "delta" if fact.kind is FactKind.CHANGE else "level",
                    frozenset({fact.subject}), frozenset({fact.period} if fact.period else ()),
                    frozenset({fact.measure}), frozenset({fact.qualifiers}), frozenset({marker}), fact.approximate,
                    stated=True,
                )  # fmt: skip

    def _expressions(self) -> list[str]:
        calculation = self.answer.calculation
        return [calculation.expression, *calculation.steps] if calculation is not None else []

    def _computed(self) -> Iterable[Known]:
        for line in self.expressions:
            match = _OUTCOME.match(line)
            if match is None or not _SIGNS.search(match["left"]):
                continue
            value = abs(parse_number(match["value"].lstrip("−")))
            numbers = [parse_number(n) for n in re.findall(NUMBER_PATTERN, match["left"])]
            used = self._used(numbers)
            if used:
                yield self._worked_out(match["left"], value, used)

    def _used(self, numbers: Sequence[Decimal]) -> list[tuple[CitedOperand, Fact]]:
        """The operands in an expression, in its order; where two have one value, both."""
        return [pair for number in dict.fromkeys(numbers) for pair in self._operands if pair[0].value == number]

    def _worked_out(self, left: str, value: Decimal, used: Sequence[tuple[CitedOperand, Fact]]) -> Known:
        facts = [fact for _, fact in used]
        outside = re.sub(r"\([^()]*\)", "()", left)
        units = {fact.unit for fact in facts}
        unit = units.pop() if len(units) == 1 else ""
        kind, first = "level", frozenset[str]()
        if self.supposing:
            kind = "supposed"
        elif left.endswith("× 100"):
            kind, unit = ("delta", "%") if "−" in left else ("share", "%")
        elif "/" in outside:
            kind, unit = ("mean", unit) if re.search(r"/ \d+$", left) and "(" in left else ("ratio", "keer")
        elif "−" in outside:
            kind, unit = "delta", "procentpunt" if unit == "%" else unit
        if kind in ("share", "ratio"):
            first = frozenset({facts[0].subject})
        if self.answer.value == value and self.answer.unit in ("banen", "procentpunt"):
            unit = self.answer.unit or unit
        parts = frozenset(fact.qualifiers for fact in facts)
        if kind == "level" and len(parts) > 1:
            # A sum of the part and the rest is the whole with that part.
            parts = frozenset({tuple(f"incl-{q}" for q in max(parts, key=len))})
        return Known(
            value, unit, kind, frozenset(f.subject for f in facts), frozenset(f.period for f in facts if f.period),
            frozenset(f.measure for f in facts), parts, frozenset(o.citation for o, _ in used),
            any(f.approximate for f in facts), first,
        )  # fmt: skip

    def _counts(self) -> tuple[int, int] | None:
        """How many sectors were found and of how many, where the answer counts them."""
        found = next((m for line in self.expressions if (m := _COUNT.match(line))), None)
        return (int(found[1]), int(found[2])) if found else None

    # --- what follows from the figures ----------------------------------------------------------

    def level(self, subjects: frozenset[str], measure: str, period: str) -> Decimal | None:
        """A measure as the table gives it; of several subjects their sum (never of percentages)."""
        values = []
        for subject in sorted(subjects):
            value = next(
                (
                    f.value for f, _ in self.facts.values()
                    if f.subject == subject and f.measure == measure and f.period == period and not f.qualifiers
                    and f.is_level
                ), None,
            )  # fmt: skip
            if value is None or (len(subjects) > 1 and measure == RATE):
                return None
            values.append(value)
        return sum(values, Decimal(0)) if values else None

    @property
    def periods(self) -> list[str]:
        """The years of the facts cited, oldest first."""
        return sorted({f.period for f, _ in self.facts.values() if re.fullmatch(r"\d{4}", f.period)})

    @property
    def told_periods(self) -> frozenset[str]:
        """The years that the answer itself names."""
        return frozenset(m.value for said in self.told for m in said.of("year"))

    def trends(self, subjects: frozenset[str], measures: Iterable[str], period: str = "") -> list[Decimal]:
        """How each measure moved to ``period`` (the latest without one) from the year before it in the evidence."""
        periods = self.periods
        until = period or (periods[-1] if periods else "")
        if until not in periods or periods.index(until) == 0:
            return []
        since = periods[periods.index(until) - 1]
        moves = []
        for measure in measures:
            now, before = self.level(subjects, measure, until), self.level(subjects, measure, since)
            if now is not None and before is not None:
                moves.append(now - before)
        return moves

    def gap(self, subjects: frozenset[str], period: str) -> Decimal | None:
        """The realisation less the target; for a lone percentage, that less a hundred."""
        goal, realised = self.level(subjects, GOAL, period), self.level(subjects, REALISED, period)
        if goal is not None and realised is not None:
            return realised - goal
        rate = self.level(subjects, RATE, period)
        return None if rate is None else rate - 100

    def measures_of(self, subjects: frozenset[str]) -> list[str]:
        """The measures that the evidence gives of these subjects."""
        return sorted({f.measure for f, _ in self.facts.values() if f.subject in subjects and not f.qualifiers})

    def told_kinds(self, subjects: frozenset[str] = frozenset()) -> set[str]:
        """The classes of words in the answer's own sentences, of those that name ``subjects`` if any do."""
        of_them = [s for s in self.told if subjects & {m.value for m in s.of("subject")}] or self.told
        return {m.kind for said in of_them for m in said.mentions}


class FactsAt:
    """Finds the facts whose figure stands inside a quote."""

    def __init__(self, facts: FactTable) -> None:
        self._by_letter: dict[str, list[Fact]] = {}
        for fact in facts:
            self._by_letter.setdefault(fact.letter, []).append(fact)
        self._kept: dict[tuple[str, int, int], list[Fact]] = {}

    def of(self, citation: Citation) -> list[Fact]:
        """The facts that a citation shows."""
        key = (citation.letter, citation.start, citation.end)
        if key not in self._kept:
            place = Span(letter=citation.letter, start=citation.start, end=citation.end, page=max(citation.page, 1))
            self._kept[key] = [f for f in self._by_letter.get(citation.letter, ()) if f.cell.overlaps(place)]
        return self._kept[key]


def flat(text: str) -> str:
    """A text on one line, as quotes are compared; bullets of the source are white space."""
    return " ".join(text.replace("\uf0b7", " ").split())
