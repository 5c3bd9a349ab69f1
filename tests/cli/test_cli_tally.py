"""``counterclaim tally`` and ``counterclaim compare`` on a small record, and on counts by hand."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from tests.small_record import make_record

from counterclaim import open_record
from counterclaim.cli.main import USAGE, run

NOVEMBER = ["--from", "2017-11", "--to", "2017-11"]
HALF = (
    "The rate of events in A is between a third and two thirds of that of B (52 events in 120 days, 158 a year against"
    " 310 events in 365 days, 310 a year; ratio 0.51, 95 % interval 0.37 to 0.69)."
)


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make_record(tmp_path_factory.mktemp("tally") / "small.sqlite"))


def answer(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    assert run([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_tally_keeps_claimed_and_reported_apart(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The army's capture is a party's word; the retaking and the wounded are the Observatory's."""
    found = answer(["tally", "--record", record, "--by", "place", *NOVEMBER], capsys)
    cells = {row["place"]: row for row in found["cells"]}
    assert found["schema"] == "counterclaim.tally/1"
    kamal = cells["Abu Kamal"]
    assert (kamal["claimed"], kamal["reported"], kamal["both"]) == (1, 1, 0)
    assert (kamal["days"], kamal["documents"]) == (30, 4)
    assert cells["Al Mayadin"]["reported"] == 1
    with open_record(record) as view:
        claims = {claim["id"] for claim in view.iter_claims()}
        assert {id_ for row in found["cells"] for id_ in row["claims"]} == claims
        frame = view.tally(by=("place",), start="2017-11", end="2017-11")
    assert frame["claimed"].to_list() == [row["claimed"] for row in found["cells"]]


