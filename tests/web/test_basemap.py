"""A base map that the operator sets: what is taken, what pages may ask then, and what the page is told."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.archives import MVT, PNG, archive, png
from tests.browser import Browser
from tests.small_record import make_record

from counterclaim.ask import RecordView, open_record
from counterclaim.errors import UsageError
from counterclaim.web import create_app
from counterclaim.web.basemap import OWN, read_basemap
from counterclaim.web.explorer import BUILT
from counterclaim.web.guard import HEADERS

TEMPLATE = "https://tiles.example.org/{z}/{x}/{y}.png"
POLICY = "content-security-policy"


@pytest.fixture(scope="module")
def view(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RecordView]:
    with open_record(make_record(tmp_path_factory.mktemp("web") / "small.sqlite")) as opened:
        yield opened


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "region.pmtiles"
    path.write_bytes(archive({(0, 0, 0): png((200, 40, 160))}, PNG))
    return path


@pytest.mark.parametrize(
    ("text", "kind", "origin"),
    [
        (TEMPLATE, "raster", "https://tiles.example.org"),
        ("http://127.0.0.1:8080/{z}/{y}/{x}?key=a1", "raster", "http://127.0.0.1:8080"),
        ("HTTPS://Tiles.Example.org/a/{z}-{x}-{y}.webp", "raster", "https://tiles.example.org"),
        ("https://[::1]:9/{z}/{x}/{y}.png", "raster", "https://[::1]:9"),
        ("https://example.org/region.pmtiles", "pmtiles", "https://example.org"),
        ("https://example.org/region.PMTILES?v=2", "pmtiles", "https://example.org"),
    ],
)
def test_addresses_that_are_taken(text, kind, origin):
    found = read_basemap(text, "© somebody")
    assert (found.kind, found.url, found.origin) == (kind, text, origin)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ftp://example.org/{z}/{x}/{y}.png", "http://"),
        ("file:///etc/passwd", "http://"),
        ("javascript:alert(1)", "cannot be read"),
        ("tiles.example.org/{z}/{x}/{y}.png", "http://"),
        ("https://example.org/tiles", "does not end in .pmtiles"),
        ("https://example.org/{z}/{x}.png", "{y}"),
        ("https://example.org/{z}/{x}/{y}/{y}.png", "once each"),
        ("https://{s}.example.org/{z}/{x}/{y}.png", "no other braces"),
        ("https://{x}.example.org/{z}/{y}.png", "behind the host"),
        ("https://example.org/#{z}/{x}/{y}.png", "behind the host"),
        ("https://me:secret@example.org/{z}/{x}/{y}.png", "password"),
        ("https://me@example.org/region.pmtiles", "password"),
        ("https://example.org/{z}/{x}/{y}.png\r\nSet-Cookie: a=b", "control characters"),
        ("https://example.org/{z}/{x}/ {y}.png", "blanks"),
        ("https://example.org;script-src */{z}/{x}/{y}.png", "blanks"),
        ("https://example.org;img-src/{z}/{x}/{y}.png", "no host"),
        ("https://*/{z}/{x}/{y}.png", "no host"),
        ("https:///{z}/{x}/{y}.png", "no host"),
        ("https://example.org:99999/{z}/{x}/{y}.png", "no address"),
        ("no-such-file.pmtiles", "cannot be read"),
        ("no\0file", "cannot be read"),
    ],
)
def test_what_is_not_taken_says_what_to_do(text, why):
    with pytest.raises(UsageError, match=re.escape(why)) as caught:
        read_basemap(text)
    assert "PMTiles file" in str(caught.value)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize("damage", [b"SQLite format 3\0" * 20, b"PMTiles", b"PMTiles\x02" + bytes(200), b""])
def test_a_file_that_is_no_archive_is_not_taken(tmp_path, damage):
    path = tmp_path / "no.pmtiles"
    path.write_bytes(damage)
    with pytest.raises(UsageError, match="archive"):
        read_basemap(str(path))
    path.write_bytes(archive({(0, 0, 0): b"x"}, 9))
    with pytest.raises(UsageError, match="tiles are neither"):
        read_basemap(str(path))
    path.write_bytes(archive({(0, 0, 0): b"x"}, MVT))
    assert read_basemap(str(path)).kind == "pmtiles"


def test_pages_may_ask_that_origin_and_no_other(view, file):
    plain = dict(part.strip().split(" ", 1) for part in HEADERS["Content-Security-Policy"].split(";"))
    opened = Browser(create_app(view, basemap=read_basemap(TEMPLATE))).get("/").headers[POLICY]
    found = dict(part.strip().split(" ", 1) for part in opened.split(";"))
    changed = {name for name in found if found[name] != plain[name]}
    assert changed == {"img-src", "connect-src"}
    assert all(found[name] == f"{plain[name]} https://tiles.example.org" for name in changed)
    for nothing in (None, read_basemap(str(file))):
        client = Browser(create_app(view, basemap=nothing))
        assert client.get("/").headers[POLICY] == HEADERS["Content-Security-Policy"]


def test_a_file_is_served_in_parts_and_its_path_is_not_told(view, file):
    client = Browser(create_app(view, basemap=read_basemap(str(file))))
    answer = client.get(OWN, headers={"Range": "bytes=0-126"})
    assert (answer.status_code, answer.content) == (206, file.read_bytes()[:127])
    assert answer.headers["content-range"] == f"bytes 0-126/{file.stat().st_size}"
    assert str(file.parent) not in client.get("/").text
    assert Browser(create_app(view)).get(OWN).status_code == 404


@pytest.mark.skipif(not (BUILT / "index.html").is_file(), reason="the explorer is not built (make app)")
def test_the_page_is_told_in_an_element_that_nothing_breaks_out_of(view):
    credit = '"><script>alert(1)</script>\n\n© A & B'
    page = Browser(create_app(view, basemap=read_basemap(TEMPLATE, credit))).get("/").text
    written = re.search(r'<meta name="counterclaim-basemap" content="([^"<>]*)">', page)
    told = json.loads(html.unescape(written[1]))
    assert told["attribution"] == '"><script>alert(1)</script> © A & B'
    assert (told["url"], told["host"]) == (TEMPLATE, "tiles.example.org")
    plain = Browser(create_app(view)).get("/").text
    assert plain == page.replace(written[0], "")
