"""``counterclaim control export``: maps and panels for other programs."""

from __future__ import annotations

from datetime import date

import click

from counterclaim.cli.commands.control.options import (
    asking,
    day_of,
    nothing_known,
    opened,
)
from counterclaim.cli.context import Session
from counterclaim.cli.options import formats
from counterclaim.cli.output import Format, write_csv, write_json
from counterclaim.errors import UsageError


@click.command()
@asking
@click.option(
    "--as",
    "kind",
    type=click.Choice(["points", "cells", "days", "months"]),
    default="points",
    show_default=True,
    help="GeoJSON of settlements, GeoJSON of the land nearest to each (an interpolation), or a CSV panel.",
)
@click.option("--on", metavar="DATE", help="The day of a map. Default: the last day that is known of.")
@click.option("--from", "start", metavar="DATE", help="First day, month or year of a panel.")
@click.option("--to", "end", metavar="DATE", help="Last day, month or year of a panel.")
@click.option("--within", metavar="AREA", help="Only in a district, province or country.")
@formats(Format.JSON)
@click.pass_obj
def export(
    session: Session,
    record: str | None,
    tables: tuple[str, ...],
    known_on: str | None,
    kind: str,
    on: str | None,
    start: str | None,
    end: str | None,
    within: str | None,
    form: Format,
) -> None:
    """Write the control of all settlements as GeoJSON or as a CSV panel, to standard output.

    Nothing finer than a settlement is written. Cells are drawn half-way between settlements; the file says that they are
    an interpolation. With --json a panel is written as JSON.

    \b
    Examples:
      counterclaim control export --on 2017-11-12 --record euphrates.sqlite > control.geojson
      counterclaim control export --as cells --within Syria --on 2017-11-12 > cells.geojson
      counterclaim control export --as months --from 2017-06 --to 2017-12 > panel.csv
    """
    from counterclaim.ask.control.answers import days_between
    from counterclaim.ask.control.exports import control_map, panel
    from counterclaim.ask.question import first_day, last_day
    from counterclaim.control.export import PANEL

    asked, known = day_of(on, "--on"), day_of(known_on, "--as-known-on")
    first, last = first_day(start), last_day(end)
    days: list[date] = []
    if kind in ("days", "months"):
        if first is None or last is None:
            raise UsageError("a panel needs its days: give --from and --to")
        days = days_between(first, last, "month" if kind == "months" else "day")
    session.publishing = True
    with opened(session, record, tables) as view:
        inside = view.site(within, area=True) if within else None
        if not days:
            day = asked or view.last_known or nothing_known()
            write_json(control_map(view, day, area=inside, known_on=known, as_cells=kind == "cells"))
            return
        rows = panel(view, days, area=inside, known_on=known, monthly=kind == "months")
        if form is Format.JSON:
            write_json(list(rows))
        else:
            write_csv(rows, PANEL)
