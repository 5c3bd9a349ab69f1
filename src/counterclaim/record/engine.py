"""A record's address made into a SQLAlchemy engine, with the transactions and settings of each database."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, NullPool, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from counterclaim.config import is_url
from counterclaim.errors import RecordError, RecordNotFound
from counterclaim.record.failure import explained
from counterclaim.record.fold import dumps
from counterclaim.record.fork import closed_in_children

_BUSY_SECONDS = 30
_RETRY_SECONDS = 0.02
_CONNECT_SECONDS = 10
_PAGE = 8192  # a claim takes some 2.5 kB: one would stand alone in a page of 4 kB
_CACHE_KIB = 16_000  # of a connection that reads; of a large record the 2,000 at first hold no index
_HEADER = b"SQLite format 3\x00"
_POSTGRESQL = {"postgresql", "postgres", "postgresql+psycopg"}


def locate(address: str | os.PathLike[str]) -> Path | URL:
    """A file's path made absolute, or a PostgreSQL URL with its driver.

    Raises:
        RecordError: it is a URL of another database, or neither a path nor a URL.
    """
    text = os.fspath(address)
    if not is_url(text):
        try:
            return Path(text).expanduser().resolve()
        except (ValueError, RuntimeError, OSError) as error:
            raise RecordError(f"{text!r} is not a path: {error}") from error
    try:
        url = make_url(text)
    except ArgumentError as error:
        raise RecordError("the record's address is not a valid database URL") from error
    if url.drivername not in _POSTGRESQL:
        raise RecordError(
            f"{url.drivername}: no such kind of record; give a file's path or postgresql://USER@HOST/DATABASE"
        )
    return url.set(drivername="postgresql+psycopg")


def shown(place: Path | URL) -> str:
    """The address as messages name it, without a password."""
    return place.render_as_string(hide_password=True) if isinstance(place, URL) else str(place)


def open_engine(place: Path | URL, *, create: bool, readonly: bool) -> Engine:
    """The engine of the database at `place`; for a file, after checking that one can be there.

    Raises:
        RecordNotFound: there is no such file, and `create` is false.
        RecordError: the file is no database, or it or its folder cannot be written.
    """
    if isinstance(place, URL):
        return _postgresql(place, readonly=readonly)
    if not readonly and create:
        _make_folder(place)
    _check_file(place, create=create, readonly=readonly)
    return _sqlite(place, readonly=readonly)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the record, whoever writes meanwhile."""
    with explained(engine.url), engine.connect() as plain:
        snapshot = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        connection = plain.execution_options(**snapshot)
        with connection.begin():
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction: all of it is written, or nothing."""
    with explained(engine.url), engine.connect() as plain:
        connection = plain.execution_options(counterclaim_writes=True)
        with connection.begin():
            yield connection


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordError(
            f"{path}: its folder cannot be made: {error.strerror or type(error).__name__}"
        ) from error


def _check_file(path: Path, *, create: bool, readonly: bool) -> None:
    try:
        if path.is_dir():
            raise RecordError(f"{path} is a folder; a record is one file")
        if path.exists():
            with path.open("rb") as file:
                header = file.read(len(_HEADER))
            if header and header != _HEADER:
                raise RecordError(f"{path} is not a record: it is no SQLite database")
        elif readonly or not create:
            raise RecordNotFound(f"there is no record at {path}; `counterclaim build` makes one")
    except OSError as error:
        raise RecordError(f"{path} cannot be read: {error.strerror or type(error).__name__}") from error
    if not readonly:
        for target in (path.parent, path):
            if target.exists() and not _writable(target):
                raise RecordError(f"{path} cannot be written: {target} is read-only")


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=os.access in os.supports_effective_ids)


def _sqlite(path: Path, *, readonly: bool) -> Engine:
    url = URL.create(
        "sqlite", database=path.as_uri(), query={"uri": "true", "mode": "ro" if readonly else "rwc"}
    )
    only_look = readonly and not _writable(path.parent)
    engine = create_engine(
        url,
        json_serializer=dumps,
        connect_args={"timeout": _BUSY_SECONDS},
        poolclass=NullPool if only_look else QueuePool,
    )
    if only_look:
        _look_only(engine, path)

    @event.listens_for(engine, "connect")
    def configure(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # transactions are begun below, not guessed by the driver
        connection.execute("PRAGMA foreign_keys = ON")
        if readonly:
            connection.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        else:
            _set_up(connection)
            connection.execute("PRAGMA synchronous = NORMAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("counterclaim_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _set_up(connection: sqlite3.Connection) -> None:
    """Give a new file its page size and journal; one that has content keeps its own.

    SQLite does not wait for another process in the middle of the same change of journal, so this does.
    """
    deadline = time.monotonic() + _BUSY_SECONDS
    while connection.execute("PRAGMA page_count").fetchone() == (0,):
        try:
            connection.execute(f"PRAGMA page_size = {_PAGE}")
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)


def _look_only(engine: Engine, path: Path) -> None:
    """Read where nothing can be written beside the file.

    SQLite makes files there even to read a WAL database, unless a writer has made them already, or it is told
    that nobody writes. As that can change, each connection finds out and is short.
    """

    @event.listens_for(engine, "do_connect")
    def connect(_: Any, __: Any, arguments: list[str], options: dict[str, Any]) -> sqlite3.Connection:
        at_rest = "" if Path(f"{path}-wal").exists() else "&immutable=1"
        connection: sqlite3.Connection = sqlite3.connect(arguments[0] + at_rest, **options)
        return connection


def _postgresql(url: URL, *, readonly: bool) -> Engine:
    try:
        engine = create_engine(
            url,
            json_serializer=dumps,
            execution_options={"postgresql_readonly": readonly},
            pool_pre_ping=True,
            connect_args={"application_name": "counterclaim", "connect_timeout": _CONNECT_SECONDS},
        )
    except ImportError as error:
        raise RecordError(
            "a record on PostgreSQL needs its driver: pip install 'counterclaim[postgres]'"
        ) from error
    closed_in_children(engine)
    return engine
