"""Charts of a spread: where places woke and fell silent, and near repeats."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import altair as alt

from counterclaim.analysis.plots import COLOURS, WIDTH
from counterclaim.analysis.spread.centre import Drift
from counterclaim.analysis.spread.knox import Cell, Knox
from counterclaim.analysis.spread.places import STATES, Turnover

_MOST_HEIGHT, _LEAST_HEIGHT = 420, 160
_NAMED = 14
_WIDE, _HIGH = 0.16, 0.05
_SIZE = 30.0
_COLOURS = [COLOURS["vermillion"], COLOURS["orange"], COLOURS["sky"], COLOURS["black"]]
_SHAPES = ["triangle-up", "diamond", "circle", "square"]


def chart(
    found: Turnover | None,
    moved: Drift | None,
    near: Knox | None,
    names: Mapping[str, str],
    points: Mapping[str, tuple[float, float]],
) -> alt.VConcatChart:
    """Places by what became of them, with the centres of both periods, and the ratio of near pairs to chance."""
    parts: list[Any] = []
    if found is not None and (rows := _places(found, names, points)):
        parts.append(_map(rows, moved))
    if near is not None:
        parts.append(_near(near))
    if not parts:
        parts = [
            alt.Chart(alt.InlineData(values=[{"text": "nothing to draw"}])).mark_text().encode(text="text:N")
        ]
    drawn: alt.VConcatChart = alt.vconcat(*parts, spacing=24).resolve_scale(
        color="independent", shape="independent"
    )
    return drawn


def _places(
    found: Turnover, names: Mapping[str, str], points: Mapping[str, tuple[float, float]]
) -> list[dict[str, Any]]:
    return [
        {
            "place": names[one.key],
            "short": names[one.key].partition(",")[0],
            "state": one.state,
            "events": one.before + one.after,
            "lat": points[one.key][0],
            "lon": points[one.key][1],
        }
        for one in found.places
        if one.key in points
    ]


def _map(rows: list[dict[str, Any]], moved: Drift | None) -> Any:
    lat, lon = _frame([row["lat"] for row in rows]), _frame([row["lon"] for row in rows])
    middle = math.cos(math.radians(sum(lat) / 2))
    height = WIDTH * (lat[1] - lat[0]) / max((lon[1] - lon[0]) * middle, 1e-6)
    if not _LEAST_HEIGHT <= height <= _MOST_HEIGHT:
        height = min(max(height, _LEAST_HEIGHT), _MOST_HEIGHT)
    at: dict[str, Any] = {
        "x": alt.X("lon:Q", title="longitude", scale=alt.Scale(domain=lon, nice=False)),
        "y": alt.Y("lat:Q", title="latitude", scale=alt.Scale(domain=lat, nice=False)),
    }
    states = [state for state in STATES if any(row["state"] == state for row in rows)]
    chosen = [STATES.index(state) for state in states]
    base = alt.Chart(alt.InlineData(values=rows)).encode(**at)
    marks = base.mark_point(filled=True, opacity=0.85).encode(
        color=alt.Color("state:N", scale=alt.Scale(domain=states, range=[_COLOURS[i] for i in chosen])),
        shape=alt.Shape("state:N", scale=alt.Scale(domain=states, range=[_SHAPES[i] for i in chosen])),
        size=alt.Size(
            "events:Q", legend=None, scale=alt.Scale(domainMin=0, rangeMin=_SIZE, rangeMax=8 * _SIZE)
        ),
        tooltip=["place:N", "state:N", "events:Q"],
    )
    named = _named(rows, lat, lon)
    texts = (
        alt.Chart(alt.InlineData(values=named))
        .mark_text(align="left", dx=8, dy=-6, fontSize=10)
        .encode(**at, text="short:N")
    )
    layers: list[Any] = [marks, texts]
    if moved is not None:
        ends = [
            {
                "lat": moved.before.lat,
                "lon": moved.before.lon,
                "to_lat": moved.after.lat,
                "to_lon": moved.after.lon,
            }
        ]
        line = alt.Chart(alt.InlineData(values=ends)).mark_rule(strokeDash=[5, 3], strokeWidth=2)
        layers.append(line.encode(**at, x2="to_lon:Q", y2="to_lat:Q"))
        centres = [
            {"lat": of.lat, "lon": of.lon, "text": text}
            for of, text in ((moved.before, "centre of B"), (moved.after, "centre of A"))
        ]
        crosses = alt.Chart(alt.InlineData(values=centres)).encode(**at)
        layers += [
            crosses.mark_point(shape="cross", size=90, filled=True, color=COLOURS["purple"], opacity=1),
            crosses.mark_text(align="right", dx=-9, fontSize=10, fontWeight="bold").encode(text="text:N"),
        ]
    return alt.layer(*layers).properties(
        width=WIDTH, height=round(height), title=alt.Title("places, from B to A; size by events", fontSize=12)
    )


def _named(rows: list[dict[str, Any]], lat: list[float], lon: list[float]) -> list[dict[str, Any]]:
    """The places that are named, those of most events first: none so near another that the names would meet."""
    named: list[dict[str, Any]] = []
    for row in sorted(rows, key=lambda row: (-row["events"], row["place"])):
        clear = all(
            abs(row["lon"] - other["lon"]) > _WIDE * (lon[1] - lon[0])
            or abs(row["lat"] - other["lat"]) > _HIGH * (lat[1] - lat[0])
            for other in named
        )
        if clear:
            named.append(row)
    return named[:_NAMED]


def _frame(values: list[float]) -> list[float]:
    low, high = min(values), max(values)
    room = max(0.12 * (high - low), 0.15)
    return [low - room, high + room]


def _near(found: Knox) -> Any:
    order = list(dict.fromkeys(_band(cell) for cell in found.cells))
    rows = [
        {
            "km": _band(cell),
            "days": f"{cell.days[0]} to {cell.days[1]} days",
            "ratio": cell.ratio,
            "text": f"{cell.ratio:.1f}{'*' if cell.q < 0.05 else ''}" if cell.ratio is not None else "none",
            "detail": f"{cell.observed} pairs, {cell.by_chance.value:.1f} by chance",
        }
        for cell in found.cells
    ]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X("days:O", title="apart in time", sort=None, axis=alt.Axis(labelAngle=0)),
        y=alt.Y("km:O", title="apart in space", sort=order),
    )
    cells = base.mark_rect().encode(
        color=alt.Color(
            "ratio:Q",
            legend=None,
            scale=alt.Scale(
                domain=[0, 1, 3],
                range=[COLOURS["sky"], "#ffffff", COLOURS["orange"]],
                clamp=True,
                interpolate="rgb",
            ),
        ),
        tooltip=["detail:N"],
    )
    return (cells + base.mark_text(fontSize=11).encode(text="text:N")).properties(
        width=WIDTH - 40,
        height=130,
        title=alt.Title("near repeats in A: pairs over those by chance, * where q is below .05", fontSize=12),
    )


def _band(cell: Cell) -> str:
    return "same place" if cell.km[0] == 0 else f"to {cell.km[1]:g} km"
