"""What ``counterclaim places`` answers with: the places of a name, the reading of a wording, what lies around a point."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.model import GazetteerEntry, Place, Span, acled_geo_precision, ucdp_where_prec
from counterclaim.reference.gazetteer import Gazetteer, Level, NameMatch
from counterclaim.reference.gazetteer.kinds import kinds
from counterclaim.reference.gazetteer.polygons import polygons
from counterclaim.reference.geodesy import rough_km
from counterclaim.reference.places.descriptions import Where, locate
from counterclaim.reference.places.resolve import ToponymMention, weigh
from counterclaim.reference.places.together import weights

_MOST = 5000
_SUGGESTED = 5
_ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Bounds:
    """What is known of a place besides its name: country (ISO 3166-1 alpha-2), the area that holds it, kind."""

    country: str | None = None
    area: GazetteerEntry | None = None
    kind: str | None = None

    @property
    def home(self) -> str | None:
        """The country, if only by the area."""
        return self.country or (self.area.country or None if self.area else None)

    @property
    def kept(self) -> str:
        """What is kept of a place that is not known: the division and country."""
        division = self.area.admin1 if self.area and self.area.kind == "admin1" else None
        return ", ".join(one for one in (division, self.home) if one)

    def hold(self, entry: GazetteerEntry) -> bool:
        """Whether a place is one of those asked for."""
        return (
            self.country in (None, entry.country)
            and self.kind in (None, entry.kind)
            and (self.area is None or _lies_in(entry, self.area))
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """A place that a name may mean. `share` is its part of the belief in all that the name may mean, or null for one
    of a name that so many bear that it was not weighed.
    """

    match: NameMatch
    share: float | None


def places_named(name: str, bounds: Bounds, gazetteer: Gazetteer) -> list[Answer]:
    """The places that a name may mean, likeliest first: as a text would be read that has this name alone.

    Near spellings count where the country is known and no place there bears the name, as they do in a text.
    """
    one = gazetteer.get(name)
    if one is not None:
        return [Answer(NameMatch(one, Level.SAME, 1.0), 1.0)] if bounds.hold(one) else []
    found = {answer.match.entry.id: answer for answer in _weighed(name, bounds, gazetteer)}
    for match in _matches(name, bounds, gazetteer):
        found.setdefault(match.entry.id, Answer(match, None))
    return [answer for answer in found.values() if bounds.hold(answer.match.entry)]


def suggestions(name: str, gazetteer: Gazetteer) -> list[GazetteerEntry]:
    """The best known places with a name like one that nobody bears."""
    return [match.entry for match in gazetteer.matches(name, near=True, limit=_SUGGESTED)]


def reading(wording: str, bounds: Bounds, gazetteer: Gazetteer) -> Place | None:
    """Where a wording such as "20 km east of Palmyra" points; null where it is a name. See `locate`."""
    if gazetteer.get(wording) or gazetteer.matches(wording, country=bounds.country, limit=1):
        return None
    area = bounds.area
    division = area.name if area is not None and area.kind == "admin1" else None
    found = locate(wording, gazetteer, Where(division, bounds.home))
    return found if found.relation is not None else None


def around(lat: float, lon: float, km: float, bounds: Bounds, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """The places within `km` of a point in degrees, nearest first, each with its distance."""
    wanted: Collection[str] = [bounds.kind] if bounds.kind else ()
    return [
        {**entry_row(entry), "distance_km": round(rough_km(lat, lon, entry.lat, entry.lon), 1)}
        for entry in gazetteer.near(lat, lon, km, kinds=wanted, limit=_ALL)
        if bounds.hold(entry)
    ]


def areas_at(lat: float, lon: float, gazetteer: Gazetteer) -> dict[str, Any]:
    """The country and first-level division that a point in degrees lies in; nulls at sea.

    `approximate` says that the division's border is drawn half-way between towns.
    """
    found = polygons().division_at(lat, lon)
    if found is None:
        return {"country": None, "admin1": None, "approximate": False}
    country = gazetteer.get(f"iso:{found.country}")
    division = _division(found.admin1, gazetteer) if found.admin1 else None
    return {
        "country": _brief(country) if country else None,
        "admin1": _brief(division) if division else None,
        "approximate": found.approximate,
    }


def entry_row(entry: GazetteerEntry) -> dict[str, Any]:
    """What the gazetteer has on a place, in plain values, with its precision in our codebook and two others."""
    precision = kinds()[entry.kind].precision
    place = Place(
        Span(0, 0, ""),
        admin1=entry.admin1,
        country=entry.country or None,
        radius_km=entry.radius_km,
        precision=precision,
    )
    return {
        "id": entry.id,
        "name": entry.name,
        "kind": entry.kind,
        "country": entry.country or None,
        "admin1": entry.admin1,
        "lat": entry.lat,
        "lon": entry.lon,
        "radius_km": entry.radius_km,
        "population": entry.population or None,
        "precision": precision.value,
        "geo_precision": acled_geo_precision(place),
        "where_prec": ucdp_where_prec(place, at_sea=entry.kind == "sea"),
        "sources": entry.source.split("+"),
    }


def answer_row(answer: Answer) -> dict[str, Any]:
    """A place that a name may mean, in plain values."""
    match = answer.match
    return {
        **entry_row(match.entry),
        "agrees": match.level.value,
        "score": match.score,
        "share": None if answer.share is None else round(answer.share, 3),
    }


def reading_row(place: Place) -> dict[str, Any]:
    """How a wording is read, in plain values."""
    at_sea = (
        place.lat is not None and place.lon is not None and not polygons().division_at(place.lat, place.lon)
    )
    return {
        "text": place.span.text,
        "relation": dict(place.relation or {}),
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "precision": place.precision.value if place.precision else None,
        "geo_precision": acled_geo_precision(place),
        "where_prec": ucdp_where_prec(place, at_sea=at_sea),
        "score": place.score,
    }


def _weighed(name: str, bounds: Bounds, gazetteer: Gazetteer) -> list[Answer]:
    """The senses of a name as they are weighed in a text, likeliest first."""
    mentions = [ToponymMention(name, 0, len(name), within=1 if bounds.area else None)]
    if bounds.area:
        mentions.append(
            ToponymMention(bounds.area.name, len(name) + 2, len(name) + 2 + len(bounds.area.name))
        )
    _, together, found = weigh(mentions, gazetteer, [bounds.home] if bounds.home else [], "")
    shares = together.settle(weights())[: len(found[0])].tolist()
    answers = [Answer(sense.match, share) for sense, share in zip(found[0], shares, strict=True)]
    return sorted(answers, key=lambda answer: (-(answer.share or 0.0), answer.match.entry.id))


def _matches(name: str, bounds: Bounds, gazetteer: Gazetteer) -> Sequence[NameMatch]:
    area = bounds.area
    admin1 = area.admin1 if area is not None and area.kind == "admin1" else None
    home = bounds.home
    return gazetteer.matches(name, country=home, admin1=admin1, limit=_MOST, near=home is not None)


def _lies_in(entry: GazetteerEntry, area: GazetteerEntry) -> bool:
    if entry.id == area.id:
        return False
    if area.kind == "country":
        return entry.country == area.country
    if area.kind == "admin1" and (entry.country, entry.admin1) == (area.country, area.admin1):
        return True
    held = polygons().contains(area.id, entry.lat, entry.lon)
    if held is None:
        return rough_km(entry.lat, entry.lon, area.lat, area.lon) <= area.radius_km
    return held


def _division(code: str, gazetteer: Gazetteer) -> GazetteerEntry | None:
    """The division of a code such as "SY.07": the one in its bounds whose area has the same pieces."""
    pieces, box = polygons().parts(code), polygons().box(code)
    if box is None:
        return None
    east = box.east + (360.0 if box.east < box.west else 0.0)
    lat, lon = (box.south + box.north) / 2.0, (box.west + east) / 2.0
    reach = rough_km(lat, lon, box.north, box.west) + rough_km(lat, lon, box.south, box.west)
    near = gazetteer.near(lat, (lon + 180.0) % 360.0 - 180.0, reach, kinds=("admin1",), limit=_ALL)
    return next((entry for entry in near if polygons().parts(entry.id) == pieces), None)


def _brief(entry: GazetteerEntry) -> dict[str, Any]:
    return {"id": entry.id, "name": entry.name}
