"""Words of war that tell of none, and words that do."""

from __future__ import annotations

import pytest

from tests.claims.conftest import Reader


@pytest.mark.parametrize(
    "text",
    [
        "The visitors besieged the goal and ambushed the champions twice before half-time.",
        "In the novel a regiment storms the town of Gao and hangs the mayor.",
        "Troops seized a bridge near Brest on Monday as the manoeuvres entered their second day.",
        "An earthquake killed 300 people near Herat on Monday.",
        "Nine soldiers were killed near Gao on Monday when their lorry plunged into a ravine.",
        "Firefighters battled the flames near Athens on Monday.",
        "The senator attacked his rival in a series of tweets on Monday.",
        "Capture the bridge, ambush the convoy and hold the town.",
        "You will track attacks and brief staff weekly.",
        "Attacks on peacekeepers may constitute war crimes.",
        "It was the fourth such attack this month.",
        "Neither army would say how many men it had lost.",
        "The delegation took part in the talks in Geneva on Monday.",
        "The Samarra Barrage lies on the river.",
        "The soldiers drove a captured tank.",
        "Teachers began a strike on Monday in Abuja over unpaid wages.",
        "Health officials in Ohio reported a sixth death from encephalitis on Monday.",
        "The shares fell 3 per cent in London as investors feared a trade war.",
        "He was caught as he tried to enter California on Monday.",
        "The accountant hanged himself in Leeds on Monday.",
        "Many viewers were repelled when the programme was shown in Lyon on Monday.",
    ],
)
def test_no_claim(read_claims: Reader, text: str) -> None:
    assert read_claims(text) == []


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Gunmen attacked a market in Gao on Monday during a football match, killing nine.", "armed_clash"),
        ("Rebels ambushed a convoy near Gao on Monday.", "armed_clash"),
        ("The attackers were repelled near Gao on Monday.", "armed_clash"),
        ("A drone strike near Shabwa killed a commander on Monday.", "air_drone_strike"),
        (
            "The army shelled a town cut off by floods near Bor on Monday.",
            "shelling_artillery_missile_attack",
        ),
        ("Clashes erupted near Goma on Monday.", "armed_clash"),
    ],
)
def test_a_claim_all_the_same(read_claims: Reader, text: str, event_type: str) -> None:
    (claim,) = read_claims(text)
    assert claim.event_type == event_type


@pytest.mark.parametrize(
    "text",
    [
        "The parties rejected the assassination of Senator Luis Paz on Monday, and the campaign was suspended.",
        "A prosecutor of the Medellin court was murdered on Monday by two youths.",
    ],
)
def test_political_murder_is_told_of_among_courts_and_parties(read_claims: Reader, text: str) -> None:
    assert [claim.event_type for claim in read_claims(text)] == ["attack"]
