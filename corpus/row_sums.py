"""Which rows of a table are the sum of others, as the figures themselves show."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from corpus.facts import MEAN_ROW, TOTAL_ROW, Fact

SEVERAL = 2
"""How many rows a sum has at least."""
_LARGE = 20
"""From which total on a sum is no chance."""


def columns_of(facts: Sequence[Fact]) -> list[list[Fact]]:
    """The figures of each year of each table, in the order of the rows."""
    found: dict[tuple[str, str], list[Fact]] = {}
    for fact in sorted(facts, key=lambda f: f.cell.start):
        if fact.table and fact.subject != MEAN_ROW:
            found.setdefault((fact.table, fact.period), []).append(fact)
    return list(found.values())


def sums_up(total: Fact, parts: Sequence[Fact]) -> bool:
    """Whether a figure is the sum of others, and large enough for that to be no chance."""
    large = total.value >= _LARGE and total.unit != "%"
    return large and len(parts) >= SEVERAL and sum((f.value for f in parts), Decimal(0)) == total.value


def has_subtotal(facts: Sequence[Fact]) -> bool:
    """Whether a row is, in each year, the sum of two or more rows just above it."""
    columns = [[f for f in column if f.subject != TOTAL_ROW] for column in columns_of(facts)]
    if not columns:
        return False
    width = min(map(len, columns))
    return any(
        all(sums_up(column[last], column[first:last]) for column in columns)
        for last in range(SEVERAL, width)
        for first in range(last - 1)
    )
