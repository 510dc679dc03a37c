"""Comparisons of unlike figures: "het doel van A en de realisatie van B", "A in 2023 tegen B in 2024".

A question names two values of more than one kind (whom, when, what, which part). The word that
joins them ("en", "dan", "tegen") splits the question in two sides; each takes the values on its
own side, and what is named once holds for both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assistant.cues import Cue
from assistant.reading import Kind, Reading

_JOINS = frozenset("en dan vs versus tegenover tegen met als of ten van t.o.v tov naar".split())
#: What works with two figures parts them before any other word does.
_OPERATORS = frozenset({"door", "min", "minus"})


@dataclass(frozen=True, slots=True)
class Side:
    """What one side of a comparison names; empty where it names nothing of a kind."""

    kind: Kind | None
    who: str
    measure: str
    period: str
    part: str


def two_sides(reading: Reading, periods: Sequence[str]) -> tuple[Side, Side] | None:
    """The two sides of a comparison of unlike figures, or None where it is no such comparison."""
    found: list[tuple[str, str, int]] = [("part", part, place) for place, part in _parts(reading).items()]
    for mention in reading.mentions:
        for kind in (Kind.SECTOR, Kind.GROUP):
            if (name := mention.value(kind)) is not None:
                found.append(("who", f"{kind}:{name}", mention.first))
        if (measure := mention.value(Kind.MEASURE)) is not None:
            found.append(("measure", measure, mention.first))
        year = mention.value(Kind.YEAR)
        if year is not None and year in periods:
            found.append(("period", year, mention.first))
    values: dict[str, dict[str, list[int]]] = {}
    for kind_of, value, place in sorted(found, key=lambda item: item[2]):
        values.setdefault(kind_of, {}).setdefault(value, []).append(place)
    if any(len(named) > 2 for named in values.values()):
        return None
    doubled = {kind_of for kind_of, named in values.items() if len(named) == 2}
    if len(doubled) < 2 and doubled != {"part"}:
        return None
    firsts = [max(next(iter(named.values()))) for kind_of, named in values.items() if kind_of in doubled]
    seconds = [min(list(named.values())[1]) for kind_of, named in values.items() if kind_of in doubled]
    operators = [at for at, token in enumerate(reading.tokens) if token.fold in _OPERATORS]
    joins = operators or [at for at, token in enumerate(reading.tokens) if token.fold in _JOINS]
    if max(firsts) > min(seconds) or not any(max(firsts) < at < min(seconds) for at in joins):
        return None
    return _side(values, 0), _side(values, 1)


def _side(values: Mapping[str, Mapping[str, list[int]]], which: int) -> Side:
    def of(kind_of: str) -> str:
        named = list(values.get(kind_of, {}))
        return named[min(which, len(named) - 1)] if named else ""

    kind, _, name = of("who").partition(":")
    return Side(Kind(kind) if kind else None, name, of("measure"), of("period"), of("part"))


def _parts(reading: Reading) -> dict[int, str]:
    """The part that each mention of one names, by its place; "regulier" beside one names none."""
    found: dict[int, str] = {}
    for mention in reading.mentions:
        part = mention.value(Kind.QUALIFIER)
        before = set(reading.before(mention, 2))
        if part is not None:
            without = bool(before & {"zonder", "exclusief", "excl"})
            # "Als A inkoop meetelt": counted in, told behind it.
            behind = {c for m in reading.mentions if m.first == mention.last for c in m.cues}
            total = bool(before & {"inclusief", "incl", "met"} or Cue.INCLUDING in behind)
            without = without or Cue.EXCLUDING in behind
            found[mention.first] = "" if without else f"incl-{part}" if total else part
    if found:
        for at, token in enumerate(reading.tokens):
            if token.fold in ("regulier", "reguliere", "eigen") and at not in found:
                found[at] = ""
    return found
