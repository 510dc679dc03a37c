"""The calculator where something is supposed, recomputed, left out, or asked of unlike figures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from assistant.calculator import Calculator, MissingFigureError, UnfitRequestError
from assistant.quantity import Quantity, add, directed, divide, literal, percentage, plain, subtract
from assistant.question import Aggregation, Comparator, Metric, Sense, Supposition, Target, Threshold
from corpus.facts import FactTable
from tests.assistant.test_calculator import FACTS, LEXICON, A, B, C, D, everyone, fact, request, target

RATE = ("realisatiepercentage",)


@pytest.fixture
def calculator() -> Calculator:
    return Calculator(FactTable(FACTS), LEXICON)


def suppose(measure: str, kind: str, amount: str = "0", **fields: object) -> Supposition:
    return Supposition.model_validate({"measure": measure, "kind": kind, "amount": Decimal(amount)} | fields)


# --- what if --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("supposed", "value", "expression"),
    [
        (suppose("realisatie", "add", "50"), "650.5", "600,5 + 50 = 650,5"),
        (suppose("realisatie", "add", "50", times=2), "700.5", "600,5 + 2 × 50 = 700,5"),
        (suppose("realisatie", "add", "-50"), "550.5", "600,5 − 50 = 550,5"),
        (suppose("realisatie", "add", "0"), "600.5", "600,5 + 0 = 600,5"),
        (suppose("realisatie", "percent", "10"), "660.6", "600,5 × 1,1 = 660,6"),
        (suppose("realisatie", "percent", "-10"), "540.5", "600,5 × 0,9 = 540,5"),
        (suppose("realisatie", "percent", "10", times=2), "726.6", "600,5 × 1,1^2 = 726,6"),
        (suppose("realisatie", "again"), "801", "600,5 + (600,5 − 400) = 801"),
        (suppose("realisatie", "again", times=3), "1202", "600,5 + 3 × (600,5 − 400) = 1.202"),
        (suppose("realisatie", "again", unit="%"), "901.5", "600,5 × (600,5 / 400) = 901,5"),
        (suppose("realisatie", "again", unit="%", times=2), "1353.4", "600,5 × (600,5 / 400)^2 = 1.353,4"),
        (suppose("realisatie", "year", period="2023"), "400", ""),
        (suppose("doel", "add", "50"), "600.5", ""),
        (suppose("realisatie", "to", "700"), "700", ""),
        (suppose("realisatie", "portion", "50"), "300.3", "600,5 × 0,5 = 300,3"),
    ],
)
def test_a_supposed_figure_is_worked_out_and_shown(
    calculator: Calculator, supposed: Supposition, value: str, expression: str
) -> None:
    result = calculator.run(request(target(A), supposed=supposed))
    assert (result.rows[0].value, result.expression) == (Decimal(value), expression)


@pytest.mark.parametrize(
    ("supposed", "cited"),
    [
        (suppose("realisatie", "add", "50"), ["2024"]),
        (suppose("realisatie", "percent", "10"), ["2024"]),
        (suppose("realisatie", "again"), ["2024", "2023"]),
        (suppose("realisatie", "again", unit="%"), ["2024", "2023"]),
    ],
)
def test_a_supposed_figure_cites_what_it_was_made_of(
    calculator: Calculator, supposed: Supposition, cited: list[str]
) -> None:
    result = calculator.run(request(target(A), supposed=supposed))
    assert [operand.fact for operand in result.operands] == [f"{A}/realisatie/{year}/" for year in cited]


@pytest.mark.parametrize("kind", ["add", "again"])
def test_a_supposed_figure_is_as_approximate_as_its_parts(calculator: Calculator, kind: str) -> None:
    supposed = suppose("realisatie", kind, "5")
    assert calculator.run(request(target(C), supposed=supposed)).rows[0].approximate
    assert not calculator.run(request(target(A), supposed=supposed)).rows[0].approximate


def test_growth_from_an_approximate_year_is_approximate() -> None:
    facts = [fact(A, "realisatie", "2023", "400", approximate=True), fact(A, "realisatie", "2024", "600")]
    asked = request(target(A), supposed=suppose("realisatie", "again"))
    assert Calculator(FactTable(facts), LEXICON).run(asked).rows[0].approximate


@pytest.mark.parametrize(
    ("supposed", "value", "expression"),
    [
        (suppose("doel", "add", "201"), "50", "600,5 / (1.000 + 201) × 100 = 50,0"),
        (suppose("realisatie", "add", "50"), "65.1", "(600,5 + 50) / 1.000 × 100 = 65,1"),
        (suppose("doel", "year", period="2023"), "75.1", "600,5 / 800 × 100 = 75,1"),
    ],
)
def test_a_percentage_follows_what_is_supposed_of_its_parts(
    calculator: Calculator, supposed: Supposition, value: str, expression: str
) -> None:
    result = calculator.run(request(target(A), measures=RATE, supposed=supposed))
    assert (result.rows[0].value, result.expression) == (Decimal(value), expression)


def test_a_gap_and_a_pool_follow_what_is_supposed(calculator: Calculator) -> None:
    supposed = suppose("realisatie", "add", "50")
    gap = calculator.run(request(target(A), metric=Metric.GAP, sense=Sense.DOWN, supposed=supposed))
    assert (gap.rows[0].value, gap.expression) == (Decimal("349.5"), "1.000 − (600,5 + 50) = 349,5")
    pool = calculator.run(request(target(A, B, pooled=True), supposed=supposed))
    assert pool.rows[0].value == Decimal("1000.5")


@pytest.mark.parametrize("period", ["2023", "2021"])
def test_growth_again_needs_a_year_before(calculator: Calculator, period: str) -> None:
    with pytest.raises(MissingFigureError) as caught:
        calculator.run(request(target(A), supposed=suppose("realisatie", "again"), periods=(period,)))
    assert (caught.value.missing.subject, caught.value.missing.measure) == (A, "realisatie")
    assert caught.value.missing.period == period


def test_nothing_grows_by_a_percentage_from_nought(calculator: Calculator) -> None:
    with pytest.raises(UnfitRequestError, match=r"^no growth from nought$"):
        calculator.run(request(target("rijk"), supposed=suppose("realisatie", "again", unit="%")))


def test_what_is_supposed_of_the_whole_says_nothing_of_a_part(calculator: Calculator) -> None:
    for measures in (("realisatie",), RATE):
        with pytest.raises(UnfitRequestError, match="part"):
            calculator.run(
                request(
                    target(A), measures=measures, qualifier="incl-inkoop", supposed=suppose("realisatie", "add", "50")
                )
            )


def test_what_is_supposed_of_the_target_leaves_a_part_as_it_is(calculator: Calculator) -> None:
    asked = request(target(A), measures=RATE, qualifier="incl-inkoop", supposed=suppose("doel", "add", "400"))
    assert calculator.run(asked).rows[0].value == Decimal(50)


# --- recomputed -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("subject", "value", "holds"), [(A, "60.1", True), (D, "33.3", True), (B, "100", False)])
def test_a_percentage_is_recomputed_and_held_against_what_is_stated(subject: str, value: str, holds: bool) -> None:
    facts = [f if f.id != f"{B}/{RATE[0]}/2024/" else f.model_copy(update={"value": Decimal(99)}) for f in FACTS]
    result = Calculator(FactTable(facts), LEXICON).run(request(target(subject), measures=RATE, recomputed=True))
    assert (result.rows[0].value, result.verdict) == (Decimal(value), holds)
    assert [operand.fact.split("/")[1] for operand in result.operands] == ["realisatie", "doel"]


def test_without_a_stated_percentage_there_is_nothing_to_hold_it_against() -> None:
    facts = [f for f in FACTS if f.measure != RATE[0]]
    result = Calculator(FactTable(facts), LEXICON).run(request(target(A), measures=RATE, recomputed=True))
    assert (result.rows[0].value, result.verdict) == (Decimal("60.1"), None)


def test_the_percentage_of_a_pool_is_always_recomputed(calculator: Calculator) -> None:
    result = calculator.run(request(target(A, B, pooled=True), measures=RATE, recomputed=True))
    assert result.rows[0].value == Decimal("69.3")


def test_a_percentage_with_a_part_is_recomputed_with_it(calculator: Calculator) -> None:
    result = calculator.run(request(target(A), measures=RATE, recomputed=True, qualifier="incl-inkoop"))
    assert result.rows[0].value == Decimal(70)


# --- parts ----------------------------------------------------------------------------------------


def test_without_a_part_is_the_whole_less_that_part(calculator: Calculator) -> None:
    result = calculator.run(request(target(B), qualifier="excl-vast"))
    assert (result.rows[0].value, result.expression) == (Decimal(180), "300 − 120 = 180")
    with pytest.raises(MissingFigureError) as caught:
        calculator.run(request(target("zee"), qualifier="excl-vast"))
    assert caught.value.missing.qualifier == "excl-vast"


def test_a_missing_part_is_named_with_its_measure(calculator: Calculator) -> None:
    with pytest.raises(MissingFigureError) as caught:
        calculator.run(request(target(B), qualifier="inkoop"))
    missing = caught.value.missing
    assert (missing.subject, missing.measure, missing.period, missing.qualifier) == (B, "realisatie", "2024", "inkoop")
    assert str(missing) in str(caught.value)


@pytest.mark.parametrize(
    ("subject", "qualifier", "labels"),
    [
        (A, "incl-inkoop", ["Realisatie Defensie 2024", "Realisatie via SROI of inkoop Defensie 2024"]),
        (D, "incl-inkoop", ["Realisatie inclusief SROI of inkoop Hbo 2024"]),
        (B, "vast", ["Realisatie vast Politie 2024"]),
    ],
)
def test_an_operand_says_which_part_it_is(
    calculator: Calculator, subject: str, qualifier: str, labels: list[str]
) -> None:
    result = calculator.run(request(target(subject), qualifier=qualifier))
    assert [operand.label for operand in result.operands] == labels


def test_a_part_worked_out_from_an_approximate_whole_is_approximate(calculator: Calculator) -> None:
    assert calculator.run(request(target(C), qualifier="vast")).rows[0].approximate


# --- unlike figures -------------------------------------------------------------------------------


def test_each_side_may_have_a_measure_a_year_and_a_part_of_its_own(calculator: Calculator) -> None:
    goal = Target(label="doel", members=(A,), measure="doel", period="2023")
    done = Target(label="inkoop", members=(A,), qualifier="inkoop")
    result = calculator.run(request(goal, done, aggregation=Aggregation.DIFFERENCE))
    assert result.expression == "800 − 99,5 = 700,5"


def test_the_whole_of_a_share_may_have_a_measure_and_a_year_of_its_own(calculator: Calculator) -> None:
    whole = Target(label="doel", members=(A,), measure="doel", period="2023", qualifier="")
    result = calculator.run(request(target(A), aggregation=Aggregation.SHARE, whole=whole, qualifier="inkoop"))
    assert result.expression == "99,5 / 800 × 100 = 12,4"


@pytest.mark.parametrize(
    ("quantifier", "bound", "verdict"),
    [
        ("all", "60", True), ("all", "100", False), ("most", "300", False), ("most", "299", True),
        ("none", "700", True), ("none", "600", False), ("", "300", None),
    ],
)  # fmt: skip
def test_whether_all_most_or_none_pass(
    calculator: Calculator, quantifier: str, bound: str, verdict: bool | None
) -> None:
    threshold = Threshold(comparator=Comparator.ABOVE, value=Decimal(bound))
    asked = request(*everyone(), aggregation=Aggregation.FILTER, threshold=threshold, quantifier=quantifier)
    result = calculator.run(asked)
    assert result.verdict is verdict
    assert len(result.considered) == 4


@pytest.mark.parametrize(
    ("place", "highest", "expected"), [(1, True, [A]), (2, True, [D]), (4, True, [C]), (2, False, [B])]
)
def test_who_stands_at_one_place(calculator: Calculator, place: int, highest: bool, expected: list[str]) -> None:
    asked = request(*everyone(), aggregation=Aggregation.EXTREME, place=place, highest=highest)
    result = calculator.run(asked)
    assert [row.target.label for row in result.rows] == expected
    assert len(result.considered) == 4


def test_who_shares_a_place_shares_the_answer(calculator: Calculator) -> None:
    facts = [*FACTS, fact("vo", "realisatie", "2024", "500")]
    asked = request(*everyone(), target("vo"), aggregation=Aggregation.EXTREME, place=3)
    result = Calculator(FactTable(facts), LEXICON).run(asked)
    assert [row.target.label for row in result.rows] == [D, "vo"]


def test_there_is_no_place_behind_the_last(calculator: Calculator) -> None:
    with pytest.raises(UnfitRequestError, match=r"^there is no place 5 among 4$"):
        calculator.run(request(*everyone(), aggregation=Aggregation.EXTREME, place=5))


def test_a_top_of_more_than_there_are_is_all_of_them(calculator: Calculator) -> None:
    result = calculator.run(request(*everyone(), aggregation=Aggregation.EXTREME, count=9))
    assert [row.target.label for row in result.rows] == [A, D, B, C]
    assert [row.target.label for row in result.considered] == [A, B, C, D]


def test_the_largest_fall_is_of_those_that_fell(calculator: Calculator) -> None:
    asked = request(
        *everyone()[:3], aggregation=Aggregation.EXTREME, metric=Metric.CHANGE, base="2023", sense=Sense.DOWN
    )
    assert [row.target.label for row in calculator.run(asked).rows] == [B]


def test_a_spread_and_a_rank_say_what_was_compared(calculator: Calculator) -> None:
    for aggregation in (Aggregation.SPREAD, Aggregation.RANK):
        result = calculator.run(request(*everyone(), target("zee"), aggregation=aggregation))
        assert [row.target.label for row in result.considered] == [A, B, C, D]
        assert [missing.subject for missing in result.missing] == ["zee"]


def test_several_without_a_figure_are_all_named_and_the_first_refuses(calculator: Calculator) -> None:
    some = calculator.run(request(target("zee"), target(A), target("land"), aggregation=Aggregation.EXTREME))
    assert [missing.subject for missing in some.missing] == ["zee", "land"]
    with pytest.raises(MissingFigureError) as caught:
        calculator.run(request(target("zee"), target("land"), aggregation=Aggregation.EXTREME))
    assert caught.value.missing.subject == "zee"


def test_the_smallest_rise_may_be_less_than_one(calculator: Calculator) -> None:
    facts = [*FACTS, fact("vo", "realisatie", "2023", "10"), fact("vo", "realisatie", "2024", "10.4")]
    asked = request(
        target(A), target("vo"), aggregation=Aggregation.EXTREME, metric=Metric.CHANGE, base="2023", sense=Sense.UP,
        highest=False,
    )  # fmt: skip
    assert [row.target.label for row in Calculator(FactTable(facts), LEXICON).run(asked).rows] == ["vo"]


def test_a_claim_about_the_size_of_a_fall_is_about_its_size(calculator: Calculator) -> None:
    claim = Threshold(comparator=Comparator.EQUAL, value=Decimal(30), unit="fta")
    asked = request(target(B), metric=Metric.CHANGE, base="2023", sense=Sense.DOWN, claim=claim)
    assert calculator.run(asked).verdict is True


# --- units and steps ------------------------------------------------------------------------------


def test_a_ratio_is_in_times_and_a_difference_of_jobs_in_jobs(calculator: Calculator) -> None:
    two = (target(A), target(B))
    assert calculator.run(request(*two, aggregation=Aggregation.RATIO)).headline.unit == "keer"  # type: ignore[union-attr]
    assert calculator.run(request(*two, aggregation=Aggregation.DIFFERENCE)).headline.unit == "fta"  # type: ignore[union-attr]
    uplift = calculator.run(request(target(A), metric=Metric.UPLIFT, qualifier="incl-inkoop"))
    assert uplift.rows[0].unit == "fta"


def test_a_mean_shows_its_sum_and_how_sure_it_is(calculator: Calculator) -> None:
    result = calculator.run(request(target(A), target(C), aggregation=Aggregation.MEAN))
    assert result.expression == "(600,5 + 70) / 2 = 335,25"
    assert result.headline is not None
    assert result.headline.approximate
    assert not calculator.run(request(target(A), target(B), aggregation=Aggregation.MEAN)).headline.approximate  # type: ignore[union-attr]


def number(value: str, unit: str = "fta", *, approximate: bool = False, compound: bool = False) -> Quantity:
    return Quantity(Decimal(value), unit, value.replace(".", ","), (), approximate, compound=compound)


@pytest.mark.parametrize(
    ("made", "expression"),
    [
        (add([number("1"), number("2")]), "1 + 2"),
        (add([add([number("1"), number("2")]), number("3")]), "(1 + 2) + 3"),
        (subtract(number("3"), add([number("1"), number("1")])), "3 − (1 + 1)"),
        (divide(number("3"), subtract(number("3"), number("1")), "keer"), "3 / (3 − 1)"),
        (subtract(divide(number("3"), number("2"), "fta"), number("1")), "(3 / 2) − 1"),
        (subtract(percentage(number("3"), number("2")), number("1", "%")), "(3 / 2 × 100) − 1"),
        (literal(Decimal("1234.5"), "%"), "1.234,5"),
    ],
)
def test_an_expression_has_brackets_where_it_needs_them(made: Quantity, expression: str) -> None:
    assert made.expression == expression


@pytest.mark.parametrize("sure", [True, False])
def test_what_is_made_of_an_approximation_is_one(sure: bool) -> None:
    left, right = number("6", approximate=not sure), number("3")
    for made in (
        add([left, right]), add([right, left]), subtract(left, right), subtract(right, left), divide(left, right, "x"),
        divide(right, left, "x"), percentage(left, right), percentage(right, left),
        directed(left, right, Sense.UP), directed(right, left, Sense.DOWN),
    ):  # fmt: skip
        assert made.approximate is not sure


def test_what_is_divided_will_be_rounded_and_what_is_added_is_exact() -> None:
    share = divide(number("1"), number("3"), "fta")
    assert share.rounded
    assert share.compound
    assert not add([number("1"), number("3")]).rounded
    assert add([share, number("1")]).rounded
    assert subtract(number("1"), share).rounded


def test_a_difference_runs_from_the_earlier_to_the_later() -> None:
    now, before = number("5"), number("8")
    for sense in Sense:
        assert directed(now, before, sense).ends == (before, now)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (lambda: divide(number("1"), number("0"), "x"), "^no division by nought$"),
        (lambda: subtract(number("1"), number("1", "%")), "^no difference of fta and %$"),
        (lambda: add([number("1"), number("1", "%")]), "^no sum over"),
    ],
)
def test_what_cannot_be_worked_out_says_why(broken: object, message: str) -> None:
    with pytest.raises(UnfitRequestError, match=message):
        broken()  # type: ignore[operator]


@pytest.mark.parametrize(("value", "shown"), [("553.0", "553"), ("553.50", "553.5"), ("600", "600"), ("0.00", "0")])
def test_noughts_at_the_end_are_left_out(value: str, shown: str) -> None:
    assert str(plain(Decimal(value))) == shown


# --- years until the target, and the only ones ------------------------------------------------------


@pytest.mark.parametrize(
    ("supposed", "years", "step"),
    [
        (suppose("realisatie", "add", "100"), "4", "100"),
        (suppose("realisatie", "add", "399.5"), "1", "399,5"),
        (suppose("realisatie", "add", "399"), "2", "399"),
        (suppose("realisatie", "again"), "2", "(600,5 − 400)"),
    ],
)
def test_whole_years_until_the_target(calculator: Calculator, supposed: Supposition, years: str, step: str) -> None:
    asked = request(target(A), metric=Metric.GAP, sense=Sense.DOWN, aggregation=Aggregation.YEARS, supposed=supposed)
    result = calculator.run(asked)
    row = result.rows[0]
    assert (row.value, row.exact, row.unit) == (Decimal(years), Decimal(years), "jaar")
    assert row.expression == f"(1.000 − 600,5) / {step}, naar boven afgerond"
    assert result.rounding == "exact"


@pytest.mark.parametrize(
    ("who", "supposed"),
    [
        (A, suppose("realisatie", "add", "0")),
        (A, suppose("realisatie", "add", "-5")),
        (A, suppose("realisatie", "percent", "10")),
        (A, suppose("realisatie", "again", unit="%")),
        (A, None),
        (B, suppose("realisatie", "add", "5")),
        (C, suppose("realisatie", "again")),
    ],
)
def test_no_years_without_a_shortfall_and_a_yearly_growth(
    calculator: Calculator, who: str, supposed: Supposition | None
) -> None:
    asked = request(target(who), metric=Metric.GAP, sense=Sense.DOWN, aggregation=Aggregation.YEARS, supposed=supposed)
    with pytest.raises(UnfitRequestError):
        calculator.run(asked)


@pytest.mark.parametrize(("first", "count", "holds"), [(B, 1, True), (A, 1, False), (B, 2, False)])
def test_the_only_ones_of_whom_something_holds(calculator: Calculator, first: str, count: int, holds: bool) -> None:
    others = [name for name in (B, A, C) if name != first]
    asked = request(
        target(first), *(target(name) for name in others), aggregation=Aggregation.FILTER, metric=Metric.GAP,
        sense=Sense.UP, threshold=Threshold(comparator=Comparator.AT_LEAST, value=Decimal(0)), quantifier="only",
        count=count,
    )  # fmt: skip
    assert calculator.run(asked).verdict is holds


def test_what_is_not_of_a_part_is_the_rest_of_its_stated_share(calculator: Calculator) -> None:
    result = calculator.run(request(target(C), measures=("aandeel",), qualifier="excl-vast"))
    row = result.rows[0]
    assert (row.value, row.unit, row.expression) == (Decimal("47.1"), "%", "100 − 52,9")
    with pytest.raises(MissingFigureError):
        calculator.run(request(target(D), measures=("aandeel",), qualifier="excl-vast"))
