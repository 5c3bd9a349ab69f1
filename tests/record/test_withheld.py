"""A record seen with a delay, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.small_record import make_record

from counterclaim.record import Record


def test_a_delay_leaves_recent_days_out(tmp_path: Path) -> None:
    path = make_record(tmp_path / "small.sqlite")
    with Record.open(path, readonly=True) as record:
        whole, state = record.counts(), record.state()
        days = sorted(one["when"]["to"] for one in record.events().rows if one["when"] and one["when"]["to"])
        record.withhold((datetime.now(UTC).date() - date.fromisoformat(days[-1])).days)
        assert record.state() != state
        left = [one["when"]["to"] for one in record.events().rows if one["when"]]
        assert all(day < days[-1] for day in left)
        assert record.counts()["events"] < whole["events"]
        assert sum(1 for _ in record.iter_claims()) == record.counts()["claims"] < whole["claims"]
        assert all(one["published"] < days[-1] for one in record.documents().rows)


@pytest.mark.parametrize("days", [0, 36_500])
def test_on_postgresql(days: int, new_database: Callable[[], str]) -> None:
    address = new_database()
    make_record(address)  # type: ignore[arg-type]
    with Record.open(address, readonly=True) as record:
        whole = record.counts()
        record.withhold(days)
        found = record.counts()
        assert found["events"] == (whole["events"] if days == 0 else 0)
        assert len(record.claims().rows) == (whole["claims"] if days == 0 else 0)
