"""The rows of a CSV file, plain, gzipped or in a zip archive, as they come and within limits."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from counterclaim.errors import TooLarge, Unreadable
from counterclaim.text.decoding import encoding_of_start, looks_binary

MAX_BYTES = 4 * 1024**3
MAX_ROW = 1024 * 1024
_HEAD = 64 * 1024
_DELIMITERS = ",;\t"
_MOST_RETRIED = 200_000
"""Lines read again behind rows that are too long: a file that needs more is no table."""


class _Bounded(io.RawIOBase):
    """Bytes up to a limit; the first ones can be seen before."""

    def __init__(self, stream: IO[bytes], locator: str) -> None:
        self._stream, self._locator, self._size = stream, locator, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        try:
            part = self._stream.read(len(buffer))
        except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, NotImplementedError) as error:
            raise Unreadable(self._locator, f"its packed data are damaged: {error}") from error
        self._size += len(part)
        if self._size > MAX_BYTES:
            raise TooLarge(self._locator, f"it holds more than {MAX_BYTES // 1024**3} GiB")
        buffer[: len(part)] = part
        return len(part)


@contextmanager
def opened(path: Path) -> Iterator[io.TextIOWrapper]:
    """The text of a file, unpacked by its ending (``.gz``, ``.zip`` with one file in it).

    Raises:
        OSError: it cannot be opened.
        Unreadable: it is damaged, binary, or an archive of several files.
        TooLarge: it expands too far.
    """
    with path.open("rb") as raw, _unpacked(raw, path) as content:
        stream = io.BufferedReader(_Bounded(content, str(path)), _HEAD)
        start = stream.peek(_HEAD)
        if looks_binary(start):
            raise Unreadable(str(path), "it is not a CSV file: its content is binary")
        yield io.TextIOWrapper(stream, encoding_of_start(start), "replace", newline="")


@contextmanager
def _unpacked(raw: IO[bytes], path: Path) -> Iterator[IO[bytes]]:
    suffix = path.suffix.lower()
    if suffix == ".gz":
        yield cast(IO[bytes], gzip.GzipFile(fileobj=raw, mode="rb"))
    elif suffix == ".zip":
        try:
            with zipfile.ZipFile(raw) as archive:
                yield _only_member(archive, path)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:  # RuntimeError: a password
            raise Unreadable(str(path), f"the archive cannot be read: {error}") from error
    else:
        yield raw


def _only_member(archive: zipfile.ZipFile, path: Path) -> IO[bytes]:
    members = [one for one in archive.infolist() if one.filename.lower().endswith((".csv", ".txt", ".tsv"))]
    if len(members) != 1:
        raise Unreadable(str(path), f"the archive holds {len(members)} CSV files where one is expected")
    return archive.open(members[0])


class _TooLong(Exception):
    """A row is longer than any is."""


class _Lines:
    """Lines with their numbers, of which those of a row that is too long are given back."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._back: deque[str] = deque()
        self._taken: list[str] = []
        self._size = 0
        self._retried = 0
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else self._text.readline(MAX_ROW + 1)
        if not line:
            raise StopIteration
        self.number += 1
        self._taken.append(line)
        self._size += len(line)
        if self._size > MAX_ROW:
            raise _TooLong
        return line

    def next_row(self) -> int:
        """Begin a row; the number of its line."""
        self._taken.clear()
        self._size = 0
        return self.number + 1

    def give_back(self) -> None:
        """All lines of the row but the first, so that a quotation mark that is never closed costs one line."""
        again = self._taken[1:]
        self._retried += len(again)
        if self._retried <= _MOST_RETRIED:
            self._back.extendleft(reversed(again))
            self.number -= len(again)
        if not again and not self._taken[0].endswith("\n"):
            while (rest := self._text.readline(MAX_ROW)) and not rest.endswith("\n"):
                pass


def rows(text: io.TextIOWrapper) -> Iterator[tuple[int, list[str] | str]]:
    """The rows that are not blank with the number of their line: cells, or what is wrong with the row.

    The first one is that of the columns; the sign that is commonest in it parts the cells of all.
    """
    csv.field_size_limit(max(csv.field_size_limit(), MAX_ROW))
    lines = _Lines(text)
    reader, delimiter = None, ","
    while True:
        line = lines.next_row()
        try:
            if reader is None:
                first = next(lines)
                if not first.strip():
                    continue
                delimiter = max(_DELIMITERS, key=first.count)
                yield line, next(csv.reader([first], delimiter=delimiter))
                reader = csv.reader(lines, delimiter=delimiter)
                continue
            row = next(reader)
        except StopIteration:
            return
        except (_TooLong, csv.Error) as error:
            lines.give_back()
            reader = reader and csv.reader(lines, delimiter=delimiter)
            reason = f"it is longer than {MAX_ROW:,} letters, or a quotation mark is not closed"
            yield line, reason if isinstance(error, _TooLong) else f"it cannot be read as a row: {error}"
            continue
        if any(map(str.strip, row)):
            yield line, row
