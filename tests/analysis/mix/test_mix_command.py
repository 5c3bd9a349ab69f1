"""``counterclaim mix``, ``spread`` and ``indicators`` on a small record, and on one of many events made by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from counterclaim import open_record
from counterclaim.analysis.mix.over_time import over_time
from counterclaim.analysis.mix.plot import chart as mix_chart
from counterclaim.analysis.plots import save
from counterclaim.analysis.spread.plot import chart as spread_chart
from counterclaim.ask.activity import ACTIVITY, activity
from counterclaim.ask.mix import record_mix
from counterclaim.ask.spread import record_spread
from counterclaim.cli.main import USAGE, run
from counterclaim.errors import UsageError
from tests.small_record import make_record

NOVEMBER, OCTOBER = "from=2017-11,to=2017-11", "from=2017-10,to=2017-10"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make_record(tmp_path_factory.mktemp("mix") / "small.sqlite"))


def answer(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    assert run([*arguments, "--json"]) == 0
    text = capsys.readouterr().out
    assert "NaN" not in text
    assert "Infinity" not in text
    return json.loads(text)


def test_mix_of_few_and_of_none(record: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = answer(["mix", NOVEMBER, OCTOBER, "--record", record, "--period", "month"], capsys)
    assert found["schema"] == "counterclaim.mix/1"
    assert "too few events" in found["words"]
    assert found["a"]["count"] > 0
    assert found["b"]["count"] == 0
    assert found["mixes"]["posture"]["distance"] is None
    assert {row["period"] for row in found["periods"]} == {"2017-10", "2017-11"}
    assert set(found["mixes"]) == {"posture", "tactic", "target", "time", "setting", "source"}
    drawn = tmp_path / "mix.svg"
    assert run(["mix", NOVEMBER, OCTOBER, "--record", record, "--of", "tactic", "--plot", str(drawn)]) == 0
    shown = capsys.readouterr()
    assert "too few events" in shown.out
    assert "warning: it rests on" in shown.err
    assert "<script" not in drawn.read_text("utf-8")


def test_own_acts_are_those_of_the_doer(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["mix", NOVEMBER, OCTOBER, "--record", record, "--of", "posture", "--actor", "Islamic State"]
    found = answer(asked, capsys)
    with open_record(record) as view:
        side = activity(view, "A", {"start": "2017-11", "end": "2017-11", "actor": "Islamic State"})
    assert found["a"]["count"] == side.own.height < side.events.height
    assert any("acted on only" in one for one in found["warnings"])


def test_spread(record: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = answer(["spread", NOVEMBER, OCTOBER, "--record", record], capsys)
    assert {place["state"] for place in found["places"]} == {"newly active"}
    assert (found["drift"], found["near_repeat"], found["self_excitation"]) == (None, None, None)
    assert "are needed" in found["sentences"][1]
    alone = answer(["spread", NOVEMBER, "--record", record, "--by", "country"], capsys)
    assert (alone["b"], alone["turnover"], len(alone["sentences"])) == (None, None, 2)
    drawn = tmp_path / "spread.svg"
    assert run(["spread", NOVEMBER, OCTOBER, "--record", record, "--plot", str(drawn)]) == 0
    assert "newly active" in capsys.readouterr().out
    assert "newly active" in drawn.read_text("utf-8")


def test_indicators(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["indicators", NOVEMBER, OCTOBER, "--record", record, "--actor", "Syrian army"]
    found = answer([*asked, "--by", "country"], capsys)
    (sheet,) = found["sheets"]
    rows = {row["key"]: row for row in sheet["indicators"]}
    assert rows["rate"]["a_count"] == found["a"]["count"] > 0
    assert rows["rate"]["b"]["high"] > 0
    assert rows["confirmed"]["b"] is None
    assert "none of them is the probability" in found["note"]
    assert run(asked) == 0
    shown = capsys.readouterr()
    assert "events resting on parties only" in shown.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["mix", "52/120", OCTOBER], "count cannot be asked for here"),
        (["mix", NOVEMBER, "country=SY"], "B needs its first and its last day"),
        (["mix", "from=2017-11,to=2017-10", OCTOBER], "wrong way round"),
        (["mix", NOVEMBER + ",basis=estimated", OCTOBER], "no estimates"),
        (["spread", OCTOBER, NOVEMBER], "A must begin after B ends"),
        (["indicators", NOVEMBER, OCTOBER], "of one group"),
        (["indicators", OCTOBER, NOVEMBER, "--actor", "Islamic State"], "A must begin after B ends"),
    ],
)
def test_what_cannot_be_is_said(
    arguments: list[str], words: str, record: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments, "--record", record]) == USAGE
    assert words in capsys.readouterr().err


def test_unknown_names(record: str) -> None:
    with open_record(record) as view:
        with pytest.raises(UsageError, match="a mix is of"):
            record_mix(view, NOVEMBER, OCTOBER, of=("weather",))
        with pytest.raises(UsageError, match="places are"):
            record_spread(view, NOVEMBER, by="street")
        with pytest.raises(UsageError, match="a centre is"):
            record_spread(view, NOVEMBER, centre="mode")


def days(*given: str) -> Iterator[dict[str, Any]]:
    for text in given:
        posture, first, length = text.split()
        on = date.fromisoformat(first)
        empty = dict.fromkeys(ACTIVITY.names())
        yield {**empty, "posture": posture, "from": on, "to": on + timedelta(days=int(length) - 1)}


def test_shares_over_time_count_an_event_where_it_begins() -> None:
    events = pl.DataFrame(
        list(days("hold 2017-01-03 1", "hold 2017-01-30 9", "attrition 2017-02-01 1", "hold 2017-01-01 60")),
        schema=ACTIVITY,
    )
    found = over_time(
        events, "posture", ["hold", "attrition"], (date(2017, 1, 1), date(2017, 3, 31)), "month"
    )
    counts = {(row["period"], row["category"]): row["count"] for row in found.iter_rows(named=True)}
    assert counts[("2017-01", "hold")] == 2
    assert counts[("2017-02", "attrition")] == 1
    assert found.filter(pl.col("period") == "2017-03")["share"].to_list() == [None, None]


def test_empty_charts_say_so(tmp_path: Path) -> None:
    empty = over_time(
        pl.DataFrame(schema=ACTIVITY), "posture", [], (date(2017, 1, 1), date(2017, 1, 2)), "month"
    )
    for name, drawn in (("a", mix_chart({}, empty)), ("b", spread_chart(None, None, None, {}, {}))):
        save(drawn, tmp_path / f"{name}.svg")
        assert "nothing to draw" in (tmp_path / f"{name}.svg").read_text("utf-8")
