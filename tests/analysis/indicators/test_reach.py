"""Reach at equal numbers of events: by hand, and covered by its interval."""

from __future__ import annotations

import numpy as np
import pytest

from counterclaim.analysis.indicators.reach import LEAST, all_places, rarefied, reach


def test_by_hand() -> None:
    """Two events at one place and one at another: two of the three are at two places in 4 of 6 orders."""
    found = rarefied([2, 1], 2)
    assert found is not None
    assert found.value == pytest.approx(1 + 2 / 3)
    whole = rarefied([2, 1], 3)
    assert whole is not None
    assert whole.value == 2
    one = rarefied([5], 1)
    assert one is not None
    assert (one.value, one.low, one.high) == (1.0, 1.0, 1.0)
    assert rarefied([2, 1], 4) is None
    assert rarefied([], 1) is None


def test_places_not_seen() -> None:
    """Chao: 4 seen, of which 3 once and 1 twice among 5 events: 4 + 4/5 x 3 x 2 / 4."""
    assert all_places([1, 1, 1, 2]) == pytest.approx(4 + 0.8 * 6 / 4)
    assert all_places([3, 4]) == 2
    assert all_places([]) == 0


def test_few_events_have_no_reach() -> None:
    assert reach([LEAST - 1], [50]) is None
    assert reach([], []) is None


def test_reach_covers() -> None:
    draw, held, called, many = np.random.default_rng(3), 0, 0, 400
    shares = 1 / np.arange(1, 31)
    shares /= shares.sum()
    true = float((1 - (1 - shares) ** 40).sum())
    for _ in range(many):
        a, b = draw.multinomial(40, shares).tolist(), draw.multinomial(90, shares).tolist()
        found = reach(a, b)
        assert found is not None
        held += found[1].low <= true <= found[1].high
        called += found[4] < 0.05
    assert 0.9 <= held / many <= 0.995
    assert called / many <= 0.09
