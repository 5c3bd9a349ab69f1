"""Rates of counts over time, with exact Poisson intervals.

A count is of events that come one by one; its exposure is the number of days in which they could have been
counted. Deaths come several at a time and are no such count: see `counterclaim.analysis.dispersion`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaincinv

from counterclaim.errors import UsageError

Floats = NDArray[np.float64]

LEVEL = 0.95
MOST = 10**12
"""The largest count or number of days that is taken."""
DAYS = {"day": 1.0, "month": 365.2425 / 12, "year": 365.2425}
"""Days of a unit of time, those of the Gregorian calendar on the mean."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """A value with the ends of its interval; `high` is infinite where nothing bounds it."""

    value: float
    low: float
    high: float

    def times(self, factor: float) -> Bounds:
        """The same in a unit that is `factor` times smaller."""
        return Bounds(self.value * factor, self.low * factor, self.high * factor)

    def to_dict(self) -> dict[str, float | None]:
        """JSON-ready; an infinite bound is null."""
        return {
            name: number if math.isfinite(number) else None
            for name, number in (("value", self.value), ("low", self.low), ("high", self.high))
        }


@dataclass(frozen=True, slots=True)
class Count:
    """How many in how many days.

    Raises:
        UsageError: there are no days, or the count is negative: that has no rate.
    """

    count: int
    days: float

    def __post_init__(self) -> None:
        if not 0 <= self.count <= MOST:
            raise UsageError(f"a count is a whole number from 0 to {MOST:,}, not {self.count:,}")
        if math.isnan(self.days) or not 0 < self.days <= MOST:
            raise UsageError(f"a rate needs at least some days that were watched, not {self.days:g}")


def garwood(counts: ArrayLike, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Exact interval of the mean of Poisson counts, each end with half of the error.

    ``low = G(a/2; k)`` and ``high = G(1 - a/2; k + 1)``, with G(p; s) the quantile of a gamma distribution of
    shape s and scale 1; low is 0 for a count of 0. The interval holds the mean in at least `level` of cases, and
    in more of them when counts are small. Counts need not be whole, for counts scaled by their dispersion.

    Assumes that events come one by one and independently, at a steady rate. Garwood (1936), Fiducial limits for the
    Poisson distribution, Biometrika 28, 437-442.
    """
    k = np.asarray(counts, dtype=np.float64)
    tail = (1.0 - level) / 2.0
    low = np.where(k > 0, gammaincinv(np.maximum(k, 1e-300), tail), 0.0)
    return low, np.asarray(gammaincinv(k + 1.0, 1.0 - tail), dtype=np.float64)


def rate(of: Count, per: str = "year", *, dispersion: float = 1.0, level: float = LEVEL) -> Bounds:
    """The rate per ``day``, ``month`` or ``year``, with Garwood's interval.

    This is also the annualised count of a part of a year: 52 in 120 days are 158 a year. It carries the uncertainty
    of the rate alone; what the rest of the year brings is in `counterclaim.analysis.predictive`.

    With a `dispersion` (variance over mean) above 1, the interval is that of ``count / dispersion`` events in
    ``days / dispersion`` days, as for the effective sample size of a survey (Korn and Graubard 1998, Survey
    Methodology 24, 193-201).
    """
    if per not in DAYS:
        raise UsageError(f"a rate is per {', '.join(DAYS)}, not per {per[:50]!r}")
    phi = max(dispersion, 1.0)
    low, high = garwood(of.count / phi, level)
    return Bounds(float(of.count), float(low) * phi, float(high) * phi).times(DAYS[per] / of.days)


def rates(counts: ArrayLike, days: ArrayLike, per: str = "month", level: float = LEVEL) -> dict[str, Any]:
    """``value``, ``low`` and ``high`` of many rates at once: arrays, NaN where there are no days."""
    k, exposure = np.asarray(counts, dtype=np.float64), np.asarray(days, dtype=np.float64)
    low, high = garwood(k, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.where(exposure > 0, DAYS[per] / exposure, np.nan)
    return {"value": k * scale, "low": low * scale, "high": high * scale}
