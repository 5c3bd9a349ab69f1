"""Firmness, the chance of changing hands, exposure to violence and the regression behind them."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from scipy.special import expit

from counterclaim.control import exposure as exposed
from counterclaim.control.exposure import Events, exposure, not_wholly_held
from counterclaim.control.firmness import firmness
from counterclaim.control.fragility import FEATURES, HORIZONS, Past, calibration, changed, features, fragility
from counterclaim.control.logistic import fit_logistic
from counterclaim.control.model import Control
from counterclaim.control.statements import Says, Statement
from counterclaim.errors import UsageError

DAY = date(2020, 1, 1)


def told(place: str, day: int, says: Says, party: str | None, **more: object) -> Statement:
    on = DAY + timedelta(day)
    return Statement(place, on, on, on, says, party=party, **more)  # type: ignore[arg-type]


QUIET = [told("A", day, Says.HELD, "x", source=source) for day in (0, 40, 90) for source in ("m", "n")]
FRONT = [
    told("B", 0, Says.HELD, "x", source="m"),
    told("B", 60, Says.CONTESTED, None, source="m"),
    told("B", 75, Says.GAINED, "y", source="p", interested=True, speaker="y"),
    told("B", 80, Says.CONTESTED, None, source="m"),
    told("B", 85, Says.GAINED, "x", source="m"),
]
POINTS = {"A": (10.0, 20.0), "B": (14.0, 20.0), "C": (14.1, 20.0)}


def test_firmness_counts_time_contest_and_disinterested_sources() -> None:
    control = Control.of([*QUIET, *FRONT])
    on = DAY + timedelta(100)
    quiet, front = (firmness(control, place, [*QUIET, *FRONT], on) for place in "AB")
    assert (quiet.holder, quiet.since, quiet.days) == ("x", DAY, 100)
    assert (quiet.sources, quiet.disinterested) == (2, 2)
    assert quiet.score > front.score
    assert front.contested > 5 * quiet.contested
    assert (front.sources, front.disinterested) == (1, 1)


def test_firmness_where_nobody_is_likeliest() -> None:
    some = [told("B", 0, Says.CONTESTED, None), told("B", 5, Says.CONTESTED, None)]
    found = firmness(Control.of(some, parties={"B": ("x", "y")}), "B", some, DAY + timedelta(6))
    assert (found.holder, found.since, found.score) == (None, None, 0.0)


def test_a_party_alone_is_less_firm_than_a_monitor() -> None:
    by_party = [told("A", 0, Says.HELD, "x", source="p", interested=True, speaker="x")]
    by_monitor = [told("A", 0, Says.HELD, "x", source="m")]
    scores = [
        firmness(Control.of(some), "A", some, DAY + timedelta(20)).score for some in (by_party, by_monitor)
    ]
    assert scores[0] < scores[1]


def test_a_party_that_admits_a_hold_counts_as_disinterested() -> None:
    some = [told("A", 0, Says.HELD, "x", source="q", interested=True, speaker="y")]
    some.append(told("A", 5, Says.HELD, "x", source="p", interested=True, speaker="x"))
    found = firmness(Control.of(some), "A", some, DAY + timedelta(20))
    assert (found.sources, found.disinterested) == (2, 1)


def test_the_past_counts_changes_and_contests() -> None:
    past = Past.of([*QUIET, *FRONT, told("B", 82, Says.GAINED, "y", denied=True)], POINTS)
    control = Control.of([*QUIET, *FRONT])
    names, found = features(control, past, DAY + timedelta(90))
    assert names == ["A", "B"]
    rows = {
        name: dict(zip(FEATURES, row, strict=True)) for name, row in zip(names, found.tolist(), strict=True)
    }
    assert rows["B"]["changes_90"] == pytest.approx(np.log1p(2))
    assert rows["B"]["contests_30"] == pytest.approx(np.log1p(1))
    assert rows["A"]["changes_90"] == rows["A"]["contests_30"] == 0.0
    assert rows["B"]["quiet"] == pytest.approx(np.log1p(5 / 30))
    assert changed(past, names, DAY + timedelta(70), 10).tolist() == [0.0, 1.0]
    assert changed(past, names, DAY + timedelta(75), 5).tolist() == [0.0, 0.0]


def test_features_use_nothing_that_was_said_later() -> None:
    on = DAY + timedelta(70)
    whole = features(Control.of(FRONT), Past.of(FRONT, POINTS), on)
    early = [one for one in FRONT if one.said <= on]
    cut = features(Control.of(early, parties={"B": ("x", "y")}), Past.of(early, POINTS), on)
    assert whole[1] == pytest.approx(cut[1], abs=1e-9)


def test_a_front_is_more_fragile_than_a_quiet_place() -> None:
    some = [*QUIET, *FRONT, told("C", 50, Says.HELD, "y")]
    found = fragility(Control.of(some, points=POINTS), Past.of(some, POINTS), DAY + timedelta(95))
    assert set(found) == {"A", "B", "C"}
    for near, far in zip(found["A"], found["B"], strict=True):
        assert near.chance < far.chance
        assert 0.0 < far.low < far.chance < far.high < 1.0
    assert tuple(one.days for one in found["B"]) == HORIZONS
    assert found["B"][0].chance < found["B"][1].chance
    assert fragility(Control.of([]), Past.of([], {}), DAY) == {}


@pytest.mark.parametrize("days", HORIZONS)
def test_calibration_is_shown_and_holds(days: int) -> None:
    """In cross-validation, within four standard errors in every bin, taking places as independent."""
    for one in calibration(days):
        error = np.sqrt(one["chance"] * (1 - one["chance"]) / one["places"])
        assert abs(one["share"] - one["chance"]) < 4 * error + 0.01
    with pytest.raises(UsageError, match="30 and 90 days"):
        calibration(7)


def test_intervals_of_the_regression_cover() -> None:
    """About 95 % of intervals of a chance hold the chance that drew the data."""
    rng = np.random.default_rng(8)
    weights, hits, count = np.array([-1.0, 0.8, -0.5]), 0, 0
    asked = np.array([[0.0, 0.0], [1.0, -1.0], [-2.0, 0.5]])
    for _ in range(100):
        x = rng.normal(size=(400, 2))
        y = (rng.random(400) < expit(weights[0] + x @ weights[1:])).astype(float)
        _, low, high = fit_logistic(x, y, 0.1).chance(asked)
        truth = expit(weights[0] + asked @ weights[1:])
        hits += int(((low <= truth) & (truth <= high)).sum())
        count += len(asked)
    assert 0.92 <= hits / count <= 0.98


def test_grouped_rows_widen_the_interval() -> None:
    rng = np.random.default_rng(9)
    x = np.repeat(rng.normal(size=(40, 1)), 10, axis=0)
    y = np.repeat((rng.random(40) < 0.5).astype(float), 10)
    alone = fit_logistic(x, y, 0.1)
    grouped = fit_logistic(x, y, 0.1, np.repeat(np.arange(40.0), 10))
    assert grouped.covariance[1, 1] > 4 * alone.covariance[1, 1]


def test_exposure_by_hand() -> None:
    """One fight 10 days ago at the point, one attack 20 km north of it today, one fight still to come."""
    north = 20.0 / 111.195
    events = Events.of([0.0, north, 0.0], [0.0, 0.0, 0.0], [100, 110, 111], [1, 0, 1])
    found = np.expm1(exposure(events, [[0.0, 0.0]], [110])[0, 0]).reshape(
        len(exposed.SCALES_KM), len(exposed.DECAYS_DAYS), 2
    )
    for scale, km in enumerate(exposed.SCALES_KM):
        for decay, days in enumerate(exposed.DECAYS_DAYS):
            assert found[scale, decay, 1] == pytest.approx(np.exp(-10 / days))
            assert found[scale, decay, 0] == pytest.approx(np.exp(-0.5 * (20 / km) ** 2), rel=1e-3)


def test_exposure_day_by_day_is_exposure_at_once() -> None:
    rng = np.random.default_rng(3)
    events = Events.of(
        rng.uniform(0, 1, 60), rng.uniform(0, 1, 60), rng.integers(0, 500, 60), rng.integers(0, 2, 60)
    )
    points = [[0.2, 0.3], [0.7, 0.9]]
    many = exposure(events, points, [50, 100, 480, 600])
    for number, day in enumerate([50, 100, 480, 600]):
        assert many[:, number] == pytest.approx(exposure(events, points, [day])[:, 0])


def test_fights_make_a_place_less_wholly_held() -> None:
    fights = Events.of([10.0] * 12, [20.0] * 12, list(range(700, 712)), [1] * 12)
    chance, low, high = not_wholly_held(fights, [[10.0, 20.0], [15.0, 20.0]], [720])
    assert chance[0, 0] > 5 * chance[1, 0]
    assert (low < chance).all()
    assert (chance < high).all()
    none = Events.of([], [], [], [])
    assert not_wholly_held(none, [[0.0, 0.0]], [1])[0][0, 0] < 0.05
