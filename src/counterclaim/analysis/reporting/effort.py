"""Reporting effort by period, and counts as they would be with a steady effort."""

from __future__ import annotations

import polars as pl

from counterclaim.analysis.rates import LEVEL, garwood

REPORTS = pl.Schema({"document": pl.String, "publisher": pl.String, "published": pl.Date})
"""Columns of reports: one a row, with the day of its publication."""


def effort(reports: pl.DataFrame, periods: pl.DataFrame) -> pl.DataFrame:
    """``reports`` and ``sources`` (publishers) of each of `periods` (of `counterclaim.analysis.periods.calendar`).

    A report counts where it came out. Those without a publisher are one source; those without a date are in none.
    """
    dated = reports.drop_nulls("published").sort("published")
    placed = dated.join_asof(
        periods.select("from", "to").sort("from"), left_on="published", right_on="from", strategy="backward"
    ).filter(pl.col("published") <= pl.col("to"))
    counted = placed.group_by("from").agg(
        reports=pl.col("document").n_unique().cast(pl.Int64),
        sources=pl.col("publisher").fill_null("").n_unique().cast(pl.Int64),
    )
    return (
        periods.select("from")
        .join(counted, on="from", how="left", maintain_order="left")
        .with_columns(pl.col("reports", "sources").fill_null(0))
    )


def adjusted(cells: pl.DataFrame, of: str, level: float = LEVEL) -> pl.DataFrame:
    """`cells` with the column `of` as it would be if every day had had as many reports as the mean day.

    ``adjusted = count x (mean reports a day x days) / reports``, that is the count per report in the unit of a count,
    with ``adjusted_low`` and ``adjusted_high`` from Garwood's interval of the count. Null where there are no reports.

    `cells` have ``from``, ``days`` and ``period_reports``; several may be of one period. It assumes that twice the
    reports find twice the events. Where events bring reports, and not reports events, it takes out too much: it is the
    other end of what may be, and no better count.
    """
    periods = cells.drop_nulls("days").unique("from")
    mean = float(periods["period_reports"].sum()) / max(1.0, float(periods["days"].sum()))
    reports = pl.col("period_reports").cast(pl.Float64)
    scale = cells.select(pl.when(reports > 0).then(mean * pl.col("days") / reports)).to_series()
    low, high = garwood(cells[of].to_numpy(), level)
    return cells.with_columns(
        (cells[of] * scale).alias("adjusted"),
        (pl.Series(low) * scale).alias("adjusted_low"),
        (pl.Series(high) * scale).alias("adjusted_high"),
    )
