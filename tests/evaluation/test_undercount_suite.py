from __future__ import annotations

import json
from pathlib import Path

import pytest
from evaluation.__main__ import main
from evaluation.suites.undercount import run


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "mse"
    folder.mkdir()
    (folder / "three.csv").write_text(
        "P,Q,E,count\n1,0,0,69\n0,1,0,55\n0,0,1,63\n1,1,0,21\n1,0,1,17\n0,1,1,18\n1,1,1,28\n", "utf-8"
    )
    (folder / "people.csv").write_text("X,Y\n" + "1,0\n" * 90 + "0,1\n" * 70 + "1,1\n" * 40, "utf-8")
    (folder / "apart.csv").write_text("X,Y,count\n1,0,5\n0,1,5\n", "utf-8")
    (folder / "broken.csv").write_text("X,Y,count\n1,0,5\n0,1,many\n", "utf-8")
    return tmp_path


def test_figures(data: Path) -> None:
    found = run(data)
    three, people, apart, broken = (found[name] for name in ("three", "people", "apart", "broken"))
    assert isinstance(three, dict)
    assert three["lists"] == 3
    assert 271 < three["low"] < three["estimate"] < three["high"]
    assert three["independent"] == pytest.approx(388, abs=1)
    assert isinstance(people, dict)
    assert people["estimate"] == pytest.approx(131 * 111 / 41 - 1)
    assert isinstance(apart, dict)
    assert apart["estimate"] is None
    assert apart["refused"]
    assert isinstance(broken, dict)
    assert "'many'" in broken["refused"][0]


def test_command(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["undercount", "--data", str(data), "--json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"three", "people", "apart", "broken"}
    assert main(["undercount", "--data", str(data / "none")]) == 2
