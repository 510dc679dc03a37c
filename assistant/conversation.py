"""A conversation as a value: its turns, and what each left behind for the next to go back to.

A turn keeps how its question was understood, whom the *answer* was about, the figures in it and what it
quoted. Nothing here reads a question: `assistant.follow_up` writes follow-ups out in full with it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from assistant.answer import Answer, Status
from assistant.calculator import Row
from assistant.question import GOAL, RATE, REALISED, Aggregation, Metric, Request, Target

_PICKING = (Aggregation.EXTREME, Aggregation.FILTER, Aggregation.RANK, Aggregation.COUNT)


@dataclass(frozen=True, slots=True)
class Turn:
    """One question of a conversation: how it was understood, and what the answer was made of.

    ``resolved`` is the question in full, ``request`` what it asks of the tables, ``rows`` what came out,
    ``sections`` those that were cited and ``quotes`` the stretches, as (letter, start, end).
    """

    question: str
    resolved: str
    request: Request | None = None
    sections: tuple[str, ...] = ()
    answer: Answer | None = None
    rows: tuple[Row, ...] = ()
    reckoned: bool = False
    """Whether its answer is a sum with figures of turns before it, and ``request`` that of the turn before."""

    @property
    def answered(self) -> bool:
        """Whether it was answered; a turn of which the answer is not kept counts as one."""
        return self.answer is None or self.answer.status is Status.ANSWERED

    @property
    def quotes(self) -> tuple[tuple[str, int, int], ...]:
        """The stretches of letters that were cited."""
        return () if self.answer is None else tuple((c.letter, c.start, c.end) for c in self.answer.citations)

    @property
    def focus(self) -> tuple[Target, ...]:
        """Whom the answer was about: those found, where some were looked for among many."""
        if self.request is None:
            return ()
        if self.request.aggregation in _PICKING and self.rows:
            rows = self.rows[:1] if self.request.aggregation is Aggregation.RANK else self.rows
            return tuple(dict.fromkeys(row.target for row in rows))
        return self.request.targets

    def by_measure(self, measure: str) -> Turn:
        """The turn with one measure alone, where all figures of somebody were given."""
        if self.request is None or not {GOAL, REALISED, RATE} <= set(self.request.measures):
            return self
        request = self.request.model_copy(update={"measures": (measure,)})
        return replace(self, request=request, rows=tuple(row for row in self.rows if row.measure == measure))

    @property
    def figures(self) -> tuple[Request, ...]:
        """The single figures in the answer, each as the request that gives it; none of what was only worked
        out (a change, a share), unless from two figures side by side."""
        request = self.request
        if request is None or request.metric is not Metric.LEVEL or request.supposed is not None:
            return ()
        several = request.aggregation in (Aggregation.VALUE, Aggregation.DIFFERENCE, Aggregation.RATIO)
        if not several and request.aggregation not in (Aggregation.EXTREME, Aggregation.RANK):
            return ()
        return tuple(
            Request(
                measures=(target.measure or measure,), periods=(target.period or period,),
                targets=(target.model_copy(update={"measure": "", "period": "", "qualifier": None}),),
                qualifier=request.qualifier if target.qualifier is None else target.qualifier,
                recomputed=request.recomputed,
            )
            for target in self.focus for measure in request.measures for period in request.periods
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns so far, the oldest first."""

    turns: tuple[Turn, ...] = ()
    lost: bool = False
    """Whether the last question could not be read, so that the next may go on from something that is not here."""

    def then(self, turn: Turn) -> Conversation:
        """The conversation with one more turn."""
        return Conversation((*self.turns, turn))

    def by_measure(self, measure: str) -> Conversation:
        """The conversation with one measure alone where all figures of somebody were given: a difference, a rise or a
        reason is asked of one of them."""
        return replace(self, turns=tuple(turn.by_measure(measure) for turn in self.turns))

    @property
    def last_request(self) -> Turn | None:
        """The last turn that asked something of the tables."""
        return next((turn for turn in reversed(self.turns) if turn.request is not None), None)

    @property
    def figures(self) -> tuple[Request, ...]:
        """The figures so far, in order, each where it came up last."""
        found: dict[Request, None] = {}
        for figure in (figure for turn in self.turns if turn.answered for figure in turn.figures):
            found.pop(figure, None)
            found[figure] = None
        return tuple(found)


__all__ = ["Conversation", "Turn"]
