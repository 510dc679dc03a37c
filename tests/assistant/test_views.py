"""Figures of tables whose rows and measures no lexicon knows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.answer import Status
from assistant.engine import Assistant
from tests.conftest import Over

LETTER = """\
32 847 Integrale visie op de woningmarkt

Nr. 1301 Brief van de minister van Volkshuisvesting en Ruimtelijke Ordening

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal
Den Haag, 12 mei 2026

Onderwerp: Voortgang woningbouw 2025

Met deze brief informeer ik uw Kamer over de voortgang van de woningbouw in 2025. In de
woondeals is afgesproken dat de provincies samen 100.000 woningen per jaar opleveren.

Woningbouw per provincie

Tabel 1 Woningbouw in 2025 (aantal woningen)
Provincie Doelstelling Vergund Opgeleverd
Groningen 3.100 2.840 2.610
Utrecht 9.800 7.450 8.120
Noord-Holland 17.500 14.900 15.020
Zuid-Holland 21.300 n.b. 18.450
Limburg 4.200 4.350 4.310
Totaal 55.900 29.540 48.510

In Limburg werden meer woningen opgeleverd dan afgesproken, doordat gemeenten daar sneller
vergunnen. De vergunningen in Zuid-Holland zijn nog niet geteld.

Doorlooptijd

Tabel 2 Gemiddelde doorlooptijd van een vergunning (weken)
2024 2025
Groningen 31 28
Utrecht 44 41
Limburg 26 22

Aandeel sociale huur

Tabel 3 Aandeel sociale huur van de opgeleverde woningen per provincie
2024 2025
Groningen 28% 31%
Utrecht 24% 27%
Noord-Holland 25% 24%
Limburg 33% 35%

De minister van Volkshuisvesting en Ruimtelijke Ordening,

A. Vermeer
"""


@pytest.fixture(scope="module")
def homes(over: Over) -> Assistant:
    """An assistant over a letter about homes."""
    return over({"wonen": LETTER})


@pytest.mark.parametrize(
    ("question", "value", "unit"),
    [
        ("Hoeveel woningen werden in Utrecht opgeleverd?", "8120", "woningen"),
        ("opgeleverd limburg 2025", "4310", "woningen"),
        ("Hoeveel vergunningen in Noord-Holland?", "14900", "woningen"),
        ("Hoeveel woningen leverden Groningen en Limburg samen op?", "6920", "woningen"),
        ("hoeveel woningen zijn er in totaal opgeleverd", "48510", "woningen"),
        ("Welke provincie leverde de meeste woningen op?", "18450", "woningen"),
        ("Hoeveel woningen kwam Utrecht tekort bij de oplevering?", "1680", "woningen"),
        ("doorlooptijd utrecht 2024", "44", "weken"),
        ("gemiddelde doorlooptijd Limburg 2025?", "22", "weken"),
        ("Met hoeveel weken daalde de doorlooptijd in Groningen?", "3", "weken"),
        ("Welke provincie heeft de langste doorlooptijd?", "41", "weken"),
        ("aandeel sociale huur in Noord-Holland 2025", "24", "%"),
    ],
)
def test_figures_of_rows_are_found_and_worked_out(homes: Assistant, question: str, value: str, unit: str) -> None:
    answer = homes.ask(question)
    assert answer.status is Status.ANSWERED
    assert (answer.value, answer.unit) == (Decimal(value), unit)
    assert answer.citations


def test_a_claim_about_a_row_is_judged(homes: Assistant) -> None:
    assert homes.ask("Steeg het aandeel sociale huur in Noord-Holland?").text.startswith("Nee.")


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel woningen zijn er vergund in Zuid-Holland?",  # "n.b."
        "Hoeveel woningen zijn er opgeleverd in Friesland?",
        "Hoeveel woningen zijn er gesloopt in Utrecht?",
        "Hoeveel woningen werden in Utrecht opgeleverd in 2019?",
        "Wat is de doorlooptijd van Groningen en Utrecht samen?",  # a mean does not add up
    ],
)
def test_what_the_tables_do_not_give_is_no_figure(homes: Assistant, question: str) -> None:
    assert homes.ask(question).value is None


def test_several_measures_are_asked_back_with_whole_questions(homes: Assistant) -> None:
    answer = homes.ask("Hoe groot is het tekort van Utrecht?")
    assert answer.status is Status.AMBIGUOUS
    assert len(answer.suggestions) == 2
    assert all("Utrecht" in suggestion for suggestion in answer.suggestions)


def test_the_total_that_the_letter_gives_is_quoted_and_not_added_up(homes: Assistant) -> None:
    answer = homes.ask("hoeveel woningen zijn er in totaal opgeleverd")
    assert [citation.quote for citation in answer.citations] == ["Totaal 55.900 29.540 48.510"]


def test_the_figures_of_other_measures_do_not_make_their_rows_sectors(homes: Assistant) -> None:
    assert not homes.facts.subjects
    assert {view.unit for view in homes.views.views} == {"woningen", "weken", "%"}


CARE = """\
31 765 Kwaliteit van zorg

