"""Figures in sentences: what is a quantity, of which year, of what, and how sure the letter is."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.documents import Letter
from corpus.facts import Fact, FactKind
from corpus.lexicon import Lexicon, shipped_lexicon
from ingest.pipeline import read_all
from ingest.quantities import quantities
from ingest.read import Source

# The width of the first lines tells headings and the ends of paragraphs apart.
_WIDE = "Deze regel is zo breed als de bladzijde en gaat verder tot er een punt komt aan het eind\n" * 3
_TABLE = (
    f"{_WIDE}van de alinea.\n\nPolitie\n\n2023 2024\n"
    "Doel 700 fta 800 fta\nRealisatie 400 fta 480 fta\nRealisatiepercentage 57% 60%\n\n"
)


def figures(sentences: str, lexicon: Lexicon | None = None, before: str = _TABLE) -> list[Fact]:
    """The figures in running text that stands under the table of a sector."""
    source = Source(Letter(id="x", title="Een brief"), before + sentences + "\n", "d")
    return [fact for fact in read_all(source, lexicon or shipped_lexicon()).facts if not fact.from_table]


def figure(sentence: str) -> Fact:
    """The only figure of a sentence."""
    (fact,) = figures(sentence)
    return fact


# --- what is a quantity -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Er zijn 1.372 fta en 25,5 uur.", [("1372", "fta"), ("25.5", "uur")]),
        ("Dat is 66,2% van 899 fta.", [("66.2", "%"), ("899", "fta")]),
        ("Het zijn twaalf banen.", [("12", "banen")]),
        ("Het gaat om (9 scanstraten) in totaal.", [("9", "scanstraten")]),
        ("Een baan is één plek.", [("1", "plek")]),
    ],
)
def test_a_number_counts_the_word_behind_it(sentence: str, found: list[tuple[str, str]]) -> None:
    assert [(str(q.value), q.unit_word) for q in quantities(sentence)] == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Zie Kamerstuk 34 352, nr. 165 (2020).",
        "Zie Staatsblad 2025, 121.",
        "Op 20 februari 2025 is dat ingediend.",
        "De norm EN 301 549 geldt.",
        "Zie Bijlage 1, Tabel 2 en artikel 7.",
        "De stand van 2024Q4 is bekend.",
        "In 2024 en in 2025-2028 gaat het door.",
        "Een gebouw van P2000 of 3D.",
    ],
)
def test_dates_references_norms_and_years_count_nothing(sentence: str) -> None:
    assert list(quantities(sentence)) == []


# --- of which year ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("De realisatie via inkoop ging van 200 fta in 2023 naar 230 fta in 2024.", ["2023", "2024"]),
        ("De realisatie is 489 fta.", ["2024"]),
        ("In 2022 was de realisatie 310 fta.", ["2022"]),
        ("Dat is een stijging van 80 fta ten opzichte van 2023.", ["2024"]),
        ("De realisatie inclusief inkoop is 27% in 2024 (in 2023 was dit 24%).", ["2024", "2023"]),
        ("Het aandeel steeg (van 46% in 2023 naar 51% in 2024).", ["2023", "2024"]),
    ],
)
def test_a_figure_is_of_the_year_its_sentence_gives(sentence: str, periods: list[str]) -> None:
    assert [fact.period for fact in figures(sentence)] == periods


# --- of what ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "measure", "unit"),
    [
        ("De doelstelling van 800 banen is niet gehaald.", "doel", "fta"),
        ("Zij zouden 800 banen moeten realiseren.", "doel", "fta"),
        ("De politie heeft 480 fta ingevuld.", "realisatie", "fta"),
        ("Het realisatiepercentage is 60%.", "realisatiepercentage", "%"),
        ("Het aantal medewerkers steeg naar 200.750 fte.", "medewerkers", "fte"),
        ("Er kwamen 60 partners.", "partners", "partners"),
    ],
)
def test_a_figure_is_of_the_measure_named_beside_it(sentence: str, measure: str, unit: str) -> None:
    fact = figure(sentence)
    assert (fact.subject, fact.measure, fact.unit) == ("politie", measure, unit)


def test_fte_is_a_unit_wherever_it_stands() -> None:
    assert figure("Er werken 200.750 fte bij de politie.").unit == "fte"


@pytest.mark.parametrize(
    ("sentence", "qualifiers"),
    [
        ("Via SROI zijn er 20 fta gerealiseerd.", ("inkoop",)),
        ("Inclusief inkoop is de realisatie 500 fta.", ("incl-inkoop",)),
        ("Er zijn 249 fta met een vast dienstverband.", ("vast",)),
        ("Er zijn 61 fta via inhuur.", ("inhuur",)),
        ("De realisatie is 480 fta.", ()),
    ],
)
def test_a_figure_carries_what_narrows_it(sentence: str, qualifiers: tuple[str, ...]) -> None:
    assert figure(sentence).qualifiers == qualifiers


def test_a_qualifier_holds_for_the_next_sentence_that_points_back() -> None:
    facts = figures("Er komen banen bij als inkoop wordt meegeteld. In dat geval is de realisatie 500 fta.")
    assert [fact.qualifiers for fact in facts] == [("incl-inkoop",)]
    facts = figures("Er komen banen bij als inkoop wordt meegeteld. De politie heeft een realisatie van 480 fta.")
    assert [fact.qualifiers for fact in facts] == [()]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("De realisatie is 480 fta.", FactKind.LEVEL),
        ("Dat is een stijging van 80 fta.", FactKind.CHANGE),
        ("Dat is een daling met 80 fta.", FactKind.CHANGE),
        ("Er zijn 269 minder banen.", FactKind.CHANGE),
        ("Het percentage is met 3% gedaald.", FactKind.CHANGE),
        ("Er komen 10 extra banen.", FactKind.CHANGE),
    ],
)
def test_a_rise_or_fall_is_told_from_a_level(sentence: str, kind: FactKind) -> None:
    assert figure(sentence).kind is kind


@pytest.mark.parametrize("sentence", ["In 2024 kwamen er 7 banen bij.", "In 2024 vielen 7 banen weg."])
def test_jobs_that_came_or_went_are_no_level(sentence: str) -> None:
    source = Source(Letter(id="x", title="Een brief"), f"{_TABLE}{sentence}\n", "d")
    assert [x for x in read_all(source, shipped_lexicon()).inconsistencies if x.kind == "text_against_table"] == []


@pytest.mark.parametrize("sentence", ["Er werken 480 fta bij de politie.", "Er zijn 25 banen bij umc’s ingevuld."])
def test_a_preposition_behind_a_figure_makes_it_no_change(sentence: str) -> None:
    assert figure(sentence).kind is FactKind.LEVEL


@pytest.mark.parametrize("words", ["circa", "ca.", "ongeveer", "ruim", "bijna", "zo’n", "+/-"])
def test_words_that_hedge_make_a_figure_approximate(words: str) -> None:
    assert figure(f"De realisatie is {words} 480 fta.").approximate


def test_a_plain_figure_is_not_approximate() -> None:
    assert not figure("De realisatie is 480 fta.").approximate


@pytest.mark.parametrize("who", ["Eén umc komt tot", "Sommige umc’s hebben", "Middelgrote umc’s hebben"])
def test_a_figure_of_some_members_is_partial(who: str) -> None:
    facts = figures(f"{who} 27 banen via SROI.", before=_TABLE.replace("Politie", "Universitaire medische centra"))
    assert [fact.partial for fact in facts if fact.value == 27] == [True]


def test_a_figure_of_all_members_is_not_partial() -> None:
    facts = figures("De umc’s hebben 27 banen.", before=_TABLE.replace("Politie", "Universitaire medische centra"))
    assert [fact.partial for fact in facts] == [False]


def test_a_figure_knows_its_sentence_and_the_one_before() -> None:
    fact = figures("Zo ging het. De realisatie is 480 fta.")[0]
    assert fact.sentence[fact.at :].startswith("480 fta")
    assert fact.context == "Zo ging het."


def test_a_text_without_a_sector_or_table_keeps_its_figures_under_the_title() -> None:
    facts = figures("In 2013 is afgesproken dat er 125.000 extra banen komen.", before="")
    assert [(f.subject, f.period, f.value) for f in facts] == [("een-brief", "2013", Decimal(125000))]


def test_a_lexicon_without_weak_names_can_be_used() -> None:
    lexicon = shipped_lexicon()
    bare = [measure.model_copy(update={"weak": ()}) for measure in lexicon.measure]
    assert figures("De politie heeft 480 fta.", lexicon.model_copy(update={"measure": tuple(bare)}))


# --- remarks ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Cijfers over inkoop zijn niet bekend.", [("unknown", ("inkoop",))]),
        ("Van drie korpsen zijn geen gegevens bekend.", [("unknown", ())]),
        ("De cijfers van één korps ontbraken in 2023.", [("series_break", ())]),
        ("De realisatie is 480 fta.", []),
    ],
)
def test_a_sentence_that_limits_the_figures_is_remarked(
    sentence: str, found: list[tuple[str, tuple[str, ...]]]
) -> None:
    source = Source(Letter(id="x", title="Een brief"), f"{_TABLE}{sentence}\n", "d")
    remarks = read_all(source, shipped_lexicon()).remarks
    assert [(remark.kind, remark.qualifiers) for remark in remarks] == found
    assert all((remark.subject, remark.text) == ("politie", sentence) for remark in remarks)


def test_a_footnote_limits_the_sector_it_is_tied_to() -> None:
    text = f"{_TABLE}De realisatie is 480 fta1 in dit jaar.\n\n1 De cijfers van 2023 zijn herberekend.\n"
    source = Source(Letter(id="x", title="Een brief"), text, "d")
    (remark,) = read_all(source, shipped_lexicon()).remarks
    assert (remark.kind, remark.subject) == ("series_break", "politie")


def test_a_sentence_outside_a_sector_limits_nothing() -> None:
    source = Source(Letter(id="x", title="Een brief"), "Dat is niet bekend.\n", "d")
    assert read_all(source, shipped_lexicon()).remarks == []
