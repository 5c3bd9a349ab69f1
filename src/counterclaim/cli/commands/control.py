"""``counterclaim control``: who holds each place, since when, how firmly, according to whom."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import TABLE_ROWS, formats, record_option, stacked
from counterclaim.cli.output import Format, console, many, number, say, write_csv, write_json
from counterclaim.cli.table import safe_text, write_table
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counterclaim.ask.control.asking import ControlView

Command = TypeVar("Command", bound=Callable[..., Any])

_known_option = click.option(
    "--as-known-on", "known_on", metavar="DATE", help="From what had been published by that day alone."
)
_with_option = click.option(
    "--with",
    "tables",
    metavar="FILE",
    multiple=True,
    help="A table that `control import` made of an outside map, as one more source; repeatable.",
)
_limit_option = click.option(
    "--limit", type=click.IntRange(min=0), default=TABLE_ROWS, show_default=True, metavar="N",
    help="Most rows of a table; 0 for all.",
)  # fmt: skip


def _asking(command: Command) -> Command:
    """The options of every question about control."""
    return stacked(record_option, _with_option, _known_option)(command)


class PlaceGroup(click.Group):
    """A group whose first word is a place where it is no command: ``control Mayadin`` is ``control place Mayadin``."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of the first word, or `place` with all of them."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            return "place", self.commands["place"], args
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; for a place's name that of places."""
        return super().get_command(ctx, cmd_name) or self.commands["place"]


@click.group(cls=PlaceGroup)
def control() -> None:
    """Say who holds places, since when, how firmly and according to whom.

    Probabilities come from claims, weighed by source, interest and the way they are put; see docs/control.md for what
    they mean and do not mean. A place's name alone asks for that place.

    \b
    Examples:
      counterclaim control "Abu Kamal" --on 2017-11-12 --record euphrates.sqlite
      counterclaim control changes --from 2017-11-01 --to 2017-11-30
      counterclaim control area "Deir ez-Zor" --on 2017-12-01
    """