Nr. 902 Brief van de minister van Volksgezondheid, Welzijn en Sport

Aan de Voorzitter van de Tweede Kamer der Staten-Generaal
Den Haag, 14 april 2026

Onderwerp: Stand van de ambulancezorg 2025

Met deze brief informeer ik uw Kamer over de ambulancezorg in 2025.

1. Ambulancezorg

Tabel 1 Aantal spoedritten per regio (x 1.000)
Regio 2024 2025
Groningen 42,8 43,5
Drenthe 30,1 31,8
Brabant-Zuidoost 55,1 57,6
Totaal 128,0 132,9

Tabel 2 Ritten en aanrijtijd in 2025
Regio | Tijdige ritten | Gemiddelde aanrijtijd
Groningen | 92,1% | 9,8 minuten
Drenthe | 91,0% | 10,1 minuten
Brabant-Zuidoost | 96,2% | 8,4 minuten

Tabel 3 Opgeleide verpleegkundigen (aantal)
2024 2025
Universiteiten 40 44
Hogescholen 90 98
waarvan deeltijd 20 25

De minister van Volksgezondheid, Welzijn en Sport,

P. de Groot
"""


@pytest.fixture(scope="module")
def care(over: Over) -> Assistant:
    """An assistant over a letter whose figures are in thousands, in bars, and nested."""
    return over({"zorg": CARE})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hoeveel spoedritten waren er in Drenthe in 2025?", "31.8"),
        ("Hoeveel spoedritten waren er in 2025?", "132.9"),
        ("Hoeveel sneller is Brabant-Zuidoost dan Drenthe?", "1.7"),
        ("Hoe hoog is de aanrijtijd in Groningen?", "9.8"),
    ],
)
def test_scales_bars_and_dimensions_are_understood(care: Assistant, question: str, value: str) -> None:
    assert care.ask(question).value == Decimal(value)


@pytest.mark.parametrize(
    ("question", "opens"),
    [
        ("Klopt het dat Drenthe 31.800 spoedritten had in 2025?", "Ja."),
        ("Klopt het dat Drenthe 32.800 spoedritten had in 2025?", "Nee."),
        ("Welke regio’s hadden meer dan 40.000 spoedritten in 2025?", "2 van de 3"),
        ("Welke regio’s hadden meer dan 50 duizend spoedritten in 2025?", "1 van de 3"),
    ],
)
def test_a_limit_is_held_against_figures_in_their_scale(care: Assistant, question: str, opens: str) -> None:
    assert care.ask(question).text.startswith(opens)


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel ambulances zijn er in Groningen?",  # a word of the heading, not what is counted
        "Welke regio’s hadden meer dan 40 spoedritten in 2025?",  # 40 is not 40 duizend
        "Hoeveel duurder is Groningen dan Drenthe?",
        "Hoeveel verpleegkundigen zijn er in totaal opgeleid in 2025?",  # "waarvan" is counted already
    ],
)
def test_what_the_figures_do_not_measure_is_no_figure(care: Assistant, question: str) -> None:
    answer = care.ask(question)
    assert answer.value is None
    assert not answer.text.startswith(("Ja", "Nee", "1 ", "2 ", "3 ", "Geen van"))


def test_a_total_of_the_letter_is_not_called_a_sum_of_our_own(care: Assistant) -> None:
    answer = care.ask("Hoeveel spoedritten in totaal in 2024?")
    assert answer.value == Decimal("128.0")
    assert not any("optelling" in note.text for note in answer.notes)


def test_a_shortfall_is_offered_only_where_there_is_a_target(care: Assistant) -> None:
    assert not any("tekort" in s for s in care.ask("spoedritten Drenthe 2025").suggestions)


# --- several tables, several letters ------------------------------------------------------------------

HEAD = """\
35 420 Economische ontwikkeling

