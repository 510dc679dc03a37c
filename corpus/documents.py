"""What a letter is made of: text, pages, blocks, sections, footnotes, tables and passages.

Every part knows where it stands. Offsets count characters of the letter's stored text, so that
``letter_text[span.start:span.end]`` is the part itself; they are made while reading and never
searched back afterwards.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right
from enum import StrEnum
from functools import cached_property

from pydantic import BaseModel, ConfigDict, Field

PATH_SEPARATOR = " › "


class Frozen(BaseModel):
    """An immutable value; two with the same fields are equal."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Frozen):
    """A stretch of a letter's text, ``[start, end)`` in characters; ``page`` is that of its start."""

    letter: str
    start: int = Field(ge=0)
    end: int
    page: int = Field(ge=1)

    def of(self, text: str) -> str:
        """The characters of this span in the text of its letter."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character of the same letter."""
        return self.letter == other.letter and self.start < other.end and other.start < self.end


class Letter(Frozen):
    """How a letter is named and cited; what its text does not say of itself."""

    id: str
    title: str
    date: datetime.date | None = None
    dossier: str | None = None
    number: str | None = None
    session_year: str | None = None
    reference: str | None = None
    ministry: str | None = None
    url: str | None = None

    @property
    def short_name(self) -> str:
        """The name for running Dutch text: ``Kamerstuk 34 352, nr. 348``, else the title."""
        if not self.dossier or not self.number:
            return self.title
        head = f"{self.dossier[:2]} {self.dossier[2:]}" if self.dossier.isdigit() else self.dossier
        return f"Kamerstuk {head}, nr. {self.number}"


class BlockKind(StrEnum):
    """What a block of lines is; ``head`` is a running head, set aside from the text."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    SIGNATURE = "signature"
    HEAD = "head"


class Marker(Frozen):
    """A footnote marker glued to a word: its number, where its digits stand, and its place in the
    clean text of the block (the characters before it)."""

    number: int
    span: Span
    position: int


class Sentence(Frozen):
    """One sentence with its line wraps undone and footnote markers taken out.

    ``spans`` are the source stretches it was read from: more than one where a footnote, a running
    head or a marker glued to a number stands in the middle of it. ``notes`` are the numbers of the
    footnotes it refers to. ``runs`` tie the text to its source, piece by piece: a place in
    ``text``, the source offset it came from, and for how many characters both run on together.
    """

    text: str
    spans: tuple[Span, ...]
    notes: tuple[int, ...] = ()
    runs: tuple[tuple[int, int, int], ...] = ()

    def locate(self, start: int, end: int) -> Span:
        """The source span of ``text[start:end]``, which must not begin or end in a line break."""
        first, last = self._origin(start), self._origin(end - 1)
        page = max((s for s in self.spans if s.start <= first), key=lambda s: s.start).page
        return Span(letter=self.spans[0].letter, start=first, end=last + 1, page=page)

    def _origin(self, index: int) -> int:
        for at, source, length in self.runs:
            if at <= index < at + length:
                return source + index - at
        raise ValueError(f"character {index} of the sentence stands for a line break")

    @property
    def page(self) -> int:
        """The page on which the sentence starts."""
        return self.spans[0].page


class Block(Frozen):
    """A paragraph, bullet, heading, table, caption, footnote, signature or running head.

    ``covers`` are the source stretches whose every character belongs to this block and to no
    other. ``level`` is the depth of a heading (1 is the top) or of a bullet (0 is the outer list).
    """

    kind: BlockKind
    covers: tuple[Span, ...]
    text: str
    sentences: tuple[Sentence, ...] = ()
    markers: tuple[Marker, ...] = ()
    section: int
    level: int = 0

    @property
    def page(self) -> int:
        """The page on which the block starts."""
        return self.covers[0].page


class Section(Frozen):
    """A heading and what stands under it; ``path`` is the headings from the top down to it."""

    path: tuple[str, ...]
    page: int
    start: int

    @property
    def name(self) -> str:
        """The path as it is shown: ``Defensie › Cijfermatige realisatie``."""
        return PATH_SEPARATOR.join(self.path)


class Footnote(Frozen):
    """A footnote: its number, its text, and the marker that refers to it (none when not found)."""

    number: int
    text: str
    span: Span
    marker: Span | None
    section: int


class Cell(Frozen):
    """One cell of a table: the column it stands under and its characters."""

    column: str
    text: str
    span: Span


class Row(Frozen):
    """One row of a table: its label and a cell for every column."""

    label: str
    span: Span
    cells: tuple[Cell, ...]


class Table(Frozen):
    """A table: its column names, its rows, the ``caption`` above it and, in ``corner``, what its rows are
    ("Provincie"); both are empty where the letter gives none."""

    section: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    corner: str = ""


class Passage(Frozen):
    """A retrievable piece of a letter that never crosses a section.

    ``text`` is the clean text, ``sentences`` the parts that can be quoted, each with its spans.
    """

    id: str
    letter: str
    heading_path: tuple[str, ...]
    kind: BlockKind
    text: str
    sentences: tuple[Sentence, ...]

    @property
    def section(self) -> str:
        """The heading path as it is shown."""
        return PATH_SEPARATOR.join(self.heading_path)

    @property
    def page(self) -> int:
        """The page on which the passage starts."""
        return self.sentences[0].page


class Pages(Frozen):
    """Where each page of a letter starts, in characters, and its number."""

    starts: tuple[int, ...]
    numbers: tuple[int, ...]

    def at(self, offset: int) -> int:
        """The 1-based number of the page that holds the character at ``offset``."""
        return self.numbers[max(bisect_right(self.starts, offset) - 1, 0)]


class Document(Frozen):
    """A letter that has been read: its text and everything found in it."""

    letter: Letter
    text: str
    pages: Pages
    sections: tuple[Section, ...]
    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    tables: tuple[Table, ...]

    @cached_property
    def page_count(self) -> int:
        """The number of the last page."""
        return max(self.pages.numbers)
