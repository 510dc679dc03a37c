"""Dutch sentences for what the calculator found. No figure is made here, only placed in words."""

from __future__ import annotations

from decimal import Decimal

from assistant.calculator import Result, Row
from assistant.question import Aggregation, Comparator, Metric, Request, Sense, Target
from corpus.dutch import enumerate_dutch, fold, format_number, is_word, lemma
from corpus.facts import bare, with_unit
from corpus.lexicon import Lexicon

_HALF = Decimal(50)

_MEASURE_NOUN = {"doel": "het doel", "realisatie": "de realisatie", "realisatiepercentage": "het realisatiepercentage"}


def capital(text: str) -> str:
    """The text with a capital first; a name such as "umc’s" inside it is left alone."""
    return text[:1].upper() + text[1:]


def shown(row: Row, *, absolute: bool = False) -> str:
    """A figure of a row with its unit, "circa" before an approximation."""
    value = abs(row.value) if absolute else row.value
    return ("circa " if row.approximate else "") + with_unit(value, row.unit)


def plural_of(noun: str) -> str:
    """The plural of a noun, where the dictionary knows one; else empty."""
    last = {"f": "v", "s": "z"}.get(noun[-1:], noun[-1:])
    open_vowel = f"{noun[:-2]}{last}en" if noun[-2:-1] == noun[-3:-2] else ""
    forms = (
        f"{noun}en",
        f"{noun}{noun[-1:]}en",
        open_vowel,
        f"{noun[:-1]}{last}en",
        f"{noun}n",
        f"{noun}s",
        f"{noun}’s",
    )
    for form in forms:
        if form and form != noun and is_word(form) and lemma(form) == noun:
            return form
    return ""


