"""Shares of an area by number of places and by people, with intervals that cover."""

from __future__ import annotations

import numpy as np
import pytest

from counterclaim.control.areas import shares


def test_shares_by_places_and_by_people() -> None:
    """Two towns of 100 and 300 people: one surely A's, one B's with 3 of 4."""
    found = {one.state: one for one in shares([{"A": 1.0}, {"A": 0.25, "B": 0.75}], [100, 300])}
    assert found["A"].of_places.value == pytest.approx(0.625)
    assert found["B"].of_places.value == pytest.approx(0.375)
    assert found["A"].of_people is not None
    assert found["A"].of_people.value == pytest.approx(0.25 + 0.75 * 0.25)
    assert (found["A"].of_places.low, found["A"].of_places.high) == (0.5, 1.0)
    assert sum(one.of_places.value for one in found.values()) == pytest.approx(1.0)


def test_no_places_and_no_population() -> None:
    assert shares([], []) == []
    (only,) = shares([{"A": 1.0}], [None])
    assert only.of_people is None
    assert (only.of_places.low, only.of_places.high) == (1.0, 1.0)


def test_intervals_cover_what_is_drawn() -> None:
    """Independent places of known probabilities: 95 % of the drawn shares lie inside, give or take chance."""
    rng = np.random.default_rng(3)
    inside = 0
    rounds = 150
    for _ in range(rounds):
        chances = rng.beta(0.5, 0.5, size=30)
        people = rng.integers(100, 100_000, size=30)
        found = {
            one.state: one
            for one in shares([{"A": p, "B": 1 - p} for p in chances.tolist()], people.tolist())
        }
        held = rng.random(30) < chances
        share = float((held * people).sum() / people.sum())
        estimate = found["A"].of_people
        assert estimate is not None
        inside += estimate.low <= share <= estimate.high
    assert 0.92 <= inside / rounds <= 0.985
