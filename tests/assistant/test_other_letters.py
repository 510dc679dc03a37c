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
        # What cars cost is not how many there are.
        ("verzonnen-reizen-2024", "Hoeveel dienstauto’s had het Rijk eind 2023?"),
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


@pytest.fixture(scope="module")
def buildings(over: Over) -> Assistant:
    """An assistant over a letter whose tables count buildings, over three years."""
    return over({"panden": (LETTERS / "verzonnen-panden-2026.txt").read_text(encoding="utf-8")})


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("Hoeveel panden realiseerden de musea in 2025?", "57", "panden"),
        # in the words that the letter has for what it counts
        ("Hoeveel verduurzaamde musea waren er in 2025?", "57", "panden"),
        ("Hoeveel gebouwen hadden alle sectoren gezamenlijk in 2024?", "2207", "panden"),
        # a shorter name of the letter itself, for "Schoolgebouwen"
        ("Wat komen we bij de scholen nog tekort om het doel te halen?", "1748", "panden"),
        ("aandeel scholen in alles wat nu verduurzaamd is (%)", "42.3", "%"),
        # over three years
        ("gemiddelde realisatie van de musea over de drie jaren", "54.3", "panden"),
        ("Hoeveel groeiden de kazernes tussen 2024 en 2026?", "72", "panden"),
        ("Welk percentage moest het aantal panden van de verpleeghuizen in 2025 toenemen voor de norm?", "93.1", "%"),
        ("Hoeveel panden groeiden de zwembaden in 2025?", "37", "panden"),
    ],
)  # fmt: skip
def test_figures_of_what_a_letter_counts(buildings: Assistant, question: str, value: str, unit: str) -> None:
    answer = buildings.ask(question)
    assert (answer.value, answer.unit) == (Decimal(value), unit), answer.text


@pytest.mark.parametrize("question", ["Hoeveel banen realiseerden de musea?", "hoeveel fta hadden alle sectoren samen"])
def test_what_a_letter_does_not_count_is_refused(buildings: Assistant, question: str) -> None:
    answer = buildings.ask(question)
    assert (answer.status, answer.value) == (Status.NOT_IN_SOURCE, None)
    assert "panden" in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "sectoren met minder dan 100 gerealiseerde panden",
        "Welke sector groeide het meest sinds 2024?",
        "Hoeveel panden realiseerden de musea in 2025?",
        "Wat was de realisatie?",
    ],
)
def test_no_other_unit_is_spoken_of(buildings: Assistant, question: str) -> None:
    assert "fta" not in buildings.ask(question).model_dump_json()


def test_one_is_told_in_the_singular(buildings: Assistant) -> None:
    assert "gedaald met 1 pand," in buildings.ask("Met hoeveel daalde de realisatie van de gevangenissen?").text


@pytest.mark.parametrize(
    ("question", "years"),
    [
        ("In welk jaar haalden de rechtbanken hun doel?", "In 2025 en 2026:"),
        ("In welk jaar groeiden de kazernes het hardst?", "In 2026:"),
        ("In welk jaar was het tekort van de musea het grootst?", "In 2024 en 2026 evenveel:"),
        ("In welke jaren zaten de zwembaden onder de 80%?", "In 2024 en 2025:"),
        ("Wanneer hadden de gevangenissen de meeste panden?", "In 2025:"),
        ("In welk jaar daalde de realisatie van de kazernes?", "In geen van deze jaren:"),
    ],
)
def test_the_years_of_which_something_holds(buildings: Assistant, question: str, years: str) -> None:
    assert buildings.ask(question).text.startswith(years)


@pytest.mark.parametrize(
    ("question", "verdict", "told"),
    [
        ("Klopt het dat de rijkskantoren van 193 naar 226 panden gingen?", "Ja", ("193 panden", "226 panden")),
        ("Klopt het dat de rijkskantoren van 190 naar 226 panden gingen?", "Nee", ("193 panden", "226 panden")),
        ("Haalden de rijkskantoren in 2026 hun doel van 250 panden?", "Nee", ("14 panden tekort", "240 panden")),
        ("Klopt het dat de rijkskantoren, met een doel van 240 panden, er 226 realiseerden?", "Ja", ("226", "240")),
    ],
)
def test_claims_of_two_figures_are_in_what_the_letter_counts(
    buildings: Assistant, question: str, verdict: str, told: tuple[str, ...]
) -> None:
    text = buildings.ask(question).text
    assert text.startswith(f"{verdict}."), text
    assert all(figure in text for figure in told), text


def test_a_sector_of_the_lexicon_without_a_table_is_no_fault(buildings: Assistant) -> None:
    for question in ("Welke gemeenten haalden hun doel?", "Welke universiteiten daalden tussen 2024 en 2026?"):
        assert buildings.ask(question).status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Klopt het dat de musea drie jaar op rij stegen?", "Dat is niet te zeggen"),
        ("Klopt het dat de kazernes twee jaar op rij stegen?", "Ja."),
        ("Klopt het dat de gevangenissen twee jaar op rij stegen?", "Nee."),
        ("Klopt het dat de rechtbanken in 2026 voor het eerst hun doel haalden?", "Nee."),
        ("In welke jaren haalden de rechtbanken hun doel niet?", "In 2024:"),
    ],
)
def test_what_several_years_settle(buildings: Assistant, question: str, verdict: str) -> None:
    assert buildings.ask(question).text.startswith(verdict)


def test_a_mean_over_a_range_has_the_years_between(buildings: Assistant) -> None:
    assert buildings.ask("gemiddelde realisatie van de musea over 2024 tot en met 2026").value == Decimal("54.3")


@pytest.fixture(scope="module")
def next_year(over: Over) -> Assistant:
    """An assistant over a letter with a new sector, a merged one and one without figures."""
    return over({"2026": (LETTERS / "verzonnen-banenafspraak-2026.txt").read_text(encoding="utf-8")})


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        # sectors that the lexicon does not know, the first without a figure of the year before
        ("doel omgevingsdiensten?", "214.5", "fta"),
        ("Hoeveel realiseerde het funderend onderwijs in 2025?", "2244", "fta"),
        ("alle sectoren samen, realisatie 2026", "19036.5", "fta"),
        ("Wie heeft het grootste tekort?", "7499", "fta"),
    ],
)
def test_a_sector_is_called_as_its_table_is_headed(next_year: Assistant, question: str, value: str, unit: str) -> None:
    answer = next_year.ask(question)
    assert (answer.value, answer.unit) == (Decimal(value), unit), answer.text


def test_the_members_of_a_sector_are_not_its_jobs(next_year: Assistant) -> None:
    answer = next_year.ask("Welk percentage van de gemeenten heeft de uitvraag ingevuld?")
    assert answer.value == Decimal("83.9"), answer.text
    assert next_year.ask("Over hoeveel fte personeel is het doel van de gemeenten berekend?").unit != "fta"


def test_what_a_sector_does_stands_under_its_heading(next_year: Assistant) -> None:
    answer = next_year.ask("Welke maatregelen neemt Defensie?")
    assert [word for word in ("kazernedagen", "overdrachtsdossier", "kledingherstel") if word not in answer.text] == []
    assert any("‘Defensie › Activiteiten" in note.text for note in answer.notes)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Welke twee oorzaken noemt UWV voor de achterblijvende groei?", "automatisering"),
        ("Hoeveel deelnemers begonnen er in 2026?", "45"),
    ],
)
def test_what_is_announced_is_told_with_it(next_year: Assistant, question: str, said: str) -> None:
    assert said in next_year.ask(question).text
