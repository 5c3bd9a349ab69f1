from __future__ import annotations

import gzip
import zlib
from pathlib import Path

from counterclaim.errors import TooLarge, Unreadable
from tests.sources.helpers import one_error, read

TEXT = b"The army said on Monday that it had taken the town.\n"


def test_gzip_of_anything(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(TEXT))
    (tmp_path / "b.html").write_bytes(gzip.compress(b"<html><p>" + TEXT))
    (tmp_path / "c.csv.gz").write_bytes(gzip.compress(b"title,text\nA," + TEXT))
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x y"}\n') * 2)
    items, errors = read(tmp_path)
    assert errors == []
    assert [item.media_type for item in items] == ["text/plain", "text/html", "", "", ""]
    assert items[0].data == TEXT
    assert items[2].text == TEXT.decode().strip()
    assert [item.part for item in items[3:]] == ["line=1", "line=2"]


def test_broken_gzip(tmp_path: Path) -> None:
    packed = gzip.compress(TEXT * 1000)
    for name, data in (
        ("cut.txt.gz", packed[:-40]),
        ("damaged.txt.gz", packed[:20] + b"\xff" * 40 + packed[60:]),
        ("header.txt.gz", b"\x1f\x8b\x08"),
        ("crc.txt.gz", packed[:-8] + b"\0\0\0\0" + packed[-4:]),
    ):
        (tmp_path / name).write_bytes(data)
        error = one_error(tmp_path / name)
        assert isinstance(error, Unreadable)
        assert "gzip" in error.reason


def test_a_table_keeps_the_rows_before_the_damage(tmp_path: Path) -> None:
    rows = b"title,text\n" + b"".join(b"%d,%s" % (i, TEXT) for i in range(20_000))
    path = tmp_path / "a.csv.gz"
    path.write_bytes(gzip.compress(rows)[:-200])
    items, errors = read(path)
    assert errors != []
    assert "gzip" in errors[-1].reason
    assert all(item.text for item in items)


def test_gzip_bomb_by_ratio_and_by_size(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.txt.gz"
    bomb.write_bytes(gzip.compress(b"\n" * 30_000_000))
    error = one_error(bomb)
    assert isinstance(error, TooLarge)
    assert "times" in error.reason
    path = tmp_path / "large.csv.gz"
    path.write_bytes(gzip.compress(b"title,text\n" + b"a,b\n" * 5000))
    items, errors = read(path, max_expanded_bytes=5000)
    assert "max_expanded_bytes" in errors[-1].reason
    assert len(items) < 5000


def test_gzip_in_gzip_is_unpacked_once(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(gzip.compress(TEXT)))
    assert "binary" in one_error(path).reason


def test_many_members_of_one_gzip_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.gz"
    path.write_bytes(b"".join(gzip.compress(TEXT, compresslevel=zlib.Z_BEST_SPEED) for _ in range(50)))
    [item], [] = read(path)
    assert item.data == TEXT * 50
