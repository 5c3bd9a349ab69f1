"""A forecast drawn: counts of the past, earlier forecasts and the fan of the next months, with the scores below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from counterclaim.analysis.forecast.answer import LEVELS, Backtest, Forecast, UnitForecast, three
from counterclaim.analysis.forecast.panel import month_name, month_number
from counterclaim.analysis.plots import COLOURS, HEIGHT, WIDTH
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    import altair as alt

MOST_UNITS = 4
COUNTED, EARLIER, AHEAD = "counted", "forecast earlier, 90 %", "forecast: middle, 50 %, 90 %"
_SERIES = {COUNTED: COLOURS["black"], EARLIER: COLOURS["orange"], AHEAD: COLOURS["blue"]}
_STEEP = 20
_BAR = 16
_NAMES = {"ours": "this forecast"}


def plot(found: Forecast) -> alt.VConcatChart:
    """The chart of a forecast of at most four units; `counterclaim.analysis.plots.save` writes it.

    Raises:
        UsageError: there are more units.
    """
    import altair as alt

    if len(found.units) > MOST_UNITS:
        raise UsageError(
            f"a plot shows at most {MOST_UNITS} units, not {len(found.units)}; name those with --unit"
        )
    fans = [_fan(one, at, found) for at, one in enumerate(found.units)]
    scores = [_scores(found.backtest)] if found.backtest else []
    return alt.vconcat(*fans, *scores, spacing=24)


def _fan(one: UnitForecast, at: int, found: Forecast) -> Any:
    import altair as alt

    past = [
        {"month": _day(month), "low": low, "best": best, "high": high, "series": COUNTED}
        for month, low, best, high in one.past
    ]
    past += [{"month": _day(month), "best": None, "series": COUNTED} for month in _gaps(one)]
    ahead = [{**row, "month": _day(row["month"]), "series": AHEAD} for row in one.rows()]
    earlier = _earlier(found.backtest, at)
    top = max(row["high"] for row in ahead)
    steep = top > _STEEP * max(1.0, *(high for *_, high in one.past))
    shown = [name for name in _SERIES if name != EARLIER or earlier]
    month = alt.X(
        "month:T", title=None, scale=alt.Scale(type="utc"), axis=alt.Axis(format="%b %Y", tickCount=8)
    )
    colour = alt.Color(
        "series:N",
        scale=alt.Scale(domain=shown, range=[_SERIES[name] for name in shown]),
        legend=alt.Legend(symbolOpacity=1, symbolType="square") if at == 0 else None,
    )

    def y(name: str) -> alt.Y:
        scale = alt.Scale(type="symlog" if steep else "linear", nice=True)
        return alt.Y(f"{name}:Q", title=f"{found.of} a month", scale=scale)

    fan, counted = alt.Chart(alt.InlineData(ahead)), alt.Chart(alt.InlineData(sorted(past, key=_of_month)))
    layers = [
        fan.mark_area(opacity=0.18).encode(x=month, y=y("low"), y2="high:Q", color=colour),
        fan.mark_area(opacity=0.32).encode(x=month, y=y("lower"), y2="upper:Q", color=colour),
        fan.mark_line(point=len(ahead) == 1).encode(x=month, y=y("middle"), color=colour),
        counted.mark_rule(strokeWidth=4, opacity=0.25).encode(x=month, y=y("low"), y2="high:Q", color=colour),
        counted.mark_line(strokeWidth=1.2).encode(x=month, y=y("best"), color=colour),
        counted.mark_point(size=18, filled=True, opacity=1).encode(x=month, y=y("best"), color=colour),
    ]
    if len(ahead) == 1:
        layers[0] = fan.mark_rule(strokeWidth=8, opacity=0.25).encode(
            x=month, y=y("low"), y2="high:Q", color=colour
        )
        layers[1] = fan.mark_rule(strokeWidth=8, opacity=0.45).encode(
            x=month, y=y("lower"), y2="upper:Q", color=colour
        )
    if earlier:
        before = alt.Chart(alt.InlineData(earlier))
        layers[:0] = [
            before.mark_rule(strokeWidth=3, opacity=0.55).encode(
                x=month, y=y("low"), y2="high:Q", color=colour
            ),
            before.mark_tick(thickness=2, width=9).encode(x=month, y=y("middle"), color=colour),
        ]
    return alt.layer(*layers).properties(width=WIDTH, height=HEIGHT, title=alt.Title(one.unit, fontSize=12))


def _earlier(backtest: Backtest | None, unit: int) -> list[dict[str, Any]]:
    """Intervals of the forecasts that the backtest made, the latest of each month."""
    found: dict[int, dict[str, Any]] = {}
    for window in backtest.windows if backtest else ():
        low, middle, high = np.quantile(
            window.samples["ours"][:, :, unit], (LEVELS[0], LEVELS[2], LEVELS[4]), axis=0
        )
        for at, lead in enumerate(window.leads):
            found[window.origin + lead] = {
                "month": _day(month_name(window.origin + lead)),
                "low": float(low[at]),
                "middle": float(middle[at]),
                "high": float(high[at]),
                "series": EARLIER,
            }
    return [found[month] for month in sorted(found)]


def _scores(backtest: Backtest) -> Any:
    import altair as alt

    rows: list[dict[str, Any]] = [
        {
            "model": _NAMES.get(name, name.replace("_", " ")),
            "crps": one.crps,
            "said": f"{three(one.crps)}, 90 % interval held {(one.coverage90 or 0) * 100:.0f} %",
            "ours": name == "ours",
        }
        for name, one in sorted(backtest.scores.items(), key=lambda item: item[1].crps)
    ]
    base = alt.Chart(alt.InlineData(rows)).encode(
        y=alt.Y("model:N", sort=None, title=None),
        x=alt.X(
            "crps:Q",
            title="mean error (CRPS) of earlier forecasts of the units shown, less is better",
            scale=alt.Scale(domainMin=0, domainMax=1.6 * max(row["crps"] for row in rows) or 1, nice=False),
            axis=alt.Axis(tickCount=4),
        ),
    )
    bars = base.mark_bar(height=_BAR - 5).encode(
        color=alt.condition("datum.ours", alt.value(COLOURS["blue"]), alt.value("#9a9a9a"))
    )
    words = base.mark_text(align="left", dx=5, fontSize=11).encode(text="said:N")
    return alt.layer(bars, words).properties(width=WIDTH - 60, height=_BAR * len(rows))


def _gaps(one: UnitForecast) -> list[str]:
    """Months that nobody watched between the first and the last: the line breaks there."""
    there = {month for month, *_ in one.past}
    numbers = [month_number(*map(int, month.split("-"))) for month in sorted(there)]
    return [name for at in range(numbers[0], numbers[-1]) if (name := month_name(at)) not in there]


def _of_month(row: dict[str, Any]) -> str:
    return str(row["month"])


def _day(month: str) -> str:
    return f"{month}-01"
