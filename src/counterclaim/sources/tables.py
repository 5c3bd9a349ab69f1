"""Tables: CSV and TSV in any common dialect and encoding, read as a stream."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import deque
from collections.abc import Iterator

from counterclaim.errors import SourceError, TooLarge, Unreadable
from counterclaim.model import SourceItem
from counterclaim.sources.records import Origin, Record, canonical, items_of
from counterclaim.sources.streams import head, mebibytes
from counterclaim.text.decoding import decode, encoding_of_start, looks_binary

_SAMPLE_LINES = 200
_DELIMITERS = ",\t;|"
_MOST_RETRIED = 50_000
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
    wide = encoding.startswith(("utf-16", "utf-32"))
    text = io.TextIOWrapper(stream, encoding, "replace" if wide else "surrogateescape", newline="")
    dialect = sniff(start.decode(encoding, "replace"), "\t" if suffix in {".tsv", ".tab"} else ",")
    rows = _rows(_Lines(text, origin), dialect, origin)
    header = next(rows, None)
    if not isinstance(header, tuple):
        yield header or Unreadable(origin.shown, "the table has no line that names its columns")
        return
    columns = _named(header[1])
    width = len(columns)
    yield from items_of(_records(rows, columns, encoding, origin), origin, columns)
    del width


def sniff(sample: str, preferred: str) -> type[csv.Dialect]:
    """The dialect in which the most lines of `sample` have as many fields as the first, and more than one."""
    lines = sample.split("\n")[: _SAMPLE_LINES + 1]
    whole = [line + "\n" for line in lines[:-1]] or lines
    best, best_score = dialect_of(preferred), (0.0, 0)
    for delimiter in preferred + _DELIMITERS.replace(preferred, ""):
        for quoted, escape in ((True, None), (True, "\\"), (False, None)):
            dialect = dialect_of(delimiter, quoted=quoted, escape=escape)
            score = _regularity(whole, dialect)
            if score > best_score:
                best, best_score = dialect, score
    return best


def dialect_of(delimiter: str, *, quoted: bool = True, escape: str | None = None) -> type[csv.Dialect]:
    """A dialect for the csv module."""

    class Dialect(csv.Dialect):
        quotechar = '"' if quoted else None
        quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        doublequote = escape is None
        escapechar = escape
        lineterminator = "\n"
        skipinitialspace = False

    Dialect.delimiter = delimiter
    return Dialect


def _regularity(lines: list[str], dialect: type[csv.Dialect]) -> tuple[float, int]:
    """Share of the lines that lie in rows as long as the first, in tenths, and how long those are."""
    reader = csv.reader(lines, dialect)
    width, fitting, before = 0, 0, 0
    try:
        for row in reader:
            width = width or len(row)
            if len(row) == width:
                fitting += reader.line_num - before
            before = reader.line_num
    except csv.Error:
        return (0.0, 0)
    return (round(fitting / max(1, before), 1), width) if width > 1 else (0.0, 0)


class _Lines:
    """The lines of a text, with their numbers, of which some can be given back."""

    def __init__(self, text: io.TextIOWrapper, origin: Origin) -> None:
        self._text = text
        self._longest = origin.options.max_bytes
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
        self.taken.append(line)
        return line

    def begin(self) -> None:
        self.taken.clear()

    def too_long(self) -> bool:
        """Whether the last line is over the limit; its rest is then passed over."""
        if not self.taken or len(self.taken[-1]) <= self._longest:
            return False
        while (rest := self._text.readline(self._longest)) and not rest.endswith(("\n", "\r")):
            pass
        return True

    def give_back(self) -> None:
        """All lines taken but the first, so that a quotation mark that is never closed costs one line."""
        again = self.taken[1:]
        self._retried += len(again)
        if self._retried <= _MOST_RETRIED:
            self._back.extendleft(reversed(again))
            self.number -= len(again)
