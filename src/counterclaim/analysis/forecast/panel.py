"""Monthly counts of several units, as they were known at the end of a month."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from counterclaim.errors import UsageError

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
_Made = TypeVar("_Made")

MOST_MONTHS = 1_200
MOST_CELLS = 20_000_000
MOST_COUNT = 1e9
FITTED_EACH = 8
"""The part of its months by which a past must have grown for models to be fitted anew: an eighth."""
_DIGITS = 9
"""To which sums of drawn counts are exact: what is left of a count of which all parts are taken away is 0."""


def month_number(year: int, month: int) -> int:
    """Months since the year 0, so that months can be added and subtracted."""
    return year * 12 + month - 1


def month_name(number: int) -> str:
    """``2017-09`` of a month number."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def last_day(number: int) -> int:
    """The ordinal of the last day of a month."""
    return date(*divmod_month(number + 1), 1).toordinal() - 1


def divmod_month(number: int) -> tuple[int, int]:
    """Year and month (1 to 12) of a month number."""
    return number // 12, number % 12 + 1


@dataclass(frozen=True, slots=True)
class Late:
    """Parts of counts that became known after their month: row and column in the panel, the day's ordinal, how many.

    `values` has the shape (draws, parts), `best` and the others (parts,).
    """

    month: Ints
    unit: Ints
    known: Ints
    values: Floats
    best: Floats

    def before(self, rows: int, day: int) -> tuple[Late, Late]:
        """Parts of the first `rows` months: those known on that day, and those not."""
        there = self.month < rows
        return self._of(there & (self.known <= day)), self._of(there & (self.known > day))

    def _of(self, which: NDArray[np.bool_]) -> Late:
        at = np.flatnonzero(which)
        return Late(
            self.month[at], self.unit[at], self.known[at], self.values.take(at, axis=1), self.best[at]
        )


class _WorkedOut:
    """Results by key, each made once: threads that ask for the same at once wait for the first of them."""

    def __init__(self) -> None:
        self._made: dict[tuple[object, ...], Any] = {}
        self._locks: dict[tuple[object, ...], Lock] = {}

    def __len__(self) -> int:
        return len(self._made)

    def once(self, key: tuple[object, ...], make: Callable[[], Any]) -> Any:
        """The result for `key`, by `make` where there is none yet."""
        with self._locks.setdefault(key, Lock()):
            if key not in self._made:
                self._made[key] = make()
        return self._made[key]


