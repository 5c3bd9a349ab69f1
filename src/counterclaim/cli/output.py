"""Answers on standard output: a table, JSON, JSON lines or CSV; messages on standard error."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TextIO

import click

from counterclaim.cli.context import session
from counterclaim.config import mask_secrets
from counterclaim.safe import csv_cell, json_text, one_line

if TYPE_CHECKING:
    from rich.console import Console

Row = Mapping[str, Any]
_PIPE_WIDTH = 160


class Format(StrEnum):
    """How an answer is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


def say(text: str) -> None:
    """One line for the reader on standard error, with secrets masked and controls made visible."""
    click.echo(one_line(mask_secrets(text)), err=True)


def console() -> Console:
    """A console on standard output: coloured only on a terminal, and never with ``NO_COLOR``."""
    import os

    from rich.console import Console

    piped = not sys.stdout.isatty() and "COLUMNS" not in os.environ
    return Console(file=sys.stdout, highlight=False, markup=False, width=_PIPE_WIDTH if piped else None)


def write_json(value: object) -> None:
    """One JSON value, indented for people."""
    _write(json_text(json.dumps(published(value), ensure_ascii=False, indent=2, default=_plain)) + "\n")


def json_line(value: object) -> str:
    """`value` as JSON on one line."""
    return json_text(json.dumps(published(value), ensure_ascii=False, separators=(",", ":"), default=_plain))


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


def write_csv(rows: Iterable[Row], columns: Sequence[str], to: TextIO | None = None) -> int:
    """Comma-separated values with a heading, as they come; how many rows there were.

    Lists are joined with "; ". Text that a spreadsheet could run as a formula gets a quote sign in front.
    They go to standard output where `to` is null.
    """
    writer = csv.writer(to or sys.stdout, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in map(published, rows):
        writer.writerow([_cell(row[column]) for column in columns])
        count += 1
    return count


def published(value: Any) -> Any:
    """An answer as the settings let it out: see `counterclaim.ask.masking`."""
    masker = session().masker
    return value if masker is None else masker.answer(value)


def number(value: float | None) -> str:
    """A figure with thousands marked; nothing for one that is not known."""
    if value is None:
        return ""
    return f"{value:,}" if isinstance(value, int) else f"{value:,.1f}"


def many(count: int, noun: str) -> str:
    """``1 claim``, ``2 claims``; `noun` is given in the plural."""
    one = {"copies": "copy"}.get(noun) or noun.removesuffix("s")
    return f"{number(count)} {one if count == 1 else noun}"


def flat(value: object) -> str:
    """A value as text on its own: lists joined with "; ", nothing for null."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(flat(item) for item in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=_plain)
    return str(value)


def _cell(value: object) -> object:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    return csv_cell(flat(value))


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def _write(text: str) -> None:
    sys.stdout.write(text)
