"""`LinkStore`: what linking keeps in a record, reached as `Record.linking`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, Engine

from counterclaim.model import Claim, Event, Heard, Link, Relation
from counterclaim.record import links, query
from counterclaim.record.engine import reading
from counterclaim.record.links import Days
from counterclaim.record.rows import Said

Found = TypeVar("Found")

_AT_ONCE = 500


class LinkStore:
    """Links between claims, the days by which claims are found, and the events that follow.

    A method that writes does so in one transaction. It raises RecordError when the database fails or was opened
    for reading only.
    """

    def __init__(self, engine: Engine, writing: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._engine = engine
        self._writing = writing

    def begin(self, by: str) -> None:
        """Make ready to link by `by`: what another linker has made of the record is dropped."""
        with self._writing() as connection:
            if links.linker(connection) != by:
                links.forget(connection, by)

    def add_days(self, rows: Iterable[Days]) -> None:
        """Keep when claims' events may have been."""
        with self._writing() as connection:
            links.add_days(connection, rows)

    def add_links(self, made: Iterable[Link]) -> None:
        """Keep links between claims."""
        with self._writing() as connection:
            links.add_links(connection, made)

    def put_events(
        self,
        claims: Collection[str],
        events: Iterable[Event],
        heard: Mapping[str, Sequence[Heard]] | None = None,
        said: Mapping[str, Sequence[Said]] | None = None,
    ) -> None:
        """Store `events` in place of every event that has one of `claims`.

        `heard` is by an event's id what each word leaves of it, `said` what each of its claims is; what is not given
        is found by the next build.
        """
        with self._writing() as connection:
            links.put_events(connection, claims, events, heard or {}, said or {})

    def put_words(self, heard: Mapping[str, Sequence[Heard]], said: Mapping[str, Sequence[Said]]) -> None:
        """Keep, by an event's id, what each word leaves of it, and what each of its claims is."""
        with self._writing() as connection:
            links.put_words(connection, heard)
            links.put_said(connection, said)

    def events_without_words(self, most: int) -> dict[str, list[str]]:
        """Events of which it is not known what each word leaves of them, with the ids of their claims."""
        with reading(self._engine) as connection:
            return links.members(connection, links.without_words(connection, most))

    def claims_in(self, events: Collection[str]) -> dict[str, list[str]]:
        """The ids of the claims of events, by the event's id."""
        with reading(self._engine) as connection:
            return links.members(connection, events)

    def is_related(self) -> bool:
        """Whether the relations are those of the events as they are now."""
        with reading(self._engine) as connection:
            return links.is_related(connection)

    def put_relations(self, relations: Iterable[Relation]) -> None:
        """Store `relations` in place of all relations."""
        with self._writing() as connection:
            links.put_relations(connection, relations)

    def claims_without_days(self, many: int) -> Iterator[list[Claim]]:
        """Claims that linking has not looked at, by id, `many` at a time; days can be added between."""
        return self._pages(partial(links.without_days, most=many), lambda claim: claim.id)

    def claims_without_event(self, many: int) -> Iterator[list[str]]:
        """The ids of the claims that are to be linked, `many` at a time; events can be put between."""
        return self._pages(partial(links.without_event, most=many), str)

    def _pages(
        self, read: Callable[[Connection, str], list[Found]], id_of: Callable[[Found], str]
    ) -> Iterator[list[Found]]:
        """What `read` finds behind an id, page by page, no reader open between two pages."""
        after = ""
        while True:
            with reading(self._engine) as connection:
                found = read(connection, after)
            if not found:
                return
            yield found
            after = id_of(found[-1])

    def days_without_event(self) -> list[tuple[int | None, int | None]]:
        """First and last days of the claims that are to be linked, each pair once; no time comes first."""
        with reading(self._engine) as connection:
            return links.days_without_event(connection)

    def claims_between(self, first: int, last: int, many: int) -> Iterator[list[Claim]]:
        """Linkable claims of the days from `first` to `last` (ordinals), by first day, `many` at a time.

        Links can be added between: a reader that stayed would keep what is written from the file's own pages.
        """
        after: tuple[int, str] | None = None
        while True:
            with reading(self._engine) as connection:
                found = links.between(connection, first, last, after, many)
                claims = links.claims_of(connection, [id_ for _, id_ in found])
            if not found:
                return
            yield claims
            after = found[-1]

    def undated_claims(self) -> Iterator[Claim]:
        """Linkable claims of which no time is known, by id."""
        with reading(self._engine) as connection:
            yield from links.undated(connection)

    def links_of(self, claims: Collection[str]) -> list[Link]:
        """The links that one of `claims` is an end of."""
        with reading(self._engine) as connection:
            return links.links_of(connection, claims)

    def claims_of(self, ids: Collection[str]) -> list[Claim]:
        """The claims of `ids`, by id."""
        with reading(self._engine) as connection:
            return links.claims_of(connection, ids)

    def links_from(self, ids: Sequence[str]) -> Iterator[list[tuple[str, str, float]]]:
        """The links whose first end is one of the claims `ids`, some at a time: both ends, and the score."""
        return self._of_each(links.links_from, ids)

    def linked_to(self, ids: Sequence[str], above: float) -> Iterator[list[str]]:
        """The first ends of the links above a score that lead to one of the claims `ids`, some at a time."""
        return self._of_each(partial(links.linked_to, above=above), ids)

    def marks_of(self, ids: Sequence[str]) -> Iterator[list[tuple[str, str, int, bool]]]:
        """What `counterclaim.events.linking.mark` says of the claims of `ids`, behind their ids, some at a time."""
        return self._of_each(links.marks_of, ids)

    def _of_each(
        self, read: Callable[[Connection, Sequence[str]], list[Found]], ids: Sequence[str]
    ) -> Iterator[list[Found]]:
        for start in range(0, len(ids), _AT_ONCE):
            with reading(self._engine) as connection:
                yield read(connection, ids[start : start + _AT_ONCE])

    def events_of(self, claims: Collection[str]) -> dict[str, str]:
        """The id of the event of each of `claims` that has one."""
        with reading(self._engine) as connection:
            return links.events_of(connection, claims)

    def iter_events(self) -> Iterator[Event]:
        """All events, by id, without holding them all in memory."""
        with reading(self._engine) as connection:
            yield from query.every_event(connection)

    def relations_of(self, event: str) -> list[Relation]:
        """The relations that an event stands in."""
        with reading(self._engine) as connection:
            return links.relations_of(connection, event)
