"""Conversations about figures: the place of one, the ends of a change, shortfalls and lists, asked on from the last."""

from __future__ import annotations

import pytest

from assistant.conversation import Conversation
from assistant.engine import Assistant

FIRST = "Wie had in 2024 de hoogste realisatie?"
RISE = "Met hoeveel fta steeg de realisatie van Defensie?"
SHORT = "Hoeveel fta kwam Defensie in 2024 tekort op het doel?"
FELL = "Welke sectoren daalden van 2023 naar 2024?"


def last_text(assistant: Assistant, turns: tuple[str, ...]) -> str:
    said = Conversation()
    for turn in turns:
        answer, said = assistant.follow(said, turn)
    return answer.text


@pytest.mark.parametrize(
    ("turns", "told"),
    [
        (("realisatie politie 2024", "op welke plaats staan ze daarmee?"), "De politie staat op plaats 9 van 13"),
        (("doel rijk 2024", "de hoeveelste zijn ze daarmee van alle sectoren"), "Het Rijk staat op plaats 1 van 13"),
        (
            ("realisatie politie 2024", "op welke plaats staan ze?", "wie komt er net achter?"),
            "De realisatie in 2024: nummer 10 van 13 sectoren",
        ),
        ((FIRST, "hoeveel scheelt dat met de laagste?"), "Het verschil tussen het hoogste"),
        ((FIRST, "was dat in 2023 ook zo?"), "Ja."),
        ((FIRST, "wie was dat in 2023?"), "De realisatie in 2023"),
        ((RISE, "hoeveel was het eerst?"), "Defensie realiseerde in 2023"),
        ((RISE, "groeide de politie harder?"), "Ja. De stijging"),
        ((SHORT, "is dat meer dan in 2023?"), "Nee. Het tekort van"),
        ((SHORT, "is dat meer dan bij de politie?"), "Ja. Het tekort"),
        ((SHORT, "hoeveel banen hadden ze dan?"), "Defensie realiseerde"),
        (("Wat was de realisatie van Defensie in 2024?", "ze haalden het doel dus niet?"), "Ja. Defensie kwam in 2024"),
        ((FELL, "hoort Defensie daarbij?"), "Nee. De realisatie van Defensie is"),
        ((FELL, "de politie ook?"), "Nee. De realisatie van de politie is"),
        ((FELL, "welke daarvan haalden het doel?"), "1 van de 4 sectoren haalde"),
        ((FELL, "hoeveel banen hebben die samen?"), "De gemeenten, het"),
        (("Welke sectoren daalden in percentage?", "en ook in realisatie?"), "4 van de 6 sectoren"),
        (("Welke sectoren zaten boven de 50%?", "en daarvan onder de 70%?"), "3 van de 6 sectoren"),
        (("Welke sectoren hadden een doel boven 2.000 fta?", "alleen die onder de 30%"), "3 van de 6 sectoren"),
        (("doel politie?", "en van Defensie?", "wie kwam meer tekort?"), "Het tekort tot het doel in 2024"),
        ((FELL, "en wie niet?"), "9 van de 13 sectoren"),
        (
            ("realisatie Rijk 2024", "voor hoeveel procent dragen ze bij aan het totaal van alle sectoren?"),
            "Het aandeel",
        ),
        (
            ("realisatie Rijk 2024", "en de politie?", "hoeveel keer zo groot is de eerste als de tweede?"),
            "De realisatie van het Rijk was",
        ),
    ],
)
def test_a_follow_up_goes_on_from_the_last_answer(assistant: Assistant, turns: tuple[str, ...], told: str) -> None:
    assert last_text(assistant, turns).startswith(told)


def test_a_year_further_back_than_the_letter_goes_is_refused(assistant: Assistant) -> None:
    turns = ("Wat was de realisatie van Defensie in 2024?", "en het jaar ervoor", "nog een jaartje verder terug")
    assert last_text(assistant, turns) == "De brief geeft in de tabellen geen cijfers over 2022."


def test_what_is_not_denied_by_a_polite_word(assistant: Assistant) -> None:
    assert not assistant.ask("Is het niet zo dat Defensie groeide?").text.startswith("Nee")
