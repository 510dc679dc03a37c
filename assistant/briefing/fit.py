"""Lets a briefing fit one A4: the least important lines give way until it is short enough.

The height is that of the Word page, set in a typeface with the widths of Arial, the widest in use;
the PDF is set a little tighter.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.briefing.layout import Block, Heading, Paragraph, Role, blocks
from assistant.briefing.model import Briefing, Chart, Grid, Line, Question, Section
from assistant.briefing.style import (
    BODY,
    BULLET_INDENT,
    CHART_EXTRA,
    HEADING,
    LINE_HEIGHT,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    ROW_HEIGHT,
    SLIM_ROW,
    SMALL,
    SPACE,
    TABLE,
    TITLE_HEIGHT,
    chart_height,
    crowded,
)  # fmt: skip

_WIDTHS = {
    191: "'", 222: "ijl‘’", 260: "|", 278: " \u00a0!,./:;I[\\]ft·ï", 333: "()-`r“”›", 355: '"', 389: "*",
    500: "cksvxyzJ", 556: "#$0123456789?L_abdeghnopqu–€ëéèöü", 584: "+<=>~−×", 611: "FTZ", 667: "&ABEKPSVXY",
    722: "CDHNRUw", 778: "GOQ", 833: "Mm", 889: "%", 944: "W", 1015: "@",
}  # fmt: skip
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}
_OTHER = 600
_BOLD = 1.07


def fit(briefing: Briefing) -> Briefing:
    """The briefing with as many of its lines as one page holds."""
    while height(briefing) > PAGE_HEIGHT:
        highest = max(_yields(briefing), default=0)
        if not highest:
            return briefing
        briefing = _without(briefing, highest)
    return briefing


def height(briefing: Briefing) -> float:
    """The height of a briefing in points on the page of the Word document."""
    return TITLE_HEIGHT + sum(_height(block) for block in blocks(briefing))


def _height(block: Block) -> float:
    if isinstance(block, Heading):
        return _lines(block.text, PAGE_WIDTH, HEADING * _BOLD) * HEADING * LINE_HEIGHT + SPACE["heading"]
    if isinstance(block, Paragraph):
        return _paragraph(block)
    if isinstance(block, Grid):
        row = SLIM_ROW if crowded(len(block.rows)) else ROW_HEIGHT
        return row * (len(block.rows) + _header_lines(block)) + SPACE["table"]
    if isinstance(block, Chart):
        return chart_height(block) + CHART_EXTRA
    raise TypeError(f"no height for {block!r}")


def _header_lines(grid: Grid) -> int:
    """The lines of a header row: two where a column's name is long for its width."""
    width = PAGE_WIDTH * 0.68 / max(len(grid.columns) - 1, 1) - 10
    return max((_lines(name, width, TABLE * _BOLD) for name in grid.columns[1:]), default=1)


def _paragraph(block: Paragraph) -> float:
    if block.role is Role.SOURCE:
        return _lines(block.text, PAGE_WIDTH, SMALL) * SMALL * LINE_HEIGHT + SPACE["source"]
    indent = BULLET_INDENT if block.role in (Role.BULLET, Role.MESSAGE) else 0
    # References are set smaller; they are counted as they are.
    words: list[tuple[str, float]] = [(word, BODY * _BOLD) for word in block.label.split(" ")]
    for piece in block.pieces:
        words += [(word, BODY) for word in piece.text.split(" ")]
        words += [(word, SMALL) for word in piece.reference.split(" ")]
    return _wrapped(words, PAGE_WIDTH - indent) * BODY * LINE_HEIGHT + SPACE["paragraph"]


def _lines(text: str, width: float, size: float) -> int:
    return _wrapped([(word, size) for word in text.split(" ")], width)


def _wrapped(words: list[tuple[str, float]], width: float) -> int:
    """How many lines words of given sizes take."""
    count, room = 1, width
    for word, size in words:
        wide = _wide(word) * size / 1000
        if wide > room and room < width:
            count, room = count + 1, width
        room -= wide + _wide(" ") * size / 1000
    return count


def _wide(text: str) -> float:
    return float(sum(_WIDTH.get(character, _OTHER) for character in text))


# --- giving way --------------------------------------------------------------------------------


def _yields(briefing: Briefing) -> Iterator[int]:
    """The order in which each line and question gives way."""
    for section in briefing.sections:
        yield from (line.yields for line in section.lines)
        for question in section.questions:
            yield question.yields
            yield from (line.yields for line in (*question.core[1:], *question.facts, *question.further))


def _without(briefing: Briefing, yields: int) -> Briefing:
    """The briefing without the last line or question of this order."""
    sections = list(briefing.sections)
    for at in range(len(sections) - 1, -1, -1):
        less = _less(sections[at], yields)
        if less is not None:
            sections[at] = less
            return briefing.model_copy(update={"sections": tuple(s for s in sections if not s.empty)})
    raise AssertionError("nothing gives way")


def _less(section: Section, yields: int) -> Section | None:
    """The section without its last line or question of this order; None where it has none."""
    for at in range(len(section.questions) - 1, -1, -1):
        question = section.questions[at]
        shorter = _shorter(question, yields)
        if shorter is not None or question.yields == yields:
            kept = [*section.questions[:at], *([shorter] if shorter else []), *section.questions[at + 1 :]]
            return section.model_copy(update={"questions": tuple(kept)})
    rest = _drop(section.lines, yields)
    return None if rest is None else section.model_copy(update={"lines": rest})


def _shorter(question: Question, yields: int) -> Question | None:
    """The question without its last line of this order; its first answer always stays."""
    for part in ("further", "facts"):
        rest = _drop(getattr(question, part), yields)
        if rest is not None:
            return question.model_copy(update={part: rest})
    rest = _drop(question.core[1:], yields)
    return None if rest is None else question.model_copy(update={"core": (question.core[0], *rest)})


def _drop(lines: tuple[Line, ...], yields: int) -> tuple[Line, ...] | None:
    for at in range(len(lines) - 1, -1, -1):
        if lines[at].yields == yields:
            return (*lines[:at], *lines[at + 1 :])
    return None
