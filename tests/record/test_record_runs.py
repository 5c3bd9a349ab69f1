"""Runs and what failed in them."""

from __future__ import annotations

import pytest

from counterclaim import __version__
from counterclaim.errors import RecordError
from counterclaim.record import Record


def test_a_run_from_start_to_end(record: Record) -> None:
    run = record.start_run(command="build reports", config={"workers": 2, "gazetteer": None})
    (row,) = record.runs()
    assert (row["id"], row["status"], row["finished"], row["failures"]) == (run, "running", None, 0)
    record.finish_run(run, counts={"documents": 3})
    (row,) = record.runs()
    assert row["status"] == "finished"
    assert row["finished"] >= row["started"]
    assert row["config"] == {"workers": 2, "gazetteer": None}
    assert row["counts"] == {"documents": 3}
    assert (row["version"], row["command"]) == (__version__, "build reports")


def test_a_run_that_was_cut_off_is_marked_by_the_next(record: Record) -> None:
    first = record.start_run(command="build", config={})
    second = record.start_run(command="build", config={})
    record.finish_run(second, status="failed")
    third = record.start_run(command="build", config={})
    states = {row["id"]: row["status"] for row in record.runs()}
    assert states == {first: "interrupted", second: "failed", third: "running"}


def test_a_run_that_never_was(record: Record) -> None:
    with pytest.raises(RecordError, match="no run"):
        record.finish_run("r_0")
    with pytest.raises(RecordError):
        record.add_failure("r_0", locator="a", stage="read", reason="b")


def test_a_failure_is_kept_once_for_each_locator(record: Record) -> None:
    runs = [record.start_run(command="build", config={}) for _ in range(2)]
    for locator in ("b.pdf", "a.pdf", "b.pdf", "x" * 5000, "\x00\udce9"):
        for run in runs:
            record.add_failure(run, locator=locator, stage="read", reason=f"bad {locator[0]}")
    record.add_failure(runs[0], locator="a.pdf", stage="claims", reason="worse")
    found = record.failures(runs[0])
    assert [(row["locator"][:5], row["stage"]) for row in found] == [
        ("a.pdf", "claims"), ("b.pdf", "read"), ("xxxxx", "read"), ("\ufffd\ufffd", "read"),
    ]  # fmt: skip
    assert found[0]["reason"] == "worse"
    assert [row["failures"] for row in record.runs()] == [4, 4]
    assert record.failures("r_0") == []


def test_runs_are_no_part_of_the_digest(record: Record) -> None:
    before = record.digest()
    record.add_failure(record.start_run(command="build", config={}), locator="a", stage="b", reason="c")
    assert record.digest() == before
