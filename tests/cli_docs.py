"""The reference part of ``docs/cli.md``, made from the commands. ``python -m tests.cli_docs`` writes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from counterclaim.cli.main import cli

PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
MARK = "## Reference\n"
NOTE = "\nWhat `--help` prints. `python -m tests.cli_docs` renews this part.\n"


def commands(
    command: click.Command = cli, context: click.Context | None = None
) -> Iterator[tuple[str, click.Context, click.Command]]:
    """Every command with the words that call it."""
    name = "counterclaim" if context is None else command.name
    values = {**command.context_settings, "terminal_width": 100, "max_content_width": 100}
    here = click.Context(command, context, name, **values)
    yield here.command_path, here, command
    if isinstance(command, click.Group):
        for sub in command.list_commands(here):
            found = command.get_command(here, sub)
            assert found is not None
            yield from commands(found, here)


def reference() -> str:
    """The reference: a section for each command."""
    sections = [
        f"\n### {path}\n\n```text\n{command.get_help(context).rstrip()}\n```\n"
        for path, context, command in commands()
    ]
    return MARK + NOTE + "".join(sections)


if __name__ == "__main__":
    head = PAGE.read_text("utf-8").partition(MARK)[0]
    PAGE.write_text(head + reference(), "utf-8")
