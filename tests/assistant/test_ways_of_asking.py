"""Figures that are asked in the many ways people ask: what is left out, what a sentence before it tells, bounds with a
direction, several conditions; and the wrong figures that lie close by."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import NoteKind, Status
from assistant.engine import Assistant
from tests.assistant.test_conversation import talk


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        # who is left out
        ("realisatie van alle sectoren behalve de gemeenten, het Rijk en Defensie", "6208.6", "fta"),
        ("onderwijs 2024 gerealiseerd, hbo eraf", "3852", "fta"),
        ("Hoeveel banen blijven er over als je het Rijk niet meerekent, 2024?", "12855", "fta"),
        ("Haal de gemeenten er even uit, hoeveel banen hebben de andere sectoren dan samen in 2023?", "11060", "fta"),
        ("Zonder de umc's erbij, wat zou de totale realisatie van 2024 zijn geweest?", "17347", "fta"),
        ("Behalve hbo en wo zijn er nog drie onderwijssectoren. Wat realiseerden die samen in 2023?", "2830", "fta"),
        # taken away, divided, in between
        ("Wat blijft er over als je het doel van Defensie aftrekt van dat van het Rijk?", "5095", "fta"),
        ("Hoeveel zit er tussen wat Defensie en wat de provincies in 2024 hebben gerealiseerd?", "174.7", "fta"),
        ("Politie, Defensie, provincies: percentages 2023 optellen en door drie delen, wat krijg je?", "67.5", "%"),
        ("Hoeveel maal gaat de realisatie van de provincies in die van het primair onderwijs (2023)?", "3.3", "keer"),
        ("Met welke factor overtreft de realisatie van Defensie die van de politie?", "1.2", "keer"),
        # of the target
        ("Hoeveel procent van het doel is bij de waterschappen nog niet gerealiseerd?", "45.2", "%"),
        ("Hoeveel diende Defensie te realiseren?", "899", "fta"),
        ("Ik werk bij de politie: hoeveel banen moeten we nog realiseren?", "224", "fta"),
        ("Welk groeipercentage zou het Rijk moeten laten zien om op de taakstelling uit te komen?", "18", "%"),
        ("Met hoeveel fta haalden de gemeenten het doel?", "511", "fta"),
        # a noun for several names, and several as one
        ("primair en voortgezet onderwijs doel gecombineerd", "9700", "fta"),
        ("Als je waterschappen en provincies als één werkgever ziet: hoeveel fta was dat in 2024?", "751.2", "fta"),
        # what a sentence before it tells
        ("De waterschappen en de politie blijven achter. Wat is hun percentage samen, als één sector?", "62.3", "%"),
        ("Het inkoopdeel in het vo is geëxplodeerd, lees ik. Met hoeveel procent tov 2023?", "144.7", "%"),
        ("De politie heeft nu 489 banen. Hoeveel procent groei is er nog nodig voor het doel?", "45.8", "%"),
        ("Gezamenlijke opgave Rijk en gemeenten 2024? Heb het nodig voor een motie.", "11534", "fta"),
        ("Bijna de helft van de vo-banen is inkoop, hoor ik. Om welk percentage gaat het exact?", "47.1", "%"),
        # suppositions
        ("Stel dat het doel van het wo tot 3.000 fta wordt verhoogd, hoe groot is het tekort dan?", "1976", "fta"),
        ("Defensie 50 fta erbij, op welk percentage komen ze dan?", "71.8", "%"),
        # parts
        ("En via inkoop, hoeveel banen had het vo in 2024 meer dan in 2023?", "395", "fta"),
        ("Wat is de realisatie van de sectoren die boven de 50% zaten?", "12964.6", "fta"),
        # the gap over two years, of one and of several together
        ("Het verschil tussen doel en realisatie van het Rijk was in 2024 hoeveel kleiner dan in 2023?", "204", "fta"),
        ("Met hoeveel fta liep het tekort van hbo en wo samen op tussen 2023 en 2024?", "220", "fta"),
        ("Hoeveel banen zat het Rijk verder onder het doel dan Defensie?", "612.4", "fta"),
        # the rate as a part of the own target
        ("Hoeveel procentpunt haalde de politie meer van het eigen doel dan Defensie?", "2.2", "procentpunt"),
        ("Hoeveel procentpunt is Defensie dichter bij 100% gekomen dan in 2023?", "4.3", "procentpunt"),
        # when a target is met
        ("Als de politie elk jaar evenveel groeit als in 2024, wanneer is het doel dan gehaald?", "3", "jaar"),
        ("Gemiddelde realisatie van Defensie en de politie samen over 2023 en 2024?", "989.95", "fta"),
        # what is expected, what only the asker lacks, what is only told with it
        ("Het aantal banen dat in 2023 van het vo werd verwacht: hoeveel?", "3809", "fta"),
        ("Ik maak een lijst van het po en mis nog één getal: hoeveel plekken hadden er moeten zijn?", "5858", "fta"),
        ("Trek het doel van de umc's af van dat van het Rijk, hoeveel fta houd je over?", "3432", "fta"),
        # on top of what was realised
        ("Hoeveel % bovenop de realisatie van het po = doel?", "327", "%"),
        ("De resterende opgave van de politie als percentage van de realisatie?", "45.8", "%"),
        # ratios
        ("doel gedeeld door realisatie, het onderwijs", "3.7", "keer"),
        ("Met hoeveel moet je de realisatie van de politie vermenigvuldigen om op het doel te komen?", "1.5", "keer"),
        ("De realisatie van de politie in 2024 gedeeld door die van 2023?", "1.3", "keer"),
        # rounding
        ("Hoeveel keer is het tekort van de politie dat van de provincies? Eén decimaal graag.", "4.5", "keer"),
        ("Hoe groot is de dip bij het vo, in fta?", "90", "fta"),
        # a part with the rest, a bound without a unit, two steps, who is set aside
        ("Defensie, eigen banen + SROI bij elkaar: toename van 2023 op 2024?", "82", "fta"),
        ("Zoek eerst de sector met de hoogste doelstelling en bereken daarna hoeveel die tekortkwam.", "916", "fta"),
        ("Stel dat je de gemeenten buiten beschouwing laat: welk doel hadden de overige sectoren?", "27380.3", "fta"),
        ("hoeveel fta moest defensie halen volgens de brief", "899", "fta"),
        ("overschot gemeenten boven de norm?", "511", "fta"),
    ],
)  # fmt: skip
def test_a_way_of_asking_comes_to_its_figure(assistant: Assistant, question: str, value: str, unit: str) -> None:
    answer = assistant.ask(question)
    assert (answer.value, answer.unit) == (Decimal(value), unit), answer.text


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is de realisatie van de politie met minder dan 100 fta gedaald?", "Nee"),
        ("Zat Defensie minder dan 500 fta boven het doel?", "Nee"),
        ("Kwamen de gemeenten minder dan 100 fta tekort?", "Nee"),
        ("Ging het hbo met minder dan 50 fta omlaag?", "Ja"),
        ("Is de politie met meer dan een kwart gegroeid?", "Ja"),
        ("Is de politie met meer dan een derde gegroeid?", "Nee"),
        ("Volgens mij hadden wij als waterschappen in 2024 minder fta dan de provincies. Klopt dat?", "Ja"),
        ("Moest er bij de onderzoeksinstellingen qua percentage worden ingeleverd in 2024?", "Ja"),
        ("De universiteiten moesten in 2024 2.716 fta halen, zeg ik dat goed?", "Ja"),
        ("Is de politie de sector met de grootste groei in fta?", "Nee"),
        ("Zijn er sectoren die onder de 10% zitten?", "Nee"),
        # statements with a bound or a comparison
        ("doel Rijk boven 5.000 fta?", "Ja"),
        ("Realisatie gemeenten boven 6.500 fta?", "Nee"),
        ("Doel van de politie hoger dan dat van Defensie?", "Nee"),
        ("De politie onder het doel gebleven?", "Ja"),
        ("Doel van de politie helemaal gerealiseerd?", "Nee"),
        ("realisatie van de gemeenten omhoog?", "Nee"),
        ("Is het doel van de gemeenten bereikt?", "Ja"),
        # the own realisation against the own target
        ("Was de realisatie van de gemeenten minstens zo hoog als het doel?", "Ja"),
        ("Ligt het doel van de politie meer dan 300 fta boven de realisatie?", "Nee"),
        ("Overschreed de realisatie van het po de grens van 1.000 fta?", "Ja"),
        ("Haalde het hbo in 2024 minder banen dan in 2023?", "Ja"),
        ("Realiseerde de politie een groter deel van het doel dan Defensie?", "Ja"),
        # a figure held against somebody, and bounds in words
        ("Is 1.000 fta minder dan wat het po realiseerde?", "Ja"),
        ("Zat het mbo op honderd procent of meer van het doel?", "Nee"),
        ("fta gerealiseerd: het hbo > de gemeenten?", "Nee"),
        ("De umc's zijn in één jaar verdubbeld in aantal banen, hè?", "Nee"),
        ("Volgens de krant realiseerde de politie meer dan 35 fta te weinig om het doel te halen. Klopt dat?", "Ja"),
    ],
)
def test_a_claim_is_judged_with_its_direction(assistant: Assistant, question: str, verdict: str) -> None:
    assert assistant.ask(question).text.startswith(f"{verdict}.")


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (
            "Welke sectoren hebben meer banen gerealiseerd dan in 2023 maar zitten nog steeds onder de 25%?",
            ["Primair onderwijs", "Universitaire medische centra (umc’s)"],
        ),
        ("Is er een sector die in fta achteruitging en desondanks boven de 100% uitkomt?", ["Gemeenten"]),
        ("Waar daalden zowel de doelstelling als de realisatie?", ["Hoger beroepsonderwijs (hbo)"]),
        ("wie kwam in zowel 2023 als 2024 op of boven de 100% uit", ["Gemeenten"]),
        ("Van gemeenten, provincies en waterschappen, wie haalde het doel niet?", ["Provincies", "Waterschappen"]),
        ("sectoren met realisatie 1.000-2.000 fta, 2024", ["Primair onderwijs", "Wetenschappelijk onderwijs"]),
    ],
)  # fmt: skip
def test_who_fits_all_conditions_is_listed(assistant: Assistant, question: str, names: list[str]) -> None:
    lines = [line[2:].partition(":")[0] for line in assistant.ask(question).text.splitlines() if line[:2] == "- "]
    assert sorted(lines) == sorted(names)


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel procent is de realisatie van Defensie van het doel van het Rijk?",
        "Wat is het gemiddelde van het doel van Defensie en de realisatie van de politie?",
        "Vanaf welk jaar steeg de realisatie van Defensie?",
        "Hoeveel fta moet de politie nog groeien om het doel van Defensie te halen?",
        "Hoeveel is Defensie gegroeid om het doel te halen?",
        "Wat is het gemiddelde percentage van de sectoren die hoger scoorden dan de politie?",
        "Hoeveel procentpunt scoorden de sectoren hoger dan de politie?",
        "rijk +500 banen, hoeveel % wordt het dan",
        "Het Rijk kreeg er 561 banen bij. Lukt dat in 2025 nog een keer, welk percentage is dan binnen?",
        "Niet het doel maar wat er werkelijk staat: gemeenten, umc's en politie opgeteld, 2024.",
        "de tweede",
        # of people or organisations, and not of jobs
        "Welk deel van het personeel van Defensie valt onder de banenafspraak?",
        "Hoeveel procent van de gemeenten haalde het doel?",
    ],
)
def test_what_is_another_question_gets_no_figure(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).value is None


@pytest.mark.parametrize(
    ("question", "year"),
    [
        ("Was de realisatie van Defensie hoger in 2023 of in 2024?", "2024"),
        ("2023 of 2024: wanneer had het Rijk meer banen?", "2024"),
        ("Welk jaar was beter voor het hbo, 2023 of 2024?", "2023"),
        ("Wanneer was het tekort van de politie het grootst?", "2023"),
        ("In welk jaar zat de politie boven de 60%?", "2024"),
    ],
)
def test_a_year_is_told_with_the_figures_of_all(assistant: Assistant, question: str, year: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(f"In {year}:")
    assert {"2023", "2024"} <= set(answer.text.replace(":", " ").split())


@pytest.mark.parametrize(
    "question",
    ["Wanneer haalt Defensie het doel?", "Hoe lang duurt het nog voordat de politie het doel haalt?",
     "In welk jaar denkt de politie de taakstelling te halen?"],
)  # fmt: skip
def test_when_a_target_will_be_met_is_not_guessed(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.status is Status.NOT_IN_SOURCE
    assert any("evenveel groeit" in offered for offered in answer.suggestions)
    assert assistant.ask(answer.suggestions[0]).unit == "jaar"


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        # Held against nothing else, the year before is held against the latest.
        ("Klopt het dat de gemeenten vorig jaar meer banen hadden?", "Ja."),
        ("Was het percentage van het wo een jaar eerder hoger?", "Ja."),
        ("Had Defensie vorig jaar meer banen?", "Nee."),
        ("Had Defensie meer banen dan vorig jaar?", "Ja."),
        # of more years than one
        ("Klopt het dat Defensie voor het eerst boven de 60% zit?", "Nee."),
        ("Klopt het dat de gemeenten nog nooit hun doel haalden?", "Nee."),
        ("Haalt het Rijk altijd het doel?", "Nee."),
        # behind a lead of the asker's own
        ("Kan ik zonder blozen zeggen dat de politie het doel heeft gehaald?", "Nee."),
        ("Zou u willen nakijken of het doel van het po in 2024 boven dat van 2023 ligt?", "Ja."),
        ("Ik hoor in de wandelgangen dat de gemeenten de enigen zijn die hun doel halen. Klopt dat?", "Ja."),
        ("Ik meen dat het po in 2024 minder plekken had dan het jaar daarvoor. Klopt mijn herinnering?", "Nee."),
    ],
)
def test_a_claim_of_years_or_behind_a_lead_is_judged(assistant: Assistant, question: str, verdict: str) -> None:
    assert assistant.ask(question).text.startswith(verdict)


@pytest.mark.parametrize(
    "question",
    [
        "Klopt het dat de gemeenten altijd het doel halen?",
        "Klopt het dat de politie nog nooit haar doel haalde?",
        "Klopt het dat het Rijk al vijf jaar stijgt?",
        "Klopt het dat de gemeenten voor het derde jaar op rij dalen?",
        "Klopt het dat de gemeenten twee jaar geleden meer banen hadden?",
        "Klopt het dat de provincies volgend jaar het doel halen?",
    ],
)
def test_what_the_years_of_the_letter_do_not_settle_is_not_judged(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).status is Status.NOT_IN_SOURCE


@pytest.mark.parametrize(
    "question", ["Klopt het dat de umc's in 2023 cijfers misten?", "Wat vindt de NFU van de opgave?"]
)
def test_what_is_told_in_words_is_no_figure_of_the_table(assistant: Assistant, question: str) -> None:
    answer = assistant.ask(question)
    assert answer.value is None
    assert not answer.text.startswith(("Ja", "Nee"))


def test_a_figure_of_another_year_alone_is_not_said_to_be_absent(assistant: Assistant) -> None:
    told = assistant.ask("Klopt het dat het wo inclusief inkoop is gedaald?").text
    assert "niet voor elk jaar dat hiervoor nodig is" in told
    assert "niet voor 2023" in assistant.ask("Hoeveel fta realiseerde het wo inclusief inkoop in 2023?").text


def test_a_year_told_by_its_distance_is_not_answered_with_a_number_nobody_gave(assistant: Assistant) -> None:
    answer = assistant.ask("Heeft Defensie volgend jaar meer fta?")
    assert answer.text == "De brief geeft in de tabellen geen cijfers over dat jaar."
    supposed = (
        "Verliezen de gemeenten volgend jaar nog eens 269 banen en blijft het doel staan, hoeveel zitten ze erboven?"
    )
    assert "2025" not in assistant.ask(supposed).text


def test_all_are_listed_in_order(assistant: Assistant) -> None:
    lines = assistant.ask("Geef alle realisaties in 2024 van laag naar hoog.").text.splitlines()
    assert len(lines) == 14
    assert lines[1].startswith("- Onderzoeksinstellingen: 51,4 fta")


def test_a_way_that_was_the_other_is_told(assistant: Assistant) -> None:
    answer = assistant.ask("Naar hoeveel is de realisatie van de gemeenten gestegen?")
    assert answer.value == 6051
    assert any("omgekeerde" in note.text for note in answer.notes)


def test_a_growth_to_a_target_that_was_met_is_corrected(assistant: Assistant) -> None:
    answer = assistant.ask("Met hoeveel procent moeten de gemeenten groeien om het doel te halen?")
    assert NoteKind.PREMISE_CORRECTED in {note.kind for note in answer.notes}


@pytest.mark.parametrize(
    ("questions", "value"),
    [
        (("Hoeveel kwam de politie tekort in 2023?", "met hoeveel is dat gedaald?"), "102"),
        (("Hoeveel kwam Defensie tekort?", "hoeveel minder is dat dan in 2023?"), "9.9"),
        (("Haalden de politie en Defensie hun doel?", "wie zat er het verst vanaf?"), "303.6"),
        (("welk percentage had Defensie in 2023?", "en hoeveel procentpunt is er daarna bij gekomen?"), "4.3"),
        (("doel hbo 2023", "o wacht, 2024 moest het zijn"), "1668"),
        (("Wat realiseerden Defensie en politie samen?", "en hun doel?", "komt neer op welk percentage?"), "67.3"),
        (("Welke sector groeide het meest in banen?", "en op plek 2?"), "102"),
        (("Welke sector heeft het laagste percentage?", "wie staat daar direct boven?"), "22.9"),
        (("Op welke plek staat Defensie qua realisatie?", "wie staat daar direct onder?"), "586"),
    ],
)
def test_a_follow_up_of_a_shortfall_or_a_percentage(
    assistant: Assistant, questions: tuple[str, ...], value: str
) -> None:
    last = talk(assistant, *questions)[-1]
    assert last.value is not None
    assert abs(last.value) == Decimal(value)


@pytest.mark.parametrize(
    ("questions", "listed"),
    [
        (("Welke sectoren zitten boven de 50%?", "en boven de 1.000 fta?"), "1.000 fta"),
        (("Welke sectoren hadden meer dan 1000 fta?", "en boven de 50%?"), "50%"),
    ],
)
def test_another_bound_may_have_another_unit(assistant: Assistant, questions: tuple[str, ...], listed: str) -> None:
    assert listed in talk(assistant, *questions)[-1].text


@pytest.mark.parametrize(
    "questions",
    [
        ("hoeveel meer banen heeft het rijk dan defensie?", "en met welk gemiddelde?"),
        ("Hoeveel groeide de politie?", "welke sectoren groeiden minder dan dat?"),
        ("Wat is Mentorwijs?", "de tweede"),
    ],
)
def test_a_follow_up_that_asks_something_else_is_no_figure_of_before(
    assistant: Assistant, questions: tuple[str, ...]
) -> None:
    first, last = talk(assistant, *questions)
    assert last.status is not Status.ANSWERED or last.value != first.value or first.value is None


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel fta ontbreekt er bij de twee slechtst presterende sectoren?",
        "Hoeveel fta ontbreekt er bij de twee sectoren met het laagste realisatiepercentage?",
        "Hoeveel fta tekort heeft de hekkensluiter?",
        "Wat was het slechtste jaar qua tekort voor het vo?",
        "Is het tekort van het vo slechter dan dat van het po?",
    ],
)
def test_who_does_badly_is_not_who_lacks_least(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).value is None


def test_who_lacks_least_or_most_is_still_told(assistant: Assistant) -> None:
    assert "Provincies: 49,9 fta" in assistant.ask("Welke twee sectoren missen het minst?").text
    assert "Primair onderwijs: 4.486 fta" in assistant.ask("Wie heeft het grootste tekort?").text
    found = assistant.ask("Wat is het tekort van de sector met het laagste realisatiepercentage?")
    assert found.value == Decimal(3092)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hoeveel fta komt de sector met het laagste realisatiepercentage in 2024 tekort?", "3092"),
        ("Hoeveel komt de slechtst presterende sector tekort?", "3092"),
        ("Hoeveel fta realiseerde de slechtst presterende sector?", "750"),
        ("Hoeveel fta realiseerde de best presterende sector in 2023?", "6320"),
        ("Neem de sector met het kleinste doel in 2024. Hoeveel fta heeft die gerealiseerd?", "51.4"),
        ("pak de sector met het kleinste doel in 2024 – hoeveel fta heeft die gerealiseerd dat jaar?", "51.4"),
        ("Neem de sector met het laagste percentage: hoeveel is dat?", "20"),
        ("Wat is het doel van de sector met het laagste percentage inclusief SROI?", "5858"),
        ("Wat is het doel van de sector met de meeste banen via inkoop?", "3842"),
        ("Wat is het doel van de sector met het laagste realisatiepercentage inclusief inkoop in 2023?", "5845"),
        ("Hoeveel banen haalde de sector met het laagste percentage over het jaar 2023?", "506"),
        ("Hoeveel procent haalde de sector met het grootste doel op de gemeenten na?", "85"),
    ],
)
def test_who_is_found_first_is_asked_of(assistant: Assistant, question: str, value: str) -> None:
    assert assistant.ask(question).value == Decimal(value)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hoeveel fta verschil zit er tussen po en vo in 2024 zonder inkoop?", "622"),
        ("Defensie 2024 mét SROI, totaal in fta?", "826.3"),
        ("po + vo inkoop samen in 2024, hoeveel banen levert dat op?", "852"),
        ("Wat is bij Defensie het verschil met en zonder SROI in fta?", "230.9"),
        ("Hoeveel fta zit de politie eraf?", "224"),
        ("Hoeveel personen stonden er een kwartaal vóór Q4 2024 in het doelgroepregister?", "272737"),
        ("Hoeveel personen stonden er in Q4 2024 in het doelgroepregister?", "274804"),
    ],
)
def test_a_part_or_a_quarter_is_placed_by_the_words_beside_it(assistant: Assistant, question: str, value: str) -> None:
    assert assistant.ask(question).value == Decimal(value)


@pytest.mark.parametrize(
    "question",
    [
        "Wat is het doel van de sector met de laagste realisatie ten opzichte van het doel?",
        "Hoeveel personen stonden er een kwartaal voor Q1 in het doelgroepregister?",
        "Wat is het verschil tussen Defensie en het primair onderwijs met en zonder inkoop?",
    ],
)
def test_what_cannot_be_taken_apart_gets_no_figure(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).value is None
