from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from counterclaim.errors import SourceError, Unreadable, UsageError
from counterclaim.model import SourceItem
from counterclaim.sources import SourceOptions, read_items
from tests.sources.helpers import one_error, read


def write(path: Path, content: str = "The army said that it took the town.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_a_file_is_one_item_of_its_bytes(tmp_path: Path) -> None:
    path = write(tmp_path / "report.txt")
    [item], [] = read(path)
    assert item == SourceItem(str(path), path.read_bytes(), "text/plain")


def test_folders_are_walked_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b/c.md", "c.html", ".hidden.txt", ".git/config", "a/.x/y.txt"):
        write(tmp_path / name)
    items, errors = read(tmp_path)
    assert [Path(item.path).relative_to(tmp_path).as_posix() for item in items] == [
        "a/b/c.md",
        "a/z.txt",
        "b.txt",
        "c.html",
    ]
    assert errors == []
    assert read(tmp_path)[0] == items


def test_paths_keep_the_form_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "in" / "a.txt")
    monkeypatch.chdir(tmp_path)
    assert [item.path for item in read("in", "./in/../in")[0]] == ["in/a.txt"]
    assert [item.path for item in read("./in/")[0]] == ["./in/a.txt"]


def test_links_are_followed_once_and_loops_end(tmp_path: Path) -> None:
    target = write(tmp_path / "a.txt")
    (tmp_path / "b.txt").symlink_to(target)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to(tmp_path)
    (tmp_path / "broken").symlink_to(tmp_path / "nothing")
    (tmp_path / "self").symlink_to(tmp_path / "self")
    items, errors = read(tmp_path, target)
    assert [Path(item.path).name for item in items] == ["a.txt"]
    assert [Path(error.locator).name for error in errors] == ["broken", "self"]


def test_a_deep_folder_is_walked(tmp_path: Path) -> None:
    folder = tmp_path
    for _ in range(400):
        folder = folder / "d"
    folder.mkdir(parents=True)
    write(folder / "a.txt")
    assert len(read(tmp_path)[0]) == 1


def test_what_is_not_there_and_what_cannot_be_named(tmp_path: Path) -> None:
    assert "no such file" in one_error(tmp_path / "nothing.txt").reason
    assert one_error("a\0b").reason
    assert one_error("x" * 5000).reason


def test_special_files_in_a_folder_are_errors_and_do_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    write(tmp_path / "z.txt")
    items, [error] = read(tmp_path)
    assert len(items) == 1
    assert "not a regular file" in error.reason


def test_a_file_removed_while_the_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    gone = write(tmp_path / "b.txt")
    stream = read_items([str(tmp_path)], SourceOptions())
    assert isinstance(next(stream), SourceItem)
    gone.unlink()
    [error] = list(stream)
    assert isinstance(error, SourceError)
    assert "no such file" in error.reason


def test_a_file_without_permission(tmp_path: Path) -> None:
    """In a process of its own without the rights of root, which nothing is closed to."""
    secret = write(tmp_path / "secret.txt")
    secret.chmod(0)
    code = (
        "import os, sys\n"
        "from counterclaim.sources import SourceOptions, read_items\n"
        "os.chdir('/')\n"
        "if os.geteuid() == 0: os.setuid(65534)\n"
        "print(*[str(one) for one in read_items(sys.argv[1:], SourceOptions())])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(secret)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"{secret}: permission to read it was denied"


def test_a_name_that_is_no_utf8_can_be_printed(tmp_path: Path) -> None:
    raw = os.fsencode(tmp_path) + b"/\xff\xfe.txt"
    Path(os.fsdecode(raw)).write_text("Some text.")
    [item], [] = read(tmp_path)
    item.path.encode("utf-8")
    assert item.path.endswith("\\xff\\xfe.txt")


def test_empty_files(tmp_path: Path) -> None:
    for name in ("a.txt", "a.html", "a.csv", "a.jsonl", "a.json", "a.pdf", "a"):
        error = one_error(write(tmp_path / name, ""))
        assert isinstance(error, Unreadable)
        assert "empty" in error.reason
    assert "empty" in one_error(write(tmp_path / "spaces.txt", " \n\t\n")).reason


def test_binary_content_under_the_name_of_a_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(range(256)) * 40)
    assert "binary" in one_error(path).reason


def test_utf16_is_no_binary_content(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("The army said.".encode("utf-16"))
    assert len(read(path)[0]) == 1


def test_too_large(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "x" * 2000)
    assert "max_bytes" in one_error(path, max_bytes=1999).reason
    assert len(read(path, max_bytes=2000)[0]) == 1


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    code = (
        "from counterclaim.sources import SourceOptions, read_items\n"
        "for one in read_items(['-'], SourceOptions()):\n"
        "    print(repr(one.locator), one.metadata.title, len(one.text or one.data))\n"
    )

    def told(data: bytes) -> list[str]:
        done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
        return done.stdout.decode().splitlines()

    assert told(b"Plain text, with commas, and more.") == ["'-' None 34"]
    assert told(b'{"text": "abc", "title": "T"}\n{"text": "de"}\n') == ["'-#line=1' T 3", "'-#line=2' None 2"]
    assert told(b"title,body\nT,abc\n") == ["'-#row=1' T 3"]


def test_options_that_cannot_be() -> None:
    for bad in ({"columns": {"body": "x"}}, {"date_order": "dym"}, {"document_start": "(["}):
        with pytest.raises(UsageError):
            SourceOptions(**bad)  # type: ignore[arg-type]