def test_tally_in_each_form(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(["tally", "--record", record, "--period", "day", "--by", "source", *NOVEMBER, "--limit", "2"])
        == 0
    )
    shown = capsys.readouterr()
    assert "of 90 rows shown" in shown.err
    assert "do not add up" in shown.out
    assert run(["tally", "--record", record, "--by", "source", *NOVEMBER, "--csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["source"] for row in rows] == ["Islamic State", "Observatory", "Syrian army"]
    assert run(["tally", "--record", record, "--of", "injured", *NOVEMBER]) == 0
    shown = capsys.readouterr()
    assert "10-15" in shown.out
    assert "rule range/2" in shown.out


def test_tally_by_another_rule_and_filters(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    of = ["tally", "--record", record, "--of", "injured", *NOVEMBER]
    (cell,) = answer([*of, "--rule", "conservative"], capsys)["cells"]
    assert (cell["estimated_low"], cell["estimated_high"]) == (10, 15)
    (cell,) = answer([*of, "--rule", "party:syria-army"], capsys)["cells"]
    assert (cell["estimated_best"], cell["no_figure"]) == (None, 3)
    found = answer(["tally", "--record", record, "--source", "Syrian army", *NOVEMBER], capsys)
    assert [(row["claimed"], row["reported"]) for row in found["cells"]] == [(1, 0)]
    found = answer(["tally", "--record", record, "--of", "claims", "--by", "modality", *NOVEMBER], capsys)
    assert {row["modality"]: row["denied"] for row in found["cells"]} == {"denied": 1, "reported": 0}


def test_tally_of_an_area(record: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    near = answer(["tally", "--record", record, "--near", "35.02,40.45,10", *NOVEMBER], capsys)
    assert [row["reported"] for row in near["cells"]] == [1]
    ring = [[40.8, 34.3], [41.0, 34.3], [41.0, 34.6], [40.8, 34.6], [40.8, 34.3]]
    drawn = tmp_path / "drawn.geojson"
    drawn.write_text(json.dumps({"type": "Polygon", "coordinates": [ring]}))
    inside = answer(["tally", "--record", record, "--polygon", str(drawn), *NOVEMBER], capsys)
    assert [(row["claimed"], row["reported"]) for row in inside["cells"]] == [(1, 1)]
    assert inside["area"] == "drawn.geojson"
    assert run(["tally", "--record", record, "--polygon", str(drawn), "--near", "1,2,3"]) == USAGE


@pytest.mark.parametrize(
    "arguments",
    [
        ["--by", "colour"],
        ["--near", "1,2"],
        ["--rule", "mine"],
        ["--from", "2018", "--to", "2017"],
        ["--type", "x"],
    ],
)
def test_wrong_use(record: str, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tally", "--record", record, *arguments]) == USAGE
    assert capsys.readouterr().err.startswith("counterclaim: error: ")


def test_nothing_found(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    (cell,) = answer(["tally", "--record", record, "--from", "2016", "--to", "2016"], capsys)["cells"]
    assert (cell["reported"], cell["reported_rate"]) == (0, 0.0)
    assert cell["reported_rate_high"] > 0
    assert run(["tally", "--record", record, "--by", "actor", "--place", "Nowhere"]) == 0
    assert "nothing matches" in capsys.readouterr().err


def test_compare_by_hand(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "52/120", "310/365"]) == 0
    shown = capsys.readouterr()
    assert " ".join(shown.out.split()) == HALF
    assert "A and B do not state what is counted" in shown.err
    found = answer(["compare", "52/120", "310/365", "--until", "365"], capsys)
    assert found["course"]["proportional"] == pytest.approx(52 * 365 / 120)
    assert (found["course"]["low"], found["course"]["high"]) == (126, 197)
    assert run(["compare", "52/120", "310/365", "--csv"]) == 0
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out))
    assert row["sentence"] == HALF


def test_compare_stated_counts_in_time(capsys: pytest.CaptureFixture[str]) -> None:
    sides = [
        "count=153,from=2024-01-01,to=2024-06-30,unit=attacks,area=Iraq and Syria,basis=claimed",
        "count=121,from=2023,to=2023,unit=attacks,area=Iraq and Syria,basis=reported",
    ]
    found = answer(["compare", *sides], capsys)
    assert found["sentence"].startswith(
        "The rate of attacks rose to between twice and four times what it was (153"
    )
    assert found["course"]["days"] == 366
    assert any("whose counts they are differs" in warning for warning in found["warnings"])


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("52", "1/1"),
        ("52/0", "1/1"),
        ("count=5", "1/1"),
        ("count=5,days=x", "1/1"),
        ("count=1.5,days=3", "1/1"),
        ("count=inf,days=3", "1/1"),
        ("count=nan,days=3", "1/1"),
        ("count=-1,days=3", "1/1"),
        ("9999999999999/1", "1/1"),
        ("colour=red", "1/1"),
        ("count=5,count=6,days=3", "1/1"),
        ("count=5,days=3,text=bomb", "1/1"),
        ("count=5,days=3,basis=said", "1/1"),
        ("count=5,days=3,unit=attacks", "count=5,days=3,unit=deaths"),
    ],
)
def test_sides_that_cannot_be(a: str, b: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", a, b]) == USAGE
    assert "error" in capsys.readouterr().err


def test_compare_two_periods_of_a_record(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    late, early = "from=2017-11-11,to=2017-11-20", "from=2017-11-01,to=2017-11-10"
    found = answer(["compare", late, early, "--record", record], capsys)
    assert (found["a"]["count"], found["b"]["count"]) == (2, 0)
    assert found["words"] == "is not distinguishable from no change"
    assert len(found["a"]["claims"]) == 2
    assert (found["a"]["reports"], found["b"]["reports"]) == (2, 3)
    by_parties = answer(
        ["compare", f"{late},basis=claimed", f"{early},basis=claimed", "--record", record], capsys
    )
    assert (by_parties["a"]["count"], by_parties["b"]["count"]) == (0, 1)
    with open_record(record) as view:
        frame = view.compare(late, {"from": "2017-11-01", "to": "2017-11-10"})
        assert frame["a_count"].to_list() == [2]
        assert frame["sentence"][0] == found["sentence"]


def test_compare_figures(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    sides = [
        f"of=injured,from=2017-11-{first},to=2017-11-{last}" for first, last in (("11", "20"), ("01", "10"))
    ]
    found = answer(["compare", *sides, "--record", record], capsys)
    assert found["a"]["count"] == 12
    assert "people injured" in found["sentence"]
    assert found["dispersion"][0] == 12.0
    assert not found["differs"]
    assert found["course"] is None


def test_compare_refuses_another_area(record: str, capsys: pytest.CaptureFixture[str]) -> None:
    sides = ["from=2017-11,to=2017-11,place=Abu Kamal", "from=2017-11,to=2017-11,place=Al Mayadin"]
    assert run(["compare", *sides, "--record", record]) == USAGE
    assert "the area differs: Abu Kamal in A, Al Mayadin in B. --anyway" in capsys.readouterr().err
    found = answer(["compare", *sides, "--record", record, "--anyway"], capsys)
    assert any("the area differs" in warning for warning in found["warnings"])


@pytest.mark.parametrize(
    "side", ["place=Abu Kamal", "from=2017,to=2017,days=3", "from=2017,to=2017,basis=estimated"]
)
def test_sides_of_a_record_that_cannot_be(record: str, side: str) -> None:
    assert run(["compare", side, "1/1", "--record", record]) == USAGE
