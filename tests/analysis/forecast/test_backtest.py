"""Forecasts from the past alone: what comes after the origin, or became known after it, changes nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.analysis.forecast import BASELINES, Panel, mixture, pooled, window
from counterclaim.analysis.forecast.combining import COMPONENTS
from counterclaim.analysis.forecast.panel import Late, last_day
from counterclaim.errors import UsageError
from tests.analysis.forecast.panels import START, negative_binomial

CHEAP = {name: model for name, model in {**BASELINES, **COMPONENTS}.items() if name != "boosted"}
ORIGIN = START + 13


def samples(panel: Panel, models: dict[str, Any] = CHEAP, origin: int = ORIGIN) -> dict[str, Any]:
    return dict(window(panel, origin, (1, 2, 3), models, samples=40).samples)


def same(one: dict[str, Any], two: dict[str, Any]) -> bool:
    return all(np.array_equal(one[name], two[name]) for name in one)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(0, 100_000), min_size=18, max_size=18))
def test_a_changed_future_changes_nothing(future: list[int]) -> None:
    panel = negative_binomial(20, [2.0, 30.0, 0.1])
    other = panel.values.copy()
    other[0, 14:] = np.reshape(future, (6, 3))
    assert same(samples(panel), samples(replace(panel, values=other)))


def test_a_changed_future_changes_no_mixture() -> None:
    panel = negative_binomial(20, [2.0, 30.0, 0.1])
    other = panel.values.copy()
    other[0, 14:] += 1_000
    models = {"mixture": mixture}
    assert same(samples(panel, models), samples(replace(panel, values=other), models))


def test_a_changed_past_changes_forecasts() -> None:
    panel = negative_binomial(20, [2.0, 30.0, 0.1])
    other = panel.values.copy()
    other[0, 13] += 500
    assert not same(samples(panel), samples(replace(panel, values=other)))


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 13), st.integers(0, 2), st.integers(0, 100_000))
def test_a_count_known_later_changes_nothing(month: int, unit: int, count: int) -> None:
    panel = negative_binomial(20, [2.0, 30.0, 0.1])
    known = np.tile([[last_day(START + row)] for row in range(20)], (1, 3))
    known[month, unit] = last_day(ORIGIN) + 1
    other = panel.values.copy()
    other[0, month, unit] = count
    one, two = (replace(panel, values=values, known=known) for values in (panel.values, other))
    assert same(samples(one), samples(two))
    assert np.isnan(one.past(ORIGIN).middle[month, unit])


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 13), st.integers(0, 2), st.integers(1, 100_000))
def test_an_event_reported_later_changes_nothing(month: int, unit: int, count: int) -> None:
    """A part of a count that was reported after the origin is taken away, and the rest of the count stays."""
    panel = negative_binomial(20, [2.0, 30.0, 0.1])
    more = panel.values.copy()
    more[0, month, unit] += count
    part = np.array([month]), np.array([unit]), np.array([last_day(ORIGIN) + 1])
    late = Late(*part, values=np.array([[float(count)]]), best=np.array([float(count)]))
    assert same(samples(panel), samples(replace(panel, values=more, late=late)))
    assert (
        replace(panel, values=more, late=late).past(ORIGIN + 1).values[0, month, unit] == more[0, month, unit]
    )


def test_covariates_of_the_future_are_gone() -> None:
    panel = negative_binomial(6, [2.0])
    past = replace(panel, covariates={"threats": np.ones((6, 1))}).past(START + 2)
    assert past.covariates["threats"].shape == (3, 1)


def test_windows_put_together_weigh_each_forecast_the_same() -> None:
    panel = negative_binomial(20, [2.0, 30.0])
    made = [
        window(panel, origin, (1, 2, 3), {"zero": BASELINES["zero"]}) for origin in (START + 5, START + 17)
    ]
    assert [one.leads for one in made] == [(1, 2, 3), (1, 2)]
    expected = np.concatenate([one.observed for one in made]).mean()
    assert pooled(made)["zero"].crps == pytest.approx(expected)


def test_no_past() -> None:
    with pytest.raises(UsageError, match="no counts up to 2014-12"):
        negative_binomial(6, [2.0]).past(START - 1)


@pytest.mark.parametrize(
    ("units", "values"),
    [
        (("A",), np.zeros((1, 0, 1))),
        (("A", "B"), np.zeros((1, 3, 1))),
        (("A",), np.full((1, 3, 1), -1.0)),
        (("A",), np.full((1, 3, 1), np.inf)),
        (("A", "A"), np.zeros((1, 3, 2))),
        (("A",), np.zeros((1, 5_000, 1))),
    ],
)
def test_impossible_panels(units: tuple[str, ...], values: np.ndarray) -> None:
    with pytest.raises(UsageError):
        Panel(units, START, values)


def test_what_is_worked_out_is_shared_by_pasts_alone() -> None:
    """A past that was asked after a longer one says what it says alone; a changed panel has nothing worked out."""
    panel = negative_binomial(20, [2.0, 30.0, 0.1])
    alone = samples(negative_binomial(20, [2.0, 30.0, 0.1]), CHEAP, START + 9)
    samples(panel, {"hurdle": CHEAP["hurdle"]}, START + 17)
    assert panel.worked_out
    assert same(samples(panel, CHEAP, START + 9), alone)
    assert not replace(panel, values=panel.values + 1).worked_out
