"""What all answers on control are made of: places, statements, sources, who holds a place."""

from __future__ import annotations

from datetime import date
from typing import Any

from counterclaim.ask.control.asking import ControlView
from counterclaim.control.sites import AREAS, Site
from counterclaim.control.statements import Statement

Row = dict[str, Any]

SCHEMA = "counterclaim.control/1"
ROUND = 4
"""Decimals of probabilities and shares."""
LEAST_SHOWN = 0.005
"""A state that is less probable is not shown."""
_SOURCE = ("source", "interested", "publisher", "published", "sentence", "claim", "document")


def place_row(site: Site) -> Row:
    """A place in plain values. Coordinates are those of the settlement; a place known by words has none."""
    shown = site.is_shown or site.level in AREAS
    return {
        "id": site.id,
        "name": site.name,
        "level": site.level.value,
        "country": site.country,
        "admin1": site.admin1,
        "lat": site.lat if shown else None,
        "lon": site.lon if shown else None,
        "population": site.population,
    }


def statement_row(one: Statement, view: ControlView) -> Row:
    """A statement in plain values with whose word it is and the sentence that says it."""
    return {
        "first": one.first,
        "last": one.last,
        "said": one.said,
        "says": one.says.value,
        "party": one.party,
        "party_name": view.name(one.party, one.last) if one.party else None,
        "former": view.name(one.former, one.last) if one.former else None,
        "denied": one.denied,
        "strength": round(one.strength, 3),
        "share": one.share,
        **view.found.sources[one.id],
    }


def source_row(id_: str, view: ControlView) -> Row:
    """Whose word a statement is, in which sentence, claim and document."""
    found = view.found.sources[id_]
    return {key: found[key] for key in _SOURCE}


def held_row(site: Site, view: ControlView, on: date, known_on: date | None) -> Row:
    """A place and who most probably holds it."""
    now = view.probabilities(site, [on], known_on, then=False)[0]
    best = max(now, key=lambda state: now[state])
    return {
        **place_row(site),
        "state": best,
        "holder": view.name(best, on),
        "probability": round(now[best], ROUND),
    }
