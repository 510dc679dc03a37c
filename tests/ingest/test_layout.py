"""The rules of layout one by one, on letters of a few lines, and on any text at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.documents import BlockKind, Letter
from corpus.lexicon import Lexicon, shipped_lexicon
from ingest.pipeline import Reading, read_all
from ingest.read import Source
from ingest.structure import uncovered

FULL = "Deze zin vult de hele regel van de brief tot aan de rand, zodat de volgende regel erbij"
OPEN = "hoort en doorloopt tot een punt. Daarna komt nog een zin die ook weer de regel vult tot"
TABLE = "Defensie\n\nCijfermatige realisatie\n2023 2024\nDoel 10 fta 20 fta\n{}Realisatie 5 fta 6 fta\n"

lines = st.sampled_from(
    [
        FULL, OPEN, "", "", " ", "\f", "Defensie", "Cijfermatige realisatie", "2023 2024", "Doel 5 fta 6 fta",
        "Realisatie +/- 5 fta 6  fta", "Realisatiepercentage 5% 6%", "\uf0b7 Een punt", "o een punt:", "- iets", "–",
        "1 Noot een", "2 Noot twee", "https://letters.example/x", "Pagina 2 van 4", " Pagina 3 van 4", "Directie X",
        "van 20191 en", "20%.2 Het", "2024Q41", "functie-", "eisen", "en meer", "Bijlage 1", "Tabel 1 Aantal 2024Q41",
        "De minister van Zaken,", "A. Naam", "Het is 5% gestegen naar 7 fta in 2024.", "twee van de drie", "½ ﬁ ²", "o",
        "\u2028", "\xa0", "x" * 200, "İstanbul’s 7 banen in 2023",
    ]
)  # fmt: skip
letters = st.lists(st.one_of(lines, st.text(max_size=12)), max_size=30).map("\n".join)


def read(text: str, lexicon: Lexicon | None = None) -> Reading:
    """All that is read from a text."""
    return read_all(Source(Letter(id="x", title="Een brief"), text, "d"), lexicon or shipped_lexicon())


def kinds(text: str) -> list[tuple[str, str]]:
    """The blocks of a text: kind and clean text."""
    return [(block.kind.value, block.text) for block in read(text).document.blocks]


# --- what holds for any text --------------------------------------------------------------------


@settings(max_examples=200)
@given(letters)
def test_any_text_is_covered_once_and_slices_back(text: str) -> None:
    reading = read(text)
    document = reading.document
    assert uncovered(document) == []
    for block in document.blocks:
        markers = {n for marker in block.markers for n in range(marker.span.start, marker.span.end)}
        for sentence in block.sentences:
            offsets = (n for span in sentence.spans for n in range(span.start, span.end) if n not in markers)
            assert re.sub(r"\s", "", "".join(text[n] for n in offsets)) == re.sub(r"\s", "", sentence.text)


@settings(max_examples=100)
@given(letters)
def test_footnotes_are_numbered_from_one_and_ids_are_unique(text: str) -> None:
    reading = read(text)
    assert [note.number for note in reading.document.footnotes] == list(range(1, len(reading.document.footnotes) + 1))
    assert len({fact.id for fact in reading.facts}) == len(reading.facts)
    assert len({a.passage.id for a in reading.passages}) == len(reading.passages)


# --- pages --------------------------------------------------------------------------------------


def test_a_printed_page_number_is_believed() -> None:
    document = read(f"{FULL}\n{OPEN}\n\n\nDirectie X\nPagina 7 van 9\n\n{FULL}\n").document
    assert document.pages.numbers == (1, 7)


def test_a_page_number_far_from_the_top_of_its_page_takes_no_text_along() -> None:
    body = f"{FULL}\n{OPEN}\n" * 10
    blocks = kinds(f"{body}Pagina 1 van 2\n{body}")
    assert [text for kind, text in blocks if kind == "head"] == ["Pagina 1 van 2"]


def test_a_spaced_bullet_starts_a_page_only_where_other_bullets_are_flush() -> None:
    body = "\n".join([FULL] * 12)
    assert read(f"{body}\n\uf0b7 Een\n \uf0b7 Twee\n").document.page_count == 2
    assert read(f"{body}\n \uf0b7 Een\n \uf0b7 Twee\n").document.page_count == 1


def test_a_space_on_an_empty_last_line_is_no_page() -> None:
    assert read(f" {FULL}\n{OPEN}\n ").document.page_count == 1


def test_a_figure_behind_a_page_break_in_its_sentence_is_on_its_own_page() -> None:
    reading = read(f"{FULL}\n{OPEN}\n\fde realisatie van 25 fta in 2024.\n")
    (fact,) = reading.facts
    assert fact.sentence.endswith("tot de realisatie van 25 fta in 2024.")
    assert fact.page == reading.document.pages.at(fact.cell.start) == 2
    assert [span.page for span in fact.spans] == [1, 2]


# --- blocks -------------------------------------------------------------------------------------


def test_a_short_line_without_a_stop_is_a_heading() -> None:
    assert kinds(f"Wat opvalt\n{FULL}\n{OPEN}\n") == [("heading", "Wat opvalt"), ("paragraph", f"{FULL} {OPEN}")]


@pytest.mark.parametrize("line", ["wat opvalt", "Wat opvalt.", "Wat opvalt:", "Wat opvalt-"])
def test_other_short_lines_are_no_heading(line: str) -> None:
    assert kinds(f"{FULL}\n{OPEN}\n\n{line}\n\n{FULL}\n")[1][0] == "paragraph"


def test_a_short_last_line_ends_its_paragraph() -> None:
    assert kinds(f"{FULL}\nhoort.\n{FULL}\n{OPEN}\n") == [
        ("paragraph", f"{FULL} hoort."), ("paragraph", f"{FULL} {OPEN}"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("functie-", "eisen", "functie-eisen"),
        ("werk-", "en rusttijden", "werk- en rusttijden"),
        ("werk-", "of rusttijden", "werk- of rusttijden"),
        ("werk-", "enquête", "werk-enquête"),
        ("los –", "vast", "los – vast"),
    ],
)
def test_a_word_split_at_the_line_end_is_joined(first: str, second: str, joined: str) -> None:
    filler = FULL[: 86 - len(first)]
    ((kind, text),) = kinds(f"{filler} {first}\n{second} en zo verder.\n")
    assert (kind, text) == ("paragraph", f"{filler} {joined} en zo verder.")


def test_a_dash_at_the_start_of_a_wrapped_line_opens_no_list() -> None:
    assert kinds(f"{FULL}\n– zo gaat dat – {OPEN}\nhier.\n") == [("paragraph", f"{FULL} – zo gaat dat – {OPEN} hier.")]


def test_a_closing_with_the_name_of_the_minister_is_a_signature() -> None:
    assert kinds(f"{FULL}\n{OPEN}\n\nDe minister van Zaken,\n\nA. Naam\n")[1:] == [
        ("signature", "De minister van Zaken,"), ("signature", "A. Naam"),
    ]  # fmt: skip


def test_an_annex_holds_what_follows() -> None:
    names = [s.name for s in read(f"Bijlage A\n{FULL}\n{OPEN}\n\nVervolg\n{FULL}\n{OPEN}\n").document.sections]
    assert names == ["Een brief", "Bijlage A", "Bijlage A › Vervolg"]


def test_a_sentence_about_an_annex_is_no_title() -> None:
    text = f"Rijk\n{FULL}\n{OPEN}\n\nBijlage 1 gaat nader in op het Rijk.\n\nDefensie\n{FULL}\n{OPEN}\n"
    assert [s.name for s in read(text).document.sections] == ["Een brief", "Rijk", "Defensie"]


def test_a_list_too_long_for_one_passage_repeats_its_opening_sentence() -> None:
    bullets = "".join(f"\uf0b7 Punt {n}: {FULL}\n{OPEN} hier.\n" for n in range(12))
    passages = [a.passage for a in read(f"Wij doen het volgende:\n{bullets}").passages]
    assert len(passages) > 1
    assert all(passage.text.startswith("Wij doen het volgende:") for passage in passages)
    for number in range(12):
        assert sum(f"Punt {number}:" in passage.text for passage in passages) == 1


# --- footnotes ----------------------------------------------------------------------------------


def test_a_numbered_list_with_text_after_it_is_no_footnote() -> None:
    document = read(f"{FULL}\n{OPEN}\n\n1 Eerste stap\n2 Tweede stap\n\n{FULL}\n{OPEN}\n").document
    assert document.footnotes == ()


def test_a_footnote_nobody_refers_to_is_kept_without_a_marker() -> None:
    (note,) = read(f"{FULL}\n{OPEN}\n\n1 Een noot zonder verwijzing\n").document.footnotes
    assert (note.number, note.text, note.marker) == (1, "Een noot zonder verwijzing", None)


@pytest.mark.parametrize("figure", ["121 fta", "1.201 fta", "12,1%", "(1)", "3/1", "€1"])
def test_a_digit_of_a_number_is_never_taken_for_a_marker(figure: str) -> None:
    document = read(f"{FULL}\nhet aantal is nu {figure} geworden.\n\n1 Een noot\n").document
    assert figure in document.blocks[0].text
    assert document.footnotes[0].marker is None


def test_markers_are_found_in_order_of_the_notes() -> None:
    document = read(f"{FULL} zo1 en\nook zo2 en nog eens zo1 hier.\n\n1 Een\n2 Twee\n").document
    places = [note.marker.start if note.marker else -1 for note in document.footnotes]
    assert places == [document.text.index("zo1") + 2, document.text.index("zo2") + 2]


def test_a_marker_stands_on_the_page_of_its_note() -> None:
    document = read(f"{FULL} type1 en\nmeer.\n\f{FULL} zo1 en\nmeer.\n\n1 Een noot\n").document
    (note,) = document.footnotes
    assert note.marker is not None
    assert document.text[: note.marker.start].endswith(" zo")
    assert "type1" in document.blocks[0].text


# --- tables -------------------------------------------------------------------------------------


def cells(text: str) -> list[tuple[str, str, str]]:
    """Measure, year and figure of every table cell."""
    return [(fact.measure, fact.period, fact.shown) for fact in read(text).facts if fact.from_table]


def test_empty_lines_and_a_page_break_do_not_end_a_table() -> None:
    whole = cells(TABLE.format(""))
    assert whole == [
        ("doel", "2023", "10 fta"), ("doel", "2024", "20 fta"), ("realisatie", "2023", "5 fta"),
        ("realisatie", "2024", "6 fta"),
    ]  # fmt: skip
    assert cells(TABLE.format("\n")) == cells(TABLE.format(" ")) == cells(TABLE.format("\n\f")) == whole


@pytest.mark.parametrize("between", ["\n1 Een noot\n\f", "\n\n\nDirectie X\nPagina 2 van 3\n\n"])
def test_what_stands_at_a_page_end_does_not_end_a_table(between: str) -> None:
    assert cells(TABLE.format(between)) == cells(TABLE.format(""))


@pytest.mark.parametrize(
    "row", ["Doel 10 fta", "Doel 10 fta 20 fta 30 fta", "Doel 10 appels 20 peren", "10 fta 20 fta", "Doel tien twintig"]
)
def test_lines_that_do_not_fit_the_columns_are_no_row(row: str) -> None:
    reading = read(f"Defensie\n\n2023 2024\n{row}\n")
    assert reading.document.tables == ()
    assert uncovered(reading.document) == []


@pytest.mark.parametrize("sign", ["+/-", "±", "ca.", "circa"])
def test_every_way_to_write_about_makes_a_cell_approximate(sign: str) -> None:
    facts = [f for f in read(f"Defensie\n\n2023 2024\nRealisatie {sign} 5 fta 6 fta\n").facts if f.from_table]
    assert [(fact.approximate, str(fact.value)) for fact in facts] == [(True, "5"), (False, "6")]


def test_a_row_of_an_unknown_measure_keeps_its_label() -> None:
    facts = read("Zwembaden\n\n2021 2022 2023\nAantal baden 5 6 1.207\n").facts
    assert [(f.subject, f.measure, f.period, f.shown) for f in facts] == [
        ("zwembaden", "aantal-baden", "2021", "5"), ("zwembaden", "aantal-baden", "2022", "6"),
        ("zwembaden", "aantal-baden", "2023", "1.207"),
    ]  # fmt: skip


def test_a_row_of_years_without_rows_is_text() -> None:
    assert (BlockKind.TABLE.value, "2023 2024") not in kinds(f"2023 2024\n{FULL}\n{OPEN}\n")


def test_a_numbered_list_is_a_list_and_a_numbered_heading_a_heading() -> None:
    text = (
        "1. Reizen\n\nDe volgende afspraken zijn met de departementen gemaakt voor dit jaar en daarna:\n"
        "1. Voor reizen tot 700 kilometer is de trein de norm, ook voor de\nbewindspersonen en hun gasten.\n"
        "2. Ieder departement krijgt een vliegbudget in ton CO2 voor het hele jaar.\n\n"
        "2. Gebouwen\n\nDe gebouwen van het Rijk zijn oud en worden daarom in een paar jaar vernieuwd.\n"
    )
    assert [kind for kind, _ in kinds(text)] == ["heading", "paragraph", "bullet", "bullet", "heading", "paragraph"]
    quoted = [sentence.text for found in read(text).passages for sentence in found.passage.sentences]
    assert any(sentence.startswith("Ieder departement") for sentence in quoted)


def test_a_date_and_a_row_of_figures_are_no_headings() -> None:
    text = (
        "Den Haag, 3 juli 2025\n\nMet deze brief informeer ik uw Kamer over de voortgang van de afspraken.\n\n"
        "Belastingdienst 2,1 dagen 2,3 dagen 38% 52%\n\nDit is de stand van zaken over het afgelopen jaar.\n"
    )
    assert "heading" not in [kind for kind, _ in kinds(text)]
