"""Where a letter contradicts itself: every figure held against the others that decide it.

A stated figure is compared at the precision in which it is stated (rounded half up), so that
"23%" for 23,4% is no contradiction and "56,6%" for 59,6% is one. What is only a limit, a rate, an
expectation, or of some members of a sector, is held against nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from corpus.documents import Span
from corpus.dutch import enumerate_dutch, format_number, round_half_up, tokens
from corpus.facts import Fact, FactKind, FactTable, Inconsistency, bare, with_unit
from corpus.lexicon import Lexicon
from ingest.check_totals import wrong_totals

_HUNDRED = Decimal(100)
_NEARLY = Decimal("0.95")
_UP = frozenset(
    "stijging stijgende toename groei groeiende gestegen toegenomen gegroeid meer extra erbij verhoging hoger".split()
)
_DOWN = frozenset("daling dalende afname krimp gedaald afgenomen gekrompen minder verlaging lager vermindering".split())
_REACH = 60
#: How far, as a part of it, a slip may lie from the figure that it should be: a level, and a change.
_RESTATED = Decimal("0.1")
_MOVED = Decimal("0.25")


def check(facts: Sequence[Fact], lexicon: Lexicon) -> list[Inconsistency]:
    """Every contradiction found in a letter, in the order of the letter."""
    table = FactTable(facts)
    found = [
        *_percentages(table),
        *_percentages_with_parts(table, lexicon),
        *_text_against_table(table),
        *_text_against_text(table, lexicon),
        *_parts_against_whole(table),
        *_shares(table),
        *_changes(table, lexicon),
        *_directions(table),
        *wrong_totals(table),
    ]
    return sorted(found, key=lambda x: (x.spans[0].start, x.kind))


def _percentages(table: FactTable) -> Iterator[Inconsistency]:
    """Stated realisation percentages that are not realisation / target."""
    for subject in table.subjects:
        for period in table.periods:
            stated = table.find(subject, "realisatiepercentage", period)
            part = table.find(subject, "realisatie", period)
            whole = table.find(subject, "doel", period)
            if stated is None or part is None or whole is None or not whole.value:
                continue
            exact = part.value / whole.value * _HUNDRED
            if _agrees(exact, stated):
                continue
            repeats = [
                fact for fact in table.all(subject, "realisatiepercentage", period)
                if fact.id != stated.id and not _agrees(exact, fact)
            ]  # fmt: skip
            places = [f"p. {fact.page}: {fact.shown}" for fact in repeats]
            yield _found(
                "percentage", stated, round_half_up(exact, 1), "%", (part, whole),
                f"De brief noemt voor {stated.subject_label} in {period} {stated.shown}"
                f"{f' (ook op {enumerate_dutch(places)})' if places else ''}, maar {format_number(part.value)} / "
                f"{format_number(whole.value)} is {with_unit(round_half_up(exact, 1), '%')}.",
                also=tuple(fact.id for fact in repeats),
            )  # fmt: skip


def _percentages_with_parts(table: FactTable, lexicon: Lexicon) -> Iterator[Inconsistency]:
    """Stated percentages that include a part ("inclusief inkoop") and are not (realisation + part) / target."""
    for stated in table:
        included = [q for q in stated.qualifiers if q.startswith("incl-")]
        if stated.measure != "realisatiepercentage" or not stated.is_level or len(included) != 1:
            continue
        name = bare(included[0])
        whole = table.find(stated.subject, "doel", stated.period)
        total = table.find(stated.subject, "realisatie", stated.period, (included[0],))
        own = table.find(stated.subject, "realisatie", stated.period)
        part = table.find(stated.subject, "realisatie", stated.period, (name,))
        terms = (total,) if total else (own, part)
        if whole is None or not whole.value or any(term is None for term in terms):
            continue
        known = [term for term in terms if term is not None]
        exact = sum(term.value for term in known) / whole.value * _HUNDRED
        if _agrees(exact, stated):
            continue
        sum_of = " + ".join(format_number(term.value) for term in known)
        sum_of = f"({sum_of})" if len(known) > 1 else sum_of
        label = lexicon.qualifiers[name].label.removeprefix("via ")
        yield _found(
            "percentage", stated, round_half_up(exact, 1), "%", (*known, whole),
            f"De brief noemt voor {stated.subject_label} in {stated.period} inclusief {label} {stated.shown}, maar "
            f"{sum_of} / {format_number(whole.value)} is {with_unit(round_half_up(exact, 1), '%')}.",
        )  # fmt: skip


def _text_against_table(table: FactTable) -> Iterator[Inconsistency]:
    """Levels in running text that differ from the table, at the precision of the text."""
    for fact in table:
        if fact.from_table or not fact.is_level or fact.qualifiers:
            continue
        stated = table.find(fact.subject, fact.measure, fact.period)
        if stated is None or not stated.from_table or stated.value == round_half_up(fact.value, stated.decimals):
            continue
        if _agrees(stated.value, fact) or not _may_be(fact.value, stated.value, _RESTATED):
            continue
        yield _found(
            "text_against_table", fact, stated.value, fact.unit, (stated,),
            f"De tekst noemt voor {fact.subject_label} in {fact.period} {fact.shown}, de tabel {stated.shown}.",
        )  # fmt: skip


def _text_against_text(table: FactTable, lexicon: Lexicon) -> Iterator[Inconsistency]:
    """One level that two sentences give differently, where no table has it."""
    levels = [f for f in table if not f.from_table and f.is_level and f.measure in lexicon.measures and f.qualifiers]
    for index, fact in enumerate(levels):
        for other in levels[:index]:
            same = (other.subject, other.measure, other.period, other.qualifiers, other.unit) == (
                fact.subject, fact.measure, fact.period, fact.qualifiers, fact.unit,
            )  # fmt: skip
            if not same or other.sentence == fact.sentence or fact.approximate or other.approximate:
                continue
            if _agrees(other.value, fact) or _agrees(fact.value, other):
                continue
            yield _found(
                "text_against_text", fact, other.value, fact.unit, (other,),
                f"De brief noemt voor {fact.subject_label} in {fact.period} {other.shown} op p. {other.page} en "
                f"{fact.shown} op p. {fact.page}.",
            )  # fmt: skip


def _parts_against_whole(table: FactTable) -> Iterator[Inconsistency]:
    """Parts of a figure that together are more than it, or just not all of it."""
    parts = sorted((f for f in table if f.whole and f.is_level), key=lambda f: f.whole)
    facts = {fact.id: fact for fact in table}
    for whole_id, group in groupby(parts, key=lambda f: f.whole):
        known, whole = list(group), facts[whole_id]
        total = sum((f.value for f in known), Decimal(0))
        close = len(known) > 1 and _NEARLY * whole.value <= total
        if total == whole.value or not (total > whole.value or close) or whole.approximate:
            continue
        if any(f.approximate for f in known):
            continue
        listed = " + ".join(format_number(f.value) for f in known)
        yield _found(
            "parts", whole, total, whole.unit, tuple(known),
            f"De brief noemt voor {whole.subject_label} {whole.shown} en delen daarvan die samen "
            f"{with_unit(total, whole.unit)} zijn ({listed}).",
        )  # fmt: skip


def _shares(table: FactTable) -> Iterator[Inconsistency]:
    """Shares that one sentence lists and that do not add up to 100%, rounding allowed for."""
    shares = [f for f in table if f.measure == "aandeel" and f.qualifiers and f.is_level and not f.approximate]
    for _, group in groupby(shares, key=lambda f: (f.subject, f.period, f.sentence)):
        known = list(group)
        total = sum((f.value for f in known), Decimal(0))
        slack = sum((Decimal("0.5").scaleb(-f.decimals) for f in known), Decimal(0))
        if len(known) < 2 or abs(total - _HUNDRED) <= slack or total < _NEARLY * _HUNDRED:
            continue
        listed = " + ".join(format_number(f.value) for f in known)
        yield _found(
            "shares", known[0], total, "%", tuple(known[1:]),
            f"De aandelen die de brief voor {known[0].subject_label} in {known[0].period} noemt, zijn samen geen "
            f"100% maar {with_unit(total, '%')} ({listed}).",
        )  # fmt: skip


def _changes(table: FactTable, lexicon: Lexicon) -> Iterator[Inconsistency]:
    """Stated changes that are not what the levels give, and per cent written for percentage points."""
    for fact in table:
        if fact.kind is not FactKind.CHANGE or fact.partial or fact.per or fact.planned or fact.approximate:
            continue
        ends = _ends_of(fact, table)
        if ends is None or not ends[0].value:
            continue
        before, now = ends
        moved = abs(now.value - before.value)
        relative = abs(now.value / before.value - 1) * _HUNDRED
        measure = lexicon.measures.get(fact.measure)
        if fact.unit == "%" and measure is not None and measure.unit == "%":
            if moved == fact.value and not _agrees(relative, fact):
                yield _found(
                    "percent_for_points", fact, moved, "procentpunt", (before, now),
                    f"De brief noemt voor {fact.subject_label} een verandering van {fact.shown}; van "
                    f"{before.shown} naar {now.shown} is {with_unit(moved, 'procentpunt')}.", period=now.period,
                )  # fmt: skip
                continue
            if _agrees(moved, fact):
                continue
        expected = relative if fact.unit == "%" else moved
        if _agrees(expected, fact) or not _may_be(fact.value, expected, _MOVED) or _is_of_another(fact, table):
            continue
        shown = round_half_up(expected, max(fact.decimals, 1)) if fact.unit == "%" else expected
        yield _found(
            "change", fact, shown, fact.unit, (before, now),
            f"De brief noemt voor {fact.subject_label} een verandering van {fact.shown}; van {before.shown} naar "
            f"{now.shown} is {with_unit(shown, fact.unit)}.", period=now.period,
        )  # fmt: skip


def _ends_of(fact: Fact, table: FactTable) -> tuple[Fact, Fact] | None:
    """The levels that a change runs between: those of its own sentence, else the tables of the last two years."""
    own = [
        other for other in table
        if other.sentence == fact.sentence != "" and other.kind is FactKind.LEVEL and other.measure == fact.measure
        and other.qualifiers == fact.qualifiers and other.subject == fact.subject
    ]  # fmt: skip
    years = sorted({other.period for other in own})
    if len(own) == 2 and len(years) == 2:
        before, now = sorted(own, key=lambda f: f.period)
        return before, now
    if fact.qualifiers or len(table.periods) < 2 or fact.period not in ("", table.periods[-1]):
        return None
    ends = [table.find(fact.subject, fact.measure, period) for period in table.periods[-2:]]
    if ends[0] is None or ends[1] is None or not (ends[0].from_table and ends[1].from_table):
        return None
    same_unit = fact.unit == ends[0].unit or fact.unit in ("%", "procentpunt")
    return (ends[0], ends[1]) if same_unit else None


def _directions(table: FactTable) -> Iterator[Inconsistency]:
    """Words such as "gestegen" beside figures that went the other way."""
    for first, second in pairwise([f for f in table if not f.from_table and f.kind is FactKind.LEVEL]):
        pair = (
            first.sentence == second.sentence and first.period < second.period and first.measure == second.measure
            and first.qualifiers == second.qualifiers and first.subject == second.subject
        )  # fmt: skip
        if pair and re.search(r"\bvan\s*$", first.sentence[: first.at]):
            yield from _against_words(first, first, second)
    for fact in table:
        if fact.kind is FactKind.CHANGE and not (fact.partial or fact.planned or fact.per):
            ends = _ends_of(fact, table)
            if ends is not None and not _is_of_another(fact, table):
                yield from _against_words(fact, *ends)


def _against_words(at: Fact, before: Fact, now: Fact) -> Iterable[Inconsistency]:
    """The contradiction between the words around a figure and the way from one level to another."""
    near = {token.fold for token in tokens(at.sentence[max(at.at - _REACH, 0) : at.at + _REACH // 2])}
    up, down = bool(near & _UP), bool(near & _DOWN)
    if up == down or now.value == before.value or up == (now.value > before.value):
        return
    yield _found(
        "direction", at, now.value - before.value, now.unit, (before, now),
        f"De brief schrijft voor {at.subject_label} over een {'stijging' if up else 'daling'}; van {before.shown} "
        f"naar {now.shown} is een {'daling' if up else 'stijging'}.", period=now.period,
    )  # fmt: skip


def _may_be(stated: Decimal, known: Decimal, part: Decimal) -> bool:
    """Whether a figure can be a slip for the known one: one that is far from it counts something else."""
    return abs(stated - known) <= part * abs(known)


def _is_of_another(fact: Fact, table: FactTable) -> bool:
    """Whether a stated change is exactly that of another measure in the subject's table."""
    if len(table.periods) < 2:
        return False
    own = [f for f in table if f.from_table and f.subject == fact.subject and f.unit == fact.unit]
    for measure in {f.measure for f in own} - {fact.measure}:
        before, now = (table.find(fact.subject, measure, period) for period in table.periods[-2:])
        if before is not None and now is not None and _agrees(abs(now.value - before.value), fact):
            return True
    return False


def _agrees(exact: Decimal, stated: Fact) -> bool:
    """Whether a value is the stated one, at the precision in which that is stated."""
    return round_half_up(exact, stated.decimals) == stated.value


def _found(
    kind: str, stated: Fact, recomputed: Decimal, unit: str, others: Sequence[Fact], text: str, *,
    also: tuple[str, ...] = (), period: str | None = None,
) -> Inconsistency:  # fmt: skip
    facts = (stated, *(other for other in others if other.id != stated.id))
    spans: list[Span] = []
    for fact in facts:
        spans += [span for span in fact.spans if span not in spans]
    return Inconsistency(
        letter=stated.letter, kind=kind, subject=stated.subject, subject_label=stated.subject_label,
        period=stated.period if period is None else period, stated=stated.value, recomputed=recomputed, unit=unit,
        text=text, facts=tuple(fact.id for fact in facts), also=also, spans=tuple(spans),
    )  # fmt: skip
