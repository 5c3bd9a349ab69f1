"""Periods of a tally: which days they have, and which of them an event belongs to."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from counterclaim.errors import UsageError

EVERY = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}
"""Period -> how Polars calls it. Weeks begin on Monday."""
_LABELS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}
MOST_PERIODS = 100_000


def calendar(start: date, end: date, period: str | None) -> pl.DataFrame:
    """The periods from `start` to `end`, both included: ``period`` (a label), ``from``, ``to``, ``days``.

    The first and the last have only their days inside. Without a `period` there is one, of all days.

    Raises:
        UsageError: there is no such period, the days are the wrong way round, or there are too many periods.
    """
    if start > end:
        raise UsageError(f"the dates are the wrong way round: {start} is after {end}")
    if period is None:
        starts = pl.Series("from", [start])
        ends = pl.Series("to", [end])
        labels = pl.Series("period", [f"{start}/{end}"])
    else:
        if period not in EVERY:
            raise UsageError(f"a period is {', '.join(EVERY)}, not {period[:50]!r}")
        if period == "day" and (end - start).days >= MOST_PERIODS:
            raise UsageError(f"more than {MOST_PERIODS:,} days; ask for a longer period")
        days = pl.DataFrame({"from": [start]}).select(pl.col("from").dt.truncate(EVERY[period]))
        whole = pl.date_range(days["from"][0], end, EVERY[period], eager=True)
        nexts = whole.dt.offset_by(EVERY[period])
        labels = _label(whole, period).alias("period")
        starts = whole.clip(start, None).alias("from")
        ends = (nexts - timedelta(days=1)).clip(None, end).alias("to")
    frame = pl.DataFrame([labels, starts, ends])
    return frame.with_columns(days=((pl.col("to") - pl.col("from")).dt.total_days() + 1).cast(pl.Int64))


def _label(starts: pl.Series, period: str) -> pl.Series:
    if period == "quarter":
        return starts.dt.year().cast(pl.String) + "-Q" + starts.dt.quarter().cast(pl.String)
    return starts.dt.strftime(_LABELS[period])


def placed(first: str, last: str, start: date, end: date, period: str | None) -> pl.Expr:
    """The first day of the period that an event belongs to, from its first and last possible day.

    It is counted where it begins, if it is no longer than that period. What has no dates, or may lie in several
    periods, has null; so has what begins before `start` or after `end`.
    """
    begins, ends = pl.col(first), pl.col(last)
    inside = begins.is_between(start, end)
    length = (ends - begins).dt.total_days() + 1
    if period is None:
        days = (end - start).days + 1
        return pl.when(inside & (length <= days)).then(pl.lit(start))
    from_ = begins.dt.truncate(EVERY[period])
    days_in = (from_.dt.offset_by(EVERY[period]) - from_).dt.total_days()
    return pl.when(inside & (length <= days_in)).then(from_.clip(start, None))
