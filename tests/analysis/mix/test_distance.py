"""The distance of mixes: value, exact permutations, and the size of its test."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.spatial.distance import jensenshannon

from counterclaim.analysis.mix.distance import distance, jensen_shannon

COUNTS = st.lists(st.integers(0, 60), min_size=2, max_size=6)


@given(COUNTS, st.data())
def test_value_is_that_of_scipy(a: list[int], data: st.DataObject) -> None:
    b = data.draw(st.lists(st.integers(0, 60), min_size=len(a), max_size=len(a)))
    found = distance(a, b, permutations=19)
    if not sum(a) or not sum(b):
        assert found is None
        return
    assert found is not None
    assert found.value == pytest.approx(float(jensenshannon(a, b, base=2)), abs=1e-7)
    assert 0 < found.p <= 1
    assert 0 <= found.by_chance <= found.high_by_chance <= 1


def test_exact_p_is_that_of_all_permutations() -> None:
    """Four events of A and three of B: all 5,040 orders of their labels."""
    a, b = [3, 1, 0], [0, 1, 2]
    events = [0, 0, 0, 1, 1, 2, 2]
    value = jensen_shannon(np.array(a, float), np.array(b, float))
    as_far = many = 0
    for order in permutations(events):
        dealt = [np.bincount(part, minlength=3).astype(float) for part in (order[:4], order[4:])]
        as_far += jensen_shannon(dealt[0], dealt[1]) >= value - 1e-12
        many += 1
    found = distance(a, b)
    assert found is not None
    assert found.permutations is None
    assert found.p == pytest.approx(as_far / many)


def test_drawn_p_is_near_the_exact_one(monkeypatch: pytest.MonkeyPatch) -> None:
    exact = distance([12, 8, 3], [6, 9, 9])
    monkeypatch.setattr("counterclaim.analysis.mix.distance.MOST_TABLES", 0)
    drawn = distance([12, 8, 3], [6, 9, 9])
    assert exact is not None
    assert drawn is not None
    assert (exact.permutations, drawn.permutations) == (None, 9999)
    assert drawn.p == pytest.approx(exact.p, abs=0.015)
    again = distance([12, 8, 3], [6, 9, 9])
    assert drawn == again


def test_size() -> None:
    """Of mixes from one source, p is below .05 in no more than about five of 100."""
    draw, called, many = np.random.default_rng(8), 0, 150
    for _ in range(many):
        a, b = draw.multinomial(40, [0.4, 0.3, 0.2, 0.1]), draw.multinomial(25, [0.4, 0.3, 0.2, 0.1])
        found = distance(a.tolist(), b.tolist(), permutations=99)
        called += found is not None and found.p < 0.05
    assert 0.01 <= called / many <= 0.1
