"""One look for all charts: light, legible at 600 pixels, told apart without seeing red and green.

The colours are those of Okabe and Ito (2008), Color Universal Design.
"""

from __future__ import annotations

from typing import Any

COLOURS = {
    "blue": "#0072B2",
    "vermillion": "#D55E00",
    "green": "#009E73",
    "purple": "#CC79A7",
    "orange": "#E69F00",
    "sky": "#56B4E9",
    "yellow": "#F0E442",
    "black": "#000000",
}
"""Colours by name, in the order in which categories take them."""
WIDTH = 510
"""Pixels of a chart without its axis: with it, 600."""
HEIGHT = 220
"""Pixels of the main part of a chart."""
FONT = "Liberation Sans, Arial, Helvetica, DejaVu Sans, sans-serif"
INK, QUIET, LINE = "#222222", "#555555", "#dddddd"


def theme() -> dict[str, Any]:
    """The ``config`` of a Vega-Lite chart. `counterclaim.analysis.plots.save` sets it; a page may too."""
    return {
        "background": "#ffffff",
        "font": FONT,
        "padding": 10,
        "view": {"stroke": None, "continuousWidth": WIDTH, "continuousHeight": HEIGHT},
        "range": {"category": list(COLOURS.values())},
        "title": {
            "anchor": "start",
            "color": INK,
            "fontSize": 13,
            "fontWeight": "bold",
            "subtitleColor": QUIET,
            "subtitleFontSize": 11,
            "subtitlePadding": 6,
            "offset": 12,
        },
        "axis": {
            "labelColor": INK,
            "labelFontSize": 11,
            "titleColor": QUIET,
            "titleFontSize": 11,
            "titleFontWeight": "normal",
            "gridColor": LINE,
            "domainColor": QUIET,
            "tickColor": QUIET,
        },
        "axisX": {"grid": False, "labelOverlap": "greedy", "labelFlush": False},
        "axisY": {"domain": False, "ticks": False, "tickCount": 5, "titlePadding": 8},
        "legend": {
            "orient": "top",
            "direction": "horizontal",
            "title": None,
            "labelColor": INK,
            "labelFontSize": 11,
            "labelLimit": 260,
            "symbolStrokeWidth": 2,
        },
        "bar": {"color": COLOURS["blue"]},
        "line": {"color": COLOURS["blue"], "strokeWidth": 2},
        "point": {"color": COLOURS["blue"], "filled": True, "size": 30},
        "area": {"color": COLOURS["blue"], "opacity": 0.2},
        "rule": {"color": QUIET},
    }
