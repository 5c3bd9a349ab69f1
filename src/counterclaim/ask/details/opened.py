"""What every answer is made from: the record, the actors' names, and one snapshot to read."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from sqlalchemy import Connection

from counterclaim.ask.view import RecordView
from counterclaim.events import document_context
from counterclaim.events.provenance import Contexts
from counterclaim.record import Record
from counterclaim.record.query import every_header
from counterclaim.reference.actors import ActorRegistry


@dataclass(frozen=True, slots=True)
class Opened:
    """A record that is open, with the registry of actors and their names by id."""

    record: Record
    registry: ActorRegistry
    names: dict[str, str]

    @classmethod
    def of(cls, view: RecordView) -> Opened:
        """The record behind a view."""
        return cls(view.record, view.registry, {actor.id: actor.name for actor in view.registry})

    def reading(self) -> AbstractContextManager[Connection]:
        """A connection that sees one state of the record."""
        return self.record.reading()


def contexts(connection: Connection, documents: Iterable[str]) -> Contexts:
    """The contexts of `documents` and of the first of their families, as `pipeline.contexts` gives them."""
    asked = set(documents)
    headers = list(every_header(connection, asked))
    firsts = {one.family for one in headers if one.family} - asked
    headers += every_header(connection, firsts) if firsts else []
    return {one.document_id: document_context(one, one.family) for one in headers}
