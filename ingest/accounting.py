"""The account of a letter's numbers: each is a fact, or something that has a name and counts nothing.

The numbers are found in the letter's own characters, not in the sentences that facts are read
from, so that a number which reading lost shows up here as unaccounted for (an empty ``kind``).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from corpus.documents import Block, BlockKind, Document, Sentence, Span
from corpus.dutch import fold, parse_half, parse_number_word, parse_ordinal_word, tokens
from corpus.facts import Fact
from ingest.quantities import Number, others

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_NOTE = re.compile(r"\s*\d{1,3}(?=\s)")
_SHARES = frozenset({"helft", "kwart", "driekwart", "beide", "beiden", "derden"})


class Accounted(NamedTuple):
    """A number of the letter: its characters, and its fact or else the kind of thing it is."""

    text: str
    span: Span
    fact: Fact | None
    kind: str


def account(document: Document, facts: Sequence[Fact]) -> list[Accounted]:
    """Every number of a letter, in digits and in words, in order; `kind` is empty for one that
    reading lost, and ``feit`` for a fact."""
    return list(_Account(document, facts).numbers())


class _Account:
    def __init__(self, document: Document, facts: Sequence[Fact]) -> None:
        self.document = document
        self.facts = sorted(facts, key=lambda f: f.cell.start)
        self.fact_starts = [f.cell.start for f in self.facts]
        self.markers = {m.span.start: m.span.end for block in document.blocks for m in block.markers}
        self.covers = sorted(
            ((cover, block) for block in document.blocks for cover in block.covers), key=lambda pair: pair[0].start
        )

    def numbers(self) -> Iterator[Accounted]:
        """Every number of the letter, in order."""
        for start, end in sorted({*self._digits(), *self._words()}):
            fact = self._fact(start)
            kind = "feit" if fact is not None else self._kind(start, end)
            page = self.document.pages.at(start)
            span = Span(letter=self.document.letter.id, start=start, end=end, page=page)
            yield Accounted(self.document.text[start:end], span, fact, kind)

    def _digits(self) -> Iterator[tuple[int, int]]:
        """Numbers in digits; a footnote marker behind a number is a number of its own."""
        for match in _DIGITS.finditer(self.document.text):
            cuts = [at for at in range(match.start(), match.end()) if at in self.markers]
            edges = [match.start(), *cuts, *(self.markers[at] for at in cuts), match.end()]
            bounds = sorted(set(edges))
            for first, last in pairwise(bounds):
                number = self.document.text[first:last].rstrip(".,")
                if number.strip(".,"):
                    yield first, first + len(number)

    def _words(self) -> Iterator[tuple[int, int]]:
        """Numbers in words: cardinals, ordinals, halves, and "een"."""
        for token in tokens(self.document.text):
            if not token.is_number and _is_number_word(token.text):
                yield token.start, token.end

    def _fact(self, start: int) -> Fact | None:
        index = bisect_right(self.fact_starts, start) - 1
        fact = self.facts[index] if index >= 0 else None
        return fact if fact is not None and fact.cell.start <= start < fact.cell.end else None

    def _kind(self, start: int, end: int) -> str:
        """What a number that is no fact is; empty when nothing says."""
        if start in self.markers:
            return "nootverwijzing"
        block = self._block(start)
        if block is None:
            return ""
        if block.kind is BlockKind.HEAD:
            return "paginakop"
        if block.kind is BlockKind.TABLE:
            return "jaartal" if self._is_column(block, start, end) else ""
        if block.kind is BlockKind.FOOTNOTE and self._opens_note(block, start):
            return "nootnummer"
        if block.kind in (BlockKind.HEADING, BlockKind.SIGNATURE):
            return _kind_at(others(self.document.text[block.covers[0].start : block.covers[-1].end]),
                            start - block.covers[0].start)  # fmt: skip
        for sentence in block.sentences:
            at = _position(sentence, start)
            if at is not None:
                return _kind_at(others(sentence.text), at)
        return ""

    def _block(self, start: int) -> Block | None:
        index = bisect_right(self.covers, start, key=lambda pair: pair[0].start) - 1
        cover, block = self.covers[index] if index >= 0 else (None, None)
        return block if cover is not None and start < cover.end else None

    @cached_property
    def _columns(self) -> set[str]:
        return {word for table in self.document.tables for column in table.columns for word in column.split()}

    def _is_column(self, block: Block, start: int, end: int) -> bool:
        """Whether a number is the name of a column, above the first row of its table."""
        first_row = min(
            (r.span.start for t in self.document.tables for r in t.rows if block.covers[0].start <= r.span.start),
            default=0,
        )
        return self.document.text[start:end] in self._columns and start < first_row

    def _opens_note(self, block: Block, start: int) -> bool:
        opening = _NOTE.match(self.document.text, block.covers[0].start)
        numbers = {note.span.start for note in self.document.footnotes}
        return opening is not None and block.covers[0].start in numbers and start < opening.end()


def _kind_at(found: Sequence[Number], at: int) -> str:
    return next((number.kind for number in found if number.start <= at < number.end), "")


def _position(sentence: Sentence, offset: int) -> int | None:
    """The place in a clean sentence of a source offset, or None when it stands elsewhere."""
    for at, source, length in sentence.runs:
        if source <= offset < source + length:
            return at + offset - source
    return None


def _is_number_word(word: str) -> bool:
    folded = fold(word)
    return (
        folded == "een"
        or folded in _SHARES
        or parse_number_word(word) is not None
        or parse_ordinal_word(word) is not None
        or parse_half(word) is not None
        or any(number.kind == "samenstelling" for number in others(word))
    )
