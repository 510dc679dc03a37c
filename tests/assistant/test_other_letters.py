"""A letter of another year: merged and new sectors, figures that look like slips and are none."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from tests.conftest import Over

LETTERS = Path(__file__).parents[2] / "evals" / "letters"
TABLE = (
    "{name}\n\nCijfermatige realisatie\n2024 2025\n\nDoel {goal}\nRealisatie {done}\nRealisatiepercentage {rate}\n\n"
)
LETTER = "".join(
    (
        "34 352 Uitvoering en evaluatie Participatiewet\n\nNr. 900 Brief van de minister\n\n",
        "Den Haag, 12 november 2026\n\nMet deze brief informeer ik uw Kamer over de voortgang.\n\n",
        TABLE.format(name="Gemeenten", goal="500 fta 520 fta", done="600 fta 590 fta", rate="120% 113,5%"),
        "Eind 2025 hadden gemeenten 590 banen ingevuld. Bij vijf gemeenten ging het om 47 banen via detachering. ",
        "Dat is nog steeds meer dan de doelstelling: ten opzichte van 2024 gaat het om 10 banen minder.\n\n",
        TABLE.format(name="Funderend onderwijs", goal="1.000 fta 1.100 fta", done="300 fta 330 fta", rate="30% 30%"),
        "In het primair onderwijs zijn 200 fta gerealiseerd.\n\n",
        TABLE.format(name="Veiligheidsregio’s", goal="178 fta 184 fta", done="41 fta 63,5 fta", rate="23,0% 34,5%"),
        "De 25 veiligheidsregio’s rapporteren voor het eerst.\n\n",
        TABLE.format(name="Universiteiten", goal="900 fta 900 fta", done="400 fta 450 fta", rate="44,4% 50%"),
        "Met SROI komen de universiteiten in 2025 op een totaal van 520 fta.\n",
    )
)


@pytest.fixture(scope="module")
def other(over: Over) -> Assistant:
    """An assistant over the other letter alone."""
    return over({"volgend-jaar": LETTER})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("hoeveel fta realiseerde het funderend onderwijs in 2025?", "330"),
        ("hoeveel fta realiseerden de veiligheidsregio's in 2025?", "63.5"),
        ("hoeveel fta realiseerden alle sectoren samen in 2025?", "1433.5"),
        ("hoeveel fta realiseerde het hele onderwijs samen in 2025?", "780"),
        ("met hoeveel fta daalde de realisatie van de gemeenten?", "10"),
        ("hoeveel fta realiseerden de universiteiten via SROI?", "70"),
    ],
)
def test_figures(other: Assistant, question: str, value: str) -> None:
    found = other.ask(question).value
    assert found is not None
    assert abs(found) == Decimal(value)


def test_a_sector_without_a_table_is_not_left_out_of_a_question(other: Assistant) -> None:
    share = other.ask("wat is het aandeel van het primair onderwijs in de realisatie van het funderend onderwijs?")
    assert share.value is None
    assert other.ask("hoeveel fta realiseerde Defensie in 2025?").status is Status.NOT_IN_SOURCE


def test_what_is_far_from_a_figure_is_no_slip_for_it(other: Assistant) -> None:
    """47 jobs by secondment are part of 590, and 10 fewer jobs are no change of the target."""
    assert [found.text for found in other.store.inconsistencies()] == []


def test_the_sums_name_whom_they_are_made_of(other: Assistant) -> None:
    text = other.ask("hoeveel fta realiseerde het hele onderwijs samen in 2025?").text
    assert "vo" not in text.split()


@pytest.mark.parametrize(
    ("letter", "question"),
    [
        # The target itself is not how far it was passed.
        ("verzonnen-reizen-2024", "Hoeveel ton zat het Rijk in 2024 boven het tussendoel?"),
        # The share of school boards is not a share of jobs.
        (
            "verzonnen-banenafspraak-2025",
            "aandeel primair onderwijs in alle banen funderend onderwijs 2025",
        ),
    ],
)
def test_a_figure_of_something_near_is_not_given(over: Over, letter: str, question: str) -> None:
    text = (LETTERS / f"{letter}.txt").read_text(encoding="utf-8")
    assert over({letter: text}).ask(question).value is None
