"""With and without a part, parts of a target, gaps in order, counts behind a statement, and figures of the text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from tests.assistant.test_conversation import talk


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("Hoeveel fta had Defensie met en zonder SROI?", ("826,3", "595,4")),
        ("Hoeveel fta had Defensie, zonder en met SROI?", ("595,4", "826,3")),
        ("Wat is het percentage van Defensie met en zonder SROI?", ("91,9%", "66,2%")),
        ("Voortgezet onderwijs: eerst het percentage zonder inkoop, dan mét. Over 2024.", ("20%", "37%")),
        ("Wat was de realisatie van Defensie in 2023 exclusief en inclusief SROI?", ("508,5", "744,3")),
    ],
)
def test_both_figures_in_the_order_that_is_asked(assistant: Assistant, question: str, figures: tuple[str, str]) -> None:
    answer = assistant.ask(question)
    lines = answer.text.split("\n")
    assert answer.value is None
    assert [figure in line for figure, line in zip(figures, lines, strict=True)] == [True, True], answer.text
    # Each says which it is.
    assert ["inclusief" in line for line in lines].count(True) == 1


@pytest.mark.parametrize(
    ("question", "value"),
    [
        # of two names of a part, the one that the question asks
        ("Het hbo kwam met inkoop op 605 fta. Hoeveel daarvan was inkoop?", "126"),
        ("Het hbo kwam met inkoop op 605 fta. Hoeveel is dat zonder inkoop?", "479"),
        ("Het hbo kwam zonder inkoop op 479 fta. Hoeveel is dat met inkoop?", "605"),
        ("Hoeveel van de 605 fta van het hbo met inkoop is inkoop?", "126"),
        ("universiteiten incl inkoop via sroi – totaal fta 2024", "1207"),
        ("Hoeveel sectoren kwamen in 2024 boven de 50% uit? Gewoon de cijfers zonder SROI of inkoop", "6"),
        # a part of the target, by a percentage or a fraction
        ("Hoeveel is 60% van het doel van de waterschappen in 2024?", "361.7"),
        ("wat als het po precies de helft van zn doel voor 2024 had gehaald, hoeveel fta is dat", "2929"),
        ("Hoeveel extra fta hadden de hogescholen nodig gehad om op de helft van hun doel te belanden?", "355"),
        ("Hoeveel van de dertien sectoren kwamen in 2024 voorbij de helft van hun doel?", "6"),
        ("Wat is 60% van het doel van Defensie?", "539.4"),
        # so many per cent more or less
        ("REALISATIE DEFENSIE MIN 10%", "535.9"),
        ("Doel van Defensie - 66,2%?", "66.2"),
        ("realisatie defensie 2024 + 10% = ?", "654.9"),
        ("Hoeveel is het doel van de politie min 5%?", "677.4"),
        # the gap between target and realisation, of one and in order
        ("Welke sector heeft het grootste verschil tussen doel en realisatie?", "4486"),
        ("Bij wie is de kloof tussen doel en realisatie het kleinst?", "49.9"),
        ("gap doel minus realisatie defensie 2023", "313.5"),
        ("Wat is het gat tussen Defensie en de politie tot hun doel?", "79.6"),
        # a gap between two subjects is no shortfall
        ("gat tussen het po-doel en het vo-doel in 2024?", "2016"),
        ("kloof tussen de gemeenten en het Rijk in procentpunt?", "24.2"),
        ("Hoeveel fta zit er tussen de sector met de meeste en die met de minste banen in 2024?", "5999.6"),
        # how many there are of those that a statement speaks of
        ("Er zijn sectoren die meer dan 1000 fta onder hun doel zitten, hoeveel zijn dat er?", "6"),
        ("Er zijn sectoren die hun doel niet haalden. Hoeveel zijn dat er?", "12"),
        ("Het tekort van de slechtst presterende sector, hoeveel is dat?", "3092"),
        # what is asked of the one that was found
        ("Sector met de grootste daling: wat is daar het doel?", "5540"),
        ("Sector met het grootste tekort: wat is daar de realisatie?", "1372"),
        ("sector die de meeste banen kwijtraakte: wat was daar het percentage in 2024", "109.2"),
        ("Welke sector steeg het meest, en met welk percentage was dat?", "12.4"),
        ("Zoek de sector met de laagste score in procenten over 2024 en geef zijn doel voor dat jaar.", "3842"),
        ("Hoe doet het primair onderwijs het procentueel in 2024?", "23"),
        ("Gooi gemeenten, provincies en waterschappen op één hoop: hoeveel banen?", "6802.2"),
    ],
)
def test_the_figure_that_is_asked(assistant: Assistant, question: str, value: str) -> None:
    answer = assistant.ask(question)
    assert answer.value == Decimal(value), answer.text


@pytest.mark.parametrize(
    ("question", "value"),
    [
        # a thing that no table counts, in other words than the letter's
        ("Met welk quotumpercentage is het gemeentelijke doel voor 2024 herberekend?", "2.76"),
        ("Over hoeveel mbo-scholen ontbreken de gegevens?", "14"),
        ("Van welk aantal mbo-scholen weten we helemaal niks?", "14"),
        ("Van hoeveel mbo-scholen zijn wel gegevens bekend?", "37"),
        ("met hoeveel contractpartners maken de waterschappen extra banen via sroi", "15"),
        ("Om hoeveel fte personeel gaat het bij de gemeenten in totaal?", "200750"),
        # of a figure that the question names itself, whole or part
        ("Welk deel van de 125.000 extra banen uit het sociaal akkoord moet de overheid leveren (in %)?", "20"),
        ("De overheid neemt 25.000 van de banen uit het akkoord: welk aandeel van het geheel is dat?", "20"),
        ("Van de 125.000 banen uit het akkoord blijft er na aftrek van de overheid hoeveel over?", "100000"),
        # what "dit" stands for was told before
        ("Hoeveel banen moet dat digitaliseren van de rijksarchieven gaan opleveren?", "266"),
        # some of them, and all
        ("hoeveel van de deelnemende departementen konden niemand meer leveren voor de Netwerkorganisatie?", "4"),
        ("om hoeveel nieuwe medewerkers ging het bij de Erasmus Universiteit in 2024 in totaal?", "13"),
        ("Hoeveel van de nieuwe medewerkers bij de Erasmus Universiteit zijn statushouder?", "7"),
        ("Welk percentage van de nieuwkomers bij de Erasmus Universiteit in 2024 is statushouder?", "53.8"),
        ("De Erasmus Universiteit nam statushouders aan. Hoeveel, en op hoeveel nieuwe mensen in totaal?", "7"),
        # by its initials, by another word, and as a percentage of growth
        ("Met hoeveel partners zat de TU Delft om tafel?", "60"),
        ("Hoeveel mensen stonden er eind 2024 ingeschreven in het doelgroepregister?", "274804"),
        ("Graag de procentuele groei van Binnenwerk over 2024, op één decimaal.", "24.7"),
        # how long is asked of what may last so long
        ("Hoe lang mag een tijdelijke aanstelling bij de politie duren?", "3"),
    ],
)
def test_a_figure_of_the_text_by_what_it_counts(assistant: Assistant, question: str, value: str) -> None:
    answer = assistant.ask(question)
    assert answer.value == Decimal(value), answer.text


@pytest.mark.parametrize(
    "question",
    [
        # the sentence that is nearest counts the others
        "Netwerkorganisatie Social Return: hoeveel ministeries hadden in 2024 nog wél mensen over?",
        "hoeveel van de deelnemende departementen haakten af bij de netwerkorganisatie social return",
        # an article, and a percentage, count nothing
        "Uit hoeveel academische ziekenhuizen bestaat de sector umc volgens de brief?",
        "Hoeveel schoolorganisaties in het po hebben werknemers uit de banenafspraak, in absolute aantallen?",
        "Hoeveel accounthouders heeft Defensie?",
        "Hoeveel leerlingen telt het mbo?",
        "Hoeveel doorverwijzingen zijn er in totaal?",
        "Hoeveel umc's registreren SROI?",
        "Hoe lang gaat de jobcoachpilot in Tilburg nog duren?",
        "hoeveel van de deelnemende ministeries hadden in 2024 nog wél mensen over om mee te doen?",
        "Hoeveel banen levert Mentorwijs op?",
        "Met hoeveel contractpartners werkten de waterschappen in 2023?",
        # of another organisation, of a quarter, of those who are new, and of what is only hoped for
        "Hoeveel partners heeft de Erasmus Universiteit?",
        "Hoeveel jobcoaches heeft de VU?",
        "Met hoeveel groeide het aantal werkenden in 2024?",
        "Hoeveel medewerkers heeft de Erasmus Universiteit?",
        "Hoeveel nieuwe medewerkers nam de politie aan?",
        "Hoeveel medewerkers van Erasmus vielen uit?",
        "Hoeveel van de nieuwe medewerkers van de Erasmus Universiteit zijn vrouw?",
        "Wat is het gemiddelde percentage van alle hogescholen?",
        # more is reckoned, or another part is asked
        "Hoeveel fta is het doel van Defensie min de realisatie plus 10%?",
        "Hoeveel fta is de helft van het tekort van Defensie?",
        "Hoeveel is 10% meer dan het doel van de gemeenten?",
        "de helft van de realisatie van de gemeenten?",
        # of two measures, and of a sector
        "Hoeveel zit er tussen de sector met de meeste banen en die met het laagste percentage?",
        "Hoe groot is het gat tussen doel en realisatie van de grootste sector?",
    ],
)
def test_no_figure_of_other_things(assistant: Assistant, question: str) -> None:
    assert assistant.ask(question).value is None


@pytest.mark.parametrize(
    ("turns", "value"),
    [
        (("Welke drie sectoren staan bovenaan met hun percentage?",
          "hoe ver loopt de koploper uit op nummer twee, in procentpunt"), "19.8"),
        (("Hoeveel fta realiseerden de hogescholen?", "universiteiten?", "gooi die twee op één hoop"), "1503"),
        (("Wat kwam er bij Defensie via social return binnen?", "tel dat op bij de banen die ze zelf hebben",
          "op welk percentage komen ze zo uit?"), "91.9"),
        (("Hoeveel banen had Defensie?", "de politie erbij?"), "1084.4"),
        (("In hoeveel sectoren zakte het aantal banen?", "bij wie was de klap het hardst", "en daar direct achter?"),
         "90"),
        (("Welke drie sectoren staan bovenaan met hun percentage?",
          "verschil tussen de eerste en de laatste?"), "24.2"),
        # those that were listed, and not their figures
        (("Welke sectoren haalden hun doel?", "en in 2023?", "hoeveel zijn dat er samen?"), "1"),
        (("Welke sectoren daalden?", "hoeveel zijn dat er samen?"), "4"),
        # of the two of that year, whatever came between
        (("Hoeveel banen via inkoop had het vo in 2024?", "en in 2023?", "en het po in 2024?", "en samen?"), "852"),
    ],
)  # fmt: skip
def test_a_conversation_goes_on_in_other_words(assistant: Assistant, turns: tuple[str, ...], value: str) -> None:
    answer = talk(assistant, *turns)[-1]
    assert answer.value == Decimal(value), answer.text


@pytest.mark.parametrize(
    "turns",
    [
        ("Wie is hekkensluiter?", "en één plek hoger?", "komt die tweede meer fta tekort dan de hekkensluiter?"),
        ("Hoeveel is 60% van het doel van de politie?", "haalde de politie dat?"),
        ("Hoeveel banen had het Rijk?", "hoe breed is de kloof met Defensie?"),
        ("Hoeveel banen had Defensie?", "En waar staat de afkorting fta eigenlijk voor?"),
    ],
)
def test_what_is_worked_out_nowhere_is_refused(assistant: Assistant, turns: tuple[str, ...]) -> None:
    assert talk(assistant, *turns)[-1].status is not Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is het doel van de politie in 2024 gelijk aan dat in 2023?", "Ja"),
        ("Is het doel van het hbo in 2024 gelijk aan dat in 2023?", "Nee"),
        ("Was de politie in 2023 al over de helft?", "Ja"),
        ("hbo over de helft, ja of nee", "Nee"),
        # what is added up are jobs
        ("Komen het mbo en de waterschappen samen boven het primair onderwijs uit?", "Nee"),
        ("Zitten de gemeenten, ondanks de daling, nog meer dan 500 fta boven hun doel?", "Ja"),
        ("klopt het dat meer dan de helft van de mensen in het doelgroepregister een baan heeft?", "Ja"),
        ("Is het waar dat meer dan de helft van de sectoren een lager doel kregen dan in 2023?", "Nee"),
        ("Zijn de meeste participatiebanen in het hbo vaste aanstellingen?", "Ja"),
        ("Zijn de meeste banen bij de waterschappen tijdelijk?", "Nee"),
    ],
)
def test_the_verdict_of_what_is_claimed(assistant: Assistant, question: str, verdict: str) -> None:
    answer = assistant.ask(question)
    assert answer.text.startswith(f"{verdict}."), answer.text


@pytest.mark.parametrize(
    ("turns", "verdict"),
    [
        (("Hoeveel banen had Defensie?", "zitten ze dichter bij hun doel dan de politie?"), "Nee"),
        (("Hoeveel banen hadden de gemeenten?", "zitten ze dichter bij hun doel dan de politie?"), "Ja"),
        (("Hoeveel banen had het hbo?", "zitten ze verder onder het doel dan de politie?"), "Ja"),
    ],
)
def test_distances_to_the_target_are_compared_whatever_came_before(
    assistant: Assistant, turns: tuple[str, ...], verdict: str
) -> None:
    assert talk(assistant, *turns)[-1].text.startswith(f"{verdict}.")


@pytest.mark.parametrize(
    "question",
    [
        "Heeft de politie haar doel gehaald of is ze alleen gestegen?",
        "Zijn er departementen die hun doel hebben gehaald?",
        "Gingen de gemeenten het Rijk voorbij?",
        "Daalden minstens vier onderwijssectoren in 2024?",
        "max 3 jaar tijdelijke aanstelling bij de politie?",
    ],
)
def test_no_verdict_on_something_else(assistant: Assistant, question: str) -> None:
    assert not assistant.ask(question).text.startswith(("Ja.", "Nee."))


def test_a_fall_of_one_part_is_no_reason_for_the_rise_of_another(assistant: Assistant) -> None:
    rose = assistant.ask("Waarom is inkoop in het voortgezet onderwijs zo hard gegroeid?")
    assert rose.status is Status.NOT_IN_SOURCE
    assert "Deze daling in 2024" not in rose.text
    assert "Deze daling in 2024" in assistant.ask("Waarom is het voortgezet onderwijs gedaald?").text
