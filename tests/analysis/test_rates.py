"""Rates against published tables, hand-worked cases and simulations."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from counterclaim.analysis.dispersion import dispersion, of_sizes
from counterclaim.analysis.predictive import Prior, rest
from counterclaim.analysis.rates import Count, garwood, rate, rates
from counterclaim.errors import UsageError

# Exact limits as printed in tables of the Poisson distribution (Breslow and Day 1987, Statistical Methods in Cancer
# Research II, table 2.10, for 1 to 10).
GARWOOD = {0: (0.0, 3.689), 1: (0.0253, 5.572), 5: (1.623, 11.668), 10: (4.795, 18.390)}


@pytest.mark.parametrize("count", GARWOOD)
def test_garwood_is_the_printed_table(count: int) -> None:
    low, high = garwood(count)
    assert float(low) == pytest.approx(GARWOOD[count][0], abs=5e-4)
    assert float(high) == pytest.approx(GARWOOD[count][1], abs=5e-4)


def test_garwood_is_the_chi_square_form() -> None:
    k = np.arange(1, 400, 13)
    low, high = garwood(k, 0.9)
    assert low == pytest.approx(stats.chi2.ppf(0.05, 2 * k) / 2)
    assert high == pytest.approx(stats.chi2.ppf(0.95, 2 * k + 2) / 2)


@pytest.mark.parametrize("mean", [0.3, 2.0, 7.5, 52.0, 900.0])
def test_garwood_covers(mean: float) -> None:
    """Exact: no less than 95 % of counts; how many is a sum over the distribution, not a draw."""
    k = np.arange(int(mean + 12 * np.sqrt(mean) + 20))
    low, high = garwood(k)
    covered = stats.poisson.pmf(k, mean)[(low <= mean) & (mean <= high)].sum()
    assert 0.95 <= covered <= 1.0
    assert mean < 7 or covered <= 0.97


def test_part_of_a_year() -> None:
    found = rate(Count(52, 120))
    assert found.value == pytest.approx(52 / 120 * 365.2425)
    assert (round(found.low), round(found.high)) == (118, 208)
    assert rate(Count(52, 120), "day").value * 365.2425 / 12 == pytest.approx(
        rate(Count(52, 120), "month").value
    )


def test_nothing_seen() -> None:
    found = rate(Count(0, 365.2425))
    assert (found.value, found.low) == (0.0, 0.0)
    assert found.high == pytest.approx(3.6889, abs=1e-4)


@pytest.mark.parametrize(("count", "days"), [(5, 0), (5, -1), (-1, 5), (5, float("nan")), (5, float("inf"))])
def test_no_exposure_has_no_rate(count: int, days: float) -> None:
    with pytest.raises(UsageError):
        Count(count, days)


def test_unknown_unit_of_time() -> None:
    with pytest.raises(UsageError, match="per day, month, year"):
        rate(Count(1, 1), "week")


def test_many_rates_are_single_rates() -> None:
    found = rates([0, 3, 50], [30, 31, 0], "month")
    single = rate(Count(3, 31), "month")
    assert (found["value"][1], found["low"][1], found["high"][1]) == pytest.approx(
        (single.value, single.low, single.high)
    )
    assert np.isnan(found["high"][2])


def test_dispersion_by_hand() -> None:
    """Months of 30 days with 20, 2, 10, 20: mean 13, sum of squares (49 + 121 + 9 + 49) / 13 over 3."""
    found = dispersion([Count(k, 30) for k in (20, 2, 10, 20)])
    assert found is not None
    assert found.value == pytest.approx(228 / 13 / 3)
    assert found.over
    assert found.p < 0.005


def test_dispersion_needs_months() -> None:
    assert dispersion([Count(9, 30)]) is None
    assert dispersion([Count(9, 30), Count(2, 31), Count(3, 30)]) is None
    assert dispersion([Count(0, 30)] * 12) is None
    two = dispersion([Count(9, 30), Count(2, 31), Count(3, 30)], [Count(9, 30), Count(2, 31)])
    assert two is not None
    assert two.freedom == 3


@pytest.mark.parametrize("mean", [0.4, 3.0, 40.0])
def test_chance_is_called_scatter_in_five_of_a_hundred(mean: float) -> None:
    draw = np.random.default_rng(1)
    found = [dispersion([Count(int(k), 30) for k in draw.poisson(mean, 12)]) for _ in range(150)]
    called = np.mean([one.over for one in found if one])
    assert 0.0 <= called <= 0.1


def test_dispersion_of_sizes() -> None:
    assert of_sizes([1, 1, 1]) == 1.0
    assert of_sizes([10, 10]) == 10.0
    assert of_sizes([0, 0]) == 1.0
    assert of_sizes([]) == 1.0


@pytest.mark.parametrize(("mean_size", "events"), [(4.0, 30), (2.0, 200)])
def test_interval_of_deaths_covers(mean_size: float, events: int) -> None:
    """Sums of events' sizes, geometric: the interval widened by their dispersion holds the mean."""
    draw = np.random.default_rng(4)
    held = []
    for _ in range(1500):
        sizes = draw.geometric(1 / mean_size, draw.poisson(events))
        found = rate(Count(int(sizes.sum()), 365.2425), dispersion=of_sizes(sizes))
        held.append(found.low <= mean_size * events <= found.high)
    assert 0.90 <= np.mean(held) <= 0.97


