"""Questions with exact answers, made from the sector tables of a letter: operation × sector × year × wording.

A path of its own on purpose: it reads the tables straight from the text and computes with `Decimal`, and it imports
nothing of the program it measures. No figure of any letter stands here; names and wordings do.
`python -m evals.generate [LETTER.txt]` prints one JSON object per line.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import NamedTuple, TypeVar

Words = dict[str, str]
Made = TypeVar("Made")
LETTERS = Path(__file__).parents[1] / "corpus" / "letters"


@dataclass(frozen=True, slots=True)
class Case:
    """One question and what a right answer holds.

    `value` is the magnitude in the direction asked: a fall that is worded as a fall is positive; a rank has no unit.
    Each of `contains` stands in the text, whatever the case; for the operations `claim_…` the text starts with it.
    """

    id: str
    question: str
    operation: str
    value: Decimal | None
    unit: str | None
    contains: tuple[str, ...]


class Who(NamedTuple):
    """A sector or a group: its name in an answer, in official, hasty and spoken Dutch."""

    label: str
    formal: str
    short: str
    popular: tuple[str, ...]


def _parts(table: str) -> list[list[str]]:
    return [line.strip().split(" | ") for line in table.strip().splitlines()]


# what an answer calls it, as the letter does in its sentences | official | hasty | spoken
_NAMES = """
    Rijk | het Rijk | rijk | de rijksoverheid, de rijksdienst, de ministeries
    Defensie | Defensie | defensie | de krijgsmacht, het leger
    Gemeenten | de gemeenten | gemeenten | de gemeentes, de gemeenten
    Provincies | de provincies | provincies | de provincies
    Waterschappen | de waterschappen | waterschappen | de waterschappen
    Politie | de politie | politie | de nationale politie, de politie
    umc | de universitaire medische centra | umc's | de umc's, de academische ziekenhuizen
    Primair onderwijs | het primair onderwijs | po | de basisscholen, het basisonderwijs
    Voortgezet onderwijs | het voortgezet onderwijs | vo | de middelbare scholen, het vo
    mbo | het middelbaar beroepsonderwijs | mbo | het mbo, de roc's
    hbo | het hoger beroepsonderwijs | hbo | de hogescholen, het hbo
    Wetenschappelijk onderwijs | het wetenschappelijk onderwijs | wo | de universiteiten, het wo
    Onderzoeksinstellingen | de onderzoeksinstellingen | onderzoeksinstellingen | de onderzoeksinstituten
    alle sectoren | alle sectoren | alle sectoren | alle overheids- en onderwijssectoren, alle sectoren
    onderwijs | het onderwijs | onderwijs | de onderwijssectoren
    decentraal | de decentrale overheden | decentrale overheden | de decentrale overheden, de medeoverheden
"""
*SECTORS, ALL, EDUCATION, DECENTRAL = (Who(label, a, b, tuple(c.split(", "))) for label, a, b, c in _parts(_NAMES))
GROUPS = {EDUCATION: "po vo mbo hbo wo", DECENTRAL: "gemeenten provincies waterschappen"}
_MEASURES = """
    doel | Doel | doelstelling | de | die | doel | fta | fta
    realisatie | Realisatie | realisatie | de | die | realisatie | fta | fta
    percentage | Realisatiepercentage | realisatiepercentage | het | dat | realisatiepercentage | % | procentpunt
"""
MEASURES = {row[0]: dict(zip("key row m art die m_s unit u".split(), row, strict=True)) for row in _parts(_MEASURES)}
FTA = ("doel", "realisatie")
_UP = "gestegen stijging stijgen hoger meer omhoog vooruit bijgekomen hoogste hoogst bovenaan boven".split()
_DOWN = "gedaald daling dalen lager minder omlaag achteruit verdwenen laagste laagst onderaan onder".split()
UP, DOWN = dict(zip(_UP, _UP, strict=True)), dict(zip(_UP, _DOWN, strict=True))
THRESHOLDS = {"percentage": (25, 30, 50, 80), "realisatie": (500, 1000), "doel": (1000, 2500)}

# {a} {a_s} {a_p}: a name in official, hasty and spoken Dutch; {in} and {y}: the year, or nothing when none is given;
# [singular|plural] agrees with the first {a…} of the wording; " // " stands between two wordings on a line.
_WORDINGS = """
lookup/doel: Wat was de doelstelling van {a}{in}? // Hoeveel fta bedroeg het doel voor {a}{in}? // doel {a_s}{y}
    hoeveel banen [moest|moesten] {a_p}{in} eigenlijk halen? // Kun je zeggen wat de taakstelling van {a_p}{in} was?
