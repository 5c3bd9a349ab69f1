"""One party for all its names and bodies, over its renamings."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.ask.control.parties import Parties
from counterclaim.reference.actors import ActorRegistry


@pytest.fixture
def parties(registry: ActorRegistry) -> Parties:
    return Parties(registry)


def test_a_party_that_renames_itself_is_one_party(parties: Parties) -> None:
    keys = {
        parties.key("Nusra Front", date(2014, 1, 1), "SY"),
        parties.key("Jabhat Fatah al-Sham", date(2016, 9, 1), "SY"),
        parties.key("HTS", date(2018, 1, 1), "SY"),
    }
    (key,) = keys
    assert key is not None
    assert parties.name(key, date(2014, 1, 1)) == "Nusra Front"
    assert parties.name(key, date(2018, 1, 1)) == "Hayat Tahrir al-Sham"
    assert parties.name(key) == "Hayat Tahrir al-Sham"


def test_the_bodies_of_a_state_are_one_party(parties: Parties) -> None:
    assert {parties.key(body) for body in ("gov.SY", "forces.SY", "police.SY")} == {"state.SY"}
    assert parties.key("state.SY") == "state.SY"
    assert parties.name("state.SY") == "Government of Syria"


def test_a_member_is_its_alliance_from_the_day_it_joined(parties: Parties) -> None:
    assert parties.key("ypg", date(2014, 1, 1)) == "ypg"
    assert parties.key("ypg", date(2017, 1, 1)) == "sdf"
    assert parties.key("Nusra Front", date(2015, 1, 1)) != "al_qaeda"


def test_an_unknown_party_keeps_its_words(parties: Parties) -> None:
    key = parties.key("the Brigade of the Green River", date(2017, 1, 1), "SY")
    assert key == "name:Brigade of the Green River"
    assert not parties.is_known(key)
    assert parties.name(key) == "Brigade of the Green River"
    assert parties.key("  the   Brigade of the Green River ") == key


def test_words_for_several_parties(parties: Parties) -> None:
    assert parties.key("The Syrian army and allied militias", date(2017, 11, 9), "SY") == "state.SY"
    assert parties.key("Russia/ Luhansk PR", date(2022, 7, 1), "UA") == "state.RU"


@pytest.mark.parametrize("words", ["", "  ", None, "their", "civilians", "Reuters"])
def test_who_can_hold_no_place(parties: Parties, words: str | None) -> None:
    assert parties.key(words) is None
