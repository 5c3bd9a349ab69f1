"""Series for tests: counts of weeks, drawn or given."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from numpy.typing import ArrayLike

from counterclaim.analysis.change.series import Floats, Series, Whole

MONDAY = date(2015, 1, 5)


def weeks(counts: ArrayLike, exposure: ArrayLike | None = None) -> Series:
    """Weeks that follow one another, seven days each unless given."""
    found = np.asarray(counts, dtype=np.int64)
    starts = tuple(MONDAY + timedelta(weeks=at) for at in range(len(found)))
    days = np.full(len(found), 7.0) if exposure is None else np.asarray(exposure, dtype=np.float64)
    return Series(starts, tuple(start + timedelta(days=6) for start in starts), found, days)


def drawn(random: np.random.Generator, means: ArrayLike, excess: float = 0.0) -> Whole:
    """Counts of these means, with a variance of ``1 + excess`` times the mean."""
    mean: Floats = np.asarray(means, dtype=np.float64)
    found = random.negative_binomial(mean / excess, 1 / (1 + excess)) if excess else random.poisson(mean)
    return np.asarray(found, dtype=np.int64)
