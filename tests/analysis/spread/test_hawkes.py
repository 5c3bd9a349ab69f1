"""The Hawkes process: likelihood by hand, recovery from simulations, coverage, and what looks like one."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.optimize import minimize

from counterclaim.analysis.rates import Bounds
from counterclaim.analysis.spread.excitation import Excitation, excitation, sentence, warnings
from counterclaim.analysis.spread.hawkes import (
    LEAST,
    MOST,
    chance_of_gain,
    fit,
    gain,
    log_likelihood,
)
from counterclaim.errors import UsageError
from tests.analysis.spread.simulated import simulate

WEEK = math.log(2) / 7


def test_likelihood_is_the_double_sum() -> None:
    times, end, m, n, b = np.array([0.5, 1.1, 1.2, 4.0, 7.5]), 9.0, 0.3, 0.4, 0.8
    rates = [m + sum(n * b * math.exp(-b * (t - s)) for s in times if s < t) for t in times]
    integral = m * end + n * sum(1 - math.exp(-b * (end - t)) for t in times)
    by_hand = sum(map(math.log, rates)) - integral
    assert log_likelihood(times, end, m, n, b) == pytest.approx(by_hand)
    assert log_likelihood(times, end, m, 0.0, b) == pytest.approx(5 * math.log(m) - m * end)


def test_events_before_add_what_they_leave() -> None:
    """One event a day long before, every tenth of an hour spaced evenly, is what `before` stands for."""
    times, end, m, n, b = np.array([1.0, 2.5, 6.0]), 8.0, 0.2, 0.5, 0.4
    step = 0.01
    history = -np.arange(step / 2, 60, step)
    left = [
        sum(math.exp(-b * (t - s)) for s in times if s < t) + step * np.exp(-b * (t - history)).sum()
        for t in times
    ]
    integral = m * end + n * sum(1 - math.exp(-b * (end - t)) for t in times)
    integral += n * step * (np.exp(b * history) - np.exp(-b * (end - history))).sum()
    by_hand = sum(math.log(m + n * b * one) for one in left) - integral
    assert log_likelihood(times, end, m, n, b, before=1.0) == pytest.approx(by_hand, rel=1e-4)


def test_fit_is_the_maximum() -> None:
    times = simulate(0.3, 0.5, WEEK, 600.0, np.random.default_rng(5))
    found = fit(times, 600.0)
    assert found is not None
    before = len(times) / 600.0

    def loss(x: np.ndarray[tuple[int], np.dtype[np.float64]]) -> float:
        m, n, b = math.exp(x[0]), 1 / (1 + math.exp(-x[1])), math.exp(x[2])
        return -log_likelihood(times, 600.0, m, n, b, before=before)

    free = minimize(loss, [-1.2, 0.0, -2.3], method="Nelder-Mead")
    at = loss(
        np.log(
            [
                found.background,
                found.branching.value / (1 - found.branching.value),
                math.log(2) / found.half_life.value,
            ]
        )
    )
    assert at == pytest.approx(float(free.fun), abs=0.05)
    assert found.gain == pytest.approx(gain(times, 600.0))
    assert found.ks > 0.05


def test_simulation_has_the_mean_rate() -> None:
    """A process of background m and branching n has m / (1 - n) events a day."""
    times = simulate(0.5, 0.5, 2.0, 4000.0, np.random.default_rng(1))
    assert len(times) / 4000 == pytest.approx(1.0, rel=0.1)
    assert (np.diff(times) > 0).all()


def test_intervals_cover() -> None:
    draw, branching, half_life, fitted = np.random.default_rng(11), 0, 0, 0
    for _ in range(25):
        times = simulate(0.2, 0.5, math.log(2) / 5, 450.0, draw)
        found = fit(times[times > 100] - 100, 350.0)
        if found is not None:
            fitted += 1
            branching += found.branching.low <= 0.5 <= found.branching.high
            half_life += found.half_life.low <= 5 <= found.half_life.high
    assert fitted >= 23
    assert branching / fitted >= 0.82
    assert half_life / fitted >= 0.82


def test_a_steady_rate_is_called_so() -> None:
    draw, called = np.random.default_rng(3), 0
    for _ in range(12):
        times = np.sort(draw.uniform(0, 300, 80))
        called += chance_of_gain(gain(times, 300.0), 80, 300.0, simulations=19) < 0.06
    assert called <= 3


def test_days_with_jitter() -> None:
    times = simulate(0.25, 0.6, WEEK, 800.0, np.random.default_rng(8))
    days = np.floor(times[times > 100] - 100).astype(np.int64)
    found = excitation(days, 700, jitters=3)
    assert found is not None
    assert not found.steady
    assert found.half_life is not None
    assert found.branching.low <= 0.6 <= found.branching.high
    assert found.half_life.low <= 7 <= found.half_life.high
    assert "as if each called forth others" in sentence(found, len(days))
    assert not any("duplicates" in one for one in warnings(found))


def test_copies_smell_of_duplicates() -> None:
    """Each event twice on its day, as when two reports of it were not linked."""
    days = np.sort(np.repeat(np.random.default_rng(4).integers(0, 365, 60), 2))
    found = excitation(days, 365, jitters=3)
    assert found is not None
    assert found.half_life is not None
    assert found.half_life.value < 1
    assert found.same_day == 120
    assert any("smells of duplicates" in one for one in warnings(found))
    assert " hours" in sentence(found, 120)


def test_few_and_many_are_refused() -> None:
    few = np.arange(LEAST - 1)
    assert fit(few.astype(float) + 0.5, 100.0) is None
    assert excitation(few, 100) is None
    assert excitation(np.zeros(0, dtype=np.int64), 10) is None
    assert "40 are needed" in sentence(None, 0)
    assert warnings(None) == []
    with pytest.raises(UsageError, match="smaller area"):
        fit(np.arange(MOST + 1) + 0.5, float(MOST + 2))


def test_what_is_said_of_doubtful_fits() -> None:
    wide = Excitation(Bounds(0.7, 0.2, 0.98), Bounds(30.0, 5.0, 45.0), 0.1, 0.005, 0.001, 200, 10, 360)
    said = " ".join(warnings(wide))
    for words in (
        "steady background",
        "no upper end that these days",
        "no upper end below 1",
        "does not fit",
    ):
        assert words in said
    steady = Excitation(Bounds(0.1, 0.0, 0.4), None, 0.3, 0.4, 0.5, 100, 3, 365)
    assert "No self-excitation" in sentence(steady, 100)
    assert warnings(steady) == []
