"""The page *Vraag*: a question in; the answer, its calculation and its citations out."""

from __future__ import annotations

import logging
import re
import threading
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial

import streamlit as st

from assistant.answer import Answer
from assistant.conversation import Conversation
from assistant.errors import KamerbriefError
from assistant.page import charts, export, feedback
from assistant.page.desk import Desk, open_desk
from assistant.page.export import Asked
from assistant.page.frame import UNEXPECTED, error_html, escaped
from assistant.page.markup import AnswerPage
from assistant.settings import Settings

OPEN = 4
"""A sum of more operands than this has them folded."""
QUICK = 0.4
"""Seconds without a word on progress: most answers are there before anyone could read it."""
STOPPED = "Gestopt voordat er een antwoord was. Stel de vraag opnieuw als u het antwoord toch wilt."
MAX_QUESTION = 2000

_INTRODUCTION = """<section class="kb kb-intro"><h1>Stel een vraag over een Kamerbrief</h1>
<p>U krijgt het cijfer, de som erachter en de zin uit de brief. Elk cijfer en elk citaat heeft een knop naar de plek
waar het staat.</p>
<ul><li><strong>Cijfers:</strong> aantallen, doelen en percentages, ook een verschil, een totaal of een lijst.</li>
<li><strong>Uitleg:</strong> wat iets is, waarom iets gebeurde, wie iets doet. Het antwoord is dan een citaat.</li>
<li><strong>Vervolgvragen:</strong> bijvoorbeeld ‘en in 2023?’ of ‘waarom?’.</li></ul>
<p>Staat het niet in de brief? Dan zegt de assistent dat, en verzint hij niets.</p></section>"""
_ASIDE = """<aside class="kb kb-aside" aria-label="Uitleg bij de antwoorden"><h2>Zo leest u een antwoord</h2>
<dl><dt><span class="kb-label">Citaat</span></dt><dd>Letterlijk uit de brief.</dd>
<dt><span class="kb-label">Berekend</span></dt><dd>Een cijfer uit de brief, of een som met zulke cijfers.</dd>
<dt><span class="kb-chip"><b>1</b> nr., p.</span></dt><dd>De bron. Kies hem: de passage komt hier te staan.</dd></dl>
<p>Doorzoekbaar: {size}.</p></aside>"""
_SCROLL = "<script>window.kamerbrief?.answered({});</script>"


# --- asking ------------------------------------------------------------------------------------


@st.cache_resource(show_spinner=False)
def _workers() -> ThreadPoolExecutor:
    """Where questions are answered, so that the page can tell of progress and be stopped meanwhile."""
    return ThreadPoolExecutor(max_workers=16, thread_name_prefix="answer")


def take_turn(question: str, desk: Desk, turns: list[Asked]) -> None:
    """Adds a question and its answer, or the sentence of a failure, to ``turns``.

    The turn stands there as stopped until it is answered: a run that is broken off leaves it so.
    """
    turns.append(Asked(question, None, STOPPED))
    said = st.session_state.get("said", Conversation())
    began = time.perf_counter()
    heard: list[str] = []
    left = threading.Event()
    future = _workers().submit(desk.answer, said, question, heard.append, left.is_set)
    try:
        _wait(future, desk, heard)
    finally:
        # Whoever stops or closes the page no longer waits for a language model.
        left.set()
    try:
        answer, st.session_state["said"] = future.result()
        turns[-1] = Asked(question, answer, "", time.perf_counter() - began)
    except KamerbriefError as error:
        turns[-1] = Asked(question, None, str(error))
    except Exception:  # the conversation must outlive what nobody foresaw
        logging.getLogger(__name__).exception("a question failed")
        turns[-1] = Asked(question, None, UNEXPECTED)


