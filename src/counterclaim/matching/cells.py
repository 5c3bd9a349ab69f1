"""The cells of one row, read by what they must hold; what they do not is kept as `BadCell`s."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NoReturn

from counterclaim.matching.coded import BadCell
from counterclaim.text.dates import parse_date

_EMPTY = frozenset({"", "na", "nan", "n/a", "null", "none"})
_MOST_SHOWN = 80
_LARGEST = 10**9
_FIRST_YEAR = 1900
_HYPHEN = re.compile(r"(?<=\d)-(?=[A-Za-z])|(?<=[A-Za-z])-(?=\d)")


class Unusable(Exception):
    """The row cannot be used without a cell that cannot be read."""


class Cells:
    """A row by our names of the columns. `bad` grows as cells are read."""

    def __init__(
        self, file: str, line: int, row: Sequence[str], columns: Mapping[str, tuple[str, int]]
    ) -> None:
        self.file = file
        self.line = line
        self.bad: list[BadCell] = []
        self._row = row
        self._columns = columns

    def format_has(self, name: str) -> bool:
        """Whether the file has the column."""
        return name in self._columns

    def text(self, name: str) -> str:
        """The cell on one line; empty where it or the column is missing."""
        if name not in self._columns:
            return ""
        return " ".join(self._row[self._columns[name][1]].split())

    def id(self) -> str:
        """The event's id, a number without its fraction; a row without one cannot be used."""
        found = self.text("id")
        if found.lower() in _EMPTY:
            self.fail("id", "the event has no id")
        return found.removesuffix(".0")[:_MOST_SHOWN]

    def whole(self, name: str) -> int | None:
        """A number of things; null where the cell is empty or is none."""
        cell = self.text(name)
        if cell.lower() in _EMPTY:
            return None
        try:
            value = float(cell)
            if not (value.is_integer() and 0 <= value <= _LARGEST):
                raise ValueError
        except (ValueError, OverflowError):
            self._note(name, "it is not a whole number from 0")
            return None
        return int(value)

    def code(self, name: str, known: Collection[int]) -> int:
        """A code of a table; 0 where it is not known."""
        value = self.whole(name)
        if value is not None and value not in known:
            self._note(name, f"it is none of the codes {', '.join(map(str, known))}")
        return value if value is not None and value in known else 0

    def degrees(self, name: str, most: float) -> float | None:
        """A coordinate; null where the cell is empty or is none."""
        cell = self.text(name)
        if cell.lower() in _EMPTY:
            return None
        try:
            value = float(cell)
            if not -most <= value <= most:
                raise ValueError
        except ValueError:
            self._note(name, f"it is not a coordinate from -{most:g} to {most:g} degrees")
            return None
        return value

    def date(self, name: str, order: str | None) -> date:
        """A day; a row without one cannot be used."""
        found = _day(self.text(name)[:_MOST_SHOWN], order)
        if found is None:
            self.fail(name, "it is not a date, or could be two")
        return found

    def fail(self, name: str, reason: str) -> NoReturn:
        """Keep why the row cannot be used, and leave it."""
        self._note(name, reason, skipped=True)
        raise Unusable

    def _note(self, name: str, reason: str, *, skipped: bool = False) -> None:
        column = self._columns[name][0] if name in self._columns else name
        value = self.text(name)
        shown = value if len(value) <= _MOST_SHOWN else f"{value[: _MOST_SHOWN - 3]}..."
        self.bad.append(BadCell(self.file, self.line, column, shown, reason, skipped))


@lru_cache(maxsize=100_000)
def _day(cell: str, order: str | None) -> date | None:
    """The day that a cell states: ``2017-06-16``, with a time behind it, ``16-June-2017``, ``16-06-2017``."""
    try:
        found: date | None = date.fromisoformat(cell[:10])
    except ValueError:
        when = parse_date(_HYPHEN.sub(" ", cell), order)
        found = when.start if when is not None and when.start == when.end else None
    usable = found is not None and _FIRST_YEAR <= found.year < date.max.year
    return found if usable else None
