"""OGC API - Features, part 1: the landing page, what it conforms to, and the collections with their items."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any
from urllib.parse import urlencode

import numpy as np
from fastapi import APIRouter, Depends, HTTPException, Query, Request
from starlette.responses import Response, StreamingResponse

from counterclaim.ask.index.columns import NO_DAY, Events
from counterclaim.ask.index.features import day
from counterclaim.web import media
from counterclaim.web.answers import json_response
from counterclaim.web.csv_lines import csv_lines
from counterclaim.web.models import Collection, CollectionList, Conformance, Landing
from counterclaim.web.problems import responses
from counterclaim.web.query import MOST_ROWS, Now

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
CONFORMS = [
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
]
OFFERED = (media.GEOJSON, media.JSON, media.CSV)
OPENAPI = "application/vnd.oai.openapi+json;version=3.1"

TITLES = {
    "events": ("Events", "What is said to have happened, with the figures of whose word counts."),
    "claims": ("Claims", "Single statements: who says what happened, with the sentence."),
    "places": ("Places", "Places of the gazetteer with the number of their events."),
}

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A page of features; `matched` is null where nobody counted, `following` the cursor of the next page."""

    features: list[Json]
    matched: int | None
    following: str | None


def base(request: Request) -> str:
    """The address of the API as the client sees it."""
    return f"{str(request.base_url).rstrip('/')}/api/v1"


def landing_router() -> APIRouter:
    """The landing page and the lists of collections."""
    api = APIRouter(tags=["collections"])

    @api.get("/", response_model=Landing, responses=responses(400, 503), summary="Where the API begins")
    def landing(request: Request) -> Response:
        at = base(request)
        return json_response(
            {
                "title": "Counterclaim",
                "description": "Who says what happened: events, claims and places of a record, for reading.",
                "links": [
                    link(f"{at}/", "self", media.JSON, "This document"),
                    link(f"{at}/openapi.json", "service-desc", OPENAPI, "The definition of the API"),
                    link(f"{at}/conformance", "conformance", media.JSON, "What the API conforms to"),
                    link(f"{at}/collections", "data", media.JSON, "The collections"),
                ],
            }
        )

    @api.get(
        "/conformance",
        response_model=Conformance,
        responses=responses(400, 503),
        summary="Conformance classes",
    )
    def conformance() -> Response:
        return json_response({"conformsTo": CONFORMS})

    @api.get(
        "/collections",
        response_model=CollectionList,
        responses=responses(400, 503),
        summary="The collections",
    )
    def listed(request: Request, now: Now) -> Response:
        at = base(request)
        return json_response(
            {
                "links": [link(f"{at}/collections", "self", media.JSON, "This document")],
                "collections": [described(at, name, now.events) for name in TITLES],
            }
        )

    for each in TITLES:
        _add_description(api, each)
    return api


def _add_description(api: APIRouter, name: str) -> None:
    @api.get(
        f"/collections/{name}",
        response_model=Collection,
        responses=responses(400, 503),
        summary=f"The collection of {name}",
        operation_id=f"describe_{name}",
    )
    def one(request: Request, now: Now) -> Response:
        return json_response(described(base(request), name, now.events))


def described(at: str, name: str, events: Events) -> Json:
    """A collection as OGC API Features describes it."""
    title, description = TITLES[name]
    own = f"{at}/collections/{name}"
    return {
        "id": name,
        "title": title,
        "description": description,
        "itemType": "feature",
        "crs": [CRS84],
        "extent": _extent(events),
        "links": [
            link(own, "self", media.JSON, "This document"),
            link(f"{own}/items", "items", media.GEOJSON, f"{title} as GeoJSON"),
            link(f"{own}/items.csv", "items", media.CSV, f"{title} as CSV"),
        ],
    }


def _extent(events: Events) -> Json:
    found: Json = {}
    if events.located.any():
        ends = [float(of(column)) for of, column in (
            (np.nanmin, events.lon), (np.nanmin, events.lat), (np.nanmax, events.lon), (np.nanmax, events.lat)
        )]  # fmt: skip
        found["spatial"] = {"bbox": [ends], "crs": CRS84}
    days = np.concatenate([one[one != NO_DAY] for one in (events.from_day, events.to_day)])
    if len(days):
        found["temporal"] = {"interval": [[day(int(days.min())), day(int(days.max()))]], "trs": GREGORIAN}
    return found


