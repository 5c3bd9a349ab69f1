"""Texts as monitors, agencies and parties write them, and what they leave to the reader."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from counterclaim.model import Claim, Kind, Modality

ReadClaims = Callable[..., Sequence[Claim]]


def test_the_place_that_heads_a_line_is_that_of_what_it_tells(read_claims: ReadClaims) -> None:
    text = "- Mindat: two soldiers were shot dead this morning.\n- Falam: troops burned 12 houses.\n"
    found = read_claims(text, published="2024-05-22")
    assert [one.place.name for one in found if one.place] == ["Mindat", "Falam"]
    assert not any(one.sentence.text.startswith("Mindat") for one in found)


def test_a_dateline_heads_nothing(read_claims: ReadClaims) -> None:
    (claim,) = read_claims(
        "GOMA: Two soldiers were shot dead by gunmen on Monday night.", published="2024-05-22"
    )
    assert claim.place is None


def test_a_day_without_its_month_is_the_latest(read_claims: ReadClaims) -> None:
    (claim,) = read_claims(
        "Gunmen killed nine people in Bor in the early hours of the 18th.", published="2024-05-22"
    )
    assert claim.when is not None
    assert claim.when.start == date(2024, 5, 18)


def test_a_day_without_its_month_is_of_the_month_told_of(read_claims: ReadClaims) -> None:
    text = "In March 2019 the army reached Baghuz. On the 23rd, shells killed four people in the camp there."
    assert read_claims(text, published="2024-05-22")[-1].when.start == date(2019, 3, 23)  # type: ignore[union-attr]


def test_a_passive_cut_short_has_its_doer_and_its_dead(read_claims: ReadClaims) -> None:
    text = "Barrel bombs dropped by army helicopters on Saraqib, five civilians killed."
    strike = read_claims(text, published="2024-05-22")[0]
    assert strike.event_type == "air_drone_strike"
    assert [one.span.text for one in strike.actors] == ["army helicopters"]


def test_what_an_attack_brings_in_belongs_to_it(read_claims: ReadClaims) -> None:
    text = "The army ambushed a rebel column near Boda, killing nine fighters, capturing three and seizing 14 rifles."
    (claim,) = read_claims(text, published="2024-05-22")
    assert (claim.event_type, claim.method) == ("armed_clash", "ambush")
    assert [(one.what, one.low) for one in claim.quantities] == [
        ("killed", 9),
        ("captured", 3),
        ("weapons", 14),
    ]


def test_people_in_somebodys_hands_are_captives_and_towns_are_held(read_claims: ReadClaims) -> None:
    (held,) = read_claims("Twelve aid workers are still in the hands of the rebels.", published="2024-05-22")
    (town,) = read_claims("Bria is still in the hands of the rebels.", published="2024-05-22")
    assert (held.event_type, town.kind) == ("abduction_forced_disappearance", Kind.CONTROL)


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("The militia has about 1,500 men.", 1500),
        ("The group's strength is put at 3,000.", 3000),
        ("He put the number of fighters in the valley at about 300.", 300),
    ],
)
def test_strength_by_its_number(read_claims: ReadClaims, text: str, low: int) -> None:
    (claim,) = read_claims(text, published="2024-05-22")
    assert (claim.kind, claim.quantities[0].low) == (Kind.STRENGTH, low)


def test_strength_is_whose_it_is_and_not_whose_estimate(read_claims: ReadClaims) -> None:
    (claim,) = read_claims("The panel puts the strength of the militia at 800 men.", published="2024-05-22")
    assert "panel" not in [one.span.text for one in claim.actors]


def test_police_at_the_end_speak_and_were_not_killed(read_claims: ReadClaims) -> None:
    text = "A bomb went off in Kufa on Saturday, killing 13 workers, police and medical sources said."
    (claim,) = read_claims(text, published="2024-05-22")
    assert [one.span.text for one in claim.targets] == ["13 workers"]
    assert claim.attribution[-1].name == "police and medical sources"


def test_an_ultimatum_is_a_threat(read_claims: ReadClaims) -> None:
    text = "The Taliban fighters must leave Kunduz, or we shall shell the town of Kunduz, said the general."
    assert {one.modality for one in read_claims(text, published="2024-05-22")} & {
        Modality.THREATENED,
        Modality.PLANNED,
    }


def test_the_shooting_that_died_down_killed_nobody(read_claims: ReadClaims) -> None:
    text = "By the time the shooting died down in Goma on Thursday, gunmen had killed six residents."
    assert [one.low for claim in read_claims(text, published="2024-05-22") for one in claim.quantities] == [6]


def test_a_name_that_is_a_place_once_is_one_again(read_claims: ReadClaims) -> None:
    text = (
        "Shells fell near Murukandi on Saturday, killing two people, the army said. "
        "On Sunday the army captured Murukandi, a brigadier said."
    )
    assert [
        one.place.span.text
        for one in read_claims(text, published="2024-05-22")
        if one.place and one.place.span
    ] == [
        "Murukandi",
        "Murukandi",
    ]


def test_people_who_are_said_to_be_dead_are_the_victims(read_claims: ReadClaims) -> None:
    text = "More than 600 villagers were dead by noon in Bor, the commissioner said."
    (claim,) = read_claims(text, published="2024-05-22")
    assert [one.span.text for one in claim.targets] == ["More than 600 villagers"]
