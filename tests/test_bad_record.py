"""Records that cannot be written, through the command line: one line, exit code 1, and nothing is harmed."""

from __future__ import annotations

import hashlib
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from counterclaim.record import Record
from counterclaim.reference.gazetteer import Gazetteer
from tests.badinput.command import OBEY_MODES, Ran, counterclaim
from tests.reports import write_reports

COUNT = 40


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    Gazetteer.open()  # so that no command stops to build it
    return write_reports(tmp_path_factory.mktemp("reports"), COUNT)


@pytest.fixture(scope="module")
def record(reports: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of all reports."""
    path = tmp_path_factory.mktemp("record") / "whole.sqlite"
    ran = counterclaim("build", reports, "--record", path)
    assert (ran.code, len(ran.lines)) == (0, 1), ran.err
    return path


@pytest.fixture
def copy(record: Path, tmp_path: Path) -> Path:
    """A copy of it to be harmed."""
    path = tmp_path / "copy.sqlite"
    path.write_bytes(record.read_bytes())
    return path


def assert_refused(ran: Ran, record: Path, reason: str) -> None:
    (line,) = ran.lines
    assert line.startswith("counterclaim: error: ")
    assert str(record) in line
    assert reason in line
    assert ran.code == 1
    assert ran.out == ""


def digest(record: Path) -> str:
    with Record.open(record, readonly=True) as store:
        return store.digest()


def hash_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_record_of_a_newer_schema(reports: Path, copy: Path) -> None:
    with closing(sqlite3.connect(copy)) as database, database:
        database.execute("UPDATE schema_version SET version_num = '9999'")
    before = hash_of(copy)
    assert_refused(
        counterclaim("build", reports, "--record", copy),
        copy,
        "written by a newer version of Counterclaim (schema 9999",
    )
    assert_refused(counterclaim("events", "--record", copy), copy, "written by a newer version")
    assert hash_of(copy) == before


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"Not a record, but a letter.\n", "it is no SQLite database"),
        (b"SQLite format 3\0" + bytes(4000), ""),
    ],
)
def test_a_file_that_is_no_record(reports: Path, tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    for command in (("build", reports), ("events",)):
        assert_refused(counterclaim(*command, "--record", path), path, reason)
    assert path.read_bytes() == content


def test_a_database_of_something_else(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "recipes.sqlite"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("CREATE TABLE recipes (name TEXT)")
    before = hash_of(path)
    assert_refused(
        counterclaim("build", reports, "--record", path),
        path,
        "is not a record: it is a database of something else",
    )
    assert hash_of(path) == before


def test_a_folder_in_place_of_a_record(reports: Path, tmp_path: Path) -> None:
    assert_refused(counterclaim("build", reports, "--record", tmp_path), tmp_path, "is a folder")


def test_a_file_in_place_of_a_folder(reports: Path, tmp_path: Path) -> None:
    tmp_path.joinpath("file").write_text("x")
    path = tmp_path / "file" / "r.sqlite"
    assert_refused(counterclaim("build", reports, "--record", path), path, "its folder cannot be made")


def test_a_missing_folder_is_made(reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "r.sqlite"
    assert counterclaim("build", next(reports.iterdir()), "--record", path).code == 0
    assert path.is_file()


def test_a_record_that_may_not_be_written(reports: Path, copy: Path) -> None:
    before = hash_of(copy)
    copy.chmod(0o444)
    ran = counterclaim("build", reports, "--record", copy, first=OBEY_MODES)
    assert_refused(ran, copy, "cannot be written")
    assert hash_of(copy) == before
    assert counterclaim("events", "--record", copy, "--jsonl", first=OBEY_MODES).code == 0


def test_a_folder_that_may_not_be_written(reports: Path, copy: Path) -> None:
    copy.parent.chmod(0o555)
    for path in (copy, copy.with_name("new.sqlite")):
        ran = counterclaim("build", reports, "--record", path, first=OBEY_MODES)
        assert_refused(ran, path, "cannot be written")
    copy.parent.chmod(0o755)
    assert [path.name for path in copy.parent.iterdir()] == [copy.name]


def test_a_damaged_record(reports: Path, copy: Path) -> None:
    damaged = bytearray(copy.read_bytes())
    damaged[8192:200_000] = bytes(200_000 - 8192)
    copy.write_bytes(damaged)
    for command in (("build", reports), ("events",)):
        assert_refused(counterclaim(*command, "--record", copy), copy, "")


def assert_finished(reports: Path, path: Path, whole: Path) -> None:
    """The same command goes on from where it stood, to the same record; nothing that was read is lost."""
    with Record.open(path, readonly=True) as store:
        kept = store.counts()["documents"]
        assert store.runs()[0]["status"] in {"failed", "running"}
    assert 0 < kept < COUNT
    ran = counterclaim("build", reports, "--record", path)
    assert f"{COUNT} documents read ({COUNT - kept} new)" in ran.lines[-1]
    assert ran.code == 0
    assert digest(path) == digest(whole)
    with Record.open(path, readonly=True) as store:
        assert [run["status"] for run in store.runs()] in (
            ["finished", "failed"],
            ["finished", "interrupted"],
        )


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk(reports: Path, record: Path, small_disk: Path) -> None:
    path = small_disk / "r.sqlite"
    assert_refused(counterclaim("build", reports, "--record", path), path, "the disk")
    subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
    assert_finished(reports, path, record)
