"""Draws the chart of a briefing as PNG (Word) or SVG (PDF): offline, with Dutch numbers.

The picture is described in Vega-Lite; its labels are texts in Dutch notation that come with the
chart, so that no number is formatted by the drawing library but those of the axis.
"""

from __future__ import annotations

from typing import Any

from assistant.briefing.model import Chart
from assistant.briefing.style import BLUE, GREY, INK, LIGHT, PAGE_WIDTH, chart_height

_LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€\u00a0", ""], "percent": "%"}
_AXIS_ROOM = 34
_SCALE = 3.0
_SIZE = 9


def as_png(chart: Chart) -> bytes:
    """The chart as a PNG, sharp enough for print."""
    import vl_convert

    return bytes(
        vl_convert.vegalite_to_png(
            _spec(chart, "Arial, Liberation Sans, sans-serif"), scale=_SCALE, format_locale=_LOCALE
        )
    )


def as_svg(chart: Chart, font: str) -> str:
    """The chart as an SVG that is set in ``font``."""
    import vl_convert

    return str(vl_convert.vegalite_to_svg(_spec(chart, font), format_locale=_LOCALE))


def _spec(chart: Chart, font: str) -> dict[str, Any]:
    """The picture as Vega-Lite: bars of what was realised, what comes beside it, a tick at the target."""
    order = [bar.label for bar in chart.bars]
    done, beside, target = chart.names
    rows: list[dict[str, Any]] = []
    for bar in chart.bars:
        start, extra = float(bar.value), float(bar.beside or 0)
        rows.append({"label": bar.label, "part": done, "from": 0.0, "to": start})
        if beside and extra:
            rows.append({"label": bar.label, "part": beside, "from": start, "to": start + extra})
    ends = [
        {
            "label": bar.label, "to": float(bar.value) + float(bar.beside or 0), "target": float(bar.target or 0),
            "text": " + ".join([bar.shown, bar.beside_shown]) if chart.unit != "%" and bar.beside_shown
            else ", ".join(filter(None, [bar.shown, bar.beside_shown])),
        }
        for bar in chart.bars
    ]  # fmt: skip
    top = max(max(end["to"], end["target"]) for end in ends) * 1.02
    names = [name for name in chart.names[:2] if name]
    position = {"field": "label", "type": "nominal", "sort": order, "title": None}
    across = {"type": "quantitative", "scale": {"domain": [0, top], "nice": True}, "title": None}
    colour = {
        "field": "part", "type": "nominal", "scale": {"domain": [*names, target], "range": [BLUE, LIGHT, INK][-1 - len(names):] if len(names) == 2 else [BLUE, INK]},
        "legend": {"title": None, "orient": "top", "direction": "horizontal", "symbolType": "square", "offset": 2},
    }  # fmt: skip
    axis = {"format": ",d", "tickCount": 6, "grid": True, "domain": False, "ticks": False}
    layers = [
        {
            "data": {"values": rows},
            "mark": {"type": "bar", "height": {"band": 0.62}},
            "encoding": {
                "y": {**position, "axis": {"domain": False, "ticks": False, "labelPadding": 6, "labelLimit": 200}},
                "x": {**across, "field": "from", "axis": axis}, "x2": {"field": "to"}, "color": colour,
            },
        },
        {
            "data": {"values": [{**end, "part": target} for end in ends if end["target"]]},
            "mark": {"type": "tick", "thickness": 2.2, "height": {"band": 0.9}},
            "encoding": {"y": position, "x": {**across, "field": "target"}, "color": colour},
        },
        *_texts(ends, position, across, top),
    ]  # fmt: skip
    room = max(len(bar.label) for bar in chart.bars) * _SIZE * 0.52 + 14
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": PAGE_WIDTH - room, "height": chart_height(chart) - _AXIS_ROOM, "padding": 1,
        "background": "white", "layer": layers,
        "config": {
            "font": font, "view": {"stroke": None},
            "axis": {"labelFontSize": _SIZE, "labelColor": INK, "gridColor": "#E3E8EE", "labelFont": font},
            "legend": {"labelFontSize": _SIZE, "labelColor": INK, "labelFont": font, "symbolSize": 70},
            "text": {"fontSize": _SIZE, "font": font},
        },
    }  # fmt: skip


def _texts(
    ends: list[dict[str, Any]], position: dict[str, Any], across: dict[str, Any], top: float
) -> list[dict[str, Any]]:
    """The figures: inside a long bar in white, behind a short one in ink."""
    long = [end for end in ends if end["to"] > 0.4 * top]
    short = [end for end in ends if end["to"] <= 0.4 * top]
    made = []
    for values, align, shift, ink in ((long, "left", 6, "white"), (short, "left", 6, INK)):
        if values:
            field = "zero" if ink == "white" else "to"
            made.append(
                {
                    "data": {"values": [{**value, "zero": 0.0} for value in values]},
                    "mark": {
                        "type": "text",
                        "align": align,
                        "dx": shift,
                        "color": ink,
                        "fontWeight": "bold" if ink == "white" else "normal",
                    },
                    "encoding": {
                        "y": position,
                        "x": {**across, "field": field},
                        "text": {"field": "text", "type": "nominal"},
                    },
                }
            )
    return made


__all__ = ["GREY", "as_png", "as_svg"]
