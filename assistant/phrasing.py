"""A request written out as a complete Dutch question.

The other way about from `assistant.understand`: what a follow-up asks is worked out as a request, and
its question in full is what, read by itself, gives that request again. A wording is only offered here;
whoever uses one must read it back (`assistant.follow_up` does).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from assistant.question import Aggregation, Comparator, Metric, Request, Sense, Target
from corpus.dutch import enumerate_dutch, format_number
from corpus.facts import bare, with_unit
from corpus.lexicon import Lexicon

_NOUNS = {"doel": "het doel", "realisatie": "de realisatie", "realisatiepercentage": "het realisatiepercentage"}
_BOUNDS = {
    Comparator.ABOVE: "meer dan", Comparator.BELOW: "minder dan", Comparator.AT_LEAST: "minstens",
    Comparator.AT_MOST: "hoogstens", Comparator.EQUAL: "gelijk aan", Comparator.UNEQUAL: "anders dan",
}  # fmt: skip
_HALF = 50


_BRACKETS = re.compile(r" \([^()]*\)")


def unbracketed(label: str) -> str:
    """A label without what it explains in brackets ("het onderwijs (po en vo) zonder …")."""
    return _BRACKETS.sub("", label)


class Phraser:
    """Writes requests out as questions."""

    def __init__(self, lexicon: Lexicon, names: Mapping[str, str]) -> None:
        """``names`` are those of the subjects that have tables, by their ids."""
        self._lexicon = lexicon
        self._names = names

    def questions(self, request: Request) -> Iterator[str]:
        """Ways to ask a request, the plainest first; none for a request that has no wording here."""
        ways = {
            Aggregation.VALUE: self._value, Aggregation.EXTREME: self._extreme, Aggregation.RANK: self._rank,
            Aggregation.DIFFERENCE: self._difference, Aggregation.PERCENT_DIFFERENCE: self._difference,
            Aggregation.RATIO: self._ratio, Aggregation.SHARE: self._share, Aggregation.SUM: self._sum,
            Aggregation.FILTER: self._filter, Aggregation.COUNT: self._filter, Aggregation.MEAN: self._mean,
            Aggregation.SPREAD: self._spread,
        }  # fmt: skip
        way = ways.get(request.aggregation)
        plain = request.aggregation is Aggregation.VALUE and request.metric is Metric.LEVEL
        if request.measures == tuple(_NOUNS) and plain and not request.qualifier and request.claim is None:
            yield f"Wat zijn de cijfers van {self.who(request.targets)} {self._when(request)}?"
        if way is not None and request.supposed is None and len(request.measures) == 1 and not request.denied:
            yield from way(request)

    # --- parts of a question -------------------------------------------------------------------

    def noun(self, measure: str) -> str:
        """A measure with its article."""
        return _NOUNS.get(measure, f"het {measure}")

    def part(self, qualifier: str) -> str:
        """A qualifier as it stands behind a name: " inclusief SROI"."""
        found = self._lexicon.qualifiers.get(bare(qualifier))
        if found is None:
            return ""
        if found.of == "figure":
            return ""
        how = "inclusief" if qualifier.startswith("incl-") else "exclusief" if qualifier.startswith("excl-") else "via"
        return f" {how} {found.names[0]}"

    def contract(self, qualifier: str) -> str:
        """A kind of contract by its name; empty for another qualifier."""
        found = self._lexicon.qualifiers.get(bare(qualifier))
        return found.label if found is not None and found.of == "figure" else ""

    def who(self, targets: tuple[Target, ...]) -> str:
        """The names of targets, a pool without what its label explains in brackets."""
        return enumerate_dutch([unbracketed(target.label) for target in targets])

    def _plural(self, targets: tuple[Target, ...]) -> bool:
        if len(targets) > 1:
            return True
        target = targets[0]
        if target.pooled:
            label = unbracketed(target.label)
            return " en " in label or not label.startswith("het ")
        sector = self._lexicon.sectors.get(target.members[0])
        return sector is not None and sector.plural

    def _about(self, request: Request) -> str:
        """Whom a figure is about: " samen" behind those that are one figure."""
        together = " samen" if any(t.pooled for t in request.targets) else ""
        return f"{self.who(request.targets)}{together}"

    @staticmethod
    def _when(request: Request) -> str:
        return f"in {enumerate_dutch(list(request.periods))}"

    # --- one figure ------------------------------------------------------------------------------

    def _value(self, request: Request) -> Iterator[str]:
        if request.recomputed:
            noun, who = self.noun(request.measures[0]), self._about(request)
            yield f"Klopt {noun} van {who} {self._when(request)}, nagerekend?"
        elif request.metric in (Metric.CHANGE, Metric.CHANGE_PERCENT):
            yield from self._change(request)
        elif request.metric in (Metric.GAP, Metric.GAP_PERCENT):
            yield from self._gap(request)
        elif request.metric is Metric.UPLIFT:
            name = self._lexicon.qualifiers[bare(request.qualifier)].names[0]
            noun, who = self.noun(request.measures[0]), self._about(request)
            yield f"Wat is het verschil tussen {noun} inclusief en exclusief {name} van {who} {self._when(request)}?"
            yield f"Hoeveel hoger is {noun} van {who} {self._when(request)} inclusief {name}?"
        else:
            yield from self._level(request)

    def _level(self, request: Request) -> Iterator[str]:
        measure, who, when = request.measures[0], self._about(request), self._when(request)
        part, contract = self.part(request.qualifier), self.contract(request.qualifier)
        plural = self._plural(request.targets)
        if request.claim is not None:
            half = request.claim.decimals and request.claim.value == _HALF
            bound = "de helft" if half else with_unit(request.claim.value, self._unit(request, request.claim.unit))
            of_part = f" {contract}" if contract else part
            yield f"Is {self.noun(measure)} van {who}{of_part} {when} {_BOUNDS[request.claim.comparator]} {bound}?"
            yield f"Is {self.noun(measure)}{of_part} van {who} {when} {_BOUNDS[request.claim.comparator]} {bound}?"
            return
        if contract:
            without = "niet " if request.qualifier.startswith("excl-") else ""
            if measure == "aandeel":
                yield f"Hoeveel procent van de banen van {who} is {when} {without}{contract}?"
            yield f"Hoeveel {self._unit(request)} van {who} is {when} {without}{contract}?"
            yield f"Wat is {self.noun(measure)} {without}{contract} van {who} {when}?"
            return
        if measure == "aandeel":
            yield f"Welk aandeel heeft {part.strip().partition(' ')[2]} {when} bij {who}?"
            yield f"Hoeveel procent van de banen van {who} loopt {when}{part}?"
        elif measure == "realisatie":
            yield f"Hoeveel {self._unit(request)} {'realiseerden' if plural else 'realiseerde'} {who} {when}{part}?"
        yield f"Wat was {self.noun(measure)} van {who}{part} {when}?"

    def _unit(self, request: Request, unit: str = "fta") -> str:
        """The unit of what is asked, as the tables of those it is asked of count it."""
        return self._lexicon.unit_shown(unit, [m for t in request.targets for m in t.members])

    def _change(self, request: Request) -> Iterator[str]:
        noun, who, part = self.noun(request.measures[0]), self._about(request), self.part(request.qualifier)
        between = f"tussen {request.base} en {request.periods[0]}"
        contract = self.contract(request.qualifier)
        part = f" {contract}" if contract else part
        if request.claim is not None:
            way = "gestegen" if request.claim.comparator is Comparator.ABOVE else "gedaald"
            if request.claim.comparator is Comparator.EQUAL:
                way = "gelijk gebleven"
            yield f"Is {noun} van {who}{part} {way} {between}?"
            return
        verb = {Sense.UP: "steeg", Sense.DOWN: "daalde", Sense.EITHER: "veranderde"}[request.sense]
        unit = "procent" if request.metric is Metric.CHANGE_PERCENT else (
            "procentpunt" if request.measures[0] == "realisatiepercentage" else self._unit(request)
        )  # fmt: skip
        yield f"Met hoeveel {unit} {verb} {noun} van {who}{part} {between}?"

    def _gap(self, request: Request) -> Iterator[str]:
        who, when, part = self._about(request), self._when(request), self.part(request.qualifier)
        plural = self._plural(request.targets)
        if request.claim is not None:
            side = {Comparator.ABOVE: "boven", Comparator.BELOW: "onder"}.get(request.claim.comparator)
            if request.claim.value:
                return
            if side is not None:
                yield f"{'Zaten' if plural else 'Zat'} {who}{part} {when} {side} het doel?"
            elif request.claim.comparator is Comparator.AT_LEAST:
                yield f"{'Haalden' if plural else 'Haalde'} {who}{part} {when} het doel?"
            return
        unit = "procentpunt" if request.metric is Metric.GAP_PERCENT else self._unit(request)
        if request.sense is Sense.DOWN:
            yield f"Hoeveel {unit} {'kwamen' if plural else 'kwam'} {who}{part} {when} tekort op het doel?"
        elif request.sense is Sense.UP:
            yield f"Hoeveel {unit} {'zaten' if plural else 'zat'} {who}{part} {when} boven het doel?"
        yield f"Hoeveel {unit} is het verschil tussen het doel en de realisatie van {who}{part} {when}?"
        yield f"Wat is het verschil tussen de realisatie van {who}{part} en het doel {when}?"

    # --- several figures -------------------------------------------------------------------------

    def _key(self, request: Request, word: str, *, many: bool = False) -> tuple[str, str]:
        """What subjects are ordered by, with the word that orders them, and when."""
        part, when = self.part(request.qualifier), self._when(request)
        e = "de" if many or request.measures[0] == "realisatie" else "het"
        name = request.measures[0] + ("s" if many and request.measures[0] != "doel" else "en" if many else "")
        if request.metric is Metric.LEVEL:
            return f"{e} {word} {name}{part}", when
        between = f"tussen {request.base} en {request.periods[0]}"
        size = {"hoogste": "grootste", "laagste": "kleinste"}[word.rsplit(maxsplit=1)[-1]]
        word = " ".join([*word.split()[:-1], size])
        if request.metric in (Metric.GAP, Metric.GAP_PERCENT):
            what = "tekort" if request.sense is Sense.DOWN else "overschot"
            unit = "procentpunt" if request.metric is Metric.GAP_PERCENT else self._unit(request)
            return f"het {word} {what} in {unit}", when
        what = {Sense.UP: "stijging", Sense.DOWN: "daling", Sense.EITHER: "verandering"}[request.sense]
        relative = "procentuele " if request.metric is Metric.CHANGE_PERCENT else ""
        return f"de {word} {relative}{what} van {self.noun(request.measures[0])}{part}", between

    def _extreme(self, request: Request) -> Iterator[str]:
        if request.quantifier == "first" and request.whole is not None:
            key, when = self._key(request, "hoogste" if request.highest else "laagste")
            who = self.who((request.whole,))
            yield f"{'Hadden' if self._plural((request.whole,)) else 'Had'} {who} {when} {key}?"
            return
        word = "hoogste" if request.highest else "laagste"
        among = self._among(request)
        if request.place:
            placed = "" if request.place == 1 else f"op {request.place - 1} na "
            key, when = self._key(request, f"{placed}{word}")
            yield f"Welke sector{among} heeft {when} {key}?"
        elif request.count > 1:
            key, when = self._key(request, word, many=True)
            yield f"Welke {request.count} sectoren{among} hebben {when} {key}?"
            yield f"Welke {request.count} sectoren{among} hebben {when} {self._key(request, word)[0]}?"
        else:
            key, when = self._key(request, word)
            yield f"Welke sector{among} heeft {when} {key}?"
            which = "meer" if request.highest else "minder"
            if request.metric is Metric.LEVEL and len(request.targets) == 2:
                named = " of ".join(t.label for t in request.targets)
                more = "hoger" if request.highest else "lager"
                yield f"Wie heeft {when} een {more} {request.measures[0]}{self.part(request.qualifier)}: {named}?"
                yield f"Wie heeft {when} {which}, {named}?"

    def _among(self, request: Request) -> str:
        """The subjects that are compared, where they are not all."""
        members = {m for t in request.targets for m in t.members}
        for group in self._lexicon.group:
            if "*" not in group.members and set(group.members) == members:
                return f" in {group.label.partition(' (')[0]}"
        left_out = [name for subject, name in self._names.items() if subject not in members]
        if 0 < len(left_out) < len(request.targets) and len(members) == len(request.targets):
            return f" behalve {enumerate_dutch(left_out)}"
        return f" van {self.who(request.targets)}" if left_out or not self._names else ""

    def _spread(self, request: Request) -> Iterator[str]:
        if request.metric is Metric.LEVEL:
            noun = request.measures[0]
            e = "de" if noun == "realisatie" else "het"
            among, when = self._among(request), self._when(request)
            yield f"Wat is het verschil tussen {e} hoogste en {e} laagste {noun}{among} {when}?"
            yield f"Wat is {when} het verschil tussen {e} hoogste en {e} laagste {noun} van de sectoren?"

    def _rank(self, request: Request) -> Iterator[str]:
        key, when = self._key(request, "hoogste")
        who = request.targets[0].label
        order = "van hoog naar laag" if request.highest else "van laag naar hoog"
        what = key.replace("het hoogste ", "het ").replace("de hoogste ", "de ")
        yield f"Op welke plaats staat {who} {when} met {what}?"
        yield f"Op welke plaats staat {who} {when} met {what}, {order}?"

    def _side(self, target: Target, request: Request) -> str:
        measure, period = target.measure or request.measures[0], target.period or request.periods[0]
        qualifier = request.qualifier if target.qualifier is None else target.qualifier
        contract = self.contract(qualifier)
        part = f" {contract}" if contract else self.part(qualifier)
        return f"{self.noun(measure)} van {target.label.partition(' (')[0]}{part} in {period}"

    def _difference(self, request: Request) -> Iterator[str]:
        first, second = request.targets
        if first.own and request.metric in (Metric.GAP, Metric.GAP_PERCENT) and request.claim is not None:
            more = "groter" if request.claim.comparator is Comparator.ABOVE else "kleiner"
            yield f"Is het tekort van {self.who((first,))} in {first.period} {more} dan in {second.period}?"
            return
        if first.own and request.metric in (Metric.GAP, Metric.GAP_PERCENT):
            what = "tekort" if request.sense is Sense.DOWN else "overschot"
            unit = "procentpunt" if request.metric is Metric.GAP_PERCENT else self._unit(request)
            who, years = self.who((first,)), (first.period, second.period)
            yield f"Met hoeveel {unit} is het {what} van {who} in {years[0]} veranderd ten opzichte van {years[1]}?"
            return
        if first.own:
            yield f"Wat is het verschil tussen {self._side(first, request)} en {self._side(second, request)}?"
            return
        if request.metric in (Metric.GAP, Metric.GAP_PERCENT):
            yield from self._shortfalls(request)
            return
        if request.metric in (Metric.CHANGE, Metric.CHANGE_PERCENT):
            yield from self._changes(request)
            return
        noun, part, when = self.noun(request.measures[0]), self.part(request.qualifier), self._when(request)
        one, other = unbracketed(first.label), unbracketed(second.label)
        if request.claim is not None:
            more = "hoger" if request.claim.comparator is Comparator.ABOVE else "lager"
            that = "dat" if noun.startswith("het") else "die"
            yield f"Is {noun} van {one}{part} {when} {more} dan {that} van {other}?"
            return
        much = "Hoeveel procent" if request.aggregation is Aggregation.PERCENT_DIFFERENCE else "Wat"
        yield f"{much} is het verschil in {noun.partition(' ')[2]} van {one} en {other} {when}{part}?"
        that = "dat" if noun.startswith("het") else "die"
        yield f"{much} is het verschil tussen {noun} van {one} en {that} van {other} {when}{part}?"

    def _changes(self, request: Request) -> Iterator[str]:
        """Two changes held against each other, as a claim."""
        if request.claim is None or request.sense is Sense.EITHER or request.metric is not Metric.CHANGE:
            return
        one, other = (unbracketed(target.label) for target in request.targets)
        noun, part = self.noun(request.measures[0]), self.part(request.qualifier)
        verb = "Steeg" if request.sense is Sense.UP else "Daalde"
        more = "meer" if request.claim.comparator is Comparator.ABOVE else "minder"
        that = "dat" if noun.startswith("het") else "die"
        between = f"tussen {request.base} en {request.periods[0]}"
        harder = "harder" if request.claim.comparator is Comparator.ABOVE else "minder"
        if request.measures[0] == "realisatie" and not part:
            grew = "Groeide" if verb == "Steeg" else "Daalde"
            yield f"{grew} {one} {harder} dan {other}?"
            yield f"{grew} {one} {between} {harder} dan {other}?"
        yield f"{verb} {noun} van {one}{part} {between} {more} dan {that} van {other}?"

    def _shortfalls(self, request: Request) -> Iterator[str]:
        """Two shortfalls held against each other."""
        one, other = (unbracketed(target.label) for target in request.targets)
        part, when = self.part(request.qualifier), self._when(request)
        points = " in procentpunt" if request.metric is Metric.GAP_PERCENT else ""
        if request.claim is not None:
            more = "groter" if request.claim.comparator is Comparator.ABOVE else "kleiner"
            yield f"Is het tekort van {one}{part}{points} {when} {more} dan dat van {other}?"
            return
        if not points:
            yield f"Wat is het verschil in tekort van {one} en {other}{part} {when}?"
        yield f"Hoeveel groter is het tekort van {one}{part}{points} dan dat van {other} {when}?"

    def _ratio(self, request: Request) -> Iterator[str]:
        noun, part = self.noun(request.measures[0]), self.part(request.qualifier)
        if len(request.targets) == 1:
            if len(request.periods) == 1:
                # A ratio of two measures of one has no wording of its own.
                return
            later, earlier = request.periods
            who = self._about(request)
            yield f"Hoeveel keer zo groot was {noun} van {who}{part} in {later} als in {earlier}?"
            return
        first, second = request.targets
        if first.own:
            yield f"Hoeveel keer zo groot is {self._side(first, request)} als {self._side(second, request)}?"
            return
        that = "dat" if noun.startswith("het") else "die"
        one, other = f"{noun} van {first.label}{part}", f"{that} van {second.label}"
        yield f"Hoeveel keer zo groot is {one} {self._when(request)} als {other}?"

    def _share(self, request: Request) -> Iterator[str]:
        whole = request.whole
        if whole is None:
            return
        if whole.own:
            first, second = self._side(request.targets[0], request), self._side(whole, request)
            yield f"Hoeveel is {first} als percentage van {second}?"
            return
        noun, when = self.noun(request.measures[0]), self._when(request)
        of_whom = unbracketed(whole.label)
        yield f"Welk aandeel heeft {self.who(request.targets)} {when} in {noun} van {of_whom}?"
        yield f"Wat is het aandeel van {self.who(request.targets)} in {noun} van {of_whom} {when}?"

    def _sum(self, request: Request) -> Iterator[str]:
        if all(t.qualifier and self.contract(t.qualifier) for t in request.targets):
            parts = enumerate_dutch([self.contract(t.qualifier or "") for t in request.targets])
            who, when = request.targets[0].label, self._when(request)
            share = request.measures[0] == "aandeel"
            much = "Hoeveel procent van de banen" if share else f"Hoeveel {self._unit(request)}"
            yield f"{much} van {who} is {when} {parts} samen?"

    def _mean(self, request: Request) -> Iterator[str]:
        if request.metric in (Metric.CHANGE, Metric.CHANGE_PERCENT) and not request.qualifier:
            what = {Sense.UP: "stijging", Sense.DOWN: "daling", Sense.EITHER: "verandering"}[request.sense]
            relative = "procentuele " if request.metric is Metric.CHANGE_PERCENT else ""
            of_what = self.noun(request.measures[0])
            between = f"tussen {request.base} en {request.periods[0]}"
            yield f"Wat is de gemiddelde {relative}{what} van {of_what} van {self.who(request.targets)} {between}?"
        noun, part, when = self.noun(request.measures[0]), self.part(request.qualifier), self._when(request)
        if request.metric is Metric.LEVEL:
            whom = self.who(request.targets)
            yield f"Wat is het gemiddelde van {noun}{part} van {whom} {when}?"
            yield f"Wat is het gemiddelde {noun.partition(' ')[2]}{part} van {whom} {when}?"

    def _filter(self, request: Request) -> Iterator[str]:
        threshold = request.threshold
        if threshold is None or request.quantifier:
            return
        count = request.aggregation is Aggregation.COUNT
        opening = "Hoeveel sectoren" if count else "Welke sectoren"
        among, when, part = self._among(request), self._when(request), self.part(request.qualifier)
        if request.metric is Metric.GAP and not threshold.value:
            met = threshold.comparator in (Comparator.AT_LEAST, Comparator.ABOVE)
            yield f"{opening}{among} haalden{part} {when} het doel{'' if met else ' niet'}?"
        elif request.metric is Metric.CHANGE and not threshold.value:
            way = {Sense.UP: "steeg", Sense.DOWN: "daalde", Sense.EITHER: "veranderde"}[request.sense]
            noun = self.noun(request.measures[0])
            no = " niet" if threshold.comparator is Comparator.AT_MOST else ""
            yield f"Bij {opening.lower()}{among} {way} {noun}{part}{no} tussen {request.base} en {request.periods[0]}?"
        elif request.metric is Metric.LEVEL and threshold.upper is None:
            bound = f"{_BOUNDS[threshold.comparator]} {format_number(threshold.value)} {threshold.unit}".strip()
            yield f"{opening}{among} hadden {when} {bound} {request.measures[0]}{part}?"
            yield f"{opening}{among} hadden {when} een {request.measures[0]}{part} van {bound}?"
