"""Scores against cases by hand, the published rule of the ignorance score, and the library scoringrules."""

from __future__ import annotations

import numpy as np
import pytest
import scoringrules
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.analysis.forecast.scores import (
    BINS,
    PSEUDO,
    covered,
    crps,
    ignorance,
    interval,
    interval_score,
    pit_histogram,
    score,
)

COUNTS = st.lists(st.integers(0, 2_000), min_size=2, max_size=40)


def column(*samples: float) -> np.ndarray:
    return np.array(samples, dtype=float)[:, None]


def test_crps_by_hand() -> None:
    """Samples 0 and 4, 1 came: mean error (1 + 3) / 2, less half the mean distance of all pairs, 2."""
    assert crps(column(0, 4), np.array([1.0])) == pytest.approx([2 - 1])


def test_crps_of_a_point_is_the_absolute_error() -> None:
    assert crps(column(7, 7, 7), np.array([3.0])) == pytest.approx([4.0])


@given(COUNTS, st.integers(0, 2_000))
def test_crps_is_that_of_scoringrules(samples: list[int], came: int) -> None:
    drawn = np.array(samples, dtype=float)
    theirs = scoringrules.crps_ensemble(float(came), drawn, estimator="nrg")
    assert crps(drawn[:, None], np.array([float(came)]))[0] == pytest.approx(theirs, abs=1e-6)


def test_ignorance_by_hand() -> None:
    """Bins of the challenge: 0, 1-2, 3-5, ...; 3 of 4 samples are in that of 1, so (3 + 2/3) of (4 + 2/3)."""
    drawn = column(1, 2, 2, 3)
    assert ignorance(drawn, np.array([1.0])) == pytest.approx([-np.log2((3 + 2 / 3) / (4 + 2 / 3))])
    assert ignorance(drawn, np.array([0.0])) == pytest.approx([-np.log2((2 / 3) / (4 + 2 / 3))])
    everything_above = column(1_001, 5_000, 90_000)
    assert ignorance(everything_above, np.array([2_000.0])) == pytest.approx([0.0])


def test_ignorance_counts_the_samples_in_the_bin_of_what_came() -> None:
    rng = np.random.default_rng(5)
    samples = rng.negative_binomial(0.3, 0.005, (40, 3, 50)).astype(np.float64)
    came = rng.negative_binomial(0.3, 0.005, (3, 50)).astype(np.float64)
    inside = (np.digitize(samples, BINS) == np.digitize(came, BINS)).sum(axis=0)
    np.testing.assert_array_equal(ignorance(samples, came), -np.log2((inside + PSEUDO) / (40 + PSEUDO)))


def test_ignorance_of_a_thousand_samples_is_bounded() -> None:
    """The challenge's worst score: no sample of 1,000 in the bin."""
    assert ignorance(np.zeros((1_000, 1)), np.array([6.0])) == pytest.approx([10.5517], abs=1e-4)


@pytest.mark.parametrize(
    ("at", "edge"), [(0, 0), (1, 2), (3, 5), (6, 10), (11, 25), (26, 50), (51, 100), (101, 250)]
)
def test_bins(at: float, edge: float) -> None:
    same = np.array([[float(edge)]])
    assert ignorance(same, np.array([float(at)])) == pytest.approx([0.0])
    assert ignorance(same + 1, np.array([float(at)]))[0] > 1


def test_interval_score_by_hand() -> None:
    """0, 1, ..., 100: the 90 % interval is 5 to 95; 100 lies 5 outside, at 20 a piece."""
    drawn = np.arange(101.0)[:, None]
    low, high = interval(drawn)
    assert (low[0], high[0]) == pytest.approx((5, 95))
    assert interval_score(drawn, np.array([50.0])) == pytest.approx([90.0])
    assert interval_score(drawn, np.array([100.0])) == pytest.approx([90 + 20 * 5])
    assert interval_score(drawn, np.array([0.0])) == pytest.approx([90 + 20 * 5])


@given(COUNTS, st.integers(0, 2_000))
def test_interval_score_is_that_of_scoringrules(samples: list[int], came: int) -> None:
    drawn = np.array(samples, dtype=float)[:, None]
    (low,), (high,) = interval(drawn)
    theirs = scoringrules.interval_score(float(came), low, high, 0.1)
    assert interval_score(drawn, np.array([float(came)]))[0] == pytest.approx(float(theirs), abs=1e-6)


def test_ends_are_inside() -> None:
    drawn = np.arange(101.0)[:, None]
    assert covered(drawn, np.array([5.0]))[0]
    assert not covered(drawn, np.array([4.9]))[0]


def test_pit_is_flat_where_forecasts_are_right() -> None:
    rng = np.random.default_rng(1)
    came = rng.negative_binomial(2, 0.1, 4_000).astype(float)
    drawn = rng.negative_binomial(2, 0.1, (400, 4_000)).astype(float)
    assert pit_histogram(drawn, came) == pytest.approx([0.1] * 10, abs=0.02)
    narrow = pit_histogram(np.round(18 + (drawn - 18) / 3), came)
    assert narrow[0] + narrow[-1] > 0.4


@given(
    st.lists(st.integers(0, 30), min_size=1, max_size=20),
    st.lists(st.integers(0, 30), min_size=1, max_size=9),
)
def test_pit_shares_add_up(samples: list[int], came: list[int]) -> None:
    drawn = np.repeat(np.array(samples, dtype=float)[:, None], len(came), axis=1)
    found = pit_histogram(drawn, np.array(came, dtype=float))
    assert sum(found) == pytest.approx(1)
    assert min(found) >= -1e-12


def test_mean_scores_pass_over_what_is_unknown() -> None:
    drawn = np.array([[[0.0, 0.0]], [[4.0, 4.0]]])
    found = score(drawn, np.array([[1.0, np.nan]]), np.array([False, True]))
    assert (found.crps, found.forecasts, found.coverage90) == (pytest.approx(1.0), 1, None)
