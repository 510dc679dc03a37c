"""The figures of a conversation as operands: what each turn gave, where it stands, and what is made with them.

An `Amount` is a figure that an answer gave or that stands in what it quoted; `made` makes the answer that was
worked out from some of them, with every figure cited and the sum in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from assistant.answer import Answer, Citation, CitedCalculation, CitedOperand, Note, NoteKind, Route, Status
from assistant.conversation import Turn
from corpus.dutch import format_number, plain_number, round_half_up
from corpus.facts import Fact, FactKind, FactTable, with_unit

PERCENT, POINTS = "%", "procentpunt"
#: What may stand between the two ends of a change: the unit and the year of the first, and "naar".
_TO = re.compile(r" ?(?:%|procent\b)?(?: [a-z-]+){0,2}?(?: in \d{4})? naar(?: (?:circa|ongeveer|bijna|ruim))? ?")
_FROM = re.compile(r"\bvan(?: (?:circa|ongeveer|bijna|ruim))? ?$", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_DECIMALS = 1
_HUNDRED = Decimal(100)
_Place = tuple[Decimal, str, int, int]


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of a conversation: its value and unit, what it was called, and where it stands.

    One that was itself worked out brings the figures (``operands``) and lines (``steps``) from which it was.
    ``quoted``: no answer told it, it stands in the sentence that one quoted. ``reckoned``: it is a sum that
    was made with figures of the conversation.
    """

    value: Decimal
    unit: str
    label: str
    citations: tuple[Citation, ...]
    operands: tuple[CitedOperand, ...] = ()
    steps: tuple[str, ...] = ()
    approximate: bool = False
    quoted: bool = False
    reckoned: bool = False

    @property
    def citation(self) -> Citation:
        """Where it stands, or the first of the figures from which it was worked out."""
        return self.citations[0]

    @property
    def shown(self) -> str:
        """The figure in Dutch notation."""
        return format_number(self.value)

    @property
    def places(self) -> frozenset[_Place]:
        """The figures of the letters in it, each with its place."""
        by_marker = {c.marker: c for c in self.citations}
        if not self.operands:
            return frozenset({(self.value, self.citation.letter, self.citation.start, self.citation.end)})
        return frozenset(
            (o.value, by_marker[o.citation].letter, by_marker[o.citation].start, by_marker[o.citation].end)
            for o in self.operands
        )

    def holds(self, other: Amount) -> bool:
        """Whether it was made with the other figure: then the two are no two figures of which a sum is asked."""
        return self.reckoned and other.places <= self.places


def amount(turn: Turn | None, facts: FactTable, *, rounded: bool = False) -> Amount | None:
    """The one figure of a turn with its citation; None where it has none. One that was worked out and rounded
    is not worked on, unless only what it was made of is asked: the sum would not be that of the exact figures."""
    answer = turn.answer if turn is not None else None
    if answer is None or turn is None or not turn.answered or answer.value is None or not answer.citations:
        return None
    value = abs(answer.value)
    shown = format_number(value)
    bare = "".join(shown.split("."))
    whole = re.compile(rf"(?<![\d.,])(?:{re.escape(shown)}|{re.escape(bare)})(?![\d]|[.,]\d)")
    holding = tuple(c for c in answer.citations if whole.search(c.quote))
    label = turn.resolved.rstrip("?. ")
    made = answer.calculation
    roughly = any(note.kind is NoteKind.APPROXIMATE for note in answer.notes)
    worked_out = made is not None and (len(made.operands) > 1 or turn.reckoned)
    exact = made is not None and made.rounding == "exact"
    if made is not None and worked_out and (not holding or (turn.reckoned and (exact or rounded))):
        if not exact and not rounded:
            return None
        lines = (*made.steps, made.expression)
        return Amount(
            value, answer.unit or "", label, answer.citations, made.operands, lines, roughly, reckoned=turn.reckoned
        )
    kept = holding[:1] or answer.citations[:1]
    roughly = roughly or any(f.approximate and f.value == value for f in told_in(kept[0], facts))
    return Amount(value, answer.unit or "", label, kept, approximate=roughly, reckoned=turn.reckoned)


