"""Years told by how far they lie from the latest: "een jaar eerder" beside "meer", "twee jaar geleden", "volgend jaar".

Held against nothing else, "hadden ze vorig jaar meer?" holds the year before against the latest, and not the other way
about.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.cues import Cue
from assistant.mentions import Kind
from assistant.whatif import halves
from corpus.dutch import parse_number_word

if TYPE_CHECKING:
    from assistant.engine import Assistant

_AGO = re.compile(
    r"\b(?P<count>twee|drie|vier|vijf|tien|\d{1,2}) jaar (?:geleden|eerder|daarvoor|terug)\b", re.IGNORECASE
)
_NEXT = re.compile(r"\b(?:volgend|komend|het volgende|het komende) jaar\b", re.IGNORECASE)
_BEFORE = re.compile(
    r"(?<!dan )(?<!dan in )(?<!van )(?<!met )(?<!tov )(?<!t\.o\.v\. )"
    r"\b(?:vorig jaar|(?:een|het) jaar (?:eerder|ervoor|daarvoor)|in het jaar (?:ervoor|daarvoor)|het vorige jaar)\b",
    re.IGNORECASE,
)


def with_years(assistant: Assistant, text: str) -> str:
    """The question with such a year by its number, where it claims something of it."""
    periods = assistant.facts.periods
    if (
        not (_AGO.search(text) or _NEXT.search(text) or _BEFORE.search(text))
        or not periods
        or not periods[-1].isdigit()
    ):
        return text
    latest = int(periods[-1])
    understood = assistant.understander.understand(text)
    reading = understood.reading
    if not (understood.yes_no or Cue.CLAIM in reading.cues) or reading.of(Kind.YEAR) or halves(text) is not None:
        return text
    if Cue.HOW_MANY in reading.cues:
        # "Verliezen ze volgend jaar 100 banen, hoeveel zijn het er dan?" supposes it.
        return text
    ago = _AGO.search(text)
    if ago is not None:
        number = parse_number_word(ago["count"].lower())
        year = latest - int(number) if number is not None else latest
        return f"{text[: ago.start()]}in {year}{text[ago.end() :]}"
    coming = _NEXT.search(text)
    if coming is not None:
        return f"{text[: coming.start()]}in {latest + 1}{text[coming.end() :]}"
    before = _BEFORE.search(text)
    compares = (
        bool(reading.cues & {Cue.MORE, Cue.LESS}) and Cue.THAN not in reading.cues and not reading.of(Kind.NUMBER)
    )
    if before is None or not compares or len(periods) < 2 or Cue.COMPARED in reading.cues:
        return text
    dated = f"{text[: before.start()]}in {periods[-2]}{text[before.end() :]}".rstrip(" ?.!")
    return f"{dated} dan in {latest}?"
