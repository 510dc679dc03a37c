"""From the lines of a block to clean text whose every character remembers where it came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from corpus.documents import Block, BlockKind, Marker, Sentence, Span
from corpus.dutch import sentence_bounds
from ingest.lines import BULLET, NUMBERED, Line

_NO_SOURCE = -1
_STRETCH = re.compile(r"\S+(?: \S+)*|\s+")
"""Text that needs no change, or white space that becomes one space."""
_QUARTER_MARK = re.compile(r"(?<!\d)(?:19|20)\d{2}Q[1-4](\d{1,2})(?!\d)")
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d{2}$")


@dataclass(slots=True)
class Flow:
    """Clean text of a block; ``origin[i]`` is the source offset of ``text[i]``, -1 for a space that
    stands for a line break."""

    letter: str
    source: str
    text: str
    origin: list[int]
    covers: tuple[Span, ...]
    pages: list[tuple[int, int]]
    """Source offset from which each page holds, in order."""
    markers: list[Marker] = field(default_factory=list)
    lead: int = 0
    """How many characters at the start are the bullet's sign, no part of any sentence."""

    def page(self, offset: int) -> int:
        """The page of a source offset inside this block."""
        return self.pages[bisect_right(self.pages, offset, key=lambda held: held[0]) - 1][1]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The source stretches of ``text[start:end]``.

        They part at a page break, where set-aside text stands between two lines, and around a footnote marker that
        is glued to a digit, since the number would read wrong with it.
        """
        found: list[list[int]] = []
        for _, first, length in self._runs(start, end):
            if found and self._joined(found[-1][1], first):
                found[-1][1] = first + length - 1
            else:
                found.append([first, first + length - 1])
        return tuple(
            Span(letter=self.letter, start=first, end=last + 1, page=self.page(first)) for first, last in found
        )

    def _runs(self, start: int, end: int) -> list[tuple[int, int, int]]:
        """The pieces of ``text[start:end]`` that run on in the source: place in the piece of text, source
        offset, length."""
        origin = self.origin[start:end]
        runs: list[tuple[int, int, int]] = []
        at = 0
        while at < len(origin):
            # Offsets only rise, so a piece between two line breaks without a jump is known by its ends.
            stop = origin.index(_NO_SOURCE, at) if _NO_SOURCE in origin[at:] else len(origin)
            while at < stop:
                first, length = origin[at], stop - at
                if origin[stop - 1] - first != length - 1:
                    length = next(i for i in range(1, length + 1) if origin[at + i] != first + i)
                runs.append((at, first, length))
                at += length
            at = stop + 1
        return runs

    def _joined(self, before: int, after: int) -> bool:
        if after == before + 1:
            return True
        if self.page(before) != self.page(after):
            return False
        gap = self.source[before + 1 : after]
        return not gap.strip() or (gap.isdigit() and not self.source[before].isdigit()) or gap.strip() == "-"

    def drop(self, start: int, end: int, number: int) -> None:
        """Takes a footnote marker, ``text[start:end]``, out of the text and notes where it was."""
        first = self.origin[start]
        span = Span(letter=self.letter, start=first, end=self.origin[end - 1] + 1, page=self.page(first))
        glued = self.text[start - 1 : start].isalnum() and self.text[end : end + 1].isalnum()
        self.text = self.text[:start] + (" " if glued else "") + self.text[end:]
        self.origin[start:end] = [_NO_SOURCE] if glued else []
        self.markers.append(Marker(number=number, span=span, position=start))

    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the block with their spans and the footnotes they refer to."""
        found = []
        for first, last in sentence_bounds(self.text[self.lead :]):
            start, end = first + self.lead, last + self.lead
            notes = tuple(m.number for m in self.markers if start < m.position <= end)
            found.append(self._sentence(start, end, notes))
        return tuple(found)

    def _sentence(self, start: int, end: int, notes: tuple[int, ...] = ()) -> Sentence:
        runs = tuple(self._runs(start, end))
        return Sentence(text=self.text[start:end], spans=self.spans(start, end), notes=notes, runs=runs)

    def block(self, kind: BlockKind, section: int, level: int) -> Block:
        """The finished block; headings, tables, captions, signatures and heads are one sentence or none."""
        split = kind in (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.FOOTNOTE)
        return Block(
            kind=kind,
            covers=self.covers,
            text=self.text[self.lead :] if kind is BlockKind.BULLET else self.text,
            sentences=self.sentences()
            if split
            else ((self._sentence(0, len(self.text)),) if kind in (BlockKind.CAPTION, BlockKind.SIGNATURE) else ()),
            markers=tuple(self.markers),
            section=section,
            level=level,
        )


