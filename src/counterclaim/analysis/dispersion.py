"""Whether counts scatter more than chance alone would have it, and by how much."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.stats import chi2

from counterclaim.analysis.rates import Count
from counterclaim.errors import UsageError

Floats = NDArray[np.float64]

_DRAWS = 4000
_SEED = 20170603
LARGE, LONG = 1.0, 12
"""Events expected in each month, and months, from which on the chi-square distribution stands for drawn series."""
LEAST = 4
"""Months, beyond one a series, that a dispersion needs."""
MOST_MONTHS = 1200


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Variance over mean of counts a month: 1 where they come by chance at a steady rate.

    `p` is how often chance alone scatters as much; `freedom` the months less the series.
    """

    value: float
    p: float
    freedom: int

    @property
    def over(self) -> bool:
        """Whether they scatter by more than chance (p below .05)."""
        return self.value > 1 and self.p < 0.05


def dispersion(*series: Sequence[Count]) -> Dispersion | None:
    """The dispersion of one or several series of months, each round a rate of its own; null for too few of them.

    ``sum((k_i - r d_i)^2 / (r d_i)) / (months - series)``, r being the series' rate: Pearson's statistic (McCullagh
    and Nelder 1989, Generalized Linear Models, section 6.2). Where one or more is expected in each of 12 months or
    more, `p` is of the chi-square distribution, which holds for as few where they are expected alike (Koehler and
    Larntz 1980, Journal of the American Statistical Association 75, 336-344). Elsewhere it is the share of 4,000 series
    that scatter as much, drawn as multinomial with the months' shares of days, as a Poisson series is given its total:
    that holds for counts of any size. A trend inside a series counts as scatter.

    Raises:
        UsageError: there are more than 1,200 months.
    """
    known = [months for months in series if sum(month.count for month in months) > 0]
    freedom = sum(len(months) - 1 for months in known)
    if sum(map(len, known)) > MOST_MONTHS:
        raise UsageError(f"a dispersion is of {MOST_MONTHS:,} months at most")
    if freedom < LEAST - 1:
        return None
    tables = [_expected(months) for months in known]
    found = sum(float(((counts - expected) ** 2 / expected).sum()) for counts, expected in tables)
    if all(expected.min() >= LARGE and len(expected) >= LONG for _, expected in tables):
        return Dispersion(found / freedom, float(chi2.sf(found, freedom)), freedom)
    draw = np.random.default_rng(_SEED)
    by_chance = np.zeros(_DRAWS)
    for counts, expected in tables:
        total = counts.sum()
        drawn = draw.multinomial(int(total), expected / total, size=_DRAWS)
        by_chance += ((drawn - expected) ** 2 / expected).sum(axis=1)
    as_much = int((by_chance >= found * (1 - 1e-12)).sum())
    return Dispersion(found / freedom, (as_much + 1) / (_DRAWS + 1), freedom)


def _expected(months: Sequence[Count]) -> tuple[Floats, Floats]:
    """The counts of a series, and what its rate lets expect in each month."""
    counts = np.array([month.count for month in months], dtype=np.float64)
    days = np.array([month.days for month in months], dtype=np.float64)
    return counts, counts.sum() * days / days.sum()


def of_sizes(sizes: Iterable[int]) -> float:
    """The dispersion of a sum of events' sizes, such as deaths: ``sum(x^2) / sum(x)``; 1 for a sum of 0.

    The variance of a compound Poisson sum is the mean number of events times the mean square of their sizes
    (Feller 1968, An Introduction to Probability Theory, XII.2). It holds for events that come independently; the
    largest event decides it, and one that is larger still may not have come yet.
    """
    x = np.fromiter(sizes, dtype=np.float64)
    total = float(x.sum())
    return max(1.0, float((x * x).sum()) / total) if total > 0 else 1.0
