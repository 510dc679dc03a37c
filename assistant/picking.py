"""Follow-ups on orders and lists: "en de nummer twee?", "wie niet?", "hoeveel zijn dat er?"."""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from assistant.changes import CHANGES, FINE, GAPS, OF_SO_MANY, Changes
from assistant.conversation import Conversation, Turn
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.question import RATE, REALISED, Aggregation, Comparator, Metric, Request, Sense, Target, Threshold
from assistant.reading import Kind
from assistant.said import Said
from assistant.selection import place_named
from corpus.dutch import enumerate_dutch, fold

_PICKS = frozenset({Cue.HIGHEST, Cue.LOWEST, Cue.NEXT, Cue.RANK})
#: What a follow-up that only asks for a size may hold.
_SIZES = frozenset({Cue.HOW_MANY, Cue.MORE, Cue.LESS, Cue.RISE, Cue.FALL, Cue.ABOVE, Cue.BELOW, Cue.THAN, Cue.POINTS,
                    Cue.TOPIC, Cue.CHANGE, Cue.DIFFERENCE, Cue.RELATIVE, Cue.AS_PERCENT, Cue.HOW_FAR})  # fmt: skip
#: What may stand in a follow-up that asks for the rest.
_RESTS = frozenset({Cue.HOW_MANY, Cue.TOPIC, Cue.WHO, Cue.WHICH, Cue.TOTAL, Cue.EXCLUDING})
#: "Hoeveel precies?"
_ONLY_HOW_MANY = frozenset({"hoeveel", "precies", "exact", "dan", "en", "eigenlijk", "hoe", "hoog"})
#: What is had is no shortfall ("hoeveel banen hadden ze dan?").
_HAD = frozenset({"had", "hadden", "heeft", "hebben", "realiseerde", "realiseerden"})
_REALLY = frozenset({"echt", "werkelijk", "daadwerkelijk", "feitelijk", "uit", "uiteindelijk"})
_NARROWS = re.compile(
    r"^(?:en |maar )?(?:(?:wie|welke|hoeveel) )?"
    r"(?:daarvan|hiervan|van (?:die|deze)|ook|alleen (?:die|degenen?))(?: ook)? "
    r"(?P<condition>(?:met|boven|onder|tussen|in|die)\b.*)$",
    re.IGNORECASE,
)
_IN_MEASURE = re.compile(r"in (?:de |het |hun )?[\w-]+", re.IGNORECASE)
_ENDS = frozenset({"eerst", "voordat", "daarvoor", "einde", "eind", "uiteindelijk", "begin", "na", "vóór", "voor"})
_FARTHEST = frozenset({"verst", "verste"})
_BACK = 3
_FEW = 2


