"""A place over time as a chart: the probability of each state, and what was said as ticks by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import altair as alt
import polars as pl

from counterclaim.analysis.plots import COLOURS, WIDTH
from counterclaim.ask.control.asking import ControlView
from counterclaim.control.sites import Site
from counterclaim.control.statements import Says
from counterclaim.control.states import ANOTHER, CONTESTED, UNKNOWN
from counterclaim.control.strip import days_of
from counterclaim.errors import UsageError

_COLUMNS = 400
_HEIGHT = 200
_NEAR = 200
"""Days up to which the axis names days."""
_LANE = 26
_PARTIES = ("blue", "vermillion", "green", "purple", "sky", "orange")
_GREYS = {CONTESTED: "#5a5a5a", UNKNOWN: "#e4e4e4", ANOTHER: "#b4b4b4"}
_MOST_PARTIES = len(_PARTIES)
_SHAPES = {"says that it holds or took it": "circle", "says that it does not, or lost it": "cross"}
_FOR, _AGAINST = _SHAPES


def place_chart(
    view: ControlView, site: Site, start: date, end: date, *, known_on: date | None = None
) -> alt.VConcatChart:
    """Stacked probabilities from `start` to `end`, and below them each statement in the lane of the side it speaks of.

    A filled mark is a source without an interest, an empty one a party's; a cross is a denial.

    Raises:
        UsageError: the dates are the wrong way round.
    """
    if start > end:
        raise UsageError(f"the dates are the wrong way round: {start} is after {end}")
    days = days_of(start, end, _COLUMNS)
    found = view.probabilities(site, days, known_on, then=False)
    states = _ordered(found)
    names = {state: view.name(state, end) for state in states}
    colours = _colours(states)
    table = pl.DataFrame(
        [
            {
                "day": day.isoformat(),
                "state": names[state],
                "order": number,
                "probability": row.get(state, 0.0),
            }
            for day, row in zip(days, found, strict=True)
            for number, state in enumerate(states)
        ]
    )
    scale = alt.Scale(domain=[names[state] for state in states], range=[colours[state] for state in states])
    near = (end - start).days <= _NEAR
    axis = alt.Axis(format="%-d %b %Y" if near else "%b %Y", tickCount=6)
    time = alt.X("day:T", title=None, axis=axis, scale=alt.Scale(domain=[start.isoformat(), end.isoformat()]))
    areas = (
        alt.Chart(table)
        .mark_area(interpolate="step-after", opacity=0.9)
        .encode(
            x=time,
            y=alt.Y("probability:Q", title="probability", stack="zero", scale=alt.Scale(domain=[0, 1])),
            color=alt.Color("state:N", scale=scale, title=None, sort=None),
            order=alt.Order("order:Q"),
        )
        .properties(width=WIDTH, height=_HEIGHT)
    )
    ticks = _ticks(view, site, start, end, known_on, names)
    chart: alt.VConcatChart = alt.vconcat(areas, ticks, spacing=8).resolve_scale(
        x="shared", color="independent"
    )
    return chart


def _ticks(
    view: ControlView, site: Site, start: date, end: date, known_on: date | None, names: Mapping[str, str]
) -> alt.Chart:
    rows = [
        {
            "day": one.last.isoformat(),
            "side": names.get(one.party or "", view.name(one.party, end)) if one.party else "the place",
            "how": _FOR if (one.says is Says.LOST) == one.denied else _AGAINST,
            "who": "a party to the conflict" if one.interested else "no party",
            "said": view.found.sources[one.id]["source"],
        }
        for one in view.told(site.id, known_on)
        if start <= one.last <= end
    ]
    empty = {"day": start.isoformat(), "side": "", "how": _FOR, "who": "no party", "said": ""}
    data = pl.DataFrame(rows or [empty])
    lanes = sorted(set(data["side"].to_list()))
    points: alt.Chart = (
        alt.Chart(data)
        .mark_point(size=55, strokeWidth=1.6, opacity=1.0 if rows else 0.0)
        .encode(
            x=alt.X(
                "day:T",
                title=None,
                axis=alt.Axis(labels=False, ticks=False, domain=False),
                scale=alt.Scale(domain=[start.isoformat(), end.isoformat()]),
            ),
            y=alt.Y("side:N", title="said of", sort=lanes, axis=alt.Axis(grid=True)),
            yOffset=alt.YOffset("how:N", scale=alt.Scale(domain=list(_SHAPES))),
            shape=alt.Shape(
                "how:N",
                title=None,
                scale=alt.Scale(domain=list(_SHAPES), range=list(_SHAPES.values())),
                legend=alt.Legend(orient="bottom"),
            ),
            fill=alt.Fill(
                "who:N",
                title=None,
                scale=alt.Scale(domain=["no party", "a party to the conflict"], range=["#222222", "#ffffff"]),
                legend=alt.Legend(orient="bottom", symbolStrokeColor="#222222"),
            ),
            stroke=alt.value("#222222"),
            tooltip=["day", "said", "how", "who"],
        )
        .properties(width=WIDTH, height=max(2, len(lanes)) * _LANE + 8)
    )
    return points


def _ordered(found: Sequence[Mapping[str, float]]) -> list[str]:
    """Parties by their mean probability, then contested and unknown; smaller ones than can be told apart left out."""
    total: dict[str, float] = {}
    for row in found:
        for state, chance in row.items():
            total[state] = total.get(state, 0.0) + chance
    parties = sorted(
        (state for state in total if state not in _GREYS), key=lambda state: (-total[state], state)
    )
    greys = [state for state in (ANOTHER, CONTESTED, UNKNOWN) if state in total]
    return [*parties[:_MOST_PARTIES], *greys]


def _colours(states: Sequence[str]) -> dict[str, Any]:
    """Colours of states: parties by the order of their keys, so that one place's colours do not change with the dates."""
    parties = sorted(state for state in states if state not in _GREYS)
    return {**{state: COLOURS[name] for state, name in zip(parties, _PARTIES, strict=False)}, **_GREYS}
