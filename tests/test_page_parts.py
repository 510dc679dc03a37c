"""The parts of the pages: marking, sums, pictures, files, feedback, letters added, and the pages beside *Vraag*."""

from __future__ import annotations

import io
import json
import re
import tomllib
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from assistant.answer import Answer, Citation, CitedCalculation, CitedOperand, NoteKind, Route, Status
from assistant.bootstrap import make_assistant
from assistant.errors import KamerbriefError, StoreError
from assistant.page import charts, export, feedback, figures, letters, markup, sources, upload
from assistant.page.desk import Desk, open_desk
from assistant.page.export import Asked
from assistant.page.markup import AnswerPage
from assistant.page.upload import Details
from assistant.settings import Settings
from corpus.lexicon import Lexicon
from corpus.store import FILE_NAME, CorpusStore
from evals.feedback import Complaint

ROOT = Path(__file__).resolve().parent.parent
DEFENSIE = "hoeveel fta realiseerde Defensie incl. SROI?"


@pytest.fixture(autouse=True)
def _page_data(_own_data: None, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages look at the shared corpus, which they only read."""
    monkeypatch.setenv("KAMERBRIEF_DATA", str(data_dir))


@pytest.fixture
def desk() -> Desk:
    """What the pages answer with."""
    return open_desk()


def citation(quote: str = "Doel 1 fta", url: str | None = None, marker: int = 1) -> Citation:
    return Citation(
        marker=marker, letter="kst-x", section="Rijk", page=2, quote=quote, start=4, end=4 + len(quote), url=url
    )


def answered(text: str, *citations: Citation, route: Route = Route.CALCULATION, **more: object) -> AnswerPage:
    made = Answer.model_validate(
        {"question": "?", "status": Status.ANSWERED, "route": route, "text": text, "citations": citations} | more
    )
    return AnswerPage(0, made, {}, {})


def bare(text: str) -> str:
    return re.sub(r"<[^>]+>", "", text)


# --- an answer ---------------------------------------------------------------------------------


def test_lists_are_lists_and_lines_are_paragraphs() -> None:
    page = answered("Boven het doel:\n- De gemeenten: 5 fta [1]\n- Het <Rijk>: 6 fta [2]\n\nDat is alles.", citation())
    shown = page.answer_html()
    assert "<p>Boven het doel:</p><ul><li>De gemeenten: 5 fta <a " in shown
    assert "<li>Het &lt;Rijk&gt;: 6 fta [2]</li></ul><p>Dat is alles.</p>" in shown
    assert shown.count("Berekend") == 1


def test_a_quote_in_a_refusal_is_labelled() -> None:
    page = answered(
        "De brief geeft dit niet.\nWel staat er: “De realisatie komt later.” [1]",
        citation("De realisatie\nkomt5 later."), route=Route.NONE, status=Status.NOT_IN_SOURCE,
    )  # fmt: skip
    assert re.findall(r'kb-label">(\w+)<', page.answer_html()) == ["Citaat"]


def test_what_a_language_model_phrased_says_so_and_its_quotes_stay_quotes() -> None:
    text = "Kort gezegd: 1 fta. [1]\n“De realisatie komt later.” [1]"
    page = answered(text, citation("De realisatie komt later."), phrased_by="proefmodel")
    assert re.findall(r'kb-label">([\w ]+)<', page.answer_html()) == [
        "Geformuleerd door taalmodel proefmodel", "Citaat",
    ]  # fmt: skip


def test_steps_and_rounding_are_shown_and_steps_that_only_name_an_operand_are_not() -> None:
    operand = CitedOperand(label="Doel", value=Decimal("1234.5"), unit="fta", citation=1)
    sum_ = CitedCalculation(
        expression="1.234,5 / 2 = 617,25", operands=(operand,), rounding="afgerond",
        steps=("1 + 1 = 2", "Doel = 1.234,5 fta"),
    )  # fmt: skip
    page = answered("x [1]", citation(), calculation=sum_)
    shown = page.calculation_html()
    assert "<li>1 + 1 = 2</li><li>afgerond</li>" in shown
    assert re.search(r'<p class="kb-sum"><a [^>]*href="#bron-0-1">1.234,5</a> / 2 = 617,25</p>', shown)
    assert bare(page.operands_html()).endswith("Doel1.234,5 ftaBron 1 kst-x, p. 2")


def test_every_kind_of_status_and_note_has_its_dutch_name() -> None:
    assert set(markup.STATUS) == set(Status)
    assert set(NoteKind) == set(markup.NOTES)


def test_every_link_leads_to_a_source_that_is_there(desk: Desk) -> None:
    assistant = make_assistant(Settings.load())
    for question in (DEFENSIE, "Welke sectoren haalden in 2024 het doel?", *desk.examples):
        page = AnswerPage(3, assistant.ask(question), desk.letters, desk.facts_of)
        shown = page.answer_html() + page.calculation_html() + page.operands_html() + page.list_html()
        anchors = re.findall(r'id="(bron-[\d-]+)"', page.sources_html())
        assert len(anchors) == len(set(anchors))
        assert set(re.findall(r'href="#(bron-[\d-]+)"', shown)) <= set(anchors)
        assert len(re.findall(r'id="(naar-[\d-]+)"', shown)) == len(set(re.findall(r'id="(naar-[\d-]+)"', shown)))
    assistant.store.close()


# --- sources -----------------------------------------------------------------------------------


def test_a_source_links_only_to_the_web() -> None:
    def shown(url: str) -> str:
        return sources.source_html(sources.of_citation(citation(url=url), "b", (), ()), "a", {})

    assert "kst-x, p. 2" in shown("https://x")
    assert "javascript" not in shown("javascript:alert(1)")
    assert 'href="https://x/?a=1&amp;b="' in shown("https://x/?a=1&b=")


@given(st.text(alphabet="ab \n\uf0b7•", max_size=300))
def test_undoing_line_wraps_keeps_every_character_in_its_place(text: str) -> None:
    shown = sources.reflowed(text)
    assert len(shown) == len(text)
    pairs = set(zip(text, shown, strict=True))
    assert all(a == b or (a, b) in {("\n", " "), ("\uf0b7", "•")} for a, b in pairs)


# --- pictures and files ------------------------------------------------------------------------


def calculation(*operands: tuple[str, str, str]) -> CitedCalculation:
    made = tuple(CitedOperand(label=a, value=Decimal(b), unit=c, citation=1) for a, b, c in operands)
    return CitedCalculation(expression="", operands=made, rounding="exact")


def test_a_comparison_is_drawn_and_unlike_figures_are_not(lexicon: Lexicon) -> None:
    two = calculation(("Doel Rijk 2024", "5", "fta"), ("Doel Politie 2024", "7", "fta"))
    bars = charts.bars_of(two, lexicon, {"Rijk", "Politie"})
    assert [(bar.name, bar.series) for bar in bars] == [("Rijk", "Doel"), ("Politie", "Doel")]
    assert charts.in_words(bars) == "Doel: het hoogst bij Politie (7 fta), het laagst bij Rijk (5 fta)."
    spec = json.loads(charts.chart(bars).to_json())
    assert spec["config"]["locale"]["number"]["thousands"] == "."
    assert set(re.findall(r'"tekst": "([^"]+)"', json.dumps(spec))) == {"5 fta", "7 fta"}
    unlike = calculation(("Doel Rijk 2024", "5", "fta"), ("Realisatiepercentage Politie 2024", "7", "%"))
    assert charts.bars_of(unlike, lexicon, {"Rijk", "Politie"}) == ()
    assert charts.bars_of(two, lexicon, {"Rijk"}) == ()
    assert charts.bars_of(None, lexicon, ()) == ()


def test_years_stay_in_the_names_where_they_differ(lexicon: Lexicon) -> None:
    bars = charts.bars_of(
        calculation(("Doel Rijk 2023", "5", "fta"), ("Doel Rijk 2024", "7", "fta")), lexicon, {"Rijk"}
    )
    assert [bar.name for bar in bars] == ["Rijk 2023", "Rijk 2024"]


def test_a_csv_has_decimal_commas_and_runs_no_formula() -> None:
    rows = charts.as_csv(("a", "b"), [(Decimal("-1234.5"), "=1+1"), (None, "@x")])
    assert rows.decode("utf-8-sig") == "a;b\r\n-1234,5;'=1+1\r\n;'@x\r\n"


def test_a_conversation_is_taken_along_with_live_links(desk: Desk) -> None:
    assistant = make_assistant(Settings.load())
    kept = [Asked(DEFENSIE, assistant.ask(DEFENSIE)), Asked("*stuk*", None, "Er ging iets mis.")]
    assistant.store.close()
    text = export.as_markdown(kept, desk.letters)
    assert "826,3 fta" in text
    assert "## \\*stuk\\*" in text
    assert "](<https://zoek.officielebekendmakingen.nl/kst-34352-348.html>)" in text
    with zipfile.ZipFile(io.BytesIO(export.as_word(kept, desk.letters))) as parts:
        assert "826,3 fta" in parts.read("word/document.xml").decode()
        assert parts.read("word/_rels/document.xml.rels").decode().count("officielebekendmakingen") == 1
    plain = export.as_text(kept[0], desk.letters)
    assert "[1] Kamerstukken II 2025/26, 34352, nr. 348, p. 3, Defensie › Cijfermatige realisatie: “" in plain
    assert '<a href="https://zoek.' in export.as_html(kept[0], desk.letters)
    assert export.as_text(kept[1], {}) == "*stuk*\n\nEr ging iets mis."
    assert export.as_html(kept[1], {}) == ""


def test_feedback_that_cannot_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("een bestand")
    made = answered("x [1]", citation()).answer
    with pytest.raises(StoreError, match="niet bewaard"):
        feedback.keep(tmp_path / "data", made, "cijfer fout", "")
    assert set(feedback.KINDS) == set(Complaint.__args__)  # type: ignore[attr-defined]


# --- Cijfers -----------------------------------------------------------------------------------


def test_the_table_holds_every_figure_and_what_follows_from_them(desk: Desk) -> None:
    found = {(line.subject, line.period): line for line in figures.lines(desk)}
    assert len(found) == 26
    defensie = found["defensie", "2024"]
    assert [figure.shown if figure else "" for figure in defensie.figures] == [
        "899 fta", "595,4 fta", "66,2%", "−303,6 fta", "826,3 fta",
    ]  # fmt: skip
    assert found["mbo", "2024"].figures[3].approximate  # type: ignore[union-attr]
    assert found["wo", "2024"].figures[4].sum == ""  # type: ignore[union-attr]
    assert found["rijk", "2024"].figures[4] is None
    assert found["politie", "2024"].odd


def test_sorting_puts_what_has_no_figure_last_and_groups_filter(desk: Desk) -> None:
    found = figures.lines(desk)
    by_part = figures.chosen(found, None, "2024", 4, "hoog naar laag")
    values = [line.figures[4].value for line in by_part if line.figures[4]]
    assert values == sorted(values, reverse=True)
    assert not any(line.figures[4] for line in by_part[len(values) :])
    group = figures.groups(desk)["Het onderwijs (po, vo, mbo, hbo en wo)"]
    assert len(figures.chosen(found, group, "alle jaren", None, "")) == 10


def test_the_sheet_holds_numbers_and_no_formulas(desk: Desk) -> None:
    heads, rows = figures.sheet(figures.lines(desk)[:2], ["a"] * 5, desk)
    rows[0][0] = "=1+1"
    page = load_workbook(io.BytesIO(figures.as_xlsx(heads, rows))).active
    assert page is not None
    assert page["A2"].data_type == "s"
    assert page["C2"].value == 5994
    assert "Kamerstukken II 2025/26" in str(page["E2"].value)


def page_of(module: str) -> AppTest:
    script = f"from assistant.page import {module}\n{module}.show()\n"
    return AppTest.from_string(script, default_timeout=60).run()


def shown(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def test_the_page_of_figures_filters_and_sorts() -> None:
    page = page_of("figures")
    assert not page.exception
    assert shown(page).count('<tr><th scope="row">') == 13
    assert 'href="#tegenspraak-politie-2024"' in shown(page)
    page.selectbox(key="sorteer").set_value("Realisatie").run()
    page.radio(key="volgorde").set_value("laag naar hoog").run()
    assert re.findall(r'<tr><th scope="row">(.*?)</th>', shown(page))[0] == "Onderzoeksinstellingen"
    assert 'aria-sort="ascending"' in shown(page)
    page.radio(key="jaar").set_value("alle jaren").run()
    assert shown(page).count('<tr><th scope="row">') == 26
    links = set(re.findall(r'href="#(bron-[\w-]+)"', shown(page)))
    assert links == set(re.findall(r'id="(bron-[\w-]+)"', shown(page))) - set(
        re.findall(r'id="(bron-[\w-]+-plaats)"', shown(page))
    )


# --- Brieven and Over --------------------------------------------------------------------------


def test_the_page_of_letters_shows_every_page_word_for_word(letter_text: str) -> None:
    page = page_of("letters")
    assert not page.exception
    body = shown(page)
    assert [int(n) for n in re.findall(r'id="pagina-(\d+)"', body)] == list(range(1, 23))
    assert set(re.findall(r'href="#(kop-\d+)"', body)) == set(re.findall(r'id="(kop-\d+)"', body))
    given = "".join(letter_text.split())
    pages = re.split(r'id="pagina-\d+"', body)[1:]
    assert len(pages) == 22
    for page_text in pages:
        # Headings, marks of notes and tables stand apart; all else is told in the letter's own words.
        words = bare("".join(re.findall(r'<div class="kb-text">(.*?)</div>', page_text, re.DOTALL)))
        parts = words.replace("&#10;", "\n").split()
        runs = ["".join(parts[at : at + 6]) for at in range(0, len(parts) - 6, 6)]
        assert sum(run in given for run in runs) >= 0.7 * len(runs)


def test_the_page_about_says_what_is_kept_and_where(data_dir: Path) -> None:
    page = page_of("about")
    assert not page.exception
    assert str(data_dir / feedback.FILE_NAME) in shown(page)
    assert "18 november 2025" in shown(page)
    assert "automatische assistent" in shown(page)


def test_a_long_letter_is_shown_in_parts(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letters, "AT_ONCE", 10)
    page = page_of("letters")
    assert [int(n) for n in re.findall(r'id="pagina-(\d+)"', shown(page))] == list(range(1, 11))


def test_a_letter_is_added_and_taken_out_again(own_corpus: Path, mini_path: Path) -> None:
    settings = Settings(data=own_corpus)
    content = (mini_path / "voortgang-leerbanen-2022.txt").read_bytes()
    details = Details('Een "titel"\n', dossier="99 001", number="12", url="https://letters.example/x")
    outcome = upload.add_letter(settings, "Mijn brief.txt", content, details, replace=False)
    assert (outcome.letter, outcome.change) == ("mijn-brief", "new")
    with CorpusStore(own_corpus / FILE_NAME) as store:
        assert store.letter("mijn-brief").letter.short_name == "Kamerstuk 99 001, nr. 12"
        known: Mapping[str, object] = store.digests()
    assert upload.removable(known) == ["mijn-brief"]
    again = upload.add_letter(settings, "Mijn brief.txt", content, details, replace=False)
    assert again.change == "unchanged"
    with pytest.raises(KamerbriefError, match="al een andere brief"):
        upload.add_letter(settings, "Mijn brief.txt", content + b"\nMeer.", details, replace=False)
    upload.remove_letter(settings, "mijn-brief")
    with CorpusStore(own_corpus / FILE_NAME) as store:
        assert list(store.digests()) == ["kst-34352-348"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.pdf", b"%PDF-1.7", "is geen tekstbestand"),
        ("a.txt", b"\x00\x01", "‘a.txt’ is geen tekstbestand"),
        ("a.txt", b"\xff\xfe\xfa", "‘a.txt’ is geen UTF-8-tekst"),
        ("a.txt", b"", "‘a.txt’ is leeg"),
        ("a.txt", b"te kort", "te weinig tekst"),
        ("../kst-34352-348.txt", b"Een andere tekst. " * 50, "al een andere brief"),
    ],
)
def test_a_bad_letter_is_refused_and_nothing_changes(own_corpus: Path, name: str, content: bytes, said: str) -> None:
    before = (own_corpus / FILE_NAME).read_bytes()
    with pytest.raises(KamerbriefError, match=said) as refused:
        upload.add_letter(Settings(data=own_corpus), name, content, Details(), replace=False)
    assert "/tmp" not in str(refused.value)  # noqa: S108 - the visitor must not see our folders
    assert (own_corpus / FILE_NAME).read_bytes() == before


# --- the server --------------------------------------------------------------------------------


def test_the_server_keeps_to_itself() -> None:
    options = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert options["server"]["address"] == "127.0.0.1"
    assert options["server"]["enableXsrfProtection"] is True
    assert options["server"]["maxUploadSize"] == upload.MAX_MEGABYTES
    assert options["browser"]["gatherUsageStats"] is False
    assert options["client"]["toolbarMode"] == "minimal"
    assert options["client"]["showErrorDetails"] == "none"
    style = (ROOT / "assistant" / "page" / "page.css").read_text(encoding="utf-8")
    assert "url(" not in style
    assert "@import" not in style
