"""Figures asked in further ways: a part of the target, growth by a factor, years to go, the only one, in steps."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import NoteKind, Status
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


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Wat is de gemiddelde stijging van de realisatie van politie en Defensie?", "94.45"),
        ("Wat is het verschil in groei tussen het Rijk en de politie?", "459"),
        ("Hoeveel groter is het tekort van het primair onderwijs dan dat van het voortgezet onderwijs?", "1394"),
        ("Welke sector heeft de kleinste stijging en hoeveel scheelt dat met de grootste stijging?", "559.5"),
        ("Wat is het verschil tussen de grootste en kleinste daling?", "253"),
        ("hoeveel schelen rijk en gemeenten", "973"),
    ],
)
def test_what_is_worked_out_of_changes_and_gaps(assistant: Assistant, question: str, value: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.value is not None
    assert abs(answer.value - Decimal(value)) <= Decimal("0.05")


@pytest.mark.parametrize(
    ("question", "opening", "said"),
    [
        ("Steeg Defensie meer dan de politie?", "Nee", "15,1 fta lager"),
        ("Is het tekort van het po groter dan dat van het vo?", "Ja", "1.394 fta hoger"),
        ("Doet Defensie het beter dan de politie?", "Nee", "2,2 procentpunt lager"),
        ("Presteert het hbo slechter dan het wo?", "Ja", "9 procentpunt lager"),
        ("Zit het vo op 37%?", "Nee", "Inclusief SROI of inkoop was het 37%"),
        ("Klopt het dat het Rijk 80% haalde?", "Nee", "In 2023 was het 80%"),
    ],
)
def test_yes_or_no_says_why_and_what_would_hold(assistant: Assistant, question: str, opening: str, said: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(f"{opening}.")
    assert said in answer.text


@pytest.mark.parametrize(
    "question",
    ["Kun je de realisatie van alle sectoren in een tabel zetten?", "realisatie per sector",
     "Hoeveel realiseerde elke sector in 2024?", "Wat zijn de realisaties van alle sectoren?"],
)  # fmt: skip
def test_figures_of_each_are_a_list_and_no_sum(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.value is None
    assert answer.text.count("\n- ") == 13
    assert "- Rijk: 5.078 fta [1]" in answer.text


def test_a_list_of_changes_takes_nothing_for_granted(assistant: Assistant) -> None:
    answer = assistant.ask("groei per sector")
    assert answer.text.startswith("De verandering van de realisatie van 2023 naar 2024:")
    assert "269 fta gedaald" in answer.text
    assert not [note for note in answer.notes if note.kind is NoteKind.PREMISE_CORRECTED]


@pytest.mark.parametrize(
    ("question", "value", "text"),
    [
        ("Is het tekort van de provincies kleiner geworden?", None, "Ja. "),
        ("Steeg het tekort van Defensie?", None, "Nee. "),
        ("Met hoeveel fta is het tekort van het Rijk gedaald?", "204", "916 fta tegen 1.120 fta"),
        ("Hoeveel kwam de politie in 2024 minder tekort dan in 2023?", "102", "224 fta tegen 326 fta"),
        ("Hoeveel minder dan het doel realiseerde de politie?", "224", "tekort om het doel te halen"),
    ],
)
def test_how_a_shortfall_changed(assistant: Assistant, question: str, value: str | None, text: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.ANSWERED
    assert answer.value == (None if value is None else Decimal(value))
    assert text in answer.text


@pytest.mark.parametrize(
    ("question", "value", "said"),
    [
        ("Rond af op hele procenten: provincies, realisatiepercentage 2023.", "86", "Afgerond: 86%."),
        ("Hoeveel fta realiseerde Defensie, afgerond op een tiental?", "600", "Afgerond: 600 fta."),
        ("Met hoeveel procent groeide de politie? Geen cijfers achter de komma.", "26", "Afgerond: 26%."),
        ("Welk percentage van het doel haalde de politie, op één decimaal?", "68.4", "68,4%"),
        ("Hoeveel fta realiseerde het hele onderwijs samen?", "4331", "4.331 fta"),
    ],
)
def test_rounding_that_is_asked_for_is_done_and_told(
    assistant: Assistant, question: str, value: str, said: str
) -> None:
    answer = assistant.ask(question)
    assert answer.value == Decimal(value)
    assert said in answer.text
    assert answer.question == question


@pytest.mark.parametrize(
    "question",
    ["Binnen de politierealisatie over 2024 zaten ook ingehuurde mensen; zeg me het aantal fta.",
     "Hoe groot is het tekort van alle sectoren die hun doel in 2024 misten, bij elkaar opgeteld?"],
)  # fmt: skip
def test_no_figure_of_all_for_some_and_no_part_counted_twice(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).value not in (Decimal(550), Decimal("-14987.3"), Decimal("14987.3"))


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Wat is het tekort van de sector met het laagste realisatiepercentage?", "3092"),
        ("Wat is de realisatie van de sector die het hardst groeide?", "5078"),
        ("Hoeveel fta realiseerde de sector met het hoogste doel?", "5078"),
        ("Wat was het gemiddelde van de realisatie van Defensie over 2023 en 2024?", "551.95"),
        ("Het gemiddelde aantal fta per jaar bij Defensie, afgerond op een heel getal?", "552"),
    ],
)
def test_one_told_by_its_rank_and_a_mean_over_years(assistant: Assistant, question: str, value: str) -> None:
    assert assistant.ask(question).value == Decimal(value)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Halen provincies, gemeenten en waterschappen samen 100%?", "Ja."),
        ("Haalde Defensie 100%?", "Nee."),
        ("Moest de politie in 2024 meer fta halen dan in 2023?", "Nee."),
        ("Moest Defensie in 2024 meer halen dan in 2023?", "Ja."),
        ("alle sectoren stegen?", "Nee. 4 van de 13"),
        ("de meeste sectoren groeiden?", "Ja. 9 van de 13"),
    ],
)
def test_yes_or_no(assistant: Assistant, question: str, verdict: str) -> None:
    assert assistant.ask(question).text.startswith(verdict)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Wat is de realisatie van Defensie gedeeld door het doel van de politie?", "83.5"),
        ("Wat is de realisatie van Defensie en politie gedeeld door hun doel?", "67.3"),
        ("Het doel van het Rijk min de realisatie van de gemeenten?", "57"),
    ],
)
def test_each_side_of_an_operation_keeps_its_own_measure(assistant: Assistant, question: str, value: str) -> None:
    assert assistant.ask(question).value == Decimal(value)


def test_the_strongest_riser_and_faller_are_both_told(assistant: Assistant) -> None:
    text = assistant.ask("Welke sector groeide procentueel het hardst en welke kromp het hardst?").text
    assert "Politie: 26,4% gestegen" in text
    assert "Voortgezet onderwijs: 10,7% gedaald" in text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Klopt het dat de umc's en het primair onderwijs allebei stegen?", "Ja."),
        ("Zijn de politie en het vo gestegen?", "Nee."),
        ("Daalden hbo en wo?", "Ja."),
    ],
)
def test_a_claim_about_several_holds_where_each_did_so(assistant: Assistant, question: str, verdict: str) -> None:
    assert assistant.ask(question).text.startswith(verdict)


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        # Where a change began or ended is no size of it.
        ("Naar hoeveel fta steeg de realisatie van Defensie?", "595.4", "fta"),
        ("Tot welk percentage zakten de gemeenten?", "109.2", "%"),
        ("Vanaf hoeveel fta groeide de politie?", "387", "fta"),
        ("Wat was het doel van Defensie voor de verhoging?", "822", "fta"),
        # What is lacking to the target is no change over a year.
        ("Met hoeveel fta moet het vo groeien om het doel te halen?", "3092", "fta"),
        ("Met welk percentage moet de politie groeien om haar doel te halen?", "45.8", "%"),
        ("Met hoeveel moeten de umc's nog groeien voordat ze aan hun doel komen?", "1976", "fta"),
        # Beside nothing else, more and fewer are held against the year before.
        ("hoeveel banen minder had het vo in 2024", "90", "fta"),
        ("Hoeveel procent meer banen had de politie in 2024?", "26.4", "%"),
        ("Hoeveel banen kwam het Rijk er in 2024 bij vergeleken met een jaar eerder?", "561", "fta"),
        # Parts, and what is set aside.
        ("welk aandeel van de politiebanen is tijdelijk of ingehuurd", "49.1", "%"),
        ("Verschil in procentpunten tussen vaste en tijdelijke banen bij de waterschappen?", "30.1", "procentpunt"),
        ("Wat zou het percentage van Defensie zijn als de SROI-banen meetellen?", "91.9", "%"),
        ("defensie gat tot doel als sroi wél telt 2024", "72.7", "fta"),
        ("Niet in procenten maar in fta: hoeveel daalde de realisatie van de gemeenten?", "269", "fta"),
        ("Trek de realisatie van Defensie af van die van het Rijk.", "4482.6", "fta"),
        ("Hoeveel fta hebben gemeenten meer dan alle andere decentrale overheden samen?", "5299.8", "fta"),
        ("Welk percentage van de totale realisatie komt van de decentrale overheden?", "37.9", "%"),
        ("doel van Defensie plus dat van de politie", "1612", "fta"),
        ("politie realisatie% 23 > 24 verschil in pp", "14.1", "procentpunt"),
        ("hoe groot was de politiegroei in 2024?", "102", "fta"),
        ("aantl sectoren met >50% realisatie, 2024?", "6", "sectoren"),
        ("Met hoeveel fta schoten de gemeenten over hun doel heen?", "511", "fta"),
        # Of those that a clause picks.
        ("Hoe groot is het tekort van de sectoren die hun doel in 2024 misten, bij elkaar opgeteld?", "15498.3", "fta"),
        ("Wat is het totale tekort van de sectoren die het doel niet haalden?", "15498.3", "fta"),
        ("Wat is de som van de realisatie van de sectoren die gegroeid zijn?", "9629", "fta"),
        ("Hoeveel banen kwamen er bij in de sectoren die stegen samen?", "947", "fta"),
        ("Hoeveel fta tekort hebben de onderwijssectoren die daalden samen?", "5973", "fta"),
        ("Hoeveel sectoren hebben een tekort van minder dan 300 fta?", "4", "sectoren"),
        ("Hoeveel sectoren presteren beter dan de politie?", "3", "sectoren"),
        # Nearness is a matter of the shortfall.
        ("Welke sector zit het dichtst bij zijn doel?", "49.9", "fta"),
        ("Welke sector zit naar verhouding het verst van het doel?", "80.5", "procentpunt"),
        # Who asks, and why, is not what is asked.
        ("Een raadslid vroeg me op welk percentage de hogescholen in 2023 zaten.", "30", "%"),
        ("Ik zit bij P&O van een hogeschool: welk percentage van het doel haalde onze sector in 2024?", "29", "%"),
        ("Gemeenten kwamen in 2023 boven de honderd procent, dat weet ik – maar op hoeveel precies?", "120.4", "%"),
        ("Rijk groeide het meest in fta. Wie komt op plek twee, en met hoeveel?", "102", "fta"),
        # Rounded once, from the exact figure.
        ("Met hoeveel procent steeg de realisatie van de waterschappen, afgerond op hele procenten?", "0", "%"),
        ("Met hoeveel procent steeg de realisatie van de waterschappen, met twee decimalen?", "0.46", "%"),
        ("Rond het percentage van de gemeenten af op hele getallen.", "109", "%"),
    ],
)  # fmt: skip
def test_what_a_question_turns_on_is_read(assistant: Assistant, question: str, value: str, unit: str) -> None:
    answer = assistant.ask(question)
    assert (answer.value, answer.unit) == (Decimal(value), unit), answer.text


@pytest.mark.parametrize(
    "question",
    [
        # No table holds these; another figure would be wrong.
        "Hoeveel medewerkers hebben gemeenten per gerealiseerde baan?",
        "Welke sector heeft 100 banen meer dan de politie?",
        "Welke sector is de duurste?",
        "Hoeveel procent van de sectoren haalde het doel?",
        "Als de politie er elk jaar wat bij krijgt, hoeveel procent kwam ze in 2024 tekort?",
        "Met hoeveel procent steeg het doel van Defensie, en naar hoeveel?",
        "In po en vo is gevraagd wie er mensen had. Hoeveel procentpunt ligt het vo daarbij hoger dan het po?",
        "Hoeveel van wat er overblijft zit in po en vo samen?",
        "Wat was de realisatie van Defensie twee jaar geleden?",
        "Welke sectoren stegen in fta maar niet in percentage?",
        "Geef het doel, de realisatie en het tekort van het mbo",
    ],
)
def test_what_no_table_holds_gets_no_figure(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).value is None


def test_who_missed_the_target_is_a_list(assistant: Assistant) -> None:
    answer = assistant.ask("Welke sectoren misten hun doel?")
    assert answer.text.startswith("12 van de 13 sectoren")
    assert "Gemeenten" not in answer.text


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Zit Defensie meer dan 300 fta onder het doel?", "Ja."),
        ("Zit Defensie minder dan 300 fta onder het doel?", "Nee."),
        ("Zitten de gemeenten meer dan 500 fta boven het doel?", "Ja."),
        ("Zitten de gemeenten minder dan 500 fta boven het doel?", "Nee."),
        ("Kwam de politie meer dan 200 fta tekort?", "Ja."),
        ("Kwam de politie minder dan 200 fta tekort?", "Nee."),
        ("Is de politie meer dan 100 fta gegroeid?", "Ja."),
        ("Daalde de realisatie van de gemeenten met meer dan 300 fta?", "Nee."),
        ("Is het totale doel hoger dan 33000 fta?", "Nee."),
        ("Ik hoor dat Defensie met SROI erbij over de 100% heen gaat, kan dat kloppen?", "Nee."),
        ("Ik ga in het debat zeggen dat het Rijk meer dan vijfduizend banen had in 2024; kan ik dat zo zeggen?", "Ja."),
    ],
)
def test_the_bound_before_a_figure_is_what_is_claimed_of_it(assistant: Assistant, question: str, opening: str) -> None:
    assert assistant.ask(question).text.startswith(opening)
