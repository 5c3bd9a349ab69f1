"""``counterclaim indicators``: what speaks of a group's return, side by side and never added up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import filters, formats, record_option
from counterclaim.cli.output import Format, Row, console, number, say, write_json
from counterclaim.cli.table import Column, safe_text, write_table

if TYPE_CHECKING:
    from counterclaim.ask.indicators import Sheets

_SHEETS = 5


@click.command()
@click.argument("a")
@click.argument("b")
@record_option
@click.option("--by", type=click.Choice(["country", "admin1", "place"]), help="A sheet for each of these.")
@filters()
@formats(Format.JSON)
@click.pass_obj
def indicators(
    session: Session,
    /,
    a: str,
    b: str,
    record: str | None,
    by: str | None,
    question: dict[str, Any],
    form: Format,
) -> None:
    """Show the figures that speak of a group's return in A's days against B's, each with its interval.

    A and B are key=value pairs with commas between, as in mix; filters given as options hold for both. --actor is needed.
    Rate, kinds of attack that say more than their number, reach, jailbreaks, own claims that others report, what rests
    on parties only, and reports read; deals, withdrawals and surrenders are listed by date. The figures are not added up,
    and none is a probability. --limit is the number of sheets.

    \b
    Examples:
      counterclaim indicators from=2017-10,to=2017-12 from=2017-06,to=2017-09 --actor "Islamic State" --record euphrates.sqlite
      counterclaim indicators from=2018,to=2018 from=2017,to=2017 --actor "Islamic State" --by admin1 --json
    """
    from counterclaim.ask.activity import side_of
    from counterclaim.ask.indicators import record_indicators

    limit = question.pop("limit", _SHEETS)
    with session.open_record(record) as view:
        found = record_indicators(view, side_of(a, question), side_of(b, question), by=by)
    if form is Format.JSON:
        write_json(found.to_dict())
    else:
        _show(found, limit)


def _show(found: Sheets, limit: int) -> None:
    answer = found.to_dict()
    sheets = answer["sheets"]
    if not sheets:
        say("nothing matches")
    for sheet in sheets[:limit] if limit else sheets:
        write_table(sheet["indicators"], _INDICATORS, title=sheet["area"] or "everywhere asked for")
        write_table(sheet["context"], _CONTEXT, title="dated context, whoever did it")
    if limit and len(sheets) > limit:
        say(f"{number(limit)} of {number(len(sheets))} sheets shown; --limit 0 shows all")
    console().print(safe_text(answer["note"], "dim"))
    for warning in found.warnings:
        say(f"warning: {warning}")


def _label(row: Row) -> str:
    unit = " a month" if row["unit"] == "a month" else ""
    note = f" ({row['note']})" if row["note"] else ""
    return f"{row['label']}{unit}{note}"


def _figure(side: str) -> Any:
    def show(row: Row) -> str:
        of, unit = row[side], row["unit"]
        if of is None:
            return "not known"
        if unit == "share":
            share, low, high = (_end(of[end], "%") for end in ("value", "low", "high"))
            return f"{row[f'{side}_count']} of {row[f'{side}_of']}: {share} ({low}-{high})"
        return f"{_end(of['value'])} ({_end(of['low'])}-{_end(of['high'])})"

    return show


def _end(value: float | None, unit: str = "") -> str:
    if value is None:
        return "no upper end"
    return f"{value:.0%}" if unit == "%" else f"{value:.2f}"


def _change(row: Row) -> str:
    of = row["change"]
    if of is None:
        return "not known"
    if row["change_is"] == "ratio":
        return f"x {_end(of['value'])} ({_end(of['low'])} to {_end(of['high'])})"
    points = row["unit"] == "share"
    ends = [f"{100 * of[end]:+.0f}" if points else f"{of[end]:+.1f}" for end in ("value", "low", "high")]
    return f"{ends[0]}{' points' if points else ''} ({ends[1]} to {ends[2]})"


_INDICATORS = (
    Column("label", "indicator", style="cyan", show=_label),
    Column("a", "A, 95 %", show=_figure("a")),
    Column("b", "B, 95 %", show=_figure("b")),
    Column("change", "from B to A, 95 %", show=_change),
    Column(
        "q",
        "q",
        show=lambda row: "" if row["q"] is None else f"{row['q']:.2g}{' *' if row['differs'] else ''}",
    ),
)
_CONTEXT = (
    Column("from", "from"),
    Column("to", "to"),
    Column("what", "what", style="cyan"),
    Column("place", "place", style="green"),
    Column("actors", "by"),
    Column("party_only", "word of parties only"),
)
