from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.reference.actors import ActorRegistry

REGISTRY = ActorRegistry.load()


def found(text: str, *, on: date | None = None, country: str | None = None) -> list[tuple[str, str | None]]:
    """What is found: the words of the text, and the actor's id or null."""
    matches = REGISTRY.find(text, on=on, country=country)
    return [(text[m.start : m.end], m.actor.id if m.actor else None) for m in matches]


def ids(text: str, *, on: date | None = None, country: str | None = None) -> list[str | None]:
    return [actor_id for _, actor_id in found(text, on=on, country=country)]


@pytest.mark.parametrize(
    "name", ["IS", "ISIS", "ISIL", "Daesh", "Islamic State group", "Islamic State in Iraq and Syria"]
)
def test_names_of_one_actor(name: str) -> None:
    assert found(f"Fighters of {name}, it said") == [(name, "islamic_state")]


def test_parties_and_speakers_of_a_report() -> None:
    text = (
        "The Syrian army said it had taken the town; Islamic State (IS) denied it through Amaq. Russia's "
        "defence ministry spoke of Russian warplanes, the SDF, backed by the US-led coalition, of six "
        "wounded, the Syrian Observatory for Human Rights of seven, according to Reuters."
    )
    assert ids(text) == [
        "forces.SY", "islamic_state", "islamic_state", "amaq", "mod.RU", "forces.RU", "sdf",
        "us_led_coalition", "sohr", "reuters",
    ]  # fmt: skip


def test_the_longest_name_is_meant() -> None:
    assert ids("Islamic State West Africa Province") == ["is_west_africa"]
    assert ids("Free Syrian Army") == ["fsa"]
    assert ids("Iraqi Counter Terrorism Service troops") == ["iraqi_cts"]


def test_words_are_no_abbreviations() -> None:
    assert ids("This is what it is; let us mend the site as an army of ants.", country=None) == [None]
    assert ids("THE TOWN IS CALM AND LET IT BE SO, SAID A MAN IN THE STREET") == []


def test_a_text_in_capitals() -> None:
    text = "SAN SALVADOR, 12 JAN 90 -- THE FMLN AND THE ARMY CLASHED, THE SALVADORAN ARMED FORCES SAID."
    assert ids(text, country="SV") == ["fmln", "forces.SV", "forces.SV"]


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Iraqi troops", "forces.IQ"),
        ("Chadian government forces", "forces.TD"),
        ("Kenya's defence ministry", "mod.KE"),
        ("the Ministry of Defence of Ukraine", "mod.UA"),
        ("the army of Chad", "forces.TD"),
        ("Lebanese police", "police.LB"),
        ("Bolivian president", "gov.BO"),
        ("senior U.S. officials", "gov.US"),
        ("Turkish warplanes", "forces.TR"),
        ("Azerbaijani special forces", "forces.AZ"),
    ],
)
def test_bodies_of_states_by_nationality(text: str, actor: str) -> None:
    assert ids(text) == [actor]


@pytest.mark.parametrize(
    "text", ["Syrian opposition forces", "Syrian villages", "US-backed forces", "Iraqi rebel troops"]
)
def test_a_nationality_alone_is_no_state(text: str) -> None:
    assert not {"forces.SY", "forces.US", "forces.IQ"} & set(ids(text))


def test_the_army_is_the_countrys() -> None:
    text = "The army and police left; the government and state media were silent."
    assert ids(text, country="MM") == ["forces.MM", "police.MM", "gov.MM", "gov.MM"]
    assert ids(text) == [None] * 4
    assert ids("rebel troops met foreign soldiers", country="SY") == []
    assert ids("SDF soldiers", country="SY") == ["sdf"]


def test_the_army_is_the_one_that_the_text_names() -> None:
    text = "The Syrian army took the town, on Iraq's border. Iraq's premier spoke. The army denied losses."
    assert ids(text, country="IQ") == ["forces.SY", "gov.IQ", "forces.SY"]
    assert ids(text) == ["forces.SY", "gov.IQ", "forces.SY"]
    assert ids("Russian warplanes helped the Syrian army, the army said", country="SY")[-1] == "forces.SY"
    assert ids("Russian warplanes and Turkish troops met, the army said", country="SY")[-1] == "forces.SY"


