"""Writing: each function works in the transaction of the connection it is given."""

from __future__ import annotations

import hashlib
import uuid
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from counterclaim.errors import RecordError
from counterclaim.model import Claim, Document
from counterclaim.record import links, schema
from counterclaim.record.inserting import insert_of, insert_rows
from counterclaim.record.rows import (
    claim_rows,
    document_row,
)


def save_document(
    connection: Connection,
    document: Document,
    raw: bytes,
    claims: Sequence[Claim],
    *,
    reader: str,
    signature: bytes | None,
) -> None:
    """Put the document, its bytes and its claims in place of any earlier reading of it."""
    _save_raw(connection, document, raw)
    links.dissolve(connection, [document.id])
    connection.execute(delete(schema.claims).where(schema.claims.c.document_id == document.id))
    connection.execute(delete(schema.documents).where(schema.documents.c.id == document.id))
    connection.execute(insert(schema.documents), [document_row(document, reader, signature)])
    rows = []
    for claim in claims:
        if claim.document_id != document.id:
            raise RecordError(f"claim {claim.id} is of another document than {document.id}")
        rows.append(claim_rows(claim, document.title))
    insert_rows(connection, schema.claims, [row.claim for row in rows])
    insert_rows(connection, schema.claim_sources, [row for of in rows for row in of.sources])
    insert_rows(connection, schema.claim_actors, [row for of in rows for row in of.actors])
    insert_rows(connection, schema.claim_quantities, [row for of in rows for row in of.quantities])


def set_families(connection: Connection, families: Mapping[str, str]) -> None:
    """Give every document the family of `families`, and none to those not in it. Events of changed ones dissolve."""
    stored = connection.execute(select(schema.documents.c.id, schema.documents.c.family))
    changed = [
        {"document": id_, "to": families.get(id_)} for id_, family in stored if family != families.get(id_)
    ]
    if changed:
        connection.execute(
            update(schema.documents)
            .where(schema.documents.c.id == bindparam("document"))
            .values(family=bindparam("to")),
            changed,
        )
        links.dissolve(connection, [str(row["document"]) for row in changed])


def start_run(connection: Connection, *, version: str, command: str, config: Mapping[str, Any]) -> str:
    """Begin a run's row. Runs still marked as running were cut off, since only one runs at a time."""
    runs = schema.runs
    connection.execute(update(runs).where(runs.c.status == "running").values(status="interrupted"))
    run_id = f"r_{uuid.uuid4().hex[:24]}"
    row = {"id": run_id, "started": _now(), "status": "running", "version": version, "command": command}
    connection.execute(insert(runs), {**row, "config": dict(config), "counts": {}})
    return run_id


def finish_run(connection: Connection, run_id: str, *, status: str, counts: Mapping[str, Any]) -> None:
    """End a run's row."""
    runs = schema.runs
    done = connection.execute(
        update(runs)
        .where(runs.c.id == run_id)
        .values(status=status, finished=_now(), counts=dict(counts))
    )  # fmt: skip
    if done.rowcount != 1:
        raise RecordError(f"there is no run {run_id}")


def add_failure(connection: Connection, run_id: str, *, locator: str, stage: str, reason: str) -> None:
    """Keep why an item failed in a run; the last reason counts."""
    row = {
        "run_id": run_id,
        "locator_hash": hashlib.sha256(locator.encode("utf-8", "surrogatepass")).hexdigest(),
        "locator": locator,
        "stage": stage,
        "reason": reason,
    }
    statement = insert_of(connection, schema.run_failures)
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["run_id", "locator_hash"], set_={"stage": stage, "reason": reason}
        ),
        row,
    )


def _save_raw(connection: Connection, document: Document, raw: bytes) -> None:
    if hashlib.sha256(raw).hexdigest() != document.sha256:
        raise RecordError(f"the raw bytes are not those that document {document.id} was read from")
    known = select(schema.raw.c.sha256).where(schema.raw.c.sha256 == document.sha256)
    if connection.execute(known).first() is None:
        row = {"sha256": document.sha256, "media_type": document.media_type, "size": len(raw)}
        statement = insert_of(connection, schema.raw).on_conflict_do_nothing()
        connection.execute(statement, {**row, "data": zlib.compress(raw)})


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
