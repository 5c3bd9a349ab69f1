"""The fit of confidence finds weights that are known, and the figures of calibration are those by hand."""

from dataclasses import replace

import numpy as np
import pytest
from evaluation.suites import calibration
from evaluation.suites.calibration import Rated
from evaluation.suites.hand_gold import Text
from tests.factories import claim

from counterclaim.model import Span
from evaluation import logistic, reliability

KNOWN = np.array([-0.5, 1.2, -0.8, 0.0])


def drawn(seed: int, rows: int, weights=KNOWN):
    random = np.random.default_rng(seed)
    x = np.column_stack([np.ones(rows), random.integers(0, 2, (rows, len(weights) - 1))]).astype(float)
    return x, (random.random(rows) < logistic.predict(x, weights)).astype(float)


def test_the_fit_finds_known_weights() -> None:
    fits = np.array([logistic.fit(*drawn(seed, 2000), 1e-6) for seed in range(60)])
    error = fits.std(axis=0) / np.sqrt(len(fits))
    assert np.all(np.abs(fits.mean(axis=0) - KNOWN) < 4 * error + 0.01)


def test_bootstrap_intervals_hold_the_known_weights() -> None:
    x, y = drawn(7, 3000)
    random = np.random.default_rng(8)
    rows = (random.integers(0, len(y), len(y)) for _ in range(200))
    fits = np.array([logistic.fit(x[one], y[one], 1e-6) for one in rows])
    low, high = np.percentile(fits, (0.5, 99.5), axis=0)
    assert np.all((low < KNOWN) & (high > KNOWN))


def test_the_fit_is_where_the_slope_is_none() -> None:
    x, y = drawn(1, 400)
    weights = logistic.fit(x, y, 3.0)
    pull = 3.0 * weights
    pull[0] = 0
    assert x.T @ (logistic.predict(x, weights) - y) + pull == pytest.approx(np.zeros(4), abs=1e-6)
    assert logistic.predict(x, weights).mean() == pytest.approx(y.mean(), abs=1e-9)


def test_a_penalty_draws_weights_to_nothing_and_survives_a_feature_of_right_claims_alone() -> None:
    x, y = drawn(2, 300)
    sizes = [np.abs(logistic.fit(x, y, penalty)[1:]).sum() for penalty in (0.1, 1.0, 10.0, 1000.0)]
    assert sizes == sorted(sizes, reverse=True)
    apart = np.column_stack([x, y])
    assert np.isfinite(logistic.fit(apart, y, 1.0)).all()


def test_rising_columns_get_no_weight_below_0() -> None:
    x, y = drawn(3, 2000)
    free, bound = logistic.fit(x, y, 1.0), logistic.fit(x, y, 1.0, rising=(1, 2))
    assert free[2] < -0.5
    assert bound[2] == 0
    assert bound[1] > 0.5


def test_the_penalty_is_large_where_there_is_nothing_to_learn() -> None:
    fold = np.arange(400) % 10
    x, noise = drawn(4, 400, np.zeros(4))
    assert logistic.best_penalty(x, noise, fold) == max(logistic.PENALTIES)
    x, clear = drawn(5, 400, np.array([-3.0, 6.0, 3.0, -5.0]))
    assert logistic.best_penalty(x, clear, fold) < max(logistic.PENALTIES)


def test_a_text_is_not_rated_by_weights_learnt_from_it() -> None:
    """With outcomes that are noise, ranking by weights from other folds is no better than chance."""
    random = np.random.default_rng(6)
    x = np.column_stack([np.ones(200), random.normal(size=(200, 30))])
    y = (random.random(200) < 0.5).astype(float)
    own = logistic.predict(x, logistic.fit(x, y, 0.5))
    crossed = logistic.cross_validated(x, y, np.arange(200) % 5)
    assert reliability.auc(own, y) > 0.7
    assert reliability.auc(crossed, y) < 0.62


def test_figures_by_hand() -> None:
    p, y = np.array([0.2, 0.4, 0.6, 0.8]), np.array([0.0, 1.0, 0.0, 1.0])
    found = reliability.figures(p, y, ["a", "a", "b", "c"])
    assert found["brier"] == pytest.approx((0.04 + 0.36 + 0.36 + 0.04) / 4)
    assert found["base_brier"] == 0.25
    assert found["base_log_loss"] == pytest.approx(np.log(2))
    assert found["log_loss"] == pytest.approx(-(2 * np.log(0.8) + 2 * np.log(0.4)) / 4)
    assert found["ece"] == pytest.approx((0.2 + 0.6 + 0.6 + 0.2) / 4)
    assert found["auc"] == 0.75
    assert found["claims"] == 4
    assert found["ece_low"] <= found["ece"] <= found["ece_high"]


def test_bins_have_equal_counts_and_do_not_go_by_the_order_of_the_rows() -> None:
    random = np.random.default_rng(9)
    p = random.integers(1, 20, 203) / 20
    y = (random.random(203) < p).astype(float)
    found = reliability.table(p, y)
    assert sum(one.claims for one in found) == 203
    assert {one.claims for one in found} == {20, 21}
    assert [one.said for one in found] == sorted(one.said for one in found)
    turned = reliability.table(p[::-1], y[::-1])
    assert [(one.claims, one.said) for one in turned] == [
        (one.claims, pytest.approx(one.said)) for one in found
    ]
    assert [one.right for one in turned] == pytest.approx([one.right for one in found])


def test_true_probabilities_have_the_error_of_chance_and_wrong_ones_more() -> None:
    random = np.random.default_rng(10)
    p = random.uniform(0.1, 0.9, 1000)
    y = (random.random(1000) < p).astype(float)
    chance = reliability.error_by_chance(p)
    assert reliability.calibration_error(p, y) < 2 * chance
    too_high = np.minimum(0.99, p + 0.2)
    assert reliability.calibration_error(too_high, y) > 3 * chance
    low, _ = reliability.error_interval(too_high, y, [str(number) for number in range(1000)])
    assert low > 2 * chance


def test_auc_of_ties_and_of_one_class() -> None:
    assert reliability.auc(np.array([0.5, 0.5]), np.array([0.0, 1.0])) == 0.5
    assert reliability.auc(np.array([0.5, 0.9]), np.array([1.0, 1.0])) == 0.5


def test_claims_of_texts_are_rated() -> None:
    words = "Gunmen killed four soldiers in Homs on Monday. Rebels shelled the town of Idlib on Sunday."
    gold = {"in": "killed four soldiers", "kind": "event", "type": "attack|armed_clash|unspecified_violence"}
    text = Text("one", "agency", "", words, None, None, "Desk", (gold,), ())
    rated = calibration.hand_claims([text])
    asked = {one.claim.trigger.text: one.right for one in rated}
    assert asked == {"killed": True, "shelled": False}
    wrong = calibration.hand_claims([replace(text, claims=({**gold, "modality": "denied"},))])
    assert {one.claim.trigger.text: one.right for one in wrong} == {"killed": False, "shelled": False}


def test_the_suite_goes_by_the_confidence_of_the_product() -> None:
    low = replace(claim("a"), confidence=0.1, sentence=Span(0, 4, "Text"))
    rated = [Rated("a", low, 1, False), Rated("b", replace(low, confidence=0.9), 1, True)]
    found = calibration.figures(rated)
    assert found["brier"] == pytest.approx(0.01)
    assert found["auc"] == 1
    assert calibration.figures([]) == {"claims": 0}
