"""The columns of a tally's cells: counts of what was stated, sums of figures, and rates."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from counterclaim.analysis.rates import garwood, rates

BASES = ("claimed", "reported")
_BOUNDS = ("low", "best", "high")


def counted(units: pl.DataFrame, cell: Sequence[str]) -> pl.DataFrame:
    """How many units of a cell were claimed, reported, both; and of the others tried, denied, or neither."""
    stated = pl.col("claimed") | pl.col("reported")
    said = stated | pl.col("tried")
    counts = {
        "claimed": pl.col("claimed"),
        "reported": pl.col("reported"),
        "both": pl.col("claimed") & pl.col("reported"),
        "foiled": ~stated & pl.col("tried"),
        "denied": ~said & pl.col("denied"),
        "other": ~said & ~pl.col("denied"),
    }
    return units.group_by(cell).agg(flag.sum().cast(pl.Int64).alias(name) for name, flag in counts.items())


def bounds(claims: pl.DataFrame, unit: Sequence[str], of: str) -> pl.DataFrame:
    """Of each unit, the least and the greatest figure that parties claim, and that others report.

    ``claimed_low``, ``claimed_high``, ``claimed_open`` (a figure of it is open above), and the same of `reported`.
    """
    low, high = pl.col(f"{of}_low"), pl.col(f"{of}_high")
    given = claims.filter(low.is_not_null() | high.is_not_null())
    masked = given.select(
        *unit,
        *(
            pl.when(basis).then(value).alias(f"{basis}_{name}")
            for basis in BASES
            for name, value in (("low", low), ("high", high), ("open", high.is_null()))
        ),
    )
    return masked.group_by(unit).agg(
        *(pl.col(f"{basis}_low").min() for basis in BASES),
        *(pl.col(f"{basis}_high").max() for basis in BASES),
        *(pl.col(f"{basis}_open").any().alias(f"{basis}_open") for basis in BASES),
        *(pl.col(f"{basis}_open").is_not_null().any().alias(f"{basis}_given") for basis in BASES),
    )


def summed(units: pl.DataFrame, cell: Sequence[str], of: str) -> pl.DataFrame:
    """Sums of a figure: as parties claim it, as others report it, as it is estimated.

    `units` have `bounds` and the estimates of `of`. Of one event the claimed figure goes from the least to the greatest
    that a party states, the reported one from the least to the greatest of the others.
    """
    low, best, high = (pl.col(f"{of}_{bound}") for bound in _BOUNDS)
    has = low.is_not_null() | best.is_not_null() | high.is_not_null()
    return units.group_by(cell).agg(
        pl.len().cast(pl.Int64).alias("counted"),
        *(column for basis in BASES for column in _sums(basis)),
        pl.when(has.any()).then(low.sum()).alias("estimated_low"),
        pl.when(has.any()).then(best.sum()).alias("estimated_best"),
        pl.when(has.any() & ~(has & high.is_null()).any()).then(high.sum()).alias("estimated_high"),
        (has & high.is_null()).sum().cast(pl.Int64).alias("estimated_open"),
        (has & best.is_null()).sum().cast(pl.Int64).alias("no_best"),
        (~has).sum().cast(pl.Int64).alias("no_figure"),
        best.cast(pl.Float64).pow(2).sum().alias("_squares"),
    )


def _sums(basis: str) -> list[pl.Expr]:
    given, is_open = pl.col(f"{basis}_given").fill_null(False), pl.col(f"{basis}_open").fill_null(False)
    return [
        pl.when(given.any()).then(pl.col(f"{basis}_low").sum()).alias(f"{basis}_low"),
        pl.when(given.any() & ~is_open.any()).then(pl.col(f"{basis}_high").sum()).alias(f"{basis}_high"),
        is_open.sum().cast(pl.Int64).alias(f"{basis}_open"),
    ]


def with_rates(cells: pl.DataFrame, figure: bool, per: str) -> pl.DataFrame:
    """The cells with the rate of each count and its 95 % interval, null where there are no days.

    Events and claims have exact Poisson intervals. The rate of a sum of figures is that of its best estimates, with an
    interval that allows for the events' sizes (`counterclaim.analysis.dispersion.of_sizes`) and not for the doubt of
    each estimate.
    """
    days = cells["days"].cast(pl.Float64).fill_null(0.0).to_numpy()
    if not figure:
        of_each = {basis: rates(cells[basis].to_numpy(), days, per) for basis in BASES}
        return cells.with_columns(
            pl.Series(
                f"{basis}_rate_{bound}" if bound != "value" else f"{basis}_rate", values, nan_to_null=True
            )
            for basis, found in of_each.items()
            for bound, values in found.items()
        )
    best = cells["estimated_best"].cast(pl.Float64)
    spread = (cells["_squares"] / best).fill_nan(1.0).fill_null(1.0).clip(1.0, None)
    low, high = garwood((best.fill_null(0.0) / spread).to_numpy())
    unit = pl.Series(rates([1.0] * cells.height, days, per)["value"], nan_to_null=True)
    unit = pl.select(pl.when(best.is_not_null()).then(unit)).to_series()
    return cells.drop("_squares").with_columns(
        (best * unit).alias("estimated_rate"),
        (pl.Series(low) * spread * unit).alias("estimated_rate_low"),
        (pl.Series(high) * spread * unit).alias("estimated_rate_high"),
    )
