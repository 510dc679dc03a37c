"""The page *Vraag*: a question in; the answer, its calculation and its citations out.

Text of letters and questions never passes through markdown, which alters it ("3 -> 4", "$x$"): it
is escaped and shown as HTML. Only the labels of buttons are markdown; their signs are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from contextlib import closing
from itertools import groupby
from typing import NamedTuple

import streamlit as st
from langchain_core.runnables import Runnable

from assistant.answer import Answer, Citation, CitedCalculation, Note, NoteKind, Route, Status
from assistant.bootstrap import make_assistant, open_corpus
from assistant.chain import build_chat
from assistant.conversation import Conversation
from assistant.errors import KamerbriefError
from assistant.examples import examples
from assistant.page.frame import escaped, show_error
from assistant.settings import Settings
from corpus.facts import with_unit
from corpus.store import StoredLetter

CONTEXT = 200  # characters of the letter that are shown on each side of a quote
OPEN = 4  # with more operands or sources than this, the others are behind one click

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
HEADING = (
    '<header class="kb"><h1>Vragen over Kamerbrieven</h1><p>Dit is een automatische assistent. '
    "Hij antwoordt alleen met cijfers en zinnen uit de brieven en laat zien waar ze staan.</p></header>"
)
SCROLL = "<script>setTimeout(() => document.getElementById('vraag-{}')?.scrollIntoView(), 100);</script>"


class Desk(NamedTuple):
    """What the page answers with: the chain, the letters by id, and questions to start with."""

    chat: Runnable[tuple[Conversation, str], tuple[Answer, Conversation]]
    letters: Mapping[str, StoredLetter]
    examples: tuple[str, ...]


class Turn(NamedTuple):
    """A question and what came of it: an answer, or the sentence that says what went wrong."""

    question: str
    answer: Answer | None
    error: str = ""


@st.cache_resource(show_spinner="De brieven worden geopend …", max_entries=2)
def _desk(data: str, generation: str) -> Desk:
    """The assistant over one state of the corpus in ``data``, made once for all visitors."""
    assistant = make_assistant(Settings.load())
    letters = {letter.id: assistant.store.letter(letter.id) for letter in assistant.store.letters()}
    return Desk(build_chat(assistant), letters, examples(assistant))


def open_desk() -> Desk:
    """The assistant over the corpus as it is now; a missing index is built first."""
    settings = Settings.load()
    with closing(open_corpus(settings)) as store:
        return _desk(str(settings.data.absolute()), store.generation)


# --- an answer as HTML -------------------------------------------------------------------------


def _address(citation: Citation, letters: Mapping[str, StoredLetter]) -> str:
    """Where a quote stands, short: ``nr. 348, p. 3``."""
    number = letters[citation.letter].letter.number if citation.letter in letters else None
    return f"nr. {number}, p. {citation.page}" if number else f"{citation.letter}, p. {citation.page}"


def _link(citation: Citation, anchor: str, letters: Mapping[str, StoredLetter]) -> str:
    """A marker that leads to its source on the page."""
    address = escaped(_address(citation, letters))
    return f'<a class="kb-mark" href="#{anchor}" title="{address}">[{citation.marker}]</a>'


def _label(line: str, answer: Answer) -> str:
    """What a line of the answer is: a quote when it holds the words of everything it cites."""

    def words(text: str) -> str:
        return "".join(filter(str.isalpha, text))

    cited = [words(c.quote) for c in answer.citations if f"[{c.marker}]" in line]
    if answer.route is Route.PASSAGES or (cited and all(quote and quote in words(line) for quote in cited)):
        return "Citaat"
    return "Berekend" if answer.route in (Route.CALCULATION, Route.BOTH) else ""


def _lines(lines: Sequence[str], links: Mapping[str, str]) -> str:
    """Lines as paragraphs and lists, with their markers as links to the sources."""
    parts = []
    for listed, group in groupby(lines, key=lambda line: line.startswith("- ")):
        body = [escaped(line.removeprefix("- ")) for line in group]
        parts.append(f"<ul><li>{'</li><li>'.join(body)}</li></ul>" if listed else f"<p>{'</p><p>'.join(body)}</p>")
    return re.sub(r"\[\d+\]", lambda found: links.get(found[0], found[0]), "".join(parts))


def answer_html(answer: Answer, links: Mapping[str, str]) -> str:
    """The status and the text of an answer, each block under its label."""
    lines = [line for line in answer.text.split("\n") if line.strip()]
    blocks = [f"<h3>{STATUS[answer.status]}</h3>"]
    for label, group in groupby(lines, key=lambda line: _label(line, answer)):
        tag = f'<span class="kb-label">{label}</span>' if label else ""
        blocks.append(f'{tag}<div class="kb-body">{_lines(list(group), links)}</div>')
    kind = "kb-answer" if answer.status is Status.ANSWERED else "kb-answer kb-refusal"
    return f'<section class="kb"><div class="{kind}">{"".join(blocks)}</div></section>'


def calculation_html(calculation: CitedCalculation) -> str:
    """The sum as one line, with its steps and what was rounded."""
    rounding = () if calculation.rounding == "exact" else (calculation.rounding,)
    steps = "".join(f"<li>{escaped(step)}</li>" for step in (*calculation.steps, *rounding))
    line = f'<h3>Berekening</h3><p class="kb-sum">{escaped(calculation.expression)}</p>'
    return f'<section class="kb">{line}{f"<ul>{steps}</ul>" if steps else ""}</section>'


def operands_html(calculation: CitedCalculation, links: Mapping[str, str]) -> str:
    """What the sum is made of: each figure with its name and its source."""
    heads = "".join(f'<th scope="col">{name}</th>' for name in ("Cijfer uit de brief", "Waarde", "Bron"))
    rows = "".join(
        f"<tr><td>{escaped(operand.label)}</td><td>{escaped(with_unit(operand.value, operand.unit))}</td>"
        f"<td>{links.get(f'[{operand.citation}]', '')}</td></tr>"
        for operand in calculation.operands
    )
    return f'<div class="kb"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>'


def notes_html(notes: Sequence[Note]) -> str:
    """Everything a reader must know with the answer."""
    items = "".join(f"<li><strong>{NOTES[note.kind]}:</strong> {escaped(note.text)}</li>" for note in notes)
    return f'<section class="kb"><div class="kb-notes"><h3>Let op</h3><ul>{items}</ul></div></section>'


def source_html(citation: Citation, anchor: str, letters: Mapping[str, StoredLetter]) -> str:
    """A source: its address, its section, the quote and the official page."""
    link, url = "", citation.url or ""
    if url.startswith(("https://", "http://")):
        stored = letters.get(citation.letter)
        name = stored.letter.short_name if stored else citation.letter
        link = f'<p><a href="{escaped(url)}" target="_blank">{escaped(name)} (opent in een nieuw tabblad)</a></p>'
    return (
        f'<div class="kb" id="{anchor}"><p><strong>[{citation.marker}] {escaped(_address(citation, letters))}</strong> '
        f"· {escaped(citation.section)}</p><blockquote>{escaped(citation.quote)}</blockquote>{link}</div>"
    )


def context_html(citation: Citation, letter: str) -> str:
    """The quote, marked, with the text around it; nothing when the letter has changed since."""
    if letter[citation.start : citation.end] != citation.quote:
        return ""
    # The letter's private sign for a bullet is in no font.
    sides = letter[max(citation.start - CONTEXT, 0) : citation.start], letter[citation.end :][:CONTEXT]
    before, after = (side.replace("\uf0b7", "•") for side in sides)
    if citation.start > CONTEXT:
        before = "… " + before.partition(" ")[2].lstrip()
    if citation.end + CONTEXT < len(letter):
        after = after.rpartition(" ")[0] + " …"
    return f'<div class="kb kb-context">{escaped(before)}<mark>{escaped(citation.quote)}</mark>{escaped(after)}</div>'


# --- the page ----------------------------------------------------------------------------------


def show_questions(heading: str, questions: Sequence[str], key: str) -> None:
    """Buttons that each ask a question; a label shows every character as it is."""
    st.html(f'<div class="kb"><h3>{heading}</h3></div>')
    for index, question in enumerate(questions):
        label = re.sub(r"([\\`*_~$:<>#|\[\]])", r"\\\1", question)
        keep = {"asked": question}
        st.button(label, key=f"{key}-{index}", on_click=st.session_state.update, args=(keep,), width="stretch")


def take_turn(question: str, desk: Desk) -> Turn:
    """A question and its answer, or the sentence of a failure."""
    try:
        with st.spinner("De brief wordt doorzocht …"):
            said = st.session_state.get("said", Conversation())
            answer, st.session_state["said"] = desk.chat.invoke((said, question))
            return Turn(question, answer)
    except KamerbriefError as error:
        return Turn(question, None, str(error))


def show_source(citation: Citation, turn: int, letters: Mapping[str, StoredLetter]) -> None:
    """A source and, behind one click, its place in the letter."""
    context = context_html(citation, letters[citation.letter].text) if citation.letter in letters else ""
    with st.container(border=True, gap="small"):
        st.html(source_html(citation, f"bron-{turn}-{citation.marker}", letters))
        if context:
            with st.expander(f"Lees bron {citation.marker} in de brief, p. {citation.page}", type="compact"):
                st.html(context)


def show_sources(citations: Sequence[Citation], turn: int, letters: Mapping[str, StoredLetter]) -> None:
    """The sources of an answer; a long row of them is folded."""
    st.html('<div class="kb"><h3>Bronnen</h3></div>')
    first, more = st.container(), len(citations) - OPEN
    rest = st.expander(f"Nog {more} bronnen") if more > 1 else first
    for index, citation in enumerate(citations):
        with first if index < OPEN else rest:
            show_source(citation, turn, letters)


def show_calculation(calculation: CitedCalculation, links: Mapping[str, str]) -> None:
    """The sum and its operands; a long list of them is folded."""
    st.html(calculation_html(calculation))
    count = len(calculation.operands)
    with st.container() if count <= OPEN else st.expander(f"De {count} cijfers van deze berekening"):
        st.html(operands_html(calculation, links))


def show_turn(number: int, turn: Turn, letters: Mapping[str, StoredLetter]) -> None:
    """A question with its answer, calculation, notes, sources and follow-up questions."""
    st.html(f'<div class="kb kb-question" id="vraag-{number}"><p>Uw vraag</p><h2>{escaped(turn.question)}</h2></div>')
    answer = turn.answer
    if answer is None:
        show_error(turn.error)
        return
    links = {f"[{c.marker}]": _link(c, f"bron-{number}-{c.marker}", letters) for c in answer.citations}
    st.html(answer_html(answer, links))
    if answer.calculation is not None:
        show_calculation(answer.calculation, links)
    if answer.notes:
        st.html(notes_html(answer.notes))
    if answer.citations:
        show_sources(answer.citations, number, letters)
    if answer.suggestions:
        show_questions("Vraag ook", answer.suggestions, f"vervolg-{number}")


def show() -> None:
    """The page, after answering what was asked last."""
    st.html(HEADING)
    desk = open_desk()
    turns: list[Turn] = st.session_state.setdefault("turns", [])
    # In a container, the input leaves it to this page what is scrolled to: the last question.
    talk, field = st.container(key="gesprek"), st.container(key="vraagveld")
    question = field.chat_input("Stel een vraag over de brief") or st.session_state.pop("asked", None)
    with talk:
        if question:
            turns.append(take_turn(question, desk))
        for number, turn in enumerate(turns):
            show_turn(number, turn, desk.letters)
        if not turns:
            show_questions("Bijvoorbeeld", desk.examples, "voorbeeld")
    if question:
        st.html(SCROLL.format(len(turns) - 1), unsafe_allow_javascript=True)