class Wording:
    """Puts results in words. ``part_names`` says how the letter calls a part ("SROI", "inkoop")."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def label(self, subject: str) -> str:
        """A subject as it stands in a sentence: "de gemeenten"."""
        sector = self.lexicon.sectors.get(subject)
        return sector.in_text if sector else subject

    @property
    def own(self) -> bool:
        """Whether it words the figures of a table that bears its own names."""
        return any(measure.own for measure in self.lexicon.measure)

    @property
    def many(self) -> str:
        """What those who are compared are called: in a table as it calls its rows, where that has a known plural."""
        if not self.own:
            return "sectoren"
        kinds = self.lexicon.kind
        return (plural_of(kinds[0]) if len(kinds) == 1 else "") or "onderdelen"

    def noun(self, measure: str) -> str:
        """A measure with its article: "de realisatie"."""
        known = self.lexicon.measures.get(measure)
        if known is not None and known.own:
            # Whether it takes "de" or "het" is not known, nor whether it is a noun at all ("Opgeleverd").
            return f"‘{known.label}’"
        return _MEASURE_NOUN.get(measure, f"het cijfer ‘{measure}’")

    def measured(self, measure: str) -> str:
        """What a measure is called among other words: its own name in a table, else as the lexicon calls it."""
        known = self.lexicon.measures.get(measure)
        return known.label if known is not None and known.own else measure

    def part(self, qualifier: str, name: str) -> str:
        """How a qualifier reads behind a noun: " inclusief SROI", " via inkoop", "vast"."""
        if not qualifier:
            return ""
        return f" inclusief {name}" if qualifier.startswith("incl-") else f" via {name}" if name else ""

    def sentence(self, result: Result, row: Row, part_name: str) -> str:
        """The sentence for one row of a result, without its markers and full stop."""
        request = result.request
        if request.supposed is not None:
            return self._supposing(request, row)
        if request.metric in (Metric.GAP, Metric.GAP_PERCENT):
            return self._gap(request, row, part_name)
        if request.metric in (Metric.CHANGE, Metric.CHANGE_PERCENT):
            return self._change(request, row, part_name)
        if request.metric is Metric.UPLIFT:
            without, whole = self._end(row, 0), self._end(row, 1)
            noun = capital(self.noun(row.measure))
            return (
                f"{noun} van {row.target.label} was in {row.period} inclusief {part_name} {shown(row)} hoger: "
                f"{whole} tegen {without}"
            )
        return self._level(request, row, part_name)

    def _supposing(self, request: Request, row: Row) -> str:
        """The sentence for what would be, with the assumption named in its notes."""
        who = row.target.label
        if request.aggregation is Aggregation.YEARS:
            verb = "halen" if self.plural(row) else "haalt"
            after = f"na {format_number(row.value)} jaar"
            until = f", in {int(row.period) + int(row.value)}" if row.period.isdigit() else ""
            return f"Met deze aanname {verb} {who} het doel {after}{until}"
        if request.supposed is not None and request.supposed.kind == "portion":
            # "De helft" is asked in a word, and told in one.
            share = "de helft" if request.supposed.amount == _HALF else f"{format_number(request.supposed.amount)}%"
            part = f"{share} van {self.noun('doel')}"
            if request.metric is Metric.LEVEL:
                return f"{capital(part)} van {who} was in {row.period} {shown(row)}"
            verb = "kwamen" if self.plural(row) else "kwam"
            way = "uit boven" if row.rose else "tekort voor"
            return f"{capital(who)} {verb} in {row.period} {shown(row, absolute=True)} {way} {part}"
        if request.metric in (Metric.GAP, Metric.GAP_PERCENT):
            way = "boven het doel" if row.rose else "onder het doel"
            return f"Met deze aanname zou {who} {shown(row, absolute=True)} {way} uitkomen"
        return f"Met deze aanname zou {self.noun(row.measure)} van {who} uitkomen op {shown(row)}"

    def _level(self, request: Request, row: Row, part_name: str) -> str:
        who, period = row.target.label, row.period
        if row.target.qualifier is not None:
            request = request.model_copy(update={"qualifier": row.target.qualifier})
        part = self._part_of(request, part_name)
        if self.lexicon.measures[row.measure].own:
            # Whether the name of a row takes an article, and whether what is measured "was" or "waren", is not known.
            return f"{self.lexicon.measures[row.measure].label}, {who.removeprefix('het ')}, {period}: {shown(row)}"
        if row.measure == "doel":
            return f"Het doel van {who} was in {period} {shown(row)}"
        if row.measure == "aandeel":
            return f"Het aandeel{self._part_of(request, part_name)} van {who} was in {period} {shown(row)}"
        if request.recomputed:
            return f"Uit de cijfers van de tabel volgt voor {who} in {period} een percentage van {shown(row)}"
        if row.measure == "realisatiepercentage":
            return f"Het realisatiepercentage van {who}{part} was in {period} {shown(row)}"
        verb = "realiseerden" if self.plural(row) else "realiseerde"
        return f"{capital(who)} {verb} in {period}{part} {shown(row)}"

    def listed(self, row: Row) -> str:
        """Who a line of a list is about: as the letter heads it, with the usual name where that differs."""
        sector = self.lexicon.sectors.get(row.target.members[0]) if len(row.target.members) == 1 else None
        if sector is None:
            return capital(row.target.label)
        if sector.in_text == sector.label:
            return sector.label
        name = sector.in_text.partition(" ")[2] or sector.in_text
        return sector.label if fold(name) == fold(sector.label) else f"{sector.label} ({name})"

    def _part_of(self, request: Request, part_name: str) -> str:
        qualifier = self.lexicon.qualifiers.get(bare(request.qualifier))
        if qualifier is not None and qualifier.of == "figure":
            without = "zonder " if request.qualifier.startswith("excl-") else ""
            return f" ({without}{qualifier.label})"
        return self.part(request.qualifier, part_name)

    def plural(self, row: Row) -> bool:
        """Whether verbs for the target of a row stand in the plural."""
        if row.target.pooled:
            bare = row.target.label.partition(" (")[0]
            return " en " in bare or not bare.startswith("het ")
        sector = self.lexicon.sectors.get(row.target.members[0])
        return sector is not None and sector.plural

    def _gap(self, request: Request, row: Row, part_name: str) -> str:
        who = row.target.label
        surplus = row.exact > 0 if request.sense is Sense.UP else row.exact < 0
        if request.sense is Sense.EITHER:
            surplus = row.rose
        part = self._part_of(request, part_name)
        if row.exact == 0:
            return f"{capital(who)} {'zaten' if self.plural(row) else 'zat'} in {row.period}{part} precies op het doel"
        if surplus:
            verb = "zaten" if self.plural(row) else "zat"
            return f"{capital(who)} {verb} in {row.period}{part} {shown(row, absolute=True)} boven het doel"
        verb = "kwamen" if self.plural(row) else "kwam"
        return f"{capital(who)} {verb} in {row.period}{part} {shown(row, absolute=True)} tekort om het doel te halen"

    def _change(self, request: Request, row: Row, part_name: str) -> str:
        noun = self.noun(row.measure)
        subject = f"{capital(noun)} van {row.target.label}{self._part_of(request, part_name)}"
        between = f"van {self._end(row, 0)} in {request.base} naar {self._end(row, 1)} in {row.period}"
        size = f"{shown(row, absolute=True)}"
        if row.exact == 0:
            return f"{subject} bleef gelijk: {self._end(row, 1)} in {request.base} en in {row.period}"
        return f"{subject} is {'gestegen' if row.rose else 'gedaald'} met {size}, {between}"

    @staticmethod
    def _end(row: Row, index: int) -> str:
        value, unit = row.ends[index]
        return with_unit(value, unit)

    def total(self, result: Result, part_name: str) -> str:
        """The sentence for the total of a sum, difference, ratio, share or mean."""
        request, total = result.request, result.total
        if total is None:
            raise ValueError("no total")
        noun = f"{self.noun(total.measure)}{self._part_of(request, part_name)}"
        names = [row.target.label for row in result.rows]
        # A change or a gap says itself from when to when it is.
        derived = request.metric is not Metric.LEVEL and not result.rows[0].target.own
        when = (
            "" if derived else f" in {(result.rows[0] if request.aggregation is Aggregation.RATIO else total).period}"
        )
        noun = self._key(request, part_name) if derived else noun
        if request.aggregation is Aggregation.MEAN and len(request.periods) > 1:
            return (
                f"Het gemiddelde van {noun} van {names[0]} over {enumerate_dutch(request.periods)} was {shown(total)}"
            )
        if request.aggregation is Aggregation.MEAN:
            return f"Het gemiddelde van {noun} over {len(names)} {self.many} was{when} {shown(total)}"
        if request.aggregation is Aggregation.SHARE and request.whole is not None and request.whole.own:
            row = result.rows[0]
            return f"{capital(self._side(row.target, row))} is {shown(total)} van {self._side(request.whole, row)}"
        if request.aggregation is Aggregation.SUM and result.rows[0].target.own:
            named = [self.lexicon.qualifiers[row.target.qualifier or ""].label for row in result.rows]
            return f"{capital(noun)} van {names[0]} ({enumerate_dutch(named)} samen) was{when} {shown(total)}"
        if request.aggregation is Aggregation.SUM:
            return f"{capital(noun)} van {enumerate_dutch(names)} samen was{when} {shown(total)}"
        if request.aggregation is Aggregation.SHARE and request.whole is not None:
            return f"Het aandeel van {names[0]} in {noun} van {request.whole.label} was{when} {shown(total)}"
        first, second = result.rows
        if first.target.own:
            return self._sides(request, total, first, second)
        if request.aggregation is Aggregation.SPREAD:
            return (
                f"Het verschil tussen het hoogste en het laagste cijfer ({noun}{when}) was "
                f"{shown(total, absolute=True)}: {names[0]} {shown(first)}, {names[1]} {shown(second)}"
            )
        if request.aggregation is Aggregation.RATIO:
            that = "dat" if noun.startswith("het ") else "die"
            other = f"{that} van {second.target.label}" if names[0] != names[1] else f"{that} in {second.period}"
            return (
                f"{capital(noun)} van {names[0]} was{when} {format_number(total.value)} keer {other}: "
                f"{shown(first)} tegen {shown(second)}"
            )
        more = "hoger" if first.exact > second.exact else "lager" if first.exact < second.exact else "even hoog"
        size = "" if more == "even hoog" else f"{shown(total, absolute=True)} "
        that = "dat" if noun.startswith("het ") else "die"
        than = "als" if more == "even hoog" else "dan"
        return (
            f"{capital(noun)} van {names[0]} was{when} {size}{more} {than} {that} van {names[1]}: "
            f"{shown(first)} tegen {shown(second)}"
        )

    def _side(self, target: Target, row: Row) -> str:
        """One side of a comparison of unlike figures: "de realisatie van Defensie via SROI in 2024"."""
        part = target.qualifier or ""
        qualifier = self.lexicon.qualifiers.get(bare(part))
        named = "" if qualifier is None else f" ({'zonder ' if part.startswith('excl-') else ''}{qualifier.label})"
        if qualifier is not None and part.startswith("incl-"):
            named = f" inclusief {qualifier.label.removeprefix('via ')}"
        return f"{self.noun(target.measure or row.measure)} van {target.label}{named} in {target.period or row.period}"

    def _sides(self, request: Request, total: Row, first: Row, second: Row) -> str:
        """The sentence for a comparison of two figures that differ in more than their subject."""
        this, that = self._side(first.target, first), self._side(second.target, second)
        if request.metric in (Metric.GAP, Metric.GAP_PERCENT):
            what = "het tekort" if request.sense is Sense.DOWN else "het overschot"
            this, that = (f"{what} van {row.target.label} in {row.period}" for row in (first, second))
        figures = f"{shown(first)} tegen {shown(second)}"
        if request.aggregation is Aggregation.RATIO:
            return f"{capital(this)} was {format_number(total.value)} keer {that}: {figures}"
        if first.exact == second.exact:
            return f"{capital(this)} was even hoog als {that}: {figures}"
        more = "hoger" if first.exact > second.exact else "lager"
        return f"{capital(this)} was {shown(total, absolute=True)} {more} dan {that}: {figures}"

    def item(self, request: Request, row: Row) -> str:
        """The figure of one line in a list; a gap or change says which way it went."""
        if not row.ends or not row.exact:
            return shown(row)
        if request.metric in (Metric.GAP, Metric.GAP_PERCENT):
            return f"{shown(row, absolute=True)} {'boven het doel' if row.rose else 'tekort'}"
        ends = f"van {format_number(row.ends[0][0])} naar {self._end(row, 1)}"
        return f"{shown(row, absolute=True)} {'gestegen' if row.rose else 'gedaald'}, {ends}"

    def heading(self, result: Result, part_name: str) -> str:
        """The line above a list of rows, without its colon."""
        request = result.request
        key = self._key(request, part_name)
        if request.aggregation is Aggregation.VALUE:
            return capital(self._key(request.model_copy(update={"sense": Sense.EITHER}), part_name))
        if request.aggregation is Aggregation.EXTREME:
            word = "hoogste" if request.highest else "laagste"
            if request.place:
                order = "hoog naar laag" if request.highest else "laag naar hoog"
                return f"{capital(key)}: nummer {request.place} van {len(result.considered)} {self.many}, van {order}"
            many = len(result.rows) > 1
            if many and len(result.rows) == len(result.considered):
                return f"{capital(key)}, van {'hoog naar laag' if request.highest else 'laag naar hoog'}"
            return (
                f"{capital(key)}: de {len(result.rows)} {word} van {len(result.considered)} {self.many}"
                if many
                else capital(key)
            )
        number = len(result.rows)
        if not number:
            return f"Geen van de {len(result.considered)} {self.many} {self._condition(request, key, 1)}"
        return f"{number} van de {len(result.considered)} {self.many} {self._condition(request, key, number)}"

    def _key(self, request: Request, part_name: str) -> str:
        part = self._part_of(request, part_name)
        period = request.periods[0]
        noun = self.noun(request.measures[0]) + part
        if request.metric in (Metric.GAP, Metric.GAP_PERCENT):
            what = "het tekort tot het doel" if request.sense is Sense.DOWN else "het verschil met het doel"
            return f"{what}{part} in {period}"
        if request.metric is Metric.LEVEL:
            return f"{noun} in {period}"
        word = {Sense.UP: "de stijging", Sense.DOWN: "de daling", Sense.EITHER: "de verandering"}[request.sense]
        return f"{word} van {noun} van {request.base} naar {period}"

    def _condition(self, request: Request, key: str, number: int) -> str:
        threshold = request.threshold
        if threshold is None:
            raise ValueError("no threshold")
        sits = "zat" if number == 1 else "zaten"
        if request.metric is Metric.GAP and threshold.value == 0:
            met = threshold.comparator in (Comparator.AT_LEAST, Comparator.ABOVE)
            verb = "haalde" if number == 1 else "haalden"
            return f"{verb} in {request.periods[0]} het doel {'' if met else 'niet'}".strip()
        if request.metric is Metric.CHANGE and threshold.value == 0:
            noun = self.noun(request.measures[0])
            way = {Sense.UP: "stijgen", Sense.DOWN: "dalen", Sense.EITHER: "gelijk blijven"}[request.sense]
            if request.sense is Sense.EITHER and threshold.comparator is not Comparator.EQUAL:
                way = "veranderen"
            negated = "niet " if threshold.comparator is Comparator.AT_MOST else ""
            verb = "zag" if number == 1 else "zagen"
            return f"{verb} {noun} van {request.base} naar {request.periods[0]} {negated}{way}"
        words = {
            Comparator.ABOVE: "boven", Comparator.BELOW: "onder", Comparator.AT_LEAST: "op minstens",
            Comparator.AT_MOST: "op hoogstens", Comparator.EQUAL: "op", Comparator.UNEQUAL: "niet op",
        }  # fmt: skip
        unit = threshold.unit or self.lexicon.measures[request.measures[0]].unit
        unit = self.lexicon.unit_shown(unit, request.targets[0].members)
        if threshold.upper is not None:
            return f"{sits} van {format_number(threshold.value)} tot en met {with_unit(threshold.upper, unit)} ({key})"
        return f"{sits} {words[threshold.comparator]} {with_unit(threshold.value, unit)} ({key})"

    def rank(self, result: Result, part_name: str) -> str:
        """The sentence for a rank."""
        row = result.rows[0]
        verb = "staan" if self.plural(row) else "staat"
        order = "hoog naar laag" if result.request.highest else "laag naar hoog"
        return (
            f"{capital(row.target.label)} {verb} op plaats {result.rank} van {len(result.considered)} "
            f"({self._key(result.request, part_name)}, van {order}) met {shown(row)}"
        )
