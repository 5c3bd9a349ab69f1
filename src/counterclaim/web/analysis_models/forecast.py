"""Counts of the next months."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterclaim.web.details_models import Shape


class PastCount(Shape):
    """A month that was watched: 2017-09."""

    month: str
    low: float
    best: float
    high: float


class FanMonth(Shape):
    """A month ahead: the ends of the 90 and of the 50 % interval, and the middle."""

    month: str
    low: float
    lower: float
    middle: float
    upper: float
    high: float


class EarlierForecast(Shape):
    """What the same forecast, made again at the end of `origin`, said of a month: 90 % interval and middle."""

    origin: str
    month: str
    low: float
    middle: float
    high: float


class UnitForecastOf(Shape):
    """The past, earlier forecasts and the months ahead of one unit."""

    unit: str
    past: list[PastCount]
    months: list[FanMonth]
    earlier: list[EarlierForecast]


class ScoresOf(Shape):
    """Mean scores, less is better, and the share of counts that the 90 % interval held."""

    crps: float
    ign: float
    mis: float
    coverage90: float | None
    forecasts: int


class BacktestOf(Shape):
    """The same forecast made from earlier months, beside simple rules; `pit` should be even."""

    scores: dict[str, ScoresOf]
    best_baseline: str
    pit: list[float]
    origins: dict[str, dict[str, ScoresOf]]


class ForecastAnswer(Shape):
    """Counts of the next months as intervals, with how often such forecasts were right."""

    schema_: Literal["counterclaim.forecast/1"] = Field(alias="schema")
    of: str
    origin: str
    samples: int
    sentences: list[str]
    warnings: list[str]
    forecasts: list[UnitForecastOf]
    backtest: BacktestOf | None
