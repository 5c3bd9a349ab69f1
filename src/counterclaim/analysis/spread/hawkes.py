"""Self-excitation: whether events call forth others, by a Hawkes process with an exponential kernel.

The rate is ``m + sum over earlier events of n b exp(-b (t - t_i))``: a steady background m, and n events that each calls
forth on the mean (the branching ratio), with the half-life ``ln 2 / b``. Hawkes (1971), Biometrika 58, 83-90.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2, kstest

from counterclaim.analysis.rates import LEVEL, Bounds
from counterclaim.errors import UsageError

LEAST = 40
"""Events that a fit needs: with fewer, little can be told from a steady rate."""
MOST = 5000
SHORTEST, LONGEST = 1 / 24, 0.125
"""Half-lives looked at: from an hour (in days) to an eighth of the time watched."""
MOST_BRANCHING = 0.98
"""With 1 or more, activity would grow without end."""
SIMULATIONS = 199
_DECAYS, _BRANCHINGS, _HALVINGS, _STEPS = 48, 50, 24, 7
_SEED = 20170603
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Fit:
    """What was fitted to times in days, with profile intervals.

    `branching` is the mean number of events that one calls forth directly, which is also the share of events that were called
    forth; `half_life` is in days, `background` events a day. `gain` is twice the gain in log likelihood over a steady rate,
    `ks` the p of the Kolmogorov-Smirnov test of the rescaled times.
    """

    branching: Bounds
    half_life: Bounds
    background: float
    gain: float
    ks: float
    events: int


@dataclass(frozen=True, slots=True)
class _Grid:
    """Times with, for each decay, what earlier events leave at each of them (`left`), and their integral (`sums`)."""

    times: Floats
    end: float
    decays: Floats
    left: Floats
    sums: Floats


def log_likelihood(
    times: Floats, end: float, background: float, branching: float, decay: float, *, before: float = 0.0
) -> float:
    """The log likelihood of ordered times from 0 to `end`, in one pass.

    ``sum log(m + n b A_i) - m T - n sum(1 - exp(-b (T - t_i)))`` with ``A_i = exp(-b (t_i - t_(i-1))) (1 + A_(i-1))``
    (Ozaki 1979, Annals of the Institute of Statistical Mathematics 31, 145-155). Events that were not watched, `before` a
    day up to time 0, add what they leave on the mean: ``before exp(-b t) / b`` to A at t, and its integral to the sum.
    """
    excited, sums = _excitation(times, end, np.array([decay]), before)
    rate = background + branching * decay * excited[0]
    return float(np.log(rate).sum() - background * end - branching * sums[0])


def fit(times: Floats, end: float, *, level: float = LEVEL) -> Fit | None:
    """Fit the process to ordered times from 0 to `end` days; null for less than 40 of them.

    At the maximum the rate's integral is the number of events, as rates can be scaled: for each of 48 decays that leaves
    one parameter, in which the likelihood is concave. The interval of the branching ratio holds all n whose twice log
    likelihood, at its greatest over the other two, lies within the chi-square quantile of the greatest (Venzon and
    Moolgavkar 1988, Applied Statistics 37, 87-94); so does that of the half-life. Goodness of fit: the rate's integrals
    between events are exponential of mean 1 (Ogata 1988, Journal of the American Statistical Association 83, 9-27);
    fitted to the same times, its p is too large.

    What was before time 0 is not watched: it is taken to have had the same mean rate (without this the branching ratio
    comes out too low by far where clusters last for weeks). Assumes a steady background: where that rises, falls or has
    seasons, the change is taken for excitation.

    Raises:
        UsageError: there are more than 5,000 times.
    """
    if len(times) > MOST:
        raise UsageError(f"more than {MOST:,} events: ask for a smaller area or a shorter time")
    if len(times) < LEAST:
        return None
    grid = _grid(times, end)
    branchings, over_decays = _along_line(grid)
    steady = len(times) * (math.log(len(times) / end) - 1)
    row = int(over_decays.argmax())
    best, n, decay = float(over_decays[row]), float(branchings[row]), float(grid.decays[row])
    cut = best - float(chi2.ppf(level, 1)) / 2
    tried = np.linspace(0.0, MOST_BRANCHING, _BRANCHINGS)
    low, high = _within(tried, _over_branchings(grid, tried), cut)
    short, long = _within(math.log(2) / grid.decays, over_decays, cut)
    background = (len(times) - n * float(grid.sums[row])) / end
    return Fit(
        Bounds(n, min(low, n), max(high, n)),
        Bounds(math.log(2) / decay, short, long),
        background,
        max(0.0, 2 * (best - steady)),
        _rescaled(grid, row, background, n),
        len(times),
    )


def gain(times: Floats, end: float) -> float:
    """Twice the gain in log likelihood over a steady rate."""
    steady = len(times) * (math.log(len(times) / end) - 1)
    return max(0.0, 2 * (float(_along_line(_grid(times, end))[1].max()) - steady))


def chance_of_gain(
    found: float, count: int, end: float, *, simulations: int = SIMULATIONS, seed: int = _SEED
) -> float:
    """How often `count` events at a steady rate give as much of a gain.

    By simulation, as a decay that no event shows has no likelihood ratio of known distribution (Davies 1987, Biometrika 74,
    33-43).
    """
    draw = np.random.default_rng(seed)
    as_much = sum(gain(np.sort(draw.uniform(0.0, end, count)), end) >= found for _ in range(simulations))
    return (as_much + 1) / (simulations + 1)


def _grid(times: Floats, end: float) -> _Grid:
    lives = np.geomspace(SHORTEST, max(end * LONGEST, 2 * SHORTEST), _DECAYS)
    decays = math.log(2) / lives
    left, sums = _excitation(times, end, decays, len(times) / end)
    return _Grid(times, end, decays, left, sums)


def _excitation(times: Floats, end: float, decays: Floats, before: float) -> tuple[Floats, Floats]:
    """``A_i`` for each decay and time, and ``sum(1 - exp(-b (T - t_i)))`` for each decay; see `log_likelihood`."""
    fades = np.exp(-np.diff(times)[:, None] * decays)
    left = np.zeros((len(times), len(decays)))
    left[0] = before * np.exp(-decays * times[0]) / decays
    for place, fade in enumerate(fades):
        left[place + 1] = fade * (1.0 + left[place])
    sums = -np.expm1(-(end - times)[:, None] * decays).sum(axis=0) - before * np.expm1(-decays * end) / decays
    return np.ascontiguousarray(left.T), sums


def _along_line(grid: _Grid) -> tuple[Floats, Floats]:
    """For each decay the best branching ratio and its log likelihood, where the rate's integral is the number of events."""
    count = len(grid.times)
    per = grid.decays[:, None] * grid.left - (grid.sums / grid.end)[:, None]
    low = np.zeros(len(grid.decays))
    high = np.minimum(MOST_BRANCHING, count / grid.sums * (1 - 1e-9))
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        rising = (per / (count / grid.end + middle[:, None] * per)).sum(axis=1) > 0
        low, high = np.where(rising, middle, low), np.where(rising, high, middle)
    found = np.where(high <= MOST_BRANCHING / 2**_HALVINGS, 0.0, low)
    return found, np.log(count / grid.end + found[:, None] * per).sum(axis=1) - count


