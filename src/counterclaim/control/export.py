"""Control as GeoJSON: settlements as points, or as cells of a Voronoi diagram clipped to an outline.

Nothing finer than a settlement, and nothing that has no known place, leaves the project here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from shapely import Geometry, MultiPoint, Point, Polygon
from shapely.geometry import mapping

from counterclaim.control.sites import Site
from counterclaim.errors import UsageError
from counterclaim.reference.gazetteer.polygons import polygons

Row = dict[str, Any]

INTERPOLATION = (
    "This is an interpolation, not a map of control: each cell is the land nearest to one settlement, and has what is"
    " known of that settlement alone. Borders between cells are no front lines."
)
POINTS = "Settlements of which something is said. What is not here is unknown, which is not the same as calm."
KM_PER_DEGREE = 111.2
_DECIMALS = 5
_MARGIN = 5.0
"""Degrees around an outline into which cells are drawn before they are clipped."""


def feature_collection(
    sites: Sequence[Site], properties: Sequence[Mapping[str, Any]], *, note: str = POINTS, **members: Any
) -> Row:
    """A GeoJSON FeatureCollection (RFC 7946) of points, one for each site that may be shown."""
    shown = [
        (site, own)
        for site, own in zip(sites, properties, strict=True)
        if site.is_shown and site.lat is not None and site.lon is not None
    ]
    points = np.array([(site.lon, site.lat) for site, _ in shown], dtype=np.float64).reshape(-1, 2)
    features = [
        _feature({"type": "Point", "coordinates": (lon, lat)}, site, own)
        for (lon, lat), (site, own) in zip(points.round(_DECIMALS).tolist(), shown, strict=True)
    ]
    return {"type": "FeatureCollection", "interpolated": False, "note": note, **members, "features": features}


def cells(
    sites: Sequence[Site],
    properties: Sequence[Mapping[str, Any]],
    outline: Geometry,
    *,
    reach_km: float | None = None,
    **members: Any,
) -> Row:
    """As `feature_collection`, with the Voronoi cells of the sites clipped to `outline`; the file says so.

    With `reach_km` no cell goes farther than that from its settlement. Distances are those on the plane of degrees with
    longitudes narrowed by the cosine of the outline's middle latitude.

    Raises:
        UsageError: less than two places of different position are inside.
    """
    shown = [
        (site, own)
        for site, own in zip(sites, properties, strict=True)
        if site.is_shown and site.lat is not None and site.lon is not None
    ]
    squeeze = math.cos(math.radians((outline.bounds[1] + outline.bounds[3]) / 2.0))
    points: dict[tuple[float, float], tuple[Site, Mapping[str, Any]]] = {}
    for site, own in shown:
        if site.lon is not None and site.lat is not None:
            points.setdefault((round(site.lon * squeeze, 6), round(site.lat, 6)), (site, own))
    if len(points) < 2:
        raise UsageError("cells need two places or more with something said of them; export points instead")
    west, south, east, north = outline.bounds
    box = shapely.box(west * squeeze - _MARGIN, south - _MARGIN, east * squeeze + _MARGIN, north + _MARGIN)
    drawn = shapely.voronoi_polygons(MultiPoint(list(points)), extend_to=box)
    index = shapely.STRtree(list(drawn.geoms))
    features = []
    for point, (site, own) in points.items():
        for number in index.query(Point(point), predicate="intersects"):
            cell = drawn.geoms[int(number)]
            if reach_km is not None:
                cell = shapely.intersection(cell, Point(point).buffer(reach_km / KM_PER_DEGREE))
            cell = shapely.transform(cell, lambda xy: xy / [squeeze, 1.0])
            clipped = _areas(shapely.intersection(cell, outline))
            if not clipped.is_empty:
                rounded = shapely.transform(clipped, lambda xy: xy.round(_DECIMALS))
                features.append(_feature(mapping(rounded), site, own))
            break
    return {
        "type": "FeatureCollection",
        "interpolated": True,
        "note": INTERPOLATION,
        **members,
        "features": features,
    }


def outline_of(place: str) -> Geometry:
    """The outline of a country or first-level division, by code or id, from the packaged borders.

    Raises:
        UsageError: none is known.
    """
    rings = [part.rings for part in polygons().parts(place)]
    if not rings:
        raise UsageError(
            f"the borders of {place!r} are not known; cells can be drawn for countries and provinces"
        )
    parts = [Polygon(_points(outer), [_points(hole) for hole in holes]) for outer, *holes in rings]
    return shapely.union_all([shapely.make_valid(part) for part in parts])


def panel_row(
    day: str, site: Site, states: Mapping[str, float], names: Mapping[str, str], firm: float
) -> Row:
    """A row of a panel: one place on one day or in one month, the likeliest state and the probabilities."""
    best = max(sorted(states), key=lambda state: states[state])
    return {
        "period": day,
        "place_id": site.id,
        "place": site.name,
        "country": site.country,
        "admin1": site.admin1,
        "lat": site.lat,
        "lon": site.lon,
        "population": site.population,
        "state": best if states[best] >= firm else "uncertain",
        "likeliest": names[best],
        "probability": round(states[best], 4),
        "contested": round(states.get("contested", 0.0), 4),
        "unknown": round(states.get("unknown", 0.0), 4),
        "parties": "; ".join(
            f"{names[state]} {states[state]:.3f}"
            for state in sorted(states, key=lambda state: (-states[state], state))
            if state not in ("contested", "unknown") and states[state] >= 0.005
        ),
    }


PANEL = (
    "period",
    "place_id",
    "place",
    "country",
    "admin1",
    "lat",
    "lon",
    "population",
    "state",
    "likeliest",
    "probability",
    "contested",
    "unknown",
    "parties",
)
"""Columns of a panel."""


def _feature(geometry: Row, site: Site, own: Mapping[str, Any]) -> Row:
    return {
        "type": "Feature",
        "id": site.id,
        "geometry": geometry,
        "properties": {
            "place": site.name,
            "country": site.country,
            "admin1": site.admin1,
            "population": site.population,
            **own,
        },
    }


def _areas(geometry: Geometry) -> Geometry:
    """The polygons of a geometry, without lines and points where it only touches."""
    parts = [
        part
        for part in shapely.get_parts(shapely.make_valid(geometry))
        if part.geom_type == "Polygon" and part.area
    ]
    return shapely.union_all(parts)


def _points(ring: Iterable[Any]) -> list[tuple[float, float]]:
    lats, lons = ring
    return list(zip(lons, lats, strict=True))
