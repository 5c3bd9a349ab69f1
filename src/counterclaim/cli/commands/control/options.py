"""What the commands on control share: their options, the opened record, days."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import TABLE_ROWS, record_option, stacked
from counterclaim.cli.output import number, say
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counterclaim.ask.control.asking import ControlView


Command = TypeVar("Command", bound=Callable[..., Any])

known_option = click.option(
    "--as-known-on", "known_on", metavar="DATE", help="From what had been published by that day alone."
)
with_option = click.option(
    "--with",
    "tables",
    metavar="FILE",
    multiple=True,
    help="A table that `control import` made of an outside map, as one more source; repeatable.",
)
on_option = click.option(
    "--on", metavar="DATE", help="The day asked about. Default: the last day that is known of."
)
limit_option = click.option(
    "--limit", type=click.IntRange(min=0), default=TABLE_ROWS, show_default=True, metavar="N",
    help="Most rows of a table; 0 for all.",
)  # fmt: skip


def asking(command: Command) -> Command:
    """The options of every question about control."""
    return stacked(record_option, with_option, known_option)(command)


@contextmanager
def opened(session: Session, record: str | None, tables: tuple[str, ...]) -> Iterator[ControlView]:
    """The control of a record with the outside maps of `tables`."""
    from counterclaim.ask.control.asking import open_control
    from counterclaim.cli.places import ensure_gazetteer
    from counterclaim.control.outside import read_table
    from counterclaim.reference.gazetteer import Gazetteer

    outside = [row for table in tables for row in read_table(Path(table))]
    settings = session.settings()
    ensure_gazetteer(settings)
    with session.open_record(record) as view:
        found = open_control(view, Gazetteer.open(settings.gazetteer), outside)
        for note in found.found.notes:
            say(note)
        yield found


def day_of(text: str | None, option: str) -> date | None:
    """The day that an option gives, null without one. Raises `UsageError` when it is no day."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} must be a day such as 2017-11-12, not {text[:50]!r}") from None


def nothing_known() -> date:
    """Raises `UsageError`: no day can stand for the one that is not given."""
    raise UsageError("nothing is said of who holds any place; say which day is meant with --on")


def first_rows(rows: list[dict[str, Any]], limit: int) -> list[dict[str, Any]]:
    """The first rows, with a word on the rest; 0 stands for all."""
    if limit and len(rows) > limit:
        say(f"{number(limit)} of {number(len(rows))} rows shown; --limit 0 shows all")
    return rows[:limit] if limit else rows
