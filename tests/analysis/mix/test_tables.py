"""The tables: every type, kind and word has its place."""

from __future__ import annotations

import pytest

from counterclaim.analysis.mix.tables import (
    OTHER_TARGET,
    POSTURES,
    reading,
    setting,
    tactic,
    target,
    time_of_day,
)
from counterclaim.reference.actors import ActorKind
from counterclaim.reference.event_types import event_types


def test_every_type_has_a_tactic() -> None:
    for kind in event_types():
        name, posture = tactic(kind, None)
        assert name != "other" or kind == "armed_strength"
        assert posture in POSTURES
    assert tactic("no such type", "spear") == ("other", "unclear")


@pytest.mark.parametrize(
    ("kind", "method", "posture"),
    [
        ("non_state_actor_overtakes_territory", None, "hold"),
        ("territory_held", "ied", "hold"),
        ("suicide_bomb", "suicide", "attrition"),
        ("armed_clash", "ambush", "attrition"),
        ("armed_clash", None, "unclear"),
        ("attack", "assassination", "attrition"),
        ("attack", "execution", "coercion"),
        ("air_drone_strike", "drone", "bombardment"),
        ("non_violent_transfer_of_territory", None, "withdrawal"),
    ],
)
def test_postures(kind: str, method: str | None, posture: str) -> None:
    assert tactic(kind, method)[1] == posture


def test_every_kind_of_actor_is_a_target() -> None:
    assert all(target(str(kind)) != OTHER_TARGET for kind in ActorKind)
    assert target(None) == target("no such kind") == OTHER_TARGET


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Overnight, gunmen attacked the post", "night"),
        ("The attack came on Tuesday night.", "night"),
        ("A bomb went off on Monday morning", "day"),
        ("In the evening they left", None),
        ("from morning until midnight", None),
        ("the knight and the mornings", None),
        ("", None),
    ],
)
def test_time_of_day(text: str, said: str | None) -> None:
    assert time_of_day(text) == said


@pytest.mark.parametrize(
    ("kind", "people", "beyond", "said"),
    [
        ("city", 0, None, "town"),
        ("town", 80_000, None, "town"),
        ("town", 300, None, "country"),
        ("town", 0, None, None),
        ("village", 9000, None, "town"),
        ("village", 0, None, "country"),
        ("oil_field", 0, None, "country"),
        ("city", 500_000, 20.0, "country"),
        ("city", 500_000, 1.0, None),
        ("admin1", 1_000_000, None, None),
        (None, 0, None, None),
    ],
)
def test_setting(kind: str | None, people: int, beyond: float | None, said: str | None) -> None:
    assert setting(kind, people, beyond) == said


def test_thresholds_are_read() -> None:
    assert reading().least_events >= 5
    assert reading().gave_up_to < reading().gave_up_from
