"""``counterclaim change``, nowcasts and plots, on a small record; kept frames give the same as the claims themselves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from tests.small_record import make_record

from counterclaim import open_record
from counterclaim.ask.kept_frames import forget
from counterclaim.ask.tally_frames import _event_frames, claim_frames, event_frames, read_all
from counterclaim.cli.main import USAGE, run
from counterclaim.events.estimates import DEFAULT
from counterclaim.record import Record

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


QUESTIONS: list[dict[str, Any]] = [
    {}, {"start": "2017-11-09", "end": "2017-11-11"}, {"country": "sy"}, {"actor": "Islamic State"}, {"source": "Observatory"},
    {"type": "armed_clash"}, {"status": "contested"}, {"place": "Mayadin"}, {"modality": "denied"}, {"text": "captured"},
    {"kind": "control", "start": "2017-11-11"},
]  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_kept_frames_say_what_claims_say(record: str, question: dict[str, Any]) -> None:
    """What is filtered out of the whole is what is read for this question alone."""
    with open_record(record) as view:
        kept = event_frames(view, view.record, question)
        read = _event_frames(view, view.record, question, DEFAULT)
        columns = ["id", "claimed", "reported", "tried", "denied", "from", "type"]
        assert kept.events.select(columns).cast(pl.String).equals(read.events.select(columns).cast(pl.String))
        both = [
            one.claims.select("id", "claimed", "source").cast(pl.String).sort("id") for one in (kept, read)
        ]
        assert both[0].equals(both[1])
        claims = claim_frames(view, view.record, question).claims
        assert claims["id"].to_list() == [claim["id"] for claim in view.iter_claims(**question)]


def test_what_is_kept_goes_with_the_record(tmp_path: Path) -> None:
    path = make_record(tmp_path / "r[1].sqlite")
    with open_record(path) as view:
        before = view.tally()
        files = sorted(tmp_path.glob("*.arrow"))
        assert len(files) == 3
        files[0].write_bytes(b"damaged")
        forget(view.record)
        assert view.tally().equals(before)
        assert read_all(view, view.record).reports.height == 5
    with Record.open(path) as writing:
        writing.linking.begin("another linker")
    with open_record(path) as view:
        assert view.tally().is_empty() or not view.tally()["reported"].sum()
        assert len(list(tmp_path.glob("*.arrow"))) == 3
        assert not set(files) & set(tmp_path.glob("*.arrow"))