def link(href: str, rel: str, type_: str, title: str) -> Json:
    """A link of an answer."""
    return {"href": href, "rel": rel, "type": type_, "title": title}


def items_answer(
    request: Request, form: str, name: str, page: Callable[[], Page], every: Callable[[], Iterator[Json]],
    columns: tuple[str, ...],
) -> Response:  # fmt: skip
    """A page of items in the form asked for; in CSV all of them, as they come."""
    if form == media.CSV:
        return StreamingResponse(
            csv_lines(_published(request, every()), columns),
            media_type="text/csv; charset=utf-8; header=present",
            headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
        )
    found = page()
    own = f"{base(request)}/collections/{name}"
    asked = [(key, value) for key, value in request.query_params.multi_items() if key != "cursor"]
    links = [
        link(str(request.url), "self", form, "This page"),
        link(f"{own}/items.csv{_query(asked)}", "alternate", media.CSV, "All of it as CSV"),
        link(own, "collection", media.JSON, TITLES[name][0]),
    ]
    if found.following:
        path = str(request.url).partition("?")[0]
        links.append(
            link(f"{path}{_query([*asked, ('cursor', found.following)])}", "next", form, "The next page")
        )
    answer: Json = {
        "type": "FeatureCollection",
        "numberReturned": len(found.features),
        "timeStamp": datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "links": links,
        "features": found.features,
    }
    if found.matched is not None:
        answer["numberMatched"] = found.matched
    return json_response(answer, form)


def item_answer(request: Request, form: str, name: str, feature: Json, columns: tuple[str, ...]) -> Response:
    """One item in the form asked for."""
    if form == media.CSV:
        return Response(
            b"".join(csv_lines(_published(request, [feature]), columns)),
            media_type="text/csv; charset=utf-8; header=present",
        )
    own = f"{base(request)}/collections/{name}"
    links = [
        link(str(request.url), "self", form, "This item"),
        link(own, "collection", media.JSON, TITLES[name][0]),
    ]
    return json_response({**feature, "links": links}, form)


def _published(request: Request, features: Iterable[Json]) -> Iterator[Json]:
    """Features as they may be published; JSON is masked as a whole by `Published`."""
    masker = request.scope.get("masker")
    return iter(features) if masker is None else masker.rows(features)


async def form_of(request: Request) -> str:
    """The form that an address or the header Accept asks for.

    Raises:
        HTTPException: it is none that there is.
    """
    for suffix, form in media.SUFFIXES.items():
        if form is not None and request.url.path.endswith(suffix):
            return form
    found = media.chosen(request.headers.get("accept", ""), OFFERED)
    if found is None:
        raise HTTPException(406, "there is GeoJSON, JSON and CSV")
    return found


def without_suffix(id_: str) -> str:
    """The id at the end of a path, less what says the form."""
    for suffix, form in media.SUFFIXES.items():
        if form is not None and id_.endswith(suffix):
            return id_.removesuffix(suffix)
    return id_


def page_size(limit: int) -> int:
    """The items of a page."""
    return min(limit, MOST_ROWS)


def documented(model: str, description: str) -> dict[int | str, Json]:
    """What OpenAPI says of an answer that comes as GeoJSON, JSON or CSV."""
    schema = {"schema": {"$ref": f"#/components/schemas/{model}"}}
    return {
        200: {
            "description": description,
            "content": {media.GEOJSON: schema, media.JSON: schema, media.CSV: {"schema": {"type": "string"}}},
        },
        **responses(400, 404, 406, 503),
    }


def _query(pairs: list[tuple[str, str]]) -> str:
    return f"?{urlencode(pairs)}" if pairs else ""


Form = Annotated[str, Depends(form_of)]
Sort = Annotated[
    str,
    Query(
        max_length=20,
        description="date, claims, documents, origins, killed or id; with - in front the other way round.",
        examples=["-killed"],
    ),
]
