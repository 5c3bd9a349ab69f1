"""The project's event types and their places in the ACLED, PLOVER and UCDP codebooks."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from counterclaim.errors import ReferenceDataError


@dataclass(frozen=True, slots=True)
class EventType:
    """One type. `rank` is its place in the hierarchy, 0 highest; `acled` is event and sub-event type."""

    id: str
    label: str
    family: str
    acled: tuple[str, str]
    plover: str
    ucdp: int | Literal["by_actors"]
    rank: int


@cache
def event_types() -> dict[str, EventType]:
    """All event types by id, highest in the hierarchy first."""
    text = files("counterclaim.reference").joinpath("data/event_types.toml").read_text("utf-8")
    types = {}
    for rank, (name, row) in enumerate(tomllib.loads(text).items()):
        try:
            event, sub_event = row["acled"]
            types[name] = EventType(
                name, row["label"], row["family"], (event, sub_event), row["plover"], row["ucdp"], rank
            )
        except (KeyError, ValueError, TypeError) as error:
            raise ReferenceDataError(f"event_types.toml: [{name}] is not complete: {error}") from error
    return types


def family(event_type: str) -> str:
    """Family of a type; a type's own name where it is not in the table."""
    known = event_types().get(event_type)
    return known.family if known else event_type
