"""Claims, events and documents as flat rows: plain values under the names of `counterclaim.ask.schema`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from counterclaim.ask.schema import DOCUMENTS, RUNS
from counterclaim.events.estimates import total
from counterclaim.model.serialize import claim_from_dict

Row = dict[str, Any]
Json = Mapping[str, Any]

TOLLS = ("killed", "injured", "captured")


def claim_row(claim: Json) -> Row:
    """A claim of the contract as one row.

    A sentence can give several figures of one kind: the columns hold their total, by the rule that estimates
    follow too, and `figures` all of them in the words of the text.
    """
    document, control, links = claim["document"], claim["control"], claim["attribution"]
    typed = claim_from_dict(claim)
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
        low, high = total(typed, what) or (None, None)
        row |= {f"{what}_low": low, f"{what}_high": high}
    return row | {
        "figures": [f"{item['what']}: {item['text']}" for item in claim["quantities"]],
        **place_columns(claim["place"]),
        **when_columns(claim["when"]),
        "control": control["change"] if control else None,
        "holder": holder_name(claim),
        "method": claim["method"],
        "confidence": claim["confidence"],
        "sentence": claim["sentence"]["text"],
        "start": claim["sentence"]["start"],
        "end": claim["sentence"]["end"],
    }


def event_row(event: Json, names: Mapping[str, str]) -> Row:
    """An event as one row, with the figures of everyone; `names` gives actors' names by id."""
    row: Row = {
        **{key: event[key] for key in ("id", "event_type", "status")},
        **place_columns(event["place"]),
        **when_columns(event["when"]),
        "actors": [names.get(actor, actor) for actor in event["actors"]],
        "targets": [names.get(actor, actor) for actor in event["targets"]],
    }
    for what in TOLLS:
        estimates = [item for item in event["estimates"] if item["what"] == what]
        chosen = next((item for item in estimates if item["of"] is None), None)
        row |= {f"{what}_{bound}": chosen[bound] if chosen else None for bound in ("low", "best", "high")}
    return row | {
        "claims": len(event["claims"]),
        "documents": event["documents"],
        "origins": event["origins"],
    }


def document_row(document: Json) -> Row:
    """A document's header as one row."""
    return {key: document[key] for key in DOCUMENTS}


def run_row(run: Json) -> Row:
    """A run as one row; a count that was never taken is null."""
    return {key: run[key] if key in run else run["counts"].get(key) for key in RUNS}


def holder_name(claim: Json) -> str | None:
    """Name of whoever a control claim says gained, holds or lost the place."""
    control = claim["control"]
    holder: str | None = control["holder"] if control else None
    for mention in (*claim["actors"], *claim["targets"]):
        if holder is not None and holder in (mention["id"], mention["name"], mention["text"]):
            name: str = mention["name"] or mention["text"]
            return name
    return holder


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
