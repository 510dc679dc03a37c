"""The calculator: from a request and the facts to a result, exactly, with every step kept.

Everything is `Decimal` and nothing is rounded before the end. A `Quantity` carries its value, the
expression that made it and the facts in it, so that an answer can show the sum and cite each part.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from assistant.quantity import (
    HUNDRED,
    Operand,
    Quantity,
    UnfitRequestError,
    add,
    directed,
    divide,
    literal,
    merge,
    percentage,
    plain,
    subtract,
)
from assistant.question import Aggregation, Metric, Request, Sense, Supposition, Target
from assistant.results import Missing, MissingFigureError, Result, Row
from corpus.dutch import format_number, round_half_up
from corpus.facts import TOTAL_ROW, Fact, FactTable, bare
from corpus.lexicon import Lexicon

_PARTS = ("realisatie", "doel")
_SHOWN_DECIMALS = 1
_EXACT_DECIMALS = 2
"""A mean of no more decimals is given as it is; that of percentages is shown as any percentage worked out."""


class Calculator:
    """Carries out requests over a table of facts.

    Raises (from :meth:`run`):
        MissingFigureError: a figure it needs is not in the letters.
        UnfitRequestError: the request cannot be carried out on these facts.
    """

    def __init__(self, facts: FactTable, lexicon: Lexicon, supposed: Supposition | None = None) -> None:
        """``supposed`` changes one measure for everything that is worked out."""
        self.facts = facts
        self.lexicon = lexicon
        self._supposed = supposed
        self._aggregations: dict[Aggregation, Callable[[Request, list[Row]], Result]] = {
            Aggregation.VALUE: self._value,
            Aggregation.SUM: self._sum,
            Aggregation.MEAN: self._mean,
            Aggregation.DIFFERENCE: self._difference,
            Aggregation.PERCENT_DIFFERENCE: self._percent_difference,
            Aggregation.RATIO: self._ratio,
            Aggregation.SHARE: self._share,
            Aggregation.EXTREME: self._extreme,
            Aggregation.SPREAD: self._spread,
            Aggregation.RANK: self._rank,
            Aggregation.FILTER: self._filter,
            Aggregation.COUNT: self._filter,
            Aggregation.YEARS: self._years,
        }

    def run(self, request: Request) -> Result:
        """The result of a request."""
        if request.supposed is not None and self._supposed is None and request.aggregation is not Aggregation.YEARS:
            return Calculator(self.facts, self.lexicon, request.supposed).run(request)
        rows, missing = self._rows(request)
        result = self._aggregations[request.aggregation](request, rows)
        if missing:
            result = result.model_copy(update={"missing": missing})
        if request.recomputed and result.headline is not None:
            row = result.rows[0]
            stated = self.facts.find(row.target.members[0], row.measure, row.period)
            if stated is None:
                return result
            same = round_half_up(row.exact, stated.decimals) == stated.value
            return result.model_copy(update={"verdict": same})
        if request.claim is None and request.denied and result.verdict is not None:
            return result.model_copy(update={"verdict": not result.verdict})
        if request.claim is None or result.headline is None:
            return result
        # A claim is judged at the precision in which it is made: "68%" holds for 68,4%. A claim
        # about nought asks which way it went.
        value = result.headline.signed if not request.claim.value else result.headline.exact
        holds = request.claim.holds(value)
        if request.claim.value and request.sense is not Sense.EITHER and request.metric is not Metric.LEVEL:
            # "Met minder dan 100 gedaald" does not hold of what rose.
            holds = holds and result.headline.exact > 0
        return result.model_copy(update={"verdict": holds != request.denied})

    def _rows(self, request: Request) -> tuple[list[Row], tuple[Missing, ...]]:
        """The metric for every combination of target, measure and period.

        Where all targets of a comparison are looked through, one without the figure is left out
        and named; asked for directly, its absence is the answer.
        """
        lenient = request.aggregation in _LENIENT
        rows: list[Row] = []
        missing: list[Missing] = []
        for target in request.targets:
            for measure in (target.measure,) if target.measure else request.measures:
                for period in (target.period,) if target.period else request.periods:
                    try:
                        quantity = self._metric(_for_side(request, target), target, measure, period)
                    except MissingFigureError as error:
                        if not lenient:
                            raise
                        missing.append(error.missing)
                        continue
                    rows.append(_row(target, measure, period, quantity))
        if not rows and missing:
            raise MissingFigureError(missing[0])
        return rows, tuple(missing)

    # --- one target --------------------------------------------------------------------------

    def _metric(self, request: Request, target: Target, measure: str, period: str) -> Quantity:
        if request.recomputed and len(target.members) == 1:
            return self._figure(target.members[0], measure, period, request.qualifier, recomputed=True)
        if request.metric is Metric.LEVEL:
            return self._level(target, measure, period, request.qualifier)
        if request.metric in (Metric.GAP, Metric.GAP_PERCENT):
            done = self._level(target, "realisatie", period, request.qualifier)
            goal = self._level(target, "doel", period, "")
            if request.metric is Metric.GAP:
                return directed(done, goal, request.sense)
            return directed(percentage(done, goal), literal(HUNDRED, "%"), request.sense, unit="procentpunt")
        if request.metric is Metric.UPLIFT:
            whole = self._level(target, measure, period, request.qualifier)
            plain_level = self._level(target, measure, period, "")
            return directed(whole, plain_level, Sense.UP, unit="procentpunt" if whole.unit == "%" else whole.unit)
        now = self._level(target, measure, period, request.qualifier)
        before = self._level(target, measure, request.base, request.qualifier)
        if request.metric is Metric.CHANGE:
            return directed(now, before, request.sense, unit="procentpunt" if now.unit == "%" else now.unit)
        if before.value <= 0:
            raise UnfitRequestError("no percentage of nought or of less")
        relative = percentage(directed(now, before, request.sense), before)
        return replace(relative, ends=(before, now))

    def _level(self, target: Target, measure: str, period: str, qualifier: str) -> Quantity:
        if len(target.members) == 1:
            return self._figure(target.members[0], measure, period, qualifier)
        total = self.facts.find(TOTAL_ROW, measure, period) if not (qualifier or self._supposed) else None
        if total is not None and set(target.members) >= set(self.facts.subjects):
            # The letter gives the sum itself.
            return self._stated(total)
        if self.lexicon.measures[measure].unit == "%":
            # The percentage of a pool is not the mean of its percentages.
            done = self._level(target, "realisatie", period, qualifier)
            return percentage(done, self._level(target, "doel", period, ""))
        return add([self._figure(member, measure, period, qualifier) for member in target.members])

    def _figure(self, subject: str, measure: str, period: str, qualifier: str, *, recomputed: bool = False) -> Quantity:
        """One figure of one subject: as stated, else from the parts that are stated."""
        if recomputed or (self._supposed is not None and self.lexicon.measures[measure].unit == "%"):
            done, goal = (self._figure(subject, part, period, qualifier * (part == "realisatie")) for part in _PARTS)
            return percentage(done, goal)
        if self._supposed is not None and measure == self._supposed.measure:
            if qualifier:
                # What the letter states of a part, or with it, does not follow what is supposed of the whole.
                raise UnfitRequestError("a supposition about the whole says nothing of a part")
            return self._supposing(self._supposed, subject, period)
        return self._known(subject, measure, period, qualifier)

    def _known(self, subject: str, measure: str, period: str, qualifier: str) -> Quantity:
        stated = self.facts.find(subject, measure, period, (qualifier,) if qualifier else ())
        if stated is not None and (stated.from_table or qualifier):
            return self._stated(stated)
        derived = self._derived(subject, measure, period, qualifier) if qualifier else None
        if derived is None:
            raise MissingFigureError(Missing(subject=subject, measure=measure, period=period, qualifier=qualifier))
        return derived

    def _supposing(self, supposed: Supposition, subject: str, period: str) -> Quantity:
        """A measure as a what-if question supposes it."""
        if supposed.kind == "year":
            return self._known(subject, supposed.measure, supposed.period, "")
        now = self._known(subject, supposed.measure, period, "")
        times = Decimal(supposed.times)
        repeated = "" if supposed.times == 1 else f"{format_number(times)} × "
        if supposed.kind == "add":
            sign = "+" if supposed.amount >= 0 else "−"
            size = format_number(abs(supposed.amount))
            return replace(
                now, value=plain(now.value + supposed.amount * times), compound=True,
                expression=f"{now.factor} {sign} {repeated}{size}",
            )  # fmt: skip
        if supposed.kind == "to":
            return replace(now, value=plain(supposed.amount), expression=format_number(supposed.amount))
        if supposed.kind == "portion":
            part = self._scaled(now, supposed.amount / HUNDRED, 1)
            return replace(part, value=plain(part.value))
        if supposed.kind == "percent":
            factor = 1 + supposed.amount / HUNDRED
            return self._scaled(now, factor, supposed.times)
        years = self.facts.periods
        at = years.index(period) if period in years else 0
        if not at:
            raise MissingFigureError(Missing(subject=subject, measure=supposed.measure, period=period))
        before = self._known(subject, supposed.measure, years[at - 1], "")
        if supposed.unit == "%":
            if not before.value:
                raise UnfitRequestError("no growth from nought")
            grown = self._scaled(now, now.value / before.value, supposed.times)
            power = f"({now.factor} / {before.factor})" + ("" if supposed.times == 1 else f"^{supposed.times}")
            return replace(grown, operands=merge((now, before)), expression=f"{now.factor} × {power}")
        step = subtract(now, before)
        return replace(
            now, value=plain(now.value + step.value * times), operands=merge((now, before)), compound=True,
            expression=f"{now.factor} + {repeated}{step.factor}",
            approximate=now.approximate or before.approximate,
        )  # fmt: skip

    @staticmethod
    def _scaled(now: Quantity, factor: Decimal, times: int) -> Quantity:
        power = "" if times == 1 else f"^{times}"
        value = now.value * factor**times
        return replace(
            now, value=value, compound=True, rounded=value != round_half_up(value, 1),
            expression=f"{now.factor} × {format_number(plain(factor))}{power}",
        )  # fmt: skip

    def _derived(self, subject: str, measure: str, period: str, qualifier: str) -> Quantity | None:
        """A part from the total, a total from the parts, or a percentage from both."""
        part = bare(qualifier)
        known = self.lexicon.qualifiers.get(part)
        if qualifier.startswith("incl-") and known is not None and known.of == "figure":
            # A kind of contract is part of the jobs: it does not come on top of them.
            return None
        if measure == "realisatie":
            plain = self.facts.find(subject, measure, period)
            if qualifier.startswith("excl-"):
                return (
                    None
                    if plain is None
                    else subtract(self._stated(plain), self._figure(subject, measure, period, part))
                )
            other = self.facts.find(subject, measure, period, (part if part != qualifier else f"incl-{part}",))
            if other is None:
                return self._from_share(subject, period, qualifier)
            if plain is None:
                return None
            if part != qualifier:
                return add([self._stated(plain), self._stated(other)])
            return subtract(self._stated(other), self._stated(plain))
        if measure == "aandeel" and qualifier.startswith("excl-"):
            return subtract(literal(HUNDRED, "%"), self._figure(subject, measure, period, part))
        if measure == "aandeel":
            done = self._figure(subject, "realisatie", period, qualifier)
            return percentage(done, self._whole_of(subject, period, qualifier))
        if measure == "realisatiepercentage":
            goal = self.facts.find(subject, "doel", period)
            if goal is None:
                return None
            return percentage(self._figure(subject, "realisatie", period, qualifier), self._stated(goal))
        return None

    def _whole_of(self, subject: str, period: str, qualifier: str) -> Quantity:
        """What a part is a share of: all jobs; for one that stands beside the realisation, with it."""
        beside = self.lexicon.qualifiers[qualifier].of == "sentence"
        return self._figure(subject, "realisatie", period, f"incl-{qualifier}" if beside else "")

    def _from_share(self, subject: str, period: str, qualifier: str) -> Quantity | None:
        """A part worked out from its stated share, where that sentence names the realisation it is of."""
        share = self.facts.find(subject, "aandeel", period, (qualifier,))
        whole = self.facts.find(subject, "realisatie", period)
        if share is None or whole is None or format_number(whole.value) not in share.sentence:
            return None
        product = self._stated(share), self._stated(whole)
        return Quantity(
            share.value * whole.value / HUNDRED, whole.unit, f"{product[0].expression} × {product[1].expression} / 100",
            merge(product), share.approximate or whole.approximate, compound=True, rounded=True,
        )  # fmt: skip

    def _stated(self, fact: Fact) -> Quantity:
        return Quantity(
            fact.value, fact.unit, format_number(fact.value), (self._operand(fact),), approximate=fact.approximate
        )

    def _operand(self, fact: Fact) -> Operand:
        names = [self.lexicon.measures[fact.measure].label if fact.measure in self.lexicon.measures else fact.measure]
        for qualifier in fact.qualifiers:
            label = self.lexicon.qualifiers[bare(qualifier)].label
            names.append(f"inclusief {label.removeprefix('via ')}" if qualifier.startswith("incl-") else label)
        label = " ".join([*names, fact.subject_label, fact.period])
        return Operand(label=label, value=fact.value, unit=fact.unit, fact=fact.id)

    # --- over targets ------------------------------------------------------------------------

    def _value(self, request: Request, rows: list[Row]) -> Result:
        return Result(request=request, rows=tuple(rows))

    def _sum(self, request: Request, rows: list[Row]) -> Result:
        return self._total(request, rows, add(_quantities(rows)))

    def _mean(self, request: Request, rows: list[Row]) -> Result:
        total = add(_quantities(rows))
        value = total.value / len(rows)
        return self._total(
            request, rows,
            Quantity(
                value, total.unit, f"{total.factor} / {len(rows)}", total.operands, total.approximate,
                compound=True, rounded=total.unit == "%" or value != round_half_up(value, _EXACT_DECIMALS),
            ),
        )  # fmt: skip

    def _difference(self, request: Request, rows: list[Row]) -> Result:
        first, second = _two(rows)
        unit = "procentpunt" if first.unit == "%" else first.unit
        return self._total(request, rows, directed(_quantity(first), _quantity(second), Sense.EITHER, unit=unit))

    def _spread(self, request: Request, rows: list[Row]) -> Result:
        """The difference between the highest and the lowest of all."""
        rows = _that_way(request, rows)
        ordered = sorted(rows, key=lambda row: -row.exact)
        found = self._difference(request, [ordered[0], ordered[-1]])
        return found.model_copy(update={"considered": tuple(rows)})

    def _percent_difference(self, request: Request, rows: list[Row]) -> Result:
        """How many per cent the first is above or below the second, as a positive figure."""
        first, second = (_quantity(row) for row in _two(rows))
        return self._total(request, rows, percentage(directed(first, second, Sense.EITHER), second))

    def _ratio(self, request: Request, rows: list[Row]) -> Result:
        first, second = (_quantity(row) for row in _two(rows))
        return self._total(request, rows, divide(first, second, unit="keer"))

    def _share(self, request: Request, rows: list[Row]) -> Result:
        if request.whole is None:
            raise UnfitRequestError("a share needs a whole")
        part = add(_quantities(rows))
        side = request.whole
        measure, period = side.measure or request.measures[0], side.period or request.periods[0]
        whole = self._metric(_for_side(request, side), side, measure, period)
        return self._total(request, rows, percentage(part, whole))

    def _extreme(self, request: Request, rows: list[Row]) -> Result:
        rows = _that_way(request, rows)
        ordered = sorted(rows, key=lambda row: -row.exact if request.highest else row.exact)
        if request.place:
            if request.place > len(ordered):
                raise UnfitRequestError(f"there is no place {request.place} among {len(ordered)}")
            at = ordered[request.place - 1].exact
            return Result(
                request=request, rows=tuple(row for row in ordered if row.exact == at), considered=tuple(rows)
            )
        last = ordered[min(request.count, len(ordered)) - 1].exact
        chosen = [r for r in ordered if (r.exact >= last if request.highest else r.exact <= last)]
        found = Result(request=request, rows=tuple(chosen), considered=tuple(rows))
        if request.quantifier != "first" or request.whole is None:
            return found
        return found.model_copy(update={"verdict": any(row.target == request.whole for row in chosen)})

    def _rank(self, request: Request, rows: list[Row]) -> Result:
        own = next((r for r in rows if r.target.members == request.targets[0].members), None)
        if own is None:
            raise UnfitRequestError("the target of a rank comes first")
        better = sum(r.exact > own.exact if request.highest else r.exact < own.exact for r in rows)
        return Result(request=request, rows=(own,), considered=tuple(rows), rank=better + 1)

    def _filter(self, request: Request, rows: list[Row]) -> Result:
        threshold = request.threshold
        if threshold is None:
            raise UnfitRequestError("a filter needs a threshold")
        chosen = [row for row in rows if threshold.admits(row.exact)]
        if request.metric in (Metric.GAP, Metric.GAP_PERCENT) and request.sense is Sense.DOWN and threshold.value > 0:
            # A surplus is no small shortfall.
            chosen = [row for row in chosen if row.exact > 0]
        chosen.sort(key=lambda row: -row.exact)
        verdict = {
            "": None, "all": len(chosen) == len(rows), "most": len(chosen) * 2 > len(rows), "none": not chosen,
            "some": bool(chosen), "first": None, "not all": len(chosen) < len(rows),
            "only": {row.target for row in chosen} == set(request.targets[: request.count]),
        }[request.quantifier]  # fmt: skip
        if request.quantifier in ("all", "not all") and len(chosen) < len(rows) and threshold.upper is None:
            # "Alle sectoren stegen" is contradicted by those that did not.
            opposite = threshold.model_copy(update={"comparator": threshold.comparator.opposite})
            request = request.model_copy(update={"threshold": opposite})
            chosen = [row for row in rows if row not in chosen]
        return Result(request=request, rows=tuple(chosen), considered=tuple(rows), verdict=verdict)

    def _years(self, request: Request, rows: list[Row]) -> Result:
        """After how many whole years a shortfall is made up, at the yearly growth that is supposed."""
        supposed, gap = request.supposed, _quantity(rows[0])
        if supposed is None or len(rows) != 1 or supposed.kind not in ("add", "again") or supposed.unit == "%":
            raise UnfitRequestError("years need a growth by as many every year")
        step = literal(supposed.amount, gap.unit)
        if supposed.kind == "again":
            years, subject, period = self.facts.periods, request.targets[0], request.periods[0]
            at = years.index(period)
            now = self._level(subject, supposed.measure, period, "")
            step = subtract(now, self._level(subject, supposed.measure, years[max(at - 1, 0)], ""))
        if gap.value <= 0 or step.value <= 0:
            raise UnfitRequestError("nothing is lacking, or nothing is added")
        found = divide(gap, step, "jaar")
        whole = found.value.to_integral_value(rounding=ROUND_CEILING)
        found = replace(found, value=whole, expression=f"{found.expression}, naar boven afgerond", rounded=False)
        row = _row(rows[0].target, rows[0].measure, rows[0].period, found)
        steps = (f"{row.period} + {whole} = {int(row.period) + int(whole)}",) if row.period.isdigit() else ()
        return Result(request=request, rows=(row.model_copy(update={"steps": steps}),))

    def _total(self, request: Request, rows: Sequence[Row], quantity: Quantity) -> Result:
        target = Target(label="", members=tuple(dict.fromkeys(m for row in rows for m in row.target.members)))
        total = _row(target, rows[0].measure, rows[-1].period, quantity)
        return Result(request=request, rows=tuple(rows), total=total)


def _that_way(request: Request, rows: list[Row]) -> list[Row]:
    """The rows that moved as is asked: the smallest rise is the smallest of those that rose."""
    if request.metric is not Metric.LEVEL and request.sense is not Sense.EITHER:
        rows = [row for row in rows if row.exact > 0]
    if not rows:
        raise UnfitRequestError("nobody moved that way")
    return rows


def _for_side(request: Request, target: Target) -> Request:
    """The request as it is for one side of a comparison."""
    return request if target.qualifier is None else request.model_copy(update={"qualifier": target.qualifier})


_LENIENT = frozenset({Aggregation.EXTREME, Aggregation.SPREAD, Aggregation.RANK, Aggregation.FILTER, Aggregation.COUNT})


def _row(target: Target, measure: str, period: str, quantity: Quantity) -> Row:
    shown = _shown(quantity)
    return Row(
        target=target, measure=measure, period=period, value=shown, exact=quantity.value, unit=quantity.unit,
        expression=quantity.expression, operands=quantity.operands, approximate=quantity.approximate,
        computed=quantity.compound, rounded=quantity.rounded and shown != quantity.value,
        ends=tuple((_shown(end), end.unit) for end in quantity.ends),
        steps=tuple(f"{end.expression} = {format_number(_shown(end))}" for end in quantity.ends if end.compound),
    )  # fmt: skip


def _shown(quantity: Quantity) -> Decimal:
    return round_half_up(quantity.value, _SHOWN_DECIMALS) if quantity.rounded else quantity.value


def _quantity(row: Row) -> Quantity:
    return Quantity(
        row.exact, row.unit, row.expression, row.operands, row.approximate, compound=row.computed, rounded=row.rounded
    )


def _quantities(rows: Sequence[Row]) -> list[Quantity]:
    return [_quantity(row) for row in rows]


def _two(rows: Sequence[Row]) -> tuple[Row, Row]:
    if len(rows) != 2:
        raise UnfitRequestError(f"a comparison of {len(rows)} figures")
    return rows[0], rows[1]


__all__ = ["Calculator", "Missing", "MissingFigureError", "Result", "Row", "UnfitRequestError"]
