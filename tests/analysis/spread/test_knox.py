"""The Knox test: its published example, its size, and near repeats that it must find."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from scipy.stats import poisson

from counterclaim.analysis.spread.centre import EARTH_KM, vectors
from counterclaim.analysis.spread.knox import DAYS, KM, LEAST, expected_pairs, knox
from counterclaim.analysis.spread.moments import in_space, in_time, observed, shared
from counterclaim.analysis.spread.words import knox_warnings, of_knox

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Whole = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


def test_knox_1964() -> None:
    """96 children with leukaemia: of 4,560 pairs 25 are close in space, 152 in time, 5 in both; .83 are expected."""
    assert expected_pairs(25, 152, 96 * 95 // 2) == pytest.approx(0.833, abs=1e-3)
    assert poisson.sf(4, expected_pairs(25, 152, 4560)) == pytest.approx(0.0017, abs=2e-4)
    assert expected_pairs(0, 0, 0) == 0.0


def scattered(draw: np.random.Generator, many: int) -> tuple[Floats, Whole]:
    points = np.stack([35 + draw.uniform(0, 0.5, many), 41 + draw.uniform(0, 0.5, many)], axis=1)
    return points, draw.integers(0, 180, many)


def test_counts_and_expectation_by_hand() -> None:
    """Every event at one place, one a day: 20 events, 190 pairs, 19 of them a day apart."""
    found = knox(np.tile([[35.0, 41.0]], (20, 1)), np.arange(20), permutations=99)
    assert found is not None
    first = found.cells[0]
    assert (first.km, first.days, first.observed) == ((0.0, 0.1), (0, 1), 19)
    assert first.by_chance.value == pytest.approx(19)
    assert (first.ratio, first.p) == (pytest.approx(1.0), 1.0)
    assert found.same == 0
    assert sum(cell.observed for cell in found.cells) == 190


def test_expectation_is_the_mean_of_the_shuffles() -> None:
    draw = np.random.default_rng(2)
    points, days = scattered(draw, 60)
    drawn = []
    for _ in range(100):
        shuffled = knox(points, draw.permutation(days), permutations=1)
        assert shuffled is not None
        drawn.append([cell.observed for cell in shuffled.cells])
    found = knox(points, days, permutations=9)
    assert found is not None
    assert np.mean(drawn, axis=0) == pytest.approx([cell.by_chance.value for cell in found.cells], abs=1.0)


def test_size() -> None:
    draw, called, many = np.random.default_rng(5), 0, 80
    for _ in range(many):
        points, days = scattered(draw, 60)
        found = knox(points, days, permutations=99)
        assert found is not None
        called += found.p < 0.05
    assert called / many <= 0.11


def test_near_repeats_are_found_where_they_are() -> None:
    """Half of the events are followed by one within 4 km and 3 days."""
    draw = np.random.default_rng(7)
    points, days = scattered(draw, 80)
    near = points[:40] + draw.uniform(-0.02, 0.02, (40, 2))
    found = knox(np.concatenate([points, near]), np.concatenate([days, days[:40] + draw.integers(0, 4, 40)]))
    assert found is not None
    assert found.p < 0.01
    close = [cell for cell in found.cells if cell.q < 0.05]
    assert close
    assert all(cell.km[1] <= 10 and cell.days[1] <= 7 for cell in close)
    assert "near in time more than by chance" in of_knox(found, 120)
    assert knox_warnings(found)


def test_too_few() -> None:
    assert knox(np.zeros((LEAST - 1, 2)), np.zeros(LEAST - 1, dtype=np.int64)) is None
    assert "20 are needed" in of_knox(None, 3)


def test_moments_are_those_of_all_shuffles() -> None:
    """Five events, all 120 ways to deal their days."""
    points = np.array([[35.0, 41.0], [35.0, 41.0], [35.01, 41.0], [35.2, 41.0], [35.21, 41.0]])
    days = np.array([0, 1, 3, 8, 30])
    xyz, reach = vectors(points), 2 * np.sin(np.array(KM) / EARTH_KM / 2)
    every = np.stack([observed(xyz, days[list(order)], reach, DAYS)[0] for order in permutations(range(5))])
    found = np.array(
        [[shared(space, time) for time in in_time(days, DAYS)] for space in in_space(xyz, reach)]
    )
    assert found[:, :, 0] == pytest.approx(every.mean(axis=0))
    assert found[:, :, 1] == pytest.approx(every.var(axis=0))


def test_many_pairs_are_not_shuffled(monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(8)
    points, days = scattered(draw, 300)
    few = knox(points, days, permutations=999)
    monkeypatch.setattr("counterclaim.analysis.spread.knox.MOST_PAIRS", 10)
    many = knox(points, days)
    assert few is not None
    assert many is not None
    assert (many.permutations, many.same) == (0, few.same)
    for one, other in zip(few.cells, many.cells, strict=True):
        assert (one.observed, one.by_chance.value) == (other.observed, pytest.approx(other.by_chance.value))
        assert one.by_chance.high == pytest.approx(
            other.by_chance.high, abs=max(3.0, 0.2 * one.by_chance.high)
        )
    assert "all shuffles, worked out" in of_knox(many, 300)


def test_repeats_among_many_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """False calls are rare, and a tenth of the events followed by another at hand is found."""
    monkeypatch.setattr("counterclaim.analysis.spread.knox.MOST_PAIRS", 10)
    draw = np.random.default_rng(3)
    called = {False: 0, True: 0}
    for with_repeats in (False, True):
        for _ in range(40):
            points, days = scattered(draw, 600)
            if with_repeats:
                points[:60], days[:60] = points[60:120] + 0.001, days[60:120] + draw.integers(0, 3, 60)
            found = knox(points, days)
            called[with_repeats] += found is not None and found.p < 0.05
    assert called[False] <= 6
    assert called[True] >= 36
