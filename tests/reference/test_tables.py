from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.tables import read_table


def test_comments_and_empty_lines_are_skipped_and_lines_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("# source\nid\tnames\n\nx\ta|b| \r\n# more\ny\t\n")
    rows = list(read_table(path, ("id", "names")))
    assert [(row["id"], row.many("names"), row.line) for row in rows] == [("x", ("a", "b"), 4), ("y", (), 6)]


def test_a_gzipped_table_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv.gz"
    path.write_bytes(gzip.compress(b"id\nx\n"))
    assert [row["id"] for row in read_table(path, ("id",))] == ["x"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"id\tname\nx\n", "line 2: 2 columns expected, 1 found"),
        (b"name\tid\n", "line 1: the columns must be id, name"),
        (b"# nothing\n", "no header"),
        (b"id\tname\n\xff\t\n", "not UTF-8"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, content: bytes, reason: str) -> None:
    path = tmp_path / "bad.tsv"
    path.write_bytes(content)
    with pytest.raises(ReferenceDataError, match=r"bad\.tsv.*" + reason):
        list(read_table(path, ("id", "name")))


def test_a_missing_or_broken_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match=r"none\.tsv: cannot be read"):
        list(read_table(tmp_path / "none.tsv", ("id",)))
    broken = tmp_path / "broken.tsv.gz"
    broken.write_bytes(gzip.compress(b"id\n" + bytes(range(256)) * 99)[:60])
    with pytest.raises(ReferenceDataError, match=r"broken\.tsv\.gz"):
        list(read_table(broken, ("id",)))


def test_a_number_that_is_none_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("lat\nnorth\n")
    (row,) = read_table(path, ("lat",))
    with pytest.raises(ReferenceDataError, match=r"a\.tsv, line 2: lat must be a number, not 'north'"):
        row.number("lat")
