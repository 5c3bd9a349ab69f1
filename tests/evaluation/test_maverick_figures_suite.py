from __future__ import annotations

import csv
import json
import math
from itertools import count
from pathlib import Path

import pytest
from evaluation.__main__ import main
from evaluation.suites.maverick_figures import DESCRIPTORS, cases, ours, run, weighted_median

COLUMNS = ["event_id", "deaths_best", *(name for names in DESCRIPTORS for name in names)]
_NUMBERS = count(1000)


def report(event: str, deaths: int, **known: str) -> dict[str, str]:
    """A report that shares nothing with any other but what is `known`."""
    plain = {name: str(next(_NUMBERS)) for name in COLUMNS}
    return {**plain, "event_id": event, "deaths_best": str(deaths), **known}


def write(folder: Path, rows: list[dict[str, str]]) -> Path:
    (folder / "maverick").mkdir()
    with (folder / "maverick" / "reports.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    return folder


def test_weighted_median_by_hand() -> None:
    assert weighted_median([(5.0, 1.0)]) == 5
    assert weighted_median([(1.0, 1.0), (3.0, 1.0)]) == 2
    assert weighted_median([(1.0, 1.0), (3.0, 1.5), (9.0, 1.0)]) == 3
    assert weighted_median([(9.0, 5.0), (1.0, 1.0), (3.0, 1.0)]) == 9


def test_events_with_one_report_are_not_scored() -> None:
    found = cases([report("a", 1), report("a", 3), report("b", 9), report("c", 4, deaths_best="")])
    assert [(case.event, case.deaths, case.others) for case in found] == [
        ("a", 1, ((3, 0),)),
        ("a", 3, ((1, 0),)),
    ]


def test_reports_alike_weigh_more() -> None:
    alike = {"latitude": "1", "longitude": "2", "city": "X", "actor1": "Y"}
    rows = [report("a", 2, **alike), report("a", 2, **alike), report("a", 9), report("a", 11)]
    (first, *_) = cases(rows)
    assert sorted(first.others) == [(2, 3), (9, 0), (11, 0)]
    assert ours(0.0)(first) == pytest.approx(math.log1p(9))
    assert ours(1.0)(first) == pytest.approx(math.log1p(2))


def test_figures_by_hand(tmp_path: Path) -> None:
    figures = run(
        write(tmp_path, [report("a", 0), report("a", 0), report("a", 6), report("b", 3), report("b", 3)])
    )
    middle = (math.log(4) - 0) * 2 + math.log(7)
    assert figures["median"] == {"log_error": pytest.approx(middle / 5)}
    assert figures["max"] == {"log_error": pytest.approx(3 * math.log(7) / 5)}
    assert figures["reports"] == 5
    assert figures["events"] == 2
    assert isinstance(figures["log_error"], float)


def test_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path, [report("a", 0), report("a", 0)])
    assert main(["maverick-figures", "--data", str(tmp_path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["log_error"] == 0
    assert "deadly" not in said
    assert main(["maverick-figures", "--data", str(tmp_path / "none")]) == 2
