"""Forecasts of monthly events or figures from a record, or from a file of counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np
import polars as pl

from counterclaim.analysis.forecast.answer import Forecast, check_horizon, forecast
from counterclaim.analysis.forecast.panel import Ints, month_number
from counterclaim.analysis.forecast.parts import Parts, Signals, Span, assembled
from counterclaim.analysis.forecast.table import read_counts
from counterclaim.analysis.mix.tables import tactic
from counterclaim.ask.flat import Whole, events_meeting, everything
from counterclaim.ask.flat.samples import samples_of
from counterclaim.ask.flat.whole import KEPT_FROM
from counterclaim.ask.question import Question, filters, first_day, last_day
from counterclaim.ask.rows import Row
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView
    from counterclaim.record import Record

COUNTED = ("events", "killed", "injured", "captured")
UNITS = ("country", "admin1")
STATED = ("reported", "claimed")
AHEAD = ("planned", "threatened")
POSTURES = ("hold", "attrition")
_EPOCH = date(1970, 1, 1).toordinal()
_OWN = ("of", "by", "units", "months", "start", "end", "limit", "offset", "order")


_MOST_KEPT = 16
_KEPT: WeakKeyDictionary[Record, tuple[str, dict[str, Forecast]]] = WeakKeyDictionary()
"""The last answers of each record in the state that they are of."""


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

    An answer is kept until the record changes: its backtest takes several seconds. Of a large record, samples are kept
    in the user's cache folder, by the counts that they were drawn from.

    Raises:
        UsageError: a filter, unit or horizon cannot be, or the record has too few months.
    """
    state = view.record.state()
    known = _KEPT.get(view.record)
    if known is None or known[0] != state:
        known = _KEPT[view.record] = (state, {})
    answers, key = known[1], repr(sorted(question.items()))
    if key not in answers:
        made = _made(view, question)
        while len(answers) >= _MOST_KEPT:
            answers.pop(next(iter(answers)), None)
        answers[key] = made
        return made
    return answers[key]


def forget(record: Record) -> None:
    """Drop the answers that are kept of a record."""
    _KEPT.pop(record, None)


def _made(view: RecordView, question: ForecastQuestion) -> Forecast:
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
    panel = assembled(parts, span, _said_ahead(whole, by, parts.units), means)
    kept = samples_of(view.record) if whole.claims.height >= KEPT_FROM else None
    answer = forecast(panel, months, units=question.get("units") or (), of=of, kept=kept)
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
) -> tuple[Parts, dict[str, Signals]]:
    """What each event adds, and the share of attrition; what is left out is counted by its reason."""
    month = pl.when(_month("from") == _month("to")).then(_month("from"))
    rows = events.with_columns(unit=_unit(by), month=month)
    watched, here = (
        pl.col("month").is_in(list(span.watched)),
        pl.col("month").is_between(span.start, span.end),
    )
    for why, is_so in (
        ("have no place as fine as asked for: left out", pl.col("unit").is_null()),
        ("may have begun in several months, or have no date: left out", pl.col("month").is_null()),
        ("are of months outside the span: left out", ~here),
        ("are of months in which nothing was published: left out", ~watched),
    ):
        rows = _left(rows, is_so, why, left_out)
    acts = _postures(rows)
    low, best, high = (pl.col(f"{of}_{bound}").cast(pl.Float64) for bound in ("low", "best", "high"))
    if of == "events":
        low, best, high = pl.col("others").cast(pl.Float64), pl.lit(1.0), pl.lit(1.0)
    rows = rows.select(
        "unit", "month", known=pl.col("known").fill_null(date.max), low=low, best=best, high=high
    )  # fmt: skip
    none = pl.all_horizontal(pl.col("low", "best", "high").is_null())
    rows = _left(rows, none, f"have no figure of {of}: they add nothing", left_out)
    if is_open := rows["high"].null_count():
        left_out[f"have no upper figure of {of}: the best one stands for it"] += is_open
    rows = rows.with_columns(
        best=pl.coalesce("best", "low", "high"),
        low=pl.coalesce("low", "best", "high"),
        high=pl.coalesce("high", pl.max_horizontal("low", "best")),
    )
    units = tuple(rows["unit"].unique().sort())
    parts = Parts(
        units,
        _places(rows["unit"], units),
        rows["month"].to_numpy().astype(np.int64),
        rows["known"].cast(pl.Int32).to_numpy().astype(np.int64) + _EPOCH,
        *(rows[name].to_numpy() for name in ("low", "best", "high")),
    )
    return parts, {"attrition": _signals(acts, units)}


def _left(rows: pl.DataFrame, is_so: pl.Expr, why: str, left_out: Counter[str]) -> pl.DataFrame:
    """The rows of which it is not so."""
    kept = rows.filter(~is_so)
    if gone := rows.height - kept.height:
        left_out[why] += gone
    return kept


def _postures(rows: pl.DataFrame) -> pl.DataFrame:
    """The events of one of the postures, with 1 for attrition."""
    pairs = rows.select("type", "method").unique()
    named = [tactic(kind, method)[1] for kind, method in pairs.iter_rows()]
    pairs = pairs.with_columns(posture=pl.Series(named, dtype=pl.String)).filter(
        pl.col("posture").is_in(POSTURES)
    )
    acts = rows.join(pairs, on=["type", "method"], nulls_equal=True)
    return acts.select("unit", "month", value=(pl.col("posture") == "attrition").cast(pl.Float64))


def _said_ahead(whole: Whole, by: str, units: tuple[str, ...]) -> dict[str, Signals]:
    """Claims of strength and threats, in the month of their publication: known then."""
    claims = whole.claims.drop_nulls("published").with_columns(
        unit=_unit(by), month=_month("published"), value=1.0
    )
    said = {"strength": pl.col("kind") == "strength", "threats": pl.col("modality").is_in(AHEAD)}
    return {name: _signals(claims.filter(is_so), units) for name, is_so in said.items()}


def _signals(rows: pl.DataFrame, units: tuple[str, ...]) -> Signals:
    """Signals of the units among them, of rows with unit, month and value."""
    known = rows.filter(pl.col("unit").is_in(units))
    return Signals(
        _places(known["unit"], units),
        known["month"].to_numpy().astype(np.int64),
        known["value"].to_numpy().astype(np.float64),
    )


def _places(of: pl.Series, units: tuple[str, ...]) -> Ints:
    """The place of each name in the sorted `units`."""
    return np.searchsorted(np.array(units, dtype=object), of.to_numpy().astype(object)).astype(np.int64)


def _unit(by: str) -> pl.Expr:
    country, admin1 = pl.col("country").cast(pl.String), pl.col("admin1").cast(pl.String)
    if by == "country":
        return country
    both = pl.when(admin1 != "").then(pl.concat_str([country, admin1], separator=": "))
    return pl.when(country.fill_null("") == "").then(country).otherwise(both)


def _month(day: str) -> pl.Expr:
    """The number of a day's month, as `counterclaim.analysis.forecast.panel.month_number`."""
    return pl.col(day).dt.year().cast(pl.Int64) * 12 + pl.col(day).dt.month() - 1
