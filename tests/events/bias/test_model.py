from __future__ import annotations

import math
import random
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from counterclaim.errors import UsageError
from counterclaim.events.bias import MIN_FIGURES, BiasModel, Statement, fit
from counterclaim.events.bias.design import design
from counterclaim.events.bias.reml import Prior, Stop, variances
from counterclaim.events.bias.system import System
from tests.events.bias.simulated import drawn


def fitted(statements: list[Statement], *anchor: str) -> BiasModel:
    model = fit(statements, anchor)
    assert model is not None
    return model


def pairs(count: int, ratio: float, first: str = "A", second: str = "B") -> list[Statement]:
    """Events with figures of two sources, the second `ratio` times the first but for a wobble."""
    found = []
    for event in range(count):
        truth, wobble = 10.0 + 7 * event, 1.1 if event % 2 else 1 / 1.1
        for source, figure in ((first, truth * wobble), (second, truth * ratio / wobble)):
            found.append(Statement(f"{first}{event}", source, "army", "killed", figure, figure))
    return found


def test_by_hand() -> None:
    """Two sources, ten events, no wobble to speak of in the mean: the shrunk difference in closed form.

    With one bias a source of variance v, truths free, the difference of two sources over n events has mean
    log ratio, variance 2 s / n of the noise and 2 v beforehand: it shrinks by v / (v + s / n).
    """
    model = fitted(pairs(10, 3.0))
    v, s = model.variances.levels[0], model.variances.noise
    shrunk = math.log(3) * v / (v + s / 10)
    by = {one.source: one for one in model.biases() if one.whose is None}
    assert by["B"].estimate == pytest.approx(shrunk / 2)
    assert by["A"].estimate == pytest.approx(-shrunk / 2)
    assert by["B"].factor == pytest.approx(math.exp(shrunk / 2))
    assert by["B"].n == 10
    reach = 1.959964 * math.sqrt(2 / (1 / v + 10 / s)) / 2
    assert by["B"].high is not None
    assert by["B"].high - shrunk / 2 == pytest.approx(reach, rel=1e-6)


def test_same_as_statsmodels() -> None:
    """Restricted maximum likelihood by statsmodels 0.15.0.

    mixedlm("y ~ 0 + C(thing)", groups=1, vc_formula={"a": "0 + C(source)", "b": "0 + C(source x whose)"}).
    """
    system = System(design(drawn(7, sources=8, events=12).statements))
    found = variances(system, Prior(0, 0), Stop(1e-7, 2000))
    assert_allclose([found.noise, *found.levels[:2]], [0.040954, 0.052857, 0.043458], atol=2e-5)
    values = system.solve(found).values
    sources = [0.050395, 0.181135, 0.150749, -0.157606, -0.098162, -0.253982, -0.113239, 0.24071]
    assert_allclose(values[:8], sources, atol=2e-5)
    sides = [-0.034135, 0.075568, 0.195746, -0.04682, 0.240533, -0.11659, 0.038922, -0.168502]
    assert_allclose(values[8:16], sides, atol=2e-5)


def test_sparse_equations_are_those_of_the_whole_model() -> None:
    """Series and events together against one dense generalised least squares."""
    rng = np.random.default_rng(3)
    said = [
        Statement("war", f"s{rng.integers(3)}", "army", "tanks", float(f), float(f), int(d), True)
        for d, f in zip(rng.integers(1, 30, 25), rng.integers(5, 90, 25), strict=True)
    ] + pairs(4, 2.0, "s0", "s1")
    system = System(design(said))
    made = system.design
    now = variances(system)
    found = system.solve(now)
    z = np.hstack([made.matrix(np.arange(len(made.y)))])
    cov = now.noise * np.eye(len(made.y)) + z @ np.diag(now.prior(system.sizes)) @ z.T
    free = np.zeros((len(made.y), len(made.things)))
    free[np.arange(len(made.y)), made.of] = 1
    for number in system.curves:
        rows = made.rows_of[number]
        at = np.log1p(made.days[rows])
        cov[np.ix_(rows, rows)] += now.walk * (np.minimum.outer(at, at) - at.min())
    inverse = np.linalg.inv(cov)
    truth = np.linalg.solve(free.T @ inverse @ free, free.T @ inverse @ made.y)
    expected = np.diag(now.prior(system.sizes)) @ z.T @ inverse @ (made.y - free @ truth)
    assert_allclose(found.values, expected, atol=1e-8)