def join_lines(letter: str, source: str, lines: list[Line], kind: BlockKind) -> Flow:
    """The clean text of a block's lines.

    Line breaks become one space; none after a hyphen that splits a word ("functie-\\neisen"),
    unless "en" or "of" follows ("werk-\\nen begeleidings…").
    """
    parts: list[str] = []
    origin: list[int] = []
    for line in lines:
        if parts and not _hyphen_joins("".join(parts[-2:])[-2:], line.text):
            parts.append(" ")
            origin.append(_NO_SOURCE)
        for stretch in _STRETCH.finditer(line.text):
            # White space becomes one space, that of its first character.
            parts.append(" " if stretch.group().isspace() else stretch.group())
            origin.extend(range(line.start + stretch.start(), line.start + stretch.start() + len(parts[-1])))
    text = "".join(parts)
    bullet = (BULLET.match(text) or NUMBERED.match(text)) if kind is BlockKind.BULLET else None
    note = re.match(r"\d{1,3}\s+", text) if kind is BlockKind.FOOTNOTE else None
    lead = bullet.end() if bullet else note.end() if note else 0
    pages = [(line.start, line.page) for line in lines]
    return Flow(letter, source, text, origin, _covers(letter, source, lines), pages, lead=lead)


def _hyphen_joins(tail: str, following: str) -> bool:
    if not tail.endswith("-") or not tail[0].isalnum():
        return False
    return not re.match(r"(?:en|of)\b", following)


def _covers(letter: str, source: str, lines: list[Line]) -> tuple[Span, ...]:
    runs: list[tuple[int, int, int]] = []
    for line in lines:
        if runs and not source[runs[-1][1] : line.start].strip():
            runs[-1] = (runs[-1][0], line.end, runs[-1][2])
        else:
            runs.append((line.start, line.end, line.page))
    return tuple(Span(letter=letter, start=s, end=e, page=p) for s, e, p in runs)


def find_markers(flows: list[Flow], kinds: list[BlockKind], numbers: dict[int, int]) -> None:
    """Takes footnote markers out of the blocks, in place.

    ``numbers`` gives the page on which the text of each footnote stands. A marker is that number
    glued to the character before it, on the same page, after the marker of the note before it.
    Glued to a digit it counts only behind a year ("20191" is 2019 and note 1): elsewhere it is
    part of a number. A quarter ("2024Q41") has one digit, so a second one is a marker too.
    """
    body = [
        f for f, k in zip(flows, kinds, strict=True) if k not in (BlockKind.FOOTNOTE, BlockKind.HEAD, BlockKind.TABLE)
    ]
    after = -1
    for number, page in sorted(numbers.items()):
        found = _find_marker(body, number, page, after)
        if found is not None:
            flow, start = found
            after = flow.origin[start]
            flow.drop(start, start + len(str(number)), number)
    for flow in body:
        for match in reversed(list(_QUARTER_MARK.finditer(flow.text))):
            flow.drop(match.start(1), match.end(1), int(match.group(1)))


def _find_marker(body: list[Flow], number: int, page: int, after: int) -> tuple[Flow, int] | None:
    pattern = re.compile(rf"(?<=[^\s(]){number}(?!\d)(?![.,]\d)")
    for flow in body:
        for match in pattern.finditer(flow.text, flow.lead):
            offset = flow.origin[match.start()]
            if offset <= after or flow.page(offset) != page:
                continue
            before = flow.text[: match.start()]
            if before[-1].isdigit():
                if _YEAR.search(before):
                    return flow, match.start()
            elif before[-1] in "/-+=€" or (before[-1] in ".," and not _closes_word(before)):
                continue
            else:
                return flow, match.start()
    return None


def _closes_word(before: str) -> bool:
    """Whether the point or comma that ends ``before`` ends a sentence and not half a number."""
    return not before[-2:-1].isdigit() or bool(_YEAR.search(before[:-1]))
