"""Statements that reach the text through others, are taken back, or stand beside a claim of responsibility."""

from __future__ import annotations

import pytest

from counterclaim.model import ActorRole, Claim, Modality
from tests.claims.conftest import Reader


def names(claim: Claim) -> list[str]:
    """The chain after the publisher."""
    return [one.name for one in claim.attribution[1:]]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "Shelling killed two people in Kupiansk, the local outlet Kharkiv Today wrote, referring to the regional "
            "prosecutor's office.",
            ["Kharkiv Today", "the regional prosecutor's office"],
        ),
        (
            "Shelling killed two people in Kupiansk, Kharkiv Today reported with reference to the regional "
            "prosecutor's office.",
            ["Kharkiv Today", "the regional prosecutor's office"],
        ),
        (
            "Gunmen killed nine traders in Nyala, the governor said in remarks relayed by Radio Dabanga.",
            ["Radio Dabanga", "the governor"],
        ),
        (
            "As reported by Radio Dabanga and the Sudan Tribune, gunmen killed nine traders in Nyala.",
            ["Radio Dabanga and the Sudan Tribune"],
        ),
        (
            "In a letter, a copy of which was seen by Reuters, the governor said gunmen had killed nine traders in "
            "Nyala.",
            ["Reuters", "the governor"],
        ),
        (
            "The governor said in a letter, a copy of which was obtained by Radio Dabanga, that gunmen had killed "
            "nine traders in Nyala.",
            ["Radio Dabanga", "The governor"],
        ),
        (
            "Radio Dabanga quoted the governor as telling the daily Al-Sudani that gunmen had killed nine traders "
            "in Nyala.",
            ["Radio Dabanga", "the daily Al-Sudani", "the governor"],
        ),
        (
            "Officials said gunmen had killed nine traders in Nyala, Lebanon's al-Manar channel reported.",
            ["Lebanon's al-Manar channel", "Officials"],
        ),
        (
            "The governor told a press conference that gunmen had killed nine traders in Nyala.",
            ["The governor"],
        ),
    ],
)
def test_links(read_claims: Reader, text: str, chain: list[str]) -> None:
    claim = max(read_claims(text), key=lambda one: len(one.quantities))
    assert names(claim) == chain


def test_who_explains_whom_he_means_cites_nobody(read_claims: Reader) -> None:
    claims = read_claims(
        '"They fled," the mayor said, referring to the rebels who had shelled the market in Nyala.'
    )
    assert all("rebels" not in name for claim in claims for name in names(claim))


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("The Sudanese army retracted its claim that it had killed 40 fighters in Nyala.", "forces.SD"),
        ("The Ukrainian army withdrew its statement that it had shelled Donetsk.", "forces.UA"),
    ],
)
def test_a_statement_taken_back_is_denied(read_claims: Reader, text: str, actor: str) -> None:
    (claim,) = read_claims(text, published="2023-06-04")
    assert claim.modality is Modality.DENIED
    assert claim.attribution[-1].actor == actor


def test_troops_still_withdraw(read_claims: Reader) -> None:
    claims = read_claims("The Sudanese army withdrew from Nyala on Monday.")
    assert [claim.event_type for claim in claims] == ["non_violent_transfer_of_territory"]


@pytest.mark.parametrize(
    "text",
    [
        "Islamic State claimed the attack, which killed 12 people in Kabul.",
        "Islamic State claimed responsibility for the bombing in Kabul that killed 12 people.",
    ],
)
def test_a_toll_is_not_the_word_of_who_claims_the_deed(read_claims: Reader, text: str) -> None:
    deed, toll = read_claims(text)
    assert (names(deed), deed.modality, deed.quantities) == (["Islamic State"], Modality.CLAIMED, ())
    assert (names(toll), toll.modality) == ([], Modality.REPORTED)
    assert [(one.what, one.low) for one in toll.quantities] == [("killed", 12)]
    assert [one.role for one in toll.actors] == [ActorRole.CLAIMANT]
    assert deed.id != toll.id


def test_a_toll_that_the_claimer_tells_is_his(read_claims: Reader) -> None:
    (claim,) = read_claims("Boko Haram claimed responsibility for killing 12 soldiers in Baga.")
    assert names(claim) == ["Boko Haram"]
    assert [one.low for one in claim.quantities] == [12]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("Police said a bomb killed 12 people in Kabul.", Modality.REPORTED),
        ("The army said 12 soldiers were killed in Mopti.", Modality.REPORTED),
        ("The army said 12 insurgents were killed in Mopti.", Modality.CLAIMED),
    ],
)
def test_whose_deed_it_is_where_nobody_is_named(read_claims: Reader, text: str, modality: Modality) -> None:
    assert read_claims(text)[0].modality is modality
