"""Tables in running text: one or two lines of column names, then rows of a label and one cell for each column.

A line of years alone makes a table of whatever rows follow. Any other column names ("Gepland Vergund Opgeleverd", or
years under several headings) need rows that agree: two or more in succession, each with as many cells. Text taken
from a PDF has lost the columns, so their names are told apart by wide gaps, by their number, or by their capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from corpus.documents import Cell, Row, Span, Table
from corpus.dutch import NUMBER_PATTERN
from corpus.lexicon import Lexicon
from ingest.lines import Line, Role

CAPTION = re.compile(r"^(?:Tabel|Figuur|Grafiek|Afbeelding)\s+\d+\b[.:]?\s+\S", re.IGNORECASE)
YEAR = re.compile(r"(?:19|20)\d{2}")
COLUMNS = re.compile(r"^(?:19|20)\d{2}(?:\s+(?:19|20)\d{2})+$")
APPROXIMATE = r"(?:\+/-|±|ca\.?|circa)"
CELL = re.compile(
    rf"(?P<approximate>{APPROXIMATE}\s*)?(?P<euro>€\s*)?(?P<number>{NUMBER_PATTERN})\s*(?P<unit>%|[a-z]{{2,12}}\b)?",
    re.IGNORECASE,
)
NOTHING = re.compile(r"(?:[-–—]|n\.?v\.?t\.?|n\.?b\.?|onbekend)(?=\s|$)", re.IGNORECASE)
"""A cell that says that there is no figure."""
_LABEL = re.compile(r"^[^\W\d_][^\d±+€]*?(?=\s+(?:\d|\+/-|±|€|ca\b|circa\b|[-–—](?:\s|$)|n\.?[vb]\.))", re.IGNORECASE)
_GAP = re.compile(r"\s{2,}|\t|\s\|\s")
_HEADER_LINES = 2
_LEAST_ROWS = 2


@dataclass(slots=True)
class TableLines:
    """A table as found: its lines, columns and rows; ``stop`` is the index of the line after it."""

    lines: list[Line]
    columns: tuple[str, ...]
    rows: list[tuple[str, Line, list[tuple[int, int]]]]
    stop: int
    corner: str = ""

    def table(self, letter: str, section: int, caption: str = "") -> Table:
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
        return Table(section=section, columns=self.columns, rows=tuple(rows), caption=caption, corner=self.corner)


def find_table(lines: list[Line], index: int, lexicon: Lexicon) -> TableLines | None:
    """The table whose column names begin at ``lines[index]``; it may go on over a page break."""
    if COLUMNS.match(lines[index].text):
        columns = tuple(lines[index].text.split())
        rows, stop = _rows(lines, index + 1, len(columns), lexicon)
        if not _alike(rows, lexicon):
            known = list(takewhile(lambda row: _alike([row], lexicon), rows))
            rows, stop = known, _after(lines, known[-1][1]) if known else stop
        return TableLines([lines[index], *(line for _, line, _ in rows)], columns, rows, stop) if rows else None
    return _with_names(lines, index, lexicon)


def _with_names(lines: list[Line], index: int, lexicon: Lexicon) -> TableLines | None:
    """The table under one or two lines of names; None where no rows that agree follow, or the names do not fit."""
    if CAPTION.match(lines[index].text):
        return None
    header = list(_body(lines, index, _HEADER_LINES + 1))
    for height in range(1, len(header)):
        first = header[height][1]
        width = len(_cells(first, lexicon) or ())
        names = [line.text for _, line in header[:height]]
        if any(name.rstrip().endswith((".", ":", ";", ",")) for name in names):
            return None
        if width < _LEAST_ROWS:
            continue
        rows, stop = _rows(lines, header[height][0], width, lexicon)
        found = _named(names, width) if len(rows) >= _LEAST_ROWS and _alike(rows, lexicon) else None
        if found is None:
            return None
        corner, columns = found
        taken = [line for _, line in header[:height]]
        return TableLines([*taken, *(line for _, line, _ in rows)], columns, rows, stop, corner)
    return None


def _after(lines: list[Line], last: Line) -> int:
    return next(at for at, line in enumerate(lines) if line is last) + 1


def _body(lines: list[Line], index: int, count: int) -> Iterator[tuple[int, Line]]:
    """The next lines of running text, at most ``count``; a blank line ends them after the first few."""
    for at in range(index, len(lines)):
        if lines[at].role is Role.BODY and not lines[at].blank:
            yield at, lines[at]
            count -= 1
        if not count:
            return


def _rows(
    lines: list[Line], at: int, width: int, lexicon: Lexicon
) -> tuple[list[tuple[str, Line, list[tuple[int, int]]]], int]:
    """The rows of ``width`` cells from a line on, and the index of the line after them."""
    rows: list[tuple[str, Line, list[tuple[int, int]]]] = []
    stop = at
    while at < len(lines):
        line = lines[at]
        if line.blank or line.role is not Role.BODY:
            at += 1
            continue
        cells = _cells(line, lexicon)
        label = _LABEL.match(line.text)
        if cells is None or label is None or len(cells) != width:
            break
        rows.append((label.group(), line, cells))
        at += 1
        stop = at
    return rows, stop


def _cells(line: Line, lexicon: Lexicon) -> list[tuple[int, int]] | None:
    """The places of the cells of a row; None for a line that is none."""
    label = _LABEL.match(line.text)
    if label is None:
        return None
    cells: list[tuple[int, int]] = []
    at = label.end()
    while at < len(line.text):
        if line.text[at].isspace():
            at += 1
            continue
        cell = CELL.match(line.text, at) or NOTHING.match(line.text, at)
        if cell is None:
            return None
        cells.append((cell.start(), cell.end()))
        at = cell.end()
    return cells


def _alike(rows: Sequence[tuple[str, Line, list[tuple[int, int]]]], lexicon: Lexicon) -> bool:
    """Whether words behind figures are units: known ones, or the same in every row."""
    for column in zip(*(cells for _, _, cells in rows), strict=True):
        texts = [line.text[a:b] for (_, line, _), (a, b) in zip(rows, column, strict=True)]
        units = {found["unit"] or "" for text in texts if (found := CELL.fullmatch(text)) is not None}
        unknown = any(unit and lexicon.unit_of(unit) is None for unit in units)
        if unknown and (len(units) > 1 or len(rows) < _LEAST_ROWS):
            return False
    return True


def _named(names: Sequence[str], width: int) -> tuple[str, tuple[str, ...]] | None:
    """What the rows are and the name of each of ``width`` columns; None where the names do not tell."""
    years = names[-1].split()
    if len(names) == _HEADER_LINES and len(years) == width and all(map(YEAR.fullmatch, years)):
        # Years that return under each of several headings.
        each = len(dict.fromkeys(years))
        found = _split(names[0], width // each) if width % each == 0 and width > each else None
        if found is None or tuple(years) != tuple(years[:each]) * (width // each):
            return None
        corner, headings = found
        return corner, tuple(f"{heading} {year}" for heading in headings for year in years[:each])
    return _split(" ".join(names), width) if len(names) == 1 or all(map(_GAP.search, names)) else None


def _split(text: str, count: int) -> tuple[str, tuple[str, ...]] | None:
    """A line of names as ``count`` names, with what stands in front of them for the rows."""
    words = text.split()
    capitals = [at for at, word in enumerate(words) if at == 0 or word[0].isupper() or YEAR.fullmatch(word)]
    by_capital = [" ".join(words[a:b]) for a, b in zip(capitals, [*capitals[1:], len(words)], strict=True)]
    for pieces in (_GAP.split(text.strip()), words, by_capital):
        if len(pieces) == count:
            return "", tuple(pieces)
        if len(pieces) == count + 1:
            return pieces[0], tuple(pieces[1:])
    return None
