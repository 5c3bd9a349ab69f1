"""Since when the likeliest answer has been what it is, of many places at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterclaim.control.daily import filtered_daily
from counterclaim.control.filter import FAR, Filtered
from counterclaim.control.states import Floats, Ints

_CELLS = 2_000_000
"""Places times days that are held in memory at once."""
LONG_AGO = 3650
"""Days back that anything is looked for."""


@dataclass(frozen=True, slots=True)
class Reigns:
    """Times in which one state was the filter's likeliest, each day as known on it.

    `key` (R) is place and first day of each, rising; `top` (R) the column of its state. They are known up to `last`.
    """

    key: Ints
    top: Ints
    last: int

    @classmethod
    def of(cls, model: Filtered, first: int, last: int) -> Reigns:
        """Those of all places from the first day on which anything was known to the last."""
        if not len(model.known):
            return cls(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64), 0)
        return cls(*_runs(model, 0, len(model.evidence.places), first, last, None), last)

    def since(self, model: Filtered, place: Ints, on: int, until: int) -> tuple[Ints, Ints]:
        """The likeliest state's column at places on a day, as known by `until`, and the first day since which it is.

        Before the first day of all it is -1, since that day.
        """
        top, since = self._at(place, min(on, until, self.last))
        if on > until:
            low, high = int(place.min(initial=0)), int(place.max(initial=-1)) + 1
            start = max(until + 1, on - LONG_AGO)
            key, tops = _runs(model, low, high, start, on, until)
            now, begun = Reigns(key, tops, on)._at(place, on)
            since = np.where((begun == start) & (now == top), since, begun)
            top = now
        return top, since

    def of_place(self, place: int) -> list[tuple[int, int]]:
        """The column and first day of each reign at a place."""
        low, high = np.searchsorted(self.key, [place * FAR, (place + 1) * FAR])
        return list(zip(self.top[low:high].tolist(), (self.key[low:high] % FAR).tolist(), strict=True))

    def _at(self, place: Ints, day: int) -> tuple[Ints, Ints]:
        row = np.searchsorted(self.key, place * FAR + day, side="right") - 1
        found = np.zeros(len(place), dtype=np.bool_)
        if len(self.key):
            found = (row >= 0) & (self.key[np.maximum(row, 0)] // FAR == place)
        top, since = np.full(len(place), -1, dtype=np.int64), np.full(len(place), day, dtype=np.int64)
        top[found], since[found] = self.top[row[found]], self.key[row[found]] % FAR
        return top, since


def mean_of(model: Filtered, place: Ints, begin: Ints, on: int, until: int, days: int) -> Floats:
    """Mean probabilities (n, K + 2) of places over the last so many days up to `on`, none of them before `begin` (n)."""
    first = on - days + 1
    found = np.zeros((len(place), model.alpha.shape[1]))
    for low, high in _batches(int(place.min(initial=0)), int(place.max(initial=-1)) + 1, days):
        here = np.flatnonzero((place >= low) & (place < high))
        if len(here):
            table = filtered_daily(model, low, high, first, days, until)[place[here] - low]
            counts = np.arange(first, on + 1) >= np.minimum(begin[here], on)[:, None]
            found[here] = np.einsum("pds,pd->ps", table, counts) / counts.sum(axis=1)[:, None]
    return found


def _runs(
    model: Filtered, low: int, high: int, first: int, last: int, until: int | None
) -> tuple[Ints, Ints]:
    keys, tops = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    days = last - first + 1
    for begin, end in _batches(low, high, days):
        top = filtered_daily(model, begin, end, first, days, until).argmax(axis=2)
        place, day = np.nonzero(np.diff(top, axis=1, prepend=-1))
        keys.append((begin + place) * FAR + first + day)
        tops.append(top[place, day])
    return np.concatenate(keys), np.concatenate(tops)


def _batches(low: int, high: int, days: int) -> list[tuple[int, int]]:
    step = max(1, _CELLS // max(days, 1))
    return [(begin, min(begin + step, high)) for begin in range(low, high, step)]
