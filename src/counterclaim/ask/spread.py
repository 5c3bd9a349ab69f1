"""Where a side of a record was active: places against an earlier side, the centre, near repeats, self-excitation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl

from counterclaim.analysis.dispersion import MOST_MONTHS, dispersion
from counterclaim.analysis.periods import calendar
from counterclaim.analysis.rates import Count
from counterclaim.analysis.spread import excitation as excited
from counterclaim.analysis.spread import words
from counterclaim.analysis.spread.centre import CENTRES, Centre, Drift, drift
from counterclaim.analysis.spread.excitation import Excitation, excitation
from counterclaim.analysis.spread.hawkes import MOST
from counterclaim.analysis.spread.knox import Knox, knox
from counterclaim.analysis.spread.places import Turnover, turnover
from counterclaim.ask.activity import Activity, activity, is_later
from counterclaim.ask.mix import side_row
from counterclaim.ask.rows import Row
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView

SCHEMA = "counterclaim.spread/1"
UNITS = ("place", "admin1", "country")
MOST_KM = 25.0
"""A place that is known less finely than this is no point: it has no part in centre and near repeats."""
_FINE = ("exact", "near")


@dataclass(frozen=True, slots=True)
class Spread:
    """The answer of `record_spread`; `turnover` and `drift` are null without an earlier side."""

    a: Activity
    b: Activity | None
    by: str
    turnover: Turnover | None
    drift: Drift | None
    knox: Knox | None
    excitation: Excitation | None
    names: Mapping[str, str]
    points: Mapping[str, tuple[float, float]]
    sentences: tuple[str, ...]
    warnings: tuple[str, ...]

    def to_dict(self) -> Row:
        """JSON-ready."""
        return {
            "schema": SCHEMA,
            "sentences": list(self.sentences),
            "warnings": list(self.warnings),
            "by": self.by,
            "places": self._places(),
            "turnover": self.turnover
            and {
                "counts": dict(self.turnover.counts),
                "by_chance": {name: of.to_dict() for name, of in self.turnover.by_chance.items()},
            },
            "drift": self.drift and _drift(self.drift),
            "near_repeat": self.knox and _knox(self.knox),
            "self_excitation": self.excitation and _excitation(self.excitation),
            "a": side_row(self.a),
            "b": self.b and side_row(self.b),
        }

    def _places(self) -> list[Row]:
        if self.turnover is None:
            return []
        return [
            {
                "id": place.key,
                "place": self.names[place.key],
                "state": place.state,
                "before": place.before,
                "after": place.after,
                "chance": place.chance,
                "q": place.q,
            }
            for place in self.turnover.places
        ]


def record_spread(
    view: RecordView,
    a: str | Mapping[str, Any],
    b: str | Mapping[str, Any] | None = None,
    *,
    by: str = "place",
    centre: str = "mean",
) -> Spread:
    """Where A was active, against the earlier B where there is one.

    Args:
        view: the record.
        a: a side, as `counterclaim.ask.activity.activity` takes it.
        b: an earlier one.
        by: ``place``, ``admin1`` or ``country``.
        centre: ``mean`` or ``median``.

    Raises:
        UsageError: a side or name cannot be, or A does not begin after B ends.
    """
    if by not in UNITS:
        raise UsageError(f"places are {', '.join(UNITS)}, not {by[:50]!r}")
    if centre not in CENTRES:
        raise UsageError(f"a centre is {' or '.join(CENTRES)}, not {centre[:50]!r}")
    one = activity(view, "A", a)
    other = activity(view, "B", b) if b is not None else None
    if other is not None and not is_later(one, other):
        raise UsageError(f"A must begin after B ends: A begins on {one.start}, B ends on {other.end}")
    points, days = _dated(one)
    near, dated = knox(points, days), _days(one)
    calls = excitation(dated, one.days) if len(dated) <= MOST else None
    changed = _turnover(view, one, other, by) if other else None
    moved = drift(_points(other), _points(one), by=centre) if other else None
    said = [words.of_knox(near, len(days)), excited.sentence(calls, len(dated))]
    if other and changed:
        many = (len(_points(other)), len(_points(one)))
        said = [words.of_turnover(changed), words.of_drift(moved, many), *said]
    sides = [side for side in (one, other) if side is not None]
    return Spread(
        one,
        other,
        by,
        changed,
        moved,
        near,
        calls,
        {
            key: name
            for side in sides
            for key, name in _keyed(side, by).select("key", "name").unique().iter_rows()
        },
        {key: (lat, lon) for side in sides for key, lat, lon in _placed(side, by)},
        tuple(said),
        (*_on_sides(one, other, by), *words.knox_warnings(near), *excited.warnings(calls)),
    )


def _turnover(view: RecordView, a: Activity, b: Activity, by: str) -> Turnover:
    earlier = activity(view, "earlier", {**b.asked, "start": date.min, "end": b.start - timedelta(days=1)})
    return turnover(
        _counts(b, by),
        _counts(a, by),
        (b.days, a.days),
        earlier=_counts(earlier, by),
        dispersion=_scatter((a, b), by),
    )


def _scatter(sides: tuple[Activity, ...], by: str) -> float:
    """The dispersion of the places' months, each side of a place round a rate of its own: those of most events."""
    series: list[list[Count]] = []
    used = 0
    for side in sides:
        months = calendar(side.start, side.end, "month").select("period", "days").rows()
        counted: dict[str, dict[str, int]] = {}
        for key, month, many in _keyed(side, by).group_by("key", "month").len().iter_rows():
            counted.setdefault(key, {})[month] = int(many)
        for key in sorted(counted, key=lambda key: (-sum(counted[key].values()), key)):
            used += len(months)
            if used > MOST_MONTHS:
                break
            series.append([Count(counted[key].get(label, 0), days) for label, days in months])
    found = dispersion(*series)
    return found.value if found is not None and found.over else 1.0


