"""The parts of which the request of a follow-up is made: whom, when, which part, which measure, in what unit."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asks import names_the_rate
from assistant.conversation import Conversation, Turn
from assistant.cues import Cue
from assistant.dialogue import dialogue
from assistant.question import GOAL, RATE, REALISED, Aggregation, Metric, Request, Sense, Target
from assistant.reading import Kind
from assistant.said import Said
from assistant.understand import Understander
from corpus.dutch import enumerate_dutch
from corpus.facts import bare
from corpus.lexicon import Lexicon

SHARE = "aandeel"
#: The metrics of a change, and those of how far the target is.
CHANGES = (Metric.CHANGE, Metric.CHANGE_PERCENT)
GAPS = (Metric.GAP, Metric.GAP_PERCENT)
MOVES = frozenset({Cue.RISE, Cue.FALL, Cue.CHANGE})
#: As many decimals as keep a claim exact.
FINE = 6
_ALL = "*"
_MANY = 5
#: "Wie van de twee?"
OF_SO_MANY = re.compile(r"\bvan (?:de|die|deze) (?:twee|drie|vier|vijf)\b(?! (?:sectoren|jaar|jaren))", re.IGNORECASE)


class Changes:
    """Changes requests by what follow-ups name."""

    def __init__(self, understander: Understander, lexicon: Lexicon) -> None:
        self._understander = understander
        self._lexicon = lexicon

    def named(self, said: Said) -> tuple[Target, ...]:
        """Whom a follow-up names: one target for each, or one for all that are taken together."""
        targets = [self._understander.target(sector) for sector in said.slots.sectors]
        targets += [self._understander.pool(group) for group in said.slots.groups]
        if len(targets) > 1 and Cue.TOTAL in said.cues:
            return (together(targets),)
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
        named = self.named(said)
        if named:
            changes["targets"] = named
        whole = bool(named) and bool(said.measure)
        changes["qualifier"] = "" if whole and not said.slots.part else self._part(request, said)
        if request.metric in CHANGES:
            known = self._understander.facts.periods
            year = said.slots.years[-1] if said.slots.years else request.periods[0]
            at = known.index(year) if year in known else 0
            base = said.slots.base or (known[at - 1] if at else request.base)
            changes |= {"periods": (year,), "base": base} if at else {"periods": request.periods}
        return request.model_copy(update=changes)

    def focused(self, last: Turn, request: Request, measure: str) -> Request:
        """The plain figure of whom the last answer was about."""
        targets = tuple(t.model_copy(update={"measure": "", "period": "", "qualifier": None}) for t in last.focus)
        qualifier = "" if measure == GOAL else request.qualifier
        return Request(measures=(measure,), targets=tuple(dict.fromkeys(targets)), periods=request.periods[:1],
                       qualifier=qualifier)  # fmt: skip

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

    def pointed(self, conversation: Conversation, said: Said) -> tuple[Target, ...]:
        """Those that "die twee", "daarvan" or "van hen" points at; empty where it points at no several."""
        wanted = next((n for word, n in dialogue().several.items() if word in said.words), 0)
        last = conversation.last_request
        subjects = self.subjects(conversation)
        if wanted and (said.refers or OF_SO_MANY.search(said.text) or said.words & {"beide", "allebei"}):
            together = self._so_many(conversation, wanted)
            if together:
                return together
            if OF_SO_MANY.search(said.text) and last is not None and last.request is not None:
                own = {m for t in last.request.targets for m in t.members}
                if wanted < len(own) < _MANY:
                    # "Wie van de twee?", of three: which two is not said.
                    return ()
            return tuple(reversed(subjects[:wanted])) if len(subjects) >= wanted else ()
        points = said.words & {"daarvan", "hen", "hun", "ze", "die", "deze", "beide"}
        if points and last is not None and len(last.focus) > 1:
            return last.focus
        request = last.request if last is not None else None
        if points and Cue.TOTAL in said.cues and request is not None and 1 < len(request.targets) < _MANY:
            # "Hoeveel hebben ze samen?", after one of three was picked.
            return request.targets
        return ()

    def _so_many(self, conversation: Conversation, wanted: int) -> tuple[Target, ...]:
        """Those of whom the last turns spoke together, where they are so many ("die vijf", after a sum of five)."""
        for turn in reversed(conversation.turns[-_MANY:]):
            targets = turn.request.targets if turn.request is not None else ()
            if len(targets) == 1 and targets[0].pooled and len(targets[0].members) == wanted:
                return tuple(self._understander.target(member) for member in targets[0].members)
            if len(targets) == wanted and all(len(t.members) == 1 and not t.own for t in targets):
                return targets
        return ()

    def _measured(self, request: Request, said: Said, *, picks: bool = False) -> Request | None:
        """The request for the measure, unit or movement that a follow-up names."""
        changes: dict[str, object] = {"assumptions": ()}
        measure = said.measure
        moves = said.cues & MOVES
        if measure:
            changes |= {"measures": (measure,)}
            if not moves and request.metric is not Metric.LEVEL and (request.metric in GAPS or not picks):
                changes |= {"metric": Metric.LEVEL, "base": "", "sense": Sense.EITHER}
            if measure == GOAL and not said.in_percent:
                changes["qualifier"] = ""
        if moves:
            known = self._understander.facts.periods
            rises, falls = Cue.RISE in moves, Cue.FALL in moves
            way = Sense.EITHER if rises == falls or Cue.CHANGE in moves else Sense.UP if rises else Sense.DOWN
            kept = request.metric if request.metric in CHANGES else Metric.CHANGE
            changes |= {"metric": kept, "sense": way, "periods": (known[-1],), "base": known[-2]}
        if len(request.measures) > 1 and not measure and (said.in_jobs or said.in_percent or picks):
            changes |= {"measures": (REALISED if said.in_jobs else RATE,)}
        if picks and Cue.SHORT in said.cues and not moves and request.metric not in GAPS:
            # "Wie kwam het meest tekort?", after a target: who lacks most of it.
            short = {"metric": Metric.GAP, "sense": Sense.DOWN, "measures": (REALISED,), "base": "", "claim": None}
            return request.model_copy(update=short | {"assumptions": ()})
        base = request.model_copy(update=changes)
        return self._in_unit(base, said)

    @staticmethod
    def _apart_of_two(last: Turn, request: Request) -> Request | None:
        """ "Hoeveel groter?", after the first of two: how far they are apart."""
        others = tuple(t for t in request.targets if t not in last.focus)
        known = request.metric is Metric.LEVEL or (request.metric in GAPS and request.sense is Sense.DOWN)
        if len(last.focus) != 1 or len(others) != 1 or not known:
            return None
        return Request(
            aggregation=Aggregation.DIFFERENCE, metric=request.metric, sense=request.sense, measures=request.measures,
            targets=(*last.focus, *others), periods=request.periods, qualifier=request.qualifier,
        )  # fmt: skip

    def _in_unit(self, request: Request, said: Said) -> Request | None:
        """The same in the unit that is asked: points, per cent or jobs."""
        measure = request.measures[0]
        if Cue.POINTS in said.cues:
            if request.metric in GAPS:
                return request.model_copy(update={"metric": Metric.GAP_PERCENT})
            if request.metric in CHANGES:
                return request.model_copy(update={"metric": Metric.CHANGE, "measures": (RATE,)})
            return request.model_copy(update={"measures": (RATE,)})
        if said.in_percent and not said.measure:
            part = said.slots.part or request.qualifier
            contract = self._is_contract(said.slots.part) or (
                part and not part.startswith("incl-") and not said.slots.part
            )
            if request.metric is Metric.CHANGE and measure != RATE and said.claims and names_the_rate(said.reading):
                # "Daalt het percentage dan ook?": the percentage itself.
                return request.model_copy(update={"measures": (RATE,)})
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

    def _is_contract(self, part: str) -> bool:
        found = self._lexicon.qualifiers.get(bare(part))
        return found is not None and found.of == "figure"

    def _group_of_all(self) -> str:
        return next(group.id for group in self._lexicon.group if _ALL in group.members)


def together(targets: Sequence[Target]) -> Target:
    """Several targets as one."""
    members = tuple(dict.fromkeys(m for t in targets for m in t.members))
    label = targets[0].label if len(targets) == 1 else enumerate_dutch([t.label for t in targets])
    return Target(label=label, members=members, pooled=True)
