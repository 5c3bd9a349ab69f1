from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.sources.helpers import one_error, read

PAGE = b"<html><title>T</title><p>The army said that it took the town.</p></html>"


def archive(path: Path, *records: tuple[str, str, bytes, str], packed: bool = True) -> Path:
    """A WARC file of (status, content type, body, record type)."""
    parts = [_record("warcinfo", "", b"software: test\r\n", "application/warc-fields")]
    for number, (status, media_type, body, kind) in enumerate(records):
        message = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n".encode() + body
        parts.append(_record(kind, f"https://x.example/{number}", message, "application/http"))
    path.write_bytes(b"".join(map(gzip.compress, parts) if packed else parts))
    return path


def _record(kind: str, url: str, content: bytes, media_type: str) -> bytes:
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        *([f"WARC-Target-URI: {url}"] if url else []),
        "WARC-Date: 2017-11-03T10:00:00Z",
        "WARC-Record-ID: <urn:uuid:92283950-ef2f-4d72-b224-f54c6ec90bb0>",
        f"Content-Type: {media_type}",
        f"Content-Length: {len(content)}",
    ]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + content + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_responses(tmp_path: Path, packed: bool) -> None:
    path = archive(
        tmp_path / ("a.warc.gz" if packed else "a.warc"),
        ("200 OK", "text/html; charset=windows-1256", PAGE, "response"),
        ("200 OK", "image/png", b"\x89PNG", "response"),
        ("404 Not Found", "text/html", PAGE, "response"),
        ("301 Moved", "text/html", b"", "response"),
        ("200 OK", "application/pdf", b"%PDF-1.4", "response"),
        ("200 OK", "text/html", PAGE, "request"),
        packed=packed,
    )
    items, errors = read(path)
    assert errors == []
    assert [item.part for item in items] == ["record=2", "record=6"]
    assert items[0].data == PAGE
    assert items[0].media_type == "text/html; charset=windows-1256"
    assert items[0].metadata.url == "https://x.example/0"
    assert items[0].metadata.published is None


def test_a_record_that_is_empty_or_too_large(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "a.warc.gz",
        ("200 OK", "text/html", b" ", "response"),
        ("200 OK", "text/html", b"x" * 5000, "response"),
        ("200 OK", "text/html", PAGE, "response"),
    )
    items, errors = read(path, max_bytes=4000)
    assert len(items) == 1
    assert [error.locator.rpartition("#")[2] for error in errors] == ["record=2", "record=3"]


def test_an_archive_that_is_cut(tmp_path: Path) -> None:
    records = [("200 OK", "text/html", PAGE, "response")] * 5
    whole = archive(tmp_path / "a.warc", *records, packed=False).read_bytes()
    path = tmp_path / "b.warc"
    path.write_bytes(whole[:-30])
    items, [error] = read(path)
    assert [item.data for item in items] == [PAGE] * 4
    assert error.locator == f"{path}#record=6"
    assert "ends inside" in error.reason


def test_a_packed_archive_that_is_cut_or_damaged_never_gives_other_pages(tmp_path: Path) -> None:
    records = [("200 OK", "text/html", PAGE, "response")] * 5
    whole = archive(tmp_path / "a.warc.gz", *records).read_bytes()
    path = tmp_path / "b.warc.gz"
    for end in range(20, len(whole), 97):
        for data in (whole[:end], whole[:end] + b"\xff" * 10 + whole[end + 10 :]):
            path.write_bytes(data)
            items, errors = read(path)
            assert len(items) + len(errors) <= 6
            assert all(item.data == PAGE for item in items)


def test_heads_without_a_body(tmp_path: Path) -> None:
    path = tmp_path / "c.warc"
    for data in (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 10\r\n\r\nxx", b"WARC/1.0\r\n"):
        path.write_bytes(data)
        assert read(path)[0] == []


def test_a_file_that_is_only_named_as_an_archive(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"")
    assert one_error(path).reason
