"""Forecasts of monthly events or figures from a record, or from a file of counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counterclaim.analysis.forecast.answer import Forecast, check_horizon, forecast
from counterclaim.analysis.forecast.panel import month_number
from counterclaim.analysis.forecast.parts import Part, Signal, Span, assembled
from counterclaim.analysis.forecast.table import read_counts
from counterclaim.analysis.mix.tables import tactic
from counterclaim.ask.question import Question, first_day, last_day
from counterclaim.ask.rows import Row, day
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView

Json = Mapping[str, Any]
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
    reader = _Reader(view, asked, of, by, span, left_out)
    panel = assembled(list(reader.parts()), span, reader.sums, reader.means)
    answer = forecast(panel, months, units=question.get("units") or (), of=of)
    notes = tuple(f"{number:,} events {why}" for why, number in left_out.items())
    return replace(answer, warnings=(*notes, *answer.warnings))


def _span(view: RecordView, question: ForecastQuestion) -> Span:
    days = [published for one in view.iter_documents() if (published := day(one["published"]))]
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


class _Reader:
    """Events and claims of a record as parts and signals; what is left out is counted by its reason."""

    def __init__(
        self, view: RecordView, asked: Row, of: str, by: str, span: Span, left_out: Counter[str]
    ) -> None:
        self._view, self._asked, self._of, self._by = view, asked, of, by
        self._span, self._left_out = span, left_out
        self._claims = {claim["id"]: claim for claim in view.iter_claims()}
        self.sums = [one for claim in self._claims.values() for one in self._said_ahead(claim)]
        self.means: list[Signal] = []

    def parts(self) -> Iterator[Part]:
        """What each event adds; `means` are filled on the way."""
        for event in self._view.iter_events(**self._asked):
            claims = [self._claims[id_] for id_ in event["claims"] if id_ in self._claims]
            stated = [claim for claim in claims if claim["modality"] in STATED]
            if stated and event["status"] != "retracted":
                part = self._part(event, stated)
                if part is not None:
                    yield part

    def _part(self, event: Json, stated: Sequence[Json]) -> Part | None:
        unit, month = self._unit(event), _month(event)
        if unit is None or month is None or month not in self._span.watched or month not in self._span:
            self._left_out[_why_not(unit, month, self._span)] += 1
            return None
        published = [found for claim in stated if (found := day(claim["document"]["published"]))]
        known = min(published, default=date.max).toordinal()
        posture = tactic(event["event_type"], next((c["method"] for c in stated if c["method"]), None))[1]
        if posture in POSTURES:
            self.means.append(Signal("attrition", unit, month, float(posture == "attrition")))
        figures = self._figures(event, stated)
        if figures is None:
            self._left_out[f"have no figure of {self._of}: they add nothing"] += 1
            return None
        return Part(unit, month, known, *figures)

    def _figures(self, event: Json, stated: Sequence[Json]) -> tuple[float, float, float] | None:
        """Low, best and high. An event that only parties to the conflict state may be none: its low count is 0."""
        if self._of == "events":
            others = any(not (claim["attribution"] or [{}])[-1].get("interested") for claim in stated)
            return float(others), 1.0, 1.0
        total = next(
            (one for one in event["estimates"] if one["what"] == self._of and one["of"] is None), None
        )
        if total is None or total["low"] is total["best"] is total["high"] is None:
            return None
        known = [float(total[name]) for name in ("best", "low", "high") if total[name] is not None]
        low = known[0] if total["low"] is None else float(total["low"])
        if total["high"] is None:
            self._left_out[f"have no upper figure of {self._of}: the best one stands for it"] += 1
        high = max(known) if total["high"] is None else float(total["high"])
        return low, known[0], high

    def _said_ahead(self, claim: Json) -> Iterator[Signal]:
        """Claims of strength and threats, in the month of their publication: known then."""
        published, unit = day(claim["document"]["published"]), self._unit(claim)
        if published is None or unit is None:
            return
        month = month_number(published.year, published.month)
        if claim["kind"] == "strength":
            yield Signal("strength", unit, month)
        if claim["modality"] in AHEAD:
            yield Signal("threats", unit, month)

    def _unit(self, of: Json) -> str | None:
        place = of["place"] or {}
        country, admin1 = place.get("country"), place.get("admin1")
        if self._by == "country" or not country:
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


def _month(event: Json) -> int | None:
    """The month of an event, where it begins and ends in one."""
    when = event["when"] or {}
    first, last = day(when.get("from")), day(when.get("to"))
    if first is None or last is None or (first.year, first.month) != (last.year, last.month):
        return None
    return month_number(first.year, first.month)
