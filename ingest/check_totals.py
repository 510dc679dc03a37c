"""Totals of tables held against the rows above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from corpus.dutch import fold, format_number
from corpus.facts import MEAN_ROW, PART_ROW, RATE_WORDS, TOTAL_ROW, Fact, FactTable, Inconsistency, with_unit
from corpus.row_sums import has_subtotal

_NEAR = Decimal("0.05")
"""How far, as a part of it, a total may lie from its rows to be most likely a slip."""
_SHOWN = 8
"""So many rows are written out as a sum; of more only the outcome is."""


def wrong_totals(table: FactTable) -> Iterator[Inconsistency]:
    """Totals that are not the sum of the rows of their table, rounding aside.

    Only where every row has a figure, none is a part of another, and what is measured can be added up: a total
    below its largest row is no sum. One far from the sum is told as what it may be: it may count more than the rows,
    or count them once where they overlap.
    """
    rows = sorted((f for f in table if f.from_table and f.table), key=_column)
    for _, found in groupby(rows, key=_column):
        facts = list(found)
        if facts[0].unit == "%" or RATE_WORDS.search(fold(facts[0].counts)) or any(_is_part(f) for f in facts):
            continue
        names = {f.subject for f in facts} - {TOTAL_ROW, MEAN_ROW}
        for total in (f for f in facts if f.subject == TOTAL_ROW):
            parts = _rows_of(total, [f for f in facts if f.subject in names and f.period == total.period])
            whole = _rows_of(total, [f for f in facts if f.subject in names])
            if len(parts) >= 2 and {f.subject for f in parts} == {f.subject for f in whole}:
                yield from _held(total, parts)


def _rows_of(total: Fact, others: Sequence[Fact]) -> list[Fact]:
    """The rows that a total sums up: those above it, or those below one that stands first."""
    above = [f for f in others if f.cell.start < total.cell.start and f.spans[0].start < total.spans[0].start]
    return above or list(others)


def _held(total: Fact, parts: Sequence[Fact]) -> Iterator[Inconsistency]:
    """What is to be told of a total, if anything."""
    figures = [f.value for f in parts]
    if len({f.subject for f in parts}) != len(parts) or (min(figures) >= 0 and total.value < max(figures)):
        return
    if has_subtotal(parts):
        # A row that sums up those above it would count them twice.
        return
    exact = sum((f.value for f in parts), Decimal(0))
    finest = max(f.decimals for f in (total, *parts))
    # Each row and the total may be rounded by half of the last place.
    if abs(exact - total.value) > Decimal(len(parts) + 1) / 2 * Decimal(1).scaleb(-finest):
        yield _inconsistency(total, parts, exact)


def _column(fact: Fact) -> tuple[str, str, str]:
    return fact.table, fact.measure, fact.unit


def _is_part(fact: Fact) -> bool:
    return fact.subject != TOTAL_ROW and PART_ROW.match(fold(fact.subject_label)) is not None


def _inconsistency(total: Fact, parts: Sequence[Fact], exact: Decimal) -> Inconsistency:
    terms = " + ".join(format_number(part.value) for part in parts)
    summed = f"{terms} is" if len(parts) <= _SHOWN else f"de {len(parts)} rijen zijn samen"
    may = ""
    if abs(exact - total.value) > _NEAR * abs(exact):
        why = "het totaal telt meer mee dan deze rijen" if total.value > exact else "de rijen overlappen elkaar"
        may = f" Dat kan een fout zijn, of {why}."
    return Inconsistency(
        letter=total.letter, kind="total", subject=total.subject, subject_label=total.subject_label,
        period=total.period, stated=total.value, recomputed=exact, unit=total.unit,
        text=f"De brief noemt als totaal van ‘{total.counts}’ in {total.period} {total.shown}, maar {summed} "
        f"{with_unit(exact, total.unit)}.{may}",
        facts=(total.id, *(part.id for part in parts)), spans=(*total.spans, *(s for p in parts for s in p.spans)),
    )  # fmt: skip
