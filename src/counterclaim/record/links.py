"""What linking keeps in a record: days, links, and the events that follow. Each works through a connection.

Claims that can be linked and are in no event are what is left to do: those of new documents, and those whose
event was dissolved because something that it rests on has changed.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, Select, bindparam, delete, exists, or_, select, update

from counterclaim.model import Claim, Event, Heard, Link, Modality, Relation, RelationKind
from counterclaim.model.serialize import claim_from_dict
from counterclaim.record import schema
from counterclaim.record.inserting import insert_new, insert_of, insert_rows
from counterclaim.record.prepared import Prepared
from counterclaim.record.query import stream
from counterclaim.record.rows import (
    Said,
    estimate_rows,
    event_claim_rows,
    event_row,
    heard_row,
    said_columns,
)
from counterclaim.record.schema import claim_links, claims, event_claims, events, link_index, relations

Item = TypeVar("Item")

_CHUNK = 500
_LINKER, _RELATED, _STATE = "linker", "related", "state"
_RELATIONS_OF = Prepared(
    select(relations.c.kind, relations.c.of, relations.c.event_id, relations.c.why, relations.c.claims).where(
        or_(relations.c.event_id == bindparam("id"), relations.c.of == bindparam("id"))
    )
)
_LINKS_FROM = Prepared(
    select(claim_links.c.claim_a, claim_links.c.claim_b, claim_links.c.score).where(
        claim_links.c.claim_a.in_(bindparam("ids", expanding=True))
    )
)
_LINKED_TO = Prepared(
    select(claim_links.c.claim_a, claim_links.c.score).where(
        claim_links.c.claim_b.in_(bindparam("ids", expanding=True))
    )
)
_MARKS_OF = Prepared(
    select(claims.c.id, claims.c.document_id, claims.c.sentence_start, claims.c.modality).where(
        claims.c.id.in_(bindparam("ids", expanding=True))
    )
)


class Days(NamedTuple):
    """When a claim's event may have been, as ordinals; null when no time is known.

    Of a claim that can be in no event: whose word it is, and whether theirs who have an interest.
    """

    claim_id: str
    linkable: bool
    first: int | None
    last: int | None
    origin: str | None = None
    interested: bool | None = None


def linker(connection: Connection) -> str | None:
    """What the record was linked by."""
    return _meta(connection, _LINKER)


def forget(connection: Connection, by: str) -> None:
    """Drop all links and events: the record is to be linked anew, by `by`."""
    for table in (relations, events, claim_links, link_index):
        connection.execute(delete(table))
    _set_meta(connection, _RELATED, None)
    _set_meta(connection, _LINKER, by)
    touch(connection)


def without_days(connection: Connection, after: str, most: int) -> list[Claim]:
    """The first `most` of the claims with ids after `after` whose days are not known yet, by id."""
    unknown = ~exists().where(link_index.c.claim_id == claims.c.id)
    query = select(claims.c.body).where(claims.c.id > after, unknown).order_by(claims.c.id).limit(most)
    return [claim_from_dict(body) for body in connection.scalars(query)]


def add_days(connection: Connection, rows: Iterable[Days]) -> None:
    """Keep the days of claims."""
    names = ("claim_id", "linkable", "first_day", "last_day", "origin", "interested")
    insert_rows(connection, link_index, [dict(zip(names, row, strict=True)) for row in rows])


def without_event(connection: Connection, after: str, most: int) -> list[str]:
    """The first `most` ids after `after` of linkable claims that have no event yet, by id."""
    days = link_index.c
    query = select(days.claim_id).where(days.linkable, days.claim_id > after, ~_in_event(days.claim_id))
    return list(connection.scalars(query.order_by(days.claim_id).limit(most)))


def days_without_event(connection: Connection) -> list[tuple[int | None, int | None]]:
    """First and last days of the linkable claims that have no event yet, each pair once; no time comes first."""
    first, last = link_index.c.first_day, link_index.c.last_day
    query = select(first, last).where(link_index.c.linkable, ~_in_event(link_index.c.claim_id))
    rows = connection.execute(query.group_by(first, last).order_by(first.is_not(None), first, last))
    return [(row.first_day, row.last_day) for row in rows]


def between(
    connection: Connection, first: int, last: int, after: tuple[int, str] | None, most: int
) -> list[tuple[int, str]]:
    """First days and ids of the linkable claims whose days touch those from `first` to `last`, in that order.

    They are the first `most` of those after the one that `after` gives.
    """
    days = link_index.c
    query = (
        select(days.first_day, days.claim_id)
        .where(days.linkable, days.first_day <= last, days.last_day >= first)
        .order_by(days.first_day, days.claim_id)
        .limit(most)
    )
    if after is not None:
        day, id_ = after
        query = query.where(days.first_day >= day, or_(days.first_day > day, days.claim_id > id_))
    return [(row.first_day, row.claim_id) for row in connection.execute(query)]


def undated(connection: Connection) -> Iterator[Claim]:
    """Linkable claims of which no time is known, by id, as they come."""
    query = select(claims.c.body).join(link_index, link_index.c.claim_id == claims.c.id)
    query = query.where(link_index.c.linkable, link_index.c.first_day.is_(None))
    yield from _bodies(connection, query.order_by(claims.c.id))


def add_links(connection: Connection, links: Iterable[Link]) -> None:
    """Keep links; one that is there already says the same."""
    rows = [{"claim_a": one.a, "claim_b": one.b, "score": one.score} for one in links]
    insert_new(connection, claim_links, rows)


def links_of(connection: Connection, ids: Collection[str]) -> list[Link]:
    """The links that one of the claims `ids` is an end of, in order."""
    found: set[Link] = set()
    columns = (claim_links.c.claim_a, claim_links.c.claim_b, claim_links.c.score)
    for some in _chunks(sorted(ids)):
        for end in (claim_links.c.claim_a, claim_links.c.claim_b):
            found.update(
                Link(row.claim_a, row.claim_b, row.score)
                for row in connection.execute(select(*columns).where(end.in_(some)))
            )
    return sorted(found)


def claims_of(connection: Connection, ids: Collection[str]) -> list[Claim]:
    """The claims of `ids`, by id."""
    found: list[Claim] = []
    for some in _chunks(sorted(ids)):
        query = select(claims.c.body).where(claims.c.id.in_(some)).order_by(claims.c.id)
        found += [claim_from_dict(body) for body in connection.scalars(query)]
    return found


def links_from(connection: Connection, ids: Sequence[str]) -> list[tuple[str, str, float]]:
    """The links whose first end is one of the claims `ids`: both ends, and the score."""
    return [(a, b, score) for a, b, score in _LINKS_FROM.rows(connection, ids=ids)]


def linked_to(connection: Connection, ids: Sequence[str], above: float) -> list[str]:
    """The first ends of the links above a score whose second end is one of the claims `ids`."""
    return [a for a, score in _LINKED_TO.rows(connection, ids=ids) if score > above]


def marks_of(connection: Connection, ids: Sequence[str]) -> list[tuple[str, str, int, bool]]:
    """Of the claims of `ids`: id, document, first character of the sentence, and whether it is a denial."""
    rows = _MARKS_OF.rows(connection, ids=ids)
    return [(id_, document, start, modality == Modality.DENIED) for id_, document, start, modality in rows]


def put_events(
    connection: Connection,
    claim_ids: Collection[str],
    made: Iterable[Event],
    heard: Mapping[str, Sequence[Heard]],
    said: Mapping[str, Sequence[Said]],
) -> None:
    """Store `made` in place of every event that has one of the claims `claim_ids`.

    `heard` is by an event's id what each word leaves of it, `said` what each of its claims is.
    """
    _set_meta(connection, _RELATED, None)
    touch(connection)
    for some in _chunks(sorted(claim_ids)):
        old = select(event_claims.c.event_id).where(event_claims.c.claim_id.in_(some))
        connection.execute(delete(events).where(events.c.id.in_(old)))
    for batch in _batches(made):
        insert_rows(connection, events, [event_row(event) for event in batch])
        of_claims = [row for event in batch for row in event_claim_rows(event, said.get(event.id, ()))]
        insert_rows(connection, event_claims, of_claims)
        insert_rows(connection, schema.estimates, [row for event in batch for row in estimate_rows(event)])
        put_words(connection, {event.id: heard.get(event.id, ()) for event in batch})


def put_words(connection: Connection, heard: Mapping[str, Sequence[Heard]]) -> None:
    """Keep, by an event's id, what each word leaves of it."""
    touch(connection)
    rows = [heard_row(event, one) for event, words in heard.items() for one in words]
    insert_rows(connection, schema.event_words, rows)
    names = {pair for words in heard.values() for one in words for pair in one.sources}
    insert_new(connection, schema.source_names, [{"key": key, "name": name} for key, name in sorted(names)])


