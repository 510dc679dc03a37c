"""Totals of tables held against the rows above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from corpus.dutch import fold, format_number
from corpus.facts import MEAN_ROW, TOTAL_ROW, Fact, FactTable, Inconsistency, with_unit

_PART = re.compile(r"^(?:waarvan|w\.?v\.?|daarvan|subtotaal)\b")
#: What is given per week or on average does not add up.
_RATE = re.compile(r"\bper\b|\bgemiddeld|\bpercentage|\baandeel|\bindex\b")
_NEAR = Decimal("0.05")
"""How far, as a part of it, a total may lie from its rows to be a slip: one further off counts more than they."""


def wrong_totals(table: FactTable) -> Iterator[Inconsistency]:
    """Totals that are not the sum of the rows of their table, rounding aside.

    Only where every row has a figure, none is a part of another, and what is measured can be added up.
    """
    rows = sorted((f for f in table if f.from_table and f.context), key=_table)
    for _, found in groupby(rows, key=_table):
        facts = list(found)
        names = {f.subject for f in facts} - {TOTAL_ROW, MEAN_ROW}
        if facts[0].unit == "%" or _RATE.search(fold(facts[0].counts)) or any(_is_part(f) for f in facts):
            continue
        for total in (f for f in facts if f.subject == TOTAL_ROW):
            parts = [f for f in facts if f.subject in names and f.period == total.period]
            if len(parts) < 2 or {f.subject for f in parts} != names or len(parts) != len(names):
                continue
            exact = sum((f.value for f in parts), Decimal(0))
            off = abs(exact - total.value)
            finest = max(f.decimals for f in (total, *parts))
            # Each row and the total may be rounded by half of the last place.
            room = Decimal(len(parts) + 1) / 2 * Decimal(1).scaleb(-finest)
            if room < off <= _NEAR * abs(exact):
                yield _inconsistency(total, parts, exact)


def _table(fact: Fact) -> tuple[str, str, str, str, str]:
    return fact.letter, fact.section, fact.context, fact.measure, fact.unit


def _is_part(fact: Fact) -> bool:
    return _PART.match(fold(fact.subject_label)) is not None


def _inconsistency(total: Fact, parts: list[Fact], exact: Decimal) -> Inconsistency:
    terms = " + ".join(format_number(part.value) for part in parts)
    return Inconsistency(
        letter=total.letter, kind="total", subject=total.subject, subject_label=total.subject_label,
        period=total.period, stated=total.value, recomputed=exact, unit=total.unit,
        text=f"De brief noemt als totaal van ‘{total.counts}’ in {total.period} {total.shown}, maar {terms} is "
        f"{with_unit(exact, total.unit)}.",
        facts=(total.id, *(part.id for part in parts)), spans=(*total.spans, *(s for p in parts for s in p.spans)),
    )  # fmt: skip
