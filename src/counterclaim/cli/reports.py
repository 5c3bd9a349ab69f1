"""Options of the commands that read reports: what the reports do not say of themselves, and limits."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.options import Command, stacked
from counterclaim.config import Settings
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.sources import SourceOptions


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """The options as given. `settings` are those that settings stand behind, by setting."""

    columns: dict[str, str] = field(default_factory=dict)
    publisher: str | None = None
    published: str | None = None
    language: str | None = None
    document_start: str | None = None
    settings: dict[str, object] = field(default_factory=dict)

    def source_options(self, settings: Settings) -> SourceOptions:
        """The options as the sources take them.

        Raises:
            UsageError: a column, date, language or expression cannot be one.
        """
        from counterclaim.model import Metadata
        from counterclaim.sources import SourceOptions
        from counterclaim.text.published import parse_published

        if self.published is not None and parse_published(self.published, settings.date_order) is None:
            raise UsageError(
                f"--published {self.published[:60]!r} is not a date; write 2018-05-04 or 2018-05"
            )
        return SourceOptions(
            columns=self.columns,
            defaults=Metadata(publisher=self.publisher, published=self.published, language=self.language),
            max_bytes=settings.max_bytes,
            max_expanded_bytes=settings.max_expanded_bytes,
            document_start=self.document_start,
            date_order=settings.date_order,
        )


_OPTIONS = (
    click.option(
        "--column",
        "columns",
        multiple=True,
        metavar="FIELD=NAME",
        help="Column of a table, or key of JSON lines, that holds the field: text, title, publisher, authors, "
        "published, url or language. Repeatable.",
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
_SETTINGS = ("date_order", "max_bytes", "workers", "timeout_seconds")


def report_options(command: Command) -> Callable[..., Any]:
    """Adds the options; the command gets them as `options`."""

    @functools.wraps(command)
    def with_options(*args: Any, columns: tuple[str, ...], **values: Any) -> Any:
        settings = {name: values.pop(name) for name in _SETTINGS}
        if settings["max_bytes"] is not None and settings["max_bytes"].isdecimal():
            settings["max_bytes"] = int(settings["max_bytes"])
        said = {name: values.pop(name) for name in ("publisher", "published", "language", "document_start")}
        options = ReportOptions(columns=_columns(columns), settings=settings, **said)
        return command(*args, options=options, **values)

    return stacked(*_OPTIONS)(with_options)


def _columns(given: tuple[str, ...]) -> dict[str, str]:
    columns = {}
    for text in given:
        name, equals, column = text.partition("=")
        if not (name and equals and column):
            raise click.BadParameter(f"{text!r} is not FIELD=NAME, such as text=body", param_hint="--column")
        columns[name.strip()] = column
    return columns