def put_said(connection: Connection, said: Mapping[str, Sequence[Said]]) -> None:
    """Keep, by an event's id, what each of its claims is."""
    touch(connection)
    rows = [
        {"of_event": event, "of_claim": one.claim_id, **said_columns(one)}
        for event, claims in said.items()
        for one in claims
    ]
    if rows:
        mine = (
            event_claims.c.event_id == bindparam("of_event"),
            event_claims.c.claim_id == bindparam("of_claim"),
        )
        connection.execute(update(event_claims).where(*mine), rows)


def without_words(connection: Connection, most: int) -> list[str]:
    """Ids of events of which it is not known what each word leaves of them, at most `most`."""
    known = exists().where(schema.event_words.c.event_id == events.c.id)
    return list(connection.scalars(select(events.c.id).where(~known).order_by(events.c.id).limit(most)))


def members(connection: Connection, event_ids: Collection[str]) -> dict[str, list[str]]:
    """The ids of the claims of events."""
    found: dict[str, list[str]] = {}
    for some in _chunks(sorted(event_ids)):
        query = select(event_claims.c.event_id, event_claims.c.claim_id)
        for event, claim in connection.execute(query.where(event_claims.c.event_id.in_(some))):
            found.setdefault(event, []).append(claim)
    return found


def touch(connection: Connection) -> None:
    """Say that the record is another one than before, for those who keep answers."""
    _set_meta(connection, _STATE, uuid.uuid4().hex)


