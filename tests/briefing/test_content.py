"""What stands in a briefing: figures that can be traced, the subject's own text, and nothing invented."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.briefing import Briefing, Form, make_briefing, write
from assistant.briefing.guard import UnsourcedFigureError, guard
from assistant.briefing.model import Line, LineKind, Section
from assistant.briefing.subject import resolve
from assistant.engine import Assistant
from assistant.errors import InputError
from assistant.settings import Settings
from corpus.dutch import format_number
from corpus.store import CorpusStore
from evals.briefings import READERS, Ground, can_read_pdf, pages_of, place_of, read_docx, read_markdown, trace
from tests.briefing.conftest import DAY, SECTORS, THEMES, WIDE, Made


@pytest.mark.parametrize("sector", SECTORS)
def test_a_sector_fits_its_page_in_each_form_and_every_figure_is_traced(
    sector: str, made: Made, store: CorpusStore, tmp_path: Path
) -> None:
    ground = Ground(store, [sector])
    for form in Form:
        for ending in ("docx", "pdf", "md"):
            path = tmp_path / f"{form.value}.{ending}"
            write(made(sector, form), path)
            if ending == "pdf":
                assert pages_of(path.read_bytes()) == 1
            if ending != "pdf" or can_read_pdf():
                traced = trace(READERS[ending](path), ground)
                assert traced.loose == ()
                assert traced.figures > 20


@pytest.mark.parametrize("subject", WIDE)
def test_several_sectors_and_the_whole_letter_fit_and_are_traced(
    subject: str, made: Made, assistant: Assistant, tmp_path: Path
) -> None:
    ground = Ground(assistant.store, resolve(assistant, subject).members)
    for form in Form:
        path = tmp_path / f"{form.value}.pdf"
        write(made(subject, form), path)
        assert pages_of(path.read_bytes()) == 1
        write(made(subject, form), tmp_path / "x.docx")
        assert trace(read_docx(tmp_path / "x.docx"), ground).loose == ()


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_is_quoted_where_the_letter_speaks_of_it(
    theme: str, made: Made, assistant: Assistant, tmp_path: Path
) -> None:
    everyone = resolve(assistant, "de hele brief").members
    for form in Form:
        briefing = made(theme, form)
        write(briefing, tmp_path / "x.pdf")
        write(briefing, tmp_path / "x.md")
        assert pages_of((tmp_path / "x.pdf").read_bytes()) == 1
        assert trace(read_markdown(tmp_path / "x.md"), Ground(assistant.store, everyone)).loose == ()
        assert sum(line.kind is LineKind.QUOTE for line in briefing.lines) >= 3


def test_figures_of_other_sectors_do_not_pass_the_tracing(made: Made, store: CorpusStore, tmp_path: Path) -> None:
    write(made("defensie", Form.FACTSHEET), tmp_path / "x.md")
    text = read_markdown(tmp_path / "x.md")
    assert trace(text, Ground(store, ["defensie"])).loose == ()
    assert len(trace(text, Ground(store, ["vo"])).loose) > 10


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("595,4 fta en haalde", "595,5 fta en haalde"),
        ("66,2%, plaats 5 van 13", "66,2%, plaats 5 van 14"),
        ("595,4 − 508,5 = 86,9", "595,4 − 508,5 = 87,9"),
        ("595,4 + 230,9 = 826,3", "595,4 + 231,9 = 827,3"),
        ("(+17,1%)", "(+17,2%)"),
        ("defensiebreed begeleiding biedt", "landelijk begeleiding biedt"),
        ("tabel p. 3", "tabel p. 33"),
    ],
)
def test_what_is_changed_in_a_document_is_found(
    right: str, wrong: str, made: Made, store: CorpusStore, tmp_path: Path
) -> None:
    write(made("defensie", Form.FACTSHEET), tmp_path / "x.md")
    text = read_markdown(tmp_path / "x.md").replace("\u00a0", " ")
    assert right in text
    assert trace(text.replace(right, wrong, 1), Ground(store, ["defensie"])).loose


@pytest.mark.parametrize("sector", SECTORS)
def test_no_text_of_another_sector_stands_in_a_sectors_briefing(sector: str, made: Made, assistant: Assistant) -> None:
    headings = {s.id: s.label for s in assistant.lexicon.sector}
    others = [label for other, label in headings.items() if other != sector]
    for form in Form:
        for line in made(sector, form).lines:
            if line.kind is LineKind.QUOTE:
                top = [citation.section.split(" › ")[0] for citation in line.citations]
                assert not [heading for heading in top if any(heading.startswith(label) for label in others)]
            else:
                own = re.sub(r"“[^”]*”", "", line.text)
                assert not [s.label for s in assistant.lexicon.sector if s.id != sector and s.in_text in own]


@pytest.mark.parametrize("sector", SECTORS)
def test_the_assistant_answers_the_questions_with_the_same_figures(
    sector: str, made: Made, assistant: Assistant
) -> None:
    asked = [q for section in made(sector, Form.QA).sections for q in section.questions]
    assert len(asked) >= 4
    for question in asked:
        answer = assistant.ask(question.question)
        assert answer.status in (Status.ANSWERED, Status.NOT_IN_SOURCE), question.question
        if question.value:
            assert answer.value == Decimal(question.value)
            told = " ".join(line.text for line in (*question.core, *question.facts))
            assert format_number(abs(Decimal(question.value))) in told


@pytest.mark.parametrize("sector", SECTORS)
def test_the_place_among_the_sectors_is_that_of_the_tables(sector: str, made: Made, store: CorpusStore) -> None:
    grid = next(s.grid for s in made(sector, Form.FACTSHEET).sections if s.grid is not None)
    places = next(row for row in grid.rows if row.label == "Plaats op percentage")
    expected = [f"{place_of(store, sector, year)} van 13" for year in ("2023", "2024")]
    assert [cell.text for cell in places.cells[:2]] == expected


def test_contradictions_breaks_and_approximations_stand_out(made: Made) -> None:
    def told(sector: str) -> str:
        sections = made(sector, Form.FACTSHEET).sections
        return " ".join(line.text for s in sections if s.heading == "Wat opvalt" for line in s.lines)

    assert "489 / 713 is 68,6%" in told("politie")
    assert "329 / 552 is 59,6%" in told("waterschappen")
    assert "3 procentpunt" in told("onderzoek")
    assert "maar het realisatiepercentage daalde" in told("onderzoek")
    assert "Jaren zijn niet zonder meer te vergelijken" in told("umc")
    assert "bij benadering" in told("mbo")
    assert "geen tegenspraken" in told("defensie")


def test_what_the_letter_does_not_say_is_said(made: Made) -> None:
    def told(sector: str) -> str:
        return " ".join(line.text for line in made(sector, Form.FACTSHEET).sections[-1].lines)

    assert "realisatie daarvan is niet bekend" in told("provincies")
    assert "een verdeling naar vast, tijdelijk en inhuur" in told("defensie")
    assert "een verdeling naar" not in told("politie")
    assert "2025" not in told("politie")


def test_the_author_fills_in_what_is_sensitive(made: Made) -> None:
    for subject in ("defensie", "het onderwijs", "SROI"):
        last = made(subject, Form.NOTE).sections[-1]
        assert last.heading == "Gevoeligheden"
        assert last.for_author == "[In te vullen door de auteur.]"
        assert not last.lines
        assert not last.questions


def test_every_line_names_its_place_or_where_was_looked(made: Made) -> None:
    for subject in (*SECTORS, *WIDE, *THEMES):
        for form in Form:
            for line in made(subject, form).lines:
                searched = "gevonden" in line.text or "Deze annotatie gaat over" in line.text
                assert line.citations or searched, line.text


def test_the_same_question_gives_the_same_briefing(made: Made, assistant: Assistant) -> None:
    again = make_briefing(assistant, "Defensie", Form.QA, date=DAY)
    assert again == made("defensie", Form.QA)


def test_more_than_a_page_is_given_when_it_is_asked(assistant: Assistant, made: Made) -> None:
    def size(briefing: Briefing) -> int:
        return len(list(briefing.lines))

    full = make_briefing(assistant, "de hele brief", Form.NOTE, date=DAY, one_page=False)
    assert size(full) > size(made("de hele brief", Form.NOTE))


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("stikstof", "niets over ‘stikstof’"),
        ("brandweer", "niets over ‘brandweer’"),
        ("klimaat", "niets over ‘klimaat’"),
        ("doorstroom bij de provincies", "zegt bij de provincies niets over ‘doorstroom’"),
        ("Defensie 2021", "geen cijfers over 2021"),
        ("  ", "Noem een onderwerp"),
        ("?!", "Noem een onderwerp"),
        ("x" * 200, "te lang"),
    ],
)
def test_a_subject_of_which_the_letter_says_nothing_is_refused(subject: str, said: str, assistant: Assistant) -> None:
    with pytest.raises(InputError, match=re.escape(said)) as refused:
        make_briefing(assistant, subject)
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("leger", "Defensie"),
        ("defensi", "Defensie"),
        ("kst-34352-348", "Voortgang banenafspraak overheid 2024"),
        ("alle sectoren", "Voortgang banenafspraak overheid 2024"),
        ("SROI bij Defensie", "SROI bij Defensie"),
        ("AI", "AI"),
    ],
)
def test_subjects_are_found_under_many_names(subject: str, title: str, assistant: Assistant) -> None:
    assert make_briefing(assistant, subject).title == title


def test_a_figure_without_a_source_stops_a_briefing(made: Made) -> None:
    briefing = made("defensie", Form.FACTSHEET)
    loose = Line(text="Dit zijn 42 banen.", kind=LineKind.REMARK)
    with pytest.raises(UnsourcedFigureError, match="42"):
        guard(briefing.model_copy(update={"sections": (Section(heading="Los", lines=(loose,)),)}), ["2024"])


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory, mini_path: Path) -> Assistant:
    from assistant.bootstrap import make_assistant
    from corpus.embedders import NgramEmbedder
    from ingest.pipeline import ingest

    data = tmp_path_factory.mktemp("other") / "corpus"
    ingest(data, [mini_path], NgramEmbedder())
    return make_assistant(Settings(data=data))


@pytest.mark.parametrize("subject", ["Musea", "Bibliotheken", "de hele brief", "inkoop", "leermeester"])
def test_a_letter_of_another_ministry_is_briefed_too(subject: str, other: Assistant, tmp_path: Path) -> None:
    subjects = [f.subject for f in other.facts if f.from_table]
    for form in Form:
        briefing = make_briefing(other, subject, form, date=DAY)
        for ending in ("docx", "pdf"):
            write(briefing, tmp_path / f"x.{ending}")
        assert pages_of((tmp_path / "x.pdf").read_bytes()) == 1
        assert trace(read_docx(tmp_path / "x.docx"), Ground(other.store, subjects)).loose == ()


def test_sectors_of_different_letters_are_not_mixed(tmp_path: Path, mini_path: Path, data_dir: Path) -> None:
    from assistant.bootstrap import make_assistant
    from corpus.embedders import NgramEmbedder
    from ingest.pipeline import ingest
    from tests.conftest import LETTER

    ingest(tmp_path / "both", [LETTER, mini_path], NgramEmbedder())
    both = make_assistant(Settings(data=tmp_path / "both"))
    with pytest.raises(InputError, match="verschillende brieven"):
        make_briefing(both, "Defensie en musea")
    told = make_briefing(both, "inkoop", Form.FACTSHEET, date=DAY)
    assert len(told.letters) == 2


def test_a_reason_that_holds_for_a_group_is_given_for_its_members(made: Made) -> None:
    def why(sector: str) -> str:
        asked = [q for section in made(sector, Form.QA).sections for q in section.questions]
        return next(q.core[0].text for q in asked if q.question.startswith("Waarom haal"))

    assert "bevoegdheidseisen" in why("vo")
    assert "vormden uitdagingen" in why("wo") or "uitdagender" in why("wo")
    assert "geen zin gevonden" in why("defensie")


def test_why_a_target_changed_does_not_pass_for_why_less_was_realised(made: Made) -> None:
    asked = [q for section in made("gemeenten", Form.QA).sections for q in section.questions]
    moved = next(q for q in asked if "gedaald" in q.question)
    assert moved.question.startswith("Hoeveel")
    told = " ".join(line.text for line in (*moved.core, *moved.facts, *moved.further))
    assert "herberekening" not in told
    assert "geen zin die de daling verklaart" in told


def test_letters_that_disagree_are_both_named(letter_text: str, tmp_path: Path) -> None:
    from assistant.bootstrap import make_assistant
    from corpus.embedders import NgramEmbedder
    from ingest.pipeline import ingest
    from tests.conftest import LETTER

    changed = letter_text.replace("595,4 fta", "605,4 fta")
    (tmp_path / "andere-brief.txt").write_text(changed, encoding="utf-8")
    ingest(tmp_path / "both", [LETTER, tmp_path / "andere-brief.txt"], NgramEmbedder())
    both = make_assistant(Settings(data=tmp_path / "both"))
    told = " ".join(line.text for line in make_briefing(both, "Defensie", date=DAY).lines)
    assert "Twee brieven verschillen: Kamerstuk 34 352, nr. 348 geeft 595,4 fta, " in told
    assert "geeft 605,4 fta" in told
