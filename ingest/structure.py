"""From lines to blocks, sections, footnotes and tables: the shape of a letter.

Layout decides, not wording: a line break is *voluntary* where the next word would still have
fitted, so a paragraph ended there; a short line that starts a block and ends voluntarily without
punctuation is a heading.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from corpus.documents import Block, BlockKind, Document, Footnote, Letter, Section, Span, Table
from corpus.dutch import fold
from corpus.lexicon import Lexicon
from ingest.flow import Flow, find_markers, join_lines
from ingest.lines import BULLET, NUMBERED, Line, Role, read_lines
from ingest.quantities import A_MONTH
from ingest.tables import CAPTION, TableLines, find_table

_ANNEX = re.compile(r"^Bijlagen?(?:\s+(?:\d+(?:\.\d+)*[a-z]?|[A-Z]|[IVX]+)\b)?(?:[.:]?\s.*)?$")
_SIGNATORY = re.compile(r"^(?:Hoogachtend|De (?:minister|staatssecretaris|minister-president)\b.*),$", re.IGNORECASE)
_STOP = tuple(".,;:!?")
_TITLE = 3
"""So many words with a stop may be a title ("Bijlage 1.")."""
_FITS = 0.82
"""A line shorter than this share of the usual width, its next word added, ended voluntarily.
Proportional type makes full lines of this tool's output between 0.85 and 1 of the widest."""


@dataclass(slots=True)
class Draft:
    """A block while its lines are gathered."""

    kind: BlockKind
    lines: list[Line]
    level: int = 0
    note: int | None = None
    table: TableLines | None = None
    caption: str = ""
    section: int = 0


def build_document(letter: Letter, text: str, lexicon: Lexicon) -> Document:
    """The structure of a letter. Every character that is no white space falls in exactly one block."""
    lines, pages = read_lines(text)
    drafts = _gather(lines, lexicon)
    sections = _sections(letter, drafts, lexicon)
    flows = [join_lines(letter.id, text, draft.lines, draft.kind) for draft in drafts]
    numbers = {draft.note: draft.lines[0].page for draft in drafts if draft.note is not None}
    find_markers(flows, [draft.kind for draft in drafts], numbers)
    blocks = tuple(
        flow.block(kind=draft.kind, section=draft.section, level=draft.level)
        for draft, flow in zip(drafts, flows, strict=True)
    )
    return Document(
        letter=letter,
        text=text,
        pages=pages,
        sections=tuple(sections),
        blocks=blocks,
        footnotes=_footnotes(drafts, flows, blocks),
        tables=tuple(
            draft.table.table(letter.id, draft.section, draft.caption) for draft in drafts if draft.table is not None
        ),
    )


# --- gathering lines into blocks ---------------------------------------------------------------


def _gather(lines: list[Line], lexicon: Lexicon) -> list[Draft]:
    width = _width(lines)
    drafts: list[Draft] = []
    glyphs: list[str] = []
    body: Draft | None = None
    blank_before = True
    index = 0
    while index < len(lines):
        line = lines[index]
        if line.blank:
            blank_before = True
            index += 1
            continue
        if line.role is not Role.BODY:
            body_kept = line.role is Role.HEAD or line.page == (lines[index - 1].page if index else 1)
            _add_aside(drafts, line)
            blank_before = blank_before or not body_kept
            index += 1
            continue
        table = find_table(lines, index, lexicon)
        if table is not None:
            above = drafts[-1] if drafts and drafts[-1].kind is BlockKind.CAPTION else None
            caption = " ".join(line.text.strip() for line in above.lines) if above is not None else ""
            drafts.append(Draft(BlockKind.TABLE, table.lines, table=table, caption=caption))
            for aside in lines[index : table.stop]:
                if aside.role is not Role.BODY and not aside.blank:
                    _add_aside(drafts, aside)
            index, body, blank_before = table.stop, None, True
            continue
        following = _next_body(lines, index)
        if body is not None and _continues(body, line, following, blank_before, width):
            body.lines.append(line)
        else:
            body = _new_block(line, following, width, body, glyphs)
            drafts.append(body)
        blank_before = False
        index += 1
    return drafts


def _width(lines: list[Line]) -> int:
    """The usual width of a full line, in characters: that of the line at the 90th percentile."""
    lengths = sorted(len(line.text) for line in lines if line.role is Role.BODY and not line.blank)
    return lengths[int(len(lengths) * 0.9)] if lengths else 0


def _next_body(lines: list[Line], index: int) -> Line | None:
    following = (lines[i] for i in range(index + 1, len(lines)))
    return next((line for line in following if not line.blank and line.role is Role.BODY), None)


