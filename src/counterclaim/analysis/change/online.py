"""Bayesian online change points: at each period, how long the present level has lasted.

Adams and MacKay (2007), Bayesian Online Changepoint Detection, arXiv:0710.3742, with the negative-binomial likelihood
of `counterclaim.analysis.change.segments`. Draws of all changes at once, given the whole series, follow from the same
numbers by going backwards (Fearnhead and Liu 2007, Journal of the Royal Statistical Society B 69, 589-605).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.analysis.change.segments import Stretches, sizes
from counterclaim.analysis.change.series import Floats, Series, Whole

DRAWS = 4000
_SEED = 20170710


@dataclass(frozen=True, slots=True)
class Posterior:
    """What is known of the changes of a series.

    `runs[t, s]` is the chance, after period t, that the present level began with period s. `changes[d, s]` says
    whether draw d has a change just before period s, given the whole series; `levels[d, s]` is its level in period
    s, per unit of exposure. `log_evidence` is the log likelihood of the counts with all that is unknown integrated
    out; `excess` the mean of variance over mean less 1 at the series' rate; `size` the most likely k.
    """

    runs: Floats
    changes: NDArray[np.bool_]
    levels: Floats
    log_evidence: float
    excess: float
    size: float


def hazard(periods: int) -> float:
    """The chance of a change at each period, such that beforehand a series is as likely to have one as none."""
    return 1.0 - math.pow(0.5, 1 / max(1, periods - 1))


def posterior(series: Series, draws: int = DRAWS) -> Posterior:
    """The changes of a series that has at least one event; the same for the same series."""
    grid = sizes(series)
    stretches = Stretches(series, grid.values)
    joint = _filter(stretches, len(series))
    evidence = _log_sum(joint[:, 1:], axis=2)
    by_size = grid.log_prior + stretches.own[:, -1] + evidence[:, -1]
    weights = np.exp(by_size - _log_sum(by_size, axis=0))
    random = np.random.default_rng(_SEED)
    of_draw = random.choice(len(weights), size=draws, p=weights)
    chances = np.cumsum(np.exp(joint[:, 1:] - evidence[:, :, None]), axis=2)
    changes, levels = _backwards(stretches, chances, of_draw, random)
    online = _log_sum(joint[:, 1:] + grid.log_prior[:, None, None] + stretches.own[:, 1:, None], axis=0)
    return Posterior(
        runs=np.exp(online - _log_sum(online, axis=1)[:, None]),
        changes=changes,
        levels=levels,
        log_evidence=float(_log_sum(by_size, axis=0)),
        excess=float((weights * series.rate / grid.values).sum()),
        size=float(grid.values[int(np.argmax(weights))]),
    )


def _filter(stretches: Stretches, periods: int) -> Floats:
    """Log of the joint chance of the first t counts and of the start s of the present level: (k, t, s)."""
    chance = hazard(periods)
    stay, change = np.log1p(-chance), np.log(chance)
    found = np.full((len(stretches.k), periods + 1, periods), -np.inf)
    before = stretches.evidence(0, 1)
    found[:, 1, 0] = before[:, 0]
    for t in range(1, periods):
        now = stretches.evidence(np.arange(t + 1), np.full(t + 1, t + 1))
        found[:, t + 1, :t] = found[:, t, :t] + now[:, :t] - before + stay
        found[:, t + 1, t] = _log_sum(found[:, t, :t], axis=1) + change + now[:, t]
        before = now
    return found


def _backwards(
    stretches: Stretches, chances: Floats, of_draw: Whole, random: np.random.Generator
) -> tuple[NDArray[np.bool_], Floats]:
    """Changes and levels of each draw: the start of the last level, then that of the one before, and so on."""
    periods = chances.shape[2]
    changes = np.zeros((len(of_draw), periods), dtype=np.bool_)
    levels = np.zeros((len(of_draw), periods))
    begins = np.zeros((len(of_draw), periods), dtype=np.int64)
    ends = np.full(len(of_draw), periods)
    while (left := np.flatnonzero(ends > 0)).size:
        of_size, end = of_draw[left], ends[left]
        start = np.minimum(_reached(chances, of_size, end - 1, random.random(left.size)), end - 1)
        levels[left, start] = stretches.draws(start, end, of_size, random)
        begins[left, start] = start
        changes[left[start > 0], start[start > 0]] = True
        ends[left] = start
    of_period = np.maximum.accumulate(begins, axis=1)
    return changes, np.take_along_axis(levels, of_period, axis=1)


def _reached(chances: Floats, of_size: Whole, end: Whole, share: Floats) -> Whole:
    """How many of the cumulated chances of each draw are below its share: by bisection."""
    low, high = np.zeros(len(share), dtype=np.int64), np.full(len(share), chances.shape[2])
    while (low < high).any():
        middle = np.minimum((low + high) // 2, chances.shape[2] - 1)
        below = (chances[of_size, end, middle] < share) & (low < high)
        low, high = np.where(below, middle + 1, low), np.where(below, high, np.minimum(middle, high))
    return low


def _log_sum(of: Floats, axis: int) -> Floats:
    """Log of the sum of exponentials; SciPy's looks at each number several times over."""
    most = of.max(axis=axis, keepdims=True)
    most = np.where(np.isfinite(most), most, 0.0)
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(np.exp(of - most).sum(axis=axis)) + most.squeeze(axis), dtype=np.float64)