def _over_branchings(grid: _Grid, tried: Floats) -> Floats:
    """For each branching ratio the greatest log likelihood over background and decay."""
    count, greatest = len(grid.times), np.full(len(tried), -np.inf)
    for decay, left, total in zip(grid.decays, grid.left, grid.sums, strict=True):
        called = np.outer(tried * decay, left)
        steady = np.maximum((count - tried * total) / grid.end, 0.02 * count / grid.end)
        for _ in range(_STEPS):  # Newton's steps to where sum(1 / rate) is the time watched
            rates = 1 / (steady[:, None] + called)
            one, two = rates.sum(axis=1), (rates * rates).sum(axis=1)
            steady = np.maximum(steady + (1 - one / grid.end) * -one / two, steady / 4)
        value = np.log(steady[:, None] + called).sum(axis=1) - steady * grid.end - tried * total
        greatest = np.maximum(greatest, value)
    return greatest


def _within(at: Floats, value: Floats, cut: float) -> tuple[float, float]:
    """Where a profile lies above `cut`: the outermost crossings, between grid points by a straight line."""
    order = np.argsort(at)
    x, y = at[order], value[order] - cut
    above = np.flatnonzero(y >= 0)
    if not len(above):
        return float(x[y.argmax()]), float(x[y.argmax()])
    first, last = int(above[0]), int(above[-1])
    low = (
        x[first]
        if first == 0
        else x[first - 1] + (x[first] - x[first - 1]) * -y[first - 1] / (y[first] - y[first - 1])
    )
    high = (
        x[last]
        if last == len(x) - 1
        else x[last] + (x[last + 1] - x[last]) * y[last] / (y[last] - y[last + 1])
    )
    return float(low), float(high)


def _rescaled(grid: _Grid, row: int, background: float, branching: float) -> float:
    """The p of the rate's integrals between events being exponential of mean 1."""
    gaps = np.diff(grid.times, prepend=0.0)
    before = len(grid.times) / grid.end / grid.decays[row]
    left = np.concatenate([[before], (1.0 + grid.left[row])[:-1]])  # just after the event before
    integrals = background * gaps + branching * left * -np.expm1(-grid.decays[row] * gaps)
    return float(kstest(integrals, "expon").pvalue)
