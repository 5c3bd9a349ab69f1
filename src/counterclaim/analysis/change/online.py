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
from scipy.special import logsumexp

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
    evidence = logsumexp(joint[:, 1:], axis=2)
    by_size = grid.log_prior + stretches.own[:, -1] + evidence[:, -1]
    weights = np.exp(by_size - logsumexp(by_size))
    random = np.random.default_rng(_SEED)
    of_draw = random.choice(len(weights), size=draws, p=weights)
    chances = np.cumsum(np.exp(joint[:, 1:] - evidence[:, :, None]), axis=2)
    changes, levels = _backwards(stretches, chances, of_draw, random)
    online = logsumexp(joint[:, 1:] + grid.log_prior[:, None, None] + stretches.own[:, 1:, None], axis=0)
    return Posterior(
        runs=np.exp(online - logsumexp(online, axis=1, keepdims=True)),
        changes=changes,
        levels=levels,
        log_evidence=float(logsumexp(by_size)),
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
        found[:, t + 1, t] = logsumexp(found[:, t, :t], axis=1) + change + now[:, t]
        before = now
    return found


def _backwards(
    stretches: Stretches, chances: Floats, of_draw: Whole, random: np.random.Generator
) -> tuple[NDArray[np.bool_], Floats]:
    """Changes and levels of each draw: the start of the last level, then that of the one before, and so on."""
    periods = chances.shape[2]
    columns = np.arange(periods)
    changes = np.zeros((len(of_draw), periods), dtype=np.bool_)
    levels = np.zeros((len(of_draw), periods))
    ends = np.full(len(of_draw), periods)
    while (left := np.flatnonzero(ends > 0)).size:
        of_size, end = of_draw[left], ends[left]
        reached = chances[of_size, end - 1] < random.random(left.size)[:, None]
        start = np.minimum(reached.sum(axis=1), end - 1)
        inside = (columns >= start[:, None]) & (columns < end[:, None])
        level = stretches.draws(start, end, of_size, random)
        levels[left] = np.where(inside, level[:, None], levels[left])
        changes[left[start > 0], start[start > 0]] = True
        ends[left] = start
    return changes, levels