def state(connection: Connection) -> str:
    """A name for what the record holds; each change gives another."""
    return _meta(connection, _STATE) or ""


def dissolve(connection: Connection, document_ids: Collection[str]) -> None:
    """Take apart the events that have claims of the documents, and forget whose word their other claims are.

    Both are made again from what is there then.
    """
    _set_meta(connection, _RELATED, None)
    touch(connection)
    for some in _chunks(sorted(document_ids)):
        theirs = (
            select(event_claims.c.event_id)
            .join(claims, claims.c.id == event_claims.c.claim_id)
            .where(claims.c.document_id.in_(some))
        )
        connection.execute(delete(events).where(events.c.id.in_(theirs)))
        of_them = select(claims.c.id).where(claims.c.document_id.in_(some))
        connection.execute(
            delete(link_index).where(~link_index.c.linkable, link_index.c.claim_id.in_(of_them))
        )


def is_related(connection: Connection) -> bool:
    """Whether the relations are those of the events."""
    return _meta(connection, _RELATED) is not None


def put_relations(connection: Connection, made: Iterable[Relation]) -> None:
    """Store `made` in place of all relations."""
    _set_meta(connection, _RELATED, "yes")
    touch(connection)
    connection.execute(delete(relations))
    rows = [
        {"kind": one.kind.value, "of": one.of, "event_id": one.to, "why": one.why, "claims": list(one.claims)}
        for one in made
    ]
    insert_rows(connection, relations, rows)


def relations_of(connection: Connection, event_id: str) -> list[Relation]:
    """The relations that an event stands in, in order."""
    return sorted(
        Relation(RelationKind(kind), of, to, why, tuple(claim_ids))
        for kind, of, to, why, claim_ids in _RELATIONS_OF.rows(connection, id=event_id)
    )


def events_of(connection: Connection, claim_ids: Collection[str]) -> dict[str, str]:
    """The event of each of the claims that has one."""
    found: dict[str, str] = {}
    for some in _chunks(sorted(claim_ids)):
        query = select(event_claims.c.claim_id, event_claims.c.event_id)
        found.update(
            (claim, event)
            for claim, event in connection.execute(query.where(event_claims.c.claim_id.in_(some)))
        )
    return found


def _meta(connection: Connection, key: str) -> str | None:
    return connection.scalar(select(schema.meta.c.value).where(schema.meta.c.key == key))


def _set_meta(connection: Connection, key: str, value: str | None) -> None:
    if value is None:
        connection.execute(delete(schema.meta).where(schema.meta.c.key == key))
        return
    statement = insert_of(connection, schema.meta)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}),
        {"key": key, "value": value},
    )


def _in_event(claim_id: Any) -> Any:
    return exists().where(event_claims.c.claim_id == claim_id)


def _bodies(connection: Connection, query: Select[Any]) -> Iterator[Claim]:
    with stream(connection, query) as rows:
        for row in rows:
            yield claim_from_dict(row.body)


def _chunks(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    for start in range(0, len(items), _CHUNK):
        yield items[start : start + _CHUNK]


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    stream = iter(items)
    while some := list(islice(stream, _CHUNK)):
        yield some
