"""Answers on control, JSON-ready: a place with its history, changes, areas, disagreements."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from counterclaim.ask.control.asking import ControlView
from counterclaim.ask.control.places import settlements_in
from counterclaim.control.areas import Estimate, shares
from counterclaim.control.disagreement import Word, agreements, disputes
from counterclaim.control.firmness import firmness
from counterclaim.control.fragility import Past, fragility
from counterclaim.control.sites import AREAS, Level, Site
from counterclaim.control.spells import (
    PRECISE_DAYS,
    Siege,
    Spell,
    besieged_on,
    changes_of_hands,
    sieges,
    spells,
)
from counterclaim.control.statements import Statement
from counterclaim.control.states import UNKNOWN
from counterclaim.control.strip import days_of, letters, strip
from counterclaim.errors import UsageError

Row = dict[str, Any]

SCHEMA = "counterclaim.control/1"
STRIP = 60
"""Columns of a strip."""
WITHIN = 14
"""Days that two newest words may lie apart to disagree, unless asked otherwise."""
_ROUND = 4
_SUNDAY = 7
_LEAST_SHOWN = 0.005


def place_answer(
    view: ControlView,
    site: Site,
    on: date,
    *,
    known_on: date | None = None,
    start: date | None = None,
    end: date | None = None,
    columns: int = STRIP,
) -> Row:
    """Who holds a place on a day, since when, how firmly, according to whom.

    `now` are the probabilities from all that is known (by `known_on`, if given), `then` those of the day itself: what
    was known on it. For a city with quarters that are spoken of, and an area, see also `area_answer`.
    """
    told = view.told(site.id, known_on)
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
                "now": round(now.get(state, 0.0), _ROUND),
                "then": round(then.get(state, 0.0), _ROUND),
            }
            for state in states
            if max(now.get(state, 0.0), then.get(state, 0.0)) >= _LEAST_SHOWN
        ],
        "besieged": besieged_on(blockades, on),
        **_firm(view, site, on, known_on),
        "spells": [_spell(one, view, site, known_on) for one in found],
        "changes_of_hands": changes_of_hands(found),
        "sieges": [_siege(one) for one in blockades],
        "strip": _strip(view, site, told, on, known_on, start, end, columns),
        "statements": [statement_row(one, view) for one in told],
        "parts": [_part(part, view, on, known_on) for part in view.sites_in(site)],
        "notes": _notes(view, site, told, on),
    }
    return answer


def change_rows(view: ControlView, start: date, end: date, *, known_on: date | None = None) -> list[Row]:
    """The changes of hands that are told of between two days, by day: who took what from whom, who denies it."""
    if start > end:
        raise UsageError(f"the dates are the wrong way round: {start} is after {end}")
    rows = []
    for site in view.found.sites.values():
        if site.level in AREAS:
            continue
        found = spells(view.told(site.id, known_on))
        for number, one in enumerate(found):
            if not one.changed or one.since_last < start or one.since_first > end:
                continue
            before = found[number - 1] if number else None
            row = _spell(one, view, site, known_on)
            former = next((told.former for told in one.statements if told.former), None)
            left = before.holder if before is not None else former
            row["from_holder"] = view.name(left, one.since_last) if left else None
            rows.append({"place": site.name, "place_id": site.id, "country": site.country, **row})
    return sorted(rows, key=lambda row: (row["since_last"], row["since_first"], row["place"]))


def area_answer(
    view: ControlView,
    area: Site,
    days: Sequence[date],
    *,
    by: str | None = None,
    known_on: date | None = None,
) -> Row:
    """Shares of an area by who holds its places, by number and by population, for each of `days`.

    Places of which nothing is said are not among them: `covered` says how many there are. `by` is the key of the one
    party that is asked for.
    """
    sites = view.sites_in(area)
    populations = [site.population for site in sites]
    tables = [view.probabilities(site, days, known_on, then=False) for site in sites]
    rows = []
    for number, day in enumerate(days):
        for one in shares([table[number] for table in tables], populations):
            if by is not None and one.state != by:
                continue
            rows.append(
                {
                    "day": day,
                    "state": one.state,
                    "name": view.name(one.state, day),
                    **_estimate("places", one.of_places),
                    **_estimate("people", one.of_people),
                }
            )
    every = settlements_in(area, view.gazetteer) if view.gazetteer is not None and area.level in AREAS else []
    return {
        "schema": SCHEMA,
        "area": place_row(area),
        "by": view.name(by) if by else None,
        "known_on": known_on or view.last_known,
        "places": len(sites),
        "population": sum(one or 0 for one in populations),
        "covered": {
            "places": len(every) or None,
            "population": sum(one.population or 0 for one in every) or None,
            "without_population": sum(not one for one in populations),
        },
        "shares": rows,
        "said_of_it": [statement_row(one, view) for one in view.told(area.id, known_on)],
        "parts": [_part(site, view, days[-1], known_on) for site in sites] if days else [],
    }


def disagreement_rows(
    view: ControlView, on: date, *, within: int = WITHIN, known_on: date | None = None
) -> list[Row]:
    """Places on which the newest words of sources contradict each other on a day, those nearest in time first."""
    told = [one for one in view.found.statements if known_on is None or one.said <= known_on]
    rows = []
    for one in disputes(told, on, within):
        site = view.found.sites[one.place]
        now = view.probabilities(site, [on], known_on, then=False)[0]
        rows.append(
            {
                "place": site.name,
                "place_id": site.id,
                "country": site.country,
                "on": on,
                "days_apart": one.days_apart,
                "words": [_word(word, view) for word in one.words],
                "states": [
                    {"name": view.name(state, on), "now": round(chance, _ROUND)}
                    for state, chance in sorted(now.items(), key=lambda item: -item[1])
                    if chance >= _LEAST_SHOWN
                ],
            }
        )
    return sorted(rows, key=lambda row: (row["days_apart"], row["place"], row["place_id"]))


def agreement_rows(view: ControlView, *, within: int = WITHIN) -> list[Row]:
    """How often each two sources name the same holder of the same place, those most compared first."""
    names = {one.source: view.found.sources[one.id]["source"] for one in view.found.statements}
    rows = [
        {**asdict(one), "a": names.get(one.a, one.a), "b": names.get(one.b, one.b)}
        for one in agreements(view.found.statements, within)
    ]
    return sorted(rows, key=lambda row: (-row["compared"], row["a"], row["b"]))


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


def _firm(view: ControlView, site: Site, on: date, known_on: date | None) -> Row:
    """Firmness and fragility, null where nothing is known."""
    model = view.model(_earlier(on, known_on))
    if site.id not in model.where:
        return {"firmness": None, "fragility": []}
    told = [one for one in view.statements if known_on is None or one.said <= known_on]
    firm = asdict(firmness(model, site.id, told, on))
    firm["holder"] = view.name(firm["holder"], on) if firm["holder"] else None
    past = Past.of([one for one in told if one.said <= on], view.points)
    return {
        "firmness": firm,
        "fragility": [asdict(one) for one in fragility(model, past, on).get(site.id, ())],
    }


def _earlier(on: date, known_on: date | None) -> date:
    return on if known_on is None else min(on, known_on)


def _spell(one: Spell, view: ControlView, site: Site, known_on: date | None) -> Row:
    end = (
        (one.until or one.since_last) if one.until is None else max(one.since_last, one.until - timedelta(1))
    )
    days = days_of(one.since_last, end, PRECISE_DAYS)
    found = view.probabilities(site, days, known_on, then=False)
    chance = sum(row.get(one.holder or UNKNOWN, 0.0) for row in found) / len(found)
    told = {told.id: told for told in view.told(site.id)}
    return {
        "holder": one.holder,
        "name": view.name(one.holder, one.since_last) if one.holder else "not said",
        "since_first": one.since_first,
        "since_last": one.since_last,
        "until": one.until,
        "changed": one.changed,
        "only_interested": one.only_interested,
        "probability": round(chance, _ROUND),
        "sources": [_said(id_, view, told) for id_ in one.sources],
        "denials": [_said(id_, view, told) for id_ in one.denials],
    }


def _said(id_: str, view: ControlView, told: dict[str, Statement]) -> Row:
    found = view.found.sources[id_]
    keys = ("source", "interested", "publisher", "published", "sentence", "claim", "document")
    return {"says": told[id_].says.value, **{key: found[key] for key in keys}}


def _siege(one: Siege) -> Row:
    return {"first": one.first, "last": one.last, "sources": list(one.sources)}


def _strip(
    view: ControlView,
    site: Site,
    told: Sequence[Statement],
    on: date,
    known_on: date | None,
    start: date | None,
    end: date | None,
    columns: int,
) -> Row:
    """The strip of a place: of the days asked for, else from a week before the first statement to the last or `on`."""
    days = [one.first for one in told] or [on]
    start = start or max(min(days) - timedelta(7), on - timedelta(730))
    end = end or max([on, *(one.said for one in told)])
    if start > end:
        raise UsageError(f"the dates are the wrong way round: {start} is after {end}")
    columns_of = days_of(start, end, columns)
    model = view.model(known_on)
    if site.id not in model.where:
        return {
            "from": start,
            "to": end,
            "marks": "." * len(columns_of),
            "legend": {".": UNKNOWN},
            "cells": [],
        }
    states = model.states(site.id)
    marks = letters((state, view.name(state, on)) for state in states[:-2])
    cells = strip(columns_of, states, model.now(site.id, columns_of), marks)
    shown = {cell.mark.upper(): cell.state for cell in cells}
    return {
        "from": start,
        "to": end,
        "marks": "".join(cell.mark for cell in cells),
        "legend": {
            mark.lower() if state in states[-2:] else mark: view.name(state, on)
            for mark, state in sorted(shown.items())
        },
        "cells": [
            {
                "day": cell.day,
                "mark": cell.mark,
                "state": cell.state,
                "probability": round(cell.probability, _ROUND),
            }
            for cell in cells
        ],
    }


def _part(site: Site, view: ControlView, on: date, known_on: date | None) -> Row:
    now = view.probabilities(site, [on], known_on, then=False)[0]
    best = max(now, key=lambda state: now[state])
    return {
        **place_row(site),
        "state": best,
        "holder": view.name(best, on),
        "probability": round(now[best], _ROUND),
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


def _word(word: Word, view: ControlView) -> Row:
    found = view.found.sources[word.id]
    name = view.name(word.party, word.day)
    return {
        "says": f"held by {name}" if word.holds else f"not held by {name}",
        "party": word.party,
        "holds": word.holds,
        "day": word.day,
        **{
            key: found[key]
            for key in ("source", "interested", "publisher", "published", "sentence", "claim", "document")
        },
    }


def _estimate(name: str, one: Estimate | None) -> Row:
    bounds = ("value", "low", "high")
    return {
        f"{name}_{bound}" if bound != "value" else name: None
        if one is None
        else round(getattr(one, bound), _ROUND)
        for bound in bounds
    }


def days_between(start: date, end: date, step: str) -> list[date]:
    """The last day of each week, month or year from `start` to `end`, or each day; `end` is always among them."""
    if start > end:
        raise UsageError(f"the dates are the wrong way round: {start} is after {end}")
    found = [start + timedelta(number) for number in range((end - start).days + 1)]
    turns: dict[str, Callable[[date], bool]] = {
        "day": lambda _: True,
        "week": lambda day: day.isoweekday() == _SUNDAY,
        "month": lambda day: (day + timedelta(1)).day == 1,
        "year": lambda day: (day.month, day.day) == (12, 31),
    }
    kept = [day for day in found if turns[step](day)]
    return kept if kept and kept[-1] == end else [*kept, end]
