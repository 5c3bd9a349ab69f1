from __future__ import annotations

import io
import zipfile

import pytest

from counterclaim.documents.media import DOCX, HTML, MAIL, MARKDOWN, PDF, PLAIN, charset_of, media_type_of
from counterclaim.errors import Unreadable
from counterclaim.model import SourceItem


def package(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.txt", b"words", PLAIN),
        ("a", b"words", PLAIN),
        ("a.md", b"# words", MARKDOWN),
        ("a.HTML", b"words", HTML),
        ("a.txt", b" \n<!DOCTYPE html><p>x", HTML),
        ("a", b"<!-- saved --><html lang=en><p>x", HTML),
        ("a.txt", "<html><p>x".encode("utf-16"), HTML),
        ("a.xml", b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>', HTML),
        ("a.html.gz", b"words", HTML),
        ("a.txt", b"%PDF-1.7 ...", PDF),
        ("a.eml", b"From: a\n\n<html>", MAIL),
        ("a.bin", package("word/document.xml"), DOCX),
        ("a.txt", b"a text about <html> pages", PLAIN),
    ],
)
def test_media_types(name: str, data: bytes, media_type: str) -> None:
    assert media_type_of(SourceItem(name, data)) == media_type


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("a.png", b"\x89PNG\r\n\x1a\n....", "PNG"),
        ("a.txt", b"\xff\xd8\xff\xe0....", "JPEG"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....", "old Office"),
        ("a.docx", b"words", "named as Word"),
        ("a.docx", package("other.xml"), "named as Word"),
        ("a.pdf", b"<html>error 404</html>", "named as PDF"),
        ("a.zip", package("a.txt"), "ZIP"),
        ("a.zip", b"PK\x03\x04broken", "ZIP"),
        ("a.xml", b'<?xml version="1.0"?><rss/>', "XML"),
        ("a.bin", bytes(range(256)) * 9, "binary"),
        ("a.tar", b"\0" * 257 + b"ustar" + b"\0" * 300, "tar"),
    ],
)
def test_what_is_not_read_is_named(name: str, data: bytes, word: str) -> None:
    with pytest.raises(Unreadable) as caught:
        media_type_of(SourceItem(name, data))
    assert word in caught.value.reason


def test_the_hint_of_the_source_goes_before_the_name() -> None:
    assert media_type_of(SourceItem("a.warc", b"words", "text/html; charset=x")) == HTML
    assert charset_of('text/html; charset="Windows-1256"') == "Windows-1256"
    assert charset_of("text/html") is None
