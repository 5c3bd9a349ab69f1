"""The two suites of control on small made-up tables, and their measures by hand."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from evaluation.suites import control, control_nigeria, control_sentences
from evaluation.suites.control_table import hidden, rows

HOLDERS = ["Ukraine", "Russia", "Contested", "Russia", "Ukraine"]


def write(folder: Path, given: list[dict[str, str]]) -> Path:
    (folder / "ukraine_control").mkdir()
    text = "".join(json.dumps(row) + "\n" for row in given)
    (folder / "ukraine_control" / "changes.jsonl").write_text(text, encoding="utf-8")
    return folder


def row(day: int, place: str, holder: str, **more: str) -> dict[str, str]:
    snapshot = (date(2030, 1, 1) + timedelta(day)).isoformat()
    given = {"snapshot": snapshot, "place": place, "held_by": holder, "info": "", "as_of": "", "source": ""}
    return {**given, "lat": "48.0", "lon": "35.0", "kind": "new", **more}


def test_rows_are_places_holders_and_dates(tmp_path: Path) -> None:
    given = [
        row(0, "P", "ukraine", as_of="28\xa0Dec 2029"),
        row(1, "P", "Russia", lat="50.0"),
        row(2, "P", "Truce", lat="", lon=""),
        row(3, "P", "Unknown"),
        row(4, "P", "3 Oct 2022"),
        row(5, "P", "Ukraine", lat="48.01"),
    ]
    found, points = rows(write(tmp_path, given))
    assert [(one.place, one.holder) for one in found] == [
        ("P", "ukraine"),
        ("P (2)", "russia"),
        ("P (2)", "contested"),
        ("P", "ukraine"),
    ]
    assert found[0].statement.last == date(2029, 12, 28)
    assert found[0].statement.said == date(2030, 1, 1)
    assert points["P (2)"] == (50.0, 35.0)


def test_a_fifth_is_hidden() -> None:
    share = np.mean([hidden(f"place {number}", "2022-03-01") for number in range(4000)])
    assert share == pytest.approx(0.2, abs=0.03)


def test_the_suite_has_its_keys(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    given = []
    for number in range(14):
        lat = f"{47 + number / 10:.2f}"
        day = 0
        for holder in HOLDERS[: 1 + number % 5]:
            day += int(rng.integers(3, 60))
            given.append(row(day, f"Q{number}", holder, lat=lat))
    found = control.scores(*rows(write(tmp_path, given)))
    keys = {
        "hidden_brier",
        "ahead_brier",
        "right_1",
        "right_7",
        "right_30",
        "delay_days",
        "calibration_error",
        "false_changes",
    }
    for name in ("ours", "persistence", "majority"):
        for part in (found[name], found["all"][name]):
            assert keys <= set(part)
            assert all(np.isfinite(value) for value in part.values())
    assert found["persistence"]["false_changes"] == 0.0
    assert 0.0 < found["ours"]["calibration_chosen"] < found["ours"]["calibration_chosen_most"] < 1.0


def test_missing_data_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        control.run(tmp_path)
    with pytest.raises(FileNotFoundError):
        control_nigeria.run(tmp_path)


def test_measures_by_hand() -> None:
    chances = np.array([[0.8, 0.2, 0.0], [0.8, 0.2, 0.0], [0.4, 0.6, 0.0]])
    said = np.array([0, 1, 1])
    assert control.brier(chances, said) == pytest.approx((0.08 + 1.28 + 0.32) / 6)
    assert control.calibration(chances, said) == pytest.approx(2 / 3 * 0.3 + 1 / 3 * 0.4)


def test_delay_of_a_rule_is_the_time_until_it_is_told(tmp_path: Path) -> None:
    """A change of 15 January that is told on the 21st."""
    dates = [(date(2030, 1, 1) + timedelta(day)).isoformat() for day in (0, 20, 60)]
    name = next(name for name in map(str, range(100)) if not any(hidden(name, day) for day in dates))
    given = [
        row(0, name, "Ukraine"),
        row(20, name, "Russia", as_of="15 January 2030"),
        row(60, name, "Russia"),
    ]
    found = control.scores(*rows(write(tmp_path, [*given, row(30, "H", "Russia"), row(31, "H", "Russia")])))
    assert found["persistence"]["delay_then_days"] == 6.0
    assert found["persistence"]["delay_days"] == 6.0
    assert found["ours"]["delay_days"] == 0.0


def test_takings_of_a_text() -> None:
    text = control_sentences.lines(
        "See Battle of KhersonCaptured by  Donetsk PR 7 April 2014. Recaptured by  Russia/ LPR mid-May 2022.Contested as of June"
    )
    found = control_sentences.takings(text)
    assert [(one.line, one.change.value, set(one.holders)) for one in found] == [
        (1, "gained", {"donetsk pr"}),
        (1, "gained", {"russia", "lpr"}),
        (2, "contested", set()),
    ]
    assert control_sentences.takings("Partially captured by Russia. Control claimed by both sides") == []


def test_ranking_measures_by_hand() -> None:
    gold = np.array([True, False, True, False])
    score = np.array([0.9, 0.8, 0.7, 0.1])
    assert control_nigeria.auc(gold, score) == 0.75
    assert control_nigeria.average_precision(gold, score) == pytest.approx(0.5 * 1 + 0.5 * 2 / 3)
    assert control_nigeria.average_precision(gold, np.zeros(4)) == 0.5
    assert control_nigeria.auc(gold, np.zeros(4)) == 0.5


def test_nigeria_on_a_made_up_grid(tmp_path: Path) -> None:
    """Cells with fights are the ones that are not held: the exposure finds them in blocks that it was not fitted on."""
    folder = tmp_path / "control_nigeria"
    folder.mkdir()
    cells = [(f"c{x}_{y}", float(x), float(y)) for x in range(12) for y in range(12)]
    hot = {gid for number, (gid, _, _) in enumerate(cells) if number % 7 == 0}
    labels, events, states = [], [], []
    for gid, _, _ in cells:
        for month in range(1, 7):
            labels.append((gid, 2010.0, float(month), None, 0.5 if gid in hot and month > 2 else 1.0))
            states.append((gid, 2010.0, float(month), "D" if gid in hot else "G"))
        if gid in hot:
            events += [(gid, 2010.0, float(month), 5, "conventional") for month in range(3, 7)]
    pl.DataFrame(labels, ["gid", "year", "month", "control_av", "control"], orient="row").write_csv(
        folder / "l.csv"
    )
    pl.DataFrame(events, ["gid", "year", "month", "day", "type"], orient="row").write_csv(folder / "e.csv")
    pl.DataFrame(states, ["gid", "year", "month", "control"], orient="row").write_csv(folder / "h.csv")
    pl.DataFrame(cells, ["gid", "X", "Y"], orient="row").write_csv(folder / "g.csv")
    for name, kept in {"l": "acledtesting_a", "e": "events_a", "h": "hmm_a", "g": "grids_a"}.items():
        (folder / f"{name}.csv").rename(folder / f"{kept}.csv.gz")
    found = control_nigeria.run(tmp_path)
    assert found["auc"] > 0.95
    assert found["rows"] == 144 * 6
