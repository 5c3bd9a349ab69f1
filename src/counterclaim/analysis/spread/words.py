"""Turnover, drift and near repeats in words that may be printed."""

from __future__ import annotations

import math

from counterclaim.analysis.rates import Bounds
from counterclaim.analysis.spread.centre import LEAST as LEAST_DRIFT
from counterclaim.analysis.spread.centre import Drift
from counterclaim.analysis.spread.knox import LEAST as LEAST_KNOX
from counterclaim.analysis.spread.knox import Cell, Knox
from counterclaim.analysis.spread.places import AGAIN, NEW, SILENT, STILL, Turnover
from counterclaim.analysis.words import number

_POINTS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
_FALSE = 0.05


def of_turnover(found: Turnover) -> str:
    """How many places woke and fell silent, and how many chance alone would have made."""
    if not found.places:
        return "No place had an event in either period."
    woke = found.counts[NEW] + found.counts[AGAIN]
    counts = (
        f"Of {len(found.places):,} places {found.counts[NEW]:,} were newly active, {found.counts[AGAIN]:,} active again,"
        f" {found.counts[SILENT]:,} fell silent and {found.counts[STILL]:,} stayed active"
    )
    return (
        f"{counts}: {_against(woke, found.by_chance[NEW], 'woke')};"
        f" {_against(found.counts[SILENT], found.by_chance[SILENT], 'fell silent')}."
    )


def _against(many: int, chance: Bounds, verb: str) -> str:
    by_chance = f"(at rates that never changed, {chance.low:.0f} to {chance.high:.0f} would have, 95 %)"
    how = (
        "as many as"
        if chance.low <= many <= chance.high
        else "more than"
        if many > chance.high
        else "fewer than"
    )
    return f"{many:,} {verb}, {how} chance alone would make {by_chance}"


def of_drift(found: Drift | None, events: tuple[int, int]) -> str:
    """Whether and where the centre moved; `events` of the former and the later period."""
    if found is None:
        return (
            f"Whether the centre of activity moved cannot be told from {events[0]:,} and {events[1]:,} events with a known place:"
            f" {LEAST_DRIFT} are needed in each."
        )
    parts = (
        f"{_km(found.north, 'north', 'south')} and {_km(found.east, 'east', 'west')}; p {found.p:.2g};"
        f" {found.before.events:,} and {found.after.events:,} events"
    )
    if not found.moved:
        return f"The centre of activity did not move by more than chance: {number(found.km)} km ({parts})."
    return f"The centre of activity moved {number(found.km)} km to the {_point(found)} ({parts})."


def _km(of: Bounds, plus: str, minus: str) -> str:
    way = plus if of.value >= 0 else minus
    low, high = sorted((of.low, of.high) if of.value >= 0 else (-of.low, -of.high))
    return f"{number(abs(of.value))} km {way} (95 % interval {number(low)} to {number(high)})"


def _point(found: Drift) -> str:
    angle = math.degrees(math.atan2(found.east.value, found.north.value)) % 360
    return _POINTS[round(angle / 45) % 8]


def of_knox(found: Knox | None, events: int) -> str:
    """Whether events that are near in space are near in time."""
    if found is None:
        return f"Near repeats cannot be told from {events:,} events with a known place and day: {LEAST_KNOX} are needed."
    if found.p >= _FALSE:
        return (
            f"No near repeats can be told from chance ({found.events:,} events, {_shuffles(found)} of their days,"
            f" p {found.p:.2g})."
        )
    near = [cell for cell in found.cells if cell.q < _FALSE and cell.ratio is not None]
    if not near:
        return f"Events near in space are near in time more than by chance (p {found.p:.2g}), in no one band for sure."
    first = max(near, key=lambda cell: cell.ratio or 0.0)
    return (
        f"Events near in space are near in time more than by chance, most of all {_band(first)}: {first.observed:,} pairs against"
        f" {number(first.by_chance.value)} by chance ({number(first.by_chance.low)} to {number(first.by_chance.high)}, 95 % of"
        f" {_shuffles(found)})."
    )


def _shuffles(found: Knox) -> str:
    return f"{found.permutations:,} shuffles" if found.permutations else "all shuffles, worked out"


def _band(cell: Cell) -> str:
    where = "in the same place" if cell.km[0] == 0 else f"{cell.km[0]:g} to {cell.km[1]:g} km apart"
    when = (
        f"within {cell.days[1]} days"
        if cell.days[1] > 1 and cell.days[0] == 0
        else f"{cell.days[0]} to {cell.days[1]} days apart"
    )
    return f"{where}, {when}"


def knox_warnings(found: Knox | None) -> list[str]:
    """What speaks against reading near repeats as one event calling forth another."""
    if found is None or found.p >= _FALSE:
        return []
    said = [
        "where places become active or are reported one after another, near repeats are found without any"
    ]
    if found.same:
        said.append(
            f"{found.same:,} pairs are of one place and one day: reports of one event that were not linked look like this"
        )
    return said
