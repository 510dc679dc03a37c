"""Draws the chart of a briefing as PNG (Word) or SVG (PDF): offline, with Dutch numbers.

The picture is described in Vega-Lite. The figures in it are texts in Dutch notation that come with
the chart, so that no number is formatted by the drawing library but those of the axis.
"""

from __future__ import annotations

from typing import Any

from assistant.briefing.model import Bar, Chart
from assistant.briefing.style import BLUE, INK, LIGHT, PAGE_WIDTH, chart_height

_LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€\u00a0", ""]}
_SCALE = 3.0
_SIZE = 9
_SANS = "Arial, Liberation Sans, sans-serif"
_ROOM_INSIDE = 0.4
"""The share of the width that a bar takes at least for its figure to stand inside it."""

Json = dict[str, Any]


def as_png(chart: Chart) -> bytes:
    """The chart as a PNG, sharp enough for print."""
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(spec(chart, _SANS), scale=_SCALE, format_locale=_LOCALE))


def as_svg(chart: Chart, font: str) -> str:
    """The chart as an SVG that is set in ``font``."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(spec(chart, font), format_locale=_LOCALE))


def spec(chart: Chart, font: str) -> Json:
    """The picture as Vega-Lite: bars of what was realised, what comes beside it, a rule at the target."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": PAGE_WIDTH, "height": chart_height(chart), "background": "white",
        "autosize": {"type": "fit", "contains": "padding"}, "padding": {"left": 1, "right": 12, "top": 1, "bottom": 1},
        "layer": _layers(chart),
        "config": {
            "font": font, "view": {"stroke": None},
            "axis": {"labelFontSize": _SIZE, "labelColor": INK, "gridColor": "#E3E8EE"},
            "legend": {"labelFontSize": _SIZE, "labelColor": INK, "symbolSize": 70, "symbolOpacity": 1},
            "text": {"fontSize": _SIZE},
        },
    }  # fmt: skip


def _layers(chart: Chart) -> list[Json]:
    done, beside, target = chart.names
    pieces: list[Json] = []
    ends: list[Json] = []
    for bar in chart.bars:
        own, extra, goal = float(bar.value), float(bar.beside or 0), float(bar.target or 0)
        pieces.append({"label": bar.label, "part": done, "from": 0.0, "to": own})
        if beside and extra:
            pieces.append({"label": bar.label, "part": beside, "from": own, "to": own + extra})
        figure = {"own": own, "end": own + extra, "goal": goal, "text": _said(chart, bar)}
        ends.append({"label": bar.label, "part": target, **figure})
    top = max(max(float(end["end"]), float(end["goal"])) for end in ends) * 1.02
    parts = {name: colour for name, colour in ((done, BLUE), (beside, LIGHT), (target, INK)) if name}
    colour = {
        "field": "part", "type": "nominal", "scale": {"domain": list(parts), "range": list(parts.values())},
        "legend": {"title": None, "orient": "top", "direction": "horizontal", "symbolType": "square", "offset": 2},
    }  # fmt: skip
    down: Json = {"field": "label", "type": "nominal", "sort": [bar.label for bar in chart.bars], "title": None}
    down["axis"] = {"domain": False, "ticks": False, "labelPadding": 6, "labelLimit": 200}
    across: Json = {"type": "quantitative", "scale": {"domain": [0, top], "nice": True}, "title": None}
    across["axis"] = {"format": ",d", "tickCount": 6, "grid": True, "domain": False, "ticks": False}
    rule = {"type": "tick", "thickness": 2.2, "height": {"band": 1.45 if chart.unit == "%" else 0.9}}
    return [
        {
            "data": {"values": pieces}, "mark": {"type": "bar", "height": {"band": 0.62}},
            "encoding": {"y": down, "x": {**across, "field": "from"}, "x2": {"field": "to"}, "color": colour},
        },
        {
            "data": {"values": [end for end in ends if end["goal"]]}, "mark": rule,
            "encoding": {"y": down, "x": {**across, "field": "goal"}, "color": colour},
        },
        *_figures(ends, down, across, top * _ROOM_INSIDE if chart.unit != "%" else top),
    ]  # fmt: skip


def _said(chart: Chart, bar: Bar) -> str:
    between = " + " if chart.unit != "%" else ", "
    return between.join(filter(None, [bar.shown, bar.beside_shown]))


def _figures(ends: list[Json], down: Json, across: Json, room: float) -> list[Json]:
    """The figures: inside a bar that is longer than ``room`` in white, behind any other in ink."""
    made = []
    for inside in (True, False):
        values = [{**end, "from": 0.0} for end in ends if (end["own"] > room) is inside]
        look = {"color": "white", "fontWeight": "bold"} if inside else {"color": INK}
        place = {**across, "field": "from" if inside else "end"}
        encoding = {"y": down, "x": place, "text": {"field": "text", "type": "nominal"}}
        if values:
            mark = {"type": "text", "align": "left", "dx": 6, **look}
            # A rim of white keeps a figure apart from the rule that it crosses.
            rims = [] if inside else [{**mark, "color": "white", "stroke": "white", "strokeWidth": 3}]
            made += [{"data": {"values": values}, "mark": each, "encoding": encoding} for each in (*rims, mark)]
    return made
