"""Who is meant, where, and how, in sentences that mislead a reader by rules."""

from __future__ import annotations

import pytest

from tests.claims.conftest import Reader


def holders(claims) -> list[str | None]:
    return [actor.id for claim in claims for actor in claim.actors if actor.role == "holder"]


@pytest.mark.parametrize(
    ("text", "army"),
    [
        (
            "The Syrian army shelled the village of Hajin on Sunday.\n\nA town across the Iraqi border was quiet, "
            "Iraq's prime minister said.\n\nThe army said on Monday that it had taken Hajin.",
            "forces.SY",
        ),
        (
            "The Chadian army crossed the border on Sunday.\n\nWith Russian advisers the army took the village on Monday.",
            "forces.TD",
        ),
        ("The Syrian army rested. In Iraq, the army captured Rawa on Friday.", "forces.IQ"),
    ],
)
def test_the_army_is_the_one_named_last(read_claims: Reader, text: str, army: str) -> None:
    assert army in holders(read_claims(text))


def test_a_capital_owns_the_forces_of_its_state(read_claims: Reader) -> None:
    assert holders(read_claims("Kyiv's forces recaptured the village on Friday.")) == ["forces.UA"]
    assert holders(read_claims("Rebels captured Kyiv's suburb on Friday.")) != ["forces.UA"]


def test_the_home_of_a_group_speaks_for_a_place(read_claims: Reader) -> None:
    (claim, *_) = read_claims("Troops have recaptured Damasak, which Boko Haram had held since November.")
    assert claim.place is not None
    assert (claim.place.name, claim.place.country) == ("Damasak", "NG")


def test_the_home_of_a_group_places_nothing_unknown(read_claims: Reader) -> None:
    (claim, *_) = read_claims("Islamic State fighters attacked a barracks at Karuruma on 30 June 2020.")
    assert claim.place is None or claim.place.country is None


def test_a_spelling_of_few_letters_is_no_town_far_away(read_claims: Reader) -> None:
    (claim,) = read_claims("Al-Shabaab killed 40 Kenyan soldiers at El Adde.")
    assert claim.place is None or claim.place.name != "Ede"


def test_a_craft_that_is_struck_is_no_attacker(read_claims: Reader) -> None:
    (claim,) = read_claims("Rebels shot down a helicopter gunship over Idlib, killing both crew members.")
    assert claim.method != "airstrike"
    assert [one.span.text for one in claim.actors] == ["Rebels"]


def test_they_are_those_who_say_it(read_claims: Reader) -> None:
    (claim,) = read_claims("Houthi forces said they hit a tanker with two missiles in the Red Sea on Friday.")
    assert [one.id for one in claim.actors] == ["houthis"]


@pytest.mark.parametrize(
    "text",
    [
        "Were the rebels to seize Goma, the government would be in danger.",
        "Analysts warn that the group could attempt to retake the city.",
    ],
)
def test_what_may_be_is_hypothetical(read_claims: Reader, text: str) -> None:
    assert read_claims(text)[0].modality == "hypothetical"


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Officials later revised the number of dead down to 24 from 31.", [24]),
        ("The number of soldiers killed in the ambush has been raised to 17 from an earlier 12.", [17]),
    ],
)
def test_an_old_figure_is_not_the_toll(read_claims: Reader, text: str, killed: list[int]) -> None:
    assert [one.low for claim in read_claims(text) for one in claim.quantities] == killed
