"""The charts of tallies, comparisons and changes, from their JSON-ready answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import altair as alt
import polars as pl

from counterclaim.analysis.plots.saving import Chart
from counterclaim.analysis.plots.theme import COLOURS, HEIGHT, QUIET, WIDTH
from counterclaim.errors import UsageError

Row = Mapping[str, Any]
_EFFORT_HEIGHT = 60
_MOST_LINES = 8
"""Groups of a tally that are told apart by colour."""
_BASES = {"claimed": "vermillion", "reported": "blue", "estimated": "blue"}


def change_chart(found: Row) -> Chart:
    """Counts by period with their level, its interval, and the spans that changes lie in; reports underneath.

    `found` is an answer of `counterclaim.ask.change`.

    Raises:
        UsageError: it has no periods.
    """
    rows = _rows(found["periods"])
    keys = [
        key
        for key in ("count", "level", "level_low", "level_high", "reports", "sources")
        if key in rows.columns
    ]
    data = _days(rows.select("from", "to", *keys))
    x = _time("from")
    bars = alt.Chart(data).mark_bar(color=COLOURS["sky"], opacity=0.55).encode(
        x=x, x2="to:T", y=alt.Y("count:Q", title=f"{found['basis']} events a {found['period']}"), y2=alt.datum(0)
    )  # fmt: skip
    layers: list[alt.Chart] = [bars]
    if "level" in rows.columns:
        steps = _closed_steps(data)
        band = alt.Chart(steps).mark_area(interpolate="step-after", opacity=0.25, color=COLOURS["blue"])
        layers.append(band.encode(x=x, y="level_low:Q", y2="level_high:Q"))
        line = alt.Chart(steps).mark_line(interpolate="step-after", color=COLOURS["blue"])
        layers.append(line.encode(x=x, y="level:Q"))
    if found["changes"]:
        spans = _days(
            pl.DataFrame(
                [{key: one[key] for key in ("from", "to", "most_likely")} for one in found["changes"]]
            )
        )
        shade = (
            alt.Chart(spans)
            .mark_rect(color=COLOURS["vermillion"], opacity=0.18)
            .encode(x="from:T", x2="to:T")
        )
        rule = alt.Chart(spans).mark_rule(color=COLOURS["vermillion"], strokeWidth=2, strokeDash=[5, 3])
        layers += [shade, rule.encode(x="most_likely:T")]
    top = alt.layer(*layers).properties(width=WIDTH, height=HEIGHT)
    return _stacked(top, _effort(data, "reports", "sources"), x="shared")


def tally_chart(found: Row) -> Chart:
    """Rates by period with their intervals, claimed beside reported, effort underneath; without periods, by group.

    `found` is a tally's ``to_dict``. Only the first keys' eight largest groups are drawn.

    Raises:
        UsageError: it has nothing to draw.
    """
    rows = [row for row in found["cells"] if row["period"] is not None]
    bases = ["estimated"] if rows and "estimated_rate" in rows[0] else ["claimed", "reported"]
    groups = _largest(rows, found["by"], bases)
    long = _rows(
        [
            {
                **{key: row[key] for key in ("from", "to")},
                "group": _group(row, found["by"]),
                "basis": basis,
                "rate": row[f"{basis}_rate"],
                "low": row[f"{basis}_rate_low"],
                "high": row[f"{basis}_rate_high"],
            }
            for row in rows
            for basis in bases
            if _group(row, found["by"]) in groups and row[f"{basis}_rate"] is not None
        ]
    )
    title = f"{found['of']} a {found['per']}, 95 % interval"
    if found["period"] is None:
        groups_alone: Chart = _by_group(long, title)
        return groups_alone
    data = _days(long)
    colour = alt.Color(
        "basis:N", scale=alt.Scale(domain=bases, range=[COLOURS[_BASES[one]] for one in bases])
    )
    x = _time("from")
    base = alt.Chart(data)
    band = base.mark_area(opacity=0.18).encode(x=x, y=alt.Y("low:Q", title=title), y2="high:Q", color=colour)
    line = base.mark_line(point=True).encode(x=x, y="rate:Q", color=colour)
    drawn = alt.layer(band, line).properties(width=WIDTH, height=HEIGHT if len(groups) == 1 else HEIGHT // 2)
    if len(groups) > 1:
        return drawn.facet(
            row=alt.Row("group:N", title=None, header=alt.Header(labelOrient="top", labelAnchor="start"))
        )
    effort = _days(
        _rows([{key: row[key] for key in ("from", "to", "period_reports", "period_sources")} for row in rows])
    )
    return _stacked(drawn, _effort(effort, "period_reports", "period_sources"), x="shared")


def compare_chart(found: Row) -> Chart:
    """The rates of A and B a year, and their ratio beside 1, each with its interval; an open end is cut.

    `found` is an answer of `counterclaim.ask.comparison`.
    """
    sides = _rows(
        [
            {
                "side": f"{name.upper()}: {side['count']:,} in {side['days']:,g} days",
                **_closed(side["per_year"]),
            }
            for name, side in (("a", found["a"]), ("b", found["b"]))
        ]
    )
    rates = _dots(sides, "side", "a year, 95 % interval", alt.Scale(zero=True))
    ratio = found["ratio"]
    if ratio is None or ratio["value"] is None:
        return alt.vconcat(rates)
    one = _rows([{"side": "A over B", **_closed(ratio), "same": 1.0}])
    scale = alt.Scale(type="log") if one["low"][0] > 0 else alt.Scale(zero=True)
    dots = _dots(one, "side", "ratio, 95 % interval; the line is no change", scale)
    line = alt.Chart(_values(one)).mark_rule(strokeDash=[4, 3], color=QUIET).encode(x="same:Q")
    return _stacked(rates, alt.layer(dots, line), x="independent")


def _stacked(above: Any, below: Any, x: Literal["shared", "independent"]) -> Chart:
    """Two charts, one above the other, on one axis or each on its own."""
    both: Chart = alt.vconcat(above, below).resolve_scale(x=x)
    return both


def _closed(of: Row) -> dict[str, float]:
    """An interval whose open end is at three times the value."""
    value = float(of["value"])
    high = of["high"] if of["high"] is not None else max(value, float(of["low"])) * 3
    return {"value": value, "low": float(of["low"]), "high": float(high)}


def _dots(data: pl.DataFrame, name: str, title: str, scale: alt.Scale) -> Any:
    base = alt.Chart(_values(data)).encode(y=alt.Y(f"{name}:N", title=None, axis=alt.Axis(labelLimit=230)))
    span = base.mark_rule(strokeWidth=3, color=COLOURS["blue"])
    span = span.encode(x=alt.X("low:Q", title=title, scale=scale), x2="high:Q")
    dots = base.mark_point(size=70, color=COLOURS["vermillion"]).encode(x="value:Q")
    return alt.layer(span, dots).properties(width=WIDTH - 150, height=26 * data.height + 10)


def _by_group(data: pl.DataFrame, title: str) -> Any:
    named = data.select("low", "high", value="rate", row=pl.col("group") + " " + pl.col("basis"))
    return _dots(named, "row", title, alt.Scale(zero=True))


def _effort(data: alt.InlineData, reports: str, sources: str) -> Chart:
    """Reports as bars and sources as a line, a small chart to stand underneath."""
    base = alt.Chart(data).encode(x=_time("from"))
    bars = base.mark_bar(color="#bbbbbb").encode(
        x2="to:T", y=alt.Y(f"{reports}:Q", title="reports", axis=alt.Axis(tickCount=3)), y2=alt.datum(0)
    )
    line = base.mark_line(color=COLOURS["black"], strokeWidth=1, strokeDash=[2, 2], interpolate="step-after")
    both = alt.layer(bars, line.encode(y=f"{sources}:Q"))
    return both.properties(width=WIDTH, height=_EFFORT_HEIGHT)


def _time(name: str) -> alt.X:
    return alt.X(f"{name}:T", title=None, axis=alt.Axis(format="%-d %b %Y", labelAngle=0, tickCount=6))


def _rows(rows: Sequence[Row]) -> pl.DataFrame:
    if not rows:
        raise UsageError("there is nothing to draw: no period or group has a rate")
    return pl.DataFrame(list(rows), infer_schema_length=None)


def _days(frame: pl.DataFrame) -> alt.InlineData:
    """The rows with days as text; ``to`` is the day after the last one, so that bars touch."""
    days = [name for name, kind in frame.schema.items() if kind == pl.Date]
    after = frame.with_columns(pl.col("to").dt.offset_by("1d")) if "to" in days else frame
    return _values(after.with_columns(pl.col(days).dt.strftime("%Y-%m-%dT00:00:00")))


def _closed_steps(data: alt.InlineData) -> alt.InlineData:
    """The rows with one more at the end of the last period, so that its step is drawn."""
    rows = list(data.values)
    return alt.InlineData(values=[*rows, {**rows[-1], "from": rows[-1]["to"]}])


def _values(frame: pl.DataFrame) -> alt.InlineData:
    return alt.InlineData(values=frame.to_dicts())


def _group(row: Row, by: Sequence[str]) -> str:
    return ", ".join("not stated" if row[key] is None else str(row[key]).replace("_", " ") for key in by)


def _largest(rows: Sequence[Row], by: Sequence[str], bases: Sequence[str]) -> set[str]:
    totals: dict[str, float] = {}
    for row in rows:
        name = _group(row, by)
        totals[name] = totals.get(name, 0.0) + sum(row[f"{basis}_rate"] or 0.0 for basis in bases)
    return set(sorted(totals, key=lambda name: -totals[name])[:_MOST_LINES])
