"""What a record keeps for its index: the same bit by bit as at once, and brought forward from an older schema."""

from __future__ import annotations

from pathlib import Path
from random import Random

from alembic import command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from counterclaim.pipeline.linking import link_record
from counterclaim.record import Record, migrate
from counterclaim.record.engine import locate, open_engine, writing
from tests.ask.index.war import save, some_claims

SAID = (
    "origin",
    "interested",
    *(f"{what}_{bound}" for what in ("killed", "injured", "captured") for bound in ("low", "high")),
)


def kept(record: Record) -> list[list[tuple]]:
    """What follows from claims and events: all of it text, as SQL gives it."""
    asked = (
        "SELECT * FROM event_words ORDER BY event_id, word",
        "SELECT id, place_text, when_precision, place_relation FROM events ORDER BY id",
        "SELECT id, place_text, when_text FROM claims ORDER BY id",
        f"SELECT event_id, claim_id, {', '.join(SAID)} FROM event_claims ORDER BY event_id, claim_id",  # noqa: S608
        "SELECT claim_id, linkable, origin, interested FROM link_index ORDER BY claim_id",
    )
    with record.reading() as connection:
        return [[tuple(map(str, row)) for row in connection.execute(text(one))] for one in asked]


@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), order=st.randoms(use_true_random=False), cuts=st.integers(1, 5))
def test_bit_by_bit_in_any_order_is_as_at_once(tmp_path: Path, seed: int, order: Random, cuts: int) -> None:
    documents = some_claims(seed, 12)
    folder = tmp_path / f"{seed}-{order.random()}"
    folder.mkdir()
    with Record.open(folder / "once.sqlite", create=True) as once:
        for name, claims in documents.items():
            save(once, name, claims)
        link_record(once)
        with Record.open(folder / "bits.sqlite", create=True) as bits:
            for number, name in enumerate(order.sample(list(documents), len(documents))):
                save(bits, name, documents[name])
                if number % cuts == 0:
                    link_record(bits)
            link_record(bits)
            assert kept(bits) == kept(once)
            assert bits.digest() == once.digest()


def test_a_document_taken_back_leaves_no_words(tmp_path: Path) -> None:
    documents = some_claims(3, 10)
    with Record.open(tmp_path / "r.sqlite", create=True) as record:
        for name, claims in documents.items():
            save(record, name, claims)
        link_record(record)
        states = {record.state()}
        save(record, "d3", [])
        states.add(record.state())
        link_record(record)
        states.add(record.state())
        assert len(states) == 3
        with Record.open(tmp_path / "other.sqlite", create=True) as other:
            for name, claims in documents.items():
                save(other, name, [] if name == "d3" else claims)
            link_record(other)
            assert kept(record) == kept(other)


def test_a_record_of_the_schema_before_is_brought_forward(nowhere: str) -> None:
    documents = some_claims(6, 10)
    with Record.open(nowhere, create=True) as record:
        for name, claims in documents.items():
            save(record, name, claims)
        link_record(record)
        before = kept(record)
    _turn_back(nowhere)
    with Record.open(nowhere) as record:
        words, events, claims, said, days = kept(record)
        assert [events, claims] == before[1:3]
        assert [row[:2] for row in said] == [row[:2] for row in before[3]]
        assert not {value for row in said for value in row[2:]} - {"None"}
        assert words == days == []
        link_record(record)
        assert kept(record) == before


def _turn_back(address: str) -> None:
    """Make the record one of schema 0002, as the version before wrote it."""
    engine = open_engine(locate(address), create=False, readonly=False)
    with writing(engine) as connection:
        for table, column in (
            ("documents", "publisher_key"),
            ("claims", "source_actor"),
            ("claim_sources", "actor_id"),
            ("claim_sources", "name_key"),
            ("claims", "place_point"),
        ):
            connection.execute(text(f"DROP INDEX ix_{table}_{column}"))
        for table in ("event_words", "source_names"):
            connection.execute(text(f"DROP TABLE {table}"))
        for table, columns in (
            ("events", ("place_text", "when_precision", "actors", "targets", "place_relation")),
            ("claims", ("place_text", "when_text")),
            ("event_claims", SAID),
            ("link_index", SAID[:2]),
        ):
            for column in columns:
                connection.execute(text(f"ALTER TABLE {table} DROP COLUMN {column}"))
        config = migrate._config()
        config.attributes.update(connection=connection, version_table=migrate.VERSION_TABLE)
        command.stamp(config, "0002", purge=True)
    engine.dispose()
