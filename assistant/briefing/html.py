"""A briefing as a piece of HTML: the preview on the page. Its text is escaped, never read as marks."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from itertools import groupby

from assistant.briefing.chart import as_png
from assistant.briefing.layout import Block, Heading, Paragraph, Piece, Role, blocks, colophon
from assistant.briefing.model import Briefing, Chart, Grid

_RIGHT = ' style="text-align:right"'


def as_html(briefing: Briefing) -> str:
    """The briefing as an ``article``; its headings go on from a page's first heading."""
    head = f"<p><strong>{_text(briefing.form.label)}</strong> · {_text(briefing.status)}</p>"
    head += f"<h2>{_text(briefing.title)}</h2>"
    head += f"<p>{_text(briefing.subtitle)}</p>" if briefing.subtitle else ""
    body = "".join(_group(listed, list(group)) for listed, group in groupby(blocks(briefing), key=_is_listed))
    foot = "".join(f"<p><small>{_text(line)}</small></p>" for line in colophon(briefing))
    return f'<article class="kb kb-briefing" lang="nl" style="max-width:60rem">{head}{body}<hr>{foot}</article>'


def _is_listed(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role in (Role.MESSAGE, Role.BULLET)


def _group(listed: bool, group: list[Block]) -> str:
    """Blocks in a row: bullets as one list, anything else one by one."""
    if listed:
        return f"<ul>{''.join(f'<li>{_words(block)}</li>' for block in group if isinstance(block, Paragraph))}</ul>"
    return "".join(map(_block, group))


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"<h3>{_text(block.text)}</h3>"
    if isinstance(block, Grid):
        return _grid(block)
    if isinstance(block, Chart):
        picture = b64encode(as_png(block)).decode()
        return f'<p><img src="data:image/png;base64,{picture}" alt="{_text(block.alt)}" style="width:100%"></p>'
    words = _words(block)
    if block.role is Role.AUTHOR:
        return f"<p><em>{words}</em></p>"
    return f"<p><small>{words}</small></p>" if block.role is Role.SOURCE else f"<p>{words}</p>"


def _words(block: Paragraph) -> str:
    label = [f"<strong>{_text(block.label)}</strong>"] if block.label else []
    return " ".join([*label, *map(_piece, block.pieces)])


def _piece(piece: Piece) -> str:
    reference = _text(piece.reference)
    if reference and piece.url:
        reference = f'<a href="{_text(piece.url)}" target="_blank" rel="noopener">{reference}</a>'
    return f"{_text(piece.text)} <small>{reference}</small>" if reference else _text(piece.text)


def _grid(grid: Grid) -> str:
    head = "".join(f'<th scope="col"{_RIGHT * (at > 0)}>{_text(name)}</th>' for at, name in enumerate(grid.columns))
    rows = ""
    for row in grid.rows:
        cells = "".join(f"<td{_RIGHT}>{_text(cell.text)}</td>" for cell in row.cells)
        rows += f'<tr><th scope="row">{_text(row.label)}</th>{cells}</tr>'
    return f"<table><caption>{_text(grid.caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _text(text: str) -> str:
    return escape(text).replace("\n", "&#10;")