Nr. 77 Brief van de minister van Economische Zaken

Den Haag, {day}

Onderwerp: Stand van de regelingen

Met deze brief informeer ik uw Kamer over de regelingen.

"""
SCHEMES = """\
Regeling zonnepanelen

Tabel 1 Toegekende aanvragen per provincie
2024 2025
Utrecht 120 140
Zeeland 60 45
Drenthe 30 35
Totaal 210 220

Regeling warmtepompen

Tabel 2 Toegekende aanvragen per provincie
2024 2025
Utrecht 70 80
Zeeland 20 25
Limburg 50 57

Uitbetaald bedrag

Tabel 3 Uitbetaalde subsidie per gemeente (x € 1.000)
2024 2025
Almere 320 410
Breda 150 160
Ede 75 70

Tabel 4 Uitbetaalde subsidie per bedrijfstak (x € 1.000)
2024 2025
Landbouw 300 330
Industrie 245 310
Totaal 545 640

Bezwaren

Tabel 5 Bezwaren
2024 2025
Totaal ontvangen 100 140
Totaal gegrond 60 70
Afgewezen 50 90

Tabel 6 Gemiddelde wachttijd per loket (weken)
2024 2025
Noord 12 14
Zuid 8 7
Oost 20 22
Gemiddeld 13 15

Tabel 7 Medewerkers per loket
2024 2025
Noord 410 450
waarvan deeltijd 40 50
Zuid 300 280
waarvan deeltijd 30 20
Oost 290 350

