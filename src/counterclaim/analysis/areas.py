"""Areas that a tally can be asked for beside named places: a circle round a point, and drawn polygons."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from counterclaim.errors import UsageError

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
_EARTH_KM = 6371.0088
MOST_BYTES = 20 * 1024**2
MOST_POINTS = 200_000
_DEPTH = 8


@dataclass(frozen=True, slots=True)
class Circle:
    """All within `km` of a point, in degrees (WGS 84).

    Raises:
        UsageError: that is no point on Earth, or no radius.
    """

    lat: float
    lon: float
    km: float

    def __post_init__(self) -> None:
        if not (-90 <= self.lat <= 90 and -180 <= self.lon <= 180 and 0 < self.km <= 20_000):
            raise UsageError(
                "a circle is LAT,LON,KM: degrees from -90 to 90 and -180 to 180, km from 0 to 20,000"
            )

    def __str__(self) -> str:
        return f"{self.km:g} km around {self.lat:g},{self.lon:g}"

    @property
    def widest_km(self) -> float:
        """How uncertain a place inside may be."""
        return self.km

    def holds(self, lat: Floats, lon: Floats) -> Bools:
        """Whether points lie inside, by the great circle on a sphere of mean radius (haversine)."""
        phi, theta = np.radians(lat), np.radians(lon)
        here, there = math.radians(self.lat), math.radians(self.lon)
        half = np.sin((phi - here) / 2) ** 2 + np.cos(phi) * math.cos(here) * np.sin((theta - there) / 2) ** 2
        return np.asarray(2 * _EARTH_KM * np.arcsin(np.sqrt(np.minimum(half, 1.0))) <= self.km)


@dataclass(frozen=True, slots=True)
class Polygons:
    """Polygons with holes: rings of (lon, lat). A polygon across the 180th meridian must be cut there."""

    name: str
    polygons: tuple[tuple[Floats, ...], ...]

    def __str__(self) -> str:
        return self.name

    @property
    def widest_km(self) -> float:
        """How uncertain a place inside may be: half the lesser side of the box round the largest polygon."""
        return max(_half_side_km(rings[0]) for rings in self.polygons)

    def holds(self, lat: Floats, lon: Floats) -> Bools:
        """Whether points lie inside: an odd number of edges cross the ray to the east (Shimrat 1962, CACM 5, 434)."""
        inside = np.zeros(lat.shape, dtype=np.bool_)
        for rings in self.polygons:
            (west, south), (east, north) = rings[0].min(axis=0), rings[0].max(axis=0)
            near = np.flatnonzero((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))
            odd = np.zeros(near.shape, dtype=np.bool_)
            for ring in rings:
                odd ^= _crossed(ring, lat[near], lon[near])
            inside[near] |= odd
        return inside


Area = Circle | Polygons


def select(frame: pl.DataFrame, area: Area) -> tuple[pl.DataFrame, int]:
    """The rows of `frame` (`lat`, `lon`, `radius_km`) inside, and how many are too coarsely placed to tell.

    A place that is known less finely than the area is wide, such as a country's point, is left out.
    """
    points = frame.select("lat", "lon", "radius_km")
    coarse = points["radius_km"].fill_null(0.0) > area.widest_km
    known = points["lat"].is_not_null() & points["lon"].is_not_null()
    lat, lon = (points[name].fill_null(0.0).to_numpy() for name in ("lat", "lon"))
    inside = pl.Series(area.holds(lat, lon)) & known
    return frame.filter(inside & ~coarse), int((inside & coarse).sum()) + int((~known).sum())


def read_polygons(path: Path) -> Polygons:
    """The Polygons and MultiPolygons of a GeoJSON file (RFC 7946: longitude first, WGS 84).

    Raises:
        OSError: the file cannot be opened.
        UsageError: it is too large, no GeoJSON, or has no polygon.
    """
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UsageError(f"{path}: larger than {MOST_BYTES // 1024**2} MiB")
    try:
        found = tuple(_polygons(json.loads(data), _DEPTH))
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        raise UsageError(f"{path}: no GeoJSON polygon that can be read (RFC 7946)") from None
    if not found:
        raise UsageError(f"{path}: has no Polygon or MultiPolygon")
    if sum(len(ring) for rings in found for ring in rings) > MOST_POINTS:
        raise UsageError(f"{path}: more than {MOST_POINTS:,} points; simplify it")
    return Polygons(path.name, found)


def _polygons(value: Any, depth: int) -> list[tuple[Floats, ...]]:
    if depth == 0:
        raise ValueError("nested too deeply")
    kind = value["type"]
    if kind == "FeatureCollection":
        return [one for part in value["features"] for one in _polygons(part, depth - 1)]
    if kind == "Feature":
        return _polygons(value["geometry"], depth - 1) if value["geometry"] else []
    if kind == "GeometryCollection":
        return [one for part in value["geometries"] for one in _polygons(part, depth - 1)]
    if kind == "Polygon":
        return [_rings(value["coordinates"])]
    if kind == "MultiPolygon":
        return [_rings(part) for part in value["coordinates"]]
    return []


def _rings(coordinates: Any) -> tuple[Floats, ...]:
    rings = tuple(np.array([point[:2] for point in ring], dtype=np.float64) for ring in coordinates)
    for ring in rings:
        if ring.ndim != 2 or len(ring) < 4 or not np.isfinite(ring).all():  # RFC 7946, 3.1.6
            raise ValueError("a ring has four points or more")
        if np.abs(ring[:, 0]).max() > 180 or np.abs(ring[:, 1]).max() > 90:
            raise ValueError("not in degrees")
    if not rings:
        raise ValueError("no ring")
    return rings


def _crossed(ring: Floats, lat: Floats, lon: Floats) -> Bools:
    """Whether the ray from each point to the east crosses an odd number of edges."""
    order = np.argsort(lat, kind="stable")
    north, east = lat[order], lon[order]
    odd = np.zeros(lat.shape, dtype=np.bool_)
    lows = np.searchsorted(north, np.minimum(ring[:-1, 1], ring[1:, 1]), side="left")
    highs = np.searchsorted(north, np.maximum(ring[:-1, 1], ring[1:, 1]), side="left")
    for edge in np.flatnonzero(lows < highs):
        (x1, y1), (x2, y2) = ring[edge], ring[edge + 1]
        of_edge = slice(lows[edge], highs[edge])
        odd[of_edge] ^= east[of_edge] < (x2 - x1) * (north[of_edge] - y1) / (y2 - y1) + x1
    found = np.empty_like(odd)
    found[order] = odd
    return found


def _half_side_km(ring: Floats) -> float:
    (west, south), (east, north) = ring.min(axis=0), ring.max(axis=0)
    degree = math.radians(1) * _EARTH_KM
    wide = (east - west) * degree * math.cos(math.radians((south + north) / 2))
    return float(min(wide, (north - south) * degree) / 2)