@dataclass(frozen=True, slots=True)
class Panel:
    """Counts of `units` (columns) in months from number `start` on (rows).

    `values` has the shape (draws, months, units). Where a count is disputed, each draw is one way to count it, the
    same way in all months of a unit; a count that nobody disputes is the same in all draws. NaN is a month that
    nobody watched, which is not zero. `best` (months, units) is the count that forecasts are held against, the median
    of the draws where it is not given. `known` (months, units) is the ordinal of the day when a count became known;
    without it a count is known at the end of its month, but for the parts of it that are `late`. `covariates` (months,
    units) may help to forecast.

    Raises:
        UsageError: shapes do not fit, a count is negative or infinite, or there is more than can be handled.
    """

    units: tuple[str, ...]
    start: int
    values: Floats
    best: Floats | None = None
    known: Ints | None = None
    covariates: Mapping[str, Floats] = field(default_factory=dict)
    late: Late | None = None
    worked_out: _WorkedOut = field(default_factory=_WorkedOut, init=False, repr=False, compare=False)
    """What was made of the past at a month, by its kind, the month and what else it hangs on; shared by the pasts of one panel
    alone. What was known at a month is the same, from whichever later month it is asked. A changed panel begins with none."""

    def __post_init__(self) -> None:
        if self.values.ndim != 3 or not self.values.size or self.values.shape[2] != len(self.units):
            raise UsageError("a forecast needs at least one month of counts of at least one unit")
        if self.values.shape[1] > MOST_MONTHS or self.values.size > MOST_CELLS:
            raise UsageError(f"a forecast takes at most {MOST_MONTHS:,} months and {MOST_CELLS:,} counts")
        if np.nanmin(self.values, initial=0) < 0 or np.nanmax(self.values, initial=0) > MOST_COUNT:
            raise UsageError(f"counts of a month are from 0 to {MOST_COUNT:,.0f}")
        if len(set(self.units)) != len(self.units):
            raise UsageError("two units have the same name")
        for shaped in (self.best, self.known, *self.covariates.values()):
            if shaped is not None and shaped.shape != self.values.shape[1:]:
                raise UsageError(
                    "best counts, days of knowledge and covariates need a value a month and unit"
                )

    @property
    def months(self) -> int:
        """How many months there are."""
        return int(self.values.shape[1])

    @property
    def end(self) -> int:
        """The number of the last month."""
        return self.start + self.months - 1

    @property
    def middle(self) -> Floats:
        """(months, units): the best counts; NaN where nobody watched."""
        if self.best is not None:
            return self.best
        if self.values.shape[0] == 1:
            return np.asarray(self.values[0])
        return np.asarray(np.median(self.values, axis=0))

    def past(self, origin: int) -> Panel:
        """What was known at the end of the month `origin`: later months, and counts not yet known, are gone."""
        rows = origin - self.start + 1
        if rows < 1:
            raise UsageError(f"there are no counts up to {month_name(origin)}")
        day = last_day(origin)
        values, best = self.values[:, :rows], None if self.best is None else self.best[None, :rows]
        covariates = {name: table[:rows] for name, table in self.covariates.items()}
        known, late = None if self.known is None else self.known[:rows], self.late
        if late is not None:
            late, unknown = late.before(rows, day)
            values = _without(values, unknown, unknown.values)
            best = None if best is None else _without(best, unknown, unknown.best[None])
        if known is not None:
            gone = known > day
            values = np.where(gone, np.nan, values)
            best = None if best is None else np.where(gone, np.nan, best)
            covariates = {name: np.where(gone, np.nan, table) for name, table in covariates.items()}
        of_best = None if best is None else best[0]
        found = replace(self, values=values, best=of_best, known=known, covariates=covariates, late=late)
        object.__setattr__(found, "worked_out", self.worked_out)
        return found

    @property
    def undisputed(self) -> Panel:
        """The best counts alone, without the draws of what is disputed."""
        if self.best is None:
            return self
        late = self.late and replace(self.late, values=self.late.best[None])
        found = replace(self, values=self.best[None], late=late)
        object.__setattr__(found, "worked_out", self.worked_out)
        return found

    def then(self, origin: int) -> Panel:
        """The undisputed past at the month `origin`, made once for all pasts of a panel."""
        found: Panel = self.worked_out.once(("then", origin), lambda: self.undisputed.past(origin))
        return found

    @property
    def fitted(self) -> Panel:
        """The past, without its draws, from which models are fitted that forecast from this one.

        They are fitted anew when the past is longer by an eighth: coefficients and trees hardly change from month to month, and
        earlier forecasts of one panel share them. What they are told is of the last month all the same.
        """
        months = 1
        while months + max(1, months // FITTED_EACH) <= self.months:
            months += max(1, months // FITTED_EACH)
        return self.undisputed if months == self.months else self.then(self.start + months - 1)

    def once(self, what: str, leads: Sequence[int], make: Callable[[Panel], _Made]) -> _Made:
        """What `make` makes of this past, made once for all pasts of a panel that end with this month.

        Threads that ask for the same at once wait for the first of them.
        """
        key = (what, self.end, *leads)
        found: _Made = self.worked_out.once(key, lambda: make(self))
        return found

    def column(self, unit: str) -> int:
        """The place of a unit.

        Raises:
            UsageError: there are no counts of it.
        """
        if unit not in self.units:
            known = ", ".join(self.units[:8]) + (", ..." if len(self.units) > 8 else "")
            raise UsageError(f"there are no counts of {unit[:100]!r}; there are those of {known}")
        return self.units.index(unit)


def fingerprint(panel: Panel) -> str:
    """A hash of everything that a panel holds: the same for the same counts, however they came to be known."""
    late = panel.late
    late_tables = () if late is None else (late.month, late.unit, late.known, late.values, late.best)
    tables = (panel.values, panel.best, panel.known, *late_tables)
    names = sorted(panel.covariates)
    digest = hashlib.sha256(json.dumps([panel.units, panel.start, names]).encode())
    for table in (*tables, *(panel.covariates[name] for name in names)):
        if table is not None:
            digest.update(f"{table.shape} {table.dtype}".encode())
            digest.update(table.tobytes())
        digest.update(b"/")
    return digest.hexdigest()


def _without(tables: Floats, parts: Late, values: Floats) -> Floats:
    """Tables (draws, months, units) less the values (draws, parts) of parts of their counts."""
    cell, size = parts.month * tables.shape[2] + parts.unit, tables[0].size
    less = np.stack([np.bincount(cell, one, size) for one in values]).reshape(tables.shape)
    return np.maximum(np.round(tables - less, _DIGITS), 0.0)


def disputed(low: Floats, best: Floats, high: Floats, draws: int, rng: np.random.Generator) -> Floats:
    """Draws of counts between `low` and `high` with the median `best`: (draws, months, units).

    A draw takes one share from 0 to 1 for a unit: below a half it lies that far from low to best, above it from best to
    high. It is the same in all months, because whoever counts more usually does so throughout; errors that
    average out over a year would make the doubt of its level vanish.
    """
    return between(low, best, high, rng.random((draws, 1, best.shape[1])))


def between(low: Floats, best: Floats, high: Floats, share: Floats) -> Floats:
    """The counts at shares from 0 (low) over a half (best) to 1 (high), straight between these."""
    low, high = np.minimum(low, best), np.maximum(high, best)
    below = low + (best - low) * np.minimum(share, 0.5) * 2
    return np.asarray(np.where(share < 0.5, below, best + (high - best) * (share - 0.5) * 2))
