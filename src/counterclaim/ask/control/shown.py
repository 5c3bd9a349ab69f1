"""Control as the explorer and the API show it: what there is, a map of a day, a place over time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from counterclaim.ask.control.answers import place_answer, statement_row
from counterclaim.ask.control.asking import ControlView
from counterclaim.ask.control.exports import control_map, shown_sites
from counterclaim.ask.control.places import entry_site
from counterclaim.control.export import INTERPOLATION
from counterclaim.control.firmness import firmnesses
from counterclaim.control.sites import AREAS, Site
from counterclaim.control.states import ANOTHER, CONTESTED, UNKNOWN
from counterclaim.control.strip import FIRM, back, days_of
from counterclaim.errors import UsageError
from counterclaim.reference.countries import countries

Row = dict[str, Any]
Box = tuple[float, float, float, float]

SCHEMA = "counterclaim.control-record/1"
MOST_PLACES = 2000
MOST_DAYS = 800
"""Days of a series; a longer time has days evenly apart, and those of which something is said."""
MOST_STATEMENTS = 1000
CELL_KM = 50.0
"""Cells end so far from their settlement: land that is farther away is nobody's word."""
_BINS = 240
_BEFORE = 60
_ROUND = 4
_LAST = (ANOTHER, CONTESTED, UNKNOWN)


def overview(view: ControlView) -> Row:
    """What a record says of control at all: its days, parties, areas, and how much is said when."""
    told = view.found.statements
    sites = shown_sites(view)
    days = Counter(one.last for one in told)
    first_said = min((one.said for one in told), default=None)
    return {
        "schema": SCHEMA,
        "statements": len(told),
        "places": len(sites),
        "first": min(days, default=None),
        "last": max(days, default=None),
        "first_known": first_said,
        "last_known": view.last_known,
        "begins": max(min(days), back(first_said, _BEFORE)) if first_said is not None else None,
        "firm": FIRM,
        "parties": parties(view),
        "areas": _areas(sites),
        "days": _bins(days),
        "notes": [*view.found.notes] if told else [_nothing(view)],
    }


def parties(view: ControlView) -> list[Row]:
    """The parties that are spoken of, those most spoken of first: their order is that of colours and shapes."""
    count = Counter(party for one in view.found.statements for party in (one.party, one.former) if party)
    ordered = sorted(count.items(), key=lambda item: (-item[1], item[0]))
    return [{"state": key, "name": view.name(key), "statements": many} for key, many in ordered]


def map_answer(
    view: ControlView,
    on: date,
    *,
    known_on: date | None = None,
    area: Site | None = None,
    box: Box | None = None,
    as_cells: bool = False,
) -> Row:
    """A GeoJSON FeatureCollection of the settlements on a day, with firmness and newest word; see `control_map`.

    With `as_cells` the land nearest to each, country by country, up to `CELL_KM` away.
    """
    found = [one for one in shown_sites(view, area) if box is None or _inside(one, box)]
    sites = sorted(found, key=lambda one: (-len(view.told(one.id)), one.id))[:MOST_PLACES]
    sites.sort(key=lambda one: one.id)
    if as_cells:
        answer = _cells(view, on, known_on, area, sites)
    else:
        answer = control_map(view, on, area=area, known_on=known_on, sites=sites)
        _add_firmness(view, answer, on, known_on)
    return {
        **answer,
        "places": len(found),
        "left_out": len(found) - len(sites),
        "notes": _map_notes(view, known_on, len(found) - len(sites)),
    }


def history(
    view: ControlView,
    site: Site,
    *,
    on: date | None = None,
    start: date | None = None,
    end: date | None = None,
    known_on: date | None = None,
) -> Row:
    """`place_answer` with the probabilities of every day, looked back at (`now`) and as known on each (`then`)."""
    told = view.told(site.id, known_on)
    last = max((one.said for one in told), default=known_on or view.last_known or date.today())
    end = end or (max(on, last) if on else last)
    start = start or min(_begins(view, site, known_on, end), end)
    if start > end:
        raise UsageError(f"the dates are the wrong way round: {start} is after {end}")
    on = on or end
    answer = place_answer(view, site, on, known_on=known_on, start=start, end=end)
    del answer["strip"]
    newest = sorted(told, key=lambda one: (one.said, one.last, one.id))[-MOST_STATEMENTS:]
    return {
        **answer,
        "statements": [statement_row(one, view) for one in newest],
        "statements_total": len(told),
        "series": _series(view, site, start, end, known_on),
    }


