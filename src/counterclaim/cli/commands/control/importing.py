"""``counterclaim control import``: maps and tables of control that others made."""

from __future__ import annotations

from pathlib import Path

import click

from counterclaim.cli.commands.control.options import (
    day_of,
)
from counterclaim.cli.context import Session
from counterclaim.cli.options import formats
from counterclaim.cli.output import Format, console, many, number, say, write_json
from counterclaim.cli.table import safe_text
from counterclaim.errors import UsageError


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--source", required=True, metavar="NAME", help="The name of who made the map.")
@click.option(
    "--to",
    "table",
    required=True,
    metavar="FILE",
    type=click.Path(dir_okay=False),
    help="The CSV file to write.",
)
@click.option("--date", "day", metavar="DATE", help="The day of what has no date of its own.")
@click.option(
    "--party",
    metavar="WORDS=PARTY",
    multiple=True,
    help='Who is meant by words of the map: "occupied=gov.RU"; repeatable.',
)
@click.option(
    "--reliability",
    type=click.FloatRange(0.0, 1.0),
    metavar="SHARE",
    help="How far its word is trusted, from 0 to 1. Default: that of any source.",
)
@click.option(
    "--country", metavar="XX", help="The country that it shows, two letters; places elsewhere are left out."
)
@formats(Format.JSON)
@click.pass_obj
def import_map(
    session: Session,
    file: str,
    source: str,
    table: str,
    day: str | None,
    party: tuple[str, ...],
    reliability: float | None,
    country: str | None,
    form: Format,
) -> None:
    """Read a map or table of control that others made into a table that the other commands take with --with.

    FILE is GeoJSON with polygons (the settlements inside them are what is read), or a table of places with a holder (CSV,
    TSV, JSON, JSON lines). What was read of it, and what was not, is said. The table is plain CSV: open it, check it.

    \b
    Examples:
      counterclaim control import isw-2022-11-09.geojson --source ISW --party occupied=gov.RU --to isw.csv
      counterclaim control import places.csv --source "Place list" --country UA --reliability 0.8 --to list.csv
    """
    from counterclaim.ask.control.outside import OutsideMap, read_outside
    from counterclaim.cli.places import ensure_gazetteer
    from counterclaim.control.outside import write_table as write_outside
    from counterclaim.reference.actors import ActorRegistry
    from counterclaim.reference.gazetteer import Gazetteer

    meant = dict(_pair(one) for one in party)
    how = OutsideMap(source, reliability, day_of(day, "--date"), meant, country.upper() if country else None)
    settings = session.settings()
    ensure_gazetteer(settings)
    found = read_outside(
        Path(file), how, ActorRegistry.load(settings.actors), Gazetteer.open(settings.gazetteer)
    )
    left_out = [
        f"{number(times)} x {words}" + (f" (first: {found.first[words]})" if words in found.first else "")
        for words, times in found.left_out.items()
    ]
    if not found.rows:
        raise UsageError(
            f"{file}: it says nothing of a settlement, so no table is written: "
            + ("; ".join(left_out[:_REASONS]) or "no polygon holds a known settlement")
        )
    count = write_outside(found.rows, Path(table))
    places = len({row.site.id for row in found.rows})
    if form is Format.JSON:
        answer = {
            "rows": count,
            "places": places,
            "read": found.read,
            "left_out": found.left_out,
            "first_left_out": found.first,
            "table": table,
        }
        write_json(answer)
        return
    out = console()
    out.print(safe_text(f"{table}: {many(count, 'statements')} on {many(places, 'places')}", "bold"))
    for words, times in found.read.items():
        out.print(safe_text(f"read {number(times)} x {words}"))
    for words in left_out:
        say(f"left out {words}")


_REASONS = 5
"""Reasons that a message gives at most."""


def _pair(text: str) -> tuple[str, str]:
    words, equals, party = text.partition("=")
    if not equals or not words.strip() or not party.strip():
        raise UsageError(f"--party takes WORDS=PARTY, such as occupied=gov.RU, not {text[:100]!r}")
    return words.strip(), party.strip()
