"""A disk that is full, or that fails."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from record_factory import READER, make_claim, make_document, make_event, raw_of
from sqlalchemy import text

from counterclaim.errors import RecordError
from counterclaim.record import Record
from counterclaim.record.engine import reading, writing

HERE = Path(__file__).parent


def test_a_full_disk_stops_a_build_and_keeps_what_was_there(tmp_path: Path) -> None:
    document = make_document()
    claims = [make_claim(document, number) for number in range(50)]
    with Record.open(tmp_path / "r.sqlite", create=True) as record:
        record.save_document(document, raw_of(0), claims, reader=READER)
        record.replace_events([make_event(1, claims[0])])
        before = record.digest()
        with reading(record._engine) as connection:  # the same connection serves what follows
            used = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {used + 5}")
        other = make_document(1)
        many = [make_claim(other, number) for number in range(500)]
        with pytest.raises(RecordError, match="disk is full"):
            record.save_document(other, raw_of(1), many, reader=READER)
        with pytest.raises(RecordError, match="disk is full"):
            record.replace_events(make_event(number, claims[0]) for number in range(500))
        assert record.digest() == before
    with Record.open(tmp_path / "r.sqlite") as record:
        assert record.digest() == before
        record.save_document(other, raw_of(1), many, reader=READER)
        assert record.counts()["claims"] == 550


def test_a_disk_that_refuses_to_write(tmp_path: Path) -> None:
    address = tmp_path / "r.sqlite"
    with Record.open(address, create=True) as record:
        record.save_document(make_document(), raw_of(0), [], reader=READER)
        before = record.digest()
    script = (
        "import sys\n"
        f"sys.path.insert(0, {str(HERE)!r})\n"
        "from record_factory import *\n"
        "from counterclaim.errors import RecordError\n"
        "from counterclaim.record import Record\n"
        "other = make_document(1)\n"
        "claims = [make_claim(other, n) for n in range(500)]\n"
        f"with Record.open({str(address)!r}) as record:\n"
        "    try:\n"
        "        record.save_document(other, raw_of(1), claims, reader=READER)\n"
        "    except RecordError as error:\n"
        "        print(error)\n"
    )
    limit = 400_000  # bytes that a file may have: less than the write-ahead log of 500 claims
    done = subprocess.run(
        [sys.executable, "-B", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert "the disk" in done.stdout
    with Record.open(address) as record:
        assert record.digest() == before


@pytest.mark.parametrize(
    ("state", "meaning"), [("53100", "disk is full"), ("57P01", "shutting down"), ("42501", "may not")]
)
def test_what_a_server_says(new_database: Callable[[], str], state: str, meaning: str) -> None:
    with Record.open(new_database(), create=True) as record:
        raising = f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"
        with pytest.raises(RecordError, match=meaning), writing(record._engine) as connection:
            connection.execute(text("DELETE FROM meta; " + raising))
        assert record.meta()
