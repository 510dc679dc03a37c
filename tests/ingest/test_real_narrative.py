"""Every figure in the running text of the real letter, as a person reads it, and the account of its numbers."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from corpus.documents import Document
from corpus.facts import Fact, FactKind
from ingest.accounting import Accounted, account
from ingest.pipeline import Reading

#: Page, subject, measure, period, value and unit, and what limits it; read from the letter.
FIGURES = """
1 | voortgang-banenafspraak-overheid-2024 | brief | 2024 | 1 brief
1 | voortgang-banenafspraak-overheid-2024 | doel | 2013 | 125000 banen | change plan
1 | overheid | doel | 2013 | 25000 banen | plan
1 | rijk | realisatiepercentage | 2023 | 80 %
1 | rijk | realisatiepercentage | 2024 | 85 %
1 | politie | realisatiepercentage | 2023 | 54 %
1 | politie | realisatiepercentage | 2024 | 68 %
2 | doelgroepregister | personen | 2024Q4 | 274804 personen
2 | doelgroepregister | personen | 2024Q4 | 2067 personen | change
2 | doelgroep | werkzame personen | 2024Q4 | 142421 personen
2 | doelgroep | aandeel werkzame personen | 2024Q4 | 51.8 %
2 | doelgroep | werkzame personen | 2024Q4 | 454 personen | change
3 | rijk | realisatie | 2024 | 561 fta | change
3 | rijk | realisatiepercentage | 2024 | 85 %
3 | rijk | realisatiepercentage | 2023 | 80 %
3 | defensie | realisatie | 2023 | 235.8 fta | inkoop
3 | defensie | realisatie | 2024 | 230.9 fta | inkoop
3 | defensie | realisatiepercentage | 2024 | 91.9 % | incl-inkoop
4 | gemeenten | realisatie | 2024 | 6051 fta
4 | gemeenten | doel | 2024 | 5540 fta
4 | gemeenten | duur | 2024 | 2 jaar
4 | gemeenten | realisatie | 2024 | 269 fta | change
4 | gemeenten | doel | 2015 | 5250 fta | circa
4 | gemeenten | duur | 2024 | 10 jaar | circa
4 | gemeenten | quotumpercentage | 2024 | 2.76 %
4 | gemeenten | medewerkers | 2024 | 200750 fte
4 | gemeenten | doel | 2024 | 5540 fta | circa
5 | provincies | sporen | 2024 | 5 sporen
6 | waterschappen | realisatie | 2024 | 330.5 fta
6 | waterschappen | aandeel | 2024 | 52.9 % | vast
6 | waterschappen | aandeel | 2024 | 22.8 % | tijdelijk
6 | waterschappen | aandeel | 2024 | 24.3 % | inhuur
6 | waterschappen | contractpartners | 2024 | 15 contractpartners | inkoop
7 | politie | realisatie | 2024 | 489 fta
7 | politie | realisatie | 2024 | 249 fta | vast
7 | politie | realisatie | 2024 | 179 fta | tijdelijk
7 | politie | realisatie | 2024 | 61 fta | inhuur
7 | politie | realisatie | 2024 | 102 fta | change
7 | blauwe-baan | accounthouders | 2024 | 10 accounthouders
7 | politie | duur | 2024 | 3 jaar | tijdelijk max
7 | politie | duur | 2024 | 3 jaar
7 | politie | medewerkers | 2025 | 50 medewerkers | plan min
7 | politie | medewerkers |  | 50 medewerkers | change plan min per jaar
8 | umc | realisatie | 2024 | 586 fta
8 | umc | realisatie | 2024 | 16 % | change
8 | umc | umc | 2023 | 1 umc
8 | umc | detacheringen | 2024 | 54 detacheringen
8 | umc | umc | 2024 | 1 umc | inkoop
8 | umc | realisatie | 2024 | 27 fta | inkoop deel
8 | umc | umc | 2024 | 1 umc | inkoop deel
8 | umc | realisatie | 2024 | 25 fta | inkoop circa deel
8 | umc | doel | 2024 | 10 fta | change circa deel per jaar
9 | emma-at-work | leeftijd | 2024 | 15 jaar | min
9 | emma-at-work | leeftijd | 2024 | 39 jaar | max
9 | umc | doorverwijzingen | 2024 | 20 doorverwijzingen | plan min per umc per jaar
9 | po | realisatie | 2024 | 1372 fta
9 | po | realisatiepercentage | 2024 | 23 %
9 | po | realisatie | 2023 | 130 fta | inkoop
9 | po | realisatie | 2024 | 184 fta | inkoop
9 | po | realisatiepercentage | 2024 | 27 % | incl-inkoop
9 | po | realisatiepercentage | 2023 | 24 % | incl-inkoop
9 | po | aandeel schoolorganisaties | 2023 | 46 %
9 | po | aandeel schoolorganisaties | 2024 | 51 %
9 | po | aandeel schoolorganisaties | 2023 | 33 %
9 | po | aandeel schoolorganisaties | 2024 | 42 %
10 | vo | realisatie | 2024 | 750 fta
10 | vo | realisatiepercentage | 2024 | 20 %
10 | vo | realisatie | 2023 | 273 fta | inkoop
10 | vo | realisatie | 2024 | 668 fta | inkoop
10 | vo | realisatiepercentage | 2024 | 37 % | incl-inkoop
10 | vo | realisatiepercentage | 2023 | 29 % | incl-inkoop
10 | vo | aandeel schoolorganisaties | 2023 | 66 %
10 | vo | aandeel schoolorganisaties | 2024 | 67 %
10 | vo | aandeel besturen | 2023 | 54 %
10 | vo | aandeel besturen | 2024 | 62 %
11 | mbo | realisatie | 2024 | 706 fta | circa
11 | mbo | realisatiepercentage | 2023 | 37 %
11 | mbo | mbo-scholen | 2024 | 51 mbo-scholen
11 | mbo | scholen | 2024 | 44 scholen
11 | mbo | mbo-scholen | 2024 | 14 mbo-scholen
12 | hbo | realisatie | 2024 | 605 fta | incl-inkoop
12 | hbo | realisatiepercentage | 2024 | 36 % | incl-inkoop
12 | hbo | realisatiepercentage | 2024 | 50.6 % | deel
12 | hbo | aandeel | 2024 | 67.3 % | vast
12 | hbo | aandeel | 2024 | 14.7 % | tijdelijk
12 | hbo | aandeel | 2024 | 17.9 % | inhuur
13 | wo | realisatie | 2024 | 1207 fta | incl-inkoop
13 | wo | realisatiepercentage | 2024 | 44 % | incl-inkoop
13 | wo | realisatiepercentage | 2023 | 46 % | incl-inkoop
14 | tilburg-university | vaste externe jobcoaches | 2024 | 2 jobcoaches
14 | tilburg-university | middagen | 2024 | 4 middagen | per week
14 | technische-universiteit-delft | partners | 2024 | 60 partners
14 | erasmus-universiteit-rotterdam | nieuwe medewerkers | 2024 | 7 medewerkers
14 | erasmus-universiteit-rotterdam | nieuwe medewerkers | 2024 | 13 medewerkers
15 | onderzoek | realisatiepercentage | 2024 | 41 %
15 | onderzoek | realisatiepercentage | 2024 | 3 % | change
15 | onderzoek | organisaties | 2024 | 2 organisaties
15 | onderzoek | organisaties | 2024 | 3 organisaties
15 | onderzoek | werkgevers | 2024 | 2 werkgevers
18 | bijlage-1 | brief | 2024 | 1 brief
18 | bijlage-1 | duur | 2024Q4 | 25.5 uur
19 | bijlage-1 | duur | 2024 | 25.5 uur
19 | binnenwerk | banen | 2023 | 870 banen
19 | binnenwerk | banen | 2024 | 1085 banen
20 | kansrijke-domeinen | generieke voorzieningen | 2028 | 2 voorzieningen | plan
20 | rijksscanstraat | scanstraten | 2024 | 9 scanstraten
20 | kansrijke-domeinen | duurzame banen | 2024 | 266 banen | plan
20 | netwerkorganisatie-social-return | departementen | 2024 | 5 departementen | plan
20 | netwerkorganisatie-social-return | deelnemende departementen | 2024 | 4 departementen
20 | netwerkorganisatie-social-return | deelnemende departementen | 2024 | 5 departementen
"""


def limits(fact: Fact) -> str:
    """What limits a figure, in the words of the list above."""
    said = [
        *fact.qualifiers,
        *(["change"] if fact.kind is FactKind.CHANGE else []),
        *(["circa"] if fact.approximate else []),
        *(["deel"] if fact.partial else []),
        *(["plan"] if fact.planned else []),
        *([fact.bound] if fact.bound else []),
        *([f"per {fact.per}"] if fact.per else []),
    ]
    return " ".join(said)


def row(fact: Fact) -> str:
    """A figure as a line of the list above."""
    value = f"{fact.value} {fact.unit}"
    return " | ".join([str(fact.page), fact.subject, fact.measure, fact.period, value, limits(fact)]).removesuffix(
        " | "
    )


def narrative(reading: Reading) -> list[Fact]:
    """The figures of the running text, in the order of the letter."""
    return sorted((f for f in reading.facts if not f.from_table), key=lambda f: f.cell.start)


def test_the_running_text_holds_these_figures_and_no_others(reading: Reading) -> None:
    assert [row(fact) for fact in narrative(reading)] == FIGURES.strip().splitlines()


def test_a_figure_is_its_characters_in_the_letter(reading: Reading) -> None:
    for fact in narrative(reading):
        written = fact.cell.of(reading.document.text)
        assert fact.sentence[fact.at :].startswith(written)
        if written[0].isdigit():
            assert written.replace(".", "").replace(",", ".") == str(fact.value)


@pytest.mark.parametrize(
    ("value", "counts"),
    [
        ("142421", "werkzame personen"),
        ("51.8", "werkzame personen"),
        ("42", "schoolorganisaties dat acties heeft ondernomen op de banenafspraak"),
        ("62", "besturen dat acties heeft ondernomen op de banenafspraak"),
        ("52.9", "banen"),
        ("14.7", "participatiebanen"),
        ("39", "jongeren"),
        ("25.5", "voltijdsbanen"),
        ("200750", "medewerkers"),
    ],
)
def test_a_figure_says_what_it_counts(reading: Reading, value: str, counts: str) -> None:
    assert {fact.counts for fact in narrative(reading) if str(fact.value) == value} == {counts}


@pytest.mark.parametrize(
    ("part", "whole"),
    [("44", "51"), ("7", "13"), ("2", "3"), ("4", "5"), ("249", "489"), ("179", "489"), ("61", "489")],
)
def test_a_part_knows_its_whole(reading: Reading, part: str, whole: str) -> None:
    values = {fact.id: str(fact.value) for fact in reading.facts}
    assert (part, whole) in [(str(f.value), values[f.whole]) for f in narrative(reading) if f.whole]


@pytest.mark.parametrize(
    ("share", "whole"), [("51.8", "274804"), ("52.9", "330.5"), ("22.8", "330.5"), ("24.3", "330.5")]
)
def test_a_share_knows_what_it_is_taken_of(reading: Reading, share: str, whole: str) -> None:
    values = {fact.id: str(fact.value) for fact in reading.facts}
    assert (share, whole) in [(str(f.value), values[f.share_of]) for f in narrative(reading) if f.share_of]


@pytest.mark.parametrize(
    ("value", "sector"), [("10", "politie"), ("60", "wo"), ("39", "umc"), ("9", ""), ("125000", "")]
)
def test_a_figure_of_a_narrower_subject_knows_its_sector(reading: Reading, value: str, sector: str) -> None:
    narrower = [f for f in narrative(reading) if str(f.value) == value and f.subject != "umc"]
    assert sector in {fact.sector for fact in narrower}


# --- the account --------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def numbers(reading: Reading) -> list[Accounted]:
    """Every number of the letter."""
    return account(reading.document, reading.facts)


def kinds(numbers: list[Accounted]) -> dict[str, list[str]]:
    """The numbers of each kind, as they are written."""
    found: dict[str, list[str]] = {}
    for number in numbers:
        found.setdefault(number.kind, []).append(number.text)
    return found


def test_no_number_of_the_letter_is_unaccounted_for(numbers: list[Accounted], document: Document) -> None:
    assert [(number.text, number.span) for number in numbers if not number.kind] == []
    covered = {at for number in numbers for at in range(number.span.start, number.span.end)}
    assert [at for at, char in enumerate(document.text) if char.isdigit() and at not in covered] == []


def test_every_figure_is_in_the_account_once(numbers: list[Accounted], reading: Reading) -> None:
    assert Counter(n.fact.id for n in numbers if n.fact) == Counter(f.id for f in reading.facts)


def test_what_is_no_figure_is_what_a_person_calls_it(numbers: list[Accounted]) -> None:
    found = kinds(numbers)
    years = found.pop("jaartal")
    assert all(re.fullmatch(r"20[12]\d", year) for year in years)
    assert {"2013", "2014", "2017", "2022", "2026", "2028"} <= set(years)
    assert {word.casefold() for word in found.pop("lidwoord")} == {"een"}
    del found["feit"]
    assert found == {
        "nootverwijzing": [*map(str, range(1, 12)), "1"],
        "nootnummer": [*map(str, range(1, 12))],
        "datum": ["3", "31", "2024", "20", "2025", "15"],
        "vindplaats": "34 352 165 34 352 342 2025 121 26 643 1292".split(),
        "webadres": ["2025", "121", "95", "464907"],
        "verwijzing": ["1"] * 5,
        "rangtelwoord": ["tweede", "derden", "eerste", "eerste", "tweede", "Tweede", "eerste"],
        "tijdvak": ["helft", "helft"],
        "samenstelling": ["tweeminutendebat"],
        "norm": ["301", "549"],
        "kwartaal": ["2024", "4"],
        "paginakop": ["2025", "0000591666", "21", "22"],
    }


def test_a_number_that_reading_lost_shows_up(reading: Reading) -> None:
    lost = next(fact for fact in reading.facts if str(fact.value) == "274804")
    kept = [fact for fact in reading.facts if fact.id != lost.id]
    assert [n.text for n in account(reading.document, kept) if not n.kind] == ["274.804"]


def test_a_cell_that_reading_lost_shows_up(reading: Reading) -> None:
    lost = next(fact for fact in reading.facts if fact.from_table)
    kept = [fact for fact in reading.facts if fact.id != lost.id]
    assert [n.text for n in account(reading.document, kept) if not n.kind] == ["5.637"]


def test_the_miniature_letter_is_accounted_for_too(mini: Reading) -> None:
    numbers = account(mini.document, mini.facts)
    found = kinds(numbers)
    assert "" not in found
    assert found["vindplaats"] == "99 001 4 2021 31415 99 001 9".split()
    assert found["nootverwijzing"] == ["1", "2", "3", "4", "5", "6", "1"]
    assert found["datum"] == ["31"]
    assert len(found["feit"]) == len(mini.facts)
