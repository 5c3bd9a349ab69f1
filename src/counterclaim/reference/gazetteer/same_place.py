"""Whether places of two layers are one, and what becomes of them: one entry with the names of both."""

from __future__ import annotations

import math
import sqlite3
from dataclasses import replace
from functools import cache

from counterclaim.model import GazetteerEntry
from counterclaim.reference.gazetteer.keys import asked_keys
from counterclaim.reference.gazetteer.kinds import SETTLEMENTS, kinds, settlement_kind, settlement_radius_km
from counterclaim.reference.gazetteer.layers import DIVISIONS, Record, division_names
from counterclaim.reference.geodesy import rough_km
from counterclaim.reference.tables import packaged, read_table

_KM_PER_DEGREE = 111.0
_MOST_NAMES = 40
_CANDIDATES = """
SELECT p.number, p.id, p.kind, p.lat, p.lon FROM form f JOIN place p ON p.number = f.place
WHERE f.fold = ? AND p.lat BETWEEN ? AND ? AND (p.country IN (?, '') OR ? = '')
"""
_OTHER_IDS = "SELECT id FROM other_id WHERE place = ?"


@cache
def limits() -> dict[str, tuple[str, float]]:
    """Group and limit in km of each kind. Raises `ReferenceDataError` on a malformed table."""
    table = {}
    for row in read_table(packaged("same_place.tsv"), ("kind", "group", "within_km")):
        if row["kind"] not in kinds():
            raise row.error(f"unknown kind {row['kind']!r}")
        table[row["kind"]] = row["group"], row.number("within_km")
    return table


def within_km(kind: str, other: str) -> float | None:
    """How far apart places of these kinds may lie and be one; null when they never are."""
    first, second = limits().get(kind), limits().get(other)
    if first is None or second is None or first[0] != second[0]:
        return None
    return min(first[1], second[1])


def find_same(connection: sqlite3.Connection, record: Record) -> int | None:
    """The number of the nearest place of the index that `record`, whose ids the index lacks, is.

    It has one of the record's names in any romanisation, a kind that goes with the record's, and lies near
    enough. A place that has an id of the same authority already is another one.
    """
    if record.kind not in limits() or record.point is None:
        return None
    lat, lon = record.point
    span = limits()[record.kind][1] / _KM_PER_DEGREE
    best: tuple[float, int] | None = None
    names = (record.name, *record.names)[:_MOST_NAMES]
    for key in sorted({key for name in names for key in asked_keys(name, record.country)}):
        values = (key, lat - span, lat + span, record.country, record.country)
        for number, place_id, kind, place_lat, place_lon in connection.execute(_CANDIDATES, values):
            limit, apart = within_km(record.kind, kind), rough_km(lat, lon, place_lat, place_lon)
            if limit is None or apart > limit or (best is not None and (apart, number) >= best):
                continue
            if not _authorities(connection, number, place_id) & {_authority(i) for i in ids(record)}:
                best = apart, number
    return best[1] if best else None


def ids(record: Record) -> tuple[str, ...]:
    """All ids of a record."""
    return (record.id, *record.other_ids)


def _authority(place_id: str) -> str:
    return place_id.partition(":")[0]


def _authorities(connection: sqlite3.Connection, number: int, place_id: str) -> set[str]:
    return {_authority(place_id), *(_authority(row[0]) for row in connection.execute(_OTHER_IDS, (number,)))}


def new_entry(record: Record) -> GazetteerEntry:
    """The entry of a record with a point and a kind, that no layer before it has."""
    if record.point is None:
        raise ValueError(f"{record.id} has no point")
    lat, lon = record.point
    return GazetteerEntry(
        record.id, record.name, record.kind, record.country, _admin1(record), lat, lon,
        _radius(record.radius_km or kinds()[record.kind].radius_km), record.population, record.source,
    )  # fmt: skip


def completed(entry: GazetteerEntry, record: Record) -> GazetteerEntry:
    """`entry` as `record` completes it: the larger population, name, point, kind and radius where it knows
    better, and its source.
    """
    population = max(entry.population, record.population)
    grown = population > entry.population and entry.kind in SETTLEMENTS - {"neighbourhood"}
    point, kind, name, radius = (entry.lat, entry.lon), entry.kind, entry.name, record.radius_km
    if record.overrides:
        name, kind = record.name or name, record.kind or kind
    elif grown:
        kind, radius = settlement_kind(population), settlement_radius_km(population)
    if record.point and (record.overrides or (kind in DIVISIONS and record.source == "whosonfirst")):
        point = record.point
    sources = entry.source.split("+")
    return replace(
        entry,
        name=name,
        kind=kind,
        country=entry.country or record.country,
        admin1=(record.overrides and record.admin1) or entry.admin1 or _admin1(record),
        lat=point[0],
        lon=point[1],
        radius_km=_radius(radius) if radius else entry.radius_km,
        population=record.population if record.overrides and record.population else population,
        source=entry.source if record.source in sources else f"{entry.source}+{record.source}",
    )


def _admin1(record: Record) -> str | None:
    return record.admin1 or division_names().get(record.division)


def _radius(km: float) -> float:
    return max(0.1, math.floor(km * 10.0 + 0.5) / 10.0)