def _keyed(side: Activity, by: str) -> pl.DataFrame:
    """The own events whose place is known finely enough, with its ``key`` and ``name``."""
    own = side.own
    if by == "place":
        key = pl.coalesce("place_id", "place")
        name = pl.concat_str(["place", "admin1"], separator=", ", ignore_nulls=True)
        own = own.filter(pl.col("precision").is_in(_FINE))
    else:
        key = pl.concat_str(["country", "admin1"], separator=" ") if by == "admin1" else pl.col(by)
        name = pl.col(by)
    return own.with_columns(key=key, name=name).drop_nulls("key")


def _counts(side: Activity, by: str) -> dict[str, int]:
    return dict(_keyed(side, by).group_by("key").len().iter_rows())


def _placed(side: Activity, by: str) -> list[tuple[str, float, float]]:
    at = _keyed(side, by).drop_nulls(["lat", "lon"]).group_by("key").agg(pl.col("lat", "lon").median())
    found: list[tuple[str, float, float]] = at.select("key", "lat", "lon").rows()
    return found


def _fine(side: Activity) -> pl.DataFrame:
    known = side.own.drop_nulls(["lat", "lon"])
    return known.filter(pl.col("precision").is_in(_FINE), pl.col("radius_km").fill_null(0.0) <= MOST_KM)


def _points(side: Activity) -> np.ndarray[Any, np.dtype[np.float64]]:
    return _fine(side).select("lat", "lon").to_numpy().astype(np.float64).reshape(-1, 2)


def _dated(
    side: Activity,
) -> tuple[np.ndarray[Any, np.dtype[np.float64]], np.ndarray[Any, np.dtype[np.int64]]]:
    """Points and days of the events that have both."""
    known = _fine(side).filter(pl.col("from") == pl.col("to"))
    points = known.select("lat", "lon").to_numpy().astype(np.float64).reshape(-1, 2)
    return points, _since(known, side.start)


def _days(side: Activity) -> np.ndarray[Any, np.dtype[np.int64]]:
    return _since(side.own.filter(pl.col("from") == pl.col("to")), side.start)


def _since(events: pl.DataFrame, start: date) -> np.ndarray[Any, np.dtype[np.int64]]:
    since = events.select((pl.col("from") - pl.lit(start)).dt.total_days())
    return since.to_series().to_numpy().astype(np.int64)


def _on_sides(a: Activity, b: Activity | None, by: str) -> list[str]:
    said = []
    for side in (a, b) if b else (a,):
        coarse = side.own.height - _keyed(side, by).height
        if coarse:
            what = "no point" if by == "place" else f"no {by}"
            said.append(
                f"{side.name}: {coarse:,} of {side.own.height:,} events have {what} that is known finely enough"
            )
        said += side.notes
    if b:
        said.append(
            f"{a.documents:,} reports are of A's {a.days:,} days, {b.documents:,} of B's {b.days:,}:"
            " where nobody reports, a place is silent"
        )
    return said


def _centre(of: Centre) -> Row:
    return {"lat": of.lat, "lon": of.lon, "within_km": of.within_km, "events": of.events}


def _drift(of: Drift) -> Row:
    return {
        "before": _centre(of.before),
        "after": _centre(of.after),
        "km": of.km,
        "east_km": of.east.to_dict(),
        "north_km": of.north.to_dict(),
        "p": of.p,
    }


def _knox(of: Knox) -> Row:
    return {
        "events": of.events,
        "permutations": of.permutations,
        "p": of.p,
        "same_place_and_day": of.same,
        "cells": [
            {
                "km": list(cell.km),
                "days": list(cell.days),
                "observed": cell.observed,
                "by_chance": cell.by_chance.to_dict(),
                "ratio": cell.ratio,
                "p": cell.p,
                "q": cell.q,
            }
            for cell in of.cells
        ],
    }


def _excitation(of: Excitation) -> Row:
    return {
        "branching_ratio": of.branching.to_dict(),
        "half_life_days": of.half_life.to_dict() if of.half_life else None,
        "background_per_day": of.background,
        "p": of.p,
        "fit_p": of.ks,
        "events": of.events,
        "share_their_day": of.same_day,
    }
