"""``counterclaim documents``: what was read."""

from __future__ import annotations

from typing import Any

import click

from counterclaim.cli.answer import short, write_answer
from counterclaim.cli.context import Session
from counterclaim.cli.options import all_formats, filters, record_option
from counterclaim.cli.output import Format
from counterclaim.cli.table import Column


@click.command()
@record_option
@filters(orders="date, -date, id or -id.")
@all_formats
@click.pass_obj
def documents(session: Session, record: str | None, question: dict[str, Any], form: Format) -> None:
    """List the documents of a record, copies among them.

    Dates are those of publication, and --source is the publisher. The other filters ask for documents that
    have such a claim.

    \b
    Examples:
      counterclaim documents --record euphrates.sqlite
      counterclaim documents --source "Example desk A" --from 2017-11
      counterclaim documents --place Mayadin --csv > mayadin.csv
    """
    from counterclaim.ask.rows import document_row
    from counterclaim.ask.schema import DOCUMENTS

    columns = (
        Column("id", "id", style="dim", show=lambda row: short(row["id"])),
        Column("published", "published"),
        Column("publisher", "publisher", style="cyan"),
        Column("title", "title", ratio=2, show=lambda row: row["title"] or row["path"]),
        Column("claims", "claims", numeric=True),
        Column("copy_of", "copy of", style="dim", show=lambda row: short(row["copy_of"] or "")),
    )
    with session.open_record(record) as view:
        write_answer(
            view, "documents", question, form, columns=columns, fields=list(DOCUMENTS), flat=document_row
        )
