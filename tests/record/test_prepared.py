"""Queries handed to the driver give what SQLAlchemy gives, on both databases."""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, or_, select
from tests.ask.index.war import make_record

from counterclaim.errors import RecordError
from counterclaim.record import Record
from counterclaim.record.prepared import Prepared
from counterclaim.record.schema import claims, documents

_OF_DOCUMENTS = select(claims.c.id, claims.c.body, claims.c.when_from, claims.c.confidence).where(
    or_(claims.c.document_id.in_(bindparam("ids", expanding=True)), claims.c.id == bindparam("id"))
)
_ORDERED = _OF_DOCUMENTS.order_by(claims.c.id)


def test_rows_are_those_of_sqlalchemy(nowhere: str) -> None:
    make_record(nowhere, 3, 12)
    prepared = Prepared(_ORDERED)
    with Record.open(nowhere, readonly=True) as record, record.reading() as connection:
        ids = list(connection.scalars(select(documents.c.id).order_by(documents.c.id)))
        for asked in (ids[:1], ids[:3], ids[:4], ids, []):
            expected = connection.execute(_ORDERED, {"ids": asked, "id": "c"}).all()
            assert prepared.rows(connection, ids=asked, id="c") == [tuple(row) for row in expected]
        assert len(prepared.rows(connection, ids=ids, id="")) > len(ids)
        rows = prepared.mappings(connection, ids=ids[:1], id="")
        assert rows
        assert [*rows[0]] == ["id", "body", "when_from", "confidence"]


def test_whatever_a_reader_asks_for_is_a_value(nowhere: str) -> None:
    make_record(nowhere, 3, 4)
    prepared = Prepared(_ORDERED)
    with Record.open(nowhere, readonly=True) as record, record.reading() as connection:
        for asked in ("\x00", "d\x001", "\ud800", "'; --", "%s", "é" * 9):
            assert prepared.rows(connection, ids=[asked], id=asked) == []


def test_a_failure_of_the_database_is_told_as_any_other(nowhere: str) -> None:
    make_record(nowhere, 3, 4)
    wrong = Prepared(select(claims.c.id.op("!!!!")(bindparam("id"))))
    with (
        Record.open(nowhere, readonly=True) as record,
        pytest.raises(RecordError),
        record.reading() as connection,
    ):
        wrong.rows(connection, id="x")
