"""Strings of MUC-4's roles from phrases in capitals."""

import pytest
from evaluation.suites.muc4_names import (
    bare,
    blown_up,
    full_names,
    is_thing,
    people,
    person,
    persons_behind,
    thing,
    weapons,
)

from counterclaim.model import ActorMention, ActorRole, Span


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("DEPUTY MINISTER ROSA QUINTANILLA", "Rosa Quintanilla"),
        ("DR. MANUEL ZELAYANDIA, A BISHOP", "Manuel Zelayandia"),
        ("QUINTANILLA", "Elsa Rosa Quintanilla"),
        ("THREE PEASANTS", None),
        ("SALVADORAN SOLDIERS", None),
    ],
)
def test_a_person_is_given_by_the_whole_name_without_its_title(text: str, name: str | None) -> None:
    known = full_names("YESTERDAY ELSA ROSA QUINTANILLA SPOKE.") if text == "QUINTANILLA" else {}
    assert person(text, known) == name


def test_names_listed_behind_a_mention_are_found_until_something_else_comes() -> None:
    behind = ", COLONEL PABLO URRUTIA, AND MAYOR ANA LUCERO, WHO WERE DRIVING, AND JOSE PAREDES"
    assert list(persons_behind(behind, {})) == ["Pablo Urrutia", "Ana Lucero"]


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("TERRORISTS OF THE RIVER FRONT", ["RIVER FRONT"], "TERRORISTS"),
        ("AT LEAST 20 ALLEGED REBELS", [], "20 ALLEGED REBELS"),
        ("THE RIVER FRONT", ["RIVER FRONT"], None),
        ("A TERRORIST BOMB", [], None),
        ("TERRORIST", [], None),
    ],
)
def test_people_are_told_apart_from_their_organisation(text: str, names: list[str], left: str | None) -> None:
    mention = ActorMention(Span(0, len(text), text), ActorRole.PERPETRATOR)
    assert people(mention, names) == left


def test_little_words_before_a_phrase_are_left_out() -> None:
    assert bare("HIS SAME OLD HOUSE") == "OLD HOUSE"
    assert bare("THE") == "THE"


def test_things_lose_their_number_and_their_owner() -> None:
    assert thing("TWO POWER PYLONS", {}) == "POWER PYLONS"
    assert thing("THE HOME OF JUDGE PEDRO OROZCO", {}) == "HOME"
    assert thing("THE HEADQUARTERS OF THE BANK", {}) == "HEADQUARTERS OF THE BANK"
    assert is_thing("THE EMBASSY OF A COUNTRY")
    assert not is_thing("TWO JUDGES")


def test_what_a_bomb_went_off_at() -> None:
    text = "A BOMB EXPLODED IN FRONT OF THE TOWN BANK IN THE CENTRE AND ANOTHER WAS PLACED IN THE MORNING."
    assert list(blown_up(text, {})) == ["TOWN BANK"]


def test_weapons_go_with_the_type_of_incident() -> None:
    text = "A CAR BOMB AND TWO STICKS OF DYNAMITE; MEN WITH RIFLES"
    assert list(weapons(text, "bombing")) == ["CAR BOMB", "DYNAMITE"]
    assert list(weapons(text, "attack")) == ["RIFLES"]
    assert list(weapons(text, "kidnapping")) == []
