"""One build of an index at a time, among the threads and processes of a machine."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

_PATIENCE_SECONDS = 24 * 3600.0
_PAUSE_SECONDS = 0.1


@contextmanager
def only_builder(path: Path, waiting: Callable[[], None]) -> Iterator[None]:
    """Hold off other builders of the index at `path`; wait for one that was here first, calling `waiting`.

    The lock is SQLite's on a file without content, and dies with its holder. Raises `OSError` or
    `sqlite3.Error` when the file cannot be made, or the wait takes a day.
    """
    lock = path.with_name(f".{path.name}.lock")
    tired = time.monotonic() + _PATIENCE_SECONDS
    while True:
        lock.touch()
        number = lock.stat().st_ino
        with closing(sqlite3.connect(lock, timeout=0.0, isolation_level=None)) as connection:
            try:
                connection.execute("BEGIN EXCLUSIVE")
                held = True
            except sqlite3.OperationalError as error:
                held = False
                busy = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
                if time.monotonic() > tired or (not busy and _is(lock, number)):
                    raise
            if held and _is(lock, number):
                try:
                    yield
                finally:
                    with suppress(OSError):  # where an open file cannot be removed, it stays and does no harm
                        lock.unlink()
                return
        waiting()  # or who held the file is done and has removed it, so that it holds nobody off
        time.sleep(_PAUSE_SECONDS)


def _is(file: Path, number: int) -> bool:
    try:
        return file.stat().st_ino == number
    except FileNotFoundError:
        return False
