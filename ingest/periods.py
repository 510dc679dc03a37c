"""Of which year or quarter a figure is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corpus.documents import Document
from ingest.quantities import YEAR, Quantity, quantities

_BASELINE = re.compile(
    r"(?:t\.o\.v\.|ten opzichte van|\bmet|dan in|sinds|vanaf|\bna|vóór|voor het jaar)\s*(?:het jaar\s*)?$",
    re.IGNORECASE,
)
_QUARTER = re.compile(
    r"\b(?:(eerste|tweede|derde|vierde|laatste)\s+kwartaal\s+van\s+((?:19|20)\d{2})|((?:19|20)\d{2})Q([1-4]))\b",
    re.IGNORECASE,
)
_QUARTERS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "laatste": 4}
_LATER = re.compile(r"\b(?:hierna|daarna|nadien|vervolgens)\b[^.;]*$", re.IGNORECASE)
_REACH = 6


def quarter(text: str) -> str:
    """The quarter a sentence is about, if it names one: "2024Q4"."""
    match = _QUARTER.search(text)
    if match is None:
        return ""
    if match.group(3):
        return f"{match.group(3)}Q{match.group(4)}"
    return f"{match.group(2)}Q{_QUARTERS[match.group(1).lower()]}"


def periods(text: str, found: Sequence[Quantity], reporting: str) -> list[str]:
    """The period of each quantity; the start of "van 870 naar 1.085" is of the year before."""
    own = [_period(text, quantity, reporting) for quantity in found]
    for index, (first, second) in enumerate(pairwise(found)):
        if runs_to(text, first, second) and own[index] == own[index + 1] and own[index][:4].isdigit():
            between = text[first.unit_end : second.start].strip()
            if between in ("naar", "tot"):
                own[index] = str(int(own[index][:4]) - 1)
    return own


def runs_to(text: str, first: Quantity, second: Quantity) -> bool:
    """Whether two figures are where a change starts and ends: "van 870 (in 2023) naar 1.085"."""
    opens = re.search(
        r"\bvan\s*(?:circa|ongeveer|ca\.|zo[’']n|ruim|bijna|\+/-)?\s*$", text[: first.start], re.IGNORECASE
    )
    between = text[first.unit_end : second.start]
    return bool(
        opens
        and re.fullmatch(
            r"\s*(?:\(?in\s+(?:19|20)\d{2}\)?\s*)?,?\s*(?:naar|tot)\s*(?:circa|ruim|bijna|\+/-)?\s*", between
        )
    )


def _period(text: str, quantity: Quantity, reporting: str) -> str:
    """The year a figure is of; years that are only a point of comparison do not count."""
    if "Q" in reporting and quarter(text) == reporting:
        return reporting
    before = text[: quantity.start]
    later = _LATER.search(before)
    if later and not YEAR.search(later.group()):
        return ""
    spans = [(q.start, q.end) for q in quantities(text)]
    years = [m for m in YEAR.finditer(text) if not _BASELINE.search(text[: m.start()])]
    nearest_after = next((m for m in years if m.start() >= quantity.end), None)
    following = next((s for s, _ in spans if s >= quantity.end), len(text))
    if nearest_after is not None and nearest_after.start() < following:
        between = text[quantity.end : nearest_after.start()]
        if not re.search(r"[.;()]", between) and len(between.split()) <= _REACH:
            return nearest_after.group()
    opening = max(text.rfind("(", 0, quantity.start), 0)
    if ")" in text[opening : quantity.start]:
        opening = 0
    inside = [m for m in years if opening <= m.start() < quantity.start]
    if opening:
        # "gelijk aan dat van 2023 (37%)": the brackets explain the year before them.
        leaning = re.search(r"((?:19|20)\d{2})\s*$", text[:opening])
        return inside[-1].group() if inside else leaning.group(1) if leaning else reporting
    loose = [m for m in inside if not _in_brackets(text, m.start())]
    return loose[-1].group() if loose else reporting


def _in_brackets(text: str, index: int) -> bool:
    return text.rfind("(", 0, index) > text.rfind(")", 0, index)


def reporting_year(document: Document) -> str:
    """The year that a letter reports on: that of its title, or the last of its tables; without either, of its date."""
    year = YEAR.search(document.letter.title)
    if year is not None:
        return year.group()
    years = [found for table in document.tables for column in table.columns for found in YEAR.findall(column)]
    return max(years, default=str(document.letter.date.year) if document.letter.date else "")