def test_intervals_cover() -> None:
    """95 % intervals of simulated records hold the bias that the record was drawn from, as often as they say."""
    held = []
    for seed in range(300):
        record = drawn(seed)
        model = fitted(record.statements)
        heard: dict[str, set[int]] = {}
        for one in record.statements:
            heard.setdefault(one.whose, set()).add(int(one.source[-1]))
        for bias in model.biases():
            if bias.category is None or bias.estimate is None or bias.whose is None:
                continue
            side = record.total[:, int(bias.whose[-1])]
            real = side[int(bias.source[-1])] - side[sorted(heard[bias.whose])].mean()
            assert bias.low is not None
            assert bias.high is not None
            held.append(bias.low <= real <= bias.high)
    assert len(held) > 2000
    assert 0.92 <= float(np.mean(held)) <= 0.98


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), scale=st.sampled_from([0.01, 10.0, 1000.0]))
def test_scale_moves_truths_alone(seed: int, scale: float) -> None:
    said = drawn(seed, events=12).statements
    times = [replace(one, low=one.low * scale, high=one.high * scale) for one in said if one.low and one.high]
    before, after = fitted(said), fitted(times)
    for one, two in zip(before.biases(), after.biases(), strict=True):
        assert (one.estimate is None) == (two.estimate is None)
        if one.estimate is not None:
            assert two.estimate == pytest.approx(one.estimate, abs=1e-6)
    for first, second in zip(before.truths(), after.truths(), strict=True):
        assert second.value == pytest.approx(first.value * scale, rel=1e-5)
        assert second.high == pytest.approx(first.high * scale, rel=1e-5)


def test_order_does_not_matter() -> None:
    said = drawn(1).statements
    shuffled = random.Random(0).sample(said, len(said))
    assert fitted(said).biases() == fitted(shuffled).biases()


def test_anchor_is_nought_and_moves_truths() -> None:
    said = pairs(10, 3.0)
    free, anchored = fitted(said), fitted(said, "A")
    by = {one.source: one for one in anchored.biases()}
    assert by["A"].estimate == pytest.approx(0.0)
    assert by["A"].low == pytest.approx(0.0)
    of = {one.source: one for one in free.biases()}
    assert of["B"].estimate is not None
    assert of["A"].estimate is not None
    assert by["B"].estimate == pytest.approx(of["B"].estimate - of["A"].estimate)
    one, two = free.truth("A3", "army", "killed"), anchored.truth("A3", "army", "killed")
    assert one is not None
    assert two is not None
    assert math.log(two.value / one.value) == pytest.approx(of["A"].estimate)
    assert two.low < two.value < two.high
    assert free.expected(said[6]) == pytest.approx(anchored.expected(said[6]))
    with pytest.raises(UsageError, match="'C' states no figure"):
        fit(said, ["C"])


def test_anchor_that_never_spoke_of_a_cell_widens_intervals() -> None:
    other = [replace(one, item=f"x{one.item}", whose="rebels") for one in pairs(10, 2.0, "B", "C")]
    by = {(one.source, one.whose): one for one in fitted(pairs(10, 3.0) + other, "A").biases()}
    spoken, unspoken = by["B", "army"], by["B", "rebels"]
    assert spoken.high is not None
    assert spoken.low is not None
    assert unspoken.high is not None
    assert unspoken.low is not None
    assert unspoken.high - unspoken.low > 1.5 * (spoken.high - spoken.low)


def test_too_few_and_never_compared_have_a_reason() -> None:
    said = pairs(10, 3.0) + pairs(6, 2.0, "C", "D") + pairs(MIN_FIGURES - 1, 1.0, "E", "A")
    said.append(Statement("alone", "F", "army", "killed", 5, 5))
    by = {one.source: one for one in fitted(said).biases() if one.whose is None}
    assert by["A"].reason is None
    assert by["C"].estimate is None
    assert by["C"].reason == "never beside the anchor, nor beside who is"
    assert by["E"].reason == "too few figures beside others' for the same thing: 4 of 5"
    assert by["F"].n == 0
    assert by["F"].factor is None
    assert fitted(said).truth("C1", "army", "killed") is None


def test_nothing_to_compare() -> None:
    assert fit([]) is None
    assert fit([Statement(str(n), "A", "army", "killed", n, n) for n in range(9)]) is None


def test_zeros_and_open_figures() -> None:
    said = pairs(10, 3.0)
    extra = [Statement("A0", "G", "army", "killed", 0, 0), Statement("A1", "G", "army", "killed", None, None)]
    model = fitted([*said, *extra])
    assert model.design.left_out["no figure or zero"] == 2
    assert model.biases() == fitted(said).biases()
    least = [replace(one, high=None) if one.source == "B" else one for one in said]
    assert fitted(least).design.columns[:, 3].min() < fitted(least).design.width


def test_cumulative_truth_never_falls() -> None:
    rng = np.random.default_rng(0)
    said = [
        Statement("war", f"s{n % 3}", "army", "tanks", f, f, int(day), True)
        for n, (day, f) in enumerate(zip(rng.integers(1, 200, 120), rng.uniform(10, 400, 120), strict=True))
    ]
    model = fitted(said)
    line = [model.truth("war", "army", "tanks", day, series=True) for day in range(1, 201)]
    values = [one.value for one in line if one]
    assert len(values) == 200
    assert all(later >= earlier > 0 for earlier, later in pairwise(values))


def test_figures_of_a_day_and_of_a_campaign_are_different_things() -> None:
    whole = Statement("war", "A", "army", "tanks", 500, 500, 9, True)
    of_day = replace(whole, low=5, high=5, cumulative=False)
    assert len(design([whole, of_day]).things) == 2
    with pytest.raises(ValueError, match="needs the day"):
        replace(whole, day=None)
