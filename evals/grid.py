"""The plainest questions about a letter's sector tables: what is told of a sector × the form in which it is asked.

Every predicate ("haalde het doel", "zat onder de 50%", "had meer banen dan B") stands in every form: a yes-or-no
question, a claim, a denied claim, a claim of all, none, not all, most or only some, a list and a count of those it
holds for or not, two predicates of one sector and one each of two. Short questions like these are what people type and
what sets written as questions leave out. As `evals.generate`, this computes its answers by a path of its own.
`python -m evals.grid [LETTER.txt]` prints one JSON object per line.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from evals.generate import ALL, Case, Sheet, Who, Words, dutch, made_of_letter, print_cases, read_tables

Holds = Callable[[Sheet, Who, Words], bool]


class Predicate(NamedTuple):
    """What can be told of a sector: its verb (singular and plural) as it stands in a main clause and at the end of a
    subordinate one, what stands between ({n}: where a denial goes), whether it compares two years, and the noun that
    it is told of, where that is a figure of the sector ("het percentage": "bij A daalde het percentage")."""

    key: str
    main: tuple[str, str]
    middle: str
    tail: str
    sub: tuple[str, str]
    over_years: bool
    noun: str = ""


# key | verb of a main clause | middle | what ends a main clause | verbs of a subordinate clause
_PREDICATES = """
    met    | haalde/haalden       | het doel{n}           |         | haalde/haalden
    met    | heeft/hebben         | de doelstelling{n}    | gehaald | heeft gehaald/hebben gehaald
    met    | voldeed/voldeden     | {n}aan de doelstelling |        | voldeed/voldeden
    missed | miste/misten         | het doel{n}           |         | miste/misten
    under  | zat/zaten            | {n}onder het doel     |         | zat/zaten
    over   | zat/zaten            | {n}boven het doel     |         | zat/zaten
    short  | kwam/kwamen          | {n}                   | tekort  | tekortkwam/tekortkwamen
    rose   | groeide/groeiden     | {n}                   |         | groeide/groeiden
    rose   | is/zijn              | {n}                   | gestegen | is gestegen/zijn gestegen
    rose   | ging/gingen          | {n}                   | vooruit | vooruitging/vooruitgingen
    fell   | daalde/daalden       | {n}                   |         | daalde/daalden
    fell   | ging/gingen          | {n}                   | achteruit | achteruitging/achteruitgingen
    fell   | had/hadden           | {n}minder banen dan in {y0} |   | had/hadden
    above  | zat/zaten            | {n}boven de {p}       |         | zat/zaten
    below  | zat/zaten            | {n}onder de {p}       |         | zat/zaten
    below  | haalde/haalden       | {n}minder dan {p} van het doel | | haalde/haalden
    many   | realiseerde/realiseerden | {n}meer dan {x}   |         | realiseerde/realiseerden
    few    | had/hadden           | {n}minder dan {x}     |         | had/hadden
    raised | kreeg/kregen         | {n}een hoger doel dan in {y0} | | kreeg/kregen
    more   | had/hadden           | {n}meer banen dan {b} |         | had/hadden
    better | had/hadden           | {n}een hoger realisatiepercentage dan {b} | | had/hadden
    better | deed/deden           | het{n} beter dan {b}  |         | deed/deden
    worse  | scoorde/scoorden     | {n}lager dan {b}      |         | scoorde/scoorden
    below  | bleef/bleven         | {n}onder de {p}       | steken  | bleef steken/bleven steken
    missed | bleef/bleven         | {n}onder de doelstelling |      | bleef/bleven
    met    | kwam/kwamen          | {n}aan het doel       |         | kwam/kwamen
    fell   | kromp/krompen        | {n}                   |         | kromp/krompen
    rose   | nam/namen            | {n}                   | toe     | toenam/toenamen
    rose   | had/hadden           | {n}meer fta dan in {y0} |       | had/hadden
    lacks  | kwam/kwamen          | {n}meer dan {g} fta   | tekort  | tekortkwam/tekortkwamen
    lacks  | zat/zaten            | {n}meer dan {g} fta onder het doel | | zat/zaten
    grew   | groeide/groeiden     | {n}met meer dan {d} fta |       | groeide/groeiden
    grew_p | groeide/groeiden     | {n}met meer dan {e}   |         | groeide/groeiden
    faster | groeide/groeiden     | {n}harder dan {b}     |         | groeide/groeiden
    lowered | kreeg/kregen        | {n}een lager doel dan in {y0} | | kreeg/kregen
    goal   | had/hadden           | {n}een doel van meer dan {x} |  | had/hadden
    half   | haalde/haalden       | {n}de helft van het doel |      | haalde/haalden
    half   | kwam/kwamen          | {n}op de helft van het doel |   | kwam/kwamen
    quarter | realiseerde/realiseerden | {n}minder dan een kwart van het doel | | realiseerde/realiseerden
    twice  | had/hadden           | {n}meer dan twee keer zoveel banen als {b} | | had/hadden
    pct_up | steeg                | {n}                   |         | steeg | het percentage
    pct_down | daalde             | {n}                   |         | daalde | het realisatiepercentage
    pct_down | liep               | {n}                   | terug   | terugliep | het percentage
    pct_same | bleef              | {n}gelijk             |         | bleef | het realisatiepercentage
    pct_same | veranderde         | {r}                   |         | veranderde | het percentage
    goal_same | bleef             | {n}hetzelfde als in {y0} |      | bleef | het doel
    raised | ging                 | {n}                   | omhoog  | omhoogging | de doelstelling
    lowered | werd                | {n}lager              |         | werd | het doel
    rose   | nam                  | {n}                   | toe     | toenam | het aantal banen
    fell   | daalde               | {n}                   |         | daalde | de realisatie
    above  | lag                  | {n}boven de {p}       |         | lag | het realisatiepercentage
    below  | was                  | {n}lager dan {p}      |         | was | het percentage
    goal   | was                  | {n}hoger dan {x}      |         | was | het doel
    few    | lag                  | {n}onder de {x}       |         | lag | de realisatie
    points | steeg                | {n}met meer dan {q} procentpunt | | steeg | het realisatiepercentage
