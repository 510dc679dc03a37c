"""The calculator against a small table of its own: every operation, its laws, and what it refuses."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations
from zlib import crc32

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from assistant.calculator import (
    Calculator,
    MissingFigureError,
    Quantity,
    UnfitRequestError,
    add,
    directed,
    divide,
    percentage,
    plain,
    subtract,
)  # fmt: skip
from assistant.question import Aggregation, Comparator, Metric, Request, Sense, Target, Threshold
from corpus.documents import Span
from corpus.dutch import round_half_up
from corpus.facts import Fact, FactTable
from corpus.lexicon import shipped_lexicon

LEXICON = shipped_lexicon()
A, B, C, D = "defensie", "politie", "gemeenten", "hbo"


def fact(
    subject: str, measure: str, period: str, value: str, unit: str = "fta", qualifier: str = "", sentence: str = "",
    *, approximate: bool = False,
) -> Fact:  # fmt: skip
    at = crc32(f"{subject}{measure}{period}{qualifier}".encode()) % 10**6
    span = Span(letter="x", start=at, end=at + 1, page=1)
    return Fact(
        id=f"{subject}/{measure}/{period}/{qualifier}", letter="x", subject=subject, subject_label=subject.title(),
        measure=measure, period=period, value=Decimal(value), unit=unit, written_unit=unit,
        qualifiers=(qualifier,) if qualifier else (), approximate=approximate, from_table=not qualifier,
        section="s", sentence=sentence, spans=(span,), cell=span,
    )  # fmt: skip


FACTS = [
    fact(A, "doel", "2023", "800"), fact(A, "realisatie", "2023", "400"),
    fact(A, "realisatiepercentage", "2023", "50", "%"),
    fact(A, "doel", "2024", "1000"), fact(A, "realisatie", "2024", "600.5"),
    fact(A, "realisatiepercentage", "2024", "60.1", "%"),
    fact(A, "realisatie", "2024", "99.5", qualifier="inkoop"),
    fact(B, "doel", "2023", "300"), fact(B, "realisatie", "2023", "330"),
    fact(B, "realisatiepercentage", "2023", "110", "%"),
    fact(B, "doel", "2024", "300"), fact(B, "realisatie", "2024", "300"),
    fact(B, "realisatiepercentage", "2024", "100", "%"),
    fact(B, "realisatie", "2024", "120", qualifier="vast"),
    fact(C, "doel", "2023", "100"), fact(C, "realisatie", "2023", "70", approximate=True),
    fact(C, "doel", "2024", "100"), fact(C, "realisatie", "2024", "70", approximate=True),
    fact(C, "realisatiepercentage", "2024", "70", "%"), fact(C, "realisatiepercentage", "2023", "70", "%"),
    fact(C, "aandeel", "2024", "52.9", "%", "vast", "Van de 70 banen ging het bij 52,9% om vast werk."),
    fact(C, "aandeel", "2024", "10", "%", "tijdelijk", "Een tiende is tijdelijk."),
    fact(D, "doel", "2024", "1500"), fact(D, "realisatie", "2024", "500"),
    fact(D, "realisatie", "2024", "620", qualifier="incl-inkoop"), fact(D, "realisatiepercentage", "2024", "33", "%"),
    fact("wo", "realisatie", "2024", "900", qualifier="incl-inkoop"),
    fact("rijk", "realisatie", "2024", "0"), fact("rijk", "doel", "2024", "0"), fact("rijk", "realisatie", "2023", "0"),
]  # fmt: skip


@pytest.fixture
def calculator() -> Calculator:
    return Calculator(FactTable(FACTS), LEXICON)


def target(*members: str, pooled: bool = False) -> Target:
    return Target(label=" en ".join(members), members=members, pooled=pooled)


def request(*targets: Target, **fields: object) -> Request:
    base: dict[str, object] = {"measures": ("realisatie",), "periods": ("2024",), "targets": targets}
    return Request.model_validate(base | fields)


def value_of(calculator: Calculator, asked: Request) -> Decimal:
    headline = calculator.run(asked).headline
    assert headline is not None
    return headline.value


def test_a_figure_of_the_table_is_given_as_it_stands(calculator: Calculator) -> None:
    result = calculator.run(request(target(A)))
    assert value_of(calculator, request(target(A))) == Decimal("600.5")
    assert result.expression == ""
    assert result.rounding == "exact"
    assert [o.label for o in result.operands] == ["Realisatie Defensie 2024"]


@pytest.mark.parametrize(
    ("subject", "qualifier", "expected", "expression"),
    [
        (A, "incl-inkoop", "700", "600,5 + 99,5 = 700"),
        (A, "inkoop", "99.5", ""),
        (D, "incl-inkoop", "620", ""),
        (D, "inkoop", "120", "620 − 500 = 120"),
        (B, "vast", "120", ""),
        (C, "vast", "37.0", "52,9 × 70 / 100 = 37,0"),
    ],
)
def test_a_part_is_stated_or_worked_out(
    calculator: Calculator, subject: str, qualifier: str, expected: str, expression: str
) -> None:
    result = calculator.run(request(target(subject), qualifier=qualifier))
    assert result.rows[0].value == Decimal(expected)
    assert result.expression == expression


@pytest.mark.parametrize(
    ("subject", "qualifier", "measure", "period"),
    [
        ("wo", "inkoop", "realisatie", "2024"),  # a total alone gives no part
        (B, "inkoop", "realisatie", "2024"),
        (B, "incl-vast", "realisatie", "2024"),  # a kind of contract does not come on top of the jobs
        (C, "tijdelijk", "realisatie", "2024"),  # a share of an unnamed whole
        (A, "", "realisatie", "2021"),
        (A, "inkoop", "doel", "2024"),
        ("wo", "incl-inkoop", "realisatiepercentage", "2024"),  # no target known
        ("zee", "", "realisatie", "2024"),
    ],
)
def test_what_is_not_stated_is_missing_and_named(
    calculator: Calculator, subject: str, qualifier: str, measure: str, period: str
) -> None:
    with pytest.raises(MissingFigureError) as caught:
        calculator.run(request(target(subject), qualifier=qualifier, measures=(measure,), periods=(period,)))
    assert caught.value.missing.subject == subject
    assert caught.value.missing.period == period


def test_a_percentage_with_the_part_is_over_the_target(calculator: Calculator) -> None:
    asked = request(target(A), measures=("realisatiepercentage",), qualifier="incl-inkoop")
    assert value_of(calculator, asked) == Decimal("70.0")


def test_a_share_that_is_not_stated_is_part_over_whole(calculator: Calculator) -> None:
    assert value_of(calculator, request(target(C), measures=("aandeel",), qualifier="vast")) == Decimal("52.9")
    assert value_of(calculator, request(target(B), measures=("aandeel",), qualifier="vast")) == Decimal("40")
    # A part that stands beside the realisation is a share of the total with it.
    assert value_of(calculator, request(target(A), measures=("aandeel",), qualifier="inkoop")) == Decimal("14.2")


@pytest.mark.parametrize(
    ("subject", "sense", "metric", "measure", "expected", "unit"),
    [
        (A, Sense.UP, Metric.CHANGE, "realisatie", "200.5", "fta"),
        (A, Sense.DOWN, Metric.CHANGE, "realisatie", "-200.5", "fta"),
        (A, Sense.EITHER, Metric.CHANGE, "realisatie", "200.5", "fta"),
        (B, Sense.EITHER, Metric.CHANGE, "realisatie", "30", "fta"),
        (B, Sense.UP, Metric.CHANGE, "realisatie", "-30", "fta"),
        (A, Sense.UP, Metric.CHANGE, "realisatiepercentage", "10.1", "procentpunt"),
        (A, Sense.UP, Metric.CHANGE_PERCENT, "realisatie", "50.1", "%"),
        (B, Sense.DOWN, Metric.CHANGE_PERCENT, "realisatie", "9.1", "%"),
        (C, Sense.EITHER, Metric.CHANGE, "realisatie", "0", "fta"),
        (A, Sense.DOWN, Metric.GAP, "realisatie", "399.5", "fta"),
        (A, Sense.UP, Metric.GAP, "realisatie", "-399.5", "fta"),
        (B, Sense.EITHER, Metric.GAP, "realisatie", "0", "fta"),
        (A, Sense.DOWN, Metric.GAP_PERCENT, "realisatie", "40.0", "procentpunt"),
    ],
)
def test_changes_and_gaps_have_the_sign_of_the_way_they_were_asked(
    calculator: Calculator, subject: str, sense: Sense, metric: Metric, measure: str, expected: str, unit: str
) -> None:
    row = calculator.run(
        request(target(subject), metric=metric, sense=sense, measures=(measure,), base="2023")
    ).headline
    assert row is not None
    assert (row.value, row.unit) == (Decimal(expected), unit)
    assert row.signed == (0 if row.exact == 0 else abs(row.exact) * (1 if row.rose else -1))


def test_uplift_is_what_the_part_adds(calculator: Calculator) -> None:
    jobs = request(target(A), metric=Metric.UPLIFT, qualifier="incl-inkoop")
    assert value_of(calculator, jobs) == Decimal("99.5")
    points = request(target(D), metric=Metric.UPLIFT, measures=("realisatiepercentage",), qualifier="incl-inkoop")
    row = calculator.run(points).headline
    assert row is not None
    assert (row.value, row.unit) == (Decimal("8.3"), "procentpunt")


def test_the_percentage_of_a_pool_is_weighted_and_a_mean_is_not(calculator: Calculator) -> None:
    pool = target(A, B, pooled=True)
    weighted = request(pool, measures=("realisatiepercentage",))
    mean = request(target(A), target(B), measures=("realisatiepercentage",), aggregation=Aggregation.MEAN)
    assert value_of(calculator, weighted) == Decimal("69.3")  # 900,5 / 1300
    assert value_of(calculator, mean) == Decimal("80.1")  # (60,1 + 100) / 2 = 80,05
    assert calculator.run(mean).rounding == "afgerond op één decimaal (onafgerond 80,05)"


def test_steps_show_the_subtotals_of_a_pool(calculator: Calculator) -> None:
    result = calculator.run(request(target(A, B, pooled=True), metric=Metric.CHANGE, base="2023"))
    assert result.rows[0].steps == ("400 + 330 = 730", "600,5 + 300 = 900,5")
    assert result.expression == "(600,5 + 300) − (400 + 330) = 170,5"


def test_difference_ratio_and_percent_difference_of_two(calculator: Calculator) -> None:
    two = (target(A), target(B))
    assert value_of(calculator, request(*two, aggregation=Aggregation.DIFFERENCE)) == Decimal("300.5")
    assert value_of(calculator, request(*two[::-1], aggregation=Aggregation.DIFFERENCE)) == Decimal("300.5")
    assert value_of(calculator, request(*two, aggregation=Aggregation.RATIO)) == Decimal("2.0")
    assert value_of(calculator, request(*two, aggregation=Aggregation.PERCENT_DIFFERENCE)) == Decimal("100.2")
    points = request(*two, aggregation=Aggregation.DIFFERENCE, measures=("realisatiepercentage",))
    assert calculator.run(points).headline.unit == "procentpunt"  # type: ignore[union-attr]


@pytest.mark.parametrize("aggregation", [Aggregation.DIFFERENCE, Aggregation.RATIO, Aggregation.PERCENT_DIFFERENCE])
def test_a_comparison_needs_two(calculator: Calculator, aggregation: Aggregation) -> None:
    with pytest.raises(UnfitRequestError):
        calculator.run(request(target(A), aggregation=aggregation))


def test_sum_and_share(calculator: Calculator) -> None:
    assert value_of(calculator, request(target(A), target(B), aggregation=Aggregation.SUM)) == Decimal("900.5")
    share = request(target(B), aggregation=Aggregation.SHARE, whole=target(A, B, pooled=True))
    assert value_of(calculator, share) == Decimal("33.3")
    with pytest.raises(UnfitRequestError, match="whole"):
        calculator.run(request(target(B), aggregation=Aggregation.SHARE))


def everyone() -> tuple[Target, ...]:
    return tuple(target(s) for s in (A, B, C, D))


def test_extremes_keep_ties_and_leave_out_who_has_no_figure(calculator: Calculator) -> None:
    top = calculator.run(request(*everyone(), target("zee"), aggregation=Aggregation.EXTREME, count=2))
    assert [r.target.label for r in top.rows] == [A, D]
    assert [m.subject for m in top.missing] == ["zee"]
    low = calculator.run(request(*everyone(), aggregation=Aggregation.EXTREME, highest=False))
    assert [r.target.label for r in low.rows] == [C]
    tie = calculator.run(
        request(
            target(C), target(B), aggregation=Aggregation.EXTREME, metric=Metric.CHANGE, base="2023", measures=("doel",)
        )
    )
    assert len(tie.rows) == 2
    with pytest.raises(MissingFigureError):
        calculator.run(request(target("zee"), target("land"), aggregation=Aggregation.EXTREME))


def test_the_smallest_rise_is_of_those_that_rose(calculator: Calculator) -> None:
    change: dict[str, object] = {
        "aggregation": Aggregation.EXTREME,
        "metric": Metric.CHANGE,
        "base": "2023",
        "highest": False,
    }
    up = calculator.run(request(target(A), target(B), target(C), sense=Sense.UP, **change))
    assert [r.target.label for r in up.rows] == [A]
    with pytest.raises(UnfitRequestError, match="nobody"):
        calculator.run(request(target(B), target(C), sense=Sense.UP, **change))


def test_spread_is_highest_less_lowest(calculator: Calculator) -> None:
    result = calculator.run(request(*everyone(), aggregation=Aggregation.SPREAD))
    assert result.headline is not None
    assert result.headline.value == Decimal("530.5")
    assert [r.target.label for r in result.rows] == [A, C]


@pytest.mark.parametrize(("subject", "highest", "rank"), [(A, True, 1), (C, True, 4), (C, False, 1), (B, True, 3)])
def test_rank_counts_who_is_better(calculator: Calculator, subject: str, highest: bool, rank: int) -> None:
    rest = [t for t in everyone() if t.members != (subject,)]
    result = calculator.run(request(target(subject), *rest, aggregation=Aggregation.RANK, highest=highest))
    assert result.rank == rank
    with pytest.raises(UnfitRequestError, match="rank"):
        calculator.run(request(target("zee"), *rest, aggregation=Aggregation.RANK))


@pytest.mark.parametrize(
    ("comparator", "value", "expected"),
    [
        (Comparator.ABOVE, "300", [A, D]), (Comparator.AT_LEAST, "300", [A, D, B]), (Comparator.BELOW, "300", [C]),
        (Comparator.AT_MOST, "300", [B, C]), (Comparator.EQUAL, "500", [D]),
    ],
)  # fmt: skip
def test_filters_by_threshold(calculator: Calculator, comparator: Comparator, value: str, expected: list[str]) -> None:
    threshold = Threshold(comparator=comparator, value=Decimal(value))
    result = calculator.run(request(*everyone(), aggregation=Aggregation.FILTER, threshold=threshold))
    assert [r.target.label for r in result.rows] == expected
    with pytest.raises(UnfitRequestError, match="threshold"):
        calculator.run(request(*everyone(), aggregation=Aggregation.COUNT))


@pytest.mark.parametrize("quantifier", ["all", "most", "none", "some", "not all"])
@pytest.mark.parametrize("value", ["0", "200", "500", "5000"])
def test_what_many_are_denied_holds_where_the_claim_does_not(
    calculator: Calculator, quantifier: str, value: str
) -> None:
    threshold = Threshold(comparator=Comparator.ABOVE, value=Decimal(value))
    told = request(*everyone(), aggregation=Aggregation.FILTER, threshold=threshold, quantifier=quantifier)
    verdict = calculator.run(told).verdict
    assert verdict is not None
    assert calculator.run(told.model_copy(update={"denied": True})).verdict is not verdict


@pytest.mark.parametrize("one", [A, B, C, D])
def test_to_be_denied_the_first_place_holds_for_all_but_the_first(calculator: Calculator, one: str) -> None:
    told = request(*everyone(), aggregation=Aggregation.EXTREME, quantifier="first", whole=target(one))
    verdict = calculator.run(told).verdict
    assert verdict is not None
    assert calculator.run(told.model_copy(update={"denied": True})).verdict is not verdict


@pytest.mark.parametrize(
    ("claimed", "decimals", "comparator", "loose", "holds"),
    [
        ("60", 0, Comparator.EQUAL, False, True),  # 60,1% is 60% at that precision
        ("60.0", 1, Comparator.EQUAL, False, False),
        ("55", 0, Comparator.AT_LEAST, True, True),  # "ruim 55%"
        ("50", 0, Comparator.AT_LEAST, True, False),  # "ruim 50%" is not 60,1%
        ("62", 0, Comparator.EQUAL, True, True),  # "ongeveer 62%"
        ("70", 0, Comparator.EQUAL, True, False),
        ("60", 0, Comparator.BELOW, False, False),
    ],
)
def test_a_claim_is_judged_at_its_own_precision(
    calculator: Calculator, claimed: str, decimals: int, comparator: Comparator, loose: bool, holds: bool
) -> None:
    claim = Threshold(comparator=comparator, value=Decimal(claimed), unit="%", decimals=decimals, loose=loose)
    assert calculator.run(request(target(A), measures=("realisatiepercentage",), claim=claim)).verdict is holds


def test_a_claim_about_nought_asks_which_way_it_went(calculator: Calculator) -> None:
    rose = Threshold(comparator=Comparator.ABOVE, value=Decimal(0))
    for subject, expected in ((A, True), (B, False), (C, False)):
        asked = request(target(subject), metric=Metric.CHANGE, base="2023", claim=rose)
        assert calculator.run(asked).verdict is expected


def test_a_claim_about_several_figures_has_no_verdict(calculator: Calculator) -> None:
    claim = Threshold(comparator=Comparator.EQUAL, value=Decimal(1))
    assert calculator.run(request(target(A), target(B), claim=claim)).verdict is None


def test_nothing_is_divided_by_nought(calculator: Calculator) -> None:
    with pytest.raises(UnfitRequestError, match="nought"):
        calculator.run(request(target("rijk"), metric=Metric.CHANGE_PERCENT, base="2023"))


def test_units_are_never_mixed() -> None:
    jobs, share = Quantity(Decimal(1), "fta", "1", ()), Quantity(Decimal(1), "%", "1", ())
    with pytest.raises(UnfitRequestError):
        add([jobs, share])
    with pytest.raises(UnfitRequestError):
        subtract(jobs, share)


def test_approximate_in_is_circa_out(calculator: Calculator) -> None:
    assert calculator.run(request(target(A, C, pooled=True))).rows[0].approximate
    assert not calculator.run(request(target(A, B, pooled=True))).rows[0].approximate


def test_a_request_without_targets_is_no_request() -> None:
    with pytest.raises(ValidationError):
        request()


# --- laws ------------------------------------------------------------------------------------

numbers = st.decimals(min_value=Decimal("0.1"), max_value=Decimal(10**6), places=1)


def quantity(value: Decimal, unit: str = "fta") -> Quantity:
    return Quantity(value, unit, str(value), ())


@given(st.lists(numbers, min_size=2, max_size=4))
def test_a_sum_does_not_depend_on_order(values: list[Decimal]) -> None:
    sums = {add([quantity(v) for v in order]).value for order in permutations(values)}
    assert len(sums) == 1


@given(numbers, numbers)
def test_directed_differences_mirror_each_other(now: Decimal, before: Decimal) -> None:
    up = directed(quantity(now), quantity(before), Sense.UP).value
    down = directed(quantity(now), quantity(before), Sense.DOWN).value
    either = directed(quantity(now), quantity(before), Sense.EITHER).value
    assert up == -down
    assert either == abs(up)


@given(numbers, numbers)
def test_a_percentage_of_the_whole_gives_the_part_back(part: Decimal, whole: Decimal) -> None:
    share = percentage(quantity(part), quantity(whole)).value
    assert abs(share * whole / 100 - part) < Decimal("0.000001")
    assert divide(quantity(part), quantity(whole), "keer").value * 100 == pytest.approx(share)


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=3), st.integers(0, 2))
def test_rounding_is_half_up_and_at_most_half_a_unit_away(value: Decimal, decimals: int) -> None:
    rounded = round_half_up(value, decimals)
    half = Decimal("0.5").scaleb(-decimals)
    assert abs(rounded - value) <= half
    if abs(rounded - value) == half:
        assert abs(rounded) > abs(value)


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=3))
def test_plain_changes_the_notation_and_never_the_value(value: Decimal) -> None:
    assert plain(value) == value
    assert not f"{plain(value):f}".endswith(".0")