@control.command()
@click.argument("place")
@_asking
@click.option("--on", metavar="DATE", help="The day asked about. Default: the last day that is known of.")
@click.option("--from", "start", metavar="DATE", help="First day, month or year of the strip and the plot.")
@click.option("--to", "end", metavar="DATE", help="Last day, month or year of the strip and the plot.")
@click.option("--country", metavar="XX", help="The country of the place, two letters: SY.")
@click.option("--plot", metavar="FILE", help="Draw it to a file that ends in .html, .svg or .png.")
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

    asked, known = _day(on, "--on"), _day(known_on, "--as-known-on")
    with _opened(session, record, tables) as view:
        site = view.site(place, country=country.upper() if country else None)
        found = place_answer(
            view,
            site,
            asked or view.last_known or _nothing(),
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


@control.command()
@_asking
@click.option("--from", "start", metavar="DATE", required=True, help="First day, month or year.")
@click.option("--to", "end", metavar="DATE", required=True, help="Last day, month or year.")
@_limit_option
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
    known = _day(known_on, "--as-known-on")
    if first > last:
        raise UsageError(f"the dates are the wrong way round: {first} is after {last}")
    with _opened(session, record, tables) as view:
        rows = change_rows(view, first, last, known_on=known)
    if form is Format.JSON:
        write_json(rows)
        return
    from counterclaim.cli.control_tables import CHANGES

    write_table(_first(rows, limit), CHANGES, empty="no change of hands is told of between these days")


@control.command()
@click.argument("area")
@_asking
@click.option("--by", metavar="PARTY", help="Only the shares of one party: its id or its name.")
@click.option("--on", metavar="DATE", help="The day asked about. Default: the last day that is known of.")
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

    asked, known = _day(on, "--on"), _day(known_on, "--as-known-on")
    first, last = first_day(start), last_day(end)
    with _opened(session, record, tables) as view:
        site = view.site(area, country=country.upper() if country else None, area=True)
        day = asked or view.last_known or _nothing()
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


@control.command()
@_asking
@click.option("--on", metavar="DATE", help="The day asked about. Default: the last day that is known of.")
@click.option(
    "--within",
    type=click.IntRange(min=0),
    default=14,
    show_default=True,
    metavar="DAYS",
    help="Words of days farther apart are no disagreement: the place may have changed hands.",
)
@click.option("--sources", is_flag=True, help="Instead, how often each two sources agree.")
@_limit_option
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

    asked, known = _day(on, "--on"), _day(known_on, "--as-known-on")
    with _opened(session, record, tables) as view:
        if sources:
            rows = agreement_rows(view, within=within)
        else:
            day = asked or view.last_known or _nothing()
            rows = disagreement_rows(view, day, within=within, known_on=known)
    if form is Format.JSON:
        write_json(rows)
        return
    empty = "no two sources speak of one place" if sources else "no two sources contradict each other"
    write_table(_first(rows, limit), AGREE if sources else DISAGREE, empty=empty)


@control.command()
@_asking
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

    asked, known = _day(on, "--on"), _day(known_on, "--as-known-on")
    first, last = first_day(start), last_day(end)
    days: list[date] = []
    if kind in ("days", "months"):
        if first is None or last is None:
            raise UsageError("a panel needs its days: give --from and --to")
        days = days_between(first, last, "month" if kind == "months" else "day")
    with _opened(session, record, tables) as view:
        inside = view.site(within, area=True) if within else None
        if not days:
            day = asked or view.last_known or _nothing()
            write_json(control_map(view, day, area=inside, known_on=known, as_cells=kind == "cells"))
            return
        rows = panel(view, days, area=inside, known_on=known, monthly=kind == "months")
        if form is Format.JSON:
            write_json(list(rows))
        else:
            write_csv(rows, PANEL)


@control.command("import")
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
    how = OutsideMap(source, reliability, _day(day, "--date"), meant, country.upper() if country else None)
    settings = session.settings()
    ensure_gazetteer(settings)
    found = read_outside(
        Path(file), how, ActorRegistry.load(settings.actors), Gazetteer.open(settings.gazetteer)
    )
    count = write_outside(found.rows, Path(table))
    places = len({row.site.id for row in found.rows})
    if form is Format.JSON:
        answer = {
            "rows": count,
            "places": places,
            "read": found.read,
            "left_out": found.left_out,
            "table": table,
        }
        write_json(answer)
        return
    out = console()
    out.print(safe_text(f"{table}: {many(count, 'statements')} on {many(places, 'places')}", "bold"))
    for words, times in found.read.items():
        out.print(safe_text(f"read {number(times)} x {words}"))
    for words, times in found.left_out.items():
        say(f"left out {number(times)} x {words}")


@contextmanager
def _opened(session: Session, record: str | None, tables: tuple[str, ...]) -> Iterator[ControlView]:
    """The control of a record with the outside maps of `tables`."""
    from counterclaim.ask.control.asking import open_control
    from counterclaim.cli.places import ensure_gazetteer
    from counterclaim.control.outside import read_table
    from counterclaim.reference.gazetteer import Gazetteer

    outside = [row for table in tables for row in read_table(Path(table))]
    settings = session.settings()
    ensure_gazetteer(settings)
    with session.open_record(record) as view:
        found = open_control(view, Gazetteer.open(settings.gazetteer), outside)
        for note in found.found.notes:
            say(note)
        yield found


def _plot(view: ControlView, found: dict[str, Any], path: str, known_on: date | None) -> None:
    from counterclaim.analysis.plots import save
    from counterclaim.ask.control.plot import place_chart

    site = view.site(found["place"]["id"])
    chart = place_chart(view, site, found["strip"]["from"], found["strip"]["to"], known_on=known_on)
    known = f"as known on {known_on}" if known_on else "by all that is known"
    save(chart, path, sentence=f"Who holds {site.name}, {known}", warnings=found["notes"])


def _pair(text: str) -> tuple[str, str]:
    words, equals, party = text.partition("=")
    if not equals or not words.strip() or not party.strip():
        raise UsageError(f"--party takes WORDS=PARTY, such as occupied=gov.RU, not {text[:100]!r}")
    return words.strip(), party.strip()


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"{option} must be a day such as 2017-11-12, not {text[:50]!r}") from None


def _nothing() -> date:
    raise UsageError("nothing is said of who holds any place; say which day is meant with --on")


def _first(rows: list[dict[str, Any]], limit: int) -> list[dict[str, Any]]:
    if limit and len(rows) > limit:
        say(f"{number(limit)} of {number(len(rows))} rows shown; --limit 0 shows all")
    return rows[:limit] if limit else rows
