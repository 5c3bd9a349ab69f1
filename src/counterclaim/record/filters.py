"""What may be asked of a record, as values and as SQL conditions."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date

from sqlalchemy import (
    ColumnElement,
    Dialect,
    FromClause,
    and_,
    column,
    exists,
    false,
    func,
    literal,
    literal_column,
    or_,
    select,
    table,
)

from counterclaim.errors import UsageError
from counterclaim.record import search
from counterclaim.record.fold import fold_name
from counterclaim.record.schema import claim_actors, claim_sources, claims, documents, event_claims, events

LONGEST = 500
"""Characters that one filter's value may have."""

Condition = ColumnElement[bool]

claim_search = table("claim_search", column("rowid"), column("claim_search"))
"""The index of the words of claims on SQLite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """A question. Null asks for anything; all that are given must hold at once.

    Of events, `actor`, `kind`, `modality`, `source`, `text` and `document` ask for one claim of the event
    that meets them all; the rest ask the event itself. Of documents, `source` asks for the publisher, the
    dates for the publication, and the rest for one claim of the document that meets them all.

    Attributes:
        actor: id of an actor or target, or words of its name.
        place: id of a place, or a part of its name.
        country: ISO 3166-1 alpha-2.
        source: words of the name of any link of the attribution, or of the publisher.
        status: status of the event, or of the event that a claim belongs to.
        text: words, "phrases" and beginnings* that the sentence and the title hold between them.
        date_from, date_to: first and last day; whatever may have happened between them is found, and
            what has no date is not.
        limit: most rows; null for all.
        order: "date", "id", for claims "confidence", for events "origins" or "documents"; "-date" and so on
            for descending. What has no date comes last.
    """

    actor: str | None = None
    place: str | None = None
    country: str | None = None
    event_type: str | None = None
    kind: str | None = None
    modality: str | None = None
    status: str | None = None
    source: str | None = None
    text: str | None = None
    document: str | None = None
    date_from: date | None = None
    date_to: date | None = None
    limit: int | None = None
    offset: int = 0
    order: str = "date"

    def __post_init__(self) -> None:
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(value, str) and len(value) > LONGEST:
                raise UsageError(f"{item.name} is longer than {LONGEST} characters")
        if self.offset < 0 or (self.limit is not None and self.limit < 0):
            raise UsageError("limit and offset cannot be negative")
        if self.date_from and self.date_to and self.date_from > self.date_to:
            raise UsageError(f"the dates are the wrong way round: {self.date_from} is after {self.date_to}")


def claim_conditions(filters: Filters, dialect: Dialect) -> list[Condition]:
    """What a row of `claims` must meet."""
    found = _of_one_claim(filters, dialect) + _place_and_type(filters, claims)
    found += _overlap(filters, claims.c.when_from, claims.c.when_to)
    if filters.status is not None:
        found.append(_status(filters.status))
    return found


def event_conditions(filters: Filters, dialect: Dialect) -> list[Condition]:
    """What a row of `events` must meet."""
    found = _place_and_type(filters, events) + _overlap(filters, events.c.when_from, events.c.when_to)
    if filters.status is not None:
        found.append(events.c.status == filters.status)
    if of_claim := _of_one_claim(filters, dialect):
        with_claims = event_claims.join(claims, claims.c.id == event_claims.c.claim_id)
        found.append(
            events.c.id.in_(select(event_claims.c.event_id).select_from(with_claims).where(*of_claim))
        )
    return found


def document_conditions(filters: Filters, dialect: Dialect) -> list[Condition]:
    """What a row of `documents` must meet."""
    found = _overlap(filters, documents.c.published_from, documents.c.published_to)
    if filters.source is not None:
        found.append(_named(documents.c.publisher_key, filters.source))
    if filters.document is not None:
        found.append(documents.c.id == filters.document)
    of_claim = _place_and_type(filters, claims) + _of_one_claim(filters, dialect, about_document=False)
    if filters.status is not None:
        of_claim.append(_status(filters.status))
    if of_claim:
        found.append(documents.c.id.in_(select(claims.c.document_id).where(*of_claim)))
    return found


def _of_one_claim(filters: Filters, dialect: Dialect, *, about_document: bool = True) -> list[Condition]:
    found: list[Condition] = []
    if filters.kind is not None:
        found.append(claims.c.kind == filters.kind)
    if filters.modality is not None:
        found.append(claims.c.modality == filters.modality)
    if filters.actor is not None:
        named = or_(claim_actors.c.actor_id == filters.actor, _named(claim_actors.c.name_key, filters.actor))
        found.append(claims.c.id.in_(select(claim_actors.c.claim_id).where(named)))
    if filters.text is not None:
        found.append(text_condition(filters.text, dialect))
    if about_document and filters.source is not None:
        link = select(claim_sources.c.claim_id).where(_named(claim_sources.c.name_key, filters.source))
        published = select(documents.c.id).where(_named(documents.c.publisher_key, filters.source))
        found.append(or_(claims.c.id.in_(link), claims.c.document_id.in_(published)))
    if about_document and filters.document is not None:
        found.append(claims.c.document_id == filters.document)
    return found


def _place_and_type(filters: Filters, of: FromClause) -> list[Condition]:
    found: list[Condition] = []
    if filters.event_type is not None:
        found.append(of.c.event_type == filters.event_type)
    if filters.country is not None:
        found.append(of.c.place_country == filters.country.upper())
    if filters.place is not None:
        key = fold_name(filters.place)
        part = of.c.place_key.contains(key, autoescape=True) if key else false()
        found.append(or_(of.c.place_id == filters.place, part))
    return found


def _overlap(filters: Filters, first: ColumnElement[date], last: ColumnElement[date]) -> list[Condition]:
    """The interval [first, last], an open end being null, meets the one asked for."""
    found: list[Condition] = []
    if filters.date_from is not None:
        found.append(or_(last >= filters.date_from, and_(last.is_(None), first.is_not(None))))
    if filters.date_to is not None:
        found.append(or_(first <= filters.date_to, and_(first.is_(None), last.is_not(None))))
    return found


def _status(status: str) -> Condition:
    of_status = event_claims.join(events, events.c.id == event_claims.c.event_id)
    return exists().select_from(of_status).where(
        event_claims.c.claim_id == claims.c.id, events.c.status == status
    )  # fmt: skip


def _named(key: ColumnElement[str], asked: str) -> Condition:
    """The name's key, which `name_key` made, has the words asked for one after another."""
    folded = fold_name(asked)
    return key.contains(f" {folded} ", autoescape=True) if folded else false()


def text_condition(asked: str, dialect: Dialect) -> Condition:
    """That a claim's words hold what a full-text question asks for; see `counterclaim.record.search`."""
    terms = search.parse(asked)
    if not terms:
        return false()
    if dialect.name == "postgresql":
        return matches_postgresql(literal(search.to_postgresql(terms)))
    return claims.c.seq.in_(
        select(claim_search.c.rowid).where(matches_sqlite(literal(search.to_sqlite(terms))))
    )


def matches_sqlite(asked: ColumnElement[str]) -> Condition:
    """That a row of `claim_search` holds what is asked for in the language of FTS5."""
    return claim_search.c.claim_search.bool_op("MATCH")(asked)


def matches_postgresql(asked: ColumnElement[str]) -> Condition:
    """That a claim holds what is asked for in the language of `to_tsquery`."""
    simple: ColumnElement[str] = literal_column("'simple'")
    return func.to_tsvector(simple, claims.c.words).bool_op("@@")(func.to_tsquery(simple, asked))
