"""Web Mercator (EPSG:3857) scaled to the unit square, north at 0, and the tiles that it is cut into."""

from __future__ import annotations

import math

import numpy as np

from counterclaim.ask.index.columns import Reals

LIMIT = 85.05112877980659
"""The latitude at which the square ends: the arc tangent of the hyperbolic sine of pi."""


def project(lat: Reals, lon: Reals) -> tuple[Reals, Reals]:
    """x and y from 0 to 1 of points in degrees; points beyond the limit lie on the edge, NaN stays."""
    x = (lon + 180.0) / 360.0
    angle = np.radians(np.clip(lat, -LIMIT, LIMIT))
    y = (1.0 - np.arcsinh(np.tan(angle)) / math.pi) / 2.0
    edge = np.nextafter(1.0, 0.0)
    return np.clip(x, 0.0, edge), np.clip(y, 0.0, edge)
