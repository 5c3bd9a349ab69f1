"""Turnover of places: states, chances by hand, and the test's size."""

from __future__ import annotations

import numpy as np
import pytest

from counterclaim.analysis.spread.places import AGAIN, NEW, SILENT, STILL, turnover
from counterclaim.analysis.spread.words import of_turnover


def test_states_and_chances_by_hand() -> None:
    found = turnover({"a": 6, "b": 3}, {"b": 1, "c": 2, "d": 1}, (120, 60), earlier=["d", "a"])
    places = {place.key: place for place in found.places}
    assert {key: place.state for key, place in places.items()} == {
        "a": SILENT,
        "b": STILL,
        "c": NEW,
        "d": AGAIN,
    }
    # Six events at one rate are all in the former 120 of 180 days in (2/3)^6 of cases.
    assert places["a"].chance == pytest.approx((2 / 3) ** 6)
    assert places["c"].chance == pytest.approx((1 / 3) ** 2)
    assert places["b"].chance is None
    assert found.counts == {NEW: 1, AGAIN: 1, SILENT: 1, STILL: 1}
    assert found.by_chance[SILENT].value == pytest.approx((2 / 3) ** 6 + (2 / 3) ** 4 + (2 / 3) ** 2 + 2 / 3)
    assert "1 were newly active, 1 active again, 1 fell silent" in of_turnover(found)


def test_clusters_make_silence_likelier() -> None:
    plain, wide = (turnover({"a": 9}, {}, (90, 90), dispersion=phi).places[0].chance for phi in (1.0, 3.0))
    assert (plain, wide) == (pytest.approx(0.5**9), pytest.approx(0.5**3))
    assert turnover({"a": 2}, {}, (90, 90), dispersion=50.0).places[0].chance == 0.5


def test_nothing() -> None:
    found = turnover({}, {}, (90, 90))
    assert found.places == ()
    assert of_turnover(found) == "No place had an event in either period."


def test_size_with_places_chosen_as_active() -> None:
    """Places of steady rates: silence at p below .05 in no more than five of 100 places, whichever were active."""
    draw, called, many, outside = np.random.default_rng(3), 0, 0, 0
    for _ in range(60):
        rates = draw.gamma(1.0, 0.05, 40)
        before = {str(i): int(n) for i, n in enumerate(draw.poisson(rates * 120)) if n}
        after = {str(i): int(n) for i, n in enumerate(draw.poisson(rates * 90)) if n}
        found = turnover(before, after, (120, 90))
        called += sum(place.chance is not None and place.chance < 0.05 for place in found.places)
        many += len(found.places)
        chance = found.by_chance[SILENT]
        outside += not chance.low <= found.counts[SILENT] <= chance.high
    assert called / many <= 0.05
    assert 0.0 <= outside / 60 <= 0.12
