"""Whom words mean at a date: leaders' people, the backed, abbreviations of the text, names that stand alone."""

from __future__ import annotations

import time
from datetime import date

import pytest

from counterclaim.reference.actors import ActorMatch, ActorRegistry
from counterclaim.reference.actors.naming import whole

REGISTRY = ActorRegistry.load()


def found(
    text: str, on: str | None = None, country: str | None = None, *, read: bool = False
) -> list[tuple[str, str | None]]:
    """What is found: the words of the text, and the actor's id, else the name that it goes by."""
    find = REGISTRY.read if read else REGISTRY.find
    matches = find(text, on=date.fromisoformat(on) if on else None, country=country)
    return [(text[m.start : m.end], m.actor.id if m.actor else f"? {m.name}") for m in matches]


def resolved(name: str, on: str | None = None, country: str | None = None) -> str | None:
    actor = REGISTRY.resolve(name, on=date.fromisoformat(on) if on else None, country=country)
    return actor.id if actor else None


@pytest.mark.parametrize(
    ("text", "on", "words", "actor"),
    [
        ("Baghdadi's men took it", "2015-01-01", "Baghdadi's men", "islamic_state"),
        (
            "forces loyal to General Khalifa Haftar",
            "2019-05-01",
            "forces loyal to General Khalifa Haftar",
            "lna",
        ),
        ("Assad’s brutal regime", "2014-01-01", "Assad’s brutal regime", "gov.SY"),
        ("President Bashar al-Assad's forces", "2014-01-01", "Bashar al-Assad's forces", "forces.SY"),
        ("troops loyal to Museveni", "2011-03-01", "troops loyal to Museveni", "forces.UG"),
        ("Assad regime forces", "2014-01-01", "Assad regime forces", "forces.SY"),
        ("the Karzai government", "2008-01-01", "Karzai government", "gov.AF"),
    ],
)
def test_the_people_of_a_leader(text: str, on: str, words: str, actor: str) -> None:
    assert found(text, on) == [(words, actor)]


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Mubarak's men", "2013-03-01"),  # fallen in 2011
        ("anti-Museveni fighters", "2011-03-01"),
        ("Baghdadi said", "2015-01-01"),
        ("Karzai's brother", "2008-01-01"),
    ],
)
def test_a_leader_whose_people_are_not_meant(text: str, on: str) -> None:
    assert found(text, on) == []


def test_who_a_state_backs() -> None:
    assert found("Turkish-backed rebels advanced", "2019-05-01", "SY") == [("Turkish-backed rebels", "sna")]
    assert found("Iran-backed militia", "2019-05-01", "SY") == [
        ("Iran-backed militia", "? Iran-backed militia")
    ]
    assert found("US-backed Syrian forces", "2019-05-01", "SY")[0][1].startswith("? ")
    assert found("Iran-backed Houthi rebels", "2019-05-01", "YE") == [("Houthi rebels", "houthis")]
    assert found("the Turkish Armed Forces", "2017-05-01", "SY") == [("Turkish Armed Forces", "forces.TR")]
    assert "forces.RU" not in dict(found("pro-Russian forces", "2014-05-01", "UA")).values()


def test_abbreviations_that_the_text_defines() -> None:
    text = "The Zeb Liberation Front (ZLF) fled. ZLF fighters said the QVB, the Quiet Valley Brigade, and QVB men"
    assert found(text) == [
        ("Zeb Liberation Front", "? Zeb Liberation Front"),
        ("ZLF", "? Zeb Liberation Front"),
        ("ZLF", "? Zeb Liberation Front"),
        ("QVB", "? Quiet Valley Brigade"),
        ("Quiet Valley Brigade", "? Quiet Valley Brigade"),
        ("QVB", "? Quiet Valley Brigade"),
    ]


def test_a_definition_goes_before_the_registry() -> None:
    assert ("AP", "ap") in found("Armed men came, the AP said")
    text = "Officers of the Apple Patrol (AP) fired. The AP denied it"
    assert "ap" not in dict(found(text)).values()
    text = "the Syrian Democratic Forces (SDF) left. Later the SDF came"
    assert [who for _, who in found(text)] == ["sdf"] * 3


def test_a_definition_in_other_words_is_the_same_actor() -> None:
    assert dict(found("The Syria Democratic Forces (SDF) left."))["SDF"] == "sdf"
    assert dict(found("a Turkish-backed Free Syria Army (FSA) man"))["FSA"] == "fsa"
    assert dict(found("The Islamic State in Iraq and Levant (ISIL) left."))["ISIL"] == "islamic_state"


def test_brackets_that_define_nothing() -> None:
    text = "It hit civilians (QXDA) and others, said Reuters (QXT). QXDA and QXT"
    assert dict(found(text)) == {"civilians": "civilians", "Reuters": "reuters"}


