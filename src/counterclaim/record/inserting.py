"""Putting rows into tables, on either database."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, Table, insert
from sqlalchemy.dialects import postgresql, sqlite

from counterclaim.record.rows import Row


def insert_rows(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Put `rows` into `table`."""
    if rows:
        connection.execute(insert(table), rows)


def insert_new(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Put those of `rows` into `table` whose key it does not have."""
    if rows:
        connection.execute(insert_of(connection, table).on_conflict_do_nothing(), rows)


def insert_of(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that can say what to do when there is such a row."""
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
