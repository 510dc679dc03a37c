"""A conversation to take along: as text and HTML for the clipboard, as Markdown and as a Word document.

Every form carries the quotes with their place in the letter and a live link to the official page.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from assistant.answer import Answer, Citation
from assistant.page.markup import NOTES
from assistant.page.sources import reference, web_address
from corpus.facts import with_unit
from corpus.store import StoredLetter

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

TITLE = "Vragen over Kamerbrieven"
MADE_BY = (
    "Gemaakt met de Kamerbrief-assistent, een automatische assistent. Controleer cijfers en citaten in de bron "
    "voordat u ze gebruikt."
)
Letters = Mapping[str, StoredLetter]
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>#|~$])")
_LINE_START = re.compile(r"^(\s*)([-+>]|\d+[.)])(?=\s)", re.MULTILINE)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"


class Asked(NamedTuple):
    """A question and its answer, or the sentence of a failure; ``seconds`` is how long it took."""

    question: str
    answer: Answer | None
    error: str = ""
    seconds: float = 0.0


def address(citation: Citation, letters: Letters) -> str:
    """Where a quote stands, as a footnote names it, with its section."""
    stored = letters.get(citation.letter)
    where = reference(stored.letter, citation.page) if stored else f"{citation.letter}, p. {citation.page}"
    return f"{where}, {citation.section}"


def _quote(citation: Citation) -> str:
    return " ".join(citation.quote.split())


def as_text(asked: Asked, letters: Letters) -> str:
    """One answer with its sum, its notes and its sources as plain text."""
    answer = asked.answer
    if answer is None:
        return f"{asked.question}\n\n{asked.error}"
    parts = [asked.question, answer.text]
    if answer.calculation:
        parts.append(f"Berekening: {answer.calculation.expression}")
    parts += ["\n".join(f"Let op: {note.text}" for note in answer.notes)] if answer.notes else []
    lines = []
    for citation in answer.citations:
        url = web_address(citation.url)
        lines.append(
            f"[{citation.marker}] {address(citation, letters)}: “{_quote(citation)}”{f' {url}' if url else ''}"
        )
    parts += ["Bronnen\n" + "\n".join(lines)] if lines else []
    return "\n\n".join(parts)


def as_html(asked: Asked, letters: Letters) -> str:
    """One answer as HTML for a mail or a document; the sources are live links."""
    answer = asked.answer
    if answer is None:
        return ""
    text = "".join(f"<p>{html.escape(line)}</p>" for line in answer.text.split("\n") if line.strip())
    parts = [f"<p><b>{html.escape(asked.question)}</b></p>", text]
    if answer.calculation:
        parts.append(f"<p>Berekening: {html.escape(answer.calculation.expression)}</p>")
    parts += [f"<p>Let op: {html.escape(note.text)}</p>" for note in answer.notes]
    for citation in answer.citations:
        where, url = html.escape(address(citation, letters)), web_address(citation.url)
        where = f'<a href="{html.escape(url)}">{where}</a>' if url else where
        parts.append(f"<p>[{citation.marker}] {where}: “{html.escape(_quote(citation))}”</p>")
    return "".join(parts)


def _plain(text: str) -> str:
    """Text for Markdown that shows exactly its characters."""
    return _LINE_START.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\1", text))


def as_markdown(conversation: Sequence[Asked], letters: Letters) -> str:
    """The conversation as Markdown."""
    parts = [f"# {TITLE}", f"*{MADE_BY}*"]
    for asked in conversation:
        parts.append(f"## {_plain(asked.question)}")
        answer = asked.answer
        if answer is None:
            parts.append(_plain(asked.error))
            continue
        for line in filter(str.strip, answer.text.split("\n")):
            parts.append(f"- {_plain(line.removeprefix('- '))}" if line.startswith("- ") else _plain(line))
        if answer.calculation:
            parts.append(f"**Berekening:** {_plain(answer.calculation.expression)}")
            operands = answer.calculation.operands
            rows = [
                f"| {_plain(o.label)} | {_plain(with_unit(o.value, o.unit))} | \\[{o.citation}\\] |" for o in operands
            ]
            parts.append("\n".join(["| Cijfer uit de brief | Waarde | Bron |", "|---|---:|---|", *rows]))
        parts += [f"> **{NOTES[note.kind]}:** {_plain(note.text)}" for note in answer.notes]
        for citation in answer.citations:
            where, url = _plain(address(citation, letters)), web_address(citation.url)
            where = f"[{where}](<{url}>)" if url else where
            parts.append(f"\\[{citation.marker}\\] {where}: “{_plain(_quote(citation))}”")
    return "\n\n".join(parts) + "\n"


def as_word(conversation: Sequence[Asked], letters: Letters) -> bytes:
    """The conversation as a Word document (docx)."""
    from docx import Document

    document = Document()
    document.core_properties.title = TITLE
    document.core_properties.language = "nl-NL"
    document.core_properties.author = "Kamerbrief-assistent"
    document.add_heading(TITLE, 0)
    document.add_paragraph(MADE_BY).runs[0].italic = True
    for asked in conversation:
        document.add_heading(_for_word(asked.question), 1)
        if asked.answer is None:
            document.add_paragraph(_for_word(asked.error))
        else:
            _answer_in_word(document, asked.answer, letters)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _for_word(text: str) -> str:
    """The text without the control characters that a Word document cannot hold."""
    return "".join(c for c in text if c in "\n\t" or (c >= " " and not "\ud800" <= c <= "\udfff"))


def _answer_in_word(document: WordDocument, answer: Answer, letters: Letters) -> None:
    for line in filter(str.strip, answer.text.split("\n")):
        style = "List Bullet" if line.startswith("- ") else None
        document.add_paragraph(_for_word(line.removeprefix("- ")), style=style)
    if answer.calculation:
        document.add_paragraph().add_run(_for_word(f"Berekening: {answer.calculation.expression}")).bold = True
        table = document.add_table(rows=1, cols=3)
        table.style = "Light Grid Accent 1"
        for cell, name in zip(table.rows[0].cells, ("Cijfer uit de brief", "Waarde", "Bron"), strict=True):
            cell.text = name
        for operand in answer.calculation.operands:
            shown = (operand.label, with_unit(operand.value, operand.unit), f"[{operand.citation}]")
            for cell, text in zip(table.add_row().cells, shown, strict=True):
                cell.text = _for_word(text)
        document.add_paragraph()
    for note in answer.notes:
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{NOTES[note.kind]}: ").bold = True
        paragraph.add_run(_for_word(note.text))
    if answer.citations:
        document.add_heading("Bronnen", 2)
    for citation in answer.citations:
        paragraph = document.add_paragraph(f"[{citation.marker}] ")
        _link_in_word(paragraph, _for_word(address(citation, letters)), web_address(citation.url))
        paragraph.add_run(f": “{_for_word(_quote(citation))}”")


def _link_in_word(paragraph: Any, text: str, url: str) -> None:
    """Adds a link, or the bare text where there is no address; Word keeps links as relations of the document."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run = paragraph.add_run(text)
    if not url:
        return
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(url, _RELATION, is_external=True))
    run.font.underline = True
    paragraph._p.append(link)
    link.append(run._r)