def test_definitions_of_a_document_hold_in_its_sentences() -> None:
    known = REGISTRY.definitions("The Zeb Liberation Front (ZLF) fled. ZLF men came.")
    (match,) = REGISTRY.find("ZLF men came.", definitions=known)
    assert (match.name, match.actor) == ("Zeb Liberation Front", None)
    assert REGISTRY.find("ZLF men came.") == []


def test_the_group_is_the_one_named_last() -> None:
    text = "The Nusra Front took it. The group said the jihadists left. The SDF and IS came. The militants stayed"
    assert found(text, "2014-05-01", "SY", read=True) == [
        ("Nusra Front", "nusra_front"),
        ("The group", "nusra_front"),
        ("the jihadists", "nusra_front"),
        ("SDF", "sdf"),
        ("IS", "islamic_state"),
    ]
    assert found("The army said the group left", country="SY", read=True) == [("army", "forces.SY")]


@pytest.mark.parametrize(
    ("text", "country", "actor"),
    [
        ("Iraqi counter-terrorism officers", None, "forces.IQ"),
        ("the Iraqi Oil Ministry", None, "gov.IQ"),
        ("the Ministry of Higher Education of Iraq", None, "gov.IQ"),
        ("the Ministry of Higher Education", "SY", "gov.SY"),
        ("Jordanian 71st Counter Terrorism Battalion", None, "forces.JO"),
        ("Police (Kenya)", None, "police.KE"),
        ("the presidential guard", "CI", "forces.CI"),
        ("regime troops", "SY", "forces.SY"),
        ("the regime", "SY", "gov.SY"),
    ],
)
def test_bodies_of_a_state(text: str, country: str | None, actor: str) -> None:
    assert [who for _, who in found(text, "2015-01-01", country)] == [actor]


@pytest.mark.parametrize(
    "text", ["Free Iraqi Army", "anti-Syrian troops", "pro-Russian troops", "ex-Iraqi soldiers"]
)
def test_what_is_not_the_states(text: str) -> None:
    assert not {"forces.IQ", "forces.SY", "forces.RU"} & {who for _, who in found(text)}


def test_a_name_in_another_romanisation() -> None:
    assert [who for _, who in found("Jeish al Islam and Liwa al Asifah", "2016-01-01", "SY")] == [
        "jaysh_al_islam",
        "? Liwa al Asifah",
    ]


@pytest.mark.parametrize(
    ("name", "on", "country", "actor"),
    [
        ("islamic_state", None, None, "islamic_state"),
        ("sdf", None, None, "sdf"),
        ("ISIL fighters", None, None, "islamic_state"),
        ("members of the Taliban", None, None, "taliban"),
        ("Military Forces of Kenya (2002-2013)", None, None, "forces.KE"),
        ("SDF (Syria)", None, None, "sdf"),
        ("the UK", None, None, "gov.GB"),
        ("unknown citizens (Kenya)", None, None, "civilians"),
        ("residents of Mosul", None, None, "civilians"),
        ("three women and three children", None, None, "civilians"),
        ("regime", None, "SY", "gov.SY"),
        ("coalition", "2016-05-01", "IQ", "us_led_coalition"),
        ("Coalition", "2016-05-01", "IQ", None),
        ("us", None, None, None),
        ("they", None, None, None),
        ("Supporters of the Taliban", None, None, None),
        ("Unknown security force (Kenya)", None, None, None),
        ("the Valley Hawks Brigade", None, "SY", None),
        ("SDF and Hezbollah", None, None, None),
    ],
)
def test_a_name_that_stands_alone(name: str, on: str | None, country: str | None, actor: str | None) -> None:
    assert resolved(name, on, country) == actor


def test_all_words_of_a_phrase_must_be_meant() -> None:
    sdf = REGISTRY.get("sdf")
    assert whole("the SDF fighters", [ActorMatch(4, 7, "SDF", sdf)]) is sdf
    assert whole("friends of the SDF", [ActorMatch(15, 18, "SDF", sdf)]) is None
    assert whole("nobody", []) is None


def test_the_nearest_names() -> None:
    assert REGISTRY.nearest("Nsra Front")[0].id == "nusra_front"
    assert len(REGISTRY.nearest("Army", limit=3)) == 3
    assert REGISTRY.nearest("qqqqqqqqqqqq") == []


@pytest.mark.parametrize(
    "text",
    [
        "(A" * 20_000,
        "AB, the " * 6_000,
        "Zeb Front (ZF) " * 1_000,
        "pro-Syrian armed " * 3_000,
        "Ministry of A" * 3_000,
    ],
)
def test_hostile_text_takes_no_long_time(text: str) -> None:
    start = time.process_time()
    REGISTRY.read(text, country="SY")
    assert time.process_time() - start < 3
