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
