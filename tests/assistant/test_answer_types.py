"""What kind of thing a question asks for, whether a sentence holds one, and whether it speaks of another thing."""

from __future__ import annotations

import pytest

from assistant.answer import Status
from assistant.answer_types import AnswerType, answer_type, can_hold, how_many_asked
from assistant.combine import both_in_words
from assistant.engine import Assistant
from assistant.leanings import leaning
from assistant.other_thing import speaks_of_other
from assistant.sentences import head_asked, points_back
from corpus.shorthand import written_out


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("In welke maand begint dat?", AnswerType.MONTH), ("welk jaar was dat", AnswerType.YEAR),
        ("Op welke dag in maart begon zij?", AnswerType.DATE), ("hoe laat begint het overleg", AnswerType.TIME),
        ("wnr verscheen de gids", AnswerType.MOMENT), ("Wie is de auteur van het boek?", AnswerType.MAKER),
        ("Door wie is het systeem bedacht?", AnswerType.MAKER), ("Wie is de leidinggevende?", AnswerType.PERSON),
        ("Wie heeft de brief getekend?", AnswerType.PERSON), ("Bij welk academisch ziekenhuis?", AnswerType.MEMBER),
        ("namen van de 44 mbo-scholen", AnswerType.MEMBER), ("lijstje graag van de scholen", AnswerType.MEMBER),
        ("Wat is de reden dat het daalde?", AnswerType.CAUSE), ("Wanneer was het en waarom?", AnswerType.MOMENT),
        ("wat maakt dat werk zo lastig", AnswerType.CAUSE), ("Wat voor organisatie is dat?", AnswerType.OTHER),
        ("Welke rol spelen bedrijven?", AnswerType.OTHER), ("Wat is een fta?", AnswerType.DEFINITION),
    ],
)  # fmt: skip
def test_what_a_question_asks_for(question: str, kind: AnswerType) -> None:
    assert answer_type(question) is kind


@pytest.mark.parametrize(
    ("question", "sentence", "held"),
    [
        ("In welke maand was dat?", "In 2024 is het centrum geopend.", False),
        ("In welke maand was dat?", "In oktober 2024 is het centrum geopend.", True),
        ("Op welke dag in maart begon zij?", "Op 15 mei 2025 zijn afspraken gemaakt.", False),
        ("Op welke dag in mei was dat?", "Op 15 mei 2025 zijn afspraken gemaakt.", True),
        ("In welk jaar na 2020 was dat?", "Het was in 2020.", False),
        ("Welk umc was dat?", "Eén umc komt tot 27 banen via SROI.", False),
        ("Welk umc was dat?", "UMC Utrecht komt tot 27 banen.", True),
        ("Welke provincies doen mee?", "Deelname aan Social Return on Investment (SROI) door de meeste.", False),
        ("Welke provincies doen mee?", "De proef is in Drenthe en Flevoland gehouden.", True),
        ("Welke gemeente was dat?", "Het centrum opende in Amersfoort.", True),
        ("Welke twee gemeenten zijn dat?", "De gemeente Breda doet mee.", False),
        ("Welke twee gemeenten zijn dat?", "De gemeenten Breda en Assen doen mee.", True),
        ("Welke vakbonden tekenden het akkoord?", "Dat hebben het kabinet en sociale partners beloofd.", False),
        ("Welke netbeheerder kan dat niet?", "Netbeheerders kunnen in onder meer Utrecht en Ede niet.", False),
        ("Van welke partij is het Kamerlid Jansen?", "De minister van Binnenlandse Zaken antwoordt Jansen.", False),
        ("Van welke partij is het Kamerlid Jansen?", "Het lid Jansen (D66) vroeg daarnaar.", True),
        ("Welke hogescholen scoren hoog?", "Middelgrote hogescholen scoren hoog.", True),
        ("Welke hogeschool scoort hoog?", "Middelgrote hogescholen scoren hoog.", False),
        ("Welke departementen deden mee?", "Vier van de vijf deelnemende departementen deden mee.", False),
        ("Wie schreef 'Iedereen wordt wijzer'?", "Het publiceren van het boek Iedereen wordt wijzer.", False),
        ("Wie maakte de routekaart?", "De routekaart is een project van de PO-Raad.", True),
        ("Hoe heet de podcast van SoFoKles?", "Tilburg University werkte mee aan een podcast van SoFoKles.", False),
        ("Hoe heet de training?", "Mentorwijs is een interne training voor leidinggevenden.", True),
        ("Hoe heet het project?", "Onder haar leiding is het project Slangenwacht gestart.", True),
        ("Waarom leren zij dat?", "Er zijn door de Blauwe Baan leerlijnen ontwikkeld.", False),
        ("Waarom stegen de kosten?", "De kosten stegen door hogere tarieven.", True),
    ],
)  # fmt: skip
def test_whether_a_sentence_holds_what_is_asked(question: str, sentence: str, held: bool) -> None:
    assert can_hold(sentence, answer_type(question), question) is held


