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
