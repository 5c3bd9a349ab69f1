"""The states of a place and how they change from day to day, in closed form.

A place has K parties, `CONTESTED` and `UNKNOWN`, in this order. On any day it stays as it is, or it is drawn anew: from
a party or a contest with a small chance to a party or a contest, from each of these to unknown (nobody has spoken for
long, so that nobody knows), and from unknown back. Which party is drawn does not depend on the one before, only on
weights (the parties that are about), so that the chain is that of Felsenstein (1981, Journal of Molecular Evolution
17, 368-376) with classes. Hence n days take no matrix powers of K + 2 states: the three classes move by a table of
powers of a 3 x 3 matrix, and within the parties what was never drawn anew keeps its place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from counterclaim.control.parameters import Parameters

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

CONTESTED = "contested"
UNKNOWN = "unknown"
ANOTHER = "another party"
"""Stands beside the one party that was ever named at a place, so that there is somebody to lose it to."""

LONGEST = 40_000
"""Days that one gap may last; a longer one counts as this."""


@dataclass(frozen=True, slots=True)
class Kernel:
    """One step, repeated: `powers` (n, 3, 3) moves the classes, `kept` (n) is the share of a party never drawn anew."""

    powers: Floats
    kept: Floats

    @classmethod
    def of(cls, step: Floats, kept: float, longest: int) -> Kernel:
        """The powers 0 to `longest` of a step of the classes (3, 3)."""
        powers = np.empty((longest + 1, 3, 3))
        powers[0] = np.eye(3)
        for n in range(1, longest + 1):
            powers[n] = powers[n - 1] @ step
        return cls(powers, np.power(kept, np.arange(longest + 1, dtype=np.float64)))

    def forward(self, state: Floats, steps: Ints, weights: Floats) -> Floats:
        """Probabilities (m, K + 2) after `steps` (m), with the weights (m, K) of the parties."""
        parties = state[:, :-2]
        whole = np.empty((len(state), 3))
        whole[:, 0], whole[:, 1:] = parties @ np.ones(parties.shape[1]), state[:, -2:]
        moved = (whole[:, None, :] @ self.powers[steps])[:, 0]
        kept = self.kept[steps]
        drawn = moved[:, 0] - kept * whole[:, 0]
        found = np.empty_like(state)
        found[:, :-2] = kept[:, None] * parties + drawn[:, None] * weights
        found[:, -2:] = moved[:, 1:]
        return found

    def backward(self, value: Floats, steps: Ints, weights: Floats) -> Floats:
        """Expectation (m, K + 2) of `value` after `steps`, by the state before: the transpose of `forward`."""
        parties = value[:, :-2]
        mean = (parties * weights).sum(axis=1)
        whole = np.empty((len(value), 3))
        whole[:, 0], whole[:, 1:] = mean, value[:, -2:]
        moved = (self.powers[steps] @ whole[:, :, None])[:, :, 0]
        kept = self.kept[steps]
        found = np.empty_like(value)
        found[:, :-2] = moved[:, :1] + kept[:, None] * (parties - mean[:, None])
        found[:, -2:] = moved[:, 1:]
        return found


@lru_cache(maxsize=8)
def days(given: Parameters, longest: int) -> Kernel:
    """The change of days on which nobody speaks, up to `longest` of them."""
    c = given.change
    back, over = 1.0 - c.contested_share, c.contested_share
    stay = 1.0 - c.party - c.forgetting
    step = np.array(
        [
            [stay + c.party * back, c.party * over, c.forgetting],
            [c.contested, 1.0 - c.contested - c.forgetting, c.forgetting],
            [c.recovery * back, c.recovery * over, 1.0 - c.recovery],
        ]
    )
    return Kernel.of(step, stay, min(longest, LONGEST))


@lru_cache(maxsize=8)
def news(given: Parameters) -> Kernel:
    """The change that a statement may bring: power 1 is the whole of it."""
    c = given.news
    back, over = 1.0 - c.contested_share, c.contested_share
    step = np.array(
        [
            [1.0 - c.party * over, c.party * over, 0.0],
            [c.contested, 1.0 - c.contested, 0.0],
            [c.unknown * back, c.unknown * over, 1.0 - c.unknown],
        ]
    )
    return Kernel.of(step, 1.0 - c.party, 1)


def mixed(kernel: Kernel, share: Floats, state: Floats, weights: Floats, *, back: bool = False) -> Floats:
    """The step of `news` with chance `share` (m), no step otherwise."""
    once = np.ones(len(state), dtype=np.int64)
    moved = kernel.backward(state, once, weights) if back else kernel.forward(state, once, weights)
    return state + share[:, None] * (moved - state)
