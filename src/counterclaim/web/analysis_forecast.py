"""The answer of ``/forecast``: the forecast, and what the same forecast said from earlier months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from starlette.responses import Response

from counterclaim.analysis.forecast.answer import LEVELS
from counterclaim.analysis.forecast.panel import month_name
from counterclaim.ask.forecast import ForecastQuestion, record_forecast
from counterclaim.web import analysis_work as work
from counterclaim.web.analysis_work import Form

if TYPE_CHECKING:
    from counterclaim.analysis.forecast.answer import Forecast
    from counterclaim.ask import RecordView

_ENDS = (LEVELS[0], LEVELS[2], LEVELS[4])


def forecast_answer(view: RecordView, question: ForecastQuestion, form: Form, unheard: list[str]) -> Response:
    """The forecast of `question`, written or drawn; `unheard` is added to its warnings."""
    found = record_forecast(view, question)
    answer = found.to_dict()
    answer["warnings"] += unheard
    if form == "json":
        for at, one in enumerate(answer["forecasts"]):
            one["earlier"] = earlier(found, at)
        return work.written(answer)
    from counterclaim.analysis.forecast.plot import plot

    sentence = " ".join(found.sentences) if len(found.units) == 1 else found.verdict
    return work.drawn(plot(found), form, sentence, answer["warnings"])


def earlier(found: Forecast, unit: int) -> list[dict[str, Any]]:
    """``{origin, month, low, middle, high}`` of each month that a forecast of the backtest was of, ends of 90 %."""
    rows = []
    for window in found.backtest.windows if found.backtest else ():
        ends = np.quantile(window.samples["ours"][:, :, unit], _ENDS, axis=0)
        for lead, (low, middle, high) in zip(window.leads, ends.T, strict=True):
            rows.append(
                {
                    "origin": month_name(window.origin),
                    "month": month_name(window.origin + lead),
                    "low": float(low),
                    "middle": float(middle),
                    "high": float(high),
                }
            )
    return rows
