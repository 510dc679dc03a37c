"""What the letters say of a thing, of a sector, or as a whole."""

from __future__ import annotations

import pytest

from assistant.answer import Route, Status
from assistant.engine import Assistant
from assistant.topics import asks_summary, topic_of


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Wat staat er in de brief over jobcoaches?", "jobcoaches"),
        ("wat zegt de minister over digitale toegankelijkheid", "digitale toegankelijkheid"),
        ("Wat wordt er gezegd over detachering?", "detachering"),
        ("wat is er over scanstraten bekend", "scanstraten"),
        ("Hoe zit het met de krapte op de arbeidsmarkt?", "de krapte op de arbeidsmarkt"),
        ("Vertel me eens iets meer over het Kenniscentrum Autisme.", "het kenniscentrum autisme"),
        ("Zoek alle zinnen over autisme in de brief", "autisme"),
        ("Geef me informatie over de motie graag", "de motie"),
        ("jobcoaches", "jobcoaches"),
        ("wat zegt het uwv over krapte", "het uwv krapte"),
    ],
)
def test_what_is_asked_about(question: str, thing: str) -> None:
    found = topic_of(question)
    assert found is not None
    assert found.text == thing


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel jobcoaches zijn er?", "Waarom daalde het voortgezet onderwijs?", "Wie is de projectleider?",
        "Wat zegt de brief over hoeveel banen er zijn?", "Wat gaat Defensie doen?", "",
    ],
)  # fmt: skip
def test_other_questions_are_no_topic(question: str) -> None:
    assert topic_of(question) is None


@pytest.mark.parametrize("question", ["Wat staat er over jobcoaches?", "jobcoaches", "Vertel me iets over jobcoaches"])
def test_the_sentences_that_speak_of_it_are_quoted_and_other_places_told(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.route is Route.PASSAGES
    assert all("jobcoach" in citation.quote.lower() for citation in answer.citations)
    assert any("ook onder" in note.text for note in answer.notes)


@pytest.mark.parametrize(
    "question", ["Wat staat er over vrijwilligers?", "Wat zegt de brief over het salaris van coaches?"]
)
def test_of_what_the_letter_does_not_name_nothing_is_quoted(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is not Status.ANSWERED


def test_a_sector_is_told_by_its_figures_and_by_words(assistant: Assistant) -> None:
    answer = assistant.ask("Hoe staat het met de waterschappen?")
    assert answer.status is Status.ANSWERED
    assert answer.route is Route.BOTH
    assert "330,5 fta" in answer.text
    assert all("Waterschappen" in citation.section for citation in answer.citations)


@pytest.mark.parametrize(
    "question",
    ["Vat de brief samen", "Geef een korte samenvatting van de brief", "waar gaat de kamerbrief over?",
     "Wat zijn de belangrijkste punten?", "Kun je de brief in drie zinnen samenvatten?"],
)  # fmt: skip
def test_a_summary_is_what_the_letter_says_up_front(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.value is None
    assert 2 <= len(answer.citations) <= 8
    assert "niet hebben gehaald" in answer.text
    assert any("briefing" in note.text for note in answer.notes)


@pytest.mark.parametrize(
    "question", ["Vat de Miljoenennota samen", "Waar gaat de routekaart over?", "Wat is de conclusie van het UWV?"]
)
def test_a_summary_of_something_else_is_none(question: str) -> None:
    assert not asks_summary(question)


@pytest.mark.parametrize("question", ["Wat is een fta?", "Wat betekent fta?"])
def test_what_a_word_means_is_not_asked_back_for_a_sector(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_IN_SOURCE


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Wat is Zestor?", "arbeidsmarktfonds voor het hbo"),
        ("Zestor, wat is dat?", "arbeidsmarktfonds voor het hbo"),
        ("waar staat IPO voor", "interprovinciaal overleg"),
        ("Wat betekent SWOM?", "Stichting Studeren & Werken op Maat"),
        ("waar staat BOA voor", "buitengewoon opsporingsambtenaar"),
    ],
)
def test_a_name_is_explained_where_the_letter_does_so_in_passing(
    assistant: Assistant, question: str, said: str
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert said in answer.text


def test_a_list_that_is_asked_for_is_given_whole_in_lines_and_in_order(assistant: Assistant) -> None:
    answer = assistant.ask("Geef de volledige lijst van wat Zestor in 2024 voor het hbo heeft gedaan")
    assert answer.status is Status.ANSWERED
    lines = answer.text.split("\n- ")
    assert len(lines) == 8
    assert "routekaart Beren op de weg" in lines[1]
    assert [c.start for c in answer.citations] == sorted(c.start for c in answer.citations)


@pytest.mark.parametrize("question", ["Op welke 5 sporen zetten de provincies in?", "5 sporen provincies"])
def test_a_number_in_digits_finds_one_that_is_written_out(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert "vijf sporen" in answer.text
    assert answer.text.count("\n- ") >= 5


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Welke activiteiten onderneemt de politie?", "Blauwe Baan"),
        ("wat doen de umc's", "Emma at Work"),
        ("Welke inspanningen levert het wo?", "behoud van bestaande banen"),
    ],
)
def test_what_a_sector_does_is_quoted_from_under_that_heading(assistant: Assistant, question: str, said: str) -> None:
    answer = assistant.ask(question)
    assert said in answer.text
    assert len({citation.section for citation in answer.citations}) == 1
    assert any("onder ‘" in note.text for note in answer.notes)


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel activiteiten onderneemt de politie?",
        "Waarom doet de politie dat?",
        "Wat doet de brandweer?",
        "wat doen de gemeenten niet?",
        "Wat doet de politie goed?",
        "welke plannen hebben de umc's voor 2027?",
    ],
)
def test_other_questions_are_not_answered_with_a_whole_section(assistant: Assistant, question: str) -> None:
    assert not any("Dit staat in de brief onder" in note.text for note in assistant.ask(question).notes)
