"""``counterclaim change``: when a rate changed, and whether reporting would explain it."""

from __future__ import annotations

from typing import Any

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import TABLE_ROWS, filters, formats, inside_options, plot_option, record_option
from counterclaim.cli.output import Format, Row, console, number, say, write_csv, write_json
from counterclaim.cli.table import Column, safe_text, write_table


@click.command()
@record_option
@click.option(
    "--by",
    "period",
    type=click.Choice(["day", "week", "month"]),
    default="week",
    show_default=True,
    help="Events are counted by day, week or month.",
)
@click.option(
    "--basis",
    type=click.Choice(["reported", "claimed"]),
    default="reported",
    show_default=True,
    help="What others report, or what parties claim.",
)
@inside_options
@plot_option
@filters()
@formats(Format.JSON, Format.CSV)
@click.pass_obj
def change(
    session: Session,
    /,
    record: str | None,
    near: str | None,
    plot: str | None,
    question: dict[str, Any],
    form: Format,
    **how: Any,
) -> None:
    """Say between which dates the rate of events changed, and by how much.

    Each change has a span of dates that holds it with a chance of 95 %, and levels before and after with 95 % intervals.
    Every count stands beside the reports and sources of its period; a change that is gone when events are counted per
    report is said to be so. --csv gives the periods.

    \b
    Examples:
      counterclaim change --record euphrates.sqlite --country SY --from 2017-06 --to 2017-12
      counterclaim change --actor "Islamic State" --by month --plot change.html
    """
    from counterclaim.ask.sides import circle

    limit = question.pop("limit", TABLE_ROWS)
    with session.open_record(record) as view:
        found = view.changed(**question, **how, near=circle(near) if near else None)
    if plot:
        from counterclaim.analysis.plots import save
        from counterclaim.analysis.plots.charts import change_chart

        said = f"{found['sentence']} {found['on_effort']}".strip()
        save(change_chart(found), plot, sentence=said, warnings=found["warnings"])
    if form is Format.JSON:
        write_json(found)
    elif form is Format.CSV:
        write_csv(found["periods"], list(found["periods"][0]) if found["periods"] else ["period"])
    else:
        _show(found, limit)


def _show(found: Row, limit: int) -> None:
    out = console()
    out.print(safe_text(found["sentence"], "bold"))
    if found["on_effort"]:
        out.print(safe_text(found["on_effort"]))
    by = found["period"]
    write_table(found["changes"], _changes(by), title="changes")
    periods = found["periods"]
    shown = periods[-limit:] if limit else periods
    write_table(shown, _periods(by))
    if len(shown) < len(periods):
        say(f"the last {number(len(shown))} of {number(len(periods))} rows shown; --limit 0 shows all")
    for warning in found["warnings"]:
        say(f"warning: {warning}")


def _interval(row: Row, name: str) -> str:
    if row.get(name) is None:
        return ""
    return f"{row[name]:.2f} ({row[f'{name}_low']:.2f}-{row[f'{name}_high']:.2f})"


def _level(name: str, heading: str) -> Column:
    return Column(name, heading, show=lambda row: _interval(row, name))


def _changes(by: str) -> tuple[Column, ...]:
    return (
        Column("from", "between", show=lambda row: str(row["from"])),
        Column("to", "and", show=lambda row: str(row["to"])),
        Column("chance", "chance", show=lambda row: f"{row['chance']:.0%}"),
        _level("before", f"before, a {by}, 95 %"),
        _level("after", f"after, a {by}, 95 %"),
        _level("ratio", "ratio, 95 %"),
        Column("known_after", "could be told after", show=lambda row: str(row["known_after"] or "")),
        Column("effort", "per report", show=lambda row: row.get("effort", "")),
    )


def _periods(by: str) -> tuple[Column, ...]:
    return (
        Column("period", "period"),
        Column("count", "events", style="bold", numeric=True),
        Column("reports", "reports", numeric=True),
        Column("sources", "sources", numeric=True),
        _level("level", f"level a {by}, 95 %"),
        Column("chance", "chance of a change", show=lambda row: _percent(row.get("chance"))),
        Column("share_reported", "reported so far", show=lambda row: _percent(row["share_reported"])),
    )


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.0%}"
