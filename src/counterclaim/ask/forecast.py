"""Forecasts of monthly events or figures from a record, or from a file of counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from counterclaim.analysis.forecast.answer import Forecast, check_horizon, forecast
from counterclaim.analysis.forecast.panel import month_number
from counterclaim.analysis.forecast.parts import Part, Signal, Span, assembled
from counterclaim.analysis.forecast.table import read_counts
from counterclaim.analysis.mix.tables import tactic
from counterclaim.ask.flat import Whole, events_meeting, everything
from counterclaim.ask.question import Question, filters, first_day, last_day
from counterclaim.ask.rows import Row
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView

COUNTED = ("events", "killed", "injured", "captured")
UNITS = ("country", "admin1")
STATED = ("reported", "claimed")
AHEAD = ("planned", "threatened")
POSTURES = ("hold", "attrition")
_OWN = ("of", "by", "units", "months", "start", "end", "limit", "offset", "order")


class ForecastQuestion(Question, total=False):
    """A question, and how to forecast what it finds.

    Keys:
        of: ``events``, ``killed``, ``injured`` or ``captured``.
        by: ``country`` or ``admin1``.
        units: the units that are asked for, such as ``("SY: Deir ez-Zor",)``; all, where there are none.
        months: 1 to 12 months ahead.
    """

    of: str
    by: str
    units: Sequence[str]
    months: int


def table_forecast(
    path: str | Path, units: Sequence[str] = (), months: int = 3, of: str = "deaths"
) -> Forecast:
    """Forecast the counts of a CSV file: see `counterclaim.analysis.forecast.table.read_counts`.

    Raises:
        UsageError: a unit is unknown, the horizon too long or the history too short.
        Unreadable: the file is not such a table.
        OSError: it cannot be opened.
    """
    check_horizon(months)
    return forecast(read_counts(Path(path)), months, units=units, of=of)


def record_forecast(view: RecordView, question: ForecastQuestion) -> Forecast:
    """Forecast what `question` finds in a record: events that somebody states, or the figures estimated of them.

    The past begins with the first month in which a report was published, and ends with the last one that was over when
    the last report was, or with the months that `start` and `end` name. Months without any report are unknown.

    Raises:
        UsageError: a filter, unit or horizon cannot be, or the record has too few months.
    """
    of, by = question.get("of") or "events", question.get("by") or "country"
    if of not in COUNTED or by not in UNITS:
        raise UsageError(f"a forecast is of {', '.join(COUNTED)}, by {' or '.join(UNITS)}")
    months = question.get("months", 3)
    check_horizon(months)
    asked: Row = {name: value for name, value in question.items() if name not in _OWN and value}
    span = _span(view, question)
    left_out: Counter[str] = Counter()
    whole = everything(view.record, view.registry)
    events = events_meeting(whole, view.record, filters(asked))  # type: ignore[arg-type]
    parts, means = _parts(_stated(whole, events), of, by, span, left_out)
    panel = assembled(parts, span, _said_ahead(whole, by), means)
    answer = forecast(panel, months, units=question.get("units") or (), of=of)
    notes = tuple(f"{number:,} events {why}" for why, number in left_out.items())
    return replace(answer, warnings=(*notes, *answer.warnings))


def _span(view: RecordView, question: ForecastQuestion) -> Span:
    days = everything(view.record, view.registry).reports["published"].drop_nulls().unique().to_list()
    if not days:
        raise UsageError(
            "no report of the record has a date of publication: it cannot be told which months were watched"
        )
    watched = frozenset(month_number(one.year, one.month) for one in days)
    start, end = first_day(question.get("start")), last_day(question.get("end"))
    first = month_number(start.year, start.month) if start else min(watched)
    last = month_number(end.year, end.month) if end else max(watched) - 1
    if last < first:
        raise UsageError(
            "there is no whole month between the first report and the last; name the months with --from and --to"
        )
    return Span(first, last, watched)


def _stated(whole: Whole, events: pl.DataFrame) -> pl.DataFrame:
    """The events that somebody states, with the first day of a report of each, its method and who states it."""
    of = whole.said.select("position", "source_interested", "report")
    stated = (
        pl.concat([whole.claims.select("_unit", "modality", "method", "published"), of], how="horizontal")
        .drop_nulls("_unit")
        .join(events, on="_unit", how="semi")
        .filter(pl.col("modality").is_in(STATED))
        .sort("position")
        .group_by("_unit")
        .agg(
            known=pl.col("published").min(),
            method=pl.col("method").drop_nulls().first(),
            others=(~pl.col("source_interested").fill_null(False)).any(),
        )
    )
    return events.filter(pl.col("status") != "retracted").join(stated, on="_unit", maintain_order="left")


def _parts(
    events: pl.DataFrame, of: str, by: str, span: Span, left_out: Counter[str]
) -> tuple[list[Part], list[Signal]]:
    """What each event adds, and the postures; what is left out is counted by its reason."""
    parts: list[Part] = []
    means: list[Signal] = []
    columns = [
        events[f"{of}_{bound}"] if of != "events" else events["_unit"] for bound in ("best", "low", "high")
    ]
    names = ("country", "admin1", "from", "to", "known", "type", "method", "others")
    for row in zip(*(events[name] for name in names), *columns, strict=True):
        country, admin1, first, last, published, kind, method, others, *bounds = row
        unit, month = _unit(country, admin1, by), _month(first, last)
        if unit is None or month is None or month not in span.watched or month not in span:
            left_out[_why_not(unit, month, span)] += 1
            continue
        posture = tactic(kind, method)[1]
        if posture in POSTURES:
            means.append(Signal("attrition", unit, month, float(posture == "attrition")))
        figures = (float(others), 1.0, 1.0) if of == "events" else _figures(of, bounds, left_out)
        if figures is None:
            left_out[f"have no figure of {of}: they add nothing"] += 1
            continue
        parts.append(Part(unit, month, (published or date.max).toordinal(), *figures))
    return parts, means


def _figures(
    of: str, bounds: Sequence[int | None], left_out: Counter[str]
) -> tuple[float, float, float] | None:
    """Low, best and high from the best, lowest and highest estimate."""
    _, least, most = bounds
    known = [float(value) for value in bounds if value is not None]
    if not known:
        return None
    low = known[0] if least is None else float(least)
    if most is None:
        left_out[f"have no upper figure of {of}: the best one stands for it"] += 1
    high = max(known) if most is None else float(most)
    return low, known[0], high


def _said_ahead(whole: Whole, by: str) -> list[Signal]:
    """Claims of strength and threats, in the month of their publication: known then."""
    claims = whole.claims.drop_nulls("published")
    strength, threat = pl.col("kind") == "strength", pl.col("modality").is_in(AHEAD)
    rows = claims.filter(strength | threat).select("country", "admin1", "published", strength, threat)
    signals = []
    for country, admin1, published, is_strength, is_threat in rows.iter_rows():
        unit, month = _unit(country, admin1, by), month_number(published.year, published.month)
        if unit is not None:
            signals += [Signal("strength", unit, month)] * is_strength + [
                Signal("threats", unit, month)
            ] * is_threat
    return signals


def _unit(country: str | None, admin1: str | None, by: str) -> str | None:
    if by == "country" or not country:
        return country
    return f"{country}: {admin1}" if admin1 else None


def _why_not(unit: str | None, month: int | None, span: Span) -> str:
    if unit is None:
        return "have no place as fine as asked for: left out"
    if month is None:
        return "may have begun in several months, or have no date: left out"
    return (
        f"are of months {'in which nothing was published' if month in span else 'outside the span'}: left out"
    )


def _month(first: date | None, last: date | None) -> int | None:
    """The month of an event, where it begins and ends in one."""
    if first is None or last is None or (first.year, first.month) != (last.year, last.month):
        return None
    return month_number(first.year, first.month)