def test_one_name_of_two_actors_is_told_apart_by_country_date_or_text() -> None:
    assert ids("The SNA advanced", country="SY") == ["sna"]
    assert ids("The SNA advanced", country="SO") == ["forces.SO"]
    assert ids("The Somali National Army (SNA) advanced") == ["forces.SO", "forces.SO"]
    assert ids("AFP reported") == ["afp"]
    assert ids("the AFP said", country="PH") == ["forces.PH"]
    assert ids("coalition forces", on=date(2010, 5, 1), country="AF") == ["isaf"]
    assert ids("coalition forces", on=date(2016, 5, 1), country="SY") == ["us_led_coalition"]


@pytest.mark.parametrize(
    "said",
    [
        "coalition forces", "coalition troops", "coalition warplanes", "coalition air strikes", "the coalition",
        "the US-led coalition", "the U.S.-led coalition",
    ],
)  # fmt: skip
def test_a_coalition_is_the_one_of_its_time(said: str) -> None:
    text = f"It said that {said} killed four gunmen."
    assert ids(text, on=date(2005, 5, 1), country="IQ") == ["mnf_iraq"]
    assert ids(text, on=date(2016, 5, 1), country="IQ") == ["us_led_coalition"]
    assert "us_led_coalition" not in ids(text, on=date(2012, 5, 1), country="IQ")
    assert ids(text, on=date(2007, 5, 1), country="AF")[0] in ("isaf", "oef_af")


def test_the_coalition_is_none_that_has_ended() -> None:
    assert ids("the coalition won the vote", on=date(2010, 5, 1), country="IQ") == []


def test_state_media_are_the_governments() -> None:
    assert ids("Syrian state media and Iraqi state television reported it") == ["gov.SY", "gov.IQ"]
    assert ids("Syrian state news agency SANA reported it")[-1] == "sana"


def test_a_name_that_many_bear_needs_its_country() -> None:
    assert ids("The Federal Police moved", country="IQ") == ["iraqi_federal_police"]
    assert "iraqi_federal_police" not in ids("The Federal Police moved", country="MX")


def test_an_unknown_group_has_its_name_alone() -> None:
    text = "Fighters of the Red Valley Brigade, Liwa al-Asifah and the Katanga Liberation Movement fled."
    assert found(text) == [
        ("Red Valley Brigade", None),
        ("Liwa al-Asifah", None),
        ("Katanga Liberation Movement", None),
    ]
    assert [match.name for match in REGISTRY.find("The Red\n Valley Brigade")] == ["Red Valley Brigade"]


def test_names_across_line_breaks_keep_their_offsets() -> None:
    text = "the  Syrian Observatory\n   for Human\nRights and\tthe\n\nSyrian  Democratic Forces"
    assert ids(text) == ["sohr", "sdf"]
    assert [words.split()[-1] for words, _ in found(text)] == ["Rights", "Forces"]


_PIECES = [
    "IS",
    "the army",
    " ",
    "\n",
    "Syrian ",
    "troops",
    "of ",
    "SDF",
    "-",
    "Brigade",
    "Valley ",
    "’s ",
    "Ö",
    "İ",
    ".",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=30), st.sampled_from([None, "SY", "QQ"]))
def test_matches_lie_in_the_text_in_order_and_apart(parts: list[str], country: str | None) -> None:
    text = "".join(parts)
    at = 0
    for match in REGISTRY.find(text, country=country):
        assert at <= match.start < match.end <= len(text)
        assert match.name
        at = match.end


@pytest.mark.parametrize(
    "text", ["A " * 20_000, "Liwa al-" * 5_000, "the Syrian " * 5_000, "Brigade " * 8_000, " " * 50_000]
)
def test_hostile_text_takes_no_long_time(text: str) -> None:
    start = time.process_time()
    REGISTRY.find(text)
    assert time.process_time() - start < 2


def test_a_page_is_read_in_milliseconds() -> None:
    text = (
        "The army said on Tuesday that Iraqi troops and the SDF had fought Islamic State near the river. "
        * 40
    )[:3000]
    REGISTRY.find(text)
    start = time.process_time()
    for _ in range(20):
        REGISTRY.find(text)
    assert (time.process_time() - start) / 20 < 0.006
