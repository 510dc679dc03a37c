"""What is worked out from figures of the running text, exactly, with the sum that shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from assistant.quantity import HUNDRED, Quantity, add, divide, literal, percentage, plain, subtract
from assistant.text_figures import Part, TextFigure
from assistant.text_rating import fell_by
from corpus.dutch import format_number, round_half_up
from corpus.facts import Fact

_DECIMALS = 1
_STEP_DECIMALS = 6


class Outcome(NamedTuple):
    """What came out: ``exact`` before rounding, ``shown`` as it is told, and how it was made."""

    exact: Decimal
    shown: Decimal
    unit: str
    expression: str
    rounding: str


def worked_out(figure: TextFigure) -> Outcome:
    """The outcome of what is to be done with the figures of a `TextFigure` that has a ``part``."""
    if figure.part is None:
        raise ValueError("nothing is to be worked out")
    found = _SUMS[figure.part](_quantity(figure.fact), tuple(map(_quantity, figure.others)), figure)
    if not found.rounded or found.value == round_half_up(found.value, _DECIMALS):
        return Outcome(plain(found.value), plain(found.value), found.unit, found.expression, "exact")
    trimmed = round_half_up(found.value, _STEP_DECIMALS)
    rounding = f"afgerond op één decimaal (onafgerond {format_number(plain(trimmed))})"
    return Outcome(found.value, round_half_up(found.value, _DECIMALS), found.unit, found.expression, rounding)


def _quantity(fact: Fact) -> Quantity:
    return Quantity(fact.value, fact.unit, format_number(fact.value), (), approximate=fact.approximate)


def _larger_first(one: Quantity, other: Quantity) -> Quantity:
    unit = "procentpunt" if one.unit == "%" else one.unit
    return subtract(one, other, unit) if one.value >= other.value else subtract(other, one, unit)


def _before(level: Quantity, changes: tuple[Quantity, ...], figure: TextFigure) -> Quantity:
    return add((level, changes[0])) if fell_by(figure.others[0]) else subtract(level, changes[0])


def _change_percent(later: Quantity, earlier: tuple[Quantity, ...], _: TextFigure) -> Quantity:
    return percentage(subtract(later, earlier[0]), earlier[0])


_SUMS: dict[Part, Callable[[Quantity, tuple[Quantity, ...], TextFigure], Quantity]] = {
    Part.SHARE: lambda fact, others, _: percentage(fact, others[0]),
    # "44 scholen" of "51 mbo-scholen": the whole is counted in the words of the part or the other way about.
    Part.REST: lambda fact, others, _: subtract(others[0], replace(fact, unit=others[0].unit)),
    Part.REST_SHARE: lambda fact, _, __: subtract(literal(HUNDRED, "%"), fact),
    Part.CHANGE: lambda fact, others, _: _larger_first(fact, others[0]),
    Part.CHANGE_PERCENT: _change_percent,
    Part.BEFORE: _before,
    Part.SUM: lambda fact, others, _: add((fact, *others)),
    Part.DIFFERENCE: lambda fact, others, _: _larger_first(fact, others[0]),
    Part.RATIO: lambda fact, others, _: divide(fact, others[0], "keer"),
}
