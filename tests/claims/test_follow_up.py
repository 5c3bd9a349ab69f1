"""What later sentences say of earlier claims, and who "we" is."""

from __future__ import annotations

from counterclaim.model import Modality, Verification
from tests.claims.conftest import Reader


def test_what_another_source_denies_is_disputed(read_claims: Reader) -> None:
    told, denied = read_claims("The army captured Abu Kamal on Monday. The Islamic State denied it.")
    assert denied.modality is Modality.DENIED
    assert told.verification is Verification.DISPUTED


def test_doubt_of_several_is_of_all_of_the_paragraph(read_claims: Reader) -> None:
    claims = read_claims(
        "The army shelled Marea on Monday. Rebels killed two soldiers near Hit on Monday."
        " None of these claims could be verified."
    )
    assert len(claims) == 2
    assert {one.verification for one in claims} == {Verification.UNVERIFIED}


def test_doubt_of_one_is_of_the_last(read_claims: Reader) -> None:
    claims = read_claims(
        "The army shelled Marea on Monday. Rebels killed two soldiers near Hit on Monday."
        " The claim could not be verified."
    )
    assert [one.verification for one in claims] == [Verification.NONE, Verification.UNVERIFIED]


def test_a_deed_of_the_other_side_is_no_claim_of_ones_own(read_claims: Reader) -> None:
    (claim,) = read_claims("Militants in Gaza fired 48 rockets at Sderot on Tuesday, the Israeli army said.")
    assert claim.modality is Modality.REPORTED


def test_ones_own_deed_is_claimed(read_claims: Reader) -> None:
    (claim,) = read_claims("The Israeli army said it had bombed a house in Rafah on Tuesday.")
    assert claim.modality is Modality.CLAIMED


def test_what_goes_on_takes_the_type_told(read_claims: Reader) -> None:
    _, went_on = read_claims(
        "A suicide bomber struck a checkpoint in Kano on Monday. Two soldiers also died."
    )
    assert went_on.event_type == "suicide_bomb"


def test_another_incident_does_not(read_claims: Reader) -> None:
    _, other = read_claims(
        "Jets bombed a market in Idlib on Monday. Two soldiers died in a separate incident."
    )
    assert other.event_type == "unspecified_violence"


def test_a_scene_is_set_by_a_sentence_without_a_claim(read_claims: Reader) -> None:
    (claim,) = read_claims(
        "A force searched a compound in Helmand province on Monday. It detained two suspects."
    )
    assert claim.place is not None
    assert claim.place.span.text == "Helmand"
