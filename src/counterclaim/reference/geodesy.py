"""Distances and directions on the WGS 84 ellipsoid (Karney 2013, by way of geographiclib)."""

from __future__ import annotations

import math
import re

from geographiclib.geodesic import Geodesic

_EARTH_RADIUS_KM = 6371.0088
_COMPASS = (
    "n",
    "nne",
    "ne",
    "ene",
    "e",
    "ese",
    "se",
    "sse",
    "s",
    "ssw",
    "sw",
    "wsw",
    "w",
    "wnw",
    "nw",
    "nnw",
)
_WORDS = {"north": "n", "east": "e", "south": "s", "west": "w"}
_WORD = re.compile("north|east|south|west")


def azimuth(direction: str) -> float | None:
    """Degrees clockwise from north of "north", "south-east", "northwestern", "SSW"; null for other words."""
    letters = re.sub(r"[\s-]|ern|wards?", "", direction.lower())
    point = _WORD.sub(lambda match: _WORDS[match[0]], letters)
    return _COMPASS.index(point) * 22.5 if point in _COMPASS else None


def rough_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance in km on a sphere, within half a per cent: for ranking, not for output."""
    lat_a, lat_b = math.radians(lat), math.radians(other_lat)
    half = math.sin((lat_b - lat_a) / 2) ** 2
    half += math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, half)))


def move(lat: float, lon: float, azimuth: float, km: float) -> tuple[float, float]:
    """The point `km` away at `azimuth` degrees clockwise from north."""
    end = Geodesic.WGS84.Direct(lat, lon, azimuth, km * 1000.0)
    return float(end["lat2"]), float(end["lon2"])


def middle(lat: float, lon: float, other_lat: float, other_lon: float) -> tuple[float, float, float]:
    """The middle of the geodesic between two points, and its whole length in km."""
    line = Geodesic.WGS84.InverseLine(lat, lon, other_lat, other_lon)
    point = line.Position(line.s13 / 2.0)
    return float(point["lat2"]), float(point["lon2"]), float(line.s13) / 1000.0
