"""``counterclaim mix``: shift of tactics, targets, time of day and setting, and what it says of a strategy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import TABLE_ROWS, filters, formats, plot_option, record_option
from counterclaim.cli.output import Format, Row, console, number, say, write_json
from counterclaim.cli.table import Column, safe_text, write_table

if TYPE_CHECKING:
    from counterclaim.ask.mix import Mixed


@click.command()
@click.argument("a")
@click.argument("b")
@record_option
@click.option(
    "--of",
    type=click.Choice(["posture", "tactic", "target", "time", "setting", "source"]),
    multiple=True,
    help="The mixes that are shown; repeatable. Default: all.",
)
@click.option(
    "--period",
    type=click.Choice(["week", "month", "quarter", "year"]),
    help="Shares of postures for each of these as well.",
)
@plot_option
@filters()
@formats(Format.JSON)
@click.pass_obj
def mix(
    session: Session,
    /,
    a: str,
    b: str,
    record: str | None,
    of: tuple[str, ...],
    period: str | None,
    plot: str | None,
    question: dict[str, Any],
    form: Format,
) -> None:
    """Compare what A is made of with what B is made of, and say whether a strategy shifted.

    A and B are key=value pairs with commas between: from and to, filters of the record, near, polygon, basis=reported or
    claimed. Filters given as options hold for both. With an actor, only what it does itself is counted. Where A is of a
    later time, the reading says whether it went from taking and holding places over to attrition, or back; shares have
    95 % intervals, and a difference is marked * where q is below .05.

    \b
    Examples:
      counterclaim mix from=2017-10,to=2017-12 from=2017-06,to=2017-09 --actor "Islamic State" --record euphrates.sqlite
      counterclaim mix from=2018,to=2018 from=2016,to=2016 --actor "Islamic State" --of posture --period month --plot mix.svg
    """
    from counterclaim.ask.activity import side_of
    from counterclaim.ask.mix import record_mix

    limit = question.pop("limit", TABLE_ROWS)
    places = session.settings().gazetteer
    with session.open_record(record) as view:
        found = record_mix(
            view, side_of(a, question), side_of(b, question), of=of, period=period, gazetteer=places
        )
    if plot:
        _draw(found, plot)
    if form is Format.JSON:
        write_json(found.to_dict())
    else:
        _show(found, limit)


def _draw(found: Mixed, file: str) -> None:
    from counterclaim.analysis.mix.plot import chart
    from counterclaim.analysis.plots import save
    from counterclaim.ask.mix import KEYS

    shifts = {key: (KEYS[key], shift) for key, shift in found.shifts.items()}
    save(chart(shifts, found.periods), file, sentence=found.sentence, warnings=found.warnings)


def _show(found: Mixed, limit: int) -> None:
    from counterclaim.ask.mix import KEYS

    answer = found.to_dict()
    console().print(safe_text(found.sentence, "bold"))
    for key, one in answer["mixes"].items():
        known = one["known"]
        say(
            f"{KEYS[key]}: known of {number(known['a'])} events of A, {number(known['b'])} of B{_apart(one['distance'])}"
        )
        rows = one["categories"]
        write_table(rows[:limit] if limit else rows, _columns(KEYS[key]))
    write_table(
        answer["strategy"]["by_kind_of_source"],
        _PARTS,
        title="attrition against taking and holding, by kind of source",
    )
    write_table(found.periods.iter_rows(named=True), _PERIODS, title="postures over time")
    for warning in found.warnings:
        say(f"warning: {warning}")


def _apart(distance: Row | None) -> str:
    if distance is None:
        return ""
    return (
        f"; Jensen-Shannon distance {distance['value']:.2f}, by chance up to {distance['high_by_chance']:.2f} in 95 of 100"
        f" (p {distance['p']:.2g})"
    )


def _share(of: Row) -> str:
    share = of["share"]
    if share is None:
        return "none known"
    return f"{number(of['count'])}: {100 * share['value']:.0f} % ({100 * share['low']:.0f}-{100 * share['high']:.0f})"


def _difference(row: Row) -> str:
    of = row["difference"]
    if of is None:
        return ""
    return f"{100 * of['value']:+.0f} ({100 * of['low']:+.0f} to {100 * of['high']:+.0f})"


def _columns(heading: str) -> tuple[Column, ...]:
    return (
        Column("category", heading, style="cyan"),
        Column("a", "A, 95 %", show=lambda row: _share(row["a"])),
        Column("b", "B, 95 %", show=lambda row: _share(row["b"])),
        Column("difference", "A less B, points", show=_difference),
        Column(
            "q",
            "q",
            show=lambda row: "" if row["q"] is None else f"{row['q']:.2g}{' *' if row['differs'] else ''}",
        ),
    )


def _odds(row: Row) -> str:
    of = row["odds_ratio"]
    if of is None:
        return "cannot be told"
    value, high = ("no upper end" if of[end] is None else f"{of[end]:.2f}" for end in ("value", "high"))
    return f"{value} ({of['low']:.2f} to {high})"


def _of_both(yes: str, no: str) -> Any:
    return lambda row: f"{number(row[yes])} of {number(row[yes] + row[no])}"


_PARTS = (
    Column("name", "kind of source", style="cyan"),
    Column("a_yes", "attrition in A", show=_of_both("a_yes", "a_no")),
    Column("b_yes", "attrition in B", show=_of_both("b_yes", "b_no")),
    Column("odds_ratio", "odds ratio, 95 %", show=_odds),
)
_PERIODS = (
    Column("side", "side"),
    Column("period", "period"),
    Column("category", "posture", style="cyan"),
    Column("count", "events", numeric=True),
    Column("total", "of", numeric=True),
    Column(
        "share",
        "share, 95 %",
        show=lambda row: (
            "" if row["share"] is None else f"{row['share']:.0%} ({row['low']:.0%}-{row['high']:.0%})"
        ),
    ),
)
