"""Control as of an earlier day, and since when the likeliest answer has been so: the same as computed the long way."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from counterclaim.control import groups
from counterclaim.control.firmness import firmness, firmnesses
from counterclaim.control.model import Control
from counterclaim.control.statements import Says, Statement

DAY = date(2020, 1, 1)
POINTS = {f"p{number}": (10.0 + number / 10.0, 20.0) for number in range(6)}


def drawn(seed: int, parties: str = "xy") -> list[Statement]:
    """Ten statements a place, some told late; every place has all parties from the first day."""
    rng = np.random.default_rng(seed)
    found = []
    for place in POINTS:
        for number, days in enumerate([0] * len(parties) + sorted(rng.integers(1, 300, 10).tolist())):
            on = DAY + timedelta(days)
            party = parties[number] if number < len(parties) else parties[int(rng.integers(len(parties)))]
            said = on + timedelta(int(rng.integers(0, 20)) if number >= len(parties) else 0)
            found.append(Statement(place, on, on, said, Says.HELD, party=party, id=f"{place}{number}"))
    return found


@pytest.mark.parametrize("back", [0, 3, 40, 290])
def test_as_of_is_what_a_new_model_says(back: int) -> None:
    told = drawn(3)
    day = max(one.said for one in told) - timedelta(back)
    slow = Control.of([one for one in told if one.said <= day], points=POINTS)
    fast = Control.of(told, points=POINTS).as_of(day)
    days = [day - timedelta(number) for number in range(-30, 60, 7)]
    for place in POINTS:
        assert fast.states(place) == slow.states(place)
        assert fast.then(place, days) == pytest.approx(slow.then(place, days))
        assert fast.now(place, days) == pytest.approx(slow.now(place, days))
        assert fast.would_say(place, days, then=True) == pytest.approx(slow.would_say(place, days, then=True))
    assert fast.everywhere(day) == slow.everywhere(day)


def test_a_party_that_is_named_later_is_not_there_yet() -> None:
    told = [Statement("p0", DAY, DAY, DAY, Says.HELD, party="x")]
    later = DAY + timedelta(50)
    control = Control.of([*told, Statement("p0", later, later, later, Says.GAINED, party="z", former="y")])
    then = control.as_of(DAY + timedelta(9))
    assert (
        then.states("p0") == Control.of(told).states("p0") == ("x", "another party", "contested", "unknown")
    )
    assert then.then("p0", [later])[0] == pytest.approx(Control.of(told).then("p0", [later])[0], abs=0.01)
    assert control.as_of(DAY - timedelta(1)).places == ()


@pytest.mark.parametrize("back", [-400, 0, 1, 100])
def test_the_likeliest_state_has_been_so_since_the_day_that_every_day_tells(back: int) -> None:
    told = drawn(5, "xyz")
    last = max(one.said for one in told)
    on = last - timedelta(back)
    control = Control.of(told, points=POINTS).as_of(on)
    for place in POINTS:
        here = [one for one in told if one.place == place and one.said <= on]
        first = min(one.said for one in here)
        days = [first + timedelta(number) for number in range((on - first).days + 1)]
        chances = control.then(place, days)
        top = chances.argmax(axis=1)
        other = np.flatnonzero(top != top[-1])
        found = firmness(control, place, told, on)
        lately = chances[-90:, control.states(place).index("contested")].mean()
        assert found.contested == pytest.approx(lately, abs=1e-6)
        assert found.probability == pytest.approx(chances[-1].max())
        if found.holder is not None:
            assert found.since == (days[other[-1] + 1] if len(other) else first)
            assert found.holder == control.states(place)[top[-1]]


def test_another_date_takes_no_new_filter(monkeypatch: pytest.MonkeyPatch) -> None:
    told = drawn(7)
    control = Control.of(told, points=POINTS)
    by_place = {place: [one for one in told if one.place == place] for place in POINTS}
    firmnesses(control, by_place, DAY + timedelta(300))
    monkeypatch.setattr(groups, "run", lambda *_: pytest.fail("filtered again"))
    day = DAY + timedelta(100)
    found = firmnesses(control.as_of(day), by_place, day)
    assert {one.sources for one in found.values()} <= {0, 1}
    assert control.as_of(day).everywhere(day, then=True)


@pytest.mark.parametrize("most", [0, 100])
def test_some_places_alone_are_as_with_all_others(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(groups, "MOST_FITS", most)
    told = drawn(9)
    whole, part = (Control.of(told, points=POINTS) for _ in range(2))
    whole.ready(POINTS)
    days = [DAY + timedelta(number) for number in range(-20, 400, 13)]
    for control in (whole, whole.as_of(days[9])):
        alone = part if control is whole else part.as_of(days[9])
        alone.ready(["p1", "p4", "nowhere"])
        for place in ("p4", "p0", "p1"):
            assert alone.now(place, days) == pytest.approx(control.now(place, days), abs=1e-12)
            assert alone.then(place, days) == pytest.approx(control.then(place, days), abs=1e-12)
            assert alone.turns(place) == control.turns(place)
        begin = dict.fromkeys(["p4", "p2"], days[0])
        assert alone.holds(begin, days[5], 90) == pytest.approx(control.holds(begin, days[5], 90))
        assert alone.everywhere(days[3], ["p3"])["p3"] == pytest.approx(control.everywhere(days[3])["p3"])


def test_days_in_any_order_have_the_same_reigns() -> None:
    """What is remembered of one day changes no answer about another, also for days after the last word."""
    rng = np.random.default_rng(11)
    told = drawn(5, "xyz")
    last = max(one.said for one in told)
    control = Control.of(told, points=POINTS)
    begin = dict.fromkeys(POINTS, DAY)
    for number in rng.permutation(np.arange(-60, 420, 12)).tolist():
        day = DAY + timedelta(number)
        for known in (last, DAY + timedelta(150)):
            asked = control if known == last else control.as_of(known)
            alone = Control.of(told, points=POINTS)
            alone = alone if known == last else alone.as_of(known)
            assert asked.holds(begin, day, 90) == alone.holds(begin, day, 90)


def test_a_reign_begins_where_the_list_of_all_reigns_says() -> None:
    control = Control.of(drawn(6), points=POINTS)
    for number in range(23, 300, 23):
        day = DAY + timedelta(number)
        for hold in control.holds(dict.fromkeys(POINTS, DAY), day, 90):
            state, since = [turn for turn in control.turns(hold.place) if turn[1] <= day][-1]
            assert (hold.state, hold.since) == (state, since)
