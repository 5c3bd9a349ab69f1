"""A forecast with what speaks for and against it: intervals, its own backtest beside the baselines, warnings."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from counterclaim.analysis.forecast.backtest import Kept, Window, drawn, pooled, window
from counterclaim.analysis.forecast.baselines import BASELINES, Model
from counterclaim.analysis.forecast.combining import FIRST_ORIGIN, mixture
from counterclaim.analysis.forecast.panel import Floats, Panel, month_name
from counterclaim.analysis.forecast.scores import PIT_BINS, SAMPLES, Scores, pit_histogram
from counterclaim.config import cores
from counterclaim.errors import UsageError

LONGEST = 12
LEAST_MONTHS = 3
SHORT = 24
BACKTESTS = 4
LEVELS = (0.05, 0.25, 0.5, 0.75, 0.95)
FEW_ORIGINS, FEW_FORECASTS = 4, 50
MODELS: dict[str, Model] = {"ours": mixture, **BASELINES}
"""What a backtest scores."""
_ENDS = ("low", "lower", "middle", "upper", "high")


@dataclass(frozen=True, slots=True)
class UnitForecast:
    """Counts of one unit: months watched with low, best and high; months ahead with quantiles (`LEVELS`, months)."""

    unit: str
    past: tuple[tuple[str, float, float, float], ...]
    months: tuple[str, ...]
    quantiles: Floats

    def rows(self) -> list[dict[str, Any]]:
        """``{month, low, lower, middle, upper, high}`` of each month ahead: ends of the 90 and of the 50 % interval."""
        return [
            {"month": month, **dict(zip(_ENDS, map(float, ends), strict=True))}
            for month, ends in zip(self.months, self.quantiles.T, strict=True)
        ]

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "unit": self.unit,
            "past": [dict(zip(("month", "low", "best", "high"), row, strict=True)) for row in self.past],
            "months": self.rows(),
        }


@dataclass(frozen=True, slots=True)
class Backtest:
    """Forecasts made again from earlier origins, and scored: over all, by origin, and the PIT of ours."""

    windows: tuple[Window, ...]
    scores: dict[str, Scores]
    pit: tuple[float, ...]

    @property
    def best_baseline(self) -> str:
        """The baseline of least CRPS."""
        return min((name for name in self.scores if name != "ours"), key=lambda name: self.scores[name].crps)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "scores": {name: one.to_dict() for name, one in self.scores.items()},
            "best_baseline": self.best_baseline,
            "pit": list(self.pit),
            "origins": {
                month_name(one.origin): {name: scores.to_dict() for name, scores in one.scores().items()}
                for one in self.windows
            },
        }


@dataclass(frozen=True, slots=True)
class Forecast:
    """Forecasts of the units asked for, from the counts of all units, with their backtest and what to mind.

    `origin` is the last month of counts; `of` says what is counted.
    """

    of: str
    origin: str
    units: tuple[UnitForecast, ...]
    backtest: Backtest | None
    warnings: tuple[str, ...]
    samples: int = SAMPLES

    @property
    def sentences(self) -> tuple[str, ...]:
        """A plain sentence for each unit, and one on what the backtest says."""
        return (*map(self._sentence, self.units), self.verdict)

    def _sentence(self, one: UnitForecast) -> str:
        rows = one.rows()
        said = [_interval(row, self.of if row is rows[0] else "") for row in (rows[0], rows[-1])[: len(rows)]]
        return f"{one.unit}: {', and '.join(said)}, forecast from counts up to {self.origin}."

    @property
    def verdict(self) -> str:
        """What the backtest says of the forecast."""
        if self.backtest is None:
            return (
                "Nobody knows how good this forecast is: there are too few months to test it on its own past."
            )
        ours, name = self.backtest.scores["ours"], self.backtest.best_baseline
        other = self.backtest.scores[name]
        better = "less than" if ours.crps < other.crps else "no less than"
        held = (
            ""
            if ours.coverage90 is None
            else f" and its 90 % intervals held {ours.coverage90 * 100:.0f} % of the counts"
        )
        return (
            f"Made again from {len(self.backtest.windows)} earlier months, its mean error (CRPS) was {three(ours.crps)},"
            f" {better} the {three(other.crps)} of the best simple rule ({name.replace('_', ' ')}){held}."
        )

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "schema": "counterclaim.forecast/1",
            "of": self.of,
            "origin": self.origin,
            "samples": self.samples,
            "sentences": list(self.sentences),
            "warnings": list(self.warnings),
            "forecasts": [one.to_dict() for one in self.units],
            "backtest": self.backtest.to_dict() if self.backtest else None,
        }


def three(value: float) -> str:
    """A score with three digits, or whole from 100 on."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def check_horizon(months: int) -> None:
    """Raises UsageError: a forecast is of 1 to 12 months ahead."""
    if not 1 <= months <= LONGEST:
        raise UsageError(
            f"a forecast is of 1 to {LONGEST} months ahead, not {months}: beyond, nothing was tested"
        )


