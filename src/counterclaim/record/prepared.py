"""Queries that are asked again and again, compiled once for each database and handed to its driver.

SQLAlchemy takes some 0.1 ms to execute a small query, several times what the database takes for it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from threading import Lock
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.selectable import SelectBase

from counterclaim.record.fold import clean

_MOST_PADDED = 1024

Row = tuple[Any, ...]
_Reader = tuple[int, Callable[[Any], Any]]

_Statement = tuple[str, tuple[str, ...] | None, dict[str, Any]]


class Prepared:
    """A query whose parameters are texts and numbers, or lists of them (``bindparam(..., expanding=True)``).

    Rows are plain tuples, values as SQLAlchemy would give them.
    """

    def __init__(self, query: SelectBase) -> None:
        self._query = query
        self._compiled: dict[str, SQLCompiler] = {}
        self._statements: dict[tuple[str, tuple[int, ...]], _Statement] = {}
        self._readers: dict[str, list[_Reader]] = {}
        self._lock = Lock()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self._query.selected_columns)

    def rows(self, connection: Connection, **asked: str | int | Sequence[str | int]) -> list[Row]:
        """The rows that a connection gives.

        Raises:
            DBAPIError: the database fails.
        """
        dialect = connection.dialect
        given = {name: _clean(value) for name, value in asked.items()}
        sizes = tuple(len(value) if isinstance(value, list) else 0 for value in given.values())
        text, order, fixed = self._statement(dialect.name, sizes, connection, given)
        values: dict[str, Any] = dict(fixed)
        for name, value in given.items():
            if isinstance(value, list):
                values.update((f"{name}_{number}", one) for number, one in enumerate(value, start=1))
            else:
                values[name] = value
        driver: Any = connection.connection.driver_connection
        try:
            cursor = driver.execute(text, values if order is None else [values[name] for name in order])
            found = cursor.fetchall()
        except dialect.loaded_dbapi.Error as error:
            raise DBAPIError(None, None, error) from error
        readers = self._readers.get(dialect.name)
        if readers is None:
            readers = self._readers[dialect.name] = _readers(self._query, dialect, cursor.description)
        return [_read(row, readers) for row in found] if readers else list(found)

    def mappings(
        self, connection: Connection, **asked: str | int | Sequence[str | int]
    ) -> list[dict[str, Any]]:
        """The rows by the names of the columns."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows(connection, **asked)]

    def _statement(
        self, dialect: str, sizes: tuple[int, ...], connection: Connection, asked: dict[str, Any]
    ) -> _Statement:
        """The text for lists of these sizes, the order of its parameters (null: by name), and the constant ones."""
        found = self._statements.get((dialect, sizes))
        if found is not None:
            return found
        with self._lock:
            if dialect not in self._compiled:
                self._compiled[dialect] = self._query.compile(dialect=connection.dialect)
            state = self._compiled[dialect].construct_expanded_state(asked)
            order = tuple(state.positiontup) if state.positiontup is not None else None
            found = self._statements[dialect, sizes] = (state.statement, order, dict(state.parameters))
        return found


def _clean(value: str | int | Sequence[str | int]) -> Any:
    """A value that any database takes; a list as long as a power of two, so that there are few different texts."""
    if isinstance(value, int):
        return value
    if isinstance(value, str):
        return clean(value)
    found = [_clean(one) for one in value] or [""]
    wanted = 1 << (len(found) - 1).bit_length()
    return found + found[-1:] * (wanted - len(found)) if wanted <= _MOST_PADDED else found


def _readers(query: SelectBase, dialect: Any, description: Any) -> list[_Reader]:
    """For each column whose values SQLAlchemy changes, its place and how; `description` is the driver's."""
    made = [
        (number, column.type.dialect_impl(dialect).result_processor(dialect, described[1]))
        for number, (column, described) in enumerate(zip(query.selected_columns, description, strict=True))
    ]
    return [(number, read) for number, read in made if read is not None]


def _read(row: Sequence[Any], readers: list[_Reader]) -> Row:
    values = list(row)
    for number, read in readers:
        values[number] = read(values[number])
    return tuple(values)
