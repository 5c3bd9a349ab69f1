"""Claims, events and documents as flat rows: plain values under the names of `counterclaim.ask.schema`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

Row = dict[str, Any]
Json = Mapping[str, Any]

TOLLS = ("killed", "injured", "captured")


def claim_row(claim: Json) -> Row:
    """A claim of the contract as one row.

    A sentence can give several figures of one kind, for a whole and its parts: the columns hold the largest,
    `figures` all of them in the words of the text.
    """
    document, control, links = claim["document"], claim["control"], claim["attribution"]
    source = links[-1] if links else None
    row: Row = {
        "id": claim["id"],
        "document_id": document["id"],
        "title": document["title"],
        "publisher": document["publisher"],
        "published": document["published"],
        **{key: claim[key] for key in ("kind", "event_type", "modality", "verification")},
        "source": source["name"] if source else None,
        "source_type": source["type"] if source else None,
        "interested": source["interested"] if source else None,
        "chain": [link["name"] for link in links],
        "actors": _names(claim["actors"]),
        "targets": _names(claim["targets"]),
    }
    for what in TOLLS:
        low, high = _largest(item for item in claim["quantities"] if item["what"] == what)
        row |= {f"{what}_low": low, f"{what}_high": high}
    return row | {
        "figures": [f"{item['what']}: {item['text']}" for item in claim["quantities"]],
        **place_columns(claim["place"]),
        **when_columns(claim["when"]),
        "control": control["change"] if control else None,
        "holder": control["holder"] if control else None,
        "method": claim["method"],
        "confidence": claim["confidence"],
        "sentence": claim["sentence"]["text"],
        "start": claim["sentence"]["start"],
        "end": claim["sentence"]["end"],
    }


def event_row(event: Json, names: Mapping[str, str]) -> Row:
    """An event as one row. `names` gives actors' names by id; an estimate of everyone comes first."""
    row: Row = {
        **{key: event[key] for key in ("id", "event_type", "status")},
        **place_columns(event["place"]),
        **when_columns(event["when"]),
        "actors": [names.get(actor, actor) for actor in event["actors"]],
        "targets": [names.get(actor, actor) for actor in event["targets"]],
    }
    for what in TOLLS:
        estimates = [item for item in event["estimates"] if item["what"] == what]
        chosen = max(estimates, key=_weight, default=None)
        row |= {f"{what}_{bound}": chosen[bound] if chosen else None for bound in ("low", "best", "high")}
    return row | {
        "claims": len(event["claims"]),
        "documents": event["documents"],
        "origins": event["origins"],
    }


def place_columns(place: Json | None) -> Row:
    """The columns that say where."""
    keys = {"place": "name", "place_text": "text", "place_id": "id", "place_precision": "precision"}
    same = ("admin1", "country", "lat", "lon", "radius_km")
    columns = {**keys, **{key: key for key in same}}
    order = ("place", "place_text", "place_id", *same, "place_precision")
    return {key: place[columns[key]] if place else None for key in order}


def when_columns(when: Json | None) -> Row:
    """The columns that say when."""
    return {
        "when": when["edtf"] if when else None,
        "from": day(when["from"]) if when else None,
        "to": day(when["to"]) if when else None,
        "when_precision": when["precision"] if when else None,
        "when_basis": when["basis"] if when else None,
    }


def day(text: str | None) -> date | None:
    """The day of an ISO 8601 date."""
    return date.fromisoformat(text) if text else None


def _names(actors: Iterable[Json]) -> list[str]:
    return list(dict.fromkeys(actor["name"] or actor["text"] for actor in actors))


def _largest(quantities: Iterable[Json]) -> tuple[int | None, int | None]:
    chosen = max(quantities, key=_weight, default=None)
    return (chosen["low"], chosen["high"]) if chosen else (None, None)


def _weight(figure: Json) -> tuple[bool, int]:
    """Figures of everyone before those of a part, then the larger before the smaller."""
    known = [figure[bound] for bound in ("low", "high") if figure[bound] is not None]
    return figure["of"] is None, max(known, default=0)
