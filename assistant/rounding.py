"""Rounding that a question asks for: "afgerond op hele procenten", "op een tiental", "met twee decimalen"."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from assistant.answer import Answer
from corpus.dutch import format_number
from corpus.facts import with_unit

_TO = r"(?:[eé][eé]n |1 |twee |2 |nul |geen |het |de )?(?:dichtstbijzijnde )?"
_WHAT = (
    r"(?:duizendtal(?:len)?|honderdtal(?:len)?|tiental(?:len)?|decima(?:al|len)|cijfers? achter de komma|"
    r"(?:heel|hele) (?:getal(?:len)?|procent(?:en|punt(?:en)?)?|fta|banen|punt(?:en)?|aantal(?:len)?)|"
    r"geheel getal|helen)"
)
_ASKS = re.compile(
    r"[\s,;(]*\b(?:graag |en )?(?:"
    r"(?:rond(?: het| dat| dit| die)?(?: antwoord)? af|afgerond|afronden|af te ronden)"
    rf"(?: (?:op|naar|tot|in) {_TO}{_WHAT})"
    rf"|(?:op|met|in) (?:[eé][eé]n |1 |twee |2 )(?:decima(?:al|len)|cijfers? achter de komma)"
    r"|(?:[eé][eé]n |1 |twee |2 )(?:decima(?:al|len)|cijfers? achter de komma)(?: (?:graag|is genoeg|volstaat|aub))"
    r"|(?:zonder|geen) (?:decimalen|cijfers? achter de komma)|in hele (?:getallen|procenten|punten)"
    r")\b\)?",
    re.IGNORECASE,
)
_APART = re.compile(r"^rond (?P<what>(?:de|het|hun|zijn) .+?) af (?P<to>(?:op|naar|tot) .+)$", re.IGNORECASE)
_STEPS = (("duizendtal", 3), ("honderdtal", 2), ("tiental", 1))
_FINE = Decimal("0.000001")
_TWO = re.compile(r"\b(?:twee|2)\b", re.IGNORECASE)
_NONE = re.compile(r"\b(?:zonder|geen|nul|heel|hele|geheel|helen)\b", re.IGNORECASE)


def without_rounding(question: str) -> tuple[str, int | None]:
    """The question without the words that ask to round, and to which power of ten: 0 for whole numbers, -1 for one
    decimal; None where it asks for none."""
    # "Rond het percentage van X af op hele getallen."
    question = _APART.sub(r"\g<what>, afgerond \g<to>", question)
    found = _ASKS.search(question)
    if found is None:
        return question, None
    rest = f"{question[: found.start()]} {question[found.end() :].lstrip(' :,;')}".strip()
    rest = re.sub(r"(?<=[?.!])\s*(?:graag|aub)?\s*[.!]*$", "", rest)
    words = found.group()
    places = next((n for name, n in _STEPS if name in words.lower()), None)
    if places is None:
        places = 0 if _NONE.search(words) else -2 if _TWO.search(words) else -1
    return (rest, places) if any(c.isalnum() for c in rest) else (question, None)


def rounded(answer: Answer, question: str, places: int | None) -> Answer:
    """An answer to a question with its value rounded, half up, where that is asked."""
    answer = answer if answer.question == question else answer.model_copy(update={"question": question})
    if places is None or answer.value is None or answer.calculation is None:
        return answer
    exact = answer.calculation.exact
    # A figure that was rounded already is not rounded once more.
    exact = answer.value if exact is None or round_to(exact, -1) != round_to(answer.value, -1) else exact
    value = round_to(exact, places)
    if value == answer.value:
        return answer
    said = f"{format_number(value)} keer" if answer.unit == "keer" else with_unit(value, answer.unit or "")
    step = f"{format_number(exact.quantize(_FINE).normalize())} afgerond = {format_number(value)}"
    calculation = answer.calculation.model_copy(update={"steps": (*answer.calculation.steps, step)})
    return answer.model_copy(
        update={"value": value, "text": f"{answer.text} Afgerond: {said}.", "calculation": calculation}
    )


def round_to(value: Decimal, places: int) -> Decimal:
    """A value rounded half up to a power of ten, without an exponent in its notation."""
    step = Decimal(1).scaleb(places)
    return Decimal(f"{(value / step).quantize(Decimal(1), ROUND_HALF_UP) * step:f}")
