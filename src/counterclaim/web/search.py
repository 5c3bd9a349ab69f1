"""``/search``: what has the words asked for, of every sort."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from counterclaim.ask.index.searching import find
from counterclaim.record import Record
from counterclaim.web.answers import json_response
from counterclaim.web.models import Found
from counterclaim.web.problems import responses
from counterclaim.web.query import LONGEST, Now
from counterclaim.web.turns import in_turn

_MOST = 50


def search_router(record: Record) -> APIRouter:
    """The route over `record`."""
    api = APIRouter(tags=["search"])

    @api.get("/search", response_model=Found, responses=responses(400, 503), summary="Search everything")
    async def search(
        now: Now,
        q: Annotated[
            str,
            Query(
                max_length=LONGEST,
                description='Words, "phrases" and beginnings* of sentences and titles; parts of names.',
                examples=["Mayadin"],
            ),
        ],
        limit: Annotated[int, Query(ge=1, description=f"Of each sort; more than {_MOST} is {_MOST}.")] = 8,
    ) -> Response:
        """Events and documents by their sentences, and places, actors and sources by their names."""
        return json_response(await in_turn(find, now, record, q, min(limit, _MOST)))

    return api
