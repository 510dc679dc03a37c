"""Lists of those that satisfy one of two conditions: "welke sectoren groeiden of haalden het doel?".

Each condition is asked as a list of its own; who is in one of them fits.
"""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from assistant.asks import asks_count, asks_who
from assistant.combine import EITHER, joined
from assistant.cues import Cue
from assistant.mentions import Kind
from assistant.question import Aggregation, Request
from corpus.dutch import enumerate_dutch

if TYPE_CHECKING:
    from assistant.engine import Assistant, Question


def either_list(assistant: Assistant, text: str) -> Question | None:
    """The answer to a question for those that satisfy one of two conditions; None for any other."""
    reading = assistant.understander.reader.read(text)
    counts = asks_count(reading)
    if EITHER.search(text) is None or not (counts or asks_who(reading) or Cue.SECTOR in reading.cues):
        return None
    for join in EITHER.finditer(text):
        first, second = text[: join.start()].strip(" ,"), text[join.end() :].strip(" ?.!,")
        one = assistant.understand_one(f"{first}?")
        if one.result is None or one.result.request.aggregation not in (Aggregation.FILTER, Aggregation.COUNT):
            continue
        own = assistant.understander.reader.read(second).of(Kind.YEAR) or one.result.request.base
        year = "" if own else f" in {one.result.request.periods[0]}"
        two = assistant.understand_one(f"Welke sectoren {_of_same(assistant, one.result.request, second)}{year}?")
        if two.result is None or two.result.request.aggregation is not Aggregation.FILTER:
            continue
        if one.result.request.quantifier or two.result.request.quantifier:
            continue
        asked = {target.members for target in one.result.request.targets}
        rows = {r.target.members: r.target for r in (*one.result.rows, *two.result.rows) if r.target.members in asked}
        answers = [assistant.respond(part) for part in (one, two)]
        both = joined(text, answers, last=False)
        names = enumerate_dutch([target.label for target in rows.values()])
        many = assistant.composer.wording.many
        fits = "voldoet" if len(rows) == 1 else "voldoen"
        head = f"Aan minstens één van beide voorwaarden {fits} {len(rows)} van de {len(asked)} {many}: {names}."
        if not rows:
            head = f"Geen van de {len(asked)} {many} voldoet aan een van beide voorwaarden."
        told = both.model_copy(update={"text": f"{head}\n{both.text}"})
        if counts:
            told = told.model_copy(update={"value": Decimal(len(rows)), "unit": many})
        return replace(two, text=text, answer=told)
    return None


def _of_same(assistant: Assistant, request: Request, second: str) -> str:
    """The second condition with the measure of the first, where it points back to that ("of bleef die gelijk")."""
    reading = assistant.understander.reader.read(second)
    if reading.of(Kind.MEASURE) or reading.of(Kind.WEAK_MEASURE):
        return second
    noun = assistant.lexicon.measures[request.measures[0]].label
    return re.sub(r"\b(?:die|dat|deze|dit|hij|het|ze)\b", f"hun {noun}", second, count=1)
