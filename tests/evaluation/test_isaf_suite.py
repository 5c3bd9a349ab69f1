"""The scorer of the press releases on answers made by hand, and answers from claims."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from evaluation.suites import isaf
from evaluation.suites.isaf import figures, judge, lies_in, values
from evaluation.suites.isaf_answers import Answer, answer
from tests.factories import claim, day, killed

from counterclaim.model import ActorMention, ActorRole, Claim, Modality, Place, Quantity, Span
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.gazetteer import Gazetteer

GOLD = {
    "start_date": "2011-03-02",
    "event_type": ["airstrike;detention"],
    "province": ["wardak"],
    "target_group": ["taliban"],
    "min_killed": 2,
    "min_captured": 0,
}
TOWN = Place(Span(0, 4, "Town"), admin1="Maidan Wardak", country="AF")


def given(**fields: Any) -> Answer:
    base = Answer(TOWN, "2011-03-02", frozenset({"airstrike"}), frozenset({"taliban", "imu"}), 2, 1)
    return replace(base, **fields)


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.fixture(scope="module")
def registry() -> ActorRegistry:
    return ActorRegistry.load()


def test_figures_by_hand(gazetteer: Gazetteer) -> None:
    """Labels: 1 right of 1 given and 2 in gold; groups: 1 right of 2 given and 1 in gold."""
    unknown = GOLD | {"province": ["??"], "event_type": [""], "target_group": [""], "min_killed": 3}
    nothing = given(event_types=frozenset(), groups=frozenset())
    judged = [judge("a", GOLD, given(), gazetteer), judge("b", unknown, nothing, gazetteer)]
    assert figures(judged) == {
        "province": {"accuracy": 1.0},
        "start_date": {"accuracy": 1.0},
        "event_type": {"f1": pytest.approx(2 / 3)},
        "target_group": {"f1": pytest.approx(2 / 3)},
        "killed": {"accuracy": 0.5},
        "captured": {"accuracy": 0.0},
        "documents": 2,
    }


def test_fields_of_several_values() -> None:
    assert values(["taliban;haqqani", "imu"]) == {"taliban", "haqqani", "imu"}
    assert values(["", "??"]) == frozenset()


def test_a_province_in_another_spelling(gazetteer: Gazetteer) -> None:
    assert lies_in(replace(TOWN, admin1="Paktia"), "paktya", gazetteer)
    assert not lies_in(replace(TOWN, admin1="Paktika"), "paktya", gazetteer)
    assert not lies_in(None, "paktya", gazetteer)


def hit(number: int, *quantities: Quantity, **fields: Any) -> Claim:
    return replace(claim("d", number, event_type="unspecified_violence"), quantities=quantities, **fields)


def captured(low: int, of: str | None) -> Quantity:
    return replace(killed(low, low, of), what="detained")


def test_an_incident_told_twice_counts_once_and_other_people_are_added(registry: ActorRegistry) -> None:
    claims = [hit(1, killed(2, 2, "insurgents")), hit(2, killed(3, None, "insurgents"), killed(1, 1, None))]
    assert answer(claims, registry).killed == 4


def test_losses_of_the_own_side_and_what_did_not_happen_are_left_out(registry: ActorRegistry) -> None:
    own = hit(1, killed(4, 4, "forces.US"))
    planned = hit(2, killed(9, 9, "insurgents"), modality=Modality.PLANNED)
    found = answer([own, planned], registry)
    assert (found.killed, found.event_types) == (0, frozenset())


@pytest.mark.parametrize(
    ("claims", "label"),
    [
        ([hit(1, killed(1, 1, "insurgents"))], "insurgentskilled"),
        ([hit(1, killed(1, 1, "insurgents")), hit(2, captured(1, None))], "captureandkill"),
        ([claim("d", 1, event_type="arrests")], "detention"),
        ([hit(1, killed(2, 2, "insurgents"), event_type="air_drone_strike")], "airstrike"),
        ([hit(1, killed(2, 2, "civilians"), event_type="air_drone_strike")], "civiliancasualty"),
        ([claim("d", 1, event_type="armed_clash")], "exchangeoffire"),
    ],
)
def test_event_types(claims: list[Claim], label: str, registry: ActorRegistry) -> None:
    assert answer(claims, registry).event_types == {label}


def test_place_date_and_groups(registry: ActorRegistry) -> None:
    other = replace(TOWN, admin1="Kabul")
    sought = ActorMention(Span(0, 1, "T"), ActorRole.VICTIM, "hizb_i_islami", "H")
    claims = [
        claim("d", 1, where=other),
        replace(claim("d", 2, where=TOWN, when=day("2011-03-02")), targets=(sought,)),
        hit(3, killed(1, 1, "haqqani"), place=TOWN, when=day("2011-03-04")),
    ]
    found = answer(claims, registry)
    assert (found.place, found.start) == (TOWN, "2011-03-02")
    assert found.groups == {"hig", "haqqani"}


def test_no_claims_answer_nothing(registry: ActorRegistry) -> None:
    assert answer([], registry) == Answer(None, None, frozenset(), frozenset(), 0, 0)


def test_the_suite_reads_releases_and_tells_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Soldiers killed two insurgents in Wardak province, Afghanistan, on 2 March 2011."
    (tmp_path / isaf.FILE).write_text(json.dumps({"text": text, "gold": GOLD}) + "\n\n")
    found = isaf.run(tmp_path)
    assert (found["killed"], found["documents"]) == ({"accuracy": 1.0}, 1)
    isaf.misses(tmp_path)
    assert "event_type: ['insurgentskilled'], not ['airstrike', 'detention']" in capsys.readouterr().err
    with pytest.raises(FileNotFoundError):
        isaf.run(tmp_path / "elsewhere")
