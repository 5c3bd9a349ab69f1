"""The tables of a record, the same on SQLite and PostgreSQL.

``docs/record.md`` explains them to users. What makes the tables is in ``migrations/``; a test holds the two
together. `body` columns keep a whole value without loss; the columns beside them are there to be searched.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
)

from counterclaim.record.fold import clean

REVISION = "0003"
"""The revision of the schema that this version reads and writes."""

_LARGEST = 2**63 - 1


class CleanText(TypeDecorator[str]):
    """Text that any database can keep, compared by code point on all of them."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """PostgreSQL would otherwise sort by the rules of the server's language."""
        return Text(collation="C" if dialect.name == "postgresql" else None)

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Clean what is stored and what is searched for."""
        return clean(value) if value is not None else None


class Count(TypeDecorator[int]):
    """A whole number of 64 bits; a larger one, which only `body` keeps as it is, becomes the largest."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Bring the value within the type's range."""
        return max(-_LARGEST, min(_LARGEST, value)) if value is not None else None


TOLLS = ("killed", "injured", "captured")
"""Figures of which `event_claims` has what a claim counts of everyone."""

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", CleanText, primary_key=True),
    Column("value", CleanText, nullable=False),
)

raw = Table(
    "raw",
    metadata,
    Column("sha256", CleanText, primary_key=True),
    Column("media_type", CleanText, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("data", LargeBinary, nullable=False),  # zlib
)

documents = Table(
    "documents",
    metadata,
    Column("id", CleanText, primary_key=True),
    Column("path", CleanText, nullable=False),
    Column("url", CleanText),
    Column("title", CleanText),
    Column("publisher", CleanText),
    Column("publisher_key", CleanText, nullable=False, index=True),
    Column("authors", JSON, nullable=False),
    Column("published_from", Date),
    Column("published_to", Date),
    Column("published_edtf", CleanText),
    Column("published_precision", CleanText),
    Column("published_basis", CleanText),
    Column("published_span", JSON(none_as_null=True)),
    Column("language", CleanText),
    Column("media_type", CleanText, nullable=False),
    Column("sha256", CleanText, ForeignKey("raw.sha256"), nullable=False, index=True),
    Column("text", CleanText, nullable=False),
    Column("blocks", JSON, nullable=False),
    Column("reference_list", JSON, nullable=False),
    Column("note_marks", JSON, nullable=False),
    Column("problems", JSON, nullable=False),
    Column("reader", CleanText, nullable=False),
    Column("signature", LargeBinary),
    Column("family", CleanText, index=True),
    Index("ix_documents_published_from", "published_from"),
)

claims = Table(
    "claims",
    metadata,
    # A row number of our own: full-text search on SQLite needs one that no VACUUM changes.
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("id", CleanText, nullable=False, unique=True),
    Column("document_id", CleanText, ForeignKey("documents.id"), nullable=False, index=True),
    Column("sentence_start", BigInteger, nullable=False),
    Column("sentence_end", BigInteger, nullable=False),
    Column("sentence", CleanText, nullable=False),
    Column("words", CleanText, nullable=False),
    Column("kind", CleanText, nullable=False),
    Column("event_type", CleanText, nullable=False, index=True),
    Column("modality", CleanText, nullable=False),
    Column("verification", CleanText, nullable=False),
    Column("publisher", CleanText),
    Column("source_name", CleanText),
    Column("source_type", CleanText),
    Column("source_actor", CleanText, index=True),
    Column("source_interested", Boolean),
    Column("place_id", CleanText, index=True),
    Column("place_name", CleanText),
    Column("place_key", CleanText, nullable=False),
    Column("place_admin1", CleanText),
    Column("place_country", CleanText, index=True),
    Column("place_lat", Double),
    Column("place_lon", Double),
    Column("place_radius_km", Double),
    Column("place_precision", CleanText),
    Column("when_from", Date, index=True),
    Column("when_to", Date),
    Column("when_edtf", CleanText),
    Column("method", CleanText),
    Column("confidence", Double, nullable=False),
    Column("extractor", CleanText, nullable=False),
    Column("body", JSON, nullable=False),
    Column("place_text", CleanText),
    Column("when_text", CleanText),
    Index("ix_claims_place_point", "place_lat", "place_lon"),
)


def _of_claim() -> Column[str]:
    return Column("claim_id", CleanText, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True)


def _position() -> Column[int]:
    return Column("position", Integer, primary_key=True, autoincrement=False)


claim_sources = Table(
    "claim_sources",
    metadata,
    _of_claim(),
    _position(),
    Column("name", CleanText, nullable=False),
    Column("name_key", CleanText, nullable=False, index=True),
    Column("type", CleanText, nullable=False),
    Column("actor_id", CleanText, index=True),
    Column("interested", Boolean, nullable=False),
)

claim_actors = Table(
    "claim_actors",
    metadata,
    _of_claim(),
    Column("side", CleanText, CheckConstraint("side IN ('actor', 'target')"), primary_key=True),
    _position(),
    Column("actor_id", CleanText, index=True),
    Column("name", CleanText, nullable=False),
    Column("name_key", CleanText, nullable=False),
    Column("role", CleanText, nullable=False),
)

claim_quantities = Table(
    "claim_quantities",
    metadata,
    _of_claim(),
    _position(),
    Column("what", CleanText, nullable=False),
    Column("whose", CleanText),
    Column("low", Count),
    Column("high", Count),
    Column("approximate", Boolean, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("id", CleanText, primary_key=True),
    Column("event_type", CleanText, nullable=False, index=True),
    Column("status", CleanText, nullable=False, index=True),
    Column("place_id", CleanText, index=True),
    Column("place_name", CleanText),
    Column("place_key", CleanText, nullable=False),
    Column("place_admin1", CleanText),
    Column("place_country", CleanText, index=True),
    Column("place_lat", Double),
    Column("place_lon", Double),
    Column("place_radius_km", Double),
    Column("place_precision", CleanText),
    Column("when_from", Date, index=True),
    Column("when_to", Date),
    Column("when_edtf", CleanText),
    Column("documents", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    Column("body", JSON, nullable=False),
    # What lists show of an event, beside the columns above, so that they need not read `body`.
    Column("place_text", CleanText),
    Column("when_precision", CleanText),
    Column("actors", JSON(none_as_null=True)),
    Column("targets", JSON(none_as_null=True)),
    Column("place_relation", JSON(none_as_null=True)),
)


def _of_event() -> Column[str]:
    return Column("event_id", CleanText, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True)


event_claims = Table(
    "event_claims",
    metadata,
    _of_event(),
    Column("claim_id", CleanText, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("position", Integer, nullable=False),
    # Whose word the claim is among those of the event, and how many of everyone it counts.
    Column("origin", CleanText),
    Column("interested", Boolean),
    *(Column(f"{what}_{bound}", Count) for what in TOLLS for bound in ("low", "high")),
)

estimates = Table(
    "estimates",
    metadata,
    _of_event(),
    _position(),
    Column("what", CleanText, nullable=False),
    Column("whose", CleanText),
    Column("low", Count),
    Column("best", Count),
    Column("high", Count),
    Column("rule", CleanText, nullable=False),
)

event_words = Table(
    "event_words",
    metadata,
    _of_event(),
    # everyone, no_parties, two_origins or side:ID
    Column("word", CleanText, primary_key=True),
    Column("claims", Integer, nullable=False),
    Column("documents", Integer, nullable=False),
    Column("origins", Integer, nullable=False),
    # {what: [low, best, high]}, and lists of what the claims have that are heard.
    Column("figures", JSON, nullable=False),
    Column("sources", JSON, nullable=False),
    Column("methods", JSON, nullable=False),
    Column("modalities", JSON, nullable=False),
    Column("kinds", JSON, nullable=False),
)

source_names = Table(
    "source_names",
    metadata,
    Column("key", CleanText, primary_key=True),
    Column("name", CleanText, primary_key=True),
)

link_index = Table(
    "link_index",
    metadata,
    _of_claim(),
    Column("linkable", Boolean, nullable=False),
    # Ordinals of days; null when no time is known.
    Column("first_day", Integer, index=True),
    Column("last_day", Integer),
    # Whose word a claim is that can be in no event.
    Column("origin", CleanText),
    Column("interested", Boolean),
)


def _linked(name: str, **options: Any) -> Column[str]:
    return Column(name, CleanText, ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True, **options)


claim_links = Table(
    "claim_links",
    metadata,
    _linked("claim_a"),
    _linked("claim_b", index=True),
    Column("score", Double, nullable=False),
)

relations = Table(
    "relations",
    metadata,
    Column("kind", CleanText, primary_key=True),
    # An event's id, or that of a tally's claim.
    Column("of", CleanText, primary_key=True, index=True),
    Column("event_id", CleanText, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True, index=True),
    Column("why", CleanText, nullable=False),
    Column("claims", JSON, nullable=False),
)

runs = Table(
    "runs",
    metadata,
    Column("id", CleanText, primary_key=True),
    Column("started", CleanText, nullable=False),
    Column("finished", CleanText),
    Column(
        "status",
        CleanText,
        CheckConstraint("status IN ('running', 'finished', 'interrupted', 'failed')"),
        nullable=False,
    ),
    Column("version", CleanText, nullable=False),
    Column("command", CleanText, nullable=False),
    Column("config", JSON, nullable=False),
    Column("counts", JSON, nullable=False),
)

run_failures = Table(
    "run_failures",
    metadata,
    Column("run_id", CleanText, ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    # A path can be longer than an index entry may be, so a hash of it stands in the key.
    Column("locator_hash", CleanText, primary_key=True),
    Column("locator", CleanText, nullable=False),
    Column("stage", CleanText, nullable=False),
    Column("reason", CleanText, nullable=False),
)

CONTENT = (
    raw,
    documents,
    claims,
    claim_sources,
    claim_actors,
    claim_quantities,
    events,
    event_claims,
    estimates,
    event_words,
    claim_links,
    relations,
)
"""The tables that say what a record holds, and not how it came to be."""
