from __future__ import annotations

from collections.abc import Callable

import pytest

from counterclaim.model import Claim, Kind

Reader = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    "sentence",
    [
        "The militia has killed 300 people since May.",
        "Insurgents carried out 52 attacks in the province in the first quarter.",
        "Gunmen have killed 40 teachers over the past two years.",
        "The governor said that 1,305 militants had been killed since the operation began.",
        "Security forces have conducted raids since June, capturing 125 suspected insurgents.",
    ],
)
def test_counts_over_several_incidents_or_a_long_time_are_tallies(read_claims: Reader, sentence: str) -> None:
    assert Kind.TALLY in {claim.kind for claim in read_claims(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "Several missiles were fired at Kharkiv overnight, killing two people.",
        "The hospital in Haydan was hit by several air strikes on Monday night.",
        "In October 2017 some thirty men attacked a police post in Palma and killed two officers.",
        "A car bomb in Baghdad in 2004 killed 30 people.",
        "Militants fired 48 rockets at Ashkelon on Tuesday.",
    ],
)
def test_one_bombardment_or_attack_is_an_event(read_claims: Reader, sentence: str) -> None:
    assert {claim.kind for claim in read_claims(sentence)} == {Kind.EVENT}


@pytest.mark.parametrize(
    "sentence",
    [
        "The group counts some 600 to 900 men under arms.",
        "The militia is thought to be between 5,000 and 7,000 strong.",
        "The brigade has grown from a few dozen men to about 1,200.",
        "Analysts put the strength of the group at some 2,000 fighters.",
        "The government has a company of 80 men in the town.",
        "Hanoi keeps some 180,000 troops in Cambodia.",
    ],
)
def test_how_many_there_are_is_strength(read_claims: Reader, sentence: str) -> None:
    assert Kind.STRENGTH in {claim.kind for claim in read_claims(sentence)}


@pytest.mark.parametrize(
    "sentence",
    ["The army has killed 600 fighters in Idlib.", "Some 200 fighters surrendered in Homs on Monday."],
)
def test_what_fighters_undergo_is_no_strength(read_claims: Reader, sentence: str) -> None:
    assert Kind.STRENGTH not in {claim.kind for claim in read_claims(sentence)}
