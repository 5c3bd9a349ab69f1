"""Monthly deaths forecast from the past alone, beside the baselines, by the rules of the 2023/24 VIEWS challenge.

`country_month`: state-based deaths by country. A window is a year: counts to October of the year before, and forecasts of
January to December, 3 to 14 months ahead. Every year is forecast that the file has counts of, and 18 months of counts
before. `ucdp_syria`: deaths by governorate from events of UCDP; every third month after the first 18 is an origin, and
forecasts are those of the 12 months after it. Past events are drawn between their low and high estimate; what is
scored is the best one.

For each: `ours` and the baselines with `crps`, `ign`, `mis` and `coverage90`, the share of what came that the 90 %
intervals hold, among units with at least 25 deaths in the 12 months before; `windows` has the same by window, with the
PIT histogram of ours. The figures of country_month stand at the top, those of Syria under `ucdp_syria`.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from counterclaim.analysis.forecast import (
    BASELINES,
    Panel,
    Window,
    mixture,
    month_name,
    month_number,
    pooled,
    window,
)
from counterclaim.analysis.forecast.panel import disputed
from counterclaim.analysis.forecast.scores import pit_histogram
from evaluation.options import DEFAULTS, SuiteOptions
from evaluation.reading import missing

COUNTRIES, SYRIA = "country_month", "ucdp_syria"
MODELS = {"ours": mixture, **BASELINES}
YEAR_LEADS = tuple(range(3, 15))
MONTH_LEADS = tuple(range(1, 13))
LEAST_MONTHS = 18
STEP = 3
DRAWS = 20
_SEED = 1


def run(data: Path, options: SuiteOptions = DEFAULTS) -> dict[str, object]:
    """Scores of both sets, of one with ``--corpus``. Raises FileNotFoundError when neither is there."""
    found: dict[str, object] = {}
    wanted = (options.corpus,) if options.corpus else (COUNTRIES, SYRIA)
    if COUNTRIES in wanted and (paths := sorted((data / COUNTRIES).glob("*.csv"))):
        found |= scores(yearly(countries(paths)))
    if SYRIA in wanted and (paths := sorted((data / SYRIA).glob("*.csv*"))):
        found[SYRIA] = scores(rolling(governorates(paths)))
    if not found:
        raise missing(data / COUNTRIES)
    return found


def countries(paths: Sequence[Path]) -> Panel:
    """Deaths by country and month of the challenge's files."""
    rows = pl.concat([pl.read_csv(path, columns=["year", "month", "country_id", "ged_sb"]) for path in paths])
    at = rows["year"].to_numpy().astype(np.int64) * 12 + rows["month"].to_numpy() - 1
    units, column = np.unique(rows["country_id"].to_numpy(), return_inverse=True)
    start = int(at.min())
    values = np.full((1, int(at.max()) - start + 1, len(units)), np.nan)
    values[0, at - start, column] = rows["ged_sb"].to_numpy()
    return Panel(tuple(map(str, units)), start, values)


def governorates(paths: Sequence[Path]) -> Panel:
    """Deaths by governorate and month of UCDP's events, as draws; events of no governorate are left out."""
    columns = ["adm_1", "date_start", "low", "best", "high"]
    rows = pl.concat([_events(path, columns) for path in paths]).drop_nulls(["adm_1", "date_start"])
    day = rows["date_start"].str.slice(0, 10).str.to_date()
    at = day.dt.year().to_numpy().astype(np.int64) * 12 + day.dt.month().to_numpy() - 1
    units, column = np.unique(rows["adm_1"].to_list(), return_inverse=True)
    start = int(at.min())
    tables = np.zeros((3, int(at.max()) - start + 1, len(units)))
    for table, name in zip(tables, ("low", "best", "high"), strict=True):
        np.add.at(table, (at - start, column), rows[name].fill_null(0).to_numpy())
    low, best, high = tables
    drawn = disputed(low, best, high, DRAWS, np.random.default_rng(_SEED))
    return Panel(tuple(map(str, units)), start, drawn, best=best)


def _events(path: Path, columns: list[str]) -> pl.DataFrame:
    raw = path.read_bytes()
    if path.suffix == ".gz":
        raw = gzip.decompress(raw)
    kinds = {"adm_1": pl.String, "date_start": pl.String, **dict.fromkeys(columns[2:], pl.Float64)}
    return pl.read_csv(io.BytesIO(raw), columns=columns, schema_overrides=kinds)


def yearly(panel: Panel) -> dict[str, Window]:
    """A window a year, by the year."""
    years = range(panel.start // 12, panel.end // 12 + 1)
    origins = {year: month_number(year - 1, 10) for year in years}
    return {
        str(year): window(panel, origin, YEAR_LEADS, MODELS)
        for year, origin in origins.items()
        if origin - panel.start + 1 >= LEAST_MONTHS and origin + YEAR_LEADS[0] <= panel.end
    }


def rolling(panel: Panel) -> dict[str, Window]:
    """A window for every third origin, by its month."""
    origins = range(panel.start + LEAST_MONTHS - 1, panel.end, STEP)
    return {month_name(origin): window(panel, origin, MONTH_LEADS, MODELS) for origin in origins}


def scores(windows: Mapping[str, Window]) -> dict[str, object]:
    """Scores over all windows, and by window."""
    if not windows:
        return {}
    together = {name: one.to_dict() for name, one in pooled(list(windows.values())).items()}
    return {**together, "windows": {name: _window(one) for name, one in windows.items()}}


def _window(one: Window) -> dict[str, object]:
    by_model: dict[str, object] = {name: of.to_dict() for name, of in one.scores().items()}
    at = np.broadcast_to(one.active, one.observed.shape) & np.isfinite(one.observed)
    histogram = pit_histogram(one.samples["ours"][:, at], one.observed[at]) if at.any() else None
    return {**by_model, "pit": histogram, "active": int(one.active.sum())}
