from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
from evaluation.__main__ import main
from evaluation.suites.loss_claims import isotonic, nearest, read, run, without_daily

HEADING = (
    "days,loss_count,loss_type,claim_source,time_frame,loss_country,minimum,maximum,category,source_target"
)


def row(day: int, figure: float, source: str, frame: str = "Cumulative", least: int = 0) -> str:
    return f"{day},{figure},Tanks-A,{source},{frame},A,{least},0,Tanks,{source}-A"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A daily series, a source that says half of it, and a few figures of one day."""
    rows = [row(day, 100 * day, "Party") for day in range(1, 61)]
    rows += [row(day, 50 * day, "Monitor", least=day % 2) for day in range(2, 60, 3)]
    rows += [row(day, 50 * day + 1, "Other") for day in range(3, 60, 3)]
    rows += [row(day, 3, "Party", "Day") for day in range(5, 8)]
    folder = tmp_path / "loss_claims_ukraine"
    folder.mkdir()
    (folder / "claims.csv").write_text("\n".join([HEADING, *rows]) + "\n", "utf-8")
    return tmp_path


def test_columns(data: Path) -> None:
    claims = read(data / "loss_claims_ukraine")
    assert len(claims) == 102
    assert sum(one.cumulative for one in claims) == 99
    assert {(one.low is None, one.high is None) for one in claims} == {(False, False), (False, True)}


def test_daily_series_is_that_with_most_claims(data: Path) -> None:
    assert {one.source for one in without_daily(read(data / "loss_claims_ukraine"))} == {"Monitor", "Other"}


def test_baselines_by_hand(data: Path) -> None:
    claims = read(data / "loss_claims_ukraine")
    party = [one for one in claims if one.source == "Party" and one.cumulative]
    assert np.exp(nearest(claims[:5] + claims[10:], [party[6]])) == pytest.approx([500.0])
    assert np.exp(nearest([party[0], party[2]], [party[1]])) == pytest.approx([math.sqrt(100 * 300)])
    assert np.exp(isotonic([party[0], party[2]], [party[1]])) == pytest.approx([math.sqrt(100 * 300)])


def test_bias_is_told_from_truth(data: Path) -> None:
    figures = run(data)
    assert figures["claims"] == 99
    ours, pooled = figures["ours"], figures["isotonic"]
    assert isinstance(ours, dict)
    assert isinstance(pooled, dict)
    assert ours["rmsle"] < 0.1 < pooled["rmsle"]
    assert set(figures) == {"ours", "nearest", "isotonic", "claims", "without_daily"}


def test_command(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["loss-claims", "--data", str(data), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["without_daily"]["claims"] == 39
    assert main(["loss-claims", "--data", str(data / "none")]) == 2
