"""The states of a place and how they change from day to day, in closed form.

A place has K parties, `CONTESTED` and `UNKNOWN`, in this order. On any day it stays as it is, or it is drawn anew: from
a party or a contest with a small chance to a party or a contest, from each of these to unknown (nobody has spoken for
long, so that nobody knows), and from unknown back. Which party is drawn does not depend on the one before, only on
weights (the parties that are about), so that the chain is that of Felsenstein (1981, Journal of Molecular Evolution
17, 368-376) with classes. Hence n days take no matrix powers of K + 2 states: the three classes move by a table of
powers of a 3 x 3 matrix, and within the parties what was never drawn anew keeps its place.

A contested place is spoken of more often than others, so that days of silence speak against a contest and a statement
for one: the days of statements are those of a Markov-modulated process (Fischer and Meier-Hellstern 1993, Performance
Evaluation 18, 149-171) in which all states but the contest have one rate. What `forward`, `backward` and their like
give is therefore up to a factor.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from counterclaim.control.parameters import News, Parameters

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
        """Probabilities (m, K + 2), up to a factor, after `steps` (m), with the weights (m, K) of the parties."""
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
    silent = 1.0 - c.silence
    step = np.array(
        [
            [stay + c.party * back, c.party * over, c.forgetting],
            [silent * c.contested, silent * (1.0 - c.contested - c.forgetting), silent * c.forgetting],
            [c.recovery * back, c.recovery * over, 1.0 - c.recovery],
        ]
    )
    return Kernel.of(step, stay, min(longest, LONGEST))


def brought(news: News, share: Floats, state: Floats, weights: Floats, contest: Floats) -> Floats:
    """Probabilities (m, K + 2), up to a factor, after statements that bring change with `share` (m) of the chances of `news`.

    What is drawn anew is contested with chance `contest` (m), otherwise a party by its weight (m, K).
    """
    parties = state[:, :-2]
    loud = state[:, -2] * news.loudness**share
    left = share * news.party * parties.sum(axis=1)
    ended = share * news.contested * loud
    told = share * news.unknown * state[:, -1]
    found = np.empty_like(state)
    drawn = (left + told) * (1.0 - contest) + ended
    found[:, :-2] = (1.0 - share * news.party)[:, None] * parties + drawn[:, None] * weights
    found[:, -2] = loud - ended + (left + told) * contest
    found[:, -1] = state[:, -1] - told
    return found


def brought_back(news: News, share: Floats, value: Floats, weights: Floats, contest: Floats) -> Floats:
    """Expectation (m, K + 2) of `value` after such statements, by the state before: the transpose of `brought`."""
    parties = value[:, :-2]
    mean = (parties * weights).sum(axis=1)
    drawn = (1.0 - contest) * mean + contest * value[:, -2]
    left, ended, told = share * news.party, share * news.contested, share * news.unknown
    found = np.empty_like(value)
    found[:, :-2] = (1.0 - left)[:, None] * parties + (left * drawn)[:, None]
    found[:, -2] = news.loudness**share * ((1.0 - ended) * value[:, -2] + ended * mean)
    found[:, -1] = (1.0 - told) * value[:, -1] + told * drawn
    return found