class Picking(Changes):
    """Makes the requests of follow-ups on some of many."""

    def _counted(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Hoeveel zijn dat er?" after a list; "hoe groot is dat?" after the first of an order."""
        # "Hoeveel zijn dat er samen?": "er" stands for those that were listed, and not for their figures.
        members = Cue.SECTOR in said.cues or ("er" in said.words and request.aggregation is Aggregation.FILTER)
        counts = {Cue.HOW_MANY, Cue.WHICH, Cue.TOPIC} | ({Cue.SECTOR, Cue.TOTAL} if members else set())
        bare_number = said.cues <= counts and Cue.HOW_MANY in said.cues
        named = said.names_who or said.measure or said.slots.years or said.slots.part or said.in_jobs or said.in_percent
        points = said.refers or said.words <= _ONLY_HOW_MANY or Cue.SECTOR in said.cues
        if not bare_number or named or not points or said.slots.numbers:
            return None
        if request.aggregation is Aggregation.FILTER and not request.quantifier:
            return request.model_copy(update={"aggregation": Aggregation.COUNT, "assumptions": ()})
        if request.aggregation is Aggregation.EXTREME and len(last.focus) == 1:
            return request.model_copy(
                update={
                    "aggregation": Aggregation.VALUE, "targets": last.focus, "highest": True, "count": 1, "place": 0,
                    "assumptions": (),
                }
            )  # fmt: skip
        return request.model_copy(update={"claim": None, "assumptions": ()}) if request.claim is not None else None

    def _amount(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Hoeveel dan?", "hoeveel banen minder?", after a change, a shortfall or a claim: how much it is."""
        bare_number = Cue.HOW_MANY in said.cues and said.cues <= _SIZES
        named = said.names_who or said.measure or said.slots.years or said.slots.base or said.slots.part
        if not bare_number or named or said.slots.numbers or said.reading.others or said.words & dialogue().rest:
            return None
        sized = request.metric in (*CHANGES, *GAPS) or request.aggregation is Aggregation.DIFFERENCE
        pointed = said.words & {"minder", "meer", "tekort", "missen", "ontbreken"} or said.cues & {Cue.SHORT, Cue.OVER}
        if request.metric in GAPS and said.words & (_HAD | _REALLY) and not pointed and len(last.focus) == 1:
            return self.focused(last, request, REALISED)
        if (
            request.metric in CHANGES
            and (said.words & _HAD or said.words & _ENDS)
            and not said.cues & {Cue.MORE, Cue.LESS}
        ):
            # What there was, or came to be, is not how much it changed.
            return None
        if request.aggregation is Aggregation.EXTREME and said.cues & {Cue.MORE, Cue.LESS, Cue.DIFFERENCE}:
            return self._apart_of_two(last, request)
        listed = request.aggregation in (Aggregation.EXTREME, Aggregation.FILTER) and not request.quantifier
        if listed and len(last.focus) == 1 and sized:
            # "Bij wie daalde het? Hoeveel lager?"
            request = request.model_copy(update={"threshold": None})
            update = {"aggregation": Aggregation.VALUE, "targets": last.focus, "highest": True, "count": 1, "place": 0}
            return self._in_unit(request.model_copy(update=update | {"assumptions": ()}), said)
        alone = request.aggregation in (Aggregation.VALUE, Aggregation.DIFFERENCE)
        compares = said.cues & {Cue.MORE, Cue.LESS} and request.metric in GAPS and request.claim is None
        if compares or not alone or not (sized or request.claim is not None):
            return None
        met = request.metric is Metric.GAP and request.claim is not None and not request.claim.value
        if met and said.in_percent and not said.cues & {Cue.POINTS, Cue.SHORT, Cue.OVER, Cue.MORE, Cue.LESS}:
            # "Haalde X zijn doel, en hoeveel procent is dat?": of the target.
            return self._in_unit(
                request.model_copy(update={"metric": Metric.LEVEL, "claim": None, "sense": Sense.EITHER}), said
            )
        found = self._in_unit(request.model_copy(update={"claim": None, "assumptions": ()}), said)
        if found is None or found.metric not in CHANGES:
            return found
        up, down = said.cues & {Cue.MORE, Cue.RISE, Cue.ABOVE}, said.cues & {Cue.LESS, Cue.FALL, Cue.BELOW}
        way = found.sense if bool(up) == bool(down) else Sense.UP if up else Sense.DOWN
        return found.model_copy(update={"sense": way})

    def _gap_moved(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Met hoeveel is dat gedaald?", "hoeveel minder is dat dan in 2023?", after a shortfall: how it changed."""
        known, slots = self._understander.facts.periods, said.slots
        years = [*slots.years, *([slots.base] if slots.base else [])]
        named = said.names_who or said.measure or slots.part or slots.numbers or said.claims
        moves = said.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE}
        differs = any(Cue.DIFFERENCE in m.cues and Cue.SHORT not in m.cues for m in said.reading.mentions)
        compares = (said.cues & {Cue.MORE, Cue.LESS} or differs) and (years or Cue.EARLIER in said.cues)
        one = len(request.targets) == len(request.periods) == 1 and request.aggregation is Aggregation.VALUE
        if not one or request.metric not in GAPS or request.claim is not None or request.supposed or request.qualifier:
            return None
        if named or not (moves or compares) or Cue.HOW_MANY not in said.cues or len(set(years)) > _FEW:
            return None
        at = known.index(request.periods[0])
        other = years[0] if years else known[at - 1] if at else known[-1]
        base, end = sorted({other, request.periods[0]}) if other != request.periods[0] else (other, known[-1])
        if len(set(years)) == _FEW:
            base, end = sorted(set(years))
        if base == end or base not in known:
            return None
        metric = Metric.GAP_PERCENT if Cue.POINTS in said.cues else request.metric
        sense = request.sense if request.sense is not Sense.EITHER else Sense.UP if last.rows[0].rose else Sense.DOWN
        target = request.targets[0]
        return Request(
            aggregation=Aggregation.DIFFERENCE, metric=metric, sense=sense, measures=(REALISED,), periods=(end,),
            targets=tuple(target.model_copy(update={"period": year}) for year in (end, base)),
        )  # fmt: skip

    def _named_all(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Noem ze eens", after a number or list of sectors: those sectors."""
        if said.names_who or not dialogue().name_them.fullmatch(fold(said.text)) or request.quantifier:
            return None
        if request.aggregation in (Aggregation.COUNT, Aggregation.FILTER):
            return request.model_copy(update={"aggregation": Aggregation.FILTER, "assumptions": ()})
        found = request.aggregation is Aggregation.EXTREME
        return request.model_copy(update={"assumptions": ()}) if found else None

    def _mean_of(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Wat is de gemiddelde stijging daarvan?", after a list: the mean of those in it."""
        picked = request.aggregation in (Aggregation.FILTER, Aggregation.EXTREME, Aggregation.RANK)
        asks = said.cues & {Cue.MEAN} and not said.cues & {Cue.WEIGHTED, Cue.EXCLUDING, Cue.WHY}
        own = said.names_who or said.slots.years or said.slots.part or said.reading.others or said.slots.numbers
        if not (picked and asks) or own or len(last.focus) < _FEW or request.quantifier:
            return None
        moves = said.cues & {Cue.RISE, Cue.FALL, Cue.CHANGE}
        if moves and request.metric not in CHANGES:
            return None
        measure = said.measure or (request.measures[0] if moves or not said.in_percent else RATE)
        metric = request.metric if moves or not said.measure else Metric.LEVEL
        return Request(
            aggregation=Aggregation.MEAN, metric=metric, sense=request.sense, measures=(measure,),
            targets=tuple(last.focus), periods=request.periods, base=request.base if metric in CHANGES else "",
            qualifier=request.qualifier,
        )  # fmt: skip

    def _apart(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Uitgesplitst per sector?", after one figure of several: that of each."""
        apart = said.words & dialogue().apart and not (said.names_who or said.reading.others)
        pooled = len(request.targets) == 1 and request.targets[0].pooled
        if not (apart and pooled) or request.aggregation is not Aggregation.VALUE or request.supposed is not None:
            return None
        targets = tuple(self._understander.target(m) for m in request.targets[0].members)
        return self._moved_to(request, said).model_copy(update={"targets": targets, "assumptions": ()})

    def _nearest(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Welke zit er het verst vanaf?", after those that met their target or did not."""
        ordered = _last_order(conversation)
        if not said.words & dialogue().nearness or said.names_who:
            return None
        two = self.pointed(conversation, said)
        if len(two) >= _FEW and request.metric in GAPS and request.aggregation is Aggregation.VALUE:
            metric = Metric.GAP_PERCENT if said.in_percent else request.metric
            return Request(
                aggregation=Aggregation.EXTREME, metric=metric, sense=Sense.DOWN, measures=(REALISED,), targets=two,
                periods=request.periods, qualifier=request.qualifier, highest=bool(said.words & _FARTHEST),
            )  # fmt: skip
        if ordered is None or ordered.request is None:
            return None
        asked = ordered.request
        met = asked.threshold is not None and not asked.threshold.value
        if asked.metric not in GAPS or not (met or asked.aggregation is Aggregation.EXTREME):
            return None
        below = asked.threshold is not None and asked.threshold.comparator in (Comparator.BELOW, Comparator.AT_MOST)
        down = below or asked.sense is Sense.DOWN
        over, under = said.cues & {Cue.ABOVE, Cue.OVER}, said.cues & {Cue.BELOW, Cue.SHORT}
        if over or under:
            # "En wie het verst onder?", after those that met it: the side that is named counts.
            down = bool(under)
        if asked.quantifier and asked.targets != self.everyone():
            # "Haalden A en B hun doel?": of those two, on the side where they are.
            rose = {row.rose for row in ordered.rows}
            if not (over or under) and len(rose) != 1:
                return None
            down = bool(under) if over or under else not rose.pop()
        among = asked.targets if asked.quantifier else self.everyone()
        return Request(
            aggregation=Aggregation.EXTREME, metric=asked.metric, sense=Sense.DOWN if down else Sense.UP,
            measures=(REALISED,), targets=among, periods=asked.periods, qualifier=asked.qualifier,
            highest=bool(said.words & _FARTHEST),
        )  # fmt: skip

    def _which_more(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Wie groeide harder?", "welke van de twee is hoger?": the first of the two last spoken of."""
        more, less = said.cues & {Cue.MORE, Cue.ABOVE}, said.cues & {Cue.LESS, Cue.BELOW}
        nearer = said.words & dialogue().nearer
        if nearer and request.metric is Metric.LEVEL and request.measures[0] in (RATE, REALISED):
            # Nearer to the target is who has more of it.
            request = request.model_copy(update={"measures": (RATE,)})
            more, less = (set(), {Cue.LESS}) if "verder" in said.words else ({Cue.MORE}, set())
        elif nearer and request.metric in GAPS:
            more, less = ({Cue.MORE}, set()) if "verder" in said.words else (set(), {Cue.LESS})
        asks = said.cues & {Cue.WHO, Cue.WHICH} and not said.names_who and bool(more) != bool(less)
        alone = (
            request.aggregation in (Aggregation.VALUE, Aggregation.DIFFERENCE) and request.metric is not Metric.UPLIFT
        )
        two = tuple(reversed(self.subjects(conversation)[:_FEW]))
        others = [m for m in said.slots.numbers if m.number != _FEW]
        unread = [m for m in said.reading.others if fold(m.text) not in dialogue().frames]
        if not (asks and alone) or len(two) < _FEW or unread or said.slots.part or others:
            return None
        if request.aggregation is Aggregation.DIFFERENCE and request.metric is Metric.LEVEL:
            # "Wie staat procentueel hoger?", after how far two are apart: by the percentage of each.
            request = request.model_copy(update={"aggregation": Aggregation.VALUE})
        base = request if nearer else self._measured(request, said, picks=True)
        if base is not None and base.metric in GAPS and base.sense is Sense.EITHER and len(last.rows) == 1:
            base = base.model_copy(update={"sense": Sense.UP if last.rows[0].rose else Sense.DOWN})
        if base is None or (base.metric in GAPS and base.sense is Sense.EITHER):
            return None
        if base.metric in CHANGES and base.sense is Sense.EITHER:
            base = base.model_copy(update={"sense": Sense.UP})
        return Request(
            aggregation=Aggregation.EXTREME, metric=base.metric, sense=base.sense, measures=base.measures[:1],
            targets=two, periods=self._periods(base, said)[:1], base=base.base, highest=bool(more),
            qualifier=base.qualifier,
        )  # fmt: skip

    def _bounded(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "En boven de 80?", "hoeveel onder de 30%?": the same list with another bound."""
        ordered = _last_order(conversation)
        before = ordered.request if ordered is not None else None
        numbers = [m.number for m in said.slots.numbers if m.number is not None]
        if before is None or before.threshold is None or not before.threshold.value or len(numbers) != 1:
            return None
        if said.names_who or said.measure or said.cues & {Cue.HIGHEST, Cue.LOWEST, Cue.RISE, Cue.FALL}:
            return None
        above, below = said.cues & {Cue.ABOVE, Cue.MORE}, said.cues & {Cue.BELOW, Cue.LESS}
        comparator = Comparator.ABOVE if above else Comparator.BELOW if below else before.threshold.comparator
        unit = next((u for m in said.reading.of(Kind.UNIT) if (u := m.value(Kind.UNIT))), before.threshold.unit)
        if (unit == "%") != (before.threshold.unit == "%") and before.metric is not Metric.LEVEL:
            # "En boven de 50%?", after those that rose by so many jobs: of what is not said.
            return None
        changed = {"comparator": comparator, "value": numbers[0], "unit": unit, "upper": None}
        measures = before.measures
        if before.metric is Metric.LEVEL and (unit == "%") != (before.measures == (RATE,)):
            measures = (RATE,) if unit == "%" else (REALISED,)
        kind = Aggregation.COUNT if Cue.HOW_MANY in said.cues else Aggregation.FILTER
        return before.model_copy(
            update={
                "threshold": before.threshold.model_copy(update=changed), "aggregation": kind, "assumptions": (),
                "periods": self._periods(before, said), "measures": measures,
            }
        )  # fmt: skip

    def _numbered(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "En de realisatie van de tweede?": the one at that place in the list just given."""
        ordered = _last_order(conversation)
        place = next((n for words, n in dialogue().places.items() if f" {words} " in f" {fold(said.text)} "), 0)
        if (
            ordered is None
            or ordered.request is None
            or not 1 <= place <= len(ordered.rows)
            or len(ordered.rows) < _FEW
        ):
            return None
        row = ordered.rows[place - 1]
        asked = last.request if last is not ordered and last.request is not None else ordered.request
        measure = said.measure or (RATE if said.in_percent else asked.measures[0])
        plain = Request(measures=(measure,), targets=(row.target,), periods=ordered.request.periods[:1])
        return self._moved_to(plain, said)

    def _meant(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Het gemiddelde van die drie?"."""
        if Cue.MEAN not in said.cues:
            return None
        targets = self.pointed(conversation, said)
        if len(targets) < 2 or request.metric is not Metric.LEVEL:
            return None
        measure = said.measure or request.measures[0]
        return Request(aggregation=Aggregation.MEAN, measures=(measure,), targets=targets,
                       periods=self._periods(request, said)[:1], qualifier=request.qualifier)  # fmt: skip

    def _complement(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "En wie niet?", "en de andere?": those that the last answer left out."""
        if said.names_who or said.measure or said.slots.years:
            return None
        ordered = _last_order(conversation)
        if ordered is not None and ordered.request is not None:
            last, request = ordered, ordered.request
        asks = said.cues & {Cue.WHO, Cue.WHICH, Cue.SECTOR} or said.words <= {
            "en",
            "wie",
            "welke",
            "niet",
            "wel",
            "dan",
        }
        turns = Cue.NOT in said.cues or "wel" in said.words
        if turns and asks and request.aggregation in (Aggregation.FILTER, Aggregation.COUNT) and not request.quantifier:
            return _turned(request)
        other = said.words & {"andere", "ander", "anderen"} and not said.words & {"alle"}
        if other and request.aggregation is Aggregation.EXTREME and len(request.targets) == 2 and last.rows:
            left = tuple(t for t in request.targets if t not in last.focus)
            return request.model_copy(
                update={"aggregation": Aggregation.VALUE, "targets": left, "highest": True, "assumptions": ()}
            )
        return None

    def _remaining(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "En de rest?": of a list those that are not in it; of a part what its whole has beside it, where the
        conversation gave that whole. None where nothing says of what the rest is asked."""
        named = said.names_who or said.measure or said.slots.years or said.slots.part or said.slots.numbers
        if named or said.cues - _RESTS or {fold(m.text) for m in said.reading.others} - dialogue().rest:
            return None
        if request.aggregation in (Aggregation.FILTER, Aggregation.COUNT) and not request.quantifier:
            return None if Cue.HOW_MANY in said.cues else _turned(request)
        if len(request.targets) != 1 or conversation.turns[-1] is not last or last.reckoned:
            return None
        part = request.targets[0]
        if request.aggregation is Aggregation.SHARE and request.whole is not None and not request.whole.own:
            left = self._less(request.whole, part.members)
            named = [self._understander.labels[m] for m in left.members] if left is not None else []
            left = left.model_copy(update={"label": enumerate_dutch(named)}) if left is not None else None
            return None if left is None else request.model_copy(update={"targets": (left,), "assumptions": ()})
        if request.aggregation is not Aggregation.VALUE or request.metric is not Metric.LEVEL or request.supposed:
            return None
        for turn in reversed(conversation.turns[-_BACK - 1 : -1]):
            whole = turn.request
            if whole is None or len(whole.targets) != 1 or not set(part.members) < set(whole.targets[0].members):
                continue
            alike = whole.aggregation in (Aggregation.VALUE, Aggregation.SUM)
            asked = (whole.metric, whole.measures, whole.periods, whole.qualifier)
            if alike and asked == (request.metric, request.measures, request.periods, request.qualifier):
                left = self._less(whole.targets[0], part.members)
                return None if left is None else whole.model_copy(update={"targets": (left,), "assumptions": ()})
        return None

    def remainders(self, last: Turn, request: Request) -> list[Request]:
        """What "de rest" may be after the figure of a sector: that of all others, or what it lacks."""
        plain = request.aggregation is Aggregation.VALUE and request.metric is Metric.LEVEL and not request.qualifier
        single = len(request.targets) == 1 and len(request.targets[0].members) == 1 and len(request.measures) == 1
        if not (plain and single) or request.supposed or request.claim is not None or last.reckoned:
            return []
        everyone = self._understander.pool(self._group_of_all())
        others = self._less(everyone, request.targets[0].members)
        found = [] if others is None else [request.model_copy(update={"targets": (others,), "assumptions": ()})]
        if request.measures == (REALISED,):
            short = {"metric": Metric.GAP, "sense": Sense.DOWN, "assumptions": ()}
            found.append(request.model_copy(update=short))
        return found

    def _less(self, target: Target, out: Collection[str]) -> Target | None:
        """A target without some of its members; None where none or all are left."""
        members = tuple(m for m in target.members if m not in out)
        if not members or len(members) == len(target.members):
            return None
        if len(members) == 1:
            return self._understander.target(members[0])
        left_out = [self._understander.labels[s] for s in self._understander.facts.subjects if s in out]
        label = f"{target.label} zonder {enumerate_dutch(left_out)}"
        if all(self._understander.labels[m] in target.label for m in target.members):
            # Those that were named one by one are named so again.
            label = enumerate_dutch([self._understander.labels[m] for m in members])
        return Target(label=label, members=members, pooled=True)

    def _picked(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "En de laagste?", "wie van die twee het hoogst?", "en de nummer twee?", "top 3"."""
        ordered = _last_order(conversation)
        if ordered is not None and ordered is not last and not last.figures[1:] and not said.measure:
            last, request = ordered, ordered.request or request
        place = next((n for words, n in dialogue().places.items() if f" {words} " in f" {fold(said.text)} "), 0)
        place = place or place_named(said.reading)
        if place and not said.cues & (_PICKS - {Cue.NEXT}) and ordered is None:
            # "Daarna" is a place only behind an order.
            return None
        if not (said.cues & _PICKS or place) or (said.claims and place) or said.words & dialogue().nearness:
            return None
        if Cue.COMPARE in said.cues and said.slots.sectors:
            return None
        if request.metric in GAPS and request.sense is Sense.EITHER and not said.measure:
            # Of whether targets were met, the best is the one with the highest percentage.
            request = request.model_copy(update={"metric": Metric.LEVEL, "measures": (RATE,), "claim": None})
        asks_who = place and said.cues & {Cue.WHO, Cue.WHICH} and not said.names_who
        # "En op plek 2?" names the place, and asks for none.
        asks_who = asks_who or (place and not said.names_who and not said.cues & {Cue.WHICH, Cue.HOW_MANY})
        if Cue.RANK in said.cues and request.aggregation is not Aggregation.RANK and not asks_who:
            return self._ranked(last, request, said)
        if Cue.RANK in said.cues and not asks_who:
            return self._moved_to(request, said)
        ends = said.cues & {Cue.HIGHEST, Cue.LOWEST}
        apart = Cue.DIFFERENCE in said.cues or "tussen" in said.words or (
            Cue.HOW_MANY in said.cues and said.cues & {Cue.MORE, Cue.LESS} and Cue.THAN in said.cues
        )  # fmt: skip
        if request.aggregation is Aggregation.EXTREME and apart and ends:
            return self._spread(last, request, said)
        if request.aggregation is Aggregation.FILTER and request.metric is not Metric.LEVEL and said.names_who:
            return None
        base = self._measured(request, said, picks=True)
        if base is None:
            return None
        if said.cues & {Cue.SHORT, Cue.OVER} and base.metric is Metric.LEVEL:
            # "Welke sector bleef de meeste banen achter op het doel?": the shortfall, not the target that it names.
            alone = self._understander.understand(said.text).request
            if alone is not None and alone.aggregation is Aggregation.EXTREME and alone.metric in GAPS:
                base = base.model_copy(
                    update={"metric": alone.metric, "sense": alone.sense, "measures": alone.measures}
                )
        among = self._among(conversation, last, said)
        wanted = next((n for word, n in dialogue().several.items() if word in said.words), 0)
        if OF_SO_MANY.search(said.text) and len(among) != wanted:
            # "Wie van de twee?", where no two were spoken of, or three.
            return None
        highest = request.highest if not said.cues & {Cue.HIGHEST, Cue.LOWEST} else Cue.HIGHEST in said.cues
        if base.metric in (*CHANGES, *GAPS) and base.sense is Sense.EITHER:
            base = base.model_copy(update={"sense": Sense.UP if base.metric in CHANGES else Sense.DOWN})
        counts = [int(m.number) for m in said.slots.numbers if m.number is not None]
        counts += [n for word, n in dialogue().several.items() if word in said.words and n > 1 and not said.refers]
        same = request.aggregation is Aggregation.EXTREME and said.words & {"top", "zelfde", "dezelfde"}
        count = counts[0] if counts and not place else request.count if same and not place else 1
        count = 1 if count >= len(among) else count
        return Request(
            aggregation=Aggregation.EXTREME, metric=base.metric, sense=base.sense, measures=base.measures[:1],
            targets=among, periods=self._periods(base, said)[:1], base=base.base, highest=highest, count=count,
            place=place, qualifier=base.qualifier,
        )  # fmt: skip

    def _ranked(self, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Op welke plaats staan ze daarmee?", "de hoeveelste is X in die rij?": by the measure that was asked."""
        named = tuple(self._understander.target(s) for s in said.slots.sectors)
        own = named[0] if len(named) == 1 else last.focus[0] if len(last.focus) == 1 and not named else None
        listed = request.aggregation in (Aggregation.EXTREME, Aggregation.FILTER)
        plain = request.metric is Metric.LEVEL and (request.aggregation is Aggregation.VALUE or listed)
        if own is None or not plain or len(own.members) != 1 or said.slots.part or len(request.measures) != 1:
            return None
        measure = said.measure or request.measures[0]
        rest = tuple(t for t in self.everyone() if t.members != own.members)
        plain_own = own.model_copy(update={"measure": "", "period": "", "qualifier": None})
        return Request(
            aggregation=Aggregation.RANK, measures=(measure,), targets=(plain_own, *rest),
            periods=self._periods(request, said)[:1], qualifier=request.qualifier,
        )  # fmt: skip

    def _narrowed(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "En daarvan onder de 70%?", "ook in realisatie?", "alleen die met een tekort?", after a list: those of it
        of whom that holds too."""
        condition = self.narrows(said)
        listed = request.aggregation in (Aggregation.FILTER, Aggregation.COUNT) and not request.quantifier
        if not condition or not listed or said.names_who or len(last.focus) < _FEW or last.answer is None:
            return None
        if said.measure and _IN_MEASURE.fullmatch(condition) and request.metric in CHANGES:
            moved = request.model_copy(update={"measures": (said.measure,), "assumptions": ()})
        else:
            read = self._understander.understand(f"Welke sectoren {condition}?").request
            if read is None or read.aggregation is not Aggregation.FILTER or read.quantifier:
                return None
            year = said.slots.years or said.slots.base or read.metric in CHANGES
            moved = read if year else read.model_copy(update={"periods": request.periods})
        kind = Aggregation.COUNT if Cue.HOW_MANY in said.cues else Aggregation.FILTER
        return moved.model_copy(update={"targets": last.focus, "aggregation": kind, "assumptions": ()})

    @staticmethod
    def narrows(said: Said) -> str:
        """What must hold too of those in a list ("en daarvan onder de 70%"); empty for any other follow-up."""
        found = _NARROWS.match(said.text)
        if found is not None:
            return found["condition"].strip(" ?.!")
        return said.text.strip(" ?.!") if "ook" in said.words and _IN_MEASURE.fullmatch(said.text.strip(" ?.!")) else ""

    def _behind_rank(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "En wie komt daarna?", after the place of one: who has the next; "wie staat een plek hoger?", after that of
        one or the first of an order."""
        if not said.cues & {Cue.WHO, Cue.WHICH, Cue.NEXT} or said.names_who or said.measure:
            return None
        if request.aggregation is Aggregation.EXTREME and request.count == 1 and not request.quantifier:
            place = Decimal(request.place or 1)
        elif request.aggregation is Aggregation.RANK and last.answer is not None and last.answer.value is not None:
            place = last.answer.value
        else:
            return None
        step = 0
        if request.aggregation is Aggregation.RANK and said.words & {"daarna", "erna", "daarachter", "erachter"}:
            step = 1
        elif said.words & {"plek", "plaats"} and said.words & {"hoger", "lager"}:
            # Counted from the top, who stands higher comes before.
            step = 1 if ("lager" in said.words) == request.highest else -1
        if not step or place + step < 1:
            return None
        return Request(
            aggregation=Aggregation.EXTREME, metric=request.metric, sense=request.sense, measures=request.measures,
            targets=self.everyone(), periods=request.periods, base=request.base, highest=request.highest,
            place=int(place) + step, qualifier=request.qualifier,
        )  # fmt: skip

    def _same_first(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Was dat in 2023 ook zo?", "in 2023 dezelfde?", after the first of an order: whether it was so then."""
        years = [*said.slots.years, *([said.slots.base] if said.slots.base else [])]
        first = request.aggregation is Aggregation.EXTREME and request.count == 1 and not request.place
        alike = said.words & {"ook", "zelfde", "dezelfde", "diezelfde", "al"}
        own = said.names_who or said.measure or said.slots.part or said.slots.numbers or said.reading.others
        asks = said.cues & {Cue.HOW_MANY, Cue.WHICH, Cue.WHO, Cue.WHY, Cue.RISE, Cue.FALL, Cue.ACHIEVE, Cue.MANNER}
        if not first or len(years) != 1 or not alike or own or asks or len(last.focus) != 1 or request.quantifier:
            return None
        if request.metric is not Metric.LEVEL or years[0] not in self._understander.facts.periods:
            return None
        rest = [t for t in request.targets if t.members != last.focus[0].members]
        if len(rest) == 1:
            # Of two: whether it was ahead of the other then too.
            way = Comparator.ABOVE if request.highest else Comparator.BELOW
            return Request(
                aggregation=Aggregation.DIFFERENCE, measures=request.measures, targets=(last.focus[0], *rest),
                periods=(years[0],), qualifier=request.qualifier,
                claim=Threshold(comparator=way, value=Decimal(0), decimals=FINE),
            )  # fmt: skip
        if len(rest) + 1 < len(self.everyone()):
            # Of a few the first of all is no answer.
            return request.model_copy(update={"periods": (years[0],), "assumptions": ()})
        return request.model_copy(
            update={
                "periods": (years[0],), "quantifier": "first", "whole": last.focus[0], "assumptions": (),
                "targets": self.everyone(),
            }
        )  # fmt: skip

    def _spread(self, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Hoeveel scheelt dat met de laagste?", after the highest: how far the ends are apart."""
        other = Cue.LOWEST if request.highest else Cue.HIGHEST
        first = request.count == 1 and request.place in (0, 1) and request.metric is Metric.LEVEL
        if other not in said.cues or not first or said.names_who or said.measure:
            return None
        return Request(
            aggregation=Aggregation.SPREAD, measures=request.measures, targets=request.targets,
            periods=self._periods(request, said)[:1], qualifier=request.qualifier,
        )  # fmt: skip

    def _among(self, conversation: Conversation, last: Turn, said: Said) -> tuple[Target, ...]:
        """Among whom the first or last is asked: those named, those pointed at, those of the same order, or all."""
        if said.slots.sectors:
            named = tuple(self._understander.target(s) for s in said.slots.sectors)
            with_last = Cue.COMPARE in said.cues or len(named) == 1
            return tuple(dict.fromkeys((*self.subjects(conversation)[:1], *named))) if with_last else named
        if said.slots.groups:
            members = [m for group in said.slots.groups for m in self._understander.pool(group).members]
            return tuple(self._understander.target(m) for m in members)
        if said.words & {"allemaal", "alle", "iedereen", "allen"}:
            return self.everyone()
        pointed = () if said.claims else self.pointed(conversation, said)
        if pointed:
            return pointed
        request = last.request
        if request is not None and request.aggregation is Aggregation.EXTREME and len(request.targets) > 1:
            return request.targets
        if request is not None and request.aggregation is Aggregation.VALUE and len(request.targets) > _FEW:
            return request.targets
        if request is not None and len(request.targets) == 1 and request.targets[0].pooled:
            return tuple(self._understander.target(m) for m in request.targets[0].members)
        return self.everyone()


def _last_order(conversation: Conversation) -> Turn | None:
    """The order or list that the last turns were about: itself, or one of which only figures were asked since."""
    for turn in reversed(conversation.turns[-_BACK:]):
        if turn.request is not None and turn.request.aggregation in (
            Aggregation.EXTREME,
            Aggregation.FILTER,
            Aggregation.COUNT,
        ):
            return turn
    return None


def _turned(request: Request) -> Request | None:
    """The list of those that a list leaves out."""
    threshold = request.threshold
    turned = {Comparator.AT_LEAST: Comparator.BELOW, Comparator.BELOW: Comparator.AT_LEAST,
              Comparator.ABOVE: Comparator.AT_MOST, Comparator.AT_MOST: Comparator.ABOVE}  # fmt: skip
    if threshold is None or threshold.upper is not None or threshold.comparator not in turned:
        return None
    bound = threshold.model_copy(update={"comparator": turned[threshold.comparator]})
    return request.model_copy(update={"threshold": bound, "assumptions": (), "aggregation": Aggregation.FILTER})
