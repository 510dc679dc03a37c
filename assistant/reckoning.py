"""Sums with the figures that answers gave, where no table holds them all.

"Hoeveel procent is dat van hun realisatie?" after a figure of the running text, "wat is het verschil?"
after two of them, "dus dat is meer dan verdubbeld?": each operand keeps the citation of the answer in
which it stood, and the sum is shown in full.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.amounts import (
    PERCENT,
    POINTS,
    Amount,
    amount,
    chosen,
    counted,
    covers,
    ends,
    made,
    part_of,
    percentage,
    told_in,
    whole_of,
)
from assistant.answer import Answer, Citation
from assistant.changes import CHANGES
from assistant.conversation import Conversation, Turn
from assistant.cues import Cue, vocabulary
from assistant.dialogue import dialogue
from assistant.nuances import ends_asked
from assistant.question import RATE, Aggregation, Metric
from assistant.reading import Kind
from assistant.said import Said
from assistant.selection import fraction_told
from corpus.analysis import analyse
from corpus.dutch import fold, format_number, lemma, plain_number, round_half_up, tokens
from corpus.facts import Fact, FactKind, FactTable

_HUNDRED = Decimal(100)
_DECIMALS = 1
_COUNTED = frozenset("mens persoon aantal niet".split())
_SUMS = frozenset({Cue.TOTAL, Cue.DIFFERENCE, Cue.HOW_MANY, Cue.TOPIC, Cue.WHICH, Cue.RATIO, Cue.COMPARE, Cue.THAN})
_MOVES = frozenset({Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.RELATIVE})
#: What names figures of one kind: whether that kind is a change, and whether those go up.
_WAYS = {Cue.SHORT: (False, False), Cue.OVER: (False, True), Cue.RISE: (True, True), Cue.FALL: (True, False)}
#: The cues that name such a kind.
KINDS = frozenset(_WAYS)
#: What a follow-up may hold that only asks for the figure before, or for the whole.
_BACK = frozenset({Cue.EARLIER, Cue.HOW_MANY, Cue.TOPIC, Cue.THAT_ONE})
#: So many words before a change, and behind it, say which way it went.
_NEAR = 3
#: How the measures begin of the percentages that the text gives of counted things.
_SHARE = "aandeel"
_FEW = 3
_FROM = frozenset({"van", "vanaf", "vanuit"})
#: How a bare question after a figure begins.
_WITH = re.compile(r"^(?:en |maar )?(?:dan )?(?:met|van|vanaf|op) (?:de |het )?(?:hoeveel|welke?|wat)\b", re.I)


class Reckoning:
    """Works out what is asked of the figures of earlier answers."""

    def __init__(self, facts: FactTable) -> None:
        self._facts = facts

    def answer(self, conversation: Conversation, question: str, said: Said, beside: Turn | None) -> Answer | None:
        """The answer to a follow-up that asks a sum of figures before; ``beside`` is the turn of a figure that
        the follow-up itself names ("hun realisatie"). None where it asks no such sum."""
        amounts = self._amounts(conversation.turns)
        last = conversation.turns[-1]
        beside_it = self._told_beside(question, last, said)
        if beside_it is not None:
            return beside_it
        own = amount(last, self._facts)
        if own is None:
            made_of = amount(last, self._facts, rounded=True)
            if made_of is not None and last.reckoned:
                end = self._end(question, made_of, said) or self._before(question, made_of, said)
                if end is not None:
                    return end
            return self._of_sentence(question, last, said)
        times = next((n for word, n in dialogue().times.items() if word in said.words), 0)
        if times and len(amounts) > 1:
            first, second = self._in_order(conversation, amounts[-2], amounts[-1])
            return self._times(question, first, second, times, said)
        if last.request is not None and beside is None:
            return self._rest_of_share(question, own, last, said)
        for found in (
            self._rest(question, own, amounts, said),
            self._whole(question, own, amounts, said),
            self._end(question, own, said),
            self._before(question, own, said),
        ):
            if found is not None:
                return found
        percent = said.in_percent or Cue.SHARE in said.cues
        moved = said.cues & _MOVES
        pair = ends(own, self._facts)
        grown = pair is not None and own.value == abs(pair[1].value - pair[0].value)
        if percent and beside is None and (moved or grown) and not said.names_who:
            return self._growth(question, own)
        if moved and beside is None and not percent and not said.names_who and not said.measure:
            return self._moved(question, own, said)
        if percent and (said.refers or said.claims or not said.names_who):
            return self._percent(question, own, amounts, beside)
        if said.claims and Cue.HALF in said.cues and own.unit == PERCENT:
            above = not said.cues & {Cue.BELOW, Cue.LESS}
            told = fraction_told(said.reading)
            holds = own.value > told if above else own.value < told
            text = f"{'Ja' if holds else 'Nee'}. Het gaat om {counted(own.value, own.unit, [own])}."
            return made(question, text, None, "", [own], "")
        return self._of_two(question, amounts, said)

    def _amounts(self, turns: Sequence[Turn]) -> list[Amount]:
        """The figures that turns gave, the oldest first."""
        return [found for turn in turns if (found := amount(turn, self._facts)) is not None]

    def worked_out(self, conversation: Conversation, question: str, said: Said) -> Answer | None:
        """The sum or difference of figures that answers themselves worked out (two shortfalls, two rises), for
        a follow-up that no question in full can ask; None for any other. Figures that go opposite ways are
        not taken together."""
        compares = Cue.HOW_MANY in said.cues and said.cues & {Cue.MORE, Cue.LESS}
        if (
            said.cues - _SUMS - _WAYS.keys() - ({Cue.MORE, Cue.LESS} if compares else set())
            or said.names_who
            or said.reading.others
            or said.slots.years
            or said.slots.part
        ):
            return None
        several = _several(said)
        turns: list[Turn] = []
        for turn in reversed(conversation.turns):
            if _only_chooses(turn):
                continue
            if amount(turn, self._facts) is None:
                # What was spoken of before a turn without a figure is not meant.
                break
            turns = [turn, *turns]
        kept = chosen(self._amounts(turns), several)
        used = [turn for turn in turns if amount(turn, self._facts) in kept]
        first = used[0].request if used else None
        if first is None or len(kept) < several or (said.in_percent and kept[-1].unit not in (PERCENT, POINTS)):
            return None
        level = first.metric is Metric.LEVEL
        if level and any(a.unit == PERCENT and a.operands for a in kept):
            return None
        if level and kept[-1].unit != PERCENT and not _side_by_side(used):
            return None
        for turn in used:
            request = turn.request
            alike = request is not None and (request.metric, request.measures) == (first.metric, first.measures)
            if not alike or len(turn.rows) != 1 or turn.focus[0].pooled:
                return None
            if not level and turn.rows[0].rose != used[0].rows[0].rose:
                return None
            if any(_WAYS.get(cue) not in (None, (first.metric in CHANGES, turn.rows[0].rose)) for cue in said.cues):
                # "Die overschotten samen?", after two shortfalls.
                return None
        return self._of_two(question, kept, said)

    def share(self, conversation: Conversation, question: str, whole: Turn) -> Answer | None:
        """How many per cent the last figure is of the figure of ``whole``."""
        own = amount(conversation.turns[-1], self._facts)
        return None if own is None else self._percent(question, own, (), whole)

    def added(self, conversation: Conversation, question: str, beside: Turn) -> Answer | None:
        """ "Tel daar die van de provincies bij op", after a sum of figures before: that sum with one more of them,
        the figure of ``beside``."""
        last = conversation.turns[-1]
        own, other = amount(last, self._facts), amount(beside, self._facts)
        if own is None or other is None or own.unit != other.unit or own.unit in (PERCENT, POINTS):
            return None
        same_way = len(last.rows) == len(beside.rows) == 1 and last.rows[0].rose == beside.rows[0].rose
        if not (own.reckoned and same_way) or own.places & other.places:
            return None
        return _summed(question, [own, other])

    @staticmethod
    def _of_two(question: str, amounts: Sequence[Amount], said: Said) -> Answer | None:
        """The difference or the sum of the last figures of one unit."""
        if len(amounts) < 2 or said.names_who or said.measure:
            return None
        compares = Cue.HOW_MANY in said.cues and said.cues & {Cue.MORE, Cue.LESS}
        if Cue.DIFFERENCE in said.cues or compares:
            two = chosen(amounts, 2)
            if len(two) < 2 or two[0].unit != two[1].unit or (Cue.POINTS in said.cues and two[0].unit != PERCENT):
                return None
            return _difference(question, two)
        if Cue.TOTAL in said.cues:
            several = _several(said)
            kept = chosen(amounts, several)
            if len(kept) < several or any(a.unit != kept[-1].unit or a.unit in (PERCENT, POINTS) for a in kept):
                return None
            if len({(a.value, a.places) for a in kept}) < len(kept):
                # One figure that was given twice is no two figures.
                return None
            twice = sum(len(a.places) for a in kept) > len({p for a in kept for p in a.places})
            return None if twice and any(a.reckoned for a in kept) else _summed(question, kept)
        return None

    def _of_sentence(self, question: str, last: Turn, said: Said) -> Answer | None:
        """ "Tel die op", after a sentence with two figures of one kind: their sum."""
        adds = Cue.TOTAL in said.cues and not (said.names_who or said.measure or said.slots.years)
        if not adds or last.answer is None or not last.answered or said.reading.others or not last.answer.citations:
            return None
        if dialogue().adds.match(said.text):
            # "En als je ze erbij optelt?": to what was spoken of before, and not to each other.
            return None
        citation, *others = last.answer.citations
        told = told_in(citation, self._facts)
        if not told:
            return None
        if any(f.unit == told[-1].unit and covers(other, f) for f in self._facts for other in others):
            # Of several sentences with such figures it is not told which are meant.
            return None
        alike = [
            f for f in told if (f.counts, f.unit, f.qualifiers) == (told[-1].counts, told[-1].unit, told[-1].qualifiers)
        ]
        if len(alike) != 2 or alike[0].unit == PERCENT or alike[0].period != alike[1].period:
            return None
        if any(f.whole or f.kind is not FactKind.LEVEL or f.per or f.bound or f.planned for f in alike):
            return None
        return _summed(question, [_quoted(f, citation) for f in alike])

    def _told_beside(self, question: str, last: Turn, said: Said) -> Answer | None:
        """ "Met welk percentage?", "van hoeveel banen in totaal?", after a sentence: the one figure of that unit that
        it tells, or the one beside that which was answered; None where it tells more."""
        if last.request is not None or last.answer is None or not last.answered or not last.answer.citations:
            return None
        asks = _WITH.match(said.text) and (Cue.HOW_MANY in said.cues or said.in_percent)
        bare = said.cues <= {Cue.HOW_MANY, Cue.WHICH, Cue.TOPIC, Cue.TOTAL}
        own = said.names_who or said.slots.years or said.slots.part or said.slots.numbers or said.reading.others
        if not (asks and bare) or own or said.measure not in ("", RATE):
            return None
        units = {u for m in said.reading.of(Kind.UNIT) if (u := m.value(Kind.UNIT))}
        units = {PERCENT} if said.in_percent or said.measure else units
        citation = last.answer.citations[0]
        # "125.000 extra banen" are a target, and no change of one.
        levels = [f for f in told_in(citation, self._facts) if f.kind is FactKind.LEVEL or f.planned]
        told = [f for f in levels if (not units or f.unit in units) and not f.bound]
        given = last.answer.value
        if said.words & _FROM or Cue.TOTAL in said.cues:
            # "Van hoeveel?" asks for what the one that was given is a part of.
            told = [f for f in told if given is not None and f.value > given]
        elif len(told) > 1:
            told = [f for f in told if f.value != given]
        if len(told) != 1:
            return None
        one = _quoted(told[0], citation)
        return made(question, f"Het gaat om {counted(one.value, one.unit, [one])}.", one.value, one.unit, [one], "")

    def _rest(self, question: str, own: Amount, amounts: Sequence[Amount], said: Said) -> Answer | None:
        """ "En hoeveel niet?", "de rest?": what a whole leaves beside the part that was given."""
        rest = said.cues & {Cue.NOT, Cue.EXCLUDING} or said.words & dialogue().rest
        counts = Cue.HOW_MANY in said.cues or said.words & dialogue().rest or Cue.EXCLUDING in said.cues
        if not (rest and counts) or said.names_who or said.slots.years or said.in_percent:
            return None
        told = set(analyse(f"{own.label} {' '.join(a.label for a in amounts)} {own.citation.quote}"))
        if set(analyse(said.text)) - told - dialogue().rest - _COUNTED:
            # "Van hoeveel scholen is niets bekend?" asks of its own.
            return None
        # "Hoeveel personen niet?" asks no percentage.
        counts_things = Cue.PEOPLE in said.cues or said.in_jobs
        shares = self._rest_of_hundred(question, own) if own.unit == PERCENT and not counts_things else None
        things = [a for a in amounts if a.unit != PERCENT]
        if not things or (own.unit == PERCENT and len(things) < 2):
            return shares
        part = things[-1]
        whole = whole_of(part, self._facts, amounts)
        if whole is None or whole.value <= part.value:
            return shares
        value = plain_number(whole.value - part.value)
        line = f"{whole.shown} − {part.shown} = {format_number(value)}"
        text = f"De rest is {counted(value, part.unit, [whole, part])} ({line})."
        return made(question, text, value, part.unit, [whole, part], line)

    @staticmethod
    def _rest_of_share(question: str, own: Amount, last: Turn, said: Said) -> Answer | None:
        """ "En de rest?", after a percentage that the letter gives of one whole ("52,9% is vast"): what is left."""
        request = last.request
        asks = said.words & dialogue().rest and not (said.names_who or said.measure or said.slots.years)
        if request is None or not asks or last.reckoned or own.unit != PERCENT or own.operands:
            return None
        part = bool(request.qualifier) and not request.qualifier.startswith(("incl-", "excl-"))
        if request.aggregation is not Aggregation.VALUE or not part or own.value > _HUNDRED:
            return None
        return _of_hundred(question, own)

    def _rest_of_hundred(self, question: str, own: Amount) -> Answer | None:
        """What a percentage of things that the text gives leaves of all those things."""
        told = [f for f in told_in(own.citation, self._facts) if (f.value, f.unit) == (own.value, PERCENT)]
        share = len(told) == 1 and bool(told[0].share_of or told[0].measure.startswith(_SHARE))
        if not share or own.operands or own.value > _HUNDRED or not told[0].is_level:
            return None
        return _of_hundred(question, own)

    def _whole(self, question: str, own: Amount, amounts: Sequence[Amount], said: Said) -> Answer | None:
        """ "Van de hoeveel in totaal?", after a part: the whole that the letter ties to it."""
        asks = dialogue().of_how_many.search(fold(said.text)) or ("totaal" in said.words <= dialogue().in_all)
        bare = said.cues <= {Cue.HOW_MANY, Cue.TOTAL, Cue.TOPIC} and not said.reading.others
        if not (asks and bare) or said.names_who or said.measure or said.slots.years:
            return None
        whole = self._left_of(own, amounts) if own.reckoned else whole_of(own, self._facts, amounts)
        if whole is None or whole.value <= own.value:
            return None
        text = f"In totaal gaat het om {counted(whole.value, whole.unit, [whole])}."
        return made(question, text, whole.value, whole.unit, [whole], "")

    def _end(self, question: str, own: Amount, said: Said) -> Answer | None:
        """ "Naar hoeveel?", "van hoeveel?", after "van 870 naar 1.085 banen": that end of the change."""
        start, end = ends_asked(said.reading)
        bare = said.cues <= {Cue.HOW_MANY, Cue.TOPIC, *_MOVES} and Cue.HOW_MANY in said.cues
        # "Een toename van hoeveel?" asks how much it went up.
        opens = not start or fold(said.text).split()[0] in _FROM
        pair = ends(own, self._facts) if (start or end) and bare and opens else None
        percent = pair is not None and said.in_percent and pair[0].unit != PERCENT
        if pair is None or percent or said.names_who or said.measure or said.slots.years or said.reading.others:
            return None
        early, late = (counted(a.value, a.unit, [a]) for a in pair)
        if start and end:
            return made(question, f"Het ging van {early} naar {late}.", None, "", pair, "")
        one, told = (pair[0], f"Het begon bij {early}.") if start else (pair[1], f"Het kwam uit op {late}.")
        return made(question, told, one.value, one.unit, [one], "")

    def _before(self, question: str, own: Amount, said: Said) -> Answer | None:
        """ "En ervoor?", after "van 870 naar 1.085 banen" or "142.421, een toename van 454 ten opzichte van het
        kwartaal ervoor": the figure from which it went."""
        asks = said.words & dialogue().before or Cue.EARLIER in said.cues
        if not asks or said.names_who or said.measure or said.slots.years or said.cues - _BACK:
            return None
        heard = set(analyse(" ".join(own.citation.quote.split())))
        if any(not set(analyse(m.text)) <= heard for m in said.reading.others):
            return None
        if {"jaar", "eerder"} <= said.words:
            # The figure of a year is asked in full: the question before, of the year before.
            return None
        pair = ends(own, self._facts)
        if pair is not None:
            early = pair[0]
            told = f"Daarvoor was het {counted(early.value, early.unit, [early])}."
            return made(question, told, early.value, early.unit, [early], "")
        return None if "jaar" in said.words else self._before_change(question, own)

    def _before_change(self, question: str, own: Amount) -> Answer | None:
        """The figure before a change of which the same sentence tells the size."""
        told = told_in(own.citation, self._facts)
        levels = [f for f in told if f.kind is FactKind.LEVEL and (f.value, f.unit) == (own.value, own.unit)]
        moves = [f for f in told if f.kind is FactKind.CHANGE]
        if len(levels) != 1 or len(moves) != 1 or own.operands or moves[0].unit != own.unit or own.unit == PERCENT:
            return None
        same = (moves[0].subject, moves[0].measure, moves[0].period, moves[0].qualifiers)
        way = _way(own.citation, moves[0])
        if not way or same != (levels[0].subject, levels[0].measure, levels[0].period, levels[0].qualifiers):
            return None
        value = plain_number(own.value - way * moves[0].value)
        parts = [own, _quoted(moves[0], own.citation)]
        line = f"{own.shown} {'−' if way > 0 else '+'} {parts[1].shown} = {format_number(value)}"
        return made(
            question, f"Daarvoor was het {counted(value, own.unit, parts)} ({line}).", value, own.unit, parts, line
        )

    def _percent(self, question: str, own: Amount, amounts: Sequence[Amount], beside: Turn | None) -> Answer | None:
        """How many per cent a figure is of the one that the follow-up names, of its whole, or of the one before."""
        if beside is not None:
            whole = amount(beside, self._facts)
        elif own.reckoned:
            whole = self._left_of(own, amounts)
        else:
            alike = [a for a in amounts[:-1] if a.unit == own.unit and a.value != own.value]
            tied = whole_of(own, self._facts, amounts) or part_of(own, self._facts)
            whole = tied or (alike[-1] if alike else None)
        if whole is None or {own.unit, whole.unit} & {PERCENT, POINTS} or not whole.value or not own.value:
            return None
        part, whole = sorted((own, whole), key=lambda a: a.value) if beside is None else (own, whole)
        value, rounding = percentage(part.value, whole.value)
        line = f"{part.shown} / {whole.shown} × 100 = {format_number(value)}"
        shown = counted(value, PERCENT, [part, whole])
        text = f"{part.shown} {part.unit} is {shown} van {whole.shown} {whole.unit} ({line})."
        return made(question, text, value, PERCENT, [part, whole], line, rounding)

    def _left_of(self, own: Amount, amounts: Sequence[Amount]) -> Amount | None:
        """The other of a part and its whole, for one of them or for what the one leaves of the other; None for any
        other figure that was worked out: of which of its figures it is a percentage, nothing says."""
        for one in amounts:
            whole = whole_of(one, self._facts, amounts)
            if whole is not None and own.value == whole.value and own.places <= whole.places:
                return one
            if whole is not None and own.holds(one) and own.value == whole.value - one.value:
                return whole
        return None

    def _moved(self, question: str, own: Amount, said: Said) -> Answer | None:
        """ "Groei?", after "van 870 naar 1.085 banen": by how many it went up or down."""
        pair = ends(own, self._facts)
        sized = said.cues <= {Cue.RISE, Cue.FALL, Cue.CHANGE, Cue.HOW_MANY, Cue.TOPIC} and not said.reading.others
        if pair is None or not sized or said.claims or own.value not in (pair[0].value, pair[1].value):
            return None
        early, late = pair
        high, low = sorted(pair, key=lambda a: -a.value)
        value, unit = plain_number(high.value - low.value), POINTS if own.unit == PERCENT else own.unit
        if not value:
            return made(question, f"Dat is gelijk gebleven: {counted(late.value, late.unit, [late])}.", value, unit,
                        [high, low], f"{high.shown} − {low.shown} = 0")  # fmt: skip
        line = f"{high.shown} − {low.shown} = {format_number(value)}"
        text = f"Dat is {_went(early, late)} met {counted(value, unit, pair)} ({line})."
        return made(question, text, value, unit, [high, low], line)

    def _growth(self, question: str, own: Amount) -> Answer | None:
        """The change that a sentence tells ("van 870 naar 1.085 banen") as a percentage of where it began."""
        pair = ends(own, self._facts)
        if pair is None or not pair[0].value:
            return None
        early, late = pair
        high, low = sorted(pair, key=lambda a: -a.value)
        value, rounding = percentage(high.value - low.value, early.value)
        line = f"({high.shown} − {low.shown}) / {early.shown} × 100 = {format_number(value)}"
        text = f"Dat is {_went(early, late)} met {counted(value, PERCENT, pair)} ({line})."
        if own.unit in (PERCENT, POINTS):
            points = format_number(plain_number(high.value - low.value))
            text = f"{text[:-1]}; in procentpunten is het {points} procentpunt."
        return made(question, text, value, PERCENT, [late, early], line, rounding)

    def _in_order(self, conversation: Conversation, first: Amount, own: Amount) -> tuple[Amount, Amount]:
        """Two figures, the one of the earlier year first: by the requests that gave them, or as their sentence
        tells ("van 870 naar 1.085 banen")."""
        pair = ends(own, self._facts)
        if pair is not None and {a.value for a in pair} == {first.value, own.value}:
            return (first, own) if pair[0].value == first.value else (own, first)
        turns = [t for t in conversation.turns if t.request is not None and amount(t, self._facts) in (first, own)]
        asked = [t.request.periods for t in turns if t.request is not None]
        if len(asked) > 1 and asked[-2] > asked[-1]:
            return own, first
        return first, own

    @staticmethod
    def _times(question: str, first: Amount, own: Amount, times: int, said: Said) -> Answer | None:
        if first.unit != own.unit or not first.value or own.unit == PERCENT:
            return None
        exact = own.value / first.value
        more = bool(said.cues & {Cue.ABOVE, Cue.MORE})
        value = plain_number(round_half_up(exact, _DECIMALS))
        holds = exact > times if more else value == times
        line = f"{own.shown} / {first.shown} = {format_number(value)}"
        text = f"{'Ja' if holds else 'Nee'}. Het is {counted(value, '', [own, first])} keer zo veel ({line})."
        rounding = "exact" if value == exact else "afgerond op één decimaal"
        return made(question, text, None, "", [own, first], line, rounding)


