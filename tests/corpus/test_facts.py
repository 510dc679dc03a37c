"""Facts: how a figure is shown, and which of several statements of it is taken."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.documents import Span
from corpus.facts import Fact, FactKind, FactTable, with_unit


def fact(value: str, at: int, **fields: object) -> Fact:
    """A realisation of one sector in one year, unless told otherwise."""
    span = Span(letter="x", start=at, end=at + 1, page=at // 10 + 1)
    known = {
        "id": f"x:{at}", "letter": "x", "subject": "politie", "subject_label": "Politie", "measure": "realisatie",
        "period": "2024", "value": Decimal(value), "unit": "fta", "written_unit": "fta", "section": "Politie",
        "spans": (span,), "cell": span,
    }  # fmt: skip
    return Fact.model_validate(known | fields)


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [("1372", "fta", "1.372 fta"), ("66.2", "%", "66,2%"), ("142421", "", "142.421"), ("25.5", "uur", "25,5 uur")],
)
def test_a_figure_is_shown_with_its_unit(value: str, unit: str, shown: str) -> None:
    assert with_unit(Decimal(value), unit) == shown
    assert fact(value, 5, unit=unit).shown == shown


def test_an_approximate_figure_stays_one_when_shown() -> None:
    assert fact("706", 5, approximate=True).shown == "circa 706 fta"


@pytest.mark.parametrize(("value", "decimals"), [("489", 0), ("68.4", 1), ("68.40", 2), ("1E+3", 0)])
def test_a_figure_knows_how_precisely_it_was_stated(value: str, decimals: int) -> None:
    assert fact(value, 5).decimals == decimals


def test_a_figure_stands_on_the_page_of_its_cell() -> None:
    assert fact("489", 65).page == 7


def test_the_table_comes_before_the_text_and_the_first_before_the_next() -> None:
    text, table, later = fact("490", 1), fact("489", 50, from_table=True), fact("491", 60, from_table=True)
    assert FactTable([text, later, table]).find("politie", "realisatie", "2024") == table
    assert FactTable([later, text]).find("politie", "realisatie", "2024") == later
    assert FactTable([text, later, table]).all("politie", "realisatie", "2024") == [text, later, table]


def test_a_change_or_a_part_of_the_sector_is_never_taken_for_the_level() -> None:
    table = FactTable([fact("102", 1, kind=FactKind.CHANGE), fact("27", 2, partial=True)])
    assert table.find("politie", "realisatie", "2024") is None
    assert table.all("politie", "realisatie", "2024") == []


def test_a_qualified_figure_is_found_only_under_its_qualifier() -> None:
    table = FactTable([fact("489", 1), fact("61", 2, qualifiers=("inhuur",))])
    assert [f.value for f in table.all("politie", "realisatie", "2024")] == [Decimal(489)]
    assert [f.value for f in table.all("politie", "realisatie", "2024", ("inhuur",))] == [Decimal(61)]


def test_of_two_letters_the_newer_counts_and_the_older_is_said_to_disagree() -> None:
    older, newer, same = (
        fact(value, at, letter=letter, from_table=True)
        for value, at, letter in (("480", 1, "kst-1"), ("489", 90, "kst-2"), ("489", 50, "kst-3"))
    )
    table = FactTable([older, newer, same], newest_first=["kst-3", "kst-2", "kst-1"])
    assert table.find("politie", "realisatie", "2024") == same
    assert table.disagreeing(same) == [older]
    assert table.disagreeing(older) == [newer, same]


def test_only_a_table_covers_a_year() -> None:
    table = FactTable([fact("489", 1, from_table=True), fact("387", 2, period="2023")])
    assert table.covers("politie", "2024")
    assert not table.covers("politie", "2023")
    assert not table.covers("umc", "2024")


def test_years_and_subjects_are_those_of_tables() -> None:
    table = FactTable([
        fact("5", 40, subject="umc", period="2024", from_table=True),
        fact("4", 30, period="2023", from_table=True),
        fact("3", 20, subject="rijk", period="2013"),
    ])  # fmt: skip
    assert table.periods == ["2023", "2024"]
    assert table.subjects == ["umc", "politie"]
    assert len(table) == len(list(table)) == 3
