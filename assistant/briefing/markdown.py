"""A briefing as Markdown, and as JSON with every source in full."""

from __future__ import annotations

import json
import re

from assistant.briefing.layout import Heading, Paragraph, Piece, Role, blocks, colophon
from assistant.briefing.model import Briefing, Chart, Grid

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~$])")


def as_markdown(briefing: Briefing) -> str:
    """The briefing as Markdown; words of letters cannot become marks."""
    parts = [f"*{_escaped(briefing.form.label)} – {_escaped(briefing.status)}*", f"# {_escaped(briefing.title)}"]
    if briefing.subtitle:
        parts.append(f"*{_escaped(briefing.subtitle)}*")
    for block in blocks(briefing):
        if isinstance(block, Heading):
            parts.append(f"## {_escaped(block.text)}")
        elif isinstance(block, Grid):
            parts.append(_grid(block))
        elif isinstance(block, Chart):
            parts.append(f"*{_escaped(block.caption)}. {_escaped(block.alt)}*")
        else:
            parts.append(_paragraph(block))
    parts += ["---", *(f"*{_escaped(line)}*" for line in colophon(briefing))]
    links = dict.fromkeys(letter.url for letter in briefing.letters if letter.url)
    parts += [f"<{url}>" for url in links]
    text = "\n\n".join(parts) + "\n"
    # Bullets that follow each other are one list.
    return re.sub(r"(?m)^(- .*)\n\n(?=- )", r"\1\n", text)


def _paragraph(block: Paragraph) -> str:
    label = [f"**{_escaped(block.label)}**"] if block.label else []
    text = " ".join([*label, *(_piece(piece) for piece in block.pieces)])
    if block.role in (Role.MESSAGE, Role.BULLET):
        return f"- {text}"
    return f"*{text}*" if block.role is Role.SOURCE else text


def _piece(piece: Piece) -> str:
    return f"{_escaped(piece.text)} {_escaped(piece.reference)}".strip()


def _grid(grid: Grid) -> str:
    head = [_escaped(name) or " " for name in grid.columns]
    rows = [[_escaped(row.label), *(_escaped(cell.text) for cell in row.cells)] for row in grid.rows]
    marks = [":---", *("---:" for _ in grid.columns[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, marks, *rows))


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)


def as_json(briefing: Briefing) -> str:
    """The briefing as JSON: every line with its citations, facts and sums."""
    return json.dumps(briefing.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n"
