"""What a follow-up asks of the tables, as a request: the request before it with what the follow-up changes.

Each rule looks for one kind of follow-up ("en in 2023?", "wat is het verschil?", "en de nummer twee?",
"dus die zijn gedaald?") and makes the request that it asks, from what the turns before left behind: whom
the answer was about, its figures, its part and year. Whether a request can be put in words that read
back as that request is for `assistant.follow_up` to find out; nothing here computes.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.asks import asks_which_sector, asks_yes_no, at_zero, says_how_many
from assistant.changes import CHANGES, FINE, GAPS, MOVES, together
from assistant.claims import without_verdict
from assistant.comparing import Comparing
from assistant.conversation import Conversation, Turn
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.nuances import ends_asked
from assistant.picking import Picking
from assistant.question import GOAL, RATE, REALISED, Aggregation, Comparator, Metric, Request, Sense
from assistant.reading import Kind
from assistant.said import BELONGS, Said
from corpus.dutch import fold

#: "Hoeveel was het eerst?"
_FIRST_OF_ALL = frozenset(
    {"eerst", "aanvankelijk", "oorspronkelijk", "daarvoor", "ervoor", "voorheen", "voordat", "begin"}
)
_WAS = frozenset({"was", "waren", "had", "hadden", "stond", "stonden", "begon", "begonnen"})
_LISTED = frozenset({"daarbij", "erbij", "bij", "hoort", "horen", "tussen", "lijst", "rijtje", "lijstje", "onder"})
#: "En qua percentage?" puts them in another order.
_MEASURED_BY = frozenset("qua naar kijkend gemeten wie welke hoogste laagste meeste minste".split())
_IN_WORDS = frozenset({Cue.WHY, Cue.MANNER, Cue.SAID, Cue.HYPOTHESIS, Cue.STATISTIC, Cue.WEIGHTED})


class Edits(Picking, Comparing):
    """Makes the request that a follow-up asks out of those before it."""

    def requests(self, conversation: Conversation, said: Said) -> Iterator[Request]:
        """The requests that a follow-up may ask, the likeliest first."""
        for request in self._requests(conversation, said):
            asked = without_verdict(request) if said.offers else request
            if asked is not None and self._of_so_many(said, asked):
                yield asked

    @staticmethod
    def _of_so_many(said: Said, request: Request) -> bool:
        """Whether a request is of as many as a follow-up takes together ("met z'n vijven")."""
        counted = [m.number for m in said.reading.of(Kind.NUMBER) if Cue.TOTAL in m.cues]
        return all(len(target.members) == number for target in request.targets for number in counted)

    def _requests(self, conversation: Conversation, said: Said) -> Iterator[Request]:
        last = conversation.last_request
        if last is None or last.request is None or (last.answer is not None and not last.rows and last.answered):
            return
        if said.compares_places:
            # "Meer dan de hekkensluiter?": whose places these are is worked out nowhere; no other claim is it.
            return
        if said.words & dialogue().rest:
            remaining = self._remaining(conversation, last, last.request, said)
            if remaining is not None:
                yield remaining
            return
        if Cue.WEIGHTED in said.cues:
            weighted = self._weighted(last.request, said)
            if weighted is not None:
                yield weighted
            return
        by_name = dialogue().name_them.fullmatch(fold(said.text)) is not None
        if (
            (said.cues & _IN_WORDS and not by_name)
            or said.slots.unknown_years
            or said.asks_members
            or self._unexplained(said)
        ):
            return
        joins = dialogue().adds.match(said.text) or Cue.EXCLUDING in said.cues
        if conversation.turns[-1].reckoned and joins and said.slots.sectors:
            # What was summed from earlier answers is no request that one more could be added to.
            return
        if Cue.EXCLUDING in said.cues and (said.slots.sectors or said.slots.groups) and not said.slots.part:
            # "En zonder Defensie?" is never asked of Defensie.
            left = self._without(last.request, said)
            if left is not None:
                yield left
            return
        if dialogue().adds.match(said.text) and last.request.aggregation is not Aggregation.VALUE:
            # What is added to a difference is no other difference.
            return
        bare = dialogue().by_how_much.match(said.text) and said.cues <= {Cue.HOW_MANY} and not said.slots.part
        sized = last.request.metric in (*CHANGES, *GAPS) or last.request.aggregation is Aggregation.DIFFERENCE
        if bare and not sized:
            # "Met hoeveel?" asks after a change; without one, no other figure is it.
            return
        if said.cues & {Cue.SHORT, Cue.OVER} and said.in_percent and said.cues & {Cue.TOTAL, Cue.SHARE}:
            # A share in a shortfall is worked out nowhere; no other percentage is it.
            return
        own = self._is_listed(conversation, last, last.request, said) or self._own(last.request, said)
        if own is not None:
            yield own
            return
        if self.narrows(said) and last.request.aggregation in (Aggregation.FILTER, Aggregation.COUNT):
            # What cannot be asked of those in the list is asked of nobody else.
            narrowed = self._narrowed(conversation, last, last.request, said)
            if narrowed is not None:
                yield narrowed
            return
        really = said.words & {"echt", "werkelijk", "daadwerkelijk", "feitelijk"} and Cue.HOW_MANY in said.cues
        of_goal = last.request.metric is Metric.LEVEL and last.request.measures == (GOAL,) and len(last.focus) == 1
        if really and of_goal and not (said.measure or said.names_who or said.in_percent):
            # "Hoeveel kwamen er echt?", after a target.
            yield self._moved_to(self.focused(last, last.request, REALISED), said)
            return
        for rule in (
            self._behind_rank, self._same_first,
            self._end_of_change, self._mean_of, self._named_all, self._apart, self._counted, self._gap_moved,
            self._amount, self._nearest, self._which_more, self._bounded, self._numbered, self._complement, self._meant,
            self._picked, self._of_two, self._share, self._half, self._compared, self._moved, self._gap,
            self._plain,
        ):  # fmt: skip
            found = rule(conversation, last, last.request, said)
            if found is not None:
                if _accounts_for(found, said, last.request):
                    yield _judged(self._in_jobs(_as_one(found, said), said), said)
                return
            if rule == self._which_more and said.words & dialogue().nearer - {"verder"}:
                # Who is nearer is no other figure.
                return

    def of_another(self, measure: str, year: str, said: Said) -> Request | None:
        """A figure of whom a follow-up names, where the question before it asked that of somebody unknown."""
        named = self.named(said)
        if len(named) != 1 or said.slots.unknown_years:
            return None
        return self._moved_to(Request(measures=(measure,), targets=named, periods=(year,)), said)

    def _weighted(self, request: Request, said: Said) -> Request | None:
        """ "En het gewogen percentage dan?", after a sum: what those reached together of their target together."""
        several = tuple(dict.fromkeys(m for target in request.targets for m in target.members))
        own = said.names_who or said.slots.part or said.slots.numbers or said.reading.others or request.qualifier
        if own or len(several) < 2 or len(several) >= len(self.everyone()) or any(t.own for t in request.targets):
            return None
        pooled = request.targets[0] if len(request.targets) == 1 else together(request.targets)
        return self._moved_to(Request(measures=(RATE,), targets=(pooled,), periods=request.periods[:1]), said)

    @staticmethod
    def _in_jobs(request: Request, said: Said) -> Request:
        """What a part adds, in jobs where those are asked ("hoeveel banen scheelt dat?")."""
        asks = said.in_jobs and Cue.HOW_MANY in said.cues and not (said.in_percent or said.measure)
        if not asks or request.metric is not Metric.UPLIFT or request.measures != (RATE,):
            return request
        return request.model_copy(update={"measures": (REALISED,)})

    @staticmethod
    def _end_of_change(conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "En naar hoeveel?", after a change: where it ended."""
        ends = ends_asked(said.reading)
        if not any(ends) and said.words & _FIRST_OF_ALL and said.words & _WAS:
            ends = (True, False)
        if not any(ends) and said.words & {"eind", "einde", "uiteindelijk"} and Cue.HOW_MANY in said.cues:
            ends = (False, True)
        if not any(ends) and {"kwam", "kwamen", "komt", "komen"} & said.words and {"uit", "waar"} <= said.words:
            ends = (False, True)
        how_many = Cue.HOW_MANY in said.cues or "waar" in said.words
        asks = any(ends) and how_many and not (said.names_who or said.slots.years or said.measure)
        changed = [t.request for t in conversation.turns[-3:] if t.request is not None and t.request.metric in CHANGES]
        if not asks or not changed or not changed[-1].base or changed[-1].targets != request.targets:
            return None
        request = changed[-1]
        if len(request.targets) != 1:
            return None
        periods = tuple(y for y, asked in zip((request.base, request.periods[0]), ends, strict=True) if asked)
        return Request(measures=request.measures, targets=request.targets, periods=periods, qualifier=request.qualifier)

    def _own(self, request: Request, said: Said) -> Request | None:
        """What a follow-up asks by itself, where it names whom and what, in the year that was spoken of."""
        asks = said.measure or said.cues & (MOVES | {Cue.SHORT, Cue.OVER}) or len(said.slots.measures) > 1
        if said.words & dialogue().within:
            return None
        if not said.names_who or not asks or said.refers or said.cues & {Cue.COMPARE, Cue.DIFFERENCE, Cue.EXCLUDING}:
            return None
        found = self._understander.understand(said.text).request
        if said.cues & MOVES and said.cues & {Cue.MORE, Cue.LESS} and request.metric in CHANGES:
            # "Groeide het hbo harder?": than the one before.
            return None
        if found is None or said.slots.years or said.slots.base or Cue.LATEST in said.cues:
            return found
        if found.metric in CHANGES or len(request.periods) != 1 or len(found.periods) != 1:
            return found
        return found.model_copy(update={"periods": request.periods, "assumptions": ()})

    @staticmethod
    def _unexplained(said: Said) -> bool:
        words, several = dialogue(), dialogue().several
        known = {*several, *words.places, *words.frames, *words.nearness}
        left = [m for m in said.reading.others if fold(m.text) not in known]
        bounds = said.cues & {Cue.ABOVE, Cue.BELOW, Cue.MORE, Cue.LESS}
        numbers = [m for m in said.slots.numbers if m.number is None or (m.number > len(several) and not bounds)]
        return bool(left or numbers)

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
        if said.words & {"daarvan", "ervan"} and said.in_percent and not said.slots.part:
            return None
        if not (said.names_who or said.slots.years or said.slots.base or self._changes(said)):
            return None
        asks_level = said.cues & {Cue.HOW_MANY, Cue.WHICH} or {"wat"} & said.words or said.refers
        picking = request.aggregation in (Aggregation.EXTREME, Aggregation.FILTER, Aggregation.RANK, Aggregation.COUNT)
        other = said.measure and said.measure not in request.measures and not said.words & _MEASURED_BY
        # "Doel erbij graag", "het doel?", after who had the highest percentage.
        asks_level = asks_level or (bool(other) and request.aggregation is Aggregation.EXTREME)
        # "Wie was dat in 2023?" asks who it was.
        asks_level = asks_level and not (Cue.WHO in said.cues and request.aggregation is Aggregation.EXTREME)
        # "Hoe hoog was dat daar in 2023?" asks after the one that was found.
        of_found = said.measure or said.in_jobs or said.in_percent or (said.refers and said.slots.years)
        if picking and of_found and asks_level and not said.names_who:
            base = self.focused(last, request, said.measure or request.measures[0])
            measured = self._measured(base, said)
            return None if measured is None else self._moved_to(measured, said)
        if picking and request.aggregation is not Aggregation.RANK and said.names_who:
            return self._of_picked(request, said)
        if request.aggregation is Aggregation.RANK and said.slots.sectors:
            own = self._understander.target(said.slots.sectors[0])
            rest = tuple(t for t in self.everyone() if t != own)
            return self._moved_to(request, said).model_copy(update={"targets": (own, *rest)})
        request = self._as_level(request, said)
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

    @staticmethod
    def _as_level(request: Request, said: Said) -> Request:
        """After a change, "op welk totaal komen ze met SROI uit?" asks how many there are."""
        whole = Cue.TOTAL in said.cues and said.words & {"totaal", "totalen"} and said.slots.part
        if said.slots.part and said.in_jobs and request.measures == (GOAL,) and not said.measure:
            # "En hoeveel banen via SROI?", after a target: a target has no parts.
            level = {"metric": Metric.LEVEL, "base": "", "sense": Sense.EITHER, "claim": None}
            return request.model_copy(update={**level, "measures": (REALISED,)})
        # "Waar kom je dan op uit?" asks what it is.
        came = said.words & {"uit", "uitkomen", "uitkomt"} and said.words & {"op", "waar", "kom", "komt", "komen"}
        if request.metric not in CHANGES or not (whole or came) or said.cues & MOVES:
            return request
        return request.model_copy(update={"metric": Metric.LEVEL, "base": "", "sense": Sense.EITHER, "claim": None})

    def _of_pair(self, request: Request, said: Said) -> Request | None:
        named = self.named(said)
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
            claim = at_zero(Comparator.AT_LEAST).model_copy(update={"unit": "fta", "decimals": FINE})
        sense = Sense.EITHER if claim else measured.sense
        moved = self._moved_to(measured, said)
        return Request(metric=moved.metric, sense=sense, measures=moved.measures, targets=moved.targets,
                       periods=moved.periods, base=moved.base, qualifier=moved.qualifier, claim=claim)  # fmt: skip

    def _is_listed(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Hoort Defensie daarbij?", after a list: whether it satisfies what the list asked."""
        threshold, named = request.threshold, self.named(said)
        among = said.words & BELONGS and said.words & _LISTED
        among = among and said.words & {"daarbij", "erbij", "bij", "in", "tussen"}
        # "X ook?", "geldt dat ook voor X?"
        also = "ook" in said.words and not (said.slots.base or said.slots.part)
        years = tuple(said.slots.years)
        if years and (not also or len(years) > 1 or request.metric in CHANGES):
            return None
        if also and years and not said.names_who:
            # "Was dat in 2023 ook al zo?", of the only one in the list.
            named = last.focus
        if not (among or also) or said.measure or request.aggregation is not Aggregation.FILTER:
            return None
        if said.cues - {Cue.TOPIC, Cue.CLAIM, Cue.RISE} or said.slots.groups or said.reading.others:
            return None
        if threshold is None or threshold.upper is not None or len(named) != 1 or request.quantifier:
            return None
        claim, sense = threshold.model_copy(update={"decimals": FINE}), request.sense
        if not threshold.value and request.metric in (*CHANGES, *GAPS):
            down = request.sense is Sense.DOWN
            strict = threshold.comparator in (Comparator.ABOVE, Comparator.BELOW)
            above = threshold.comparator in (Comparator.ABOVE, Comparator.AT_LEAST)
            if not strict and request.metric in CHANGES:
                return None
            way = threshold.comparator if not down else Comparator.BELOW if above else Comparator.ABOVE
            unit = "fta" if request.metric is Metric.GAP and way is Comparator.AT_LEAST else ""
            claim, sense = claim.model_copy(update={"comparator": way, "unit": unit}), Sense.EITHER
        return Request(metric=request.metric, sense=sense, measures=request.measures, targets=named, claim=claim,
                       periods=years or request.periods, base=request.base, qualifier=request.qualifier)  # fmt: skip

    def _without(self, request: Request, said: Said) -> Request | None:
        """ "En zonder Defensie?": a sum, or an order, with fewer subjects."""
        out = {
            *said.slots.sectors,
            *(m for g in said.slots.groups for t in self._understander.members(g) for m in t.members),
        }
        if len(request.targets) > 1 and request.aggregation not in (Aggregation.DIFFERENCE, Aggregation.RATIO):
            left = tuple(t for t in request.targets if not set(t.members) & out)
            return request.model_copy(update={"targets": left, "assumptions": ()}) if left else None
        if len(request.targets) != 1 or not request.targets[0].pooled:
            return None
        left_of = self._less(request.targets[0], out)
        return None if left_of is None else request.model_copy(update={"targets": (left_of,), "assumptions": ()})

    def _recomputed(self, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Klopt dat als je het narekent?"."""
        if RATE not in request.measures or request.qualifier or len(last.focus) != 1:
            return None
        plain = self.focused(last, request, RATE)
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


def _judged(request: Request, said: Said) -> Request:
    """A change with the way that a follow-up claims it went ("gingen ze er dan op vooruit?")."""
    plain = request.aggregation is Aggregation.VALUE and len(request.targets) == len(request.periods) == 1
    asks = said.claims and not (says_how_many(said.reading) or said.slots.numbers or said.offers)
    if not (plain and asks and request.metric in CHANGES) or request.claim is not None or Cue.NOT in said.cues:
        return request
    up, down = said.cues & {Cue.RISE, Cue.MORE, Cue.ABOVE}, said.cues & {Cue.FALL, Cue.LESS, Cue.BELOW}
    if bool(up) == bool(down):
        return request
    way = Comparator.ABOVE if up else Comparator.BELOW
    return request.model_copy(update={"claim": at_zero(way), "sense": Sense.EITHER})


def _accounts_for(request: Request, said: Said, before: Request) -> bool:
    """Whether a request does what a follow-up asks to be done: a figure that leaves a ratio, a mean, a growth to a
    target or a list of sectors aside is another answer."""
    level = request.metric is Metric.LEVEL and request.aggregation is Aggregation.VALUE
    if said.cues & {Cue.BELOW, Cue.ABOVE} and said.measure == GOAL and Cue.HOW_FAR in said.cues and level:
        return False
    if Cue.POINTS in said.cues and level and Cue.HOW_MANY in said.cues:
        return False
    picks = (Aggregation.FILTER, Aggregation.EXTREME, Aggregation.RANK, Aggregation.COUNT)
    if Cue.RATIO in said.cues and request.aggregation is not Aggregation.RATIO:
        return False
    if Cue.MEAN in said.cues and request.aggregation is not Aggregation.MEAN:
        return False
    if asks_which_sector(said.reading) and not said.names_who and request.aggregation not in picks:
        return False
    relative = said.cues & {Cue.RELATIVE, Cue.AS_PERCENT} and not said.measure and before.metric is Metric.CHANGE
    if relative and request.metric is not Metric.CHANGE_PERCENT and RATE not in before.measures:
        return False
    grows = Cue.RISE in said.cues and Cue.SHORT in said.cues and said.in_percent
    return not grows or request.aggregation is Aggregation.PERCENT_DIFFERENCE


def _as_one(request: Request, said: Said) -> Request:
    """How much several moved together, where that is asked ("hoeveel verloren ze gezamenlijk?")."""
    moved = request.metric in (*CHANGES, *GAPS) and request.aggregation is Aggregation.VALUE
    several = len(request.targets) > 1 and not any(t.pooled or t.own for t in request.targets)
    if not (moved and several and Cue.TOTAL in said.cues) or request.claim is not None:
        return request
    return request.model_copy(update={"targets": (together(request.targets),)})