def known_then(
    view: ControlView, site: Site, days: Sequence[date], known_on: date | None = None
) -> list[Row]:
    """Probabilities of each day as known on it.

    The model has the parties that are named by the day that it is asked as of. So the time is cut where a new one is
    named for the place, and each part is answered by the model as of its end.
    """
    named: dict[str, date] = {}
    for one in view.weighed(site.id):
        for party in (one.party, one.former):
            if party is not None:
                named[party] = min(named.get(party, date.max), one.said)
    cuts = sorted({day for day in named.values() if known_on is None or day <= known_on})
    first = min((one.said for one in view.weighed(site.id)), default=date.max)
    found: list[Row] = []
    for begin, stop in zip([date.min, first, *cuts], [first, *cuts, date.max], strict=True):
        part = [day for day in days if begin <= day < stop]
        if not part:
            continue
        if begin < first:
            found += [{UNKNOWN: 1.0} for _ in part]
            continue
        ends = None if stop == date.max else stop - timedelta(1)
        known = min((one for one in (ends, known_on) if one is not None), default=None)
        found += view.probabilities(site, part, known, then=True)
    return found


def find_place(view: ControlView, asked: str) -> Site | None:
    """The place of that id that something is said of, or that the gazetteer has; null where there is none."""
    if asked in view.found.sites:
        return view.found.sites[asked]
    entry = view.gazetteer.get(asked) if view.gazetteer is not None else None
    return entry_site(entry, view.gazetteer) if entry is not None and view.gazetteer is not None else None


def find_area(view: ControlView, asked: str) -> Site:
    """The area of an id, a country's code or a name.

    Raises:
        UsageError: there is none, or it is a settlement.
    """
    state = countries().get(asked.upper()) if len(asked) == 2 else None
    site = find_place(view, f"iso:{state.code}" if state is not None else asked)
    site = site or view.site(asked, area=True)
    if site.level not in AREAS:
        raise UsageError(f"{site.name} is no area; ask for a district, province or country")
    return site


def _add_firmness(view: ControlView, answer: Row, on: date, known_on: date | None) -> None:
    """Firmness of each feature as `place_answer` has it, and its newest statement by that day."""
    model = view.model(on if known_on is None else min(on, known_on))
    weighed = {
        feature["id"]: [
            one for one in view.weighed(feature["id"]) if known_on is None or one.said <= known_on
        ]
        for feature in answer["features"]
        if feature["id"] in model.where
    }
    firm = firmnesses(model, weighed, on)
    for feature in answer["features"]:
        site, own = feature["id"], feature["properties"]
        found = asdict(firm[site]) if site in firm else None
        if found is not None:
            found["holder"] = view.name(found["holder"], on) if found["holder"] else None
        until = [one for one in view.told(site, known_on) if one.last <= on]
        newest = max(until, key=lambda one: (one.last, one.said, one.id), default=None)
        own["firmness"] = found
        own["latest"] = statement_row(newest, view) if newest is not None else None


def _cells(
    view: ControlView, on: date, known_on: date | None, area: Site | None, sites: Sequence[Site]
) -> Row:
    """Cells of one area, or of each country that has two places or more."""
    merged: Row = {"type": "FeatureCollection", "interpolated": True, "note": INTERPOLATION, "features": []}
    by_country: dict[str, list[Site]] = {}
    for one in sites:
        by_country.setdefault(one.country or "" if area is None else area.id, []).append(one)
    for code, some in sorted(by_country.items()):
        positions = {(one.lat, one.lon) for one in some}
        if code and len(positions) > 1:
            drawn = control_map(
                view, on, area=area, known_on=known_on, as_cells=True, reach_km=CELL_KM, sites=some
            )
            merged = {**drawn, "features": [*merged["features"], *drawn["features"]]}
    return {
        "schema": "counterclaim.control-map/1",
        "on": on,
        "known_on": known_on or view.last_known,
        **merged,
        "reach_km": CELL_KM,
    }


