"""Which events can be one at all: blocks of days and cells of a grid, then the windows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from heapq import nsmallest
from itertools import product
from math import cos, floor, hypot, radians

from counterclaim.matching.coded import CodedEvent
from counterclaim.matching.ours import Ours
from counterclaim.matching.windows import Windows
from counterclaim.reference.geodesy import rough_km

_BLOCK_DAYS = 4
_COLUMNS = 360
_KM_PER_DEGREE = 111.2
MOST_BLOCKS = 600
"""An event that covers more, such as a year in a province, is too vague to be told from others."""
MOST_NEAR = 500
"""Candidates of one event, the nearest ones: more are in no real data, and would cost memory without an end."""

Block = tuple[int, int, int]


class Candidates:
    """Events of theirs by block, to be asked for those near an event of ours."""

    def __init__(self, theirs: Sequence[CodedEvent], windows: Windows) -> None:
        self._theirs = theirs
        self._windows = windows
        self._blocks: dict[Block, list[int]] = {}
        self.vague: set[int] = set()
        for number, event in enumerate(theirs):
            found = blocks(event.start, event.end, event.lat, event.lon, event.radius_km)
            if found is None:
                self.vague.add(number)
            for block in found or ():
                self._blocks.setdefault(block, []).append(number)

    def near(self, event: Ours) -> list[int] | None:
        """Numbers of the events of theirs within the windows of `event`; null for one that is too vague."""
        if event.start is None or event.end is None:
            return []
        around = (event.start.toordinal() - self._windows.days, event.end.toordinal() + self._windows.days)
        reach = event.radius_km + self._windows.km
        found = _blocks(*around, event.lat, event.lon, reach)
        if found is None:
            return None
        numbers = {number for block in found for number in self._blocks.get(block, ())}
        within = [number for number in numbers if self._within(event, self._theirs[number])]
        if len(within) > MOST_NEAR:
            within = nsmallest(MOST_NEAR, within, key=lambda number: self._distance(event, number))
        return sorted(within)

    def _distance(self, one: Ours, number: int) -> tuple[float, float, int]:
        other = self._theirs[number]
        return typical_days(one, other) or 0.0, typical_km(one, other) or 0.0, number

    def _within(self, one: Ours, other: CodedEvent) -> bool:
        days, km = days_apart(one, other), km_apart(one, other)
        if days is None or km is None:
            return False
        return days <= self._windows.days and km - one.radius_km - other.radius_km <= self._windows.km


def blocks(
    start: date | None, end: date | None, lat: float | None, lon: float | None, km: float
) -> list[Block] | None:
    """Blocks that an interval and an area lie in: none without a date or point, null where they are too many."""
    if start is None or end is None:
        return []
    return _blocks(start.toordinal(), end.toordinal(), lat, lon, km)


def _blocks(start: int, end: int, lat: float | None, lon: float | None, km: float) -> list[Block] | None:
    if lat is None or lon is None:
        return []
    high = km / _KM_PER_DEGREE
    wide = min(180.0, high / max(0.01, cos(radians(min(89.0, abs(lat) + high)))))
    times = range(start // _BLOCK_DAYS, end // _BLOCK_DAYS + 1)
    rows = range(floor(lat - high), floor(lat + high) + 1)
    columns = range(floor(lon - wide), min(floor(lon + wide), floor(lon - wide) + _COLUMNS - 1) + 1)
    if len(times) * len(rows) * len(columns) > MOST_BLOCKS:
        return None
    return list(
        dict.fromkeys((t, row, column % _COLUMNS) for t, row, column in product(times, rows, columns))
    )


def days_apart(one: Ours, other: CodedEvent) -> int | None:
    """Days between the intervals of two events, 0 where they meet; null without a date."""
    if one.start is None or one.end is None:
        return None
    return max(0, (other.start - one.end).days, (one.start - other.end).days)


def km_apart(one: Ours, other: CodedEvent) -> float | None:
    """Kilometres between the points of two events; null where one has none."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return rough_km(one.lat, one.lon, other.lat, other.lon)


def typical_days(one: Ours, other: CodedEvent) -> float | None:
    """Root mean square of the days between two events, each anywhere in its interval; null without a date."""
    if one.start is None or one.end is None:
        return None
    mine = one.end.toordinal() - (one.likely - 1) / 2
    length = (other.end - other.start).days + 1
    middle = other.start.toordinal() + (length - 1) / 2
    return hypot(mine - middle, (one.likely**2 - 1 + length**2 - 1) ** 0.5 / 12**0.5)


def typical_km(one: Ours, other: CodedEvent) -> float | None:
    """Root mean square of the km between two events, each anywhere in its area; null without a point."""
    km = km_apart(one, other)
    return None if km is None else hypot(km, one.radius_km / 2**0.5, other.radius_km / 2**0.5)
