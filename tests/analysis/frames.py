"""Frames of events and claims for tallies, from short rows."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from counterclaim.analysis.frames import CLAIMS, EVENTS, Frames, prepare

Row = dict[str, Any]


def event(id_: str, first: str | None, last: str | None = None, **values: Any) -> Row:
    """An event of a day, or of the days from `first` to `last`."""
    begins = date.fromisoformat(first) if first else None
    ends = date.fromisoformat(last) if last else begins
    known = {"id": id_, "from": begins, "to": ends, "event_type": "attack", "status": "single_origin"}
    empty = dict.fromkeys(EVENTS.names())
    return {**empty, "actors": [], "targets": [], **known, **values}


def claim(id_: str, event_id: str | None, **values: Any) -> Row:
    """A report's claim of an event, unless told otherwise."""
    known = {
        "id": id_,
        "event_id": event_id,
        "document_id": f"d-{id_}",
        "origin": f"o-{id_}",
        "source": "Desk",
    }
    empty = dict.fromkeys(CLAIMS.names())
    usual = {"modality": "reported", "interested": False, "actors": [], "targets": []}
    return {**empty, **usual, **known, **values}


def frames(events: list[Row], claims: list[Row]) -> Frames:
    """The frames of these rows."""
    return prepare(pl.DataFrame(events, schema=EVENTS), pl.DataFrame(claims, schema=CLAIMS))
