"""A record seen with a delay: what happened, or was reported, in the last days is not there for any question.

Views of the same names stand before the tables, for each connection alone: nothing in the record changes, and no question
can pass them by. The border moves with the day (UTC).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine, event

from counterclaim.errors import RecordError

_OPEN = "'0001-01-01'"
_SHOWN = {
    "documents": "coalesce({t}.published_to, {t}.published_from,"
    " (SELECT max(coalesce(c.when_to, c.when_from)) FROM {of}.claims c WHERE c.document_id = {t}.id)) <= {border}",
    "claims": "coalesce({t}.when_to, {t}.when_from, {open}) <= {border}"
    " AND EXISTS (SELECT 1 FROM {temp}.documents d WHERE d.id = {t}.document_id)",
    "events": "coalesce({t}.when_to, {t}.when_from, {open}) <= {border} AND EXISTS (SELECT 1 FROM {of}.event_claims e"
    " JOIN {temp}.claims c ON c.id = e.claim_id WHERE e.event_id = {t}.id)",
    "event_claims": "EXISTS (SELECT 1 FROM {temp}.claims c WHERE c.id = {t}.claim_id)"
    " AND EXISTS (SELECT 1 FROM {temp}.events e WHERE e.id = {t}.event_id)",
    **dict.fromkeys(
        ("event_words", "estimates"), "EXISTS (SELECT 1 FROM {temp}.events e WHERE e.id = {t}.event_id)"
    ),
    **dict.fromkeys(
        ("claim_sources", "claim_actors", "claim_quantities"),
        "EXISTS (SELECT 1 FROM {temp}.claims c WHERE c.id = {t}.claim_id)",
    ),
    "claim_links": "EXISTS (SELECT 1 FROM {temp}.claims c WHERE c.id = {t}.claim_a)"
    " AND EXISTS (SELECT 1 FROM {temp}.claims c WHERE c.id = {t}.claim_b)",
    "relations": "EXISTS (SELECT 1 FROM {temp}.events e WHERE e.id = {t}.event_id)"
    ' AND (EXISTS (SELECT 1 FROM {temp}.events e WHERE e.id = {t}."of")'
    ' OR EXISTS (SELECT 1 FROM {temp}.claims c WHERE c.id = {t}."of"))',
}
"""What is left of each table, in the order in which one builds on another."""


def withhold(engine: Engine, days: int) -> None:
    """Leave out of all that `engine` reads from now on what is `days` old or newer.

    A report is left out by its day; without one, by the last day that it tells of; without any, always. A claim is
    left out with its report and by its own day, an event by its own day and when no claim of it is left.

    Raises:
        RecordError: when a connection is made, if the database allows no temporary views.
    """
    sqlite = engine.dialect.name == "sqlite"

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _: Any) -> None:
        cursor = connection.cursor()
        try:
            schema = "main" if sqlite else _schema(cursor)
            for statement in statements(days, schema, sqlite=sqlite):
                cursor.execute(statement)
            connection.commit()
        except Exception as error:
            raise RecordError(f"the record cannot be read with a delay: {error}") from error
        finally:
            cursor.close()

    engine.dispose()  # what is connected already has no such views


def statements(days: int, schema: str, *, sqlite: bool) -> list[str]:
    """What makes the views."""
    temporary = "temp" if sqlite else "pg_temp"
    border = (
        f"date('now', '-{days + 1} days')" if sqlite else f"(now() AT TIME ZONE 'utc')::date - {days + 1}"
    )
    opened = _OPEN if sqlite else f"{_OPEN}::date"
    made = []
    for name, shown in _SHOWN.items():
        where = shown.format(t="t", of=schema, temp=temporary, border=border, open=opened)
        made.append(f"CREATE TEMPORARY VIEW {name} AS SELECT t.* FROM {schema}.{name} t WHERE {where}")  # noqa: S608
    return made


def today() -> str:
    """The day by which the border lies, for what is kept of a record's state."""
    return datetime.now(UTC).date().isoformat()


def _schema(cursor: Any) -> str:
    cursor.execute("SELECT quote_ident(current_schema())")
    return str(cursor.fetchone()[0])
