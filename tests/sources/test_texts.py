from __future__ import annotations

import json
from pathlib import Path

import pytest

from counterclaim.model import Metadata
from tests.sources.helpers import one_error, read

FRONT = (
    "---\ntitle: Town taken\npublisher: Desk A\nauthors: [Ana B]\npublished: 4 May 2018\nlanguage: en\n---\n"
)


def write(path: Path, content: str) -> Path:
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a"])
def test_front_matter_is_metadata_and_stays_in_the_bytes(tmp_path: Path, name: str) -> None:
    path = write(tmp_path / name, FRONT + "\nThe army said.\n")
    [item], [] = read(path)
    assert item.metadata == Metadata("Town taken", "Desk A", ("Ana B",), "2018-05-04", None, "en")
    assert item.data == path.read_bytes()


def test_a_page_has_no_front_matter(tmp_path: Path) -> None:
    [item], [] = read(write(tmp_path / "a.html", FRONT + "<p>The army said.</p>"))
    assert item.metadata == Metadata()


def test_a_date_that_can_be_read_in_two_ways(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "---\npublished: 4/5/2017\n---\nText")
    [item], [] = read(path)
    assert item.metadata.published is None
    assert "4/5/2017" in item.problems[0]
    assert read(path, date_order="mdy")[0][0].metadata.published == "2017-04-05"


def test_defaults_come_last(tmp_path: Path) -> None:
    defaults = Metadata(publisher="Default", published="2019-01-02", title="None")
    [item], [] = read(write(tmp_path / "a.txt", "---\npublisher: Desk\n---\nText"), defaults=defaults)
    known = item.metadata.over(item.defaults)
    assert (known.publisher, known.published) == ("Desk", "2019-01-02")
    assert item.metadata.published is None


@pytest.mark.parametrize(
    ("name", "sidecar"),
    [
        ("a.txt", "a.txt.meta.json"),
        ("a.txt", "a.meta.json"),
        ("a.txt", "a.meta.toml"),
        ("a.pdf.txt", "a.pdf.txt.meta.toml"),
    ],
)
def test_sidecars(tmp_path: Path, name: str, sidecar: str) -> None:
    write(tmp_path / name, "---\ntitle: From the text\nlanguage: ar\n---\nText")
    values = {
        "title": "T",
        "publisher": "P",
        "authors": ["A", "B"],
        "published": "2018-05-04",
        "url": "https://x.example",
    }
    toml = 'title = "T"\npublisher = "P"\nauthors = ["A", "B"]\npublished = 2018-05-04\nurl = "https://x.example"\n'
    write(tmp_path / sidecar, json.dumps(values) if sidecar.endswith("json") else toml)
    [item], [] = read(tmp_path)
    assert item.metadata.published == "2018-05-04"
    assert item.metadata.authors == ("A", "B")
    assert item.metadata.url == "https://x.example"


def test_a_sidecar_goes_before_front_matter(tmp_path: Path) -> None:
    write(tmp_path / "a.txt", FRONT + "Text")
    write(tmp_path / "a.meta.json", '{"title": "Sidecar"}')
    [item], [] = read(tmp_path / "a.txt")
    assert (item.metadata.title, item.metadata.publisher) == ("Sidecar", "Desk A")


@pytest.mark.parametrize("content", ["{broken", "[1]", "\xff", "[" * 50_000])
def test_a_broken_sidecar_is_a_problem_of_its_item(tmp_path: Path, content: str) -> None:
    write(tmp_path / "a.txt", "Text")
    write(tmp_path / "a.meta.json", content)
    [item], [] = read(tmp_path)
    assert "a.meta.json" in item.problems[0]


def test_a_sidecar_without_its_file_is_an_error(tmp_path: Path) -> None:
    write(tmp_path / "gone.txt.meta.json", "{}")
    assert "not beside it" in one_error(tmp_path).reason


def test_a_text_is_cut_into_documents(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", FRONT + "Preamble\nDOC-1\nOne\nDOC-2\nTwo DOC-9\n")
    items, [] = read(path, document_start=r"^DOC-\d+$")
    assert [item.data.decode() for item in items] == ["Preamble\n", "DOC-1\nOne\n", "DOC-2\nTwo DOC-9\n"]
    assert [item.part for item in items] == ["part=1", "part=2", "part=3"]
    assert {item.metadata.title for item in items} == {"Town taken"}
    assert len({item.document_id for item in items}) == 3


def test_cutting_by_a_look_ahead_and_without_a_match(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "DOC-1\nOne\nDOC-2\nTwo")
    assert [item.data for item in read(path, document_start=r"(?=^DOC)")[0]] == [
        b"DOC-1\nOne\n",
        b"DOC-2\nTwo",
    ]
    [item], [] = read(path, document_start="^nothing$")
    assert (item.part, item.data) == ("", path.read_bytes())


def test_only_texts_are_cut(tmp_path: Path) -> None:
    path = write(tmp_path / "a.html", "<p>DOC-1\n<p>DOC-2")
    assert len(read(path, document_start="DOC")[0]) == 1


def test_one_line_of_a_million_characters(tmp_path: Path) -> None:
    [item], [] = read(write(tmp_path / "a.txt", "x" * 1_000_000))
    assert len(item.data) == 1_000_000
