"""Wordings of numeric questions: what each must come to, and which must never come to a figure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import Status
from assistant.engine import Assistant


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("Welk aantal fta realiseerden de umc's in het jaar voorafgaand aan 2024?", "506", "fta"),
        ("Wat is het doel dit jaar voor Defensie?", "899", "fta"),
        ("overschot gemeenten bovenop doel 24", "511", "fta"),
        ("Wat is de optelsom van de dertien sectordoelstellingen voor 2024?", "32920.3", "fta"),
        ("PO of VO hoger incl inkoop 2024?", "37", "%"),
        ("wat als defensie in 2024 100 fta extra had? nieuw %", "77.4", "%"),
        ("wo: hoeveel daarvan loopt via inkoop (totaal min regulier)", "183", "fta"),
        ("aandeel po in de totale onderwijsrealisatie (po t/m wo), in %", "31.7", "%"),
        ("Hoeveel fta heeft de politie nog nodig om op 100% te komen?", "224", "fta"),
        ("Inkoop bij het vo is geëxplodeerd las ik. Hoeveel banen zijn er langs die weg bijgekomen?", "395", "fta"),
        ("politie: alles wat niet vast is bij elkaar, fta", "240", "fta"),
        ("Hoeveel mensen uit het doelgroepregister hebben geen baan?", "132383", "personen"),
        ("Hoe groot was het personeelsbestand van de gemeenten in 2024, in fte?", "200750", "fte"),
        ("blauwe baan # accounthouders", "10", "accounthouders"),
        ("twee umc's noemen zelf een aantal sroi banen, hoeveel is dat samen?", "52", "fta"),
    ],
)
def test_a_wording_comes_to_the_right_figure(assistant: Assistant, question: str, value: str, unit: str) -> None:
    answer = assistant.ask(question)
    assert (str(answer.value), answer.unit) == (value, unit)


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel vrouwen werken er bij de politie?",
        "Hoeveel banen moet de markt realiseren?",
        "Hoeveel gemeenten halen het doel?",
        "Hoeveel accounthouders telt de blauwe baan per eenheid?",
        "Hoeveel fta heeft de rechtspraak?",
        "hoeveel fta bij OCW in 2024",
        "In 2023 zat de politie op 54,3%. Hoeveel nu?",
        "Wat was het percentage van de politie in het jaar dat de realisatie 387 was?",
        "Als het vo even hard groeit als het po, hoeveel fta heeft het dan?",
        "Wat is de mediaan van de realisatiepercentages?",
        "realisatie defensie in het jaar voor 2023",
    ],
)
def test_what_only_looks_like_another_question_gets_no_figure(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.value is None
    assert answer.status is not Status.ANSWERED


@pytest.mark.parametrize("question", ["Hoeveel umc's zijn er?"])
def test_some_of_them_are_not_all_of_them(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).value is None


@pytest.mark.parametrize(
    "question",
    [
        "Wat staat er over een aantal knelpunten bij de politie?",
        "Welke gemeenten hebben de banenafspraak als vast punt op de agenda?",
    ],
)
def test_words_that_only_look_like_figures_make_no_numeric_question(assistant: Assistant, question: str) -> None:
    assert not assistant.understander.understand(question).numeric


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("hoeveel fta realiseerden basis- en middelbare scholen in 2024 samen?", "2122"),
        ("hoeveel banen via inkoop hadden basis- en middelbare scholen in 2024 samen?", "852"),
    ],
)
def test_a_word_cut_short_before_and_is_completed(assistant: Assistant, question: str, value: str) -> None:
    assert str(assistant.ask(question).value) == value


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel banen realiseerde NWO-I zelf in 2024?", "hoeveel fta had de VNG zelf in 2023?",
        "Welke hogeschool had in 2024 het hoogste realisatiepercentage?", "kosten jobcoachpilot tilburg university?",
    ],
)  # fmt: skip
def test_a_figure_of_somebody_or_something_else_is_not_given(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.NOT_IN_SOURCE
    assert answer.value is None


def test_a_count_that_several_sectors_may_have_is_asked_back(assistant: Assistant) -> None:
    answer = assistant.ask("hoeveel jobcoaches zijn er nu")
    assert answer.status is Status.AMBIGUOUS
    assert all(assistant.ask(again).value in (None, 1, 2) for again in answer.suggestions)
    assert assistant.ask("hoeveel jobcoaches heeft Tilburg University?").value == 2


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("met hoeveel steeg het aantal werkende mensen uit de doelgroep t.o.v. het vorige kwartaal?", "454"),
        ("hoeveel fta realiseerde Defensie in 2024 incl. sroi?", "826.3"),
    ],
)
def test_the_full_stop_of_an_abbreviation_ends_no_clause(assistant: Assistant, question: str, value: str) -> None:
    assert str(assistant.ask(question).value) == value


def test_words_in_front_of_a_question_name_what_is_asked(assistant: Assistant) -> None:
    """A topic that the letter has no figure of is not left out to answer the rest."""
    asked = assistant.ask("inleenverbanden Rijk: hoeveel fta minder dan in 2023?")
    assert asked.value is None
    assert assistant.ask("Rijk: hoeveel fta meer dan in 2023?").value == 561


def test_hoeveel_haalde_asks_for_the_jobs(assistant: Assistant) -> None:
    """No figure of the text that counts something else takes the place of the realisation."""
    assert assistant.ask("hoeveel haalde het Rijk in 2024?").value == 5078
    assert assistant.ask("wie heeft de brief getekend?").text.count("betekenen") == 0


def test_what_is_supposed_once_is_not_taken_for_every_year(assistant: Assistant) -> None:
    once = assistant.ask("Als Defensie 300 fta extra realiseert, haalt Defensie dan het doel van 2030?")
    assert once.value is None
    yearly = assistant.ask(
        "Als Defensie elk jaar 300 fta extra realiseert, hoeveel fta realiseert Defensie dan in 2026?"
    )
    assert yearly.value == Decimal("1195.4")


def test_the_target_of_a_later_year_is_said_to_be_unknown(assistant: Assistant) -> None:
    answer = assistant.ask("Als de politie 100 fta extra realiseert, haalt zij dan het doel van 2025?")
    assert any("Het doel van 2025 is niet bekend" in note.text for note in answer.notes)
