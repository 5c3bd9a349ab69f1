from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.cli.main import FAILED, USAGE, run

THREE = "P,Q,E,count\n1,0,0,69\n0,1,0,55\n0,0,1,63\n1,1,0,21\n1,0,1,17\n0,1,1,18\n1,1,1,28\n"


def test_range_and_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lists.csv"
    path.write_text(THREE, "utf-8")
    assert run(["undercount", str(path)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("271 people on 3 lists; between ")
    for part in ("Bayesian", "lower bound (Chao)", "388", "It is assumed that", "Not said", "Q × E"):
        assert part in shown


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lists.csv"
    path.write_text(THREE, "utf-8")
    assert run(["undercount", str(path), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["range"]["low"] < found["range"]["median"] < found["range"]["high"]
    assert found["lists"] == ["P", "Q", "E"]
    assert found["sentence"].startswith("271 people")


def test_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lists.csv"
    path.write_text("P,Q,count\n1,0,50\n0,1,60\n1,1,2\n", "utf-8")
    assert run(["undercount", str(path)]) == FAILED
    shown = capsys.readouterr()
    assert "how many more cannot be said" in shown.out
    assert "refused: 2 people are on two or more lists" in shown.err


def test_bad_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "lists.csv"
    path.write_text("P,Q,victim\n1,0,Ann\n", "utf-8")
    assert run(["undercount", str(path)]) == USAGE
    assert "#line=2: column 'victim': 'Ann' is not 0 or 1" in capsys.readouterr().err
