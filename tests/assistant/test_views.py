"""Figures of tables whose rows and measures no lexicon knows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest

from assistant.answer import Status
from assistant.bootstrap import make_assistant
from assistant.engine import Assistant
from assistant.settings import Settings
from corpus.embedders import NgramEmbedder
from ingest.pipeline import ingest

LETTER = """\
32 847 Integrale visie op de woningmarkt

Nr. 1301 Brief van de minister van Volkshuisvesting en Ruimtelijke Ordening

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal
Den Haag, 12 mei 2026

Onderwerp: Voortgang woningbouw 2025

Met deze brief informeer ik uw Kamer over de voortgang van de woningbouw in 2025. In de
woondeals is afgesproken dat de provincies samen 100.000 woningen per jaar opleveren.

Woningbouw per provincie

Tabel 1 Woningbouw in 2025 (aantal woningen)
Provincie Doelstelling Vergund Opgeleverd
Groningen 3.100 2.840 2.610
Utrecht 9.800 7.450 8.120
Noord-Holland 17.500 14.900 15.020
Zuid-Holland 21.300 n.b. 18.450
Limburg 4.200 4.350 4.310
Totaal 55.900 29.540 48.510

In Limburg werden meer woningen opgeleverd dan afgesproken, doordat gemeenten daar sneller
vergunnen. De vergunningen in Zuid-Holland zijn nog niet geteld.

Doorlooptijd

Tabel 2 Gemiddelde doorlooptijd van een vergunning (weken)
2024 2025
Groningen 31 28
Utrecht 44 41
Limburg 26 22

Aandeel sociale huur

Tabel 3 Aandeel sociale huur van de opgeleverde woningen per provincie
2024 2025
Groningen 28% 31%
Utrecht 24% 27%
Noord-Holland 25% 24%
Limburg 33% 35%

De minister van Volkshuisvesting en Ruimtelijke Ordening,

A. Vermeer
"""


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a letter about homes."""
    folder = tmp_path_factory.mktemp("homes")
    path = folder / "wonen.txt"
    path.write_text(LETTER, encoding="utf-8")
    ingest(folder / "corpus", [path], NgramEmbedder())
    made = make_assistant(Settings(data=folder / "corpus", embedder="ngram"))
    yield made
    made.store.close()


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("Hoeveel woningen werden in Utrecht opgeleverd?", "8120", "woningen"),
        ("opgeleverd limburg 2025", "4310", "woningen"),
        ("Hoeveel vergunningen in Noord-Holland?", "14900", "woningen"),
        ("Hoeveel woningen leverden Groningen en Limburg samen op?", "6920", "woningen"),
        ("hoeveel woningen zijn er in totaal opgeleverd", "48510", "woningen"),
        ("Welke provincie leverde de meeste woningen op?", "18450", "woningen"),
        ("Hoeveel woningen kwam Utrecht tekort bij de oplevering?", "1680", "woningen"),
        ("doorlooptijd utrecht 2024", "44", "weken"),
        ("gemiddelde doorlooptijd Limburg 2025?", "22", "weken"),
        ("Met hoeveel weken daalde de doorlooptijd in Groningen?", "3", "weken"),
        ("Welke provincie heeft de langste doorlooptijd?", "41", "weken"),
        ("aandeel sociale huur in Noord-Holland 2025", "24", "%"),
    ],
)
def test_figures_of_rows_are_found_and_worked_out(homes: Assistant, question: str, value: str, unit: str) -> None:
    answer = homes.ask(question)
    assert answer.status is Status.ANSWERED
    assert (answer.value, answer.unit) == (Decimal(value), unit)
    assert answer.citations


def test_a_claim_about_a_row_is_judged(homes: Assistant) -> None:
    assert homes.ask("Steeg het aandeel sociale huur in Noord-Holland?").text.startswith("Nee.")


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel woningen zijn er vergund in Zuid-Holland?",  # "n.b."
        "Hoeveel woningen zijn er opgeleverd in Friesland?",
        "Hoeveel woningen zijn er gesloopt in Utrecht?",
        "Hoeveel woningen werden in Utrecht opgeleverd in 2019?",
        "Wat is de doorlooptijd van Groningen en Utrecht samen?",  # a mean does not add up
    ],
)
def test_what_the_tables_do_not_give_is_no_figure(homes: Assistant, question: str) -> None:
    assert homes.ask(question).value is None