def forecast(
    panel: Panel,
    months: int,
    *,
    units: Sequence[str] = (),
    of: str = "deaths",
    kept: Kept | None = None,
) -> Forecast:
    """Forecast the counts of `units` (all, where none is named) for 1 to 12 months after the panel's end.

    Samples that are in `kept` are not drawn again.

    Raises:
        UsageError: the horizon is too long, a unit is unknown, or there are fewer than three months of counts.
    """
    check_horizon(months)
    columns = [panel.column(unit) for unit in units] or list(range(len(panel.units)))
    watched = np.isfinite(panel.middle)
    there = int(watched.any(axis=1).sum())
    if there < LEAST_MONTHS:
        held = (
            month_name(panel.end)
            if panel.months == 1
            else f"{month_name(panel.start)} to {month_name(panel.end)}"
        )
        raise UsageError(
            f"a forecast needs counts of at least {LEAST_MONTHS} months; there {'is' if there == 1 else 'are'} {there}"
            f" ({held})"
        )
    for column in columns:
        if not watched[:, column].any():
            raise UsageError(
                f"no month of {panel.units[column][:100]!r} was watched: there is nothing to forecast from"
            )
    leads = tuple(range(1, months + 1))
    with ThreadPoolExecutor(1) as beside:
        own = beside.submit(drawn, {"ours": mixture}, panel.past(panel.end), leads, kept=kept)
        backtest = backtested(panel, leads, columns, kept)
        samples = own.result()["ours"]
    return Forecast(
        of=of,
        origin=month_name(panel.end),
        units=tuple(_unit(panel, samples, column, leads) for column in columns),
        backtest=backtest,
        warnings=tuple(_warnings(panel, columns, months, there, backtest)),
    )


def backtested(
    panel: Panel, leads: Sequence[int], columns: Sequence[int], kept: Kept | None = None
) -> Backtest | None:
    """Forecasts of the same units and leads from up to four earlier months, the last ones with all leads known.

    None where no origin has six months before it. Every model sees what was known then, of all units.
    """
    last = panel.end - max(leads)
    first = panel.start + FIRST_ORIGIN - 1
    step = max(1, min(max(leads), (last - first) // max(BACKTESTS - 1, 1)))
    origins = sorted(range(last, first - 1, -step)[:BACKTESTS])
    with ThreadPoolExecutor(cores()) as threads:
        windows = threads.map(lambda origin: window(panel, origin, leads, MODELS, kept=kept), origins)
        made = [one.of(columns) for one in windows]
    made = [one for one in made if np.isfinite(one.observed).any()]
    if not made:
        return None
    observed = np.concatenate([one.observed for one in made])
    ours = np.concatenate([one.samples["ours"] for one in made], axis=1)
    at = np.isfinite(observed)
    return Backtest(tuple(made), pooled(made), tuple(pit_histogram(ours[:, at], observed[at], PIT_BINS)))


def _unit(panel: Panel, samples: Floats, column: int, leads: Sequence[int]) -> UnitForecast:
    counts, best = panel.values[:, :, column], panel.middle[:, column]
    past = tuple(
        (
            month_name(panel.start + row),
            float(counts[:, row].min()),
            float(best[row]),
            float(counts[:, row].max()),
        )
        for row in map(int, np.flatnonzero(np.isfinite(best)))
    )
    return UnitForecast(
        unit=panel.units[column],
        past=past,
        months=tuple(month_name(panel.end + lead) for lead in leads),
        quantiles=np.quantile(samples[:, :, column], LEVELS, axis=0),
    )


def _interval(row: dict[str, Any], of: str) -> str:
    """The 90 % interval in words, rounded outwards."""
    low, middle, high = math.floor(row["low"]), round(row["middle"]), math.ceil(row["high"])
    what = f" {of}" if of else ""
    return f"between {low:,} and {high:,}{what} in {row['month']} (90 % interval, middle {middle:,})"


def _warnings(
    panel: Panel, columns: Sequence[int], months: int, there: int, backtest: Backtest | None
) -> Iterator[str]:
    best = panel.middle[:, columns]
    if there < SHORT:
        yield f"there are counts of {there} months; below {SHORT}, a forecast knows of no other course than these had"
    if months > there:
        yield f"{months} months are asked for from {there}: the last ones rest on little"
    gaps = int(np.isnan(best).any(axis=1).sum())
    if gaps:
        yield f"{gaps} of {panel.months} months were not watched for every unit; they are unknown, not zero"
    for column in columns:
        counts = panel.middle[:, column]
        if not np.nansum(counts):
            yield f"{panel.units[column]}: all counts are 0; when a quiet place ceases to be quiet is not foreseen"
        elif (known := np.isfinite(counts).sum()) < SHORT / 2:
            yield f"{panel.units[column]}: only {known} months were watched"
    if backtest is None:
        yield "no backtest was possible: take no decision on this forecast"
        return
    ours = backtest.scores["ours"]
    if len(backtest.windows) < FEW_ORIGINS or ours.forecasts < FEW_FORECASTS:
        yield (
            f"the backtest rests on {ours.forecasts} counts from {len(backtest.windows)} earlier months: too few to say"
            " how good the forecast is"
        )
    for name, word in (("crps", "CRPS"), ("ign", "ignorance")):
        better = [one for one, of in backtest.scores.items() if getattr(of, name) < getattr(ours, name)]
        if better:
            yield f"in the backtest {' and '.join(better).replace('_', ' ')} had a better {word} than this forecast"
