"""``counterclaim why``, and the events beside an event."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.small_record import make_record

from counterclaim.cli.main import USAGE, run


@pytest.fixture
def ask(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """The JSON answer of a command on the small record."""
    record = str(make_record(tmp_path / "small.sqlite"))

    def answer(*words: str) -> Any:
        assert run([*words, "--record", record, "--json"]) == 0
        return json.loads(capsys.readouterr().out)

    return answer


def largest(ask: Callable[..., Any]) -> Any:
    return max(ask("events", "--limit", "0"), key=lambda event: len(event["claims"]))


def test_every_claim_of_an_event_is_inside(ask: Callable[..., Any]) -> None:
    event = largest(ask)
    assert len(event["claims"]) > 1
    for number, claim in enumerate((one["id"] for one in ask("event", event["id"])["claims"]), start=1):
        by_number, by_id = ask("why", event["id"], str(number)), ask("why", event["id"], claim[:12])
        assert by_number == by_id
        assert by_number["inside"]
        assert by_number["event_of"] == event["id"]
        assert len(by_number["pairs"]) == len(event["claims"]) - 1
        for pair in by_number["pairs"]:
            assert pair["score"] == pytest.approx(sum(one["weight"] for one in pair["factors"]), abs=0.01)


def test_a_claim_of_another_event_is_outside(ask: Callable[..., Any]) -> None:
    event = largest(ask)
    other = next(one for one in ask("events", "--limit", "0") if one["id"] != event["id"])
    found = ask("why", event["id"], other["claims"][0])
    assert not found["inside"]
    assert found["event_of"] == other["id"]


def test_possible_events_are_told_on_both_sides(ask: Callable[..., Any]) -> None:
    events = {one["id"]: ask("event", one["id"]) for one in ask("events", "--limit", "0")}
    for id_, event in events.items():
        for beside in event["possible"]:
            assert beside["event"] != id_
            assert id_ in {one["event"] for one in events[beside["event"]]["possible"]}
            assert 0.1 < beside["chance"] < 1


def test_for_people_the_steps_are_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = str(make_record(tmp_path / "small.sqlite"))
    assert run(["events", "--record", record, "--limit", "0", "--json"]) == 0
    event = max(json.loads(capsys.readouterr().out), key=lambda one: len(one["claims"]))
    assert run(["why", event["id"], "1", "--record", record]) == 0
    shown = capsys.readouterr().out
    assert "where every pair begins" in shown
    assert "In this event" in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(("event", "claim"), [("e_none", "1"), (None, "999"), (None, "c_none")])
def test_what_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], event: str | None, claim: str
) -> None:
    record = str(make_record(tmp_path / "small.sqlite"))
    if event is None:
        assert run(["events", "--record", record, "--json"]) == 0
        event = json.loads(capsys.readouterr().out)[0]["id"]
    assert run(["why", event, claim, "--record", record]) == USAGE
    assert "there is no" in capsys.readouterr().err
