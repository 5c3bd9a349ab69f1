"""``counterclaim tally``: how many were claimed, reported and estimated."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import TABLE_ROWS, filters, formats, inside_options, plot_option, record_option
from counterclaim.cli.output import Format, Row, console, number, say, write_csv, write_json
from counterclaim.cli.table import Column, safe_text, write_table

if TYPE_CHECKING:
    from counterclaim.ask.tallies import Tallied

KEYS = "actor, target, country, admin1, place, type, status, source, method, modality"


@click.command()
@record_option
@click.option(
    "--of",
    type=click.Choice(["events", "claims", "killed", "injured", "captured"]),
    default="events",
    show_default=True,
    help="What is tallied.",
)
@click.option("--by", metavar="KEY", multiple=True, help=f"{KEYS}; repeatable.")
@click.option(
    "--period",
    type=click.Choice(["day", "week", "month", "quarter", "year"]),
    help="A row for each of these.",
)
@click.option(
    "--per",
    type=click.Choice(["day", "month", "year"]),
    default="month",
    show_default=True,
    help="Rates are per day, month or year.",
)
@inside_options
@click.option(
    "--rule", metavar="RULE", help="Rule of estimates: range, conservative, acled, ucdp or party:ID."
)
@click.option(
    "--nowcast", is_flag=True, help="Say how many the last periods will have once all reports are in."
)
@plot_option
@filters()
@formats(Format.JSON, Format.CSV)
@click.pass_obj
def tally(
    session: Session,
    /,
    record: str | None,
    near: str | None,
    plot: str | None,
    question: dict[str, Any],
    form: Format,
    **how: Any,
) -> None:
    """Count events or claims, or add up figures, with exact intervals of their rates.

    What parties to the conflict claim, what others report and what is estimated are columns of their own; one that
    both state is in both. --json and --csv give the ids of the events and claims behind every cell. Give --from and
    --to: they are the days that rates are of. Tallies that sources state are listed below, and added to nothing.

    \b
    Examples:
      counterclaim tally --record euphrates.sqlite --by actor --period month --from 2017-06 --to 2017-12
      counterclaim tally --of killed --by country --rule conservative --json
      counterclaim tally --period week --from 2017-09 --to 2017-12 --nowcast --plot weeks.svg
      counterclaim tally --near 34.45,40.92,50 --period month --csv > abu-kamal.csv
    """
    from counterclaim.ask.sides import circle

    limit = question.pop("limit", TABLE_ROWS)
    with session.open_record(record) as view:
        found = view.tallied(**question, **how, near=circle(near) if near else None)
    if plot:
        from counterclaim.analysis.plots import save
        from counterclaim.analysis.plots.charts import tally_chart

        save(tally_chart(found.to_dict()), plot, sentence=_title(found), warnings=(found.rule, *found.notes))
    if form is Format.JSON:
        write_json(found.to_dict())
    elif form is Format.CSV:
        write_csv(found.cells.iter_rows(named=True), found.cells.columns)
    else:
        _show(found, limit)


def _show(found: Tallied, limit: int) -> None:
    asked = found.tally.asked
    cells = list(found.cells.iter_rows(named=True))
    shown = cells[:limit] if limit else cells
    columns = [Column(key, key, style="cyan", show=_key(key)) for key in asked.by]
    counts = _FIGURES if asked.is_figure else _COUNTS
    last = _figure_rates(asked.per) if asked.is_figure else _count_rates(asked.per)
    behind = (*_EFFORT, *_OF_PERIOD) if "period_reports" in found.cells.columns else _EFFORT
    write_table(shown, (*columns, _PERIOD, *counts, *last, *behind), empty="nothing matches")
    if len(shown) < len(cells):
        say(f"{number(len(shown))} of {number(len(cells))} rows shown; --limit 0 shows all")
    write_table(found.nowcast, _NOWCAST, title="nowcast: once all reports are in")
    told = found.told[:limit] if limit else found.told
    write_table(told, _TOLD, title="stated by sources, not added to anything")
    legend = (_ALL,) if "period_reports" in found.cells.columns else ()
    for note in (found.rule, *legend, *found.notes):
        console().print(safe_text(note, "dim"))


def _title(found: Tallied) -> str:
    of, by = found.tally.asked.of.replace("_", " "), ", ".join(found.tally.asked.by)
    days = f" from {found.tally.start} to {found.tally.end}" if found.tally.start else ""
    return f"{of.capitalize()}{f' by {by}' if by else ''}{days}, with 95 % intervals."


def _key(key: str) -> Any:
    return lambda row: "not stated" if row[key] is None else str(row[key]).replace("_", " ")


def _interval(row: Row, name: str) -> str:
    value, low, high = row[name], row[f"{name}_low"], row[f"{name}_high"]
    return "" if value is None else f"{value:.2f} ({low:.2f}-{high:.2f})"


def _rate(name: str, heading: str) -> Column:
    return Column(name, heading, show=lambda row: _interval(row, name))


def _count_rates(per: str) -> tuple[Column, ...]:
    return _rate("claimed_rate", f"claimed a {per}, 95 %"), _rate("reported_rate", f"reported a {per}, 95 %")


def _figure_rates(per: str) -> tuple[Column, ...]:
    return (_rate("estimated_rate", f"best a {per}, 95 %"),)


def _to_come(row: Row) -> str:
    if row["median"] is None:
        return "too little is known yet"
    return f"{number(row['median'])} ({number(row['low'])}-{number(row['high'])})"


def _range(basis: str) -> Column:
    return Column(basis, basis, show=lambda row: _bounds(row[f"{basis}_low"], row[f"{basis}_high"]))


def _bounds(low: int | None, high: int | None) -> str:
    if low is None and high is None:
        return ""
    if low == high:
        return number(low)
    if low is None:
        return f"<={number(high)}"
    return f">={number(low)}" if high is None else f"{number(low)}-{number(high)}"


def _best(row: Row) -> str:
    bounds = _bounds(row["estimated_low"], row["estimated_high"])
    return f"{number(row['estimated_best'])} ({bounds})" if bounds else ""


_PERIOD = Column("period", "period", show=lambda row: row["period"] or "no one period")
_COUNTS = tuple(
    Column(name, name, style="bold" if name in ("claimed", "reported") else "", numeric=True)
    for name in ("claimed", "reported", "both", "foiled", "denied", "other")
)
_FIGURES = (
    Column("counted", "events", numeric=True),
    Column("no_figure", "without figure", numeric=True),
    _range("claimed"),
    _range("reported"),
    Column("estimated", "estimated", style="bold", show=_best),
)
_EFFORT = (
    Column("documents", "reports", numeric=True),
    Column("origins", "origins", numeric=True),
)
_ALL = "all: reports/sources that the record has of the whole period, whatever they tell of"
_OF_PERIOD = (
    Column(
        "period_reports",
        "all",
        show=lambda row: (
            "" if row["days"] is None else f"{row['period_reports']:,}/{row['period_sources']:,}"
        ),
    ),
)
_NOWCAST = (
    Column("period", "period"),
    Column("basis", "of what is"),
    Column("known", "known now", numeric=True),
    Column("share", "reported so far", show=lambda row: f"{row['share']:.0%}"),
    Column("median", "in the end, 95 %", style="bold", show=lambda row: _to_come(row)),
)
_TOLD = (
    Column("source", "source", style="cyan"),
    Column("what", "what"),
    Column("low", "stated", show=lambda row: _bounds(row["low"], row["high"])),
    Column(
        "when", "when", show=lambda row: f"{row['from']} to {row['to']}" if row["days"] else row["when"] or ""
    ),
    Column("place", "place", style="green"),
    Column(
        "per_month",
        "a month, 95 %",
        show=lambda row: _interval(row, "per_month"),
    ),
    Column("sentence", "sentence", ratio=2),
)
