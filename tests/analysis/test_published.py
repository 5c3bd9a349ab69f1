"""The published statements of docs/worked-statements.md: each command there prints what the page says."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from counterclaim.cli.main import run

PAGE = (Path(__file__).parents[2] / "docs" / "worked-statements.md").read_text("utf-8")
SHOWN = re.findall(r"^```console\n\$ counterclaim (.*)\n((?:.+\n)+?)```$", PAGE, re.MULTILINE)


def test_there_are_enough() -> None:
    assert len(SHOWN) >= 5


@pytest.mark.parametrize(("command", "printed"), SHOWN)
def test_statement(command: str, printed: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(shlex.split(command)) == 0
    assert capsys.readouterr().out.split() == printed.split()


def test_deaths_are_no_single_events(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(shlex.split(next(command for command, _ in SHOWN if "killed" in command))) == 0
    assert "the interval is too narrow" in capsys.readouterr().err
