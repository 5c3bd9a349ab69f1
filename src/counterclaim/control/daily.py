"""Every day of many places at once: for panels, which ask for all days and not for some.

Day by day for all places together, which is faster than the closed form where no day is skipped. The answers are those
of `Filtered.at` and `Smoothed.at`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.control.filter import FAR, Filtered, shares
from counterclaim.control.smooth import Smoothed
from counterclaim.control.states import Floats, Ints, Kernel

Daily = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Turns:
    """Which rows of a table of places and days fall on a day, by day, and the number of the place `at` each."""

    rows: Ints
    at: Ints
    bounds: Ints

    @classmethod
    def of(cls, place: Ints, day: Ints, where: Ints, first: int, days: int) -> _Turns:
        """Those of the places `where` on the days from `first`."""
        number = np.full(max(place.max(initial=0), where.max(initial=0)) + 1, -1, dtype=np.int64)
        number[where] = np.arange(len(where))
        here = np.flatnonzero((day >= first) & (day < first + days))
        here = here[number[place[here]] >= 0]
        order = here[np.argsort(day[here], kind="stable")]
        bounds = np.searchsorted(day[order], np.arange(first, first + days + 1))
        return cls(order, number[place[order]], bounds)

    def on(self, number: int) -> tuple[Ints, Ints]:
        """The rows of the day `number`, counted from the first, and their places' numbers."""
        some = slice(self.bounds[number], self.bounds[number + 1])
        return self.rows[some], self.at[some]


def filtered_daily(model: Filtered, where: Ints, first: int, days: int, until: int | None = None) -> Daily:
    """The filter (places, days, K + 2) of the places with the indices `where`, each day as known on it.

    From the day after `until` on, as known on `until`.
    """
    heard = days if until is None else min(max(until - first + 1, 0), days)
    turns = _Turns.of(model.place, model.known, where, first, heard)
    before = first - 1 if until is None else min(first - 1, until)
    state = model.at(where, np.full(len(where), first - 1), before)
    known = np.searchsorted(model.key, where * FAR + before, side="right") - 1
    weights = _even(len(where), state.shape[1] - 2)
    begun = (known >= 0) & (model.place[np.maximum(known, 0)] == where) if len(model.place) else where < 0
    weights[begun] = model.weights[known[begun]]
    found = np.empty((days, len(where), state.shape[1]), dtype=np.float32)
    for number in range(days):
        state = _step(model.chain.days, state, weights, begun)
        rows, at = turns.on(number) if number < heard else (where[:0], where[:0])
        if len(rows):
            begun[at] = True
            gap = model.chain.steps(model.known[rows] - model.base[rows])
            state[at] = shares(model.chain.days.forward(model.alpha[rows], gap, model.weights[rows]))
            weights[at] = model.weights[rows]
        found[number] = state
    return found.transpose(1, 0, 2)


def smoothed_daily(model: Smoothed, where: Ints, first: int, days: int) -> Daily:
    """The smoother (places, days, K + 2) of the places with the indices `where`."""
    grid, chain = model.forward.grid, model.forward.chain
    turns = _Turns.of(grid.place, grid.day, where, first, days)
    state, _, weights = model.both(where, np.full(len(where), first - 1))
    begun = state[:, -1] < 1.0
    found = np.empty((days, len(where), state.shape[1]), dtype=np.float32)
    held = np.empty((days, len(where), state.shape[1] - 2), dtype=np.float32)
    for number in range(days):
        state = _step(chain.days, state, weights, begun)
        held[number] = weights
        rows, at = turns.on(number)
        if len(rows):
            begun[at] = True
            state[at], weights[at] = grid.alpha[rows], grid.weights[rows]
        found[number] = state
    _, later, _ = model.both(where, np.full(len(where), first + days - 1))
    ones = np.ones(state.shape[1])
    for number in range(days - 1, -1, -1):
        joint = found[number] * later
        found[number] = joint / (joint @ ones)[:, None]
        rows, at = turns.on(number)
        if len(rows):
            later[at] = model.arriving(rows)
        if first + number <= model.end:
            later = _back(chain.days, later, held[number])
            later /= (later @ ones)[:, None]
    return found.transpose(1, 0, 2)


def _even(count: int, parties: int) -> Floats:
    return np.full((count, parties), 1.0 / parties)


def _step(kernel: Kernel, state: Floats, weights: Floats, begun: NDArray[np.bool_]) -> Floats:
    """One day forward of every place of which something has been said."""
    step, kept = kernel.powers[1], kernel.kept[1]
    parties = state[:, :-2]
    whole = parties @ np.ones(parties.shape[1])
    found = np.empty_like(state)
    moved = whole[:, None] * step[0] + state[:, -2:] @ step[1:]
    found[:, :-2] = kept * parties + (moved[:, 0] - kept * whole)[:, None] * weights
    found[:, -2:] = moved[:, 1:]
    found /= (found @ np.ones(found.shape[1]))[:, None]
    return found if begun.all() else np.where(begun[:, None], found, state)


def _back(kernel: Kernel, value: Floats, weights: Floats) -> Floats:
    """One day back of every place: the transpose of `_step`."""
    step, kept = kernel.powers[1], kernel.kept[1]
    mean = np.einsum("mk,mk->m", value[:, :-2], weights)
    moved = mean[:, None] * step[:, 0] + value[:, -2:] @ step[:, 1:].T
    found = np.empty_like(value)
    found[:, :-2] = (moved[:, 0] - kept * mean)[:, None] + kept * value[:, :-2]
    found[:, -2:] = moved[:, 1:]
    return found
