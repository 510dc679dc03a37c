"""From text to lines that know their page, with running heads and footnotes set apart.

The rules follow what PDF-to-text tools leave of letters from Dutch ministries:

- a page starts at a form feed; or, in texts without one, at a line that starts with exactly one
  space; or at a running head, which ends in "Pagina N van M";
- footnotes stand at the end of a page, after an empty line, numbered on from the page before;
- the addresses of links follow the footnotes, or stand alone on a line at the end of a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from corpus.documents import Pages

BULLET = re.compile(r"(?P<glyph>[\uf0b7\uf0a7\uf02d•◦▪‣●○*·–-]|o)[ \t]+(?=\S)")
NUMBERED = re.compile(r"(?P<number>\d{1,2}|[a-z])[.)][ \t]+(?=\S)")
"""An item of a numbered list, where it follows the line that opens the list or the item before it."""
_PAGE_LABEL = re.compile(r"^\s*Pagina\s+(\d+)\s+van\s+(\d+)\s*$", re.IGNORECASE)
_NOTE = re.compile(r"^\s?(\d{1,3})[ \t]{1,4}(?=\S)")
_URL = re.compile(r"^\s*(?:https?://|www\.)\S+\s*$")
_HEAD_LINES = 15


class Role(Enum):
    """What a line is for: body text, part of a footnote, the address of a link, a running head."""

    BODY = "body"
    NOTE = "note"
    LINK = "link"
    HEAD = "head"


@dataclass(slots=True)
class Line:
    """One line: ``text[start:end]`` without white space at its ends; an empty line has start == end."""

    start: int
    end: int
    text: str
    page: int = 1
    starts_page: bool = False
    role: Role = Role.BODY
    note: int | None = None
    """The footnote that this line starts."""

    @property
    def blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.text


def read_lines(text: str) -> tuple[list[Line], Pages]:
    """All lines of a letter with page and role, and where its pages start."""
    lines, raw = _split(text)
    starts = _page_starts(lines, raw)
    pages = _number_pages(lines, raw, starts)
    _mark_notes(lines)
    return lines, pages


def _split(text: str) -> tuple[list[Line], list[str]]:
    lines, raw, offset = [], [], 0
    for part in re.split(r"(?<=\n)|(?=\f)", text):
        bare = part.strip()
        start = offset + (part.index(bare) if bare else 0)
        lines.append(Line(start, start + len(bare), bare))
        raw.append(part.rstrip("\n"))
        offset += len(part)
    return lines, raw


def _page_starts(lines: list[Line], raw: list[str]) -> set[int]:
    """Indices of the lines that start a page, running heads not yet counted."""
    feeds = {i for i, part in enumerate(raw) if part.startswith("\f")}
    if feeds:
        return {0} | feeds
    spaced = [i for i, part in enumerate(raw) if re.match(r" [^\s]", part)]
    filled = sum(not line.blank for line in lines)
    if len(spaced) * 5 > filled:  # an indented text, not page starts
        return {0}
    # A spaced bullet starts a page only where bullets of its kind are otherwise not indented.
    flush = {line.text[0] for line, part in zip(lines, raw, strict=True) if BULLET.match(part)}
    return {0} | {i for i in spaced if not BULLET.match(lines[i].text) or lines[i].text[0] in flush}


def _number_pages(lines: list[Line], raw: list[str], starts: set[int]) -> Pages:
    """Marks running heads, gives every line its page, and trusts a printed page number."""
    heads: dict[int, int] = {}
    for index, line in enumerate(lines):
        label = _PAGE_LABEL.match(line.text)
        if label:
            first = _head_start(lines, starts, index)
            heads[first] = int(label.group(1))
            for other in lines[first : index + 1]:
                other.role = Role.HEAD
    offsets: list[int] = []
    numbers: list[int] = []
    page = 0
    for index, (line, part) in enumerate(zip(lines, raw, strict=True)):
        printed = heads.get(index)
        if printed is not None and printed != page:
            page = printed
        elif index in starts and printed is None:
            page += 1
        if not numbers or numbers[-1] != page:
            line.starts_page = True
            offsets.append(line.start - (len(part) - len(part.lstrip()) if line.text else 0))
            numbers.append(page)
        line.page = page
    return Pages(starts=tuple(offsets), numbers=tuple(numbers))


def _head_start(lines: list[Line], starts: set[int], label: int) -> int:
    """The first line of the running head that ends at line ``label``.

    It goes up to the start of the page, or to two empty lines in a row.
    """
    first = label
    for index in range(label, max(label - _HEAD_LINES, -1), -1):
        if not lines[index].blank:
            first = index
        if index in starts:
            return first
        if index >= 2 and lines[index - 1].blank and lines[index - 2].blank:
            return first
    return label


def _mark_notes(lines: list[Line]) -> None:
    """Marks footnotes and link addresses at page ends."""
    expected = 1
    index = 0
    while index < len(lines):
        line = lines[index]
        after_break = index == 0 or lines[index - 1].blank or lines[index - 1].role is not Role.BODY
        if line.role is Role.BODY and after_break:
            if _URL.match(line.text):
                line.role = Role.LINK
            elif _starts_note(line, expected) and _closes_page(lines, index):
                index, expected = _mark_note_block(lines, index, expected)
                continue
        index += 1


def _starts_note(line: Line, expected: int) -> bool:
    found = _NOTE.match(line.text)
    return found is not None and int(found.group(1)) == expected


def _closes_page(lines: list[Line], index: int) -> bool:
    """Whether only notes and link addresses follow on the page: text after it makes it a list."""
    page = lines[index].page
    after_blank = False
    for line in lines[index:]:
        if line.page != page or line.role is Role.HEAD:
            return True
        if line.blank:
            after_blank = True
        elif after_blank and not _URL.match(line.text) and not _NOTE.match(line.text):
            return False
    return True


def _mark_note_block(lines: list[Line], index: int, expected: int) -> tuple[int, int]:
    """Marks consecutive footnotes up to an empty line or page end; returns where it stopped."""
    page = lines[index].page
    while index < len(lines) and not lines[index].blank and lines[index].page == page:
        line = lines[index]
        line.role = Role.NOTE
        if _starts_note(line, expected):
            line.note = expected
            expected += 1
        index += 1
    return index, expected
