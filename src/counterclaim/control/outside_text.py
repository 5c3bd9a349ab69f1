"""Files of maps and tables as values and rows; what cannot be read is refused with its line and column."""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from counterclaim.control.outside import MOST_BYTES, MOST_ROWS
from counterclaim.errors import UsageError

_BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_MOST_LINES = MOST_ROWS + 1
_LONGEST_CELL = 100_000


def json_of(path: Path) -> Any:
    """The value of a JSON file.

    Raises:
        OSError: the file cannot be opened.
        UsageError: it is too large, or no JSON.
    """
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UsageError(f"{path}: larger than {MOST_BYTES // 1024**2} MiB")
    if not data.strip():
        raise UsageError(f"{path}: empty")
    return _value(_text(data, path), str(path))


def rows_of(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """The rows of a CSV, TSV, JSON or JSON lines file, by its ending, each with its number: the heading is 1.

    Raises:
        OSError: the file cannot be opened.
        UsageError: it is too large, or no such table.
    """
    with path.open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise UsageError(f"{path}: larger than {MOST_BYTES // 1024**2} MiB")
    if not data.strip():
        raise UsageError(f"{path}: empty")
    text = _text(data, path)
    ending = path.suffix.casefold()
    if ending != ".json" and text.count("\n") > _MOST_LINES:
        raise UsageError(f"{path}: more than {_MOST_LINES:,} lines")
    if ending in (".jsonl", ".ndjson"):
        return _of_lines(text, path)
    return (
        _of_json(text, path) if ending == ".json" else _of_csv(text, path, "\t" if ending == ".tsv" else ",")
    )


def _of_lines(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    for line, written in enumerate(text.split("\n"), start=1):
        if written.strip():
            yield line, _object(_value(written, f"{path}, line {line}"), f"{path}, line {line}")


def _of_json(text: str, path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    value = _value(text, str(path))
    rows = value if isinstance(value, list) else [value]
    if len(rows) > MOST_ROWS:
        raise UsageError(f"{path}: more than {MOST_ROWS:,} rows")
    for number, one in enumerate(rows, start=1):
        yield number, _object(one, f"{path}, row {number}")


def _of_csv(text: str, path: Path, mark: str) -> Iterator[tuple[int, Mapping[str, Any]]]:
    csv.field_size_limit(
        max(csv.field_size_limit(), MOST_BYTES)
    )  # of the process: what is too long is said below
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        for number, row in enumerate(rows, start=2):
            for column, cell in row.items():
                if isinstance(cell, str) and len(cell) > _LONGEST_CELL:
                    raise UsageError(
                        f"{path}, row {number}, {column}: longer than {_LONGEST_CELL:,} characters"
                    )
            yield number, row
    except csv.Error as error:
        raise UsageError(f"{path}, after line {rows.line_num}: cannot be read as a table: {error}") from None


def _value(text: str, where: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        at = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno}, column {error.colno}"
        raise UsageError(f"{where}, {at}: cannot be read as JSON: {error.msg}") from None
    except RecursionError:
        raise UsageError(f"{where}: cannot be read as JSON: nested too deeply") from None
    except ValueError:
        raise UsageError(f"{where}: cannot be read as JSON: a number is too long") from None


def _text(data: bytes, path: Path) -> str:
    """UTF-8, or UTF-16 with its mark. Another encoding is not guessed: a name would be wrong without a word."""
    try:
        return data.decode("utf-16" if data.startswith(_BOMS) else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        raise UsageError(
            f"{path}, line {line}: not UTF-8 text (byte {byte:#04x}); save it as UTF-8"
        ) from None


def _object(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise UsageError(f"{where}: a row is no object")
    return value