def test_rest_of_the_year_is_negative_binomial() -> None:
    found = rest(Count(52, 120), 245)
    at = stats.nbinom(52.5, 120 / 365).ppf([0.025, 0.5, 0.975])
    assert found.more == tuple(int(k) for k in at)
    assert found.total == tuple(52 + int(k) for k in at)
    assert found.model == "gamma-Poisson"


def test_rest_after_nothing_and_of_nothing() -> None:
    none = rest(Count(0, 30), 335)
    assert none.more[0] == 0
    assert none.more[2] == int(stats.nbinom(0.5, 30 / 365).ppf(0.975))
    assert rest(Count(9, 365), 0).total == (9, 9, 9)


def test_a_prior_that_is_stated() -> None:
    found = rest(Count(10, 30), 30, prior=Prior(310, 365))
    assert found.more[1] == int(stats.nbinom(320, 395 / 425).ppf(0.5))
    with pytest.raises(UsageError):
        Prior(0, 10)


def test_months_must_add_up() -> None:
    with pytest.raises(UsageError, match="add up"):
        rest(Count(52, 120), 245, months=[Count(50, 120)])
    with pytest.raises(UsageError):
        rest(Count(52, 120), -1)


@pytest.mark.parametrize(("mean", "spread"), [(0.5, 1.0), (13.0, 1.0), (13.0, 4.0), (60.0, 10.0)])
def test_predictive_covers(mean: float, spread: float) -> None:
    """Eight months seen, four to come, by chance alone or with `spread` times the variance."""
    draw = np.random.default_rng(7)
    held, n = 0, 120
    for _ in range(n):
        size = mean / (spread - 1) if spread > 1 else 0
        k = draw.negative_binomial(size, 1 / spread, 12) if spread > 1 else draw.poisson(mean, 12)
        months = [Count(int(one), 30) for one in k[:8]]
        low, _, high = rest(Count(int(k[:8].sum()), 240), 120, months=months).more
        held += low <= k[8:].sum() <= high
    assert 0.90 <= held / n <= 1.0


@pytest.mark.parametrize(("months", "events"), [(12, 14), (60, 66), (108, 400)])
def test_dispersion_of_few_a_month_calls_chance_chance(months: int, events: int) -> None:
    """The chi-square distribution from one event a month on."""
    draw, days, many = np.random.default_rng(months), np.full(months, 30.0), 600
    called = 0
    for counts in draw.multinomial(events, days / days.sum(), size=many).tolist():
        found = dispersion([Count(count, 30.0) for count in counts])
        assert found is not None
        called += found.p < 0.05
    assert 0.025 < called / many < 0.08
