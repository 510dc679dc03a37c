"""Tables with named columns: what is one, what its columns are, and what its cells count."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.documents import Letter
from corpus.facts import TOTAL_ROW, Fact
from corpus.lexicon import shipped_lexicon
from ingest.pipeline import Reading, read_all
from ingest.read import Source
from ingest.table_facts import named

ROWS = "Utrecht 9.800 7.450\nLimburg 4.200 4.350\n"


def read(text: str) -> Reading:
    return read_all(Source(Letter(id="x", title="Voortgang 2025"), text, "d"), shipped_lexicon())


def cells(text: str) -> list[Fact]:
    return [fact for fact in read(text).facts if fact.from_table]


@pytest.mark.parametrize(
    ("header", "corner", "columns"),
    [
        ("Provincie  Vergund  Echt opgeleverd", "Provincie", ("Vergund", "Echt opgeleverd")),
        ("Provincie Vergund Opgeleverd", "Provincie", ("Vergund", "Opgeleverd")),
        ("Vergund Opgeleverd", "", ("Vergund", "Opgeleverd")),
        ("Aantal vergund Aantal opgeleverd", "", ("Aantal vergund", "Aantal opgeleverd")),
    ],
)
def test_names_of_columns_are_told_apart(header: str, corner: str, columns: tuple[str, ...]) -> None:
    (table,) = read(f"Wonen\n\nTabel 1 Woningbouw in 2025\n{header}\n{ROWS}").document.tables
    assert (table.corner, table.columns) == (corner, columns)
    assert table.caption == "Tabel 1 Woningbouw in 2025"


def test_years_under_headings_belong_to_both() -> None:
    rows = "Belastingdienst 2,1 dagen 2,3 dagen 38% 52%\nRijkswaterstaat 2,4 dagen 2,4 dagen 44% 57%\n"
    found = cells(f"Werk\n\nTabel 3 Werk per organisatie\nDagen per week Aandeel auto’s\n2023 2024 2023 2024\n{rows}")
    assert [(f.subject_label, f.counts, f.period, f.unit) for f in found[:4]] == [
        ("Belastingdienst", "Dagen per week", "2023", "dagen"), ("Belastingdienst", "Dagen per week", "2024", "dagen"),
        ("Belastingdienst", "Aandeel auto’s", "2023", "%"), ("Belastingdienst", "Aandeel auto’s", "2024", "%"),
    ]  # fmt: skip
    assert {f.kind_of_subject for f in found} == {"organisatie"}


@pytest.mark.parametrize(
    "text",
    [
        "Wonen\n\nVergund Opgeleverd\nUtrecht 9.800 7.450\n",  # one row is no table
        "Wonen\n\nVergund, opgeleverd,\n" + ROWS,
        "Wonen\n\nVan alles wat er is gebouwd\n" + ROWS,  # names that do not fit the cells
        "Wonen\n\nVergund Opgeleverd\nUtrecht 9.800 huizen 7.450\nLimburg 4.200 panden 4.350\n",
    ],
)
def test_lines_that_do_not_agree_are_no_table(text: str) -> None:
    assert read(text).document.tables == ()


def test_a_cell_without_a_figure_is_no_fact() -> None:
    found = cells("Wonen\n\nTabel 1 Bouw (woningen)\nVergund Opgeleverd\nUtrecht n.b. 7.450\nLimburg 4.200 –\n")
    assert [(f.subject, f.counts, f.value) for f in found] == [
        ("utrecht", "Opgeleverd", Decimal(7450)), ("limburg", "Vergund", Decimal(4200)),
    ]  # fmt: skip
    assert {f.unit for f in found} == {"woningen"}
    assert {f.period for f in found} == {"2025"}


def test_a_row_of_totals_is_told_from_its_parts() -> None:
    found = cells(f"Reizen\n\nTabel 1 Kosten (miljoen euro)\n2024 2025\n{ROWS}Totaal 14.000 11.800\n")
    assert [f.value for f in found if f.subject == TOTAL_ROW] == [Decimal(14000), Decimal(11800)]


@pytest.mark.parametrize(
    ("rows", "totals"),
    [
        (("Totaal", "Utrecht"), ["Totaal"]),
        (("Totaal generaal", "Utrecht"), ["Totaal generaal"]),
        (("Totaal provincies", "Utrecht"), ["Totaal provincies"]),
        (("Totaal aantal aanvragen", "Utrecht"), ["Totaal aantal aanvragen"]),
        (("Alle provincies", "Utrecht"), ["Alle provincies"]),
        (("Totaal ingediend", "Totaal toegekend"), []),
        (("Totaal toegekend", "Afgewezen"), []),
        (("Alle provincies met een loket", "Utrecht"), []),
        (("Totaal provincies", "Totaal"), []),  # which of the two?
    ],
)
def test_a_total_is_of_all_rows_or_a_row_like_any_other(rows: tuple[str, str], totals: list[str]) -> None:
    lines = "".join(f"{row} 3 4\n" for row in rows)
    found = cells(f"Geld\n\nTabel 1 Aanvragen per provincie\n2024 2025\n{lines}")
    assert [f.subject_label for f in found if f.subject == TOTAL_ROW and f.period == "2025"] == totals
    assert len({f.subject for f in found}) == len(rows)


@pytest.mark.parametrize(
    ("title", "words", "unit", "year"),
    [
        ("Tabel 1 Uitstoot van CO2 (ton)", "Uitstoot van CO2", "ton", ""),
        ("Tabel 2: Kosten in 2024 (x € 1.000)", "Kosten", "duizend euro", "2024"),
        ("Uitgaven, in mln euro", "Uitgaven", "miljoen euro", ""),
        ("Aandeel vrouwen (%) per organisatie", "Aandeel vrouwen", "%", ""),
        ("Kantoordagen per week", "Kantoordagen per week", "", ""),
        ("Meldingen (2023-2024)", "Meldingen", "", ""),
        ("Woningbouw 2025 (aantal woningen)", "Woningbouw", "woningen", "2025"),
    ],
)
def test_a_title_says_what_is_measured(title: str, words: str, unit: str, year: str) -> None:
    assert named(title) == (words, unit, year)


def test_cells_between_bars_are_read_and_an_empty_one_is_no_figure() -> None:
    rows = "| Utrecht | 95% | 92,1% |\n| Leeftijd 18-24 |  | 90,4% |\n"
    found = cells(f"Zorg\n\nTabel 2 Ritten in 2025\n| Regio | Norm | Op tijd |\n|---|---|---|\n{rows}")
    assert [(f.subject_label, f.counts, f.value) for f in found] == [
        ("Utrecht", "Norm", Decimal(95)), ("Utrecht", "Op tijd", Decimal("92.1")),
        ("Leeftijd 18-24", "Op tijd", Decimal("90.4")),
    ]  # fmt: skip


def test_a_label_over_two_lines_is_one_row() -> None:
    lines = (
        "Personeel € 612,4 mln € 648,9 mln\nOpleiding van\nchauffeurs € 12,3 mln € 11,8 mln\n"
        "Totaal € 624,7 mln € 660,7 mln\n"
    )
    found = cells(f"Kosten\n\nTabel 3 Kosten van zorg\n2024 2025\n{lines}")
    assert [(f.subject_label, f.value, f.unit) for f in found[2:4]] == [
        ("Opleiding van chauffeurs", Decimal("12.3"), "miljoen euro"),
        ("Opleiding van chauffeurs", Decimal("11.8"), "miljoen euro"),
    ]
    assert [f.subject for f in found[4:]] == [TOTAL_ROW, TOTAL_ROW]


def test_a_table_of_which_rows_stay_unread_gives_no_figures() -> None:
    # "Noord" may head the rows under it or be half a name: a sum over the rows above it would pass for the whole.
    assert cells("Kosten\n\nTabel 1 Kosten\n2024 2025\nUtrecht 3 4\nLimburg 5 6\nNoord\nDrenthe 7 8\n") == []


def test_a_fall_in_a_cell_keeps_its_sign() -> None:
    found = cells("Kosten\n\nTabel 1 Mutatie van kosten\n2024 2025\nUtrecht −3,5% +2,1%\nLimburg 1,0% –\n")
    assert [f.value for f in found] == [Decimal("-3.5"), Decimal("2.1"), Decimal("1.0")]


@pytest.mark.parametrize(
    ("title", "unit"),
    [
        ("Aantal ritten (x 1.000)", "duizend ritten"),
        ("Aantal ritten", "ritten"),
        ("Jongeren met jeugdhulp (JMH), aantal jongeren", "jongeren"),
        ("Vermogen van wind op zee (MW)", "MW"),
    ],
)
def test_what_the_rows_count_is_in_the_title(title: str, unit: str) -> None:
    reading = read(f"Zorg\n\nTabel 1 {title}\n2024 2025\n{ROWS}")
    assert {f.unit for f in reading.facts if f.from_table} == {unit}
    # "x 1.000" is a scale, and no figure of its own.
    assert not [f for f in reading.facts if not f.from_table]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ("Gas 61.240\nStroom 3.150\nTotaal 64.480\n", [(Decimal(64480), Decimal(64390))]),
        ("Gas 61.240\nStroom 3.150\nTotaal 64.390\n", []),
        ("Gas 61.240\nStroom 3.150\nTotaal 64.391\n", []),  # rounded
        ("Gas 61.240\nStroom n.b.\nTotaal 64.480\n", []),  # not every row is known
        ("Gas 61.240\nwaarvan nieuw 3.150\nTotaal 64.480\n", []),  # a part of another row
        ("Gas 61.240\nStroom 3.150\nTotaal 99.000\n", [(Decimal(99000), Decimal(64390))]),
        ("Gas 61.240\nStroom 3.150\nTotaal 32.195\n", []),  # no sum but a mean
        ("Totaal 64.480\nGas 61.240\nStroom 3.150\n", [(Decimal(64480), Decimal(64390))]),
        ("Gas 61.240\nStroom 3.150\nTotaal 64.390\nWaarde 9.000\n", []),  # a row below it is not in it
    ],
)
def test_a_total_is_held_against_its_rows(rows: str, found: list[tuple[Decimal, Decimal]]) -> None:
    doubled = "".join(f"{line} {line.rsplit(' ', 1)[1]}\n" for line in rows.splitlines())
    reading = read(f"Uitstoot\n\nTabel 1 Uitstoot van CO2 (ton)\n2024 2025\n{doubled}")
    assert [(x.stated, x.recomputed) for x in reading.inconsistencies if x.period == "2025"] == found


def test_a_total_far_from_its_rows_is_told_as_what_it_may_be() -> None:
    more, less = (
        read(f"Geld\n\nTabel 1 Subsidie\n2024 2025\nA 500 500\nB 150 150\nTotaal {t} {t}\n").inconsistencies[0].text
        for t in ("920", "600")
    )
    assert more.endswith("500 + 150 is 650. Dat kan een fout zijn, of het totaal telt meer mee dan deze rijen.")
    assert less.endswith("500 + 150 is 650. Dat kan een fout zijn, of de rijen overlappen elkaar.")


def test_a_table_without_a_title_is_checked_too() -> None:
    text = "Geld\n\nProvincie  Subsidie  Lening\nUtrecht 10 20\nLimburg 5 6\nTotaal 19 26\n"
    assert [(x.stated, x.recomputed) for x in read(text).inconsistencies] == [(Decimal(19), Decimal(15))]


def test_means_of_a_table_are_held_against_nothing() -> None:
    text = f"Werk\n\nTabel 1 Dagen per week (dagen)\n2024 2025\n{ROWS}Totaal 14.100 11.900\n"
    assert not read(text).inconsistencies