def test_several_measures_are_asked_back_with_whole_questions(homes: Assistant) -> None:
    answer = homes.ask("Hoe groot is het tekort van Utrecht?")
    assert answer.status is Status.AMBIGUOUS
    assert len(answer.suggestions) == 2
    assert all("Utrecht" in suggestion for suggestion in answer.suggestions)


def test_the_total_that_the_letter_gives_is_quoted_and_not_added_up(homes: Assistant) -> None:
    answer = homes.ask("hoeveel woningen zijn er in totaal opgeleverd")
    assert [citation.quote for citation in answer.citations] == ["Totaal 55.900 29.540 48.510"]


def test_the_figures_of_other_measures_do_not_make_their_rows_sectors(homes: Assistant) -> None:
    assert not homes.facts.subjects
    assert {view.unit for view in homes.views.views} == {"woningen", "weken", "%"}


CARE = """\
31 765 Kwaliteit van zorg

Nr. 902 Brief van de minister van Volksgezondheid, Welzijn en Sport

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal
Den Haag, 14 april 2026

Onderwerp: Stand van de ambulancezorg 2025

Met deze brief informeer ik uw Kamer over de ambulancezorg in 2025.

1. Ambulancezorg

Tabel 1 Aantal spoedritten per regio (x 1.000)
Regio 2024 2025
Groningen 42,8 43,5
Drenthe 30,1 31,8
Brabant-Zuidoost 55,1 57,6
Totaal 128,0 132,9

Tabel 2 Ritten en aanrijtijd in 2025
Regio | Tijdige ritten | Gemiddelde aanrijtijd
Groningen | 92,1% | 9,8 minuten
Drenthe | 91,0% | 10,1 minuten
Brabant-Zuidoost | 96,2% | 8,4 minuten

Tabel 3 Opgeleide verpleegkundigen (aantal)
2024 2025
Universiteiten 40 44
Hogescholen 90 98
waarvan deeltijd 20 25

De minister van Volksgezondheid, Welzijn en Sport,

P. de Groot
"""


@pytest.fixture(scope="module")
def care(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over a letter whose figures are in thousands, in bars, and nested."""
    folder = tmp_path_factory.mktemp("care")
    path = folder / "zorg.txt"
    path.write_text(CARE, encoding="utf-8")
    ingest(folder / "corpus", [path], NgramEmbedder())
    made = make_assistant(Settings(data=folder / "corpus", embedder="ngram"))
    yield made
    made.store.close()


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hoeveel spoedritten waren er in Drenthe in 2025?", "31.8"),
        ("Hoeveel spoedritten waren er in 2025?", "132.9"),
        ("Hoeveel sneller is Brabant-Zuidoost dan Drenthe?", "1.7"),
        ("Hoe hoog is de aanrijtijd in Groningen?", "9.8"),
    ],
)
def test_scales_bars_and_dimensions_are_understood(care: Assistant, question: str, value: str) -> None:
    assert care.ask(question).value == Decimal(value)


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("Klopt het dat Drenthe 31.800 spoedritten had in 2025?", "Ja."),
        ("Klopt het dat Drenthe 32.800 spoedritten had in 2025?", "Nee."),
        ("Welke regio’s hadden meer dan 40.000 spoedritten in 2025?", "2 van de 3"),
        ("Welke regio’s hadden meer dan 50 duizend spoedritten in 2025?", "1 van de 3"),
    ],
)
def test_a_limit_is_held_against_figures_in_their_scale(care: Assistant, question: str, opens: str) -> None:
    assert care.ask(question).text.startswith(opens)


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel ambulances zijn er in Groningen?",  # a word of the heading, not what is counted
        "Welke regio’s hadden meer dan 40 spoedritten in 2025?",  # 40 is not 40 duizend
        "Hoeveel duurder is Groningen dan Drenthe?",
        "Hoeveel verpleegkundigen zijn er in totaal opgeleid in 2025?",  # "waarvan" is counted already
    ],
)
def test_what_the_figures_do_not_measure_is_no_figure(care: Assistant, question: str) -> None:
    answer = care.ask(question)
    assert answer.value is None
    assert not answer.text.startswith(("Ja", "Nee", "1 ", "2 ", "3 ", "Geen van"))


def test_a_total_of_the_letter_is_not_called_a_sum_of_our_own(care: Assistant) -> None:
    answer = care.ask("Hoeveel spoedritten in totaal in 2024?")
    assert answer.value == Decimal("128.0")
    assert not any("optelling" in note.text for note in answer.notes)


def test_a_shortfall_is_offered_only_where_there_is_a_target(care: Assistant) -> None:
    assert not any("tekort" in s for s in care.ask("spoedritten Drenthe 2025").suggestions)
