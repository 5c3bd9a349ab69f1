"""One build at a time: a lock that the operating system or the server gives up when its holder dies."""

from __future__ import annotations

import contextlib
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from counterclaim.errors import RecordBusy, RecordError
from counterclaim.record import fork
from counterclaim.record.failure import explained

_BUILD = 0x436C6169  # first key of the advisory lock; the second is the schema's name, hashed

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)  # far behind the text, which others must be able to read
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def file_lock(record: Path) -> Iterator[None]:
    """Hold ``RECORD.lock``. The file stays behind, empty; the lock is not the file but the hold on it.

    Raises:
        RecordBusy: another process holds it, named by its id and since when.
        RecordError: the file cannot be made.
    """
    path = Path(f"{record}.lock")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise RecordError(f"{path} cannot be written: {error.strerror or type(error).__name__}") from error
    try:
        try:
            _take(descriptor)
        except OSError as error:
            raise RecordBusy(f"{record}: {_holder_of_file(path)}") from error
        fork.keep(descriptor)
        _write(descriptor, json.dumps({"pid": os.getpid(), "since": _now()}))
        yield
        _write(descriptor, "")
    finally:
        fork.release(descriptor)
        os.close(descriptor)


@contextmanager
def database_lock(engine: Engine) -> Iterator[None]:
    """Hold the advisory lock of the record in this PostgreSQL database and schema.

    Raises:
        RecordBusy: another session holds it, named by its process id and since when.
    """
    with explained(engine.url), engine.connect() as plain:
        connection = plain.execution_options(isolation_level="AUTOCOMMIT")
        name = f"counterclaim build, pid {os.getpid()}"
        connection.execute(text("SELECT set_config('application_name', :name, false)"), {"name": name})
        try:
            taken = text("SELECT pg_try_advisory_lock(:build, hashtext(current_schema()))")
            if not connection.scalar(taken, {"build": _BUILD}):
                raise RecordBusy(
                    f"{engine.url.render_as_string(hide_password=True)}: {_holder_of_database(connection)}"
                )
            yield
        finally:
            plain.invalidate()  # the session ends, and the lock with it


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _write(descriptor: int, content: str) -> None:
    with contextlib.suppress(OSError):  # a full disk must not stop a lock, only leave it without a name
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, content.encode())


def _holder_of_file(path: Path) -> str:
    try:
        holder = json.loads(path.read_text("utf-8"))
        return f"another build is running on it (process {holder['pid']}, since {holder['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "another build is running on it"


def _holder_of_database(connection: Connection) -> str:
    row = connection.execute(
        text(
            "SELECT a.application_name AS name, a.client_addr AS address,"
            " to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"') AS since"
            " FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
            " WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2"
            " AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            " AND l.classid = :build AND l.objid = CAST(hashtext(current_schema()) AS oid)"
        ),
        {"build": _BUILD},
    ).first()
    if row is None or not row.name:
        return "another build is running on it"
    process = row.name.rpartition(" ")[2]
    place = f" on {row.address}" if row.address else ""
    return f"another build is running on it (process {process}{place}, since {row.since})"
