"""Odds ratios against other programs' figures, and their coverage."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats.contingency import odds_ratio

from counterclaim.analysis.mix.clusters import scatter
from counterclaim.analysis.mix.odds import Table, pooled, ratio

# Admissions to Berkeley by department, 1973: men admitted and rejected, women admitted and rejected
# (Bickel, Hammel and O'Connell 1975, Science 187, 398-404; R's UCBAdmissions).
BERKELEY = [
    Table(512, 313, 89, 19),
    Table(353, 207, 17, 8),
    Table(120, 205, 202, 391),
    Table(138, 279, 131, 244),
    Table(53, 138, 94, 299),
    Table(22, 351, 24, 317),
]


def test_fishers_tea() -> None:
    """``fisher.test(TeaTasting, alternative = "greater")``: what R's help page prints, to the precision of its search."""
    found = ratio(Table(3, 1, 1, 3), level=0.9)
    assert found is not None
    assert found.value == pytest.approx(6.408309, rel=1e-4)
    assert found.low == pytest.approx(0.3135693, rel=1e-4)


def test_berkeley() -> None:
    """``mantelhaen.test(UCBAdmissions)``: men do not have better odds, department by department."""
    found = pooled(BERKELEY)
    assert found is not None
    assert found.value == pytest.approx(0.9046968, abs=1e-6)
    assert (found.low, found.high) == pytest.approx((0.7719074, 1.0603298), abs=1e-6)
    crude = ratio(Table(*(sum(cells) for cells in zip(*BERKELEY, strict=True))))
    assert crude is not None
    assert crude.low > 1.6


def test_empty_tables() -> None:
    assert ratio(Table(0, 0, 3, 4)) is None
    assert ratio(Table(0, 5, 0, 4)) is None
    assert pooled([]) is None
    assert pooled([Table(3, 0, 0, 0)]) is None
    one_sided = ratio(Table(5, 0, 2, 6))
    assert one_sided is not None
    assert math.isinf(one_sided.value)
    assert one_sided.low > 0


@pytest.mark.parametrize("pooling", [False, True])
def test_intervals_cover(pooling: bool) -> None:
    draw, held, many, true = np.random.default_rng(2), 0, 150, (0.6 / 0.4) / (0.3 / 0.7)
    for _ in range(many):
        strata = [
            Table(x, n - x, y, m - y)
            for n, m in ((30, 12), (15, 40))
            for x, y in [(int(draw.binomial(n, 0.6)), int(draw.binomial(m, 0.3)))]
        ]
        found = pooled(strata) if pooling else ratio(strata[0])
        assert found is not None
        held += found.low <= true <= found.high
    assert 0.92 <= held / many <= 1.0


def test_widened_interval_covers_clusters() -> None:
    """Months whose shares scatter: beta-binomial with a variance of about 3 times that of chance."""
    draw, plain, wide, many, true = np.random.default_rng(4), 0, 0, 50, 1.0
    for _ in range(many):
        sides = [[(int(draw.binomial(10, draw.beta(1.75, 1.75))), 10) for _ in range(12)] for _ in range(2)]
        table = Table(*(count for side in sides for count in _totals(side)))
        found = scatter(*sides)
        assert found is not None
        exact, allowed = ratio(table), ratio(table, dispersion=found.value)
        assert exact is not None
        assert allowed is not None
        plain += exact.low <= true <= exact.high
        wide += allowed.low <= true <= allowed.high
    assert plain / many < 0.85
    assert 0.86 <= wide / many <= 1.0


def _totals(side: list[tuple[int, int]]) -> tuple[int, int]:
    yes = sum(k for k, _ in side)
    return yes, sum(n for _, n in side) - yes


def test_scatter_by_hand() -> None:
    """Shares 8, 2, 8, 2 of 10: each is 3 off a mean of 5, so (9 / 2.5) x 4 / 3."""
    found = scatter([(8, 10), (2, 10), (8, 10), (2, 10)])
    assert found is not None
    assert found.value == pytest.approx(4 * 9 / 2.5 / 3)
    assert found.over
    assert scatter([(8, 10)]) is None
    assert scatter([(0, 10)] * 12) is None
    assert scatter([(3, 10)] * 6, [(0, 0)] * 6) is not None


def test_exact_intervals_are_scipys() -> None:
    draw = np.random.default_rng(8)
    for a, b, c, d in draw.integers(0, 25, (200, 4)).tolist():
        found = ratio(Table(a, b, c, d))
        if found is None:
            continue
        ends = odds_ratio([[a, b], [c, d]], kind="conditional").confidence_interval(0.95)
        assert (found.low, found.high) == pytest.approx((ends.low, ends.high), rel=1e-6)