Tabel 8 Deelnemers per regio
2024 2025
Randstad 210 250
Kust 300 280
Veluwe 290 350
Nederland 800 880
"""


@pytest.fixture(scope="module")
def schemes(over: Over) -> Assistant:
    """An assistant over a letter with tables that measure the same of other rows."""
    letter = HEAD.format(day="2 maart 2026") + SCHEMES
    return over({"regelingen": letter})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hoeveel aanvragen voor zonnepanelen zijn er toegekend in Utrecht in 2025?", "140"),
        ("Hoeveel aanvragen voor warmtepompen zijn er toegekend in Utrecht in 2025?", "80"),
        ("Hoeveel aanvragen zijn er toegekend in Limburg in 2025?", "57"),
        ("Hoeveel aanvragen voor warmtepompen zijn er in totaal toegekend in 2025?", "162"),
        ("Welke gemeente kreeg de meeste subsidie in 2025?", "410"),
        ("Welke bedrijfstak kreeg de meeste subsidie in 2025?", "330"),
        ("Wat is de gemiddelde subsidie per bedrijfstak in 2025?", "320"),
        ("Hoeveel subsidie kregen landbouw en industrie samen in 2025?", "640"),
        ("Hoeveel aanvragen voor zonnepanelen zijn er toegekend in Utrecht, Zeeland en Drenthe samen in 2025?", "220"),
        ("Hoeveel subsidie is er aan gemeenten in totaal uitbetaald in 2025?", "640"),
        ("Hoeveel bezwaren zijn er ontvangen in 2025?", "140"),
        ("Hoeveel bezwaren waren er gegrond in 2025?", "70"),
        ("Hoeveel bezwaren zijn er afgewezen in 2025?", "90"),
        ("Wat is de gemiddelde wachttijd in 2025?", "15"),
        ("Hoe lang is de wachttijd in Oost in 2024?", "20"),
        ("Hoeveel medewerkers had Noord in 2025?", "450"),
        ("Hoeveel deelnemers waren er in Nederland in 2025?", "880"),
        ("Hoeveel deelnemers waren er in totaal in 2025?", "880"),
        ("Welke regio had de meeste deelnemers in 2025?", "350"),
    ],
)
def test_a_figure_is_of_the_one_table_that_is_meant(schemes: Assistant, question: str, value: str) -> None:
    assert schemes.ask(question).value == Decimal(value)


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel aanvragen zijn er toegekend in Utrecht in 2025?",
        "Hoeveel aanvragen zijn er in totaal toegekend in 2025?",
        "Wat is de gemiddelde subsidie in 2025?",
    ],
)
def test_which_of_two_tables_is_meant_is_asked_and_the_answer_to_that_is_read(
    schemes: Assistant, question: str
) -> None:
    answer = schemes.ask(question)
    assert answer.status is Status.AMBIGUOUS
    assert len(set(answer.suggestions)) == 2
    values = {schemes.ask(suggestion).value for suggestion in answer.suggestions}
    assert len(values) == 2
    assert None not in values


@pytest.mark.parametrize(
    "question",
    [
        "Hoeveel subsidie kregen Almere en Landbouw samen in 2025?",  # rows of two tables
        "Welke provincie kreeg de meeste subsidie in 2025?",  # by municipality and trade only
        "Hoeveel bezwaren zijn er in totaal in 2025?",  # received, granted or both?
        "Hoeveel bezwaren zijn er ingetrokken in 2025?",
        "Hoeveel aanvragen zijn er ingediend in Limburg in 2025?",
        "Hoeveel aanvragen zijn er behandeld in Limburg in 2025?",
        "Hoeveel mensen kregen subsidie in Almere in 2025?",
        "Hoeveel deeltijders zijn er in 2025?",  # two rows are called so
        "Hoeveel medewerkers werken deeltijd in 2025?",
        "Wat is de wachttijd van Noord en Zuid samen in 2025?",
        "Hoeveel deelnemers waren er in Rand in 2025?",  # no name cut short
    ],
)
def test_what_no_table_gives_as_asked_is_no_figure(schemes: Assistant, question: str) -> None:
    assert schemes.ask(question).value is None


def test_rows_bear_the_names_of_the_table(schemes: Assistant) -> None:
    assert schemes.ask("Hoeveel bezwaren zijn er afgewezen in 2025?").text.startswith("Bezwaren, Afgewezen, 2025: 90.")
    mean = schemes.ask("Hoeveel deelnemers waren er gemiddeld per regio in 2025?")
    assert "over 3 regio’s" in mean.text


@pytest.fixture(scope="module")
def years(over: Over) -> Assistant:
    """An assistant over two letters with one table, of which a row was replaced and figures were revised."""
    table = "Wonen\n\nTabel 1 Opgeleverde woningen per provincie\n{}\nUtrecht {}\nZeeland {}\n{}\nTotaal {}\n"
    letters = {
        "b-eerder": HEAD.format(day="12 mei 2025")
        + table.format("2023 2024", "800 810", "200 210", "Drenthe 150 145", "1.150 1.165"),
        "a-later": HEAD.format(day="12 mei 2026")
        + table.format("2024 2025", "812 830", "211 205", "Gelderland 400 410", "1.423 1.445"),
    }
    return over(letters)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hoeveel woningen zijn er in Utrecht opgeleverd in 2023?", "800"),
        ("Hoeveel woningen zijn er in Utrecht opgeleverd in 2024?", "812"),  # the newer letter counts
        ("Met hoeveel steeg het aantal opgeleverde woningen in Utrecht van 2023 tot 2025?", "30"),
        ("Hoeveel woningen zijn er in Drenthe opgeleverd in 2024?", "145"),
        ("Hoeveel woningen zijn er in totaal opgeleverd in 2023?", "1150"),
        ("Hoeveel woningen zijn er in totaal opgeleverd in 2024?", "1423"),
        ("Welke provincie leverde de meeste woningen op in 2023?", "800"),
        ("Hoeveel woningen zijn er gemiddeld per provincie opgeleverd in 2023?", "383.3"),
        ("Hoeveel woningen leverden Utrecht en Drenthe samen op in 2024?", None),  # of two letters
        ("Hoeveel woningen zijn er in Drenthe opgeleverd in 2025?", None),
    ],
)
def test_a_table_of_two_letters_is_one_series(years: Assistant, question: str, value: str | None) -> None:
    assert years.ask(question).value == (None if value is None else Decimal(value))


def test_what_letters_differ_in_is_told_in_the_words_of_the_table(years: Assistant) -> None:
    answer = years.ask("Hoeveel woningen zijn er in Utrecht opgeleverd in 2024?")
    told = [note.text for note in answer.notes if note.text.startswith("Twee brieven verschillen")]
    assert len(told) == 1
    assert "a-later geeft 812, b-eerder geeft 810 (Utrecht, Opgeleverde woningen, 2024)" in told[0]


EXAMS = """\
Examens

