"""Lines of a user's file, packed or not, within bounds: no file may fill memory or never end."""

from __future__ import annotations

import gzip
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from counterclaim.errors import ReferenceDataError

MAX_LINE = 1 << 20
_MAX_BYTES = 32 << 30
_MAX_RATIO = 200  # GeoNames' own dumps expand four- to sixfold
_ANY_RATIO_BELOW = 64 << 20
_BESIDE = frozenset({"readme.txt", "iso-languagecodes.txt"})


class _Stream(Protocol):
    def readline(self, limit: int, /) -> bytes: ...


def lines(path: Path, suffixes: tuple[str, ...]) -> Iterator[bytes]:
    """The lines of a file, or of the one file with one of `suffixes` in a zip archive, ends taken off.

    A line over 1 MiB comes empty. Raises `ReferenceDataError` when the file cannot be read, is too large or
    expands beyond what such data does.
    """
    try:
        with _opened(path, suffixes) as (stream, packed_bytes):
            yield from _bounded(path, stream, packed_bytes)
    except (OSError, EOFError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        raise ReferenceDataError(f"{path}: cannot be read: {reason}") from error


def _bounded(path: Path, stream: _Stream, packed_bytes: int) -> Iterator[bytes]:
    limit = min(_MAX_BYTES, max(_ANY_RATIO_BELOW, packed_bytes * _MAX_RATIO) if packed_bytes else _MAX_BYTES)
    read = 0
    whole = True
    while line := stream.readline(MAX_LINE):
        read += len(line)
        if read > limit:
            raise ReferenceDataError(f"{path}: refused: it expands to more than {limit >> 20:,} MiB")
        ended = line.endswith(b"\n")
        if whole and (ended or len(line) < MAX_LINE):
            yield line.rstrip(b"\r\n")
        elif whole:
            yield b""
        whole = ended


@contextmanager
def _opened(path: Path, suffixes: tuple[str, ...]) -> Iterator[tuple[_Stream, int]]:
    """The stream of a file's content, and its packed size, 0 where it is not packed."""
    name = path.name.lower()
    if name.endswith(".zip"):
        with zipfile.ZipFile(path) as archive, archive.open(_member(path, archive, suffixes)) as member:
            yield member, path.stat().st_size
    elif name.endswith(".gz"):
        with gzip.open(path) as unpacked:
            yield unpacked, path.stat().st_size
    else:
        with path.open("rb") as plain:
            yield plain, 0


def _member(path: Path, archive: zipfile.ZipFile, suffixes: tuple[str, ...]) -> zipfile.ZipInfo:
    found = [
        info
        for info in archive.infolist()
        if info.filename.lower().endswith(suffixes) and Path(info.filename).name.lower() not in _BESIDE
    ]
    if len(found) != 1:
        raise ReferenceDataError(
            f"{path}: one {' or '.join(suffixes)} file expected in the archive, {len(found)} found"
        )
    return found[0]
