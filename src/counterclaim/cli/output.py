"""Answers on standard output: a table, JSON, JSON lines or CSV; messages on standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.safe import csv_cell, json_text, one_line, visible
from counterclaim.config import mask_secrets

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

Row = Mapping[str, Any]
_PIPE_WIDTH = 160


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `key` of the row, heading, and how rich shows it."""

    key: str
    heading: str
    style: str = ""
    numeric: bool = False
    ratio: int | None = None
    show: Callable[[Row], str] | None = None


def say(text: str) -> None:
    """One line for the reader on standard error, with secrets masked and controls made visible."""
    click.echo(one_line(mask_secrets(text)), err=True)


def console() -> Console:
    """A console on standard output: coloured only on a terminal, and never with ``NO_COLOR``."""
    import os

    from rich.console import Console

    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(file=sys.stdout, highlight=False, markup=False, width=_PIPE_WIDTH if piped else None)


def safe_text(text: str, style: str = "") -> Text:
    """`text` for a rich console, with nothing in it read as markup or as an escape sequence."""
    from rich.text import Text

    return Text(visible(text), style=style)


def write_json(value: object) -> None:
    """One JSON value, indented for people."""
    _write(json_text(json.dumps(value, ensure_ascii=False, indent=2, default=_plain)) + "\n")


def json_line(value: object) -> str:
    """`value` as JSON on one line."""
    return json_text(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_plain))


def write_json_lines(values: Iterable[object]) -> int:
    """One JSON value a line, as they come; how many there were."""
    count = 0
    for count, value in enumerate(values, start=1):  # noqa: B007 - the last number is the answer
        _write(json_line(value) + "\n")
    return count


def write_json_array(values: Iterable[object]) -> int:
    """A JSON array with one value a line, as they come; how many there were."""
    count = 0
    for value in values:
        _write(("[\n" if count == 0 else ",\n") + json_line(value))
        count += 1
    _write("\n]\n" if count else "[]\n")
    return count


def write_csv(rows: Iterable[Row], columns: Sequence[str]) -> int:
    """Comma-separated values with a heading, as they come; how many rows there were.

    Lists are joined with "; ". Text that a spreadsheet could run as a formula gets a quote sign in front.
    """
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
        count += 1
    return count


def write_table(rows: Iterable[Row], columns: Sequence[Column], *, title: str = "", empty: str = "") -> int:
    """A table for people; how many rows it has. Nothing to show is said on standard error."""
    from rich import box
    from rich.table import Table

    table = Table(title=title or None, box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False)
    for column in columns:
        table.add_column(
            column.heading,
            style=column.style or None,
            justify="right" if column.numeric else "left",
            ratio=column.ratio,
            overflow="fold",
        )
    count = 0
    for row in rows:
        table.add_row(*(safe_text(one_line(_shown(row, column))) for column in columns))
        count += 1
    if count:
        console().print(table)
    elif empty:
        say(empty)
    return count


def write_rows(
    rows: Iterable[Row],
    form: Format,
    *,
    columns: Sequence[Column],
    fields: Sequence[str],
    empty: str = "",
) -> int:
    """`rows` in the form asked for: `columns` for the table, `fields` for CSV, all there is for JSON."""
    if form is Format.JSON:
        return write_json_array(rows)
    if form is Format.JSONL:
        return write_json_lines(rows)
    if form is Format.CSV:
        return write_csv(rows, fields)
    return write_table(rows, columns, empty=empty)


def number(value: float | None) -> str:
    """A figure with thousands marked; nothing for one that is not known."""
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


def counted(values: Iterable[Row], tally: list[int]) -> Iterator[Row]:
    """`values`, with their number kept in ``tally[0]`` as they pass."""
    for value in values:
        tally[0] += 1
        yield value


def _shown(row: Row, column: Column) -> str:
    if column.show is not None:
        return column.show(row)
    value = row[column.key]
    if column.numeric and isinstance(value, int | float):
        return number(value)
    return _flat(value)


def _flat(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(_flat(item) for item in value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return str(value)


def _cell(value: object) -> object:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return csv_cell(_flat(value))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _write(text: str) -> None:
    sys.stdout.write(text)
