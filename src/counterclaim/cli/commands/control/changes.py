"""``counterclaim control changes``: who is said to have taken and lost what between two days."""

from __future__ import annotations

import click

from counterclaim.cli.commands.control.options import (
    asking,
    day_of,
    first_rows,
    limit_option,
    opened,
)
from counterclaim.cli.context import Session
from counterclaim.cli.options import formats
from counterclaim.cli.output import Format, write_json
from counterclaim.cli.table import write_table
from counterclaim.errors import UsageError


@click.command()
@asking
@click.option("--from", "start", metavar="DATE", required=True, help="First day, month or year.")
@click.option("--to", "end", metavar="DATE", required=True, help="Last day, month or year.")
@limit_option
@formats(Format.JSON)
@click.pass_obj
def changes(
    session: Session,
    record: str | None,
    tables: tuple[str, ...],
    known_on: str | None,
    start: str,
    end: str,
    limit: int,
    form: Format,
) -> None:
    """List the changes of hands that are told of between two days, with who says so and who denies it.

    A change that one side announces and the other denies is listed: its row has both, and what the model makes of it.

    \b
    Examples:
      counterclaim control changes --from 2017-11 --to 2017-11 --record euphrates.sqlite
      counterclaim control changes --from 2017-06 --to 2017-12 --as-known-on 2017-11-12 --json
    """
    from counterclaim.ask.control.answers import change_rows
    from counterclaim.ask.question import first_day, last_day

    first, last = first_day(start), last_day(end)
    if first is None or last is None:
        raise UsageError("--from and --to must be days, months or years, such as 2017-11")
    known = day_of(known_on, "--as-known-on")
    if first > last:
        raise UsageError(f"the dates are the wrong way round: {first} is after {last}")
    with opened(session, record, tables) as view:
        rows = change_rows(view, first, last, known_on=known)
    if form is Format.JSON:
        write_json(rows)
        return
    from counterclaim.cli.control_tables import CHANGES

    write_table(first_rows(rows, limit), CHANGES, empty="no change of hands is told of between these days")
