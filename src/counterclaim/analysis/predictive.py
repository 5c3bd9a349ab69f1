"""What the rest of a period may bring, at the rate so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, gammaln

from counterclaim.analysis.dispersion import Dispersion, dispersion
from counterclaim.analysis.rates import LEVEL, MOST, Count
from counterclaim.errors import UsageError

_GRID = 100
_DRAWS = 20_000
_SEED = 20170905
_OVER = 0.25
_SCALE = 5.0


@dataclass(frozen=True, slots=True)
class Prior:
    """What was known of the rate before: as if `count` events had been seen in `days` days.

    Jeffreys' prior, the default, is half an event in no time.
    """

    count: float = 0.5
    days: float = 0.0

    def __post_init__(self) -> None:
        if not (0 < self.count <= MOST and 0 <= self.days <= MOST):
            raise UsageError("a prior needs a count above 0 and days from 0")


JEFFREYS = Prior()


@dataclass(frozen=True, slots=True)
class Predictive:
    """How many more are to come, and how many there will be with those so far: median and interval.

    `model` is ``gamma-Poisson`` or ``negative binomial``; `dispersion` that of the months so far, null where there
    are too few of them.
    """

    so_far: int
    days: float
    more: tuple[int, int, int]
    model: str
    dispersion: Dispersion | None

    @property
    def total(self) -> tuple[int, int, int]:
        """Low, median and high of all."""
        low, middle, high = self.more
        return self.so_far + low, self.so_far + middle, self.so_far + high


def rest(
    of: Count,
    days: float,
    *,
    months: Sequence[Count] = (),
    prior: Prior = JEFFREYS,
    level: float = LEVEL,
) -> Predictive:
    """How many may come in the next `days` days, if nothing changes.

    Gamma-Poisson: with a gamma prior of shape a and rate b, the count of the next m days after k in t days is negative
    binomial of size ``a + k`` and probability ``(b + t) / (b + t + m)`` (Gelman et al. 2013, Bayesian Data
    Analysis, section 2.6).

    `months` are the counts so far, month by month. Where there are at least four of them that scatter more than
    chance (p below .25), counts are negative binomial with variance d times their mean, so that those of longer spans
    stay so: rate and d are drawn from their posterior on a grid, with the gamma prior and, for d - 1, a half-Cauchy
    prior of scale 5 (Gelman 2006, Bayesian Analysis 1, 515-534). p and scale were chosen by simulation, so that 95 %
    intervals hold 91 to 98 % of what came, from 4 to 12 months and up to 10 times the variance of chance.

    A forecast of a steady rate: it knows of no trend, no season and no offensive to come.

    Raises:
        UsageError: `days` is negative, or the months do not add up to the count.
    """
    if not 0 <= days <= MOST:
        raise UsageError(f"the days to come are from 0 to {MOST:,}")
    if months and sum(month.count for month in months) != of.count:
        raise UsageError("the months do not add up to the count")
    scatter = dispersion(months) if months else None
    tails = np.array([(1 - level) / 2, 0.5, (1 + level) / 2])
    if days == 0:
        return Predictive(of.count, 0.0, (0, 0, 0), "gamma-Poisson", scatter)
    if scatter is not None and scatter.value > 1 and scatter.p < _OVER:
        drawn = np.quantile(_clustered(months, days, prior), tails, method="inverted_cdf")
        low, middle, high = (int(value) for value in drawn)
        return Predictive(of.count, days, (low, middle, high), "negative binomial", scatter)
    size, seen = prior.count + of.count, prior.days + of.days
    low, middle, high = (_quantile(p, size, seen / (seen + days)) for p in tails)
    return Predictive(of.count, days, (low, middle, high), "gamma-Poisson", scatter)


def _quantile(p: float, size: float, chance: float) -> int:
    """The least k whose probability to be reached, of a negative binomial, is at least `p`: by bisection."""
    low, high = -1, 1
    while betainc(size, high + 1, chance) < p:
        low, high = high, high * 2
    while high - low > 1:
        middle = (low + high) // 2
        if betainc(size, middle + 1, chance) < p:
            low = middle
        else:
            high = middle
    return high if betainc(size, 1, chance) < p else 0


def _clustered(months: Sequence[Count], days: float, prior: Prior) -> NDArray[np.int64]:
    """Draws of the count to come, rate and dispersion drawn from their posterior."""
    counts, spans = sum(month.count for month in months), sum(month.days for month in months)
    centre = (counts + prior.count) / (spans + prior.days)
    log_rate = np.log(centre) + np.linspace(-4, 4, _GRID)[:, None]
    log_excess = np.linspace(np.log(0.01), np.log(1000), _GRID)[None, :]
    mean, excess = np.exp(log_rate), np.exp(log_excess)
    log_likelihood = counts * (log_excess - np.log1p(excess)) - spans * mean / excess * np.log1p(excess)
    for month in months:
        size = mean * month.days / excess
        log_likelihood = log_likelihood + gammaln(month.count + size) - gammaln(size)
    log_prior = prior.count * log_rate - prior.days * mean + log_excess - np.log1p((excess / _SCALE) ** 2)
    weight = np.exp(log_likelihood + log_prior - (log_likelihood + log_prior).max())
    draw = np.random.default_rng(_SEED)
    cells = draw.choice(weight.size, size=_DRAWS, p=(weight / weight.sum()).ravel())
    rates, spread = mean[cells // _GRID, 0], excess[0, cells % _GRID]
    return np.asarray(draw.negative_binomial(rates * days / spread, 1 / (1 + spread)), dtype=np.int64)
