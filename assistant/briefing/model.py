"""A briefing as a value: sections of lines, each line with its sources and, for a figure, its sum.

Every writer (Word, PDF, Markdown, JSON) shows the same value, so that the same content stands in
each. What is optional carries the order in which it gives way when a page is full.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from enum import StrEnum

from assistant.answer import Citation
from corpus.documents import Frozen

STATUS = "Concept – menselijke controle vereist"
"""What stands on every page of a briefing."""


class Form(StrEnum):
    """The three forms that are used at ministries."""

    FACTSHEET = "factsheet"
    QA = "qa"
    NOTE = "annotatie"

    @property
    def label(self) -> str:
        """The name of the form, as it heads the document."""
        return {Form.FACTSHEET: "Factsheet", Form.QA: "Q&A", Form.NOTE: "Annotatie"}[self]


class LineKind(StrEnum):
    """Where the words of a line come from.

    ``quote``: the letter's own, between “ ”. ``computed``: a figure that was worked out.
    ``stated``: a figure as the letter gives it. ``remark``: what the program notes about the letter.
    """

    QUOTE = "citaat"
    COMPUTED = "berekend"
    STATED = "cijfer"
    REMARK = "opmerking"


class Line(Frozen):
    """A sentence of a briefing.

    ``facts`` are the ids of the figures in it, ``calculations`` the sums behind what was worked out;
    those that are short stand behind the line (``shown``), with the place in the letter.
    ``yields`` is the order in which lines give way when the page is full: 0 never does, the highest
    goes first.
    """

    text: str
    kind: LineKind
    citations: tuple[Citation, ...] = ()
    facts: tuple[str, ...] = ()
    calculations: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    from_table: bool = False
    label: str = ""
    yields: int = 0


class Cell(Frozen):
    """A figure in a table, as it is shown; empty where the letter gives none."""

    text: str
    facts: tuple[str, ...] = ()
    calculation: str = ""


class Row(Frozen):
    """A row of a table: its label and a cell for every column."""

    label: str
    cells: tuple[Cell, ...]


class Grid(Frozen):
    """A table with a header row. ``columns`` starts with that of the labels; ``source`` says where
    its figures stand."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    source: Line


class Bar(Frozen):
    """One bar of a chart: what was realised, what comes beside it, and the target; decimal strings."""

    label: str
    value: str
    shown: str
    beside: str = ""
    beside_shown: str = ""
    target: str = ""
    target_shown: str = ""
    facts: tuple[str, ...] = ()


class Chart(Frozen):
    """Bars against a target. ``alt`` says in words what the picture shows."""

    caption: str
    alt: str
    unit: str
    bars: tuple[Bar, ...]
    names: tuple[str, str, str]
    """The names of the bar, of what comes beside it, and of the target; an empty one is not drawn."""


class Question(Frozen):
    """A question to expect. ``value`` is what the assistant answers to it (a decimal string, or
    empty where the answer is not one figure)."""

    question: str
    core: tuple[Line, ...]
    facts: tuple[Line, ...] = ()
    further: tuple[Line, ...] = ()
    value: str = ""
    unit: str = ""
    yields: int = 0


class Section(Frozen):
    """A heading with what stands under it. ``for_author`` is a place that only a person may fill."""

    heading: str
    lines: tuple[Line, ...] = ()
    grid: Grid | None = None
    chart: Chart | None = None
    questions: tuple[Question, ...] = ()
    for_author: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing stands under the heading."""
        return not (self.lines or self.grid or self.chart or self.questions or self.for_author)


class UsedLetter(Frozen):
    """A letter that a briefing was made from: how it is cited, and where it is published."""

    id: str
    title: str
    cited: str
    short: str
    url: str | None


class Briefing(Frozen):
    """A briefing: one subject in one form, made on ``date`` by program ``version`` from ``letters``."""

    form: Form
    subject: str
    title: str
    subtitle: str
    status: str = STATUS
    date: datetime.date
    version: str
    letters: tuple[UsedLetter, ...]
    sections: tuple[Section, ...]

    @property
    def lines(self) -> Iterator[Line]:
        """Every line, in order."""
        for section in self.sections:
            yield from section.lines
            if section.grid is not None:
                yield section.grid.source
            for question in section.questions:
                yield from (*question.core, *question.facts, *question.further)
