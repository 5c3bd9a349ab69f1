"""The frames of a whole record, made once for each of its states, kept in memory and beside the record.

Whose word each claim is takes reading all claims with their reports: too long for every question. What follows from it
are tables of short columns, which lie in Arrow files beside a record in SQLite until the record changes. They
hold nothing that is not in the record; where they cannot be written they are made anew for each process.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary

import polars as pl
from polars.exceptions import PolarsError

from counterclaim.analysis.frames import Frames
from counterclaim.config import is_url
from counterclaim.record import Record

_FORM = 1
"""Counted up whenever the columns change."""
_PARTS = ("events", "claims", "reports")


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything in a record that tallies ask for: its events and claims, and its reports by `REPORTS`."""

    frames: Frames
    reports: pl.DataFrame


_KEPT: WeakKeyDictionary[Record, tuple[str, Whole]] = WeakKeyDictionary()


def whole(record: Record, make: Callable[[], Whole]) -> Whole:
    """All events, claims and reports of a record as it is now; `make` reads them where they are not kept."""
    state = record.state()
    known = _KEPT.get(record)
    if known is not None and state and known[0] == state:
        return known[1]
    found = _read(_paths(record, state))
    if found is None:
        found = make()
        if record.state() != state:  # written to meanwhile: true of neither state
            return found
        keep(record, found)
    _KEPT[record] = (state, found)
    return found


def keep(record: Record, found: Whole) -> None:
    """Put what was read beside the record, in place of what is of another state, if that is possible."""
    if paths := _paths(record, record.state()):
        with contextlib.suppress(OSError):
            _write(found, Path(record.address), paths)


def forget(record: Record) -> None:
    """Drop what is kept in memory."""
    _KEPT.pop(record, None)


def _paths(record: Record, state: str) -> list[Path]:
    """The files of a state; none where there is no name for it, or no folder beside the record."""
    if not state or is_url(record.address):
        return []
    beside = Path(record.address)
    return [beside.with_name(f"{beside.name}.{state[:16]}.{_FORM}.{part}.arrow") for part in _PARTS]


def _read(paths: list[Path]) -> Whole | None:
    if not paths or not all(path.is_file() for path in paths):
        return None
    try:
        events, claims, reports = (pl.read_ipc(path) for path in paths)
    except (OSError, PolarsError):
        return None
    return Whole(Frames(events, claims), reports)


def _write(found: Whole, beside: Path, paths: list[Path]) -> None:
    mode = beside.stat().st_mode & 0o777
    for path, frame in zip(paths, (found.frames.events, found.frames.claims, found.reports), strict=True):
        handle, partly = tempfile.mkstemp(dir=path.parent, prefix=f"{beside.name}.", suffix=".partly")
        os.close(handle)
        try:
            frame.write_ipc(partly)
            Path(partly).chmod(mode)
            Path(partly).replace(path)
        except BaseException:
            Path(partly).unlink(missing_ok=True)
            raise
    for part in _PARTS:
        for old in beside.parent.glob(f"{_literal(beside.name)}.*.{part}.arrow"):
            if old not in paths:
                old.unlink(missing_ok=True)


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
