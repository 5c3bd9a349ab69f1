"""The first schema: raw bytes, documents, claims, events, runs, and full-text search."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

_SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE claim_search USING fts5(
        words, content='claims', content_rowid='seq', tokenize='unicode61 remove_diacritics 0')""",
    """CREATE TRIGGER claims_inserted AFTER INSERT ON claims BEGIN
        INSERT INTO claim_search(rowid, words) VALUES (new.seq, new.words); END""",
    """CREATE TRIGGER claims_deleted AFTER DELETE ON claims BEGIN
        INSERT INTO claim_search(claim_search, rowid, words) VALUES ('delete', old.seq, old.words); END""",
    """CREATE TRIGGER claims_updated AFTER UPDATE OF seq, words ON claims BEGIN
        INSERT INTO claim_search(claim_search, rowid, words) VALUES ('delete', old.seq, old.words);
        INSERT INTO claim_search(rowid, words) VALUES (new.seq, new.words); END""",
)
_POSTGRESQL_SEARCH = "CREATE INDEX claim_search ON claims USING gin (to_tsvector('simple', words))"


def upgrade() -> None:
    """Make every table, its indices and the full-text index of this database."""
    _reading()
    _claims()
    _claim_parts()
    _events()
    _runs()
    if op.get_context().dialect.name == "postgresql":
        op.execute(_POSTGRESQL_SEARCH)
    else:
        for statement in _SQLITE_SEARCH:
            op.execute(statement)


