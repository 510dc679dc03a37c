"""Figures with their origin, and exact arithmetic on them.

Everything is `Decimal` and nothing is rounded. A `Quantity` carries its value, the expression that
made it and the facts in it, so that an answer can show the sum and cite each part.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import reduce

from assistant.question import Sense
from corpus.documents import Frozen
from corpus.dutch import format_number

HUNDRED = Decimal(100)


class Operand(Frozen):
    """One fact in a calculation, with the words that say what it is."""

    label: str
    value: Decimal
    unit: str
    fact: str


class UnfitRequestError(Exception):
    """A request that means nothing for these facts, such as a difference of three things."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its origin. ``expression`` shows how it was made, in Dutch notation; for a
    figure as the letter states it that is the figure itself."""

    value: Decimal
    unit: str
    expression: str
    operands: tuple[Operand, ...]
    approximate: bool = False
    compound: bool = False
    rounded: bool = False
    ends: tuple[Quantity, ...] = ()
    """What a difference runs from and to, in the order of time (or target first, then realisation)."""

    @property
    def factor(self) -> str:
        """The expression as part of a larger one, in brackets where it needs them."""
        return f"({self.expression})" if self.compound or self.value < 0 else self.expression


def add(parts: Sequence[Quantity]) -> Quantity:
    """The sum; of one part, that part."""
    if len(parts) == 1:
        return parts[0]
    units = {part.unit for part in parts}
    if len(units) != 1:
        raise UnfitRequestError(f"no sum over {units}")
    return Quantity(
        plain(sum((part.value for part in parts), Decimal(0))),
        units.pop(),
        " + ".join(part.expression if not part.compound else part.factor for part in parts),
        merge(parts),
        any(part.approximate for part in parts),
        compound=True,
        rounded=any(part.rounded for part in parts),
    )


def subtract(left: Quantity, right: Quantity, unit: str | None = None) -> Quantity:
    """The first less the second."""
    if left.unit != right.unit:
        raise UnfitRequestError(f"no difference of {left.unit} and {right.unit}")
    return Quantity(
        plain(left.value - right.value), unit or left.unit, f"{left.factor} − {right.factor}", merge((left, right)),
        left.approximate or right.approximate, compound=True, rounded=left.rounded or right.rounded,
    )  # fmt: skip


def directed(now: Quantity, before: Quantity, sense: Sense, unit: str | None = None) -> Quantity:
    """The difference in the sense that was asked: a rise, a fall, or its size either way."""
    falls = sense is Sense.DOWN or (sense is Sense.EITHER and now.value < before.value)
    found = subtract(before, now, unit) if falls else subtract(now, before, unit)
    return replace(found, ends=(before, now))


def divide(left: Quantity, right: Quantity, unit: str) -> Quantity:
    """The first over the second."""
    if not right.value:
        raise UnfitRequestError("no division by nought")
    return Quantity(
        left.value / right.value, unit, f"{left.factor} / {right.factor}", merge((left, right)),
        left.approximate or right.approximate, compound=True, rounded=True,
    )  # fmt: skip


def percentage(part: Quantity, whole: Quantity) -> Quantity:
    """The first as a percentage of the second."""
    ratio = divide(part, whole, "%")
    return Quantity(
        ratio.value * HUNDRED, "%", f"{ratio.expression} × 100", ratio.operands, ratio.approximate,
        compound=True, rounded=True,
    )  # fmt: skip


def plain(value: Decimal) -> Decimal:
    """A value without noughts at the end of its decimals: 553.0 is 553."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def literal(value: Decimal, unit: str) -> Quantity:
    """A figure that no letter gives, such as the hundred per cent of a target."""
    return Quantity(value, unit, format_number(value), ())


def merge(parts: Iterable[Quantity]) -> tuple[Operand, ...]:
    """The operands of several figures, each once, in order."""
    found: dict[str, Operand] = reduce(lambda seen, part: seen | {o.fact: o for o in part.operands}, parts, {})
    return tuple(found.values())