def _series(view: ControlView, site: Site, start: date, end: date, known_on: date | None) -> Row:
    days = days_of(start, end, MOST_DAYS)
    if (end - start).days >= MOST_DAYS:
        said = {day for one in view.told(site.id, known_on) for day in (one.last, one.said)}
        days = sorted({*days, *sorted(day for day in said if start <= day <= end)[-MOST_DAYS:]})
    now = view.probabilities(site, days, known_on, then=False)
    then = known_then(view, site, days, known_on)
    order = {one["state"]: number for number, one in enumerate(parties(view))}
    named = {state for row in (*now, *then) for state in row} - {*_LAST}
    states = sorted(named, key=lambda state: (order.get(state, len(order)), state))
    states += [state for state in _LAST if any(state in row for row in (*now, *then))]
    return {
        "from": start,
        "to": end,
        "daily": (end - start).days < MOST_DAYS,
        "states": [
            {"state": state, "name": view.name(state, end), "order": order.get(state)} for state in states
        ],
        "days": days,
        "now": _table(now, states),
        "then": _table(then, states),
    }


def _table(rows: Sequence[Mapping[str, float]], states: Sequence[str]) -> list[list[float]]:
    return [[round(row.get(state, 0.0), _ROUND) for state in states] for row in rows]


def _begins(view: ControlView, site: Site, known_on: date | None, end: date) -> date:
    """Where a place's series begins unless asked: a week before the first word of it, or before what older words tell."""
    told = view.told(site.id, known_on)
    if not told:
        return back(end, 30)
    first_said = min(one.said for one in told)
    first = max(min(one.first for one in told), back(first_said, _BEFORE))
    return back(first, 7)


def _areas(sites: Sequence[Site]) -> list[Row]:
    """The countries that hold places of the map, those with most first: what it can be narrowed to."""
    by_country = Counter(one.country for one in sites if one.country)
    found: list[Row] = []
    for code, many in sorted(by_country.items(), key=lambda item: (-item[1], item[0])):
        state = countries().get(code)
        found.append({"id": code, "name": state.name if state else code, "level": "country", "places": many})
    return found


def _bins(days: Mapping[date, int]) -> list[Row]:
    """How many statements speak of which days, in at most `_BINS` equal parts from the first to the last day."""
    if not days:
        return []
    first, last = min(days), max(days)
    width = -(-((last - first).days + 1) // _BINS)
    count: Counter[int] = Counter()
    for day, many in days.items():
        count[(day - first).days // width] += many
    return [
        {
            "from": first + timedelta(number * width),
            "to": min(last, first + timedelta((number + 1) * width - 1)),
            "statements": many,
        }
        for number, many in sorted(count.items())
    ]


def _map_notes(view: ControlView, known_on: date | None, left_out: int) -> list[str]:
    notes = []
    first = min((one.said for one in view.found.statements), default=None)
    if first is None:
        notes.append(_nothing(view))
    elif known_on is not None and known_on < first:
        notes.append(f"nothing was known of any place by {known_on}: the first statement is of {first}")
    if left_out:
        notes.append(f"{left_out:,} places less spoken of are left out: ask for an area or a box")
    return notes


def _nothing(view: ControlView) -> str:
    why = f" ({'; '.join(view.found.notes)})" if view.found.notes else ""
    return (
        f"no statement in this record says who holds a place{why}: everything is unknown, which is not calm"
    )


def _inside(site: Site, box: Box) -> bool:
    west, south, east, north = box
    if site.lat is None or site.lon is None or not south <= site.lat <= north:
        return False
    return west <= site.lon <= east if west <= east else site.lon >= west or site.lon <= east
