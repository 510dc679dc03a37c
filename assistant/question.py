"""What a numeric question asks, as a value: the request that the calculator carries out.

A request is an *aggregation* over a *metric* of *targets*: "de grootste stijging" is the extreme
of the change over every sector, "het tekort van het onderwijs samen" the value of the gap of one
pooled target. A language model may fill one in; it is validated like any other input.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field

from corpus.documents import Frozen

#: The measures that every letter has, by their ids in the lexicon.
REALISED, GOAL, RATE = "realisatie", "doel", "realisatiepercentage"


class Metric(StrEnum):
    """What is worked out for one target.

    ``level``: the measure itself. ``change``: its difference between two years, in its own unit
    (percentage points for a percentage). ``change_percent``: that difference as a percentage of
    the earlier year. ``uplift``: the measure with a part, less the measure without it. ``gap``:
    how far the realisation is from the target, in fta. ``gap_percent``: the same in percentage
    points of the target.
    """

    LEVEL = "level"
    CHANGE = "change"
    CHANGE_PERCENT = "change_percent"
    UPLIFT = "uplift"
    GAP = "gap"
    GAP_PERCENT = "gap_percent"


class Sense(StrEnum):
    """Which way a change or gap is asked: a rise or surplus counts up, a fall or shortfall down;
    ``either`` asks for the size, whichever way it went."""

    UP = "up"
    DOWN = "down"
    EITHER = "either"


class Aggregation(StrEnum):
    """What is done with the metric of the targets."""

    VALUE = "value"
    SUM = "sum"
    DIFFERENCE = "difference"
    PERCENT_DIFFERENCE = "percent_difference"
    RATIO = "ratio"
    SHARE = "share"
    MEAN = "mean"
    EXTREME = "extreme"
    SPREAD = "spread"
    RANK = "rank"
    FILTER = "filter"
    COUNT = "count"
    YEARS = "years"


class Comparator(StrEnum):
    """How a figure is held against another."""

    EQUAL = "="
    UNEQUAL = "!="
    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="

    def holds(self, left: Decimal, right: Decimal) -> bool:
        """Whether ``left`` stands in this relation to ``right``."""
        return {
            Comparator.EQUAL: left == right,
            Comparator.UNEQUAL: left != right,
            Comparator.ABOVE: left > right,
            Comparator.AT_LEAST: left >= right,
            Comparator.BELOW: left < right,
            Comparator.AT_MOST: left <= right,
        }[self]

    @property
    def opposite(self) -> Comparator:
        """What holds where this does not."""
        return {
            Comparator.ABOVE: Comparator.AT_MOST, Comparator.AT_MOST: Comparator.ABOVE,
            Comparator.BELOW: Comparator.AT_LEAST, Comparator.AT_LEAST: Comparator.BELOW,
            Comparator.EQUAL: Comparator.UNEQUAL, Comparator.UNEQUAL: Comparator.EQUAL,
        }[self]  # fmt: skip


class Target(Frozen):
    """Whom a figure is about: one subject, or several pooled into one figure.

    In a comparison of unlike figures ("het doel van A en de realisatie van B") each side carries
    its own ``measure``, ``period`` and ``qualifier``; empty (None) means those of the request.
    """

    label: str
    members: tuple[str, ...] = Field(min_length=1)
    pooled: bool = False
    measure: str = ""
    period: str = ""
    qualifier: str | None = None

    @property
    def own(self) -> bool:
        """Whether it is a side with a figure of its own kind."""
        return bool(self.measure or self.period or self.qualifier is not None)


class Threshold(Frozen):
    """A figure to compare with, or a range up to and with ``upper``.

    It has ``decimals`` decimals; ``unit`` is empty where none is given.
    """

    comparator: Comparator
    value: Decimal
    unit: str = ""
    decimals: int = 0
    loose: bool = False
    upper: Decimal | None = None

    def admits(self, value: Decimal) -> bool:
        """Whether an exact figure passes it, in a list of those above or below it."""
        if self.upper is not None:
            return self.value <= value <= self.upper
        return self.comparator.holds(value, self.value)

    def holds(self, value: Decimal) -> bool:
        """Whether a figure satisfies it, after rounding half up to ``decimals``.

        A loose threshold gives a round figure some room: "ruim 500" (at least) and "bijna 500" (at
        most) reach a tenth further, "ongeveer 500" a twentieth either way.
        """
        shown = value.quantize(Decimal(1).scaleb(-self.decimals), rounding=ROUND_HALF_UP)
        room = abs(self.value) / (20 if self.comparator is Comparator.EQUAL else 10) if self.loose else None
        if room is None:
            return self.comparator.holds(shown, self.value)
        if self.comparator is Comparator.EQUAL:
            return abs(value - self.value) <= room
        return self.comparator.holds(value, self.value) and abs(value - self.value) <= room


class Supposition(Frozen):
    """What a what-if question supposes of one measure in the latest year.

    ``kind``: "add" an ``amount``, change it by ``amount`` "percent", let it change "again" as it
    did (by as many, or with ``unit`` "%" by the same percentage), take it from another "year"
    (``period``), take ``amount`` per cent of it ("portion"), or set it "to" an ``amount``. It happens ``times`` times.
    """

    measure: str
    kind: Literal["add", "percent", "again", "year", "portion", "to"]
    amount: Decimal = Decimal(0)
    unit: str = ""
    period: str = ""
    times: int = Field(default=1, ge=1, le=30)


class Request(Frozen):
    """A numeric question.

    ``measures`` are worked out each; ``qualifier`` is "" (as in the table), "inkoop" (that part
    alone) or "incl-inkoop" (with it). ``periods`` are the years asked; a change runs from
    ``base`` to each of them. ``count`` and ``highest`` belong to an
    extreme (``place`` asks for the one at that place alone), ``threshold`` to a
    filter or count, ``quantifier`` to the claim that all, not all, most, none, some or only the first ``count``
    targets pass it, or that ``whole`` is the first of an extreme, ``claim`` to a yes-or-no question about
    the result; one that is ``denied`` holds where the claim does not. ``supposed`` is what a what-if question takes
    for granted. ``recomputed`` asks for a percentage as the table's own figures give it, whatever is stated.
    """

    aggregation: Aggregation = Aggregation.VALUE
    metric: Metric = Metric.LEVEL
    sense: Sense = Sense.EITHER
    measures: tuple[str, ...] = Field(min_length=1)
    targets: tuple[Target, ...] = Field(min_length=1)
    periods: tuple[str, ...] = Field(min_length=1)
    base: str = ""
    qualifier: str = ""
    count: int = Field(default=1, ge=1)
    place: int = Field(default=0, ge=0)
    highest: bool = True
    threshold: Threshold | None = None
    claim: Threshold | None = None
    denied: bool = False
    quantifier: str = Field(default="", pattern="^(all|not all|most|none|only|some|first)?$")
    whole: Target | None = None
    recomputed: bool = False
    supposed: Supposition | None = None
    assumptions: tuple[str, ...] = ()
