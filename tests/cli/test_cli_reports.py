"""Commands that read reports, on small real files."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from counterclaim.ask import open_record
from counterclaim.cli import run
from counterclaim.record import Record

REPORT = """---
title: Convoy hit near Palmyra
publisher: Example desk
published: 2018-03-15
---

Between 10 and 15 fighters were wounded on Tuesday night when a roadside bomb hit their convoy some 20 km \
east of Palmyra, two district officials said.

Read also: Army denies losses
"""
SECOND = (
    "The Syrian army said on 16 March 2018 that it had captured the town of Sukhna from the Islamic State.\n"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    folder.joinpath("a-convoy.md").write_text(REPORT, "utf-8")
    folder.joinpath("b-army.txt").write_text(SECOND, "utf-8")
    folder.joinpath("c-empty.txt").write_bytes(b"")
    return folder


@pytest.fixture
def answered(capsys, monkeypatch):
    monkeypatch.setenv("COUNTERCLAIM_WORKERS", "1")
    monkeypatch.setenv("COLUMNS", "120")

    def answer(*words: object) -> tuple[int, str, str]:
        code = run([str(word) for word in words])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return answer


def test_read_one_file(answered, folder):
    code, out, err = answered("read", folder / "a-convoy.md", "--json")
    document = json.loads(out)
    assert (code, err) == (0, "")
    assert (document["title"], document["publisher"]) == ("Convoy hit near Palmyra", "Example desk")
    assert document["published"] == "2018-03-15"
    assert {
        "id",
        "path",
        "authors",
        "language",
        "url",
        "sha256",
        "media_type",
        "note_marks",
        "problems",
    } < set(document)
    roles = {block["role"]: document["text"][block["start"] : block["end"]] for block in document["blocks"]}
    assert roles["body"].startswith("Between 10 and 15 fighters")
    assert roles["furniture"].startswith("Read also")


def test_read_a_folder_with_a_bad_file(answered, folder):
    code, out, err = answered("read", folder)
    assert code == 3
    assert err.count("\n") == 1
    assert "c-empty.txt" in err
    assert "Convoy hit near Palmyra" in out
    assert "furniture" in out


def test_extract_by_the_contract(answered, folder):
    code, out, err = answered("extract", folder / "b-army.txt", "--published", "2018-03-17", "--jsonl")
    claims = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert claims
    for claim in claims:
        assert claim["schema"] == "counterclaim.claim/1"
        assert claim["document"]["published"] == "2018-03-17"
        sentence = claim["sentence"]
        assert SECOND[sentence["start"] : sentence["end"]] == sentence["text"]


def test_build_and_build_again(answered, folder, tmp_path):
    record = tmp_path / "made.sqlite"
    code, out, err = answered("build", folder, "--record", record, "--json")
    summary = json.loads(out)
    assert code == 3
    assert (summary["read"], summary["new"], summary["failed"]) == (2, 2, 1)
    assert summary["claims"] >= 2
    assert summary["failures"][0]["locator"].endswith("c-empty.txt")
    assert "c-empty.txt" in err
    assert "2 documents read (2 new), 0 copies, 1 failed" in err
    code, out, err = answered("build", folder, "--record", record)
    assert (code, out) == (3, "")
    assert "2 documents read (0 new)" in err
    with open_record(record) as view:
        assert view.runs().height == 2
        assert view.claims(text="roadside").height >= 1
    rows = csv.DictReader(io.StringIO(answered("runs", "last", "--csv", "--record", record)[1]))
    assert next(rows)["locator"].endswith("c-empty.txt")


def test_nothing_could_be_read(answered, tmp_path):
    for command in ("read", "extract", "build"):
        words = ("--record", tmp_path / "r.sqlite") if command == "build" else ()
        code, out, err = answered(command, tmp_path / "none.txt", *words)
        assert (code, out) == (1, "")
        assert "none.txt" in err
        assert "Traceback" not in err


def test_an_empty_folder(answered, tmp_path):
    tmp_path.joinpath("empty").mkdir()
    code, out, err = answered("read", tmp_path / "empty", "--json")
    assert (code, out) == (1, "[]\n")
    assert err == "counterclaim: error: there is nothing to read\n"


@pytest.mark.parametrize(
    ("options", "part"),
    [
        (("--published", "someday"), "someday"),
        (("--column", "text"), "FIELD=NAME"),
        (("--column", "colour=red"), "colour"),
        (("--document-start", "("), "malformed"),
        (("--date-order", "myd"), "dmy, mdy, ymd"),
        (("--max-bytes", "much"), "much"),
        (("--timeout", "0"), "timeout_seconds"),
        (("--workers", "0"), "workers"),
    ],
)
def test_wrong_options(answered, folder, options, part):
    code, out, err = answered("read", folder, *options)
    assert (code, out) == (2, "")
    assert part in err


def test_a_password_is_in_no_message_and_no_run(answered, folder, tmp_path, monkeypatch):
    address = "postgresql://me:hush@127.0.0.1:1/none"
    for words in (
        ("build", folder, "--record", address),
        ("events", "--record", address),
        ("doctor", "--record", address),
    ):
        code, out, err = answered(*words)
        assert code == 1
        assert "hush" not in out + err
    monkeypatch.setenv("COUNTERCLAIM_RECORD", address)
    assert "me:***@127.0.0.1" in answered("config", "show")[1]
    monkeypatch.setattr(sys, "argv", ["counterclaim", "build", "--record", address])
    record = tmp_path / "run.sqlite"
    answered("build", tmp_path / "none.txt", "--record", record)
    with Record.open(record, readonly=True) as opened:
        assert "hush" not in json.dumps(opened.runs())


def test_ctrl_c_keeps_what_was_read(folder, tmp_path):
    many = tmp_path / "many"
    many.mkdir()
    for number in range(300):
        many.joinpath(f"{number:03}.txt").write_text(f"Report {number}. {SECOND * 20}", "utf-8")
    record = tmp_path / "stopped.sqlite"
    process = subprocess.Popen(
        [sys.executable, "-m", "counterclaim", "build", str(many), "--record", str(record), "--workers", "1"],
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    deadline = time.monotonic() + 120
    while documents_in(record) < 2 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    message = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 130, message
    assert "interrupted; what was read is kept" in message
    assert "Traceback" not in message
    with open_record(record) as view:
        assert view.runs()["status"].to_list() == ["interrupted"]
        assert 2 <= view.counts()["documents"] < 300


def documents_in(record: Path) -> int:
    if not record.exists():
        return 0
    try:
        with open_record(record) as view:
            return view.counts()["documents"]
    except Exception:  # noqa: BLE001 - the record is being made
        return 0
