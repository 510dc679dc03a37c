"""The figures of one subject of a letter, worked out by the calculator: nothing is computed here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from assistant.calculator import Calculator, MissingFigureError, Result
from assistant.calculator import Row as Figure
from assistant.quantity import UnfitRequestError
from assistant.question import Aggregation, Metric, Request, Sense, Target
from corpus.dutch import fold
from corpus.facts import Fact, FactTable, bare
from corpus.lexicon import Lexicon

DONE, GOAL, RATE = "realisatie", "doel", "realisatiepercentage"


class Book:
    """The calculator over the figures of one letter, with the subjects and years of its tables."""

    def __init__(self, facts: Sequence[Fact], lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.table = FactTable(facts)
        self.facts = {fact.id: fact for fact in facts}
        self._calculator = Calculator(self.table, lexicon)

    @property
    def subjects(self) -> list[str]:
        """The subjects that have a table, in the order of the letter."""
        return self.table.subjects

    @cached_property
    def years(self) -> list[str]:
        """The years of the tables, oldest first."""
        return self.table.periods

    def target(self, members: Sequence[str], label: str = "") -> Target:
        """One subject, or several pooled into one figure."""
        return Target(label=label or self.in_text(members[0]), members=tuple(members), pooled=len(members) > 1)

    def in_text(self, subject: str) -> str:
        """The name of a subject inside a sentence."""
        sector = self.lexicon.sectors.get(subject)
        return sector.in_text if sector is not None else f"de sector {self.label(subject)}"

    def label(self, subject: str) -> str:
        """The name of a subject as its table is headed."""
        sector = self.lexicon.sectors.get(subject)
        if sector is not None:
            return sector.label
        return next((f.subject_label for f in self.table if f.subject == subject), subject)

    def plural(self, subject: str) -> bool:
        """Whether verbs for a subject stand in the plural."""
        sector = self.lexicon.sectors.get(subject)
        return sector is not None and sector.plural

    def run(self, request: Request) -> Result | None:
        """The result, or None where the letter lacks a figure for it."""
        try:
            return self._calculator.run(request)
        except (MissingFigureError, UnfitRequestError, KeyError):
            return None

    def figure(
        self, target: Target, measure: str, year: str, *, metric: Metric = Metric.LEVEL, base: str = "",
        qualifier: str = "", recomputed: bool = False,
    ) -> Figure | None:  # fmt: skip
        """One figure of one target, or None."""
        result = self.run(
            Request(
                metric=metric, sense=Sense.EITHER, measures=(measure,), targets=(target,), periods=(year,), base=base,
                qualifier=qualifier, recomputed=recomputed,
            )
        )  # fmt: skip
        return result.headline if result is not None else None

    def rank(self, subject: str, year: str) -> Result | None:
        """The place of a subject by its percentage among all that have a table for a year, highest first."""
        others = [s for s in self.subjects if self.table.find(s, RATE, year) is not None]
        if subject not in others or len(others) < 2:
            return None
        ordered = [subject, *(other for other in others if other != subject)]
        return self.run(
            Request(
                aggregation=Aggregation.RANK, measures=(RATE,), targets=tuple(self.target([s]) for s in ordered),
                periods=(year,), highest=True,
            )
        )  # fmt: skip

    def part_name(self, qualifier: str, facts: Sequence[Fact]) -> str:
        """How the letter itself calls a part, in the sentences of these figures ("SROI", "inkoop")."""
        names = self.lexicon.qualifiers[qualifier].names
        said = fold(" ".join(fact.sentence for fact in facts))
        return next((name for name in names if fold(name) in said), names[0])


@dataclass(frozen=True)
class Figures:
    """The figures of one target: a subject, or several pooled."""

    book: Book
    target: Target
    year: str
    before: str
    part: str = ""

    @property
    def subject(self) -> str:
        """The subject, where it is one."""
        return self.target.members[0]

    @property
    def who(self) -> str:
        """The name in a sentence."""
        return self.target.label

    @property
    def plural(self) -> bool:
        """Whether verbs stand in the plural."""
        if len(self.target.members) > 1:
            return " en " in self.who.partition(" (")[0] or not self.who.startswith("het ")
        return self.book.plural(self.subject)

    def level(self, measure: str, year: str = "", qualifier: str = "") -> Figure | None:
        """A measure in a year, the latest unless another is named."""
        return self.book.figure(self.target, measure, year or self.year, qualifier=qualifier)

    @cached_property
    def done(self) -> Figure | None:
        """What was realised."""
        return self.level(DONE)

    @cached_property
    def goal(self) -> Figure | None:
        """The target."""
        return self.level(GOAL)

    @cached_property
    def rate(self) -> Figure | None:
        """What was realised as a percentage of the target."""
        return self.level(RATE)

    @cached_property
    def gap(self) -> Figure | None:
        """How far what was realised is from the target."""
        return self.book.figure(self.target, DONE, self.year, metric=Metric.GAP)

    def change(self, measure: str) -> Figure | None:
        """The change of a measure since the year before."""
        if not self.before:
            return None
        return self.book.figure(self.target, measure, self.year, metric=Metric.CHANGE, base=self.before)

    def growth(self, measure: str) -> Figure | None:
        """That change as a percentage of the year before."""
        if not self.before:
            return None
        return self.book.figure(self.target, measure, self.year, metric=Metric.CHANGE_PERCENT, base=self.before)

    @cached_property
    def place(self) -> Result | None:
        """The place among the others."""
        return self.book.rank(self.subject, self.year) if len(self.target.members) == 1 else None

    @property
    def met(self) -> bool | None:
        """Whether the target was met; None where that is not known."""
        if self.gap is None:
            return None
        return self.gap.rose or self.gap.exact == 0

    @property
    def fell(self) -> bool | None:
        """Whether less was realised than the year before; None where that is not known."""
        change = self.change(DONE)
        return None if change is None else change.exact != 0 and not change.rose

    @property
    def part_facts(self) -> list[Fact]:
        """The figures of the part that is counted beside the realisation."""
        return [f for f in self.book.table if f.subject in self.target.members and self.part in map(bare, f.qualifiers)]


def figures_of(book: Book, members: Sequence[str], label: str = "") -> Figures | None:
    """The figures of one or more subjects; None where no table gives any."""
    years = sorted({f.period for f in book.table if f.from_table and f.subject in members})
    if not years:
        return None
    parts = [q.id for q in book.lexicon.qualifiers.values() if q.of == "sentence"]
    part = next((p for p in parts if any(p in map(bare, f.qualifiers) for f in book.table if f.subject in members)), "")
    return Figures(
        book, book.target(members, label), years[-1], years[-2] if len(years) > 1 else "", part or (parts or [""])[0]
    )
