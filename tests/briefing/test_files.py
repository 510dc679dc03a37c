"""The files: Word that opens clean and is accessible, tagged PDF, the same content in each, and writing."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from assistant.briefing import Form, file_name, make_briefing, make_ready, preview, render, suggestions, write
from assistant.briefing.model import STATUS, Briefing
from assistant.engine import Assistant
from assistant.errors import InputError
from evals.briefings import can_read_pdf, pages_in_office, read_docx, read_markdown, read_pdf
from tests.briefing.conftest import DAY, Made
from tests.command_line import kamerbrief

OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not here (apt: libreoffice-writer)")
POPPLER = pytest.mark.skipif(not can_read_pdf(), reason="pdftotext is not here (apt: poppler-utils)")


@pytest.fixture
def briefing(made: Made) -> Briefing:
    return made("defensie", Form.FACTSHEET)


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


@POPPLER
@pytest.mark.parametrize("form", list(Form))
@pytest.mark.parametrize("subject", ["vo", "SROI", "de hele brief"])
def test_each_format_holds_the_same_words(subject: str, form: Form, made: Made, tmp_path: Path) -> None:
    briefing = made(subject, form)
    for ending in ("docx", "pdf", "md"):
        write(briefing, tmp_path / f"x.{ending}")
    texts = [read_docx(tmp_path / "x.docx"), read_pdf(tmp_path / "x.pdf"), read_markdown(tmp_path / "x.md")]
    for text in map(bare, texts):
        assert bare(briefing.title) in text
        assert bare(STATUS) in text
        assert "26november2026" in text
        for section in briefing.sections:
            for cell in (cell for row in (section.grid.rows if section.grid else ()) for cell in row.cells):
                assert bare(cell.text) in text
    for line in briefing.lines:
        # In a PDF a long line is broken, and a page of two columns is read by column: words stay.
        assert bare(line.text) in bare(texts[0])
        assert bare(line.text) in bare(texts[2])
        assert set(line.text.split()) <= set(texts[1].split()) | {word for word in line.text.split() if "-" in word}


def test_json_holds_every_source_in_full(briefing: Briefing, letter_text: str) -> None:
    told = json.loads(render(briefing, "json"))
    citations = [c for section in told["sections"] for line in section["lines"] for c in line["citations"]]
    assert citations
    for citation in citations:
        assert letter_text[citation["start"] : citation["end"]] == citation["quote"]
    assert told["status"] == STATUS


def test_word_has_headings_a_header_row_a_described_chart_and_dutch(briefing: Briefing, tmp_path: Path) -> None:
    write(briefing, tmp_path / "x.docx")
    document = docx.Document(str(tmp_path / "x.docx"))
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style is not None]
    assert styles[0] == "Title"
    assert styles.count("Heading 1") == 5
    assert "List Bullet" in styles
    table = document.tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == "Doel en realisatie van Defensie"
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert described == [next(s.chart.alt for s in briefing.sections if s.chart is not None)]
    assert "826,3" not in described[0]
    assert "595,4 fta" in described[0]
    languages = {found.get(qn("w:val")) for found in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-NL"}
    links = [r.target_ref for r in document.part.rels.values() if r.is_external]
    assert set(links) == {"https://zoek.officielebekendmakingen.nl/kst-34352-348.html"}


def test_word_says_in_its_properties_that_a_machine_made_it(briefing: Briefing, tmp_path: Path) -> None:
    write(briefing, tmp_path / "x.docx")
    properties = docx.Document(str(tmp_path / "x.docx")).core_properties
    assert properties.author == "Automatisch opgesteld door kamerbrief-assistent"
    assert "machinaal opgesteld" in properties.keywords
    assert properties.category == STATUS
    assert properties.language == "nl-NL"
    assert "kst-34352-348" in properties.keywords


@OFFICE
@POPPLER
def test_libreoffice_opens_word_and_shows_one_full_page(made: Made, tmp_path: Path) -> None:
    pairs = [("defensie", Form.FACTSHEET), ("vo", Form.QA), ("wo", Form.NOTE), ("de hele brief", Form.FACTSHEET)]
    paths = []
    for subject, form in pairs:
        paths.append(tmp_path / f"{subject.replace(' ', '-')}-{form.value}.docx")
        write(made(subject, form), paths[-1])
    assert set(pages_in_office(paths, tmp_path).values()) == {1}
    shown = tmp_path / "set" / "defensie-factsheet.pdf"
    told = bare(read_pdf(shown))
    for words in ("Kernboodschap", "86,9ftameerdanin2023", "Watnietindebriefstaat"):
        assert words in told
    subprocess.run(["pdftoppm", "-r", "60", "-gray", str(shown), str(tmp_path / "page")], check=True, timeout=60)
    picture = next(tmp_path.glob("page*.pgm")).read_bytes()
    header, size, _, pixels = picture.split(b"\n", 3)
    width, height = map(int, size.split())
    assert header == b"P5"
    # Ink stands all over the page: at its head, in the chart, and at its foot.
    rows = [pixels[row * width : (row + 1) * width] for row in range(height)]
    dark = [row for row, line in enumerate(rows) if min(line) < 160]
    assert dark[0] < height * 0.06
    assert dark[-1] > height * 0.93
    blue = sum(byte < 90 for line in rows[int(height * 0.3) : int(height * 0.55)] for byte in line)
    assert blue > 0.02 * width * height * 0.25


def test_pdf_is_tagged_dutch_and_meets_the_standard_that_typst_checks(briefing: Briefing) -> None:
    made = render(briefing, "pdf")
    assert b"/Lang(nl-NL)" in made
    assert b"/Marked true" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made
    assert b"Automatisch opgesteld door kamerbrief-assistent" in made
    assert b"https://zoek.officielebekendmakingen.nl/kst-34352-348.html" in made


def test_the_same_briefing_gives_the_same_bytes(briefing: Briefing) -> None:
    for ending in ("pdf", "md", "json"):
        assert render(briefing, ending) == render(briefing, ending)


def test_words_of_a_letter_cannot_become_marks(made: Made, tmp_path: Path) -> None:
    odd = made("defensie", Form.FACTSHEET).model_copy(update={"title": '*x* #y _z_ $1 "q" \\ ] <b>'})
    write(odd, tmp_path / "x.md")
    assert "# \\*x\\* \\#y \\_z\\_ \\$1" in (tmp_path / "x.md").read_text()
    assert render(odd, "pdf").startswith(b"%PDF")
    assert "<b>" in read_docx_of(odd, tmp_path)


def read_docx_of(briefing: Briefing, folder: Path) -> str:
    write(briefing, folder / "x.docx")
    return read_docx(folder / "x.docx")


def test_writing_says_what_is_wrong_and_keeps_what_was_there(briefing: Briefing, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="eindigt op"):
        write(briefing, tmp_path / "x.txt")
    with pytest.raises(InputError, match="bestaat niet"):
        write(briefing, tmp_path / "nergens" / "x.md")
    (tmp_path / "map.md").mkdir()
    with pytest.raises(InputError, match="kan niet geschreven worden"):
        write(briefing, tmp_path / "map.md")
    assert [path.name for path in tmp_path.iterdir()] == ["map.md"]


def test_the_command_writes_a_briefing(own_corpus: Path, tmp_path: Path) -> None:
    done = kamerbrief(
        "brief", "leger", "--vorm", "Q&A", "--datum", "2026-11-26", "--output", tmp_path / "x.md", data=own_corpus
    )
    assert (done.code, done.err) == (0, "")
    assert done.out == f"{tmp_path / 'x.md'}: Q&A over Defensie (concept – menselijke controle vereist).\n"
    assert "66,2%" in (tmp_path / "x.md").read_text()


@pytest.mark.parametrize(
    "arguments",
    [
        ("stikstof", "--output", "x.pdf"),
        ("Defensie", "--output", "x.odt"),
        ("Defensie", "--output", "x.pdf", "--vorm", "nota"),
        ("Defensie", "--output", "x.pdf", "--datum", "morgen"),
    ],
)
def test_the_command_refuses_clearly_and_leaves_no_page(arguments: tuple[str, ...], own_corpus: Path) -> None:
    done = kamerbrief("brief", *arguments, data=own_corpus)
    assert done.refused_clearly, done
    assert not list(own_corpus.parent.glob("x.*"))


def test_the_command_without_a_file_is_wrong_usage(own_corpus: Path) -> None:
    done = kamerbrief("brief", "Defensie", data=own_corpus)
    assert done.code == 2
    assert done.err.startswith("De optie --output ontbreekt.")


def test_the_preview_holds_the_same_words_and_no_marks_of_its_own(made: Made) -> None:
    odd = made("defensie", Form.FACTSHEET).model_copy(update={"title": "<script>x</script> & *y*"})
    shown = preview(odd)
    assert "<script" not in shown
    assert "&lt;script&gt;x&lt;/script&gt; &amp; *y*" in shown
    assert shown.count("<h3>") == 5
    assert '<th scope="col" style="text-align:right">2024</th>' in shown
    text = bare(html.unescape(re.sub(r"<[^>]+>", " ", shown)))
    assert all(bare(line.text) in text for line in odd.lines)


def test_subjects_to_choose_from_can_all_be_briefed(assistant: Assistant) -> None:
    offered = suggestions(assistant)
    assert offered[0] == "De hele brief"
    assert {"Defensie", "Het onderwijs", "SROI", "Digitale toegankelijkheid"} <= set(offered)
    for subject in offered:
        assert make_briefing(assistant, subject).sections


def test_the_name_of_a_file_tells_what_is_in_it(made: Made) -> None:
    assert file_name(made("het onderwijs", Form.QA), "pdf") == "qa-het-onderwijs-2026-11-26.pdf"


def test_a_page_hears_how_far_a_briefing_is_and_gets_its_files(assistant: Assistant) -> None:
    heard: list[tuple[float, str]] = []
    ready = make_ready(
        assistant, "Politie", Form.QA, date=DAY, progress=lambda share, step: heard.append((share, step))
    )
    shares = [share for share, _ in heard]
    assert shares == sorted(shares)
    assert (shares[0], shares[-1]) == (0.0, 1.0)
    assert [file.name for file in ready.files] == [
        f"qa-politie-2026-11-26.{ending}" for ending in ("docx", "pdf", "md")
    ]
    assert [file.content[:4] for file in ready.files[:2]] == [b"PK\x03\x04", b"%PDF"]
    assert ready.title == "Q&A over Politie"
    assert "Kernantwoord" in ready.shown
