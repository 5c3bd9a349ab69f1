"""One hash over what a record holds, so that two records can be compared."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.record.fold import dumps
from counterclaim.record.query import stream
from counterclaim.record.schema import CONTENT, claims, raw

# A row number follows the order of writing, raw data their hash, and bytes that two documents share came
# with the media type of either.
_LEFT_OUT = {claims.c.seq, raw.c.data, raw.c.media_type}


def content_digest(connection: Connection) -> str:
    """SHA-256 over every row of the content's tables, in the order of their ids.

    It does not depend on the order of writing, on the database, or on runs and times.
    """
    digest = hashlib.sha256()
    for table in CONTENT:
        digest.update(f"\x1d{table.name}\n".encode())
        keys = [table.c.id] if table is claims else list(table.primary_key.columns)
        query = select(*(column for column in table.c if column not in _LEFT_OUT)).order_by(*keys)
        with stream(connection, query) as rows:
            for row in rows:
                digest.update(dumps([_plain(value) for value in row]).encode() + b"\n")
    return digest.hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return value + 0.0  # SQLite has no negative zero
    if isinstance(value, bytes):
        return value.hex()
    return value
