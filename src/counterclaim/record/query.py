"""Reading: each function asks through the connection it is given."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, CursorResult, Select, Table, bindparam, case, func, select

from counterclaim.errors import RecordError, UsageError
from counterclaim.model import Claim, Document, Event, SourceType
from counterclaim.model.serialize import claim_from_dict, event_from_dict
from counterclaim.record import schema
from counterclaim.record.answers import CLAIMS, contract
from counterclaim.record.prepared import Prepared
from counterclaim.record.rows import Row, document_of
from counterclaim.record.schema import claims, documents, event_claims, events

_BATCH = 500
_HEAD, _TAIL = 500, 300
_LAST = "\U0010ffff"
_HEADERS = select(
    documents.c.id,
    documents.c.publisher,
    documents.c.published_to,
    documents.c.language,
    documents.c.title,
    documents.c.authors,
    documents.c.family,
    func.substr(documents.c.text, 1, _HEAD),
    func.substr(
        documents.c.text,
        case((func.length(documents.c.text) > _TAIL, func.length(documents.c.text) - _TAIL + 1), else_=1),
    ),
)
_HEADERS_OF = Prepared(
    _HEADERS.where(documents.c.id.in_(bindparam("ids", expanding=True))).order_by(documents.c.id)
)
_PUBLISHED_OF = select(documents.c.id, documents.c.published_to).where(
    documents.c.id.in_(bindparam("ids", expanding=True))
)
_MONITORS = (
    select(claims.c.document_id, schema.claim_sources.c.actor_id)
    .join(schema.claim_sources, schema.claim_sources.c.claim_id == claims.c.id)
    .where(
        schema.claim_sources.c.type == SourceType.MONITOR.value, schema.claim_sources.c.actor_id.is_not(None)
    )
    .distinct()
    .order_by(claims.c.document_id, schema.claim_sources.c.actor_id)
)
_MONITORS_OF = Prepared(_MONITORS.where(claims.c.document_id.in_(bindparam("ids", expanding=True))))
_META = Prepared(select(schema.meta.c.key, schema.meta.c.value))

_SENTENCES_OF = select(claims.c.id, claims.c.sentence).where(
    claims.c.id.in_(bindparam("ids", expanding=True))
)


@dataclass(frozen=True, slots=True)
class EventDetail:
    """An event and its claims by the claim contract, in the event's order."""

    event: Event
    claims: list[Row]


class Fingerprint(NamedTuple):
    """What near-duplicate search needs of a document."""

    document_id: str
    published: date | None
    signature: bytes


class Header(NamedTuple):
    """What linking needs of a document beside its claims.

    `head` and `tail` are where bylines stand; `monitors` are the ids of the monitors that its claims name.
    """

    document_id: str
    publisher: str | None
    published: date | None
    language: str | None
    title: str | None
    authors: tuple[str, ...]
    family: str | None
    head: str
    tail: str
    monitors: tuple[str, ...]


def one_event(connection: Connection, asked: str) -> EventDetail | None:
    """The event of that id, or of the only id that begins so."""
    if (id_ := _full_id(connection, events, asked)) is None:
        return None
    body = connection.execute(select(events.c.body).where(events.c.id == id_)).scalar_one()
    query = (
        CLAIMS.query.join(event_claims, event_claims.c.claim_id == claims.c.id)
        .where(event_claims.c.event_id == id_)
        .order_by(event_claims.c.position)
    )
    of_event = [contract(dict(row)) for row in connection.execute(query).mappings()]
    return EventDetail(event_from_dict(body), of_event)


def one_claim(connection: Connection, asked: str) -> Row | None:
    """The claim of that id, or of the only id that begins so, by the claim contract."""
    if (id_ := _full_id(connection, claims, asked)) is None:
        return None
    query = CLAIMS.query.where(claims.c.id == id_)
    return contract(dict(connection.execute(query).mappings().one()))


def one_document(connection: Connection, asked: str) -> Document | None:
    """The document of that id, or of the only id that begins so."""
    if (id_ := _full_id(connection, documents, asked)) is None:
        return None
    row = connection.execute(select(documents).where(documents.c.id == id_)).mappings().one()
    return document_of(dict(row))


def raw_bytes(connection: Connection, sha256: str) -> bytes | None:
    """The bytes of that SHA-256."""
    data = connection.scalar(select(schema.raw.c.data).where(schema.raw.c.sha256 == sha256))
    try:
        return zlib.decompress(data) if data is not None else None
    except zlib.error as error:
        raise RecordError(f"the stored bytes of {sha256} are damaged") from error


def has_document(connection: Connection, document_id: str, reader: str) -> bool:
    """Whether that reader has read the document."""
    query = select(documents.c.id).where(documents.c.id == document_id, documents.c.reader == reader)
    return connection.execute(query).first() is not None


def every_claim(connection: Connection) -> Iterator[Claim]:
    """All claims by id, as they come."""
    with stream(connection, select(claims.c.body).order_by(claims.c.id)) as rows:
        for row in rows:
            yield claim_from_dict(row.body)


