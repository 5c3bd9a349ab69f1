"""A panel from single events: what each adds to the count of its unit and month, and when that became known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from counterclaim.analysis.forecast.panel import Floats, Late, Panel, between, last_day
from counterclaim.errors import UsageError

DRAWS = 20
MOST_UNITS = 2_000
_SEED = 20171103


@dataclass(frozen=True, slots=True)
class Span:
    """The months of a past, first to last, and those of them that were watched."""

    start: int
    end: int
    watched: frozenset[int]

    def __contains__(self, month: object) -> bool:
        return isinstance(month, int) and self.start <= month <= self.end


@dataclass(frozen=True, slots=True)
class Part:
    """What one event adds: low, best and high; `known` is the ordinal of the day of the first report of it."""

    unit: str
    month: int
    known: int
    low: float
    best: float
    high: float


@dataclass(frozen=True, slots=True)
class Signal:
    """One thing said of a unit in a month, which may help to forecast: a covariate is the sum or mean of its values."""

    name: str
    unit: str
    month: int
    value: float = 1.0


def assembled(
    parts: Sequence[Part], span: Span, sums: Sequence[Signal] = (), means: Sequence[Signal] = ()
) -> Panel:
    """The panel of all parts, as draws. Months that nobody watched are unknown, watched ones without an event 0.

    Raises:
        UsageError: there is no part, or there are too many units.
    """
    units = tuple(sorted({part.unit for part in parts}))
    if not units:
        raise UsageError("there is nothing to forecast: no event that fits has a place, a month and a count")
    if len(units) > MOST_UNITS:
        raise UsageError(f"{len(units):,} units are more than can be forecast; ask for some of them")
    column, shape = {unit: at for at, unit in enumerate(units)}, (span.end - span.start + 1, len(units))
    row = np.array([part.month - span.start for part in parts])
    of = np.array([column[part.unit] for part in parts])
    low, best, high = (
        np.array([getattr(part, name) for part in parts], dtype=np.float64)
        for name in ("low", "best", "high")
    )
    share = np.random.default_rng(_SEED).random((DRAWS, len(units)))
    drawn = between(low, best, high, share[:, of])
    values, middle = np.zeros((DRAWS, *shape)), np.zeros(shape)
    for table, counts in zip(values, drawn, strict=True):
        np.add.at(table, (row, of), counts)
    np.add.at(middle, (row, of), best)
    gone = np.array([span.start + at not in span.watched for at in range(shape[0])])
    values[:, gone], middle[gone] = np.nan, np.nan
    known = np.array([part.known for part in parts], dtype=np.int64)
    after = known > np.array([last_day(part.month) for part in parts])
    late = Late(row[after], of[after], known[after], drawn[:, after], best[after])
    covariates = {
        **_tables(sums, column, shape, span, mean=False),
        **_tables(means, column, shape, span, mean=True),
    }
    return Panel(units, span.start, values, middle, covariates=covariates, late=late)


def _tables(
    signals: Sequence[Signal], column: Mapping[str, int], shape: tuple[int, int], span: Span, *, mean: bool
) -> dict[str, Floats]:
    """Sums of the signals of each name, or their means, which are NaN where there is none."""
    totals: dict[str, Floats] = {}
    counts: dict[str, Floats] = {}
    for one in signals:
        if one.unit in column and one.month in span:
            cell = one.month - span.start, column[one.unit]
            totals.setdefault(one.name, np.zeros(shape))[cell] += one.value
            counts.setdefault(one.name, np.zeros(shape))[cell] += 1
    if not mean:
        return totals
    return {
        name: np.where(counts[name] > 0, table / np.maximum(counts[name], 1), np.nan)
        for name, table in totals.items()
    }
