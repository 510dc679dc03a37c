"""An answer as HTML: its lines with links to the sources, its sum, its notes, its table.

Text of letters and questions never passes through markdown, which alters it ("3 -> 4", "$x$"): it
is escaped and shown as HTML.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import count, groupby

from assistant.answer import Answer, Citation, CitedCalculation, Note, NoteKind, Route, Status
from assistant.page.frame import escaped
from assistant.page.sources import Source, of_citation, short_address, source_html
from corpus.dutch import NUMBER_PATTERN, format_number
from corpus.facts import Fact, with_unit
from corpus.store import StoredLetter

STATUS = {
    Status.ANSWERED: "Antwoord",
    Status.NOT_IN_SOURCE: "Geen antwoord gevonden",
    Status.OUT_OF_SCOPE: "Geen vraag voor deze assistent",
    Status.AMBIGUOUS: "De vraag kan meer betekenen",
}
NOTES = {
    NoteKind.SOURCE_INCONSISTENCY: "Tegenspraak in de brief",
    NoteKind.APPROXIMATE: "Bij benadering",
    NoteKind.PREMISE_CORRECTED: "Anders dan in de vraag",
    NoteKind.EXCLUDED_FROM_TARGET: "Telt niet mee",
    NoteKind.SERIES_BREAK: "Jaren vergelijken",
    NoteKind.ASSUMPTION: "Aanname",
    NoteKind.COMPUTED_MEAN: "Gemiddelde",
}
QUOTED, COMPUTED = "Citaat", "Berekend"
_NUMBER = re.compile(rf"(?<![\d.,]){NUMBER_PATTERN}(?![\d]|[.,]\d)")
_MARKERS = re.compile(r"(?:\[\d+\])+")


def phrased_label(answer: Answer) -> str:
    """The label of an answer that a language model put into words, when it names one; else nothing."""
    return f"Geformuleerd door taalmodel {answer.phrased_by}" if answer.phrased_by else ""


def label(line: str, answer: Answer) -> str:
    """What a line of the answer is: a quote when it holds the words of everything it cites."""

    def words(text: str) -> str:
        return "".join(filter(str.isalpha, text))

    cited = [words(c.quote) for c in answer.citations if f"[{c.marker}]" in line]
    quoted = bool(cited) and all(quote and quote in words(line) for quote in cited)
    phrased = phrased_label(answer)
    if phrased and not quoted:
        return phrased
    if answer.route is Route.PASSAGES or quoted:
        return QUOTED
    return COMPUTED if answer.route in (Route.CALCULATION, Route.BOTH) else ""


class AnswerPage:
    """One answer on the page: ``turn`` is its number there, which keeps its anchors apart from others'."""

    def __init__(
        self, turn: int, answer: Answer, letters: Mapping[str, StoredLetter], facts_of: Mapping[str, Sequence[Fact]]
    ) -> None:
        self.turn = turn
        self.answer = answer
        self._letters = letters
        self._cited = {citation.marker: citation for citation in answer.citations}
        self._links = count(1)
        self._sources: dict[str, Source] = {}
        self._of_operand: list[str] = []
        operands = answer.calculation.operands if answer.calculation else ()
        for citation in answer.citations:
            own = [o for o in operands if o.citation == citation.marker]
            anchor = f"bron-{turn}-{citation.marker}"
            self._sources[anchor] = of_citation(citation, anchor, own, facts_of.get(citation.letter, ()))
        for place, operand in enumerate(operands):
            shared = sum(o.citation == operand.citation for o in operands) > 1
            anchor = f"bron-{turn}-{operand.citation}"
            if shared:
                anchor = f"{anchor}-{place + 1}"
                cited = self._cited[operand.citation]
                self._sources[anchor] = of_citation(cited, anchor, [operand], facts_of.get(cited.letter, ()))
            self._of_operand.append(anchor)

    # --- links to sources --------------------------------------------------------------------

    def _link(self, anchor: str, inside: str, kind: str) -> str:
        """A link that opens a source; its own name is where closing the source goes back to."""
        return f'<a class="{kind}" id="naar-{self.turn}-{next(self._links)}" href="#{anchor}">{inside}</a>'

    def chip(self, citation: Citation, *, short: bool = False) -> str:
        """A citation as a small link that says where it stands; ``short`` leaves the letter out."""
        address = f"p. {citation.page}" if short else short_address(citation.letter, citation.page, self._letters)
        inside = f'<span class="kb-sr">Bron </span><b>{citation.marker}</b> {escaped(address)}'
        return self._link(f"bron-{self.turn}-{citation.marker}", inside, "kb-chip")

    def _chips(self, markers: str) -> str:
        """The chips of markers in a row; the letter is named once."""
        chips, last = [], ""
        for number in map(int, re.findall(r"\d+", markers)):
            citation = self._cited.get(number)
            if citation is None:
                chips.append(f"[{number}]")
                continue
            chips.append(self.chip(citation, short=citation.letter == last))
            last = citation.letter
        return " ".join(chips)

    # --- the parts ---------------------------------------------------------------------------

    def answer_html(self) -> str:
        """The status and the text, each block under its label."""
        lines = [line for line in self.answer.text.split("\n") if line.strip()]
        blocks = [f"<h3>{STATUS[self.answer.status]}</h3>"]
        for name, group in groupby(lines, key=lambda line: label(line, self.answer)):
            tag = f'<p class="kb-label">{escaped(name)}</p>' if name else ""
            kind = {QUOTED: " kb-quoted", "": ""}.get(name, " kb-computed")
            blocks.append(
                f'<div class="kb-block{kind}">{tag}<div class="kb-body">{self._lines(list(group))}</div></div>'
            )
        kind = "kb-answer" if self.answer.status is Status.ANSWERED else "kb-answer kb-refusal"
        return f'<section class="kb" id="antwoord-{self.turn}"><div class="{kind}">{"".join(blocks)}</div></section>'

    def _lines(self, lines: Sequence[str]) -> str:
        """Lines as paragraphs and lists, with their markers as chips."""
        parts = []
        for listed, group in groupby(lines, key=lambda line: line.startswith("- ")):
            body = [
                _MARKERS.sub(lambda found: self._chips(found[0]), escaped(line.removeprefix("- "))) for line in group
            ]
            parts.append(f"<ul><li>{'</li><li>'.join(body)}</li></ul>" if listed else f"<p>{'</p><p>'.join(body)}</p>")
        return "".join(parts)

    def calculation_html(self) -> str:
        """The sum as one line in which each operand leads to its cell, with its steps and its rounding."""
        calculation = self.answer.calculation
        if calculation is None:
            return ""
        rounding = () if calculation.rounding == "exact" else (calculation.rounding,)
        steps = [step for step in calculation.steps if not _states_operand(step, calculation)]
        more = "".join(f"<li>{self._linked(step)}</li>" for step in (*steps, *rounding))
        line = f'<p class="kb-sum">{self._linked(calculation.expression)}</p>'
        return (
            '<section class="kb"><h3>Berekening</h3>'
            f"{line}{f'<ul>{more}</ul>' if more else ''}"
            '<p class="kb-hint">Kies een getal om te zien waar het in de brief staat.</p></section>'
        )

    def _linked(self, text: str) -> str:
        """A line of the calculation with each operand in it as a link to its cell."""
        calculation = self.answer.calculation
        waiting = list(enumerate(calculation.operands)) if calculation else []
        parts, at = [], 0
        for found in _NUMBER.finditer(text):
            for index, (place, operand) in enumerate(waiting):
                if format_number(abs(operand.value)) == found[0]:
                    parts.append(escaped(text[at : found.start()]))
                    parts.append(self._link(self._of_operand[place], found[0], "kb-operand"))
                    at = found.end()
                    del waiting[index]
                    break
        return "".join(parts) + escaped(text[at:])

    def operands_html(self) -> str:
        """What the sum is made of: each figure with its name and its source."""
        calculation = self.answer.calculation
        if calculation is None:
            return ""
        heads = "".join(f'<th scope="col">{name}</th>' for name in ("Cijfer uit de brief", "Waarde", "Bron"))
        rows = "".join(
            f'<tr><th scope="row">{escaped(operand.label)}</th>'
            f"<td>{self._link(anchor, escaped(with_unit(operand.value, operand.unit)), 'kb-operand')}</td>"
            f"<td>{self.chip(self._cited[operand.citation])}</td></tr>"
            for operand, anchor in zip(calculation.operands, self._of_operand, strict=True)
        )
        return f'<div class="kb kb-scroll"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'

    def notes_html(self) -> str:
        """Everything a reader must know with the answer."""
        return notes_html(self.answer.notes) if self.answer.notes else ""

    def list_html(self) -> str:
        """The sources in a row, each with the beginning of its quote."""
        items = "".join(
            f"<li>{self.chip(citation)} <span>{escaped(citation.section)}</span>"
            f"<blockquote>{escaped(_beginning(citation.quote))}</blockquote></li>"
            for citation in self.answer.citations
        )
        return f'<div class="kb"><ol class="kb-sources">{items}</ol></div>'

    def sources_html(self) -> str:
        """The sources themselves, out of sight until a link to one is followed."""
        return "".join(source_html(source, f"antwoord-{self.turn}", self._letters) for source in self._sources.values())


def _beginning(quote: str, length: int = 220) -> str:
    text = " ".join(quote.split())
    return text if len(text) <= length else text[:length].rpartition(" ")[0] + " …"


def _states_operand(step: str, calculation: CitedCalculation) -> bool:
    """Whether a step only says what an operand is, which the table of operands shows."""
    names = {f"{o.label} = {with_unit(o.value, o.unit)}" for o in calculation.operands}
    return step in names


def notes_html(notes: Sequence[Note]) -> str:
    """Notes with the name of their kind."""
    items = "".join(f"<li><strong>{NOTES[note.kind]}:</strong> {escaped(note.text)}</li>" for note in notes)
    return f'<section class="kb"><div class="kb-notes"><h3>Let op</h3><ul>{items}</ul></div></section>'