def _side_by_side(turns: Sequence[Turn]) -> bool:
    """Whether turns gave one part of several subjects in one year, each once: such levels may be summed."""
    requests = [turn.request for turn in turns if turn.request is not None and not turn.reckoned]
    whole = len(requests) == len(turns) and all(r.aggregation is Aggregation.VALUE for r in requests)
    same = {(r.periods, r.qualifier) for r in requests}
    members = [m for r in requests for t in r.targets for m in t.members]
    return whole and len(same) == 1 and all(r.qualifier for r in requests) and len(members) == len(set(members))


def _only_chooses(turn: Turn) -> bool:
    """Whether a turn asked which of a few figures is the highest: it gives none of its own."""
    request = turn.request
    return request is not None and request.aggregation is Aggregation.EXTREME and len(request.targets) <= _FEW


def _of_hundred(question: str, own: Amount) -> Answer:
    value = plain_number(_HUNDRED - own.value)
    line = f"100 − {own.shown} = {format_number(value)}"
    return made(question, f"De rest is {counted(value, PERCENT, [own])} ({line}).", value, PERCENT, [own], line)


def _several(said: Said) -> int:
    """Of how many figures a follow-up speaks ("tel die drie op")."""
    return max((n for word, n in dialogue().several.items() if word in said.words), default=2)


