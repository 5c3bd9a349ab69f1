"""``counterclaim change``, nowcasts and plots, on a small record."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.small_record import make_record

from counterclaim import open_record
from counterclaim.cli.main import USAGE, run

NOVEMBER = ["--from", "2017-11", "--to", "2017-11"]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make_record(tmp_path_factory.mktemp("change") / "small.sqlite"))


def answer(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_one_month_has_a_clear_answer(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(["change", "--record", record, *NOVEMBER, "--by", "month"], capsys)
    assert found["schema"] == "counterclaim.change/1"
    assert found["sentence"].startswith(
        "A change cannot be told from chance in 1 month with 2 reported events"
    )
    assert found["changes"] == []
    assert [(row["count"], row["reports"], row["sources"]) for row in found["periods"]] == [(2, 5, 5)]


def test_days_with_few_events(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The last report is of the 13th: later days are left out."""
    found = answer(["change", "--record", record, *NOVEMBER, "--by", "day"], capsys)
    assert len(found["periods"]) == 13
    assert "No change in the rate of reported events can be told" in found["sentence"]
    assert any("later days are left out" in warning for warning in found["warnings"])
    assert any("first report is of 2017-11-09" in warning for warning in found["warnings"])
    assert all(row["level_low"] < row["level"] < row["level_high"] for row in found["periods"])


def test_nothing_found(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    none = answer(["change", "--record", record, "--country", "FR"], capsys)
    assert none["sentence"] == "Nothing that was found has a date that can be counted: there is no rate."
    zero = answer(["change", "--record", record, "--country", "FR", *NOVEMBER], capsys)
    assert zero["sentence"].startswith("There are no reported events in")
    assert run(["change", "--record", record, "--country", "FR"]) == 0
    assert "NaN" not in capsys.readouterr().out


def test_what_cannot_be_asked(record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["change", "--record", record, "--plot", str(tmp_path / "x.pdf"), *NOVEMBER]) == USAGE
    assert run(["tally", "--record", record, "--nowcast", *NOVEMBER]) == USAGE
    assert run(["tally", "--record", record, "--nowcast", "--period", "day", "--by", "place"]) == USAGE
    assert "leave out --by" in capsys.readouterr().err
    with open_record(record) as view, pytest.raises(Exception, match="numbers of events"):
        view.changed(of="killed")


def test_plots(record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in (
        ["change", "--by", "day", *NOVEMBER],
        ["tally", "--period", "week", *NOVEMBER],
        ["compare", "from=2017-11-08,to=2017-11-10", "from=2017-11-11,to=2017-11-20"],
    ):
        path = tmp_path / f"{command[0]}.svg"
        assert run([*command, "--record", record, "--plot", str(path)]) == 0
        assert "<desc>" in path.read_text("utf-8")
    capsys.readouterr()


def test_effort_of_periods(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    cells = answer(["tally", "--record", record, "--period", "day", *NOVEMBER], capsys)["cells"]
    by_day = {row["period"]: row for row in cells if row["period"]}
    ninth, tenth = by_day["2017-11-09"], by_day["2017-11-10"]
    assert (ninth["period_reports"], ninth["period_sources"]) == (2, 2)
    assert (tenth["period_reports"], tenth["adjusted"]) == (1, 0.0)
    assert by_day["2017-11-01"]["adjusted"] is None
    eleventh = by_day["2017-11-11"]
    assert (eleventh["reported"], eleventh["adjusted"]) == (1, None)


def test_nowcast_of_few_is_refused_in_words(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    found = answer(["tally", "--record", record, "--period", "week", "--nowcast", *NOVEMBER], capsys)
    assert found["nowcast"] == []
    assert any("fewer than 20" in note for note in found["notes"])
