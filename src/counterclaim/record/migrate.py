"""Brings a record's schema to the one this version knows, or says why it cannot."""

from __future__ import annotations

import threading
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, insert, inspect, text

from counterclaim import __version__
from counterclaim.errors import RecordError, RecordNewer, RecordNotFound
from counterclaim.record.engine import reading, writing
from counterclaim.record.schema import REVISION, meta

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).with_name("migrations")
VERSION_TABLE = "schema_version"
_MIGRATION = 0x436C6D67  # first key of the advisory lock that PostgreSQL migrates under
_EMPTY = ""
_alembic = threading.Lock()  # its `op` is one for the whole process


def prepare(engine: Engine, name: str, *, create: bool, readonly: bool) -> None:
    """Check that there is a record, make one if `create`, and bring an older one forward.

    Raises:
        RecordNotFound: the database is empty, and `create` is false.
        RecordNewer: a newer version of Counterclaim wrote the record.
        RecordError: the database holds something else, or is older and may not be written.
    """
    with reading(engine) as connection:
        revision = _revision(connection, name)
    if revision == REVISION:
        return
    if revision == _EMPTY:
        if readonly or not create:
            raise RecordNotFound(f"{name} is empty; `counterclaim build` makes a record of it")
    else:
        _check_known(revision, name)
        if readonly:
            raise RecordError(
                f"{name} was written by an older version of Counterclaim; open it once with write access,"
                " for instance with `counterclaim build`, to bring it up to date"
            )
    with _alembic, writing(engine) as connection:
        _upgrade(connection, name)


def _revision(connection: Connection, name: str) -> str:
    """The schema's revision, empty for a database without tables."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return _EMPTY
    if not {VERSION_TABLE, meta.name} <= tables:
        raise RecordError(f"{name} is not a record: it is a database of something else")
    return str(connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")))  # noqa: S608


def _config() -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _check_known(revision: str, name: str) -> None:
    from alembic.script import ScriptDirectory

    if revision not in {step.revision for step in ScriptDirectory.from_config(_config()).walk_revisions()}:
        raise RecordNewer(
            f"{name} was written by a newer version of Counterclaim (schema {revision}; this version knows"
            f" {REVISION}); install that version to open it"
        )


def _upgrade(connection: Connection, name: str) -> None:
    from alembic import command

    if connection.dialect.name == "postgresql":
        connection.execute(
            text("SELECT pg_advisory_xact_lock(:key, hashtext(current_schema()))"), {"key": _MIGRATION}
        )
    before = _revision(connection, name)
    if before == REVISION:  # another process was first
        return
    config = _config()
    config.attributes.update(connection=connection, version_table=VERSION_TABLE)
    command.upgrade(config, REVISION)
    if before == _EMPTY:
        connection.execute(insert(meta), _birth_certificate())


def _birth_certificate() -> list[dict[str, str]]:
    return [
        {"key": "record_id", "value": str(uuid.uuid4())},
        {"key": "created", "value": datetime.now(UTC).isoformat(timespec="seconds")},
        {"key": "created_by", "value": f"counterclaim {__version__}"},
    ]
