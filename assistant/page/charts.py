"""Figures as bars, with their numbers in Dutch notation, a summary in words and the same data as a table."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from assistant.answer import CitedCalculation
from corpus.dutch import format_number
from corpus.facts import with_unit
from corpus.lexicon import Lexicon

if TYPE_CHECKING:
    import altair as alt

_DUTCH = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""], "minus": "−"}
_BLUE, _ORANGE = "#007bc7", "#c75300"
_ROW = 26
"""Height of a bar with its margin, in pixels."""
_YEAR = re.compile(r" \d{4}(?:Q\d)?$")
_FEWEST = 3
_MOST = 60


class Bar(NamedTuple):
    """One figure: whom it is about, what it counts ("Realisatie"), and its value in ``unit``."""

    name: str
    series: str
    value: Decimal
    unit: str


def bars_of(calculation: CitedCalculation | None, lexicon: Lexicon, subjects: Collection[str]) -> tuple[Bar, ...]:
    """The figures of a list or a comparison of these subjects; none where a picture says no more than the sum."""
    operands = calculation.operands if calculation else ()
    if not 2 <= len(operands) <= _MOST or len({operand.unit for operand in operands}) > 1:
        return ()
    bars = tuple(Bar(*_named(o.label, lexicon), o.value, o.unit) for o in operands)
    names = {bar.name for bar in bars}
    if not all(_YEAR.sub("", name) in subjects for name in names):
        # A part beside its whole is no comparison.
        return ()
    if len(names) < 2 or (len(bars) < _FEWEST and len({bar.series for bar in bars}) > 1):
        return ()
    years = {found[0] if (found := _YEAR.search(name)) else "" for name in names}
    return tuple(bar._replace(name=_YEAR.sub("", bar.name)) for bar in bars) if len(years) == 1 else bars


def _named(label: str, lexicon: Lexicon) -> tuple[str, str]:
    """Whom an operand is about, and what it counts: the measure that its label begins with."""
    for measure in sorted(lexicon.measures.values(), key=lambda measure: -len(measure.label)):
        if label.startswith(f"{measure.label} "):
            return label.removeprefix(f"{measure.label} "), measure.label
    return label, ""


def in_words(bars: Sequence[Bar]) -> str:
    """What the picture shows: how many bars, the highest and the lowest of each series."""
    sentences = []
    for series in dict.fromkeys(bar.series for bar in bars):
        own = sorted((bar for bar in bars if bar.series == series), key=lambda bar: bar.value)
        low, high = own[0], own[-1]
        name = series or "Waarde"
        if len(own) == 1:
            sentences.append(f"{name}: {high.name} {with_unit(high.value, high.unit)}.")
            continue
        sentences.append(
            f"{name}: het hoogst bij {high.name} ({with_unit(high.value, high.unit)}), het laagst bij {low.name} "
            f"({with_unit(low.value, low.unit)})."
        )
    return " ".join(sentences)


def chart(bars: Sequence[Bar], target: str = "") -> alt.LayerChart:
    """Horizontal bars in the order given; the series ``target`` is drawn as a stripe across them."""
    import altair as alt

    # Only drawing needs a float; the label beside the bar is written from the exact value.
    rows = [
        {"naam": b.name, "reeks": b.series, "waarde": float(b.value), "tekst": with_unit(b.value, b.unit)} for b in bars
    ]
    order = list(dict.fromkeys(b.name for b in bars))
    unit = bars[0].unit
    series = list(dict.fromkeys(b.series for b in bars if b.series != target))
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("naam:N", sort=order, title=None, axis=alt.Axis(labelLimit=230, ticks=False, domain=False)),
        x=alt.X("waarde:Q", title=unit, axis=alt.Axis(format=",f", grid=True, tickCount=5)),
        tooltip=[alt.Tooltip("naam:N", title="Naam"), alt.Tooltip("reeks:N", title="Cijfer"),
                 alt.Tooltip("tekst:N", title="Waarde")],
    )  # fmt: skip
    bar = base.transform_filter(alt.datum.reeks != target).mark_bar(color=_BLUE, height={"band": 0.7})
    if len(series) > 1:
        bar = bar.encode(yOffset=alt.YOffset("reeks:N", sort=series), opacity=alt.Opacity("reeks:N", legend=None))
    text = base.transform_filter(alt.datum.reeks != target).mark_text(align="left", dx=5).encode(text="tekst:N")
    layers = [bar, text]
    if target:
        stripe = base.transform_filter(alt.datum.reeks == target)
        layers.insert(1, stripe.mark_tick(color=_ORANGE, thickness=3, height={"band": 0.9}))
        # The number would stand under the stripe.
        layers.pop()
    drawn: alt.LayerChart = (
        alt.layer(*layers)
        .properties(height=max(_ROW * len(order) * max(len(series), 1), 60), width="container")
        .configure(locale={"number": _DUTCH})
        .configure_view(stroke=None)
    )
    return drawn


def as_csv(heads: Sequence[str], rows: Iterable[Sequence[Decimal | str | None]]) -> bytes:
    """A table for a Dutch spreadsheet: semicolons, decimal commas, no cell that is run as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_cell(value) for value in row])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Decimal | str | None) -> str:
    if isinstance(value, Decimal):
        return format_number(value).replace(".", "").replace("−", "-")
    text = value or ""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
