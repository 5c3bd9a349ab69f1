"""``counterclaim control area``: who holds what part of an area."""

from __future__ import annotations

import click

from counterclaim.cli.commands.control.options import asking, day_of, nothing_known, on_option, opened
from counterclaim.cli.context import Session
from counterclaim.cli.options import formats
from counterclaim.cli.output import Format, console, many, number, write_json
from counterclaim.cli.table import safe_text, write_table


@click.command()
@click.argument("area")
@asking
@click.option("--by", metavar="PARTY", help="Only the shares of one party: its id or its name.")
@on_option
@click.option("--from", "start", metavar="DATE", help="First day, month or year, for shares over time.")
@click.option("--to", "end", metavar="DATE", help="Last day, month or year.")
@click.option(
    "--each",
    type=click.Choice(["day", "week", "month", "year"]),
    default="month",
    show_default=True,
    help="A row for each of these.",
)
@click.option("--country", metavar="XX", help="The country of the area, two letters: SY.")
@formats(Format.JSON)
@click.pass_obj
def area(
    session: Session,
    area: str,
    record: str | None,
    tables: tuple[str, ...],
    known_on: str | None,
    by: str | None,
    on: str | None,
    start: str | None,
    end: str | None,
    each: str,
    country: str | None,
    form: Format,
) -> None:
    """Say who holds what part of AREA: a district, province or country, or a city by its quarters.

    Shares are of the places of which something is said, by their number and by the people in them; the answer says how
    many places there are besides.

    \b
    Examples:
      counterclaim control area "Deir ez-Zor" --on 2017-12-01 --record euphrates.sqlite
      counterclaim control area Syria --by "Islamic State" --from 2017-06 --to 2017-12 --each month --json
    """
    from counterclaim.ask.control.answers import area_answer, days_between
    from counterclaim.ask.question import first_day, last_day

    asked, known = day_of(on, "--on"), day_of(known_on, "--as-known-on")
    first, last = first_day(start), last_day(end)
    with opened(session, record, tables) as view:
        site = view.site(area, country=country.upper() if country else None, area=True)
        day = asked or view.last_known or nothing_known()
        days = days_between(first or last or day, last or day, each) if first or last else [day]
        found = area_answer(view, site, days, by=view.party(by, day) if by else None, known_on=known)
    if form is Format.JSON:
        write_json(found)
        return
    from counterclaim.cli.control_tables import AREA, PARTS

    write_table(found["shares"], AREA, title=found["area"]["name"], empty="nothing is said of places in it")
    write_table(found["parts"], PARTS)
    every = found["covered"]["places"]
    beside = f" of {number(every)} that the gazetteer has there" if every else ""
    console().print(safe_text(f"{many(found['places'], 'places')}{beside}: the others are unknown", "dim"))
