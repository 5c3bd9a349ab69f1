"""Places that a text gives by another one: "20 km east of X", "near X", "northern X"."""

from __future__ import annotations

from dataclasses import replace

from counterclaim.model import Place, PlacePrecision
from counterclaim.reference.gazetteer.borders import border
from counterclaim.reference.geodesy import azimuth, middle, move

ON_BORDER = "on the border between"
ON_ROAD = "on the road between"
_WIDEST_NEAR_KM = 50.0
"""Half the way between two places up to which what lies between them is near them, and no region."""


def offset(place: Place, direction: str | None, km: float | None) -> Place:
    """The place moved `km` in a direction ("east", "north-western"), as in "20 km east of X".

    The radius is a quarter of the distance, and at least the place's. Without a distance the point moves to
    the place's edge and the radius doubles; without a direction the point stays and the radius grows by the
    distance.
    """
    angle = azimuth(direction) if direction else None
    relation = {f"{direction} of" if angle is not None else "from": km}
    if place.lat is None or place.lon is None or place.radius_km is None:
        return replace(place, relation=relation)
    if angle is None:
        grown = place.radius_km + (km or place.radius_km)
        return replace(place, relation=relation, radius_km=round(grown, 1), precision=_nearby(place))
    lat, lon = move(place.lat, place.lon, angle, place.radius_km if km is None else km)
    radius = 2.0 * place.radius_km if km is None else max(place.radius_km, km / 4.0)
    return replace(
        place, lat=round(lat, 5), lon=round(lon, 5), radius_km=round(radius, 1), relation=relation,
        precision=_nearby(place) if km is None else PlacePrecision.NEAR,
    )  # fmt: skip


def near(place: Place, word: str) -> Place:
    """The place widened, as in "near X" or "outskirts of X": the radius of a town at least doubles."""
    relation = {word: None}
    if place.radius_km is None:
        return replace(place, relation=relation)
    radius = max(5.0, 2.0 * place.radius_km) if place.precision is PlacePrecision.EXACT else place.radius_km
    return replace(place, relation=relation, radius_km=round(radius, 1), precision=_nearby(place))


def between(one: Place, other: Place, word: str) -> Place:
    """What lies between two places, as in "between X and Y" or "on the X-Y road".

    The point is the middle of the shortest line, the radius half its length; of a border between areas whose outlines
    are known, its middle corner and the distance to its farthest. Where one of the two has no point, it
    is near the other one. The result is neither place: it has no id, and the country and division that they share.

    Args:
        one, other: the two places.
        word: how the text puts it: "between", `ON_ROAD`, `ON_BORDER`.
    """
    relation = f"{word} {one.name or one.span.text} and {other.name or other.span.text}"
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return replace(near(one if one.lat is not None else other, relation), span=one.span)
    lat, lon, km = middle(one.lat, one.lon, other.lat, other.lon)
    radius = km / 2.0
    met = border(one.id, other.id) if word == ON_BORDER and one.id and other.id else None
    if met is not None:
        lat, lon, radius = met
        km = 2.0 * radius
    return Place(
        span=one.span,
        admin1=one.admin1 if one.admin1 == other.admin1 else None,
        country=one.country if one.country == other.country else None,
        lat=round(lat, 5),
        lon=round(lon, 5),
        radius_km=round(radius, 1),
        precision=PlacePrecision.NEAR if radius <= _WIDEST_NEAR_KM else PlacePrecision.REGION,
        relation={relation: round(km, 1)},
        score=min(one.score or 0.0, other.score or 0.0),
    )


def on_side(place: Place, side: str | None) -> Place:
    """The part of a place: "northern Syria" is half a radius north of the middle, and half as wide."""
    angle = azimuth(side) if side else None
    if angle is None or place.lat is None or place.lon is None or place.radius_km is None:
        return place
    half = place.radius_km / 2.0
    lat, lon = move(place.lat, place.lon, angle, half)
    return replace(
        place,
        lat=round(lat, 5),
        lon=round(lon, 5),
        radius_km=round(half, 1),
        relation={f"{side} part of": None},
    )


def _nearby(place: Place) -> PlacePrecision | None:
    return PlacePrecision.NEAR if place.precision is PlacePrecision.EXACT else place.precision
