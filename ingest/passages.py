"""Passages: pieces of one section that are searched and quoted.

Neighbouring paragraphs of a section stay together up to a size; a list stays with the sentence
that opens it, and a list too long for one passage repeats that sentence in each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby

from corpus.documents import PATH_SEPARATOR, Block, BlockKind, Document, Passage, Sentence

MAX_CHARS = 900
"""The size up to which neighbouring blocks share a passage: about one long paragraph. Chosen by
``python -m evals retrieval --sizes``, whose table stands in ``evals/README.md``."""

SIGNATURE_HEADING = "Ondertekening"
_TEXT = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.CAPTION)


def build_passages(document: Document, size: int = MAX_CHARS) -> list[Passage]:
    """The passages of a letter in its order; footnotes follow as passages of their own.

    Neighbouring blocks share a passage up to ``size`` characters.
    """
    text = [block for block in document.blocks if block.kind in _TEXT]
    passages = []
    for section, blocks in groupby(text, key=lambda block: block.section):
        for group in _pack(_units(list(blocks)), size):
            passages.append(_passage(document, section, group))
    return passages + list(_signatures(document)) + list(_footnote_passages(document))


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


def _pack(units: Iterable[list[Block]], size: int) -> Iterator[list[Block]]:
    group: list[Block] = []
    for unit in units:
        for part in _split(unit, size):
            if group and _length([*group, *part]) > size:
                yield group
                group = []
            group = [*group, *part]
    if group:
        yield group


def _split(unit: list[Block], size: int) -> Iterator[list[Block]]:
    """A long list in parts, each with the opening sentence; anything else as it is."""
    lead = unit[:1] if unit[0].kind is not BlockKind.BULLET else []
    if len(unit) == len(lead) or _length(unit) <= size:
        yield unit
        return
    part = list(lead)
    for block in unit[len(lead) :]:
        if len(part) > len(lead) and _length([*part, block]) > size:
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


def _signatures(document: Document) -> Iterator[Passage]:
    """Who signed, each with the office: one passage a letter, under a heading of its own that says so."""
    signed = [s for b in document.blocks if b.kind is BlockKind.SIGNATURE for s in b.sentences]
    if not signed:
        return
    whole = signed[0]
    for sentence in signed[1:]:
        shift = len(whole.text) + 1
        whole = Sentence(
            text=f"{whole.text} {sentence.text}",
            spans=(*whole.spans, *sentence.spans),
            notes=(*whole.notes, *sentence.notes),
            runs=(*whole.runs, *((at + shift, source, length) for at, source, length in sentence.runs)),
        )
    yield _named(document, (SIGNATURE_HEADING,), BlockKind.SIGNATURE, whole.text, (whole,))


def _footnote_passages(document: Document) -> Iterator[Passage]:
    by_start = {block.covers[0].start: block for block in document.blocks if block.kind is BlockKind.FOOTNOTE}
    for note in document.footnotes:
        block = by_start[note.span.start]
        yield _make(document, note.section, BlockKind.FOOTNOTE, note.text, block.sentences)


def _make(document: Document, section: int, kind: BlockKind, text: str, sentences: tuple[Sentence, ...]) -> Passage:
    return _named(document, document.sections[section].path, kind, text, sentences)


def _named(
    document: Document, path: tuple[str, ...], kind: BlockKind, text: str, sentences: tuple[Sentence, ...]
) -> Passage:
    where = sentences[0].spans[0]
    name = PATH_SEPARATOR.join(path)
    digest = hashlib.sha256(f"{document.letter.id}\0{where.start}\0{name}\0{text}".encode()).hexdigest()[:12]
    return Passage(
        id=f"{document.letter.id}:{where.start}:{digest}",
        letter=document.letter.id,
        heading_path=path,
        kind=kind,
        text=text,
        sentences=sentences,
    )
