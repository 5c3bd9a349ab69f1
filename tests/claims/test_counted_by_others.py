"""Figures that others than the teller of a deed give: each on the word of who counted."""

from __future__ import annotations

import pytest

from counterclaim.claims import Resources, extract
from counterclaim.documents import ReadOptions, read_document
from counterclaim.model import Claim, Modality, SourceItem
from tests.claims.conftest import Reader


def told(claims: list[Claim]) -> dict[str, list[tuple[str, float | None]]]:
    """Figures by the innermost source."""
    return {
        one.attribution[-1].name: [(figure.what, figure.low) for figure in one.quantities] for one in claims
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Local officials put the toll at 37, but a doctor at the hospital said 52 bodies had been brought in.",
            {"Local officials": [("killed", 37)], "a doctor at the hospital": [("killed", 52)]},
        ),
        (
            "The ministry said 12 soldiers were killed and police said four officers died in the ambush near Dori.",
            {"The ministry": [("killed", 12)], "police": [("killed", 4)]},
        ),
        (
            "Twelve people died in the air strike, the ministry said, though the Red Crescent counted 19.",
            {"the ministry": [("killed", 12)], "Red Crescent": [("killed", 19)]},
        ),
        (
            "Officials said that 12 soldiers were killed and that police said four officers died in the ambush.",
            {"Officials": [("killed", 12), ("killed", 4)]},
        ),
        (
            "The attack left 30 dead, residents said.",
            {"residents": [("killed", 30)]},
        ),
    ],
)
def test_each_figure_on_the_word_of_who_counts(
    read_claims: Reader, text: str, expected: dict[str, list[tuple[str, float | None]]]
) -> None:
    assert told(read_claims(text)) == expected


def test_who_counts_the_dead_tells_of_a_deed_that_nobody_else_is_named_for(read_claims: Reader) -> None:
    (claim,) = read_claims(
        "A car bomb exploded near a market in Mogadishu on Saturday, and police said at least 12 people were killed."
    )
    assert [one.name for one in claim.attribution] == ["Desk", "police"]
    assert [(one.what, one.low) for one in claim.quantities] == [("killed", 12)]
    assert len(claim.targets) == 1


def test_targets_go_with_their_figures(read_claims: Reader) -> None:
    army, rebels = read_claims(
        "The military said it had killed 16 militants in Yobe, while the rebels admitted the loss of only three."
    )
    assert [one.span.text for one in army.targets] == ["16 militants"]
    assert rebels.targets == ()
    assert army.place == rebels.place
    assert army.id != rebels.id


def test_what_stands_apart_keeps_its_reasons(resources: Resources) -> None:
    text = "Local officials put the toll of the blast at 37, but a doctor said 52 bodies had been brought in."
    found = extract(read_document(SourceItem("a.txt", text.encode()), ReadOptions()), resources)
    assert len(found.claims) == 2
    for claim in found.claims:
        fields = {one.field for one in found.reasons[claim.id]}
        assert {"trigger", "modality", "quantities[0]"} <= fields
        assert {f"attribution[{at}]" for at in range(len(claim.attribution))} <= fields


def test_a_claim_of_responsibility_is_no_count_by_others(read_claims: Reader) -> None:
    found = read_claims("Al-Shabaab claimed responsibility for a bombing that killed 30 people in Mogadishu.")
    assert [one.modality for one in found] == [Modality.CLAIMED, Modality.REPORTED] or len(found) == 1
    assert all(one.attribution[-1].name != "30 people" for one in found)


def test_who_denies_and_accuses_does_not_do_what_others_are_accused_of(read_claims: Reader) -> None:
    denied, accused = read_claims(
        "The M23 denied it had shelled the camp and accused the army of having fired the rounds."
    )
    assert (denied.modality, [one.id for one in denied.actors]) == (Modality.DENIED, ["m23"])
    assert (accused.modality, [one.span.text for one in accused.actors]) == (Modality.CLAIMED, ["the army"])


def test_who_finds_bodies_has_killed_nobody(read_claims: Reader) -> None:
    (claim,) = read_claims(
        "Police in Cauca said they had found the bodies of eight men by the road to Argelia."
    )
    assert claim.actors == ()
    assert [(one.what, one.low) for one in claim.quantities] == [("killed", 8)]


def test_whom_a_clash_leaves_dead_is_no_side_of_it(read_claims: Reader) -> None:
    (claim,) = read_claims(
        "Clashes between herders and farmers in Plateau state have left more than 130 people dead."
    )
    assert [one.span.text for one in claim.actors] == ["herders", "farmers"]
    assert len(claim.targets) == 1


def test_lives_that_a_war_claims_are_said_by_nobody(read_claims: Reader) -> None:
    found = read_claims("An air strike on the market in Idlib claimed 12 lives.")
    assert [one.name for claim in found for one in claim.attribution] == ["Desk"] * len(found)
    assert found


def test_those_in_hospital_are_hurt(read_claims: Reader) -> None:
    (claim,) = read_claims(
        "The death toll from the blast at the mosque in Peshawar has climbed to 101, with 57 still in hospital, police said."
    )
    assert [(one.what, one.low) for one in claim.quantities] == [("killed", 101), ("injured", 57)]


def test_a_province_that_is_a_body_speaks(read_claims: Reader) -> None:
    (claim,) = read_claims(
        "Islamic State's West Africa Province said it had killed 18 soldiers in an attack on a base at Gajiram."
    )
    assert claim.modality is Modality.CLAIMED
    assert claim.attribution[-1].actor == "is_west_africa"


def test_two_who_accuse_each_other_accuse_each_of_his_own_deed(read_claims: Reader) -> None:
    killing, bombing = read_claims(
        "The army accused the rebels of killing 11 farmers in Kidal, and the rebels denied it and accused the army of "
        "bombing the market."
    )
    assert killing.attribution[-1].name == "The army"
    assert [one.span.text for one in killing.actors] == ["the rebels"]
    assert [one.low for one in killing.quantities] == [11]
    assert bombing.attribution[-1].name == "the rebels"
    assert [one.span.text for one in bombing.actors] == ["the army"]
    assert bombing.quantities == ()


def test_who_denies_for_his_side_accuses_himself(read_claims: Reader) -> None:
    _, accusation = read_claims(
        "The ministry denied that its forces had shelled the hospital in Aleppo and accused rebels of firing rockets."
    )
    assert accusation.attribution[-1].name == "The ministry"


@pytest.mark.parametrize(
    "text",
    [
        "A car bomb exploded in Baghdad, killing 12 people, police said, and a hospital source counted 15 bodies.",
        "The ministry said rebels shot down a helicopter in Idlib while officials reported fighting nearby that killed "
        "two civilians.",
    ],
)
def test_who_counts_has_named_no_doer(read_claims: Reader, text: str) -> None:
    found = [
        one for one in read_claims(text) if one.attribution[-1].name in ("a hospital source", "officials")
    ]
    assert found
    assert all(one.actors == () for one in found)


def test_bodies_that_are_seen_are_no_figure_of_who_left(read_claims: Reader) -> None:
    seen, left = read_claims(
        "Witnesses saw 14 bodies in the village after the militants withdrew from Kocho."
    )
    assert [one.low for one in seen.quantities] == [14]
    assert left.quantities == ()
