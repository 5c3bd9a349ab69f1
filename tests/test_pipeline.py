"""The whole way, on both databases: reports in, a record out, the same record again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.config import Settings
from counterclaim.pipeline import Failure, Progress, Reading, build, extract, read
from counterclaim.record import Filters, Record
from counterclaim.sources import SourceOptions
from tests.reports import write_reports

SETTINGS = Settings(workers=1)
OPTIONS = SourceOptions()


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_reports(tmp_path_factory.mktemp("in") / "reports", 20)


def test_build_twice_gives_the_same_record(nowhere: str, reports: Path) -> None:
    seen: list[Progress] = []
    first = build([str(reports)], nowhere, SETTINGS, OPTIONS, on_progress=seen.append, command="build")
    assert (first.read, first.new, first.failed, first.copies) == (20, 20, 0, 2)
    assert first.claims > 40
    assert first.events > 10
    assert seen[-1].done == 20
    with Record.open(nowhere, readonly=True) as record:
        before = record.digest()
        assert record.counts()["claims"] == first.claims
    again = build([str(reports)], nowhere, SETTINGS, OPTIONS)
    assert (again.new, again.unchanged, again.copies, again.events) == (0, 20, 2, first.events)
    with Record.open(nowhere, readonly=True) as record:
        assert record.digest() == before
        assert [run["status"] for run in record.runs()] == ["finished", "finished"]


def test_order_and_cutting_of_the_work_do_not_matter(tmp_path: Path, reports: Path) -> None:
    files = sorted(str(path) for path in reports.iterdir())
    build(files, str(tmp_path / "a.sqlite"), SETTINGS, OPTIONS)
    for part in (files[10:], files[:10]):
        build(part, str(tmp_path / "b.sqlite"), SETTINGS, OPTIONS)
    with Record.open(tmp_path / "a.sqlite") as one, Record.open(tmp_path / "b.sqlite") as other:
        assert one.digest() == other.digest()


def test_a_corrected_sidecar_is_read_again(tmp_path: Path) -> None:
    report, sidecar, record = tmp_path / "a.txt", tmp_path / "a.txt.meta.json", str(tmp_path / "r.sqlite")
    report.write_text("Rebels captured the town of Kidal on Friday, killing 12 soldiers.", encoding="utf-8")
    for published, expected in (("2018-03-15", "2018-03-09"), ("2018-03-22", "2018-03-16")):
        sidecar.write_text(json.dumps({"published": published}), encoding="utf-8")
        summary = build([str(report)], record, SETTINGS, OPTIONS)
        assert summary.new == 1
        with Record.open(record) as store:
            found = store.claims(Filters(place="Kidal")).rows
            assert {row["when"]["edtf"] for row in found} == {expected}


def test_failures_stand_beside_documents(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "good.txt").write_text(
        "The army shelled Goma on Monday, killing three people.", encoding="utf-8"
    )
    found = list(extract([str(tmp_path)], SETTINGS, OPTIONS))
    assert [type(one) for one in found] == [Failure, Reading]
    documents = list(read([str(tmp_path)], SETTINGS, OPTIONS))
    assert isinstance(documents[0], Failure)
    assert "empty" in documents[0].reason
