"""``/tiles/events/{z}/{x}/{y}.mvt``: the events of a map tile, alone or as clusters."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path
from starlette.responses import Response

from counterclaim.ask.index import EventIndex
from counterclaim.ask.index.clusters import DEEPEST, Spot, spots
from counterclaim.ask.index.columns import Events
from counterclaim.web.mvt import Value, tile
from counterclaim.web.problems import responses
from counterclaim.web.query import Filters, Now, masked

MEDIA = "application/vnd.mapbox-vector-tile"
Zoom = Annotated[int, Path(ge=0, le=DEEPEST, examples=[6])]
Column = Annotated[int, Path(ge=0, lt=1 << DEEPEST, examples=[38])]
Row = Annotated[int, Path(ge=0, lt=1 << DEEPEST, examples=[25])]


def tiles_router(index: EventIndex) -> APIRouter:
    """The routes over `index`."""
    api = APIRouter(tags=["map"])

    @api.get(
        "/tiles/events/{z}/{x}/{y}.mvt",
        summary="A vector tile of events",
        response_class=Response,
        responses={
            200: {
                "description": "A tile",
                "content": {MEDIA: {"schema": {"type": "string", "format": "binary"}}},
            },
            **responses(400, 404, 503),
        },
    )
    async def get_tile(z: Zoom, x: Column, y: Row, asked: Filters, now: Now) -> Response:
        """Web Mercator tiles of one layer, `events`.

        A point is one event, with `id`, `type`, `status`, `best`, `radius_km`, `lat` and `n` of 1, or a cluster, with
        `n`, `best`, the commonest `type`, and `box`: west, south, east and north of its events.
        `best` is the best estimate of those killed.
        """
        if max(x, y) >> z:
            raise HTTPException(404, f"there is no tile {x}, {y} at zoom {z}")
        mask = (await masked(index, now, asked)).all()
        found = spots(now.events, now.curve, asked.word, mask, z, x, y)
        points = ((spot.x, spot.y, _properties(now.events, spot)) for spot in found)
        return Response(tile("events", points), media_type=MEDIA)

    return api


def _properties(events: Events, spot: Spot) -> dict[str, Value | None]:
    shared: dict[str, Value | None] = {
        "n": spot.many,
        "type": events.types.words.value(spot.type),
        "best": spot.best,
    }
    if spot.many > 1:
        return {**shared, "box": ",".join(f"{end:.3f}" for end in spot.box)}
    radius = float(events.radius_km[spot.row])
    return {
        **shared,
        "id": events.ids[spot.row],
        "status": events.statuses.at(spot.row),
        "lat": round(float(events.lat[spot.row]), 1),
        "radius_km": radius if radius == radius else None,
    }
