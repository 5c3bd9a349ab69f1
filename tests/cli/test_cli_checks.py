"""`doctor` and `config show`: what is here, and how to mend what is not."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from tests.small_record import make_record

from counterclaim.cli import checks, run
from counterclaim.config import Settings


@pytest.fixture
def examined(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("COUNTERCLAIM_CACHE_DIR", str(tmp_path / "cache"))

    def examine(*words: str) -> tuple[int, dict[str, dict[str, str]]]:
        code = run(["doctor", "--json", *words])
        return code, {finding["check"]: finding for finding in json.loads(capsys.readouterr().out)}

    return examine


def test_a_sound_installation(examined, tmp_path):
    record = make_record(tmp_path / "small.sqlite")
    code, found = examined("--record", str(record))
    assert code == 0
    for check in ("python", "language model", "actors", "record", "examples"):
        assert found[check]["state"] == "ok", found[check]
    assert "5 documents" in found["record"]["found"]
    assert found["gazetteer"]["state"] == "warn"
    assert "gazetteer build" in found["gazetteer"]["mend"]


def test_every_finding_that_is_not_well_says_how_to_mend_it(examined, tmp_path, monkeypatch):
    newer = tmp_path / "text.sqlite"
    newer.write_text("this is no database")
    places = tmp_path / "places.sqlite"
    places.write_bytes(b"")
    actors = tmp_path / "actors.tsv"
    actors.write_text("nonsense\n")
    monkeypatch.setenv("COUNTERCLAIM_GAZETTEER", str(places))
    monkeypatch.setenv("COUNTERCLAIM_ACTORS", str(actors))
    monkeypatch.setattr(checks, "_LEAST_FREE_MIB", 10**12)
    monkeypatch.setattr(checks, "_OLDEST", (99, 0))
    code, found = examined("--record", str(newer))
    assert code == 1
    for check in ("python", "gazetteer", "actors", "disk", "record"):
        assert found[check]["state"] == "fail", found[check]
        assert found[check]["mend"]
    assert "text.sqlite" in found["record"]["found"]


def test_no_record_yet_is_no_failure(examined, tmp_path):
    code, found = examined("--record", str(tmp_path / "none.sqlite"))
    assert code == 0
    assert found["record"]["state"] == "warn"


def test_the_table_names_every_check(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    run(["doctor", "--record", str(tmp_path / "none.sqlite")])
    out = capsys.readouterr().out
    for check in ("python", "language model", "gazetteer", "actors", "disk", "record", "examples"):
        assert check in out


def test_config_show_names_every_setting_and_its_origin(capsys, tmp_path: Path, monkeypatch):
    file = tmp_path / "team.toml"
    file.write_text('record = "postgresql://me:hush@db/x"\nworkers = 3\n')
    monkeypatch.setenv("COUNTERCLAIM_PORT", "9000")
    assert run(["--config", str(file), "--log-level", "error", "config", "show", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert set(shown) == {item.name for item in dataclasses.fields(Settings)}
    assert shown["record"] == {"value": "postgresql://me:***@db/x", "origin": f"file {file}"}
    assert shown["port"] == {"value": 9000, "origin": "environment COUNTERCLAIM_PORT"}
    assert shown["log_level"] == {"value": "error", "origin": "flag --log-level"}
    assert shown["memory_mb"]["origin"] == "default"
    assert run(["--config", str(file), "config", "show"]) == 0
    assert "hush" not in capsys.readouterr().out


def test_gazetteer_status(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTERCLAIM_GAZETTEER", str(tmp_path / "none.sqlite"))
    assert run(["gazetteer", "status", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["state"] == "missing"
    assert run(["gazetteer", "status"]) == 1
    assert "missing" in capsys.readouterr().out
