"""Since when the likeliest answer has been what it is, of many places at once."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from counterclaim.control.daily import filtered_daily
from counterclaim.control.filter import FAR, Filtered
from counterclaim.control.states import Floats, Ints

_CELLS = 2_000_000
"""Places times days that are held in memory at once."""
_AT_ONCE = 120
"""Days that are looked at before those that were before them."""
LONG_AGO = 3650
"""Days back that anything is looked for."""


@dataclass(frozen=True, slots=True)
class Reigns:
    """Times in which one state was the filter's likeliest, each day as known on it.

    `key` (R) is place and first day of each, rising; `top` (R) the column of its state.
    """

    key: Ints
    top: Ints

    @classmethod
    def of(cls, model: Filtered, first: int, last: int) -> Reigns:
        """Those of all places from the first day on which anything was known to the last."""
        if not len(model.known):
            return cls(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
        keys, tops = [], []
        days = last - first + 1
        for some in _batches(np.arange(len(model.evidence.places)), days):
            top = filtered_daily(model, some, first, days).argmax(axis=2)
            place, day = np.nonzero(np.diff(top, axis=1, prepend=-1))
            keys.append(some[place] * FAR + first + day)
            tops.append(top[place, day])
        return cls(np.concatenate(keys), np.concatenate(tops))

    def of_place(self, place: int) -> list[tuple[int, int]]:
        """The column and first day of each reign at a place."""
        low, high = np.searchsorted(self.key, [place * FAR, (place + 1) * FAR])
        return list(zip(self.top[low:high].tolist(), (self.key[low:high] % FAR).tolist(), strict=True))


class Since:
    """Since when the filter's likeliest state of a place has been so, each day as known on it.

    The last reign that was found of each place is remembered, so that days near each other are asked for at little cost.
    """

    def __init__(self, model: Filtered) -> None:
        self._model, self._lock = model, Lock()
        self._top, self._last = np.full((2, len(model.evidence.places)), -1, dtype=np.int64)
        self._first = np.zeros_like(self._last)

    def at(self, place: Ints, on: int, until: int) -> tuple[Ints, Ints]:
        """The column (n) of the likeliest state of places on a day, as known by `until`, and the first day since which it is.

        It is looked for back to `LONG_AGO`, a few months at a time, of the places alone that had the state all the while.
        """
        with self._lock:
            first = self._first[place].copy()
            known = self._holds(place, self._top[place], on, until)
            top, since = self._top[place], np.where(known, first, on)
            left = np.flatnonzero(~known)
            top[left] = self._tops(place[left], on, 1, until)[:, 0]
            last, floor = on - 1, on - LONG_AGO
            while len(left) and last >= floor:
                met = self._holds(place[left], top[left], last, until)
                since[left[met]] = first[left[met]]
                left = left[~met]
                begin = max(last - _AT_ONCE + 1, floor)
                other = self._tops(place[left], begin, last - begin + 1, until) != top[left, None]
                changed = other.any(axis=1)
                since[left] -= np.where(changed, other[:, ::-1].argmax(axis=1), last - begin + 1)
                left, last = left[~changed], begin - 1
            if on <= until:
                self._top[place], self._first[place] = top, since
                self._last[place] = np.where(known, self._last[place], on)
                self._last[place[left]] = -1  # longer than was looked for
            return top, np.maximum(since, floor)

    def _holds(self, place: Ints, top: Ints, day: int, until: int) -> NDArray[np.bool_]:
        """Of which places the state on a day is remembered to be `top`."""
        inside = (self._first[place] <= day) & (day <= self._last[place])
        return np.asarray((day <= until) & inside & (self._top[place] == top))

    def _tops(self, place: Ints, first: int, days: int, until: int) -> Ints:
        return np.asarray(filtered_daily(self._model, place, first, days, until).argmax(axis=2))


def mean_of(model: Filtered, place: Ints, begin: Ints, on: int, until: int, days: int) -> Floats:
    """Mean probabilities (n, K + 2) of places over the last so many days up to `on`, none of them before `begin` (n)."""
    first = on - days + 1
    found = np.zeros((len(place), model.alpha.shape[1]))
    for here in _batches(np.arange(len(place)), days):
        table = filtered_daily(model, place[here], first, days, until)
        counts = np.arange(first, on + 1) >= np.minimum(begin[here], on)[:, None]
        found[here] = np.einsum("pds,pd->ps", table, counts) / counts.sum(axis=1)[:, None]
    return found


def _batches(some: Ints, days: int) -> list[Ints]:
    step = max(1, _CELLS // max(days, 1))
    return [some[begin : begin + step] for begin in range(0, len(some), step)]
