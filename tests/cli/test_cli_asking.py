"""Commands that ask a record, in every form of answer."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from tests.small_record import FORMULA, make_record

from counterclaim.ask import open_record, schema
from counterclaim.cli import run
from counterclaim.record import Record

LISTS = {
    "documents": schema.DOCUMENTS,
    "claims": schema.CLAIMS,
    "events": schema.EVENTS,
    "runs": schema.RUNS,
}


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(make_record(tmp_path_factory.mktemp("cli") / "small.sqlite"))


@pytest.fixture
def ask(record, capsys, monkeypatch):
    """Run a command on the record: exit code, standard output, standard error."""
    monkeypatch.setenv("COUNTERCLAIM_RECORD", record)
    monkeypatch.setenv("COLUMNS", "200")

    def answered(*words: str) -> tuple[int, str, str]:
        code = run(words)
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return answered


@pytest.mark.parametrize("command", LISTS)
def test_forms_agree(ask, command):
    _, table, message = ask(command)
    assert message == ""
    array = json.loads(ask(command, "--json")[1])
    lines = [json.loads(line) for line in ask(command, "--jsonl")[1].splitlines()]
    rows = list(csv.DictReader(io.StringIO(ask(command, "--csv")[1])))
    assert array == lines
    assert list(rows[0]) == list(LISTS[command])
    assert [row["id"] for row in rows] == [value["id"] for value in array]
    assert all(value["id"][:12] in table for value in array)


def test_claims_follow_the_contract(ask):
    for line in ask("claims", "--jsonl")[1].splitlines():
        assert json.loads(line)["schema"] == "counterclaim.claim/1"


def test_filters_are_passed_on(ask):
    _, out, _ = ask(
        "events", "--place", "Abu Kamal", "--status", "contested", "--from", "2017-11", "--to", "2017-11",
        "--source", "Desk B", "--actor", "Islamic State", "--country", "SY", "--modality", "denied", "--json",
        "--type", "government_regains_territory", "--kind", "control", "--text", "denied lost",
        "--order", "-origins",
    )  # fmt: skip
    assert len(json.loads(out)) == 1
    assert json.loads(ask("claims", "--modality", "denied", "--document", "d_none", "--json")[1]) == []


def test_a_table_says_what_its_limit_left_out(ask):
    code, out, err = ask("claims", "--limit", "2")
    assert (code, out.count("c_")) == (0, 2)
    assert "2 of 5 claims shown" in err
    assert ask("claims", "--limit", "0")[2] == ""
    assert len(ask("claims", "--limit", "2", "--jsonl")[1].splitlines()) == 2


def test_nothing_found_is_said_on_standard_error(ask):
    assert ask("events", "--place", "nowhere") == (0, "", "no events match\n")
    assert ask("events", "--place", "nowhere", "--json") == (0, "[]\n", "")
    assert ask("events", "--place", "nowhere", "--jsonl") == (0, "", "")
    assert ask("events", "--place", "nowhere", "--csv")[1].count("\n") == 1


@pytest.mark.parametrize("form", [(), ("--csv",), ("--json",), ("--jsonl",)])
@pytest.mark.parametrize("command", ["claims", "documents", "runs last"])
def test_hostile_text_cannot_act(ask, command, form):
    _, out, _ = ask(*command.split(), *form)
    assert "script" in out
    assert not any(ord(char) < 0x20 and char != "\n" for char in out)
    assert "\u202e" not in out


def test_formulas_are_quoted_in_csv(ask):
    rows = list(csv.DictReader(io.StringIO(ask("documents", "--source", FORMULA, "--csv")[1])))
    assert rows[0]["publisher"] == f"'{FORMULA}"
    cells = [cell for row in csv.reader(io.StringIO(ask("claims", "--csv")[1])) for cell in row]
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "-", "@"}]


@pytest.mark.parametrize("width", ["60", "100", "220"])
def test_tables_fit_the_width(ask, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", width)
    for command in (*LISTS, "holders Kamal"):
        _, out, _ = ask(*command.split())
        assert max(map(len, out.splitlines())) <= int(width)


def test_one_event(ask, record):
    with open_record(record) as view:
        contested = view.events(status="contested")["id"][0]
        hostile = view.events(place="Mayadin")["id"][0]
    code, out, _ = ask("event", contested[:10])
    assert code == 0
    for part in ("Desk B <- Islamic State (interested)", "denied, unverified", "contested", "2 origins"):
        assert part in out
    _, out, _ = ask("event", hostile)
    for part in ("how the figures follow", "range/2: Each independent origin", "injured 10 to 15"):
        assert part in out
    assert [claim["id"] for claim in json.loads(ask("event", contested, "--json")[1])["claims"]] == [
        json.loads(line)["id"] for line in ask("event", contested, "--jsonl")[1].splitlines()
    ]
    assert ask("event", contested, "--csv")[1].count("\n") == 4


def test_one_event_by_another_rule(ask, record):
    with open_record(record) as view:
        hostile = view.events(place="Mayadin")["id"][0]
    _, out, _ = ask("event", hostile)
    for part in ("injured, low 10:", "weight 4", "without some of the sources", "nothing left"):
        assert part in out
    code, out, _ = ask("event", hostile, "--rule", "conservative")
    assert code == 0
    assert "conservative/1: As range" in out
    data = json.loads(ask("event", hostile, "--rule", "conservative", "--json")[1])
    assert {one["rule"] for one in (*data["estimates"], *data["explained"])} == {"conservative/1"}
    assert data["sensitivity"][0]["without"] == "interested parties"
    for form in ((), ("--json",), ("--jsonl",), ("--csv",)):
        code, out, said = ask("event", hostile, "--rule", "mean", *form)
        assert (code, out) == (2, "")
        assert "range, acled, ucdp, conservative, party:ID" in said


def test_holders(ask):
    _, out, _ = ask("holders", "Abu Kamal", "--from", "2017-11", "--to", "2017-11")
    for part in ("gained by Syrian army, from Islamic State", "denied: gained", "1 copy", "interested party"):
        assert part in out
    rows = json.loads(ask("holders", "Abu Kamal", "--json")[1])
    assert list(rows[0]) == list(schema.HOLDERS)
    assert ask("holders", "nowhere") == (0, "", "no claim says who holds nowhere\n")


def test_runs(ask):
    run_id = json.loads(ask("runs", "--json")[1])[0]["id"]
    assert json.loads(ask("runs", run_id[:8], "--json")[1])["failures"][0]["reason"] == "it is encrypted"
    assert ask("runs", "last", "--csv")[1].startswith("locator,stage,reason\n")
    assert ask("runs", "last", "--jsonl")[1].count("\n") == 1
    assert "there is no run" in ask("runs", "r_none")[2]


@pytest.mark.parametrize(
    ("words", "code", "part"),
    [
        (("events", "--status", "contestde"), 2, "did you mean contested"),
        (("events", "--from", "soon"), 2, "not a date"),
        (("events", "--json", "--csv"), 2, "--json and --csv cannot be given together"),
        (("events", "--limit", "-1"), 2, "--limit"),
        (("event", "e_none"), 2, "there is no event"),
        (("claims", "--record", "/nowhere/none.sqlite"), 1, "there is no record"),
        (("claims", "--record", __file__), 1, "is not a record"),
        (("claims", "--record", "mysql://me:hush@host/db"), 1, "no such kind of record"),
        (("evnets",), 2, "No such command"),
        (("--config", "/nowhere.toml", "events"), 2, "/nowhere.toml"),
        (("--log-level", "loud", "events"), 2, "log_level"),
    ],
)
def test_errors_are_one_line_with_the_right_code(ask, words, code, part):
    got, out, err = ask(*words)
    assert (got, out) == (code, "")
    assert part in err
    assert "Traceback" not in err
    assert "hush" not in err
    assert err.count("counterclaim: error:") == 1 or err.startswith("Usage:")


def test_debug_adds_the_traceback(ask):
    code, _, err = ask("--debug", "claims", "--record", "/nowhere/none.sqlite")
    assert code == 1
    assert "Traceback" in err
    assert err.splitlines()[-1].startswith("counterclaim: error: there is no record")


def test_a_defect_is_one_line_too(ask, monkeypatch):
    def broken(*_: object, **__: object) -> None:
        raise ValueError("of this\x1b[31m")

    monkeypatch.setattr(Record, "runs", broken)
    code, _, err = ask("runs")
    assert (code, err.count("\n")) == (1, 1)
    assert "this is a defect" in err
    assert "\x1b" not in err


def test_ctrl_c(ask, monkeypatch):
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Record, "runs", interrupted)
    code, _, err = ask("runs")
    assert (code, err.strip()) == (130, "counterclaim: interrupted")


def counterclaim(*words: str, **values: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", "counterclaim", *words], stderr=subprocess.PIPE, **values)  # type: ignore[call-overload, no-any-return]


def test_a_closed_pipe_is_quiet(record):
    reader, writer = os.pipe()
    os.close(reader)
    process = counterclaim("claims", "--json", "--record", record, stdout=writer)
    os.close(writer)
    assert process.communicate()[1] == b""
    assert process.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_said(record):
    with open("/dev/full", "wb") as full:  # noqa: PTH123
        process = counterclaim("claims", "--json", "--record", record, stdout=full)
        message = process.communicate()[1].decode()
    assert process.returncode == 1
    assert message.count("\n") == 1
    assert "No space left" in message


def test_answers_are_utf8_whatever_the_locale(record):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    process = counterclaim("runs", "last", "--record", record, stdout=subprocess.PIPE, env=environment)
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert "␛" in out.decode("utf-8")


def test_no_colour_unless_on_a_terminal(record):
    process = counterclaim("events", "--record", record, stdout=subprocess.PIPE)
    assert b"\x1b" not in process.communicate()[0]
