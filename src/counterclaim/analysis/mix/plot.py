"""Charts of a mix: shares of both sides, and of postures over time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import altair as alt
import polars as pl

from counterclaim.analysis.mix.shares import Share
from counterclaim.analysis.mix.shift import Shift
from counterclaim.analysis.mix.tables import POSTURES
from counterclaim.analysis.plots import COLOURS, WIDTH

_ROW = 30
_MOST = 12
_LABELS = 170
_NARROW = WIDTH - _LABELS + 60
_SIDES = ["A", "B"]
_HALF = 52


def chart(shifts: Mapping[str, tuple[str, Shift]], periods: pl.DataFrame) -> alt.VConcatChart:
    """The shares of each mix on both sides, with 95 % intervals, and those of postures over `periods`.

    `shifts` has a heading and a shift for each key; of each the 12 commonest categories are drawn.
    """
    parts: list[Any] = [_of_sides(heading, shift) for heading, shift in shifts.values() if any(shift.total)]
    if periods.height:
        parts.append(_over_time(periods))
    if not parts:
        parts = [
            alt.Chart(alt.InlineData(values=[{"text": "nothing to draw"}])).mark_text().encode(text="text:N")
        ]
    return alt.vconcat(*parts, spacing=24)


def _of_sides(heading: str, shift: Shift) -> Any:
    shown = shift.categories[:_MOST]
    rows = [
        row for one in shown for side, of in (("A", one.a), ("B", one.b)) for row in _row(one.name, side, of)
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y(
            "category:N",
            title=None,
            sort=[one.name for one in shown],
            axis=alt.Axis(labelLimit=_LABELS, labelPadding=8),
        ),
        yOffset=alt.YOffset("side:N", sort=_SIDES),
        color=_colour(),
    )
    lines = base.mark_rule(strokeWidth=2).encode(
        x=alt.X(
            "low:Q",
            title="share of the events, 95 % interval",
            axis=alt.Axis(format="%"),
            scale=alt.Scale(domain=[0, 1]),
        ),
        x2="high:Q",
    )
    points = base.mark_point(filled=True, size=45, opacity=1).encode(x="share:Q", shape=_shape())
    known = f"{shift.total[0]:,} events of A, {shift.total[1]:,} of B"
    return (lines + points).properties(
        width=_NARROW, height=_ROW * len(shown), title=alt.Title(f"{heading} ({known})", fontSize=12)
    )


def _row(category: str, side: str, of: Share) -> Iterable[dict[str, Any]]:
    if of.interval is not None:
        bounds = {"share": of.interval.value, "low": of.interval.low, "high": of.interval.high}
        yield {"category": category, "side": side, **bounds}


def _over_time(periods: pl.DataFrame) -> Any:
    seen = [name for name in POSTURES if name in periods.filter(pl.col("count") > 0)["category"].to_list()]
    order = periods.sort("from")["period"].unique(maintain_order=True).to_list()
    rows = periods.filter(pl.col("category").is_in(seen)).select(
        "period", "category", "share", "low", "high", "side", "total"
    )
    base = alt.Chart(alt.InlineData(values=rows.to_dicts())).encode(
        x=alt.X("period:O", title=None, sort=order, axis=alt.Axis(labelAngle=-45 if len(order) > 8 else 0)),
        color=_colour(),
    )
    lines = base.mark_rule(strokeWidth=2).encode(
        y=alt.Y(
            "low:Q",
            title=None,
            axis=alt.Axis(format="%", values=[0, 0.5, 1], labelFontSize=9),
            scale=alt.Scale(domain=[0, 1]),
        ),
        y2="high:Q",
    )
    points = base.mark_point(filled=True, size=45, opacity=1).encode(y="share:Q", shape=_shape())
    return (
        (lines + points)
        .properties(width=_NARROW, height=_HALF)
        .facet(
            row=alt.Row(
                "category:N",
                sort=seen,
                title=None,
                header=alt.Header(labelAngle=0, labelAlign="left", labelFontSize=11),
            ),
            spacing=16,
        )
        .properties(title=alt.Title("posture over time, shares with 95 % intervals", fontSize=12))
    )


def _colour() -> alt.Color:
    return alt.Color("side:N", scale=alt.Scale(domain=_SIDES, range=[COLOURS["blue"], COLOURS["vermillion"]]))


def _shape() -> alt.Shape:
    return alt.Shape("side:N", scale=alt.Scale(domain=_SIDES, range=["circle", "square"]))
