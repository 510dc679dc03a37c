"""Letters whose tables are laid out unlike those of the shipped one: what may be added, which year is meant, what a
percentage of a negative figure is."""

from __future__ import annotations

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from assistant.answer import Status
from assistant.answer_types import AnswerType, can_hold
from assistant.engine import Assistant
from assistant.leanings import leaning
from assistant.other_thing import speaks_of_other
from tests.conftest import Over

HEAD = """\
31 289 Voortgezet onderwijs

Nr. 500 Brief van de minister van Onderwijs

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal
Den Haag, 12 mei 2026

Onderwerp: Leraren 2025

Met deze brief informeer ik uw Kamer over leraren. In totaal zijn 1.250 inspecteurs actief.
In 2024 waren dat 1.100 inspecteurs. De gemeente Lisse werkt samen met de school aan een proef.

"""
TABLES = """\
Vergunningen

Tabel 1 Vergunningen per regio
Regio Aangevraagd Verleend
Noord 120 100
Oost 80 60
Zuid 200 190

Leraren

Tabel 2 Leraren per sector
Sector 2024 2025
Basisonderwijs 1.000 1.100
Speciaal onderwijs 300 310
Funderend onderwijs 1.300 1.410
Mbo 500 520
Hbo 400 430
Vervolgonderwijs 900 950
Totaal 2.200 2.360

Saldo

Tabel 3 Resultaat per school (x 1.000 euro)
School 2024 2025
Berk 40 -12
Eik -25 30
Linde 15 22
Totaal 30 40

Tarieven

Tabel 4 Uurtarief per soort zorg (euro)
Soort 2024 2025
Wijkverpleging 62 65
Verpleeghuis 71 74
Gehandicaptenzorg 68 70

De minister van Onderwijs,

A. Vermeer
"""


@pytest.fixture(scope="module")
def school(over: Over) -> Assistant:
    """An assistant over a letter with unnamed subtotals, negative figures, rates, and columns that are no years."""
    return over({"school": HEAD + TABLES})


def test_a_column_that_is_no_year_is_no_period_of_the_text(school: Assistant) -> None:
    periods = {fact.period for fact in school.store.facts() if not fact.from_table}
    assert periods <= {"", "2024", "2025"}


def test_the_year_of_the_subject_goes_before_that_of_the_date(school: Assistant) -> None:
    periods = {fact.period for fact in school.store.facts() if fact.from_table and "verleend" in fact.measure}
    assert periods == {"2025"}


def test_a_total_above_unnamed_subtotals_is_no_slip(school: Assistant) -> None:
    assert not [found for found in school.store.inconsistencies() if "2.200" in found.text or "2.360" in found.text]


@pytest.mark.parametrize(
    "question",
    [
        "Met hoeveel procent steeg het resultaat van Eik?",
        "Wat is het uurtarief van wijkverpleging en verpleeghuis samen in 2025?",
        "Wat is het totale uurtarief in 2025?",
    ],
)
def test_what_cannot_be_added_or_has_no_base_gets_no_figure(school: Assistant, question: str) -> None:
    assert school.ask(question).value is None


def test_figures_below_nought_are_added(school: Assistant) -> None:
    assert school.ask("Wat was het resultaat van Berk en Eik samen in 2025?").value == Decimal(18)


def test_a_name_on_se_before_its_verb_is_a_name(school: Assistant) -> None:
    assert school.ask("Welke gemeente werkt samen met de school aan een proef?").status is Status.ANSWERED


@pytest.mark.parametrize("opening", ["Door de onzekerheid", "Voor een beter overzicht", "Vanwege de krapte"])
def test_a_sentence_may_give_its_cause_in_front(opening: str) -> None:
    assert can_hold(f"{opening} hebben scholen de nadruk gelegd op behoud.", AnswerType.CAUSE, "Waarom?")


@pytest.mark.parametrize("opening", ["Periodiek", "Jaarlijks"])
def test_how_often_may_stand_in_front(opening: str) -> None:
    sign = leaning("Hoe vaak meten zij dit?")
    assert sign is not None
    assert sign.search(f"{opening} meten wij dit.")


@pytest.mark.parametrize(
    "question",
    [
        "Welke uitdagingen maakten dat universiteiten niet konden groeien?",
        "Welke knelpunten zijn er waardoor de waterschappen het doel niet halen?",
    ],
)
def test_what_hinders_is_not_who_does_not(question: str) -> None:
    assert not speaks_of_other(question, ["De werkdruk vormde een knelpunt."])


def test_answers_are_the_same_in_every_process(data_dir: Path) -> None:
    """The order of a set of names differs from one process to another; that of an answer must not."""
    code = (
        "from assistant.bootstrap import make_assistant; from assistant.settings import Settings; "
        "a = make_assistant(Settings.load()); "
        "print(a.ask('realisatie van alle sectoren behalve de gemeenten, het Rijk en Defensie').text)"
    )
    texts = set()
    for seed in ("0", "3", "7"):
        env = os.environ | {"PYTHONHASHSEED": seed, "KAMERBRIEF_DATA": str(data_dir)}
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
        texts.add(done.stdout)
    assert len(texts) == 1
    assert texts.pop().strip()
