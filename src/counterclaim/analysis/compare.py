"""Two counts of unequal exposure against each other: ratio and difference of their rates, and a test."""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy.special import betainc, betaincinv

from counterclaim.analysis.rates import LEVEL, Bounds, Count, rate


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rate of `a` against that of `b`.

    `ratio` is a's rate over b's, null where both counts are 0; `difference` a's less b's, per day; `p` the chance of
    counts that differ by as much at equal rates, null where both are 0. `dispersion` (of a, of b) is what the
    interval allows for: 1 is chance alone, and the interval is exact.
    """

    a: Count
    b: Count
    ratio: Bounds | None
    difference: Bounds
    p: float | None
    dispersion: tuple[float, float]
    level: float

    @property
    def differs(self) -> bool:
        """Whether the interval of the ratio leaves out 1."""
        return self.ratio is not None and not self.ratio.low <= 1 <= self.ratio.high


def compare(
    a: Count, b: Count, *, dispersion: tuple[float, float] = (1.0, 1.0), level: float = LEVEL
) -> Comparison:
    """Compare two rates.

    Ratio: given their sum, a's count is binomial with odds ``ratio x days_a / days_b``; the interval is that of
    Clopper and Pearson (1934, Biometrika 26, 404-413) for its share, as odds (Przyborowski and Wilenski 1940,
    Biometrika 31, 313-323). The test is twice the smaller tail at a ratio of 1, at most 1 (Fay 2010, R Journal 2(1),
    53-58), so that p is below ``1 - level`` exactly when the interval leaves out 1.

    Difference: the limits of both rates put together, ``d -+ sqrt((r1 - l1)^2 + (u2 - r2)^2)`` (Zou and Donner 2008,
    Statistics in Medicine 27, 1693-1702), from Garwood's limits.

    Assumes that events come independently at a steady rate, and that a and b share none. With a dispersion above 1,
    counts and days are divided by it (see `counterclaim.analysis.rates.rate`): then no interval is exact.
    """
    scatter = (max(dispersion[0], 1.0), max(dispersion[1], 1.0))
    ratio, p = None, None
    if a.count or b.count:
        ratio, p = _ratio(a, b, scatter, level)
    of_a = rate(a, "day", dispersion=scatter[0], level=level)
    of_b = rate(b, "day", dispersion=scatter[1], level=level)
    value = of_a.value - of_b.value
    low = value - math.hypot(of_a.value - of_a.low, of_b.high - of_b.value)
    high = value + math.hypot(of_a.high - of_a.value, of_b.value - of_b.low)
    return Comparison(a, b, ratio, Bounds(value, low, high), p, scatter, level)


def _ratio(a: Count, b: Count, scatter: tuple[float, float], level: float) -> tuple[Bounds, float]:
    x, y = a.count / scatter[0], b.count / scatter[1]
    days_a, days_b = a.days / scatter[0], b.days / scatter[1]
    tail, per = (1 - level) / 2, days_b / days_a
    low = _odds(float(betaincinv(x, y + 1, tail))) * per if x > 0 else 0.0
    high = _odds(float(betaincinv(x + 1, y, 1 - tail))) * per if y > 0 else math.inf
    value = (a.count / b.count) * (b.days / a.days) if b.count else math.inf
    share = days_a / (days_a + days_b)
    as_many = float(betainc(x, y + 1, share)) if x > 0 else 1.0
    as_few = float(betainc(y, x + 1, 1 - share)) if y > 0 else 1.0
    return Bounds(value, low, high), min(1.0, 2 * min(as_many, as_few))


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else math.inf
