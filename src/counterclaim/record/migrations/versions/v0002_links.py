"""Links between claims with their scores, the days by which linking finds claims, and relations of events."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the tables of links. They are empty, so the next build links the whole record anew."""
    op.create_table(
        "link_index",
        _claim("claim_id"),
        sa.Column("linkable", sa.Boolean(), nullable=False),
        sa.Column("first_day", sa.Integer()),
        sa.Column("last_day", sa.Integer()),
    )
    op.create_index("ix_link_index_first_day", "link_index", ["first_day"])
    op.create_table(
        "claim_links", _claim("claim_a"), _claim("claim_b"), sa.Column("score", sa.Double(), nullable=False)
    )
    op.create_index("ix_claim_links_claim_b", "claim_links", ["claim_b"])
    op.create_table(
        "relations",
        sa.Column("kind", _TEXT, primary_key=True),
        sa.Column("of", _TEXT, primary_key=True),
        sa.Column("event_id", _TEXT, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("why", _TEXT, nullable=False),
        sa.Column("claims", sa.JSON(), nullable=False),
    )
    op.create_index("ix_relations_event_id", "relations", ["event_id"])
    op.create_index("ix_relations_of", "relations", ["of"])


def _claim(name: str) -> sa.Column[str]:
    return sa.Column(name, _TEXT, sa.ForeignKey("claims.id", ondelete="CASCADE"), primary_key=True)