lookup/realisatie: Hoeveel fta [heeft|hebben] {a}{in} gerealiseerd? // realisatie {a_s}{y}
    Wat was de realisatie van {a}{in}, uitgedrukt in fta? // hoeveel banen [had|hadden] {a_p}{in} nou echt ingevuld
    Kun je me zeggen hoeveel banen er{in} bij {a_p} gerealiseerd zijn?
lookup/percentage: Wat was het realisatiepercentage van {a}{in}? // realisatiepercentage {a_s}{y}
    Welk percentage van de doelstelling [heeft|hebben] {a}{in} gerealiseerd?
    hoeveel procent [haalde|haalden] {a_s}{in} // op hoeveel procent van het doel [kwam|kwamen] {a_p}{in} uit?
change: Met hoeveel fta is {art} {m} van {a} tussen {y0} en {y1} {gestegen}?
    Hoe groot was de {stijging} van {art} {m} bij {a} in {y1} ten opzichte van {y0}, in fta?
    {m_s} {a_s} hoeveel fta {omhoog} {y1} tov {y0} // hoeveel fta {hoger} lag {art} {m} van {a_p} in {y1} dan in {y0}?
change/job: Hoeveel banen zijn er bij {a_p} {bijgekomen} sinds {y0}? // hoeveel banen {meer} [had|hadden] {a_s} dan {y0}
change/neutral: Wat is het verschil in {m} van {a} tussen {y0} en {y1}? // verschil {m_s} {a_s} {y0} {y1}
    Hoeveel fta verschilt {art} {m} van {a} in {y1} van die in {y0}?
    hoeveel fta scheelt {art} {m} van {a_p} tussen {y0} en {y1}?
percent_change: Met hoeveel procent is de realisatie van {a} tussen {y0} en {y1} {gestegen}?
    Wat is de procentuele {stijging} van het aantal gerealiseerde banen bij {a} in {y1} ten opzichte van {y0}?
    realisatie {a_s} hoeveel procent {omhoog} tov {y0} // hoeveel procent {meer} banen [had|hadden] {a_p} dan in {y0}?
percent_change/neutral: Wat is de procentuele verandering van de realisatie van {a} tussen {y0} en {y1}?
points_change: Met hoeveel procentpunt is het realisatiepercentage van {a} {gestegen} tussen {y0} en {y1}?
    Hoeveel procentpunt {hoger} was het realisatiepercentage van {a} in {y1} dan in {y0}?
    realisatiepercentage {a_s} hoeveel procentpunt {omhoog} {y1} tov {y0}
    hoeveel procentpunt [ging|gingen] {a_p} er in {y1} op {vooruit} vergeleken met {y0}?
points_change/neutral: Wat is het verschil in procentpunt tussen het realisatiepercentage van {a} in {y0} en in {y1}?
gap/short: Hoeveel fta [kwam|kwamen] {a}{in} tekort om de doelstelling te halen? // tekort {a_s} tov doel{y}
    Hoe groot was het tekort van {a} ten opzichte van de doelstelling{in}, in fta?
    hoeveel banen [moest|moesten] {a_p}{in} nog realiseren om op het doel uit te komen?
gap/above: Hoeveel fta [zat|zaten] {a}{in} boven de doelstelling? // {a_s} hoeveel fta boven doel{y}
    Met hoeveel fta [heeft|hebben] {a}{in} de doelstelling overtroffen?
    hoeveel banen [had|hadden] {a_p}{in} meer dan nodig was voor het doel?
gap/neutral: Wat is het verschil tussen doel en realisatie bij {a}{in}? // verschil doel realisatie {a_s}{y}
sum: Wat is de totale {m} van {a}{in}? // Hoeveel fta bedraagt de gezamenlijke {m} van {a}{in}? // {m_s} {a_s} samen{y}
    tel {art} {m} van {a_p}{in} eens bij elkaar op
difference: Hoeveel {u} {hoger} was {art} {m} van {a} dan {die} van {b}{in}? // verschil {m_s} {a_s} en {b_s}{y}
    Wat is het verschil in {m} tussen {a} en {b}{in}? // hoeveel {u} scheelt het qua {m} tussen {a_p} en {b_p}{in}?
