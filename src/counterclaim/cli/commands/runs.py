"""``counterclaim runs``: how the record came to be, and what could not be read."""

from __future__ import annotations

from collections.abc import Sequence

import click

from counterclaim.cli.answer import write_rows
from counterclaim.cli.context import Session
from counterclaim.cli.options import all_formats, record_option
from counterclaim.cli.output import Format, Row, write_csv, write_json
from counterclaim.cli.table import Column, write_table
from counterclaim.errors import UsageError


@click.command()
@click.argument("id", required=False)
@record_option
@all_formats
@click.pass_obj
def runs(session: Session, id: str | None, record: str | None, form: Format) -> None:
    """List the builds of a record, and what they could not read.

    With ID, the failures of one build. The beginning of an id is enough, and "last" is the last run.

    \b
    Examples:
      counterclaim runs --record euphrates.sqlite
      counterclaim runs last --record euphrates.sqlite
      counterclaim runs last --csv > failures.csv
    """
    from counterclaim.ask.rows import run_row
    from counterclaim.ask.schema import RUNS

    with session.open_record(record) as view:
        rows = view.run_rows()
        if id is None:
            flat = form in (Format.TABLE, Format.CSV)
            shown = map(run_row, rows) if flat else iter(rows)
            write_rows(shown, form, columns=_RUN_COLUMNS, fields=list(RUNS), empty="no run is recorded")
            return
        run = _chosen(rows, id)
        failures = view.failures(run["id"])
    if form is Format.JSON:
        write_json({**run, "failures": failures})
    elif form is Format.CSV:
        write_csv(failures, ["locator", "stage", "reason"])
    elif form is Format.JSONL:
        write_rows(failures, form, columns=(), fields=())
    else:
        write_table([run_row(run)], _RUN_COLUMNS)
        write_table(failures, _FAILURE_COLUMNS, empty=f"run {run['id']} has no failures")


def _chosen(rows: Sequence[Row], id: str) -> Row:
    found = rows[:1] if id == "last" else [row for row in rows if row["id"].startswith(id)]
    if len(found) == 1:
        return found[0]
    if found:
        raise UsageError(
            f"{id!r} is the beginning of several runs: {', '.join(row['id'] for row in found[:3])}"
        )
    raise UsageError(f"there is no run {id!r}; `counterclaim runs` lists them")


_RUN_COLUMNS = (
    Column("id", "id", style="dim"),
    Column("started", "started"),
    Column("status", "status", style="bold"),
    Column("version", "version"),
    *(
        Column(key, key, numeric=True)
        for key in ("read", "new", "unchanged", "copies", "failed", "claims", "events")
    ),
)
_FAILURE_COLUMNS = (
    Column("locator", "item", style="cyan", ratio=1),
    Column("stage", "stage"),
    Column("reason", "reason", ratio=2),
)
