"""Great-circle distances of many pairs at once."""

from __future__ import annotations

import numpy as np

from counterclaim.events.linking.columns import Floats

EARTH_RADIUS_KM = 6371.0088
"""Mean radius, IUGG 1980."""


def kilometres(lat_a: Floats, lon_a: Floats, lat_b: Floats, lon_b: Floats) -> Floats:
    """Distance in km by the haversine formula (Sinnott 1984), NaN where a point is missing."""
    phi_a, phi_b = np.radians(lat_a), np.radians(lat_b)
    half_lat = np.sin((phi_b - phi_a) / 2) ** 2
    half_lon = np.sin((np.radians(lon_b) - np.radians(lon_a)) / 2) ** 2
    chord = half_lat + np.cos(phi_a) * np.cos(phi_b) * half_lon
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.clip(chord, 0.0, 1.0))))
