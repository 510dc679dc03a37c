"""A claim of two parts: "klopt het dat het Rijk groeide maar het doel miste?".

Both parts are asked as claims of their own; the whole holds if both do.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.answer import Status
from assistant.combine import joined
from assistant.cues import Cue
from assistant.mentions import Kind
from assistant.steps import JOINS
from corpus.dutch import enumerate_dutch

if TYPE_CHECKING:
    from assistant.engine import Assistant, Question

_STATED = re.compile(r"^(?P<lead>.{0,80}?\b(?:dat|of))\s+(?P<said>.+?)[\s?.!]*$", re.IGNORECASE | re.DOTALL)
_SAYS = re.compile(
    r"\b(?:mag|mogen|kan|kunnen|kun)\b.*\b(?:zeg|schrij[fv]|stel|meld|noem|opneem|opnem|vertel|bewe|roep)\w*", re.I
)
#: Words that tie the second part to the first, and that say nothing of it.
_TIES = re.compile(
    r"\b(?:toch|desondanks|niettemin|tegelijk|tegelijkertijd|tevens|ook|wel|daarbij|daarmee|dat het|dat ze|dat)\s+",
    re.I,
)
_ASKED = frozenset({Cue.HOW_MANY, Cue.WHICH, Cue.WHY, Cue.WHO, Cue.SECTOR})
_CLAIM = "Klopt het dat"
_VERDICT = re.compile(r"^(Ja|Nee)[.,]\s*")


def two_claims(assistant: Assistant, text: str) -> Question | None:
    """The answer to a claim of two parts about one subject; None for any other question."""
    stated = _STATED.match(text.strip())
    if stated is None or JOINS.search(stated["said"]) is None:
        return None
    read = assistant.understander.reader.read
    if not (Cue.CLAIM in read(stated["lead"]).cues or _SAYS.search(stated["lead"])):
        return None
    for join in JOINS.finditer(stated["said"]):
        first, second = stated["said"][: join.start()], _TIES.sub("", f"{stated['said'][join.end() :]} ").strip()
        said, added = read(first), read(second)
        if (said.cues | added.cues) & _ASKED or added.of(Kind.SECTOR) or added.of(Kind.GROUP) or not second:
            continue
        if any(not m.first for m in added.of(Kind.YEAR) + added.of(Kind.NUMBER)):
            # "In 2023 en 2024": no second part.
            continue
        one = assistant.understand(f"{_CLAIM} {first}?")
        request, names = one.understood.request, [m.text for m in said.of(Kind.SECTOR) + said.of(Kind.GROUP)]
        if one.result is None or request is None or not names:
            continue
        year = "" if added.of(Kind.YEAR) or len(request.periods) != 1 else f"in {request.periods[0]} "
        two = assistant.understand(f"{_CLAIM} {enumerate_dutch(names)} {year}{second}?")
        if two.result is None or two.understood.request is None:
            continue
        answers = [assistant.respond(one), assistant.respond(two)]
        verdicts = [_VERDICT.match(answer.text) for answer in answers]
        if not all(verdicts) or any(answer.status is not Status.ANSWERED for answer in answers):
            continue
        both = joined(text, answers, last=False)
        holds = all(verdict is not None and verdict[1] == "Ja" for verdict in verdicts)
        told = "\n".join(_VERDICT.sub("", line) for line in both.text.split("\n"))
        both = both.model_copy(update={"text": f"{'Ja' if holds else 'Nee'}. {told}"})
        # What follows goes on from the second part.
        return replace(two, text=text, answer=both)
    return None