def _reading() -> None:
    op.create_table(
        "meta",
        sa.Column("key", _TEXT, primary_key=True),
        sa.Column("value", _TEXT, nullable=False),
    )
    op.create_table(
        "raw",
        sa.Column("sha256", _TEXT, primary_key=True),
        sa.Column("media_type", _TEXT, nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )
    op.create_table(
        "documents",
        sa.Column("id", _TEXT, primary_key=True),
        sa.Column("path", _TEXT, nullable=False),
        sa.Column("url", _TEXT),
        sa.Column("title", _TEXT),
        sa.Column("publisher", _TEXT),
        sa.Column("publisher_key", _TEXT, nullable=False),
        sa.Column("authors", sa.JSON(), nullable=False),
        sa.Column("published_from", sa.Date()),
        sa.Column("published_to", sa.Date()),
        sa.Column("published_edtf", _TEXT),
        sa.Column("published_precision", _TEXT),
        sa.Column("published_basis", _TEXT),
        sa.Column("published_span", sa.JSON()),
        sa.Column("language", _TEXT),
        sa.Column("media_type", _TEXT, nullable=False),
        sa.Column("sha256", _TEXT, sa.ForeignKey("raw.sha256"), nullable=False),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("blocks", sa.JSON(), nullable=False),
        sa.Column("reference_list", sa.JSON(), nullable=False),
        sa.Column("note_marks", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("reader", _TEXT, nullable=False),
        sa.Column("signature", sa.LargeBinary()),
        sa.Column("family", _TEXT),
    )
    for column in ("sha256", "family", "published_from"):
        op.create_index(f"ix_documents_{column}", "documents", [column])


def _claims() -> None:
    op.create_table(
        "claims",
        sa.Column(
            "seq",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            primary_key=True,
            autoincrement=True,
        ),
        sa.Column("id", _TEXT, nullable=False, unique=True),
        sa.Column("document_id", _TEXT, sa.ForeignKey("documents.id"), nullable=False),
        sa.Column("sentence_start", sa.BigInteger(), nullable=False),
        sa.Column("sentence_end", sa.BigInteger(), nullable=False),
        sa.Column("sentence", _TEXT, nullable=False),
        sa.Column("words", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("event_type", _TEXT, nullable=False),
        sa.Column("modality", _TEXT, nullable=False),
        sa.Column("verification", _TEXT, nullable=False),
        sa.Column("publisher", _TEXT),
        sa.Column("source_name", _TEXT),
        sa.Column("source_type", _TEXT),
        sa.Column("source_actor", _TEXT),
        sa.Column("source_interested", sa.Boolean()),
        *_place_and_time(),
        sa.Column("method", _TEXT),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("extractor", _TEXT, nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
    )
    for column in ("document_id", "event_type", "place_id", "place_country", "when_from"):
        op.create_index(f"ix_claims_{column}", "claims", [column])


def _place_and_time() -> list[sa.Column[object]]:
    return [
        sa.Column("place_id", _TEXT),
        sa.Column("place_name", _TEXT),
        sa.Column("place_key", _TEXT, nullable=False),
        sa.Column("place_admin1", _TEXT),
        sa.Column("place_country", _TEXT),
        sa.Column("place_lat", sa.Double()),
        sa.Column("place_lon", sa.Double()),
        sa.Column("place_radius_km", sa.Double()),
        sa.Column("place_precision", _TEXT),
        sa.Column("when_from", sa.Date()),
        sa.Column("when_to", sa.Date()),
        sa.Column("when_edtf", _TEXT),
    ]


def _child(name: str, parent: str, *columns: sa.Column[object] | sa.CheckConstraint) -> None:
    key = parent.removesuffix("s") + "_id"
    op.create_table(
        name,
        sa.Column(key, _TEXT, sa.ForeignKey(f"{parent}.id", ondelete="CASCADE"), primary_key=True),
        *columns,
    )


def _position() -> sa.Column[object]:
    return sa.Column("position", sa.Integer(), primary_key=True, autoincrement=False)


def _claim_parts() -> None:
    _child(
        "claim_sources",
        "claims",
        _position(),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("name_key", _TEXT, nullable=False),
        sa.Column("type", _TEXT, nullable=False),
        sa.Column("actor_id", _TEXT),
        sa.Column("interested", sa.Boolean(), nullable=False),
    )
    _child(
        "claim_actors",
        "claims",
        sa.Column("side", _TEXT, primary_key=True),
        _position(),
        sa.Column("actor_id", _TEXT),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("name_key", _TEXT, nullable=False),
        sa.Column("role", _TEXT, nullable=False),
        sa.CheckConstraint("side IN ('actor', 'target')"),
    )
    op.create_index("ix_claim_actors_actor_id", "claim_actors", ["actor_id"])
    _child(
        "claim_quantities",
        "claims",
        _position(),
        sa.Column("what", _TEXT, nullable=False),
        sa.Column("whose", _TEXT),
        sa.Column("low", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.Column("approximate", sa.Boolean(), nullable=False),
    )


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", _TEXT, primary_key=True),
        sa.Column("event_type", _TEXT, nullable=False),
        sa.Column("status", _TEXT, nullable=False),
        *_place_and_time(),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("origins", sa.Integer(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
    )
    for column in ("event_type", "status", "place_id", "place_country", "when_from"):
        op.create_index(f"ix_events_{column}", "events", [column])
    _child(
        "event_claims",
        "events",
        sa.Column("claim_id", _TEXT, sa.ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
    )
    op.create_index("ix_event_claims_claim_id", "event_claims", ["claim_id"])
    _child(
        "estimates",
        "events",
        _position(),
        sa.Column("what", _TEXT, nullable=False),
        sa.Column("whose", _TEXT),
        sa.Column("low", sa.BigInteger()),
        sa.Column("best", sa.BigInteger()),
        sa.Column("high", sa.BigInteger()),
        sa.Column("rule", _TEXT, nullable=False),
    )


def _runs() -> None:
    op.create_table(
        "runs",
        sa.Column("id", _TEXT, primary_key=True),
        sa.Column("started", _TEXT, nullable=False),
        sa.Column("finished", _TEXT),
        sa.Column("status", _TEXT, nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.Column("command", _TEXT, nullable=False),
        sa.Column("config", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.CheckConstraint("status IN ('running', 'finished', 'interrupted', 'failed')"),
    )
    _child(
        "run_failures",
        "runs",
        sa.Column("locator_hash", _TEXT, primary_key=True),
        sa.Column("locator", _TEXT, nullable=False),
        sa.Column("stage", _TEXT, nullable=False),
        sa.Column("reason", _TEXT, nullable=False),
    )
