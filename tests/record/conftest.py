"""Every test that asks for `nowhere`, `address` or `record` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from record_factory import READER, make_document, raw_of
from tests.postgres import administer, databases

from counterclaim.model import Claim, Document
from counterclaim.record import Record


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


@pytest.fixture(scope="module")
def new_module_database(postgresql_server: Callable[[str], str]) -> Iterator[Callable[..., str]]:
    """The same for databases that all tests of a module use."""
    yield from databases(postgresql_server)


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
