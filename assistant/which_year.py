"""Questions for a year: "in welk jaar was het tekort het grootst?", "wanneer haalden ze hun doel?", "hoger in 2023 of
in 2024?".

What is said of the year is asked of every year by itself, and the years are compared, or those listed that it holds of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from assistant.answer import Answer, Note, NoteKind
from assistant.combine import joined
from assistant.cues import Cue
from assistant.mentions import Kind, Mention, Reading
from assistant.nuances import PAST, asks_forecast, rates_shortfall
from assistant.question import Metric
from assistant.results import Row
from corpus.dutch import enumerate_dutch, fold

if TYPE_CHECKING:
    from assistant.engine import Assistant, Question

_YEAR = r"(?:19|20)\d{2}"
_OF_YEARS = re.compile(
    rf"[,:;]?\s*\(?\b(?:(?:in|over|van)\s+)?(?P<one>{_YEAR}),?\s+(?:of|dan wel)\s+(?:juist\s+)?(?:(?:in|over|van)\s+)?"
    rf"(?P<other>{_YEAR})\b\)?\s*:?",
    re.IGNORECASE,
)
_WHICH = re.compile(r"\b(?:(?:in|over|voor|bij)\s+)?welke?\s+(?:jaar|jaren|jaartal)\b", re.IGNORECASE)
#: "Het beste jaar qua banen": the year in which they were most.
_BEST = re.compile(
    r"\b(?:het )?(?P<end>beste|hoogste|topjaar|slechtste|laagste)(?:(?<=topjaar)| jaar)\b", re.IGNORECASE
)
_WHEN = re.compile(r"^(?:en\s+)?(?:wanneer|wnr)\b", re.IGNORECASE)
VERDICT = re.compile(r"^(Ja|Nee)[.,]\s*")
_FEW = 2
#: Words that compare years, and say not in what: the share of the target tells it.
_BETTER = frozenset("beter slechter best beste slechtst slechtste".split())


class Judged(NamedTuple):
    """What is asked of one year: the question that was asked of it, its answer, and the figure behind it."""

    year: str
    answer: Answer
    row: Row
    asked: Question


def which_year(assistant: Assistant, text: str) -> Question | None:
    """The answer to a question for a year; None for any other."""
    parted = _parted(assistant, text.strip())
    if parted is None:
        return None
    rest, years = parted
    reading = assistant.understander.reader.read(rest)
    whole = assistant.understander.reader.read(text)
    if asks_forecast(whole) or rates_shortfall(whole) or reading.of(Kind.YEAR):
        return None
    if not (reading.of(Kind.SECTOR) or reading.of(Kind.GROUP)):
        return None
    order = _order(reading)
    if order is not None:
        return _outermost(assistant, text, reading, order, years)
    return _holding(assistant, text, rest, years)


def _parted(assistant: Assistant, text: str) -> tuple[str, list[str]] | None:
    """A question without the words that ask for a year, and the years that it may be."""
    best = _BEST.search(text)
    if best is not None:
        lowest = best["end"].lower() in ("slechtste", "laagste")
        extreme = "het laagste" if lowest else "het hoogste"
        text = f"In welk jaar was {text[: best.start()]} {text[best.end() :].strip(' ?.!')} {extreme}?"
        text = re.sub(r"\bqua\b|\bvoor wat betreft\b", " ", text, flags=re.IGNORECASE)
    named = _OF_YEARS.search(text)
    asks = _WHICH.search(text) or _WHEN.match(text)
    years = assistant.facts.periods
    if named is not None:
        against = re.search(r"\bdan\W*$", text[: named.start()], re.IGNORECASE) is not None
        if named["one"] == named["other"] or against:
            # "Meer dan in 2023 of in 2024 een hoger doel": two claims, and no choice of years.
            return None
        years = sorted((named["one"], named["other"]))
        text = f"{text[: named.start()]} {text[named.end() :]}"
        asks = _WHICH.search(text) or re.search(r"\b(?:wanneer|wnr)\b", text, re.IGNORECASE)
    elif asks is None:
        return None
    rest = text if asks is None else f"{text[: asks.start()]} {text[asks.end() :]}"
    words = [fold(word) for word in re.findall(r"\w+", rest)]
    if named is None and asks is not None and not _WHICH.match(asks.group()) and words[:1] and words[0] not in PAST:
        # "Wanneer wordt het doel gehaald?" asks for a year that no table has.
        return None
    return re.sub(r"\s+", " ", rest).strip(" ,:;?.!"), years


def _order(reading: Reading) -> tuple[Mention, bool] | None:
    """The word that puts the years in order and whether the highest is meant; None where none does."""
    for mention in reading.mentions:
        if mention.cues & {Cue.HIGHEST, Cue.LOWEST}:
            return mention, Cue.HIGHEST in mention.cues
    if reading.of(Kind.NUMBER) or Cue.THAN in reading.cues:
        return None
    for mention in reading.mentions:
        if mention.cues & {Cue.MORE, Cue.LESS} and not mention.cues & {Cue.ABOVE, Cue.BELOW}:
            return mention, Cue.MORE in mention.cues
    return None


def judged_in(assistant: Assistant, text: str, year: str) -> Judged | None:
    """What a question of one year gives; None where it is not one figure of that year."""
    asked = assistant.understand_one(text)
    result = asked.result
    if result is None or asked.first is not None or not result.rows or result.request.periods != (year,):
        return None
    if len(result.rows) != 1 and result.verdict is None:
        return None
    return Judged(year, assistant.respond(asked), result.rows[0], asked)


def _outermost(
    assistant: Assistant, text: str, reading: Reading, order: tuple[Mention, bool], years: Sequence[str]
) -> Question | None:
    """The year in which a figure was highest or lowest, with the figures of all of them."""
    mention, highest = order
    tokens, question = reading.tokens, reading.question
    before, behind = question[: tokens[mention.first].start], question[tokens[mention.last - 1].end :]
    plain = re.sub(r"\b(?:het|de)\s*$", "", before.rstrip()) + " " + behind
    found = [made for year in years if (made := judged_in(assistant, f"Hoeveel {plain} in {year}?", year)) is not None]
    if not found and fold(mention.text) in _BETTER and not (reading.of(Kind.MEASURE) or reading.of(Kind.WEAK_MEASURE)):
        names = [m.text for m in reading.mentions if m.value(Kind.SECTOR) or m.value(Kind.GROUP)]
        plain = f"procent van het doel haalde {names[0]}" if len(names) == 1 else plain
        found = [
            made for year in years if (made := judged_in(assistant, f"Hoeveel {plain} in {year}?", year)) is not None
        ]
    kinds = {(m.asked.result.request.metric, m.row.measure, m.row.unit) for m in found if m.asked.result}
    if len(found) < _FEW or len(kinds) != 1:
        return None
    moves = next(iter(kinds))[0] in (Metric.CHANGE, Metric.CHANGE_PERCENT, Metric.GAP, Metric.GAP_PERCENT)
    if moves and len({m.row.rose for m in found}) > 1:
        # A rise and a fall, a shortfall and a surplus: the one is not more of the other.
        return None
    chosen = (max if highest else min)(abs(m.row.exact) for m in found)
    first = [m for m in found if abs(m.row.exact) == chosen]
    head = f"In {enumerate_dutch([m.year for m in first])}{' evenveel' if len(first) > 1 else ''}"
    return _told(text, head, [*first, *(m for m in found if m not in first)], _left_out(years, found))


def _holding(assistant: Assistant, text: str, rest: str, years: Sequence[str]) -> Question | None:
    """The years of which something holds, each judged as a claim of its own."""
    found = [made for year in years if (made := _claimed_in(assistant, rest, year)) is not None]
    if not found:
        return None
    holds = [made for made in found if made.answer.text.startswith("Ja")]
    head = f"In {enumerate_dutch([m.year for m in holds])}" if holds else "In geen van deze jaren"
    return _told(text, head, [*holds, *(m for m in found if m not in holds)], _left_out(years, found))


def _claimed_in(assistant: Assistant, rest: str, year: str) -> Judged | None:
    """Whether something holds of one year: asked as a question, else told and asked whether it is so."""
    for asked in (f"{rest} in {year}?", f"In {year} {rest}. Klopt dat?"):
        made = judged_in(assistant, asked, year)
        if made is not None and VERDICT.match(made.answer.text):
            return made
    return None


def _left_out(years: Sequence[str], found: Sequence[Judged]) -> list[str]:
    return [year for year in years if year not in {made.year for made in found}]


def _told(text: str, head: str, found: Sequence[Judged], left_out: Sequence[str]) -> Question:
    both = joined(text, [made.answer for made in found], last=False)
    lines = [VERDICT.sub("", line) for line in both.text.split("\n")]
    notes = [note for note in both.notes if "noemt geen jaar" not in note.text]
    if left_out:
        told = f"Over {enumerate_dutch(list(left_out))} is dit niet uit de tabellen te halen."
        notes = [*notes, Note(kind=NoteKind.ASSUMPTION, text=told)]
    answer = both.model_copy(update={"text": "\n".join([f"{head}: {lines[0]}", *lines[1:]]), "notes": tuple(notes)})
    return replace(found[0].asked, text=text, answer=answer)