"""


#: These tell one thing, or its opposite.
_OF_TARGET = frozenset({"met", "missed", "under", "over", "short"})
_OVER_YEARS = frozenset("rose fell raised grew grew_p faster lowered pct_up pct_down pct_same goal_same points".split())


def _predicates() -> Iterator[Predicate]:
    for line in _PREDICATES.strip().splitlines():
        key, main, middle, tail, sub, *noun = (part.strip() for part in line.split("|"))
        singular, _, plural = main.partition("/")
        end, _, ends = sub.partition("/")
        over = key in _OVER_YEARS
        yield Predicate(key, (singular, plural or singular), middle, tail, (end, ends or end), over, *noun)


PREDICATES = tuple(_predicates())


def _percentage(sheet: Sheet, who: Who, words: Words) -> Decimal:
    return sheet.cells[who]["percentage"][words["yy"]]


def _missing(sheet: Sheet, who: Who, words: Words) -> Decimal:
    return sheet.cells[who]["doel"][words["yy"]] - sheet.cells[who]["realisatie"][words["yy"]]


def _realised(sheet: Sheet, who: Who, words: Words) -> Decimal:
    return sheet.cells[who]["realisatie"][words["yy"]]


def _other(sheet: Sheet, words: Words) -> Who:
    return next(who for who in sheet.cells if who.formal == words["b"])


# How each predicate is decided from the table; the bounds are given beside the words that tell them.
HOLDS: dict[str, Holds] = {
    "met": lambda sheet, who, words: _missing(sheet, who, words) <= 0,
    "missed": lambda sheet, who, words: _missing(sheet, who, words) > 0,
    "under": lambda sheet, who, words: _missing(sheet, who, words) > 0,
    "over": lambda sheet, who, words: _missing(sheet, who, words) < 0,
    "short": lambda sheet, who, words: _missing(sheet, who, words) > 0,
    "rose": lambda sheet, who, words: sheet.rise(who, "realisatie") > 0,
    "fell": lambda sheet, who, words: sheet.rise(who, "realisatie") < 0,
    "lowered": lambda sheet, who, words: sheet.rise(who, "doel") < 0,
    "grew": lambda sheet, who, words: sheet.rise(who, "realisatie") > Decimal(words["d_is"]),
    "grew_p": lambda sheet, who, words: (
        sheet.rise(who, "realisatie") / sheet.cells[who]["realisatie"][words["y0"]] * 100 > Decimal(words["e_is"])
    ),
    "faster": lambda sheet, who, words: sheet.rise(who, "realisatie") > sheet.rise(_other(sheet, words), "realisatie"),
    "lacks": lambda sheet, who, words: _missing(sheet, who, words) > Decimal(words["g_is"]),
    "goal": lambda sheet, who, words: sheet.cells[who]["doel"][words["yy"]] > Decimal(words["x_is"]),
    "worse": lambda sheet, who, words: _percentage(sheet, who, words) < _percentage(sheet, _other(sheet, words), words),
    "half": lambda sheet, who, words: _realised(sheet, who, words) * 2 >= sheet.cells[who]["doel"][words["yy"]],
    "quarter": lambda sheet, who, words: _percentage(sheet, who, words) < 25,
    "twice": lambda sheet, who, words: _realised(sheet, who, words) > 2 * _realised(sheet, _other(sheet, words), words),
    "pct_up": lambda sheet, who, words: sheet.rise(who, "percentage") > 0,
    "pct_down": lambda sheet, who, words: sheet.rise(who, "percentage") < 0,
    "pct_same": lambda sheet, who, words: sheet.rise(who, "percentage") == 0,
    "goal_same": lambda sheet, who, words: sheet.rise(who, "doel") == 0,
    "points": lambda sheet, who, words: sheet.rise(who, "percentage") > Decimal(words["q_is"]),
    "raised": lambda sheet, who, words: sheet.rise(who, "doel") > 0,
    "above": lambda sheet, who, words: _percentage(sheet, who, words) > Decimal(words["p_is"]),
    "below": lambda sheet, who, words: _percentage(sheet, who, words) < Decimal(words["p_is"]),
    "many": lambda sheet, who, words: _realised(sheet, who, words) > Decimal(words["x_is"]),
    "few": lambda sheet, who, words: _realised(sheet, who, words) < Decimal(words["x_is"]),
    "more": lambda sheet, who, words: _realised(sheet, who, words) > _realised(sheet, _other(sheet, words), words),
    "better": lambda sheet, who, words: (
        _percentage(sheet, who, words) > _percentage(sheet, _other(sheet, words), words)
    ),
}


class Said(NamedTuple):
    """A predicate with the words and the year that fill it."""

    predicate: Predicate
    words: Words

    def of(self, sheet: Sheet, who: Who) -> bool:
        """Whether it holds of a sector."""
        return HOLDS[self.predicate.key](sheet, who, self.words)

    def known(self, sheet: Sheet, who: Who) -> bool:
        """Whether it is no comparison of a sector with itself."""
        return "{b}" not in self.predicate.middle or who is not _other(sheet, self.words)

    @property
    def relative(self) -> str:
        """What opens a clause that picks sectors."""
        return "waar" if self.predicate.noun else "die"

    def yes_no(self, subject: str, *, plural: bool, denied: bool = False) -> str:
        """A question for yes or no, with its subject."""
        about = f"{self.predicate.noun} van {subject}" if self.predicate.noun else subject
        return f"{self.predicate.main[plural]} {about}{self._behind(denied)}"

    def told(self, subject: str, *, plural: bool, denied: bool = False) -> str:
        """A main clause with the subject first ("bij A daalde het percentage")."""
        verb = self.predicate.main[plural]
        if self.predicate.noun:
            return f"bij {subject} {verb} {self.predicate.noun}{self._behind(denied)}"
        return f"{subject} {verb}{self._behind(denied)}"

    def sub(self, subject: str, *, plural: bool, denied: bool = False, when: bool = True) -> str:
        """A subordinate clause ("dat", "die", "waar") after its first word."""
        middle, than, other = self._middle(denied).partition("dan ")
        moment = self._when().strip() if when else ""
        if other[:1].isdigit() or other.startswith(("een ", "twee ")):
            # "Meer dan 1.000 fta had", but "meer banen had dan de politie".
            middle, than, other = f"{middle}{than}{other}", "", ""
        if self.predicate.noun and subject:
            subject = f"bij {subject}"
        parts = (subject, self.predicate.noun, moment, middle.strip(), self.predicate.sub[plural], than.strip(), other)
        return " ".join(part for part in parts if part)

    def rest(self, *, plural: bool, denied: bool = False) -> str:
        """A main clause that shares its subject and year with the one before."""
        return " ".join(
            part for part in (self.predicate.main[plural], self._middle(denied), self.predicate.tail) if part
        )

    def _behind(self, denied: bool) -> str:
        rest = f"{self._middle(denied)} {self.predicate.tail}".strip()
        return f"{self._when()}{' ' if rest else ''}{rest}"

    def _middle(self, denied: bool) -> str:
        pattern = self.predicate.middle
        if "{r}" in pattern:
            # "Veranderde niet" tells that it is the same, and "veranderde" denies that.
            return "" if denied else "niet"
        no = "niet " if pattern.startswith("{n}") else " niet"
        filled = pattern.format_map(self.words | {"n": no if denied else ""})
        # "Niet een hoger doel" is "geen hoger doel" in Dutch.
        return filled.replace("niet een ", "geen ").strip()

    def _when(self) -> str:
        return "" if self.predicate.over_years else self.words["in"]


def _said(sheet: Sheet, turn: int) -> Iterator[Said]:
    """Every predicate, each turn with another year, bound and sector to compare with."""
    sectors = list(sheet.cells)
    for i, predicate in enumerate(PREDICATES):
        latest = sheet.years[-1]
        when: Words = ({"in": "", "yy": latest}, {"in": f" in {latest}", "yy": latest},
                       {"in": f" in {sheet.years[-2]}", "yy": sheet.years[-2]})[(turn + i) % 3]  # fmt: skip
        p, x = (10, 50, 30, 80)[(turn + i) % 4], (40, 400, 1000, 2500)[(turn + i) % 4]
        g, d, e = (100, 300, 1000)[(turn + i) % 3], (20, 50, 100)[(turn + i) % 3], (5, 10, 20)[(turn + i) % 3]
        q = (1, 2, 5)[(turn + i) % 3]
        other = sectors[(turn * 5 + i) % len(sectors)]
        yield Said(predicate, when | {
            "y0": sheet.years[-2], "b": other.formal, "p": f"{p}%", "p_is": str(p), "x": dutch(Decimal(x), "fta"),
            "x_is": str(x), "g": dutch(Decimal(g), ""), "g_is": str(g), "d": str(d), "d_is": str(d), "e": f"{e}%",
            "e_is": str(e), "q": str(q), "q_is": str(q),
        })  # fmt: skip


_LEADS = (
    "klopt het dat {}?", "is het waar dat {}?", "ik las dat {}. Klopt dat?", "is het zo dat {}?",
    "kan ik zeggen dat {}?", "mag ik schrijven dat {}?", "klopt de stelling dat {}?", "is het juist dat {}?",
)  # fmt: skip
_TAGS = ("{}, klopt dat?", "{}. Klopt dit?", "{}, is dat zo?", "{}, waar of niet waar?", "volgens mij: {}. Klopt dat?")


class Grid:
    """The questions of one letter, in a fixed order."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.sectors = list(sheet.cells)
        self.cases: dict[str, Case] = {}

    def add(
        self, form: str, question: str, *, verdict: bool | None = None, count: int | None = None,
        names: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """One question with its answer; one that has both answers is an error of this module."""
        value = None if count is None else Decimal(count)
        contains = tuple(names) if verdict is None else ("Ja" if verdict else "Nee",)
        text = question[0].upper() + question[1:]
        unit = None if count is None else "sectoren"
        kind = form if verdict is None else f"claim_{form}"
        case = Case(f"{kind}-{len(self.cases) + 1:04d}", text, kind, value, unit, contains)
        known = self.cases.setdefault(text, case)
        if (known.value, known.contains) != (case.value, case.contains):
            raise ValueError(f"one question with two answers: {text}")

    def _who(self, turn: int) -> tuple[Who, str, bool]:
        who = self.sectors[turn % len(self.sectors)]
        name = (who.formal, who.popular[turn % len(who.popular)], who.formal)[turn % 3]
        return who, name, name.endswith(("en", "es", "ra", "'s"))

    def of_one(self, turn: int) -> None:
        """A question for yes or no, a claim and a denied claim about one sector."""
        for i, said in enumerate(_said(self.sheet, turn)):
            who, name, plural = self._who(turn * 7 + i)
            if not said.known(self.sheet, who):
                continue
            holds = said.of(self.sheet, who)
            if "{r}" not in said.predicate.middle:
                # A question that is itself denied is answered without yes or no.
                self.add("asked", f"{said.yes_no(name, plural=plural)}?", verdict=holds)
            claim = _LEADS[(turn * 5 + i) % len(_LEADS)]
            self.add("claimed", claim.format(said.sub(name, plural=plural)), verdict=holds)
            self.add("denied", claim.format(said.sub(name, plural=plural, denied=True)), verdict=not holds)
            tag = _TAGS[(turn * 5 + i) % len(_TAGS)]
            self.add("told", tag.format(said.told(name, plural=plural)), verdict=holds)
            self.add("told", tag.format(said.told(name, plural=plural, denied=True)), verdict=not holds)

    def of_many(self, turn: int) -> None:
        """Claims of all, none, not all, most and only one sector; of two named."""
        for i, said in enumerate(_said(self.sheet, turn)):
            if "{b}" in said.predicate.middle:
                continue
            hits = [said.of(self.sheet, who) for who in self.sectors]
            claim = ("klopt het dat {}?", "is het waar dat {}?")[(turn + i) % 2]
            every = ("alle sectoren", "elke sector", "iedere sector")[(turn + i) % 3]
            many = every.endswith("en")
            if "{r}" not in said.predicate.middle:
                self.add("all", f"{said.yes_no(every, plural=many)}?", verdict=all(hits))
            self.add("all", claim.format(said.sub(every, plural=many)), verdict=all(hits))
            self.add("not_all", claim.format(said.sub(f"niet {every}", plural=many)), verdict=not all(hits))
            self.add("none", claim.format(said.sub("geen enkele sector", plural=False)), verdict=not any(hits))
            self.add("none", claim.format(said.sub("geen van de sectoren", plural=False)), verdict=not any(hits))
            most = sum(hits) * 2 > len(hits)
            self.add("most", claim.format(said.sub("de meeste sectoren", plural=True)), verdict=most)
            who, name, plural = self._who(turn * 7 + i)
            alone = hits.count(True) == 1 and said.of(self.sheet, who)
            self.add("only", claim.format(said.sub(f"alleen {name}", plural=plural)), verdict=alone)
            half = sum(hits) * 2 > len(hits)
            self.add("most", claim.format(said.sub("meer dan de helft van de sectoren", plural=True)), verdict=half)
            self.add("most", claim.format(said.sub("de meerderheid van de sectoren", plural=False)), verdict=half)
            rest = [said.of(self.sheet, w) for w in self.sectors if w is not who]
            self.add("but", claim.format(said.sub(f"alle sectoren behalve {name}", plural=True)), verdict=all(rest))
            self.add("exists", claim.format(said.sub("minstens één sector", plural=False)), verdict=any(hits))
            if hits.count(True) == 1:
                one = self.sectors[hits.index(True)].formal
                self.add("only", claim.format(said.sub(f"alleen {one}", plural=one.endswith("en"))), verdict=True)
            other, second, _ = self._who(turn * 7 + i + 4)
            both = said.of(self.sheet, who) and said.of(self.sheet, other)
            self.add("both", claim.format(said.sub(f"{name} en {second}", plural=True)), verdict=both)
            if "{r}" in said.predicate.middle:
                continue
            self.add("both", f"{said.yes_no(f'{name} en {second} allebei', plural=True)}?", verdict=both)
            self.add("both", f"{said.yes_no(f'zowel {name} als {second}', plural=True)}?", verdict=both)
            neither = not said.of(self.sheet, who) and not said.of(self.sheet, other)
            self.add("neither", claim.format(said.sub(f"noch {name} noch {second}", plural=False)), verdict=neither)
            self.add(
                "neither", claim.format(said.sub(f"{name} en {second}", plural=True, denied=True)), verdict=neither
            )
            one_only = said.of(self.sheet, who) and not said.of(self.sheet, other)
            split = f"{name} wel en {second} niet"
            self.add("not_other", claim.format(said.sub(split, plural=second.endswith("en"))), verdict=one_only)
            split = f"wel {name} maar niet {second}"
            self.add("not_other", claim.format(said.sub(split, plural=plural)), verdict=one_only)
            any_of = said.of(self.sheet, who) or said.of(self.sheet, other)
            self.add("either", claim.format(said.sub(f"{name} of {second}", plural=plural)), verdict=any_of)
            self.add("either", f"{said.yes_no(f'{name} of {second}', plural=plural)}?", verdict=any_of)
            names = [w.label for w in (who, other) if said.of(self.sheet, w)]
            if names:
                self.add("list_of_two", f"{said.told(f'wie van {name} en {second}', plural=False)}?", names=names)
                self.add(
                    "list_of_two", f"{said.told(f'welke van de twee, {name} of {second},', plural=False)}?", names=names
                )

    def lists(self, turn: int) -> None:
        """Which sectors and how many, those it holds for and those it does not; in all and in a group."""
        groups = list(self.sheet.groups)
        for i, said in enumerate(_said(self.sheet, turn)):
            group = groups[(turn + i) % len(groups)]
            among = [who for who in self.sheet.groups[group] if said.known(self.sheet, who)]
            sectors = "sectoren" if group is ALL else f"sectoren binnen {group.formal}"
            for denied in (False, True):
                names = [who.label for who in among if said.of(self.sheet, who) != denied]
                others = denied and ("{b}" in said.predicate.middle or said.predicate.key == "lacks")
                if not names or others:
                    # With "niet meer dan A" the sector A itself is a matter of taste, as is one with a surplus with
                    # "niet meer dan 100 fta tekort".
                    continue
                asked = said.told(f"welke {sectors}", plural=True, denied=denied)
                self.add("list", f"{asked}?", names=names)
                clause = said.sub("", plural=True, denied=denied)
                self.add("list", f"noem de {sectors} {said.relative} {clause}", names=names)
                counted = said.told(f"hoeveel {sectors}", plural=True, denied=denied)
                self.add("count", f"{counted}?", count=len(names))
                self.add("count", f"hoeveel {sectors} zijn er {said.relative} {clause}?", count=len(names))
                if group is ALL:
                    self.add("list", f"zijn er sectoren {said.relative} {clause}?", names=names)
                    self.add("list", f"welke sectoren zijn het {said.relative} {clause}?", names=names)
                    self.add("list", f"geef alle sectoren {said.relative} {clause}", names=names)
                    self.add("list", f"{said.told('wie', plural=False, denied=denied)}?", names=names)

    def picked(self, turn: int) -> None:
        """Of those that a clause picks, which and how many satisfy something else."""
        for i, said in enumerate(_said(self.sheet, turn)):
            words, key = _WITH[(turn + i) % len(_WITH)]
            by = Said(said.predicate._replace(key=key), said.words)
            latest = said.words["yy"] == self.sheet.years[-1]
            if "{b}" in said.predicate.middle or said.predicate.noun or not latest or key == said.predicate.key:
                continue
            keys = {key, said.predicate.key}
            if keys <= _OF_TARGET | {"lacks"} or keys <= {"rose", "grew", "grew_p"}:
                continue
            names = [w.label for w in self.sectors if by.of(self.sheet, w) and said.of(self.sheet, w)]
            if not names:
                continue
            those = f"sectoren {words.format_map(said.words)}"
            self.add("list_picked", f"{said.told(f'welke {those}', plural=True)}?", names=names)
            self.add("count_picked", f"{said.told(f'hoeveel {those}', plural=True)}?", count=len(names))
            clause = said.sub("", plural=True)
            verb = _MAIN[key]
            self.add("count_picked", f"hoeveel sectoren die {clause} {verb.format_map(said.words)}?", count=len(names))
            asked = said.told("hoeveel", plural=True)
            self.add("count_picked", f"van de {those}, {asked}?", count=len(names))

    def joined(self, turn: int) -> None:
        """Two predicates of one sector or of a list, and one each of two sectors."""
        said = list(_said(self.sheet, turn))
        for i, one in enumerate(said):
            two = said[(i + 5 + turn) % len(said)]
            who, name, plural = self._who(turn * 7 + i)
            other, second, second_plural = self._who(turn * 7 + i + 4)
            years = {s.words["yy"] for s in (one, two) if not s.predicate.over_years}
            # "Haalde in 2023 het doel en groeide": in which year it grew is a matter of taste.
            moved = one.predicate.over_years or two.predicate.over_years
            same_years = len(years) < 2 and not (moved and years - {self.sheet.years[-1]})
            keys = {one.predicate.key, two.predicate.key}
            if one.predicate.noun and not two.predicate.noun:
                # "Bij A steeg het percentage en haalde het doel" is no Dutch.
                continue
            if len(keys) < 2 or keys <= _OF_TARGET or not same_years or two.predicate.key == "lacks":
                continue
            if not all(s.known(self.sheet, w) for s in (one, two) for w in (who, other)):
                continue
            claim = ("klopt het dat {}?", "is het waar dat {}?")[(turn + i) % 2]
            first, last = one.of(self.sheet, who), two.of(self.sheet, who)
            again = one.predicate.over_years
            both = f"{one.sub(name, plural=plural)} en {two.sub('', plural=plural, when=again)}"
            self.add("two", claim.format(both), verdict=first and last)
            but = f"{one.sub(name, plural=plural)} maar {two.sub('', plural=plural, denied=True, when=again)}"
            self.add("two", claim.format(but), verdict=first and not last)
            apart = f"{one.sub(name, plural=plural)} en {two.sub(second, plural=second_plural, when=again)}"
            self.add("each", claim.format(apart), verdict=first and two.of(self.sheet, other))
            if any("{b}" in s.predicate.middle or s.predicate.noun for s in (one, two)):
                continue
            either = f"{one.sub(name, plural=plural)} of {two.sub('', plural=plural, when=again)}"
            self.add("two_either", claim.format(either), verdict=first or last)
            names = [w.label for w in self.sectors if one.of(self.sheet, w) or two.of(self.sheet, w)]
            told = f"{one.told('hoeveel sectoren', plural=True)} of {two.rest(plural=True)}"
            self.add("count_either", f"{told}?", count=len(names))
            for word, denied in (("en", False), ("maar", True)):
                names = [w.label for w in self.sectors if one.of(self.sheet, w) and two.of(self.sheet, w) != denied]
                if names:
                    told = f"{one.told('welke sectoren', plural=True)} {word} {two.rest(plural=True, denied=denied)}"
                    self.add("list_two", f"{told}?", names=names)
                    self.add("count_two", f"hoeveel{told[5:]}?", count=len(names))


_MAIN = {
    "goal": "hadden een doel van meer dan {x}", "many": "hadden meer dan {x}", "few": "hadden minder dan {x}",
    "above": "zaten boven de {p}", "below": "zaten onder de {p}", "short": "kwamen tekort", "rose": "groeiden",
}  # fmt: skip
_WITH = (
    ("met een doel van meer dan {x}", "goal"), ("met meer dan {x}", "many"), ("met minder dan {x}", "few"),
    ("boven de {p}", "above"), ("onder de {p}", "below"), ("met een percentage onder de {p}", "below"),
    ("met een tekort", "short"), ("met meer banen dan in {y0}", "rose"),
)  # fmt: skip


def grid(letter_text: str, turns: int = 6) -> list[Case]:
    """Every question of every form, always in the same order; more turns give more names, years and bounds."""
    made = Grid(read_tables(letter_text))
    for turn in range(turns):
        made.of_one(turn)
        made.of_many(turn)
        made.lists(turn)
        made.joined(turn)
        made.picked(turn)
    return list(made.cases.values())


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the cases of one letter as JSON lines; returns the exit status."""
    made = made_of_letter(arguments, "python -m evals.grid", "Maakt korte vragen met hun antwoord.", grid)
    if made is None:
        return 1
    print_cases(made[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
