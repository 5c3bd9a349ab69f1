"""Which claims are compared at all."""

from __future__ import annotations

import math
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.events.linking.pairs import candidates, fact, on

DAY = on("2017-11-09")
TOWN = {"lat": 35.0, "lon": 40.0, "reach_km": 5.0, "coarse": False}


def test_a_claim_without_time_meets_another_by_its_words() -> None:
    words = {"words": set("abcdefgh"), "names": {"ghouta", "douma"}, "trigger": {"shelle"}}
    a, b = fact("a", **words), fact("b", **words)
    assert candidates([a, b, fact("c", words=set("uvwxyz"), trigger={"arrest"})]) == {("a", "b")}


@pytest.mark.parametrize(
    "other",
    [
        {**on("2017-11-17"), **TOWN},
        {**DAY, **TOWN, "lat": 36.0},
        {**DAY, **TOWN, "group": "control"},
        {**TOWN},
    ],
    ids=["more than a week apart", "far apart", "of another kind", "without a time"],
)
def test_what_cannot_be_one_event_is_not_compared(other: dict[str, object]) -> None:
    assert candidates([fact("a", **DAY, **TOWN), fact("b", **other)]) == set()


def test_a_week_apart_is_compared() -> None:
    assert candidates([fact("a", **DAY, **TOWN), fact("b", **on("2017-11-16"), **TOWN)]) == {("a", "b")}


def test_a_country_meets_its_places_of_the_day_unless_it_names_other_sides() -> None:
    country = {"coarse": True, "country": "SY", "lat": 35.0, "lon": 38.5, "reach_km": 400.0}
    a = fact("a", **DAY, **country, actors={"army"})
    b = fact("b", **DAY, **TOWN, country="SY", actors={"army"})
    c = fact("c", **DAY, **TOWN, country="SY", actors={"rebels"})
    assert candidates([a, b]) == {("a", "b")}
    assert candidates([a, c]) == set()


def test_the_same_figure_of_one_side_meets_wherever_it_is_put() -> None:
    told = {"actors": {"army"}, "figures": (("killed", 12, 12),)}
    assert candidates([fact("a", **DAY, **told), fact("b", **DAY, **told, **TOWN)]) == {("a", "b")}


def test_neighbours_in_one_document_meet() -> None:
    a = fact("a", **DAY, document="d", sentence=10)
    assert candidates([a, fact("b", **DAY, document="d", sentence=500)]) == {("a", "b")}
    assert candidates([a, fact("b", **DAY, document="d", sentence=5000)]) == set()


@given(
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    north=st.floats(-0.018, 0.018),
    east=st.floats(-1, 1),
    reach=st.floats(0, 100),
    day=st.integers(700000, 740000),
)
def test_within_3_km_on_one_day_is_always_compared(
    lat: float, lon: float, north: float, east: float, reach: float, day: int
) -> None:
    """Also over the antimeridian and at the poles: `east` goes round by at most 2 km."""

    span = 0.018 / max(math.cos(math.radians(min(abs(lat) + 0.02, 90.0))), 1e-9)
    other_lon = (lon + east * min(span, 180.0) + 180.0) % 360.0 - 180.0
    other_lat = max(-90.0, min(90.0, lat + north))
    told = {"first": day, "last": day, "coarse": False, "actors": {"army"}}
    a = fact("a", **told, lat=lat, lon=lon, reach_km=reach)
    b = fact("b", **told, lat=other_lat, lon=other_lon, reach_km=3.0)
    assert candidates([a, b]) == {("a", "b")}


@given(st.integers(0, 10**6))
def test_a_pair_depends_on_its_two_claims_alone(seed: int) -> None:
    random = Random(seed)
    found = [
        fact(
            f"{number:02}",
            **on(f"2017-11-{random.randint(1, 20):02}"),
            lat=35 + random.random(),
            lon=40 + random.random(),
            coarse=random.random() < 0.2,
            reach_km=random.choice([2.0, 20.0, 200.0]),
            country="SY",
            actors=random.choice([set(), {"army"}, {"rebels"}]),
            words=set(random.sample("abcdefgh", 4)),
        )
        for number in range(12)
    ]
    every = candidates(found)
    some = set(random.sample([one.id for one in found], 6))
    assert candidates([one for one in found if one.id in some]) == {
        pair for pair in every if some.issuperset(pair)
    }
