"""``counterclaim control sources``: how sources fare against each other."""

from __future__ import annotations

import click

from counterclaim.cli.commands.control.options import asking, day_of, first_rows, limit_option, opened
from counterclaim.cli.context import Session
from counterclaim.cli.options import formats
from counterclaim.cli.output import Format, write_json
from counterclaim.cli.table import write_table


@click.command()
@asking
@limit_option
@formats(Format.JSON)
@click.pass_obj
def sources(
    session: Session,
    record: str | None,
    tables: tuple[str, ...],
    known_on: str | None,
    limit: int,
    form: Format,
) -> None:
    """Score each source against all others: what it says, held against what they say of the same places and days.

    The source is taken out, the model made of the rest. No source is called the truth: one that is alone in being right
    agrees least. The delay is that of its word of a change behind theirs.

    \b
    Examples:
      counterclaim control sources --record euphrates.sqlite --json
      counterclaim control sources --with isw.csv --with deepstate.csv
    """
    from counterclaim.ask.control.sources import source_rows
    from counterclaim.cli.control_tables import SOURCES

    known = day_of(known_on, "--as-known-on")
    with opened(session, record, tables) as view:
        rows = source_rows(view, known_on=known)
    if form is Format.JSON:
        write_json(rows)
        return
    write_table(first_rows(rows, limit), SOURCES, empty="no source says who holds a place")
