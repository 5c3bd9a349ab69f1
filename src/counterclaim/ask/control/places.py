"""Places of claims as sites, and what lies in what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from counterclaim.ask.control.settings import settings
from counterclaim.control.sites import AREAS, Level, Site
from counterclaim.model import GazetteerEntry, Place, PlacePrecision
from counterclaim.reference.gazetteer.kinds import kinds
from counterclaim.reference.gazetteer.polygons import polygons
from counterclaim.reference.geodesy import rough_km
from counterclaim.text.names import plain

if TYPE_CHECKING:
    from counterclaim.reference.gazetteer import Gazetteer

WORDS = "words:"
"""What the id of a place that the gazetteer lacks begins with."""
_QUARTERS = frozenset({"neighbourhood"})
_HOLD_QUARTERS = ("city", "town")
_QUARTER_KM = 15.0
_LEVELS = {
    PlacePrecision.ADMIN2: Level.ADMIN2,
    PlacePrecision.ADMIN1: Level.ADMIN1,
    PlacePrecision.REGION: Level.REGION,
    PlacePrecision.COUNTRY: Level.COUNTRY,
}


def site_of(place: Place, gazetteer: Gazetteer | None = None) -> Site:
    """The site that a claim's place is. Without a gazetteer populations are not known, and quarters are settlements.

    A place that is told by its distance from another ("20 km east of X") is not X, and keeps its words.
    """
    beside = [one for one in place.relation or () if not one.endswith(" part of")]
    if place.id is None or beside:
        return words_site(place.name if beside and place.name else place.span.text, place, beside)
    entry = gazetteer.get(place.id) if gazetteer is not None else None
    if entry is not None:
        return entry_site(entry, gazetteer)
    level = _LEVELS.get(place.precision, Level.SETTLEMENT) if place.precision else Level.SETTLEMENT
    name = place.name or place.span.text
    return _divided(
        Site(place.id, name, level, place.country, place.admin1, None, place.lat, place.lon, None, None)
    )


def words_site(words: str, place: Place | None = None, beside: Iterable[str] = ()) -> Site:
    """The site of a place that is known by its words alone."""
    apart = [one for one in beside if not one.startswith("in ")]
    name = " ".join([*apart, " ".join(words.split())])[:200]
    country = place.country if place is not None else None
    level = Level.NEAR if apart else Level.WORDS
    return Site(f"{WORDS}{plain(name)}", name, level, country, place.admin1 if place else None)


def entry_site(entry: GazetteerEntry, gazetteer: Gazetteer | None = None) -> Site:
    """The site of a gazetteer's entry."""
    level = _LEVELS.get(kinds()[entry.kind].precision, Level.SETTLEMENT)
    within = None
    if entry.kind in _QUARTERS:
        within = _city_of(entry, gazetteer)
        level = Level.QUARTER if within else Level.SETTLEMENT
    site = Site(
        entry.id,
        entry.name,
        level,
        entry.country or None,
        entry.admin1,
        None,
        entry.lat,
        entry.lon,
        entry.population or None,
        within,
    )
    return _divided(site)


def lies_in(site: Site, area: Site) -> bool:
    """Whether a place is a part of another one: a quarter of its city, a settlement of its district or province."""
    if site.id == area.id:
        return False
    if area.level not in AREAS:
        return site.within == area.id
    if area.level is Level.COUNTRY:
        return site.country is not None and site.country == area.country
    if site.level in AREAS and site.level is not Level.ADMIN2:
        return False
    if area.level is Level.ADMIN1 and site.admin1 is not None and site.country == area.country:
        return site.admin1 in (area.admin1, area.name)
    if site.lat is None or site.lon is None:
        return False
    inside = polygons().contains(area.id, site.lat, site.lon)
    if inside is None and area.lat is not None and area.lon is not None:
        radius = kinds()[area.level.value].radius_km
        return rough_km(site.lat, site.lon, area.lat, area.lon) <= radius
    return bool(inside)


def parts_of(area: Site, sites: Mapping[str, Site]) -> list[Site]:
    """The known settlements in an area, by id; of a settlement its quarters."""
    wanted = Level.SETTLEMENT if area.level in AREAS else Level.QUARTER
    return [
        site
        for id_, site in sorted(sites.items())
        if (site.level is wanted or (site.level is Level.WORDS and area.level in AREAS))
        and lies_in(site, area)
    ]


def settlements_in(area: Site, gazetteer: Gazetteer) -> list[Site]:
    """All cities, towns and villages of the gazetteer in an area: what its shares are shares of."""
    box = polygons().box(area.id)
    if box is None or area.lat is None or area.lon is None:
        return []
    east = box.east + (360.0 if box.east < box.west else 0.0)
    lat, lon = (box.south + box.north) / 2.0, (box.west + east) / 2.0
    reach = rough_km(lat, lon, box.north, box.west) + 1.0
    reach = max(reach, rough_km(lat, lon, box.south, box.west) + 1.0)
    near = gazetteer.near(
        lat, (lon + 180.0) % 360.0 - 180.0, reach, kinds=("city", "town", "village"), limit=_MOST
    )
    found = (replace(entry_site(one), level=Level.SETTLEMENT) for one in near if one.country == area.country)
    return [site for site in found if lies_in(site, area)]


_MOST = 200_000


def coarse(site: Site) -> bool:
    """Whether a statement on it speaks of many places."""
    return site.level.value in settings().coarse


def _city_of(entry: GazetteerEntry, gazetteer: Gazetteer | None) -> str | None:
    if gazetteer is None:
        return None
    near = gazetteer.near(entry.lat, entry.lon, _QUARTER_KM, kinds=_HOLD_QUARTERS, limit=50)
    holding = [
        one
        for one in near
        if one.population > entry.population
        and rough_km(one.lat, one.lon, entry.lat, entry.lon) <= max(one.radius_km, 3.0)
    ]
    return max(holding, key=lambda one: (one.population, one.id)).id if holding else None


def _divided(site: Site) -> Site:
    """The site with its second-level division, where one is known there."""
    if site.lat is None or site.lon is None or site.level in AREAS:
        return site
    found = polygons().division_at(site.lat, site.lon)
    return replace(site, admin2=found.admin2) if found is not None and found.admin2 else site
