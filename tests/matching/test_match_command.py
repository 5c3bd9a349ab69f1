"""``counterclaim match`` and `RecordView.match`."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from counterclaim.ask import matching, open_record, schema
from counterclaim.cli import run
from counterclaim.errors import TooLarge, UsageError
from tests.matching.test_reading_coded import ACLED, UCDP, UCDP_ROW
from tests.small_record import make_record

BEFORE = (
    UCDP_ROW.replace("101,", "99,").replace("2017-06-16", "2017-01-01").replace("2017-06-17", "2017-01-01")
)


def coded(id_: int, day: str, lat: float, lon: float, best: str = "3", headline: str = "News") -> str:
    return (
        f"{id_},1,118,Government of Syria,234,IS,Desk,{headline},1,A town,Deir ez Zor,{lat},{lon},Syria,1,"
        f"{day},{day},{best},5,2"
    )


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make_record(tmp_path_factory.mktemp("match") / "small.sqlite"))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ged.csv"
    rows = (
        coded(1, "2017-11-08", 34.45, 40.92),
        coded(2, "2017-11-12", 33.0, 44.0, headline='"=cmd()|x; ""two""; -3"'),
        coded(3, "2017-11-13", 35.02, 40.45, best="many"),
        coded(4, "2017-11-10", 33.9, 35.5).replace("Syria,1,", "Lebanon,1,"),
        BEFORE,
    )
    path.write_text("\n".join([UCDP, *rows, ""]), "utf-8")
    return path


@pytest.fixture
def ask(record, capsys, monkeypatch):
    """Run the command on the record: exit code, standard output, standard error."""
    monkeypatch.setenv("COUNTERCLAIM_RECORD", record)
    monkeypatch.setenv("COLUMNS", "400")

    def answered(*words: str) -> tuple[int, str, str]:
        code = run(["match", *words])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return answered


def test_columns_are_documented():
    page = (Path(__file__).parents[2] / "docs" / "matching.md").read_text("utf-8")
    table = page.partition("## Columns")[2].partition("## ")[0]
    first = " ".join(line.split("|")[1] for line in table.splitlines() if line.startswith("| `"))
    assert sorted(re.findall("`([a-z_]+)`", first)) == sorted(schema.MATCHES)


def test_too_many_events(record, file, monkeypatch):
    monkeypatch.setattr(matching, "MOST_EVENTS", 1)
    with open_record(record) as view, pytest.raises(TooLarge, match="fewer days"):
        view.matched(file, "ucdp")


def test_forms_agree(ask, file):
    words = ("--with", str(file), "--format", "ucdp")
    code, answer, message = ask(*words, "--json")
    assert code == 3
    assert "line 4, column best: 'many'" in message
    assert "1 cell cannot be read; 0 rows left out" in message
    whole = json.loads(answer)
    lines = [json.loads(line) for line in ask(*words, "--jsonl")[1].splitlines()]
    table = list(csv.DictReader(io.StringIO(ask(*words, "--csv")[1])))
    assert whole["rows"] == lines
    assert list(table[0]) == list(schema.MATCHES)
    assert [row["theirs"] for row in table] == [row["theirs"] or "" for row in lines]
    assert whole["bad_cells"][0]["line"] == 4
    assert "no error of the other" in whole["notes"][1]


def test_what_is_found(ask, file):
    answer = json.loads(ask("--with", str(file), "--format", "ucdp", "--json")[1])
    by_status = {}
    for row in answer["rows"]:
        by_status.setdefault(row["status"], []).append(row["theirs"])
    assert by_status["both"] == ["1", "3"]
    assert by_status["theirs only"] == ["2"]
    counts = answer["summary"]
    assert counts["theirs_of_other_days"] == 1
    assert counts["theirs_of_other_countries"] == 1
    assert (counts["both"], counts["theirs"], counts["bad_cells"]) == (2, 3, 1)


def test_table_for_people(ask, file):
    code, answer, _ = ask("--with", str(file), "--format", "ucdp")
    assert code == 3
    for part in ("theirs only", "66.7% of theirs found", "UCDP lists only events with at least one death"):
        assert part in answer
    assert "2 of 4 rows shown" in ask("--with", str(file), "--format", "ucdp", "--limit", "2")[2]


def test_export_is_safe_in_a_spreadsheet(ask, file, tmp_path):
    out = tmp_path / "out.csv"
    ask("--with", str(file), "--format", "ucdp", "--export", str(out))
    with out.open(encoding="utf-8", newline="") as lines:
        rows = {row["theirs"]: row for row in csv.DictReader(lines)}
    assert rows["2"]["theirs_text"] == '\'=cmd()|x; "two"; -3'
    assert list(rows["2"]) == list(schema.MATCHES)


def test_export_does_not_write_over_what_is_read(ask, file):
    before = file.read_bytes()
    code, _, message = ask("--with", str(file), "--format", "ucdp", "--export", str(file))
    assert code == 2
    assert "would write over" in message
    assert file.read_bytes() == before


def test_days_of_the_question(ask, file):
    words = ("--with", str(file), "--format", "ucdp", "--from", "2017-11-12", "--to", "2017-11-13", "--json")
    answer = json.loads(ask(*words)[1])
    assert {row["theirs"] for row in answer["rows"] if row["theirs"]} == {"2", "3"}


@pytest.mark.parametrize(
    ("words", "code", "text"),
    [
        (["--format", "acled"], 1, "no column event_id_cnty"),
        (["--format", "gtd"], 2, "acled"),
        (["--format", "ucdp", "--days", "-1"], 2, "--days"),
        (["--format", "ucdp", "--from", "yesterday"], 2, "yesterday"),
    ],
)
def test_wrong_usage(ask, file, words, code, text):
    given, _, message = ask("--with", str(file), *words)
    assert given == code
    assert text in message


def test_no_such_file(ask, tmp_path):
    code, _, message = ask("--with", str(tmp_path / "none.csv"), "--format", "ucdp")
    assert code == 1
    assert "none.csv" in message


def test_frame(record, file):
    with open_record(record) as view:
        found = view.match(file, "ucdp", days=1, km=10.0)
        assert isinstance(found, pl.DataFrame)
        assert found.columns == list(schema.MATCHES)
        assert found.filter(pl.col("status") == "both")["theirs_from"].to_list() == [
            date(2017, 11, 8),
            date(2017, 11, 13),
        ]
        file.write_text(f"{ACLED}\n", "utf-8")
        empty = view.match(file, "acled")
        assert empty.columns == found.columns
        assert empty.schema == found.schema
        assert set(empty["status"]) == {"ours only"}
        with pytest.raises(UsageError):
            view.match(file, "acled", km=-1.0)
