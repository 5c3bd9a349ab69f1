"""Shares and differences against published tables, SciPy and simulations."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from counterclaim.analysis.mix.shares import difference, discoveries, equal, share, shares, wilson
from counterclaim.analysis.mix.shift import shift


@given(st.integers(1, 5000), st.floats(0, 1))
def test_wilson_is_that_of_scipy(total: int, part: float) -> None:
    count = round(part * total)
    found = share(count, total)
    ends = binomtest(count, total).proportion_ci(method="wilson")
    assert found is not None
    assert (found.low, found.high) == pytest.approx((ends.low, ends.high), abs=1e-9)
    assert found.low <= found.value <= found.high


@pytest.mark.parametrize(
    ("a", "b", "low", "high"),
    [  # Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
    ],
)
def test_difference_is_the_printed_table(
    a: tuple[int, int], b: tuple[int, int], low: float, high: float
) -> None:
    found = difference(a, b)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((low, high), abs=6e-5)


def test_joint_intervals_are_wider_and_cover_together() -> None:
    true, draw = np.array([0.5, 0.25, 0.15, 0.1]), np.random.default_rng(3)
    drawn = draw.multinomial(80, true, size=1500)
    together = alone = 0
    for row in drawn:
        found = shares(row.tolist())
        joint = [one.joint for one in found if one.joint]
        single = [one.interval for one in found if one.interval]
        together += all(of.low <= p <= of.high for of, p in zip(joint, true, strict=True))
        alone += all(of.low <= p <= of.high for of, p in zip(single, true, strict=True))
    assert 0.93 <= together / 1500 <= 0.985
    assert alone < together


@pytest.mark.parametrize(
    ("p1", "p2", "n1", "n2"), [(0.3, 0.5, 40, 60), (0.05, 0.1, 30, 30), (0.8, 0.8, 15, 200)]
)
def test_differences_cover(p1: float, p2: float, n1: int, n2: int) -> None:
    draw, held, many = np.random.default_rng(5), 0, 1500
    for x, y in zip(draw.binomial(n1, p1, many), draw.binomial(n2, p2, many), strict=True):
        found = difference((int(x), n1), (int(y), n2))
        assert found is not None
        held += found.low <= p1 - p2 <= found.high
    assert 0.93 <= held / many <= 0.99


def test_discoveries_of_benjamini_and_hochberg() -> None:
    """The 15 p values of their example (1995, section 3.2): four are rejected at .05."""
    p = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
        0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0000,
    ]  # fmt: skip
    found = discoveries(p)
    assert [q is not None and q < 0.05 for q in found] == [True] * 4 + [False] * 11
    assert discoveries([None, 0.01, None]) == [None, 0.01, None]
    assert discoveries([]) == []


def test_nothing_has_no_share() -> None:
    assert share(0, 0) is None
    assert difference((0, 0), (1, 2)) is None
    assert equal((0, 0), (1, 2)) is None
    assert shares([]) == []
    assert wilson(0, 10)[0] == 0.0


def test_shift_of_nothing_and_of_one() -> None:
    assert shift({}, {}).distance is None
    one = shift({"bomb": 1}, {})
    assert one.distance is None
    assert one.categories[0].difference is None
    assert not one.categories[0].differs
    both = shift({"bomb": 1}, {"bomb": 1})
    assert both.distance is not None
    assert (both.distance.value, both.distance.p) == (0.0, 1.0)


def test_shift_marks_what_differs() -> None:
    found = shift({"bombs": 60, "raids": 20, "sieges": 20}, {"bombs": 10, "raids": 25, "sieges": 65})
    named = {one.name: one for one in found.categories}
    assert named["bombs"].differs
    assert named["sieges"].differs
    assert not named["raids"].differs
    assert found.distance is not None
    assert found.distance.p < 0.001
    assert found.total == (100, 100)
