"""The areas of countries and divisions: which one a point lies in, and how large each is.

The packaged table is made by scripts/build_polygons.py. Codes are GeoNames': "SY" of a country, "SY.07" of a
first-level division, "FR.84.01" of a second-level one, where its area is known. Points on the coast or off a
simplified border count to the nearest area within `REACH_KM`.
"""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import NamedTuple

from counterclaim.reference.tables import Row, packaged, read_table

REACH_KM = 10.0
TABLE = "polygons.tsv.gz"

_COLUMNS = ("code", "admin1_id", "admin2_id", "made", "area_km2", "box", "rings")
_STEPS = 1000.0  # of the encoded rings, a degree
_CELL = 2.0  # degrees
_KM_PER_DEGREE = 111.2
_Cell = tuple[int, int]


class Division(NamedTuple):
    """Where a point lies. `country` is ISO 3166-1 alpha-2; the divisions are GeoNames' codes, null when no
    area of one is known there. An `approximate` border was drawn half-way between towns.
    """

    country: str
    admin1: str | None = None
    admin2: str | None = None
    approximate: bool = False


class Box(NamedTuple):
    """Bounds in degrees. Across the 180th meridian `west` is greater than `east`."""

    south: float
    west: float
    north: float
    east: float


@dataclass(frozen=True)
class Part:
    """One connected piece of an area. `area_km2` leaves the holes out."""

    code: str
    approximate: bool
    area_km2: float
    box: Box
    encoded: str

    @cached_property
    def rings(self) -> tuple[tuple[array[float], array[float]], ...]:
        """Latitudes and longitudes of the outline and of each hole, the first corner repeated at the end."""
        return tuple(_decode(ring) for ring in self.encoded.split(" "))

    def near(self, lat: float, lon: float, km: float) -> bool:
        """Whether the point is inside the box or within `km` of it."""
        up = km / _KM_PER_DEGREE
        across = up / max(0.02, math.cos(math.radians(min(89.0, abs(lat)))))
        box = self.box
        return box.south - up <= lat <= box.north + up and box.west - across <= lon <= box.east + across

    def contains(self, lat: float, lon: float) -> bool:
        """Whether the point is inside, by the even-odd rule over all rings."""
        box = self.box
        if not (box.south <= lat <= box.north and box.west <= lon <= box.east):
            return False
        return sum(_crossings(lats, lons, lat, lon) for lats, lons in self.rings) % 2 == 1

    def distance_km(self, lat: float, lon: float) -> float:
        """Distance to the nearest border, on a plane through the point: for a few tens of km."""
        return min(_distance_km(lats, lons, lat, lon) for lats, lons in self.rings)


class Polygons:
    """The areas of the world's countries and divisions. Use `polygons()`."""

    def __init__(self, parts: tuple[Part, ...], codes: dict[str, str]) -> None:
        self._codes = codes
        self._by_code: dict[str, list[Part]] = defaultdict(list)
        self._grid: dict[_Cell, list[Part]] = defaultdict(list)
        for part in parts:
            levels = part.code.split(".")
            for level in range(1, len(levels) + 1):
                self._by_code[".".join(levels[:level])].append(part)
            for cell in _cells(part.box):
                self._grid[cell].append(part)

    def division_at(self, lat: float, lon: float) -> Division | None:
        """The country and division of a point in degrees; null at sea, farther than `REACH_KM` from land."""
        parts = self._grid.get(_cell(lat, lon), ())
        found = next((part for part in parts if part.contains(lat, lon)), None)
        if found is None:
            near = [
                (part.distance_km(lat, lon), part.code, part)
                for part in parts
                if part.near(lat, lon, REACH_KM)
            ]
            if not near:
                return None
            distance, _, found = min(near, key=lambda item: item[:2])
            if distance > REACH_KM:
                return None
        country, *rest = found.code.split(".")
        admin1 = f"{country}.{rest[0]}" if rest else None
        return Division(country, admin1, found.code if len(rest) == 2 else None, found.approximate)

    def contains(self, place: str, lat: float, lon: float, *, within_km: float = 0.0) -> bool | None:
        """Whether the area of a place holds a point in degrees, or comes within `within_km` of it.

        `place` is a code or a place's id: "SY", "SY.07", "iso:SY", "gn:170792". Null when its area is not
        known.
        """
        parts = self.parts(place)
        if not parts:
            return None
        if any(part.contains(lat, lon) for part in parts):
            return True
        return within_km > 0.0 and any(
            part.near(lat, lon, within_km) and part.distance_km(lat, lon) <= within_km for part in parts
        )

    def area_km2(self, place: str) -> float | None:
        """The area of a place, by code or id as in `contains`; null when it is not known."""
        return sum(part.area_km2 for part in self.parts(place)) or None

    def box(self, place: str) -> Box | None:
        """The bounds of a place, by code or id as in `contains`: the narrower way round the globe."""
        boxes = [part.box for part in self.parts(place)]
        if not boxes:
            return None
        south, north = min(box.south for box in boxes), max(box.north for box in boxes)
        west, east = _span([(box.west, box.east) for box in boxes])
        return Box(south, west, north, east)

    def parts(self, place: str) -> list[Part]:
        """The pieces of a place's area, by code or id as in `contains`; none when it is not known."""
        code = self._codes.get(place) or place.removeprefix("iso:")
        return self._by_code.get(code, [])


