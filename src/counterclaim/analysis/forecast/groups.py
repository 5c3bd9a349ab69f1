"""Which units are at war, have a few deaths, or none: by what is known at the origin of a forecast."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterclaim.analysis.forecast.panel import Ints, Panel

ACTIVE = 25
MONTHS = 12
GROUPS = 3
AT_WAR = 2


def active(past: Panel) -> NDArray[np.bool_]:
    """Units with at least 25 counts in the last 12 months of the past.

    25 deaths a year are UCDP's threshold of an active conflict. It is known at the origin, and does not select by what
    came after.
    """
    return np.asarray(_year(past) >= ACTIVE)


def groups(past: Panel) -> Ints:
    """The group of each unit: 2 of those that are `active`, 1 of those with fewer counts in a year, 0 of those with none."""
    return np.where(active(past), AT_WAR, (_year(past) > 0).astype(np.int64))


def _year(past: Panel) -> NDArray[np.float64]:
    return np.asarray(np.nansum(past.middle[-MONTHS:], axis=0))
