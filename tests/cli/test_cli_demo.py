"""The example from end to end: what `make demo SERVE=0` prints."""

from __future__ import annotations

import pytest

from counterclaim.ask import open_record
from counterclaim.cli import run
from counterclaim.cli.example import example_folder


@pytest.mark.slow
def test_demo_prints_events_disagreement_and_holders(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "180")
    record = tmp_path / "demo.sqlite"
    assert run(["demo", "--record", str(record), "--no-serve"]) == 0
    out, err = capsys.readouterr()
    sections = [
        out.index(title) for title in ("Events with most", "disagree about most", "Who held Abu Kamal")
    ]
    assert sections == sorted(sections)
    assert "0 failed" in err
    disputed = out[sections[1] : sections[2]]
    assert "contested" in disputed
    assert "denied" in disputed
    with open_record(record) as view:
        holders = view.holders("Abu Kamal", "2017-11", "2017-11")
        assert {"Islamic State"} < set(holders["holder"].drop_nulls()) | set(
            holders["former_holder"].drop_nulls()
        )
        assert "denied" in holders["modality"].to_list()
        assert view.counts()["copies"] >= 2


def test_the_example_reports_are_found():
    assert len(list(example_folder().iterdir())) == 30
