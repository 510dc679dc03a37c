"""Yes or no by what a sentence says: only where it denies the very thing, or says which way something moved."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from assistant.word_verdicts import verdict_in_words

_NOT_YET = "Hoewel de banen formeel nog niet meetellen, blijft de sector ze monitoren."


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Tellen de SROI-banen van Defensie al mee voor de eigen doelstelling?", "Nee"),
        ("heeft de markt de doelstelling in 2024 dan wel gehaald?", "Nee"),
        # which of two things in one sentence moved how
        ("Is het aantal inleenverbanden bij het Rijk gedaald?", "Ja"),
        ("Is het aandeel vaste contracten in het hbo toegenomen?", "Ja"),
        ("Is het aandeel tijdelijke aanstellingen bij het hbo gedaald?", "Ja"),
        ("Is het aandeel tijdelijke aanstellingen in het hbo toegenomen?", "Nee"),
        ("Is het aandeel inhuur bij het hbo toegenomen?", "Nee"),
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
        # what may, or will be, is no plain yes, and neither is a plan
        "Kan AI ondersteunende werkzaamheden onder druk zetten?",
        "Wordt onderzocht hoe de doelgroep kan worden verbreed?",
        "Zijn de scanstraten opgestart?",
        "Is het Kenniscentrum Autisme uitgebreid?",
        "Heeft de politie medewerkers aangenomen?",
        # "veelal niet", and of 14 of them, are no plain no
        "Wordt SROI bij de umc's geregistreerd?",
        "Zijn de gegevens van de mbo-scholen bekend?",
        # opposites stand in one list of synonyms
        "Is de opgave voor de umc's realistisch?",
        "Zijn de inkoopcijfers van het mbo onbekend?",
        # which way, how much, and of how many
        "Hebben de departementen de focus verlegd naar instroom?",
        "Is de focus bij het Rijk verlegd van doorstroom naar instroom?",
        "Neemt het Rijk meer mensen in via uitzendbureaus?",
        "Is de meerderheid van de participatiebanen in het hbo tijdelijk?",
        # another subject in the sentence, and another verb
        "Is SROI bij de umc's versnipperd?",
        "Heeft de overheid de doelstelling gehaald?",
    ],
)
def test_no_verdict_where_a_sentence_does_not_settle_it(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).text.startswith(("Ja.", "Nee."))


@pytest.mark.parametrize(
    ("question", "sentence", "verdict"),
    [
        ("Tellen de banen mee?", _NOT_YET, False),
        ("Tellen alle banen mee?", _NOT_YET, None),
        ("Tellen die mee?", _NOT_YET, None),
        ("Tellen de scholen mee?", _NOT_YET, None),
        ("Tellen de banen mee?", "De banen kunnen niet meetellen.", None),
        ("Tellen de banen mee?", "Als de wet verandert, tellen de banen niet mee.", None),
        ("Tellen de banen mee?", "Een baan die alleen tijdelijk is, telt niet mee.", None),
        ("Tellen de banen mee?", "Van twee sectoren tellen de banen niet mee.", None),
        ("Is het register openbaar?", "Het register is niet openbaar.", False),
        ("Is het register openbaar?", "Het register is openbaar.", None),
        ("Is het register openbaar?", "Het register is niet volledig en openbaar.", None),
        ("Is het register openbaar?", "Het register is onlangs gemaakt.", None),
        ("Is het aantal banen gestegen?", "Het aantal banen is gedaald, maar het aantal scholen is gestegen.", False),
        ("Is het aantal scholen gestegen?", "Het aantal banen is gedaald, maar het aantal scholen is gestegen.", True),
        ("Is het aantal banen in 2024 gestegen?", "Het aantal banen is in 2023 gestegen.", None),
        ("Is het aantal banen meer dan gehalveerd?", "Het aantal banen is gedaald.", None),
        ("", _NOT_YET, None),
    ],
)
def test_what_one_sentence_says(assistant: Assistant, question: str, sentence: str, verdict: bool | None) -> None:
    read = assistant.understander.reader.read
    assert verdict_in_words(read(question), sentence, "Rijk", read) is verdict
