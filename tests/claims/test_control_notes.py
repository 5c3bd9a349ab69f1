"""Notes on the place that a title names: who took it, who holds it, read without a subject."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims import Resources, extract
from counterclaim.claims.control_notes import control_notes
from counterclaim.model import (
    Block,
    Claim,
    ControlChange,
    Document,
    Modality,
    Role,
    TimePrecision,
    Verification,
    When,
)

GAINED, HELD, LOST = ControlChange.GAINED, ControlChange.HELD, ControlChange.LOST
CONTESTED, BESIEGED = ControlChange.CONTESTED, ControlChange.BESIEGED


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Captured by government forces on 3 May 2012.", [(GAINED, "government forces")]),
        ("Recaptured 5 May 2014 by the army.", [(GAINED, "army")]),
        (
            "Seized by the rebels in 2011; retaken by the army on 2 June 2013.",
            [(GAINED, "rebels"), (GAINED, "army")],
        ),
        ("Taken along with two villages by the Taliban in May.", [(GAINED, "Taliban")]),
        ("Controlled by the Houthi movement, according to residents.", [(HELD, "Houthi movement")]),
        ("Abandoned by Seleka in December 2013.", [(LOST, "Seleka")]),
        ("Taken by Boko Haram mid-March 2015.", [(GAINED, "Boko Haram")]),
        ("Contested", [(CONTESTED, None)]),
        ("Under siege since March 2014.", [(BESIEGED, None)]),
        ("Surrounded by Al Shabaab as of 3 July.", [(BESIEGED, "Al Shabaab")]),
        ("Capture claimed by M23/AFC 3 July 2022.", [(GAINED, "M23/AFC")]),
    ],
)
def test_notes_by_their_words(text: str, found: list[tuple[ControlChange, str | None]]) -> None:
    notes = control_notes(text)
    assert [(one.change, text[slice(*one.holder)] if one.holder else None) for one in notes] == found


@pytest.mark.parametrize(
    "text",
    [
        "The army captured the town on Friday.",
        "Captured by rebels in 2012, the town was retaken by the army.",
        "Control of the town was lost.",
        "See the battle of the bridge",
        "Captured on video.",
        "",
        "x" * 5000,
    ],
)
def test_sentences_that_are_no_notes(text: str) -> None:
    assert control_notes(text) == []


def test_how_a_note_is_put() -> None:
    (claimed,) = control_notes("Claimed recaptured by the army, but not verified.")
    assert (claimed.modality, claimed.verification) == (Modality.CLAIMED, Verification.UNVERIFIED)
    (doubted,) = control_notes("Reportedly taken by the militia in June.")
    assert doubted.verification is Verification.UNVERIFIED
    (denied,) = control_notes("Never taken by the group.")
    assert denied.modality is Modality.DENIED
    (said,) = control_notes("Rebel sources claimed recaptured by the rebels on 4 May.")
    assert said.modality is Modality.CLAIMED


@given(st.text(alphabet="captured by X.,()/ 2012\nclaimed not", max_size=500))
def test_any_text_is_read(text: str) -> None:
    for note in control_notes(text):
        assert 0 <= note.start < note.end <= len(text)


def read(title: str, text: str, resources: Resources, *, role: Role = Role.BODY) -> list[Claim]:
    day = date(2016, 3, 1)
    document = Document(
        "d_note",
        "t.csv",
        text,
        "0" * 64,
        "text/plain",
        title=title,
        publisher="List",
        published=When("2016-03-01", day, day, TimePrecision.DAY),
        language="en",
        blocks=(Block(0, len(text), role),),
    )
    return list(extract(document, resources).claims)


def test_notes_are_claims_about_the_place_of_the_title(resources: Resources) -> None:
    told = "Captured by the Islamic State in May 2015. Recaptured by Iraqi forces on 5 January 2016."
    first, second = read("Ramadi", told, resources)
    assert (first.control and first.control.holder, first.when and first.when.edtf) == (
        "islamic_state",
        "2015-05",
    )
    assert second.control is not None
    assert (second.control.change, second.control.holder) == (GAINED, "forces.IQ")
    assert second.event_type == "government_regains_territory"
    assert second.place is not None
    assert (second.place.name, second.place.country) == ("Ramadi", "IQ")
    assert second.when is not None
    assert second.when.start == date(2016, 1, 5)


def test_a_line_that_looks_like_a_byline_is_read_in_a_cell(resources: Resources) -> None:
    (one,) = read("Ramadi", "Captured by the Islamic State in May 2015.", resources, role=Role.DATELINE)
    assert one.control is not None
    assert one.control.holder == "islamic_state"


def test_a_title_that_names_no_place_has_no_notes(resources: Resources) -> None:
    assert read("Suspect held after blast in market", "Captured by police on Monday.", resources) == []


def test_a_share_of_a_territory_is_part_of_the_claim(resources: Resources) -> None:
    (one,) = read("News", "The Taliban hold a third of Kunduz city.", resources)
    assert one.control is not None
    assert one.control.share == pytest.approx(1 / 3, abs=0.01)
