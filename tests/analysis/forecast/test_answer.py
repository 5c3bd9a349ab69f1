"""Forecasts as answers: sentences, warnings, refusals, tables and parts that counts are read from, the plot."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from counterclaim.analysis.forecast.answer import Forecast, forecast
from counterclaim.analysis.forecast.panel import last_day, month_number
from counterclaim.analysis.forecast.parts import Parts, Signals, Span, assembled
from counterclaim.analysis.forecast.plot import plot
from counterclaim.analysis.forecast.table import read_counts
from counterclaim.analysis.plots import save
from counterclaim.errors import Unreadable, UsageError
from tests.analysis.forecast.panels import START, negative_binomial, points


@pytest.fixture(scope="module")
def tested() -> Forecast:
    """A forecast of one unit of three, with a gap and its backtest."""
    panel = negative_binomial(16, [30.0, 3.0, 0.0])
    values = panel.values.copy()
    values[0, 4, 0] = np.nan
    return forecast(replace(panel, values=values), 2, units=("unit 0",))


def test_answer(tested: Forecast) -> None:
    first, verdict = tested.sentences
    assert first.startswith("unit 0: between ")
    assert "deaths in 2016-05 (90 % interval, middle " in first
    assert "in 2016-06" in first
    assert "forecast from counts up to 2016-04" in first
    assert "mean error (CRPS)" in verdict
    told = json.loads(json.dumps(tested.to_dict()))
    assert [row["month"] for row in told["forecasts"][0]["months"]] == ["2016-05", "2016-06"]
    assert len(told["forecasts"][0]["past"]) == 15
    row = told["forecasts"][0]["months"][0]
    assert row["low"] <= row["lower"] <= row["middle"] <= row["upper"] <= row["high"]
    scores = told["backtest"]["scores"]
    assert set(scores) == {
        "ours",
        "zero",
        "last_observed",
        "bootstrap",
        "conflictology_6",
        "conflictology_9",
        "conflictology_12",
    }
    assert scores["ours"]["crps"] < scores["zero"]["crps"]
    assert sum(told["backtest"]["pit"]) == pytest.approx(1)


def test_warnings(tested: Forecast) -> None:
    said = " ".join(tested.warnings)
    assert "there are counts of 16 months" in said
    assert "1 of 16 months were not watched" in said
    assert "too few to say how good" in said


def test_plot(tested: Forecast, tmp_path: Path) -> None:
    for ending in (".svg", ".png"):
        save(plot(tested), tmp_path / f"fan{ending}", sentence=tested.verdict)
        assert (tmp_path / f"fan{ending}").stat().st_size > 1_000
    drawn = (tmp_path / "fan.svg").read_text("utf-8")
    for word in ("counted", "forecast earlier, 90 %", "this forecast", "deaths a month"):
        assert word in drawn


def test_plot_of_many_units_is_refused(tested: Forecast) -> None:
    with pytest.raises(UsageError, match="at most 4 units, not 5"):
        plot(replace(tested, units=tested.units * 5))


def test_hostile_names_are_text(tmp_path: Path) -> None:
    found = forecast(points([[1], [2], [3]], ("<script>alert(1)</script>",)), 1)
    save(plot(found), tmp_path / "a.html", sentence=found.sentences[0])
    assert "<script>alert" not in (tmp_path / "a.html").read_text("utf-8")


def test_all_zeros() -> None:
    found = forecast(points([[0.0]] * 5), 3)
    assert "A: between 0 and 0 deaths in 2015-06" in found.sentences[0]
    assert any("all counts are 0" in warning for warning in found.warnings)


def test_a_short_history_has_no_backtest() -> None:
    found = forecast(points([[3], [4], [9]]), 12)
    assert found.backtest is None
    assert "Nobody knows how good" in found.verdict
    said = " ".join(found.warnings)
    assert "take no decision" in said
    assert "12 months are asked for from 3" in said


@pytest.mark.parametrize(
    ("rows", "months", "units", "message"),
    [
        ([[3]], 3, (), r"at least 3 months; there is 1 \(2015-01\)"),
        ([[3], [np.nan], [4]], 3, (), r"at least 3 months; there are 2 \(2015-01 to 2015-03\)"),
        ([[3]] * 5, 13, (), "1 to 12 months ahead, not 13"),
        ([[3]] * 5, 0, (), "1 to 12 months ahead, not 0"),
        ([[3]] * 5, 3, ("Atlantis",), "no counts of 'Atlantis'; there are those of A"),
        ([[3, np.nan]] * 5, 3, ("B",), "no month of 'B' was watched"),
    ],
)
def test_what_cannot_be_forecast(
    rows: list[list[float]], months: int, units: tuple[str, ...], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        forecast(points(rows), months, units=units)


def test_table(tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    path.write_text(
        "unit,month,value,low,high,known,threats\nA,2017-01,5,3,9,2017-02-03,1\nA,2017-03,0,,,,\nB,2017-02,2,2,2,,4\n",
        "utf-8",
    )
    panel = read_counts(path)
    assert panel.units == ("A", "B")
    assert (panel.start, panel.months) == (month_number(2017, 1), 3)
    assert panel.best is not None
    assert panel.best[0, 0] == 5
    assert np.isnan(panel.best[1, 0])
    assert 3 <= panel.values[:, 0, 0].min() < 5 < panel.values[:, 0, 0].max() <= 9
    assert set(panel.covariates) == {"threats"}
    assert panel.known is not None
    assert panel.known[2, 0] == last_day(month_number(2017, 3))
    assert np.isnan(panel.past(panel.start).middle[0, 0])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "names the columns"),
        ("unit,month\nA,2017-01\n", "names the columns"),
        ("unit,month,value\n", "no counts"),
        ("unit,month,value\nA,2017-13,1\n", r"#row=2: month '2017-13'"),
        ("unit,month,value\nA,2017-01,many\n", r"#row=2: value 'many'"),
        ("unit,month,value\nA,2017-01,-1\n", "value '-1'"),
        ("unit,month,value\nA,2017-01,nan\n", "value 'nan'"),
        ("unit,month,value\nA,2017-01\n", "2 cells under 3 columns"),
        ("unit,month,value\n,2017-01,1\n", "unit is empty"),
        ("unit,month,value\nA,2017-01,1\nA,2017-01,2\n", "there twice"),
        ("unit,month,value\nA,0001-01,1\nA,9999-01,2\n", "more than can be forecast"),
        ("unit,month,value,known\nA,2017-01,1,soon\n", "known 'soon'"),
    ],
)
def test_bad_tables(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(Unreadable, match=message):
        read_counts(path)


def test_events_become_counts() -> None:
    span = Span(START, START + 2, frozenset({START, START + 2}))
    rows = [
        (0, START, last_day(START), 1, 2, 5),
        (0, START, last_day(START) + 40, 3, 3, 3),
        (1, START + 2, last_day(START + 2), 0, 1, 1),
    ]
    unit, month, known = np.array(rows)[:, :3].T
    low, best, high = np.array(rows, dtype=float)[:, 3:].T
    twice = np.array([0, 0])
    signals = {"threats": Signals(twice, twice + START + 2, np.ones(2))}
    shares = {"attrition": Signals(twice, twice + START, np.array([1.0, 0.0]))}
    panel = assembled(Parts(("A", "B"), unit, month, known, low, best, high), span, signals, shares)
    assert panel.middle[0].tolist() == [5, 0]
    assert np.isnan(panel.middle[1]).all()
    assert panel.middle[2].tolist() == [0, 1]
    assert 4 <= panel.values[:, 0, 0].min() < panel.values[:, 0, 0].max() <= 8
    assert panel.past(START).middle[0].tolist() == [2, 0]
    assert np.ptp(panel.past(START).values[:, 0, 0]) == pytest.approx(np.ptp(panel.values[:, 0, 0]))
    assert panel.covariates["threats"][2, 0] == 2
    assert panel.covariates["attrition"][0, 0] == 0.5


def test_nothing_to_forecast() -> None:
    none, nothing = np.zeros(0, dtype=np.int64), np.zeros(0)
    parts = Parts((), none, none, none, nothing, nothing, nothing)
    with pytest.raises(UsageError, match="nothing to forecast"):
        assembled(parts, Span(START, START, frozenset({START})))
