"""Claims read from sentences written for these tests, over many conflicts and styles."""

from __future__ import annotations

import pytest

from counterclaim.model import ControlChange, Kind, Modality, SourceType, Verification
from tests.claims.conftest import Reader

WORKED = (
    "The agency quoted two district officials as saying that between 10 and 15 fighters were wounded on "
    "Tuesday night when a roadside bomb hit their convoy some 20 km east of Palmyra; the army denied any "
    "losses."
)


def test_worked_example_of_the_contract(read_claims: Reader) -> None:
    reported, denied = read_claims(WORKED)
    assert reported.event_type == denied.event_type == "remote_explosive_landmine_ied"
    assert [link.name for link in reported.attribution] == ["Desk", "The agency", "two district officials"]
    assert [link.type for link in reported.attribution] == [
        SourceType.PUBLISHER,
        SourceType.AGENCY,
        SourceType.OFFICIAL,
    ]
    (figure,) = reported.quantities
    assert (figure.what, figure.of, figure.low, figure.high) == ("injured", "fighters", 10, 15)
    assert reported.when is not None
    assert (reported.when.edtf, reported.when.basis) == ("2018-03-13", "relative")
    assert reported.place is not None
    assert reported.place.relation == {"east of": 20}
    assert reported.place.lon == pytest.approx(38.28 + 20 / 91.6, abs=0.03)
    assert reported.place.precision == "near"
    assert denied.modality is Modality.DENIED
    assert denied.attribution[-1].interested
    assert denied.place == reported.place


@pytest.mark.parametrize(
    ("text", "event_type", "modality"),
    [
        ("Rebels captured the town of Kidal on Friday.", "non_state_actor_overtakes_territory", "reported"),
        ("Iraqi forces retook Hawija on 5 March.", "government_regains_territory", "reported"),
        ("The army might retake Sirte within weeks.", "government_regains_territory", "hypothetical"),
        ("Police foiled a plot to bomb a market in Kabul.", "remote_explosive_landmine_ied", "foiled"),
        (
            "Two children were killed when a landmine exploded outside Sirte.",
            "remote_explosive_landmine_ied",
            "reported",
        ),
        ("Gunmen ambushed a police patrol near Gao on 4 March.", "armed_clash", "reported"),
        ("Air strikes on Sanaa left 12 dead, according to medics.", "air_drone_strike", "reported"),
        ("Shelling in Donetsk killed a woman on Sunday.", "shelling_artillery_missile_attack", "reported"),
        ("A suicide bomber blew himself up in Maiduguri, killing five.", "suicide_bomb", "reported"),
        (
            "Armed men abducted 30 pupils from a school in Zamfara.",
            "abduction_forced_disappearance",
            "reported",
        ),
        ("Soldiers tried to storm the rebel base near Goma.", "armed_clash", "attempted"),
        (
            "Fighters withdrew from Debaltseve without a fight.",
            "non_violent_transfer_of_territory",
            "reported",
        ),
        ("Villagers in Ituri were hacked to death by militiamen.", "attack", "reported"),
        ("The siege of Deir ez-Zor was broken on Tuesday.", "siege_relieved", "reported"),
        ("The army said it had not shelled Idlib.", "shelling_artillery_missile_attack", "denied"),
        ("There were no clashes in Bangui.", "armed_clash", "denied"),
    ],
)
def test_event_type_and_modality(read_claims: Reader, text: str, event_type: str, modality: str) -> None:
    found = [(claim.event_type, str(claim.modality)) for claim in read_claims(text)]
    assert (event_type, modality) in found


@pytest.mark.parametrize(
    "text",
    [
        "The coalition's attack helicopters are based in Iraq.",
        "Did the army shell the town of Idlib?",
        "How many people died in Raqqa is not known.",
        "The capture of Abu Kamal could not be independently verified.",
        "The minister opened a new school in Mosul on Monday.",
        "The price of bread rose in Damascus last week.",
        "He has written a book about the history of the city.",
    ],
)
def test_no_claim(read_claims: Reader, text: str) -> None:
    assert read_claims(text) == []


def test_text_in_another_language_gives_no_claims(read_claims: Reader) -> None:
    assert read_claims("Die Rebellen eroberten am Freitag Kidal.", language="de") == []


@pytest.mark.parametrize(
    "text", ["", "   ", "...", "A" * 5000, "killed " * 900, "(((((" * 200, "\u202ekilled\u202c ten"]
)
def test_odd_text_does_no_harm(read_claims: Reader, text: str) -> None:
    for claim in read_claims(text):
        assert text[claim.sentence.start : claim.sentence.end] == claim.sentence.text


def test_who_and_whom(read_claims: Reader) -> None:
    (claim,) = read_claims("Fighters from the Islamic State killed six Iraqi soldiers near Hawija on Monday.")
    assert [one.id for one in claim.actors] == ["islamic_state"]
    assert [one.id for one in claim.targets] == ["forces.IQ"]
    (passive,) = read_claims("Six Iraqi soldiers were killed near Hawija by the Islamic State on Monday.")
    assert [one.id for one in passive.actors] == ["islamic_state"]
    assert [one.id for one in passive.targets] == ["forces.IQ"]


def test_accused_is_the_doer_and_the_accuser_the_source(read_claims: Reader) -> None:
    (claim,) = read_claims(
        "The SDF accused Russian aircraft of striking its fighters east of Deir ez-Zor, wounding six."
    )
    assert claim.modality is Modality.CLAIMED
    assert claim.attribution[-1].actor == "sdf"
    assert claim.attribution[-1].interested
    assert [one.id for one in claim.actors] == ["forces.RU"]


def test_denial_of_what_was_just_said(read_claims: Reader) -> None:
    text = (
        "The SDF said that Russian aircraft struck its fighters near Mayadin on Saturday. Russia denied it."
    )
    first, second = read_claims(text)
    assert second.modality is Modality.DENIED
    assert (second.event_type, second.place, second.when) == (first.event_type, first.place, first.when)
    assert second.attribution[-1].actor == "gov.RU"


def test_doubt_in_the_next_sentence(read_claims: Reader) -> None:
    text = "The army said it had taken Mayadin. The claim could not be independently verified."
    (claim,) = read_claims(text)
    assert claim.verification is Verification.UNVERIFIED


def test_control(read_claims: Reader) -> None:
    (claim,) = read_claims(
        "The Syrian Observatory for Human Rights said the Islamic State had retaken Abu Kamal."
    )
    assert claim.kind is Kind.CONTROL
    assert claim.control is not None
    assert (claim.control.change, claim.control.holder) == (ControlChange.GAINED, "islamic_state")
    assert claim.place is not None
    assert claim.place.country == "SY"


def test_nothing_is_invented_without_a_publication_date(read_claims: Reader) -> None:
    (claim,) = read_claims("Rebels captured Kidal on Friday.", published=None)
    assert claim.when is None


def test_spans_are_true(read_claims: Reader) -> None:
    for claim in read_claims(WORKED):
        spans = [
            claim.sentence,
            claim.trigger,
            *(one.span for one in (*claim.actors, *claim.targets, *claim.quantities)),
        ]
        spans += [link.span for link in claim.attribution if link.span]
        assert all(WORKED[span.start : span.end] == span.text for span in spans)


def test_same_text_same_ids(read_claims: Reader) -> None:
    assert [claim.id for claim in read_claims(WORKED)] == [claim.id for claim in read_claims(WORKED)]
