"""The Knox test: its published example, its size, and near repeats that it must find."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import poisson

from counterclaim.analysis.spread.knox import LEAST, MOST_PAIRS, expected_pairs, knox
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


def test_too_few_and_too_many() -> None:
    assert knox(np.zeros((LEAST - 1, 2)), np.zeros(LEAST - 1, dtype=np.int64)) is None
    assert "20 are needed" in of_knox(None, 3)
    many = 1200
    assert many * (many - 1) // 2 > MOST_PAIRS
    found = knox(np.tile([[35.0, 41.0]], (many, 1)), np.arange(many), permutations=19)
    assert found is not None
    assert LEAST < found.events < found.of == many
    assert f"a random sample of {found.events:,} of 1,200 events" in of_knox(found, many)


def test_ratios_of_a_sample_are_those_of_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half of the events are followed by one at hand within 3 days."""
    draw = np.random.default_rng(8)
    points, days = scattered(draw, 700)
    points = np.concatenate([points, points + draw.uniform(-0.02, 0.02, points.shape)])
    days = np.concatenate([days, days + draw.integers(0, 4, len(days))])
    monkeypatch.setattr("counterclaim.analysis.spread.knox.MOST_PAIRS", len(days) ** 2)
    every = knox(points, days, permutations=19)
    assert every is not None
    assert every.events == every.of
    monkeypatch.setattr("counterclaim.analysis.spread.knox.MOST_PAIRS", 1_000)
    monkeypatch.setattr("counterclaim.analysis.spread.knox.SAMPLED_PAIRS", 100_000)
    samples = [knox(points, days, permutations=19, seed=seed) for seed in range(30)]
    ratios = [one.cells[4].ratio or 0.0 for one in samples if one is not None and one.events < one.of]
    assert len(ratios) == 30
    assert (every.cells[4].ratio or 0.0) > 1.5
    assert np.mean(ratios) == pytest.approx(every.cells[4].ratio, rel=0.1)
