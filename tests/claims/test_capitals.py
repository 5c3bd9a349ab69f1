"""Mixed case for texts in capitals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.claims.capitals import Dictionary, restored, surnames
from counterclaim.claims.sentence import language_model


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    return Dictionary(language_model())


@pytest.mark.parametrize(
    ("capitals", "mixed"),
    [
        (
            "POLICEMEN SAID THAT GUERRILLAS BLEW UP THREE PYLONS NEAR TEGUCIGALPA.",
            "Policemen said that guerrillas blew up three pylons near Tegucigalpa.",
        ),
        (
            "THE MAYOR, ROSA QUINTANILLA BAKER, WAS SHOT IN BOGOTA ON MONDAY.",
            "The mayor, Rosa Quintanilla Baker, was shot in Bogota on Monday.",
        ),
        ("A BAKER WAS SHOT BY PERUVIAN SOLDIERS.", "A baker was shot by Peruvian soldiers."),
        ("TWO MEN FIRED AT A U.S. VEHICLE.", "Two men fired at a U.S. vehicle."),
    ],
)
def test_names_keep_their_capitals(capitals: str, mixed: str, dictionary: Dictionary) -> None:
    assert restored(capitals, dictionary) == mixed


def test_known_names_are_capitalised_and_bodies_of_state_are_not(dictionary: Dictionary) -> None:
    text = "REBELS OF THE SHINING PATH FOUGHT THE ARMY."
    spans = [(text.index(name), text.index(name) + len(name)) for name in ("SHINING PATH", "THE ARMY")]
    assert restored(text, dictionary, spans) == "Rebels of the Shining Path fought the army."


def test_a_dateline_and_an_editors_words_are_blank(dictionary: Dictionary) -> None:
    text = "QUITO, 8 MAR 89 (ACAN-EFE) -- [TEXT] SHOTS WERE HEARD [NO TIME GIVEN] TODAY."
    found = restored(text, dictionary)
    assert len(found) == len(text)
    assert found.split() == ["Shots", "were", "heard", "today."]


def test_a_surname_told_once_with_a_given_name_is_one_everywhere(dictionary: Dictionary) -> None:
    persons = surnames("SENATOR ROSA BAKER SPOKE.", dictionary)
    assert persons == {"baker"}
    assert restored("THEY SHOT BAKER.", dictionary, persons=persons) == "They shot Baker."


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x2FF), max_size=200))
def test_the_length_never_changes(text: str) -> None:
    assert len(restored(text.upper(), Dictionary(language_model()))) == len(text.upper())
