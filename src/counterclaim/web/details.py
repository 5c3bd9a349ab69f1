"""One thing of a record in full, as JSON: events, documents, places, actors, sources, the record itself."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request, Response
from pydantic_core import to_json

from counterclaim.ask import RecordView
from counterclaim.ask.details import Details
from counterclaim.web import details_models as models
from counterclaim.web.turns import in_turn

LONGEST_ID = 300
_JSON = "application/json"

Id = Annotated[
    str, Path(max_length=LONGEST_ID, description="An id, or the beginning of one that no other shares.")
]
Key = Annotated[str, Path(max_length=LONGEST_ID, description="An id in full.")]
Word = Annotated[
    str,
    Query(
        max_length=LONGEST_ID,
        description="Whose word counts: everyone, no_parties, two_origins or side:ACTOR.",
        examples=["everyone", "no_parties", "side:islamic_state"],
    ),
]


def details_router(view: RecordView) -> APIRouter:
    """The routes over `view`. An answer is written as it is: its model is for the description and the tests."""
    api = APIRouter(prefix="/api/v1", tags=["details"])
    details = Details(view)

    @api.get("/events/{id}", response_model=models.EventAnswer, responses=_described("event"))
    async def event(id: Id, word: Word = "everyone") -> Response:  # noqa: A002 - the path's own word
        """An event as the chosen word tells it: figures by source, claims in their sentences, history, citation."""
        found = await in_turn(details.event, id, word)
        return _answer(found, "event", "look for it with /api/v1/collections/events/items")

    @api.get("/events/{id}/origins", response_model=models.OriginsAnswer, responses=_described("origins"))
    def origins(id: Id) -> Response:  # noqa: A002
        """Whose words an event's claims are: origins, reports and who has it from whom, as nodes and edges."""
        return _answer(details.origins(id), "event", "look for it with /api/v1/collections/events/items")

    @api.get("/documents/{id}", response_model=models.DocumentAnswer, responses=_described("document"))
    def document(
        id: Id,  # noqa: A002
        start: Annotated[int, Query(ge=0, le=2**40, description="The first character shown.")] = 0,
        claim: Annotated[str, Query(max_length=60, description="Show the page that has this claim.")] = "",
    ) -> Response:
        """A document as read: blocks with their roles, claims marked in place, copies and reports that cite it."""
        return _answer(details.document(id, start, claim), "document", "take its id from a claim")

    @api.get("/places/{id:path}", response_model=models.PlaceAnswer, responses=_described("place"))
    def place(id: Key) -> Response:  # noqa: A002
        """A place: its events by period, who is said to have held it when, and the names that it goes by."""
        return _answer(details.place(id), "place", "look for it with /api/v1/search")

    @api.get("/actors/{id}", response_model=models.ActorAnswer, responses=_described("actor"))
    def actor(id: Key) -> Response:  # noqa: A002
        """An actor: its line of succession, activity, tactics, claims about it and by it, its figures beside others'."""
        return _answer(details.actor(id), "actor", "look for it with /api/v1/search")

    @api.get("/sources/{key:path}", response_model=models.SourceAnswer, responses=_described("source"))
    def source(request: Request, key: Key) -> Response:
        """A source: what it reports, whom it copies, how independent and how late it is, its bias with an interval."""
        found, masker = details.source(key), request.scope.get("masker")
        if found is not None and masker is not None and masker.is_person(found["name"]):
            found = None
        return _answer(found, "source", "look for it with /api/v1/search")

    @api.get("/about", response_model=models.AboutAnswer, responses=_described("about", may_lack=False))
    def about() -> Response:
        """The record itself: sources, dates, counts, failures, rules, versions, limits, licences."""
        return _answer(details.about(), "record", "")

    return api


def _answer(found: dict[str, Any] | None, what: str, mend: str) -> Response:
    if found is None:
        raise HTTPException(404, f"There is no {what} of that id in this record; {mend}.")
    return Response(to_json(found), media_type=_JSON)


@cache
def examples() -> dict[str, Any]:
    """An answer of each kind, from the example record."""
    text = files("counterclaim").joinpath("web/data/detail_examples.json").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)
    return found


def _described(name: str, *, may_lack: bool = True) -> dict[int | str, dict[str, Any]]:
    found: dict[int | str, dict[str, Any]] = {200: {"content": {_JSON: {"example": examples()[name]}}}}
    if may_lack:
        found[404] = {"description": "The record has none of that id."}
    return found
