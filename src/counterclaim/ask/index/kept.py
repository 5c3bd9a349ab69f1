"""What an index is read from, kept in the user's cache folder by the record's state: a new process has it in a second."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
from polars.exceptions import PolarsError

from counterclaim import __version__
from counterclaim.ask.flat import kept
from counterclaim.ask.index.columns import Ints
from counterclaim.record.columns import EVENTS

if TYPE_CHECKING:
    from counterclaim.record import Record

KEPT_FROM = 20_000
"""Events from which on tables are kept: fewer are read as fast from the record."""
_FORM = "1"
"""Counted up whenever a column or its meaning changes."""
_TEXTS = ("word", "figures", "sources", "methods", "modalities", "kinds")
_HEARD = ("row", "claims", "documents", "origins", *_TEXTS)
_UNFIT = (PolarsError, TypeError, ValueError)
"""What columns raise that are missing, of other types, or of mixed ones."""


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
        frames = kept.read(self._folder("index"), ("events", "heard", *_TEXTS, "names"))
        if frames is None:
            return None
        try:
            return Tables(
                {name: frames["events"][name].to_list() for name in EVENTS},
                {name: _numbers(frames["heard"], name) for name in _HEARD},
                {name: frames[name]["text"].to_list() for name in _TEXTS},
                dict(frames["names"].select("key", "name").iter_rows()),
            )
        except _UNFIT:
            return None

    def keep_tables(self, tables: Tables) -> None:
        """Keep them in place of those of other states."""
        with suppress(*_UNFIT):
            frames: Mapping[str, pl.DataFrame] = {
                "events": pl.DataFrame(tables.of_event, infer_schema_length=None),
                "heard": pl.DataFrame(tables.heard),
                **{name: pl.DataFrame({"text": tables.texts[name]}, {"text": pl.String}) for name in _TEXTS},
                "names": pl.DataFrame({"key": list(tables.names), "name": list(tables.names.values())}),
            }
            kept.write(self._folder("index"), frames)

    def claims(self) -> Ints | None:
        """The row of the event of each claim, as `keep_claims` kept it; null where there is nothing."""
        frames = kept.read(self._folder("index-claims"), ("claims",))
        with suppress(*_UNFIT):
            return None if frames is None else _numbers(frames["claims"], "event")
        return None

    def keep_claims(self, event_of: Ints) -> None:
        """Keep it in place of that of other states."""
        kept.write(self._folder("index-claims"), {"claims": pl.DataFrame({"event": event_of})})

    def _folder(self, kind: str) -> Path:
        record_id, state, form = self._of
        return kept.folder(record_id, state, form, kind)


def _numbers(frame: pl.DataFrame, name: str) -> Ints:
    """A column as it was kept.

    Raises:
        PolarsError: there is none.
        TypeError: it is of another type.
    """
    if frame[name].dtype != pl.Int32:
        raise TypeError(name)
    return frame[name].to_numpy()