def _difference(question: str, two: Sequence[Amount]) -> Answer:
    """By how much two figures differ: two percentages in points."""
    high, low = sorted(two, key=lambda a: -a.value)
    value, unit = plain_number(high.value - low.value), POINTS if high.unit == PERCENT else high.unit
    line = f"{high.shown} − {low.shown} = {format_number(value)}"
    return made(question, f"Het verschil is {counted(value, unit, two)} ({line}).", value, unit, [high, low], line)


def _summed(question: str, amounts: Sequence[Amount]) -> Answer:
    value = plain_number(sum((a.value for a in amounts), Decimal(0)))
    unit = amounts[0].unit
    line = f"{' + '.join(a.shown for a in amounts)} = {format_number(value)}"
    return made(question, f"Samen is dat {counted(value, unit, amounts)} ({line}).", value, unit, amounts, line)


def _went(early: Amount, late: Amount) -> str:
    return "gestegen" if late.value > early.value else "gedaald"


def _quoted(fact: Fact, citation: Citation) -> Amount:
    """A figure of a sentence that was quoted, and that no answer told."""
    label = fact.counts or fact.written_unit
    return Amount(fact.value, fact.unit, label, (citation,), approximate=fact.approximate, quoted=True)


def _way(citation: Citation, change: Fact) -> int:
    """Which way a change in a quote went, by the words around it: 1 up, -1 down, 0 where they do not say."""
    before = citation.quote[: change.cell.start - citation.start]
    behind = citation.quote[change.cell.end - citation.start :]
    words = [t.fold for t in (*tokens(before)[-_NEAR:], *tokens(behind)[:_NEAR])]
    known = vocabulary()
    cues = {cue for w in words for cue in (*known.forms.get((w,), ()), *known.lemmas.get(lemma(w), ()))}
    up, down = bool(cues & {Cue.RISE, Cue.MORE}), bool(cues & {Cue.FALL, Cue.LESS})
    return 0 if up == down else 1 if up else -1


__all__ = ["KINDS", "Reckoning"]
