"""A claim of two parts: "klopt het dat het Rijk groeide maar het doel miste?", "… en Defensie het doel haalde?".

Both parts are asked as claims of their own; the whole holds if both do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from assistant.answer import Status
from assistant.asks import asks_yes_no
from assistant.claims import offers_sides
from assistant.combine import EITHER, JOINS, SENTENCES, joined
from assistant.cues import Cue
from assistant.mentions import Kind, Mention, Reading
from assistant.nuances import offers_two
from assistant.question import GOAL, RATE, REALISED
from corpus.dutch import enumerate_dutch, fold, parse_number

if TYPE_CHECKING:
    from assistant.engine import Assistant, Question

_STATED = re.compile(r"^(?P<lead>.{0,80}?\b(?:dat|of))\s+(?P<said>.+?)[\s?.!]*$", re.IGNORECASE | re.DOTALL)
#: "A groeide en B daalde, klopt dat?"
_TAGGED = re.compile(
    r"^(?P<said>.+?)[\s,;:.–-]+(?P<lead>(?:klopt|kloppen|is|was|zijn)\s+(?:dat|dit|die)\b[^,;.?]{0,30})[\s?.!]*$",
    re.IGNORECASE | re.DOTALL,
)
_TOLD = re.compile(r"^(?P<said>.+?)[\s?.!]*$", re.DOTALL)
_TAIL = re.compile(r"[\s?.!]*\b(?:klopt (?:dat|dit)|is (?:dat|dit) (?:zo|waar|juist|correct))[\s?.!]*$", re.IGNORECASE)
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
#: Both parts must hold, one of them, or the first and not the second.
_BOTH, _ANY, _NOT = "both", "any", "not"
_VERDICT = re.compile(r"^(Ja|Nee)[.,]\s*")


def two_claims(assistant: Assistant, text: str) -> Question | None:
    """The answer to a claim of two parts, about one subject or about two; None for any other question."""
    if offers_sides(assistant.understander.reader.read(text)) or offers_two(text):
        return None
    moved = _from_to(assistant, text) or _of_goal(assistant, text)
    for first, second, way in chain([moved] if moved is not None else [], _parts(assistant, text)):
        one = assistant.understand(first)
        request = one.understood.request
        if one.result is None or one.result.verdict is None or request is None:
            continue
        names = [m.text for m in _subject(one.understood.reading)]
        added = assistant.understander.reader.read(second)
        year = "" if added.of(Kind.YEAR) or len(request.periods) != 1 else f"in {request.periods[0]} "
        own = bool(_subject(added)) or (moved is not None and second == moved[1])
        if not (own or names):
            continue
        said = f"{year}{second}" if own else f"{enumerate_dutch(names)} {year}{second}"
        two = assistant.understand(f"{_CLAIM} {said}?")
        if two.result is None or two.understood.request is None:
            continue
        answers = [assistant.respond(one), assistant.respond(two)]
        verdicts = [_VERDICT.match(answer.text) for answer in answers]
        if not all(verdicts) or any(answer.status is not Status.ANSWERED for answer in answers):
            continue
        both = joined(text, answers, last=False)
        said_so = [verdict is not None and verdict[1] == "Ja" for verdict in verdicts]
        holds = any(said_so) if way == _ANY else said_so[0] and said_so[1] != (way == _NOT)
        told = "\n".join(_VERDICT.sub("", line) for line in both.text.split("\n"))
        both = both.model_copy(update={"text": f"{'Ja' if holds else 'Nee'}. {told}"})
        # What follows goes on from the second part.
        return replace(two, text=text, answer=both)
    return None


def _parts(assistant: Assistant, text: str) -> Iterator[tuple[str, str, str]]:
    """What may be the first part of a claim, as a question, the words of the second, and how they are joined."""
    read = assistant.understander.reader.read
    if JOINS.search(text) is None and EITHER.search(text) is None:
        return
    text = text.strip()
    stated, opening = _STATED.match(text), f"{_CLAIM} "
    if stated is not None and not (Cue.CLAIM in read(stated["lead"]).cues or _SAYS.search(stated["lead"])):
        stated = None
    if stated is None:
        stated = _TAGGED.match(text)
    *told, last = SENTENCES.split(text)
    if stated is None and told and _only_claims(read(last)):
        # "A groeide maar B daalde. Juist?"
        stated = _TOLD.match(" ".join(told))
    said = _TAIL.sub("", stated["said"]) if stated is not None else text.rstrip(" ?.!")
    if stated is None:
        if not asks_yes_no(read(text)):
            return
        # "Haalde A het doel en groeide B?"
        opening = ""
    apart = _one_of_two(read(said))
    if apart is not None:
        yield apart
    joins = [(join, _BOTH) for join in JOINS.finditer(said)] + [(join, _ANY) for join in EITHER.finditer(said)]
    for join, way in joins:
        first, second = said[: join.start()], _TIES.sub("", f"{said[join.end() :]} ").strip()
        before, added = read(first), read(second)
        if any(m.cues & _ASKED and not _counted(m) for m in (*before.mentions, *added.mentions)) or not second:
            continue
        if any(not m.first for m in added.of(Kind.YEAR) + added.of(Kind.NUMBER)):
            # "In 2023 en 2024": no second part.
            continue
        if not opening and _subject(added) and _subject(added)[0].first <= 1 and not asks_yes_no(added):
            # "Groeiden A en B?": the second names only whom.
            continue
        yield f"{opening}{first}?", second, way


_FROM_TO = re.compile(
    r"\bvan\s+(?P<early>\d[\d.,]*)\s*(?P<unit>%|procent|\w+)?\s+naar\s+(?P<late>\d[\d.,]*)\s*(?P<same>%|procent|\w+)?",
    re.IGNORECASE,
)
_PERCENT = frozenset({"%", "procent"})


def _from_to(assistant: Assistant, text: str) -> tuple[str, str, str] | None:
    """A claim that a figure went from one to another ("de politie ging van 387 naar 489") as what it was in each
    year; None where it goes the other way than it says, or is a shortfall or the like."""
    found, known = _FROM_TO.search(text), list(assistant.facts.periods)
    understood = assistant.understander.understand(text)
    reading = understood.reading
    claims = Cue.CLAIM in reading.cues or asks_yes_no(reading)
    if found is None or not claims or len(understood.sectors) != 1 or understood.unexplained:
        return None
    if reading.of(Kind.GROUP) or len(reading.of(Kind.NUMBER)) != 2 or reading.cues & _NOT_OF_LEVELS:
        return None
    years = [year for year in known if year in reading.values(Kind.YEAR)]
    if len(years) == 1:
        # "Ging in 2025 van A naar B": from the year before.
        years = known[max(known.index(years[0]) - 1, 0) : known.index(years[0]) + 1]
    years = years or known[-2:]
    early, late = (parse_number(found[end].rstrip(".,")) for end in ("early", "late"))
    if len(years) != 2 or early is None or late is None:
        return None
    of_parts = [f.value for f in assistant.facts if f.subject == understood.sectors[0] and f.qualifiers]
    if not reading.of(Kind.QUALIFIER) and {early, late} <= {*of_parts}:
        # "Het vo ging van 273 naar 668": of its inkoop, which is not said.
        return None
    moved = reading.cues & {Cue.RISE, Cue.FALL}
    if len(moved) == 1 and (late > early) != (Cue.RISE in moved):
        # "Daalde van 4.517 naar 5.078": what it says of the way does not hold with what it says of the figures.
        return None
    named = {*reading.values(Kind.MEASURE), *reading.values(Kind.WEAK_MEASURE)}
    percent = {(found["same"] or "").casefold(), (found["unit"] or "").casefold()} & _PERCENT or RATE in named
    measure = RATE if percent else GOAL if GOAL in named else REALISED
    part = " ".join(
        reading.question[reading.tokens[max(m.first - 1, 0)].start : reading.tokens[m.last - 1].end]
        for m in reading.of(Kind.QUALIFIER)
    )
    who = assistant.understander.target(understood.sectors[0]).label
    unit = _unit(assistant, measure, understood.sectors[0])
    said = [
        f"{assistant.lexicon.measures[measure].label} van {who} {part} in {year} {figure} {unit} was"
        for year, figure in zip(years, (found["early"], found["late"]), strict=True)
    ]
    return f"{_CLAIM} {said[0]}?", said[1], _BOTH


_NOT_OF_LEVELS = frozenset(
    {Cue.HOW_MANY, Cue.WHICH, Cue.WHO, Cue.SHORT, Cue.OVER, Cue.DIFFERENCE, Cue.TOTAL, Cue.MEAN, Cue.NOT, Cue.SHARE}
)
_GOAL_OF = re.compile(r"^\s*van\s+(?P<figure>\d[\d.,]*\d|\d)", re.IGNORECASE)
_WITH_A = re.compile(r",?\s*\b(?:met|bij)\s+(?:een|het|hun|haar|zijn)\s*$", re.IGNORECASE)


def _of_goal(assistant: Assistant, text: str) -> tuple[str, str, str] | None:
    """A claim that tells the target beside what it claims ("haalde A haar doel van 6.000?", "A haalt, met een doel van
    1.668, 29%") as what it claims and what the target is."""
    understood = assistant.understander.understand(text)
    reading = understood.reading
    claims = Cue.CLAIM in reading.cues or asks_yes_no(reading)
    if not claims or len(understood.sectors) != 1 or understood.unexplained or reading.of(Kind.GROUP):
        return None
    for mention in reading.of(Kind.MEASURE):
        end = reading.tokens[mention.last - 1].end
        found = _GOAL_OF.match(text[end:])
        if mention.value(Kind.MEASURE) != GOAL or found is None:
            continue
        end += found.end()
        units = [m for m in reading.of(Kind.UNIT) if not text[end : reading.tokens[m.first].start].strip()]
        beside = next((m for m in units if reading.tokens[m.first].start >= end), None)
        if beside is not None:
            if beside.value(Kind.UNIT) == "%":
                continue
            end = reading.tokens[beside.last - 1].end
        lead, rest = text[: reading.tokens[mention.first].start], text[end:]
        aside = _WITH_A.search(lead)
        first = f"{lead[: aside.start()]} {rest.lstrip(' ,')}" if aside is not None else f"{lead}{mention.text}{rest}"
        year = next(iter(reading.values(Kind.YEAR)), assistant.facts.periods[-1] if assistant.facts.periods else "")
        who, sector = assistant.understander.target(understood.sectors[0]).label, understood.sectors[0]
        return first, f"doel van {who} in {year} {found['figure']} {_unit(assistant, GOAL, sector)} was", _BOTH
    return None


def _unit(assistant: Assistant, measure: str, sector: str) -> str:
    """What the table of a sector counts a measure in, as its letter calls it."""
    return assistant.lexicon.unit_shown(assistant.lexicon.measures[measure].unit, [sector])


def _one_of_two(reading: Reading) -> tuple[str, str, str] | None:
    """A claim that holds of one and not of another ("A wel en B niet groeide", "wel A maar niet B") as its parts."""
    names = reading.of(Kind.SECTOR)[:2]
    if len(names) < 2:
        return None
    one, other = names
    folds = [token.fold for token in reading.tokens]
    first = {*folds[max(one.first - 2, 0) : one.first], *folds[one.last : one.last + 1]}
    second = {*folds[max(other.first - 2, 0) : other.first], *folds[other.last : other.last + 1]}
    between = set(folds[one.last : other.first])
    if not (first & {"wel"} and second & {"niet"}) or not between & {"en", "maar", "terwijl"}:
        return None
    if folds.count("niet") > 1 or between - {"en", "maar", "terwijl", "wel", "niet", "de", "het"}:
        return None
    end = other.last + (folds[other.last : other.last + 1] == ["niet"])
    rest = reading.question[reading.tokens[end].start :] if end < len(reading.tokens) else ""
    start = max(at for at in (one.first - 1, one.first) if folds[at] != "wel") if one.first else 0
    before = reading.question[: reading.tokens[start].start] if folds[max(start - 1, 0)] != "wel" else ""
    return f"{_CLAIM} {before}{one.text} {rest}?", f"{other.text} {rest}", _NOT


def _only_claims(reading: Reading) -> bool:
    """Whether a sentence only asks whether the one before it is true ("Juist?")."""
    return Cue.CLAIM in reading.cues and all(m.cues & {Cue.CLAIM, Cue.TOPIC} for m in reading.mentions)


def _counted(mention: Mention) -> bool:
    """Whether a mention names a number and asks for none ("het aantal banen")."""
    return Cue.HOW_MANY in mention.cues and "aantal" in fold(mention.text)


def _subject(reading: Reading) -> list[Mention]:
    """The names that a clause opens with, behind its lead; none where it tells something first."""
    names: list[Mention] = []
    for mention in reading.mentions:
        if mention.value(Kind.SECTOR) or mention.value(Kind.GROUP):
            names.append(mention)
        elif mention.value(Kind.YEAR) or (not names and mention.cues & {Cue.CLAIM, Cue.TOPIC, Cue.EACH}):
            continue
        elif names or not _opens(reading, mention):
            break
    return names


def _opens(reading: Reading, mention: Mention) -> bool:
    """Whether a mention is the verb that a question for yes or no opens with."""
    return mention.first == 0 and asks_yes_no(reading)
