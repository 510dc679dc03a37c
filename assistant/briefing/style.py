"""The measures of the page that the writers share, in points."""

from __future__ import annotations

from assistant.briefing.model import Chart

FONT = "Arial"
"""The typeface of the Word document; LibreOffice sets it in Liberation Sans, which is as wide."""
BODY, HEADING, TABLE, SMALL, FOOT, TITLE = 10, 11, 9, 8, 7.5, 17
LINE_HEIGHT = 1.19
MARGIN_X, MARGIN_TOP, MARGIN_BOTTOM = 56.7, 54.0, 56.7
PAGE_WIDTH = 595.3 - 2 * MARGIN_X
PAGE_HEIGHT = 841.9 - MARGIN_TOP - MARGIN_BOTTOM - 6
TITLE_HEIGHT = 38.0
BULLET_INDENT = 11.0
ROW_HEIGHT, SLIM_ROW, SLIM_TABLE = 13.6, 11.7, 8.5
CHART_EXTRA = 8.0
SPACE = {"heading": 9.0, "paragraph": 2.5, "source": 4.0, "table": 4.0}

BLUE, LIGHT, INK, GREY, LINE = "#154273", "#8FB8DE", "#1A1A1A", "#595959", "#B9C4D0"

_BAR, _AXES = 17.0, 34.0
_MANY, _SLIM, _VERY_MANY, _THIN = 5, 12.5, 9, 10.0


def crowded(count: int) -> bool:
    """Whether so many rows or bars are set smaller."""
    return count >= _VERY_MANY


def chart_height(chart: Chart) -> float:
    """The height of a chart: that of its bars, its legend and its axis."""
    size = _THIN if crowded(len(chart.bars)) else _SLIM if len(chart.bars) >= _MANY else _BAR
    return len(chart.bars) * size + _AXES