ratio: Hoeveel keer zo groot was {art} {m} van {a} als die van {b}{in}?
    Hoe vaak past {art} {m} van {b} in die van {a}{in}? // {m_s} {a_s} hoeveel keer zo hoog als {b_s}{y}
    hoeveel keer zo hoog lag {art} {m} van {a_p}{in} vergeleken met {b_p}?
share: Welk aandeel [heeft|hebben] {a}{in} in de totale {m} van {g}? // aandeel {a_s} in totale {m} {g_s}{y}
    Hoeveel procent van de totale {m} van {g} komt{in} voor rekening van {a}?
    hoeveel procent van {art} {m} van {g_p} zat{in} bij {a_p}?
mean: Wat is het ongewogen gemiddelde van {art} {m} van {a_p}{in}? // ongewogen gemiddelde {m_s} {a_s}{y}
    Wat was {art} {m} gemiddeld per sector bij {a_p}{in}?
    hoe hoog was {art} {m} van {a_p}{in} gemiddeld, als je elke sector even zwaar telt?
weighted: Wat is het realisatiepercentage van {a} als geheel{in}? // gewogen realisatiepercentage {a_s}{y}
    Hoeveel procent van de gezamenlijke doelstelling [heeft|hebben] {a}{in} gerealiseerd?
    hoeveel procent van het totale doel is er bij {a_p}{in} gehaald, alles bij elkaar opgeteld?
extreme: Welke sector{binnen} had{in} {art} {hoogste} {m}? // Bij welke sector{binnen} was {art} {m}{in} het {hoogst}?
    sector{binnen} met {hoogste} {m_s}{y} // wie staat er{binnen}{in} {bovenaan} qua {m}?
rank: Op welke plaats [staat|staan] {a}{in} als de sectoren van hoog naar laag op realisatiepercentage staan?
    Welke plaats [neemt|nemen] {a}{in} in op de ranglijst van sectoren naar realisatiepercentage?
    welke plek {a_s} ranglijst realisatiepercentage{y} // de hoeveelste [is|zijn] {a_p}{in} qua realisatiepercentage?
threshold: {Q} sectoren hadden{in} een {m} {boven} de {t}? // Bij {q} sectoren lag {art} {m}{in} {boven} de {t}?
    {q} sectoren{y} {m_s} {meer} dan {t_s} // {q} sectoren zaten{in} met hun {m} {boven} de {t_p}?
threshold/inclusive: {Q} sectoren hadden{in} een {m} van ten minste {t}?
target: {Q} sectoren hebben{in} hun doelstelling {niet}gehaald? // Bij {q} sectoren is het doel{in} {niet}gehaald?
    {q} sectoren doel {niet}gehaald{y} // {q} sectoren kwamen{in} {niet}aan hun doel?
trend: Bij {q} sectoren is {art} {m} tussen {y0} en {y1} {gestegen}? // {q} sectoren {m_s} {gestegen} {y1} tov {y0}
    {Q} sectoren zagen hun {m} {stijgen} ten opzichte van {y0}? // {q} sectoren zaten qua {m} {hoger} dan in {y0}?
end: Naar hoeveel {n} is {art} {m} van {a} tussen {y0} en {y1} {gestegen}? // {m_s} {a_s} {gestegen} naar hoeveel {n}?
    Tot hoeveel {n} is {art} {m} van {a_p} {gestegen}? // Hoe hoog was {art} {m} van {a} na de {stijging} in {y1}?
start: Van hoeveel {n} is {art} {m} van {a} {gestegen} tussen {y0} en {y1}?
    Hoe hoog was {art} {m} van {a_p} voor de {stijging}?
to_goal: Met hoeveel procent [moet|moeten] {a}{in} groeien om het doel te halen?
    hoeveel procent [moet|moeten] {a_p} erbij krijgen om hun doel te halen?
missed: {Q} sectoren misten{in} hun doel? // {q} sectoren kwamen{in} tekort op hun doel?
missed/by: {Q} sectoren kwamen{in} meer dan {t} fta tekort? // {q} sectoren hadden{in} een tekort van meer dan {t} fta?
beside: {Q} sectoren scoorden in {yy} {hoger} dan {a}? // {q} sectoren hadden in {yy} een {hoger} percentage dan {a_p}?
picked/short: Wat is het tekort in {yy} van de sectoren die in {yy} hun doel misten samen?
    hoeveel fta kwamen de sectoren die hun doel misten in {yy} samen tekort?
picked: hoeveel fta realiseerden de sectoren die in {yy} minder dan {t} fta hadden samen in {yy}?
    Wat is de realisatie in {yy} van de sectoren die in {yy} onder de {t} fta zaten samen?
