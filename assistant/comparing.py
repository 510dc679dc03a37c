"""Follow-ups on figures of before: their difference, sum or share, a change, a shortfall, and claims about them."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.asks import speaks_verb
from assistant.changes import CHANGES, FINE, GAPS, MOVES, SHARE, Changes, together
from assistant.conversation import Conversation, Turn
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.question import GOAL, RATE, REALISED, Aggregation, Comparator, Metric, Request, Sense, Target, Threshold
from assistant.reading import Kind
from assistant.said import Said, without_goal
from corpus.facts import bare

_FIRST = re.compile(r"\b(?:eerste|eerstgenoemde)\b", re.IGNORECASE)
_SECOND = re.compile(r"\b(?:tweede|laatste|laatstgenoemde)\b", re.IGNORECASE)
_DIVIDED = re.compile(
    r"\b(?P<part>eerste|tweede|laatste)\b(?: getal| cijfer)?(?: eens| dan)? (?:gedeeld )?door (?:de |het )?",
    re.IGNORECASE,
)
_GOES_IN = re.compile(r"\b(?:past|gaat|passen|gaan)\b.*\bin\b", re.IGNORECASE)


def _later_first(text: str) -> bool:
    """Whether a ratio is that of the second figure over the first ("hoeveel keer zo groot is de tweede?", "… is dat
    als de eerste?"), and not of the first over the second."""
    one, other = _FIRST.search(text), _SECOND.search(text)
    if one is None or other is None:
        found = one or other
        if found is None:
            return False
        held = re.search(r"\b(?:als|dan|met)\b", text[: found.start()], re.IGNORECASE)
        return (other is not None) != (held is not None)
    earlier, later = (one, other) if one.start() < other.start() else (other, one)
    divided = _DIVIDED.search(text)
    if divided is not None:
        return divided["part"].lower().startswith(("tweede", "laatst"))
    times = re.search(r"\bhoeveel (?:keer|maal)\b", text, re.IGNORECASE)
    compares = re.search(r"\b(?:als|dan|vergeleken)\b", text[earlier.end() : later.start()], re.IGNORECASE)
    if compares:
        return earlier is other
    if _GOES_IN.search(text) or (times is not None and times.start() < earlier.start()):
        # "Hoe vaak past A in B?", "hoeveel keer A is B?"
        return later is other
    return earlier is other


class Comparing(Changes):
    """Makes the requests of follow-ups that set figures beside each other."""

    def _of_two(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """A difference, sum, ratio or comparison with the figures of the turns before."""
        total = Cue.TOTAL in said.cues and not said.slots.groups and not said.cues & {Cue.SHORT, Cue.OVER, Cue.SHARE}
        wants = said.cues & {Cue.DIFFERENCE, Cue.COMPARE, Cue.RATIO} or total
        if not wants or (said.claims and not total) or said.cues & MOVES:
            return None
        if request.aggregation is Aggregation.EXTREME and len(request.targets) == 2 and Cue.DIFFERENCE in said.cues:
            # "Wie van de twee had de meeste? Wat is het verschil?"
            apart = self._apart_of_two(last, request) if not said.names_who else None
            measure = said.measure or (REALISED if said.in_jobs and not said.in_percent else "")
            measure = RATE if Cue.POINTS in said.cues else measure
            if apart is None or (measure and request.metric is not Metric.LEVEL):
                return None
            # "Hoeveel schelen ze in realisatie?", after who has the higher percentage.
            return self._moved_to(apart.model_copy(update={"measures": (measure,)}) if measure else apart, said)
        if total:
            return self._total(conversation, last, request, said)
        if self._same_difference(request, said):
            return self._moved_to(request, said).model_copy(update={"claim": None})
        paired = request.aggregation in (Aggregation.DIFFERENCE, Aggregation.RATIO) and not any(
            t.own for t in request.targets
        )
        if paired and not (said.names_who or said.measure):
            return self._moved_to(self._in_unit(request, said) or request, said).model_copy(update={"claim": None})
        goal_only = set(said.slots.measures) == {GOAL} and not said.names_who and request.metric is Metric.LEVEL
        if goal_only and said.cues & {Cue.SHORT} and len(last.focus) == 1:
            # "Hoe groot is het gat met het doel?" is what is lacking, whatever was asked before.
            return None
        operands = self.operands(conversation, last, said)
        if operands is None:
            if request.aggregation is Aggregation.DIFFERENCE and said.names_who:
                second = self.named(said)
                return request.model_copy(update={"targets": (request.targets[0], *second), "assumptions": ()})
            return None
        if Cue.RATIO in said.cues:
            turned = _later_first(said.text) and not said.names_who
            return _ratio(*reversed(operands)) if turned else _ratio(*operands)
        return _difference(*operands, points=Cue.POINTS in said.cues)

    @staticmethod
    def _same_difference(request: Request, said: Said) -> bool:
        """Whether the difference that was just given (to the target, between years) is asked of others ("en bij
        de waterschappen, hetzelfde verschil?")."""
        differs = request.aggregation is Aggregation.VALUE and request.metric in (*GAPS, *CHANGES)
        between = said.cues & {Cue.THAN, Cue.COMPARE, Cue.RATIO, Cue.EACH} or said.words & {"met", "tussen"}
        return differs and said.names_who and not (between or said.measure or said.slots.measures)

    def operands(self, conversation: Conversation, last: Turn, said: Said) -> tuple[Request, Request] | None:
        """The two figures that are set beside each other, the earlier one first."""
        figures = conversation.figures
        own = last.figures
        if said.names_who or said.measure or said.slots.years or said.slots.base or Cue.EARLIER in said.cues:
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
        listed = request.aggregation is Aggregation.FILTER and len(last.focus) > 1 and not self.named(said)
        if listed and (said.in_jobs or said.measure in (REALISED, GOAL)):
            # "Hoeveel banen hebben die samen?", after a list.
            return self.focused(last, request, measure).model_copy(update={"targets": (together(last.focus),)})
        wanted = next((n for word, n in dialogue().several.items() if word in said.words), 0)
        figures = list(conversation.figures)
        named = self.named(said)
        if dialogue().adds.match(said.text):
            one = request.aggregation is Aggregation.VALUE and request.metric is Metric.LEVEL and len(named) == 1
            one = one and not any(t.own for t in request.targets)
            added = request.model_copy(update={"targets": (together((*request.targets, *named)),), "assumptions": ()})
            return added if one else None
        if len(last.focus) == 1 and last.focus[0].pooled and not named:
            pooled = self.focused(last, request, measure)
            return self._moved_to(self._in_unit(pooled, said) or pooled, said)
        if request.metric is not Metric.LEVEL and not (named or said.measure):
            return self._total_of_alike(conversation, wanted)
        if named:
            return self._moved_to(self.focused(last, request, measure), said).model_copy(update={"targets": named})
        picked = request.aggregation is Aggregation.EXTREME and len(request.targets) > len(last.focus)
        pointed = self.pointed(conversation, said) if wanted or picked else ()
        if len(pointed) > 1 and (said.measure or said.in_jobs or not figures):
            targets: tuple[Target, ...] = pointed
        elif request.aggregation in (Aggregation.DIFFERENCE, Aggregation.RATIO) or len(last.focus) > 1:
            targets = last.focus
        else:
            alike: list[Request] = []
            for figure in reversed(figures):
                if alike and (figure.measures, figure.periods) != (alike[0].measures, alike[0].periods):
                    like = alike[0].model_copy(update={"targets": figure.targets})
                    if like in figures:
                        # Of whom the figure of that year came up too.
                        continue
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
        plain = self.focused(last, request, measure)
        return self._moved_to(plain, said).model_copy(update={"targets": (together(targets),)})

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
        return alike[-1].model_copy(update={"targets": (together(targets),)})

    def _share(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Hoeveel procent van het totaal is dat?", "en de politie daarvan?": a part in its whole."""
        of_all = said.slots.groups == [self._group_of_all()] and said.in_percent and request.measures[0] != RATE
        of_all = of_all and request.metric is Metric.LEVEL and not (said.slots.measures or said.slots.sectors)
        whole = of_all or Cue.SHARE in said.cues or SHARE in said.slots.measures or bool(
            said.in_percent and Cue.TOTAL in said.cues and said.refers
        )  # fmt: skip
        of_before = self._of_before(conversation, last, said)
        if of_before is not None:
            return of_before
        within = said.words & dialogue().within and len(said.slots.sectors) == 1
        if request.aggregation is Aggregation.SHARE and within and request.whole is not None:
            named = (self._understander.target(said.slots.sectors[0]),)
            return self._moved_to(request, said).model_copy(update={"targets": named})
        of_pool = last.focus[:1] and last.focus[0].pooled and said.words & dialogue().within
        if not (whole or (of_pool and said.in_percent)) or said.claims:
            return None
        if said.cues & (MOVES | {Cue.SHORT, Cue.OVER}) or (request.metric is not Metric.LEVEL and not said.measure):
            return None
        if request.aggregation is Aggregation.SUM:
            return request.model_copy(update={"measures": (SHARE,), "assumptions": ()})
        if request.qualifier and not said.names_who:
            part = self.focused(last, request, SHARE)
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

    def _of_before(self, conversation: Conversation, last: Turn, said: Said) -> Request | None:
        """ "Hoeveel procent is dat daarvan?": the last figure in one before it of which it is a part."""
        request = last.request
        points = said.words & {"daarvan", "ervan"} and said.in_percent and not (said.names_who or said.slots.part)
        plain = request is not None and request.aggregation is Aggregation.VALUE and request.metric is Metric.LEVEL
        if (
            request is None
            or not points
            or not plain
            or len(last.focus) != 1
            or request.measures[0] not in (GOAL, REALISED)
        ):
            return None
        part = last.focus[0]
        for turn in reversed(conversation.turns[:-1]):
            whole = turn.focus[0] if len(turn.focus) == 1 else None
            same = turn.request is not None and turn.request.measures == request.measures
            if whole is not None and same and whole.pooled and set(part.members) < set(whole.members):
                return Request(aggregation=Aggregation.SHARE, measures=request.measures, targets=(part,), whole=whole,
                               periods=request.periods[:1])  # fmt: skip
        return None

    def _half(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Is dat meer dan de helft?": of the target, or of the jobs where a part of those was asked."""
        numbers = [m for m in said.slots.numbers if m.number is not None]
        if not said.claims or Cue.HALF not in said.cues or numbers or request.aggregation is not Aggregation.VALUE:
            return None
        above = said.cues & {Cue.ABOVE, Cue.MORE, Cue.OVER}
        below = said.cues & {Cue.BELOW, Cue.LESS}
        comparator = Comparator.ABOVE if above else Comparator.BELOW if below else Comparator.AT_LEAST
        if Cue.NOT in said.cues:
            # "Ze halen nog niet de helft": that it is not so is what is claimed.
            comparator = {Comparator.ABOVE: Comparator.AT_MOST, Comparator.BELOW: Comparator.AT_LEAST}.get(
                comparator, Comparator.BELOW
            )
        contract = request.qualifier and not request.qualifier.startswith("incl-")
        measure = SHARE if contract else RATE
        claim = Threshold(comparator=comparator, value=Decimal(50), unit="%", decimals=FINE)
        plain = self.focused(last, request, measure)
        return self._moved_to(plain, said).model_copy(update={"claim": claim, "qualifier": self._part(request, said)})

    def _compared(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Is dat meer dan de gemeenten?", "was dat in 2023 beter?", "die is toch hoger dan een jaar eerder?"."""
        more, less = Cue.MORE in said.cues or Cue.ABOVE in said.cues, Cue.LESS in said.cues or Cue.BELOW in said.cues
        of_gap = request.metric in GAPS and not said.cues & (MOVES | {Cue.HALF, Cue.OVER})
        if more != less and of_gap and said.claims and not (said.measure or said.slots.part):
            return self._shortfalls(last, request, said, more=more) or self._gap_of_year(last, request, said, more=more)
        if more != less and request.metric is Metric.CHANGE and said.names_who and said.claims:
            return self._moves_apart(last, request, said, more=more)
        if more == less or said.cues & (MOVES | {Cue.HALF, Cue.SHORT, Cue.OVER}):
            return None
        if not said.claims:
            # "Hoeveel lager is dat dan het doel van het po?"
            held = (said.names_who or said.slots.base or said.slots.years or Cue.EARLIER in said.cues) and said.refers
            if Cue.HOW_MANY not in said.cues or not held:
                return None
        if said.names_who and not said.measure and request.metric in GAPS:
            return self._shortfalls(last, request, said, more=more)
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
            of_other = of_other and not _beside_year(said)
            up = more != (of_other == (year == late)) if of_other else more == (first.periods[0] == late)
            up = (more == (year == late)) if of_other else up
            way = Comparator.ABOVE if up else Comparator.BELOW
            claim = Threshold(comparator=way, value=Decimal(0), decimals=FINE) if said.claims else None
            sense = Sense.EITHER if said.claims else Sense.UP if up else Sense.DOWN
            percent = said.in_percent and not said.claims and RATE not in (*first.measures, said.measure)
            kind = Metric.CHANGE_PERCENT if percent else Metric.CHANGE
            return first.model_copy(
                update={"metric": kind, "periods": (late,), "base": early, "claim": claim, "sense": sense}
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
        return found.model_copy(update={"claim": Threshold(comparator=way, value=Decimal(0), decimals=FINE)})

    def _shortfalls(self, last: Turn, request: Request, said: Said, *, more: bool) -> Request | None:
        """ "Is dat groter dan bij het hbo?", after a shortfall: the two shortfalls held against each other."""
        named = self.named(said)
        alone = request.aggregation is Aggregation.VALUE and len(request.targets) == len(last.rows) == 1
        if not alone or len(named) != 1 or named[0] == request.targets[0] or last.rows[0].rose:
            return None
        than = [m for m in said.reading.mentions if m.cues & {Cue.THAN, Cue.MORE, Cue.LESS, Cue.ABOVE, Cue.BELOW}]
        name = said.reading.of(Kind.SECTOR)[:1] or said.reading.of(Kind.GROUP)[:1]
        if said.claims and name and than and all(m.first > name[0].first for m in than):
            # "Is het gat bij X kleiner?" speaks of X.
            more = not more
        if "verder" in said.words and said.cues & {Cue.BELOW, Cue.SHORT}:
            more = True
        way = Comparator.ABOVE if more else Comparator.BELOW
        claim = Threshold(comparator=way, value=Decimal(0), decimals=FINE) if said.claims else None
        return Request(
            aggregation=Aggregation.DIFFERENCE, metric=request.metric, sense=Sense.DOWN, measures=(REALISED,),
            targets=(request.targets[0], named[0]), periods=self._periods(request, said)[:1], claim=claim,
            qualifier=request.qualifier,
        )  # fmt: skip

    def _gap_of_year(self, last: Turn, request: Request, said: Said, *, more: bool) -> Request | None:
        """ "Is dat meer dan in 2023?", "was het tekort in 2023 kleiner?", after a shortfall: those of two years."""
        known = self._understander.facts.periods
        alone = request.aggregation is Aggregation.VALUE and len(request.targets) == len(last.rows) == 1
        years = [*said.slots.years, *([said.slots.base] if said.slots.base else [])]
        at = known.index(request.periods[0]) if request.periods[0] in known else 0
        other = years[0] if years else known[at - 1] if Cue.EARLIER in said.cues and at else ""
        if Cue.HOW_MANY in said.cues:
            return None
        if not alone or said.names_who or len(years) > 1 or other not in known or other == request.periods[0]:
            return None
        if last.rows[0].rose or request.supposed is not None:
            return None
        # "Is dat meer dan in 2023?" speaks of what was asked, "was het in 2023 meer?" of that year.
        of_other = bool(said.slots.years) and Cue.THAN not in said.cues and not said.slots.base
        spoken = (other, request.periods[0]) if of_other else (request.periods[0], other)
        if spoken[0] < spoken[1]:
            # Told of the later year, as every change is.
            spoken, more = (spoken[1], spoken[0]), not more
        way = Comparator.ABOVE if more else Comparator.BELOW
        return Request(
            aggregation=Aggregation.DIFFERENCE, metric=request.metric, sense=Sense.DOWN, measures=(REALISED,),
            targets=tuple(request.targets[0].model_copy(update={"period": year}) for year in spoken),
            periods=spoken[:1], claim=Threshold(comparator=way, value=Decimal(0), decimals=FINE),
        )  # fmt: skip

    def _moves_apart(self, last: Turn, request: Request, said: Said, *, more: bool) -> Request | None:
        """ "Groeide het hbo harder?", "is dat meer dan bij het hbo?", after a change: the two changes compared."""
        named = self.named(said)
        alone = request.aggregation is Aggregation.VALUE and len(request.targets) == len(last.rows) == 1
        if not alone or len(named) != 1 or named[0] == request.targets[0] or said.measure or said.slots.part:
            return None
        up, down = Cue.RISE in said.cues, Cue.FALL in said.cues
        if up and down:
            return None
        sense = Sense.UP if up or (not down and last.rows[0].rose) else Sense.DOWN
        than = next((m for m in said.reading.mentions if Cue.THAN in m.cues), None)
        than = than or next((m for m in said.reading.mentions if m.cues & {Cue.ABOVE, Cue.BELOW}), None)
        name = said.reading.of(Kind.SECTOR)[:1] or said.reading.of(Kind.GROUP)[:1]
        # "Is dat meer dan bij X?" speaks of the one before, "groeide X harder dan dat?" of X.
        own = than is not None and bool(name) and than.first < name[0].first
        pair = (request.targets[0], named[0]) if own else (named[0], request.targets[0])
        way = Comparator.ABOVE if more else Comparator.BELOW
        return Request(
            aggregation=Aggregation.DIFFERENCE, metric=Metric.CHANGE, sense=sense, measures=request.measures[:1],
            targets=pair, periods=request.periods, base=request.base, qualifier=request.qualifier,
            claim=Threshold(comparator=way, value=Decimal(0), decimals=FINE),
        )  # fmt: skip

    def _moved(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Met hoeveel is dat gestegen?", "dus die zijn gedaald?": a change of what was asked."""
        if not said.cues & (MOVES | {Cue.SAME}) or said.cues & {Cue.SHORT, Cue.OVER}:
            return None
        if said.cues & {Cue.HIGHEST, Cue.LOWEST}:
            return None
        listing = said.cues & {Cue.WHICH, Cue.WHO, Cue.SECTOR} and Cue.HOW_MANY not in said.cues
        listing = listing and not said.words & (dialogue().refers - {"er"})
        if listing and not said.names_who:
            changed = request.metric is Metric.CHANGE and request.aggregation in (Aggregation.FILTER, Aggregation.COUNT)
            rises = Cue.RISE in said.cues
            if not changed or rises == (Cue.FALL in said.cues):
                return None
            way = Sense.UP if rises else Sense.DOWN
            return request.model_copy(update={"aggregation": Aggregation.FILTER, "sense": way, "assumptions": ()})
        counted = (
            Cue.HOW_MANY in said.cues and "er" in said.words and not (said.names_who or said.in_jobs or said.in_percent)
        )
        if (
            counted
            and request.metric is Metric.CHANGE
            and request.aggregation in (Aggregation.FILTER, Aggregation.COUNT)
        ):
            # "Hoeveel zijn er gestegen?", after those that fell.
            if (Cue.RISE in said.cues) == (Cue.FALL in said.cues):
                return None
            way = Sense.UP if Cue.RISE in said.cues else Sense.DOWN
            return request.model_copy(update={"aggregation": Aggregation.COUNT, "sense": way, "assumptions": ()})
        measure = said.measure or request.measures[0]
        if measure not in (GOAL, REALISED, RATE) or (request.metric in GAPS and not said.measure):
            measure = REALISED
        if measure == RATE and said.in_jobs and not said.measure:
            measure = REALISED
        if measure == GOAL and "banen" in said.reading.values(Kind.UNIT) and not said.measure and "er" in said.words:
            # "Hoeveel banen kwamen er bij?", after a target: of what is there.
            measure = REALISED
        kind = Metric.CHANGE
        if Cue.POINTS in said.cues:
            measure = RATE
        elif said.in_percent and RATE not in (measure, said.measure) and not said.claims:
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
            if Cue.NOT in said.cues:
                return None
            if way is not Sense.EITHER or comparator is Comparator.EQUAL:
                claim, way = Threshold(comparator=comparator, value=Decimal(0), decimals=FINE), Sense.EITHER
        elif Cue.SAME in said.cues:
            return None
        plain = self.focused(last, request, measure)
        moved = self._moved_to(plain, said)
        if request.aggregation is Aggregation.VALUE and len(moved.targets) > 1:
            return None
        return moved.model_copy(
            update={"metric": kind, "sense": way, "periods": (late,), "base": early, "claim": claim}
        )

    def _gap(self, conversation: Conversation, last: Turn, request: Request, said: Said) -> Request | None:
        """ "Hoeveel komen ze tekort?", "hoeveel zitten die erboven?", "hebben ze het doel gehaald?"."""
        goal = GOAL in said.slots.measures
        bare_claim = said.cues <= {Cue.ACHIEVE, Cue.CLAIM} and Cue.ACHIEVE in said.cues and not said.measure
        beside = goal and said.cues & {Cue.ABOVE, Cue.BELOW, Cue.MORE, Cue.LESS}
        lacks = said.cues & {Cue.SHORT, Cue.BELOW, Cue.LESS}
        claims_met = said.claims and goal and Cue.ACHIEVE in said.cues and not lacks
        verb = any(speaks_verb(token.text) for token in said.reading.tokens)
        asks_side = said.claims and verb and Cue.HOW_MANY not in said.cues and not said.slots.numbers
        sides = asks_side and (goal or lacks & {Cue.SHORT}) and bool(lacks) != bool(said.cues & {Cue.ABOVE, Cue.OVER})
        met = bare_claim or claims_met or (sides and Cue.NOT not in said.cues)
        way = Comparator.BELOW if Cue.NOT in said.cues or (sides and lacks) else Comparator.AT_LEAST
        way = Comparator.ABOVE if sides and not lacks and not claims_met else way
        if not (said.cues & {Cue.SHORT, Cue.OVER} or beside or met):
            return None
        plain = self._moved_to(self.focused(last, request, REALISED), without_goal(said))
        plain = plain.model_copy(update={"qualifier": self._part(request, said)})
        if met:
            unit = "fta" if way is Comparator.AT_LEAST else ""
            claim = Threshold(comparator=way, value=Decimal(0), unit=unit, decimals=FINE)
            return plain.model_copy(update={"metric": Metric.GAP, "claim": claim})
        if said.claims and Cue.HOW_MANY not in said.cues:
            return None
        down = said.cues & {Cue.SHORT, Cue.BELOW, Cue.LESS}
        percent = said.in_percent or Cue.POINTS in said.cues
        both = down and said.cues & {Cue.OVER, Cue.ABOVE, Cue.MORE}
        if both and not plain.targets[0].pooled:
            metric = Metric.GAP_PERCENT if percent else Metric.GAP
            return plain.model_copy(update={"metric": metric, "sense": Sense.EITHER})
        return plain.model_copy(
            update={
                "metric": Metric.GAP_PERCENT if percent else Metric.GAP, "sense": Sense.DOWN if down else Sense.UP,
            }
        )  # fmt: skip


def _beside_year(said: Said) -> bool:
    """Whether a year is held against ("zitten ze daarmee boven 2023?")."""
    years = {m.first for m in said.reading.of(Kind.YEAR)}
    return any(m.cues & {Cue.ABOVE, Cue.BELOW} and m.last in years for m in said.reading.mentions)


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
