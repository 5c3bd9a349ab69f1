"""What a database's error means for the person at the keyboard."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import unquote, urlsplit

from sqlalchemy import URL
from sqlalchemy.exc import IntegrityError, SQLAlchemyError, StatementError

from counterclaim.errors import RecordBusy, RecordError

_FULL = "the disk is full; what was being written was undone. Make room and run the same command again"
_READONLY = "it cannot be written: the file, its folder or the database is read-only"
_BUSY = "another program is writing to it; try again when that has finished"

_SQLITE = (  # names of SQLite's result codes, by their beginning
    ("SQLITE_FULL", _FULL),
    ("SQLITE_IOERR", "the disk failed to read or write; if it is full, make room and run the command again"),
    ("SQLITE_READONLY", _READONLY),
    ("SQLITE_CANTOPEN", "it cannot be opened; are the file and its folder there, and yours to write?"),
    ("SQLITE_NOTADB", "it is not a record: it is no SQLite database"),
    ("SQLITE_CORRUPT", "the file is damaged; take it from a backup, or build the record again"),
    ("SQLITE_PERM", "it may not be opened by you"),
)
_POSTGRESQL = (  # SQLSTATE classes and codes, by their beginning
    ("53100", _FULL),
    ("25006", _READONLY),
    ("42501", "your account may not do this"),
    ("53", "the server has run out of memory or connections"),
    ("57P", "the server is shutting down"),
)


@contextmanager
def explained(url: URL) -> Iterator[None]:
    """Turn the database's errors into ours.

    Raises:
        RecordBusy: another program held the record for too long.
        RecordError: anything else, with the cause in a sentence and never with a password or stored text.
    """
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise _ours(error, _name(url)) from error


def _name(url: URL) -> str:
    if url.get_backend_name() == "sqlite":
        return unquote(urlsplit(url.database or "").path)
    return url.render_as_string(hide_password=True)


def _ours(error: Exception, name: str) -> RecordError:
    cause = (error.orig if isinstance(error, StatementError) else None) or error
    if isinstance(cause, RecordError):
        return cause
    code = str(getattr(cause, "sqlite_errorname", None) or "")
    state = str(getattr(cause, "sqlstate", None) or "")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or state in {"40001", "40P01", "55P03"}:
        return RecordBusy(f"{name}: {_BUSY}")
    for start, meaning in _SQLITE:
        if code.startswith(start):
            return RecordError(f"{name}: {meaning}")
    for start, meaning in _POSTGRESQL:
        if state.startswith(start):
            return RecordError(f"{name}: {meaning}")
    if isinstance(error, IntegrityError):
        return RecordError(f"{name}: two rows have one id, or a row names another that is not in the record")
    reason = (str(cause).strip().splitlines() or [type(cause).__name__])[0][:300]
    return RecordError(f"{name}: {reason}")
