"""Confidence: a probability that rises with what a claim says, and is the same in any order."""

import math
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims.confidence import (
    ALWAYS,
    COMPLETE,
    MEANING,
    confidences,
    features,
    probability,
    weights,
)
from counterclaim.model import (
    ActorMention,
    ActorRole,
    Attribution,
    Claim,
    Kind,
    Modality,
    SourceType,
    Span,
    TimeBasis,
    TimePrecision,
    When,
)
from tests.factories import claim, place

TEXT = "Gunmen attacked soldiers at Town."
DAY = date(2018, 3, 15)

TYPES = st.sampled_from(
    ["armed_clash", "air_drone_strike", "unspecified_violence", "siege", "arrests", "no_type"]
)
CLAIMS = st.builds(
    lambda number, type_, kind, modality, actors, method: replace(
        claim("d", number, event_type=type_, kind=kind, modality=modality, actors=actors), method=method
    ),
    st.integers(0, 5),
    TYPES,
    st.sampled_from(list(Kind)),
    st.sampled_from(list(Modality)),
    st.sampled_from([(), ("sdf",), ("sdf", "is")]),
    st.sampled_from([None, "ied"]),
)


def bare() -> Claim:
    """A claim of one sentence that names nobody and nothing."""
    sentence, trigger = Span(100, 100 + len(TEXT), TEXT), Span(107, 115, "attacked")
    return replace(claim("d"), sentence=sentence, trigger=trigger)


def when(basis: TimeBasis) -> When:
    return When("2018-03-15", DAY, DAY, TimePrecision.DAY, basis)


def fuller() -> list[tuple[str, Claim]]:
    """The bare claim with one thing more."""
    unknown = ActorMention(Span(100, 106, "Gunmen"), ActorRole.PERPETRATOR)
    here = replace(place(35.0, 40.0), span=Span(128, 132, "Town"))
    source = Attribution("SDF", SourceType.PARTY, "sdf", True, Span(100, 106, "Gunmen"))
    return [
        ("actor", replace(bare(), actors=(unknown,))),
        ("known-actor", replace(bare(), actors=(replace(unknown, id="sdf"),))),
        ("method", replace(bare(), method="ied")),
        ("place-here", replace(bare(), place=here)),
        ("dated", replace(bare(), when=when(TimeBasis.STATED))),
        ("dated", replace(bare(), when=when(TimeBasis.RELATIVE))),
        ("sourced", replace(bare(), attribution=(source,))),
    ]


def test_every_feature_of_a_full_claim_is_tried() -> None:
    assert {name for name, _ in fuller()} == COMPLETE


@pytest.mark.parametrize(("name", "more"), fuller())
def test_rises_with_what_a_claim_says(name: str, more: Claim) -> None:
    assert set(features(more)) - set(features(bare())) >= {name}
    (less_sure,), (sure,) = confidences([bare()]), confidences([more])
    assert sure.value >= less_sure.value
    if weights().get(name, 0.0) >= 0.01:
        assert sure.value > less_sure.value


def test_all_together_are_much_surer() -> None:
    full = bare()
    for name, more in fuller():
        changed = {"known-actor": "actors", "place-here": "place", "sourced": "attribution", "dated": "when"}
        key = changed.get(name, "actors" if name == "actor" else name)
        full = replace(full, **{key: getattr(more, key)})
    assert confidences([full])[0].value > confidences([bare()])[0].value + 0.1


def test_a_place_from_before_and_the_week_of_publication_add_nothing() -> None:
    before = replace(bare(), place=place(35.0, 40.0), when=when(TimeBasis.PUBLISHED))
    assert features(before) == features(bare())


def test_the_publisher_is_no_source_beside_itself() -> None:
    publisher = Attribution("Desk", SourceType.PUBLISHER)
    assert features(replace(bare(), attribution=(publisher,))) == features(bare())


@given(st.lists(CLAIMS, max_size=6), st.randoms())
def test_lies_between_0_and_1_whatever_the_order(claims, random) -> None:
    rated = {id(one): found for one, found in zip(claims, confidences(claims), strict=True)}
    assert all(0 < one.value < 1 and one.rule for one in rated.values())
    shuffled = list(claims)
    random.shuffle(shuffled)
    assert [one.value for one in confidences(shuffled)] == [rated[id(one)].value for one in shuffled]


@given(st.floats(-1e6, 1e6))
def test_no_weight_makes_it_certain(weight: float) -> None:
    found = probability({ALWAYS: 1.0}, {ALWAYS: weight})
    assert 0.01 <= found <= 0.99
    if abs(weight) < 4:
        assert found == pytest.approx(1 / (1 + math.exp(-weight)), abs=5e-4)


def test_other_claims_of_a_sentence_count_and_those_of_others_do_not() -> None:
    one, beside = bare(), replace(bare(), id="c_other")
    apart = replace(beside, sentence=Span(300, 300 + len(TEXT), TEXT))
    assert [features(one, together)["together"] for together in (2, 3, 9)] == [1, 2, 3]
    alone = confidences([one])[0].value
    assert confidences([one, apart])[0].value == alone
    assert confidences([one, beside])[0].value == probability(features(one, 2), weights())


def test_the_shipped_weights_are_of_known_features_and_none_of_a_full_claim_is_negative() -> None:
    assert set(weights()) <= set(MEANING)
    assert ALWAYS in weights()
    assert len(weights()) <= 15
    assert all(weights().get(name, 0.0) >= 0 for name in COMPLETE)


def test_claims_as_read_have_it(read_claims) -> None:
    told = read_claims("The Syrian army shelled Homs on Monday, police said. Some were said to have died.")
    assert told
    assert [one.confidence for one in told] == [one.value for one in confidences(told)]
