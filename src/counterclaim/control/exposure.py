"""Whether a place is wholly its government's, from where and when there was violence: no word on control is needed.

A place's exposure is the number of past events around it, each counted less with distance and with time, apart for
fights between armed forces and for attacks of the hit-and-run kind. The first speak of a front, the second of reach
without holding. How both weigh is a logistic regression, fitted on monthly control of northern Nigeria; it ranks
places, and its level is that of the data it was fitted on.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import ArrayLike

from counterclaim.control.logistic import Logistic, fit_logistic
from counterclaim.control.neighbours import KM_A_DEGREE
from counterclaim.control.states import Floats, Ints

SCALES_KM = (5.0, 20.0, 60.0)
DECAYS_DAYS = (180.0, 1095.0)
RIDGE = 10.0
_CHUNK = 512
"""Events whose distances to all points are held at once."""


@dataclass(frozen=True, slots=True)
class Events:
    """Events (E): latitude and longitude in degrees, day as an ordinal, and whether armed forces fought each other."""

    lat: Floats
    lon: Floats
    day: Ints
    fight: Ints

    @classmethod
    def of(cls, lat: ArrayLike, lon: ArrayLike, day: ArrayLike, fight: ArrayLike) -> Events:
        """Events from any sequences of the same length."""
        return cls(
            np.asarray(lat, dtype=np.float64),
            np.asarray(lon, dtype=np.float64),
            np.asarray(day, dtype=np.int64),
            np.asarray(fight, dtype=np.int64),
        )


def exposure(events: Events, points: ArrayLike, days: Sequence[int]) -> Floats:
    """Logarithms of one plus the exposure (points, days, features), from events up to and including each day.

    points: (n, 2) latitudes and longitudes. days: ordinals, rising. A feature is ``sum exp(-(km / scale)^2 / 2) *
    exp(-age / decay)`` over the events of one kind, for each scale, decay and kind, in the order of
    `SCALES_KM`, `DECAYS_DAYS` and attack before fight.
    """
    where = np.asarray(points, dtype=np.float64).reshape(-1, 2)
    order = np.argsort(events.day, kind="stable")
    bounds = np.searchsorted(events.day[order], np.asarray(days, dtype=np.int64), side="right")
    now = np.zeros((len(where), len(SCALES_KM), len(DECAYS_DAYS), 2))
    found = np.empty((len(where), len(days), now[0].size))
    decay = np.array(DECAYS_DAYS)
    done, before = 0, days[0] if len(days) else 0
    for number, (day, end) in enumerate(zip(days, bounds.tolist(), strict=True)):
        now *= np.exp(-(day - before) / decay)[:, None]
        for low in range(done, end, _CHUNK):
            one = order[low : min(low + _CHUNK, end)]
            km = _km(where, events.lat[one], events.lon[one])
            aged = np.exp(-(day - events.day[one])[:, None] / decay)
            kind = np.eye(2)[events.fight[one]]
            for at, scale in enumerate(SCALES_KM):
                near = np.exp(-0.5 * (km / scale) ** 2)
                now[:, at] += np.einsum("pe,ed,ek->pdk", near, aged, kind)
        done, before = end, day
        found[:, number] = np.log1p(now).reshape(len(where), -1)
    return found


def _km(points: Floats, lat: Floats, lon: Floats) -> Floats:
    """Great-circle distances (n, m) by the haversine formula."""
    here, there = np.radians(points), np.radians(np.stack([lat, lon], axis=1))
    north = np.sin((here[:, None, 0] - there[None, :, 0]) / 2.0) ** 2
    east = np.sin((here[:, None, 1] - there[None, :, 1]) / 2.0) ** 2
    part = north + np.cos(here[:, None, 0]) * np.cos(there[None, :, 0]) * east
    return np.asarray(2.0 * KM_A_DEGREE * np.degrees(np.arcsin(np.sqrt(np.minimum(part, 1.0)))))


def fit_exposure(features: Floats, held: Floats, groups: Floats | None = None) -> Logistic:
    """The regression of "not wholly held" (0 or 1 by row) on exposures (rows, features)."""
    return fit_logistic(features, held, RIDGE, groups)


def not_wholly_held(events: Events, points: ArrayLike, days: Sequence[int]) -> tuple[Floats, Floats, Floats]:
    """Chance (points, days) that a place is not wholly its government's, with the ends of its 95 % interval."""
    features = exposure(events, points, days)
    found = fitted().chance(features.reshape(-1, features.shape[-1]))
    middle, low, high = (part.reshape(features.shape[:2]) for part in found)
    return middle, low, high


@cache
def fitted() -> Logistic:
    """The fitted regression that comes with the package."""
    path = files("counterclaim.control") / "data" / "exposure.json"
    return Logistic.read(json.loads(path.read_text(encoding="utf-8")))
