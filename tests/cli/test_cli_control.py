"""``counterclaim control`` on the small record."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.small_record import make_record

from counterclaim.cli.main import USAGE, run


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make_record(tmp_path_factory.mktemp("control") / "small.sqlite"))


def answer(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_place_by_its_name_alone(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The first word is a place where it is no command."""
    short = answer(["control", "Abu Kamal", "--on", "2017-11-12", "--record", record], capsys)
    full = answer(["control", "place", "al-Bukamal", "--on", "2017-11-12", "--record", record], capsys)
    assert short == full
    assert short["schema"] == "counterclaim.control/1"
    assert [one["name"] for one in short["spells"]] == ["Government of Syria", "Islamic State"]
    assert short["statements"][0]["sentence"]


def test_a_place_for_people(record: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    plot = tmp_path / "town.svg"
    shown = ["control", "Abu Kamal", "--on", "2017-11-12", "--record", record, "--plot", str(plot)]
    assert run(shown) == 0
    out = capsys.readouterr().out
    assert "Abu Kamal" in out
    assert "as known that day" in out
    assert "denied by" in out
    assert plot.read_text("utf-8").startswith("<svg")


def test_as_known_on_a_day(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["control", "Abu Kamal", "--on", "2017-11-12", "--record", record]
    early = answer([*asked, "--as-known-on", "2017-11-09"], capsys)
    assert early["known_on"] == "2017-11-09"
    assert {one["said"] for one in early["statements"]} == {"2017-11-09"}
    assert len(answer(asked, capsys)["statements"]) > len(early["statements"])


def test_changes_areas_and_disagreements(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = answer(["control", "changes", "--from", "2017-11", "--to", "2017-11", "--record", record], capsys)
    assert [row["name"] for row in rows] == ["Government of Syria", "Islamic State"]
    area = answer(["control", "area", "Deir ez-Zor", "--on", "2017-11-12", "--record", record], capsys)
    assert area["places"] == 1
    apart = answer(["control", "disagree", "--on", "2017-11-12", "--record", record], capsys)
    assert [row["place"] for row in apart] == ["Abu Kamal"]
    for words in (
        ["changes", "--from", "2017-11", "--to", "2017-11"],
        ["area", "Syria"],
        ["disagree", "--sources"],
    ):
        assert run(["control", *words, "--record", record]) == 0
    assert "of places, 95 %" in capsys.readouterr().out


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
def test_days_at_the_ends_of_time(record: str, capsys: pytest.CaptureFixture[str], on: str) -> None:
    found = answer(["control", "Abu Kamal", "--on", on, "--as-known-on", on, "--record", record], capsys)
    assert found["on"] == on
    assert bool(found["statements"]) == (on > "2017")


def test_exports(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["control", "export", "--on", "2017-11-12", "--record", record]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["type"], found["interpolated"], len(found["features"])) == ("FeatureCollection", False, 1)
    asked = [
        "control",
        "export",
        "--as",
        "months",
        "--from",
        "2017-10",
        "--to",
        "2017-12",
        "--record",
        record,
    ]
    assert run(asked) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["period"] for row in rows] == ["2017-10", "2017-11", "2017-12"]


def test_an_outside_map_is_imported_and_asked(
    record: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    table, places = tmp_path / "list.csv", tmp_path / "places.csv"
    places.write_text(
        "place,held_by,date\nAbu Kamal,islamic-state,2017-11-12\nNowhere,Unknown,2017-11-12\n", "utf-8"
    )
    read = ["control", "import", str(places), "--source", "List", "--country", "SY", "--to", str(table)]
    found = answer(read, capsys)
    assert (found["rows"], found["places"]) == (1, 1)
    assert found["left_out"] == {"'Unknown' says nothing of who holds it": 1}
    assert run(read) == 0
    assert "left out 1 x 'Unknown'" in capsys.readouterr().err
    asked = [
        "control",
        "changes",
        "--from",
        "2017-11",
        "--to",
        "2017-11",
        "--with",
        str(table),
        "--record",
        record,
    ]
    assert answer(asked, capsys)
    scored = answer(["control", "sources", "--with", str(table), "--record", record], capsys)
    assert {one["name"]: one["statements"] for one in scored}["List"] == 1
    assert run(["control", "sources", "--with", str(table), "--record", record]) == 0
    assert "days behind" in capsys.readouterr().out
    places.write_text("place,held_by,date\nAbu Kamal,islamic-state,2017-13-12\n", "utf-8")
    assert run(read) == USAGE
    assert "line 2, date '2017-13-12'" in capsys.readouterr().err
    assert table.read_text("utf-8").count("places.csv#row=2") == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["Xyzzyville"], "no place is known"),
        (["Abu Kamal", "--on", "12.11.2017"], "--on must be a day"),
        (["area", "Syria", "--from", "0001", "--to", "9999", "--each", "day"], "the most is"),
        (["Abu Kamal", "--on", "November"], "--on must be a day"),
        (["area", "Deir ez-Zor", "--by", "Martians"], "those spoken of are"),
        (["changes", "--from", "2017-12", "--to", "2017-11"], "wrong way round"),
        (["export", "--as", "months"], "--from and --to"),
        (["export", "--within", "Syria", "--as", "cells"], "two places"),
        (["import", __file__, "--source", "X", "--to", "x.csv", "--party", "occupied"], "WORDS=PARTY"),
        (["disagree", "--with", __file__], "control import"),
    ],
)
def test_what_cannot_be_asked(
    record: str, words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = words if words[0] == "import" else [*words, "--record", record]
    assert run(["control", *asked]) == USAGE
    assert message in capsys.readouterr().err
