"""Which files are to be read: the paths as given, folders walked in the order of names."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from counterclaim.errors import SourceError
from counterclaim.sources.sidecars import is_sidecar, orphan

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Found:
    """A file, and how messages and the record name it."""

    shown: str
    path: Path


def find_files(paths: Iterable[str]) -> Iterator[Found | SourceError]:
    """The files of `paths`, each once, by whatever path it is reached first.

    In a folder hidden files, sidecars and folders that were walked before (a link that leads back) are passed
    over, and what is no regular file is an error. A path that is named outright is read whatever it is.
    """
    seen: set[tuple[int, int]] = set()
    for given in paths:
        if given == STDIN:
            yield Found(STDIN, Path(STDIN))
            continue
        try:
            status = Path(given).stat()
        except (OSError, ValueError) as error:
            yield SourceError(printable(given), reason_of(error))
            continue
        if stat.S_ISDIR(status.st_mode):
            yield from _walk(given, status, seen)
        elif _new(status, seen):
            yield Found(printable(given), Path(given))


def printable(path: str) -> str:
    """`path` with the bytes of its name that are no UTF-8 written as ``\\xff``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace") if "\0" not in path else repr(path)


def reason_of(error: OSError | ValueError) -> str:
    """What an error of the operating system says, for a person."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file"
    if isinstance(error, PermissionError):
        return "permission to read it was denied"
    text = getattr(error, "strerror", None) or str(error) or type(error).__name__
    return f"it cannot be read: {text[:1].lower()}{text[1:]}"


def _new(status: os.stat_result, seen: set[tuple[int, int]]) -> bool:
    key = (status.st_dev, status.st_ino)
    if key in seen:
        return False
    seen.add(key)
    return True


def _walk(top: str, status: os.stat_result, seen: set[tuple[int, int]]) -> Iterator[Found | SourceError]:
    waiting: list[tuple[str, os.stat_result]] = [(top, status)]
    while waiting:
        path, status = waiting.pop()
        if stat.S_ISREG(status.st_mode):
            if _new(status, seen):
                yield Found(printable(path), Path(path))
        elif not stat.S_ISDIR(status.st_mode):
            yield SourceError(printable(path), "it is not a regular file")
        elif _new(status, seen):
            entries = list(_entries(path))
            yield from (entry for entry in entries if isinstance(entry, SourceError))
            waiting.extend(entry for entry in reversed(entries) if not isinstance(entry, SourceError))


def _entries(folder: str) -> Iterator[tuple[str, os.stat_result] | SourceError]:
    try:
        names = sorted(entry.name for entry in Path(folder).iterdir())
    except OSError as error:
        yield SourceError(printable(folder), reason_of(error))
        return
    present = set(names)
    for name in names:
        path = os.path.join(folder, name)  # noqa: PTH118 - a Path would lose the form that the user gave
        if name.startswith("."):
            continue
        if is_sidecar(name):
            if orphan(name, present):
                yield SourceError(printable(path), "it describes a file that is not beside it")
            continue
        try:
            yield path, Path(path).stat()
        except OSError as error:
            yield SourceError(printable(path), reason_of(error))
