"""The likelihood of a stretch, against sums and integrals by other means."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import beta, nbinom, poisson

from counterclaim.analysis.change.segments import WEIGHT, Stretches
from tests.analysis.change.series import weeks


def test_evidence_is_the_integral_over_levels() -> None:
    series = weeks([3, 0, 5, 2], [7, 7, 3, 7])
    k = 0.4
    stretches = Stretches(series, np.array([k]))
    prior = beta(1 + k * WEIGHT / series.rate, WEIGHT)

    def joint(p: float) -> float:
        likelihood = nbinom.pmf(series.counts, k * series.exposure, p).prod()
        return float(likelihood * prior.pdf(p))

    by_hand = quad(joint, 0, 1, limit=200)[0]
    found = stretches.evidence(0, 4)[0, 0] + stretches.own[0, 4]
    assert found == pytest.approx(np.log(by_hand), rel=1e-5)


def test_greatest_likelihood_is_that_at_the_mean_rate() -> None:
    series = weeks([3, 0, 5, 2], [7, 7, 3, 7])
    k = 0.4
    rate = series.counts.sum() / series.exposure.sum()
    by_hand = nbinom.logpmf(series.counts, k * series.exposure, k / (k + rate)).sum()
    stretches = Stretches(series, np.array([k]))
    assert stretches.greatest(0, 4)[0, 0] + stretches.own[0, 4] == pytest.approx(by_hand)
    nothing = Stretches(weeks([0, 0, 3]), np.array([k]))
    assert nothing.greatest(0, 2)[0, 0] == 0.0


def test_large_k_is_poisson() -> None:
    series = weeks([3, 0, 5, 2])
    stretches = Stretches(series, np.array([1e7]))
    by_hand = poisson.logpmf(series.counts, 2.5).sum()
    assert stretches.greatest(0, 4)[0, 0] + stretches.own[0, 4] == pytest.approx(by_hand, abs=1e-4)


def test_draws_of_a_level_are_of_its_posterior() -> None:
    """Gamma for large k: shape 10 + 1/2, rate 28 days + 1/2 over the mean rate."""
    series = weeks([3, 0, 5, 2])
    stretches = Stretches(series, np.array([1e7]))
    many = np.zeros(40_000, dtype=np.int64)
    found = stretches.draws(many, many + 4, many, np.random.default_rng(1))
    assert found.mean() == pytest.approx(10.5 / (28 + 0.5 * 28 / 10), rel=0.01)
    assert found.var() == pytest.approx(10.5 / (28 + 0.5 * 28 / 10) ** 2, rel=0.03)
