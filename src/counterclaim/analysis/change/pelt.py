"""Change points by penalised likelihood (PELT), as a second opinion: no prior, no draws.

Killick, Fearnhead and Eckley (2012), Optimal detection of changepoints with a linear computational cost, Journal of the
American Statistical Association 107, 1590-1598, as the library ruptures has it (Truong, Oudre and Vayatis 2020, Signal
Processing 167, 107299).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import ruptures
from scipy.special import logsumexp

from counterclaim.analysis.change.segments import Stretches
from counterclaim.analysis.change.series import Floats, Series
from counterclaim.analysis.rates import LEVEL

SHORTEST = 2
"""Periods that a level lasts at least."""


@dataclass(frozen=True, slots=True)
class Break:
    """A change just before period `at`, or of any from `first` to `last`, its neighbours as they are."""

    first: int
    at: int
    last: int


def penalty(periods: int) -> float:
    """What one more change must add to twice the log likelihood: ``3 log n``.

    That is the leading term of the modified Bayesian information criterion (Zhang and Siegmund 2007, Biometrics 63,
    22-32).
    """
    return 3 * math.log(periods)


def breaks(series: Series, size: float, level: float = LEVEL) -> list[Break]:
    """The changes that minimise -2 log likelihood with `penalty` for each, of counts of size `size`.

    The interval of each is the narrowest span of periods whose likelihoods, the most likely levels given, make up
    `level` of those of all periods between the two neighbouring changes.
    """
    if len(series) < 2 * SHORTEST:
        return []
    stretches = Stretches(series, np.array([size]))
    search = ruptures.Pelt(custom_cost=_Cost(stretches), min_size=SHORTEST, jump=1)
    ends: list[int] = search.fit(series.counts.reshape(-1, 1)).predict(pen=penalty(len(series)))
    edges = [0, *ends]
    return [
        _profile(stretches, left, at, right, level)
        for left, at, right in zip(edges, edges[1:], edges[2:], strict=False)
    ]


def _profile(stretches: Stretches, left: int, at: int, right: int, level: float) -> Break:
    places = np.arange(left + 1, right)
    likely = stretches.greatest(left, places)[0] + stretches.greatest(places, right)[0]
    first, last = _narrowest(np.exp(likely - logsumexp(likely)), level)
    return Break(int(places[first]), at, int(places[last]))


def _narrowest(weights: Floats, level: float) -> tuple[int, int]:
    """The narrowest span that has at least `level` of the weights."""
    sums = np.concatenate([[0.0], np.cumsum(weights)])
    ends = np.searchsorted(sums, sums[:-1] + level * sums[-1] - 1e-12)
    widths = np.where(ends < len(sums), ends - np.arange(len(weights)), len(sums))
    first = int(np.argmin(widths))
    return first, int(min(ends[first], len(weights))) - 1


class _Cost(ruptures.base.BaseCost):  # type: ignore[misc]
    """-2 log likelihood of a stretch at its most likely level."""

    model = "negative binomial"
    min_size = SHORTEST

    def __init__(self, stretches: Stretches) -> None:
        edges = np.arange(len(stretches.counts))
        ends = (stretches.greatest(np.minimum(edges, end - 1), end)[0] for end in edges[1:])
        self._of_end: list[list[float]] = [[], *((-2 * of).tolist() for of in ends)]
        self.signal: Any = None

    def fit(self, signal: Any) -> _Cost:
        """Keep the signal, whose length ruptures asks for."""
        self.signal = signal
        return self

    def error(self, start: int, end: int) -> float:
        """The cost of the periods [start, end)."""
        return self._of_end[end][start]
