"""The miniature letter: another ministry, other names, every quirk of layout, none of them by name."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

from corpus.documents import Block, BlockKind
from corpus.facts import FactTable
from corpus.lexicon import Lexicon
from ingest.pipeline import Reading, read_all
from ingest.read import Source, read_letter
from ingest.structure import uncovered

_TITLE = "Voortgang leerbanen cultuur en erfgoed 2022"


def again(reading: Reading, text: str, lexicon: Lexicon) -> Reading:
    """What is read from the same letter when its text is another."""
    return read_all(Source(reading.document.letter, text, "d"), lexicon)


def block_with(reading: Reading, text: str) -> Block:
    """The one block whose text holds these words."""
    (found,) = [block for block in reading.document.blocks if text in block.text]
    return found


def shape(reading: Reading) -> list[tuple[str, int, str, str]]:
    """What a letter consists of, whatever the offsets."""
    sections = reading.document.sections
    return [(b.kind.value, b.page, sections[b.section].name, b.text) for b in reading.document.blocks]


def test_every_character_lies_in_exactly_one_block(mini: Reading) -> None:
    document = mini.document
    covered = sorted(n for block in document.blocks for span in block.covers for n in range(span.start, span.end))
    assert all(before < after for before, after in pairwise(covered))
    assert {n for n, char in enumerate(document.text) if not char.isspace()} <= set(covered)
    assert uncovered(document) == []


def test_pages_start_at_a_leading_space_or_a_running_head(mini: Reading) -> None:
    document = mini.document
    assert document.pages.numbers == (1, 2, 3, 4, 5, 6)
    firsts = [document.text[start:].split()[0] for start in document.pages.starts]
    assert firsts == ["De", "Musea", "Doel", "o", "Directie", "Bijlage"]


def test_headings_make_the_sections(mini: Reading) -> None:
    assert [section.name for section in mini.document.sections] == [
        _TITLE,
        "Wat opvalt in 2022",
        "Musea", "Musea › Cijfermatige realisatie", "Musea › Algemeen beeld",
        "Archieven", "Archieven › Cijfermatige realisatie", "Archieven › Algemeen beeld",
        "Bibliotheken", "Bibliotheken › Cijfermatige realisatie", "Bibliotheken › Algemeen beeld",
        "Bijlage 1", "Bijlage 1 › Cijfermatige realisatie",
        "Bijlage 1 › Vervolg", "Bijlage 1 › Vervolg › Monumenten",
    ]  # fmt: skip


def test_sections_are_found_without_knowing_any_name(mini_path: Path, mini: Reading, lexicon: Lexicon) -> None:
    strange = read_all(read_letter(mini_path), lexicon)
    assert [section.name for section in strange.document.sections] == [s.name for s in mini.document.sections]


def test_a_running_head_in_the_middle_of_a_sentence_is_set_aside(mini: Reading) -> None:
    head = [block for block in mini.document.blocks if block.kind is BlockKind.HEAD]
    assert [block.text.split()[:2] for block in head] == [["Directie", "Erfgoed"]]
    block = block_with(mini, "want zonder nieuwe meesters is er over tien jaar")
    (sentence,) = [s for s in block.sentences if "want zonder nieuwe meesters" in s.text]
    assert [span.page for span in sentence.spans] == [4, 5]
    assert not any("Pagina" in analysed.passage.text for analysed in mini.passages)


@pytest.mark.parametrize(
    ("number", "before", "section"),
    [
        (1, "2021", _TITLE),
        (2, "2026.", _TITLE),
        (3, "ingeschreven", _TITLE),
        (4, "49%.", "Archieven › Cijfermatige realisatie"),
        (5, "KLAPPER", "Archieven › Algemeen beeld"),
        (6, "Boer", "Archieven › Algemeen beeld"),
    ],
)
def test_a_glued_marker_is_tied_to_its_footnote(mini: Reading, number: int, before: str, section: str) -> None:
    document = mini.document
    note = document.footnotes[number - 1]
    assert note.number == number
    assert note.marker is not None
    assert document.text[: note.marker.start].endswith(before)
    assert document.sections[note.section].name == section


def test_a_footnote_of_two_lines_is_one(mini: Reading) -> None:
    assert mini.document.footnotes[2].text == (
        "Register Leerbanen; de peildatum is 31 december. "
        "Het register telt ook de mensen die pas na de zomer van dat jaar zijn begonnen."
    )


def test_markers_leave_no_digit_in_the_text(mini: Reading) -> None:
    assert "Akkoord Leerbanen van 2021 informeer" in block_with(mini, "Akkoord Leerbanen").text
    assert "tot en met 2026. In het laatste" in block_with(mini, "Akkoord Leerbanen").text
    assert "KLAPPER-trajecten aan" in block_with(mini, "KLAPPER").text
    assert "het lid De Boer verzoekt om" in block_with(mini, "De Boer").text
    assert block_with(mini, "Tabel 1").text.endswith("het jaar 2022Q4")
    assert all(fact.value not in (20211, 20262, 2021, 2026) for fact in mini.facts)


def test_split_words_are_joined(mini: Reading) -> None:
    block = block_with(mini, "Kenmerkend")
    assert "om lichtere werk- en begeleidingseisen, om meer tijd" in block.text
    assert "de vaste toelatings-eisen los te laten" in block.text


def test_bullets_go_on_after_an_empty_line_and_nest(mini: Reading) -> None:
    bullets = {b.text: (b.level, b.page) for b in mini.document.blocks if b.kind is BlockKind.BULLET}
    assert [(level, page, text[:22]) for text, (level, page) in bullets.items()] == [
        (0, 2, "Het Depothuis Zuid is "),
        (0, 2, "Elk museum wijst een v"),
        (0, 2, "Een museum dat geen me"),
        (0, 3, "Ordenen en beschrijven"),
        (0, 3, "Samen met de regio:"),
        (1, 3, "het delen van een mees"),
        (1, 3, "het openstellen van de"),
        (1, 4, "Sinds 2019 staat in de"),
    ]
    assert any(text.endswith("onder toezicht van een meester leren restaureren.") for text in bullets)


def test_a_list_is_found_together_with_the_sentence_that_opens_it(mini: Reading) -> None:
    (passage,) = [a.passage for a in mini.passages if "Depothuis" in a.passage.text]
    assert "Verder geldt:" in passage.text
    assert "in de regio." in passage.text


def test_a_table_split_over_two_pages_is_one(mini: Reading) -> None:
    document = mini.document
    (table,) = [t for t in document.tables if document.sections[t.section].path[0] == "Archieven"]
    assert table.columns == ("2021", "2022")
    assert [(row.label, [cell.text for cell in row.cells], row.span.page) for row in table.rows] == [
        ("Doel", ["+/- 120 banen", "+/- 125 banen"], 3),
        ("Realisatie", ["54 banen", "61  banen"], 3),
        ("Realisatiepercentage", ["45%", "48,8%"], 3),
    ]


def test_every_cell_becomes_a_figure_of_its_subject(mini: Reading) -> None:
    cells = {(f.subject, f.measure, f.period): (f.shown, f.page) for f in mini.facts if f.from_table}
    assert len(cells) == 18
    assert cells["musea", "doel", "2022"] == ("342,5 banen", 2)
    assert cells["archieven", "doel", "2021"] == ("circa 120 banen", 3)
    assert cells["bibliotheken", "realisatie", "2021"] == ("circa 978 banen", 5)
    assert cells["bibliotheken", "realisatie", "2022"] == ("1.101,1 banen", 5)
    assert sum(shown.startswith("circa") for shown, _ in cells.values()) == 4


def test_a_subject_that_nobody_named_keeps_its_heading(mini: Reading) -> None:
    table = FactTable(mini.facts)
    assert table.subjects == ["musea", "archieven", "bibliotheken"]
    fact = table.find("bibliotheken", "doel", "2022")
    assert fact is not None
    assert fact.subject_label == "Bibliotheken"
    assert fact.section == "Bibliotheken › Cijfermatige realisatie"


def test_jobs_through_procurement_are_read_from_the_text(mini: Reading) -> None:
    table = FactTable(mini.facts)
    own = [table.find("musea", "realisatie", year, ("inkoop",)) for year in ("2021", "2022")]
    assert [fact.value if fact else None for fact in own] == [Decimal("41.5"), Decimal(58)]


def test_the_planted_contradictions_are_found_and_no_others(mini: Reading) -> None:
    found = [(x.kind, x.subject, x.period, x.stated, x.recomputed) for x in mini.inconsistencies]
    assert found == [
        ("percentage", "musea", "2022", Decimal("85.2"), Decimal("82.2")),
        ("text_against_table", "musea", "2022", Decimal(280), Decimal("281.5")),
        ("percent_for_points", "bibliotheken", "2022", Decimal(6), Decimal(6)),
    ]


def test_text_and_table_count_in_the_same_unit(mini: Reading) -> None:
    units = {f.unit for f in mini.facts if f.subject == "musea" and f.measure == "realisatie"}
    assert units == {"banen"}


# --- the same letter from other tools -----------------------------------------------------------


def test_form_feeds_start_pages_as_well_as_leading_spaces_do(mini: Reading, mini_lexicon: Lexicon) -> None:
    text = re.sub(r"\n (?=\S)", "\n\f", mini.document.text[1:]).rstrip() + "\n"
    fed = again(mini, text, mini_lexicon)
    assert shape(fed) == shape(mini)
    assert uncovered(fed.document) == []


def test_a_running_head_on_every_page_is_set_aside_and_numbers_the_page(mini: Reading, mini_lexicon: Lexicon) -> None:
    page = iter("123467")
    text = re.sub(r"(?:^|(?<=\n)) (?=\S)", lambda _: f" Ministerie\nPagina {next(page)} van 7\n\n", mini.document.text)
    headed = again(mini, text, mini_lexicon)
    assert headed.document.pages.numbers == (1, 2, 3, 4, 5, 6)
    assert [note.number for note in headed.document.footnotes] == [1, 2, 3, 4, 5, 6]
    assert {b.text for b in headed.document.blocks if b.kind is BlockKind.HEAD} >= {"Ministerie Pagina 6 van 7"}
    body = [b.text for b in headed.document.blocks if b.kind is not BlockKind.HEAD]
    assert not any("Ministerie Pagina" in text for text in body)


def test_other_signs_for_bullets_make_the_same_list(mini: Reading, mini_lexicon: Lexicon) -> None:
    for sign in "•▪-–*":
        listed = again(mini, mini.document.text.replace("\uf0b7", sign), mini_lexicon)
        assert [(b.level, b.text) for b in listed.document.blocks if b.kind is BlockKind.BULLET] == [
            (b.level, b.text) for b in mini.document.blocks if b.kind is BlockKind.BULLET
        ]


def test_an_indented_text_is_one_page(mini: Reading, mini_lexicon: Lexicon) -> None:
    text = "".join(f" {line}\n" for line in mini.document.text.replace("Pagina 5 van 6", "").splitlines())
    assert again(mini, text, mini_lexicon).document.pages.numbers == (1,)
