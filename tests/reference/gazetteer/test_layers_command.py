"""``counterclaim gazetteer`` with files of the user's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.reference.gazetteer.user_files import base, place_line

from counterclaim.cli import run
from counterclaim.config import ConfigError, load_settings
from counterclaim.reference.gazetteer import layers


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(layers, "packaged_layers", base)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COUNTERCLAIM_GAZETTEER", str(tmp_path / "g.sqlite"))
    (tmp_path / "SY.txt").write_text(place_line(201, "Tall Sufuq") + "\nbroken\n")
    (tmp_path / "own.csv").write_text("name,lat,lon\nHilltop,34.6,40.7\n")
    return tmp_path


def status(capsys: pytest.CaptureFixture[str]) -> list[tuple[str, int, str]]:
    capsys.readouterr()
    assert run(["gazetteer", "status", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["layers"]
    return [(layer["name"], layer["places"], layer["file"]) for layer in found]


def test_flags_name_files_and_later_builds_keep_them(capsys: pytest.CaptureFixture[str]) -> None:
    expected = [("base", 3, ""), ("geonames", 1, "same"), ("places", 1, "same")]
    assert run(["gazetteer", "build", "--geonames", "SY.txt", "--places", "own.csv"]) == 0
    assert "1 bad rows left out; the first: SY.txt, line 2" in capsys.readouterr().err
    assert status(capsys) == expected
    assert run(["gazetteer", "build"]) == 0
    assert status(capsys) == expected
    assert run(["gazetteer", "status"]) == 0
    assert "own.csv" in capsys.readouterr().out.replace("\n", "")
    assert run(["gazetteer", "build", "--packaged"]) == 0
    assert status(capsys) == expected[:1]


def test_settings_name_files(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "counterclaim.toml").write_text('gazetteer_places = ["own.csv"]\n')
    assert run(["gazetteer", "build"]) == 0
    assert status(capsys)[1:] == [("places", 1, "same")]


def test_packaged_and_files_exclude_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "build", "--packaged", "--places", "own.csv"]) == 2
    assert "--packaged" in capsys.readouterr().err


def test_a_missing_file_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["gazetteer", "build", "--whosonfirst", "nowhere"]) == 1
    assert "nowhere: a layer of the gazetteer is not there" in capsys.readouterr().err


def test_lists_of_paths_come_from_file_and_environment(folder: Path) -> None:
    (folder / "counterclaim.toml").write_text('gazetteer_geonames = ["a.zip", "/b.zip"]\n')
    environment = {"COUNTERCLAIM_GAZETTEER_PLACES": "x.csv:/y.csv"}
    settings, origins = load_settings(environ=environment, folder=str(folder))
    assert settings.gazetteer_geonames == (str(folder / "a.zip"), "/b.zip")
    assert settings.gazetteer_places == ("x.csv", "/y.csv")
    assert origins["gazetteer_places"] == "environment COUNTERCLAIM_GAZETTEER_PLACES"
    (folder / "counterclaim.toml").write_text('gazetteer_geonames = "a.zip"\n')
    with pytest.raises(ConfigError, match="it must be a list of paths"):
        load_settings(environ={}, folder=str(folder))
