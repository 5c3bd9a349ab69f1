"""Odds ratios: of one table, widened for clusters, and pooled over strata."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq
from scipy.special import gammaln, ndtri
from scipy.stats.contingency import odds_ratio

from counterclaim.analysis.rates import LEVEL, Bounds

_MOST_EXACT = 5000


class Table(NamedTuple):
    """Attrition and holding in A, then in B."""

    a_yes: int
    a_no: int
    b_yes: int
    b_no: int

    @property
    def empty(self) -> bool:
        """Whether a side, or an outcome on both sides, has none: then there is no odds ratio."""
        sides = (self.a_yes + self.a_no, self.b_yes + self.b_no)
        return 0 in (*sides, self.a_yes + self.b_yes, self.a_no + self.b_no)


def ratio(of: Table, *, dispersion: float = 1.0, level: float = LEVEL) -> Bounds | None:
    """The odds of yes against no in A over those in B; null where a side or an outcome has none at all.

    Up to 5,000 events, at a dispersion of 1: the conditional maximum likelihood and the exact interval, both given the
    margins (Fisher 1935, Journal of the Royal Statistical Society 98, 39-54; Cornfield 1956). Else the interval of
    the log ratio with a half added to each cell, ``exp(log r -+ z sqrt(phi (1/a + 1/b + 1/c + 1/d)))`` (Gart 1966,
    Biometrika 53, 471-475), phi being the dispersion: the variance of clustered counts over that of chance.
    """
    if of.empty:
        return None
    if dispersion <= 1.0 and sum(of) <= _MOST_EXACT:
        found = odds_ratio([[of.a_yes, of.a_no], [of.b_yes, of.b_no]], kind="conditional")
        return Bounds(float(found.statistic), *_exact(of, (1 - level) / 2))
    cells = [count + 0.5 for count in of]
    log = math.log(cells[0] * cells[3] / (cells[1] * cells[2]))
    half = float(ndtri(0.5 + level / 2)) * math.sqrt(max(dispersion, 1.0) * sum(1 / cell for cell in cells))
    return Bounds(math.exp(log), math.exp(log - half), math.exp(log + half))


def pooled(strata: Sequence[Table], *, dispersion: float = 1.0, level: float = LEVEL) -> Bounds | None:
    """The odds ratio that all strata share; null where no stratum can tell.

    ``sum(a d / n) / sum(b c / n)``: Mantel and Haenszel (1959), Journal of the National Cancer Institute 22, 719-748,
    with the variance of Robins, Breslow and Greenland (1986), Biometrics 42, 311-323, times the dispersion. A stratum in
    which one side has none says nothing of the ratio, and adds nothing.
    """
    for_, against, first, middle, last = 0.0, 0.0, 0.0, 0.0, 0.0
    for a, b, c, d in strata:
        n = a + b + c + d
        if n == 0:
            continue
        up, down = a * d / n, b * c / n
        p, q = (a + d) / n, (b + c) / n
        for_, against = for_ + up, against + down
        first += p * up
        middle += p * down + q * up
        last += q * down
    if for_ == 0 or against == 0:
        return None
    variance = first / (2 * for_**2) + middle / (2 * for_ * against) + last / (2 * against**2)
    half = float(ndtri(0.5 + level / 2)) * math.sqrt(variance * max(dispersion, 1.0))
    log = math.log(for_ / against)
    return Bounds(math.exp(log), math.exp(log - half), math.exp(log + half))


def _exact(of: Table, tail: float) -> tuple[float, float]:
    """The odds ratios at which as many yes in A or more, and as many or fewer, have a chance of `tail`.

    As `confidence_interval` of SciPy's conditional odds ratio, which adds up the chances one by one.
    """
    a, yes = of.a_yes + of.a_no, of.a_yes + of.b_yes
    b = of.b_yes + of.b_no
    many = np.arange(max(0, yes - b), min(a, yes) + 1)
    log = -(gammaln(many + 1) + gammaln(a - many + 1) + gammaln(yes - many + 1) + gammaln(b - yes + many + 1))
    less, more = many <= of.a_yes, many >= of.a_yes

    def end(tail_of: NDArray[np.bool_]) -> float:
        def away(log_odds: float) -> float:
            weights = log + many * log_odds
            weights = np.exp(weights - weights.max())
            return float(weights[tail_of].sum() / weights.sum()) - tail

        reach = 1.0
        while away(-reach) * away(reach) > 0:
            reach *= 2
        return math.exp(brentq(away, -reach, reach, xtol=1e-12))

    return 0.0 if more.all() else end(more), math.inf if less.all() else end(less)
