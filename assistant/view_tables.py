"""What the rows of a table are to each other: parts of a total, sums of some, or rates that do not add up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.dutch import fold
from corpus.facts import TOTAL_ROW, Fact
from corpus.row_sums import SEVERAL, columns_of, sums_up

_FEW = 3
_CALLED_WHOLE = re.compile(r"^(?:heel )?nederland$|\blandelijk\b|^gezamenlijk|^samen$|^totaal\b|^som\b")
"""How a row that sums up all others may be called."""


def named_twice(facts: Sequence[Fact]) -> frozenset[str]:
    """The rows whose name another row of the same table bears: which of them is meant cannot be told."""
    cells = [(f.table, f.subject, f.period) for f in facts if f.table]
    return frozenset(subject for table, subject, period in cells if cells.count((table, subject, period)) > 1)


def with_total(facts: Sequence[Fact]) -> list[Fact]:
    """The figures, with those of a first or last row that is in each year the sum of all other rows ("Nederland") as
    the total, where no row is called so."""
    columns = columns_of(facts)
    if not columns or any(f.subject == TOTAL_ROW for f in facts):
        return list(facts)
    for at in (-1, 0):
        rows = {column[at].subject for column in columns}
        called = all(_CALLED_WHOLE.search(fold(column[at].subject_label)) for column in columns)
        if not called and (at == 0 or min(map(len, columns)) <= _FEW):
            # Of few figures one may be the sum of the others by chance.
            continue
        if len(rows) == 1 and all(
            sums_up(column[at], [f for f in column if f is not column[at]]) for column in columns
        ):
            return [f.model_copy(update={"subject": TOTAL_ROW}) if f.subject in rows else f for f in facts]
    return list(facts)


def is_rate(facts: Sequence[Fact]) -> bool:
    """Whether what a table calls its total lies among its rows, as the mean of a rate does."""
    for column in columns_of(facts):
        total = next((f.value for f in column if f.subject == TOTAL_ROW), None)
        rows = [f.value for f in column if f.subject != TOTAL_ROW]
        if total is not None and len(rows) >= SEVERAL and min(rows) >= 0 and total < max(rows):
            return True
    return False
