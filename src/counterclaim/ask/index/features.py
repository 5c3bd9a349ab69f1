"""Events, places and claims as GeoJSON features (RFC 7946) and as flat rows."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import numpy as np

from counterclaim.ask.index.columns import NO_DAY, Events, Ints, Pairs, PlaceRow, Word
from counterclaim.ask.index.labels import Labels, cut, type_label
from counterclaim.ask.index.masks import word_of
from counterclaim.events.estimates import COUNTED

Row = dict[str, Any]
_EPOCH = date(1970, 1, 1)


def headline(event_type: str, place: str | None, when: str | None) -> str:
    """Type, place and time of an event in a line; each as it is known."""
    return ", ".join(cut(part) for part in (type_label(event_type), place, when) if part)


def event_feature(events: Events, row: int, word: str, labels: Labels) -> Row:
    """An event as a feature: its geometry is null where it has no point."""
    return event_features(events, np.array([row], dtype=np.int32), word, labels)[0]


def event_features(events: Events, rows: Ints, word: str, labels: Labels) -> list[Row]:
    """Events as features under a word: numbers and figures are of the claims that are heard."""
    heard, ids = word_of(events, word), [events.ids[row] for row in rows.tolist()]
    lon, lat = events.lon[rows].tolist(), events.lat[rows].tolist()
    columns = zip(
        ids,
        [None if y != y else point(x, y) for x, y in zip(lon, lat, strict=True)],
        events.types.of_each(rows),
        events.statuses.of_each(rows),
        [day(number) for number in events.from_day[rows].tolist()],
        [day(number) for number in events.to_day[rows].tolist()],
        [events.when[row] for row in rows.tolist()],
        events.when_precisions.of_each(rows),
        events.place_names.of_each(rows),
        events.places.of_each(rows),
        [events.place_texts[row] for row in rows.tolist()],
        events.admin1.of_each(rows),
        events.countries.of_each(rows),
        events.radius_km[rows].tolist(),
        events.precisions.of_each(rows),
        _parties(events.actors, rows, labels),
        _parties(events.targets, rows, labels),
        heard.methods.of_each(rows),
        _figures(heard, rows),
        *(numbers[rows].tolist() for numbers in (heard.claims, heard.documents, heard.origins)),
        strict=True,
    )
    return [_feature(*values) for values in columns]


def _feature(
    id_: str, geometry: Row | None, event_type: str | None, status: str | None, first: str | None, last: str | None,
    when: str | None, when_precision: str | None, name: str | None, place: str | None, text: str | None,
    division: str | None, country: str | None, radius: float, precision: str | None, actors: list[Row],
    targets: list[Row], methods: list[str], figures: Row, claims: int, documents: int, origins: int,
) -> Row:  # fmt: skip
    return {
        "type": "Feature",
        "id": id_,
        "geometry": geometry,
        "properties": {
            "id": id_,
            "type": event_type or "",
            "type_label": type_label(event_type or ""),
            "status": status,
            "headline": headline(event_type or "", name or text, when),
            "from": first,
            "to": last,
            "when": when,
            "when_precision": when_precision,
            "place": cut(name) if name else None,
            "place_id": place,
            "place_text": cut(text) if text else None,
            "admin1": division.partition("/")[2] if division else None,
            "country": country,
            "radius_km": None if radius != radius else radius,
            "precision": precision,
            "actors": actors,
            "targets": targets,
            "methods": methods,
            "figures": figures,
            "claims": claims,
            "documents": documents,
            "origins": origins,
        },
    }


def _parties(of: Pairs, rows: Ints, labels: Labels) -> list[list[Row]]:
    return [[{"id": id_, "name": labels.actor(id_)} for id_ in each] for each in of.of_each(rows)]


def _figures(heard: Word, rows: Ints) -> list[Row]:
    none: list[Any] = [None] * len(rows)
    columns = [heard.figures[what].of_each(rows) if what in heard.figures else none for what in COUNTED]
    return [dict(zip(COUNTED, each, strict=True)) for each in zip(*columns, strict=True)]


def place_feature(place: PlaceRow, events: int) -> Row:
    """A place with the number of its events."""
    known = place.lat is not None and place.lon is not None and abs(place.lat) <= 90 and abs(place.lon) <= 180
    return {
        "type": "Feature",
        "id": place.id,
        "geometry": point(place.lon or 0.0, place.lat or 0.0) if known else None,
        "properties": {
            "id": place.id,
            "name": cut(place.name) if place.name else None,
            "admin1": place.admin1,
            "country": place.country,
            "radius_km": place.radius_km,
            "precision": place.precision,
            "events": events,
        },
    }


def point(lon: float, lat: float) -> Row:
    """A GeoJSON point, in degrees to the seventh place: a centimetre."""
    return {"type": "Point", "coordinates": [round(lon, 7), round(lat, 7)]}


@lru_cache(32_768)
def day(number: int) -> str | None:
    """A day since 1970-01-01 as ISO 8601; null for one that is not known."""
    return None if number == NO_DAY else (_EPOCH + timedelta(days=number)).isoformat()
