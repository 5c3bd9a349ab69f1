"""Tables: CSV and TSV in any common dialect and encoding, read as a stream."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator

from counterclaim.errors import SourceError, TooLarge, Unreadable
from counterclaim.model import SourceItem
from counterclaim.sources.dialects import SEPARATOR_LINE, sniff
from counterclaim.sources.records import Origin, Record, canonical, items_of
from counterclaim.sources.streams import head, mebibytes
from counterclaim.text.decoding import decode, encoding_of_start, looks_binary

_MOST_RETRIED = 50_000
_MOST_COLUMNS = 10_000
_MOST_DELIMITERS = 1_000_000
"""In one line, those inside quotes too: what has more is no table, and each field would cost memory."""

_ESCAPED = re.compile("[\udc80-\udcff]")


def read_table(stream: io.BufferedReader, origin: Origin, suffix: str) -> Iterator[SourceItem | SourceError]:
    """The rows of a table whose first line that is not blank names the columns.

    A row with too few or too many fields is an error with its line number, and the rest goes on.
    """
    start = head(stream)
    if looks_binary(start):
        yield Unreadable(origin.shown, "it is named as a table, but its content is binary")
        return
    encoding = encoding_of_start(start)
    errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
    table = _Table(
        io.TextIOWrapper(stream, encoding, errors, newline=""),
        sniff(start.decode(encoding, "replace"), "\t" if suffix in {".tsv", ".tab"} else ","),
        origin,
    )
    columns = table.columns()
    if not columns:
        yield Unreadable(origin.shown, "the table has no line that names its columns")
        return
    yield from items_of(_records(table, columns, encoding), origin, columns)


def _records(table: _Table, columns: list[str], encoding: str) -> Iterator[Record | SourceError]:
    number = 0
    for row in table.rows(len(columns)):
        number += 1
        if isinstance(row, SourceError):
            yield row
            continue
        problems: tuple[str, ...] = ()
        if any(map(_ESCAPED.search, row)):
            row = [_repaired(cell, encoding) for cell in row]
            problems = (f"bytes of this row do not fit the table's encoding {encoding}",)
        values: dict[str, object] = dict(zip(columns, row, strict=True))
        yield Record(f"row={number}", values, canonical(values), problems)


def _repaired(cell: str, encoding: str) -> str:
    """A cell that the table's encoding does not fit, in the one that it seems to be in."""
    if not _ESCAPED.search(cell):
        return cell
    return decode(cell.encode(encoding.replace("-sig", ""), "surrogateescape")).text


class _TooLong(Exception):
    """A line is over a size limit; its text says which."""


class _Lines:
    """The lines of a text, with their numbers, of which some can be given back."""

    def __init__(self, text: io.TextIOWrapper, longest: int, delimiter: str) -> None:
        self._text = text
        self._longest = longest
        self._delimiter = delimiter
        self._back: deque[str] = deque()
        self._retried = 0
        self.taken: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else self._text.readline(self._longest + 1)
        if not line:
            raise StopIteration
        self.number += 1
        if len(line) > self._longest:
            while (rest := self._text.readline(self._longest)) and not rest.endswith(("\n", "\r")):
                pass
            raise _TooLong(_over(self._longest))
        if line.count(self._delimiter) > _MOST_DELIMITERS:
            raise _TooLong(f"it has more than {_MOST_DELIMITERS:,} fields")
        self.taken.append(line)
        return line

    def give_back(self) -> None:
        """All lines taken but the first, so that a quotation mark that is never closed costs one line."""
        again = self.taken[1:]
        self._retried += len(again)
        if self._retried <= _MOST_RETRIED:
            self._back.extendleft(reversed(again))
            self.number -= len(again)


class _Table:
    """The rows of a table, by line."""

    def __init__(self, text: io.TextIOWrapper, dialect: type[csv.Dialect], origin: Origin) -> None:
        self._longest = origin.options.max_bytes
        csv.field_size_limit(max(csv.field_size_limit(), self._longest))
        self._lines = _Lines(text, self._longest, dialect.delimiter)
        self._dialect = dialect
        self._origin = origin

    def columns(self) -> list[str]:
        """The names of the columns, each once; none when the table is blank."""
        for _line, row in self._read():
            if isinstance(row, str):
                return []
            if SEPARATOR_LINE.fullmatch(self._lines.taken[0]):
                continue
            if len(row) > _MOST_COLUMNS:
                raise Unreadable(self._origin.shown, f"it has more than {_MOST_COLUMNS:,} columns")
            return _names(row)
        return []

    def rows(self, width: int) -> Iterator[list[str] | SourceError]:
        """The rows behind that of the columns, each of `width` fields."""
        for line, row in self._read():
            locator = f"{self._origin.shown}#line={line}"
            if isinstance(row, str):
                yield TooLarge(locator, row)
                continue
            while len(row) > width and not row[-1].strip():
                row.pop()
            if len(row) == width:
                yield row
                continue
            if len(self._lines.taken) > 1:
                yield SourceError(
                    locator, f"its {len(row)} fields are not the {width} of the columns, or a quote is open"
                )
                self._lines.give_back()
            else:
                yield SourceError(locator, f"it has {len(row)} fields where there are {width} columns")

    def _read(self) -> Iterator[tuple[int, list[str] | str]]:
        """The rows that are not blank, or what is wrong with them, with the line that they begin on."""
        reader = csv.reader(self._lines, self._dialect)
        while True:
            self._lines.taken.clear()
            line = self._lines.number + 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except (_TooLong, csv.Error) as error:
                self._lines.give_back()
                reader = csv.reader(self._lines, self._dialect)
                if isinstance(error, _TooLong):
                    yield line, str(error)
                elif "field limit" in str(error):
                    yield line, _over(self._longest)
                else:
                    yield line, f"it cannot be read as a row: {error}"
                continue
            if any(map(str.strip, row)):
                yield line, row


def _names(row: list[str]) -> list[str]:
    """The names of the columns; one that is blank or comes again gets its number."""
    names: list[str] = []
    taken: set[str] = set()
    for number, cell in enumerate(row, 1):
        name = cell.strip().removeprefix("\ufeff") or f"column {number}"
        names.append(f"{name} ({number})" if name in taken else name)
        taken.add(names[-1])
    return names


def _over(longest: int) -> str:
    return f"it is longer than {mebibytes(longest)} (max_bytes)"
