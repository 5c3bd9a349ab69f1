"""Answers to questions: the claims, events or documents that meet `Filters`, a page of them or one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Dialect, Select, Table, case, func, select

from counterclaim.errors import UsageError
from counterclaim.record.filters import (
    Condition,
    Filters,
    claim_conditions,
    document_conditions,
    event_conditions,
)
from counterclaim.record.rows import Row, header_of
from counterclaim.record.schema import claims, documents, events

_BATCH = 500


@dataclass(frozen=True, slots=True)
class Page:
    """Rows `offset` to `offset` + `limit` of an answer of `total` rows."""

    rows: list[Row]
    total: int


@dataclass(frozen=True, slots=True)
class Kind:
    """Something to ask for: its table, what its rows are made of and how they may be found and ordered."""

    table: Table
    query: Select[Any]
    row: Callable[[Mapping[str, Any]], Row]
    conditions: Callable[[Filters, Dialect], list[Condition]]
    orders: Mapping[str, Any]


def contract(row: Mapping[str, Any]) -> Row:
    """A claim by the claim contract, from a row of `CLAIMS.query`."""
    return {**row["body"], "document": header_of(row)}


def _body(row: Mapping[str, Any]) -> Row:
    body: Row = row["body"]
    return body


def _document_query() -> Select[Any]:
    many = select(func.count()).where(claims.c.document_id == documents.c.id).scalar_subquery()
    copy_of = case((documents.c.family != documents.c.id, documents.c.family))
    return select(
        documents.c.id,
        documents.c.path,
        documents.c.url,
        documents.c.title,
        documents.c.publisher,
        documents.c.authors,
        documents.c.published_edtf.label("published"),
        documents.c.language,
        documents.c.media_type,
        documents.c.sha256,
        documents.c.problems,
        documents.c.family,
        copy_of.label("copy_of"),
        many.label("claims"),
    )


CLAIMS = Kind(
    table=claims,
    query=select(
        claims.c.id,
        claims.c.body,
        claims.c.document_id,
        documents.c.path,
        documents.c.url,
        documents.c.title,
        documents.c.publisher.label("document_publisher"),
        documents.c.published_edtf,
        documents.c.language,
    ).join(documents),
    row=contract,
    conditions=claim_conditions,
    orders={"date": claims.c.when_from, "confidence": claims.c.confidence, "id": claims.c.id},
)
EVENTS = Kind(
    table=events,
    query=select(events.c.id, events.c.body),
    row=_body,
    conditions=event_conditions,
    orders={
        "date": events.c.when_from,
        "origins": events.c.origins,
        "documents": events.c.documents,
        "id": events.c.id,
    },
)
DOCUMENTS = Kind(
    table=documents,
    query=_document_query(),
    row=dict,
    conditions=document_conditions,
    orders={"date": documents.c.published_from, "id": documents.c.id},
)


def page(connection: Connection, kind: Kind, filters: Filters) -> Page:
    """The rows asked for, and how many there are without limit and offset.

    Raises:
        UsageError: there is no such order.
    """
    ids = _ids(connection, kind, filters)
    total = len(ids)
    if filters.limit is not None or filters.offset:
        where = kind.conditions(filters, connection.dialect)
        total = connection.execute(
            select(func.count()).select_from(kind.table).where(*where)
        ).scalar_one()  # fmt: skip
    return Page(list(_fetch(connection, kind, ids)), total)


def rows(connection: Connection, kind: Kind, filters: Filters) -> Iterator[Row]:
    """The rows asked for, as they come.

    Raises:
        UsageError: there is no such order.
    """
    return _fetch(connection, kind, _ids(connection, kind, filters))


def _ids(connection: Connection, kind: Kind, filters: Filters) -> Sequence[str]:
    """Ids in order. The rows are large, so the database shall sort these alone."""
    name = filters.order.removeprefix("-")
    if name not in kind.orders:
        raise UsageError(
            f"{kind.table.name} cannot be ordered by {name[:50]!r}; orders are {', '.join(kind.orders)}"
        )
    by = kind.orders[name].desc() if filters.order.startswith("-") else kind.orders[name].asc()
    query = (
        select(kind.table.c.id)
        .where(*kind.conditions(filters, connection.dialect))
        .order_by(by.nulls_last(), kind.table.c.id)
        .offset(filters.offset or None)
        .limit(filters.limit)
    )
    return connection.scalars(query).all()


def _fetch(connection: Connection, kind: Kind, ids: Sequence[str]) -> Iterator[Row]:
    for start in range(0, len(ids), _BATCH):
        batch = ids[start : start + _BATCH]
        found = connection.execute(kind.query.where(kind.table.c.id.in_(batch))).mappings()
        by_id = {row["id"]: kind.row(dict(row)) for row in found}
        yield from (by_id[id_] for id_ in batch)
