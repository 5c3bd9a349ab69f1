"""The chance that a place changes hands soon, from what has happened there and around.

A place changes hands when a party other than its holder, or its last holder while it is contested, is said to hold it.
The chances in 30 and in 90 days are logistic regressions on what is known on the day: how sure the holder is, whether
the place is contested, how long ago and how often it changed hands, and how much has changed around it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from counterclaim.control.logistic import Logistic
from counterclaim.control.model import Control
from counterclaim.control.neighbours import within_reach
from counterclaim.control.parameters import Neighbours
from counterclaim.control.statements import Says, Statement
from counterclaim.control.states import CONTESTED, Floats, Ints
from counterclaim.errors import UsageError

HORIZONS = (30, 90)
FEATURES = ("doubt", "contested", "quiet", "changes_90", "contests_30", "changes_around_30", "others_around")
_FIRM = 0.5
"""Weakest statement that counts as saying who holds a place."""
_AROUND = Neighbours(0.0, 0.0, 30.0, 100.0)
_FAR = 1 << 32


@dataclass(frozen=True, slots=True)
class Chance:
    """A chance with its 95 % interval, which is of the fitted weights and not of the future."""

    days: int
    chance: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Past:
    """What has happened at each place, by the day on which it became known: changes of hands and contests."""

    places: tuple[str, ...]
    changes: Ints
    contests: Ints
    firsts: Ints
    holders: Mapping[str, tuple[tuple[int, str], ...]]
    pairs: Ints
    near: Floats

    @classmethod
    def of(cls, statements: Iterable[Statement], points: Mapping[str, tuple[float, float]]) -> Past:
        """The past from statements; denials and what is said weakly do not count. `points` are (latitude, longitude)."""
        holders: dict[str, list[tuple[int, str]]] = {}
        contests: list[tuple[str, int]] = []
        for one in sorted(statements, key=lambda one: one.said):
            here = holders.setdefault(one.place, [])
            if one.denied or one.strength < _FIRM:
                continue
            day = one.said.toordinal()
            if one.says in (Says.CONTESTED, Says.BESIEGED, Says.ATTACKED, Says.FOUGHT):
                contests.append((one.place, day))
            elif (
                one.says in (Says.HELD, Says.GAINED) and one.party and (not here or here[-1][1] != one.party)
            ):
                here.append((day, one.party))
        places = tuple(sorted(holders))
        index = {place: number for number, place in enumerate(places)}
        pairs, near = within_reach(places, points, _AROUND)
        order = np.argsort(pairs[:, 0], kind="stable")
        return cls(
            places,
            _keys((index[place], day) for place, here in holders.items() for day, _ in here[1:]),
            _keys((index[place], day) for place, day in contests),
            _keys((index[place], here[0][0]) for place, here in holders.items() if here),
            {place: tuple(here) for place, here in holders.items()},
            pairs[order],
            near[order],
        )

    def holder(self, place: str, day: int) -> str | None:
        """The party last said to hold a place by a day."""
        known = [party for when, party in self.holders.get(place, ()) if when <= day]
        return known[-1] if known else None


def _keys(found: Iterable[tuple[int, int]]) -> Ints:
    return np.array(sorted(place * _FAR + day for place, day in found), dtype=np.int64)


def _count(keys: Ints, place: Ints, low: int, high: int) -> Floats:
    """How many keys each place has after day `low` and up to day `high`."""
    return np.asarray(
        np.searchsorted(keys, place * _FAR + high, side="right")
        - np.searchsorted(keys, place * _FAR + low, side="right"),
        dtype=np.float64,
    )


def features(
    control: Control, past: Past, on: date, places: Collection[str] | None = None
) -> tuple[list[str], Floats]:
    """The places, of all or of `places`, that somebody holds or has held on a day, and their `FEATURES` (n, 7) then."""
    day = on.toordinal()
    everywhere = np.arange(len(past.places), dtype=np.int64)
    last = [past.holder(place, day) for place in past.places]
    changes = _count(past.changes, everywhere, day - 30, day)
    around = np.zeros(len(past.places))
    others = np.zeros(len(past.places))
    total = np.full(len(past.places), 1e-9)
    for (here, there), share in zip(past.pairs.tolist(), past.near.tolist(), strict=True):
        around[here] += share * changes[there]
        if last[there] is not None:
            total[here] += share
            others[here] += share * (last[there] != last[here])
    held = [
        number
        for number, place in enumerate(past.places)
        if last[number] is not None and place in control.where and (places is None or place in places)
    ]
    names, at = [past.places[number] for number in held], np.array(held, dtype=np.int64)
    found = np.zeros((len(names), len(FEATURES)))
    states = control.everywhere(on, names, then=True)
    for row, name in enumerate(names):
        state = states[name]
        found[row, :2] = 1.0 - state.get(str(last[at[row]]), 0.0), state[CONTESTED]
    begun = np.union1d(past.changes, past.firsts)
    latest = begun[np.maximum(np.searchsorted(begun, at * _FAR + day, side="right") - 1, 0)] % _FAR
    found[:, 2] = np.log1p(np.maximum(day - latest, 0) / 30.0)
    found[:, 3] = np.log1p(_count(past.changes, at, day - 90, day))
    found[:, 4] = np.log1p(_count(past.contests, at, day - 30, day))
    found[:, 5] = np.log1p(around[at])
    found[:, 6] = (others / total)[at]
    return names, found


def surroundings(place: str, points: Mapping[str, tuple[float, float]]) -> list[str]:
    """The places that count for what changes around a place, and itself, by name. `points` are (latitude, longitude)."""
    names = tuple(sorted({place, *points}))
    pairs, _ = within_reach(names, points, _AROUND)
    near = pairs[pairs[:, 0] == names.index(place), 1]
    return sorted({place, *(names[number] for number in near.tolist())})


def changed(past: Past, names: Sequence[str], on: date, days: int) -> Floats:
    """Whether each place changes hands within so many days after a day: 1 or 0."""
    index = {place: number for number, place in enumerate(past.places)}
    at = np.array([index[name] for name in names], dtype=np.int64)
    day = on.toordinal()
    return np.asarray(_count(past.changes, at, day, day + days) > 0, dtype=np.float64)


def fragility(
    control: Control, past: Past, on: date, places: Collection[str] | None = None
) -> dict[str, tuple[Chance, ...]]:
    """The chances of each place, of all or of `places`, that somebody holds or has held, as known on a day."""
    names, found = features(control, past, on, places)
    if not names:
        return {}
    chances = {days: fitted()[days].chance(found) for days in HORIZONS}
    return {
        name: tuple(Chance(days, *(float(part[row]) for part in chances[days])) for days in HORIZONS)
        for row, name in enumerate(names)
    }


@cache
def _data() -> dict[str, Any]:
    path = files("counterclaim.control") / "data" / "fragility.json"
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data


@cache
def fitted() -> dict[int, Logistic]:
    """The fitted regressions that come with the package, by horizon in days."""
    return {days: Logistic.read(_data()[str(days)]) for days in HORIZONS}


def calibration(days: int) -> list[dict[str, float]]:
    """How the chances fared in cross-validation, by bin: ``chance``, ``share`` that did change hands, ``places``.

    Raises:
        UsageError: the horizon is not one of `HORIZONS`.
    """
    if days not in HORIZONS:
        raise UsageError(
            f"the chance of changing hands is given for {HORIZONS[0]} and {HORIZONS[1]} days, not {days}"
        )
    return list(_data()[str(days)]["calibration"])