def sentences_of(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    """The sentence of each of the claims `ids`."""
    found: dict[str, str] = {}
    ordered = sorted(ids)
    for start in range(0, len(ordered), _BATCH):
        rows = connection.execute(_SENTENCES_OF, {"ids": ordered[start : start + _BATCH]})
        found.update((row[0], row[1]) for row in rows)
    return found


def every_event(connection: Connection) -> Iterator[Event]:
    """All events by id, as they come."""
    with stream(connection, select(events.c.body).order_by(events.c.id)) as rows:
        for row in rows:
            yield event_from_dict(row.body)


def every_fingerprint(connection: Connection) -> Iterator[Fingerprint]:
    """All documents that have a signature, by id, as they come."""
    query = select(documents.c.id, documents.c.published_from, documents.c.signature)
    query = query.where(documents.c.signature.is_not(None)).order_by(documents.c.id)
    with stream(connection, query) as rows:
        for row in rows:
            yield Fingerprint(row.id, row.published_from, row.signature)


def every_header(connection: Connection, only: Collection[str] | None = None) -> Iterator[Header]:
    """All documents by id, as they come; or those of the ids in `only`."""
    if only is None:
        monitors = _monitors(connection, None)
        with stream(connection, _HEADERS.order_by(documents.c.id)) as rows:
            yield from (_header(row, monitors) for row in rows)
        return
    ids = sorted(only)
    for start in range(0, len(ids), _BATCH):
        some = ids[start : start + _BATCH]
        monitors = _monitors(connection, some)
        for row in _HEADERS_OF.rows(connection, ids=some):
            yield _header(row, monitors)


def published_on(connection: Connection, only: Collection[str]) -> dict[str, date | None]:
    """When the documents of the ids in `only` came out, as their headers have it."""
    found: dict[str, date | None] = {}
    ids = sorted(only)
    for start in range(0, len(ids), _BATCH):
        rows = connection.execute(_PUBLISHED_OF, {"ids": ids[start : start + _BATCH]})
        found.update((row[0], row[1]) for row in rows)
    return found


def _header(row: Sequence[Any], monitors: Mapping[str, list[str]]) -> Header:
    id_, publisher, published, language, title, authors, family, head, tail = row
    named = tuple(monitors.get(id_, ()))
    return Header(id_, publisher, published, language, title, tuple(authors), family, head, tail, named)


def _monitors(connection: Connection, only: Sequence[str] | None) -> dict[str, list[str]]:
    """Ids of the monitors that the claims of documents name, sorted, by the document's id."""
    found: dict[str, list[str]] = {}
    rows = connection.execute(_MONITORS) if only is None else _MONITORS_OF.rows(connection, ids=only)
    for document, actor in rows:
        found.setdefault(document, []).append(actor)
    return found


def stream(connection: Connection, query: Select[Any]) -> CursorResult[Any]:
    """The rows of `query` as they come; close it, for it may be left half read."""
    return connection.execute(query, execution_options={"stream_results": True, "yield_per": _BATCH})


def all_runs(connection: Connection) -> list[Row]:
    """Runs with the number of their failures, the last one first."""
    many = (
        select(func.count())
        .where(schema.run_failures.c.run_id == schema.runs.c.id)
        .scalar_subquery()
        .label("failures")
    )
    query = select(schema.runs, many).order_by(schema.runs.c.started.desc(), schema.runs.c.id)
    return [dict(row) for row in connection.execute(query).mappings()]


def run_failures(connection: Connection, run_id: str) -> list[Row]:
    """Failures of a run by locator."""
    table = schema.run_failures
    query = (
        select(table.c.locator, table.c.stage, table.c.reason)
        .where(table.c.run_id == run_id)
        .order_by(table.c.locator)
    )
    return [dict(row) for row in connection.execute(query).mappings()]


def all_counts(connection: Connection) -> dict[str, int]:
    """How many of each thing there are; `copies` are documents that repeat an earlier one."""
    counts = {
        table.name: _count(connection, select(func.count()).select_from(table))
        for table in (documents, claims, events, schema.estimates, schema.raw, schema.runs)
    }
    copies = select(func.count()).where(documents.c.family != documents.c.id)
    return {**counts, "copies": _count(connection, copies)}


def all_meta(connection: Connection) -> dict[str, str]:
    """The record's id, and when and by what it was created."""
    return dict(_META.rows(connection))


def _count(connection: Connection, query: Select[int]) -> int:
    return connection.execute(query).scalar_one()


def _full_id(connection: Connection, table: Table, asked: str) -> str | None:
    """The id that is `asked`, or the only one that begins with it."""
    key = table.c.id
    query = select(key).where(key >= asked, key <= asked + _LAST).order_by(key).limit(4)
    found = list(connection.scalars(query)) if asked else []
    if len(found) > 1 and found[0] != asked:
        raise UsageError(f"{asked!r} is the beginning of several ids: {', '.join(found[:3])} ...")
    return found[0] if found else None
