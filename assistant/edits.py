"""What a follow-up asks of the tables, as a request: the request before it with what the follow-up changes.

Each rule looks for one kind of follow-up ("en in 2023?", "wat is het verschil?", "en de nummer twee?",
"dus die zijn gedaald?") and makes the request that it asks, from what the turns before left behind: whom
the answer was about, its figures, its part and year. Whether a request can be put in words that read
back as that request is for `assistant.follow_up` to find out; nothing here computes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from assistant.asks import asks_yes_no, at_zero
from assistant.conversation import Conversation, Turn
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.question import Aggregation, Comparator, Metric, Request, Sense, Target, Threshold
from assistant.reading import Kind, Meaning, Reading
from assistant.slots import GOAL, RATE, REALISED, Slots
from assistant.understand import Understander
from corpus.dutch import fold
from corpus.facts import bare
from corpus.lexicon import Lexicon

SHARE = "aandeel"
_ALL = "*"
_IN_WORDS = frozenset({Cue.WHY, Cue.MANNER, Cue.SAID, Cue.HYPOTHESIS, Cue.STATISTIC, Cue.WEIGHTED})
_MOVES = frozenset({Cue.RISE, Cue.FALL, Cue.CHANGE})
_PICKS = frozenset({Cue.HIGHEST, Cue.LOWEST, Cue.NEXT, Cue.RANK})
_CHANGES = (Metric.CHANGE, Metric.CHANGE_PERCENT)
_GAPS = (Metric.GAP, Metric.GAP_PERCENT)
_FINE = 6
_BACK = 3
_MANY = 5
_OPEN_END = re.compile(r"(?:\.\.\.|…)\s*\??\s*$")
_TWO_DIGITS = re.compile(r"\b'?(\d\d)\b(?!\s*(?:%|procent|fta|banen|sectoren|[.,]\d))")
_VERB_LATER = re.compile(
    r",\s*(?:is|zijn|was|waren|ligt|liggen|scoort|scoren|doet|doen|zit|zitten|haalt|halen) (?:die|dat|deze|ze|zij|hij|het)\b"
)
#: "Het percentage" names a measure; "als percentage" and "in procenten" a unit.
_PERCENTAGE = re.compile(
    r"^(?:(?:wat|welk|hoe hoog) (?:is|was|zijn)? ?)?(?:het |t |hun |dat |'t )?(?:percentage|score)\b(?! van het)",
    re.IGNORECASE,
)
_WITH_IT = frozenset({"erbij", "mee", "erbij opgeteld", "erbij geteld"})


@dataclass(frozen=True, slots=True)
class Said:
    """A follow-up on its way: its text without what stands around it, its reading and slots, and the
    folded words of the whole of it."""

    text: str
    reading: Reading
    slots: Slots
    words: frozenset[str]
    claims: bool
    """Whether it claims something or asks yes or no."""

    @property
    def cues(self) -> set[Cue]:
        """The cues it shows."""
        return self.reading.cues

    @property
    def refers(self) -> bool:
        """Whether a word of it points back."""
        return bool(self.words & dialogue().refers)

    @property
    def names_who(self) -> bool:
        """Whether it names a subject or a group."""
        return bool(self.slots.sectors or self.slots.groups)

    @property
    def asks_members(self) -> bool:
        """Whether "hoeveel" or "welke" counts or picks members of one subject ("hoeveel dep."): no table knows those."""
        return any(
            one.cues & {Cue.HOW_MANY, Cue.WHICH} and other.value(Kind.SECTOR) and other.first == one.last
            and not (other.value(Kind.WEAK_MEASURE) or other.value(Kind.MEASURE))
            for one, other in pairwise(self.reading.mentions)
        )  # fmt: skip

    @property
    def in_percent(self) -> bool:
        """Whether a percentage is asked."""
        rates = [m for m in self.reading.mentions if m.value(Kind.WEAK_MEASURE) == RATE]
        return bool(rates or self.cues & {Cue.RELATIVE, Cue.AS_PERCENT} or self.words & {"procent", "procenten", "%"})

    @property
    def in_jobs(self) -> bool:
        """Whether jobs are asked ("in fta", "hoeveel banen")."""
        return "fta" in self.reading.values(Kind.UNIT) or "banen" in self.reading.values(Kind.UNIT)

    @property
    def measure(self) -> str:
        """The measure that it names; empty where it names none."""
        pointed = {
            m.value(Kind.MEASURE) for m in self.reading.of(Kind.MEASURE)
            if set(self.reading.before(m)) & {"die", "dat", "deze", "dit"} and len(self.slots.measures) > 1
        }  # fmt: skip
        named = [m for m in self.slots.measures if m in (GOAL, REALISED, RATE) and m not in pointed]
        if not named and _PERCENTAGE.search(self.text) and Cue.SHARE not in self.cues:
            return RATE
        return named[0] if len(set(named)) == 1 else RATE if RATE in named else ""


class Edits:
    """Makes the request that a follow-up asks out of those before it."""

    def __init__(self, understander: Understander, lexicon: Lexicon) -> None:
        self._understander = understander
        self._lexicon = lexicon

    def said(self, question: str, year: str = "") -> Said:
        """A follow-up as the rules need it; ``year`` is the one last spoken of."""
        later = f"in {int(year) + 1}" if year.isdigit() else ""
        text = self._full_years(dialogue().later.sub(later or r"\g<0>", dialogue().stripped(question)))
        reading = self._read(text)
        words = frozenset(token.fold for token in self._understander.reader.read(question).tokens)
        opens = fold(question).split()[:1]
        claims = asks_yes_no(reading) or Cue.CLAIM in reading.cues
        claims = claims or (opens == ["dus"] and Cue.HOW_MANY not in reading.cues and not _OPEN_END.search(question))
        claims = claims or bool(_VERB_LATER.search(fold(question)))
        return Said(text, reading, self._understander.slots(reading), words, claims)

    def _full_years(self, text: str) -> str:
        """The text with "23" as "2023" where that is a year of the tables and nothing is counted by it."""
        years = {year[-2:]: year for year in self._understander.facts.periods}
        return _TWO_DIGITS.sub(lambda found: years.get(found[1], found[0]) if found[1] in years else found[0], text)

    def _read(self, text: str) -> Reading:
        """A reading in which the "erbij" of "met inkoop erbij" is no rise."""
        reading = self._understander.reader.read(text)
        if "tel" in {token.fold for token in reading.tokens}:
            # "Tel dat erbij op" adds; nothing rose.
            reading.mentions = [
                replace(m, meanings=tuple(x for x in m.meanings if x.value != Cue.RISE.value)) for m in reading.mentions
            ]
        if reading.of(Kind.QUALIFIER):
            including = Meaning(Kind.CUE, Cue.INCLUDING.value)
            reading.mentions = [
                replace(m, meanings=(including,))
                if fold(m.text) in _WITH_IT and Cue.HOW_MANY not in reading.cues
                else m
                for m in reading.mentions
            ]
        return reading

    def requests(self, conversation: Conversation, said: Said) -> Iterator[Request]:
        """The requests that a follow-up may ask, the likeliest first."""
        last = conversation.last_request
        if last is None or last.request is None or (not last.rows and last.answered):
            return
        if said.cues & _IN_WORDS or said.slots.unknown_years or said.asks_members or self._unexplained(said):
            return
        if said.cues & {Cue.SHORT, Cue.OVER} and said.in_percent and said.cues & {Cue.TOTAL, Cue.SHARE}:
            # A share in a shortfall is worked out nowhere; no other percentage is it.
            return
        own = self._own(last.request, said)
        if own is not None:
            yield own
            return
        for rule in (
            self._counted, self._complement, self._meant, self._picked, self._of_two, self._share, self._half,
            self._compared, self._moved, self._gap, self._plain,
        ):  # fmt: skip
            found = rule(conversation, last, last.request, said)
            if found is not None:
                yield found
                return

    def _own(self, request: Request, said: Said) -> Request | None:
        """What a follow-up asks by itself, where it names whom and what, in the year that was spoken of."""
        asks = said.measure or said.cues & (_MOVES | {Cue.SHORT, Cue.OVER}) or len(said.slots.measures) > 1
        if not said.names_who or not asks or said.refers or said.cues & {Cue.COMPARE, Cue.DIFFERENCE, Cue.EXCLUDING}:
            return None
        found = self._understander.understand(said.text).request
        if found is None or said.slots.years or said.slots.base or Cue.LATEST in said.cues:
            return found
        if found.metric in _CHANGES or len(request.periods) != 1 or len(found.periods) != 1:
            return found
        return found.model_copy(update={"periods": request.periods, "assumptions": ()})

    @staticmethod
    def _unexplained(said: Said) -> bool:
        words, several = dialogue(), dialogue().several
        known = {*several, *words.places, *words.frames}
        left = [m for m in said.reading.others if fold(m.text) not in known]
        numbers = [m for m in said.slots.numbers if m.number is None or m.number > len(several)]
        return bool(left or numbers)

    # --- whom, when and which part ---------------------------------------------------------------

    def _named(self, said: Said) -> tuple[Target, ...]:
        """Whom a follow-up names: one target for each, or one for all that are taken together."""
        targets = [self._understander.target(sector) for sector in said.slots.sectors]
        targets += [self._understander.pool(group) for group in said.slots.groups]
        if len(targets) > 1 and Cue.TOTAL in said.cues:
            return (_together(targets),)
        return tuple(targets)

    def everyone(self) -> tuple[Target, ...]:
        """Every subject of the tables, apart."""
        return tuple(self._understander.target(subject) for subject in self._understander.facts.subjects)

    def _periods(self, request: Request, said: Said) -> tuple[str, ...]:
        """The years of a follow-up: those named, else the one before, else those of the request."""
        if said.slots.years:
            return tuple(said.slots.years)
        if said.slots.base and Cue.EARLIER not in said.cues and Cue.DIFFERENCE not in said.cues:
            return (said.slots.base,)
        known = self._understander.facts.periods
        at = known.index(request.periods[0]) if request.periods[0] in known else 0
        if Cue.EARLIER in said.cues:
            # The year before the first is one that no table has.
            return (known[at - 1],) if at else (str(int(known[0]) - 1),)
        if Cue.LATEST in said.cues and not said.names_who:
            return (known[-1],)
        return request.periods

    def _part(self, request: Request, said: Said) -> str:
        """The part of a follow-up: the one it names, without it or with it again, else that of the request."""
        words = said.words
        if said.slots.part or said.reading.of(Kind.QUALIFIER):
            part = said.slots.part
            beside = bare(part) in self._lexicon.qualifiers and self._lexicon.qualifiers[bare(part)].of == "sentence"
            near = {
                w for m in said.reading.of(Kind.QUALIFIER) for w in (*said.reading.before(m), *said.reading.after(m))
            }
            with_it = near & {"met", "inclusief", "incl", "erbij", "mee", "plus"}
            return f"incl-{part}" if beside and with_it and part == bare(part) else part
        if said.names_who:
            return request.qualifier
        if Cue.EXCLUDING in said.cues or words & {"regulier", "reguliere"}:
            return ""
        if Cue.INCLUDING in said.cues and request.qualifier:
            return f"incl-{bare(request.qualifier)}"
        return request.qualifier

    def _moved_to(self, request: Request, said: Said) -> Request:
        """The request for whom, when and which part a follow-up names."""
        changes: dict[str, object] = {"assumptions": (), "periods": self._periods(request, said)}
        named = self._named(said)
        if named:
            changes["targets"] = named
        whole = bool(named) and bool(said.measure)
        changes["qualifier"] = "" if whole and not said.slots.part else self._part(request, said)
        if request.metric in _CHANGES:
            known = self._understander.facts.periods
            year = said.slots.years[-1] if said.slots.years else request.periods[0]
            at = known.index(year) if year in known else 0
            base = said.slots.base or (known[at - 1] if at else request.base)
            changes |= {"periods": (year,), "base": base} if at else {"periods": request.periods}
        return request.model_copy(update=changes)

    def _focused(self, last: Turn, request: Request, measure: str) -> Request:
        """The plain figure of whom the last answer was about."""
        targets = tuple(t.model_copy(update={"measure": "", "period": "", "qualifier": None}) for t in last.focus)
        qualifier = "" if measure == GOAL else request.qualifier
        return Request(measures=(measure,), targets=tuple(dict.fromkeys(targets)), periods=request.periods[:1],
                       qualifier=qualifier)  # fmt: skip

    # --- some of many ------------------------------------------------------------------------------

    def _counted(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Hoeveel zijn dat er?" after a list; "hoe groot is dat?" after the first of an order."""
        bare_number = said.cues <= {Cue.HOW_MANY, Cue.WHICH, Cue.TOPIC} and Cue.HOW_MANY in said.cues
        named = said.names_who or said.measure or said.slots.years or said.slots.part or said.in_jobs or said.in_percent
        if not bare_number or named or not said.refers or said.slots.numbers:
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
        asks = said.cues & {Cue.WHO, Cue.WHICH, Cue.SECTOR} or said.words <= {"en", "wie", "welke", "niet", "wel", "dan"}
        turns = Cue.NOT in said.cues or "wel" in said.words
        if turns and asks and request.aggregation in (Aggregation.FILTER, Aggregation.COUNT) and not request.quantifier:
            threshold = request.threshold
            turned = {Comparator.AT_LEAST: Comparator.BELOW, Comparator.BELOW: Comparator.AT_LEAST,
                      Comparator.ABOVE: Comparator.AT_MOST, Comparator.AT_MOST: Comparator.ABOVE}  # fmt: skip
            if threshold is None or threshold.upper is not None or threshold.comparator not in turned:
                return None
            update = {"comparator": turned[threshold.comparator]}
            return request.model_copy(
                update={
                    "threshold": threshold.model_copy(update=update), "assumptions": (),
                    "aggregation": Aggregation.FILTER,
                }
            )  # fmt: skip
        other = said.words & {"andere", "ander", "anderen"} and not said.words & {"alle"}
        if other and request.aggregation is Aggregation.EXTREME and len(request.targets) == 2 and last.rows:
            left = tuple(t for t in request.targets if t not in last.focus)
            return request.model_copy(
                update={"aggregation": Aggregation.VALUE, "targets": left, "highest": True, "assumptions": ()}
            )
        return None

    def _picked(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "En de laagste?", "wie van die twee het hoogst?", "en de nummer twee?", "top 3"."""
        ordered = _last_order(conversation)
        if ordered is not None and ordered is not last and not last.figures[1:] and not said.measure:
            last, request = ordered, ordered.request or request
        place = next((n for words, n in dialogue().places.items() if f" {words} " in f" {fold(said.text)} "), 0)
        if not (said.cues & _PICKS or place) or (said.claims and place) or said.words & dialogue().nearness:
            return None
        if Cue.COMPARE in said.cues and said.slots.sectors:
            return None
        if request.metric in _GAPS and request.sense is Sense.EITHER and not said.measure:
            # Of whether targets were met, the best is the one with the highest percentage.
            request = request.model_copy(update={"metric": Metric.LEVEL, "measures": (RATE,), "claim": None})
        if Cue.RANK in said.cues and request.aggregation is not Aggregation.RANK:
            return None
        if Cue.RANK in said.cues:
            return self._moved_to(request, said)
        if request.aggregation is Aggregation.FILTER and request.metric is not Metric.LEVEL and said.names_who:
            return None
        base = self._measured(request, said, picks=True)
        if base is None:
            return None
        among = self._among(conversation, last, said)
        highest = request.highest if not said.cues & {Cue.HIGHEST, Cue.LOWEST} else Cue.HIGHEST in said.cues
        if base.metric in (*_CHANGES, *_GAPS) and base.sense is Sense.EITHER:
            base = base.model_copy(update={"sense": Sense.UP if base.metric in _CHANGES else Sense.DOWN})
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

    def _among(self, conversation: Conversation, last: Turn, said: Said) -> tuple[Target, ...]:
        """Among whom the first or last is asked: those named, those pointed at, those of the same order, or all."""
        if said.slots.sectors:
            named = tuple(self._understander.target(s) for s in said.slots.sectors)
            with_last = Cue.COMPARE in said.cues or len(named) == 1
            return tuple(dict.fromkeys((*self.subjects(conversation)[:1], *named))) if with_last else named
        if said.slots.groups:
            members = [m for group in said.slots.groups for m in self._understander.pool(group).members]
            return tuple(self._understander.target(m) for m in members)
        pointed = () if said.claims else self.pointed(conversation, said)
        if pointed:
            return pointed
        request = last.request
        if request is not None and request.aggregation is Aggregation.EXTREME and len(request.targets) > 1:
            return request.targets
        return self.everyone()

    def pointed(self, conversation: Conversation, said: Said) -> tuple[Target, ...]:
        """Those that "die twee", "daarvan" or "van hen" points at; empty where it points at no several."""
        wanted = next((n for word, n in dialogue().several.items() if word in said.words), 0)
        last = conversation.last_request
        subjects = self.subjects(conversation)
        if wanted and (said.refers or said.words & {"beide", "allebei"}):
            return tuple(reversed(subjects[:wanted])) if len(subjects) >= wanted else ()
        points = said.words & {"daarvan", "hen", "hun", "ze", "die", "deze", "beide"}
        if points and last is not None and len(last.focus) > 1:
            return last.focus
        return ()

    def subjects(self, conversation: Conversation) -> list[Target]:
        """The single subjects of the turns, each once, the last first."""
        found: dict[Target, None] = {}
        for turn in reversed(conversation.turns):
            own = turn.request.targets if turn.request is not None else ()
            for target in reversed((*(own if len(own) < _MANY else ()), *turn.focus)):
                plain = target.model_copy(update={"measure": "", "period": "", "qualifier": None})
                if len(target.members) == 1:
                    found.setdefault(plain, None)
        return list(found)

    # --- measures and units --------------------------------------------------------------------------

    def _measured(self, request: Request, said: Said, *, picks: bool = False) -> Request | None:
        """The request for the measure, unit or movement that a follow-up names."""
        changes: dict[str, object] = {"assumptions": ()}
        measure = said.measure
        moves = said.cues & _MOVES
        if measure:
            changes |= {"measures": (measure,)}
            if not moves and request.metric is not Metric.LEVEL and (request.metric in _GAPS or not picks):
                changes |= {"metric": Metric.LEVEL, "base": "", "sense": Sense.EITHER}
            if measure == GOAL and not said.in_percent:
                changes["qualifier"] = ""
        if moves:
            known = self._understander.facts.periods
            rises, falls = Cue.RISE in moves, Cue.FALL in moves
            way = Sense.EITHER if rises == falls or Cue.CHANGE in moves else Sense.UP if rises else Sense.DOWN
            changes |= {"metric": Metric.CHANGE, "sense": way, "periods": (known[-1],), "base": known[-2]}
        base = request.model_copy(update=changes)
        return self._in_unit(base, said)

    def _in_unit(self, request: Request, said: Said) -> Request | None:
        """The same in the unit that is asked: points, per cent or jobs."""
        measure = request.measures[0]
        if Cue.POINTS in said.cues:
            if request.metric in _GAPS:
                return request.model_copy(update={"metric": Metric.GAP_PERCENT})
            if request.metric in _CHANGES:
                return request.model_copy(update={"metric": Metric.CHANGE, "measures": (RATE,)})
            return request.model_copy(update={"measures": (RATE,)})
        if said.in_percent and not said.measure:
            contract = request.qualifier and not request.qualifier.startswith("incl-")
            if request.metric is Metric.CHANGE and measure != RATE:
                return request.model_copy(update={"metric": Metric.CHANGE_PERCENT})
            if request.metric is Metric.GAP:
                return request.model_copy(update={"metric": Metric.GAP_PERCENT})
            if request.aggregation is Aggregation.DIFFERENCE and measure != RATE:
                return request.model_copy(update={"aggregation": Aggregation.PERCENT_DIFFERENCE})
            if request.metric is Metric.LEVEL and measure != RATE:
                return request.model_copy(update={"measures": (SHARE if contract else RATE,)})
        if said.in_percent and said.measure == GOAL and request.metric is Metric.LEVEL:
            # "Hoeveel procent van het doel": how much of the target was met.
            return request.model_copy(update={"measures": (RATE,)})
        if said.in_jobs and not said.in_percent and not said.measure:
            if request.metric is Metric.GAP_PERCENT:
                return request.model_copy(update={"metric": Metric.GAP})
            if request.metric is Metric.CHANGE_PERCENT or (request.metric is Metric.CHANGE and measure == RATE):
                return request.model_copy(update={"metric": Metric.CHANGE, "measures": (REALISED,)})
            if measure in (RATE, SHARE):
                return request.model_copy(update={"measures": (REALISED,)})
        return request

    # --- figures of before -----------------------------------------------------------------------------

    def _of_two(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """A difference, sum, ratio or comparison with the figures of the turns before."""
        total = Cue.TOTAL in said.cues and not said.slots.groups and not said.cues & {Cue.SHORT, Cue.OVER, Cue.SHARE}
        wants = said.cues & {Cue.DIFFERENCE, Cue.COMPARE, Cue.RATIO} or total
        if not wants or (said.claims and not total) or said.cues & _MOVES:
            return None
        if total:
            return self._total(conversation, last, request, said)
        paired = request.aggregation in (Aggregation.DIFFERENCE, Aggregation.RATIO) and not any(
            t.own for t in request.targets
        )
        if paired and not (said.names_who or said.measure):
            return self._moved_to(self._in_unit(request, said) or request, said).model_copy(update={"claim": None})
        operands = self.operands(conversation, last, said)
        if operands is None:
            if request.aggregation is Aggregation.DIFFERENCE and said.names_who:
                second = self._named(said)
                return request.model_copy(update={"targets": (request.targets[0], *second), "assumptions": ()})
            return None
        if Cue.RATIO in said.cues:
            return _ratio(*operands)
        return _difference(*operands, points=Cue.POINTS in said.cues)

    def operands(self, conversation: Conversation, last: Turn, said: Said) -> tuple[Request, Request] | None:
        """The two figures that are set beside each other, the earlier one first."""
        figures = conversation.figures
        own = last.figures
        if said.names_who or said.measure or said.slots.years or said.slots.base:
            if not own and last.request is not None and last.request.metric is Metric.LEVEL:
                return None
            if not figures:
                return None
            first = own[-1] if own else figures[-1]
            second = self._moved_to(self._measured(first, said) or first, said)
            if said.slots.base and not said.slots.years:
                second = second.model_copy(update={"periods": (said.slots.base,)})
            second = second.model_copy(update={"qualifier": "" if second.measures == (GOAL,) else second.qualifier})
            return (first, second) if second != first else None
        if len(figures) < 2 or not own:
            return None
        return figures[-2], figures[-1]

    def _total(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "En samen?", "tel die drie op": the figures of the turns before taken together."""
        measure = said.measure or (REALISED if said.in_jobs else request.measures[0])
        wanted = next((n for word, n in dialogue().several.items() if word in said.words), 0)
        figures = list(conversation.figures)
        named = self._named(said)
        if request.metric is not Metric.LEVEL and not (named or said.measure):
            return self._total_of_alike(conversation, wanted)
        if named:
            return self._moved_to(self._focused(last, request, measure), said).model_copy(update={"targets": named})
        pointed = self.pointed(conversation, said) if wanted else ()
        if len(pointed) > 1 and (said.measure or said.in_jobs or not figures):
            targets: tuple[Target, ...] = pointed
        elif request.aggregation in (Aggregation.DIFFERENCE, Aggregation.RATIO) or len(last.focus) > 1:
            targets = last.focus
        else:
            alike: list[Request] = []
            for figure in reversed(figures):
                if alike and (figure.measures, figure.periods) != (alike[0].measures, alike[0].periods):
                    break
                alike.insert(0, figure)
            alike = alike[-wanted:] if wanted else alike
            if len(alike) < 2 or (wanted and len(alike) != wanted):
                return None
            parts = {figure.qualifier for figure in alike}
            contracts = all(self._is_contract(part) for part in parts)
            if contracts and len(parts) == len(alike) and len({f.targets for f in alike}) == 1:
                own = tuple(f.targets[0].model_copy(update={"qualifier": f.qualifier}) for f in alike)
                return Request(aggregation=Aggregation.SUM, measures=alike[-1].measures, targets=own,
                               periods=alike[-1].periods)  # fmt: skip
            if len(parts) > 1:
                beside = [part for part in parts if part]
                one_part = len(parts) == len(alike) == len(beside) + 1 and len({f.targets for f in alike}) == 1
                whole = one_part and len(beside) == 1 and not beside[0].startswith(("incl-", "excl-"))
                return alike[-1].model_copy(update={"qualifier": f"incl-{beside[0]}"}) if whole else None
            targets = tuple(dict.fromkeys(figure.targets[0] for figure in alike))
        targets = tuple(t.model_copy(update={"measure": "", "period": "", "qualifier": None}) for t in targets)
        if len(set(targets)) < 2:
            return None
        plain = self._focused(last, request, measure)
        return self._moved_to(plain, said).model_copy(update={"targets": (_together(targets),)})

    def _is_contract(self, part: str) -> bool:
        found = self._lexicon.qualifiers.get(bare(part))
        return found is not None and found.of == "figure"

    @staticmethod
    def _total_of_alike(conversation: Conversation, wanted: int) -> Request | None:
        """The same (a shortfall, a rise) of those of the last turns together."""
        alike: list[Request] = []
        for turn in reversed(conversation.turns):
            request = turn.request
            if request is None or request.aggregation is not Aggregation.VALUE or len(request.targets) != 1:
                break
            plain = request.model_copy(update={"assumptions": (), "claim": None})
            if alike and plain.model_copy(update={"targets": alike[0].targets}) != alike[0]:
                break
            alike.insert(0, plain)
        alike = alike[-wanted:] if wanted else alike
        targets = tuple(dict.fromkeys(request.targets[0] for request in alike))
        if len(targets) < 2 or (wanted and len(targets) != wanted):
            return None
        return alike[-1].model_copy(update={"targets": (_together(targets),)})

    def _share(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Hoeveel procent van het totaal is dat?", "en de politie daarvan?": a part in its whole."""
        whole = Cue.SHARE in said.cues or SHARE in said.slots.measures or bool(
            said.in_percent and Cue.TOTAL in said.cues and said.refers
        )  # fmt: skip
        of_pool = last.focus[:1] and last.focus[0].pooled and said.words & {"daarvan", "ervan"}
        if not (whole or (of_pool and said.in_percent)) or said.claims:
            return None
        if said.cues & (_MOVES | {Cue.SHORT, Cue.OVER}) or (request.metric is not Metric.LEVEL and not said.measure):
            return None
        if request.aggregation is Aggregation.SUM:
            return request.model_copy(update={"measures": (SHARE,), "assumptions": ()})
        if request.qualifier and not said.names_who:
            part = self._focused(last, request, SHARE)
            return self._moved_to(part, said).model_copy(update={"qualifier": bare(self._part(request, said))})
        measure = said.measure or (request.measures[0] if request.measures[0] in (GOAL, REALISED) else REALISED)
        if of_pool and said.slots.sectors:
            part_of, pool = self._understander.target(said.slots.sectors[0]), last.focus[0]
        else:
            singles = [t for t in last.focus if len(t.members) == 1]
            if len(singles) != 1 or said.slots.part:
                return None
            part_of = singles[0]
            group = said.slots.groups[0] if said.slots.groups else self._group_of_all()
            pool = self._understander.pool(group)
        plain = part_of.model_copy(update={"measure": "", "period": "", "qualifier": None})
        return Request(aggregation=Aggregation.SHARE, measures=(measure,), targets=(plain,), whole=pool,
                       periods=self._periods(request, said)[:1])  # fmt: skip

    def _group_of_all(self) -> str:
        return next(group.id for group in self._lexicon.group if _ALL in group.members)

    # --- claims ------------------------------------------------------------------------------------------

    def _half(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Is dat meer dan de helft?": of the target, or of the jobs where a part of those was asked."""
        numbers = [m for m in said.slots.numbers if m.number is not None]
        if not said.claims or Cue.HALF not in said.cues or numbers or request.aggregation is not Aggregation.VALUE:
            return None
        above = said.cues & {Cue.ABOVE, Cue.MORE, Cue.OVER}
        below = said.cues & {Cue.BELOW, Cue.LESS}
        comparator = Comparator.ABOVE if above else Comparator.BELOW if below else Comparator.AT_LEAST
        contract = request.qualifier and not request.qualifier.startswith("incl-")
        measure = SHARE if contract else RATE
        claim = Threshold(comparator=comparator, value=Decimal(50), unit="%", decimals=_FINE)
        plain = self._focused(last, request, measure)
        return self._moved_to(plain, said).model_copy(update={"claim": claim, "qualifier": self._part(request, said)})

    def _compared(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Is dat meer dan de gemeenten?", "was dat in 2023 beter?", "die is toch hoger dan een jaar eerder?"."""
        more, less = Cue.MORE in said.cues or Cue.ABOVE in said.cues, Cue.LESS in said.cues or Cue.BELOW in said.cues
        if more == less or said.cues & (_MOVES | {Cue.HALF, Cue.SHORT, Cue.OVER}):
            return None
        if not said.claims:
            # "Hoeveel lager is dat dan het doel van het po?"
            held = (said.names_who or said.slots.base or said.slots.years or Cue.EARLIER in said.cues) and said.refers
            if Cue.HOW_MANY not in said.cues or not held:
                return None
        figures = last.figures or conversation.figures[-1:]
        if not figures or (said.measure == GOAL and not said.names_who):
            return None
        first = figures[-1]
        known = self._understander.facts.periods
        if not said.names_who:
            year = (said.slots.base or (said.slots.years or [""])[0]) or (
                self._periods(first, said)[0] if Cue.EARLIER in said.cues else ""
            )  # fmt: skip
            if year not in known or year == first.periods[0] or len(last.focus) != 1:
                return None
            early, late = sorted((year, first.periods[0]))
            # "Was dat in 2023 beter?" speaks of 2023, "is dat beter dan in 2023?" of what was asked.
            of_other = bool(said.slots.years) and Cue.THAN not in said.cues and not said.slots.base
            up = more != (of_other == (year == late)) if of_other else more == (first.periods[0] == late)
            up = (more == (year == late)) if of_other else up
            way = Comparator.ABOVE if up else Comparator.BELOW
            claim = Threshold(comparator=way, value=Decimal(0), decimals=_FINE) if said.claims else None
            sense = Sense.EITHER if said.claims else Sense.UP if up else Sense.DOWN
            return first.model_copy(
                update={"metric": Metric.CHANGE, "periods": (late,), "base": early, "claim": claim, "sense": sense}
            )
        second = self._moved_to(self._measured(first, said) or first, said)
        if first.measures != second.measures or first.periods != second.periods or first.targets == second.targets:
            return None
        second = second.model_copy(update={"qualifier": first.qualifier})
        speaks_of_named = not any(m.cues & {Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW, Cue.THAN} and
                                  m.last <= said.reading.of(Kind.SECTOR or Kind.GROUP)[0].first
                                  for m in said.reading.mentions) if said.slots.sectors else False  # fmt: skip
        one, other = (second, first) if speaks_of_named else (first, second)
        found = _difference(one, other)
        if found is None or not said.claims:
            return found
        way = Comparator.ABOVE if more else Comparator.BELOW
        return found.model_copy(update={"claim": Threshold(comparator=way, value=Decimal(0), decimals=_FINE)})

    def _moved(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Met hoeveel is dat gestegen?", "dus die zijn gedaald?": a change of what was asked."""
        if not said.cues & (_MOVES | {Cue.SAME}) or said.cues & {Cue.SHORT, Cue.OVER}:
            return None
        if said.cues & {Cue.HIGHEST, Cue.LOWEST}:
            return None
        listing = said.cues & {Cue.WHICH, Cue.WHO, Cue.SECTOR} and Cue.HOW_MANY not in said.cues and not said.refers
        if listing and not said.names_who:
            changed = request.metric is Metric.CHANGE and request.aggregation in (Aggregation.FILTER, Aggregation.COUNT)
            rises = Cue.RISE in said.cues
            if not changed or rises == (Cue.FALL in said.cues):
                return None
            way = Sense.UP if rises else Sense.DOWN
            return request.model_copy(
                update={"aggregation": Aggregation.FILTER, "sense": way, "assumptions": ()}
            )
        measure = said.measure or request.measures[0]
        if measure not in (GOAL, REALISED, RATE) or (request.metric in _GAPS and not said.measure):
            measure = REALISED
        if measure == RATE and said.in_jobs and not said.measure:
            measure = REALISED
        kind = Metric.CHANGE
        if Cue.POINTS in said.cues:
            measure = RATE
        elif said.in_percent and measure != RATE and said.measure != RATE and not said.claims:
            kind = Metric.CHANGE_PERCENT
        known = self._understander.facts.periods
        years = sorted({*said.slots.years, *([said.slots.base] if said.slots.base else [])})
        early, late = (years[0], years[-1]) if len(years) > 1 else (known[-2], known[-1])
        if len(years) == 1 and years[0] == known[0] and not said.slots.base:
            return None
        rises, falls = Cue.RISE in said.cues, Cue.FALL in said.cues
        way = Sense.EITHER if rises == falls or Cue.CHANGE in said.cues else Sense.UP if rises else Sense.DOWN
        claim = None
        if said.claims and Cue.HOW_MANY not in said.cues:
            comparator = Comparator.EQUAL if Cue.SAME in said.cues else (
                Comparator.ABOVE if way is Sense.UP else Comparator.BELOW
            )  # fmt: skip
            if Cue.NOT in said.cues or (way is Sense.EITHER and comparator is not Comparator.EQUAL):
                return None
            claim, way = Threshold(comparator=comparator, value=Decimal(0), decimals=_FINE), Sense.EITHER
        elif Cue.SAME in said.cues:
            return None
        plain = self._focused(last, request, measure)
        moved = self._moved_to(plain, said)
        if request.aggregation is Aggregation.VALUE and len(moved.targets) > 1:
            return None
        return moved.model_copy(
            update={"metric": kind, "sense": way, "periods": (late,), "base": early, "claim": claim}
        )

    def _gap(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Hoeveel komen ze tekort?", "hoeveel zitten die erboven?", "hebben ze het doel gehaald?"."""
        goal = GOAL in said.slots.measures
        beside = goal and said.cues & {Cue.ABOVE, Cue.BELOW, Cue.MORE, Cue.LESS}
        met = said.claims and goal and Cue.ACHIEVE in said.cues and Cue.NOT not in said.cues
        if not (said.cues & {Cue.SHORT, Cue.OVER} or beside or met):
            return None
        plain = self._moved_to(self._focused(last, request, REALISED), replace_measure(said))
        plain = plain.model_copy(update={"qualifier": self._part(request, said)})
        if met:
            claim = Threshold(comparator=Comparator.AT_LEAST, value=Decimal(0), unit="fta", decimals=_FINE)
            return plain.model_copy(update={"metric": Metric.GAP, "claim": claim})
        if said.claims and Cue.HOW_MANY not in said.cues:
            return None
        down = said.cues & {Cue.SHORT, Cue.BELOW, Cue.LESS}
        percent = said.in_percent or Cue.POINTS in said.cues
        return plain.model_copy(
            update={
                "metric": Metric.GAP_PERCENT if percent else Metric.GAP, "sense": Sense.DOWN if down else Sense.UP,
            }
        )  # fmt: skip

    # --- the rest ----------------------------------------------------------------------------------------

    def _plain(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """The request before with whom, when, which part, which measure or unit changed."""
        allowed = {
            Cue.TOPIC, Cue.WHICH, Cue.HOW_MANY, Cue.SECTOR, Cue.VIA, Cue.THAN, Cue.EACH, Cue.COMPARED, Cue.LATEST,
            Cue.INCLUDING, Cue.EXCLUDING, Cue.EARLIER, Cue.THAT_ONE, Cue.POINTS, Cue.RELATIVE, Cue.ACHIEVE, Cue.TOTAL,
            Cue.AS_PERCENT, Cue.CLAIM, Cue.PEOPLE, Cue.SAME, Cue.RECOMPUTE, Cue.WHO, Cue.HOW_FAR,
        }  # fmt: skip
        same = said.words & {"ook", "diezelfde", "dezelfde"} and bool(said.slots.years)
        again = same and (said.claims or Cue.RANK in said.cues)
        if Cue.RECOMPUTE in said.cues or (Cue.CLAIM in said.cues and said.words & {"nareken", "narekent", "tabel"}):
            return self._recomputed(last, request, said)
        if (said.cues - allowed and not again) or (said.claims and not again and not self._is_bare(said)):
            return None
        if asks_yes_no(said.reading) and not again:
            return None
        if not (said.names_who or said.slots.years or said.slots.base or self._changes(said)):
            return None
        if Cue.EXCLUDING in said.cues and said.slots.sectors and not said.slots.part:
            return self._without(request, said)
        asks_level = said.cues & {Cue.HOW_MANY, Cue.WHICH} or {"wat"} & said.words or said.refers
        picking = request.aggregation in (Aggregation.EXTREME, Aggregation.FILTER, Aggregation.RANK, Aggregation.COUNT)
        if picking and (said.measure or said.in_jobs or said.in_percent) and asks_level and not said.names_who:
            base = self._focused(last, request, said.measure or request.measures[0])
            measured = self._measured(base, said)
            return None if measured is None else self._moved_to(measured, said)
        if picking and request.aggregation is not Aggregation.RANK and said.names_who:
            return self._of_picked(request, said)
        if request.aggregation is Aggregation.RANK and said.slots.sectors:
            own = self._understander.target(said.slots.sectors[0])
            rest = tuple(t for t in self.everyone() if t != own)
            return self._moved_to(request, said).model_copy(update={"targets": (own, *rest)})
        measured = self._measured(request, said)
        if measured is None:
            return None
        if request.aggregation in (Aggregation.DIFFERENCE, Aggregation.RATIO, Aggregation.SHARE) and said.names_who:
            return None if any(t.own for t in request.targets) else self._of_pair(measured, said)
        if any(t.own for t in request.targets):
            return None
        found = self._moved_to(measured, said)
        if Cue.HOW_MANY in said.cues or said.measure or said.in_percent or said.in_jobs or Cue.POINTS in said.cues:
            found = found.model_copy(update={"claim": None})
        return found if found != request or again else None

    def _of_pair(self, request: Request, said: Said) -> Request | None:
        named = self._named(said)
        if request.aggregation is Aggregation.SHARE:
            return self._moved_to(request, said) if len(named) == 1 else None
        pair = named if len(named) == 2 else (request.targets[0], *named)
        return self._moved_to(request, said).model_copy(update={"targets": pair}) if len(pair) == 2 else None

    def _of_picked(self, request: Request, said: Said) -> Request | None:
        """A subject or group that is named after an order or list: its own figure, or the order in the group."""
        if said.slots.groups and not said.slots.sectors:
            members = [m for group in said.slots.groups for m in self._understander.pool(group).members]
            among = tuple(self._understander.target(m) for m in members)
            moved = self._moved_to(request, said)
            return moved.model_copy(
                update={"targets": among, "count": 1 if request.count >= len(among) else request.count}
            )
        measured = self._measured(request, said)
        if measured is None or request.aggregation is Aggregation.COUNT:
            return None
        claim = None
        if request.aggregation is Aggregation.FILTER:
            threshold = request.threshold
            if threshold is None or request.metric is not Metric.GAP:
                return None
            claim = at_zero(Comparator.AT_LEAST).model_copy(update={"unit": "fta", "decimals": _FINE})
        sense = Sense.EITHER if claim else measured.sense
        moved = self._moved_to(measured, said)
        return Request(metric=moved.metric, sense=sense, measures=moved.measures, targets=moved.targets,
                       periods=moved.periods, base=moved.base, qualifier=moved.qualifier, claim=claim)  # fmt: skip

    def _without(self, request: Request, said: Said) -> Request | None:
        """ "En zonder Defensie?": a sum, or an order, with fewer subjects."""
        out = set(said.slots.sectors)
        if request.aggregation is Aggregation.EXTREME:
            left = tuple(t for t in request.targets if not set(t.members) & out)
            return request.model_copy(update={"targets": left, "assumptions": ()})
        if len(request.targets) != 1 or not request.targets[0].pooled:
            return None
        target = request.targets[0]
        members = tuple(m for m in target.members if m not in out)
        if len(members) < 2 or len(members) == len(target.members):
            return None
        names = [self._understander.labels[s] for s in said.slots.sectors]
        label = f"{target.label} zonder {' en '.join(names)}"
        return request.model_copy(
            update={"targets": (Target(label=label, members=members, pooled=True),), "assumptions": ()}
        )

    def _recomputed(self, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Klopt dat als je het narekent?"."""
        if RATE not in request.measures or request.qualifier or len(last.focus) != 1:
            return None
        plain = self._focused(last, request, RATE)
        return self._moved_to(plain, said).model_copy(update={"recomputed": True})

    @staticmethod
    def _is_bare(said: Said) -> bool:
        """Whether what claims is only a word in front ("toch", "is dat …"): nothing is compared."""
        return (
            not said.cues & {Cue.ACHIEVE, Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW, Cue.SAME} and not said.slots.numbers
        )

    @staticmethod
    def _changes(said: Said) -> bool:
        parts = said.slots.part or said.reading.of(Kind.QUALIFIER)
        placing = said.cues & {Cue.INCLUDING, Cue.EXCLUDING, Cue.EARLIER, Cue.POINTS, Cue.RELATIVE, Cue.AS_PERCENT}
        return bool(parts or placing or said.measure or said.in_percent or said.in_jobs)


def _last_order(conversation: Conversation) -> Turn | None:
    """The order or list that the last turns were about: itself, or one of which only figures were asked since."""
    for turn in reversed(conversation.turns[-_BACK:]):
        if turn.request is not None and turn.request.aggregation in (Aggregation.EXTREME, Aggregation.FILTER, Aggregation.COUNT):
            return turn
    return None


def replace_measure(said: Said) -> Said:
    """The same follow-up without the target that it only names to hold a figure against."""
    slots = said.slots.copy()
    slots.measures = [m for m in slots.measures if m != GOAL]
    return replace(said, slots=slots)


def _together(targets: Sequence[Target]) -> Target:
    """Several targets as one."""
    from corpus.dutch import enumerate_dutch

    members = tuple(dict.fromkeys(m for t in targets for m in t.members))
    label = targets[0].label if len(targets) == 1 else enumerate_dutch([t.label for t in targets])
    return Target(label=label, members=members, pooled=True)


def _difference(first: Request, second: Request, *, points: bool = False) -> Request | None:
    """How far two figures are apart, by what they differ in."""
    if points:
        first, second = (f.model_copy(update={"measures": (RATE,)}) for f in (first, second))
    differ = {
        name
        for name in ("targets", "periods", "measures", "qualifier")
        if getattr(first, name) != getattr(second, name)
    }
    plain = first.model_copy(update={"assumptions": (), "claim": None})
    if differ == {"targets"}:
        return plain.model_copy(
            update={"aggregation": Aggregation.DIFFERENCE, "targets": (first.targets[0], second.targets[0])}
        )
    if differ == {"periods"}:
        early, late = sorted((first.periods[0], second.periods[0]))
        return plain.model_copy(update={"metric": Metric.CHANGE, "periods": (late,), "base": early})
    if differ <= {"measures", "qualifier"} and {first.measures[0], second.measures[0]} == {GOAL, REALISED}:
        part = first.qualifier or second.qualifier
        return plain.model_copy(
            update={"metric": Metric.GAP, "measures": (REALISED,), "qualifier": part, "sense": Sense.EITHER}
        )
    if differ == {"qualifier"}:
        whole = [f.qualifier for f in (first, second) if f.qualifier.startswith("incl-")]
        if len(whole) == 1 and "" in (first.qualifier, second.qualifier):
            return plain.model_copy(update={"metric": Metric.UPLIFT, "qualifier": whole[0]})
    return _sides(first, second, Aggregation.DIFFERENCE)


def _ratio(first: Request, second: Request) -> Request | None:
    """How many times one figure is the other."""
    if first.targets != second.targets and (first.periods, first.measures) == (second.periods, second.measures):
        return first.model_copy(
            update={"aggregation": Aggregation.RATIO, "targets": (first.targets[0], second.targets[0])}
        )
    if first.targets == second.targets and first.measures == second.measures and first.periods != second.periods:
        years = sorted((first.periods[0], second.periods[0]), reverse=True)
        return first.model_copy(update={"aggregation": Aggregation.RATIO, "periods": tuple(years)})
    return _sides(first, second, Aggregation.RATIO)


def _sides(first: Request, second: Request, kind: Aggregation) -> Request | None:
    """A comparison of two figures that differ in more than one thing."""
    if any(len(f.targets) != 1 or f.targets[0].pooled for f in (first, second)):
        return None
    sides = tuple(
        f.targets[0].model_copy(update={"measure": f.measures[0], "period": f.periods[0], "qualifier": f.qualifier})
        for f in (first, second)
    )
    return Request(aggregation=kind, measures=first.measures, periods=first.periods, targets=sides)


__all__ = ["Edits", "Said"]
