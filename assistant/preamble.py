"""A statement with a question about it: "de politie groeide in 2024, met hoeveel precies?".

The statement is read as what it claims and becomes the first turn of a conversation, of which the question is the
next: whatever can follow an answer can so follow a statement too.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.answer import Answer, Status
from assistant.asks import asks_yes_no, opens_with_if
from assistant.combine import ASKS, STOP
from assistant.cues import Cue
from assistant.question import Metric
from assistant.reading import Kind, Reading
from assistant.whatif import halves
from corpus.dutch import round_half_up

if TYPE_CHECKING:
    from assistant.engine import Assistant
    from corpus.facts import FactTable

_CUT = re.compile(
    rf"(?<=[\w)%])(?:[;:?!…]|\.\.+|{STOP})\s+|\s+[–—-]+\s+|,\s+(?={ASKS})|,?\s+(?=(?:en|maar)\s+{ASKS})", re.I
)
_ASKED = frozenset({Cue.HOW_MANY, Cue.WHICH, Cue.HOW_FAR, Cue.WHY, Cue.MANNER, Cue.WHO})
_CLAIM = "Klopt het dat"


def supposes_something(statement: Reading, facts: FactTable) -> bool:
    """Whether a statement gives a figure or a year that the tables do not have for whom it names: then it does not
    tell what is, and what is asked behind it may depend on it."""
    names = {*statement.values(Kind.SECTOR)}
    known = {f.value for f in facts if f.from_table and (not names or f.subject in names)}
    counted = {100, len(statement.of(Kind.SECTOR)), len(facts.subjects), len(facts.periods)}
    figures = [m.number for m in statement.of(Kind.NUMBER)]
    years = [m.text for m in statement.of(Kind.YEAR)]
    # "Ruim 120 procent" tells 120,4.
    known |= {round_half_up(value, 0) for value in known} | {Decimal(int(value)) for value in known}
    return any(n not in known and n not in counted for n in figures) or any(y not in facts.periods for y in years)


def after_statement(assistant: Assistant, question: str) -> Answer | None:
    """The figure that the last clause of a question asks of what the clauses before it state; None where they state
    nothing of the tables, or where no figure follows from it."""
    parts = [part.strip(" ,;:.") for part in _CUT.split(question) if part and part.strip(" ,;:.?!-–—")]
    if len(parts) < 2:
        return None
    statement, asked = ", ".join(parts[:-1]), parts[-1]
    reader = assistant.understander.reader
    said, next_one = reader.read(statement), reader.read(asked)
    if Cue.HYPOTHESIS in said.cues or opens_with_if(said) or halves(question) is not None:
        # What is supposed is not stated.
        return None
    # "De politie steeg met 102. Is dat meer dan Defensie?"
    compares = asks_yes_no(next_one) and next_one.cues & {Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW}
    if supposes_something(said, assistant.facts) and not compares:
        return None
    if said.cues & _ASKED or not (said.of(Kind.SECTOR) or said.of(Kind.GROUP)):
        return None
    against = {Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW, Cue.DIFFERENCE, Cue.RATIO, Cue.THAN}
    sides = {Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW}
    own = {cue for m in next_one.mentions if Cue.SHORT not in m.cues for cue in m.cues}
    asked_size = assistant.follow_ups.asks_size_alone(next_one)
    if len(said.of(Kind.SECTOR)) > 1 and said.cues & sides and not (own & against or asked_size):
        # "A is kleiner dan B. Hoeveel hebben ze er?" asks no difference.
        return None
    if said.of(Kind.GROUP) and Cue.SHARE in next_one.cues:
        # A share within a group that the statement names is no share of all.
        return None
    if not (next_one.cues & {Cue.HOW_MANY, Cue.WHICH, Cue.HOW_FAR} or compares) or next_one.others:
        return None
    claimed = assistant.understand(f"{_CLAIM} {statement}?")
    if claimed.result is None or claimed.understood.request is None:
        return None
    from assistant.conversation import Conversation

    first, conversation = assistant.follow(Conversation(), f"{_CLAIM} {statement}?")
    if first.status is not Status.ANSWERED or first.text.startswith("Nee"):
        # What does not hold is nothing to go on from.
        return None
    answer, after = assistant.follow(conversation, asked)
    given = after.turns[-1].request
    moved = claimed.understood.request.metric is not Metric.LEVEL
    if moved and given is not None and given.metric is Metric.LEVEL and assistant.follow_ups.asks_size_alone(next_one):
        # "Het is gegroeid. Met hoeveel procent?" asks for the growth, and nothing else.
        return None
    judged = bool(compares) and answer.calculation is not None and answer.text.startswith(("Ja", "Nee"))
    told = (
        answer.status is Status.ANSWERED
        and (answer.value is not None or judged)
        and after.turns[-1].request is not None
    )
    return answer.model_copy(update={"question": question}) if told else None
