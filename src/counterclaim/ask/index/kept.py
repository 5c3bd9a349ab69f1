"""What an index is read from, kept in the user's cache folder by the record's state: a new process has it in a second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from counterclaim.ask.flat import kept
from counterclaim.ask.index.columns import Ints

if TYPE_CHECKING:
    from counterclaim.record import Record

KEPT_FROM = 20_000
"""Events from which on tables are kept: fewer are read as fast from the record."""
_FORM = "1"
"""Counted up whenever a column or its meaning changes."""
_TEXTS = ("word", "figures", "sources", "methods", "modalities", "kinds")


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
        self._of = (record_id, state, _FORM)

    @classmethod
    def of(cls, record: Record, state: str) -> Kept | None:
        """Where those of a state are; null for a record that is seen with a delay: what is left out must stay so."""
        return cls(record.meta()["record_id"], state) if state.isalnum() else None

    def tables(self) -> Tables | None:
        """What `keep_tables` kept; null where there is nothing."""
        frames = kept.read(self._folder("index"), ("events", "heard", *_TEXTS, "names"))
        if frames is None:
            return None
        return Tables(
            {name: frames["events"][name].to_list() for name in frames["events"].columns},
            {name: frames["heard"][name].to_numpy() for name in frames["heard"].columns},
            {name: frames[name]["text"].to_list() for name in _TEXTS},
            dict(frames["names"].iter_rows()),
        )

    def keep_tables(self, tables: Tables) -> None:
        """Keep them in place of those of other states."""
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
        return None if frames is None else frames["claims"]["event"].to_numpy()

    def keep_claims(self, event_of: Ints) -> None:
        """Keep it in place of that of other states."""
        kept.write(self._folder("index-claims"), {"claims": pl.DataFrame({"event": event_of})})

    def _folder(self, kind: str) -> Path:
        record_id, state, form = self._of
        return kept.folder(record_id, state, form, kind)