def _add_aside(drafts: list[Draft], line: Line) -> None:
    """Running heads, footnotes and link addresses become blocks of their own, one a line run."""
    kind = BlockKind.HEAD if line.role is Role.HEAD else BlockKind.FOOTNOTE
    last = drafts[-1] if drafts else None
    same = last is not None and last.kind is kind and last.lines[-1].page == line.page
    starts_new = (
        line.note is not None or (line.role is Role.LINK) or (last is not None and last.lines[-1].role is Role.LINK)
    )
    if last is not None and same and not starts_new:
        last.lines.append(line)
    else:
        drafts.append(Draft(kind, [line], note=line.note))


_NUMBER_OF_SECTION = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s+(?=[A-Z])")
#: A line with several figures is a row of some table.
_FIGURE = re.compile(r"(?<!\S)(?!(?:19|20)\d{2}(?!\S))\d+(?:[.,]\d+)*%?(?!\S)")
#: "Den Haag, 3 juli 2025" is no heading.
_DATED = re.compile(rf"\b\d{{1,2}} (?:{A_MONTH}) \d{{4}}$", re.IGNORECASE)


def _voluntary(line: Line, following: Line | None, width: int) -> bool:
    """Whether the line ended although the first word of the next one would have fitted."""
    if following is None:
        return True
    word = following.text.split(maxsplit=1)[0]
    return len(line.text) + 1 + len(word) < width * _FITS


def _continues(body: Draft, line: Line, following: Line | None, blank_before: bool, width: int) -> bool:
    """Whether a line carries on the block above it."""
    last = body.lines[-1]
    bullet = BULLET.match(line.text)
    dashed = bullet is not None and bullet.group("glyph") in "-–"
    if dashed and not blank_before and body.kind is BlockKind.PARAGRAPH and not _voluntary(last, line, width):
        # A dash between words that happens to start a wrapped line.
        return not last.text.endswith(_STOP)
    if bullet or CAPTION.match(line.text) or _is_item(line, body):
        return False
    if body.kind in (BlockKind.HEADING, BlockKind.SIGNATURE):
        return False
    if body.kind is BlockKind.CAPTION:
        return not blank_before and line.page == last.page
    open_end = not last.text.endswith(_STOP)
    new_page = line.page != last.page
    if blank_before and not new_page:
        # PDF tools put an empty line after the first line of a wrapped bullet.
        return body.kind is BlockKind.BULLET and open_end and not _heading_like(line, None, width)
    if new_page:
        goes_on = open_end or last.text.endswith(",")
        return goes_on and (line.text[:1].islower() or not _voluntary(last, line, width))
    if _voluntary(last, line, width) and (line.text[:1].isupper() or line.text[:1].isdigit()):
        return last.text.endswith(",")
    return not (last.text.endswith(".") and _heading_like(line, following, width))


def _is_item(line: Line, body: Draft | None) -> bool:
    """Whether a line is an item of a numbered list: the first under a line that ends in a colon, or the next one."""
    found = NUMBERED.match(line.text)
    if found is None or body is None:
        return False
    before = NUMBERED.match(body.lines[0].text) if body.kind is BlockKind.BULLET else None
    if before is not None and _ordinal(before["number"]) + 1 == _ordinal(found["number"]):
        return True
    return body.lines[-1].text.endswith(":") and _ordinal(found["number"]) == 1


def _ordinal(number: str) -> int:
    """The place of an item: that of its letter in the alphabet, or its number."""
    return int(number) if number.isdigit() else ord(number) - ord("a") + 1


def _heading_like(line: Line, following: Line | None, width: int) -> bool:
    """Whether a line that starts a block looks like a heading."""
    text = _NUMBER_OF_SECTION.sub("", line.text)
    return (
        text[:1].isupper()
        and not _DATED.search(text)
        and len(_FIGURE.findall(text)) < 2
        and not text.endswith((*_STOP, "-"))
        and len(text) < width * _FITS
        and len(text.split()) <= 12
        and (following is None or _voluntary(line, following, width))
        and (following is None or not following.text[:1].islower() or bool(BULLET.match(following.text)))
    )


