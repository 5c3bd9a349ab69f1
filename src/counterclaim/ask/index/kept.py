"""What an index is read from, kept in the user's cache folder by the record's state: a new process has it in a second.

Without Polars: a server makes its index before it forks, and the threads of Polars, once begun, are missing in a copy,
which then waits for them for ever.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from counterclaim import __version__
from counterclaim.ask.flat import kept
from counterclaim.ask.index.columns import Ints
from counterclaim.record.columns import EVENTS

if TYPE_CHECKING:
    from counterclaim.record import Record

KEPT_FROM = 20_000
"""Events from which on tables are kept: fewer are read as fast from the record."""
_FORM = "2"
"""Counted up whenever a column or its meaning changes."""
_TEXTS = ("word", "figures", "sources", "methods", "modalities", "kinds")
_HEARD = ("row", "claims", "documents", "origins", *_TEXTS)
_COLUMNS, _NUMBERS = "columns.json", "numbers.npz"
_UNFIT = (OSError, EOFError, ValueError, TypeError, KeyError, zipfile.BadZipFile)
"""What files raise that are missing, damaged, or of other columns, and columns of what cannot be kept."""


@dataclass(frozen=True, slots=True)
class Tables:
    """Columns of events by id; a row for each event and word, with the places of its texts among `texts`; sources."""

    of_event: dict[str, list[Any]]
    heard: dict[str, Ints]
    texts: dict[str, list[Any]]
    names: dict[str, str]


class Kept:
    """The tables of one state of a record. What is damaged, or cannot be written, is as if it were not there."""

    def __init__(self, record_id: str, state: str) -> None:
        self._of = (record_id, state, f"{_FORM}-{__version__}")

    @classmethod
    def of(cls, record: Record, state: str) -> Kept | None:
        """Where those of a state are; null for a record that is seen with a delay: what is left out must stay so."""
        return cls(record.meta()["record_id"], state) if state.isalnum() else None

    def tables(self) -> Tables | None:
        """What `keep_tables` kept; null where there is nothing."""
        folder = self._folder("index")
        try:
            columns = json.loads((folder / _COLUMNS).read_bytes())
            return Tables(
                {name: columns["events"][name] for name in EVENTS},
                _numbers(folder, _HEARD),
                {name: columns["texts"][name] for name in _TEXTS},
                columns["names"],
            )
        except _UNFIT:
            return None

    def keep_tables(self, tables: Tables) -> None:
        """Keep them in place of those of other states."""
        columns = {"events": tables.of_event, "texts": tables.texts, "names": tables.names}

        def fill(folder: Path) -> None:
            (folder / _COLUMNS).write_text(json.dumps(columns), "ascii")
            np.savez(folder / _NUMBERS, **tables.heard)  # type: ignore[arg-type]

        with suppress(*_UNFIT):
            kept.put(self._folder("index"), fill)

    def claims(self) -> Ints | None:
        """The row of the event of each claim, as `keep_claims` kept it; null where there is nothing."""
        try:
            return _numbers(self._folder("index-claims"), ("event",))["event"]
        except _UNFIT:
            return None

    def keep_claims(self, event_of: Ints) -> None:
        """Keep it in place of that of other states."""
        kept.put(self._folder("index-claims"), lambda folder: np.savez(folder / _NUMBERS, event=event_of))

    def _folder(self, kind: str) -> Path:
        record_id, state, form = self._of
        return kept.folder(record_id, state, form, kind)


def _numbers(folder: Path, names: Iterable[str]) -> dict[str, Ints]:
    """Columns as they were kept.

    Raises:
        OSError: there are none.
        KeyError: one is missing.
        ValueError: they cannot be read.
        BadZipFile: the same.
        TypeError: one is of another type.
    """
    with (folder / _NUMBERS).open("rb") as file, np.load(file, allow_pickle=False) as found:
        columns = {name: found[name] for name in names}
    for name, column in columns.items():
        if column.dtype != np.int32:
            raise TypeError(name)
    return columns
