"""Follow-ups on figures: what they go on from, and what they must not be taken for."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import READ_AS, Answer, Status
from assistant.conversation import Conversation
from assistant.engine import Assistant


def last(assistant: Assistant, *questions: str) -> Answer:
    """The answer to the last question of a conversation."""
    conversation = Conversation()
    for question in questions:
        answer, conversation = assistant.follow(conversation, question)
    return answer


@pytest.mark.parametrize(
    ("questions", "value", "unit"),
    [
        (("Hoeveel steeg Defensie in 2024?", "en naar hoeveel?"), "595.4", "fta"),
        (("Met hoeveel procent groeide het Rijk?", "naar hoeveel fta?", "van hoeveel fta kwam het?"), "4517", "fta"),
        (("welke sectoren stegen", "wat is de gemiddelde stijging daarvan"), "105.2", "fta"),
        (("hoeveel fta realiseerde het onderwijs", "zonder het po?"), "2959", "fta"),
        (("realisatie 2024 van gemeenten, provincies en waterschappen samen", "en zonder de gemeenten?",
          "wat moesten die twee gezamenlijk halen?"), "1073.4", "fta"),
        (("hoeveel banen had politie in 23", "doe de provincies maar"), "395.5", "fta"),
        (("Hoeveel procent haalde Defensie?", "met sroi", "zonder", "hoeveel banen scheelt dat?"), "230.9", "fta"),
        (("hoe ver waren de universiteiten in 2024? percentage graag, excl inkoop", "incl.?"), "44", "%"),
        (("Wat is het tekort van de politie?", "en als ze er 50 bij krijgen?"), "174", "fta"),
        (("Met hoeveel procent steeg de realisatie van de waterschappen?",
          "en bij de provincies, afgerond op hele procenten?"), "6", "%"),
    ],
)  # fmt: skip
def test_a_follow_up_goes_on_from_what_was_meant(
    assistant: Assistant, questions: tuple[str, ...], value: str, unit: str
) -> None:
    answer = last(assistant, *questions)
    assert (answer.value, answer.unit) == (Decimal(value), unit), answer.text


@pytest.mark.parametrize(
    "questions",
    [
        # Of those that were spoken of, who are not known here; never of everyone.
        ("Hoe gaat het met de knelpunten bij het Rijk?", "hoeveel banen gingen daar bij elkaar verloren?"),
        # A percentage that was told is not another one.
        ("Wat is het doel van de waterschappen?", "reken dat percentage van de waterschappen eens om naar fta"),
        # What was supposed is not left out again.
        ("Wat is het tekort van de politie?", "en als ze er 50 bij krijgen?", "en in procenten?"),
        # Nothing rose: something is added to a difference, which makes no figure.
        ("Hoeveel fta haalde het mbo?", "is dat meer dan het hbo?", "en het wo erbij?"),
        # The share of a part in a whole is no realisation.
        ("Wat is het tekort van alle sectoren samen?", "hoeveel daarvan zit in het onderwijs?", "welk percentage is dat?"),
    ],
)  # fmt: skip
def test_what_cannot_be_told_gets_no_other_figure(assistant: Assistant, questions: tuple[str, ...]) -> None:
    assert last(assistant, *questions).value is None


def test_a_figure_that_the_letter_lacks_is_what_the_next_question_goes_on_from(assistant: Assistant) -> None:
    answer = last(assistant, "Hoeveel SROI-banen had de politie in 2024?", "en Defensie?")
    assert answer.value == Decimal("230.9")


def test_what_follows_a_question_that_was_not_read_is_offered_and_can_be_chosen(assistant: Assistant) -> None:
    questions = (
        "Wat was de realisatie van Defensie in 2024?",
        "Hoeveel meer dan de helft minder samen?",
        "en in 2023?",
    )
    offered = last(assistant, *questions)
    assert (offered.status, offered.value) == (Status.AMBIGUOUS, None)
    assert len(offered.suggestions) == 1
    assert last(assistant, *questions, "de eerste").value == Decimal("508.5")


def test_a_statement_with_a_question_about_it_shows_as_what_it_was_read(assistant: Assistant) -> None:
    answer = assistant.ask("Gemeenten kwamen in 2023 boven de honderd procent uit, maar op hoeveel precies?")
    assert answer.value == Decimal("120.4")
    assert any(note.text.startswith(READ_AS) for note in answer.notes)


def test_thanks_after_an_answer_ask_nothing(assistant: Assistant) -> None:
    answer = last(assistant, "Wat is het doel van de politie?", "dankjewel, hier kan ik mee verder")
    assert answer.status is Status.OUT_OF_SCOPE and not answer.citations
