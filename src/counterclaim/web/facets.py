"""``/facets`` and ``/timeline``: numbers of what the filters find."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from starlette.responses import Response

from counterclaim.ask.index import EventIndex
from counterclaim.ask.index.columns import Events
from counterclaim.ask.index.counting import bounds, facets, span, timeline, totals, words_in
from counterclaim.ask.index.masks import Masks, word_of
from counterclaim.events.hearing import EVERYONE
from counterclaim.web.answers import json_response
from counterclaim.web.models import Facets, Timeline
from counterclaim.web.problems import responses
from counterclaim.web.query import Filters, Now, masked

By = Annotated[
    Literal["auto", "day", "week", "month", "year"],
    Query(description="Length of the bins; `auto` takes one by the span of what is found."),
]


def facets_router(index: EventIndex) -> APIRouter:
    """The routes over `index`."""
    api = APIRouter(tags=["numbers"])

    @api.get("/facets", response_model=Facets, responses=responses(400, 503), summary="Numbers of events")
    async def get_facets(asked: Filters, now: Now) -> Response:
        """Totals under the word, the same by everyone's word, and how many events each further value would leave."""
        found = await masked(index, now, asked)
        mask = found.all()
        own = totals(now.events, asked.word, mask)
        answer: dict[str, Any] = {
            **own,
            "bounds": bounds(now.events, mask),
            "span": span(now.events, mask),
            "everyone": own if asked.word == EVERYONE else _everyone(now.events, found),
            "facets": facets(now.events, asked, found, now.labels),
            "words": words_in(now.events, found, now.labels),
        }
        return json_response(answer)

    @api.get("/timeline", response_model=Timeline, responses=responses(400, 503), summary="Events in time")
    async def get_timeline(asked: Filters, now: Now, by: By = "auto") -> Response:
        """Bins with numbers of events by their first day. Bins without events are left out."""
        found = await masked(index, now, asked)
        return json_response(timeline(now.events, asked, found, by))

    return api


def _everyone(events: Events, found: Masks) -> dict[str, Any]:
    """The same totals by everyone's word."""
    return totals(events, EVERYONE, found.without("word") & word_of(events, EVERYONE).mask)
