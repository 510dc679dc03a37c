"""The page with the real assistant over the real letter: what a visitor sees after a question."""

from __future__ import annotations

import html
import json
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import closing, nullcontext
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from assistant.answer import Route, Status
from assistant.bootstrap import make_assistant
from assistant.engine import Assistant
from assistant.examples import EXAMPLES
from assistant.page import about, frame, question
from assistant.page.desk import open_desk
from assistant.page.export import Asked
from assistant.page.sources import CONTEXT, reflowed
from assistant.settings import Settings
from corpus.store import FILE_NAME
from evals.feedback import draft_cases
from tests.assistant.model_server import Seen, model_server

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "streamlit_app.py"
DEFENSIE = "hoeveel fta realiseerde Defensie incl. SROI?"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, data_dir: Path) -> Path:
    """The folder of an index of the shipped letter, for the pages of this file."""
    return shutil.copytree(data_dir, tmp_path_factory.mktemp("page") / "data")


@pytest.fixture(autouse=True)
def _page_data(_own_data: None, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is told to use that index."""
    monkeypatch.setenv("KAMERBRIEF_DATA", str(data))


@pytest.fixture(scope="module")
def assistant(data: Path) -> Iterator[Assistant]:
    """The assistant that the page uses, to compare with."""
    made = make_assistant(Settings(data=data))
    yield made
    made.store.close()


def opened() -> AppTest:
    """The page as it opens."""
    return AppTest.from_file(str(PAGE), default_timeout=60).run()


def asked(*questions: str) -> AppTest:
    """The page after these questions."""
    page = opened()
    for text in questions:
        page.chat_input[0].set_value(text).run()
    return page


def shown(page: AppTest) -> str:
    """Everything on the page as HTML, its style left out."""
    bodies = [element.proto.body for element in page.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


def words(page: AppTest) -> str:
    """Everything on the page as a reader sees it."""
    return html.unescape(re.sub(r"<[^>]+>", " ", shown(page)))


def answers(page: AppTest) -> str:
    """The answers alone, with what stands under them."""
    bodies = (element.proto.body for element in page.get("html"))
    return "\n".join(body for body in bodies if "kb-question" in body or "kb-below" in body)


def labels(page: AppTest) -> list[str]:
    return re.findall(r'<p class="kb-label">([\w ]+)<', shown(page))


def clean(page: AppTest) -> bool:
    """Nothing failed, and no text went through markdown."""
    return not page.exception and not page.markdown


# --- the empty page ----------------------------------------------------------------------------


def test_the_page_says_what_it_is() -> None:
    page = opened()
    assert clean(page)
    assert "automatische assistent" in words(page)
    assert "Antwoord" not in shown(page)
    assert 'documentElement.lang = "nl"' in shown(page)
    assert page.chat_input[0].placeholder == "Stel een vraag over de brief"


def test_examples_come_from_the_index_and_are_answered(assistant: Assistant) -> None:
    questions = [button.label for button in opened().button]
    assert len(set(questions)) == EXAMPLES == 5
    routes = [assistant.ask(question).route for question in questions]
    assert {assistant.ask(question).status for question in questions} == {Status.ANSWERED}
    assert routes == [Route.CALCULATION, Route.CALCULATION, Route.BOTH, Route.PASSAGES, Route.CALCULATION]


def test_an_example_asks_its_question() -> None:
    page = opened()
    asked_for = page.button[0].label
    page.button[0].click().run()
    assert clean(page)
    assert asked_for in words(page)
    assert "kb-answer" in shown(page)
    assert "Bijvoorbeeld" not in shown(page)


# --- answers -----------------------------------------------------------------------------------


def test_a_figure_with_its_sum_its_notes_and_its_sources() -> None:
    page = asked(DEFENSIE)
    text = words(page)
    assert clean(page)
    assert labels(page) == ["Berekend"]
    assert "826,3 fta" in text
    sum_ = re.search(r'<p class="kb-sum">(.*?)</p>', shown(page))
    assert sum_ is not None
    assert re.sub(r"<[^>]+>", "", sum_[1]) == "595,4 + 230,9 = 826,3"
    assert re.findall(r'href="#([\w-]+)">([\d,]+)</a>', sum_[1]) == [("bron-0-1", "595,4"), ("bron-0-2", "230,9")]
    rows = re.findall(r'<th scope="row">(.*?)</th><td><a [^>]*>(.*?)</a></td>', shown(page))
    assert rows == [
        ("Realisatie Defensie 2024", "595,4 fta"),
        ("Realisatie via SROI of inkoop Defensie 2024", "230,9 fta"),
    ]
    assert "Telt niet mee:" in text
    assert "Aanname:" in text
    assert "Defensie › Cijfermatige realisatie" in text


def test_a_citation_says_where_it_stands_and_leads_to_its_source() -> None:
    page = shown(asked(DEFENSIE))
    body = re.search(r'<div class="kb-body">(.*?)</div>', page)
    assert body is not None
    assert re.sub(r"<[^>]+>", "", body[1]).endswith("Bron 1 nr. 348, p. 3 Bron 2 p. 3")
    targets = set(re.findall(r'href="#(bron-[\d-]+)"', page))
    assert targets == {"bron-0-1", "bron-0-2"}
    assert all(page.count(f'id="{target}"') == 1 for target in targets)
    assert 'href="https://zoek.officielebekendmakingen.nl/kst-34352-348.html" target="_blank"' in page


def test_every_source_is_marked_word_for_word_in_the_letter_around_it(assistant: Assistant) -> None:
    page = shown(asked(DEFENSIE))
    answer = assistant.ask(DEFENSIE)
    letter = reflowed(assistant.store.letter(answer.citations[0].letter).text)
    found = re.findall(r'<div class="kb-context" [^>]*>… (.*?)<mark [^>]*>(.*?)</mark>(.*?) …</div>', page, re.DOTALL)
    assert len(found) == len(answer.citations)
    for (before, marked, after), citation in zip(found, answer.citations, strict=True):
        plain = [html.unescape(re.sub(r"</?strong>", "", part)) for part in (before, marked, after)]
        assert "".join(plain) in letter
        assert plain[1].split() == citation.quote.split()
        assert len(plain[0]) + len(plain[2]) > CONTEXT
    assert ["<strong>595,4 fta</strong>" in found[0][1], "<strong>230,9</strong>" in found[1][1]] == [True, True]


def test_equal_figures_of_two_years_are_told_apart() -> None:
    page = shown(asked("Wat is het verschil tussen de realisatie van Defensie in 2023 en 2024?"))
    assert {"508,5 fta", "595,4 fta"} <= set(re.findall(r"<strong>([\d,]+ fta)</strong>", page))


def test_a_passage_is_labelled_as_a_quote() -> None:
    page = asked("Wat is De Blauwe Baan?")
    assert clean(page)
    assert labels(page) == ["Citaat"]
    assert "Berekening" not in shown(page)
    assert "nr. 348, p. 7" in words(page)


def test_a_figure_and_its_reason_are_labelled_each() -> None:
    page = asked("Waarom daalde de realisatie van het voortgezet onderwijs en met hoeveel?")
    assert labels(page) == ["Berekend", "Citaat"]
    assert "Jaren vergelijken:" in words(page)


def test_a_contradiction_is_shown() -> None:
    assert "Tegenspraak in de brief:" in words(asked("Wat was het realisatiepercentage van de politie in 2024?"))


def test_a_refusal_looks_different_and_names_what_was_not_found() -> None:
    page = asked("Hoeveel fta realiseerde de brandweer?")
    assert clean(page)
    assert "kb-answer kb-refusal" in shown(page)
    assert "kb-refusal" not in shown(asked(DEFENSIE))
    assert "Geen antwoord gevonden" in words(page)
    assert "brandweer" in words(page)
    assert labels(page) == []
    assert "Bronnen bij" not in shown(page)


def test_a_list_is_drawn_said_in_words_and_given_as_a_file() -> None:
    asked_for = "Welke sectoren haalden in 2024 het doel?"
    page = asked(asked_for)
    assert clean(page)
    spec = json.loads(page.get("vega_lite_chart")[0].proto.spec)
    assert spec["config"]["locale"]["number"]["decimal"] == ","
    assert "het hoogst bij Gemeenten (6.051 fta)" in words(page)
    assert "De 26 cijfers van deze berekening" in words(page)
    assert "Download deze cijfers (CSV)" in [button.label for button in page.get("download_button")]


def test_a_sum_of_a_whole_and_its_part_is_not_drawn() -> None:
    assert not asked(DEFENSIE).get("vega_lite_chart")


def test_a_suggestion_asks_its_question_and_the_conversation_stays() -> None:
    page = asked(DEFENSIE)
    pills = page.button_group[0]
    suggestion = pills.options[0]
    pills.select(pills.options[0]).run()
    assert clean(page)
    assert [html.unescape(q) for q in re.findall(r'id="vraag-\d+"><p>Uw vraag</p><h2>(.*?)</h2>', answers(page))] == [
        DEFENSIE,
        suggestion,
    ]
    assert shown(page).count('class="kb-answer"') == 2
    assert {"bron-0-1", "bron-1-1"} <= set(re.findall(r'id="(bron-[\d-]+)"', shown(page)))


def test_conversations_are_kept_apart() -> None:
    asked(DEFENSIE)
    assert "Defensie realiseerde" not in words(opened())


def test_a_new_conversation_forgets_the_old_one() -> None:
    page = asked("hoeveel fta realiseerde Defensie in 2024?")
    page.button(key="nieuw").click().run()
    assert "Defensie realiseerde" not in words(page)
    page.chat_input[0].set_value("en in 2023?").run()
    assert "Begrepen als" not in words(page)


def test_signs_of_markdown_and_html_are_shown_as_they_are() -> None:
    text = "wat is 3 -> 4 $x$ *a* <b>vet</b> :smile: & meer?"
    page = asked(text)
    assert clean(page)
    assert f"<h2>{html.escape(text)}</h2>" in shown(page)


def test_a_follow_up_goes_on_where_the_conversation_was() -> None:
    page = asked("hoeveel fta realiseerde Defensie in 2024?", "en in 2023?")
    assert clean(page)
    assert "508,5 fta" in words(page)
    assert "Begrepen als: Hoeveel fta realiseerde Defensie in 2023?" in words(page)


def test_an_objection_becomes_a_draft_case(data: Path) -> None:
    page = asked(DEFENSIE)
    page.radio[0].set_value("bron fout")
    page.text_area[0].set_value("de <tweede> bron")
    next(button for button in page.button if button.label == "Bewaar melding").click().run()
    assert clean(page)
    assert "Bedankt." in words(page)
    (case,) = draft_cases(data / "feedback.jsonl")
    assert (case["question"], case["category"]) == (DEFENSIE, "bron fout")
    assert "de <tweede> bron" in case["comment"]


def test_a_slow_answer_can_be_stopped_and_the_conversation_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[Asked] = []
    future: Future[object] = Future()

    class Slow:
        def invoke(self, _: object) -> object:
            return future.result()

    desk = open_desk()._replace(chat=Slow())  # type: ignore[arg-type]

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(question, "_wait", interrupted)
    with pytest.raises(KeyboardInterrupt):
        question.take_turn("wat duurt lang?", desk, turns)
    future.set_result((None, None))
    assert turns == [Asked("wat duurt lang?", None, question.STOPPED)]


# --- failures ----------------------------------------------------------------------------------


def test_a_damaged_index_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / FILE_NAME).write_bytes(b"geen index" * 1000)
    monkeypatch.setenv("KAMERBRIEF_DATA", str(tmp_path))
    page = opened()
    assert clean(page)
    assert 'role="alert"' in shown(page)
    assert "is beschadigd" in words(page)
    assert "Traceback" not in shown(page)


def test_a_failure_while_answering_keeps_the_conversation(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = shutil.copytree(data, tmp_path / "data")
    monkeypatch.setenv("KAMERBRIEF_DATA", str(copy))
    page = asked(DEFENSIE)
    with closing(sqlite3.connect(copy / FILE_NAME)) as broken:
        broken.execute("DROP TABLE words")
    page.chat_input[0].set_value("Wat is De Blauwe Baan?").run()
    assert clean(page)
    assert 'role="alert"' in shown(page)
    assert "826,3 fta" in words(page)
    assert len(page.chat_input) == 1


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAMERBRIEF_BATCH_SIZE", "veel")
    page = opened()
    assert clean(page)
    assert "KAMERBRIEF_BATCH_SIZE" in words(page)


def test_what_nobody_foresaw_is_a_dutch_sentence_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("assistant.settings.Settings.load", broken)
    page = opened()
    assert clean(page)
    assert frame.UNEXPECTED in words(page)


# --- with a language model -------------------------------------------------------------------------


@pytest.fixture
def model(monkeypatch: pytest.MonkeyPatch) -> Iterator[Seen]:
    """A language model on this computer that says one good sentence, slowly enough to be seen writing."""
    with model_server(lambda body: "In 2024 realiseerde Defensie inclusief SROI 826,3 fta. [1][2]") as server:
        monkeypatch.setenv("KAMERBRIEF_LLM", "openai:proefmodel")
        monkeypatch.setenv("KAMERBRIEF_LLM_BASE_URL", server.url)
        yield server


def test_words_of_a_language_model_are_shown_as_such(model: Seen) -> None:
    page = asked(DEFENSIE)
    assert clean(page)
    assert "Geformuleerd door taalmodel proefmodel" in words(page)
    assert "In 2024 realiseerde Defensie inclusief SROI 826,3 fta." in words(page)
    assert len(model.bodies) == 1


def test_the_page_about_says_where_text_goes(model: Seen) -> None:
    told = about.about_html(open_desk(), Settings.load())
    assert model.url.removeprefix("http://").removesuffix("/v1") in told
    assert "stuurt niets naar anderen.</li>" not in told


def test_a_language_model_that_cannot_be_used_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KAMERBRIEF_LLM", "onzin")
    page = opened()
    assert clean(page)
    assert "KAMERBRIEF_LLM" in words(page)


def test_sentences_are_shown_while_the_rest_is_written(model: Seen) -> None:
    future: Future[Any] = Future()
    heard: list[str] = []
    told: list[str] = []

    class Place:
        """A place on the page; what is told there first is that it takes a while, then the sentences so far."""

        def html(self, body: str) -> None:
            told.append(body)
            if not heard:
                heard.append("Eén <zin> alvast.")
            elif "&lt;zin&gt;" in body:
                future.set_result(None)

        def __getattr__(self, _: str) -> Callable[..., Any]:
            return lambda *_, **__: nullcontext()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(question.st, "empty", Place)
        patch.setattr(question.st, "button", lambda *_, **__: False)
        question._wait(future, open_desk(), heard)
    assert "doorzoeken" in told[0]
    assert "Eén &lt;zin&gt; alvast." in told[-1]
