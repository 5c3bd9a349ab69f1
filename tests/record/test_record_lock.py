"""One build at a time, and what is left when a writer dies."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from record_factory import READER, make_claim, make_document, make_event, raw_of

from counterclaim.errors import RecordBusy
from counterclaim.model import Claim, Event
from counterclaim.record import Record, fork

HERE = Path(__file__).parent


@contextmanager
def running(script: str, address: str) -> Iterator[subprocess.Popen[str]]:
    """A process that runs `script` with `record` open, once it has written a line."""
    prelude = (
        "import os, sys, time\n"
        f"sys.path.insert(0, {str(HERE)!r})\n"
        "from record_factory import *\n"
        "from counterclaim.record import Record\n"
        f"record = Record.open({address!r})\n"
    )
    process = subprocess.Popen([sys.executable, "-c", prelude + script], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "ready"
        yield process
    finally:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def test_a_second_build_is_told_of_the_first(address: str) -> None:
    with Record.open(address) as one, Record.open(address) as two:
        with one.build_lock():
            with pytest.raises(RecordBusy) as caught, two.build_lock():
                pytest.fail("two builds at once")
            found = re.search(r"process (\d+).*since (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)", str(caught.value))
            assert found is not None
            assert int(found[1]) == os.getpid()
        with two.build_lock():
            pass


def test_an_error_gives_the_lock_back(record: Record) -> None:
    with pytest.raises(ZeroDivisionError), record.build_lock():
        raise ZeroDivisionError
    with record.build_lock():
        pass


def test_another_process_holds_it_until_it_is_killed(record: Record, address: str) -> None:
    """Even when a worker that it forked outlives it."""
    hold = (
        "with record.build_lock():\n"
        "    child = os.fork()\n"
        "    if child == 0:\n"
        "        time.sleep(60)\n"
        "        os._exit(0)\n"
        "    print('ready', flush=True)\n"
        "    print(child, flush=True)\n"
        "    time.sleep(60)\n"
    )
    with running(hold, address) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        try:
            with pytest.raises(RecordBusy, match=f"process {process.pid}"), record.build_lock():
                pytest.fail("two builds at once")
            process.kill()
            process.wait()
            take_within_seconds(record, 5)
            os.kill(worker, 0)  # it still runs
        finally:
            os.kill(worker, signal.SIGKILL)


def take_within_seconds(record: Record, seconds: float) -> None:
    """A server may need a moment to notice that a client is gone."""
    end = time.monotonic() + seconds
    while True:
        try:
            with record.build_lock():
                return
        except RecordBusy:
            if time.monotonic() > end:
                raise
            time.sleep(0.05)


def test_a_writer_killed_while_it_replaces_events(record: Record, address: str) -> None:
    document = make_document()
    claims = [make_claim(document, number) for number in range(20)]
    record.save_document(document, raw_of(0), claims, reader=READER)
    record.linking.put_events([], [make_event(number, claims[number]) for number in range(20)])
    before = record.digest()
    script = (
        "claims = [make_claim(make_document(), n) for n in range(20)]\n"
        "def events():\n"
        "    for n in range(2500):\n"
        "        yield make_event(n + 1000, claims[n % 20])\n"
        "    print('ready', flush=True)\n"
        "    time.sleep(60)\n"
        "record.linking.put_events([claim.id for claim in claims], events())\n"
    )
    with running(script, address) as process:
        assert record.digest() == before  # nobody sees half of it
        process.kill()
        process.wait()
        assert record.digest() == before
        record.linking.put_events([claim.id for claim in claims], [make_event(1, claims[0])])
    assert record.events().total == 1


def test_a_writer_killed_while_it_saves_documents(record: Record, address: str) -> None:
    script = (
        "for n in range(100_000):\n"
        "    document = make_document(n)\n"
        "    claims = [make_claim(document, m) for m in range(7)]\n"
        "    record.save_document(document, raw_of(n), claims, reader=READER)\n"
        "    n or print('ready', flush=True)\n"
    )
    with running(script, address) as process:
        time.sleep(0.1)
        process.kill()
        process.wait()
    with Record.open(address) as after:
        rows = after.documents().rows
        assert rows
        assert {row["claims"] for row in rows} == {7}
        for number, row in enumerate(sorted(rows, key=lambda row: int(Path(row["path"]).stem))):
            assert row["id"] == make_document(number).id
            assert after.raw(row["sha256"]) == raw_of(number)
        assert after.claims().total == after.counts()["claims"] == 7 * len(rows)


def test_readers_see_the_old_events_until_the_last_new_one(record: Record) -> None:
    document = make_document()
    claims = [make_claim(document, number) for number in range(3)]
    record.save_document(document, raw_of(0), claims, reader=READER)
    record.linking.put_events([], [make_event(1, claims[0])])

    def linked(stream: Iterator[Claim]) -> Iterator[Event]:
        for number, claim in enumerate(stream):
            assert record.events().total == 1
            yield make_event(number, claim)

    record.linking.put_events([claims[0].id], linked(record.iter_claims()))
    assert record.events().total == 3


def test_events_that_cannot_be_made_leave_the_old_ones(record: Record) -> None:
    document = make_document()
    record.save_document(document, raw_of(0), [make_claim(document)], reader=READER)
    record.linking.put_events([], [make_event(1, make_claim(document))])
    before = record.digest()

    def failing() -> Iterator[Event]:
        yield make_event(2, make_claim(document))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        record.linking.put_events([make_claim(document).id], failing())
    assert record.digest() == before


def test_closed_connections_are_forgotten(address: str) -> None:
    before = set(fork._descriptors)
    with Record.open(address) as record:
        with record.build_lock():
            record.counts()
            assert fork._descriptors != before
        record.counts()
    assert fork._descriptors == before


def test_the_lock_file_names_its_holder_and_then_nobody(tmp_path: Path) -> None:
    with Record.open(tmp_path / "r.sqlite", create=True) as record:
        with record.build_lock():
            assert json.loads((tmp_path / "r.sqlite.lock").read_text())["pid"] == os.getpid()
        assert (tmp_path / "r.sqlite.lock").read_text() == ""


def test_two_schemas_of_one_database_are_two_records(new_database: Callable[[], str]) -> None:
    import psycopg

    address = new_database()
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA one")
        connection.execute("CREATE SCHEMA two")
    first, second = (f"{address}&options=-csearch_path%3D{name}" for name in ("one", "two"))
    with Record.open(first, create=True) as one, Record.open(second, create=True) as two:
        one.save_document(make_document(), raw_of(0), [], reader=READER)
        assert two.counts()["documents"] == 0
        with one.build_lock(), two.build_lock():
            pass
