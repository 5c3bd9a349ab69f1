"""Check the coordinates of src/counterclaim/reference/data/supplement/ against what can be computed.

    python scripts/check_supplement.py [--natural-earth DIR] [--airports FILE ...] [--power-plants DIR]

Prints what fails, and the counts; exits with 1 when something failed. What needs no outside data is checked
always: each row has a kind, a radius and a source that can be checked; its distances to other places of the
gazetteer are as the source says and as its kind allows; it has neighbours in its country and division. DIR of
Natural Earth holds the 10m layers as GeoJSON (``ne_10m_lakes.json`` and so on); FILE is a list of airports as
OurAirports or the package airportsdata publish it; DIR of power plants holds tables of the Global Power Plant
Database. Sources are written, parted by "; ", as

    within 6 km of gn:170063 Aleppo            the point is at most so far from that place
    holds gn:1 Name, gn:2 Name                 those places lie within the radius
    between gn:1 Name and gn:2 Name            a road: both ends lie within the radius
    Natural Earth lakes NAME | airportsdata CODE | OurAirports CODE | Global Power Plant Database NAME
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from counterclaim.model import GazetteerEntry
from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer import Gazetteer, layers
from counterclaim.reference.gazetteer.kinds import SETTLEMENTS, kinds
from counterclaim.reference.geodesy import rough_km
from counterclaim.reference.tables import Row, packaged, read_table

Point = tuple[float, float]
Known = dict[str, list[Point]]

AROUND_KM = 60.0
"""How near settlements speak for a row's country and division."""
FARTHEST_KM = {
    "neighbourhood": 20, "prison": 20, "port": 25, "bridge": 40, "power_plant": 20, "industrial": 60,
    "camp": 50, "crossing": 50, "airport": 65, "base": 50, "dam": 45, "oil_field": 60, "island": 60,
}  # fmt: skip
"""How far the place that a source names may be, by kind; `WIDE_KM` for kinds that are themselves wide."""
WIDE_KM = 90.0
REMOTE_KM = 190.0
"""How far in thinly settled country: where fewer than `FEW` settlements lie within `NEAR_KM`."""
NEAR_KM, FEW = 30.0, 5
HALF_ROUND_KM = 20_040.0
_SLACK_KM = 5.0
_ID = r"(?:gn|wof|cc|iso):[\w-]+"
_WITHIN = re.compile(rf"within (\d+) km of ({_ID}) \S.*")
_HOLDS = re.compile(rf"holds (?=({_ID}) )")
_BETWEEN = re.compile(rf"between ({_ID}) \S.* and ({_ID}) \S.*")
_OUTSIDE = re.compile(
    r"(Natural Earth (?:rivers|lakes|regions)|airportsdata|OurAirports|Global Power Plant Database) (\S.*)"
)
_NATURAL_EARTH = {
    "rivers": "rivers_lake_centerlines",
    "lakes": "lakes",
    "regions": "geography_regions_polys",
}
_OUTSIDE_KM = {"airportsdata": 2.0, "OurAirports": 2.0, "Global Power Plant Database": 5.0}


class Settlements:
    """The gazetteer's settlements, read once and kept by cells of a degree: each row asks for those near it."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._cells: dict[tuple[int, int], list[GazetteerEntry]] = defaultdict(list)
        for entry in gazetteer.near(0.0, 0.0, HALF_ROUND_KM, kinds=SETTLEMENTS, limit=10_000_000):
            self._cells[math.floor(entry.lat), math.floor(entry.lon)].append(entry)

    def near(self, row: Row, km: float) -> list[GazetteerEntry]:
        """The settlements within `km` of the row's point, up to 60 km, nearest first."""
        lat, lon = row.number("lat"), row.number("lon")
        across = math.ceil(1.0 / math.cos(math.radians(lat)))
        found = [
            (away, entry.id, entry)
            for south in range(math.floor(lat) - 1, math.floor(lat) + 2)
            for west in range(math.floor(lon) - across, math.floor(lon) + across + 1)
            for entry in self._cells.get((south, west), ())
            if (away := rough_km(lat, lon, entry.lat, entry.lon)) <= km
        ]
        return [entry for _, _, entry in sorted(found)]


