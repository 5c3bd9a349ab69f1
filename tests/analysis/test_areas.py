"""Circles and drawn polygons."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest
from geographiclib.geodesic import Geodesic

from counterclaim.analysis import areas
from counterclaim.analysis.areas import Circle, Polygons, read_polygons, select
from counterclaim.errors import UsageError

SQUARE = [[40, 34], [42, 34], [42, 36], [40, 36], [40, 34]]
HOLE = [[40.5, 34.5], [41, 34.5], [41, 35], [40.5, 35], [40.5, 34.5]]


def polygons(*rings: list[list[float]]) -> Polygons:
    return Polygons("drawn", (tuple(np.array(ring, dtype=float) for ring in rings),))


def test_circle_is_the_great_circle() -> None:
    draw = np.random.default_rng(1)
    lat, lon = draw.uniform(-80, 80, 400), draw.uniform(-180, 180, 400)
    circle = Circle(34.45, 40.92, 5000)
    real = [Geodesic.WGS84.Inverse(34.45, 40.92, a, b)["s12"] / 1000 for a, b in zip(lat, lon, strict=True)]
    for inside, km in zip(circle.holds(lat, lon), real, strict=True):
        if abs(km - 5000) > 30:  # the sphere is within .6 % of the ellipsoid
            assert inside == (km < 5000)


@pytest.mark.parametrize("values", [(91, 0, 5), (0, 181, 5), (0, 0, 0), (0, 0, float("nan"))])
def test_no_circle(values: tuple[float, float, float]) -> None:
    with pytest.raises(UsageError, match="LAT,LON,KM"):
        Circle(*values)


def test_polygon_with_a_hole() -> None:
    area = polygons(SQUARE, HOLE)
    lat = np.array([35.5, 34.7, 33.9, 34.2, 35.0])
    lon = np.array([41.5, 40.7, 41.0, 41.9, 43.0])
    assert area.holds(lat, lon).tolist() == [True, False, False, True, False]


def test_polygon_agrees_with_half_planes() -> None:
    """A convex polygon is where all its edges have the point on their left."""
    angles = np.linspace(0, 2 * np.pi, 40)
    ring = np.column_stack([40 + np.cos(angles), 35 + 0.7 * np.sin(angles)])
    ring[-1] = ring[0]
    draw = np.random.default_rng(2)
    lat, lon = draw.uniform(34, 36, 3000), draw.uniform(38.5, 41.5, 3000)
    inside = Polygons("round", ((ring,),)).holds(lat, lon)
    left = np.ones(3000, dtype=bool)
    for (x1, y1), (x2, y2) in pairwise(ring):
        left &= (x2 - x1) * (lat - y1) - (y2 - y1) * (lon - x1) > 0
    assert (inside == left).all()


def test_what_is_placed_too_coarsely_is_left_out() -> None:
    frame = pl.DataFrame(
        {
            "id": ["town", "country", "unknown", "elsewhere"],
            "lat": [35.5, 35.0, None, 10.0],
            "lon": [41.5, 41.5, None, 10.0],
            "radius_km": [3.0, 400.0, None, 400.0],
        }
    )
    kept, coarse = select(frame, polygons(SQUARE))
    assert kept["id"].to_list() == ["town"]
    assert coarse == 2


@pytest.mark.parametrize(
    "value",
    [
        {"type": "Polygon", "coordinates": [SQUARE, HOLE]},
        {"type": "Feature", "geometry": {"type": "MultiPolygon", "coordinates": [[SQUARE, HOLE]]}},
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "geometry": None},
                {"type": "Feature", "geometry": {"type": "Polygon", "coordinates": [SQUARE, HOLE]}},
            ],
        },
    ],
)
def test_geojson(tmp_path: Path, value: Any) -> None:
    file = tmp_path / "drawn.geojson"
    file.write_text(json.dumps(value))
    found = read_polygons(file)
    assert str(found) == "drawn.geojson"
    assert [len(ring) for ring in found.polygons[0]] == [5, 5]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"type": "Point", "coordinates": [40, 35]}',
        '{"type": "Polygon", "coordinates": []}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}',
        '{"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [500, 1], [0, 0]]]}',
        '{"type": "Polygon", "coordinates": [[["a", 0], [1, 0], [1, 1], [0, 0]]]}',
        '{"type": "Polygon", "coordinates": 7}',
        '{"type": "Polygon", "coordinates": [[[1' + "0" * 400 + ", 0], [1, 0], [1, 1], [0, 0]]]}",
        '{"type": "Polygon", "coordinates": [[[NaN, 0], [1, 0], [1, 1], [0, 0]]]}',
        '{"type": "Feature", "geometry": ' * 20 + "null" + "}" * 20,
        "[" * 100_000,
    ],
)
def test_no_polygons(tmp_path: Path, text: str) -> None:
    file = tmp_path / "bad.geojson"
    file.write_text(text)
    with pytest.raises(UsageError, match=r"bad\.geojson"):
        read_polygons(file)


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "large.geojson"
    file.write_text(json.dumps({"type": "Polygon", "coordinates": [SQUARE]}))
    monkeypatch.setattr(areas, "MOST_POINTS", 4)
    with pytest.raises(UsageError, match="simplify"):
        read_polygons(file)
    monkeypatch.setattr(areas, "MOST_BYTES", 10)
    with pytest.raises(UsageError, match="larger than"):
        read_polygons(file)