def _wait(future: Future[tuple[Answer, Conversation]], desk: Desk, heard: Sequence[str]) -> None:
    """Waits for an answer; when that takes long, says what happens and offers to stop.

    The sentences in ``heard`` are shown as they come.
    """
    began = time.perf_counter()
    while not future.done() and time.perf_counter() - began < QUICK:
        time.sleep(0.005)
    if future.done():
        return
    place = st.empty()
    with place.container(key="bezig", horizontal=True, vertical_alignment="center"):
        line = st.empty()
        st.button("Stop", key="stop", type="secondary")
    so_far = st.empty()
    while not future.done():
        seconds = int(time.perf_counter() - began)
        doing = "het antwoord wordt geschreven" if desk.model and heard else f"{desk.size} doorzoeken"
        line.html(f'<p class="kb kb-busy" role="status">Bezig: {doing} … {seconds} s</p>')
        if heard:
            so_far.html(f'<div class="kb" aria-live="polite"><p>{escaped(" ".join(heard))}</p></div>')
        time.sleep(0.2)
    place.empty()
    so_far.empty()


# --- an answer ---------------------------------------------------------------------------------


def question_html(number: int, question: str) -> str:
    """The question above its answer."""
    return f'<div class="kb kb-question" id="vraag-{number}"><p>Uw vraag</p><h2>{escaped(question)}</h2></div>'


def below_html(number: int, turn: Asked, page: AnswerPage, desk: Desk) -> str:
    """What stands under an answer: its sources, how much was searched, and the answer to copy."""
    count = len(page.answer.citations)
    sources = f"<summary>Bronnen bij dit antwoord ({count})</summary>{page.list_html()}"
    folded = f'<details class="kb kb-fold">{sources}</details>' if count else ""
    copy = "Kopieer met bronnen" if count else "Kopieer"
    seconds = f"{turn.seconds:.2f}".replace(".", ",")
    return (
        f'{folded}<div class="kb kb-below">'
        f'<button type="button" class="kb-button" data-copy="kopie-{number}">{copy}</button>'
        f"<small>Doorzocht: {desk.size}, in {seconds} s.</small>"
        f'<div id="kopie-{number}" hidden><pre>{escaped(export.as_text(turn, desk.letters))}</pre>'
        f"<div>{export.as_html(turn, desk.letters)}</div></div></div>"
    )


def show_turn(number: int, turn: Asked, desk: Desk) -> None:
    """A question with its answer, calculation, notes, picture, sources, and a place to object."""
    if turn.answer is None:
        st.html(question_html(number, turn.question) + f'<div id="antwoord-{number}">{error_html(turn.error)}</div>')
        return
    page = AnswerPage(number, turn.answer, desk.letters, desk.facts_of)
    calculation = turn.answer.calculation
    bars = charts.bars_of(calculation, desk.lexicon, desk.subjects)
    parts = [question_html(number, turn.question), page.answer_html(), page.notes_html(), page.calculation_html()]
    operands = page.operands_html()
    if operands and calculation:
        name = f"De {len(calculation.operands)} cijfers van deze berekening"
        few = len(calculation.operands) <= OPEN
        parts.append(operands if few else f'<details class="kb kb-fold"><summary>{name}</summary>{operands}</details>')
    # In one piece with the links that lead to them: a link is never there before its source.
    st.html("".join([*parts, page.sources_html()]))
    if bars:
        show_picture(number, bars, desk)
    st.html(below_html(number, turn, page, desk))
    show_feedback(number, turn.answer)


def show_picture(number: int, bars: Sequence[charts.Bar], desk: Desk) -> None:
    """The figures of a list or a comparison as bars, said in words first, and as a file."""
    words = charts.in_words(bars)
    measure = desk.lexicon.measures.get("doel")
    target = measure.label if measure and any(bar.series != measure.label for bar in bars) else ""
    target = target if any(bar.series == target for bar in bars) else ""
    key = " De streep is het doel." if target else ""
    st.html(f'<div class="kb"><h3>In beeld</h3><p>{escaped(words)}{key}</p></div>')
    st.altair_chart(charts.chart(bars, target), width="stretch", alt=words, key=f"beeld-{number}")
    rows = [(bar.name, bar.series, bar.value, bar.unit) for bar in bars]
    st.download_button(
        "Download deze cijfers (CSV)", charts.as_csv(("Naam", "Cijfer", "Waarde", "Eenheid"), rows),
        "cijfers.csv", "text/csv", key=f"csv-{number}", on_click="ignore",
    )  # fmt: skip


