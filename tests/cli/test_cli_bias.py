"""``counterclaim bias`` on a record whose sources speak of one event too seldom, and its words on limits."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.small_record import make_record

from counterclaim.cli.main import USAGE, run


def test_says_why_there_is_no_bias(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = str(make_record(tmp_path / "small.sqlite"))
    assert run(["bias", "--record", record, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["anchor"] is None
    assert all(one["reason"] and one["factor"] is None for one in found["biases"])
    assert any("not identified" in sentence for sentence in found["limits"])
    assert run(["bias", "--record", record]) == 0
    shown = capsys.readouterr()
    assert "no source has enough figures" in shown.err
    assert "No anchor was named" in shown.out


def test_an_anchor_that_says_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert (
        run(["bias", "--record", str(make_record(tmp_path / "small.sqlite")), "--anchor", "Nobody"]) == USAGE
    )
    assert "the anchor 'Nobody' is no origin" in capsys.readouterr().err
