from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sources.helpers import one_error, read


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


ROWS = [
    {"headline": "A", "body": "Text one", "outlet": "Desk", "published_at": "2018-05-04T10:00:00Z"},
    {"headline": "B", "body": "Text two", "byline": "Ana B; Cem D"},
]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json"])
def test_one_object_a_line(tmp_path: Path, name: str) -> None:
    lines = [json.dumps(row) for row in ROWS]
    path = write(tmp_path / name, lines[0] + "\n\n" + lines[1])
    items, [] = read(path)
    assert [item.part for item in items] == ["line=1", "line=3"]
    assert [item.data.decode() for item in items] == lines
    assert [item.text for item in items] == ["Text one", "Text two"]
    assert items[0].metadata.published == "2018-05-04"
    assert items[1].metadata.authors == ("Ana B", "Cem D")


def test_an_array_of_objects(tmp_path: Path) -> None:
    items, [error] = read(write(tmp_path / "a.json", json.dumps([*ROWS, 5], indent=2)))
    assert [item.part for item in items] == ["record=1", "record=2"]
    assert error.locator.endswith("#record=3")


def test_an_answer_of_a_web_service(tmp_path: Path) -> None:
    answer = {"status": "ok", "articles": [{"source": {"name": "Desk"}, "title": "A", "content": "Text"}]}
    [item], [] = read(write(tmp_path / "a.json", json.dumps(answer, indent=1)))
    assert (item.text, item.metadata.publisher) == ("Text", "Desk")


def test_a_single_object(tmp_path: Path) -> None:
    [item], [] = read(write(tmp_path / "a.json", json.dumps(ROWS[0], indent=1)))
    assert item.text == "Text one"


def test_bad_lines_are_errors_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = ['{"text": "a"}', "{broken", "[1]", '"x"', "5", '{"text": 5}', '{"other": 1}', '{"text": "b"}']
    items, errors = read(write(tmp_path / "a.jsonl", "\n".join(lines)))
    assert [item.text for item in items] == ["a", "b"]
    assert [error.locator.rpartition("=")[2] for error in errors] == ["2", "3", "4", "5", "6", "7"]


def test_hostile_json(tmp_path: Path) -> None:
    lines = [
        "[" * 200_000,
        '{"text": ' * 50_000,
        '{"text": "a", "n": ' + "9" * 10_000 + "}",
        '{"text": "good"}',
    ]
    items, errors = read(write(tmp_path / "a.jsonl", "\n".join(lines)))
    assert items[-1].text == "good"
    assert len(items) + len(errors) == 4


def test_no_key_holds_the_text(tmp_path: Path) -> None:
    error = one_error(write(tmp_path / "a.jsonl", '{"x": 1}\n' * 2000))
    assert "keys" in error.reason
    assert "no key" not in error.reason
    assert "x" in error.reason


def test_a_missing_key_that_is_named(tmp_path: Path) -> None:
    error = one_error(write(tmp_path / "a.jsonl", '{"text": "a", "k": 1}\n'), columns={"title": "name"})
    assert "'name'" in error.reason
    assert "text, k" in error.reason


def test_keys_inside_objects_can_be_named(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"article": {"words": "abc"}}\n')
    [item], [] = read(path, columns={"text": "article.words"})
    assert item.text == "abc"


def test_line_separators_and_lone_surrogates_in_strings(tmp_path: Path) -> None:
    [item], [] = read(write(tmp_path / "a.jsonl", '{"text": "a\u2028b \\ud800 \u0085c"}\n'))
    assert item.text == "a\u2028b \ud800 \u0085c"


def test_encodings(tmp_path: Path) -> None:
    line = '{"text": "Łódź"}'
    for name, data in (
        ("bom.jsonl", b"\xef\xbb\xbf" + line.encode()),
        ("wide.jsonl", line.encode("utf-16")),
        ("wide.json", f"[{line}]".encode("utf-16")),
    ):
        [item], [] = read(write(tmp_path / name, data))
        assert item.text == "Łódź"


def test_long_lines(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", json.dumps({"text": "x" * 1_000_000}) + '\n{"text": "y"}\n')
    assert len(read(path)[0][0].text or "") == 1_000_000
    items, [error] = read(path, max_bytes=1000)
    assert [item.text for item in items] == ["y"]
    assert "max_bytes" in error.reason


def test_not_json_at_all(tmp_path: Path) -> None:
    assert "JSON" in one_error(write(tmp_path / "a.json", "hello")).reason
    assert one_error(write(tmp_path / "b.json", "{}")).reason
    assert one_error(write(tmp_path / "c.json", "[]")).reason
    assert one_error(write(tmp_path / "d.json", "5")).reason
    assert one_error(write(tmp_path / "e.json", b"\x00\x01\x02" * 100)).reason