def rows() -> Iterator[Row]:
    """All rows of the supplement, file by file."""
    for table in layers.SUPPLEMENT:
        yield from read_table(packaged(table), layers.OWN_COLUMNS)


def faults(row: Row, gazetteer: Gazetteer, settlements: Settlements) -> Iterator[str]:
    """What is wrong with a row, as far as the project's own data tells."""
    if not row["source"]:
        yield "it has no source"
    if not row["lat"]:
        if row["id"].startswith("cc:"):
            yield "it has no point"
        elif gazetteer.get(row["id"]) is None:
            yield "no layer has a place of this id"
        return
    lat, lon = row.number("lat"), row.number("lon")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        yield "the point is none on Earth"
    elif not row["id"].startswith("cc:"):
        return
    if row["kind"] not in kinds() or not row["radius_km"] or row.number("radius_km") <= 0:
        yield "it needs a known kind and a radius"
        return
    yield from _whereabouts(row, settlements)
    clauses = [clause for clause in row["source"].split("; ") if clause != "general maps"]
    if not clauses:
        yield "its source names nothing that the point can be held against"
    for clause in clauses:
        yield from _clause_faults(row, clause, gazetteer, settlements)


def _whereabouts(row: Row, settlements: Settlements) -> Iterator[str]:
    """A row's country and division are those of settlements around it."""
    country, division = row["country"], row["admin1"]
    if country and country not in {known.code for known in countries()}:
        yield f"unknown country {country!r}"
    if not country:
        return
    around = settlements.near(row, AROUND_KM)[:25]
    if len(around) >= FEW and all(entry.country != country for entry in around):
        yield f"none of the {len(around)} nearest settlements is in {country}"
    if not division:
        return
    name = layers.division_names().get(division)
    if name is None or not division.startswith(f"{country}."):
        yield f"{division!r} is no division of {country!r}"
    elif sum(entry.country == country for entry in around) >= FEW and all(
        entry.admin1 != name for entry in around
    ):
        yield f"none of the {len(around)} nearest settlements is in {name}"


def _clause_faults(row: Row, clause: str, gazetteer: Gazetteer, settlements: Settlements) -> Iterator[str]:
    radius = row.number("radius_km")
    if found := _WITHIN.fullmatch(clause):
        allowed = FARTHEST_KM.get(row["kind"], WIDE_KM)
        if len(settlements.near(row, NEAR_KM)) < FEW:
            allowed = REMOTE_KM
        if float(found[1]) > allowed:
            yield f"{clause}: more than the {allowed:.0f} km that its kind allows there"
        yield from _too_far(row, (found[2],), float(found[1]), gazetteer)
    elif _HOLDS.match(clause):
        yield from _too_far(row, re.findall(rf"({_ID}) ", clause), 1.1 * radius + _SLACK_KM, gazetteer)
    elif found := _BETWEEN.fullmatch(clause):
        yield from _too_far(row, found.groups(), 1.1 * radius + _SLACK_KM, gazetteer)
        ends = [gazetteer.get(place_id) for place_id in found.groups()]
        if ends[0] and ends[1] and radius > rough_km(ends[0].lat, ends[0].lon, ends[1].lat, ends[1].lon):
            yield f"{clause}: the radius is longer than the way"
    elif not _OUTSIDE.fullmatch(clause):
        yield f"no source of a known form: {clause!r}"


def _too_far(row: Row, ids: Iterable[str], km: float, gazetteer: Gazetteer) -> Iterator[str]:
    for place_id in ids:
        entry = gazetteer.get(place_id)
        if entry is None:
            yield f"no place has the id {place_id}"
        elif (away := rough_km(row.number("lat"), row.number("lon"), entry.lat, entry.lon)) > km:
            yield f"{place_id} {entry.name} is {away:.1f} km away, not {km:.0f}"


