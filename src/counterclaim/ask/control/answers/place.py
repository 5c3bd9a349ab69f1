"""Who holds a place on a day, since when, how firmly, according to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta

from counterclaim.ask.control.answers.rows import (
    LEAST_SHOWN,
    ROUND,
    SCHEMA,
    Row,
    held_row,
    place_row,
    statement_row,
)
from counterclaim.ask.control.answers.spells import siege_row, spell_row
from counterclaim.ask.control.answers.strips import COLUMNS, strip_row
from counterclaim.ask.control.asking import ControlView
from counterclaim.control.firmness import firmness
from counterclaim.control.fragility import Past, fragility, surroundings
from counterclaim.control.sites import Level, Site
from counterclaim.control.spells import besieged_on, changes_of_hands, sieges, spells
from counterclaim.control.statements import Statement


def place_answer(
    view: ControlView,
    site: Site,
    on: date,
    *,
    known_on: date | None = None,
    start: date | None = None,
    end: date | None = None,
    columns: int = COLUMNS,
) -> Row:
    """Who holds a place on a day, since when, how firmly, according to whom.

    `now` are the probabilities from all that is known (by `known_on`, if given), `then` those of the day itself: what
    was known on it. For a city with quarters that are spoken of, and an area, see also `area_answer`.
    """
    told = view.told(site.id, known_on)
    parts = view.sites_in(site)
    view.ready([site.id, *(part.id for part in parts)], known_on)
    now = view.probabilities(site, [on], known_on, then=False)[0]
    then = view.probabilities(site, [on], _earlier(on, known_on), then=True)[0]
    states = sorted(now | then, key=lambda state: (-now.get(state, 0.0), -then.get(state, 0.0), state))
    found = spells(told)
    blockades = sieges(told)
    answer: Row = {
        "schema": SCHEMA,
        "place": place_row(site),
        "on": on,
        "known_on": known_on or view.last_known,
        "states": [
            {
                "state": state,
                "name": view.name(state, on),
                "now": round(now.get(state, 0.0), ROUND),
                "then": round(then.get(state, 0.0), ROUND),
            }
            for state in states
            if max(now.get(state, 0.0), then.get(state, 0.0)) >= LEAST_SHOWN
        ],
        "besieged": besieged_on(blockades, on),
        **_firm(view, site, on, known_on),
        "spells": [spell_row(one, view, site, known_on) for one in found],
        "changes_of_hands": changes_of_hands(found),
        "sieges": [siege_row(one) for one in blockades],
        "strip": strip_row(view, site, told, on, known_on, start, end, columns),
        "statements": [statement_row(one, view) for one in told],
        "parts": [held_row(part, view, on, known_on) for part in parts],
        "notes": _notes(view, site, told, on),
    }
    return answer


def _firm(view: ControlView, site: Site, on: date, known_on: date | None) -> Row:
    """Firmness and fragility, null where nothing is known."""
    model = view.model(_earlier(on, known_on))
    if site.id not in model.where:
        return {"firmness": None, "fragility": []}
    by = _earlier(on, known_on)
    firm = asdict(firmness(model, site.id, view.weighed(site.id, known_on), on))
    firm["holder"] = view.name(firm["holder"], on) if firm["holder"] else None
    points = {place: point for place, point in view.points.items() if place in model.where}
    near = surroundings(site.id, points)
    past = Past.of([one for place in near for one in view.weighed(place, by)], points)
    return {
        "firmness": firm,
        "fragility": [asdict(one) for one in fragility(model, past, on, [site.id]).get(site.id, ())],
    }


def _notes(view: ControlView, site: Site, told: Sequence[Statement], on: date) -> list[str]:
    notes = []
    if not told:
        notes.append(
            f"nothing is said of who holds {site.name}: it is unknown, which is not the same as calm"
        )
    if site.level is Level.WORDS:
        notes.append("the gazetteer has no such place: it is kept by its words, and is on no map")
    if told and all(one.interested for one in told):
        notes.append("only parties to the conflict speak of this place")
    late = [one for one in told if view.found.sources[one.id]["published"] and one.last > one.said]
    if late:
        notes.append(f"{len(late)} statements speak of days after their publication")
    unknown = sorted(
        {view.name(one.party) for one in told if one.party and not view.parties.is_known(one.party)}
    )
    if unknown:
        notes.append(f"not in the registry of actors, and kept by their words: {', '.join(unknown)}")
    if told and on > max(one.said for one in told) + timedelta(365):
        notes.append("nobody has spoken of it for more than a year")
    return notes


def _earlier(on: date, known_on: date | None) -> date:
    return on if known_on is None else min(on, known_on)
