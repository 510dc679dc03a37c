"""Contradictions: found where the figures differ, silent where the letter only rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Letter
from corpus.dutch import format_number, round_half_up
from corpus.facts import Inconsistency
from corpus.lexicon import shipped_lexicon
from ingest.pipeline import read_all
from ingest.read import Source


def contradictions(rows: str, text: str = "", subject: str = "Politie") -> list[Inconsistency]:
    """What is found in a letter with one table and some text under it."""
    letter = f"{subject}\n\n2023 2024\n{rows}\n\n{text}\n"
    return read_all(Source(Letter(id="x", title="Een brief"), letter, "d"), shipped_lexicon()).inconsistencies


def table(percentage: str, *, part: str = "489", whole: str = "713") -> str:
    """A table whose 2023 is beyond doubt."""
    return f"Doel 100 fta {whole} fta\nRealisatie 50 fta {part} fta\nRealisatiepercentage 50% {percentage}%"


@pytest.mark.parametrize("percentage", ["68,6", "69", "68,58", "68,583"])
def test_a_rounded_percentage_is_no_contradiction(percentage: str) -> None:
    assert contradictions(table(percentage)) == []


@pytest.mark.parametrize("percentage", ["68,4", "68", "68,5", "86,6", "70"])
def test_a_percentage_that_no_rounding_gives_is_one(percentage: str) -> None:
    (found,) = contradictions(table(percentage))
    assert (found.kind, found.period, found.recomputed, found.unit) == ("percentage", "2024", Decimal("68.6"), "%")
    assert found.text == f"De brief noemt voor Politie in 2024 {percentage}%, maar 489 / 713 is 68,6%."


@given(st.integers(1, 5000), st.integers(1, 5000), st.integers(0, 2))
def test_every_honestly_rounded_percentage_passes(part: int, whole: int, decimals: int) -> None:
    step = Decimal(1).scaleb(-decimals)
    stated = (Decimal(part) / Decimal(whole) * 100).quantize(step, rounding=ROUND_HALF_UP)
    rows = table(format_number(stated), part=str(part), whole=str(whole))
    assert contradictions(rows) == []
    wrong = table(format_number(stated + step), part=str(part), whole=str(whole))
    assert [x.kind for x in contradictions(wrong)] == ["percentage"]


def test_a_target_of_nothing_cannot_be_divided_by() -> None:
    assert contradictions(table("0", part="0", whole="0")) == []


def test_a_table_without_one_of_the_rows_is_not_judged() -> None:
    assert contradictions("Doel 100 fta 713 fta\nRealisatiepercentage 50% 99%") == []


def test_a_subject_that_nobody_named_is_judged_too() -> None:
    (found,) = contradictions(table("68,4"), subject="Kustwacht")
    assert (found.subject, found.subject_label) == ("kustwacht", "Kustwacht")


@pytest.mark.parametrize("text", ["De realisatie is 489 fta in 2024.", "De realisatie is 50 fta in 2023."])
def test_a_text_that_repeats_the_table_is_no_contradiction(text: str) -> None:
    assert contradictions(table("68,6"), text) == []


def test_a_text_that_rounds_the_table_is_no_contradiction() -> None:
    assert contradictions(table("68,6", part="489,2"), "De realisatie is 489 fta in 2024.") == []
    assert contradictions(table("68,6"), "Het realisatiepercentage is 69%.") == []


def test_a_text_that_differs_from_the_table_is_one() -> None:
    (found,) = contradictions(table("68,6"), "De realisatie is 498 fta in 2024.")
    assert (found.kind, found.stated, found.recomputed) == ("text_against_table", Decimal(498), Decimal(489))
    assert found.text == "De tekst noemt voor Politie in 2024 498 fta, de tabel 489 fta."


@pytest.mark.parametrize(
    "text",
    [
        "Via inkoop is de realisatie 20 fta in 2024.",
        "Dat is een stijging van de realisatie met 439 fta.",
        "De realisatie was 300 fta in 2019.",
    ],
)
def test_another_part_a_change_or_another_year_is_not_held_against_the_table(text: str) -> None:
    assert contradictions(table("68,6"), text) == []


def test_percent_where_percentage_points_are_meant_is_one() -> None:
    (found,) = contradictions(table("44", part="44", whole="100"), "Het percentage is met 6% gedaald.")
    assert (found.kind, found.stated, found.recomputed, found.unit) == (
        "percent_for_points", Decimal(6), Decimal(6), "procentpunt",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["Het percentage is met 12% gedaald.", "Het percentage is met 6 procentpunt gedaald."])
def test_a_true_per_cent_change_is_no_contradiction(text: str) -> None:
    assert contradictions(table("44", part="44", whole="100"), text) == []


def test_a_change_without_percentages_to_hold_it_against_is_not_judged() -> None:
    assert contradictions("Doel 100 fta 100 fta\nRealisatie 50 fta 44 fta", "Het percentage is met 6% gedaald.") == []


def test_contradictions_come_in_the_order_of_the_letter() -> None:
    rows = "Doel 100 fta 713 fta\nRealisatie 50 fta 489 fta\nRealisatiepercentage 51% 68,4%"
    found = contradictions(rows, "De realisatie is 498 fta in 2024.")
    assert [(x.kind, x.period) for x in found] == [
        ("percentage", "2023"), ("percentage", "2024"), ("text_against_table", "2024"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [("0.5", 0, "1"), ("1.5", 0, "2"), ("2.5", 0, "3"), ("-2.5", 0, "-3"), ("68.55", 1, "68.6"), ("7", 2, "7.00")],
)
def test_halves_are_rounded_away_from_zero(value: str, decimals: int, rounded: str) -> None:
    assert str(round_half_up(Decimal(value), decimals)) == rounded


# --- beyond the table itself --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("De politie heeft 489 fta, waarvan 249 fta vast, 179 fta tijdelijk en 61 fta via inhuur.", []),
        ("De politie heeft 489 fta, waarvan 249 fta vast.", []),
        ("De politie heeft 489 fta, waarvan 249 fta vast, 179 fta tijdelijk en 71 fta via inhuur.", ["parts"]),
        ("De politie heeft 489 fta, waarvan 249 fta vast, 179 fta tijdelijk en 60 fta via inhuur.", ["parts"]),
        ("Zes van de vijf korpsen doen mee.", ["parts"]),
        ("Vier van de vijf korpsen doen mee.", []),
        ("Daarvan is 52,9% vast, 22,8% tijdelijk en 24,3% inhuur.", []),
        ("Daarvan is 67,3% vast, 14,7% tijdelijk en 17,9% inhuur.", []),
        ("Daarvan is 53% vast, 23% tijdelijk en 28% inhuur.", ["shares"]),
        ("Daarvan is 53% vast en 23% tijdelijk.", []),
        ("Dat is een stijging van 439 fta in de realisatie.", []),
        ("De realisatie laat een stijging zien van 439 banen.", []),
        ("De realisatie laat een stijging zien van 429 banen.", ["change"]),
        ("De realisatie laat een daling zien van 439 banen.", ["direction"]),
        ("De realisatie steeg met 878%.", []),
        ("De realisatie steeg met 868%.", ["change"]),
        ("Het realisatiepercentage is met 18,6 procentpunt gestegen.", []),
        ("Het realisatiepercentage is met 16 procentpunt gestegen.", ["change"]),
        ("De realisatie via inkoop is gestegen (van 20 fta in 2023 naar 30 fta in 2024).", []),
        ("De realisatie via inkoop is gedaald (van 20 fta in 2023 naar 30 fta in 2024).", ["direction"]),
        ("De realisatie via inkoop is 20 fta. Het percentage inclusief inkoop is 71%.", []),
        ("De realisatie via inkoop is 20 fta. Het percentage inclusief inkoop is 75%.", ["percentage"]),
        ("Inclusief inkoop is de realisatie 509 fta, 71%.", []),
        ("Inclusief inkoop is de realisatie 509 fta, 75%.", ["percentage"]),
        ("De realisatie via inkoop is 20 fta. Later: de realisatie via inkoop is 25 fta.", ["text_against_text"]),
        ("De ambitie is een realisatie van 600 fta.", []),
        ("De realisatie is minimaal 600 fta.", []),
    ],
)
def test_figures_are_held_against_each_other(text: str, kinds: list[str]) -> None:
    assert [x.kind for x in contradictions(table("68,6"), text)] == kinds


def test_a_percentage_repeated_elsewhere_is_named_beside_the_first() -> None:
    rows = table("68,4")
    (found,) = contradictions(rows, "Het realisatiepercentage is dus 68%. Ongeveer 69% dus.")
    assert len(found.also) == 1
    assert found.text == "De brief noemt voor Politie in 2024 68,4% (ook op p. 1: 68%), maar 489 / 713 is 68,6%."
