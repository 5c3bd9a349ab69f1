"""`EventIndex`: the index of a record that goes with the record, asked by several threads."""

from __future__ import annotations

import time
from functools import cached_property
from threading import Lock, Thread
from typing import Any

import numpy as np

from counterclaim.ask.index.clusters import Curve, curve
from counterclaim.ask.index.columns import Events, Mask
from counterclaim.ask.index.kept import KEPT_FROM, Kept
from counterclaim.ask.index.labels import Labels
from counterclaim.ask.index.loading import load
from counterclaim.ask.index.names import Names, names
from counterclaim.ask.index.published import published
from counterclaim.ask.masking import Masker
from counterclaim.errors import RecordError
from counterclaim.record import Record
from counterclaim.record.columns import claim_columns, matching_claims
from counterclaim.reference.actors import ActorRegistry

_LOOK_SECONDS = 1.0
"""How often the record is asked whether it has changed."""
_REST = 3.0
"""A new index is made no sooner than so many times its own making after the last: a build changes a record often."""


class Snapshot:
    """The events of one state of a record, with what is made of them once."""

    def __init__(self, events: Events, registry: ActorRegistry) -> None:
        self.events = events
        self.labels = Labels(
            registry, events.source_names, {id_: place.name for id_, place in events.gazetteer.items()}
        )
        self.curve: Curve = curve(events)
        self._claims: Any = None
        self._lock = Lock()

    @property
    def delayed(self) -> bool:
        """Whether the record is seen with a delay: the name of such a state has a day beside it."""
        return not self.events.state.isalnum()

    @cached_property
    def names(self) -> Names:
        """Names of places, actors and sources."""
        return names(self.events, self.labels)

    def event_of_claims(self, record: Record) -> Any:
        """The row of the event of each claim, by the claim's row number; -1 for one without. Read when first asked."""
        with self._lock:
            if self._claims is None:
                self._claims = _event_of_claims(record, self.events)
            return self._claims


class EventIndex:
    """The index of a record, as `masker` lets it be published.

    `now` gives its newest snapshot; a question keeps the one that it began with.

    Where the record has changed, a new snapshot is made beside the old one, which answers until then.
    """

    def __init__(self, record: Record, registry: ActorRegistry, masker: Masker | None = None) -> None:
        self._record, self._registry, self._masker = record, registry, masker
        self._lock = Lock()
        self._looked = self._made = time.monotonic()
        self._took = 0.0
        self._making: Thread | None = None
        self._snapshot = self._make()

    @property
    def current(self) -> Snapshot:
        """The newest snapshot there is, without a look at the record."""
        return self._snapshot

    @property
    def due(self) -> bool:
        """Whether it is time to ask the record again whether it has changed."""
        return time.monotonic() - self._looked > _LOOK_SECONDS

    def now(self) -> Snapshot:
        """The newest snapshot there is; from time to time the record is asked whether it has changed."""
        newest = self._snapshot
        if self.due:
            with self._lock:
                if self.due:
                    self._looked = time.monotonic()
                    self._look()
        return newest

    def text_mask(self, snapshot: Snapshot) -> Any:
        """The function from a full-text question to the events that have a claim which it finds."""

        def find(events: Events, asked: str) -> Mask:
            with self._record.reading() as connection:
                found = np.array(matching_claims(connection, asked), dtype=np.int64)
            event_of = snapshot.event_of_claims(self._record)
            rows = event_of[found[found < len(event_of)]]
            mask = np.zeros(len(events), dtype=np.bool_)
            mask[rows[rows >= 0]] = True
            return mask

        return find

    def _look(self) -> None:
        if self._making is not None and self._making.is_alive():
            return
        if time.monotonic() - self._made < _REST * self._took:
            return
        if self._record.state() != self._snapshot.events.state:
            self._making = Thread(target=self._remake, daemon=True)
            self._making.start()

    def _remake(self) -> None:
        try:
            self._snapshot = self._make()
        except RecordError:  # busy, or in the middle of a build: the old snapshot answers until the next look
            self._made = time.monotonic()

    def _make(self) -> Snapshot:
        began = time.monotonic()
        made = Snapshot(published(load(self._record), self._masker), self._registry)
        self._made = time.monotonic()
        self._took = self._made - began
        return made


def _event_of_claims(record: Record, events: Events) -> Any:
    kept = Kept.of(record, events.state)
    found = kept.claims() if kept else None
    if found is None:
        found = _read_event_of_claims(record, events)
        if kept and len(events) >= KEPT_FROM and record.state() == events.state:
            kept.keep_claims(found)
    return found


def _read_event_of_claims(record: Record, events: Events) -> Any:
    rows = {id_: row for row, id_ in enumerate(events.ids)}
    with record.reading() as connection:
        pairs = [(seq, rows.get(event, -1)) for batch in claim_columns(connection) for seq, event in batch]
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    found = np.full(int(table[:, 0].max(initial=-1)) + 1, -1, dtype=np.int32)
    found[table[:, 0]] = table[:, 1]
    return found