def outside_faults(row: Row, known: dict[str, Known]) -> Iterator[str]:
    """What outside data says against a row. `known` has the points of each name by source, those at hand."""
    for clause in row["source"].split("; "):
        found = _OUTSIDE.fullmatch(clause)
        if found is None or found[1] not in known:
            continue
        points = known[found[1]].get(found[2].lower())
        if points is None:
            yield f"{clause}: not found there"
            continue
        away = min(rough_km(row.number("lat"), row.number("lon"), *point) for point in points)
        # Outlines may be as far from the middle as the radius; a river runs by its middle.
        allowed = _OUTSIDE_KM.get(found[1], row.number("radius_km") * (0.5 if "rivers" in found[1] else 1.0))
        if away > allowed:
            yield f"{clause}: {away:.1f} km away, not {allowed:.0f}"


def natural_earth(folder: Path) -> dict[str, Known]:
    """The points of the lines and outlines of each named feature, by layer."""
    found: dict[str, Known] = {}
    for layer, stem in _NATURAL_EARTH.items():
        features = json.loads((folder / f"ne_10m_{stem}.json").read_text(encoding="utf-8"))["features"]
        named: Known = {}
        for feature in features:
            name, geometry = feature["properties"].get("name"), feature["geometry"]
            if name and geometry:
                named.setdefault(name.lower(), []).extend(_points(geometry["coordinates"]))
        found[f"Natural Earth {layer}"] = named
    return found


def _points(coordinates: Sequence[object]) -> Iterator[Point]:
    if coordinates and isinstance(coordinates[0], (int, float)):
        lon, lat = coordinates[:2]
        yield float(str(lat)), float(str(lon))
        return
    for part in coordinates:
        assert isinstance(part, list)  # noqa: S101 - GeoJSON nests lists down to numbers
        yield from _points(part)


def airports(files: Iterable[Path]) -> dict[str, Known]:
    """The points of airports by code, under both names that the supplement calls such lists by."""
    known = _tabled(files, ("ident", "icao"), ("latitude_deg", "lat"), ("longitude_deg", "lon"))
    return {"airportsdata": known, "OurAirports": known}


def power_plants(folder: Path) -> dict[str, Known]:
    """The points of power plants by name."""
    files = sorted(folder.glob("*.csv"))
    known = _tabled(files, ("name", "Name"), ("latitude", "Latitude"), ("longitude", "Longitude"))
    return {"Global Power Plant Database": known}


def _tabled(files: Iterable[Path], *columns: tuple[str, str]) -> Known:
    known: Known = {}
    for file in files:
        with file.open(encoding="utf-8", newline="") as table:
            for line in csv.DictReader(table):
                name, lat, lon = (line.get(first) or line.get(second) or "" for first, second in columns)
                if name and lat and lon:
                    known.setdefault(name.strip().lower(), []).append((float(lat), float(lon)))
    return known


def main() -> int:
    """Check all rows; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--natural-earth", type=Path, metavar="DIR")
    parser.add_argument("--airports", type=Path, nargs="+", default=[], metavar="FILE")
    parser.add_argument("--power-plants", type=Path, metavar="DIR")
    options = parser.parse_args()
    known: dict[str, Known] = {}
    known |= natural_earth(options.natural_earth) if options.natural_earth else {}
    known |= airports(options.airports) if options.airports else {}
    known |= power_plants(options.power_plants) if options.power_plants else {}
    gazetteer = Gazetteer.open()
    settlements = Settlements(gazetteer)
    failed = 0
    held: Counter[str] = Counter()
    for row in rows():
        for fault in (*faults(row, gazetteer, settlements), *outside_faults(row, known)):
            failed += 1
            print(f"{row.file}, line {row.line}: {row['id']}: {fault}")
        for clause in row["source"].split("; "):
            found = _OUTSIDE.fullmatch(clause)
            held[found[1] if found else clause.split(" ")[0]] += 1
    print(f"{failed} faults;", ", ".join(f"{count} {source}" for source, count in held.most_common()))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
