"""Questions over many events: tallies, comparisons, changes, mix, spread, indicators, forecasts; as JSON or drawn.

What computes is imported when first asked, so that the server starts at once.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from counterclaim.ask import RecordView
from counterclaim.ask.sides import circle
from counterclaim.web import analysis_models as models
from counterclaim.web import analysis_work as work
from counterclaim.web.analysis_query import Asking, Near, Row, SideText, Unheard, both_sides, one_side
from counterclaim.web.analysis_tally import add_tally
from counterclaim.web.analysis_work import Form, Work

Form_ = Annotated[Form, Query(alias="format", description="JSON, or a picture with its sentence.")]
_BOTH = "1,000,000 events of a side at most"


def analysis_router(view: RecordView) -> APIRouter:
    """The routes over `view`. Each is answered within seconds, or says what to narrow."""
    api = APIRouter(tags=["analysis"])
    limits = Work()
    add_tally(api, view, limits)
    _add_compare(api, view, limits)
    _add_change(api, view, limits)
    _add_mix(api, view, limits)
    _add_spread(api, view, limits)
    _add_indicators(api, view, limits)
    _add_forecast(api, view, Work(at_once=1))
    return api


def _add_compare(api: APIRouter, view: RecordView, limits: Work) -> None:
    @api.get("/compare", response_model=models.CompareAnswer, responses=work.described())
    def compare(
        key: work.Key,
        asked: Asking,
        unheard: Unheard,
        a: SideText,
        b: SideText,
        of: Literal["events", "claims", "killed", "injured", "captured", ""] = "",
        basis: Literal["reported", "claimed", "estimated", ""] = "",
        rule: Annotated[str, Query(max_length=50, description="The rule of estimates.")] = "",
        near: Near = "",
        anyway: Annotated[bool, Query(description="Compare although unit or area differ.")] = False,
        until: Annotated[
            float | None, Query(gt=0, le=36600, description="Days of A's period in all.")
        ] = None,
        form: Form_ = "json",
    ) -> Response:
        """Compare the rate of A with that of B: ratio, exact interval, test, and a sentence that may be printed."""
        own = {"of": of, "basis": basis, "rule": rule, "near": near}
        sides = both_sides(a, b, {**asked, **{key: value for key, value in own.items() if value}})

        def make() -> Response:
            found = view.compared(*sides, anyway=anyway, until=until)
            found["warnings"] = [*found["warnings"], *unheard]
            if form == "json":
                return work.written(work.without_ids(found, [found["a"], found["b"]], "warnings"))
            from counterclaim.analysis.plots.charts import compare_chart

            return work.drawn(compare_chart(found), form, found["sentence"], found["warnings"])

        return limits.answer(key, make)


def _add_change(api: APIRouter, view: RecordView, limits: Work) -> None:
    @api.get("/change", response_model=models.ChangeAnswer, responses=work.described())
    def change(
        key: work.Key,
        asked: Asking,
        unheard: Unheard,
        by: Literal["day", "week", "month"] = "week",
        basis: Literal["reported", "claimed"] = "reported",
        near: Near = "",
        form: Form_ = "json",
    ) -> Response:
        """Between which dates the rate of events changed, by how much, and whether reporting would explain it."""
        area = circle(near) if near else None

        def make() -> Response:
            found = view.changed(**asked, period=by, basis=basis, near=area)
            if len(found["periods"]) > work.MOST_PERIODS:
                raise work.TooMuch(
                    f"these are {len(found['periods']):,} periods; at most {work.MOST_PERIODS:,}"
                )
            found["warnings"] = [*found["warnings"], *unheard]
            if form == "json":
                return work.written(found)
            from counterclaim.analysis.plots.charts import change_chart

            said = f"{found['sentence']} {found['on_effort']}".strip()
            return work.drawn(change_chart(found), form, said, found["warnings"])

        return limits.answer(key, make)


def _add_mix(api: APIRouter, view: RecordView, limits: Work) -> None:
    @api.get("/mix", response_model=models.MixAnswer, responses=work.described(), description=_BOTH)
    def mix(
        key: work.Key,
        asked: Asking,
        unheard: Unheard,
        a: SideText,
        b: SideText,
        of: Annotated[
            list[Literal["posture", "tactic", "target", "time", "setting", "source"]],
            Query(max_length=6, description="Of what there are mixes; all if none."),
        ] = [],  # noqa: B006
        period: Literal["week", "month", "quarter", "year", ""] = "",
        basis: Literal["reported", "claimed", ""] = "",
        form: Form_ = "json",
    ) -> Response:
        sides = both_sides(a, b, _with(asked, basis=basis))

        def make() -> Response:
            work.check_size(view, *sides)
            from counterclaim.ask.mix import KEYS, record_mix

            found = record_mix(view, *sides, of=tuple(dict.fromkeys(of)), period=period or None)
            answer = found.to_dict()
            answer["warnings"] += unheard
            if form == "json":
                return work.written(answer)
            from counterclaim.analysis.mix.plot import chart

            shifts = {key: (KEYS[key], shift) for key, shift in found.shifts.items()}
            return work.drawn(chart(shifts, found.periods), form, found.sentence, answer["warnings"])

        return limits.answer(key, make)


def _add_spread(api: APIRouter, view: RecordView, limits: Work) -> None:
    @api.get("/spread", response_model=models.SpreadAnswer, responses=work.described(), description=_BOTH)
    def spread(
        key: work.Key,
        asked: Asking,
        unheard: Unheard,
        a: SideText,
        b: SideText = "",
        by: Literal["place", "admin1", "country"] = "place",
        centre: Literal["mean", "median"] = "mean",
        basis: Literal["reported", "claimed", ""] = "",
        form: Form_ = "json",
    ) -> Response:
        common = _with(asked, basis=basis)
        one, other = one_side(a, common), one_side(b, common) if b else None

        def make() -> Response:
            work.check_size(view, *(side for side in (one, other) if side is not None))
            from counterclaim.ask.spread import record_spread

            found = record_spread(view, one, other, by=by, centre=centre)
            answer = found.to_dict()
            answer["warnings"] += unheard
            if form == "json":
                return work.written(answer)
            from counterclaim.analysis.spread.plot import chart

            first, *more = found.sentences
            drawing = chart(found.turnover, found.drift, found.knox, found.names, found.points)
            return work.drawn(drawing, form, first, (*more, *answer["warnings"]))

        return limits.answer(key, make)


def _add_indicators(api: APIRouter, view: RecordView, limits: Work) -> None:
    @api.get("/indicators", response_model=models.IndicatorsAnswer, responses=work.described(pictures=False))
    def indicators(
        key: work.Key,
        asked: Asking,
        unheard: Unheard,
        a: SideText,
        b: SideText,
        by: Literal["country", "admin1", "place", ""] = "",
    ) -> Response:
        """The figures that speak of a group's return in A's days against B's, side by side; `actor` is needed."""
        sides = both_sides(a, b, asked)

        def make() -> Response:
            work.check_size(view, *sides)
            from counterclaim.ask.indicators import record_indicators

            answer = record_indicators(view, *sides, by=by or None).to_dict()
            answer["warnings"] += unheard
            return work.written(answer)

        return limits.answer(key, make)


def _add_forecast(api: APIRouter, view: RecordView, limits: Work) -> None:
    @api.get("/forecast", response_model=models.ForecastAnswer, responses=work.described())
    def forecast(
        key: work.Key,
        asked: Asking,
        unheard: Unheard,
        of: Literal["events", "killed", "injured", "captured"] = "events",
        by: Literal["country", "admin1"] = "country",
        unit: Annotated[
            list[str],
            Query(max_length=50, description="Units as answers name them; all if none.", examples=["SY"]),
        ] = [],  # noqa: B006
        months: Annotated[int, Query(ge=1, le=12, description="Months ahead.")] = 3,
        form: Form_ = "json",
    ) -> Response:
        """Counts of the next months as intervals, beside what the same forecast made from earlier months was worth."""

        def make() -> Response:
            work.check_size(view, asked)
            from counterclaim.web.analysis_forecast import forecast_answer

            question: Any = {**asked, "of": of, "by": by, "units": tuple(unit), "months": months}
            return forecast_answer(view, question, form, unheard)

        return limits.answer(key, make)


def _with(asked: Row, **own: str) -> Row:
    return {**asked, **{key: value for key, value in own.items() if value}}
