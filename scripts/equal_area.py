"""Areas and centroids on the sphere, by Lambert's azimuthal equal-area projection about the shape's middle."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

RADIUS_KM = 6371.0072  # of the sphere with the area of the WGS 84 ellipsoid


def area_km2(shape: BaseGeometry) -> float:
    """The area of a shape in degrees of longitude and latitude."""
    return float(_project(shape, _middle(shape)).area)


def centre(shape: BaseGeometry) -> tuple[float, float]:
    """Latitude and longitude of the area's centroid, or of the nearest point inside when it falls outside."""
    origin = _middle(shape)
    plane = _project(shape, origin)
    inside = shapely.buffer(plane, 0)
    nearest = shapely.shortest_line(inside, plane.centroid)
    x, y = shapely.get_coordinates(nearest)[0]
    return _unproject(float(x), float(y), origin)


def _middle(shape: BaseGeometry) -> tuple[float, float]:
    """The mean direction of the corners: a point near enough for the projection, also at the 180th meridian."""
    lon, lat = np.radians(shapely.get_coordinates(shape)).T
    x, y, z = np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)
    return float(np.arctan2(z.mean(), np.hypot(x.mean(), y.mean()))), float(np.arctan2(y.mean(), x.mean()))


def _project(shape: BaseGeometry, origin: tuple[float, float]) -> BaseGeometry:
    lat0, lon0 = origin

    def forward(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        lon, lat = np.radians(degrees).T
        cosine = np.sin(lat0) * np.sin(lat) + np.cos(lat0) * np.cos(lat) * np.cos(lon - lon0)
        scale = RADIUS_KM * np.sqrt(2 / (1 + cosine))
        return np.column_stack(
            (
                scale * np.cos(lat) * np.sin(lon - lon0),
                scale * (np.cos(lat0) * np.sin(lat) - np.sin(lat0) * np.cos(lat) * np.cos(lon - lon0)),
            )
        )

    return shapely.transform(shape, forward)


def _unproject(x: float, y: float, origin: tuple[float, float]) -> tuple[float, float]:
    lat0, lon0 = origin
    rho = float(np.hypot(x, y))
    if rho == 0.0:
        return float(np.degrees(lat0)), float(np.degrees(lon0))
    angle = 2 * np.arcsin(rho / (2 * RADIUS_KM))
    lat = np.arcsin(np.cos(angle) * np.sin(lat0) + y * np.sin(angle) * np.cos(lat0) / rho)
    lon = lon0 + np.arctan2(
        x * np.sin(angle), rho * np.cos(lat0) * np.cos(angle) - y * np.sin(lat0) * np.sin(angle)
    )
    return float(np.degrees(lat)), float((np.degrees(lon) + 180.0) % 360.0 - 180.0)
