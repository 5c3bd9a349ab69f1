"""Options of the commands that read reports: what the reports do not say of themselves, and limits."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.options import Command, stacked

if TYPE_CHECKING:
    from counterclaim.ask.reports import About


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The options as given: `about` the reports, and `settings`."""

    about: About
    settings: dict[str, object]


_OPTIONS = (
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="FIELD=NAME",
        help="Column of a table, or key of JSON lines, that holds the field: text, title, publisher, "
        "authors, published, url or language. Repeatable.",
    ),
    click.option("--publisher", metavar="TEXT", help="Publisher of reports that do not name theirs."),
    click.option(
        "--published", metavar="DATE", help="Date of publication of reports that do not give theirs."
    ),
    click.option("--language", metavar="CODE", help="Language of reports that do not give theirs: en."),
    click.option("--date-order", metavar="ORDER", help="How to read 03/04/2018: dmy, mdy or ymd."),
    click.option(
        "--document-start",
        metavar="REGEX",
        help="Cut a text file into documents where a line matches this expression.",
    ),
    click.option("--max-bytes", metavar="SIZE", help="Largest file, row or archive record read: 50M."),
    click.option("--workers", type=int, metavar="N", help="Processes that read documents."),
    click.option(
        "--timeout", "timeout_seconds", type=float, metavar="SECONDS", help="Time for one document."
    ),
)
_ABOUT = ("publisher", "published", "language", "document_start")
_SETTINGS = ("date_order", "max_bytes", "workers", "timeout_seconds")


def report_options(command: Command) -> Callable[..., Any]:
    """Adds the options; the command gets them as `options`."""

    @functools.wraps(command)
    def with_options(*args: Any, columns: tuple[str, ...], **values: Any) -> Any:
        settings = {name: values.pop(name) for name in _SETTINGS}
        if settings["max_bytes"] is not None and settings["max_bytes"].isdecimal():
            settings["max_bytes"] = int(settings["max_bytes"])
        about: About = {"columns": _columns(columns), **{name: values.pop(name) for name in _ABOUT}}  # type: ignore[typeddict-item]
        return command(*args, options=ReportOptions(about, settings), **values)

    return stacked(*_OPTIONS)(with_options)


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    columns = {}
    for text in given:
        name, equals, column = text.partition("=")
        if not (name and equals and column):
            raise click.BadParameter(f"{text!r} is not FIELD=NAME, such as text=body", param_hint="--column")
        columns[name.strip()] = column
    return columns
