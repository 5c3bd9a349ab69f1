"""``counterclaim claims``: who says what."""

from __future__ import annotations

from typing import Any

import click

from counterclaim.cli.answer import figure, place, short, words, write_answer
from counterclaim.cli.context import Session
from counterclaim.cli.options import all_formats, filters, record_option
from counterclaim.cli.output import Format
from counterclaim.cli.table import Column


@click.command()
@record_option
@filters(orders="date, -date, confidence, -confidence, id or -id.")
@all_formats
@click.pass_obj
def claims(session: Session, record: str | None, question: dict[str, Any], form: Format) -> None:
    """List claims: one sentence's statement by a chain of sources.

    --json and --jsonl give claims by the claim contract, --csv flat rows.

    \b
    Examples:
      counterclaim claims --record euphrates.sqlite --place "Abu Kamal" --kind control
      counterclaim claims --modality denied --from 2017-09 --to 2017-11-15
      counterclaim claims --text '"cruise missiles" frigat*' --jsonl
    """
    from counterclaim.ask.rows import claim_row
    from counterclaim.ask.schema import CLAIMS

    columns = (
        Column("id", "id", style="dim", show=lambda row: short(row["id"])),
        Column("when", "when"),
        Column("place", "place", style="green", ratio=1, show=place),
        Column("event_type", "type", show=lambda row: words(row["event_type"])),
        Column("modality", "how"),
        Column("chain", "sources", style="cyan", ratio=1, show=lambda row: " <- ".join(row["chain"])),
        Column("killed", "killed", numeric=True, show=lambda row: figure(row, "killed")),
        Column("sentence", "sentence", ratio=3),
    )
    with session.open_record(record) as view:
        write_answer(view, "claims", question, form, columns=columns, fields=list(CLAIMS), flat=claim_row)
