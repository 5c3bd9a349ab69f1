"""Places: the words of the text beside the gazetteer's entry, with a point, a radius and the runners-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from counterclaim.model.span import Span


class PlacePrecision(StrEnum):
    """How finely a place is known."""

    EXACT = "exact"
    NEAR = "near"
    ADMIN2 = "admin2"
    ADMIN1 = "admin1"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """A place of the gazetteer. `country` is ISO 3166-1 alpha-2; `lat` and `lon` are degrees, WGS 84.

    `kind` is one of ``country admin1 admin2 admin3 city town village airport camp river mountain region``
    and so on, lower case; `population` is 0 when unknown; `source` names the layer ("geonames").
    """

    id: str
    name: str
    kind: str
    country: str
    admin1: str | None
    lat: float
    lon: float
    radius_km: float
    population: int
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim puts its event. An unknown place keeps `span` and has null for the rest.

    `relation` keeps the reading of a relative place: ``{"east of": 20}`` (km).
    `alternatives` are the runners-up, best first.
    """

    span: Span
    id: str | None = None
    name: str | None = None
    admin1: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    precision: PlacePrecision | None = None
    relation: Mapping[str, float | None] | None = None
    score: float | None = None
    alternatives: tuple[GazetteerEntry, ...] = field(default=(), repr=False)


_SMALL_KM = 25.0
"""UCDP's bound between "near a known point" and an area without borders; here also that of ACLED's small area."""
_LONG_LINE_KM = 25.0
_UCDP = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.ADMIN2: 3,
    PlacePrecision.ADMIN1: 4,
    PlacePrecision.REGION: 5,
    PlacePrecision.COUNTRY: 6,
}


def acled_geo_precision(place: Place) -> int | None:
    """ACLED's ``geo_precision`` of a place, from 1 to 3; null for a country, which ACLED does not code.

    After the ACLED codebook: 1 is a named town; 2 a small part of a region, or near a town; 3 a larger region. How
    small is not said there: here up to a radius of 25 km. A place without a point goes by its division or country.
    """
    precision = _known(place)
    if precision is None or (precision is PlacePrecision.COUNTRY and not place.relation):
        return None
    if precision is PlacePrecision.EXACT:
        return 1
    if precision in (PlacePrecision.ADMIN1, PlacePrecision.COUNTRY) or place.radius_km is None:
        return 3
    return 2 if place.radius_km <= _SMALL_KM or _is_beside(place) else 3


def ucdp_where_prec(place: Place, *, at_sea: bool = False) -> int | None:
    """UCDP's ``where_prec`` of a place, from 1 to 7; null when nothing is known of it.

    After the UCDP GED codebook: 1 is the exact place; 2 within some 25 km of a known point; 3 a second-level division;
    4 a first-level division; 5 a line between places farther apart than 25 km, or an area without borders; 6 the
    country; 7 at sea or in the air. A place without a point goes by its division or country.

    Args:
        place: as a claim has it.
        at_sea: whether its point lies in no country.
    """
    precision = _known(place)
    if precision is None:
        return None
    if at_sea and precision in (PlacePrecision.NEAR, PlacePrecision.REGION):
        return 7
    return 5 if _is_vague(place, precision) else _UCDP[precision]


def _known(place: Place) -> PlacePrecision | None:
    """How finely a place is known: one without a point by the smallest area that it keeps."""
    if place.precision is not None:
        return place.precision
    if place.admin1 is not None:
        return PlacePrecision.ADMIN1
    return PlacePrecision.COUNTRY if place.country is not None else None


def _is_vague(place: Place, precision: PlacePrecision) -> bool:
    """Whether a place is a long line, or lies in an unbounded way about another one.

    A part of a division lies in the division; a part of a country has no borders of its own.
    """
    relations = place.relation or {}
    if precision is PlacePrecision.NEAR:
        if _is_beside(place):
            return False
        line = any("between " in one for one in relations)
        return place.radius_km is None or place.radius_km > (_LONG_LINE_KM / 2.0 if line else _SMALL_KM)
    if precision is PlacePrecision.COUNTRY:
        return bool(relations)
    return precision is not PlacePrecision.EXACT and any(not one.endswith(" part of") for one in relations)


def _is_beside(place: Place) -> bool:
    """Whether a place is near another one without a distance: however large a town is, what is near it is near."""
    return (
        place.precision is PlacePrecision.NEAR
        and bool(place.relation)
        and all(km is None and "between " not in one for one, km in (place.relation or {}).items())
    )
