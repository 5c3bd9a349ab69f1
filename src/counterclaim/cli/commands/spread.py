"""``counterclaim spread``: places that wake and fall silent, the centre, near repeats, self-excitation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import TABLE_ROWS, filters, formats, plot_option, record_option
from counterclaim.cli.output import Format, Row, console, number, say, write_json
from counterclaim.cli.table import Column, safe_text, write_table

if TYPE_CHECKING:
    from counterclaim.ask.spread import Spread


@click.command()
@click.argument("a")
@click.argument("b", required=False)
@record_option
@click.option(
    "--by",
    type=click.Choice(["place", "admin1", "country"]),
    default="place",
    show_default=True,
    help="What a place is.",
)
@click.option(
    "--centre",
    type=click.Choice(["mean", "median"]),
    default="mean",
    show_default=True,
    help="The centre that is followed; few far places hardly move the median.",
)
@plot_option
@filters()
@formats(Format.JSON)
@click.pass_obj
def spread(
    session: Session,
    /,
    a: str,
    b: str | None,
    record: str | None,
    plot: str | None,
    question: dict[str, Any],
    form: Format,
    **how: Any,
) -> None:
    """Say where activity is in A: near repeats, clusters, and places against an earlier B.

    A and B are key=value pairs with commas between, as in mix; filters given as options hold for both. With B: which places
    are newly active, active again, silent or still active, how many of each chance alone would make, and whether the centre
    moved. Of A alone: whether events near in space are near in time (Knox test), and whether events come in clusters
    as if each called forth others (Hawkes process).

    \b
    Examples:
      counterclaim spread from=2017-10,to=2017-12 from=2017-06,to=2017-09 --record euphrates.sqlite
      counterclaim spread from=2017-06,to=2017-12 --actor "Islamic State" --by admin1 --json
    """
    from counterclaim.ask.activity import side_of
    from counterclaim.ask.spread import record_spread

    limit = question.pop("limit", TABLE_ROWS)
    with session.open_record(record) as view:
        found = record_spread(view, side_of(a, question), side_of(b, question) if b else None, **how)
    if plot:
        _draw(found, plot)
    if form is Format.JSON:
        write_json(found.to_dict())
    else:
        _show(found, limit)


def _draw(found: Spread, file: str) -> None:
    from counterclaim.analysis.plots import save
    from counterclaim.analysis.spread.plot import chart

    drawn = chart(found.turnover, found.drift, found.knox, found.names, found.points)
    save(drawn, file, sentence=found.sentences[0], warnings=(*found.sentences[1:], *found.warnings))


def _show(found: Spread, limit: int) -> None:
    out = console()
    for sentence in found.sentences:
        out.print(safe_text(sentence, "bold"))
    answer = found.to_dict()
    places = sorted(
        answer["places"], key=lambda row: (_ORDER.index(row["state"]), -row["before"] - row["after"])
    )
    write_table(places[:limit] if limit else places, _PLACES)
    if limit and len(places) > limit:
        say(f"{number(limit)} of {number(len(places))} places shown; --limit 0 shows all")
    if answer["near_repeat"]:
        write_table(answer["near_repeat"]["cells"], _CELLS, title="pairs of events near in space and time")
    for warning in found.warnings:
        say(f"warning: {warning}")


def _chance(row: Row) -> str:
    return "" if row["chance"] is None else f"{row['chance']:.2g} (q {row['q']:.2g})"


def _by_chance(row: Row) -> str:
    of = row["by_chance"]
    return f"{of['value']:.1f} ({of['low']:.0f}-{of['high']:.0f})"


_ORDER = ("newly active", "active again", "silent", "still active")
_PLACES = (
    Column("place", "place", style="green"),
    Column("state", "state", style="bold"),
    Column("before", "events in B", numeric=True),
    Column("after", "in A", numeric=True),
    Column("chance", "by chance", show=_chance),
)
_CELLS = (
    Column(
        "km",
        "km apart",
        show=lambda row: "same place" if not row["km"][0] else f"{row['km'][0]:g}-{row['km'][1]:g}",
    ),
    Column("days", "days apart", show=lambda row: f"{row['days'][0]}-{row['days'][1]}"),
    Column("observed", "pairs", numeric=True),
    Column("by_chance", "by chance, 95 %", show=_by_chance),
    Column("ratio", "ratio", show=lambda row: "" if row["ratio"] is None else f"{row['ratio']:.2f}"),
    Column("q", "q", show=lambda row: f"{row['q']:.2g}{' *' if row['q'] < _FALSE else ''}"),
)
_FALSE = 0.05
