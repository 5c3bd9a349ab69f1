"""Acts that are only spoken of, and acts of other fields, make no claim; the same words of a war do."""

from __future__ import annotations

import pytest

from tests.claims.conftest import Reader

SPOKEN_OF = (
    "The museum in Verdun opens a room on the 1916 battle, in which thousands of soldiers died.",
    "Parliament is to debate a bill that would raise the penalty for kidnapping.",
    "A statue of the general who recaptured Orleans will be unveiled in May.",
    "The defence secretary said the army must be ready to fight at short notice.",
    "The general said that an officer must never abandon his post.",
    "His grandfather fought at Gallipoli and lost an arm.",
    "Doctors are fighting to save the life of a girl hit by a tram in Kyiv.",
    "Guerrillas seldom win by taking cities.",
    "Anyone who abducts a child is liable to imprisonment.",
    "Napoleon invaded Russia in June 1812 and entered Moscow in September.",
    "No group has claimed the killing.",
)
OTHER_FIELDS = (
    "A man was stabbed outside a nightclub in Leeds after an argument over a taxi.",
    "Police arrested three men for stealing copper wire from the railway.",
    "Eleven miners died when a tunnel collapsed at a copper mine in Zambia.",
    "The prime minister survived an ambush by backbenchers over the fisheries bill.",
    "The two chipmakers have ended their patent war with a licensing agreement.",
    "Swarms of bees attacked mourners at a funeral in Machakos.",
)
TOLD = (
    ("Insurgents attacked the museum in Mosul, killing two guards.", "armed_clash"),
    ("Wazalendo militiamen retook Nyabiondo on Wednesday.", "non_state_actor_overtakes_territory"),
    ("JNIM has imposed a blockade on Timbuktu since August.", "siege"),
    ("Iraqi forces used mustard gas on Iranian troops at Majnoon.", "chemical_weapon"),
    ("US destroyers downed five Houthi missiles over the Red Sea.", "disrupted_weapons_use"),
    ("The church in Bambari was sacked by the militia.", "looting_property_destruction"),
    ("Bakhmut is now almost encircled, according to the British ministry.", "siege"),
)


@pytest.mark.parametrize("text", SPOKEN_OF)
def test_an_act_that_is_only_spoken_of_is_no_claim(read_claims: Reader, text: str) -> None:
    assert not read_claims(text)


@pytest.mark.parametrize("text", OTHER_FIELDS)
def test_words_of_force_of_other_fields_are_no_claim(read_claims: Reader, text: str) -> None:
    assert not read_claims(text)


@pytest.mark.parametrize(("text", "event_type"), TOLD)
def test_acts_of_war_are_told(read_claims: Reader, text: str, event_type: str) -> None:
    assert [claim.event_type for claim in read_claims(text)] == [event_type]


def test_what_somebody_said_that_he_would_do_is_planned(read_claims: Reader) -> None:
    (claim,) = read_claims("M23 announced that it would withdraw its forces from Goma.")
    assert claim.modality == "planned"


def test_what_would_have_happened_is_hypothetical(read_claims: Reader) -> None:
    (claim,) = read_claims("The rebels would have taken Goma without the drones, the army said.")
    assert claim.modality == "hypothetical"


def test_the_goal_of_an_attack_is_no_claim(read_claims: Reader) -> None:
    claims = read_claims("SDF fighters launched an attack to take Hajin from the Islamic State.")
    assert [claim.event_type for claim in claims] == ["armed_clash"]
