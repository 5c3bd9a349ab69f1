"""`Details`: the questions about one thing of a record."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Lock

from counterclaim.ask.details.about import about_record
from counterclaim.ask.details.actor import actor_detail
from counterclaim.ask.details.document import document_detail
from counterclaim.ask.details.event import event_detail
from counterclaim.ask.details.opened import Opened
from counterclaim.ask.details.place import place_detail
from counterclaim.ask.details.source import source_detail
from counterclaim.ask.rows import Row
from counterclaim.ask.view import RecordView

MOST_FITTED = 20_000
"""Claims up to which the model of bias, which needs the whole record, is fitted when a source is asked for."""


class Details:
    """One thing of a record in full. Each answer is JSON-ready, and null when there is no such thing."""

    def __init__(self, view: RecordView) -> None:
        self._view = view
        self._opened = Opened.of(view)
        self._fitting = Lock()
        self._bias: tuple[str, Row] | None = None

    def event(self, id: str, word: str = "") -> Row | None:  # noqa: A002 - what the field calls it
        """An event as `word` hears it: see `counterclaim.ask.details.event`."""
        return event_detail(self._opened, id, word, datetime.now(UTC).date())

    def origins(self, id: str) -> Row | None:  # noqa: A002
        """Whose words an event's claims are: see `counterclaim.ask.origins`."""
        found = self._view.find_event(id)
        return None if found is None else self._view.origins(found.id)

    def document(self, id: str, start: int = 0, claim: str = "") -> Row | None:  # noqa: A002
        """A document from the character `start`, or where the sentence of `claim` is."""
        return document_detail(self._opened, id, start, claim)

    def place(self, id: str) -> Row | None:  # noqa: A002
        """A place, by the id of its entry."""
        return place_detail(self._opened, id)

    def actor(self, id: str) -> Row | None:  # noqa: A002
        """An actor by its id, or a state's side (``state.SY``)."""
        return actor_detail(self._opened, id)

    def source(self, key: str) -> Row | None:
        """A source by its key: ``actor:sohr``, ``name:exampledeska``."""
        return source_detail(self._opened, key, self._biases())

    def about(self) -> Row:
        """The record itself."""
        return about_record(self._opened, self._view)

    def _biases(self) -> Row:
        """The biases of all sources, fitted once for each state of the record."""
        state = self._view.record.state()
        with self._fitting:
            if self._bias is None or self._bias[0] != state:
                self._bias = (state, self._fit())
            return self._bias[1]

    def _fit(self) -> Row:
        many = self._view.counts()["claims"]
        if many > MOST_FITTED:
            why = f"The record has {many:,} claims: its biases take minutes to fit. Run `counterclaim bias` for them."
            return {"biases": None, "limits": [why]}
        return self._view.bias()
