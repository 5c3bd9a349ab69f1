"""Shares of categories over time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars as pl

from counterclaim.analysis.mix.shares import shares
from counterclaim.analysis.periods import calendar, placed
from counterclaim.errors import UsageError

MOST_ROWS = 20_000


def over_time(
    events: pl.DataFrame, column: str, names: Sequence[str], days: tuple[date, date], period: str
) -> pl.DataFrame:
    """The share of each category of `column` that `names` has in each period of `days`: a row a category and period.

    `events` have ``from`` and ``to``, their first and last possible day; one is counted in the period in which it begins, and
    in none where it may have begun in several. Columns: ``period``, ``from``, ``to``, ``category``, ``count``, ``total``,
    ``share``, ``low``, ``high`` (Wilson) and ``joint_low``, ``joint_high`` (all categories of the period together). A period
    without events has no shares: they are null.

    Raises:
        UsageError: there is no such period, or there are too many.
    """
    start, end = days
    periods = calendar(start, end, period)
    at = events.drop_nulls(column).select(column, at=placed("from", "to", start, end, period))
    counted = {
        (day, name): int(many)
        for day, name, many in at.drop_nulls()
        .group_by("at", column)
        .len()
        .select("at", column, "len")
        .iter_rows()
    }
    rows = []
    for label, first, last in periods.select("period", "from", "to").iter_rows():
        counts = [counted.get((first, name), 0) for name in names]
        for name, one in zip(names, shares(counts), strict=True):
            rows.append(
                {
                    "period": label, "from": first, "to": last, "category": name,
                    "count": one.count, "total": one.total,
                    "share": one.interval.value if one.interval else None,
                    "low": one.interval.low if one.interval else None,
                    "high": one.interval.high if one.interval else None,
                    "joint_low": one.joint.low if one.joint else None,
                    "joint_high": one.joint.high if one.joint else None,
                }
            )  # fmt: skip
        if len(rows) > MOST_ROWS:
            raise UsageError(f"more than {MOST_ROWS:,} shares; ask for a longer period")
    return pl.DataFrame(rows, schema=SHARES)


_Types = dict[str, pl.DataType | type[pl.DataType]]
_COLUMNS: _Types = {
    "period": pl.String, "from": pl.Date, "to": pl.Date, "category": pl.String,
    "count": pl.Int64, "total": pl.Int64, "share": pl.Float64, "low": pl.Float64, "high": pl.Float64,
    "joint_low": pl.Float64, "joint_high": pl.Float64,
}  # fmt: skip
SHARES = pl.Schema(_COLUMNS)
"""Columns of `over_time`."""
