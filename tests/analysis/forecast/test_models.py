"""Baselines and models: what they draw from, coverage on simulated series, what disagreement does to a forecast."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import numpy as np
import pytest

from counterclaim.analysis.forecast import BASELINES, Model, Panel, combining, disputed, draw, mixture, window
from counterclaim.analysis.forecast import boosted as boosting
from counterclaim.analysis.forecast.boosted import boosted
from counterclaim.analysis.forecast.combining import COMPONENTS, best_weights, learn, spread
from counterclaim.analysis.forecast.features import NAMES, pairs
from counterclaim.analysis.forecast.groups import active, groups
from counterclaim.analysis.forecast.hurdle import fit, hurdle, truncated
from counterclaim.analysis.forecast.resampling import noisy, weighted
from counterclaim.analysis.forecast.scores import interval
from tests.analysis.forecast.panels import START, negative_binomial, points

EVERY = {**BASELINES, **COMPONENTS, "mixture": mixture}


def test_conflictology_draws_from_its_months_alone() -> None:
    panel = points([[100], [1], [2], [3], [4], [5], [6]])
    drawn = draw(BASELINES["conflictology_6"], "c", panel, (1, 2))
    assert set(np.unique(drawn)) == {1, 2, 3, 4, 5, 6}
    assert drawn.mean() == pytest.approx(3.5, abs=0.2)


def test_gaps_are_passed_over() -> None:
    panel = points([[8, 0], [np.nan, 0], [np.nan, 3]])
    assert set(np.unique(draw(BASELINES["conflictology_6"], "c", panel, (1,))[:, 0, 0])) == {8}
    last = draw(BASELINES["last_observed"], "l", panel, (1,))
    assert last[:, 0, 0].mean() == pytest.approx(8, abs=0.5)


def test_bootstrap_draws_from_all_units() -> None:
    drawn = draw(BASELINES["bootstrap"], "b", points([[0, 10], [0, 20]]), (1,))
    assert set(np.unique(drawn[:, 0, 0])) == {0, 10, 20}


def test_late_months_weigh_more() -> None:
    rows = [[0.0]] * 12 + [[50.0]] * 3
    near, far = (draw(weighted(half, 0.0), "w", points(rows), (1,)).mean() for half in (2.0, 60.0))
    assert near > far + 10


def test_noise_leaves_the_mean() -> None:
    assert noisy(np.full(200_000, 20.0), 0.6, np.random.default_rng(1)).mean() == pytest.approx(20, rel=0.02)


def test_groups() -> None:
    panel = points([[0, 1, 3]] * 14)
    assert list(active(panel)) == [False, False, True]
    assert list(groups(panel)) == [0, 1, 2]
    assert list(groups(points([[0, 90, 1]] + [[0, 0, 2]] * 12))) == [0, 0, 1]


def test_truncated_draws_have_the_mean_of_the_distribution() -> None:
    """Mean of a negative binomial above 0: m / (1 - (r / (r + m)) ** r)."""
    found = truncated(np.full(60_000, 1.5), 0.8, np.random.default_rng(2))
    assert found.min() == 1
    assert found.mean() == pytest.approx(1.5 / (1 - (0.8 / 2.3) ** 0.8), rel=0.02)


def test_hurdle_finds_what_made_the_counts() -> None:
    """Counts of one size and no memory: size and share of months with any are found again."""
    panel = negative_binomial(60, [6.0] * 12, size=1.5)
    known = pairs(panel, (1,))
    fitted = fit(known)
    assert fitted is not None
    assert np.exp(fitted.log_size) == pytest.approx(1.5, rel=0.25)
    drawn = draw(hurdle, "h", panel, (1,))
    assert (drawn > 0).mean() == pytest.approx((panel.values > 0).mean(), abs=0.05)
    assert drawn.mean() == pytest.approx(6, rel=0.15)


def test_features_of_an_origin_are_of_its_own_past() -> None:
    known = pairs(points([[float(month)] for month in range(10)]), (2,))
    last = np.expm1(known.features[:, NAMES.index("last")])
    assert list(known.came - last) == pytest.approx([2.0] * len(last))


@pytest.mark.parametrize("name", EVERY)
def test_any_model_answers_anything(name: str) -> None:
    """One month, zeros, gaps, a unit that was never watched: whole counts from 0, never NaN."""
    gaps = [[0, 5, np.nan], [0, np.nan, np.nan], [0, 7, np.nan], [0, 0, np.nan], [0, 900, np.nan]]
    for panel in (points([[3]]), points([[0.0]] * 8), points(gaps), points([[np.nan]] * 4)):
        drawn = draw(EVERY[name], name, panel, (1, 5), samples=50)
        assert drawn.shape == (50, 2, len(panel.units))
        assert np.isfinite(drawn).all()
        assert drawn.min() >= 0


@pytest.mark.parametrize("name", EVERY)
def test_the_same_again(name: str) -> None:
    panel = negative_binomial(20, [3.0, 40.0])
    one, two = (draw(EVERY[name], name, panel, (1, 2), samples=80) for _ in range(2))
    assert np.array_equal(one, two)


def test_coverage_of_the_mixture(monkeypatch: pytest.MonkeyPatch) -> None:
    """90 % intervals hold about 90 % of 360 counts of negative binomial series whose levels differ.

    Without the trees, which take most of the time.
    """
    cheap = {name: model for name, model in COMPONENTS.items() if name != "boosted"}
    monkeypatch.setattr(combining, "COMPONENTS", cheap)
    panel = negative_binomial(36, [8.0 * 1.18**at for at in range(30)], seed=7)
    made = window(panel, START + 23, range(1, 13), {"ours": mixture}, samples=300)
    scores = made.scores()["ours"]
    assert scores.forecasts == 360
    assert 0.86 <= (scores.coverage90 or 0) <= 0.95


@pytest.mark.parametrize("model", [mixture, hurdle, boosted, COMPONENTS["weighted_9"], COMPONENTS["pool"]])
def test_reports_that_disagree_more_give_wider_forecasts(model: Model) -> None:
    best = negative_binomial(10, [10.0, 20, 40, 80, 160, 320], size=30.0).values[0]
    rng = np.random.default_rng(3)
    widths = []
    for factor in (1.0, 2.0, 4.0):
        values = disputed(best / factor, best, best * factor, 20, rng)
        panel = Panel(tuple("ABCDEF"), START, values, best)
        low, high = interval(draw(model, "m", panel, (1,), samples=400))
        widths.append(float((high - low).mean()))
    assert widths[0] < widths[1] < widths[2]


def test_draws_lie_between_low_and_high_with_the_best_in_the_middle() -> None:
    low, best, high = (np.full((5, 400), value) for value in (2.0, 10.0, 40.0))
    drawn = disputed(low, best, high, 50, np.random.default_rng(1))
    assert drawn.min() >= 2
    assert drawn.max() <= 40
    assert np.median(drawn) == pytest.approx(10, abs=0.5)
    assert np.ptp(drawn, axis=1).max() == 0


def test_weights_go_to_the_model_that_is_right() -> None:
    rng = np.random.default_rng(4)
    came = rng.poisson(20, 300).astype(float)
    right, low, wide = (
        rng.poisson(20, (200, 300)),
        rng.poisson(5, (200, 300)),
        rng.poisson(20, (200, 300)) * 4,
    )
    weight = best_weights(np.stack([low, right, wide]).astype(float), came)
    assert weight.sum() == pytest.approx(1)
    assert weight[1] > 0.9


def test_without_validation_weights_are_equal() -> None:
    learnt = learn(points([[3.0]] * 5), (1,))
    assert learnt.origins == 0
    assert np.ptp(learnt.weights) == 0


def test_spread_keeps_zeros_and_the_median() -> None:
    samples = np.array([0.0, 0, 3, 8, 20, 50, 120])[:, None]
    wider = spread(samples, 1.5)
    assert list(wider[:2, 0]) == [0, 0]
    assert np.median(wider) == np.median(samples)
    assert np.ptp(wider) > np.ptp(samples)


def test_covariates_that_lead_help_the_trees() -> None:
    """Counts follow a covariate of the month before: the trees that are given it forecast better."""
    rng = np.random.default_rng(5)
    signal = rng.integers(0, 2, (48, 20)).astype(float)
    mean = np.vstack([np.full((1, 20), 5.0), np.where(signal[:-1] > 0, 60.0, 5.0)])
    counts = Panel(tuple(f"u{at}" for at in range(20)), START, rng.poisson(mean)[None].astype(float))
    told = replace(counts, covariates={"threats": signal})
    without, given = (
        window(panel, START + 46, (1,), {"m": boosted}, samples=300).scores()["m"].crps
        for panel in (counts, told)
    )
    assert given < 0.6 * without


def test_models_are_fitted_anew_when_the_past_is_an_eighth_longer() -> None:
    panel = negative_binomial(60, [5.0, 40.0])
    lengths = [panel.past(START + months - 1).fitted.months for months in range(1, 61)]
    assert all(months - months // 8 <= fitted <= months for months, fitted in enumerate(lengths, 1))
    assert lengths == sorted(lengths)
    assert lengths[:8] == list(range(1, 9))
    assert len(set(lengths)) < 40


def test_threads_change_no_forecast(monkeypatch: pytest.MonkeyPatch) -> None:
    alone: list[np.ndarray] = []
    beside: list[np.ndarray] = []
    for threads, found in ((1, alone), (4, beside)):
        monkeypatch.setattr(combining, "cores", lambda threads=threads: threads)
        monkeypatch.setattr(boosting, "cores", lambda threads=threads: threads)
        panel = negative_binomial(60, [3.0, 9.0, 30.0, 60.0])
        for months in (58, 60):
            past = panel.past(panel.start + months - 1)
            found += [draw(boosted, "trees", past, (1, 2)), draw(mixture, "ours", past, (1, 2))]
    np.testing.assert_array_equal(alone, beside)


def test_what_threads_ask_for_at_once_is_made_once() -> None:
    panel = negative_binomial(6, [3.0])
    made: list[Panel] = []

    def make(past: Panel) -> int:
        time.sleep(0.02)
        made.append(past)
        return len(made)

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda _: panel.once("number", (1,), make), range(8))) == [1] * 8


def test_what_is_fitted_knows_no_later_month_and_no_draws() -> None:
    panel = negative_binomial(30, [5.0, 40.0])
    values = np.repeat(panel.values, 3, axis=0) + np.arange(3.0)[:, None, None]
    disputed_panel = replace(panel, values=values, best=panel.values[0])
    fitted = disputed_panel.past(START + 28).fitted
    assert fitted.values.shape[0] == 1
    assert np.array_equal(fitted.values[0], panel.values[0, : fitted.months])
