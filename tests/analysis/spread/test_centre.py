"""Centres on the sphere by hand, and the coverage of their drift."""

from __future__ import annotations

import math

import numpy as np
import pytest

from counterclaim.analysis.spread.centre import EARTH_KM, drift, mean_centre, median_centre, vectors
from counterclaim.analysis.spread.words import of_drift

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


def degrees(at: Floats) -> tuple[float, float]:
    return math.degrees(math.asin(at[2])), math.degrees(math.atan2(at[1], at[0]))


def scattered(draw: np.random.Generator, lat: float, lon: float, many: int) -> Floats:
    """Points round a centre: about 55 km each way."""
    return np.stack([lat + draw.normal(0, 0.5, many), lon + draw.normal(0, 0.6, many)], axis=1)


def mean(points: Floats) -> Floats:
    return mean_centre(points, np.ones(len(points)))


def median(points: Floats) -> Floats:
    return median_centre(points, np.ones(len(points)))


def test_centres_by_hand() -> None:
    assert degrees(mean(vectors(np.array([[0.0, 0.0], [0.0, 90.0]])))) == pytest.approx((0, 45))
    assert degrees(mean(vectors(np.array([[80.0, 0.0], [80.0, 180.0]])))) == pytest.approx((90, 0), abs=90)
    across = mean(vectors(np.array([[10.0, 179.0], [10.0, -179.0]])))
    assert abs(degrees(across)[1]) == pytest.approx(180)
    far = vectors(np.array([[0.0, 0.0], [0.0, 0.0], [0.0, 0.0], [0.0, 40.0]]))
    assert degrees(median(far)) == pytest.approx((0, 0), abs=1e-4)
    assert degrees(mean(far))[1] > 8


def test_median_is_where_the_distances_are_least() -> None:
    draw = np.random.default_rng(4)
    points = vectors(scattered(draw, 35, 41, 25))
    best = median(points)

    def total(at: Floats) -> float:
        return float(np.arccos(np.clip(points @ at, -1, 1)).sum())

    for _ in range(60):
        other = best + draw.normal(0, 1e-3, 3)
        assert total(best) <= total(other / np.linalg.norm(other)) + 1e-9


def test_drift_to_the_south() -> None:
    draw = np.random.default_rng(6)
    found = drift(scattered(draw, 36, 41, 60), scattered(draw, 35, 41, 50), draws=299)
    assert found is not None
    assert found.moved
    assert found.north.value == pytest.approx(-EARTH_KM * math.radians(1), rel=0.3)
    assert found.north.high < 0
    assert "moved" in of_drift(found, (60, 50))
    assert "to the south" in of_drift(found, (60, 50))


def test_too_few() -> None:
    draw = np.random.default_rng(1)
    assert drift(scattered(draw, 36, 41, 9), scattered(draw, 35, 41, 50)) is None
    assert drift(np.zeros((0, 2)), np.zeros((0, 2))) is None
    assert "cannot be told from 9 and 50" in of_drift(None, (9, 50))
    same = np.tile([[35.0, 41.0]], (12, 1))
    still = drift(same, same, draws=49)
    assert still is not None
    assert (still.km, still.moved) == (pytest.approx(0), False)


def test_drift_covers() -> None:
    draw, held, called, many = np.random.default_rng(9), 0, 0, 30
    true = -EARTH_KM * math.radians(0.3)
    for _ in range(many):
        found = drift(scattered(draw, 36, 41, 25), scattered(draw, 35.7, 41, 25), draws=99)
        still = drift(scattered(draw, 36, 41, 15), scattered(draw, 36, 41, 25), draws=59)
        assert found is not None
        assert still is not None
        held += found.north.low <= true <= found.north.high
        called += still.moved
    assert 0.85 <= held / many <= 1.0
    assert called / many <= 0.13


def test_means_of_many_events_are_drawn_as_resampling_has_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """The normal distribution of means against 1,999 resampled ones, of 300 and 200 events and a drift near to chance."""
    draw = np.random.default_rng(12)
    sides = scattered(draw, 36, 41, 300), scattered(draw, 35.93, 41, 200)
    resampled = drift(*sides, draws=1999)
    monkeypatch.setattr("counterclaim.analysis.spread.centre.MANY", 100)
    normal = drift(*sides, draws=1999)
    assert resampled is not None
    assert normal is not None
    assert normal.km == resampled.km
    assert normal.p == pytest.approx(resampled.p, abs=0.03)
    assert normal.after.within_km == pytest.approx(resampled.after.within_km, rel=0.08)
    for one, other in ((normal.north, resampled.north), (normal.east, resampled.east)):
        assert (one.low, one.high) == pytest.approx((other.low, other.high), abs=0.6)
