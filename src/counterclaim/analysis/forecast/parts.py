"""A panel from single events: what each adds to the count of its unit and month, and when that became known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterclaim.analysis.forecast.panel import Floats, Ints, Late, Panel, between
from counterclaim.errors import UsageError

DRAWS = 20
MOST_UNITS = 2_000
_SEED = 20171103
_EPOCH = 719_163
"""The ordinal of 1 January 1970, from which NumPy counts days and months."""
_EPOCH_MONTH = 1970 * 12


@dataclass(frozen=True, slots=True)
class Span:
    """The months of a past, first to last, and those of them that were watched."""

    start: int
    end: int
    watched: frozenset[int]

    def __contains__(self, month: object) -> bool:
        return isinstance(month, int) and self.start <= month <= self.end


@dataclass(frozen=True, slots=True)
class Parts:
    """What single events add, one at each place of every column: low, best and high to the count of a unit and month.

    `units` are the names to which `unit` holds places; `known` is the ordinal of the day of the first report of the event.
    """

    units: tuple[str, ...]
    unit: Ints
    month: Ints
    known: Ints
    low: Floats
    best: Floats
    high: Floats


@dataclass(frozen=True, slots=True)
class Signals:
    """Things said of units in months, which may help to forecast: a covariate is the sum or mean of their values.

    `unit` holds places in the units of the parts.
    """

    unit: Ints
    month: Ints
    value: Floats


def assembled(
    parts: Parts,
    span: Span,
    sums: Mapping[str, Signals] | None = None,
    means: Mapping[str, Signals] | None = None,
) -> Panel:
    """The panel of all parts, as draws. Months that nobody watched are unknown, watched ones without an event 0.

    A draw takes one share of each unit between low and high (`disputed`), so that sums of low, best and high are drawn
    from as the single events would be.

    Raises:
        UsageError: there is no part, or there are too many units.
    """
    if not len(parts.unit):
        raise UsageError("there is nothing to forecast: no event that fits has a place, a month and a count")
    if len(parts.units) > MOST_UNITS:
        raise UsageError(f"{len(parts.units):,} units are more than can be forecast; ask for some of them")
    shape = (span.end - span.start + 1, len(parts.units))
    share = np.random.default_rng(_SEED).random((DRAWS, len(parts.units)))
    row = parts.month - span.start
    cell = row * shape[1] + parts.unit
    low, best, high = _totals(parts, cell, shape[0] * shape[1])
    values = between(low.reshape(shape), best.reshape(shape), high.reshape(shape), share[:, None])
    middle = best.reshape(shape)
    gone = np.array([span.start + at not in span.watched for at in range(shape[0])])
    values[:, gone], middle[gone] = np.nan, np.nan
    covariates = {
        name: _table(of, shape, span, mean=mean)
        for signals, mean in ((sums or {}, False), (means or {}, True))
        for name, of in signals.items()
        if _inside(of, span).any()
    }
    late = _late(parts, row, share)
    return Panel(parts.units, span.start, values, middle, covariates=covariates, late=late)


def _totals(parts: Parts, cell: Ints, size: int) -> tuple[Floats, Floats, Floats]:
    """Sums of low, best and high by cell."""
    low, high = np.minimum(parts.low, parts.best), np.maximum(parts.high, parts.best)
    found = [np.bincount(cell, of, size).astype(np.float64) for of in (low, parts.best, high)]
    return found[0], found[1], found[2]


def _late(parts: Parts, row: Ints, share: Floats) -> Late | None:
    """The parts that were known after their month, those of one unit and month that became known in one month as one."""
    came = (parts.known - _EPOCH).astype("datetime64[D]").astype("datetime64[M]")
    at = np.flatnonzero(came.astype(np.int64) + _EPOCH_MONTH > parts.month)
    if not at.size:
        return None
    keys, cell = np.unique(
        np.stack([row[at], parts.unit[at], came[at].astype(np.int64)]), axis=1, return_inverse=True
    )
    some = Parts(parts.units, *(getattr(parts, name)[at] for name in _COLUMNS))
    low, best, high = _totals(some, cell.ravel(), keys.shape[1])
    ends = (keys[2] + 1).astype("datetime64[M]").astype("datetime64[D]").astype(np.int64) + _EPOCH - 1
    return Late(keys[0], keys[1], ends, between(low, best, high, share[:, keys[1]]), best)


_COLUMNS = ("unit", "month", "known", "low", "best", "high")


def _table(signals: Signals, shape: tuple[int, int], span: Span, *, mean: bool) -> Floats:
    """Sums of the values of each month and unit, or their means, which are NaN where there is none."""
    at = _inside(signals, span)
    cell = (signals.month[at] - span.start) * shape[1] + signals.unit[at]
    size = shape[0] * shape[1]
    total = np.bincount(cell, signals.value[at], size).reshape(shape)
    if not mean:
        return np.asarray(total, dtype=np.float64)
    count = np.bincount(cell, minlength=size).reshape(shape)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _inside(signals: Signals, span: Span) -> NDArray[np.bool_]:
    return (signals.month >= span.start) & (signals.month <= span.end)