nearest: Welke sector zat{in} het {dichtst} zijn doel, in fta?
    welke sector zit{in} in banen het {dichtst} het doel? // wie zat{in} in fta het {dichtst} de doelstelling?
    Welke sector bleef{in} in fta het {dichtst} haar doel?
claim_bound: Klopt het dat {art} {m} van {a} in {yy} {boven} de {x} lag?
    Was {art} {m} van {a} in {yy} {hoger} dan {x}?
    {m_s} {a_s} {yy} {boven} de {x_s}, klopt dat? // Lag {art} {m} van {a_p} in {yy} {meer} dan {x}?
claim_gap: [Zat|Zaten] {a} in {yy} {meer} dan {x} fta {side} het doel?
    Klopt het dat {a} in {yy} {meer} dan {x} fta {side} het doel [zat|zaten]?
    {a_s} {yy} {meer} dan {x} fta {side} doel, klopt dat?
claim_short: [Kwam|Kwamen] {a} in {yy} {meer} dan {x} fta tekort?
    klopt het dat {a_p} in {yy} {meer} dan {x} fta te kort [kwam|kwamen]?
claim_moved: Is {art} {m} van {a} tussen {y0} en {y1} met {more} dan {x} {u} {gestegen}?
    Klopt het dat {art} {m} van {a_p} met {more} dan {x} {u} is {gestegen}?
claim_value: Klopt het dat {art} {m} van {a} in {yy} {x} bedroeg? // klopt het dat {m_s} {a_s} {yy} {x_s} was
    Is het juist dat {art} {m} van {a} over {yy} uitkwam op {x}?
    ik hoorde dat {art} {m} van {a_p} in {yy} {x} was, is dat zo?
claim_trend: Klopt het dat {art} {m} van {a} tussen {y0} en {y1} is {gestegen}?
    Is {art} {m} van {a} in {y1} {gestegen} ten opzichte van {y0}? // klopt het dat {m_s} {a_s} {omhoog} ging tov {y0}
    ik dacht dat {art} {m} van {a_p} in {y1} {hoger} was dan in {y0}, klopt dat?
claim_target: Klopt het dat {a} de doelstelling in {yy} [heeft|hebben] gehaald?
    [Heeft|Hebben] {a} in {yy} aan de doelstelling voldaan? // klopt het dat {a_s} doel {yy} gehaald [heeft|hebben]
    {a_p} [heeft|hebben] het doel in {yy} toch gehaald, klopt dat?
claim_compare: Klopt het dat {art} {m} van {a} in {yy} {hoger} was dan {die} van {b}?
    Lag {art} {m} van {a} in {yy} {hoger} dan {die} van {b}? // klopt het dat {m_s} {a_s} {yy} {hoger} was dan {b_s}
    ik dacht dat {art} {m} van {a_p} in {yy} {hoger} lag dan {die} van {b_p}, klopt dat?
"""
_PARSED = (entry.split(": ", 1) for entry in re.split(r"\n(?=\S)", _WORDINGS.strip()))
WORDINGS = {key: tuple(re.split(r" // |\n\s*", wordings)) for key, wordings in _PARSED}


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sector tables of one letter: `cells[sector][measure][year]`, in fta or percent."""

    years: tuple[str, ...]
    cells: dict[Who, dict[str, dict[str, Decimal]]]

    @property
    def whens(self) -> list[Words]:
        """The words for each year, and those for no year at all, which means the latest."""
        named = [{"yy": year, "in": f" in {year}", "y": f" {year}"} for year in self.years]
        return [*named, {"yy": self.years[-1], "in": "", "y": "", "y0": self.years[-2], "y1": self.years[-1]}]

    @property
    def groups(self) -> dict[Who, list[Who]]:
        """All sectors together, and the groups that have at least two sectors here."""
        found = {group: [who for who in self.cells if who.short in names.split()] for group, names in GROUPS.items()}
        return {ALL: list(self.cells)} | {group: members for group, members in found.items() if len(members) > 1}

    def column(self, measure: str, year: str, sectors: Iterable[Who] | None = None) -> list[Decimal]:
        """One measure of some sectors, or of all."""
        return [self.cells[who][measure][year] for who in (sectors or self.cells)]

    def total(self, measure: str, year: str, sectors: Iterable[Who]) -> Decimal:
        """One measure of some sectors, added."""
        return sum(self.column(measure, year, sectors), Decimal())

    def rise(self, who: Who, measure: str) -> Decimal:
        """What a sector won between the last two years, in the unit of the measure."""
        return self.cells[who][measure][self.years[-1]] - self.cells[who][measure][self.years[-2]]

    def some(self, *steps: int) -> Iterator[tuple[int, list[Who]]]:
        """Each sector with the ones that stand so many places further on, numbered."""
        sectors = list(self.cells)
        for i in range(len(sectors)):
            yield i, [sectors[(i + step) % len(sectors)] for step in (0, *steps)]


