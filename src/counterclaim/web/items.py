"""The items of the collections: events and places from the index, claims from the record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated, Any

import numpy as np
from fastapi import APIRouter, HTTPException, Query, Request
from starlette.responses import Response

from counterclaim.ask.index import EventIndex, Snapshot
from counterclaim.ask.index.asked import Asked
from counterclaim.ask.index.columns import Mask
from counterclaim.ask.index.features import event_feature, event_features, place_feature, point
from counterclaim.ask.index.labels import cut, type_label
from counterclaim.ask.index.paging import page
from counterclaim.ask.rows import claim_row
from counterclaim.errors import UsageError
from counterclaim.events.estimates import COUNTED
from counterclaim.events.hearing import EVERYONE, check_word
from counterclaim.record import Record
from counterclaim.record.claim_pages import ClaimFilters, claim_page, count_claims
from counterclaim.web import media
from counterclaim.web.collections_ogc import (
    Form,
    Json,
    Page,
    Sort,
    documented,
    item_answer,
    items_answer,
    page_size,
    without_suffix,
)
from counterclaim.web.models import (
    ClaimCollection,
    ClaimFeature,
    EventCollection,
    EventFeature,
    PlaceCollection,
    PlaceFeature,
)
from counterclaim.web.query import LONGEST, Cursor, Filters, Limit, Now, masked

EVENT_COLUMNS = (
    *(
        "id",
        "type",
        "status",
        "headline",
        "from",
        "to",
        "when",
        "when_precision",
        "place",
        "place_id",
        "place_text",
    ),
    *("admin1", "country", "radius_km", "precision", "actors", "targets", "methods"),
    *(f"figures.{what}.{bound}" for what in COUNTED for bound in ("low", "best", "high")),
    *("claims", "documents", "origins"),
)
CLAIM_COLUMNS = (
    *(
        "id",
        "event",
        "document",
        "title",
        "publisher",
        "published",
        "kind",
        "type",
        "modality",
        "verification",
    ),
    *("source", "source_type", "interested", "chain", "actors", "targets", "figures", "from", "to", "when"),
    *(
        "when_precision",
        "place",
        "place_id",
        "place_text",
        "admin1",
        "country",
        "radius_km",
        "precision",
        "method",
    ),
    *("confidence", "sentence", "start", "end"),
)
PLACE_COLUMNS = ("id", "name", "admin1", "country", "radius_km", "precision", "events")
_BATCH = 1000
_EPOCH = date(1970, 1, 1)


def items_router(index: EventIndex, record: Record) -> APIRouter:
    """The routes of items."""
    api = APIRouter(tags=["collections"])
    for suffix in media.SUFFIXES:
        own: dict[str, Any] = {"include_in_schema": suffix == ""}
        _add_events(api, index, suffix, own)
        _add_claims(api, record, suffix, own)
        _add_places(api, index, suffix, own)
    _add_single(api, record)
    return api


def _add_events(api: APIRouter, index: EventIndex, suffix: str, own: Json) -> None:
    @api.get(
        f"/collections/events/items{suffix}",
        responses=documented("EventCollection", "A page of events; in CSV all of them"),
        summary="Events",
        operation_id=f"events{suffix}",
        response_model=EventCollection if suffix == "" else None,
        **own,
    )
    async def events(
        request: Request, asked: Filters, now: Now, form: Form, sort: Sort = "date", limit: Limit = 50,
        cursor: Cursor = "",
    ) -> Response:  # fmt: skip
        mask = (await masked(index, now, asked)).all()

        def one_page() -> Page:
            rows, following = page(now.events, asked.word, mask, sort, page_size(limit), cursor)
            features = event_features(now.events, rows, asked.word, now.labels)
            return Page(features, int(np.count_nonzero(mask)), following)

        return items_answer(
            request, form, "events", one_page, lambda: _every_event(now, asked, mask, sort), EVENT_COLUMNS
        )


def _every_event(now: Snapshot, asked: Asked, mask: Mask, sort: str) -> Iterator[Json]:
    rows, _ = page(now.events, asked.word, mask, sort, None, None)
    for start in range(0, len(rows), _BATCH):
        yield from event_features(now.events, rows[start : start + _BATCH], asked.word, now.labels)


def _add_claims(api: APIRouter, record: Record, suffix: str, own: Json) -> None:
    @api.get(
        f"/collections/claims/items{suffix}",
        responses=documented("ClaimCollection", "A page of claims by id; in CSV all of them"),
        summary="Claims",
        operation_id=f"claims{suffix}",
        response_model=ClaimCollection if suffix == "" else None,
        **own,
    )
    def claims(
        request: Request, asked: Filters, form: Form, limit: Limit = 50, cursor: Cursor = "",
        event: Annotated[str, Query(max_length=LONGEST)] = "",
        document: Annotated[str, Query(max_length=LONGEST)] = "",
    ) -> Response:  # fmt: skip
        filters = _claim_filters(asked, event, document)
        masker = request.scope.get("masker")
        if asked.bbox is not None and masker is not None and masker.publication.minimum_radius_km:
            raise UsageError("points are coarsened here, and claims are not found by bbox; ask for events")

        def one_page() -> Page:
            size = page_size(limit)
            with record.reading() as connection:
                found = claim_page(connection, filters, cursor or None, size + 1)
                matched = count_claims(connection, filters)
            features = [claim_feature(one) for one in found[:size]]
            return Page(features, matched, found[size - 1]["id"] if len(found) > size else None)

        return items_answer(
            request, form, "claims", one_page, lambda: _every_claim(record, filters), CLAIM_COLUMNS
        )


def _every_claim(record: Record, filters: ClaimFilters) -> Iterator[Json]:
    after: str | None = None
    while True:
        with record.reading() as connection:
            found = claim_page(connection, filters, after, _BATCH)
        yield from map(claim_feature, found)
        if len(found) < _BATCH:
            return
        after = found[-1]["id"]


def _claim_filters(asked: Asked, event: str, document: str) -> ClaimFilters:
    for name in ("admin1", "source", "status"):
        if getattr(asked, name):
            raise UsageError(
                f"claims cannot be filtered by {name}; ask for events, and for the claims of an event"
            )
    if asked.word != EVERYONE:
        raise UsageError("a word is asked of events; each claim names its source")
    return ClaimFilters(
        bbox=asked.bbox,
        first=_date(asked.first),
        last=_date(asked.last),
        q=asked.q,
        located=asked.located,
        event=event or None,
        document=document or None,
        **{name: getattr(asked, name) for name in (
            "type", "kind", "modality", "method", "country", "place", "actor", "target", "side"
        )},
    )  # fmt: skip


def _date(number: int | None) -> date | None:
    return None if number is None else _EPOCH + timedelta(days=number)


def claim_feature(claim: Json) -> Json:
    """A claim of the contract, with its event, as a feature."""
    row = claim_row(claim)
    lat, lon = row["lat"], row["lon"]
    known = lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180
    same = (
        *(
            "title",
            "publisher",
            "published",
            "kind",
            "modality",
            "verification",
            "source",
            "source_type",
            "interested",
        ),
        *("chain", "actors", "targets", "figures", "when", "when_precision", "place_id", "admin1", "country"),
        *("radius_km", "method", "confidence", "sentence", "start", "end"),
    )
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": point(lon, lat) if known else None,
        "properties": {
            "id": row["id"],
            "event": claim["event"],
            "document": row["document_id"],
            "type": row["event_type"],
            "type_label": type_label(row["event_type"]),
            **{name: row[name] for name in same},
            "title": cut(row["title"]) if row["title"] else None,
            "from": row["from"].isoformat() if row["from"] else None,
            "to": row["to"].isoformat() if row["to"] else None,
            "place": row["place"],
            "place_text": row["place_text"],
            "precision": row["place_precision"],
        },
    }


def _add_places(api: APIRouter, index: EventIndex, suffix: str, own: Json) -> None:
    @api.get(
        f"/collections/places/items{suffix}",
        responses=documented("PlaceCollection", "A page of places by id; in CSV all of them"),
        summary="Places of the events that the filters find",
        operation_id=f"places{suffix}",
        response_model=PlaceCollection if suffix == "" else None,
        **own,
    )
    async def places(
        request: Request, asked: Filters, now: Now, form: Form, limit: Limit = 50, cursor: Cursor = ""
    ) -> Response:
        mask = (await masked(index, now, asked)).all()
        counts = _place_counts(now, mask)

        def one_page() -> Page:
            size = page_size(limit)
            some = [id_ for id_ in counts if id_ > cursor][: size + 1]
            features = [place_feature(now.events.gazetteer[id_], counts[id_]) for id_ in some[:size]]
            return Page(features, len(counts), some[size - 1] if len(some) > size else None)

        def every() -> Iterator[Json]:
            return (place_feature(now.events.gazetteer[id_], many) for id_, many in counts.items())

        return items_answer(request, form, "places", one_page, every, PLACE_COLUMNS)


def _place_counts(now: Snapshot, mask: Mask) -> dict[str, int]:
    """Numbers of events by place, in the order of their ids."""
    places = now.events.places
    counts = np.bincount(places.codes[mask] + 1, minlength=len(places.words.values) + 1)[1:]
    return {id_: int(many) for id_, many in sorted(zip(places.words.values, counts, strict=True)) if many}


def _add_single(api: APIRouter, record: Record) -> None:
    @api.get(
        "/collections/events/items/{id:path}",
        responses=documented("EventFeature", "The event"),
        response_model=EventFeature,
        summary="An event",
        operation_id="event_item",
    )
    async def event(
        request: Request,
        id: str,  # noqa: A002
        now: Now,
        form: Form,
        word: Annotated[str, Query(max_length=LONGEST)] = EVERYONE,
    ) -> Response:
        row = now.events.row_of(without_suffix(id))
        heard = check_word(word)
        found = now.events.words.get(heard)
        if row is None or found is None or not found.mask[row]:
            raise HTTPException(404, f"there is no event {id[:100]!r} by this word")
        return item_answer(
            request, form, "events", event_feature(now.events, row, heard, now.labels), EVENT_COLUMNS
        )

    @api.get(
        "/collections/claims/items/{id:path}",
        responses=documented("ClaimFeature", "The claim"),
        response_model=ClaimFeature,
        summary="A claim",
        operation_id="claim_item",
    )
    def claim(request: Request, id: str, form: Form) -> Response:  # noqa: A002
        id_ = without_suffix(id)
        claim = record.claim(id_)
        if claim is None or claim["id"] != id_:
            raise HTTPException(404, f"there is no claim {id[:100]!r}")
        event = record.linking.events_of([id_]).get(id_)
        return item_answer(request, form, "claims", claim_feature({**claim, "event": event}), CLAIM_COLUMNS)

    @api.get(
        "/collections/places/items/{id:path}",
        responses=documented("PlaceFeature", "The place"),
        response_model=PlaceFeature,
        summary="A place",
        operation_id="place_item",
    )
    def place(request: Request, id: str, now: Now, form: Form) -> Response:  # noqa: A002
        id_ = without_suffix(id)
        known = now.events.gazetteer.get(id_)
        if known is None:
            raise HTTPException(404, f"there is no place {id[:100]!r}")
        many = int((now.events.places.codes == now.events.places.words.known([id_])[0]).sum())
        return item_answer(request, form, "places", place_feature(known, many), PLACE_COLUMNS)
