"""Writes made-up rows into a new record, on SQLite and on PostgreSQL."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing

from benchmarks.web.synthetic import Rows
from counterclaim.config import is_url
from counterclaim.record import Record
from counterclaim.record.schema import metadata


def fill(address: str, batches: Iterable[Rows]) -> None:
    """Make the record at `address`, and put the rows of `batches` into it."""
    Record.open(address, create=True).close()
    (_fill_postgresql if is_url(address) else _fill_sqlite)(address, batches)


def columns(table: str) -> list[str]:
    """The names of what a row of `Rows` has, in their order."""
    return [column.name for column in metadata.tables[table].c if column.name != "seq"]


def _fill_sqlite(address: str, batches: Iterable[Rows]) -> None:
    with closing(sqlite3.connect(address)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -200000")
        for rows in batches:
            for table in _in_order(rows):
                names = columns(table)
                marks = ", ".join("?" * len(names))
                listed = [tuple(_plain(value) for value in row) for row in rows[table]]
                connection.executemany(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", listed)  # noqa: S608
            connection.commit()
        connection.execute("ANALYZE")
        connection.commit()


def _fill_postgresql(address: str, batches: Iterable[Rows]) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        for rows in batches:
            with connection.transaction(), connection.cursor() as cursor:
                for table in _in_order(rows):
                    names = ", ".join(columns(table))
                    with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                        for row in rows[table]:
                            copy.write_row(row)
        connection.execute("VACUUM ANALYZE")


def _in_order(rows: Rows) -> list[str]:
    """Tables so that what a row names is there before it."""
    return [table.name for table in metadata.sorted_tables if table.name in rows]


def _plain(value: object) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