@st.fragment
def show_feedback(number: int, answer: Answer) -> None:
    """A place to say what is wrong with an answer; it is kept on this computer."""
    sent: dict[int, str] = st.session_state.setdefault("sent", {})
    with st.expander("Klopt er iets niet?", type="compact", key=f"melding-{number}"):
        with st.form(f"formulier-{number}", clear_on_submit=True, border=False):
            kind = st.radio("Wat is er mis?", feedback.KINDS, format_func=str.capitalize, horizontal=True)
            remark = st.text_area("Toelichting (mag leeg blijven)", max_chars=feedback.MAX_REMARK, height=80)
            if st.form_submit_button("Bewaar melding"):
                path = feedback.keep(Settings.load().data, answer, kind, remark)
                sent[number] = f"Bedankt. De melding is bewaard op deze computer, in {path}. Er is niets verstuurd."
        st.html(f'<p class="kb kb-sent" role="status">{escaped(sent.get(number, ""))}</p>')


# --- the page ----------------------------------------------------------------------------------


def button_label(text: str) -> str:
    """A label that shows every character as it is: labels are markdown."""
    return re.sub(r"([\\`*_~$:<>#|\[\]])", r"\\\1", text)


def _ask(question: str) -> None:
    st.session_state["asked"] = question


def _ask_chosen(key: str) -> None:
    st.session_state["asked"] = st.session_state.get(key)


def show_examples(examples: Sequence[str]) -> None:
    """Buttons that each ask a question."""
    st.html('<div class="kb"><h2>Bijvoorbeeld</h2></div>')
    with st.container(key="voorbeelden", gap="small"):
        for index, question in enumerate(examples):
            st.button(button_label(question), key=f"voorbeeld-{index}", on_click=_ask, args=(question,))


def show_follow_ups(number: int, answer: Answer) -> None:
    """Questions to go on with, as pills."""
    key = f"vervolg-{number}"
    name = "Bedoelt u:" if answer.text and not answer.citations else "Vraag ook:"
    st.pills(name, answer.suggestions, format_func=button_label, key=key, on_change=_ask_chosen, args=(key,), wrap=True)


def forget() -> None:
    """Ends the conversation."""
    for name in ("turns", "said", "sent", "asked"):
        st.session_state.pop(name, None)


def show_take_along(turns: Sequence[Asked], desk: Desk) -> None:
    """The conversation as a file, and a way to start anew."""
    st.html('<div class="kb kb-question"><h2>Dit gesprek</h2></div>')
    kept = tuple(turns)
    with st.container(key="meenemen", horizontal=True, gap="small"):
        st.download_button(
            "Download als Word", partial(export.as_word, kept, desk.letters), "kamerbrief-gesprek.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", on_click="ignore", key="docx",
        )  # fmt: skip
        st.download_button(
            "Download als Markdown", partial(export.as_markdown, kept, desk.letters), "kamerbrief-gesprek.md",
            "text/markdown", on_click="ignore", key="md",
        )  # fmt: skip
        st.button("Begin een nieuw gesprek", on_click=forget, key="nieuw")


def show() -> None:
    """The page, after answering what was asked last."""
    desk = open_desk()
    turns: list[Asked] = st.session_state.setdefault("turns", [])
    # In a container, the input leaves it to this page what is scrolled to: the last question.
    talk, field = st.container(key="gesprek"), st.container(key="vraagveld")
    typed = field.chat_input("Stel een vraag over de brief", max_chars=MAX_QUESTION, key="vraag")
    question = typed or st.session_state.pop("asked", None)
    with talk:
        if not turns and not question:
            st.html(_INTRODUCTION)
            show_examples(desk.examples)
        else:
            st.html('<div class="kb"><h1 class="kb-sr">Vraag</h1></div>')
        for number, turn in enumerate(turns):
            show_turn(number, turn, desk)
        if question:
            take_turn(question, desk, turns)
            show_turn(len(turns) - 1, turns[-1], desk)
        last = turns[-1].answer if turns else None
        if last and last.suggestions:
            show_follow_ups(len(turns) - 1, last)
        if turns:
            show_take_along(turns, desk)
    st.html(_ASIDE.format(size=escaped(desk.size)))
    if question:
        st.html(_SCROLL.format(len(turns) - 1), unsafe_allow_javascript=True)
