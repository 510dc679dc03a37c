"""Sums with the figures that answers gave, where no table holds them all.

"Hoeveel procent is dat van hun realisatie?" after a figure of the running text, "wat is het verschil?"
after two of them, "dus dat is meer dan verdubbeld?": each operand keeps the citation of the answer in
which it stood, and the sum is shown in full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from assistant.answer import Answer, Citation, CitedCalculation, CitedOperand, Note, NoteKind, Route, Status
from assistant.conversation import Conversation, Turn
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.said import Said
from corpus.dutch import format_number, parse_number, round_half_up
from corpus.facts import Fact, FactTable, with_unit

_HUNDRED = Decimal(100)
_DECIMALS = 1
_FROM_TO = re.compile(r"\bvan (\d[\d.,]*\d|\d) naar (\d[\d.,]*\d|\d)\b")


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of an answer: its value and unit, what it was called, and where it stands."""

    value: Decimal
    unit: str
    label: str
    citation: Citation

    @property
    def shown(self) -> str:
        """The figure in Dutch notation."""
        return format_number(self.value)


class Reckoning:
    """Works out what is asked of the figures of earlier answers."""

    def __init__(self, facts: FactTable) -> None:
        self._facts = facts

    def answer(self, conversation: Conversation, question: str, said: Said, beside: Turn | None) -> Answer | None:
        """The answer to a follow-up that asks a sum of figures before; ``beside`` is the turn of a figure that
        the follow-up itself names ("hun realisatie"). None where it asks no such sum."""
        amounts = [a for turn in conversation.turns if (a := amount(turn)) is not None]
        last = conversation.turns[-1]
        own = amount(last)
        if own is None:
            return None
        times = next((n for word, n in dialogue().times.items() if word in said.words), 0)
        if times and len(amounts) > 1:
            first, second = self._in_order(conversation, amounts[-2], amounts[-1])
            return self._times(question, first, second, times, said)
        if last.request is not None and beside is None:
            return None
        percent = said.in_percent or Cue.SHARE in said.cues
        if percent and beside is None and said.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.RELATIVE}:
            return self._growth(question, own)
        if percent and (said.refers or said.claims or not said.names_who):
            return self._percent(question, own, amounts, beside)
        if said.claims and Cue.HALF in said.cues and own.unit == "%":
            above = not said.cues & {Cue.BELOW, Cue.LESS}
            holds = own.value > _HUNDRED / 2 if above else own.value < _HUNDRED / 2
            text = f"{'Ja' if holds else 'Nee'}. Het gaat om {with_unit(own.value, own.unit)}."
            return _made(question, text, None, "", [own], "")
        if len(amounts) < 2 or said.names_who or said.measure or amounts[-2].unit != own.unit or own.unit == "%":
            return None
        first = amounts[-2]
        if Cue.DIFFERENCE in said.cues:
            high, low = sorted((first, own), key=lambda a: -a.value)
            value = high.value - low.value
            line = f"{high.shown} − {low.shown} = {format_number(value)}"
            return _made(
                question, f"Het verschil is {with_unit(value, own.unit)} ({line}).", value, own.unit, [high, low], line
            )
        if Cue.TOTAL in said.cues:
            value = first.value + own.value
            line = f"{first.shown} + {own.shown} = {format_number(value)}"
            return _made(
                question, f"Samen is dat {with_unit(value, own.unit)} ({line}).", value, own.unit, [first, own], line
            )
        return None

    def _percent(self, question: str, own: Amount, amounts: Sequence[Amount], beside: Turn | None) -> Answer | None:
        whole = amount(beside) if beside is not None else self._whole(own)
        if whole is None and beside is None:
            alike = [a for a in amounts[:-1] if a.unit == own.unit and a.value != own.value]
            whole = alike[-1] if alike else None
        if whole is None or own.unit == "%" or whole.unit == "%":
            return None
        part, whole = sorted((own, whole), key=lambda a: a.value) if beside is None else (own, whole)
        exact = part.value / whole.value * _HUNDRED
        value = round_half_up(exact, _DECIMALS)
        line = f"{part.shown} / {whole.shown} × 100 = {format_number(value)}"
        text = f"{part.shown} {part.unit} is {format_number(value)}% van {whole.shown} {whole.unit} ({line})."
        rounding = "exact" if exact == value else "afgerond op één decimaal"
        return _made(question, text, value, "%", [part, whole], line, rounding)

    def _growth(self, question: str, own: Amount) -> Answer | None:
        """The change that a sentence tells ("van 870 naar 1.085 banen") as a percentage of where it began."""
        quote = " ".join(own.citation.quote.split())
        found = _FROM_TO.search(quote)
        if found is None:
            return None
        early, late = parse_number(found[1]), parse_number(found[2])
        if not early or own.value not in (early, late, abs(late - early)):
            return None
        exact = (late - early) / early * _HUNDRED
        value = round_half_up(abs(exact), _DECIMALS)
        high, low = max(early, late), min(early, late)
        line = f"({format_number(high)} − {format_number(low)}) / {format_number(early)} × 100 = {format_number(value)}"
        text = f"Dat is {'gestegen' if exact > 0 else 'gedaald'} met {format_number(value)}% ({line})."
        parts = [Amount(v, own.unit, own.label, own.citation) for v in (late, early)]
        return _made(question, text, value, "%", parts, line, "afgerond op één decimaal")

    def _whole(self, own: Amount) -> Amount | None:
        """What a figure is part of, as its sentence says ("zeven van de dertien")."""
        by_id = {fact.id: fact for fact in self._facts}
        found = [
            by_id[fact.whole] for fact in self._facts
            if fact.whole and fact.value == own.value and _stands_in(fact, own.citation)
        ]  # fmt: skip
        if len(found) != 1:
            return None
        return Amount(found[0].value, found[0].unit, found[0].counts or found[0].written_unit, own.citation)

    @staticmethod
    def _in_order(conversation: Conversation, first: Amount, own: Amount) -> tuple[Amount, Amount]:
        """Two figures, the one of the earlier year first: by the requests that gave them, or as their sentence
        tells ("van 870 naar 1.085 banen")."""
        told = _FROM_TO.search(" ".join(own.citation.quote.split()))
        if told is not None and {parse_number(told[1]), parse_number(told[2])} == {first.value, own.value}:
            return (first, own) if parse_number(told[1]) == first.value else (own, first)
        asked = [t.request for t in conversation.turns if t.request is not None and amount(t) in (first, own)]
        if len(asked) > 1 and asked[-2].periods > asked[-1].periods:
            return own, first
        return first, own

    @staticmethod
    def _times(question: str, first: Amount, own: Amount, times: int, said: Said) -> Answer | None:
        if first.unit != own.unit or not first.value or own.unit == "%":
            return None
        exact = own.value / first.value
        more = bool(said.cues & {Cue.ABOVE, Cue.MORE})
        value = round_half_up(exact, _DECIMALS)
        holds = exact > times if more else value == times
        line = f"{own.shown} / {first.shown} = {format_number(value)}"
        text = f"{'Ja' if holds else 'Nee'}. Het is {format_number(value)} keer zo veel ({line})."
        return _made(question, text, None, "", [own, first], line, "afgerond op één decimaal")


