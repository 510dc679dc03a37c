"""A source as the pages show it: its address, and the passage marked in the letter around it.

Every source of an answer is on the page, out of sight, until a link to it is followed: the style
sheet shows the one that the address names (``:target``). So a source opens at once, with mouse or
keyboard, and the way back in the browser closes it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import quote as url_quote

from assistant.answer import Citation, CitedOperand
from assistant.page.frame import escaped
from corpus.documents import Letter, Span
from corpus.facts import Fact
from corpus.store import StoredLetter

CONTEXT = 500
"""Characters of the letter that are shown on each side of a quote."""
_WRAPPED = 60
"""A line of a letter at least this long was broken by its width, not by its writer."""
_NEWLINE = re.compile(r"([^\n]*)\n(?=[^\n\uf0b7•])")


class Source(NamedTuple):
    """A place in a letter under an anchor: what it is called, the marked stretch, and in it the figures
    that were used."""

    anchor: str
    title: str
    letter: str
    section: str
    page: int
    start: int
    end: int
    cells: tuple[tuple[int, int], ...] = ()
    url: str | None = None


def short_address(letter: str, page: int, letters: Mapping[str, StoredLetter]) -> str:
    """Where a quote stands, short: ``nr. 348, p. 3``."""
    number = letters[letter].letter.number if letter in letters else None
    return f"nr. {number}, p. {page}" if number else f"{letter}, p. {page}"


def reference(letter: Letter, page: int) -> str:
    """Where a quote stands, in full: ``Kamerstukken II 2025/26, 34352, nr. 348, p. 3``."""
    if letter.dossier and letter.number and letter.session_year:
        return f"Kamerstukken II {letter.session_year}, {letter.dossier}, nr. {letter.number}, p. {page}"
    return f"{letter.short_name}, p. {page}"


def web_address(url: str | None) -> str:
    """The address when it is one of the web, else nothing: a letter's metadata may hold anything."""
    return url if url and url.startswith(("https://", "http://")) else ""


def of_citation(citation: Citation, anchor: str, operands: Iterable[CitedOperand], facts: Sequence[Fact]) -> Source:
    """A cited place, with the figures of these operands in it."""
    found = (cell_of(operand, citation, facts) for operand in operands)
    cells = tuple(sorted({(cell.start, cell.end) for cell in found if cell}))
    return Source(
        anchor, f"Bron {citation.marker}", citation.letter, citation.section, citation.page, citation.start,
        citation.end, cells, citation.url,
    )  # fmt: skip


def cell_of(operand: CitedOperand, citation: Citation, facts: Sequence[Fact]) -> Span | None:
    """Where the figure of an operand stands in its quote; the year in its name decides between equal figures."""
    inside = [
        fact for fact in facts
        if citation.start <= fact.cell.start and fact.cell.end <= citation.end
        and fact.value == operand.value and fact.letter == citation.letter
    ]  # fmt: skip
    dated = [fact for fact in inside if fact.period and fact.period in operand.label]
    found = dated or inside
    return found[0].cell if found else None


def reflowed(text: str) -> str:
    """The text with its line wraps undone, character for character, and with a bullet that fonts have."""
    joined = _NEWLINE.sub(lambda m: f"{m[1]} " if len(m[1]) >= _WRAPPED else m[0], text)
    return joined.replace("\uf0b7", "•")


def context_html(source: Source, text: str) -> str:
    """The marked passage with the letter around it; the figures that were used stand out in it."""
    first, last = max(source.start - CONTEXT, 0), min(source.end + CONTEXT, len(text))
    # From the beginning of a line, so that its length tells whether it was broken by its width.
    line = text.rfind("\n", 0, first) + 1
    shown = reflowed(text[line:last])[first - line :]
    before, after = shown[: source.start - first], shown[source.end - first :]
    if first:
        before = "… " + before.partition(" ")[2].lstrip()
    if last < len(text):
        after = after.rpartition(" ")[0].rstrip() + " …"
    parts, at = [], source.start
    for start, end in source.cells:
        parts += [escaped(shown[at - first : start - first]), f"<strong>{escaped(shown[start - first : end - first])}"]
        parts.append("</strong>")
        at = end
    parts.append(escaped(shown[at - first : source.end - first]))
    marked = f'<mark id="{source.anchor}-plaats">{"".join(parts)}</mark>'
    around = 'class="kb-context" tabindex="0" role="group" aria-label="De passage in de brief"'
    return f"<div {around}>{escaped(before)}{marked}{escaped(after)}</div>"


def letter_link(letter: str, page: int) -> str:
    """The address of a page of a letter in this program."""
    return f"brieven?brief={url_quote(letter)}&amp;pagina={page}"


def source_html(source: Source, back: str, letters: Mapping[str, StoredLetter], lead: str = "") -> str:
    """A source in the letter, closed by a link to ``back``; ``lead`` is HTML that stands above the passage."""
    address = escaped(short_address(source.letter, source.page, letters))
    stored = letters.get(source.letter)
    context = context_html(source, stored.text) if stored else ""
    links = []
    if stored:
        to = letter_link(source.letter, source.page)
        links.append(f'<a href="{to}" target="_blank">Lees pagina {source.page} van de brief</a>')
    if web_address(source.url):
        name = stored.letter.short_name if stored else source.letter
        links.append(f'<a href="{escaped(source.url or "")}" target="_blank">{escaped(name)} op de officiële site</a>')
    where = f"<p>{'<br>'.join(links)}<br><small>Deze links openen in een nieuw tabblad.</small></p>" if links else ""
    return (
        f'<section class="kb kb-source" id="{source.anchor}" tabindex="-1" role="region" '
        f'aria-label="{escaped(source.title)}: {address}">'
        f'<p class="kb-source-head"><strong>{escaped(source.title)} · {address}</strong>'
        f'<a class="kb-close" href="#{back}">Sluiten</a></p>'
        f'<p class="kb-path">{escaped(source.section)}</p>{lead}{context}{where}</section>'
    )
