"""Conversations with exact answers, made from the sector tables: what was asked × how a reader asks on.

Every first question (a figure, a change, a distance to the target, a list, the first of all) is followed by every way
to ask on that makes sense of it, in the wordings of `dialogues.toml`, and some go on for a third turn. As
`evals.generate`, this computes its answers by a path of its own. `python -m evals.dialogues [LETTER.txt]` prints one
JSON object per turn.
"""

from __future__ import annotations

import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import NamedTuple

from evals.generate import MEASURES, Case, Sheet, Who, made_of_letter, print_cases, read_tables

WORDINGS: dict[str, list[str]] = tomllib.loads(
    Path(__file__).with_name("dialogues.toml").read_text(encoding="utf-8")
)  # fmt: skip


class Expected(NamedTuple):
    """What a right answer to one turn is: a size with its unit, a verdict, or names."""

    value: Decimal | None = None
    unit: str | None = None
    verdict: bool | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What was asked last: in what way, of what measure, of whom, of which year."""

    kind: str
    measure: str
    who: tuple[Who, ...]
    year: str


class Turn(NamedTuple):
    """A question with the way it is asked, what is right, and what it leaves behind."""

    way: str
    question: str
    expected: Expected
    state: State


def _tenth(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)


def _plural(who: Who) -> bool:
    return who.formal.endswith(("en", "es", "ra", "'s"))


class Dialogues:
    """The conversations of one letter, in a fixed order."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.sectors = list(sheet.cells)
        self.early, self.late = sheet.years[-2:]
        self.asked: Counter[str] = Counter()

    # --- figures -------------------------------------------------------------------------------

    def level(self, measure: str, who: Who, year: str) -> Decimal:
        """One figure of the tables."""
        return self.sheet.cells[who][measure][year]

    def short(self, who: Who, year: str) -> Decimal:
        """What one lacks of the target; below nought where it has more."""
        return self.level("doel", who, year) - self.level("realisatie", who, year)

    def first(self, measure: str, year: str, *, highest: bool) -> Who | None:
        """Who has most or least; None where several have."""
        column = self.sheet.column(measure, year)
        best = (max if highest else min)(column)
        return self.sectors[column.index(best)] if column.count(best) == 1 else None

    def word(self, way: str, other: Who | None = None, year: str = "") -> str:
        """One wording of a way to ask on, each time the next."""
        known = WORDINGS[way]
        wording = known[self.asked[way] % len(known)]
        self.asked[way] += 1
        name = other.formal if other is not None else ""
        # "Groeit" and "zit" agree with the name that is filled in.
        plural = other is not None and _plural(other)
        for one, many in (("groeide", "groeiden"), ("zit", "zitten"), ("staat", "staan"), ("hoort", "horen"),
                          ("steeg", "stegen"), ("is", "zijn"), ("heeft", "hebben"), ("valt", "vallen")):  # fmt: skip
            if plural:
                wording = wording.replace(f"{one} {{b}}", f"{many} {{b}}").replace(f"{{b}} {one} ", f"{{b}} {many} ")
        return wording.format(b=name, y=year)

    # --- first turns -----------------------------------------------------------------------------

    def openings(self, turn: int) -> Iterator[Turn]:
        """First questions: a figure of each measure, a change, a distance, lists and extremes."""
        who = self.sectors[turn % len(self.sectors)]
        year = (self.late, self.late, self.early)[turn % 3]
        for at, (measure, words) in enumerate(MEASURES.items()):
            asked = (
                f"Wat was {words['art']} {words['m']} van {who.formal} in {year}?",
                f"{words['m_s']} {who.short} {year}",
                f"Hoe hoog was {words['art']} {words['m']} van {who.formal} in {year}?",
            )[(turn + at) % 3]
            yield self._level("opening", asked, measure, who, year)
        rise = self.sheet.rise(who, "realisatie")
        if rise:
            way = "gestegen" if rise > 0 else "gedaald"
            asked = f"Met hoeveel fta is de realisatie van {who.formal} {way} van {self.early} naar {self.late}?"
            yield Turn("opening", asked, Expected(abs(rise), "fta"), State("change", "realisatie", (who,), self.late))
        if self.short(who, year) > 0:
            asked = f"Hoeveel fta {'kwamen' if _plural(who) else 'kwam'} {who.formal} in {year} tekort op het doel?"
            state = State("gap", "realisatie", (who,), year)
            yield Turn("opening", asked, Expected(self.short(who, year), "fta"), state)
        for measure in ("realisatie", "percentage"):
            words, highest = MEASURES[measure], turn % 2 == 0
            asked = f"Welke sector had in {year} {words['art']} {'hoogste' if highest else 'laagste'} {words['m']}?"
            yield from self._first("opening", asked, measure, year, highest=highest)
        down = tuple(w for w in self.sectors if self.sheet.rise(w, "realisatie") < 0)
        yield self._list(f"Welke sectoren daalden van {self.early} naar {self.late}?", "realisatie", down, self.late)
        limit = (30, 50, 80)[turn % 3]
        low = tuple(w for w in self.sectors if self.level("percentage", w, year) < limit)
        yield self._list(f"Welke sectoren zaten in {year} onder de {limit}%?", "percentage", low, year)

    @staticmethod
    def _list(asked: str, measure: str, who: tuple[Who, ...], year: str) -> Turn:
        expected = Expected(names=tuple(w.label for w in who))
        return Turn("opening", asked, expected, State("list", measure, who, year))

    def _level(self, way: str, asked: str, measure: str, who: Who, year: str) -> Turn:
        expected = Expected(self.level(measure, who, year), MEASURES[measure]["unit"])
        return Turn(way, asked, expected, State("level", measure, (who,), year))

    def _first(self, way: str, asked: str, measure: str, year: str, *, highest: bool) -> Iterator[Turn]:
        who = self.first(measure, year, highest=highest)
        if who is not None:
            state = State("highest" if highest else "lowest", measure, (who,), year)
            yield Turn(way, asked, Expected(names=(who.label,)), state)

    # --- asking on -------------------------------------------------------------------------------

    def onward(self, state: State, turn: int) -> Iterator[Turn]:
        """Every way to ask on after a turn."""
        who = state.who[0]
        other = self.sectors[(self.sectors.index(who) + 1 + turn % (len(self.sectors) - 2)) % len(self.sectors)]
        if state.kind in ("highest", "lowest"):
            yield from self._after_first(state)
        elif state.kind == "list":
            yield from self._after_list(state, turn)
        elif state.kind == "change":
            yield from self._after_change(state, other)
        elif state.kind == "gap":
            yield from self._after_gap(state, other)
        else:
            yield from self._other_figure(state, other)
            yield from self._held_against(state, other)
            yield from self._of_target(state)

    def _done(self, way: str, asked: str, expected: Expected, state: State) -> Turn:
        return Turn(way, asked, expected, replace(state, kind="done"))

    def _other_figure(self, state: State, other: Who) -> Iterator[Turn]:
        """The same of another year or sector, or another measure."""
        who, year, measure = state.who[0], state.year, state.measure
        before = self.early if year == self.late else self.late
        yield self._level("year", self.word("year", year=before), measure, who, before)
        if year == self.late:
            yield self._level("year_before", self.word("year_before"), measure, who, self.early)
        yield self._level("who", self.word("who", other), measure, other, year)
        for way, new in (("goal", "doel"), ("realised", "realisatie"), ("rate", "percentage")):
            if new != measure:
                yield self._level(way, self.word(way), new, who, year)

    def _held_against(self, state: State, other: Who) -> Iterator[Turn]:
        """The figure beside that of another year, another sector, or all of them."""
        who, year, measure = state.who[0], state.year, state.measure
        before, unit = self.early if year == self.late else self.late, MEASURES[measure]["u"]
        rise = self.level(measure, who, year) - self.level(measure, who, before)
        if rise:
            asked = self.word("against_year", year=before)
            yield self._done("against_year", asked, Expected(abs(rise), unit), state)
        asked = self.word("more_than_year", year=before)
        yield self._done("more_than_year", asked, Expected(verdict=rise > 0), state)
        lead = self.level(measure, who, year) - self.level(measure, other, year)
        yield self._done("more_than_other", self.word("more_than_other", other), Expected(verdict=lead > 0), state)
        if lead:
            yield self._done("against_other", self.word("against_other", other), Expected(abs(lead), unit), state)
        if measure != "percentage":
            share = _tenth(self.level(measure, who, year) / self.sheet.total(measure, year, self.sectors) * 100)
            yield self._done("share", self.word("share"), Expected(share, "%"), state)
        ranked = sorted(self.sheet.column(measure, year), reverse=True)
        if ranked.count(self.level(measure, who, year)) == 1:
            place = Decimal(ranked.index(self.level(measure, who, year)) + 1)
            yield self._done("rank", self.word("rank"), Expected(place, "plaats"), state)
        for way in ("highest", "lowest"):
            yield from self._first(way, self.word(way), measure, year, highest=way == "highest")

    def _of_target(self, state: State) -> Iterator[Turn]:
        """Whether the target was met, and what is lacking."""
        who, year = state.who[0], state.year
        lacks = self.short(who, year)
        if state.measure != "doel":
            yield self._done("met", self.word("met"), Expected(verdict=lacks <= 0), state)
            yield self._done("not_met", self.word("not_met"), Expected(verdict=lacks > 0), state)
        if lacks > 0:
            gap = State("gap", "realisatie", (who,), year)
            yield Turn("short", self.word("short"), Expected(lacks, "fta"), gap)

    def _after_change(self, state: State, other: Who) -> Iterator[Turn]:
        who = state.who[0]
        rise, before = self.sheet.rise(who, "realisatie"), self.level("realisatie", who, self.early)
        percent = _tenth(abs(rise) / before * 100)
        yield self._done("in_percent", self.word("in_percent"), Expected(percent, "%"), state)
        change = self.sheet.rise(other, "realisatie")
        if change:
            asked = self.word("change_who", other)
            yield Turn("change_who", asked, Expected(abs(change), "fta"), replace(state, who=(other,)))
        if rise > 0:
            yield self._done("faster", self.word("faster", other), Expected(verdict=change > rise), state)
        if rise > 0:
            end = Expected(self.level("realisatie", who, self.late), "fta")
            yield Turn("end", self.word("end"), end, replace(state, kind="level"))
            yield self._done("start", self.word("start"), Expected(before, "fta"), state)
        rises = [self.sheet.rise(w, "realisatie") for w in self.sectors]
        for way, best in (("grew_most", max(rises)), ("fell_most", min(rises))):
            label = self.sectors[rises.index(best)].label
            yield self._done(way, self.word(way), Expected(names=(label,)), state)

    def _after_gap(self, state: State, other: Who) -> Iterator[Turn]:
        who, year = state.who[0], state.year
        before = self.early if year == self.late else self.late
        lacks, its, then = self.short(who, year), self.short(other, year), self.short(who, before)
        if its > 0:
            asked = self.word("short_who", other)
            yield Turn("short_who", asked, Expected(its, "fta"), replace(state, who=(other,)))
            asked = self.word("more_short_than_other", other)
            yield self._done("more_short_than_other", asked, Expected(verdict=lacks > its), state)
        if then > 0:
            asked = self.word("short_year", year=before)
            yield Turn("short_year", asked, Expected(then, "fta"), replace(state, year=before))
            asked = self.word("more_short_than_year", year=before)
            yield self._done("more_short_than_year", asked, Expected(verdict=lacks > then), state)
        points = _tenth(100 - self.level("realisatie", who, year) / self.level("doel", who, year) * 100)
        yield self._done("in_points", self.word("in_points"), Expected(points, "procentpunt"), state)
        gaps = [self.short(w, year) for w in self.sectors]
        label = self.sectors[gaps.index(max(gaps))].label
        yield self._done("shortest", self.word("shortest"), Expected(names=(label,)), state)
        yield self._level("goal", self.word("goal"), "doel", who, year)
        yield self._level("realised", self.word("realised"), "realisatie", who, year)

    def _after_first(self, state: State) -> Iterator[Turn]:
        who, year, measure = state.who[0], state.year, state.measure
        highest, before = state.kind == "highest", self.early if year == self.late else self.late
        if highest:
            yield from self._first("other_end", self.word("other_end"), measure, year, highest=False)
        if not highest:
            return
        yield from self._first("first_year", self.word("first_year", year=before), measure, before, highest=highest)
        then = self.first(measure, before, highest=highest)
        if then is not None and highest:
            asked = self.word("same_in_year", year=before)
            yield self._done("same_in_year", asked, Expected(verdict=then is who), state)
        column = sorted(self.sheet.column(measure, year), reverse=highest)
        if column.count(column[1]) == 1:
            label = self.sectors[self.sheet.column(measure, year).index(column[1])].label
            yield self._done("next", self.word("next"), Expected(names=(label,)), state)
        yield self._level("how_much", self.word("how_much"), measure, who, year)
        if highest:
            ends = Expected(max(column) - min(column), MEASURES[measure]["u"])
            yield self._done("spread", self.word("spread"), ends, state)
        yield self._level("goal", self.word("goal"), "doel", who, year)
        if measure == "realisatie":
            yield self._done("grew", self.word("grew"), Expected(verdict=self.sheet.rise(who, measure) > 0), state)
        yield self._done("met", self.word("met"), Expected(verdict=self.short(who, year) <= 0), state)

    def _after_list(self, state: State, turn: int) -> Iterator[Turn]:
        who, year = state.who, state.year
        yield self._done("count", self.word("count"), Expected(Decimal(len(who)), "sectoren"), state)
        rest = tuple(w.label for w in self.sectors if w not in who)
        yield self._done("not_those", self.word("not_those"), Expected(names=rest), state)
        one = self.sectors[(turn * 3 + 1) % len(self.sectors)]
        yield self._done("among", self.word("among", one), Expected(verdict=one in who), state)
        if len(who) < 2:
            return
        done = [self.level("realisatie", w, year) for w in who]
        if done.count(max(done)) == 1:
            label = who[done.index(max(done))].label
            yield self._done("most_of_those", self.word("most_of_those"), Expected(names=(label,)), state)
        total = Expected(self.sheet.total("realisatie", year, who), "fta")
        yield self._done("sum_of_those", self.word("sum_of_those"), total, state)
        met = tuple(w.label for w in who if self.short(w, year) <= 0)
        if met:
            yield self._done("met_of_those", self.word("met_of_those"), Expected(names=met), state)

    def pairs(self, turn: int) -> Iterator[tuple[Turn, ...]]:
        """Three turns: one figure, that of another, and what both come to."""
        a = self.sectors[turn % len(self.sectors)]
        b = self.sectors[(turn + 5) % len(self.sectors)]
        for measure, words in MEASURES.items():
            first = self._level("opening", f"{words['m']} van {a.formal} in {self.late}?", measure, a, self.late)
            then = self._level("who", self.word("who", b), measure, b, self.late)
            one, two = self.level(measure, a, self.late), self.level(measure, b, self.late)
            state = then.state
            if one != two:
                apart = Expected(abs(one - two), words["u"])
                yield first, then, self._done("difference", self.word("difference"), apart, state)
                best = (a if one > two else b).label
                yield (
                    first,
                    then,
                    self._done("higher_of_two", self.word("higher_of_two"), Expected(names=(best,)), state),
                )
            if measure != "percentage":
                yield first, then, self._done("sum", self.word("sum"), Expected(one + two, "fta"), state)
                if _tenth(one / two) > 1:
                    times = Expected(_tenth(one / two), "keer")
                    yield first, then, self._done("ratio", self.word("ratio"), times, state)

    def all(self, turns: int) -> Iterator[tuple[Turn, ...]]:
        """Every conversation."""
        for turn in range(turns):
            for opening in self.openings(turn):
                for second in self.onward(opening.state, turn) if opening.state.who else ():
                    yield opening, second
            yield from self.pairs(turn)


def dialogues(letter_text: str, turns: int = 13) -> list[tuple[Case, ...]]:
    """Every conversation, each a case per turn; more turns give more names, years and wordings."""
    made: list[tuple[Case, ...]] = []
    for number, conversation in enumerate(Dialogues(read_tables(letter_text)).all(turns), 1):
        cases = [
            Case(
                f"d{number:04d}-{at}", turn.question, turn.way, turn.expected.value, turn.expected.unit,
                turn.expected.names if turn.expected.verdict is None else ("Ja" if turn.expected.verdict else "Nee",),
            )
            for at, turn in enumerate(conversation, 1)
        ]  # fmt: skip
        made.append(tuple(cases))
    return made


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the cases of one letter as JSON lines; returns the exit status."""
    made = made_of_letter(arguments, "python -m evals.dialogues", "Maakt gesprekken met hun antwoorden.", dialogues)
    if made is None:
        return 1
    print_cases(case for conversation in made[1] for case in conversation)
    return 0


if __name__ == "__main__":
    sys.exit(main())
