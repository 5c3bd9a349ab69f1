"""Which addresses are records, and what is said of those that are not."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from record_factory import READER, make_claim, make_document, make_event, raw_of
from sqlalchemy import text

from counterclaim.errors import RecordError, RecordNewer, RecordNotFound
from counterclaim.record import Record, migrate, schema
from counterclaim.record.engine import locate, open_engine, reading, writing


def fill(record: Record) -> None:
    document = make_document()
    record.save_document(document, raw_of(0), [make_claim(document)], reader=READER)
    record.linking.put_events([], [make_event(1, make_claim(document))])


def execute(address: str, *statements: str) -> None:
    engine = open_engine(locate(address), create=True, readonly=False)
    with writing(engine) as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def test_a_new_record_is_empty_and_stays(nowhere: str) -> None:
    with Record.open(nowhere, create=True) as record:
        assert set(record.counts().values()) == {0}
        meta = record.meta()
        assert meta.keys() == {"record_id", "created", "created_by"}
        fill(record)
        digest = record.digest()
    with Record.open(nowhere, create=True) as again:
        assert again.digest() == digest
        assert again.meta().items() >= meta.items()
    with Record.open(nowhere, readonly=True) as again:
        assert again.digest() == digest


def test_there_is_none(nowhere: str) -> None:
    for readonly in (False, True):
        with pytest.raises(RecordNotFound, match="counterclaim build"):
            Record.open(nowhere, readonly=readonly)
    if "://" not in nowhere:
        assert not Path(nowhere).exists()


def test_create_makes_the_folder(tmp_path: Path) -> None:
    Record.open(tmp_path / "a" / "b" / "r.sqlite", create=True).close()
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["r.sqlite"]


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00 but broken" + b"?" * 5000])
def test_a_file_that_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.sqlite"
    path.write_bytes(content)
    with pytest.raises(RecordError, match=r"r\.sqlite"):
        Record.open(path, create=True)
    assert path.read_bytes() == content


def test_an_empty_file_becomes_a_record_only_on_request(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    path.touch()
    with pytest.raises(RecordNotFound, match="empty"):
        Record.open(path)
    Record.open(path, create=True).close()
    Record.open(path).close()


def test_a_database_of_something_else(nowhere: str) -> None:
    execute(nowhere, "CREATE TABLE claims (id INTEGER)")
    for create in (False, True):
        with pytest.raises(RecordError, match="something else"):
            Record.open(nowhere, create=create)


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="is a folder"):
        Record.open(tmp_path, create=True)


@pytest.mark.parametrize(
    "address",
    ["mysql://u:secret@h/d", "postgresql://[bad", "http://example.org/r", "a\x00b", "~nobody-here/r.sqlite"],
)
def test_an_address_of_no_known_kind(address: str) -> None:
    with pytest.raises(RecordError) as caught:
        Record.open(address)
    assert "secret" not in str(caught.value)


def test_a_server_that_is_not_there() -> None:
    with pytest.raises(RecordError) as caught:
        Record.open("postgresql://user:secret@127.0.0.1:1/none", create=True)
    assert "secret" not in str(caught.value)
    assert "user:***@127.0.0.1" in str(caught.value)


def test_odd_characters_in_a_path(tmp_path: Path) -> None:
    path = tmp_path / "a%20b?mode=ro#é'.sqlite"
    with Record.open(path, create=True) as record:
        fill(record)
    assert path.exists()
    with Record.open(path, readonly=True) as record:
        assert record.counts()["claims"] == 1


def test_the_tables_are_those_that_the_migrations_make(nowhere: str) -> None:
    with Record.open(nowhere, create=True):
        pass
    engine = open_engine(locate(nowhere), create=False, readonly=False)
    with reading(engine) as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "version_table": migrate.VERSION_TABLE,
                "include_name": lambda name, *_: not str(name).startswith("claim_search"),
            },
        )
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()
    assert ScriptDirectory(str(migrate.MIGRATIONS)).get_current_head() == schema.REVISION


def test_a_newer_record_is_refused_and_unharmed(address: str) -> None:
    with Record.open(address) as record:
        fill(record)
        digest = record.digest()
    execute(address, "UPDATE schema_version SET version_num = '9999'")
    for readonly in (False, True):
        with pytest.raises(RecordNewer, match="9999"):
            Record.open(address, readonly=readonly)
    execute(address, f"UPDATE schema_version SET version_num = '{schema.REVISION}'")  # noqa: S608
    with Record.open(address) as record:
        assert record.digest() == digest


@pytest.fixture
def next_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Function that makes this version know one more step, with that body."""

    def add(body: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(migrate.MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "next.py").write_text(
            "from alembic import op\n"
            f"revision = 'next'\ndown_revision = {schema.REVISION!r}\n"
            f"def upgrade():\n    op.execute('CREATE TABLE later (id INTEGER)')\n    {body}\n"
        )
        monkeypatch.setattr(migrate, "MIGRATIONS", folder)
        monkeypatch.setattr(migrate, "REVISION", "next")

    return add


def test_an_older_record_is_brought_forward(address: str, next_schema: Callable[[str], None]) -> None:
    with Record.open(address) as record:
        fill(record)
        digest = record.digest()
    next_schema("pass")
    with pytest.raises(RecordError, match="write access"):
        Record.open(address, readonly=True)
    with Record.open(address) as record:
        assert record.digest() == digest
    execute(address, "INSERT INTO later VALUES (1)")
    Record.open(address, readonly=True).close()


def test_a_step_that_fails_leaves_the_record_as_it_was(
    address: str, next_schema: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    with Record.open(address, create=True) as record:
        digest = record.digest()
    with monkeypatch.context():
        next_schema("op.execute('INSERT INTO nowhere VALUES (1)')")
        with pytest.raises(RecordError, match="nowhere"):
            Record.open(address)
    monkeypatch.undo()
    with Record.open(address) as record:
        assert record.digest() == digest
    execute(address, "CREATE TABLE later (id INTEGER)")


def test_many_make_one_record(nowhere: str) -> None:
    found: list[str] = []

    def make() -> None:
        with Record.open(nowhere, create=True) as record:
            found.append(record.meta()["record_id"])

    threads = [Thread(target=make) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


def test_readonly_writes_nothing(address: str) -> None:
    with Record.open(address) as record:
        fill(record)
        digest = record.digest()
    with Record.open(address, readonly=True) as record:
        for write in (
            lambda: record.save_document(make_document(1), raw_of(1), [], reader=READER),
            lambda: record.linking.put_events([], []),
            lambda: record.set_families({}),
            lambda: record.start_run(command="build", config={}),
            lambda: record.build_lock(),
        ):
            with pytest.raises(RecordError, match="reading only"):
                write()
        with pytest.raises(RecordError, match="read-only"), writing(record._engine) as connection:
            connection.execute(text("DELETE FROM events"))
        assert record.digest() == digest


@contextmanager
def without_privileges() -> Iterator[None]:
    """Root may write anything; the rest of the block runs as nobody."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def public_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="ccro-"))
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


def test_a_record_on_read_only_media(public_folder: Path) -> None:
    path = public_folder / "r.sqlite"
    with Record.open(path, create=True) as record:
        fill(record)
    path.chmod(0o444)
    public_folder.chmod(0o555)
    with without_privileges():
        with Record.open(path, readonly=True) as record:
            assert record.counts()["events"] == 1
        with pytest.raises(RecordError, match="read-only"):
            Record.open(path)
        with pytest.raises(RecordError, match="read-only"):
            Record.open(public_folder / "new.sqlite", create=True)
        with pytest.raises(RecordError, match="folder cannot be made"):
            Record.open(public_folder / "sub" / "new.sqlite", create=True)
    assert [item.name for item in public_folder.iterdir()] == ["r.sqlite"]


def test_a_reader_without_rights_follows_a_build_of_another(public_folder: Path) -> None:
    path = public_folder / "r.sqlite"
    with Record.open(path, create=True) as record:
        fill(record)
    public_folder.chmod(0o555)
    with without_privileges():
        reader = Record.open(path, readonly=True)
        assert reader.counts()["documents"] == 1
    public_folder.chmod(0o777)
    with Record.open(path) as record:
        for number in range(1, 200):
            record.save_document(make_document(number), raw_of(number), [], reader=READER)
        public_folder.chmod(0o555)
        with without_privileges():
            assert reader.counts()["documents"] == 200
        public_folder.chmod(0o777)
    public_folder.chmod(0o555)
    with without_privileges():
        assert reader.counts()["documents"] == 200
        reader.close()


def test_a_file_that_may_not_be_read(public_folder: Path) -> None:
    path = public_folder / "r.sqlite"
    Record.open(path, create=True).close()
    path.chmod(0)
    with without_privileges(), pytest.raises(RecordError, match="cannot be read"):
        Record.open(path, readonly=True)
    path.chmod(stat.S_IRUSR | stat.S_IWUSR)


def test_a_database_account_that_may_only_read(new_database: Callable[[], str]) -> None:
    address = new_database()
    with Record.open(address, create=True) as record:
        fill(record)
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS ccreader")
        connection.execute("CREATE ROLE ccreader LOGIN")
        connection.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO ccreader")
    reader = address.replace("postgres:@", "ccreader:@")
    with Record.open(reader, readonly=True) as record:
        assert record.counts()["events"] == 1
    with Record.open(reader) as record, pytest.raises(RecordError, match="may not"):
        record.set_families({make_document().id: "x"})
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP OWNED BY ccreader")
        connection.execute("DROP ROLE ccreader")


def test_a_damaged_file(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    with Record.open(path, create=True) as record:
        fill(record)
    data = bytearray(path.read_bytes())
    data[8192:] = os.urandom(len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(RecordError, match=r"r\.sqlite"), Record.open(path) as record:
        record.digest()


def test_the_file_is_in_wal_mode(tmp_path: Path) -> None:
    path = tmp_path / "r.sqlite"
    Record.open(path, create=True).close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
