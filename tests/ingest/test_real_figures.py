"""The figures of the real letter: the table, the running text beside it, and where they disagree."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from corpus.facts import Fact, FactKind, FactTable
from ingest.pipeline import Reading

_SECTORS = {
    "Rijk": "rijk", "Defensie": "defensie", "Gemeenten": "gemeenten", "Provincies": "provincies",
    "Waterschappen": "waterschappen", "Politie": "politie", "Universitaire medische centra (umc’s)": "umc",
    "Primair onderwijs": "po", "Voortgezet onderwijs": "vo", "Middelbaar beroepsonderwijs": "mbo",
    "Hoger beroepsonderwijs": "hbo", "Wetenschappelijk onderwijs": "wo", "Onderzoeksinstellingen": "onderzoek",
}  # fmt: skip
_ROW = re.compile(r"^\s?(Doel|Realisatie|Realisatiepercentage) ((?:\+/- )?[\d.,]+)(?: +fta|%) +((?:\+/- )?[\d.,]+)")
INCLUDED = ("incl-inkoop",)


def cells_by_eye(text: str) -> dict[tuple[str, str, str], tuple[Decimal, bool]]:
    """The sector tables as a person finds them: a row belongs to the last sector named on a line of its own."""
    found, sector = {}, ""
    for line in text.splitlines():
        sector = _SECTORS.get(line.strip(), sector)
        row = _ROW.match(line)
        for year, cell in zip(("2023", "2024"), row.groups()[1:] if row else (), strict=False):
            value = Decimal(cell.removeprefix("+/- ").replace(".", "").replace(",", "."))
            found[sector, row.group(1).lower(), year] = (value, cell.startswith("+/-"))  # type: ignore[union-attr]
    return found


@pytest.fixture(scope="module")
def table(reading: Reading) -> FactTable:
    """All figures of the letter."""
    return FactTable(reading.facts)


def values(table: FactTable, subject: str, measure: str, year: str, qualifiers: tuple[str, ...]) -> list[Decimal]:
    """Every statement of one level."""
    return [fact.value for fact in table.all(subject, measure, year, qualifiers)]


# --- the table ----------------------------------------------------------------------------------


def test_all_78_cells_are_read_exactly(table: FactTable, letter_text: str) -> None:
    expected = cells_by_eye(letter_text)
    assert len(expected) == 78
    read = {(f.subject, f.measure, f.period): (f.value, f.approximate) for f in table if f.from_table}
    assert read == expected
    assert sum(fact.from_table for fact in table) == 78


def test_the_six_cells_with_plus_or_minus_are_approximate(table: FactTable) -> None:
    approximate = [fact for fact in table if fact.from_table and fact.approximate]
    assert len(approximate) == 6
    assert {fact.subject for fact in approximate} == {"mbo"}


def test_cells_count_fta_and_percentages(table: FactTable) -> None:
    units = {(fact.measure, fact.unit) for fact in table if fact.from_table}
    assert units == {("doel", "fta"), ("realisatie", "fta"), ("realisatiepercentage", "%")}


def test_a_cell_is_quoted_with_its_whole_row(table: FactTable, letter_text: str) -> None:
    fact = table.find("defensie", "realisatie", "2024")
    assert fact is not None
    assert fact.cell.of(letter_text) == "595,4 fta"
    assert [span.of(letter_text) for span in fact.spans] == ["Realisatie 508,5 fta 595,4 fta"]
    assert (fact.page, fact.section) == (3, "Defensie › Cijfermatige realisatie")


def test_a_cell_with_two_spaces_keeps_them_in_the_quote(table: FactTable, letter_text: str) -> None:
    fact = table.find("politie", "realisatie", "2024")
    assert fact is not None
    assert (fact.value, fact.cell.of(letter_text), fact.page) == (Decimal(489), "489  fta", 7)


def test_sectors_and_years_are_those_of_the_tables(table: FactTable) -> None:
    assert table.subjects == list(_SECTORS.values())
    assert table.periods == ["2023", "2024"]


# --- the running text ---------------------------------------------------------------------------


def test_a_year_with_a_footnote_marker_is_nowhere_a_figure(table: FactTable) -> None:
    assert all(fact.value not in (20191, 20242, 2019) for fact in table)


@pytest.mark.parametrize(
    ("subject", "year", "value"),
    [
        ("defensie", "2023", "235.8"),
        ("defensie", "2024", "230.9"),
        ("po", "2023", "130"),
        ("po", "2024", "184"),
        ("vo", "2023", "273"),
        ("vo", "2024", "668"),
    ],
)
def test_jobs_through_procurement_are_beside_the_realisation(
    table: FactTable, subject: str, year: str, value: str
) -> None:
    assert values(table, subject, "realisatie", year, ("inkoop",)) == [Decimal(value)]
    found = table.find(subject, "realisatie", year, ("inkoop",))
    assert found is not None
    assert (found.unit, found.approximate) == ("fta", False)


@pytest.mark.parametrize(("subject", "value"), [("hbo", "605"), ("wo", "1207")])
def test_a_total_that_includes_procurement_is_kept_as_such(table: FactTable, subject: str, value: str) -> None:
    assert values(table, subject, "realisatie", "2024", INCLUDED) == [Decimal(value)]
    assert values(table, subject, "realisatie", "2024", ("inkoop",)) == []


@pytest.mark.parametrize(
    ("subject", "year", "value"),
    [
        ("defensie", "2024", "91.9"),
        ("po", "2024", "27"),
        ("po", "2023", "24"),
        ("vo", "2024", "37"),
        ("vo", "2023", "29"),
        ("hbo", "2024", "36"),
        ("wo", "2024", "44"),
        ("wo", "2023", "46"),
    ],
)
def test_percentages_that_include_procurement_are_kept_as_such(
    table: FactTable, subject: str, year: str, value: str
) -> None:
    assert values(table, subject, "realisatiepercentage", year, INCLUDED) == [Decimal(value)]


def test_only_those_sectors_state_a_figure_for_procurement(table: FactTable) -> None:
    stated = {
        fact.subject
        for fact in table
        if not fact.partial and fact.measure == "realisatie" and {"inkoop", *INCLUDED} & set(fact.qualifiers)
    }
    assert stated == {"defensie", "po", "vo", "hbo", "wo"}


@pytest.mark.parametrize("subject", ["provincies", "waterschappen", "mbo", "umc"])
def test_sectors_that_do_not_know_their_procurement_say_so(reading: Reading, subject: str) -> None:
    remarks = [r for r in reading.remarks if r.subject == subject and r.kind == "unknown" and "inkoop" in r.qualifiers]
    assert len(remarks) == 1
    assert squeezed(remarks[0].text) == squeezed("".join(s.of(reading.document.text) for s in remarks[0].spans))


def squeezed(text: str) -> str:
    """A text without its white space."""
    return re.sub(r"\s+", "", text)


def test_what_two_single_umcs_count_is_no_figure_of_the_sector(table: FactTable) -> None:
    own = [fact for fact in table if fact.partial and fact.unit == "fta" and "inkoop" in fact.qualifiers]
    assert [(fact.value, fact.approximate) for fact in own] == [(Decimal(27), False), (Decimal(25), True)]
    assert values(table, "umc", "realisatie", "2024", ("inkoop",)) == []


@pytest.mark.parametrize(
    ("subject", "measure", "qualifier", "value", "unit"),
    [
        ("politie", "realisatie", "vast", "249", "fta"),
        ("politie", "realisatie", "tijdelijk", "179", "fta"),
        ("politie", "realisatie", "inhuur", "61", "fta"),
        ("waterschappen", "aandeel", "vast", "52.9", "%"),
        ("waterschappen", "aandeel", "tijdelijk", "22.8", "%"),
        ("waterschappen", "aandeel", "inhuur", "24.3", "%"),
        ("hbo", "aandeel", "vast", "67.3", "%"),
        ("hbo", "aandeel", "tijdelijk", "14.7", "%"),
        ("hbo", "aandeel", "inhuur", "17.9", "%"),
    ],
)
def test_kinds_of_contract_belong_to_their_own_figure(
    table: FactTable, subject: str, measure: str, qualifier: str, value: str, unit: str
) -> None:
    found = table.find(subject, measure, "2024", (qualifier,))
    assert found is not None
    assert (found.value, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("value", "unit", "subject"),
    [("200750", "fte", "gemeenten"), ("274804", "personen", "doelgroepregister")],
)
def test_fte_and_persons_are_no_fta(table: FactTable, value: str, unit: str, subject: str) -> None:
    (found,) = [fact for fact in table if fact.value == Decimal(value)]
    assert (found.unit, found.subject, found.kind) == (unit, subject, FactKind.LEVEL)


@pytest.mark.parametrize(
    ("value", "subject"), [("561", "rijk"), ("269", "gemeenten"), ("102", "politie"), ("16", "umc"), ("3", "onderzoek")]
)
def test_a_rise_or_fall_is_no_level(table: FactTable, value: str, subject: str) -> None:
    found = [f for f in table if f.subject == subject and f.value == Decimal(value) and f.unit in ("fta", "%")]
    assert [fact.kind for fact in found] == [FactKind.CHANGE]


@pytest.mark.parametrize("value", ["34352", "348", "165", "301549", "549", "1292", "643"])
def test_numbers_of_parliamentary_papers_and_norms_are_no_figures(table: FactTable, value: str) -> None:
    assert all(fact.value != Decimal(value) for fact in table)


def test_no_year_is_a_figure(table: FactTable) -> None:
    years = [fact for fact in table if not fact.from_table and 2010 <= fact.value <= 2030 and fact.decimals == 0]
    assert years == []


def test_a_figure_of_the_text_is_told_with_its_sentence(table: FactTable) -> None:
    for fact in (fact for fact in table if not fact.from_table):
        assert fact.sentence
        assert not fact.cell.start < fact.spans[0].start
        assert 0 <= fact.at < len(fact.sentence)


def test_every_figure_has_an_id_of_its_own(table: FactTable) -> None:
    assert len({fact.id for fact in table}) == len(table)


@pytest.mark.parametrize(
    ("subject", "words"), [("umc", "ontbraken"), ("vo", "abusievelijk"), ("gemeenten", "herberekening")]
)
def test_a_break_in_a_series_is_remarked(reading: Reading, subject: str, words: str) -> None:
    found = [r for r in reading.remarks if r.kind == "series_break" and r.subject == subject]
    assert [words in remark.text for remark in found] == [True]


# --- contradictions -----------------------------------------------------------------------------


def test_the_letter_contradicts_itself_in_the_four_known_places_and_no_others(reading: Reading) -> None:
    found = [(x.kind, x.subject, x.period, x.stated, x.recomputed, x.unit) for x in reading.inconsistencies]
    assert found == [
        ("percentage", "waterschappen", "2023", Decimal("56.6"), Decimal("59.6"), "%"),
        ("percentage", "politie", "2024", Decimal("68.4"), Decimal("68.6"), "%"),
        ("percentage", "onderzoek", "2023", Decimal(44), Decimal("43.4"), "%"),
        ("percent_for_points", "onderzoek", "2024", Decimal(3), Decimal(3), "procentpunt"),
    ]


def test_each_contradiction_points_at_the_figures_it_compares(reading: Reading) -> None:
    known: dict[str, Fact] = {fact.id: fact for fact in reading.facts}
    for item in reading.inconsistencies:
        assert all(known[name].subject == item.subject for name in item.facts)
        assert {span for name in item.facts for span in known[name].spans} >= set(item.spans)
        assert item.text.startswith("De brief noemt voor ")
