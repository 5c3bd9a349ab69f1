"""Control of all settlements of a record as maps and panels."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from counterclaim.ask.control.asking import ControlView
from counterclaim.ask.control.places import lies_in
from counterclaim.control.export import cells, feature_collection, outline_of, panel_row
from counterclaim.control.sites import AREAS, Site
from counterclaim.control.spells import besieged_on, sieges
from counterclaim.control.states import UNKNOWN
from counterclaim.control.strip import FIRM
from counterclaim.errors import UsageError

Row = dict[str, Any]

SCHEMA = "counterclaim.control-map/1"
MOST_ROWS = 5_000_000


def shown_sites(view: ControlView, area: Site | None = None) -> list[Site]:
    """The settlements that may be shown, of an area or of all, by id. A quarter's statements are in its city's parts
    and on no map.
    """
    if area is not None and area.level not in AREAS:
        raise UsageError(f"{area.name} is no area; --within takes a district, province or country")
    return [
        _published(view, site)
        for _, site in sorted(view.found.sites.items())
        if site.is_shown and (area is None or lies_in(site, area))
    ]


def _published(view: ControlView, site: Site) -> Site:
    """A settlement with its point as coarse as the record may be published."""
    if site.lat is None or site.lon is None:
        return site
    lat, lon = view.publication.point(site.lat, site.lon)
    return replace(site, lat=lat, lon=lon)


def control_map(
    view: ControlView,
    on: date,
    *,
    area: Site | None = None,
    known_on: date | None = None,
    as_cells: bool = False,
    reach_km: float | None = None,
    sites: Sequence[Site] | None = None,
) -> Row:
    """A GeoJSON FeatureCollection of settlements on a day; with `as_cells` of the land nearest to each.

    Cells end `reach_km` from their settlement. `sites` are some of `shown_sites`, all of them if null.

    Raises:
        UsageError: cells are asked for without a country or province, or there are too few places.
    """
    sites = shown_sites(view, area) if sites is None else sites
    model = view.model(known_on)
    everywhere = model.everywhere(on, [site.id for site in sites if site.id in model.where])
    properties = [
        _properties(site, view, on, known_on, everywhere.get(site.id, {UNKNOWN: 1.0})) for site in sites
    ]
    members: Row = {"schema": SCHEMA, "on": on, "known_on": known_on or view.last_known}
    if not as_cells:
        return feature_collection(sites, properties, **members)
    if area is None:
        countries = {site.country for site in sites if site.country}
        if len(countries) != 1:
            raise UsageError("cells are drawn inside one country or province: say which with --within")
        return cells(sites, properties, outline_of(next(iter(countries))), reach_km=reach_km, **members)
    code = area.country if area.level.value == "country" and area.country else area.id
    return cells(sites, properties, outline_of(code), reach_km=reach_km, **members)


def panel(
    view: ControlView,
    days: Sequence[date],
    *,
    area: Site | None = None,
    known_on: date | None = None,
    monthly: bool = False,
) -> Iterator[Row]:
    """Rows of every settlement on every day; `monthly` names the periods by month, each as on its last day.

    Raises:
        UsageError: it would have more than five million rows.
    """
    sites = shown_sites(view, area)
    if len(sites) * len(days) > MOST_ROWS:
        raise UsageError(f"the panel would have more than {MOST_ROWS:,} rows; ask for fewer days or months")
    view.ready([site.id for site in sites], known_on)
    for site in sites:
        for day, states in zip(days, view.probabilities(site, days, known_on, then=False), strict=True):
            names = {state: view.name(state, day) for state in states}
            period = f"{day:%Y-%m}" if monthly else day.isoformat()
            yield panel_row(period, site, states, names, FIRM)


def _properties(
    site: Site, view: ControlView, on: date, known_on: date | None, states: Mapping[str, float]
) -> Row:
    best = max(sorted(states), key=lambda state: states[state])
    told = view.told(site.id, known_on)
    until = [one for one in told if one.said <= on] or told
    newest = max(until, key=lambda one: (one.said, one.id), default=None)
    return {
        "on": on,
        "state": best,
        "name": view.name(best, on),
        "probability": round(states[best], 4),
        "firm": states[best] >= FIRM,
        "besieged": besieged_on(sieges(told), on),
        "states": {view.name(state, on): round(chance, 4) for state, chance in sorted(states.items())},
        "statements": len(told),
        "last_said": newest.said if newest is not None else None,
        "sources": sorted({view.voices[one.id] for one in told}),
    }
