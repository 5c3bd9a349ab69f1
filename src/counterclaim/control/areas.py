"""Shares of an area: of its places and of the people in them, by who holds them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_DRAWS = 2_000
_MOST_AT_ONCE = 4_000_000
"""Drawn states that are held in memory at once."""
_SEED = 20171109
_LEVELS = (0.025, 0.975)


@dataclass(frozen=True, slots=True)
class Estimate:
    """An expected share, from 0 to 1, and its interval of 95 %."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Share:
    """What part of an area is in one state: of its places, and of the people of those whose population is known."""

    state: str
    of_places: Estimate
    of_people: Estimate | None


def shares(probabilities: Sequence[Mapping[str, float]], populations: Sequence[int | None]) -> list[Share]:
    """Shares of an area by state, the largest first, from the probabilities of the states of each of its places.

    The interval is that of the sum of independent draws, one for each place (a Poisson binomial distribution, here by
    simulation with a fixed seed). Places of one area fall together, so that it is too narrow where the doubt is common.
    """
    if not probabilities:
        return []
    states = sorted({state for one in probabilities for state in one})
    table = np.array([[one.get(state, 0.0) for state in states] for one in probabilities])
    table /= table.sum(axis=1, keepdims=True)
    people = np.array([float(one or 0) for one in populations])
    number = np.ones(len(table)) / len(table)
    drawn = _drawn(table, np.stack([number, people / people.sum() if people.sum() else number]))
    found = []
    for column, state in enumerate(states):
        by_place = _estimate(float(number @ table[:, column]), drawn[0, :, column])
        by_people = (
            _estimate(float(people @ table[:, column] / people.sum()), drawn[1, :, column])
            if people.sum()
            else None
        )
        found.append(Share(state, by_place, by_people))
    return sorted(found, key=lambda one: (-one.of_places.value, one.state))


def _drawn(table: Floats, weights: Floats) -> Floats:
    """Sums of weights (weights, draws, states) of places whose states are drawn from `table` (places, states)."""
    rng = np.random.default_rng(_SEED)
    places, states = table.shape
    ends = table.cumsum(axis=1)[:, :-1]
    found = np.zeros((len(weights), _DRAWS, states))
    step = max(1, _MOST_AT_ONCE // places)
    for start in range(0, _DRAWS, step):
        count = min(step, _DRAWS - start)
        chosen = (rng.random((count, places))[:, :, None] > ends).sum(axis=2)
        for column in range(states):
            found[:, start : start + count, column] = weights @ (chosen == column).T.astype(np.float64)
    return found


def _estimate(value: float, drawn: Floats) -> Estimate:
    low, high = np.quantile(drawn, _LEVELS)
    return Estimate(value, min(float(low), value), max(float(high), value))
