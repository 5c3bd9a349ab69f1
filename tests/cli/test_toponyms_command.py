from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from counterclaim.cli import run

TEXT = "The Turkish foreign minister met the governor in Mosul on Monday. Two shells fell near Qwxzzyq in Iraq.\n"


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def asked(capsys: pytest.CaptureFixture[str]):
    def ask(*words: str) -> tuple[int, str, str]:
        code = run(["toponyms", *words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return ask


def test_places_of_a_text_with_their_words(report: Path, asked) -> None:
    code, out, _ = asked(str(report), "--json")
    rows = json.loads(out)
    assert code == 0
    assert [(row["text"], row["usage"], row["country"]) for row in rows] == [
        ("Turkish", "demonym", "TR"),
        ("Mosul", "literal", "IQ"),
        ("Qwxzzyq", "literal", "IQ"),
        ("Iraq", "literal", "IQ"),
    ]
    assert all(TEXT[row["start"] : row["end"]] == row["text"] for row in rows)
    assert rows[2]["id"] is None


def test_forms(report: Path, asked) -> None:
    rows = list(csv.DictReader(io.StringIO(asked(str(report), "--csv")[1])))
    assert [row["name"] for row in rows][:2] == ["Turkey", "Mosul"]
    lines = asked(str(report), "--jsonl")[1].splitlines()
    assert [json.loads(line)["text"] for line in lines] == ["Turkish", "Mosul", "Qwxzzyq", "Iraq"]
    assert "Nineveh" in asked(str(report))[1]


def test_what_cannot_be_read_is_said(report: Path, asked) -> None:
    code, out, err = asked(str(report), str(report.parent / "none.txt"), "--jsonl")
    assert (code, len(out.splitlines())) == (3, 4)
    assert "none.txt: there is no such file" in err
    assert asked(str(report.parent / "none.txt"))[0] == 1
