"""Reads a CSV file of lists: one 0/1 column a list and a count, or one row a person."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from counterclaim.analysis.undercount.lists import LEAST_LISTS, MOST_LISTS, Lists
from counterclaim.errors import TooLarge, Unreadable

COUNT = ("count", "freq", "frequency", "n")
"""Headings of the column of counts, in any case."""

MOST_BYTES = 256 * 1024**2
MOST_PEOPLE = 10**9
MOST_NAME = 80


def read_lists(path: Path) -> Lists:
    """The counts of a file. A row a person is counted at once: nothing else of it is kept.

    Rows of the same pattern are added up. Raises Unreadable or TooLarge, with line, column and value.
    """
    if path.stat().st_size > MOST_BYTES:
        raise TooLarge(str(path), f"over {MOST_BYTES // 1024**2} MiB")
    counts: Counter[tuple[int, ...]] = Counter()
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = csv.reader(file, strict=True)
            names, at = _heading(path, next(rows, []))
            for line, row in _filled(rows):
                counts.update(_row(f"{path}#line={line}", names, at, row))
    except UnicodeDecodeError as error:
        byte = error.object[error.start]
        raise Unreadable(str(path), f"not UTF-8 text (byte {byte:#04x}): save it as UTF-8") from error
    except csv.Error as error:
        raise Unreadable(str(path), f"not CSV: {error}") from error
    if not counts:
        raise Unreadable(str(path), "no rows")
    if sum(counts.values()) > MOST_PEOPLE:
        raise Unreadable(str(path), f"more than {MOST_PEOPLE:,} people")
    lists = [name for place, name in enumerate(names) if place != at]
    return Lists.of(lists, counts.items())


def _filled(rows: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, with the line that each ends on."""
    reader = rows
    for row in reader:
        if any(cell.strip() for cell in row):
            yield reader.line_num, row  # type: ignore[attr-defined]


def _heading(path: Path, row: Sequence[str]) -> tuple[list[str], int | None]:
    """The names of the columns, and the place of the counts, null where a row is a person."""
    names = [cell.strip() for cell in row]
    where = f"{path}#line=1"
    if not any(names):
        raise Unreadable(str(path), "empty; the first line must name the lists")
    places = [place for place, name in enumerate(names) if name.lower() in COUNT]
    if len(places) > 1:
        raise Unreadable(where, f"two columns of counts: {names[places[0]]!r} and {names[places[1]]!r}")
    at = places[0] if places else None
    lists = [name for place, name in enumerate(names) if place != at]
    if not LEAST_LISTS <= len(lists) <= MOST_LISTS:
        raise Unreadable(where, f"{len(lists)} lists; {LEAST_LISTS} to {MOST_LISTS} can be estimated from")
    for name in lists:
        if not name or len(name) > MOST_NAME:
            raise Unreadable(where, f"a list needs a name of 1 to {MOST_NAME} characters")
        if lists.count(name) > 1:
            raise Unreadable(where, f"two columns are named {name!r}")
    return names, at


def _row(where: str, names: Sequence[str], at: int | None, row: Sequence[str]) -> dict[tuple[int, ...], int]:
    """Pattern and count of a row."""
    if len(row) != len(names):
        raise Unreadable(where, f"{len(row)} cells, {len(names)} columns")
    pattern = tuple(_flag(where, names[place], cell) for place, cell in enumerate(row) if place != at)
    count = 1 if at is None else _count(where, names[at], row[at])
    if not any(pattern):
        if count and at is not None:
            raise Unreadable(
                where, f"column {names[at]!r}: {count} people on no list; nobody has counted those"
            )
        if count:
            raise Unreadable(where, "a person on no list")
    return {pattern: count}


def _flag(where: str, name: str, cell: str) -> int:
    value = _number(cell)
    if value not in (0.0, 1.0):
        raise Unreadable(
            where,
            f"column {name!r}: {cell[:40]!r} is not 0 or 1; leave out columns that are not lists, names above all",
        )
    return int(value)


def _count(where: str, name: str, cell: str) -> int:
    value = _number(cell)
    if value is None or not 0 <= value <= MOST_PEOPLE or value != int(value):
        raise Unreadable(where, f"column {name!r}: {cell[:40]!r} is not a whole number of people")
    return int(value)


def _number(cell: str) -> float | None:
    """The number that a cell is; null for anything else, infinities too."""
    if len(cell) > 40:
        return None
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None
