"""The page with the real assistant over the real letter: what a visitor sees after a question."""

from __future__ import annotations

import html
import re
import shutil
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.answer import Answer, Citation, CitedCalculation, CitedOperand, NoteKind, Route, Status
from assistant.bootstrap import make_assistant
from assistant.engine import Assistant
from assistant.examples import EXAMPLES
from assistant.page import frame
from assistant.page import question as vraag
from assistant.settings import Settings
from corpus.store import FILE_NAME
from ingest.pipeline import ingest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "streamlit_app.py"
DEFENSIE = "hoeveel fta realiseerde Defensie incl. SROI?"


@pytest.fixture(scope="module", autouse=True)
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of an index of the shipped letters, which the page is told to use."""
    folder = tmp_path_factory.mktemp("page") / "data"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KAMERBRIEF_DATA", str(folder))
        ingest(folder, [], Settings().make_embedder())
        yield folder


@pytest.fixture(scope="module")
def assistant(data: Path) -> Iterator[Assistant]:
    """The assistant that the page uses, to compare with."""
    made = make_assistant(Settings())
    yield made
    made.store.close()


def opened() -> AppTest:
    """The page as it opens."""
    return AppTest.from_file(str(PAGE), default_timeout=60).run()


def asked(*questions: str) -> AppTest:
    """The page after these questions."""
    page = opened()
    for question in questions:
        page.chat_input[0].set_value(question).run()
    return page


def shown(page: AppTest) -> str:
    """Everything on the page as HTML, its style left out."""
    bodies = [element.proto.body for element in page.get("html")]
    return "\n".join(body for body in bodies if not body.startswith("<style>"))


def words(page: AppTest) -> str:
    """Everything on the page as a reader sees it."""
    return html.unescape(re.sub(r"<[^>]+>", " ", shown(page)))


def labels(page: AppTest) -> list[str]:
    return re.findall(r'class="kb-label">(\w+)<', shown(page))


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
    assert len(set(questions)) == EXAMPLES == 4
    routes = [assistant.ask(question).route for question in questions]
    assert {assistant.ask(question).status for question in questions} == {Status.ANSWERED}
    assert routes == [Route.CALCULATION, Route.CALCULATION, Route.BOTH, Route.PASSAGES]


def test_an_example_asks_its_question() -> None:
    page = opened()
    question = page.button[0].label
    page.button[0].click().run()
    assert clean(page)
    assert question in words(page)
    assert "kb-answer" in shown(page)
    assert "Bijvoorbeeld" not in shown(page)


# --- answers -----------------------------------------------------------------------------------


def test_a_figure_with_its_sum_its_notes_and_its_sources() -> None:
    page = asked(DEFENSIE)
    text = words(page)
    assert clean(page)
    assert labels(page) == ["Berekend"]
    assert "826,3 fta" in text
    assert '<p class="kb-sum">595,4 + 230,9 = 826,3</p>' in shown(page)
    rows = re.findall(r"<tr><td>(.*?)</td><td>(.*?)</td><td>.*?\[(\d)\]", shown(page))
    assert rows == [
        ("Realisatie Defensie 2024", "595,4 fta", "1"),
        ("Realisatie via SROI of inkoop Defensie 2024", "230,9 fta", "2"),
    ]
    assert "Telt niet mee:" in text
    assert "Aanname:" in text
    assert text.count("nr. 348, p. 3") == 2
    assert "Defensie › Cijfermatige realisatie" in text


def test_every_source_shows_its_quote_word_for_word_and_marked_in_the_letter(assistant: Assistant) -> None:
    page = asked(DEFENSIE)
    answer = assistant.ask(DEFENSIE)
    letter = assistant.store.letter(answer.citations[0].letter).text
    quotes = [html.unescape(q) for q in re.findall(r"<blockquote>(.*?)</blockquote>", shown(page))]
    assert quotes == [citation.quote for citation in answer.citations]
    assert [expander.label for expander in page.expander] == [
        "Lees bron 1 in de brief, p. 3",
        "Lees bron 2 in de brief, p. 3",
    ]
    for expander, citation in zip(page.expander, answer.citations, strict=True):
        context = html.unescape(expander.get("html")[0].proto.body)
        before, after = re.search(r'kb-context">… (.*?)<mark>.*</mark>(.*?) …</div>', context, re.DOTALL).groups()  # type: ignore[union-attr]
        assert f"{before}{citation.quote}{after}".replace("•", "\uf0b7") in letter
        assert 250 < len(before + after) <= 2 * vraag.CONTEXT


def test_markers_lead_to_the_sources_and_sources_to_the_official_page() -> None:
    page = shown(asked(DEFENSIE))
    targets = set(re.findall(r'href="#(bron-[\d-]+)"', page))
    assert targets == {"bron-0-1", "bron-0-2"}
    assert all(f'id="{target}"' in page for target in targets)
    assert 'href="https://zoek.officielebekendmakingen.nl/kst-34352-348.html" target="_blank"' in page


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
    assert "Bronnen" not in shown(page)


def test_a_long_row_of_sources_is_folded(assistant: Assistant) -> None:
    question = "Welke sectoren haalden hun doel?"
    answer = assistant.ask(question)
    page = asked(question)
    assert clean(page)
    assert f"Nog {len(answer.citations) - vraag.OPEN} bronnen" in [e.label for e in page.expander]
    assert shown(page).count("<blockquote>") == len(answer.citations)


def test_a_suggestion_asks_its_question_and_the_conversation_stays() -> None:
    page = asked(DEFENSIE)
    suggestion = page.button[0].label
    page.button[0].click().run()
    assert clean(page)
    questions = re.findall(r"<h2>(.*?)</h2>", shown(page))
    assert questions == [DEFENSIE, suggestion]
    assert shown(page).count('class="kb-answer"') == 2
    assert {"bron-0-1", "bron-1-1"} <= set(re.findall(r'id="(bron-[\d-]+)"', shown(page)))


def test_conversations_are_kept_apart() -> None:
    asked(DEFENSIE)
    assert "Defensie realiseerde" not in words(opened())


def test_signs_of_markdown_and_html_are_shown_as_they_are() -> None:
    question = "wat is 3 -> 4 $x$ *a* <b>vet</b> :smile: & meer?"
    page = asked(question)
    assert clean(page)
    assert f"<h2>{html.escape(question)}</h2>" in shown(page)


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


# --- the parts ---------------------------------------------------------------------------------


def citation(quote: str = "Doel 1 fta", url: str | None = None) -> Citation:
    return Citation(marker=1, letter="kst-x", section="Rijk", page=2, quote=quote, start=4, end=4 + len(quote), url=url)


def test_lists_are_lists_and_lines_are_paragraphs() -> None:
    answer = Answer(
        question="?", status=Status.ANSWERED, route=Route.CALCULATION, citations=(citation(),),
        text="Boven het doel:\n- De gemeenten: 5 fta [1]\n- Het <Rijk>: 6 fta [2]\n\nDat is alles.",
    )  # fmt: skip
    text = vraag.answer_html(answer, {"[1]": "<a>[1]</a>"})
    assert "<p>Boven het doel:</p><ul><li>De gemeenten: 5 fta <a>[1]</a></li>" in text
    assert "<li>Het &lt;Rijk&gt;: 6 fta [2]</li></ul><p>Dat is alles.</p>" in text
    assert text.count("Berekend") == 1


def test_a_quote_in_a_refusal_is_labelled() -> None:
    answer = Answer(
        question="?", status=Status.NOT_IN_SOURCE, route=Route.NONE,
        citations=(citation("De realisatie\nkomt5 later."),),
        text="De brief geeft dit niet.\nWel staat er: “De realisatie komt later.” [1]",
    )  # fmt: skip
    assert re.findall(r'kb-label">(\w+)<', vraag.answer_html(answer, {})) == ["Citaat"]


def test_steps_and_rounding_are_shown() -> None:
    operand = CitedOperand(label="Doel", value=Decimal("1234.5"), unit="fta", citation=1)
    sum_ = CitedCalculation(expression="a / b", operands=(operand,), rounding="afgerond", steps=("1 + 1 = 2",))
    assert "<li>1 + 1 = 2</li><li>afgerond</li>" in vraag.calculation_html(sum_)
    assert "<td>1.234,5 fta</td>" in vraag.operands_html(sum_, {})


def test_a_source_falls_back_to_the_letters_id_and_links_only_to_the_web() -> None:
    assert "kst-x, p. 2" in vraag.source_html(citation(), "bron", {})
    assert "href" not in vraag.source_html(citation(url="javascript:alert(1)"), "bron", {})
    assert 'href="https://x/?a=1&amp;b="' in vraag.source_html(citation(url="https://x/?a=1&b="), "bron", {})


def test_the_context_needs_the_quote_in_its_place() -> None:
    assert vraag.context_html(citation(), "xxx\nDoel 1 fta\n\uf0b7 a") == (
        '<div class="kb kb-context">xxx&#10;<mark>Doel 1 fta</mark>&#10;• a</div>'
    )
    assert vraag.context_html(citation(), "een andere brief") == ""


def test_every_kind_of_status_and_note_has_its_dutch_name() -> None:
    assert set(vraag.STATUS) == set(Status)
    assert set(NoteKind) == set(vraag.NOTES)


def test_the_server_keeps_to_itself() -> None:
    options = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert options["server"]["address"] == "127.0.0.1"
    assert options["server"]["enableXsrfProtection"] is True
    assert options["browser"]["gatherUsageStats"] is False
    assert options["client"]["toolbarMode"] == "minimal"
    assert options["client"]["showErrorDetails"] == "none"
    style = (ROOT / "assistant" / "page" / "page.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style


def test_a_follow_up_goes_on_where_the_conversation_was() -> None:
    page = asked("hoeveel fta realiseerde Defensie in 2024?", "en in 2023?")
    assert clean(page)
    assert "508,5 fta" in words(page)
    assert "Begrepen als: hoeveel fta realiseerde Defensie in 2023?" in words(page)
