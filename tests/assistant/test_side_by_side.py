"""Figures of somebody without a measure, of several side by side, which of two, and claims that tell two figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from tests.assistant.test_conversation import talk


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        # all figures of somebody, where none is named
        ("Hoe doen de provincies het?", ("470,6", "420,7", "89,4")),
        ("hoe deed het hbo het in 2023?", ("1.685", "498")),
        ("Hoe is het gesteld met de onderzoeksinstellingen?", ("125,9", "51,4", "41")),
        ("politie 2023", ("713", "387", "54,3")),
        ("Overzichtje nodig voor een debat: mbo en hbo", ("1.929", "706", "1.668", "479")),
        # of several, side by side
        ("vergelijk de waterschappen met de politie", ("602,8", "330,5", "713", "489")),
        ("po versus vo 2023", ("5.845", "1.290", "3.809", "840")),
        ("Hoe doet het Rijk het vergeleken met de gemeenten?", ("5.994", "5.078", "5.540", "6.051")),
        ("vergelijk de decentrale overheden", ("6.051", "420,7", "330,5")),
        ("overzicht van alle sectoren", ("5.078", "595,4", "51,4")),
        # a group beside a subject is told apart from it
        ("realisatie van het Rijk en het onderwijs", ("5.078", "4.331")),
        ("vergelijk het doel van de gemeenten met dat van het onderwijs", ("5.540", "16.013")),
    ],
)
def test_all_that_is_asked_is_told_and_no_figure_is_the_value(
    assistant: Assistant, question: str, figures: tuple[str, ...]
) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.value is None
    assert [figure for figure in figures if figure not in answer.text] == []


def test_what_else_the_letter_says_of_who_is_named_is_told_too(assistant: Assistant) -> None:
    assert "De brief zegt hierover:" in assistant.ask("Hoe doet de politie het?").text


def test_of_a_year_without_figures_none_are_told(assistant: Assistant) -> None:
    assert assistant.ask("Hoe deed Defensie het in 2021?").status is Status.NOT_IN_SOURCE


@pytest.mark.parametrize("question", ["Hoe doet Defensie dat?", "Hoe doen de waterschappen hun werving?"])
def test_how_something_is_done_is_not_how_well(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).calculation is None


@pytest.mark.parametrize(
    ("question", "value", "name"),
    [
        ("Heeft het po of het vo het grootste doel?", "5858", "Primair onderwijs"),
        ("Hebben de provincies een hogere score of het Rijk?", "89.4", "Provincies"),
        ("Zijn de waterschappen of de politie verder van het doel?", "272.3", "Waterschappen"),
        ("Groeide het hbo of de politie meer?", "102", "Politie"),
    ],
)
def test_which_of_two_is_told_by_its_name(assistant: Assistant, question: str, value: str, name: str) -> None:
    answer = assistant.ask(question)
    assert answer.value == Decimal(value)
    assert name in answer.text


def test_whether_either_of_two_holds_is_still_judged(assistant: Assistant) -> None:
    assert assistant.ask("Haalde het Rijk of Defensie het doel?").text.startswith("Nee.")


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("Wie had het laagste doel en hoe ver zat die er nog vanaf?", "74.5", "fta"),
        ("welke sector haalde zijn doel en met hoeveel banen kwam die erboven?", "511", "fta"),
        ("welke sector deed het het best en met hoeveel banen ging die over het doel?", "511", "fta"),
        ("hoe ver zit Defensie van het doel?", "303.6", "fta"),
        ("In hoeveel sectoren lag de realisatie in 2024 lager dan in 2023?", "4", "sectoren"),
        ("Aantal sectoren waarvan het doel in 2024 lager lag dan in 2023?", "1", "sectoren"),
        ("Dat wordt een pittig debat. Welk aandeel van alle banen zat in 2024 bij het Rijk?", "28.3", "%"),
        ("Neem po en vo samen. Welk percentage van hun doel is dat, inkoop buiten beschouwing?", "21.9", "%"),
        ("Hoeveel banen had het hbo los van wat via inkoop loopt?", "479", "fta"),
        ("wat hebben de gemeenten op de teller staan", "6051", "fta"),
        ("Tel po, vo en mbo eens op: hoeveel fta is dat in 2024?", "2828", "fta"),
        ("Hoeveel hadden het Rijk en Defensie samen?", "5673.4", "fta"),
        ("aantal accounthouders politie graag", "10", "accounthouders"),
        ("Hoeveel banen, zonder inkoop, scheelt Defensie met 2023?", "86.9", "fta"),
        ("Hoeveel realiseerde Defensie in totaal, ook via SROI?", "826.3", "fta"),
        ("hoeveel van het Rijk, de gemeenten en de politie haalden het doel?", "1", "sectoren"),
        ("Hoeveel banen moet de overheid maken volgens het sociaal akkoord?", "25000", "banen"),
    ],
)
def test_a_figure_behind_other_words(assistant: Assistant, question: str, value: str, unit: str) -> None:
    answer = assistant.ask(question)
    assert (answer.value, answer.unit) == (Decimal(value), unit), answer.text


def test_who_gave_in_is_listed(assistant: Assistant) -> None:
    told = assistant.ask("Waar daalde het, dus minder banen in 2024 dan in 2023? Alle sectoren graag.").text
    assert all(name in told for name in ("Gemeenten", "Voortgezet", "Hoger", "Wetenschappelijk"))
    assert "Rijk" not in told


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        # two figures, both of which must hold
        ("Klopt het dat het Rijk van 4.517 naar 5.078 ging?", "Ja"),
        ("Klopt het dat het Rijk van 4.517 naar 5.100 ging?", "Nee"),
        ("doel van het hbo van 1.685 naar 1.668, toch?", "Ja"),
        ("De realisatie van de gemeenten ging van 6.051 naar 6.320. Juist?", "Nee"),
        ("Binnenwerk ging van 870 naar 1.085 banen, klopt dat?", "Ja"),
        ("Binnenwerk ging van 870 naar 1.185 banen, klopt dat?", "Nee"),
        # a share of the jobs
        ("Klopt het dat meer dan de helft van de banen bij de politie vast is?", "Ja"),
        ("klopt het dat 67,3% van het hbo vast is?", "Ja"),
        ("Is bij de waterschappen minder dan een vijfde inhuur?", "Nee"),
        ("Had de politie in 2024 precies hetzelfde doel als in 2023?", "Ja"),
        ("klopt het dat ruim een derde bij de politie tijdelijk is?", "Ja"),
        ("klopt het dat het percentage van de politie van 54,3 naar 68,4 ging?", "Ja"),
        # the target that is told beside it must hold too
        ("klopt het dat het hbo, met een doel van 1.668, 29% haalt?", "Ja"),
        ("haalden de gemeenten in 2024 hun doel van 6.000?", "Nee"),
        ("klopt het dat de provincies 89,4% van hun doel van 470,6 haalden?", "Ja"),
        # of two, and not of two years
        ("hadden po en vo in 2023 hetzelfde percentage?", "Ja"),
        ("Hebben Defensie en de politie dezelfde realisatie?", "Nee"),
    ],
)
def test_a_claim_of_two_figures_or_of_a_share_is_judged(assistant: Assistant, question: str, verdict: str) -> None:
    assert assistant.ask(question).text.startswith(f"{verdict}.")


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel mist de minst presterende onderwijssector?",
        "Klopt het dat het Rijk - met 5.078 banen - meer realiseerde dan Defensie?",
        "Hoeveel fta van Defensie in 2023 en van het Rijk in 2024 samen?",
        "Hoeveel procent van het tekort van het onderwijs zit bij het po?",
        "Hoeveel heeft Defensie beloofd?",
        "Hoeveel heeft Defensie over?",
        # nothing is told of whom, or it is told of somebody else
        "De waterschappen zijn kleiner dan de provincies. Hoeveel hebben ze er?",
        "Ik bedoel alleen Amsterdam. Hoeveel banen hadden de gemeenten?",
        "Is Defensie of de politie de grootste werkgever?",
        "Doet het Rijk of Defensie meer aan SROI?",
        "Hoeveel procent van het doel is er gerealiseerd?",
        "Hoe groot is de bezuinigingsopdracht van de politie?",
        "Welk percentage van de gemeenten heeft banen ingevuld?",
        "Van een deel van de mbo-scholen weet men niets. Om welk deel van alle mbo-scholen gaat dat?",
    ],
)
def test_what_would_be_another_figure_gets_none(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).value is None


@pytest.mark.parametrize(
    "question",
    [
        # the figures are right, and the way is not; a shortfall; a range
        "Klopt het dat het Rijk van 4.517 naar 5.078 banen daalde?",
        "klopt het dat het tekort van het Rijk van 1.120 naar 916 fta ging?",
        "Klopt het dat Defensie in 2024 tussen 500 en 600 banen had?",
        "het vo ging toch van 273 naar 668 banen?",
    ],
)
def test_a_claim_that_is_not_of_two_levels_gets_no_verdict(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).text.startswith(("Ja", "Nee"))


def test_nobody_is_said_to_stay_the_same_where_they_are_compared(assistant: Assistant) -> None:
    assert assistant.ask("Hebben hbo, wo en mbo evenveel banen?").calculation is None


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        # among those just compared, well and badly by the percentage
        (("vergelijk defensie en politie", "wie heeft het hoogste percentage?"), "68.4"),
        (("vergelijk provincies en defensie", "wie doet het beter?", "en in 2023?"), "86.3"),
        (("defensie vs politie in 2023", "wie had de meeste banen?"), "508.5"),
        (("Hoeveel hadden Rijk en politie samen?", "wie van de twee had meer?"), "5078"),
        (("vergelijk po en vo", "verschil in doel?"), "2016"),
        (("vergelijk po en vo", "en het verschil in percentage?"), "3"),
        (("Hoe doet de politie het?", "hoeveel is dat meer dan in 2023?"), "102"),
        # how far from the target
        (("hoe doet het mbo het?", "hoe ver zitten ze van het doel?", "en het hbo?"), "1189"),
        (("provincies versus waterschappen", "wie van de twee zit verder van het doel?"), "272.3"),
        (("hoeveel banen heeft het vo?", "en met inkoop?", "hoeveel is dat samen met het po?"), "2974"),
        # goes on from all figures of somebody with what was realised
        (("vergelijk hbo en wo", "wie van de twee daalde het meest?"), "19"),
        (("Hoe doen de waterschappen het?", "en de provincies?", "wat is het verschil?"), "90.2"),
        (("cijfers van Defensie in 2023", "en incl. SROI?"), "744.3"),
        (("vergelijk po en vo", "en het mbo?", "samen?"), "2828"),
        # those of whom one was picked
        (
            (
                "Welke drie sectoren hebben het hoogste doel?",
                "en wie daarvan de hoogste realisatie?",
                "hoeveel banen hebben ze samen?",
            ),
            "12501",
        ),
        (("Hoeveel hadden het Rijk, Defensie en de politie samen?", "Hoeveel van die drie haalden hun doel?"), "0"),
        # the other unit, the next year, a name without its noun
        (("Wie daalde relatief het hardst?", "en in absolute aantallen?"), "269"),
        (("Hoeveel fta had de politie in 2023?", "en daarna?"), "489"),
        (("Hoeveel banen had het primair onderwijs?", "en het voortgezet?"), "750"),
        # of the jobs of a percentage, and against the year before
        (("Welk percentage haalde de politie?", "Hoeveel van die banen zijn vast?"), "249"),
        (("Hoeveel banen had het Rijk?", "hoeveel procent meer dan een jaar terug?"), "12.4"),
        (("Hoeveel realiseerde Defensie incl. SROI in 2024?", "doe datzelfde ook voor 2023"), "744.3"),
        (("Met hoeveel steeg het doel van de waterschappen?", "En het aantal banen?"), "330.5"),
        # the measure that was spoken of, however the difference is asked
        (("Wat was het doel van de provincies in 2024?", "hoeveel hoger dan 2023?"), "12.3"),
        (("Wat was het doel van de provincies in 2024?", "dus het verschil met 2023?"), "12.3"),
        (("Wat was het doel van de provincies in 2024?", "dus hoeveel zit er tussen dat getal en dat van 2023?"),
         "12.3"),
        (("Wat was het realisatiepercentage van de provincies?", "dus hoeveel meer dan een jaar terug?"), "3.1"),
        # of the one that was found, unless the order is asked
        (("Welke sector had het hoogste realisatiepercentage?", "doel erbij graag"), "5540"),
        (("Welke sector had het hoogste realisatiepercentage?", "en qua doel?"), "5994"),
        (("Hoeveel kwam het hbo tekort op het doel?", "dus welke sector bleef de meeste banen achter op het doel?"),
         "4486"),
        (("realisatiepercentage van de gemeenten?", "zelfde voor het po", "maar wie wint het dan van die twee?"),
         "109.2"),
        # what the words just quoted say has risen
        (("Hoe kan het dat het percentage van de waterschappen daalde bij een gelijke realisatie?",
          "met hoeveel fta ging dat doel omhoog?"), "50.8"),
    ],
)  # fmt: skip
def test_a_conversation_goes_on(assistant: Assistant, turns: tuple[str, ...], value: str) -> None:
    answer = talk(assistant, *turns)[-1]
    assert answer.value == Decimal(value), answer.text


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        (("Welke sector zat boven de 100%?", "was dat in 2023 ook zo?"), "Ja"),
        (("Welke sectoren haalden het doel?", "was dat in 2023 ook al zo?", "en Defensie ook?"), "Nee"),
        (("Welke sectoren haalden het doel niet?", "de gemeenten ook?"), "Nee"),
        (("vergelijk po en vo", "wie van de twee heeft de meeste banen?", "was dat in 2023 ook zo?"), "Ja"),
        (("vergelijk defensie en politie", "wie scoort het hoogst in procenten?", "was dat in 2023 ook zo?"), "Nee"),
    ],
)
def test_what_a_list_says_is_asked_of_another_year_or_of_somebody(
    assistant: Assistant, turns: tuple[str, ...], verdict: str
) -> None:
    assert talk(assistant, *turns)[-1].text.startswith(f"{verdict}.")


@pytest.mark.parametrize(
    "turns",
    [
        ("Wie van de twee had de grootste stijging?",),
        ("Wat is er in 2013 afgesproken over banen?", "hoeveel banen zat het bedrijfsleven eronder?"),
        ("Hoeveel banen zijn er bij Binnenwerk?", "hoeveel meer dan het doel van 2023?"),
        ("vergelijk po, vo en mbo", "wie van de twee is het grootst?"),
        ("Hoeveel realiseerden po, vo en mbo samen?", "en hoeveel haalt die ene dan in procenten?"),
    ],
)
def test_what_points_at_nothing_gets_no_figure(assistant: Assistant, turns: tuple[str, ...]) -> None:
    assert talk(assistant, *turns)[-1].value is None


@pytest.mark.parametrize(
    "question", ["Haalde Defensie haar doel van 50%?", "Klopt het dat Defensie haar doel van 60 procent haalde?"]
)
def test_no_yes_to_a_target_that_is_no_target(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_IN_SOURCE


def test_a_share_of_the_target_is_none_of_those(assistant: Assistant) -> None:
    assert assistant.ask("Haalde Defensie in 2024 50% van haar doel?").text.startswith("Ja.")


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        (
            ("Hoeveel kwam het hbo tekort op het doel?", "zitten ze er verder onder dan het voortgezet onderwijs?"),
            "Nee",
        ),
        (("Hoeveel kwam het hbo tekort op het doel?", "zitten ze er dichter bij dan het vo?"), "Ja"),
        (("Hoeveel kwam het hbo tekort op het doel?", "zitten ze er verder onder dan de provincies?"), "Ja"),
        (("Ging Defensie in 2024 aan de waterschappen voorbij?",), "Ja"),
        (("Gingen de waterschappen in 2024 Defensie voorbij?",), "Nee"),
        (("Niet in fta maar in percentage van het doel: ging Defensie aan de waterschappen voorbij?",), "Ja"),
        (("Zijn de gemeenten hun doel voorbij?",), "Ja"),
    ],
)
def test_farther_and_past_compare_two(assistant: Assistant, turns: tuple[str, ...], verdict: str) -> None:
    assert talk(assistant, *turns)[-1].text.startswith(f"{verdict}.")
