"""Where two areas meet."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from counterclaim.reference.gazetteer.polygons import Polygons, polygons
from counterclaim.reference.geodesy import rough_km

_CORNERS = 400
"""The most corners of a border that are looked at; of a longer one every second, third and so on."""


class Border(NamedTuple):
    """The middle corner of a border, and how far its farthest corner lies from there."""

    lat: float
    lon: float
    radius_km: float


@lru_cache(maxsize=1024)
def border(one: str, other: str) -> Border | None:
    """The border of two areas, by code or id ("iso:SY", "gn:170792"); null when they do not meet or are unknown.

    Neighbours share the corners of their outlines. The middle is the corner from which the farthest is nearest.
    """
    shared = sorted(_corners(polygons(), one) & _corners(polygons(), other))
    if not shared:
        return None
    shared = shared[:: 1 + len(shared) // _CORNERS]
    reaches = [(max(rough_km(*corner, *far) for far in shared), corner) for corner in shared]
    reach, (lat, lon) = min(reaches)
    return Border(lat, lon, reach)


def _corners(areas: Polygons, place: str) -> set[tuple[float, float]]:
    return {
        corner
        for part in areas.parts(place)
        for lats, lons in part.rings
        for corner in zip(lats, lons, strict=True)
    }
