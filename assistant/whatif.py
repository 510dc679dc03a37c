"""What-if questions: "als Defensie evenveel groeit als in 2024", "bij 5% meer doel".

The condition and the question are read apart. A condition changes one measure: by a figure, by a
percentage, as much as it changed before, or to that of another year. What is asked is then worked
out with it; the answer spells the assumption out.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from assistant.cues import Cue
from assistant.factors import factor_of
from assistant.question import Supposition
from assistant.reading import Kind, Mention, Reading
from corpus.dutch import fold

_CONDITION = re.compile(
    r"\b(?:stel(?:\s+(?:nu|je|eens))?(?:\s+dat)?|als(?!\s+(?:geheel|één|een|je|u|we|ik|percentage|procent)\b)|indien|"
    r"wanneer|mocht(?:en)?|aangenomen(?:\s+dat)?|aanname|gesteld\s+dat|veronderstel(?:\s+dat)?|"
    r"ervan\s+uitgaande\s+dat|bij(?=\s+(?:een\s+)?(?:\d|(?!welke?\b|hoeveel\b|wie\b|elke?\b|iedere?\b|een\b)\w+\s+van\b|gelijke|dezelfde|zelfde|evenveel)))\b",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[?:;]\s*(?=\S)")
_LEADS = frozenset({"wat", "en", "maar", "nou", "ok", "oke", "dus"})
_HAD = re.compile(r"\b(?:had|hadden|gehad|was|waren|gold|golden|zou|zouden|blijft|bleef|gebleven)\b", re.IGNORECASE)
_ASKED = (
    r"(?=(?:dan\s+)?(?:(?:op|in|tot|met|van|na|naar|aan|over|binnen|hoe)\s+)?"
    r"(?:wat|hoeveel|hvl|welk|welke|hoe|hoelang|wanneer|wordt|waar|komt|zit|zitten|haalt|is|was)\b)"
)
_MAIN = re.compile(rf"(?:[,:;.?]\s*|\s+){_ASKED}", re.IGNORECASE)
#: A clause of its own is told by the sign before it: "bij komt" alone opens none.
_MAIN_CLAUSE = re.compile(rf"[,:;.?]\s*{_ASKED}", re.IGNORECASE)
#: "Defensie 50 fta erbij, op welk percentage komen ze dan?": a change with its figure, and what comes of it.
_IMPLIED = re.compile(
    r"^(?P<condition>[^:;.?!]*\b\d[\d.]*(?:,\d+)?\s*(?:%|procent|fta|banen|plekken|jobs)?[^,:;.?!]*"
    r"\b(?:erbij|eraf|extra|meer|minder|lager|hoger)\b[^,:;.?!]*)[,:;.?!]\s*"
    r"(?P<main>(?:[^.?!]*\bdan\b[^.?!]*|[^.?!]*\bnieuwe?\b[^.?!]*)\??)$",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\b(?:evenveel|even\s+(?:hard|veel|sterk|snel)|weer|opnieuw|nogmaals|nog\s+(?:een\s+)?keer|zelfde|hetzelfde|dezelfde|doorzet\w*|"
    r"zo\s+door\w*|in\s+dit\s+tempo|(?:net|precies|exact)\s*zo\s*(?:veel|hard|snel|sterk|\w*))\b",
    re.IGNORECASE,
)
_PER_YEAR = re.compile(r"\b(?:elk|ieder|per)\s+jaar\b|\bjaarlijks\b", re.IGNORECASE)
_IN_PERCENT = re.compile(r"\bprocentueel\b|\bpercentage\b|\btempo\b|\bprocent\b", re.IGNORECASE)


class Halves(NamedTuple):
    """The condition of a what-if question and what is asked under it."""

    condition: str
    main: str


def halves(question: str) -> Halves | None:
    """A what-if question in its two halves, whichever comes first; None when it is none."""
    opening = _CONDITION.search(question)
    if opening is None:
        implied = _IMPLIED.match(question.strip())
        return Halves(implied["condition"], implied["main"].rstrip("?. ")) if implied is not None else None
    text = question.strip().rstrip("?. ")
    if text[: opening.start()].rstrip()[-1:] in tuple(".!?"):
        # A sentence before it only leads up to it; who is meant must be named again.
        return halves(text[opening.start() :])
    if opening.start() <= 3 or set(fold(text[: opening.start()]).split()) <= _LEADS:
        asked = (
            _MAIN_CLAUSE.search(text, opening.end())
            or _MAIN.search(text, opening.end())
            or _AFTER.search(text, opening.end())
        )
        return (
            None if asked is None else Halves(text[opening.end() : asked.start()].strip(), text[asked.end() :].strip())
        )
    return Halves(text[opening.end() :].strip(), text[: opening.start()].strip(" ,"))


def speaks_of_repetition(reading: Reading, mention: Mention) -> bool:
    """Whether a word is one of those that say that something happens again as it did ("net zoveel als")."""
    start, end = reading.tokens[mention.first].start, reading.tokens[mention.last - 1].end
    return any(found.start() <= start and end <= found.end() for found in _AGAIN.finditer(reading.question))


def supposition(reading: Reading, measures: tuple[str, ...], periods: list[str], until: str) -> Supposition | None:
    """What a condition supposes of a measure; None when it is no change that can be worked out.

    ``measures`` are what the condition names, the realisation first by default; ``until`` is a
    later year that the question names, empty for the next.
    """
    latest = periods[-1]
    cues = reading.cues
    up, down = cues & {Cue.RISE, Cue.MORE, Cue.OVER}, cues & {Cue.FALL, Cue.LESS}
    measure = measures[0]
    years = [m.text for m in reading.of(Kind.YEAR) if m.text in periods]
    numbers = [m for m in reading.of(Kind.NUMBER) if m.number is not None]
    times = int(until) - int(latest) if until.isdigit() else 1
    if times < 1 or times > 30:
        return None
    text = fold(reading.question)
    if not numbers and _AGAIN.search(text) and (up or down or Cue.CHANGE in cues) and len(periods) > 1:
        relative = bool(_IN_PERCENT.search(text))
        return Supposition(measure=measure, kind="again", unit="%" if relative else "", times=times)
    factor = factor_of(reading)
    if factor is not None:
        known = not numbers and not up and not down
        return Supposition(measure=measure, kind="percent", amount=(factor - 1) * 100, unit="%") if known else None
    had = bool(_HAD.search(text)) and bool(reading.of(Kind.MEASURE))
    if had and not numbers and len(years) == 1 and years[0] != latest and not (up or down):
        return Supposition(measure=measure, kind="year", period=years[0])
    if (
        len(numbers) == 1
        and (not (up or down) or set(reading.before(numbers[0])) & {"naar", "tot"})
        and times == 1
        and (target := _set_to(reading, numbers[0])) is not None
    ):
        return Supposition(measure=measure, kind="to", amount=target)
    if len(numbers) != 1 or bool(up) == bool(down):
        return None
    mention = numbers[0]
    following = [m for m in reading.mentions if m.first == mention.last]
    unit = str(following[0].value(Kind.UNIT) or "") if following else ""
    if unit not in ("%", "fta", "banen", ""):
        return None
    amount = (mention.number or Decimal(0)) * (1 if up else -1)
    per_year = bool(_PER_YEAR.search(text))
    if times > 1 and not per_year:
        # "300 extra" until some later year is once, or each year: it is not for us to choose.
        return None
    repeated = times if per_year else 1
    return Supposition(
        measure=measure, kind="percent" if unit == "%" else "add", amount=amount, unit=unit, times=repeated
    )


_TO = frozenset("naar op tot van".split())
_BECOMES = frozenset("gaat wordt werd was is zou bedraagt bedroeg had heeft hadden hebben zijn waren komt".split())


def _set_to(reading: Reading, mention: Mention) -> Decimal | None:
    """The figure that a measure is supposed to be ("als het doel 1.000 fta was", "naar 1.000 fta gaat")."""
    following = [m for m in reading.mentions if m.first == mention.last]
    unit = str(following[0].value(Kind.UNIT) or "") if following else ""
    named = bool(reading.of(Kind.MEASURE)) or unit in ("fta", "banen")
    becomes = bool(_BECOMES & {token.fold for token in reading.tokens}) or bool(set(reading.before(mention)) & _TO)
    known = named and becomes and unit in ("fta", "banen", "") and not _PER_YEAR.search(reading.question)
    return mention.number if known else None