Tabel 1 Geslaagde en gezakte leerlingen in 2025
Onderwijssoort Geslaagd Gezakt
Mavo 92.000 5.400
Lyceum 48.000 6.900

Tabel 2 Gemiddeld eindcijfer
2024 2025
Mavo 6,4 6,5
Lyceum 6,3 6,2
Totaal 6,3 6,4

Tabel 3 Tekort aan leraren per regio (fte)
2024 2025
Kust 3.100 2.900
Heuvels 700 720

Tabel 4 Leerkrachten
2024 2025
Invallers 310 290

Tabel 5 Meldingen bij de inspectie
2024 2025
Ontvangen 880 910
Onderzocht 640 655

Tabel 6 Percentage tevreden ouders per regio
2024 2025
Kust 71% 74%
Heuvels 66% 69%
"""


@pytest.fixture(scope="module")
def exams(over: Over) -> Assistant:
    """An assistant over tables whose names are words that ask something elsewhere."""
    return over({"examens": HEAD.format(day="9 mei 2026") + EXAMS})


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Hoeveel leerlingen zijn er geslaagd op het lyceum in 2025?", "48000"),
        ("Hoeveel leerlingen zijn er gezakt op het lyceum in 2025?", "6900"),
        ("Wat was het gemiddelde eindcijfer op de mavo in 2025?", "6.5"),
        ("Wat was het gemiddelde eindcijfer in 2025?", "6.4"),
        ("Hoe groot is het tekort aan leraren aan de Kust in 2025?", "2900"),
        ("Hoeveel invallers waren er onder de leerkrachten in 2025?", None),  # "onder" is no word of the table
        ("Hoeveel leerlingen deden examen op het lyceum in 2025?", None),
        ("Hoeveel leraren zijn er aan de Kust in 2025?", None),
        ("Hoeveel leraren zijn er ontslagen aan de Kust in 2025?", None),
        ("Wat is het eindcijfer van mavo en lyceum samen in 2025?", None),
        ("Hoeveel leerkrachten waren er in totaal in 2025?", None),  # one row is not the whole
        ("Hoeveel leerkrachten waren er in 2025?", None),
        ("Hoeveel meldingen zijn er onderzocht in 2025?", "655"),
        ("Hoeveel meldingen waren er in totaal in 2025?", None),  # what is looked into was received before
        ("Hoeveel procent van de ouders aan de Kust was tevreden in 2025?", "74"),
        ("Hoeveel ouders aan de Kust waren tevreden in 2025?", None),
    ],
)
def test_words_that_ask_elsewhere_are_content_here(exams: Assistant, question: str, value: str | None) -> None:
    assert exams.ask(question).value == (None if value is None else Decimal(value))


def test_only_tables_that_can_be_meant_are_read(schemes: Assistant) -> None:
    candidates = schemes.views.candidates("Hoeveel bezwaren zijn er gegrond?")
    assert [view.label for view in candidates] == ["Bezwaren"]
    assert schemes.views.candidates("Hoeveel fietsen staan er?") == []
