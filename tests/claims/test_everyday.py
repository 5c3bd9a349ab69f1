"""Reports of courts, accidents, disease, politics and trade make no claims of war; the same words in a war do."""

from __future__ import annotations

import pytest

from counterclaim.claims.settings import setting_of
from tests.claims.conftest import Reader


@pytest.mark.parametrize(
    "text",
    [
        # private crime and its courts
        "A jury found the baker guilty on Monday. He had stabbed his partner in Ghent. Detectives found the knife.",
        "Deputies arrested a man in Salem on Friday. He shot a neighbor in an argument over a fence.",
        "A court in Nantes jailed a man for killing his wife.",
        "Two women were charged with murder in Perth on Tuesday.",
        # accidents, disease, disasters, told of sentences later
        "Floods hit the coast near Recife. Nine people died. Soldiers brought water.",
        "The clinic treats rabies. Two children died in Lusaka in May.",
        "A tree fell on a tent near Toulouse during the storm. A nurse was killed.",
        "Fireworks went up in a factory near Jaipur, where a boiler burst. The explosion killed four people.",
        # quarrels by word
        "The mayor of Lyon attacked the housing plan on Wednesday.",
        "Residents in Bristol are fighting the closure of a library.",
        "The minister came under fire in Oslo on Monday.",
        "The carmaker fired the first salvo in Stuttgart on Monday.",
        "Maria Lopez attacked Juan Perez for voting against the bill in Lima on Monday.",
        # companies and courts that change hands
        "The investor seized control of the lender in Milan on Friday.",
        "She was taken to a hospital in Davis on Friday.",
        "The clerk was held on a charge of fraud in Jackson on Friday.",
        # history
        "In 1746 the army was routed at Culloden.",
        "Some 70,000 people were arrested in Lyon during the Second World War.",
        # animals
        "Wolves attacked a flock near Grosseto on Sunday.",
    ],
)
def test_everyday_news_makes_no_claim(read_claims: Reader, text: str) -> None:
    assert read_claims(text) == []


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        (
            "Rebels killed four guards near Beni on Monday. An Ebola outbreak had closed the road.",
            "unspecified_violence",
        ),
        ("Militants shot dead a prosecutor and two detectives in Mosul on Monday.", "attack"),
        ("Shells fell on the town of Sloviansk on Monday.", "shelling_artillery_missile_attack"),
        ("The army attacked the rebels near Gao for breaking the truce.", "armed_clash"),
        (
            "The rebels took control of the airport near Goma on Monday.",
            "non_state_actor_overtakes_territory",
        ),
        ("The biggest attack since the Second World War hit Kharkiv on Monday.", "armed_clash"),
        (
            "A bomb killed nine people in a market in Kano on Monday. A wall collapsed.",
            "remote_explosive_landmine_ied",
        ),
        ("Gunmen attacked a bus near Gao on Monday.", "armed_clash"),
    ],
)
def test_the_same_words_in_a_war_make_one(read_claims: Reader, text: str, event_type: str) -> None:
    assert event_type in [claim.event_type for claim in read_claims(text)]


def test_the_setting_is_that_of_the_whole_report() -> None:
    crime = setting_of("Detectives said he was shot twice. A jury will hear the case, and the coroner.")
    assert crime.of_crime
    assert not crime.of_mishap
    war = setting_of("Rebels and militants shelled a court. Insurgents shot detectives and a coroner.")
    assert not war.of_crime
    flood = setting_of("The flood killed nine. Landslides cut the road.")
    assert flood.of_mishap
    assert not flood.of_crime


def test_each_word_counts_once() -> None:
    assert setting_of("The jury, the jury, the Jury.").crime == 1
