"""The reporting effort behind a tally's periods, and the nowcast of those that are not complete yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
import polars as pl

from counterclaim.analysis.change.series import Floats, Whole
from counterclaim.analysis.frames import Frames
from counterclaim.analysis.periods import calendar
from counterclaim.analysis.reporting.delays import LEAST, Delays, delays
from counterclaim.analysis.reporting.effort import adjusted, effort
from counterclaim.analysis.reporting.nowcast import nowcast, shares
from counterclaim.analysis.tallies import Tally
from counterclaim.ask.rows import Row
from counterclaim.errors import UsageError


def with_effort(found: Tally, reports: pl.DataFrame) -> pl.DataFrame:
    """A tally's cells with ``period_reports`` and ``period_sources``: all that the record has of each period.

    Of events and claims also ``adjusted`` with its bounds: what is reported, at a steady number of reports a day.
    """
    periods = _periods(found)
    of_each = effort(reports, periods).rename({"reports": "period_reports", "sources": "period_sources"})
    cells = found.cells.join(of_each, on="from", how="left", maintain_order="left")
    if not found.asked.is_figure:
        cells = adjusted(cells, "reported")
    last = [name for name in ("events", "claims") if name in cells.columns]
    return cells.select(pl.exclude(last), *last)


def nowcasts(found: Tally, frames: Frames, reports: pl.DataFrame) -> tuple[tuple[Row, ...], list[str]]:
    """The periods of a tally that are not complete on the day of the record's last report, and notes on them.

    Raises:
        UsageError: the tally is not of events, or has keys beside its periods.
    """
    if found.asked.of != "events" or found.asked.by:
        raise UsageError("a nowcast is of events by period alone: leave out --by, and --of other than events")
    now = last_report(reports)
    if now is None:
        return (), ["no report has a date: there is no nowcast"]
    cells = found.cells.filter(pl.col("period").is_not_null())
    rows: list[Row] = []
    notes: list[str] = []
    for basis in ("claimed", "reported"):
        known = known_delays(frames, basis, now)
        if known is None:
            notes.append(f"no nowcast of what is {basis}: fewer than {LEAST} of these events have dates")
            continue
        firsts, lasts = ordinals(cells["from"]), ordinals(cells["to"])
        for one in nowcast(cells[basis].to_numpy(), firsts, lasts, now.toordinal(), known):
            period = cells.row(one.at, named=True)
            rows.append(
                {
                    **{key: period[key] for key in ("period", "from", "to")},
                    "basis": basis,
                    "known": one.known,
                    "share": one.share,
                    "median": one.median,
                    "low": one.low,
                    "high": one.high,
                }
            )
        notes.append(
            f"nowcast of what is {basis}: as of {now}, the last report; half of the events are reported within"
            f" {_days(known, 0.5)}, nine in ten within {_days(known, 0.9)}; what takes longer than"
            f" {known.longest} days is not waited for"
        )
    return tuple(rows), notes


def last_report(reports: pl.DataFrame) -> date | None:
    """The day of the last report; null where none has a date."""
    found = reports["published"].max()
    return found if isinstance(found, date) else None


def known_delays(frames: Frames, basis: str, now: date) -> Delays | None:
    """The delays between the events that are claimed or reported and the first claim to that effect.

    Null where too few are known.
    """
    first = (
        frames.claims.filter(pl.col(basis)).drop_nulls(["_unit", "published"])
        .group_by("_unit").agg(pl.col("published").min())
    )  # fmt: skip
    known = frames.events.filter(pl.col(basis)).drop_nulls("from").join(first, on="_unit")
    if known.height < LEAST:
        return None
    try:
        return delays(ordinals(known["from"]), ordinals(known["published"]), now.toordinal())
    except UsageError:
        return None


def shares_known(known: Delays, starts: Sequence[date], ends: Sequence[date], now: date) -> Floats:
    """The share of each period's events that should be reported by `now`."""
    firsts, lasts = (np.array([day.toordinal() for day in days]) for days in (starts, ends))
    return shares(known.reached()[None, :], firsts, lasts, now.toordinal()).ravel()


def ordinals(days: pl.Series) -> Whole:
    """Days as ordinals of `date.toordinal`."""
    return days.cast(pl.Int32).to_numpy().astype(np.int64) + date(1970, 1, 1).toordinal()


def _periods(found: Tally) -> pl.DataFrame:
    if found.start is None or found.end is None:
        return calendar(date(1970, 1, 1), date(1970, 1, 1), None).clear()
    return calendar(found.start, found.end, found.asked.period)


def _days(known: Delays, share: float) -> str:
    days = int(np.searchsorted(known.reached(), share))
    return "1 day" if days == 1 else f"{days} days"