def told_in(citation: Citation, facts: Iterable[Fact]) -> list[Fact]:
    """The figures of running text in a quote, in the order of the letter."""
    found = [
        f for f in facts
        if not f.from_table and covers(citation, f)
    ]  # fmt: skip
    return sorted(found, key=lambda f: f.cell.start)


def ends(own: Amount, facts: FactTable) -> tuple[Amount, Amount] | None:
    """From where to where a figure went, as its sentence tells ("van 870 naar 1.085 banen"); None where it tells
    no change of which this figure is an end or the size, or more than one such."""
    found = [
        (early, late) for citation in own.citations for early, late in _changes(citation, facts)
        if _is_of(own, citation, early, late)
    ]  # fmt: skip
    if len(found) != 1:
        return None
    cited = next(c for c in own.citations if covers(c, found[0][0]))
    units = {o.value: o.unit for o in own.operands}
    early, late = (
        Amount(
            f.value, units.get(f.value, own.unit), own.label, (cited,),
            approximate=f.approximate, quoted=own.reckoned or f.value != own.value,
        )
        for f in found[0]
    )  # fmt: skip
    return early, late


def _is_of(own: Amount, citation: Citation, early: Fact, late: Fact) -> bool:
    """Whether a figure is an end of a change, its size, or its size in per cent."""
    values = {early.value, late.value}
    in_percent = PERCENT in {early.unit, late.unit}
    if own.operands:
        return {value for value, *_ in own.places} == values and all(
            o.citation == citation.marker for o in own.operands
        )
    return own.value in values and early.unit == late.unit and in_percent == (own.unit == PERCENT)


def _changes(citation: Citation, facts: FactTable) -> Iterator[tuple[Fact, Fact]]:
    """The two ends of each change "van … naar …" that a quote tells."""
    told = [f for f in told_in(citation, facts) if f.kind is FactKind.LEVEL]
    for early, late in pairwise(told):
        between = citation.quote[early.cell.end - citation.start : late.cell.start - citation.start]
        before = citation.quote[: early.cell.start - citation.start]
        if _TO.fullmatch(_SPACES.sub(" ", between)) and _FROM.search(_SPACES.sub(" ", before)):
            yield early, late


def whole_of(own: Amount, facts: FactTable, amounts: Sequence[Amount] = ()) -> Amount | None:
    """What a figure is a part of, as the letter ties them: its own sentence says so ("zeven van de dertien"), or
    gives the percentage that the one is of the other. It stands in that sentence, or an answer gave it; None where
    no figure or more than one is tied to it."""
    if own.operands:
        return None
    by_id = {fact.id: fact for fact in facts}
    told = told_in(own.citation, facts)
    tied = {f.whole: by_id[f.whole] for f in told if f.whole in by_id and f.value == own.value}
    tied |= {whole.id: whole for whole in _by_share(own, told, by_id)}
    if len(tied) != 1:
        return None
    (whole,) = tied.values()
    if covers(own.citation, whole):
        unit = whole.counts or whole.written_unit
        return Amount(whole.value, unit, unit, own.citations, approximate=whole.approximate, quoted=True)
    return next((a for a in amounts if a.value == whole.value and covers(a.citation, whole)), None)


def part_of(own: Amount, facts: FactTable) -> Amount | None:
    """The one part of a figure that its own sentence gives ("zeven van de dertien", after thirteen); else None."""
    if own.operands:
        return None
    by_id = {fact.id: fact for fact in facts}
    parts = [f for f in told_in(own.citation, facts) if f.whole in by_id and by_id[f.whole].value == own.value]
    if len(parts) != 1 or not covers(own.citation, parts[0]):
        return None
    unit = parts[0].written_unit
    return Amount(parts[0].value, unit, unit, own.citations, approximate=parts[0].approximate, quoted=True)


def _by_share(own: Amount, told: Sequence[Fact], by_id: Mapping[str, Fact]) -> Iterator[Fact]:
    """The figures of which a quote gives the percentage that this one is: it comes out as that percentage."""
    if not any(f.value == own.value and f.unit == own.unit for f in told):
        return
    for share in told:
        whole = by_id.get(share.share_of)
        if whole is None or whole.unit != own.unit or whole.value <= own.value:
            continue
        if round_half_up(own.value / whole.value * _HUNDRED, share.decimals) == share.value:
            yield whole


