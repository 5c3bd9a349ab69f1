"""Every command explains itself with examples, quickly, and is documented."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import click
import pytest
from tests.cli_docs import MARK, PAGE, commands, reference

from counterclaim.cli.main import cli

ALL = {path: command for path, _, command in commands()}
EXAMPLE = re.compile(r"^\s+(?:.*\s)?(counterclaim [^|>\n]*)", re.MULTILINE)


@pytest.mark.parametrize("path", ALL)
def test_help_has_examples_that_can_be_typed(path):
    text = ALL[path].help or ""
    examples = EXAMPLE.findall(text.partition("Examples:")[2])
    assert examples, f"{path} has no examples"
    for example in examples:
        words = [word for word in example.split() if not re.match(r"[A-Z_]+=", word)]
        assert parsed(words[1:]), example


def parsed(words: list[str]) -> bool:
    """Whether the words name a command and only options that it has."""
    command: click.Command = cli
    context = click.Context(cli)
    for word in words:
        if isinstance(command, click.Group) and not word.startswith("-"):
            found = command.get_command(context, word)
            if found is not None:
                command = found
                continue
        if word.startswith("--"):
            known = {
                opt for one in (cli, command) for p in one.params for opt in (*p.opts, *p.secondary_opts)
            }
            if word not in known:
                return False
    return command is not cli


@pytest.mark.parametrize("path", ALL)
def test_every_option_is_explained(path):
    for option in ALL[path].params:
        if isinstance(option, click.Option):
            assert option.help, f"{path} {option.name}"


def test_every_command_is_documented():
    assert PAGE.read_text("utf-8").partition(MARK)[1:] == (MARK, reference().removeprefix(MARK)), (
        "docs/cli.md is not what the commands say: python -m tests.cli_docs"
    )
    table = PAGE.read_text("utf-8").partition("## Commands")[2].partition("## Answers")[0]
    for path, command in ALL.items():
        if path != "counterclaim" and not isinstance(command, click.Group):
            assert f"`{path.removeprefix('counterclaim ')}`" in table


def test_help_is_quick_and_light():
    code = (
        "import sys; from counterclaim.cli import run; code = run(['--help']);"
        "heavy = {'rich', 'polars', 'sqlalchemy', 'spacy', 'fastapi', 'lxml'} & set(sys.modules);"
        "sys.exit(f'loaded {heavy}' if heavy or code else 0)"
    )
    took = []
    for _ in range(3):
        began = os.times()
        subprocess.run([sys.executable, "-c", code], check=True, stdout=subprocess.DEVNULL)
        ended = os.times()
        took.append(ended.children_user + ended.children_system - began.children_user - began.children_system)
    assert min(took) < 0.3  # of the processor's time, whatever else the machine does
