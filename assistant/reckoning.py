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
from assistant.question import Metric
from assistant.said import Said
from corpus.analysis import analyse
from corpus.dutch import format_number, parse_number, round_half_up
from corpus.facts import Fact, FactKind, FactTable, with_unit

_HUNDRED = Decimal(100)
_DECIMALS = 1
_NUMBER = r"(\d[\d.,]*\d|\d)"
_FROM_TO = re.compile(rf"\bvan {_NUMBER}(?: ?%| [a-z]+)?(?: in \d{{4}})? naar {_NUMBER}(?![\w]| ?%)")
_COUNTED = frozenset("mens persoon aantal niet".split())
_SUMS = frozenset({Cue.TOTAL, Cue.DIFFERENCE, Cue.HOW_MANY, Cue.TOPIC, Cue.WHICH, Cue.RATIO, Cue.COMPARE, Cue.THAN})


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure of an answer: its value and unit, what it was called, and where it stands. One that was itself
    worked out brings the figures and lines from which it was."""

    value: Decimal
    unit: str
    label: str
    citations: tuple[Citation, ...]
    operands: tuple[CitedOperand, ...] = ()
    steps: tuple[str, ...] = ()
    approximate: bool = False

    @property
    def citation(self) -> Citation:
        """Where it stands, or the first of the figures from which it was worked out."""
        return self.citations[0]

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
            return self._of_sentence(question, last, said)
        times = next((n for word, n in dialogue().times.items() if word in said.words), 0)
        if times and len(amounts) > 1:
            first, second = self._in_order(conversation, amounts[-2], amounts[-1])
            return self._times(question, first, second, times, said)
        if last.request is not None and beside is None:
            return None
        rest = self._rest(question, own, amounts, said)
        if rest is not None:
            return rest
        before = self._before(question, own, said)
        if before is not None:
            return before
        percent = said.in_percent or Cue.SHARE in said.cues
        moved = said.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.RELATIVE}
        ends = _ends(own)
        grown = ends is not None and own.value == abs(ends[1] - ends[0])
        if percent and beside is None and (moved or grown) and not said.names_who:
            return self._growth(question, own)
        if moved and beside is None and not percent and not said.names_who and not said.measure:
            return self._moved(question, own, said)
        if percent and (said.refers or said.claims or not said.names_who):
            return self._percent(question, own, amounts, beside)
        if said.claims and Cue.HALF in said.cues and own.unit == "%":
            above = not said.cues & {Cue.BELOW, Cue.LESS}
            holds = own.value > _HUNDRED / 2 if above else own.value < _HUNDRED / 2
            text = f"{'Ja' if holds else 'Nee'}. Het gaat om {with_unit(own.value, own.unit)}."
            return _made(question, text, None, "", [own], "")
        return self._of_two(question, amounts, said)

    def worked_out(self, conversation: Conversation, question: str, said: Said) -> Answer | None:
        """The sum or difference of figures that answers themselves worked out (two shortfalls, two rises), for
        a follow-up that no question in full can ask; None for any other. Figures that go opposite ways are
        not taken together."""
        compares = Cue.HOW_MANY in said.cues and said.cues & {Cue.MORE, Cue.LESS}
        if (
            said.cues - _SUMS - ({Cue.MORE, Cue.LESS} if compares else set())
            or said.reading.others
            or said.slots.years
            or said.slots.part
        ):
            return None
        several = max((n for word, n in dialogue().several.items() if word in said.words), default=2)
        turns = conversation.turns[-several:]
        requests = [turn.request for turn in turns]
        first = requests[0]
        if first is None or len(turns) < several or first.metric is Metric.LEVEL:
            return None
        for turn in turns:
            request = turn.request
            if request is None or request.metric is not first.metric or request.measures != first.measures:
                return None
            if len(turn.rows) != 1 or turn.rows[0].rose != turns[0].rows[0].rose or turn.focus[0].pooled:
                return None
        amounts = [found for turn in turns if (found := amount(turn)) is not None]
        return self._of_two(question, amounts, said) if len(amounts) == several else None

    @staticmethod
    def _of_two(question: str, amounts: Sequence[Amount], said: Said) -> Answer | None:
        """The difference or the sum of the last figures of one unit."""
        if len(amounts) < 2 or said.names_who or said.measure:
            return None
        own, first = amounts[-1], amounts[-2]
        if first.unit != own.unit or own.unit == "%":
            return None
        compares = Cue.HOW_MANY in said.cues and said.cues & {Cue.MORE, Cue.LESS}
        if Cue.DIFFERENCE in said.cues or compares:
            high, low = sorted((first, own), key=lambda a: -a.value)
            value = high.value - low.value
            line = f"{high.shown} − {low.shown} = {format_number(value)}"
            return _made(
                question, f"Het verschil is {with_unit(value, own.unit)} ({line}).", value, own.unit, [high, low], line
            )
        if Cue.TOTAL in said.cues:
            several = max((n for word, n in dialogue().several.items() if word in said.words), default=2)
            chosen = list(amounts[-several:])
            if len(chosen) < several or any(a.unit != own.unit for a in chosen):
                return None
            return _summed(question, chosen)
        return None

    def _of_sentence(self, question: str, last: Turn, said: Said) -> Answer | None:
        """ "Tel die op", after a sentence with two figures of one kind: their sum."""
        adds = Cue.TOTAL in said.cues and not (said.names_who or said.measure or said.slots.years)
        if not adds or last.answer is None or not last.answered or said.reading.others or not last.answer.citations:
            return None
        citation, *others = last.answer.citations
        if any(_stands_in(fact, other) for fact in self._facts for other in others):
            # Of several sentences with figures it is not told which are meant.
            return None
        told = [fact for fact in self._facts if not fact.from_table and _stands_in(fact, citation)]
        alike = [
            f for f in told if (f.counts, f.unit, f.qualifiers) == (told[-1].counts, told[-1].unit, told[-1].qualifiers)
        ]
        if len(alike) != 2 or alike[0].unit == "%" or alike[0].period != alike[1].period:
            return None
        if any(f.whole or f.kind is not FactKind.LEVEL or f.per or f.bound or f.planned for f in alike):
            return None
        return _summed(
            question,
            [
                Amount(f.value, f.unit, f.counts or f.written_unit, (citation,), approximate=f.approximate)
                for f in alike
            ],
        )

    def _rest(self, question: str, own: Amount, amounts: Sequence[Amount], said: Said) -> Answer | None:
        """ "En hoeveel niet?", "de rest?": what a whole leaves beside the part that was given."""
        rest = Cue.NOT in said.cues or said.words & dialogue().rest
        counts = Cue.HOW_MANY in said.cues or said.words & dialogue().rest
        if not (rest and counts) or said.names_who or said.slots.years or said.in_percent:
            return None
        told = set(analyse(f"{own.label} {' '.join(a.label for a in amounts)} {own.citation.quote}"))
        if set(analyse(said.text)) - told - dialogue().rest - _COUNTED:
            # "Van hoeveel scholen is niets bekend?" asks of its own.
            return None
        counted = [a for a in amounts if a.unit != "%"]
        if not counted or (own.unit == "%" and len(counted) < 2):
            return None
        part = counted[-1]
        wholes = [a for a in counted[:-1] if a.unit == part.unit and a.value > part.value]
        whole = self._whole(part) or (wholes[-1] if wholes else None)
        if whole is None or whole.value <= part.value:
            return None
        value = whole.value - part.value
        line = f"{whole.shown} − {part.shown} = {format_number(value)}"
        text = f"De rest is {with_unit(value, part.unit)} ({line})."
        return _made(question, text, value, part.unit, [whole, part], line)

    @staticmethod
    def _before(question: str, own: Amount, said: Said) -> Answer | None:
        """ "En ervoor?", after "van 870 naar 1.085 banen": the figure from which it went."""
        asks = said.words & dialogue().before or Cue.EARLIER in said.cues
        if (
            not asks
            or said.names_who
            or said.measure
            or said.cues - {Cue.EARLIER, Cue.HOW_MANY, Cue.TOPIC, Cue.THAT_ONE}
        ):
            return None
        ends = _ends(own)
        if ends is None or own.value != ends[1]:
            return None
        early = Amount(ends[0], own.unit, own.label, own.citations)
        return _made(question, f"Daarvoor waren het er {early.shown}.", early.value, early.unit, [early], "")

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

    @staticmethod
    def _moved(question: str, own: Amount, said: Said) -> Answer | None:
        """ "Groei?", after "van 870 naar 1.085 banen": by how many it went up or down."""
        ends = _ends(own)
        sized = said.cues <= {Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.HOW_MANY, Cue.TOPIC} and not said.reading.others
        if ends is None or not sized or said.claims or own.value not in ends:
            return None
        high, low = max(ends), min(ends)
        value = high - low
        line = f"{format_number(high)} − {format_number(low)} = {format_number(value)}"
        way = "gestegen" if ends[1] > ends[0] else "gedaald"
        parts = [Amount(v, own.unit, own.label, own.citations) for v in (high, low)]
        return _made(question, f"Dat is {way} met {with_unit(value, own.unit)} ({line}).", value, own.unit, parts, line)

    def _growth(self, question: str, own: Amount) -> Answer | None:
        """The change that a sentence tells ("van 870 naar 1.085 banen") as a percentage of where it began."""
        ends = _ends(own)
        if ends is None or not ends[0] or own.value not in (*ends, abs(ends[1] - ends[0])):
            return None
        early, late = ends
        exact = (late - early) / early * _HUNDRED
        value = round_half_up(abs(exact), _DECIMALS)
        high, low = max(early, late), min(early, late)
        line = f"({format_number(high)} − {format_number(low)}) / {format_number(early)} × 100 = {format_number(value)}"
        text = f"Dat is {'gestegen' if exact > 0 else 'gedaald'} met {format_number(value)}% ({line})."
        parts = [Amount(v, own.unit, own.label, own.citations) for v in (late, early)]
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
        return Amount(found[0].value, found[0].unit, found[0].counts or found[0].written_unit, own.citations)

    @staticmethod
    def _in_order(conversation: Conversation, first: Amount, own: Amount) -> tuple[Amount, Amount]:
        """Two figures, the one of the earlier year first: by the requests that gave them, or as their sentence
        tells ("van 870 naar 1.085 banen")."""
        ends = _ends(own)
        if ends is not None and set(ends) == {first.value, own.value}:
            return (first, own) if ends[0] == first.value else (own, first)
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
    """The one figure of a turn with its citation; None where it has none. One that was worked out and rounded
    is not worked on: the sum would not be that of the exact figures."""
    answer = turn.answer if turn is not None else None
    if answer is None or turn is None or not turn.answered or answer.value is None or not answer.citations:
        return None
    shown = format_number(abs(answer.value))
    bare = "".join(shown.split("."))
    holding = tuple(c for c in answer.citations if shown in c.quote or bare in c.quote)
    label = turn.resolved.rstrip("?. ")
    made = answer.calculation
    if made is not None and len(made.operands) > 1 and not holding:
        if made.rounding != "exact":
            return None
        lines = (*made.steps, made.expression)
        return Amount(abs(answer.value), answer.unit or "", label, answer.citations, made.operands, lines)
    return Amount(abs(answer.value), answer.unit or "", label, holding[:1] or answer.citations[:1])


def _ends(own: Amount) -> tuple[Decimal, Decimal] | None:
    """From where to where a figure went, as its sentence tells ("van 870 naar 1.085 banen")."""
    found = _FROM_TO.search(" ".join(own.citation.quote.split()))
    return (parse_number(found[1]), parse_number(found[2])) if found is not None else None


def _summed(question: str, amounts: Sequence[Amount]) -> Answer:
    value = sum((a.value for a in amounts), Decimal(0))
    unit = amounts[0].unit
    line = f"{' + '.join(a.shown for a in amounts)} = {format_number(value)}"
    return _made(question, f"Samen is dat {with_unit(value, unit)} ({line}).", value, unit, amounts, line)


def _stands_in(fact: Fact, citation: Citation) -> bool:
    return fact.letter == citation.letter and any(s.start < citation.end and citation.start < s.end for s in fact.spans)


def _made(
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
    told = " en ".join(with_unit(a.value, a.unit) for a in amounts)
    units = {a.unit for a in amounts}
    notes = [Note(kind=NoteKind.ASSUMPTION, text=f"Gerekend met de cijfers uit dit gesprek: {told}.")]
    if len(units) > 1:
        notes.append(Note(kind=NoteKind.ASSUMPTION, text="De twee cijfers tellen niet hetzelfde; let op de eenheden."))
    if any(a.approximate for a in amounts):
        notes.append(Note(kind=NoteKind.APPROXIMATE, text="De brief noemt een van deze cijfers een schatting."))
    return Answer(
        question=question, status=Status.ANSWERED, route=Route.CALCULATION, text=f"{text} {marks}", value=value,
        unit=unit or None, calculation=calculation, citations=citations, notes=tuple(notes),
    )  # fmt: skip
