"""Comparisons against other programs' figures, simulations, and what may be said of them."""

from __future__ import annotations

import math
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from counterclaim.analysis.compare import compare
from counterclaim.analysis.rates import Bounds, Count
from counterclaim.analysis.words import in_words, number, sentence, table

COUNTS = st.integers(0, 3000)
SPANS = st.integers(1, 4000)


def test_the_example_of_r() -> None:
    """``poisson.test(c(11, 21), c(800, 3011))``: the ratio and interval that R's help page prints."""
    found = compare(Count(11, 800), Count(21, 3011))
    assert found.ratio is not None
    assert found.ratio.value == pytest.approx(1.971488, abs=1e-6)
    assert (found.ratio.low, found.ratio.high) == pytest.approx((0.8584264, 4.2772659), abs=1e-6)


@pytest.mark.parametrize(
    ("a", "b", "larger", "smaller"),
    [
        # statsmodels 0.15.0, test_poisson_2indep(method="exact-cond"), one-sided, computed once.
        ((11, 800), (21, 3011), 0.05600865978769968, 0.9759318232273121),
        ((52, 120), (310, 365), 0.9999995429674418, 9.181123235668073e-07),
        ((153, 182), (121, 365), 1.5406782163865248e-14, 1.0),
        ((0, 30), (9, 60), 1.0, 0.026012294873748915),
        ((60, 51477.5), (30, 54308.7), 0.0004280526940501244, 0.9998077878100844),
    ],
)
def test_exact_test(a: tuple[int, float], b: tuple[int, float], larger: float, smaller: float) -> None:
    found = compare(Count(*a), Count(*b))
    assert found.p == pytest.approx(2 * min(larger, smaller), rel=1e-6)


@given(COUNTS, SPANS, COUNTS, SPANS)
def test_interval_is_that_of_the_binomial_and_agrees_with_the_test(a: int, da: int, b: int, db: int) -> None:
    found = compare(Count(a, da), Count(b, db))
    if a + b == 0:
        assert found.ratio is None
        assert found.p is None
        return
    assert found.ratio is not None
    assert found.p is not None
    share = stats.binomtest(a, a + b, da / (da + db)).proportion_ci(0.95, "exact")
    assert found.ratio.low == pytest.approx(share.low / (1 - share.low) * db / da, rel=1e-6)
    if b:
        assert found.ratio.high == pytest.approx(share.high / (1 - share.high) * db / da, rel=1e-6)
    if abs(found.p - 0.05) > 1e-9:
        assert found.differs == (found.p < 0.05)
    assert found.difference.low <= found.difference.value <= found.difference.high


@given(COUNTS, SPANS, COUNTS, SPANS)
def test_turned_round(a: int, da: int, b: int, db: int) -> None:
    one, other = compare(Count(a, da), Count(b, db)), compare(Count(b, db), Count(a, da))
    assert one.p == (other.p and pytest.approx(other.p))
    assert one.difference.low == pytest.approx(-other.difference.high)
    if one.ratio and other.ratio and a and b:
        assert one.ratio.low == pytest.approx(1 / other.ratio.high)


@pytest.mark.parametrize(
    ("mean_a", "mean_b", "days"), [(3, 9, (30, 365)), (40, 40, (120, 120)), (52, 310, (120, 365))]
)
def test_intervals_cover(mean_a: float, mean_b: float, days: tuple[int, int]) -> None:
    draw = np.random.default_rng(2)
    true = mean_a / days[0] / (mean_b / days[1])
    ratio, difference, n = 0, 0, 1200
    for a, b in zip(draw.poisson(mean_a, n), draw.poisson(mean_b, n), strict=True):
        found = compare(Count(int(a), days[0]), Count(int(b), days[1]))
        ratio += found.ratio is None or found.ratio.low <= true <= found.ratio.high
        difference += found.difference.low <= mean_a / days[0] - mean_b / days[1] <= found.difference.high
    assert 0.94 <= ratio / n <= 1.0  # exact: 95 % and more, less the luck of the draw
    assert 0.94 <= difference / n <= 0.99


@pytest.mark.parametrize("spread", [2.0, 6.0])
def test_interval_for_clusters_covers(spread: float) -> None:
    """Counts with `spread` times the variance of chance, and the spread known."""
    draw = np.random.default_rng(3)
    means, n = (90, 200), 800
    k = [draw.negative_binomial(mean / (spread - 1), 1 / spread, n) for mean in means]
    held = 0
    for a, b in zip(*k, strict=True):
        found = compare(Count(int(a), 120), Count(int(b), 365), dispersion=(spread, spread))
        assert found.ratio is not None
        held += found.ratio.low <= (90 / 120) / (200 / 365) <= found.ratio.high
    assert 0.92 <= held / n <= 0.985


