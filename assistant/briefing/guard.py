"""No figure stands in a briefing that is not in a quote it cites or in a sum it carries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.briefing.model import Briefing, Line
from corpus.dutch import NUMBER_PATTERN

_NUMBER = re.compile(NUMBER_PATTERN)


class UnsourcedFigureError(Exception):
    """A line holds a figure without a source: a fault of the program, never of the user."""


def guard(briefing: Briefing, given: Iterable[str]) -> Briefing:
    """The briefing itself, when every figure in its lines has a source; ``given`` are texts that the
    figures may also come from, such as how a letter is cited and the years of its tables.

    Raises:
        UnsourcedFigureError: a line holds another figure.
    """
    known = {number for text in given for number in _numbers(text)}
    for line in briefing.lines:
        loose = [number for number in _numbers(line.text) if number not in known | _sourced(line)]
        if loose:
            raise UnsourcedFigureError(f"{loose} in {line.text!r}")
    return briefing


def _sourced(line: Line) -> set[str]:
    quotes = [citation.quote for citation in line.citations]
    return {number for text in (*quotes, *line.calculations) for number in _numbers(text)}


def _numbers(text: str) -> Iterator[str]:
    """The numbers of a text, without the points between their digits: ``1207`` for both 1.207 and 1207."""
    return (found.group().replace(".", "") for found in _NUMBER.finditer(text))
