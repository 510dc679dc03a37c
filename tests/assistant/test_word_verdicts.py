"""Yes or no by what a sentence says: only where it says the very thing, or denies it."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.word_verdicts import verdict_in_words
from tests.assistant.test_conversation import talk

_SENTENCE = "Hoewel de banen formeel nog niet meetellen, blijft de sector ze monitoren."


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Tellen de SROI-banen van Defensie al mee voor de eigen doelstelling?", "Nee"),
        ("heeft de markt de doelstelling in 2024 dan wel gehaald?", "Nee"),
        ("Zijn de realisatiecijfers van de waterschappen via SROI bekend?", "Nee"),
        ("Werd de motie van Buijsse en De Kort unaniem aangenomen?", "Ja"),
        ("Is het aantal inleenverbanden bij het Rijk gedaald?", "Ja"),
        ("Is er bij Defensie een interne jobcoach aangesteld?", "Ja"),
        ("Biedt het A&O fonds Waterschappen ondersteuning?", "Ja"),
        # which of two things moved how
        ("Is het aandeel tijdelijke aanstellingen bij het hbo gedaald?", "Ja"),
        ("Is het aandeel tijdelijke aanstellingen bij het hbo gestegen?", "Nee"),
    ],
)
def test_a_sentence_that_says_it_gives_the_verdict(assistant: Assistant, question: str, verdict: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.text.startswith(f"{verdict}. "), answer.text
    # What is quoted stands behind it, word for word.
    assert all(" ".join(c.quote.split()) in " ".join(answer.text.split()) for c in answer.citations[:1])


@pytest.mark.parametrize(
    "question",
    [
        # what may or will be is no plain yes
        "Kan AI ondersteunende werkzaamheden onder druk zetten?",
        "Wordt onderzocht hoe de doelgroep kan worden verbreed?",
        # more is asked than whether it is so
        "Wat doet Defensie met de SROI-banen?",
        "Hebben de gemeenten vooral webinars georganiseerd?",
        "Waarom tellen de SROI-banen van Defensie niet mee?",
    ],
)
def test_no_verdict_where_a_sentence_does_not_settle_it(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).text.startswith(("Ja.", "Nee."))


@pytest.mark.parametrize(
    ("question", "sentence", "verdict"),
    [
        ("Tellen de banen mee?", _SENTENCE, False),
        ("Tellen alle banen mee?", _SENTENCE, None),
        ("Tellen de banen mee?", "De banen kunnen gaan meetellen.", None),
        ("Tellen de banen mee?", "Als de wet verandert, tellen de banen mee.", None),
        ("Mogen de banen meetellen?", "De banen zijn meegeteld.", None),
        ("Is het register openbaar?", "Het register is niet openbaar.", False),
        ("Is het register openbaar?", "Het register is in 2013 gemaakt.", None),
        ("Is het aantal banen gestegen?", "Het aantal banen is gedaald, maar het aantal scholen is gestegen.", False),
        ("Is het aantal scholen gestegen?", "Het aantal banen is gedaald, maar het aantal scholen is gestegen.", True),
        ("Is het aantal banen meer dan gehalveerd?", "Het aantal banen is gedaald.", None),
        ("", _SENTENCE, None),
    ],
)
def test_what_one_sentence_says(assistant: Assistant, question: str, sentence: str, verdict: bool | None) -> None:
    read = assistant.understander.reader.read
    assert verdict_in_words(read(question), sentence, "Rijk", read) is verdict


def test_a_follow_up_gets_the_verdict_too(assistant: Assistant) -> None:
    turns = talk(assistant, "Hoeveel banen kwamen er bij Defensie via SROI?", "telt dat officieel ook mee?")
    assert turns[-1].text.startswith("Nee. ")