def covers(citation: Citation, fact: Fact) -> bool:
    """Whether a figure stands in a quote."""
    return citation.letter == fact.letter and citation.start <= fact.cell.start < citation.end


def chosen(amounts: Sequence[Amount], several: int) -> list[Amount]:
    """The last figures of which a sum is asked, the oldest first: of a sum and its own figures, those figures."""
    kept: list[Amount] = []
    for one in reversed(amounts):
        if len(kept) == several:
            break
        if any(one.holds(other) for other in kept):
            continue
        kept = [*(other for other in kept if not other.holds(one)), one]
    return kept[::-1]


def counted(value: Decimal, unit: str, amounts: Sequence[Amount]) -> str:
    """A figure that was worked out, with "circa" where one of those it was made of is a rough one."""
    return ("circa " if any(a.approximate for a in amounts) else "") + with_unit(value, unit)


def percentage(part: Decimal, whole: Decimal) -> tuple[Decimal, str]:
    """How many per cent the one is of the other, and whether that is exact."""
    exact = part / whole * _HUNDRED
    value = plain_number(round_half_up(exact, _DECIMALS))
    return value, "exact" if exact == value else "afgerond op één decimaal"


def made(
    question: str, text: str, value: Decimal | None, unit: str, amounts: Sequence[Amount], line: str,
    rounding: str = "exact",
) -> Answer:  # fmt: skip
    """The answer with its citations numbered anew."""
    by_place = {(c.letter, c.start, c.end): c for a in amounts for c in a.citations}
    places = list(by_place)
    citations = tuple(by_place[p].model_copy(update={"marker": at}) for at, p in enumerate(places, 1))
    marks = "".join(f"[{c.marker}]" for c in citations)
    operands: list[CitedOperand] = []
    for one in amounts:
        number = {c.marker: places.index((c.letter, c.start, c.end)) + 1 for c in one.citations}
        operands += [o.model_copy(update={"citation": number[o.citation]}) for o in one.operands]
        if not one.operands:
            at = number[one.citation.marker]
            operands.append(CitedOperand(label=one.label, value=one.value, unit=one.unit, citation=at))
    steps = tuple(dict.fromkeys(step for one in amounts for step in one.steps))
    calculation = None
    if line:
        calculation = CitedCalculation(expression=line, operands=tuple(operands), rounding=rounding, steps=steps)
    return Answer(
        question=question, status=Status.ANSWERED, route=Route.CALCULATION, text=f"{text} {marks}", value=value,
        unit=unit or None, calculation=calculation, citations=citations, notes=tuple(_notes(amounts)),
    )  # fmt: skip


def _notes(amounts: Sequence[Amount]) -> Iterator[Note]:
    """What a reader must know of the figures that a sum was made of."""
    told = [with_unit(a.value, a.unit) for a in amounts if not a.quoted]
    quoted = [with_unit(a.value, a.unit) for a in amounts if a.quoted]
    sources = []
    if told:
        sources.append(f"{'het cijfer' if len(told) == 1 else 'de cijfers'} uit dit gesprek: {' en '.join(told)}")
    if quoted:
        sources.append(f"{' en '.join(quoted)} uit de zin die hierboven is aangehaald")
    yield Note(kind=NoteKind.ASSUMPTION, text=f"Gerekend met {', en met '.join(sources)}.")
    longest = max((a.unit for a in amounts), key=len)
    if any(not longest.endswith(a.unit) for a in amounts):
        yield Note(kind=NoteKind.ASSUMPTION, text="De cijfers tellen niet hetzelfde; let op de eenheden.")
    if any(a.approximate for a in amounts):
        yield Note(kind=NoteKind.APPROXIMATE, text="De brief noemt een van deze cijfers een schatting.")


__all__ = [
    "PERCENT", "POINTS", "Amount", "amount", "chosen", "counted", "covers", "ends", "made", "percentage", "told_in",
    "whole_of",
]  # fmt: skip