class Item(NamedTuple):
    """One answer, with what the wordings of its question need."""

    operation: str
    wording: str
    fields: Words
    value: Decimal | None = None
    unit: str | None = None
    contains: tuple[str, ...] = ()


def read_tables(text: str) -> Sheet:
    """The tables headed by a sector, 'Cijfermatige realisatie' and a row of years."""
    table = re.compile(r"^ ?(\S[^\n]*?)\s*\nCijfermatige realisatie\s*\n\s*((?:\d{4}[ \t]+)+\d{4})\s*\n", re.M)
    sheet = Sheet((), {})
    for found in table.finditer(text):
        heading, years = found[1], tuple(found[2].split())
        name, new = heading.lower().split(" (")[0], Who(heading, heading, heading.lower(), (heading,))
        who = next((who for who in SECTORS if who.formal.lower().split(" ", 1)[-1] == name), new)
        sheet = Sheet(years, sheet.cells | {who: {}})
        rows = text[found.end() :].split("Cijfermatige", maxsplit=1)[0].translate(str.maketrans(",", ".", "."))
        for measure, words in MEASURES.items():
            row = re.search(rf"^\s*{words['row']}\s(.*)$", rows, re.M)
            numbers = [Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", row[1] if row else "")]
            if len(numbers) != len(years):
                raise ValueError(f"{heading}: not one figure for each year in the row {words['row']}")
            sheet.cells[who][measure] = dict(zip(years, numbers, strict=True))
    if len(sheet.cells) < 2 or len(sheet.years) < 2:
        raise ValueError("fewer than two sector tables of two years")
    return sheet


def _tenth(number: Decimal) -> Decimal:
    return number.quantize(Decimal("0.1"), ROUND_HALF_UP)


def dutch(number: Decimal, unit: str) -> str:
    """A figure in Dutch notation with its unit ("1.000 fta", "29%")."""
    return f"{number:,f}".translate(str.maketrans(",.", ".,")) + unit.replace("fta", " fta")


def _name(label: str, who: Who, turn: int) -> Words:
    return {label: who.formal, f"{label}_s": who.short, f"{label}_p": who.popular[turn % len(who.popular)]}


def _of_one_sector(sheet: Sheet) -> Iterator[Item]:
    for i, (who, cells) in enumerate(sheet.cells.items()):
        for turn, when in enumerate(sheet.whens):
            fields, year = _name("a", who, i + turn) | when, when["yy"]
            for measure, words in MEASURES.items():
                yield Item(f"lookup_{measure}", f"lookup/{measure}", fields, cells[measure][year], words["unit"])
            over = cells["realisatie"][year] - cells["doel"][year]
            for wording in (["gap/above"] if over > 0 else ["gap/short"] if over else []) + ["gap/neutral"]:
                yield Item("gap", wording, fields, abs(over), "fta")
            above = [other >= cells["percentage"][year] for other in sheet.column("percentage", year)]
            if sheet.column("percentage", year).count(cells["percentage"][year]) == 1:  # a tie has no one rank
                yield Item("rank", "rank", fields, Decimal(sum(above)))


def _between_years(sheet: Sheet) -> Iterator[Item]:
    for i, who in enumerate(sheet.cells):
        for turn, (measure, words) in enumerate(MEASURES.items()):
            rise = sheet.rise(who, measure)
            fields = _name("a", who, i + turn) | sheet.whens[-1] | words | (UP if rise > 0 else DOWN)
            kind = "change" if measure in FTA else "points_change"
            kinds = [(kind, f"{kind}/neutral", abs(rise), words["u"])]
            if measure == "realisatie":
                percent = _tenth(abs(rise) / sheet.cells[who][measure][sheet.years[-2]] * 100)
                kinds += [("percent_change", "percent_change/neutral", percent, "%")]
                kinds += [(kind, "change/job", abs(rise), "fta")] if rise else []
            for operation, wording, value, unit in kinds:
                yield Item(operation, wording, fields, value, unit)
                if rise and wording.endswith("neutral"):
                    yield Item(operation, operation, fields, value, unit)


def _of_some_sectors(sheet: Sheet) -> Iterator[Item]:
    for turn, (measure, words) in enumerate(MEASURES.items()):
        for i, who in [*sheet.some(1), *sheet.some(4)]:
            when = sheet.whens[(i + turn) % len(sheet.whens)]
            a, b = sheet.column(measure, when["yy"], who)
            fields = _name("a", who[0], i) | _name("b", who[1], i) | when | words | (UP if a > b else DOWN)
            if a != b:
                yield Item("difference", "difference", fields, abs(a - b), words["u"])
            if measure in FTA and _tenth(a / b) > 1:
                yield Item("ratio", "ratio", fields, _tenth(a / b), "keer")
        for i, who in [*sheet.some(3), *sheet.some(1, 5)] if measure in FTA else []:
            when = sheet.whens[i % len(sheet.whens)]
            names = [_name("a", one, i) for one in who]
            lists = {form: ", ".join(n[form] for n in names[:-1]) + f" en {names[-1][form]}" for form in ("a", "a_p")}
            fields = lists | {"a_s": " + ".join(n["a_s"] for n in names)} | when | words
            yield Item("sum_named", "sum", fields, sheet.total(measure, when["yy"], who), "fta")


def _of_groups(sheet: Sheet) -> Iterator[Item]:
    for group, members in sheet.groups.items():
        for turn, when in enumerate(sheet.whens):
            year, name = when["yy"], _name("a", group, turn) | when
            for measure, words in MEASURES.items():
                total, column = sheet.total(measure, year, members), sheet.column(measure, year, members)
                yield Item("mean", "mean", name | words, _tenth(total / len(members)), words["unit"])
                if measure in FTA:
                    yield Item("sum_group", "sum", name | words, total, "fta")
                inside = when | words | {"binnen": "" if group is ALL else f" binnen {group.formal}"}
                for best, way in ((max(column), UP), (min(column), DOWN)):
                    if column.count(best) == 1:  # a tie has no one answer
                        yield Item("extreme", "extreme", inside | way, contains=(members[column.index(best)].label,))
            share = sheet.total("realisatie", year, members) / sheet.total("doel", year, members)
            yield Item("weighted", "weighted", name, _tenth(share * 100), "%")
        for i, who in enumerate(members):
            for turn, measure in enumerate(FTA):
                when = sheet.whens[(i + turn) % len(sheet.whens)]
                share = sheet.cells[who][measure][when["yy"]] / sheet.total(measure, when["yy"], members)
                fields = _name("a", who, i) | _name("g", group, i) | when | MEASURES[measure]
                yield Item("share", "share", fields, _tenth(share * 100), "%")


def _selections(sheet: Sheet) -> Iterator[Item]:
    def both(kind: str, wording: str, fields: Words, hits: list[bool]) -> Iterator[Item]:
        labels = tuple(who.label for who, hit in zip(sheet.cells, hits, strict=True) if hit)
        if labels and not all(hits):
            count, which = {"Q": "Hoeveel", "q": "hoeveel"}, {"Q": "Welke", "q": "welke"}
            yield Item(f"count_{kind}", wording, fields | count, Decimal(len(labels)), "sectoren")
            yield Item(f"list_{kind}", wording, fields | which, contains=labels)

    for when in sheet.whens:
        for measure, limit in ((measure, Decimal(n)) for measure, limits in THRESHOLDS.items() for n in limits):
            t = dutch(limit, MEASURES[measure]["unit"])
            limits = {"t": t, "t_s": t.replace(".", ""), "t_p": t.replace(".", "").replace("%", " procent")}
            fields, column = MEASURES[measure] | when | limits, sheet.column(measure, when["yy"])
            yield from both("threshold", "threshold", fields | UP, [n > limit for n in column])
            yield from both("threshold", "threshold", fields | DOWN, [n < limit for n in column])
            yield from both("threshold", "threshold/inclusive", fields, [n >= limit for n in column])
        met = [cells["realisatie"][when["yy"]] >= cells["doel"][when["yy"]] for cells in sheet.cells.values()]
        yield from both("target", "target", when | {"niet": ""}, met)
        yield from both("target", "target", when | {"niet": "niet "}, [not m for m in met])
    for measure, words in MEASURES.items():
        rises = [sheet.rise(who, measure) for who in sheet.cells]
        yield from both("trend", "trend", sheet.whens[-1] | words | UP, [rise > 0 for rise in rises])
        yield from both("trend", "trend", sheet.whens[-1] | words | DOWN, [rise < 0 for rise in rises])


def _ends(sheet: Sheet) -> Iterator[Item]:
    """Where a change began and ended, and how much a realisation must grow to reach its target."""
    for i, (who, cells) in enumerate(sheet.cells.items()):
        for turn, (measure, words) in enumerate(MEASURES.items()):
            if rise := sheet.rise(who, measure):
                fields = _name("a", who, i + turn) | sheet.whens[-1] | words | (UP if rise > 0 else DOWN)
                fields |= {"n": words["unit"].replace("%", "procent")}
                yield Item("end", "end", fields, cells[measure][sheet.years[-1]], words["unit"])
                yield Item("start", "start", fields, cells[measure][sheet.years[-2]], words["unit"])
        year, name = sheet.years[-1], _name("a", who, i) | sheet.whens[-1]
        realised, goal = cells["realisatie"][year], cells["doel"][year]
        if realised < goal:
            yield Item("to_goal", "to_goal", name, _tenth((goal - realised) / realised * 100), "%")


def _picked(sheet: Sheet) -> Iterator[Item]:
    """Who missed the target, who does better than one, and what those that a clause picks come to."""
    for when in sheet.whens:
        year = when["yy"]
        gaps = {who: cells["doel"][year] - cells["realisatie"][year] for who, cells in sheet.cells.items()}
        short = {who: gap for who, gap in gaps.items() if gap > 0}
        for q in ({"Q": "Hoeveel", "q": "hoeveel"}, {"Q": "Welke", "q": "welke"}):
            for wording, limit in (("missed", 0), ("missed/by", 250), ("missed/by", 1000), ("missed/by", 2000)):
                labels = tuple(who.label for who, gap in short.items() if gap > limit)
                counts = (Decimal(len(labels)), "sectoren") if q["q"] == "hoeveel" else (None, None, labels)
                yield Item(f"{'count' if q['q'] == 'hoeveel' else 'list'}_missed", wording,
                           when | q | {"t": dutch(Decimal(limit), "")}, *counts)  # fmt: skip
        yield Item("picked", "picked/short", when, sum(short.values(), Decimal()), "fta")
        for limit in (400, 500, 650, 800, 1100):
            few = [n for n in sheet.column("realisatie", year) if n < limit]
            yield Item("picked", "picked", when | {"t": dutch(Decimal(limit), "")}, sum(few, Decimal()), "fta")
        ends = ((min(short.values()), "dichtst bij"), (max(short.values()), "verst van")) if short else ()
        for best, words in ends:
            label = next(who.label for who, gap in short.items() if gap == best)
            yield Item("nearest", "nearest", when | {"dichtst": words}, contains=(label,))
    for i, (who, cells) in enumerate(sheet.cells.items()):
        year = sheet.years[i % len(sheet.years)]
        own, column = cells["percentage"][year], sheet.column("percentage", year)
        for way, hits in ((UP, [n > own for n in column]), (DOWN, [n < own for n in column])):
            labels = tuple(other.label for other, hit in zip(sheet.cells, hits, strict=True) if hit)
            if labels:
                fields = _name("a", who, i) | {"yy": year, "Q": "Hoeveel", "q": "hoeveel"} | way
                yield Item("count_beside", "beside", fields, Decimal(len(labels)), "sectoren")


def _bounded(sheet: Sheet) -> Iterator[Item]:
    """Claims that bound a figure, a distance to the target or a change, by a tenth below and above what it is."""

    def claims(kind: str, fields: Words, size: Decimal) -> Iterator[Item]:
        for share in (Decimal("0.9"), Decimal("1.1")):
            x = (size * share).quantize(Decimal(1), ROUND_HALF_UP)
            for way in (UP, DOWN) if x != size and x > 0 else ():
                holds = size > x if way is UP else size < x
                said = {"x": dutch(x, fields["x_unit"]), "x_s": f"{x}{fields['x_unit']}".replace("fta", " fta")}
                yield Item(f"claim_{kind}", f"claim_{kind}", fields | said | _bounds(way, fields),
                           contains=("Ja" if holds else "Nee",))  # fmt: skip

    for i, (who, cells) in enumerate(sheet.cells.items()):
        for turn, (measure, words) in enumerate(MEASURES.items()):
            year, name = sheet.years[(i + turn) % len(sheet.years)], _name("a", who, i + turn)
            fields = name | words | sheet.whens[-1] | {"yy": year}
            yield from claims("bound", fields | {"x_unit": words["unit"]}, cells[measure][year])
            if rise := sheet.rise(who, measure):
                moved = fields | (UP if rise > 0 else DOWN) | {"x_unit": "", "moved": "yes"}
                yield from claims("moved", moved, abs(rise))
        gap = cells["doel"][year] - cells["realisatie"][year]
        side = name | {"yy": year, "x_unit": "", "side": "onder" if gap > 0 else "boven"}
        yield from claims("gap", side, abs(gap))
        if gap > 0:
            yield from claims("short", side, gap)


def _bounds(way: Words, fields: Words) -> Words:
    """The words for more or less than a figure; of a change they stand beside the way that it went."""
    more = {"more": way["meer"]}
    return more if "moved" in fields else way | more


def _claims(sheet: Sheet) -> Iterator[Item]:
    def claim(kind: str, fields: Words, holds: bool) -> Item:
        return Item(f"claim_{kind}", f"claim_{kind}", fields, contains=("Ja" if holds else "Nee",))

    for turn, (measure, words) in enumerate(MEASURES.items()):
        for i, (who, other) in sheet.some(2):
            year, cells, true = sheet.years[-1 - (i + turn) % 2], sheet.cells[who], (i // 2 + turn) % 2 == 0
            fields = _name("a", who, i) | sheet.whens[-1] | words | {"yy": year}
            own = cells[measure][year]
            wrong = [n for n in (*cells[measure].values(), *sheet.column(measure, year)) if n != own]
            said = dutch(own if true else wrong[0], words["unit"])
            yield claim("value", fields | {"x": said, "x_s": said.replace(".", "")}, true)
            if rise := sheet.rise(who, measure):
                yield claim("trend", fields | (UP if (rise > 0) == true else DOWN), true)
            if lead := own - sheet.cells[other][measure][year]:
                yield claim("compare", fields | _name("b", other, i) | (UP if (lead > 0) == true else DOWN), true)
            for when in sheet.years if measure == "doel" else ():
                yield claim("target", fields | {"yy": when}, cells["realisatie"][when] >= cells["doel"][when])


def _render(wording: str, fields: Words) -> str:
    subject = re.search(r"\{(a(?:_\w)?)\}", wording)
    plural = subject is not None and fields[subject[1]].endswith(("en", "es", "ra", "'s"))
    return re.sub(r"\[(\w+)\|(\w+)\]", r"\2" if plural else r"\1", wording).format_map(fields)


def generate(letter_text: str) -> list[Case]:
    """Every question of every operation, always in the same order, each with its own id and its own words."""
    sheet = read_tables(letter_text)
    makers = (
        _of_one_sector, _between_years, _of_some_sectors, _of_groups, _selections, _claims, _ends, _picked, _bounded,
    )  # fmt: skip
    cases: dict[str, Case] = {}
    for item in (item for make in makers for item in make(sheet)):
        for question in (_render(wording, item.fields) for wording in WORDINGS[item.wording]):
            case = Case(f"{item.operation}-{len(cases) + 1:04d}", question, item.operation, *item[3:])
            known = cases.setdefault(question, case)
            if (known.value, known.contains) != (case.value, case.contains):
                raise ValueError(f"one question with two answers: {question}")
    return list(cases.values())


def made_of_letter(
    arguments: Sequence[str] | None, program: str, description: str, make: Callable[[str], Made]
) -> tuple[Path, Made] | None:
    """The letter that a command line names, and what is made of its text; None, with a Dutch sentence on standard
    error, where it is no letter with sector tables."""
    parser = argparse.ArgumentParser(program, description=description)
    parser.add_argument("letter", nargs="?", type=Path, help="tekst van de brief; anders de eerste meegeleverde brief")
    letter = parser.parse_args(arguments).letter or min(LETTERS.glob("*/*.txt"), default=LETTERS)
    try:
        return letter, make(letter.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        print(f"Geen leesbare brief met sectortabellen: {letter} ({error}). Geef een ander bestand.", file=sys.stderr)
        return None


def print_cases(cases: Iterable[Case]) -> None:
    """Cases as JSON lines."""
    print("\n".join(json.dumps(asdict(case), default=str, ensure_ascii=False) for case in cases))


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the cases of one letter as JSON lines; returns the exit status."""
    made = made_of_letter(arguments, "python -m evals.generate", "Maakt vragen met hun antwoord.", generate)
    if made is None:
        return 1
    print_cases(made[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
