"""Questions with exact answers about every kind of subject: one sector, some together, a group, all but one.

The wordings stand in ``wordings.toml``, written by someone who had not seen the program, each for one operation. Every
wording is asked of subjects of each kind, with what `evals.generate` computes from the tables of a letter by itself.
`python -m evals.wordings [LETTER.txt]` prints one JSON object per line.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import NamedTuple

from evals.generate import ALL, Case, Sheet, Who, made_of_letter, print_cases, read_tables

WORDINGS = Path(__file__).with_name("wordings.toml")
_HUNDRED = Decimal(100)
_LEAST = Decimal("0.0001")
_AGREES = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


class Subject(NamedTuple):
    """Whom a question is about: the words for it, who they are, and whether its verb is in the plural."""

    words: str
    members: tuple[Who, ...]
    plural: bool
    kind: str


class Numbers(NamedTuple):
    """What the tables give, for subjects as a whole."""

    sheet: Sheet

    def of(self, who: Sequence[Who], measure: str, year: str) -> Decimal:
        """A target or a realisation, added up."""
        return self.sheet.total(measure, year, who)

    def rate(self, who: Sequence[Who], year: str) -> Decimal:
        """The percentage of the target: as the table states it for one, worked out for several."""
        if len(who) == 1:
            return self.sheet.cells[who[0]]["percentage"][year]
        return _HUNDRED * self.of(who, "realisatie", year) / self.of(who, "doel", year)

    def missing(self, who: Sequence[Who], year: str) -> Decimal:
        """How far the realisation is below the target."""
        return self.of(who, "doel", year) - self.of(who, "realisatie", year)

    def gap_rise(self, who: Sequence[Who]) -> Decimal:
        """How much a shortfall grew between the last two years; nought where there was none."""
        before, now = self.sheet.years[-2:]
        short = self.missing(who, before) > 0 and self.missing(who, now) > 0
        return self.missing(who, now) - self.missing(who, before) if short else Decimal()

    def rise(self, who: Sequence[Who], measure: str) -> Decimal:
        """How much a measure rose between the last two years."""
        before, now = self.sheet.years[-2:]
        return self.of(who, measure, now) - self.of(who, measure, before)


def _plural(words: str) -> bool:
    return words.startswith("de ") and words not in ("de politie", "de nationale politie", "de krijgsmacht")


def subjects(sheet: Sheet) -> dict[str, list[Subject]]:
    """Subjects of each kind."""
    who = list(sheet.cells)
    names = {one: (one.formal, *one.popular) for one in who}
    single = [
        Subject(names[one][turn % len(names[one])], (one,), _plural(names[one][turn % len(names[one])]), "one")
        for turn, one in enumerate(who)
    ]
    pairs = [
        Subject(f"{a.words} en {b.words} samen", (*a.members, *b.members), True, "together")
        for at, a in enumerate(single)
        for b in (single[(at + 4) % len(single)],)
    ]
    grouped = [
        Subject(group.formal, tuple(members), group is not ALL and _plural(group.formal), "group")
        for group, members in sheet.groups.items()
        if group is not ALL
    ]
    without = [
        Subject(f"alle sectoren behalve {one.words}", tuple(w for w in who if w not in one.members), True, "all")
        for one in single
    ] + [
        Subject(f"{group.words} zonder {out.formal}", tuple(w for w in group.members if w != out), group.plural, "less")
        for group in grouped
        for out in group.members[:2]
    ]  # fmt: skip
    return {"one": single, "together": pairs, "group": grouped, "without": without}


Make = Callable[[Numbers, Subject, str], tuple[Decimal, str] | None]


def _if_positive(value: Decimal, unit: str) -> tuple[Decimal, str] | None:
    return (value, unit) if value > 0 else None


#: What each operation asks of one subject; None where it does not hold of that subject.
OF_ONE: dict[str, Make] = {
    "level_realised": lambda n, s, y: (n.of(s.members, "realisatie", y), "fta"),
    "level_goal": lambda n, s, y: (n.of(s.members, "doel", y), "fta"),
    "level_rate": lambda n, s, y: (n.rate(s.members, y), "%"),
    "gap_jobs": lambda n, s, y: _if_positive(n.missing(s.members, y), "fta"),
    "gap_points": lambda n, s, y: _if_positive(
        _HUNDRED * n.missing(s.members, y) / n.of(s.members, "doel", y), "procentpunt"
    ),
    "growth_needed": lambda n, s, y: _if_positive(
        _HUNDRED * n.missing(s.members, y) / n.of(s.members, "realisatie", y), "%"
    ),
    "rise_jobs": lambda n, s, y: _if_positive(n.rise(s.members, "realisatie"), "fta"),
    "fall_jobs": lambda n, s, y: _if_positive(-n.rise(s.members, "realisatie"), "fta"),
    "goal_rise": lambda n, s, y: _if_positive(n.rise(s.members, "doel"), "fta"),
    "rise_percent": lambda n, s, y: _if_positive(
        _HUNDRED * n.rise(s.members, "realisatie") / n.of(s.members, "realisatie", n.sheet.years[-2]), "%"
    ),
    "rise_points": lambda n, s, y: _if_positive(
        n.rate(s.members, n.sheet.years[-1]) - n.rate(s.members, n.sheet.years[-2]), "procentpunt"
    ),
}
OF_ONE |= {
    "gap_grew": lambda n, s, y: _if_positive(n.gap_rise(s.members), "fta"),
    "gap_shrank": lambda n, s, y: _if_positive(-n.gap_rise(s.members), "fta"),
    "mean_years": lambda n, s, y: (
        (n.of(s.members, "realisatie", n.sheet.years[-2]) + n.of(s.members, "realisatie", n.sheet.years[-1])) / 2,
        "fta",
    ),
    "share_gap": lambda n, s, y: _if_positive(_HUNDRED * n.missing(s.members, y) / n.of(s.members, "doel", y), "%"),
    "goal_percent": lambda n, s, y: _if_positive(
        _HUNDRED * n.rise(s.members, "doel") / n.of(s.members, "doel", n.sheet.years[-2]), "%"
    ),
    "ratio_years": lambda n, s, y: (
        n.of(s.members, "realisatie", n.sheet.years[-1]) / n.of(s.members, "realisatie", n.sheet.years[-2]),
        "keer",
    ),
    "goal_per_realised": lambda n, s, y: _if_positive(
        n.of(s.members, "doel", y) / n.of(s.members, "realisatie", y) if n.missing(s.members, y) > 0 else Decimal(0),
        "keer",
    ),
}
_MEASURE = {"realised": "realisatie", "goal": "doel"}
Claim = Callable[[Numbers, Subject, str], Decimal]
#: What a claim says of one subject is above nought.
CLAIMED: dict[str, Claim] = {
    "claim_met": lambda n, s, y: -n.missing(s.members, y) + _LEAST,
    "claim_not_met": lambda n, s, y: n.missing(s.members, y),
    "claim_rose": lambda n, s, y: n.rise(s.members, "realisatie"),
    "claim_fell": lambda n, s, y: -n.rise(s.members, "realisatie"),
    "claim_goal_rose": lambda n, s, y: n.rise(s.members, "doel"),
}
#: What a claim says is above a figure; with a minus: below it. And the unit of the figure.
BOUNDED: dict[str, tuple[Claim, str]] = {
    "claim_above": (lambda n, s, y: n.of(s.members, "realisatie", y), "fta"),
    "claim_below": (lambda n, s, y: -n.of(s.members, "realisatie", y), "fta"),
    "claim_goal_above": (lambda n, s, y: n.of(s.members, "doel", y), "fta"),
    "claim_rate_above": (lambda n, s, y: n.rate(s.members, y), "%"),
    "claim_rate_below": (lambda n, s, y: -n.rate(s.members, y), "%"),
    "claim_short_more": (lambda n, s, y: n.missing(s.members, y), "fta"),
}
#: What a claim says is more for one than for the other.
SET_AGAINST: dict[str, Claim] = {
    "claim_more": lambda n, s, y: n.of(s.members, "realisatie", y),
    "claim_goal_more": lambda n, s, y: n.of(s.members, "doel", y),
    "claim_rate_more": lambda n, s, y: n.rate(s.members, y),
}


def _tenth(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP).normalize() + 0


def _asked(wording: str, subject: Subject | None, fields: dict[str, str]) -> str:
    plural = subject is not None and subject.plural
    text = _AGREES.sub(lambda found: found[2 if plural else 1], wording)
    text = re.sub(r"\{(\w+)\}", lambda found: fields[found[1]], text)
    return text[:1].upper() + text[1:] if wording[:1] == "{" else text


def _items(sheet: Sheet, operation: str, wording: str, turn: int) -> Iterator[tuple[str, str, Decimal, str]]:
    """The question, the kind of its subject, the value and the unit, for subjects of each kind."""
    numbers, kinds = Numbers(sheet), subjects(sheet)
    years = sheet.years[-2:]
    year = years[-1] if "{Y}" not in wording else years[turn % 2]
    fields = {"Y": f"{'over' if turn % 3 == 2 else 'in'} {year}", "Y0": years[0], "Y1": years[1]}
    if operation in OF_ONE:
        for kind, group in kinds.items():
            for at in range(len(group)):
                subject = group[(turn + at) % len(group)]
                made = OF_ONE[operation](numbers, subject, year)
                if made is not None:
                    yield _asked(wording, subject, fields | {"A": subject.words}), kind, *made
                    break
        return
    name, _, measure = operation.partition("_")
    if operation == "unlike" or operation in ("difference_gap", "difference_rise"):
        yield from _two(numbers, kinds, wording, fields, operation, year, turn)
    elif name == "share":
        yield from _shares(numbers, kinds, wording, fields, _MEASURE[measure], year, turn)
    elif name in ("ratio", "difference"):
        yield from _compared(numbers, kinds, wording, fields, name, measure, year, turn)
    else:
        yield from _listed(numbers, kinds, wording, fields, name, measure, year, turn)


def _listed(
    numbers: Numbers, kinds: dict[str, list[Subject]], wording: str, fields: dict[str, str], name: str, measure: str,
    year: str, turn: int,
) -> Iterator[tuple[str, str, Decimal, str]]:  # fmt: skip
    """The sum or the mean of something over a list of sectors."""
    size = 2 + turn % 3
    # Of a letter with few sectors none is named twice.
    chosen = list(
        {s.words: s for s in (kinds["one"][(turn + 3 * at) % len(kinds["one"])] for at in range(size))}.values()
    )
    *first, last = (one.words for one in chosen)
    members = [one.members[0] for one in chosen]
    if measure == "gap":
        total, unit = numbers.missing(members, year), "fta"
        if any(numbers.missing([one], year) < 0 for one in members):
            return
    elif measure == "rise":
        total, unit = numbers.rise(members, "realisatie"), "fta"
        if total <= 0:
            return
    else:
        column = {"rate": "percentage", "goal": "doel"}.get(measure, "realisatie")
        total, unit = numbers.of(members, column, year), "%" if measure == "rate" else "fta"
    listed = f"{', '.join(first)} en {last}"
    yield _asked(wording, None, fields | {"L": listed}), "list", total if name == "sum" else total / size, unit


def _two(
    numbers: Numbers, kinds: dict[str, list[Subject]], wording: str, fields: dict[str, str], operation: str, year: str,
    turn: int,
) -> Iterator[tuple[str, str, Decimal, str]]:  # fmt: skip
    """How much more one lacks or won than the other, or its target beside what the other realised."""

    def of(subject: Subject) -> Decimal:
        if operation == "difference_rise":
            return numbers.rise(subject.members, "realisatie")
        return numbers.missing(subject.members, year)

    for kind in (k for k in ("one", "together", "group") if kinds[k]):
        first = kinds[kind][turn % len(kinds[kind])]
        others = [other for other in kinds["one"] if not set(other.members) & set(first.members)]
        other = others[(turn * 5) % len(others)]
        more, less = (first, other) if of(first) > of(other) else (other, first)
        value = of(more) - of(less)
        if operation == "unlike":
            more, less = first, other
            value = numbers.of(more.members, "doel", year) - numbers.of(less.members, "realisatie", year)
        if (operation == "unlike" or of(less) > 0) and value:
            yield _asked(wording, more, fields | {"A": more.words, "B": less.words}), kind, abs(value), "fta"


def _claims(sheet: Sheet, operation: str, wording: str, turn: int) -> Iterator[tuple[str, str, bool]]:
    """A claim with the kind of its subject and whether it holds, for subjects of each kind."""
    numbers, kinds = Numbers(sheet), subjects(sheet)
    years = sheet.years[-2:]
    year = years[-1] if "{Y}" not in wording else years[turn % 2]
    fields = {"Y": f"{'over' if turn % 3 == 2 else 'in'} {year}", "Y0": years[0], "Y1": years[1]}
    for kind, group in kinds.items():
        if not group:
            # A letter whose sectors are in no group.
            continue
        subject = group[turn % len(group)]
        if subject.kind == "all":
            # Of all sectors but one something may hold for each; this is about them as a whole.
            subject = subject._replace(words=f"{subject.words} samen")
        told = fields | {"A": subject.words}
        if operation in CLAIMED:
            each = [CLAIMED[operation](numbers, subject._replace(members=(m,)), year) > 0 for m in subject.members]
            if len(set(each)) > 1 and "samen" not in subject.words:
                # "Haalden de decentrale overheden hun doel?": some did; as a whole is another question.
                continue
            yield _asked(wording, subject, told), kind, CLAIMED[operation](numbers, subject, year) > 0
        elif operation in BOUNDED:
            claim, unit = BOUNDED[operation]
            value = claim(numbers, subject, year)
            # A round figure, a tenth or more to either side.
            step = Decimal(5) if unit == "%" else Decimal(10) ** (len(str(int(abs(value)))) - 1) / 2
            bound = (abs(value) * Decimal("0.85" if turn % 2 else "1.15") / step).to_integral_value() * step
            if bound <= 0 or bound == abs(value) or (operation == "claim_short_more" and value <= 0):
                continue
            figure = f"{int(bound):,}".replace(",", ".")
            holds = value > (-bound if value < 0 else bound)
            yield (
                _asked(wording, subject, told | {"N": f"{figure}%" if unit == "%" else f"{figure} {unit}"}),
                kind,
                holds,
            )
        else:
            others = [other for other in kinds["one"] if not set(other.members) & set(subject.members)]
            if not others:
                continue
            other = others[(turn * 5) % len(others)]
            of = SET_AGAINST[operation]
            more = of(numbers, subject, year) > of(numbers, other, year)
            yield _asked(wording, subject, told | {"B": other.words}), kind, more


def _shares(
    numbers: Numbers, kinds: dict[str, list[Subject]], wording: str, fields: dict[str, str], measure: str, year: str,
    turn: int,
) -> Iterator[tuple[str, str, Decimal, str]]:  # fmt: skip
    everyone = Subject("alle sectoren samen", tuple(numbers.sheet.cells), True, "all")
    for kind in (k for k in ("one", "together", "group") if kinds[k]):
        part = kinds[kind][turn % len(kinds[kind])]
        wholes = [everyone, *(w for w in kinds["group"] if set(part.members) < set(w.members))]
        whole = wholes[turn % len(wholes)]
        value = _HUNDRED * numbers.of(part.members, measure, year) / numbers.of(whole.members, measure, year)
        yield _asked(wording, part, fields | {"A": part.words, "W": whole.words}), kind, value, "%"


def _compared(
    numbers: Numbers, kinds: dict[str, list[Subject]], wording: str, fields: dict[str, str], name: str, measure: str,
    year: str, turn: int,
) -> Iterator[tuple[str, str, Decimal, str]]:  # fmt: skip
    def of(subject: Subject) -> Decimal:
        return numbers.rate(subject.members, year) if measure == "rate" else numbers.of(
            subject.members, _MEASURE[measure], year
        )  # fmt: skip

    for kind in (k for k in ("one", "together", "group") if kinds[k]):
        first = kinds[kind][turn % len(kinds[kind])]
        others = [other for other in kinds["one"] if not set(other.members) & set(first.members)]
        other = others[(turn * 5) % len(others)]
        more, less = (first, other) if of(first) > of(other) else (other, first)
        if of(more) == of(less):
            continue
        value = of(more) / of(less) if name == "ratio" else of(more) - of(less)
        unit = "keer" if name == "ratio" else "procentpunt" if measure == "rate" else "fta"
        yield _asked(wording, more, fields | {"A": more.words, "B": less.words}), kind, value, unit


def wordings(letter_text: str) -> list[Case]:
    """Every wording asked of every kind of subject; always the same."""
    sheet = read_tables(letter_text)
    cases: dict[str, Case] = {}
    for operation, listed in tomllib.loads(WORDINGS.read_text(encoding="utf-8")).items():
        for turn, wording in enumerate(line.strip() for line in listed.strip().splitlines()):
            claims = _claims(sheet, operation, wording, turn) if operation.startswith("claim_") else ()
            for question, kind, holds in claims:
                verdict = ("Ja",) if holds else ("Nee",)
                case = Case(f"{operation}-{len(cases) + 1:04d}", question, f"{operation}/{kind}", None, None, verdict)
                cases.setdefault(question, case)
            for question, kind, value, unit in () if claims else _items(sheet, operation, wording, turn):
                # A number of jobs is exact; so is a mean of them that ends at the second decimal.
                exact = unit == "fta" and value == value.quantize(Decimal("0.01"))
                shown = value.normalize() + 0 if exact else _tenth(value)
                case = Case(f"{operation}-{len(cases) + 1:04d}", question, f"{operation}/{kind}", shown, unit, ())
                cases.setdefault(question, case)
    return list(cases.values())


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the cases of one letter as JSON lines; returns the exit status."""
    made = made_of_letter(arguments, "python -m evals.wordings", "Maakt vragen over elk soort onderwerp.", wordings)
    if made is None:
        return 1
    print_cases(made[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
