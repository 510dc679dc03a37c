"""Passages: pieces of one section that are searched and quoted.

Neighbouring paragraphs of a section stay together up to a size; a list stays with the sentence
that opens it, and a list too long for one passage repeats that sentence in each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby

from corpus.documents import Block, BlockKind, Document, Passage, Sentence

MAX_CHARS = 900
"""The size up to which neighbouring blocks share a passage: about one long paragraph. Not yet chosen
by measurement."""

_TEXT = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CAPTION)


def build_passages(document: Document) -> list[Passage]:
    """The passages of a letter in its order; footnotes follow as passages of their own."""
    text = [block for block in document.blocks if block.kind in _TEXT]
    passages = []
    for section, blocks in groupby(text, key=lambda block: block.section):
        for group in _pack(_units(list(blocks))):
            passages.append(_passage(document, section, group))
    return passages + list(_footnote_passages(document))


def _units(blocks: list[Block]) -> Iterator[list[Block]]:
    """Blocks that belong together: a list with its opening sentence, or one paragraph."""
    unit: list[Block] = []
    for block in blocks:
        opens = bool(unit) and (block.kind is BlockKind.BULLET) and (
            unit[-1].kind is BlockKind.BULLET or unit[-1].text.endswith(":")
        )  # fmt: skip
        if unit and not opens:
            yield unit
            unit = []
        unit.append(block)
    if unit:
        yield unit


def _pack(units: Iterable[list[Block]]) -> Iterator[list[Block]]:
    group: list[Block] = []
    for unit in units:
        for part in _split(unit):
            if group and _length([*group, *part]) > MAX_CHARS:
                yield group
                group = []
            group = [*group, *part]
    if group:
        yield group


def _split(unit: list[Block]) -> Iterator[list[Block]]:
    """A long list in parts, each with the opening sentence; anything else as it is."""
    lead = unit[:1] if unit[0].kind is not BlockKind.BULLET else []
    if len(unit) == len(lead) or _length(unit) <= MAX_CHARS:
        yield unit
        return
    part = list(lead)
    for block in unit[len(lead) :]:
        if len(part) > len(lead) and _length([*part, block]) > MAX_CHARS:
            yield part
            part = list(lead)
        part.append(block)
    yield part


def _length(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _passage(document: Document, section: int, blocks: list[Block]) -> Passage:
    sentences = tuple(sentence for block in blocks for sentence in block.sentences)
    kind = blocks[0].kind if all(b.kind is blocks[0].kind for b in blocks) else BlockKind.PARAGRAPH
    return _make(document, section, kind, "\n".join(block.text for block in blocks), sentences)


def _footnote_passages(document: Document) -> Iterator[Passage]:
    by_start = {block.covers[0].start: block for block in document.blocks if block.kind is BlockKind.FOOTNOTE}
    for note in document.footnotes:
        block = by_start[note.span.start]
        yield _make(document, note.section, BlockKind.FOOTNOTE, note.text, block.sentences)


def _make(document: Document, section: int, kind: BlockKind, text: str, sentences: tuple[Sentence, ...]) -> Passage:
    where = sentences[0].spans[0]
    path = document.sections[section].name
    digest = hashlib.sha256(f"{document.letter.id}\0{where.start}\0{path}\0{text}".encode()).hexdigest()[:12]
    return Passage(
        id=f"{document.letter.id}:{where.start}:{digest}",
        letter=document.letter.id,
        heading_path=document.sections[section].path,
        kind=kind,
        text=text,
        sentences=sentences,
    )
