"""A briefing as a tagged PDF (PDF/UA-1), set by typst in its own typeface, so that it looks the same
everywhere. Typst refuses to make a file that breaks the rules of the standard it can check."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Final

from assistant.briefing import style
from assistant.briefing.chart import as_svg
from assistant.briefing.layout import Heading, Paragraph, Role, blocks, colophon
from assistant.briefing.model import Briefing, Chart, Grid

STANDARD: Final = "ua-1"
FONT = "Libertinus Serif"
_BODY, _TABLE, _SMALL = 10.5, 9.5, 8.5
_MACHINE = "Automatisch opgesteld door kamerbrief-assistent"


def as_pdf(briefing: Briefing) -> bytes:
    """The briefing as the bytes of a PDF/UA-1 file."""
    import typst

    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        parts = [_preamble(briefing)]
        for number, block in enumerate(blocks(briefing)):
            if isinstance(block, Heading):
                parts.append(f"#heading(level: 2, {_text(block.text)})")
            elif isinstance(block, Grid):
                parts.append(_grid(block))
            elif isinstance(block, Chart):
                name = f"chart-{number}.svg"
                (root / name).write_text(as_svg(block, FONT), encoding="utf-8")
                parts.append(
                    f"#block(above: 6pt, below: 4pt, image({_text(name)}, width: 100%, alt: {_text(block.alt)}))"
                )
            else:
                parts.append(_paragraph(block))
        source = root / "briefing.typ"
        source.write_text("\n".join(parts), encoding="utf-8")
        made = typst.compile(
            str(source), root=str(root), format="pdf", pdf_standards=STANDARD, ignore_system_fonts=True,
            timestamp=_midnight(briefing),
        )  # fmt: skip
    return bytes(made)


def _midnight(briefing: Briefing) -> int:
    import datetime

    return int(datetime.datetime.combine(briefing.date, datetime.time(), datetime.UTC).timestamp())


def _text(text: str) -> str:
    """A text as a typst string: nothing in it is markup."""
    return json.dumps(text, ensure_ascii=False)


def _preamble(briefing: Briefing) -> str:
    """The properties of the document, the page with its head and foot, and the look of each part."""
    letters = [used.id for used in briefing.letters]
    words = ", ".join(_text(word) for word in (briefing.form.value, "machinaal opgesteld", "concept", *letters))
    foot = "#linebreak()".join(f"#{_text(line)}" for line in colophon(briefing))
    return f"""
#let blue = rgb("{style.BLUE}")
#let grey = rgb("{style.GREY}")
#set document(
  title: {_text(f"{briefing.form.label}: {briefing.title}")}, author: {_text(_MACHINE)},
  description: {_text(f"{briefing.status}. {briefing.subtitle}")}, keywords: ({words},))
#set text(lang: "nl", region: "NL", font: {_text(FONT)}, size: {_BODY}pt, fill: rgb("{style.INK}"))
#set page(
  paper: "a4", margin: (x: {style.MARGIN_X}pt, top: {style.MARGIN_TOP}pt, bottom: {style.MARGIN_BOTTOM}pt),
  header-ascent: 14pt, footer-descent: 10pt,
  header: text(size: 8.5pt, fill: grey, weight: "bold")[
    #text(fill: blue, {_text(briefing.form.label.upper())}) #h(1fr) #{_text(briefing.status)}],
  footer: text(size: 8pt, fill: grey)[{foot}])
#set par(leading: 0.53em, spacing: 0.72em, justify: false)
#set list(indent: 0pt, body-indent: 6pt, spacing: 0.68em, marker: text(fill: blue)[•])
#show heading: set text(fill: blue)
#show heading.where(level: 1): set text(size: 18pt)
#show heading.where(level: 2): set text(size: 12pt)
#show heading.where(level: 1): set block(above: 0pt, below: 7pt)
#show heading.where(level: 2): set block(above: 11pt, below: 6pt)
#let ref-of(body, url) = {{
  let shown = text(size: {_SMALL}pt, fill: grey, body)
  if url == none {{ shown }} else {{ link(url, shown) }}
}}
#heading(level: 1, {_text(briefing.title)})
#block(below: 4pt, text(size: 9.5pt, fill: grey, {_text(briefing.subtitle)}))
"""


def _paragraph(block: Paragraph) -> str:
    label = f"#strong({_text(block.label)}) " if block.label else ""
    pieces = []
    for piece in block.pieces:
        words = f"#{_text(piece.text)}"
        if block.role is Role.AUTHOR:
            words = f"#emph({_text(piece.text)})"
        shown = (
            f" #ref-of({_text(piece.reference)}, {_text(piece.url) if piece.url else 'none'})"
            if piece.reference
            else ""
        )
        pieces.append(f"{words}{shown}")
    body = f"{label}{' '.join(pieces)}"
    if block.role in (Role.MESSAGE, Role.BULLET):
        return f"- {body}"
    if block.role is Role.SOURCE:
        return f"#block(above: 5pt, below: 5pt, text(size: {_SMALL}pt, fill: grey)[{body}])"
    return f"\n{body}\n"


def _grid(grid: Grid) -> str:
    count = len(grid.columns) - 1
    head = ", ".join(f"strong({_text(name)})" if name else '""' for name in grid.columns)
    rows = ",\n".join(", ".join([_text(row.label), *(_text(cell.text) for cell in row.cells)]) for row in grid.rows)
    slim = style.crowded(len(grid.rows))
    size, room = (_TABLE - 0.5, 2.1) if slim else (_TABLE, 3.1)
    return f"""
#block(above: 6pt, below: 5pt)[
#set text(size: {size}pt, number-width: "tabular")
#table(
  columns: (auto, {", ".join(["1fr"] * count)}), align: (left, {", ".join(["right"] * count)}),
  inset: (x: 4pt, y: {room}pt),
  stroke: (_, y) => (bottom: if y == 0 {{ 1pt + blue }} else {{ 0.5pt + rgb("{style.LINE}") }}),
  table.header({head}),
  {rows})]
"""
