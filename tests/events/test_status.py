"""Statuses by the table, each in a small worked record, with the claims that make it and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counterclaim.events.status import STATUSES, conclude, status
from counterclaim.model import (
    ActorMention,
    ActorRole,
    Modality,
    Place,
    PlacePrecision,
    SourceType,
    Span,
)
from tests.events.provenance.reports import ARMY, MONITOR, Report, report, source, split
from tests.factories import place

_IS = source("Islamic State", SourceType.PARTY, actor="islamic_state", interested=True)
_COALITION = source("the coalition", SourceType.PARTY, actor="us_led_coalition", interested=True)
DENIED = {"modality": Modality.DENIED}


def targets(reported: Report, *named: tuple[str | None, str]) -> Report:
    """A report with these targets: id of the registry, words."""
    one, context = reported
    mentions = tuple(ActorMention(Span(0, 1, text), ActorRole.VICTIM, id_) for id_, text in named)
    return replace(one, targets=mentions), context


def town(lat: float) -> Place:
    """A town of its own at that latitude."""
    return replace(place(lat, 40.0), id=f"town {lat}")


def by(number: int, publisher: str, doer: str | None, **given: object) -> Report:
    """A bombing by `doer`, told by a publisher."""
    actors = (doer,) if doer else ()
    return report(number, publisher, event_type="air_drone_strike", actors=actors, **given)


WITHDREW = "The Syrian army withdrew its statement that it had taken the town."
CASES: list[tuple[str, str, list[Report], list[int], str]] = [
    (
        "two desks",
        "corroborated",
        [report(1, "Desk A"), report(2, "Desk B")],
        [0, 1],
        "2 independent origins without an interest agree: Desk A and Desk B.",
    ),
    (
        "a desk and its copy",
        "single_origin",
        [report(1, "Desk A"), report(2, "Desk B", family=1)],
        [0, 1],
        "",
    ),
    (
        "two who cite one monitor",
        "single_origin",
        [report(1, "A", MONITOR), report(2, "B", MONITOR)],
        [0, 1],
        "",
    ),
    (
        "a party beside a desk",
        "single_origin",
        [report(1, "Desk A"), report(2, "Desk B", ARMY)],
        [0],
        "It rests on the word of Desk A alone",
    ),
    (
        "parties",
        "parties_only",
        [report(1, "Desk A", ARMY), report(2, "Desk B", _IS)],
        [0, 1],
        "Only parties to the conflict state it: Islamic State and Syrian armed forces.",
    ),
    (
        "one denies",
        "contested",
        [report(1, "Desk A", MONITOR), report(2, "Desk B", ARMY, **DENIED)],
        [0, 1],
        "Syrian armed forces denies what is stated by Syrian Observatory for Human Rights.",
    ),
    (
        "a desk prints the denial",
        "contested",
        [report(1, "A"), report(1, "A", ARMY, sentence=1, **DENIED)],
        [0, 1],
        "",
    ),
    (
        "who did it",
        "contested",
        [by(1, "Desk A", "forces.RU"), by(2, "Desk B", "us_led_coalition")],
        [0, 1],
        "Desk A and Desk B disagree on who did it.",
    ),
    (
        "who holds it",
        "contested",
        [
            report(1, "A", event_type="government_regains_territory", gained_by="forces.SY"),
            report(2, "B", event_type="non_state_actor_overtakes_territory", gained_by="islamic_state"),
        ],
        [0, 1],
        "who holds it",
    ),
    (
        "where",
        "contested",
        [report(1, "Desk A", where=town(35.0)), report(2, "Desk B", where=town(36.0))],
        [0, 1],
        "where it was",
    ),
    ("only denials", "denied", [report(1, "Desk A", ARMY, **DENIED)], [0], "Only denials of it are known."),
    (
        "foiled",
        "foiled",
        [report(1, "A", modality=Modality.FOILED), report(2, "B", modality=Modality.ATTEMPTED)],
        [0, 1],
        "",
    ),
    (
        "the party at fault says so",
        "acknowledged",
        [
            by(1, "Desk A", None),
            targets(
                report(2, "B", _COALITION, event_type="air_drone_strike", actors=("us_led_coalition",)),
                ("civilians", "civilians"),
            ),
        ],
        [1],
        "The party at fault says so itself: US-led coalition.",
    ),
    (
        "a boast",
        "parties_only",
        [
            targets(
                report(2, "B", _COALITION, event_type="air_drone_strike", actors=("us_led_coalition",)),
                ("islamic_state", "militants"),
            )
        ],
        [0],
        "",
    ),
    (
        "taken back",
        "retracted",
        [report(1, "Desk A", ARMY), report(2, "Desk B", ARMY, words=WITHDREW)],
        [0, 1],
        "Whoever stated it has taken it back.",
    ),
    (
        "taken back by one of two",
        "single_origin",
        [report(1, "Desk A", ARMY), report(2, "Desk B", ARMY, words=WITHDREW), report(3, "Desk C")],
        [2],
        "It rests on the word of Desk C alone.",
    ),
    (
        "said again afterwards",
        "parties_only",
        [report(1, "Desk A", ARMY), report(2, "B", ARMY, words=WITHDREW), report(3, "C", ARMY)],
        [2],
        "",
    ),
]


@pytest.mark.parametrize(
    ("expected", "reports", "making", "why"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_table(expected: str, reports: list[Report], making: list[int], why: str) -> None:
    claims, contexts = split(reports)
    found = conclude(claims, contexts)
    assert found.status == expected == status(claims, contexts)
    assert set(found.claims) == {claims[number].id for number in making}
    assert why in found.reason


def test_every_status_has_a_case() -> None:
    assert {case[1] for case in CASES} == set(STATUSES)


def _admin1(name: str, lat: float, lon: float) -> Place:
    return replace(
        place(lat, lon, radius_km=80.0, precision="admin1"),
        id=name,
        name=name,
        precision=PlacePrecision.ADMIN1,
    )


@pytest.mark.parametrize(
    "reports",
    [
        [by(1, "A", "forces.RU"), by(2, "B", None)],
        [by(1, "A", "forces.RU"), by(2, "B", "gov.RU")],
        [by(1, "A", "us_led_coalition"), by(2, "B", "forces.US")],
        [by(1, "A", "jaysh_al_islam"), by(2, "B", "syrian_rebels")],
        [
            report(1, "A", where=replace(place(35.3, 40.1), admin1="Deir ez-Zor")),
            report(2, "B", where=_admin1("Deir ez-Zor", 33.9, 40.9)),
        ],
        [report(1, "A", where=town(35.0)), report(2, "B", where=town(35.1))],
        [report(1, "A", where=place(35.0, 40.0)), report(2, "B")],
        [report(1, "A", event_type="attack"), report(2, "B", event_type="suicide_bomb")],
    ],
    ids=[
        "gunmen and a group",
        "bodies of one state",
        "an alliance and its leader",
        "a group and its alliance",
        "a town in a province",
        "two points of a town",
        "no place",
        "an attack and a bombing",
    ],
)
def test_the_vaguer_account_agrees(reports: list[Report]) -> None:
    assert status(*split(reports)) == "corroborated"


@pytest.mark.parametrize(
    "words",
    [
        "The observatory said there were no deaths from the strike.",
        "No casualties were reported after the shelling.",
        "Nobody was hurt when the rocket fell.",
        "The shell exploded without causing any casualties.",
    ],
)
def test_that_nobody_was_hurt_denies_no_event(words: str) -> None:
    reports = [report(1, "Desk A"), report(2, "Desk B", words=words, **DENIED)]
    assert status(*split(reports)) == "corroborated"


@pytest.mark.parametrize(
    ("words", "back"),
    [
        ("The ministry retracted the report on Monday.", True),
        ("The agency has withdrawn its earlier story about the raid.", True),
        ("That claim was later retracted.", True),
        ("The spokesman admitted that the announcement of the capture had been wrong.", True),
        ("The army withdrew from the town.", False),
        ("The ministry refused to withdraw its statement.", False),
        ("The governor did not retract his claim.", False),
        ("Rights groups urged the army to retract its statement.", False),
    ],
)
def test_withdrawals(words: str, back: bool) -> None:
    reports = [report(1, "Desk A", source("Governor Kamal Aziz"), words=words)]
    assert (status(*split(reports)) == "retracted") is back


def test_a_retracted_report_counts_no_more() -> None:
    claim, context = report(1, "Desk A")
    where = {claim.document_id: replace(context, title="RETRACTED: Town falls to rebels")}
    assert status([claim], where) == "retracted"