def test_the_thing_may_stand_in_what_leads_up_to_its_names() -> None:
    question, item = "Welke drie scholen doen mee?", "Aalburg, Mikado en Zonnewende"
    assert not can_hold(item, answer_type(question), question)
    assert can_hold(item, answer_type(question), question, "De volgende scholen doen mee:")


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("Hoe scoren kleine hogescholen?", "Middelgrote hogescholen scoren het hoogst.", True),
        ("Hoe scoren kleine hogescholen?", "Kleine hogescholen scoren laag, middelgrote hogescholen hoog.", False),
        ("Hoe scoren kleine hogescholen?", "De hogescholen hebben een grote achterstand.", False),
        ("En de grote hogescholen? Middelgroot zit op 50,6.", "Middelgrote hogescholen scoren hoog.", True),
        ("Wat doet de externe jobcoach?", "Een interne jobcoach begeleidt.", True),
        ("Hoeveel waren er in 2023?", "In 2024 gaat het om 54 detacheringen.", True),
        ("Wat gebeurt er in 2026?", "Het plan loopt over 2025-2028.", False),
        ("Welke departementen doen niet mee?", "De departementen doen mee.", True),
        ("Welke groep valt niet onder het register?", "Zij vallen veelal niet onder het register.", False),
    ],
)  # fmt: skip
def test_whether_a_sentence_speaks_of_another_thing(question: str, sentence: str, other: bool) -> None:
    assert speaks_of_other(question, [sentence]) is other


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("wnr is de dag vh bestuur", "wanneer is de dag van het bestuur"), ("vb van werk", "voorbeeld van werk"),
        ("NL Design System", "NL Design System"), ("de bv in vbnl", "de bv in vbnl"),
    ],
)  # fmt: skip
def test_what_people_shorten_is_written_out(text: str, whole: str) -> None:
    assert written_out(text) == whole
    assert written_out(whole) == whole


def test_how_a_question_and_a_sentence_go_on() -> None:
    assert how_many_asked("lijst van de 14 kantoren") == 14
    assert head_asked("Noem de speerpunten van het plan") == "speerpunten"
    assert points_back("Dit is een community.")
    assert not points_back("Een community is dit.")
    said = leaning("Waar komen de cijfers vandaan?")
    assert said is not None
    assert said.search("Zij zijn gebaseerd op jaarverslagen.")
    assert both_in_words("Sinds wanneer is er een agenda, en hoe vaak wordt ze bijgewerkt?") == (
        "Sinds wanneer is er een agenda?", "hoe vaak wordt ze bijgewerkt?",
    )  # fmt: skip
    assert both_in_words("Wat doen de politie en het leger?") is None


@pytest.mark.parametrize(
    "question",
    [
        "In welke maand is het expertteam de Blauwe Baan definitief gevormd?",
        "Bij welk academisch ziekenhuis kwamen er 27 banen via SROI?",
        "lijstje graag van de 14 mbo scholen zonder gegevens",
        "geef een lijst van de 60 partners van Sociaal Netwerk Werkwaardig",
        "Wie is de auteur van 'Iedereen wordt wijzer van participatie'?",
        "Door wie is NL Design System bedacht?",
        "Wie is de leidinggevende van de Blauwe Baan?",
        "hoe hoog scoorden de kleine hogescholen",
        "welke departementen doen niet mee met Binnenwerk?",
        "Waarom weten de provincies niet hoeveel SROI oplevert?",
        "Uit welke landen komen de statushouders bij de Erasmus Universiteit?",
        "Van welke partij is het Kamerlid Buijsse?",
        "Hoeveel jongeren zijn er in 2024 naar Emma at Work doorverwezen?",
        "Hoe oud zijn de mensen in de doelgroep?",
    ],
)
def test_what_is_near_but_lacks_what_is_asked_is_refused(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_IN_SOURCE


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("In welke maand is het rijksbrede plan vastgesteld?", ["oktober 2023"]),
        ("wie maakte de routekaart vh primair onderwijs", ["PO-Raad"]),
        ("Welke hogescholen scoren gemiddeld het hoogst?", ["Middelgrote hogescholen"]),
        ("Sinds welk jaar bestaat de werkagenda van de VNG en hoe vaak wordt ze bijgewerkt?", ["2019", "ieder jaar"]),
        ("waar zijn de mbo cijfers op gebasseerd", ["jaarverslagen"]),
        ("NL Design System??", ["community van overheidsprofessionals"]),
        ("uit welke pot komt geld bij de politie als iemand zich wil bekwamen", ["SAOP-fonds"]),
        ("vb van jobcarving bij defensie svp", ["bezoekersbegeleiding"]),
        ("wie heeft de brief getekend", ["Rijkaart"]),
    ],
)
def test_what_the_letter_says_in_other_words_is_quoted(assistant: Assistant, question: str, said: list[str]) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert all(piece in answer.text for piece in said)
