"""Events, places and claims as GeoJSON features (RFC 7946) and as flat rows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

from counterclaim.ask.index.columns import NO_DAY, Events, PlaceRow, Word
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
    lon, lat = float(events.lon[row]), float(events.lat[row])
    return {
        "type": "Feature",
        "id": events.ids[row],
        "geometry": None if np.isnan(lat) else point(lon, lat),
        "properties": event_properties(events, row, word_of(events, word), labels),
    }


def event_properties(events: Events, row: int, word: Word, labels: Labels) -> Row:
    """The properties of an event under a word: numbers and figures are of the claims that are heard."""
    event_type = events.types.at(row) or ""
    name, text = events.place_names.at(row), events.place_texts[row]
    division = events.admin1.at(row)
    radius = float(events.radius_km[row])
    return {
        "id": events.ids[row],
        "type": event_type,
        "type_label": type_label(event_type),
        "status": events.statuses.at(row),
        "headline": headline(event_type, name or text, events.when[row]),
        "from": day(int(events.from_day[row])),
        "to": day(int(events.to_day[row])),
        "when": events.when[row],
        "when_precision": events.when_precisions.at(row),
        "place": cut(name) if name else None,
        "place_id": events.places.at(row),
        "place_text": cut(text) if text else None,
        "admin1": division.partition("/")[2] if division else None,
        "country": events.countries.at(row),
        "radius_km": None if np.isnan(radius) else radius,
        "precision": events.precisions.at(row),
        "actors": [{"id": one, "name": labels.actor(one)} for one in events.actors.at(row)],
        "targets": [{"id": one, "name": labels.actor(one)} for one in events.targets.at(row)],
        "methods": word.methods.at(row),
        "figures": {what: figure.at(row) if (figure := word.figures.get(what)) else None for what in COUNTED},
        "claims": int(word.claims[row]),
        "documents": int(word.documents[row]),
        "origins": int(word.origins[row]),
    }


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


def day(number: int) -> str | None:
    """A day since 1970-01-01 as ISO 8601; null for one that is not known."""
    return None if number == NO_DAY else (_EPOCH + timedelta(days=number)).isoformat()
