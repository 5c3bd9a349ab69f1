"""``counterclaim control place``: who holds a place on a day, and its history."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.commands.control.options import asking, day_of, nothing_known, on_option, opened
from counterclaim.cli.context import Session
from counterclaim.cli.options import formats, plot_option
from counterclaim.cli.output import Format, write_json

if TYPE_CHECKING:
    from counterclaim.ask.control.asking import ControlView


@click.command()
@click.argument("place")
@asking
@on_option
@click.option("--from", "start", metavar="DATE", help="First day, month or year of the strip and the plot.")
@click.option("--to", "end", metavar="DATE", help="Last day, month or year of the strip and the plot.")
@click.option("--country", metavar="XX", help="The country of the place, two letters: SY.")
@plot_option
@formats(Format.JSON)
@click.pass_obj
def place(
    session: Session,
    place: str,
    record: str | None,
    tables: tuple[str, ...],
    known_on: str | None,
    on: str | None,
    start: str | None,
    end: str | None,
    country: str | None,
    plot: str | None,
    form: Format,
) -> None:
    """Say who holds PLACE on a day, with its history: a line a spell, with who says so and who denies it.

    "By all that is known" looks back with later reports; "as known that day" does not. Of an area, and of a city whose
    quarters are spoken of, the parts are listed too.

    \b
    Examples:
      counterclaim control place "Abu Kamal" --on 2017-11-12
      counterclaim control place "Abu Kamal" --on 2017-11-12 --as-known-on 2017-11-12 --json
      counterclaim control place Mayadin --plot mayadin.html --with isw.csv
    """
    from counterclaim.ask.control.answers import place_answer
    from counterclaim.ask.question import first_day, last_day

    asked, known = day_of(on, "--on"), day_of(known_on, "--as-known-on")
    with opened(session, record, tables) as view:
        site = view.site(place, country=country.upper() if country else None)
        found = place_answer(
            view,
            site,
            asked or view.last_known or nothing_known(),
            known_on=known,
            start=first_day(start),
            end=last_day(end),
        )
        if plot:
            _plot(view, found, plot, known)
    if form is Format.JSON:
        write_json(found)
        return
    from counterclaim.cli.control_tables import show_place

    show_place(found)


def _plot(view: ControlView, found: dict[str, Any], path: str, known_on: date | None) -> None:
    from counterclaim.analysis.plots import save
    from counterclaim.ask.control.plot import place_chart

    site = view.site(found["place"]["id"])
    chart = place_chart(view, site, found["strip"]["from"], found["strip"]["to"], known_on=known_on)
    known = f"as known on {known_on}" if known_on else "by all that is known"
    save(chart, path, sentence=f"Who holds {site.name}, {known}", warnings=found["notes"])
