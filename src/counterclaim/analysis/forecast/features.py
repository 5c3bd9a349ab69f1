"""What the past of a unit says at a month, and the pairs of such a month with what came after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.analysis.forecast.panel import Floats, Panel

HALF_LIVES = (1.0, 3.0, 9.0)
FIRST_ORIGIN = 3
"""Months that have to be there before an origin of training."""
LONG_AGO = 60
LEVEL = "level_9"
NAMES = (
    *(f"level_{half:g}" for half in HALF_LIVES),
    *(f"active_{half:g}" for half in HALF_LIVES),
    "last",
    "highest",
    "since",
)


def describe(values: Floats) -> Floats:
    """(units, features) of counts (months, units) up to now; nothing known counts as nothing seen.

    Features, in the order of `NAMES`: logs of one plus the exponentially weighted mean for each half-life in months,
    the weighted share of months with any, logs of the last and the highest of the last 12 counts, and log of one plus
    the months since there were any (at most 60).
    """
    there = np.isfinite(values)
    counts = np.where(there, values, 0.0)
    any_ = counts > 0
    age = np.arange(len(values))[::-1, None]
    columns: list[Floats] = []
    shares: list[Floats] = []
    for half in HALF_LIVES:
        weight = there * 0.5 ** (age / half)
        total = np.maximum(weight.sum(axis=0), 1e-12)
        columns.append(np.log1p((weight * counts).sum(axis=0) / total))
        shares.append((weight * any_).sum(axis=0) / total)
    row = np.where(there, np.arange(len(values))[:, None], -1).max(axis=0)
    last = np.where(row >= 0, counts[row, np.arange(values.shape[1])], 0.0)
    since = np.where(any_.any(axis=0), np.where(any_, age, LONG_AGO).min(axis=0), LONG_AGO)
    return np.column_stack(
        [
            *columns,
            *shares,
            np.log1p(last),
            np.log1p(counts[-12:].max(axis=0)),
            np.log1p(np.minimum(since, LONG_AGO)),
        ]
    )


def extra(past: Panel) -> Floats:
    """(units, covariates): the last value known of each covariate, NaN of none."""
    found = np.full((len(past.units), len(past.covariates)), np.nan)
    for column, name in enumerate(sorted(past.covariates)):
        table = past.covariates[name]
        row = np.where(np.isfinite(table), np.arange(len(table))[:, None], -1).max(axis=0)
        found[:, column] = np.where(row >= 0, table[row, np.arange(table.shape[1])], np.nan)
    return found


@dataclass(frozen=True, slots=True)
class Pairs:
    """Features at an origin, with the lead, and the count that came: a row for each origin, lead and unit."""

    features: Floats
    lead: NDArray[np.int64]
    came: Floats


def pairs(past: Panel, leads: Sequence[int]) -> Pairs:
    """All pairs inside the past, by origin, lead and unit. Features are those that were known at their own origin."""
    middle = past.middle
    origins = np.arange(FIRST_ORIGIN - 1, past.months - min(leads, default=0))
    if not len(origins) or not leads:
        return Pairs(
            np.zeros((0, len(NAMES) + len(past.covariates))), np.zeros(0, dtype=np.int64), np.zeros(0)
        )
    row = origins[:, None] + np.asarray(leads)
    came = np.where((row < past.months)[:, :, None], middle[np.minimum(row, past.months - 1)], np.nan)
    origin, lead, unit = np.nonzero(np.isfinite(came))
    best = past.undisputed
    known = np.stack([at_month(best, past.start + int(one)) for one in origins])
    return Pairs(known[origin, unit], np.asarray(leads)[lead], came[origin, lead, unit])


def at_month(past: Panel, origin: int) -> Floats:
    """(units, features and covariates) as they were known at the end of a month of the past."""

    def made() -> Floats:
        then = past.past(origin)
        return np.column_stack([describe(then.middle), extra(then)])

    found: Floats = past.worked_out.once(("features", origin), made)
    return found


def now(past: Panel, most: int) -> Floats:
    """(draws, units, features) at the end of the past, of at most so many draws of its counts."""
    values, added = past.values[:most], extra(past)
    draws, months, units = values.shape
    told = describe(values.swapaxes(0, 1).reshape(months, draws * units)).reshape(draws, units, len(NAMES))
    return np.concatenate([told, np.broadcast_to(added, (draws, *added.shape))], axis=2)
