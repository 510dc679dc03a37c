"""Tables in running text: a line of column names (years), then rows of a label and one cell each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.documents import Cell, Row, Span, Table
from corpus.dutch import NUMBER_PATTERN
from corpus.lexicon import Lexicon
from ingest.lines import Line, Role

COLUMNS = re.compile(r"^(?:19|20)\d{2}(?:\s+(?:19|20)\d{2})+$")
APPROXIMATE = r"(?:\+/-|±|ca\.?|circa)"
CELL = re.compile(
    rf"(?P<approximate>{APPROXIMATE}\s*)?(?P<number>{NUMBER_PATTERN})\s*(?P<unit>%|[a-z]{{2,12}}\b)?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[^\W\d_][^\d±+]*?(?=\s+(?:\d|\+/-|±|ca\b|circa\b))", re.IGNORECASE)


@dataclass(slots=True)
class TableLines:
    """A table as found: its lines, columns and rows; ``stop`` is the index of the line after it."""

    lines: list[Line]
    columns: tuple[str, ...]
    rows: list[tuple[str, Line, list[tuple[int, int]]]]
    stop: int

    def table(self, letter: str, section: int) -> Table:
        """The table with a span for every row and cell."""
        rows = []
        for label, line, cells in self.rows:
            spans = [Span(letter=letter, start=line.start + a, end=line.start + b, page=line.page) for a, b in cells]
            rows.append(
                Row(
                    label=label,
                    span=Span(letter=letter, start=line.start, end=line.end, page=line.page),
                    cells=tuple(
                        Cell(column=column, text=line.text[a:b], span=span)
                        for column, (a, b), span in zip(self.columns, cells, spans, strict=True)
                    ),
                )
            )
        return Table(section=section, columns=self.columns, rows=tuple(rows))


def find_table(lines: list[Line], index: int, lexicon: Lexicon) -> TableLines | None:
    """The table whose column line is ``lines[index]``; it may go on over a page break."""
    if not COLUMNS.match(lines[index].text):
        return None
    columns = tuple(lines[index].text.split())
    taken = [lines[index]]
    rows: list[tuple[str, Line, list[tuple[int, int]]]] = []
    at = index + 1
    stop = at
    while at < len(lines):
        line = lines[at]
        if line.blank or line.role is not Role.BODY:
            at += 1
            continue
        row = _row(line, len(columns), lexicon)
        if row is None:
            break
        taken.append(line)
        rows.append((row[0], line, row[1]))
        at += 1
        stop = at
    if not rows:
        return None
    return TableLines(taken, columns, rows, stop)


def _row(line: Line, width: int, lexicon: Lexicon) -> tuple[str, list[tuple[int, int]]] | None:
    label = _LABEL.match(line.text)
    if label is None:
        return None
    cells: list[tuple[int, int]] = []
    at = label.end()
    while at < len(line.text):
        if line.text[at].isspace():
            at += 1
            continue
        cell = CELL.match(line.text, at)
        if cell is None:
            return None
        unit = cell.group("unit")
        if unit and lexicon.unit_of(unit) is None:
            return None
        cells.append((cell.start(), cell.end()))
        at = cell.end()
    return (label.group(), cells) if len(cells) == width else None
