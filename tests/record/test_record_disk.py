"""A disk that is full, or that fails."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from record_factory import READER, make_claim, make_document, make_event, raw_of
from sqlalchemy import Connection, text

from counterclaim.errors import RecordError
from counterclaim.record import Record
from counterclaim.record.engine import reading, writing


def test_a_full_disk_stops_a_build_and_keeps_what_was_there(tmp_path: Path) -> None:
    document = make_document()
    claims = [make_claim(document, number) for number in range(50)]
    with Record.open(tmp_path / "r.sqlite", create=True) as record:
        record.save_document(document, raw_of(0), claims, reader=READER)
        record.linking.put_events([], [make_event(1, claims[0])])
        before = record.digest()
        with reading(record._engine) as connection:  # the same connection serves what follows
            used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {used + 5}")
        other = make_document(1)
        many = [make_claim(other, number) for number in range(500)]
        with pytest.raises(RecordError, match="disk is full"):
            record.save_document(other, raw_of(1), many, reader=READER)
        with pytest.raises(RecordError, match="disk is full"):
            record.linking.put_events(
                [claims[0].id], (make_event(number, claims[0]) for number in range(500))
            )
        assert record.digest() == before
    with Record.open(tmp_path / "r.sqlite") as record:
        assert record.digest() == before
        record.save_document(other, raw_of(1), many, reader=READER)
        assert record.counts()["claims"] == 550


def test_a_disk_that_refuses_to_write(tmp_path: Path) -> None:
    other = make_document(1)
    claims = [make_claim(other, number) for number in range(500)]
    with Record.open(tmp_path / "r.sqlite", create=True) as record:
        record.save_document(make_document(), raw_of(0), [], reader=READER)
        before = record.digest()
        with largest_file(400_000), pytest.raises(RecordError, match="the disk"):
            record.save_document(other, raw_of(1), claims, reader=READER)
        assert record.digest() == before
        record.save_document(other, raw_of(1), claims, reader=READER)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """No file of this process can grow beyond `size` bytes in the block."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_what_a_server_says(new_database: Callable[[], str]) -> None:
    with Record.open(new_database(), create=True) as record:
        for state, meaning in (("53100", "disk is full"), ("57P01", "shutting down"), ("42501", "may not")):
            with pytest.raises(RecordError, match=meaning), writing(record._engine) as connection:
                fail_with(connection, state)
            assert record.meta()


def fail_with(connection: Connection, state: str) -> None:
    connection.execute(text("DELETE FROM meta"))
    connection.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"))