def amount(turn: Turn | None) -> Amount | None:
    """The one figure of a turn with its citation; None where it has none."""
    answer = turn.answer if turn is not None else None
    if answer is None or turn is None or not turn.answered or answer.value is None or not answer.citations:
        return None
    shown = format_number(abs(answer.value))
    bare = "".join(shown.split("."))
    holding = [c for c in answer.citations if shown in c.quote or bare in c.quote]
    if answer.calculation is not None and len(answer.calculation.operands) > 1 and not holding:
        return None
    citation = (holding or list(answer.citations))[0]
    return Amount(abs(answer.value), answer.unit or "", turn.resolved.rstrip("?. "), citation)


def _stands_in(fact: Fact, citation: Citation) -> bool:
    return fact.letter == citation.letter and any(s.start < citation.end and citation.start < s.end for s in fact.spans)


def _made(
    question: str, text: str, value: Decimal | None, unit: str, amounts: Sequence[Amount], line: str,
    rounding: str = "exact",
) -> Answer:  # fmt: skip
    """The answer with its citations numbered anew."""
    places = list(dict.fromkeys((a.citation.letter, a.citation.start, a.citation.end) for a in amounts))
    by_place = {(a.citation.letter, a.citation.start, a.citation.end): a.citation for a in amounts}
    citations = tuple(by_place[p].model_copy(update={"marker": at}) for at, p in enumerate(places, 1))
    marks = "".join(f"[{c.marker}]" for c in citations)
    operands = tuple(
        CitedOperand(label=a.label, value=a.value, unit=a.unit,
                     citation=places.index((a.citation.letter, a.citation.start, a.citation.end)) + 1)
        for a in amounts
    )  # fmt: skip
    calculation = CitedCalculation(expression=line, operands=operands, rounding=rounding) if line else None
    told = " en ".join(with_unit(a.value, a.unit) for a in amounts)
    units = {a.unit for a in amounts}
    notes = [Note(kind=NoteKind.ASSUMPTION, text=f"Gerekend met de cijfers uit dit gesprek: {told}.")]
    if len(units) > 1:
        notes.append(Note(kind=NoteKind.ASSUMPTION, text="De twee cijfers tellen niet hetzelfde; let op de eenheden."))
    return Answer(
        question=question, status=Status.ANSWERED, route=Route.CALCULATION, text=f"{text} {marks}", value=value,
        unit=unit or None, calculation=calculation, citations=citations, notes=tuple(notes),
    )  # fmt: skip
