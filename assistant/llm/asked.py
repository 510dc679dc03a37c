"""A request as the plain Dutch question that asks it: what a reader is told was understood.

Only requests that the rules have words for get one; the rules read it back before it is answered.
"""

from __future__ import annotations

from collections.abc import Callable

from assistant.question import GOAL, RATE, REALISED, Aggregation, Comparator, Metric, Request, Sense, Target
from corpus.dutch import enumerate_dutch, format_number
from corpus.facts import bare
from corpus.lexicon import Lexicon

_BOUNDS = {
    Comparator.ABOVE: "boven de", Comparator.BELOW: "onder de", Comparator.AT_LEAST: "van ten minste",
    Comparator.AT_MOST: "van ten hoogste",
}  # fmt: skip
_ART = {GOAL: "het", REALISED: "de", RATE: "het"}


class Asking:
    """Writes questions with the names of a lexicon."""

    def __init__(self, lexicon: Lexicon, noun: Callable[[str], str]) -> None:
        self._lexicon = lexicon
        self._noun = noun

    def question(self, request: Request) -> str:
        """The question; empty where there are no words for the request."""
        plain = not (request.claim or request.supposed or request.recomputed or request.quantifier or request.place)
        own = any(target.own for target in request.targets)
        if not plain or own or len(request.measures) != 1 or request.measures[0] not in _ART:
            return ""
        write = {
            Aggregation.VALUE: self._value, Aggregation.SUM: self._sum, Aggregation.DIFFERENCE: self._difference,
            Aggregation.RATIO: self._ratio, Aggregation.SHARE: self._share, Aggregation.MEAN: self._mean,
            Aggregation.EXTREME: self._extreme, Aggregation.RANK: self._rank, Aggregation.FILTER: self._filter,
            Aggregation.COUNT: self._filter,
        }.get(request.aggregation)  # fmt: skip
        return "" if write is None else write(request)

    # --- its parts ---------------------------------------------------------------------------------

    def _part(self, request: Request) -> str:
        qualifier = self._lexicon.qualifiers.get(bare(request.qualifier))
        if qualifier is None:
            return ""
        if qualifier.of == "figure":
            return f" {qualifier.names[0]}"
        return f" inclusief {qualifier.names[0]}" if request.qualifier.startswith("incl-") else (
            f" via {qualifier.names[0]}"
        )  # fmt: skip

    def _measure(self, request: Request) -> str:
        return self._noun(request.measures[0])

    def _bare_measure(self, request: Request) -> str:
        return self._measure(request).partition(" ")[2]

    @staticmethod
    def _names(targets: tuple[Target, ...]) -> str:
        return enumerate_dutch([target.label for target in targets])

    @staticmethod
    def _between(request: Request) -> str:
        return f"tussen {request.base} en {request.periods[-1]}"

    def _unit(self, request: Request) -> str:
        return "procentpunt" if request.measures[0] == RATE else "fta"

    def _everyone(self, request: Request) -> bool:
        return not any(target.pooled for target in request.targets) and not request.qualifier

    # --- one figure, or one for each ------------------------------------------------------------------

    def _value(self, request: Request) -> str:
        who, years = self._names(request.targets), enumerate_dutch(list(request.periods))
        pooled = any(target.pooled for target in request.targets)
        if request.metric is Metric.LEVEL and pooled and request.measures[0] == RATE:
            return f"Wat was het realisatiepercentage van {who} als geheel in {years}?"
        if request.metric is Metric.LEVEL and pooled:
            return f"Wat was de totale {self._bare_measure(request)} van {who} in {years}{self._part(request)}?"
        if request.metric is Metric.LEVEL:
            return f"Wat was {self._measure(request)} van {who} in {years}{self._part(request)}?"
        if request.metric is Metric.CHANGE:
            return self._change(request, who, self._unit(request))
        if request.metric is Metric.CHANGE_PERCENT and request.measures[0] != RATE:
            return self._change(request, who, "procent")
        return self._gap(request, who) if request.metric is Metric.GAP and not request.qualifier else ""

    def _change(self, request: Request, who: str, unit: str) -> str:
        noun, part = self._measure(request), self._part(request)
        if request.sense is Sense.EITHER and unit == "procent":
            return f"Wat is de procentuele verandering van {noun} van {who}{part} {self._between(request)}?"
        if request.sense is Sense.EITHER:
            return f"Wat is het verschil in {noun.partition(' ')[2]} van {who}{part} {self._between(request)}?"
        way = "gestegen" if request.sense is Sense.UP else "gedaald"
        return f"Met hoeveel {unit} is {noun} van {who}{part} {self._between(request)} {way}?"

    def _gap(self, request: Request, who: str) -> str:
        year = request.periods[0]
        if request.sense is Sense.DOWN:
            return f"Hoeveel fta kwam {who} in {year} tekort om de doelstelling te halen?"
        if request.sense is Sense.UP:
            return f"Met hoeveel fta heeft {who} in {year} de doelstelling overtroffen?"
        return f"Wat is het verschil tussen doel en realisatie bij {who} in {year}?"

    # --- several figures in one ---------------------------------------------------------------------

    def _sum(self, request: Request) -> str:
        if request.metric is not Metric.LEVEL or request.measures[0] == RATE:
            return ""
        who, year = self._names(request.targets), request.periods[0]
        return f"Wat was de totale {self._bare_measure(request)} van {who} in {year}{self._part(request)}?"

    def _two(self, request: Request) -> tuple[str, str] | None:
        if request.metric is not Metric.LEVEL or len(request.targets) != 2 or request.qualifier:
            return None
        return request.targets[0].label, request.targets[1].label

    def _difference(self, request: Request) -> str:
        two = self._two(request)
        if two is None:
            return ""
        return (
            f"Wat is het verschil in {self._bare_measure(request)} tussen {two[0]} en {two[1]} in {request.periods[0]}?"
        )

    def _ratio(self, request: Request) -> str:
        two = self._two(request)
        if two is None or request.measures[0] == RATE:
            return ""
        that = "dat" if _ART[request.measures[0]] == "het" else "die"
        noun = self._measure(request)
        return f"Hoeveel keer zo groot was {noun} van {two[0]} als {that} van {two[1]} in {request.periods[0]}?"

    def _share(self, request: Request) -> str:
        if request.whole is None or request.whole.own or request.metric is not Metric.LEVEL or request.qualifier:
            return ""
        what, whole = self._bare_measure(request), request.whole.label
        who, year = self._names(request.targets), request.periods[0]
        return f"Hoeveel procent van de totale {what} van {whole} komt in {year} voor rekening van {who}?"

    def _mean(self, request: Request) -> str:
        if request.metric is not Metric.LEVEL or request.qualifier:
            return ""
        who = self._group(request)
        return f"Wat was {self._measure(request)} gemiddeld per sector bij {who} in {request.periods[0]}?"

    def _group(self, request: Request) -> str:
        members = {member for target in request.targets for member in target.members}
        for group in self._lexicon.group:
            if "*" not in group.members and set(group.members) == members:
                return group.label
        return self._names(request.targets)

    # --- among sectors --------------------------------------------------------------------------------

    def _extreme(self, request: Request) -> str:
        if not self._everyone(request):
            return ""
        year, many = request.periods[0], request.count > 1
        who = f"Welke {request.count} sectoren hadden" if many else "Welke sector had"
        best, size = ("hoogste", "grootste") if request.highest else ("laagste", "kleinste")
        if request.metric is Metric.LEVEL:
            return f"{who} in {year} {_ART[request.measures[0]]} {best} {self._bare_measure(request)}?"
        if request.metric is Metric.CHANGE and request.sense is not Sense.EITHER:
            way = "stijging" if request.sense is Sense.UP else "daling"
            return f"{who} de {size} {way} van {self._measure(request)} {self._between(request)}?"
        if request.metric is Metric.GAP and request.sense is Sense.DOWN:
            return f"{who} in {year} het {size} tekort?"
        return ""

    def _rank(self, request: Request) -> str:
        if request.metric is not Metric.LEVEL or not request.highest or not self._everyone(request):
            return ""
        who, what = request.targets[0].label, self._bare_measure(request)
        return (
            f"Op welke plaats staat {who} in {request.periods[0]} als de sectoren van hoog naar laag op {what} staan?"
        )

    def _filter(self, request: Request) -> str:
        threshold = request.threshold
        if threshold is None or threshold.upper is not None or threshold.loose or not self._everyone(request):
            return ""
        who = "Hoeveel" if request.aggregation is Aggregation.COUNT else "Welke"
        year, noun = request.periods[0], self._measure(request)
        if request.metric is Metric.LEVEL and threshold.comparator in _BOUNDS:
            unit = "%" if request.measures[0] == RATE else " fta"
            value = f"{_BOUNDS[threshold.comparator]} {format_number(threshold.value)}{unit}"
            return f"{who} sectoren hadden in {year} een {self._bare_measure(request)} {value}?"
        if threshold.value != 0:
            return ""
        if request.metric is Metric.GAP and threshold.comparator in (Comparator.AT_LEAST, Comparator.BELOW):
            denied = "niet " if threshold.comparator is Comparator.BELOW else ""
            return f"{who} sectoren hebben in {year} hun doelstelling {denied}gehaald?"
        if request.metric is Metric.CHANGE and threshold.comparator is Comparator.ABOVE:
            way = {Sense.UP: "gestegen", Sense.DOWN: "gedaald"}.get(request.sense)
            return f"Bij {who.lower()} sectoren is {noun} {self._between(request)} {way}?" if way else ""
        return ""
