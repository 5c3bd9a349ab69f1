"""``/control``: who holds each place, since when, how firmly, according to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from threading import Lock
from typing import Annotated, Any, Literal, NamedTuple

from fastapi import APIRouter, Depends, HTTPException, Path, Query
from starlette.responses import Response

from counterclaim.ask import RecordView
from counterclaim.ask.control.answers import (
    WITHIN,
    area_answer,
    change_rows,
    days_between,
    disagreement_rows,
)
from counterclaim.ask.control.asking import ControlView, open_control
from counterclaim.ask.control.shown import find_area, find_place, history, map_answer, overview
from counterclaim.ask.index import Snapshot
from counterclaim.ask.index.asked import read_bbox
from counterclaim.ask.question import first_day, last_day
from counterclaim.errors import ReferenceDataError, UsageError
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.web import control_models as models
from counterclaim.web.analysis_work import Key, Work
from counterclaim.web.answers import json_response
from counterclaim.web.problems import responses
from counterclaim.web.query import Bbox, Now

LONGEST = 300
MOST_ROWS = 500
MOST_SHARES = 200_000
"""Days of an area's shares times its places."""
LATELY = timedelta(days=30)
_FIRST, _LAST = date(1800, 1, 1), date(2200, 12, 31)

Day = Annotated[
    str,
    Query(max_length=40, description="A day; of a month or year the last day.", examples=["2017-11-12"]),
]
From = Annotated[
    str, Query(alias="from", max_length=40, description="A day, month or year.", examples=["2017-11"])
]
To = Annotated[str, Query(max_length=40, description="A day, month or year.", examples=["2017-11-30"])]
Known = Annotated[
    str,
    Query(
        max_length=40,
        description="Take only what was published by that day; everything if left out.",
        examples=["2017-11-12"],
    ),
]
Area = Annotated[
    str,
    Query(
        max_length=LONGEST,
        description="A country's code, or an area by id or name.",
        examples=["SY", "Anbar"],
    ),
]
Id = Annotated[str, Path(max_length=LONGEST, description="The id of a place.", examples=["gn:174448"])]
AreaId = Annotated[
    str, Path(max_length=LONGEST, description="A country's code, or an area by id or name.", examples=["SY"])
]
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="Rows at most.")]


class Asking(NamedTuple):
    """A question: the state of the record that it is answered from, and what names it."""

    snapshot: Snapshot
    key: str


def asking(now: Now, key: Key) -> Asking:
    """The question of a request."""
    return Asking(now, key)


Asked = Annotated[Asking, Depends(asking)]


class KeptControl:
    """The `ControlView` of a record, made when first asked for and again when the record has changed."""

    def __init__(self, view: RecordView, gazetteer: str | None) -> None:
        self._view, self._path = view, gazetteer
        self._gazetteer: Gazetteer | None = None
        self._state: str | None = None
        self._control: ControlView | None = None
        self._lock = Lock()

    def of(self, snapshot: Snapshot) -> ControlView:
        """The control of the record in the state of `snapshot`."""
        state = snapshot.events.state
        with self._lock:
            if self._control is None or self._state != state:
                if self._gazetteer is None:
                    self._gazetteer = Gazetteer.open(self._path)
                self._control, self._state = open_control(self._view, self._gazetteer), state
            return self._control


class Answers:
    """Answers questions on the record's control, on threads of their own and in bounds."""

    def __init__(self, kept: KeptControl) -> None:
        self._kept, self._work = kept, Work()

    def __call__(self, now: Asking, make: Callable[[ControlView], dict[str, Any]]) -> Response:
        """What `make` says of the control of the record as `now` asks it, as JSON."""

        def made() -> Response:
            try:
                control = self._kept.of(now.snapshot)
            except ReferenceDataError as error:
                raise HTTPException(503, str(error)) from error
            return json_response(make(control))

        return self._work.answer(now.key, made)


def control_router(view: RecordView, gazetteer: str | None = None) -> APIRouter:
    """The routes over `view`. `gazetteer` is its index file, the default one if null."""
    api = APIRouter(prefix="/api/v1/control", tags=["control"])
    answer = Answers(KeptControl(view, gazetteer))
    for add in (_add_map, _add_place, _add_area, _add_lists):
        add(api, answer)
    return api


def _add_map(api: APIRouter, answer: Answers) -> None:
    @api.get(
        "", response_model=models.ControlOverview, responses=responses(503), summary="What is said at all"
    )
    def get_overview(now: Asked) -> Response:
        """The days, parties and countries that the record's statements on control speak of."""
        return answer(now, overview)

    @api.get(
        "/map", response_model=models.ControlMap, responses=responses(400, 503), summary="The map of a day"
    )
    def get_map(
        now: Asked,
        on: Day = "",
        as_known_on: Known = "",
        area: Area = "",
        bbox: Bbox = "",
        cells: Annotated[
            bool, Query(description="The land nearest to each settlement: an interpolation.")
        ] = False,
    ) -> Response:
        """GeoJSON of settlements, and nothing finer: how likely each state is, how firm, on whose word."""
        known = _end(as_known_on, "as_known_on")

        def make(control: ControlView) -> dict[str, Any]:
            return map_answer(
                control,
                _end(on, "on") or _default(control, known),
                known_on=known,
                area=find_area(control, area) if area else None,
                box=read_bbox(bbox) if bbox else None,
                as_cells=cells,
            )

        return answer(now, make)


