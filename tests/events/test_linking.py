"""Which claims make one event."""

from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.events import DocumentContext, link
from counterclaim.model import Claim, Event, Kind, Modality
from tests.factories import claim, day, killed, place

NEAR = place(35.0, 40.0)
FAR = place(36.0, 42.0)


def events_of(*claims: Claim) -> list[Event]:
    contexts = {c.document_id: DocumentContext(c.document_id, None, date(2017, 11, 9)) for c in claims}
    return link(claims, contexts)


def groups(*claims: Claim) -> set[frozenset[str]]:
    return {frozenset(event.claims) for event in events_of(*claims)}


def test_same_place_and_day_is_one_event() -> None:
    a = claim("a", when=day("2017-11-09"), where=NEAR, actors=("army",))
    b = claim("b", when=day("2017-11-09"), where=place(35.02, 40.01), actors=("army", "is"))
    assert groups(a, b) == {frozenset({a.id, b.id})}


@pytest.mark.parametrize(
    "other",
    [
        claim("b", when=day("2017-11-12"), where=NEAR, actors=("army",)),
        claim("b", when=day("2017-11-09"), where=FAR, actors=("army",)),
        claim("b", when=day("2017-11-09"), where=NEAR, actors=("sdf",)),
        claim("b", when=day("2017-11-09"), where=NEAR, actors=("army",), event_type="arrests"),
        claim("a", when=day("2017-11-09"), where=NEAR, actors=("army",), event_type="attack"),
    ],
    ids=["other day", "other place", "other actors", "other type", "other type in the same sentence"],
)
def test_what_differs_stays_apart(other: Claim) -> None:
    a = claim("a", when=day("2017-11-09"), where=NEAR, actors=("army",))
    assert groups(a, other) == {frozenset({a.id}), frozenset({other.id})}


def test_a_denial_joins_what_it_denies() -> None:
    a = claim(
        "a", when=day("2017-11-09"), where=NEAR, gained_by="army", event_type="government_regains_territory"
    )
    b = claim(
        "b",
        when=day("2017-11-09"),
        where=NEAR,
        lost_by="is",
        modality=Modality.DENIED,
        source="is",
        event_type="non_state_actor_overtakes_territory",
    )
    (event,) = events_of(a, b)
    assert event.status == "contested"


def test_a_place_taken_by_another_is_another_event() -> None:
    a = claim(
        "a", when=day("2017-11-09"), where=NEAR, gained_by="army", event_type="government_regains_territory"
    )
    b = claim(
        "b",
        when=day("2017-11-09"),
        where=NEAR,
        gained_by="is",
        event_type="non_state_actor_overtakes_territory",
    )
    assert len(groups(a, b)) == 2


def test_tallies_and_plans_are_no_incidents() -> None:
    tally = claim("a", when=day("2017-11-09"), where=NEAR, kind=Kind.TALLY)
    plan = claim("b", when=day("2017-11-09"), where=NEAR, modality=Modality.PLANNED)
    assert groups(tally, plan) == set()


def test_two_incidents_of_one_list_do_not_merge() -> None:
    a = claim("a", 1, when=day("2017-11-09"), where=NEAR, actors=("army",))
    b = claim(
        "a", 1, when=day("2017-11-09"), where=NEAR, actors=("army",), quantities=(killed(3, 3),), source="x"
    )
    assert len(groups(a, b)) == 2


@given(st.randoms(use_true_random=False), st.integers(0, 5))
def test_order_of_arrival_does_not_matter(random: Random, seed: int) -> None:
    source = Random(seed)
    claims = [
        claim(
            f"d{n}",
            when=day(f"2017-11-{source.randint(1, 6):02}"),
            where=place(35 + source.random() / 4, 40 + source.random() / 4),
            actors=(source.choice(["army", "is", "sdf"]),),
        )
        for n in range(14)
    ]
    shuffled = claims[:]
    random.shuffle(shuffled)
    assert events_of(*claims) == events_of(*shuffled)
