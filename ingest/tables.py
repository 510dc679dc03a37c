"""Tables in running text: one or two lines of column names, then rows of a label and one cell for each column.

A line of years alone makes a table of whatever rows follow. Any other column names ("Gepland Vergund Opgeleverd", or
years under several headings) need rows that agree: two or more in succession, each with as many cells. Text taken
from a PDF has lost the columns, so their names are told apart by wide gaps, by their number, or by their capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
    rf"(?P<approximate>{APPROXIMATE}\s*)?(?P<sign>[+−–-](?=[\d€]))?(?P<euro>€\s*)?(?P<number>{NUMBER_PATTERN})\s*"
    r"(?P<unit>%|(?:mln|mld|miljoen|miljard)\b\.?(?:\s+euro\b)?|[a-z]{2,12}\b)?",
    re.IGNORECASE,
)
NOTHING = re.compile(r"(?:[-–—]|n\.?v\.?t\.?|n\.?b\.?|onbekend)(?=\s|$)", re.IGNORECASE)
"""A cell that says that there is no figure."""
_LABEL = re.compile(
    r"^[^\W\d_][^\d±+€]*?(?=\s+(?:\d|\+/-|±|[+−–-](?=[\d€])|€|ca\b|circa\b|[-–—](?:\s|$)|n\.?[vb]\.))", re.IGNORECASE
)
_GAP = re.compile(r"\s*\|\s*|\s{2,}|\t")
_RULE = re.compile(r"[|+\s:=-]*-{2,}[|+\s:=-]*")
"""A line under the names of the columns, as "|---|---|"."""
_HANGING = frozenset("aan bij de door en het in met of op over per te tot uit van voor".split())
_AHEAD = 2
_HEADER_LINES = 2
_LEAST_ROWS = 2


FoundRow = tuple[str, Line, list[tuple[int, int]]]
"""A row as found: its label, its line, and the places of its cells in that line."""


@dataclass(slots=True)
class TableLines:
    """A table as found: its lines, columns and rows; ``stop`` is the index of the line after it."""

    lines: list[Line]
    columns: tuple[str, ...]
    rows: list[FoundRow]
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
        rows, stop = _rows(lines, index + 1, len(columns))
        unsure = _is_cut(lines, stop, len(columns)) and not any(lexicon.measure_of_row(row[0]) for row in rows)
        if unsure or not _alike(rows, lexicon):
            rows = list(takewhile(lambda row: _alike([row], lexicon), rows)) if not unsure else []
            stop = _after(lines, rows[-1][1]) if rows else stop
        return TableLines(_lines(lines, index, stop), columns, rows, stop) if rows else None
    return _with_names(lines, index, lexicon)


def _with_names(lines: list[Line], index: int, lexicon: Lexicon) -> TableLines | None:
    """The table under one or two lines of names; None where no rows that agree follow, or the names do not fit."""
    if CAPTION.match(lines[index].text):
        return None
    header = list(_body(lines, index, _HEADER_LINES + 1))
    for height in range(1, len(header)):
        first = row_of(header[height][1].text)
        width = len(first[1]) if first is not None else 0
        names = [line.text for _, line in header[:height]]
        if any(name.rstrip().endswith((".", ":", ";", ",")) for name in names):
            return None
        if width < _LEAST_ROWS:
            continue
        rows, stop = _rows(lines, header[height][0], width)
        whole = len(rows) >= _LEAST_ROWS and _alike(rows, lexicon) and not _is_cut(lines, stop, width)
        found = _named(names, width) if whole else None
        if found is None:
            return None
        corner, columns = found
        return TableLines(_lines(lines, index, stop), columns, rows, stop, corner)
    return None


def _lines(lines: list[Line], index: int, stop: int) -> list[Line]:
    return [line for line in lines[index:stop] if line.role is Role.BODY and not line.blank]


def _after(lines: list[Line], last: Line) -> int:
    return next(at for at, line in enumerate(lines) if line.end == last.end and not line.blank) + 1


def _body(lines: list[Line], index: int, count: int) -> Iterator[tuple[int, Line]]:
    """The next lines of running text, at most ``count``, without the rule under the names of a table."""
    for at in range(index, len(lines)):
        line = lines[at]
        if line.role is Role.BODY and not line.blank and not _RULE.fullmatch(line.text):
            yield at, line
            count -= 1
        if not count:
            return


def _rows(lines: list[Line], at: int, width: int) -> tuple[list[FoundRow], int]:
    """The rows of ``width`` cells from a line on, and the index of the line after them."""
    rows: list[FoundRow] = []
    stop = at
    above: Line | None = None
    for index in range(at, len(lines)):
        line = lines[index]
        if line.blank or line.role is not Role.BODY or (_RULE.fullmatch(line.text) and not rows):
            continue
        found = row_of(line.text)
        if found is None and rows and above is None and _opens_label(line):
            above = line
            continue
        if found is None or len(found[1]) != width:
            break
        label, cells = found
        if above is not None:
            if not _goes_on(above, label) or above.page != line.page:
                break
            # The row is both its lines, with each cell at its place in them.
            gap = line.start - above.start
            label = f"{above.text} {label}"
            cells = [(first + gap, last + gap) for first, last in cells]
            line = replace(line, start=above.start, text=f"{above.text:<{gap}}{line.text}")
            above = None
        rows.append((label, line, cells))
        stop = index + 1
    return rows, stop


def _opens_label(line: Line) -> bool:
    """Whether a line without figures may be the first line of the label of a row."""
    return not line.text.endswith((".", ":", ";", "?", "!")) and not CAPTION.match(line.text)


def _goes_on(above: Line, label: str) -> bool:
    """Whether a label goes on from the line above it: in small letters, or from a word that wants another."""
    last = above.text.split()[-1]
    return label[:1].islower() or last.casefold() in _HANGING or last.endswith(("-", "/", ","))


def _is_cut(lines: list[Line], stop: int, width: int) -> bool:
    """Whether rows follow upon a line that is none: then those that were found are not all."""
    for line in lines[stop : stop + _AHEAD]:
        if line.blank or line.role is not Role.BODY or CAPTION.match(line.text) or COLUMNS.match(line.text):
            return False
        found = row_of(line.text)
        if found is not None and len(found[1]) == width:
            return True
    return False


def row_of(text: str) -> tuple[str, list[tuple[int, int]]] | None:
    """The label of a row and the places of its cells; None for a line that is none.

    A label ends at its first figure; one in front of a bar may hold figures, or start with one in front of a wide gap
    ("18 tot 24 jaar").
    """
    if "|" in text:
        return _between_bars(text)
    gap = _GAP.search(text)
    whole = _LABEL.match(text)
    ends = [gap.start()] if gap is not None and re.search(r"[^\W\d_]", text[: gap.start()]) else []
    for end in [*([whole.end()] if whole is not None else []), *ends]:
        cells = _cells(text, end)
        if cells:
            return text[:end], cells
    return None


def _between_bars(text: str) -> tuple[str, list[tuple[int, int]]] | None:
    """A row whose cells stand between bars; one with nothing in it is a cell without a figure."""
    start = 1 if text.startswith("|") else 0
    places = []
    for part in text[start:].removesuffix("|").split("|"):
        bare = part.strip()
        first = start + (part.index(bare) if bare else 0)
        places.append((first, first + len(bare)))
        start += len(part) + 1
    cells = places[1:]
    fits = all(a == b or CELL.fullmatch(text[a:b]) or NOTHING.fullmatch(text[a:b]) for a, b in cells)
    figures = any(CELL.fullmatch(text[a:b]) for a, b in cells)
    label = text[slice(*places[0])]
    return (label, cells) if fits and figures and re.search(r"[^\W\d_]", label) else None


def _cells(text: str, at: int) -> list[tuple[int, int]] | None:
    """The places of the cells from ``text[at:]`` on; None where something is none."""
    cells: list[tuple[int, int]] = []
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        cell = CELL.match(text, at) or NOTHING.match(text, at)
        if cell is None:
            return None
        cells.append((cell.start(), cell.end()))
        at = cell.end()
    return cells


def _alike(rows: Sequence[FoundRow], lexicon: Lexicon) -> bool:
    """Whether words behind figures are units: known ones, or one that returns in the rows."""
    for column in zip(*(cells for _, _, cells in rows), strict=True):
        texts = [line.text[a:b] for (_, line, _), (a, b) in zip(rows, column, strict=True)]
        units = {_counted(found["unit"] or "") for text in texts if (found := CELL.fullmatch(text)) is not None}
        unknown = {unit for unit in units if unit and lexicon.unit_of(unit) is None}
        if unknown and (len(unknown) > 1 or len(rows) < _LEAST_ROWS):
            return False
    return True


def _counted(unit: str) -> str:
    """The unit of a cell without a scale, which says nothing of what is counted."""
    return "" if re.match(r"(?:mln|mld|miljoen|miljard|duizend)\b", unit, re.IGNORECASE) else unit


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
    text = text.strip("| ")
    words = text.replace("|", " ").split()
    capitals = [at for at, word in enumerate(words) if at == 0 or word[0].isupper() or YEAR.fullmatch(word)]
    by_capital = [" ".join(words[a:b]) for a, b in zip(capitals, [*capitals[1:], len(words)], strict=True)]
    for pieces in (_GAP.split(text), words, by_capital):
        if len(pieces) == count:
            return "", tuple(pieces)
        if len(pieces) == count + 1:
            return pieces[0], tuple(pieces[1:])
    return None
