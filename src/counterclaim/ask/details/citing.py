"""How to cite an event, so that a reader finds it in the same state: as a line and as CSL-JSON."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, select

from counterclaim import __version__
from counterclaim.ask.rows import Row
from counterclaim.record.prepared import Prepared
from counterclaim.record.query import all_meta
from counterclaim.record.schema import runs
from counterclaim.safe import one_line

_TITLE = 300
_LAST_RUN = Prepared(
    select(runs.c.id, runs.c.finished, runs.c.version)
    .where(runs.c.status == "finished")
    .order_by(runs.c.finished.desc(), runs.c.id)
    .limit(1)
)


def edition(connection: Connection) -> Row:
    """Which record it is and in what state: ``{record, created, built, run, version}``; `built` ended its last run."""
    meta = all_meta(connection)
    run, built, version = next(iter(_LAST_RUN.rows(connection)), (None, None, __version__))
    return {
        "record": meta.get("record_id"),
        "created": meta.get("created"),
        "built": built,
        "run": run,
        "version": version,
    }


def cite(event: str, title: str, of: Mapping[str, str | None], accessed: date) -> Row:
    """``{text, csl}`` of an event of the record whose `edition` is `of`."""
    shown = one_line(title)[:_TITLE]
    built = (of["built"] or of["created"] or "")[:10]
    text = (
        f"{shown}. Event {event} in record {of['record']}, as built on {built} with Counterclaim {of['version']}."
        f" Accessed {accessed.isoformat()}."
    )
    csl: Row = {
        "id": event,
        "type": "dataset",
        "title": shown,
        "container-title": f"Counterclaim record {of['record']}",
        "version": f"{of['run'] or built}",
        "medium": f"Counterclaim {of['version']}",
        "number": event,
        "accessed": {"date-parts": [[accessed.year, accessed.month, accessed.day]]},
    }
    if built:
        csl["issued"] = {"date-parts": [[int(part) for part in built.split("-")]]}
    return {"text": text, "csl": csl}
