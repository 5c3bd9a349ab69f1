"""The likelihood of a stretch of counts at one level: negative binomial, in closed form.

The count of a period of exposure e is negative binomial of size ``k e`` and probability p: mean ``m e`` with level
``m = k (1 - p) / p``, variance over mean ``1 + m / k``. Sizes add up over periods, so that the sum of a stretch is all
that its level hangs on, and weeks and months tell the same. As k grows this is Poisson.

A beta prior of p is conjugate (Raiffa and Schlaifer 1961, Applied Statistical Decision Theory, chapter 9). It is given
here by the level: a mean of the whole series' rate, and as much weight as half an event.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import betaln, gammaln

from counterclaim.analysis.change.series import Floats, Series, Whole

WEIGHT = 0.5
"""Events that the prior of a level is worth, as Jeffreys' prior of a Poisson mean."""
_SCALE = 5.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """Values that k may have and the log of their prior weights.

    The excess of variance over mean, at the series' own rate, has a half-Cauchy prior of scale 5 (Gelman 2006, Bayesian
    Analysis 1, 515-534), on a grid that is even in its logarithm.
    """

    values: Floats
    log_prior: Floats


def sizes(series: Series, points: int = 14) -> Sizes:
    """The grid of k for a series that has events."""
    excess = np.geomspace(0.05, 200.0, points)
    weights = excess / (1 + (excess / _SCALE) ** 2)
    return Sizes(series.rate / excess, np.log(weights / weights.sum()))


class Stretches:
    """What the stretches of a series say, by the periods [start, end) and for each of several k."""

    def __init__(self, series: Series, k: Floats) -> None:
        self.k = np.asarray(k, dtype=np.float64)
        self.counts = np.concatenate([[0.0], np.cumsum(series.counts, dtype=np.float64)])
        self.exposure = np.concatenate([[0.0], np.cumsum(series.exposure)])
        self._a, self._b = 1 + self.k * WEIGHT / series.rate, WEIGHT
        size = self.k[:, None] * series.exposure
        own = gammaln(series.counts + size) - gammaln(size) - gammaln(series.counts + 1.0)
        self.own = np.concatenate([np.zeros((len(self.k), 1)), np.cumsum(own, axis=1)], axis=1)
        """The part of the log likelihood of the first t periods that no level changes: (k, t)."""

    def evidence(self, start: int | Whole, end: int | Whole) -> Floats:
        """Log likelihood with the level integrated out: an array of (k, stretches), without `own`."""
        count, exposure = self._sums(start, end)
        k, a = self.k[:, None], self._a[:, None]
        found = betaln(a + k * exposure, self._b + count) - betaln(a, self._b)
        return np.asarray(found, dtype=np.float64)

    def greatest(self, start: int | Whole, end: int | Whole) -> Floats:
        """Log likelihood at the most likely level: an array of (k, stretches), without `own`."""
        count, exposure = self._sums(start, end)
        size = self.k[:, None] * exposure
        filled = np.where(count > 0, count, 1.0)
        of_counts = np.where(count > 0, count * np.log(filled / (size + filled)), 0.0)
        return np.asarray(-size * np.log1p(count / size) + of_counts, dtype=np.float64)

    def draws(self, starts: Whole, ends: Whole, at: Whole, random: np.random.Generator) -> Floats:
        """A draw of the level of each stretch, each given its own k."""
        count, exposure = self._sums(starts, ends)
        gamma = random.standard_gamma(self._b + count)
        other = random.standard_gamma(self._a[at] + self.k[at] * exposure)
        return np.asarray(self.k[at] * gamma / other, dtype=np.float64)

    def _sums(self, start: int | Whole, end: int | Whole) -> tuple[Floats, Floats]:
        first, last = np.atleast_1d(start), np.atleast_1d(end)
        return self.counts[last] - self.counts[first], self.exposure[last] - self.exposure[first]
