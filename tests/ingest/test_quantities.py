"""The numbers of sentences from all kinds of letters: what they are worth, what they count, what the others are."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.documents import Letter
from corpus.dutch import format_number
from corpus.lexicon import shipped_lexicon
from ingest.accounting import account
from ingest.pipeline import read_all
from ingest.quantities import others, quantities
from ingest.read import Source


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Er zijn twee vaste externe jobcoaches.", [("2", "vaste externe jobcoaches")]),
        ("Eén organisatie heeft 3 afgeronde trajecten.", [("1", "organisatie"), ("3", "afgeronde trajecten")]),
        ("In één brief staan 12 aangesloten instellingen.", [("1", "brief"), ("12", "aangesloten instellingen")]),
        ("Zeven van de dertien nieuwe medewerkers.", [("7", "nieuwe medewerkers"), ("13", "nieuwe medewerkers")]),
        ("Een van de vijf departementen doet mee.", [("1", "departementen"), ("5", "departementen")]),
        ("Jongeren van 15 tot en met 39 jaar.", [("15", "jaar"), ("39", "jaar")]),
        ("Er zijn 10-15 banen.", [("10", "banen"), ("15", "banen")]),
        ("Dat zijn er 2.067 meer dan toen.", [("2067", "")]),
        ("Dat zijn 5 meer banen.", [("5", "banen")]),
        ("Het kost € 2,4 miljoen.", [("2400000", "euro")]),
        ("Het kost 5 mln euro.", [("5000000", "euro")]),
        ("Er zijn 17,8 miljoen inwoners.", [("17800000", "inwoners")]),
        ("Een krimp van -3% en van −0,5%.", [("-3", "%"), ("-0.5", "%")]),
        ("Het duurt anderhalf jaar, of tweeënhalf uur.", [("1.5", "jaar"), ("2.5", "uur")]),
        ("De helft van de scholen.", [("50", "%")]),
        ("Een kwart van de scholen, driekwart van de leraren.", [("25", "%"), ("75", "%")]),
        ("Acht scholen acht ik voldoende.", [("8", "scholen")]),
    ],
)
def test_a_quantity_has_a_value_and_a_noun(text: str, found: list[tuple[str, str]]) -> None:
    assert [(str(q.value), q.phrase) for q in quantities(text)] == found


@pytest.mark.parametrize(
    ("text", "value", "hedged"), [("Twee derde van de scholen.", "66.7", True), ("Een tiental scholen.", "10", True)]
)
def test_a_round_word_is_hedged(text: str, value: str, hedged: bool) -> None:
    assert [(str(q.value), q.hedged) for q in quantities(text)] == [(value, hedged)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Op 3 juli 2025 en op 3-4-2024.", [("3 juli 2025", "datum"), ("3-4-2024", "datum")]),
        ("Kamerstukken II 2025/26, 34352, nr. 348.", [("Kamerstukken II 2025/26, 34352", "vindplaats"),
                                                      ("nr. 348", "verwijzing")]),
        ("Zie dossier 34 352.", [("dossier 34 352", "vindplaats")]),
        ("Zie artikel 38b en blz. 4.", [("artikel 38b", "verwijzing"), ("blz. 4", "verwijzing")]),
        ("De normen EN 301 549 en ISO 9001.", [("EN 301 549", "norm"), ("ISO 9001", "norm")]),
        ("Verordening (EU) 2016/679.", [("2016/679", "kenmerk")]),
        ("Kenmerk 2025-0000591666, zaal B12.", [("2025-0000591666", "kenmerk"), ("B12", "kenmerk")]),
        ("In 2023-2025, en in 2024Q4.", [("2023", "jaartal"), ("2025", "jaartal"), ("2024Q4", "kwartaal")]),
        ("De tweede keer, en de 21ste.", [("tweede", "rangtelwoord"), ("21ste", "rangtelwoord")]),
        ("Om 14.00 uur, of 14:30.", [("14.00 uur", "tijdstip"), ("14:30", "tijdstip")]),
        ("Bel 070-4266426, 2500 EA Den Haag.", [("070-4266426", "telefoonnummer"), ("2500 EA", "postcode")]),
        ("Zie https://a.nl/p/121 of a1@b2.nl.", [("https://a.nl/p/121", "webadres"), ("a1@b2.nl", "webadres")]),
        ("Dit is (1) nuttig en (2) nodig.", [("(1)", "opsommingsteken"), ("(2)", "opsommingsteken")]),
        ("De eerste helft van 2024.", [("eerste", "rangtelwoord"), ("helft", "tijdvak"), ("2024", "jaartal")]),
        ("Tientallen scholen en beide raden.", [("Tientallen", "onbepaald telwoord"), ("beide", "voornaamwoord")]),
        ("Dat acht ik in acht genomen.", [("acht", "werkwoord"), ("acht", "werkwoord")]),
        ("Het driejarig plan van een raad.", [("driejarig", "samenstelling"), ("een", "lidwoord")]),
        ("Hoofdstuk 3.4.1, en 1.2.", [("Hoofdstuk 3.4.1", "verwijzing"), ("1.2", "nummer")]),
        ("Dat is 41 per 1.000 inwoners.", [("per 1.000", "noemer")]),
    ],
)  # fmt: skip
def test_a_number_that_counts_nothing_has_a_name(text: str, found: list[tuple[str, str]]) -> None:
    assert [(text[n.start : n.end], n.kind) for n in others(text)] == found


@given(st.integers(0, 10**7), st.sampled_from("scholen leerlingen fta % uur euro".split()))
def test_a_number_is_read_as_it_is_written(value: int, unit: str) -> None:
    text = f"Het gaat om {format_number(Decimal(value))} {unit}."
    assert [int(q.value) for q in quantities(text)] == [value]


LETTER = """De wachttijd is gemiddeld 14 weken en maximaal een half jaar. Van de 342 gemeenten hebben er 289
een plan. Het kabinet trekt € 1,2 miljard uit (Kamerstuk 35 925, nr. 42). Een op de vijf jongeren heeft
schulden; twee derde van hen zoekt hulp. Op 3 juli jl. is dit voor de tweede keer besproken, met 60 raden.
1. Zie artikel 7, derde lid, van Verordening (EU) 2016/679.
"""


def test_a_letter_about_something_else_is_accounted_for() -> None:
    reading = read_all(Source(Letter(id="x", title="Een brief"), LETTER, "d"), shipped_lexicon())
    numbers = account(reading.document, reading.facts)
    assert [n.text for n in numbers if not n.kind] == []
    assert [n.text for n in numbers if n.kind == "feit"] == [
        "14", "half", "342", "289", "1,2", "Een", "vijf", "twee", "derde", "60",
    ]  # fmt: skip
