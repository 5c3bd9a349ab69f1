"""Forecasts of monthly counts by samples, scored by backtests beside baselines: see `mixture`, `window` and `scores`."""

from counterclaim.analysis.forecast.backtest import Window, draw, pooled, window
from counterclaim.analysis.forecast.baselines import BASELINES, Model
from counterclaim.analysis.forecast.combining import mixture
from counterclaim.analysis.forecast.groups import active
from counterclaim.analysis.forecast.panel import Panel, disputed, month_name, month_number
from counterclaim.analysis.forecast.scores import SAMPLES, Scores, score

__all__ = [
    "BASELINES",
    "SAMPLES",
    "Model",
    "Panel",
    "Scores",
    "Window",
    "active",
    "disputed",
    "draw",
    "mixture",
    "month_name",
    "month_number",
    "pooled",
    "score",
    "window",
]
