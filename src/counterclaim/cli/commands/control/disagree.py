"""``counterclaim control disagree``: where sources contradict each other."""

from __future__ import annotations

import click

from counterclaim.cli.commands.control.options import (
    asking,
    day_of,
    first_rows,
    limit_option,
    nothing_known,
    on_option,
    opened,
)
from counterclaim.cli.context import Session
from counterclaim.cli.options import formats
from counterclaim.cli.output import Format, write_json
from counterclaim.cli.table import write_table


@click.command()
@asking
@on_option
@click.option(
    "--within",
    type=click.IntRange(min=0),
    default=14,
    show_default=True,
    metavar="DAYS",
    help="Words of days farther apart are no disagreement: the place may have changed hands.",
)
@click.option("--sources", is_flag=True, help="Instead, how often each two sources agree.")
@limit_option
@formats(Format.JSON)
@click.pass_obj
def disagree(
    session: Session,
    record: str | None,
    tables: tuple[str, ...],
    known_on: str | None,
    on: str | None,
    within: int,
    sources: bool,
    limit: int,
    form: Format,
) -> None:
    """List the places on which sources contradict each other on a day: the newest word of each.

    \b
    Examples:
      counterclaim control disagree --on 2017-11-12 --record euphrates.sqlite
      counterclaim control disagree --sources --with isw.csv --with deepstate.csv --json
    """
    from counterclaim.ask.control.answers import agreement_rows, disagreement_rows
    from counterclaim.cli.control_tables import AGREE, DISAGREE

    asked, known = day_of(on, "--on"), day_of(known_on, "--as-known-on")
    with opened(session, record, tables) as view:
        if sources:
            rows = agreement_rows(view, within=within)
        else:
            day = asked or view.last_known or nothing_known()
            rows = disagreement_rows(view, day, within=within, known_on=known)
    if form is Format.JSON:
        write_json(rows)
        return
    empty = "no two sources speak of one place" if sources else "no two sources contradict each other"
    write_table(first_rows(rows, limit), AGREE if sources else DISAGREE, empty=empty)
