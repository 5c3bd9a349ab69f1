"""What holds of any comparison."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.matching import Windows, candidates, compare
from counterclaim.matching.assignment import assign
from counterclaim.matching.candidates import Candidates, days_apart, km_apart
from counterclaim.matching.scope import scope
from counterclaim.matching.side_by_side import rows
from counterclaim.matching.summary import summary
from counterclaim.reference.actors import ActorRegistry
from tests.matching.events import DAY, mine, theirs

_WHERE = st.tuples(
    st.integers(0, 12), st.floats(-85, 85) | st.floats(34, 36), st.floats(-180, 180) | st.floats(39, 41)
)
_REGISTRY = ActorRegistry.load()


@st.composite
def worlds(draw):
    """Events of ours and theirs in a few days and, for the most part, in one region."""
    ours = [
        mine(
            f"e_{i}",
            day=DAY + timedelta(days),
            lat=lat,
            lon=lon,
            radius_km=draw(st.sampled_from([2.0, 60.0])),
        )
        for i, (days, lat, lon) in enumerate(draw(st.lists(_WHERE, max_size=9)))
    ]
    coded = [
        theirs(f"{i}", day=DAY + timedelta(days), lat=lat, lon=lon, best=draw(st.integers(0, 9)))
        for i, (days, lat, lon) in enumerate(draw(st.lists(_WHERE, max_size=9)))
    ]
    return ours, coded


@settings(max_examples=60, deadline=None)
@given(worlds(), st.randoms(use_true_random=False), st.integers(0, 5), st.integers(0, 100))
def test_order_one_to_one_and_counts(world, rng, days, km):
    ours, coded = world
    windows = Windows(days, float(km))
    found = compare(ours, coded, "ucdp", _REGISTRY, windows)
    rng.shuffle(ours)
    rng.shuffle(coded)
    assert compare(ours, coded, "ucdp", _REGISTRY, windows) == found
    both_ours = [match.ours.id for match in found.both]
    both_theirs = [match.theirs.id for match in found.both]
    assert len(set(both_ours)) == len(set(both_theirs)) == len(found.both)
    assert sorted([*both_ours, *(one.id for one in found.ours_only)]) == sorted(one.id for one in ours)
    assert sorted([*both_theirs, *(one.id for one in found.theirs_only)]) == sorted(one.id for one in coded)
    counts = summary(found)
    assert counts["ours"] == len(ours)
    assert counts["theirs"] == sum(row["theirs"] for row in counts["by_month"]) == len(coded)
    assert counts["both"] == sum(row["both"] for row in counts["by_type"])
    assert len(rows(found, str)) == len(ours) + len(coded) - counts["both"]


@settings(max_examples=100, deadline=None)
@given(worlds(), st.integers(0, 5), st.floats(0, 400))
def test_blocks_miss_nothing(world, days, km):
    ours, coded = world
    near = Candidates(coded, Windows(days, km))
    for one in ours:
        expected = [
            number
            for number, other in enumerate(coded)
            if days_apart(one, other) <= days and km_apart(one, other) - one.radius_km - other.radius_km <= km
        ]
        found = near.near(one)
        assert found is None or found == expected


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.tuples(st.integers(0, 4), st.integers(0, 4)), st.floats(0.5, 1.0), max_size=12))
def test_the_assignment_is_the_best(scores):
    chosen = assign(scores)
    assert len(set(chosen.values())) == len(chosen)
    assert sum(scores[pair] for pair in chosen.items()) == pytest.approx(best_total(scores))


def best_total(scores, taken=frozenset(), row=0) -> float:
    """The greatest total, by trying all."""
    if row > 4:
        return 0.0
    totals = [best_total(scores, taken, row + 1)]
    totals += [
        score + best_total(scores, taken | {column}, row + 1)
        for (of, column), score in scores.items()
        if of == row and column not in taken
    ]
    return max(totals)


def test_no_more_candidates_than_are_scored(monkeypatch):
    monkeypatch.setattr(candidates, "MOST_NEAR", 3)
    coded = [theirs(str(i), lat=35 + i / 100) for i in range(9)]
    assert Candidates(coded, Windows()).near(mine()) == [0, 1, 2]


def test_many_events_of_one_place_and_week():
    """A dense component: two thousand pairs, each event with one partner."""
    rng = random.Random(1)
    ours = [mine(f"e_{i:03}", day=DAY + timedelta(rng.randrange(7))) for i in range(60)]
    coded = [theirs(f"{i:03}", day=DAY + timedelta(rng.randrange(7))) for i in range(60)]
    found = compare(ours, coded, "ucdp", _REGISTRY, Windows(2, 10))
    assert len(found.both) >= 55
    assert scope(ours, 1).has_days(coded[0])
