"""What lists and tallies need in columns of their own, whose words leave what of an event, and more indices."""

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
        "actors = json_extract(body, '$.actors'), targets = json_extract(body, '$.targets'), "
        "place_relation = json_extract(body, '$.place.relation')",
        "UPDATE claims SET place_text = json_extract(body, '$.place.text'), "
        "when_text = json_extract(body, '$.when.text')",
    ),
    "postgresql": (
        "UPDATE events SET place_text = body->'place'->>'text', when_precision = body->'when'->>'precision', "
        "actors = body->'actors', targets = body->'targets', "
        "place_relation = nullif((body->'place'->'relation')::text, 'null')::json",
        "UPDATE claims SET place_text = body->'place'->>'text', when_text = body->'when'->>'text'",
    ),
}


def upgrade() -> None:
    """Make tables, columns and indices. What follows from all claims of an event is filled by the next build:
    `event_words`, and whose word each claim is; of those in no event with the days of `link_index`.
    """
    for name, kind in (
        ("place_text", _TEXT),
        ("when_precision", _TEXT),
        ("actors", sa.JSON()),
        ("targets", sa.JSON()),
        ("place_relation", sa.JSON()),
    ):
        op.add_column("events", sa.Column(name, kind))
    for name in ("place_text", "when_text"):
        op.add_column("claims", sa.Column(name, _TEXT))
    for statement in _FILL[op.get_context().dialect.name]:
        op.execute(statement)
    op.execute("DELETE FROM link_index")
    for table in ("event_claims", "link_index"):
        op.add_column(table, sa.Column("origin", _TEXT))
        op.add_column(table, sa.Column("interested", sa.Boolean()))
    for what in ("killed", "injured", "captured"):
        for bound in ("low", "high"):
            op.add_column("event_claims", sa.Column(f"{what}_{bound}", sa.BigInteger()))
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
