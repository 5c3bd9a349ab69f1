"""``counterclaim events``: claims about one thing, brought together."""

from __future__ import annotations

from typing import Any

import click

from counterclaim.cli.answer import figure, place, short, words, write_answer
from counterclaim.cli.context import Session
from counterclaim.cli.options import all_formats, filters, record_option
from counterclaim.cli.output import Format, Row
from counterclaim.cli.table import Column


@click.command()
@record_option
@filters(orders="date, -date, origins, -origins, documents, -documents, id or -id.")
@all_formats
@click.pass_obj
def events(session: Session, record: str | None, question: dict[str, Any], form: Format) -> None:
    """List events with their estimates, claims and origins.

    --actor, --kind, --modality, --source, --text and --document ask for events that have such a claim.

    \b
    Examples:
      counterclaim events --record euphrates.sqlite --country SY --from 2017-10
      counterclaim events --status contested --order -origins
      counterclaim events --type air_drone_strike --actor SDF --csv > strikes.csv
    """
    from counterclaim.ask.schema import EVENTS

    with session.open_record(record) as view:
        write_answer(
            view,
            "events",
            question,
            form,
            columns=EVENT_COLUMNS,
            fields=list(EVENTS),
            flat=view.event_row,
        )


def _who(row: Row) -> str:
    return ", ".join(dict.fromkeys([*row["actors"], *row["targets"]]))


EVENT_COLUMNS = (
    Column("id", "id", style="dim", show=lambda row: short(row["id"])),
    Column("when", "when"),
    Column("event_type", "type", ratio=1, show=lambda row: words(row["event_type"])),
    Column("place", "place", style="green", ratio=1, show=place),
    Column("actors", "who", style="cyan", ratio=2, show=_who),
    Column("killed", "killed", numeric=True, show=lambda row: figure(row, "killed")),
    Column("injured", "injured", numeric=True, show=lambda row: figure(row, "injured")),
    Column("claims", "claims", numeric=True),
    Column("origins", "origins", numeric=True),
    Column("status", "status", show=lambda row: words(row["status"])),
)