def _add_place(api: APIRouter, answer: Answers) -> None:
    @api.get(
        "/places/{id:path}",
        response_model=models.ControlHistory,
        responses=responses(400, 404, 503),
        summary="A place over time",
    )
    def get_place(
        now: Asked,
        id: Id,  # noqa: A002 - the path's own word
        on: Day = "",
        start: From = "",
        to: To = "",
        as_known_on: Known = "",
    ) -> Response:
        """Who held it, by all that is known and as known on each day, with spells, denials and every statement."""

        def make(control: ControlView) -> dict[str, Any]:
            site = find_place(control, id)
            if site is None:
                raise HTTPException(404, f"no place of the id {id[:100]!r} is known here or in the gazetteer")
            return history(
                control,
                site,
                on=_end(on, "on"),
                start=_begin(start, "from"),
                end=_end(to, "to"),
                known_on=_end(as_known_on, "as_known_on"),
            )

        return answer(now, make)


def _add_lists(api: APIRouter, answer: Answers) -> None:
    @api.get(
        "/changes",
        response_model=models.ControlChanges,
        responses=responses(400, 503),
        summary="Changes of hands",
    )
    def get_changes(
        now: Asked, start: From = "", to: To = "", as_known_on: Known = "", limit: Limit = 100
    ) -> Response:
        """Who is said to have taken which place from whom, and who denies it; the last 30 days if not asked."""
        known = _end(as_known_on, "as_known_on")

        def make(control: ControlView) -> dict[str, Any]:
            end = _end(to, "to") or _default(control, known)
            begin = _begin(start, "from") or end - LATELY
            found = change_rows(control, begin, end, known_on=known)[::-1]
            known_on = known or control.last_known
            return {
                "from": begin,
                "to": end,
                "known_on": known_on,
                "total": len(found),
                "changes": found[:limit],
            }

        return answer(now, make)

    @api.get(
        "/disagreements",
        response_model=models.ControlDisagreements,
        responses=responses(400, 503),
        summary="Where sources disagree",
    )
    def get_disagreements(
        now: Asked,
        on: Day = "",
        as_known_on: Known = "",
        within: Annotated[
            int, Query(ge=0, le=3650, description="Days that two words may lie apart.")
        ] = WITHIN,
        limit: Limit = 100,
    ) -> Response:
        """Places on which the newest words of sources contradict each other."""
        known = _end(as_known_on, "as_known_on")

        def make(control: ControlView) -> dict[str, Any]:
            day = _end(on, "on") or _default(control, known)
            found = disagreement_rows(control, day, within=within, known_on=known)
            known_on = known or control.last_known
            return {
                "on": day,
                "known_on": known_on,
                "within": within,
                "total": len(found),
                "disagreements": found[:limit],
            }

        return answer(now, make)


def _add_area(api: APIRouter, answer: Answers) -> None:
    @api.get(
        "/areas/{id:path}",
        response_model=models.ControlAreaAnswer,
        responses=responses(400, 503),
        summary="Shares of an area",
    )
    def get_area(
        now: Asked,
        id: AreaId,  # noqa: A002
        by: Annotated[
            str, Query(max_length=LONGEST, description="One party by id or name.", examples=["islamic_state"])
        ] = "",
        on: Day = "",
        start: From = "",
        to: To = "",
        each: Literal["day", "week", "month", "year"] = "month",
        as_known_on: Known = "",
    ) -> Response:
        """Of the places of which something is said, and of the people in them: who holds what share, with intervals."""
        known = _end(as_known_on, "as_known_on")

        def make(control: ControlView) -> dict[str, Any]:
            area = find_area(control, id)
            last = _end(to, "to") or _end(on, "on") or _default(control, known)
            days = days_between(_begin(start, "from") or last, last, each)
            if len(days) * max(1, len(control.sites_in(area))) > MOST_SHARES:
                raise UsageError(
                    "that is too many days for so many places; ask for fewer, or by month or year"
                )
            party = control.party(by, last) if by else None
            return area_answer(control, area, days, by=party, known_on=known)

        return answer(now, make)


def _begin(text: str, name: str) -> date | None:
    return _checked(first_day(text), name)


def _end(text: str, name: str) -> date | None:
    return _checked(last_day(text), name)


def _checked(day: date | None, name: str) -> date | None:
    if day is not None and not _FIRST <= day <= _LAST:
        raise UsageError(f"{name} is a day from {_FIRST} to {_LAST}, not {day}")
    return day


def _default(control: ControlView, known: date | None) -> date:
    """The day that is asked about where none is named: the last one that something is known of."""
    found = [one for one in (known, control.last_known) if one is not None]
    return min(found) if found else date.today()
