"""Events as columns, for an index in memory: read in batches of tuples, JSON as text that is parsed once per text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, Text, bindparam, cast, func, select, type_coerce

from counterclaim.record import search
from counterclaim.record.filters import claim_search, matches_postgresql, matches_sqlite, text_condition
from counterclaim.record.prepared import Prepared
from counterclaim.record.schema import claims, documents, event_claims, event_words, events, source_names

_BATCH = 20_000

EVENTS = (
    "id",
    "event_type",
    "status",
    "place_id",
    "place_name",
    "place_text",
    "place_admin1",
    "place_country",
    "place_lat",
    "place_lon",
    "place_radius_km",
    "place_precision",
    "when_from",
    "when_to",
    "when_edtf",
    "when_precision",
    "actors",
    "targets",
)
"""What `event_columns` gives of each event; dates and lists as text."""

WORDS = (
    "event_id",
    "word",
    "claims",
    "documents",
    "origins",
    "figures",
    "sources",
    "methods",
    "modalities",
    "kinds",
)
"""What `word_columns` gives of each event and word; figures and lists as JSON text."""

_AS_TEXT = frozenset(
    {"when_from", "when_to", "actors", "targets", "figures", "sources", "methods", "modalities", "kinds"}
)


class Sentence(NamedTuple):
    """A claim's sentence with its report."""

    seq: int
    sentence: str
    document: str
    title: str | None
    publisher: str | None
    published: str | None


def event_columns(connection: Connection) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The events in no order, in batches: columns of `EVENTS`."""
    yield from batches(connection, select(*(_plain(connection, events.c[name]) for name in EVENTS)))


def word_columns(connection: Connection) -> Iterator[Sequence[tuple[Any, ...]]]:
    """What each word leaves of each event, in no order, in batches: columns of `WORDS`."""
    yield from batches(connection, select(*(_plain(connection, event_words.c[name]) for name in WORDS)))


def claim_columns(connection: Connection) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The row number of each claim that is in an event, and the event's id, in batches."""
    query = select(claims.c.seq, event_claims.c.event_id).join(claims, claims.c.id == event_claims.c.claim_id)
    yield from batches(connection, query)


def matching_claims(connection: Connection, asked: str) -> list[int]:
    """Row numbers of the claims that a full-text question finds.

    Raises:
        UsageError: it has too many words.
    """
    return list(connection.scalars(select(claims.c.seq).where(text_condition(asked, connection.dialect))))


def some_claims(connection: Connection, asked: str, most: int, *, delayed: bool) -> list[int]:
    """Row numbers of claims that a full-text question finds, at most `most`, in the order of their reading.

    `delayed` is whether the record is seen with a delay: some of what the words find is then not there.

    Raises:
        UsageError: it has too many words.
    """
    terms = search.parse(asked)
    if not terms:
        return []
    dialect = connection.dialect.name
    text = search.to_postgresql(terms) if dialect == "postgresql" else search.to_sqlite(terms)
    return [row[0] for row in _some_claims(dialect, most, delayed).rows(connection, asked=text)]


@cache
def _some_claims(dialect: str, most: int, delayed: bool) -> Prepared:
    if dialect == "postgresql":
        some = select(claims.c.seq).where(matches_postgresql(bindparam("asked")))
    else:
        some = select(claim_search.c.rowid.label("seq")).where(matches_sqlite(bindparam("asked")))
        if delayed:
            # The words' index knows of no delay; joined, the search ends with the last claim that is wanted.
            some = some.join(claims, claims.c.seq == claim_search.c.rowid)
    found = some.limit(most).subquery()
    return Prepared(select(found.c.seq).order_by(found.c.seq))


_DOCUMENTS = Prepared(
    select(claims.c.seq, claims.c.document_id)
    .where(claims.c.seq.in_(bindparam("seqs", expanding=True)))
    .order_by(claims.c.seq)
)


def documents_of(connection: Connection, seqs: Sequence[int]) -> list[tuple[int, str]]:
    """Row numbers of claims, ascending, with the report of each."""
    return [(seq, document) for seq, document in _DOCUMENTS.rows(connection, seqs=seqs)] if seqs else []


_SENTENCES = Prepared(
    select(
        claims.c.seq,
        claims.c.sentence,
        claims.c.document_id,
        documents.c.title,
        documents.c.publisher,
        documents.c.published_edtf,
    )
    .join(documents, documents.c.id == claims.c.document_id)
    .where(claims.c.seq.in_(bindparam("seqs", expanding=True)))
    .order_by(claims.c.seq)
)


def sentences(connection: Connection, seqs: Sequence[int]) -> list[Sentence]:
    """The sentences of claims, by row number, in that order."""
    return [Sentence(*row) for row in _SENTENCES.rows(connection, seqs=seqs)] if seqs else []


def names_of_sources(connection: Connection) -> dict[str, str]:
    """A name for the key of each source."""
    query = select(source_names.c.key, func.min(source_names.c.name)).group_by(source_names.c.key)
    return {row[0]: row[1] for row in connection.execute(query)}


def _plain(connection: Connection, column: Any) -> Any:
    if column.name not in _AS_TEXT:
        return column
    if connection.dialect.name == "sqlite":
        return type_coerce(column, Text)  # as it is stored
    return cast(column, Text)


def batches(connection: Connection, query: Select[Any]) -> Iterator[Sequence[tuple[Any, ...]]]:
    """The rows as the driver gives them, which takes a third of the time of SQLAlchemy's rows."""
    text = str(query.compile(dialect=connection.dialect))
    driver: Any = connection.connection.driver_connection
    named = {"name": "columns"} if connection.dialect.name == "postgresql" else {}  # kept at the server
    cursor = driver.cursor(**named)
    try:
        cursor.execute(text)
        while batch := cursor.fetchmany(_BATCH):
            yield batch
    finally:
        cursor.close()