@cache
def polygons() -> Polygons:
    """The packaged areas. Raises `ReferenceDataError` on a malformed table."""
    return read_polygons(packaged(TABLE))


def read_polygons(source: Traversable | Path) -> Polygons:
    """The areas of a table in the packaged format. Raises `ReferenceDataError` when it is malformed."""
    parts = []
    codes = {}
    for row in read_table(source, _COLUMNS):
        code = row["code"]
        if row["admin1_id"]:
            codes[f"gn:{row['admin1_id']}"] = ".".join(code.split(".")[:2])
        if row["admin2_id"]:
            codes[f"gn:{row['admin2_id']}"] = code
        parts.append(Part(code, row["made"] == "towns", row.number("area_km2"), _box(row), row["rings"]))
    return Polygons(tuple(parts), codes)


def _box(row: Row) -> Box:
    try:
        south, west, north, east = map(float, row["box"].split(" "))
    except ValueError:
        raise row.error(f"box must be four numbers, not {row['box']!r}") from None
    return Box(south, west, north, east)


def _decode(text: str) -> tuple[array[float], array[float]]:
    """A ring in the Encoded Polyline Algorithm Format: five bits a letter, low ones first, signs lowest."""
    axes = (array("d"), array("d"))
    at = [0, 0]
    value = shift = axis = 0
    for letter in text.encode():
        bits = letter - 63
        value |= (bits & 0x1F) << shift
        if bits & 0x20:
            shift += 5
            continue
        at[axis] += ~(value >> 1) if value & 1 else value >> 1
        axes[axis].append(at[axis] / _STEPS)
        value = shift = 0
        axis ^= 1
    for values in axes:
        values.append(values[0])
    return axes


def _crossings(lats: array[float], lons: array[float], lat: float, lon: float) -> int:
    """How many sides of a ring lie east of a point, on its parallel."""
    count = 0
    from_lat, from_lon = lats[0], lons[0]
    for to_lat, to_lon in zip(lats, lons, strict=True):
        if (from_lat > lat) != (to_lat > lat) and lon < from_lon + (lat - from_lat) * (to_lon - from_lon) / (
            to_lat - from_lat
        ):
            count += 1
        from_lat, from_lon = to_lat, to_lon
    return count


def _distance_km(lats: array[float], lons: array[float], lat: float, lon: float) -> float:
    """Distance from a point to a ring, in the equirectangular projection about the point."""
    squeeze = math.cos(math.radians(lat))
    least = math.inf
    from_x, from_y = (lons[0] - lon) * squeeze, lats[0] - lat
    for to_lat, to_lon in zip(lats, lons, strict=True):
        to_x, to_y = (to_lon - lon) * squeeze, to_lat - lat
        along_x, along_y = to_x - from_x, to_y - from_y
        length = along_x * along_x + along_y * along_y
        share = -(from_x * along_x + from_y * along_y) / length if length else 0.0
        share = min(1.0, max(0.0, share))
        x, y = from_x + share * along_x, from_y + share * along_y
        least = min(least, x * x + y * y)
        from_x, from_y = to_x, to_y
    return math.sqrt(least) * _KM_PER_DEGREE


def _cell(lat: float, lon: float) -> _Cell:
    return math.floor(lat / _CELL), math.floor(((lon + 180.0) % 360.0) / _CELL)


def _cells(box: Box) -> Iterator[_Cell]:
    """The cells that a box comes within `REACH_KM` of."""
    up = REACH_KM / _KM_PER_DEGREE
    south, north = max(-90.0, box.south - up), min(90.0, box.north + up)
    across = min(180.0, up / max(0.02, math.cos(math.radians(min(89.0, max(-south, north))))))
    columns = round(360.0 / _CELL)
    first = math.floor((box.west - across + 180.0) / _CELL)
    last = min(math.floor((box.east + across + 180.0) / _CELL), first + columns - 1)
    for row in range(math.floor(south / _CELL), math.floor(north / _CELL) + 1):
        for column in range(first, last + 1):
            yield row, column % columns


def _span(ranges: list[tuple[float, float]]) -> tuple[float, float]:
    """West and east of all ranges of longitude: everything but the widest gap between them."""
    ranges = sorted(ranges)
    first_west, east = ranges[0]
    gap, west_of_gap, east_of_gap = -1.0, 0.0, 0.0
    for west, other_east in ranges[1:]:
        if west - east > gap:
            gap, west_of_gap, east_of_gap = west - east, east, west
        east = max(east, other_east)
    if first_west + 360.0 - east >= gap:
        return first_west, east
    return east_of_gap, west_of_gap
