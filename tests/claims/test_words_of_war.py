"""Words and phrases of war: what each tells, what belongs to one incident, and the same words of everyday life."""

from __future__ import annotations

import pytest

from counterclaim.claims.lexicon import trigger_rules, words
from counterclaim.claims.prefilter import forms
from counterclaim.claims.sentence import language_model
from tests.claims.conftest import Reader

TOLD = (
    ("A helicopter raked the village of Gorom with cannon fire.", "air_drone_strike"),
    (
        "Residents said that the town of Kramatorsk came under rocket fire.",
        "shelling_artillery_missile_attack",
    ),
    ("Gunners in the hills poured shells into Gorazde.", "shelling_artillery_missile_attack"),
    (
        "A patrol lost two men when an improvised bomb tore apart its lorry near Djibo.",
        "remote_explosive_landmine_ied",
    ),
    ("Naxalite rebels laid an ambush for a police party near Sukma, killing five officers.", "armed_clash"),
    ("Three teachers were lined up and shot in Narathiwat.", "attack"),
    ("The sheikh was shot at close range in Baghdad.", "attack"),
    ("More than 130 peasants were forcibly disappeared in Meta.", "abduction_forced_disappearance"),
    ("The rebels have choked off the road into Bunia.", "siege"),
    ("Troops fought their way through to the besieged garrison in Deir ez-Zor.", "siege_relieved"),
    ("Soldiers chased the Islamic State out of Rawa.", "government_regains_territory"),
    ("The last Russian soldiers pulled out of Kherson.", "non_violent_transfer_of_territory"),
    ("The road to Gao is in the grip of the jihadists.", "territory_held"),
    ("Twelve schoolgirls escaped their captors in Borno.", "escape_jailbreak"),
    ("Armed men drove off 200 cows near Bor.", "looting_property_destruction"),
    ("Villagers near Loikaw have taken up arms against the army.", "recruitment"),
)
EVERYDAY = (
    "The striker opened his offensive arsenal with a header in Leeds.",
    "A charity walk of the March of Dimes will be held on 25 April in Lyon.",
    "The councillors gave up their seats in the front row in Geneva.",
    "The company is losing ground to its rivals in Seoul.",
    "Car sales fell by a tenth in Kirkuk last year.",
    "The club has 250 members in Nairobi.",
)
STRENGTH = (
    ("Its ranks have thinned to fewer than 200 fighters, the ministry says.", (None, 200)),
    ("The militia can call on some 5,000 fighters.", (5000, 5000)),
    ("There are no more than 150 rebels left in the forest of Garamba.", (None, 150)),
    ("The garrison at Babanusa was put at 2,000 men.", (2000, 2000)),
    ("The brigade's fighting force is estimated at 4,000.", (4000, 4000)),
    ("Al-Shabaab is believed to have 7,000 to 12,000 members.", (7000, 12000)),
    ("About 900 American soldiers are stationed in north-eastern Syria.", (900, 900)),
)
ONE_INCIDENT = (
    ("Two dead in clashes in Goma", "armed_clash", {"killed"}),
    (
        "Security forces fired into the crowd in Khartoum, killing nine protesters.",
        "excessive_force_against_protesters",
        {"killed"},
    ),
    (
        "Nine guerrillas were killed and four captured in a raid by soldiers on a camp near Tibu.",
        "armed_clash",
        {"killed", "captured"},
    ),
    (
        "The monitor has footage of the missile strike on Kramatorsk and confirms that 50 people were killed.",
        "shelling_artillery_missile_attack",
        {"killed"},
    ),
)


@pytest.mark.parametrize(("sentence", "event_type"), TOLD)
def test_what_the_words_tell(sentence: str, event_type: str, read_claims: Reader) -> None:
    assert event_type in [claim.event_type for claim in read_claims(sentence)]


@pytest.mark.parametrize("sentence", EVERYDAY)
def test_the_same_words_of_everyday_life(sentence: str, read_claims: Reader) -> None:
    assert not read_claims(sentence)


@pytest.mark.parametrize(("sentence", "bounds"), STRENGTH)
def test_how_many_fighters_there_are(
    sentence: str, bounds: tuple[int | None, int | None], read_claims: Reader
) -> None:
    (claim,) = read_claims(sentence)
    assert claim.event_type == "armed_strength"
    assert [(one.low, one.high) for one in claim.quantities] == [bounds]


@pytest.mark.parametrize(("sentence", "event_type", "counted"), ONE_INCIDENT)
def test_one_incident_with_what_it_brings(
    sentence: str, event_type: str, counted: set[str], read_claims: Reader
) -> None:
    (claim,) = read_claims(sentence)
    assert claim.event_type == event_type
    assert {str(one.what) for one in claim.quantities} == counted


def test_a_car_is_no_country(read_claims: Reader) -> None:
    (claim,) = read_claims("Car bomb kills 23 in Kirkuk")
    assert not claim.actors


def test_a_capital_before_a_blast_is_where_it_was(read_claims: Reader) -> None:
    (claim,) = read_claims("The Mogadishu blast killed eleven people.")
    assert not claim.actors


def test_every_word_of_the_table_is_one_that_the_tokenizer_gives() -> None:
    """A compound that is taken apart would never be met; `whole_word` of words.toml leaves one whole."""
    model = language_model()
    every = {word for rules in trigger_rules().values() for rule in rules for word in rule.words}
    assert not [
        word for word in every if all(len(model.tokenizer(form)) > 1 for form in forms(word) | {word})
    ]


def test_a_list_has_the_words_of_those_that_it_includes() -> None:
    assert words("civilian") < words("people")
