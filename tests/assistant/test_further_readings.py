"""Figures asked in further ways: a part of the target, growth by a factor, years to go, the only one, in steps."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import Status
from assistant.engine import Assistant


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("Hoeveel fta is 40% van het doel van Defensie in 2024?", "359.6", "fta"),
        ("hoeveel fta mist het hbo nog om op 40% te komen?", "188.2", "fta"),
        ("Als de politie er elk jaar 75 fta bij krijgt, na hoeveel jaar is het doel bereikt?", "3", "jaar"),
        ("Stel dat het vo zijn realisatie verdubbelt, hoeveel fta is dat dan?", "1500", "fta"),
        ("Als het doel van Defensie 700 fta was, hoeveel fta kwam Defensie dan tekort?", "104.6", "fta"),
        ("Hoeveel extra fta moest Defensie in 2024 realiseren vergeleken met 2023?", "77", "fta"),
        ("Hoeveel procent hoger lag het doel van het wo?", "8", "%"),
        ("Hoeveel procentpunt scheelt inkoop bij het vo in 2024?", "17", "procentpunt"),
        ("po+vo realisatie 2024", "2122", "fta"),
        ("gem+prov realisatie 2024 samen", "6471.7", "fta"),
        ("realisatie% prov 2024", "89.4", "%"),
        ("voortgezet ond. doel 2024", "3842", "fta"),
        ("procentuele groei van Binnenwerk", "24.7", "%"),
        ("realisatie hbo en wo in 2024 samen, en welk deel daarvan is het hbo?", "31.9", "%"),
    ],
)
def test_the_figure_is_worked_out(assistant: Assistant, question: str, value: str, unit: str) -> None:
    answer = assistant.ask(question)
    assert (answer.status, answer.value, answer.unit) == (Status.ANSWERED, Decimal(value), unit), answer.text


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Is de inkoop bij het vo verdubbeld?", "Ja."),
        ("Is de realisatie van het Rijk verdubbeld?", "Nee."),
        ("Haalde de politie als enige het doel in 2024?", "Nee."),
        ("Klopt het dat de gemeenten als enige hun doel haalden?", "Ja."),
        ("Kreeg Defensie een hoger doel in 2024?", "Ja."),
    ],
)
def test_the_claim_is_judged(assistant: Assistant, question: str, opening: str) -> None:
    assert assistant.ask(question).text.startswith(opening)


@pytest.mark.parametrize(
    "question",
    [
        "gem. realisatiepercentage 2024",
        "Bij een realisatie van zoveel fta meer, op welk percentage komt de politie dan?",
        "hoeveel banen bij de Tweede Kamer zelf",
    ],
)
def test_what_is_unclear_gets_no_figure(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).value is None


def test_two_questions_get_both_figures(assistant: Assistant) -> None:
    text = assistant.ask("Hoeveel fta moest Defensie in 2024 halen en hoeveel werd het?").text
    assert "899 fta" in text
    assert "595,4 fta" in text


def test_a_surplus_that_is_set_off_is_told(assistant: Assistant) -> None:
    notes = " ".join(note.text for note in assistant.ask("Wat is het totale tekort van alle sectoren in 2024?").notes)
    assert "overschot van de gemeenten (511 fta)" in notes
    assert "15.498,3 fta" in notes
