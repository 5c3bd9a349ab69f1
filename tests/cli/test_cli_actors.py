"""``counterclaim actors``: one actor, at a date, for people and for programs."""

from __future__ import annotations

import json
from typing import Any

import pytest

from counterclaim.cli import run


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]):
    def ask(*words: str) -> tuple[int, str, str]:
        code = run(["actors", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ask


def test_an_actor_in_json(asked) -> None:
    code, out, _ = asked("Jabhat al-Nusra", "--on", "2014-07-01", "--json")
    row: dict[str, Any] = json.loads(out)
    assert code == 0
    assert (row["id"], row["kind"], row["on"]) == ("nusra_front", "rebel_group", "2014-07-01")
    assert "islamic_state" in row["opponents"]
    assert "gov.SY" in row["enemies"]
    assert row["lineage"]["after"][0]["to"] == "nusra_front"
    assert all(set(one) == {"actor", "is", "to", "active", "holds"} for one in row["relations"])


def test_sides_and_enemies_are_those_of_the_day(asked) -> None:
    def enemies(day: str) -> list[str]:
        return json.loads(asked("nusra_front", "--on", day, "--json")[1])["enemies"]

    assert "islamic_state" in enemies("2015-01-01")
    assert "islamic_state" not in enemies("2012-06-01")


def test_a_table_for_people(asked) -> None:
    code, out, _ = asked("the army", "--country", "sy")
    assert code == 0
    assert "forces.SY" in out
    assert "state forces" in out
    assert "Relations" in out


def test_an_unknown_name_is_answered_with_the_nearest(asked) -> None:
    code, out, err = asked("Nsra Frnt")
    assert (code, out) == (1, "")
    assert "no actor is known by the name 'Nsra Frnt'; near it: Nusra Front (nusra_front)" in err
    assert "near it" not in asked("qqqqqqqqqqqqqqq")[2]


@pytest.mark.parametrize(
    "words", [("IS", "--on", "soon"), ("IS", "--country", "QQ"), ("IS", "--country", "Syria")]
)
def test_wrong_values_are_refused(asked, words: tuple[str, ...]) -> None:
    code, out, err = asked(*words)
    assert (code, out) == (2, "")
    assert "must be" in err
