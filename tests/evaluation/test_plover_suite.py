from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evaluation.options import SuiteOptions
from evaluation.suites.plover import right, run
from evaluation.suites.plover_gold import (
    Event,
    Party,
    event_type,
    party,
    read_dictionary,
    read_gsr,
    read_petrarch,
)

from counterclaim.reference.event_types import event_types

USA, SYR = Party("USA"), Party("SYR")
ARMY, REBELS = Party("SYR", "MIL"), Party("SYR", "REB")


def test_all_three_parts_must_be_right() -> None:
    gold = [Event(ARMY, "ASSAULT", REBELS)]
    assert len(right(gold, gold)) == 1
    for wrong in (
        Event(REBELS, "ASSAULT", REBELS),
        Event(ARMY, "COERCE", REBELS),
        Event(ARMY, "ASSAULT", ARMY),
        Event(ARMY, "ASSAULT", None),
        Event(None, "ASSAULT", REBELS),
    ):
        assert right([wrong], gold) == []


def test_a_role_counts_where_gold_has_one() -> None:
    assert right([Event(ARMY, "ASSAULT", USA)], [Event(SYR, "ASSAULT", USA)])
    assert not right([Event(SYR, "ASSAULT", USA)], [Event(ARMY, "ASSAULT", USA)])


def test_an_event_of_gold_is_found_once() -> None:
    found = [Event(ARMY, "ASSAULT", USA), Event(REBELS, "ASSAULT", USA)]
    assert len(right(found, [Event(SYR, "ASSAULT", USA)])) == 1


@pytest.mark.parametrize(
    ("code", "type_"),
    [
        ("190", "ASSAULT"),
        ("1921", "COERCE"),
        ("080", "CONCEDE"),
        ("0871", "RETREAT"),
        ("010", ""),
        ("---", ""),
        ("041", "SUPPORT"),
        ("023", ""),
        ("212", "COERCE"),
        ("223", "ASSAULT"),
        ("903", ""),
    ],
)
def test_codes_of_events(code: str, type_: str) -> None:
    assert event_type(code) == type_


@pytest.mark.parametrize(
    ("code", "primary", "role"),
    [
        ("USAMIL", "USA", "MIL"),
        ("PSE", "PSE", ""),
        ("ALBCVLalb", "ALB", "CVL"),
        ("IRQ***", "IRQ", ""),
        ("usaciv", "USA", "CVL"),
    ],
)
def test_actor_codes(code: str, primary: str, role: str) -> None:
    assert party(code) == Party(primary, role)


def test_types_of_ours_are_those_of_the_codebook() -> None:
    known = {event_type(f"{root:02}0") for root in range(1, 21)} | {"RETREAT"}
    assert {one.plover for one in event_types().values()} <= known


def test_a_dictionary_of_actors() -> None:
    north = "<!-- X -->\nNORTH_LAND_ [NOR] # note\n+NORTH_LANDER\n\n"
    text = north + "SOUTH\n\t[SOU <900101]\n\t[SOUGOV]\nNOTHING [---]\n"
    assert list(read_dictionary(text)) == [(("North Land", "North Lander"), "NOR"), (("South",), "SOUGOV")]


GSR: list[dict[str, Any]] = [
    {"event": "DOCUMENT"},
    {
        "event": "FIGHT",
        "text": "Turkish soldiers killed two Iraqi policemen on Monday.",
        "source": [{"code": "TUR", "sector": "MIL"}],
        "target": [{"code": "IRQ", "sector": "COP"}],
    },
    {
        "event": "AGREE",
        "text": "France and Spain met.",
        "source": [{"code": "FRA"}, {"code": "ESP"}],
        "target": "",
    },
]
XML = """<Sentences>
<!-- <Sentence id="0"><EventCoding sourcecode="A"></EventCoding><Text>No.</Text></Sentence> -->
<Sentence date="20000101" id="1" sentence="true">
<EventCoding sourcecode="NOR" targetcode="SOUMIL" eventcode="190"></EventCoding>
<EventCoding sourcecode="NOR" targetcode="SOU" eventcode="023"></EventCoding>
<Text>
Northland bombed
 Southland &amp; left.
</Text></Sentence>
<Sentence id="2"><EventCoding noevents = "True"></EventCoding><Text>Nothing happened.</Text></Sentence>
</Sentences>"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for name in ("plover_gsr", "petrarch2/text", "petrarch2/dictionaries"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "plover_gsr" / "records.txt").write_text(json.dumps(GSR), encoding="utf-8")
    (tmp_path / "plover_gsr" / "notes.txt").write_text("not records", encoding="utf-8")
    (tmp_path / "petrarch2" / "text" / "t.xml").write_text(XML, encoding="utf-8")
    (tmp_path / "petrarch2" / "dictionaries" / "x.actors.txt").write_text(
        "NORTHLAND [NOR]\n", encoding="utf-8"
    )
    return tmp_path


def test_gold_of_both_sets_is_read(data: Path) -> None:
    fight, agree = read_gsr(data / "plover_gsr").records
    assert fight.events == (Event(Party("TUR", "MIL"), "ASSAULT", Party("IRQ", "COP")),)
    assert set(agree.events) == {
        Event(Party("FRA"), "AGREE", Party("ESP")),
        Event(Party("ESP"), "AGREE", Party("FRA")),
    }
    corpus = read_petrarch(data / "petrarch2")
    assert [record.text for record in corpus.records] == [
        "Northland bombed Southland & left.",
        "Nothing happened.",
    ]
    assert [record.events for record in corpus.records] == [
        (Event(Party("NOR"), "ASSAULT", Party("SOU", "MIL")),),
        (),
    ]
    assert list(corpus.codes.values()) == [Party("NOR")]


def test_run_reads_claims_as_events(data: Path) -> None:
    """Of three events of gold the one of the soldiers is read, and nothing is made up."""
    assert run(data, SuiteOptions(corpus="plover_gsr")) == {
        "precision": 1.0,
        "recall": pytest.approx(1 / 3),
        "f1": pytest.approx(1 / 2),
    }
    with pytest.raises(FileNotFoundError, match="other"):
        run(data, SuiteOptions(corpus="other"))


def test_run_knows_the_actors_of_the_set_itself(data: Path) -> None:
    """Northland and Southland are known from the set's dictionaries alone."""
    (data / "petrarch2" / "dictionaries" / "y.actors.txt").write_text("SOUTHLAND [SOUMIL]\n", "utf-8")
    assert run(data, SuiteOptions(corpus="petrarch2"))["precision"] == 1.0
