"""How a briefing reads on a page, before any file format: headings, paragraphs, a table, a chart.

Every writer goes through the same blocks, so that Word, PDF and Markdown hold the same words in the
same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from assistant.briefing.model import Briefing, Chart, Form, Grid, Line, Question
from assistant.wording import capital
from corpus.dutch import dutch_date


class Role(StrEnum):
    """What a paragraph is for; a writer gives each its own look."""

    MESSAGE = "message"
    BULLET = "bullet"
    CORE = "core"
    FACTS = "facts"
    FURTHER = "further"
    SOURCE = "source"
    AUTHOR = "author"


class Piece(NamedTuple):
    """A sentence with its reference, and the address that the reference leads to."""

    text: str
    reference: str
    url: str | None


class Heading(NamedTuple):
    """A heading under the title: of a section, or a question."""

    text: str


class Paragraph(NamedTuple):
    """Sentences that stand together, behind a label in bold."""

    role: Role
    label: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """The paragraph as plain text."""
        return " ".join(filter(None, [self.label, *(f"{p.text} {p.reference}".strip() for p in self.pieces)]))


Block = Heading | Paragraph | Grid | Chart

_UNBROKEN = 45
_LABELS = {Role.CORE: "Kernantwoord:", Role.FACTS: "Feiten en cijfers:", Role.FURTHER: "Als wordt doorgevraagd:"}


def blocks(briefing: Briefing) -> Iterator[Block]:
    """The blocks of a briefing, in the order in which they are read."""
    roles = {0: Role.MESSAGE}
    for at, section in enumerate(briefing.sections):
        if briefing.form is not Form.QA:
            yield Heading(section.heading)
        role = roles.get(at, Role.BULLET) if briefing.form is Form.FACTSHEET else Role.BULLET
        for line in section.lines:
            yield Paragraph(role, _label(line.label), (_piece(briefing, line),))
        if section.grid is not None:
            yield section.grid
            yield Paragraph(Role.SOURCE, "", (Piece(section.grid.source.text, "", None),))
        if section.chart is not None:
            yield section.chart
        for number, question in enumerate(section.questions, 1):
            yield from _question(briefing, question, number)
        if section.for_author:
            yield Paragraph(Role.AUTHOR, "", (Piece(section.for_author, "", None),))


def _question(briefing: Briefing, question: Question, number: int) -> Iterator[Block]:
    if briefing.form is Form.NOTE:
        yield Paragraph(Role.BULLET, question.question, tuple(_labelled(briefing, question.core)))
        return
    yield Heading(f"{number}. {question.question}")
    for role, lines in ((Role.CORE, question.core), (Role.FACTS, question.facts), (Role.FURTHER, question.further)):
        if lines:
            yield Paragraph(role, _LABELS[role], tuple(_labelled(briefing, lines)))


def _labelled(briefing: Briefing, lines: Iterable[Line]) -> Iterator[Piece]:
    for line in lines:
        piece = _piece(briefing, line)
        yield piece._replace(text=f"{_label(line.label)} {piece.text}") if line.label else piece


def _label(label: str) -> str:
    return f"{capital(label)}:" if label else ""


def _piece(briefing: Briefing, line: Line) -> Piece:
    url = next((c.url for c in line.citations if c.url), None)
    return Piece(line.text, reference(briefing, line), url)


def reference(briefing: Briefing, line: Line) -> str:
    """Where a line comes from, in brackets: ``(tabel p. 3; 899 − 595,4 = 303,6)``.

    The letter is named where the briefing uses more than one.
    """
    places = []
    for letter in dict.fromkeys(citation.letter for citation in line.citations):
        pages = sorted({c.page for c in line.citations if c.letter == letter})
        used = next((used for used in briefing.letters if used.id == letter), None)
        name = f"{used.short}, " if used is not None and len(briefing.letters) > 1 else ""
        places.append(f"{name}{'tabel ' if line.from_table else ''}{pages_of(pages)}")
    # A place or a short sum is not broken over two lines.
    whole = [part.replace(" ", "\u00a0") if len(part) < _UNBROKEN else part for part in (*places, *line.shown)]
    inside = "; ".join(whole)
    return f"({inside})" if inside else ""


def pages_of(pages: list[int]) -> str:
    """Pages as they are cited: ``p. 3``, ``p. 3, 5``, ``p. 2–15``."""
    if len(pages) > 4:
        return f"p. {pages[0]}–{pages[-1]}"
    return f"p. {', '.join(map(str, pages))}"


def colophon(briefing: Briefing) -> list[str]:
    """What stands at the foot of every page: what it is, when and how it was made, and from what."""
    used = "; ".join(
        letter.cited if letter.cited == letter.title else f"{letter.title} ({letter.cited})"
        for letter in briefing.letters
    )
    return [
        f"{briefing.status}. Automatisch opgesteld op {dutch_date(briefing.date)} met kamerbrief-assistent "
        f"{briefing.version}, zonder taalmodel.",
        f"Bron: {used}; p. = pagina van de brief. Tussen “ ” staat de brief letterlijk; sommen zijn berekend.",
    ]
