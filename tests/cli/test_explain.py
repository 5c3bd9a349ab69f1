"""``counterclaim explain``: claims in their text with the words and rules behind them, in three forms."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from threading import Thread

import pytest

from counterclaim.ask.explained import lines, passages
from counterclaim.cli import run
from counterclaim.cli.explanation import show_explained
from counterclaim.web.explained import page

REPORT = """---
title: Convoy hit near <b>Palmyra</b>
publisher: Example desk
published: 2018-03-15
---

Between 10 and 15 fighters were wounded on Tuesday night when a roadside bomb hit their convoy some 20 km \
east of Palmyra, two district officials said. The weather was fine.

The Syrian army captured the town of Sukhna from the Islamic State & its allies on Monday \x1b[31m\u202e, it said.

Read also: Army denies losses
"""


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explained") / "convoy.md"
    path.write_text(REPORT, "utf-8")
    return path


@pytest.fixture
def answered(capsys, monkeypatch):
    monkeypatch.setenv("COUNTERCLAIM_WORKERS", "1")

    def answer(*words: object) -> tuple[int, str, str]:
        code = run([str(word) for word in words])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return answer


@pytest.fixture(scope="module")
def documents(report: Path) -> list[dict]:
    command = [sys.executable, "-m", "counterclaim", "explain", str(report), "--json"]
    done = subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8")
    return json.loads(done.stdout)


def test_json_is_an_array_of_documents_with_explained_claims(documents):
    (document,) = documents
    assert document["schema"] == "counterclaim.document/1"
    assert [claim["schema"] for claim in document["claims"]] == ["counterclaim.claim/1"] * 2
    for claim in document["claims"]:
        assert {one["field"] for one in claim["explanation"]} >= {
            "trigger",
            "event_type",
            "modality",
            "place",
        }
        for one in claim["explanation"]:
            assert set(one) == {"field", "start", "end", "text", "rule"}
            if one["start"] is not None:
                assert document["text"][one["start"] : one["end"]] == one["text"]


def test_claims_are_those_of_extract(answered, report, documents):
    code, out, _ = answered("extract", report, "--jsonl")
    assert code == 0
    for line, claim in zip(out.splitlines(), documents[0]["claims"], strict=True):
        explained = {key: value for key, value in claim.items() if key != "explanation"}
        assert json.loads(line) == explained


@pytest.fixture
def shown(documents, capsys, monkeypatch):
    def show(columns: int) -> str:
        monkeypatch.setenv("COLUMNS", str(columns))
        show_explained(documents[0])
        return capsys.readouterr().out

    return show


def test_terminal_form_at_80_columns(shown):
    out = shown(80)
    assert max(map(len, out.splitlines())) <= 80
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert re.search(r"^body +Between 10 and 15", out, re.MULTILINE)
    assert re.search(r"^furniture +Read also", out, re.MULTILINE)
    assert "bomb[1]" in out
    assert "captured[2]" in out
    assert re.search(r"^  \[1\] remote explosive", out, re.MULTILINE)
    assert out.index("[1] remote") < out.index("The weather was fine.") < out.index("[2] government")
    assert "20 km east of" in out
    assert all(line == line.rstrip() for line in out.splitlines())


def test_a_wide_terminal_has_one_line_a_field(shown):
    out = shown(170)
    assert re.search(r"^    modality +reported +a plain statement", out, re.MULTILINE)
    assert re.search(r'^    trigger +"bomb" \d+-\d+ +row \'roadside bomb\'', out, re.MULTILINE)


@pytest.mark.parametrize("columns", [20, 40, 60])
def test_narrow_terminals_show_all_words(shown, columns):
    words = re.findall(r"\w+", shown(columns).replace("\n", " "))
    assert {"fighters", "Palmyra", "modality", "trigger"} <= set(words)


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are of Unix")
@pytest.mark.parametrize("no_color", [False, True])
def test_colour_on_a_terminal_only_without_no_color(documents, monkeypatch, no_color):
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    if no_color:
        monkeypatch.setenv("NO_COLOR", "1")
    ours, theirs = os.openpty()
    read: list[bytes] = []
    reader = Thread(target=lambda: read.extend(_all_of(ours)))
    reader.start()
    with os.fdopen(theirs, "w", encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdout", terminal)
        show_explained(documents[0])
        monkeypatch.undo()
    reader.join(30)
    os.close(ours)
    coloured = re.search(rb"\x1b\[[\d;]*3[0-7]m", b"".join(read))
    assert b"Palmyra" in b"".join(read)
    assert (coloured is None) is no_color


def _all_of(end: int) -> Iterator[bytes]:
    with contextlib.suppress(OSError):  # how Linux says that the other end is closed
        while part := os.read(end, 65536):
            yield part


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


def test_page_is_whole_in_one_file(answered, report, tmp_path):
    target = tmp_path / "out.html"
    code, out, err = answered("explain", report, "--html", target)
    assert (code, out) == (0, "")
    assert err.endswith(f"counterclaim: 2 claims explained in {target}\n")
    assert list(tmp_path.iterdir()) == [target]
    text = target.read_text("utf-8")
    parsed = _Tags()
    parsed.feed(text)
    assert not {"script", "link", "img", "iframe"} & {tag for tag, _ in parsed.tags}
    assert not any(
        name in ("src", "style") or name.startswith("on") for _, given in parsed.tags for name in given
    )
    assert "url(" not in text
    assert "@import" not in text
    assert "&lt;b&gt;Palmyra&lt;/b&gt;" in text
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_every_number_of_the_page_leads_to_its_claim(documents):
    parsed = _Tags()
    parsed.feed("".join(page(documents)))
    targets = [given["href"] for tag, given in parsed.tags if tag == "a" and given.get("class") == "number"]
    ids = [given["id"] for _, given in parsed.tags if "id" in given]
    assert targets == ["#d1c1", "#d1c2"]
    assert len(set(ids)) == len(ids)
    assert {target.removeprefix("#") for target in targets} <= set(ids)
    shown = "".join(parsed.words)
    for claim in documents[0]["claims"]:
        assert all(one["rule"] in shown for one in claim["explanation"])


def test_passages_are_the_text(documents):
    (document,) = documents
    found = list(passages(document))
    told = [passage for _, inside in found for passage in inside]
    assert [role for role, _ in found] == [block["role"] for block in document["blocks"]]
    assert all(document["text"].startswith(passage.text, passage.start) for passage in told)
    assert "".join(one.text for one in told) == "".join(
        document["text"][block["start"] : block["end"]] for block in document["blocks"]
    )


def test_lines_give_values_and_steps(documents):
    first = {line.label: line for line in lines(documents[0]["claims"][0])}
    assert first["place"].value.startswith("Tadmur")
    assert first["moved by"].value == "20 km east of"
    assert first["moved by"].inner
    assert first["trigger"].steps[0].words == "bomb"
    assert all(step.rule for line in first.values() for step in line.steps)


def test_exit_codes(answered, report, tmp_path):
    empty, target = tmp_path / "empty.txt", tmp_path / "out.html"
    empty.write_bytes(b"")
    assert answered("explain", report, empty, "--json")[0] == 3
    code, out, err = answered("explain", empty, "--html", target)
    assert (code, out) == (1, "")
    assert "empty.txt" in err
    assert list(tmp_path.iterdir()) == [empty]
    assert answered("explain", report, "--json", "--html", target)[0] == 2
    assert answered("explain", report, "--html", tmp_path / "none" / "out.html")[0] == 1
    code, _, err = answered("explain", tmp_path / "missing.txt")
    assert code == 1
    assert "missing.txt" in err
