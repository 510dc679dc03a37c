"""What comes out of a calculation: a row for each target, and the whole of it."""

from __future__ import annotations

from decimal import Decimal

from assistant.quantity import Operand
from assistant.question import Request, Target
from corpus.documents import Frozen
from corpus.dutch import format_number, round_half_up

_STEP_DECIMALS = 6


class Missing(Frozen):
    """A figure that the letters do not give: of whom, what, when and which part."""

    subject: str
    measure: str
    period: str
    qualifier: str = ""


class MissingFigureError(Exception):
    """A calculation needs a figure that no letter gives."""

    def __init__(self, missing: Missing) -> None:
        super().__init__(str(missing))
        self.missing = missing


class Row(Frozen):
    """The outcome for one target: ``value`` as shown, ``exact`` before rounding."""

    target: Target
    measure: str
    period: str
    value: Decimal
    exact: Decimal
    unit: str
    expression: str
    operands: tuple[Operand, ...]
    approximate: bool = False
    computed: bool = False
    rounded: bool = False
    ends: tuple[tuple[Decimal, str], ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def rose(self) -> bool:
        """Whether the later figure is above the earlier one, or the realisation above the target."""
        return bool(self.ends) and self.ends[1][0] > self.ends[0][0]

    @property
    def signed(self) -> Decimal:
        """The figure with its sign: a fall or a shortfall is negative, however it was asked."""
        return abs(self.exact) * (1 if self.rose else -1) if self.ends else self.exact

    @property
    def calculation(self) -> str:
        """The sum as a line: ``595,4 + 230,9 = 826,3``."""
        return f"{self.expression} = {format_number(self.value)}" if self.computed else ""


class Result(Frozen):
    """What came out of a request.

    ``rows`` are the targets that answer it, in order; ``considered`` all that were compared.
    ``total`` is the outcome over the rows for a sum, difference, ratio, share or mean. ``rank``
    and ``verdict`` are filled for a rank and a claim.
    """

    request: Request
    rows: tuple[Row, ...]
    considered: tuple[Row, ...] = ()
    total: Row | None = None
    rank: int | None = None
    verdict: bool | None = None
    missing: tuple[Missing, ...] = ()

    @property
    def headline(self) -> Row | None:
        """The one figure that answers the request, when there is one."""
        if self.total is not None:
            return self.total
        return self.rows[0] if len(self.rows) == 1 else None

    @property
    def operands(self) -> tuple[Operand, ...]:
        """Every operand once, in order of use."""
        rows = ([self.total] if self.total else []) + list(self.rows)
        seen = {operand.fact: operand for row in rows for operand in row.operands}
        return tuple(seen.values())

    @property
    def expression(self) -> str:
        """The calculation as one line; empty where nothing was worked out."""
        headline = self.headline
        return headline.calculation if headline else ""

    @property
    def rounding(self) -> str:
        """What was done to the decimals, in Dutch."""
        headline = self.headline
        if headline is None or not headline.rounded:
            return "exact"
        return f"afgerond op één decimaal (onafgerond {format_number(_trim(headline.exact))})"


def _trim(value: Decimal) -> Decimal:
    return round_half_up(value, _STEP_DECIMALS).normalize()
