"""Where a letter contradicts itself: stated percentages recomputed, text held against tables.

A stated percentage is compared at the precision in which it is stated (rounded half up), so that
"23%" for 23,4% is no contradiction and "56,6%" for 59,6% is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.documents import Document
from corpus.dutch import format_number, round_half_up
from corpus.facts import Fact, FactKind, FactTable, Inconsistency, with_unit
from corpus.lexicon import Lexicon


def check(document: Document, facts: list[Fact], lexicon: Lexicon) -> list[Inconsistency]:
    """Every contradiction found in a letter, in the order of the letter."""
    table = FactTable(facts)
    found = [*_percentages(table, lexicon), *_text_against_table(table), *_percent_for_points(document, table)]
    return sorted(found, key=lambda x: (x.spans[0].start, x.kind))


def _percentages(table: FactTable, lexicon: Lexicon) -> Iterator[Inconsistency]:
    """Stated realisation percentages that are not realisation / target."""
    for subject in table.subjects:
        for period in table.periods:
            stated = table.find(subject, "realisatiepercentage", period)
            part = table.find(subject, "realisatie", period)
            whole = table.find(subject, "doel", period)
            if stated is None or part is None or whole is None or not whole.value:
                continue
            exact = part.value / whole.value * 100
            if round_half_up(exact, stated.decimals) == stated.value:
                continue
            shown = round_half_up(exact, 1)
            yield Inconsistency(
                letter=stated.letter, kind="percentage", subject=subject, subject_label=stated.subject_label,
                period=period, stated=stated.value, recomputed=shown, unit="%",
                text=(
                    f"De brief noemt voor {stated.subject_label} in {period} {stated.shown}, maar "
                    f"{format_number(part.value)} / {format_number(whole.value)} is {with_unit(shown, '%')}."
                ),
                facts=(stated.id, part.id, whole.id), spans=(*stated.spans, *part.spans, *whole.spans),
            )  # fmt: skip


def _text_against_table(table: FactTable) -> Iterator[Inconsistency]:
    """Levels in running text that differ from the table, at the precision of the text."""
    for fact in table:
        if fact.from_table or fact.kind is not FactKind.LEVEL or fact.partial or fact.qualifiers:
            continue
        stated = table.find(fact.subject, fact.measure, fact.period)
        if stated is None or not stated.from_table or stated.value == round_half_up(fact.value, stated.decimals):
            continue
        if round_half_up(stated.value, fact.decimals) == fact.value:
            continue
        yield Inconsistency(
            letter=fact.letter, kind="text_against_table", subject=fact.subject, subject_label=fact.subject_label,
            period=fact.period, stated=fact.value, recomputed=stated.value, unit=fact.unit,
            text=(
                f"De tekst noemt voor {fact.subject_label} in {fact.period} {fact.shown}, de tabel {stated.shown}."
            ),
            facts=(fact.id, stated.id), spans=(*fact.spans, *stated.spans),
        )  # fmt: skip


def _percent_for_points(document: Document, table: FactTable) -> Iterator[Inconsistency]:
    """A change of a percentage given in per cent where its own figures make it percentage points."""
    if len(table.periods) < 2:
        return
    for fact in table:
        if fact.kind is not FactKind.CHANGE or fact.unit != "%" or fact.from_table:
            continue
        before = table.find(fact.subject, "realisatiepercentage", table.periods[-2])
        now = table.find(fact.subject, "realisatiepercentage", table.periods[-1])
        if before is None or now is None or not before.value:
            continue
        points = abs(now.value - before.value)
        relative = round_half_up(abs(now.value / before.value - 1) * 100, fact.decimals)
        if points != fact.value or relative == fact.value:
            continue
        yield Inconsistency(
            letter=fact.letter, kind="percent_for_points", subject=fact.subject, subject_label=fact.subject_label,
            period=now.period, stated=fact.value, recomputed=points, unit="procentpunt",
            text=(
                f"De brief noemt voor {fact.subject_label} een verandering van {fact.shown}; van "
                f"{before.shown} naar {now.shown} is {with_unit(points, 'procentpunt')}."
            ),
            facts=(fact.id, before.id, now.id), spans=(*fact.spans, *before.spans),
        )  # fmt: skip