@pytest.mark.parametrize(
    ("a", "b", "later", "said"),
    [
        ((52, 120), (310, 365), True, "fell to between a third and two thirds of what it was"),
        ((40, 365), (130, 365), True, "fell to between a fifth and a half of what it was"),
        ((40, 365), (130, 365), False, "is between a fifth and a half of that of B"),
        ((52, 120), (156, 365), True, "is not distinguishable from no change"),
        ((52, 120), (156, 365), False, "is not distinguishable from that of B"),
        ((153, 182), (121, 365), True, "rose to between twice and four times what it was"),
        (
            (200, 365),
            (60, 365),
            True,
            "at least doubled, to between two and a half and five times what it was",
        ),
        ((200, 365), (60, 365), False, "is between two and a half and five times that of B"),
        ((1086, 92), (755, 91), True, "rose to between 1.3 and 1.6 times what it was"),
        ((0, 30), (90, 60), True, "fell to a tenth of what it was or less"),
        ((90, 30), (0, 60), True, "rose at least tenfold"),
        ((90, 30), (0, 60), False, "is twenty times that of B or more"),
        ((9000, 365), (10000, 365), True, "fell to about nine tenths of what it was"),
        ((9500, 365), (10000, 365), True, "fell to between nine tenths of what it was and just under it"),
        ((56, 31), (36, 31), True, "rose to between just over what it was and two and a half times that"),
        ((10000, 365), (10050, 365), True, "is about the same: within 4 % of what it was"),
        ((0, 30), (9, 60), True, "is not distinguishable from no change"),
        ((0, 3), (0, 4), True, "cannot be compared: there are none in either"),
    ],
)
def test_words(a: tuple[int, int], b: tuple[int, int], later: bool, said: str) -> None:
    assert in_words(compare(Count(*a), Count(*b)), later=later) == said


def test_words_of_the_table_are_in_order() -> None:
    words = table()
    for names in (words.parts, words.multiples, words.at_least):
        assert [value for value, _ in names] == sorted({value for value, _ in names})
        assert len({said for _, said in names}) == len(names)
    assert all(value < 1 for value, _ in words.parts)
    assert all(value > 1 for value, _ in words.multiples)
    spelt = {"a half": 0.5, "a third": 1 / 3, "two thirds": 2 / 3, "three quarters": 0.75, "a fifth": 0.2}
    parts = {said: value for value, said in words.parts}
    assert {said: pytest.approx(parts[said], abs=1e-4) for said in spelt} == spelt


def printed() -> dict[str, tuple[float, float]]:
    """Every "X and Y" that can stand after "between", with its values."""
    words, found = table(), {}
    for names, of in ((words.parts, " of"), (words.multiples, "")):
        for (low, lower), (high, upper) in combinations(names, 2):
            found[f"{lower} and {upper}{of} what it was"] = (low, high)
            found[f"{lower.removesuffix(' times')} and {upper}{of} what it was"] = (low, high)
    return found


PRINTED = printed()


@given(COUNTS, SPANS, COUNTS, SPANS)
def test_no_more_is_said_than_the_interval_holds(a: int, da: int, b: int, db: int) -> None:
    """What is printed as "between X and Y" holds the interval, to within the slack; no rise is overstated."""
    found = compare(Count(a, da), Count(b, db))
    said, words = in_words(found, later=True), table()
    if found.ratio is None or not found.differs:
        assert "fell" not in said
        assert "rose" not in said
        return
    named = PRINTED.get(said.rpartition("between ")[2])
    if named is not None:
        low, high = named
        assert low <= found.ratio.low * (1 + words.slack)
        assert high >= found.ratio.high * (1 - words.slack)
    if "doubled" in said:
        assert found.ratio.low >= 2
    if "tripled" in said:
        assert found.ratio.low >= 3
    assert ("fell" in said) == (found.ratio.high < 1)


def test_the_sentence_has_its_figures() -> None:
    said = sentence(compare(Count(52, 120), Count(310, 365)), "attacks", later=True)
    assert said == (
        "The rate of attacks fell to between a third and two thirds of what it was (52 attacks in 120 days, 158 a year"
        " against 310 attacks in 365 days, 310 a year; ratio 0.51, 95 % interval 0.37 to 0.69)."
    )
    open_above = sentence(compare(Count(9, 30), Count(0, 60)), "attacks", later=True)
    assert "ratio at least 3.95" in open_above
    clusters = sentence(compare(Count(52, 120), Count(310, 365), dispersion=(3, 3)), "attacks", later=False)
    assert "allows for clusters" in clusters
    assert clusters.startswith("The rate of attacks in A is ")
    assert "none in either" in sentence(compare(Count(0, 9), Count(0, 9)), "attacks", later=True)


def test_bounds_as_json() -> None:
    assert Bounds(1.0, 0.5, math.inf).to_dict() == {"value": 1.0, "low": 0.5, "high": None}
    assert [number(x) for x in (0, 0.514, 9.96, 54.75, 1095.7)] == ["0", "0.51", "10.0", "54.8", "1,096"]
