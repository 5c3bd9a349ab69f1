"""What lists of events show, whose words leave what of an event, and indices for sources, sides and points."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_INDICES = (
    ("documents", "publisher_key"),
    ("claims", "source_actor"),
    ("claim_sources", "actor_id"),
    ("claim_sources", "name_key"),
)
_FILL = {
    "sqlite": (
        "UPDATE events SET place_text = json_extract(body, '$.place.text'), "
        "when_precision = json_extract(body, '$.when.precision'), "
        "actors = json_extract(body, '$.actors'), targets = json_extract(body, '$.targets')"
    ),
    "postgresql": (
        "UPDATE events SET place_text = body->'place'->>'text', when_precision = body->'when'->>'precision', "
        "actors = body->'actors', targets = body->'targets'"
    ),
}


def upgrade() -> None:
    """Make the tables and indices. `event_words` is empty: the next build fills it for the events there are."""
    for name, kind in (
        ("place_text", _TEXT),
        ("when_precision", _TEXT),
        ("actors", sa.JSON()),
        ("targets", sa.JSON()),
    ):
        op.add_column("events", sa.Column(name, kind))
    op.execute(_FILL[op.get_context().dialect.name])
    op.create_table(
        "event_words",
        sa.Column("event_id", _TEXT, sa.ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("word", _TEXT, primary_key=True),
        *(sa.Column(name, sa.Integer(), nullable=False) for name in ("claims", "documents", "origins")),
        *(
            sa.Column(name, sa.JSON(), nullable=False)
            for name in ("figures", "sources", "methods", "modalities", "kinds")
        ),
    )
    op.create_table(
        "source_names",
        sa.Column("key", _TEXT, primary_key=True),
        sa.Column("name", _TEXT, primary_key=True),
    )
    for table, column in _INDICES:
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_index("ix_claims_place_point", "claims", ["place_lat", "place_lon"])
