"""In which dialect a table is written: what separates its fields, and how they are quoted."""

from __future__ import annotations

import csv
import io
import itertools
import re

SEPARATOR_LINE = re.compile('\ufeff?"?sep=(.)"?\\s{0,2}', re.IGNORECASE)
"""The line with which spreadsheets may begin a table."""

_SAMPLE_LINES = 200
_DELIMITERS = (",", "\t", ";", "|")
_QUOTING = ((True, None), (False, None), (True, "\\"))


def sniff(sample: str, preferred: str) -> type[csv.Dialect]:
    """The dialect in which the most rows of `sample` have as many fields as the first, and more than one.

    Of dialects that are as good, one whose quotation marks are all well placed is taken first, then one with
    the `preferred` delimiter.
    """
    lines = list(itertools.islice(io.StringIO(sample, newline=""), _SAMPLE_LINES))
    if lines and (match := SEPARATOR_LINE.fullmatch(lines[0])):
        return _dialect(match[1])
    best, best_score = _dialect(preferred), (0.0, 0, False)
    for delimiter in sorted(_DELIMITERS, key=lambda one: one != preferred):
        for quoted, escape in _QUOTING:
            dialect = _dialect(delimiter, quoted=quoted, escape=escape)
            score = _regularity(lines, dialect)
            if score > best_score:
                best, best_score = dialect, score
    return best


def _dialect(delimiter_: str, *, quoted: bool = True, escape: str | None = None) -> type[csv.Dialect]:
    class Dialect(csv.Dialect):
        delimiter = delimiter_
        quotechar = '"' if quoted else None
        quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        doublequote = escape is None
        escapechar = escape
        lineterminator = "\n"

    return Dialect


def _regularity(lines: list[str], dialect: type[csv.Dialect]) -> tuple[float, int, bool]:
    """Share of the rows, in tenths, that have as many fields as the first; that many; and if the quotes fit.

    The last row is left out: the sample may end inside it.
    """
    try:
        widths = [len(row) for row in csv.reader(lines, dialect) if row]
    except csv.Error:
        widths = []
    if not widths or widths[0] < 2:
        return (0.0, 0, False)
    seen = widths[:-1] or widths
    return (round(seen.count(widths[0]) / len(seen), 1), widths[0], _well_quoted(lines, dialect))


def _well_quoted(lines: list[str], dialect: type[csv.Dialect]) -> bool:
    reader = csv.reader(lines, dialect, strict=True)
    try:
        for _ in reader:
            pass
    except csv.Error:
        return reader.line_num == len(lines)
    return True
