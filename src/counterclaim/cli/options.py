"""Options that several commands share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import click

from counterclaim.cli.output import Format

Command = TypeVar("Command", bound=Callable[..., Any])

_FORMS = {
    Format.JSON: "Answer with JSON.",
    Format.JSONL: "Answer with JSON lines: one value a line, as they come.",
    Format.CSV: "Answer with comma-separated values, safe to open in a spreadsheet.",
}


def stacked(*decorators: Callable[[Any], Any]) -> Callable[[Command], Command]:
    """The decorators as one; the first stands first in the help."""

    def decorate(command: Command) -> Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


def formats(*forms: Format) -> Callable[[Command], Command]:
    """A flag for each form, of which one may be given; the command gets `form`, a table when none is."""

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def chosen(*args: Any, **values: Any) -> Any:
            given = [form for form in forms if values.pop(f"as_{form}")]
            if len(given) > 1:
                flags = " and ".join(f"--{form}" for form in given)
                raise click.UsageError(f"{flags} cannot be given together")
            return command(*args, form=given[0] if given else Format.TABLE, **values)

        flags = (click.option(f"--{form}", f"as_{form}", is_flag=True, help=_FORMS[form]) for form in forms)
        return stacked(*flags)(chosen)  # type: ignore[return-value]

    return decorate


all_formats = formats(Format.JSON, Format.JSONL, Format.CSV)

record_option = click.option(
    "--record", metavar="RECORD", help="The record: a SQLite file or postgresql://USER@HOST/DATABASE."
)
