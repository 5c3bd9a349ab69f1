"""Claims read as statements of control: whose word, of which days, turned round or weakened."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from counterclaim.ask import RecordView
from counterclaim.ask.control.statements import gather, spread
from counterclaim.control.sites import Level
from counterclaim.control.statements import Says
from counterclaim.model import ControlChange, Modality
from tests.ask.control.conftest import NOWHERE, PROVINCE, TOWN, Said

Opened = Callable[[Sequence[Said]], RecordView]
GAINED, HELD, BESIEGED = ControlChange.GAINED, ControlChange.HELD, ControlChange.BESIEGED


def test_whose_word_it_is_and_of_which_days(view_of: Opened) -> None:
    with view_of([Said(GAINED, "forces.SY", source="forces.SY", former="islamic_state")]) as view:
        (one,) = gather(view.record, view.registry).statements
    assert (one.says, one.party, one.former) == (Says.GAINED, "state.SY", "islamic_state")
    assert (one.first, one.last, one.said) == (date(2017, 11, 8), date(2017, 11, 8), date(2017, 11, 9))
    assert (one.interested, one.speaker, one.denied) == (True, "state.SY", False)
    assert one.strength == pytest.approx(0.9)


def test_who_denies_that_a_place_was_taken_says_that_it_was_not_lost(view_of: Opened) -> None:
    told = Said(GAINED, "islamic_state", source="islamic_state", modality=Modality.DENIED)
    with view_of([told]) as view:
        (one,) = gather(view.record, view.registry).statements
    assert (one.says, one.party, one.denied) == (Says.LOST, "islamic_state", True)


def test_who_announces_a_capture_without_a_name_speaks_of_himself(view_of: Opened) -> None:
    with view_of([Said(GAINED, None, source="gov.IQ"), Said(GAINED, None)]) as view:
        found = gather(view.record, view.registry)
    assert [one.party for one in found.statements] == ["state.IQ"]
    assert any("name nobody" in note for note in found.notes)


def test_attempts_and_attacks_are_signs_and_plans_are_nothing(view_of: Opened) -> None:
    told = [
        Said(GAINED, "sdf", modality=Modality.ATTEMPTED),
        Said(None, "islamic_state", event_type="attack"),
        Said(GAINED, "sdf", modality=Modality.PLANNED),
        Said(GAINED, "sdf", modality=Modality.FOILED),
    ]
    with view_of(told) as view:
        found = gather(view.record, view.registry).statements
    assert {(one.says, one.party, one.denied) for one in found} == {
        (Says.FOUGHT, "sdf", False),
        (Says.ATTACKED, "islamic_state", False),
        (Says.GAINED, "sdf", True),
    }


def test_a_claim_dated_after_its_publication_ends_with_it(view_of: Opened) -> None:
    with view_of([Said(HELD, "sdf", first="2017-11-20", published="2017-11-09")]) as view:
        (one,) = gather(view.record, view.registry).statements
    assert one.first <= one.last <= one.said == date(2017, 11, 9)


def test_a_claim_without_a_date_speaks_of_the_days_before_its_publication(view_of: Opened) -> None:
    with view_of([Said(HELD, "sdf", first=None)]) as view:
        (one,) = gather(view.record, view.registry).statements
    assert one.last == date(2017, 11, 9)
    assert 7 <= (one.last - one.first).days <= 31
    assert one.strength < 0.9


def test_repeated_words_of_one_origin_are_one_statement(view_of: Opened) -> None:
    told = [Said(GAINED, "forces.SY", source="forces.SY", published=f"2017-11-{day}") for day in (12, 10, 11)]
    with view_of(told) as view:
        found = gather(view.record, view.registry)
    (one,) = found.statements
    assert one.said == date(2017, 11, 10)
    assert len(found.sources[one.id]["also"]) == 2


def test_a_place_that_does_not_exist_is_kept_by_its_words(view_of: Opened) -> None:
    with view_of([Said(HELD, "sdf", place=NOWHERE)]) as view:
        found = gather(view.record, view.registry)
    (site,) = found.sites.values()
    assert (site.id, site.name, site.level, site.lat) == (
        "words:qasr nowhere",
        "Qasr Nowhere",
        Level.WORDS,
        None,
    )
    assert not site.is_shown


def test_a_statement_on_a_province_is_a_weak_one_on_its_places(view_of: Opened) -> None:
    told = [Said(HELD, "sdf", place=TOWN), Said(HELD, "islamic_state", place=PROVINCE, share=0.5)]
    with view_of(told) as view:
        found = gather(view.record, view.registry)
    weak = [one for one in spread(found) if one.party == "islamic_state"]
    whole = next(one for one in found.statements if one.party == "islamic_state")
    assert [one.place for one in weak] == [TOWN[0]]
    assert weak[0].strength == pytest.approx(whole.strength * 0.25 * 0.5)
    assert weak[0].id == whole.id


def test_no_claims_at_all(view_of: Opened) -> None:
    with view_of([]) as view:
        found = gather(view.record, view.registry)
    assert (found.statements, dict(found.sites), found.notes) == ((), {}, ())