def _new_block(line: Line, following: Line | None, width: int, body: Draft | None, glyphs: list[str]) -> Draft:
    """The block that a line starts, given the one before it."""
    bullet = BULLET.match(line.text)
    if bullet:
        return Draft(BlockKind.BULLET, [line], level=_bullet_level(bullet.group("glyph"), body, glyphs))
    if _is_item(line, body):
        return Draft(BlockKind.BULLET, [line], level=_bullet_level("1", body, glyphs))
    glyphs.clear()
    if CAPTION.match(line.text):
        return Draft(BlockKind.CAPTION, [line])
    signed = body is not None and bool(_SIGNATORY.match(body.lines[-1].text))
    if _SIGNATORY.match(line.text) or (signed and len(line.text) < width * _FITS):
        return Draft(BlockKind.SIGNATURE, [line])
    annex = is_annex(line.text) and _voluntary(line, following, width)
    if annex or _heading_like(line, following, width):
        return Draft(BlockKind.HEADING, [line])
    return Draft(BlockKind.PARAGRAPH, [line])


def is_annex(title: str) -> bool:
    """Whether a line is the title of an annex: "Bijlage 1 gaat nader in op …" closes as a sentence does."""
    text = title.strip()
    return _ANNEX.match(text) is not None and not (text.endswith(_STOP) and len(text.split()) > _TITLE)


def _bullet_level(glyph: str, body: Draft | None, glyphs: list[str]) -> int:
    """The depth of a bullet: a new sign under a bullet that ends in a colon opens a deeper list."""
    if glyph in glyphs:
        del glyphs[glyphs.index(glyph) + 1 :]
    elif glyphs and body is not None and body.kind is BlockKind.BULLET and body.lines[-1].text.endswith(":"):
        glyphs.append(glyph)
    else:
        glyphs[:] = [glyph]
    return len(glyphs) - 1


# --- sections ----------------------------------------------------------------------------------


def _sections(letter: Letter, drafts: list[Draft], lexicon: Lexicon) -> list[Section]:
    """Gives every draft its section and every heading its level; returns the sections in order.

    A heading that returns under several others ("Cijfermatige realisatie") stands one level below
    the last that does not; one directly below another, no text between them, is its child; an
    annex holds all that follows; a heading that names a sector starts afresh; any other has the
    level of the one before it.
    """
    titles = Counter(fold(d.lines[0].text) for d in drafts if d.kind is BlockKind.HEADING)
    sections = [Section(path=(letter.title,), page=1, start=0)]
    path: list[str] = []
    base = 0
    plain_level = 1
    after_heading = False
    for draft in drafts:
        if draft.kind is BlockKind.HEADING:
            title = draft.lines[0].text
            if is_annex(title):
                level, base, plain_level = 1, 1, 2
            elif titles[fold(title)] > 1:
                level = min(plain_level, len(path)) + 1 if path else 1
            elif after_heading and len(path) >= plain_level and not lexicon.sector_of_heading(title):
                level = plain_level = plain_level + 1
            elif lexicon.sector_of_heading(title):
                level = plain_level = base + 1
            else:
                level = plain_level
            path = [*path[: level - 1], title]
            draft.level = level
            sections.append(Section(path=tuple(path), page=draft.lines[0].page, start=draft.lines[0].start))
            after_heading = True
        elif draft.kind not in (BlockKind.HEAD, BlockKind.FOOTNOTE):
            after_heading = False
        draft.section = len(sections) - 1
    return sections


# --- footnotes ---------------------------------------------------------------------------------


def _footnotes(drafts: list[Draft], flows: list[Flow], blocks: tuple[Block, ...]) -> tuple[Footnote, ...]:
    markers: dict[int, tuple[Span, int]] = {}
    for block in blocks:
        for marker in block.markers:
            markers.setdefault(marker.number, (marker.span, block.section))
    notes = []
    for draft, flow in zip(drafts, flows, strict=True):
        if draft.note is None:
            continue
        where = markers.get(draft.note)
        notes.append(
            Footnote(
                number=draft.note,
                text=re.sub(r"^\d+\s+", "", flow.text),
                span=flow.covers[0],
                marker=where[0] if where else None,
                section=where[1] if where else draft.section,
            )
        )
    return tuple(notes)


def uncovered(document: Document) -> list[Span]:
    """Stretches that are no white space and lie in no block, or in two: empty when all is well."""
    covers = sorted((c for block in document.blocks for c in block.covers), key=lambda c: c.start)
    ends = [Span(letter=document.letter.id, start=0, end=0, page=1), *covers]
    last = Span(letter=document.letter.id, start=len(document.text), end=len(document.text), page=1)
    faults = []
    for before, after in pairwise([*ends, last]):
        gap = document.text[before.end : after.start]
        if before.end > after.start or gap.strip():
            faults.append(
                Span(letter=document.letter.id, start=before.end, end=max(before.end, after.start), page=before.page)
            )
    return faults


__all__ = ["Table", "build_document", "is_annex", "uncovered"]
