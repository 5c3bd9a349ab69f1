"""``counterclaim match``: the record's events beside those of UCDP or ACLED."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.answer import short, words
from counterclaim.cli.context import Session
from counterclaim.cli.options import TABLE_ROWS, all_formats, record_option, span_options
from counterclaim.cli.output import (
    Format,
    Row,
    console,
    many,
    number,
    say,
    write_csv,
    write_json,
    write_json_lines,
)
from counterclaim.cli.table import Column, safe_text, write_table
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.ask.matching import Matched

_PARTLY = 3
_SHOWN_BAD = 20


@click.command()
@click.option(
    "--with",
    "file",
    required=True,
    metavar="FILE",
    help="CSV file of theirs; .gz and .zip are read as they are.",
)
@click.option(
    "--format", "layout", required=True, type=click.Choice(["ucdp", "acled"]), help="Whose columns it has."
)
@record_option
@click.option("--days", type=click.IntRange(0, 60), default=1, show_default=True, help="Days between events.")
@click.option(
    "--km", type=click.FloatRange(0, 500), default=10.0, show_default=True, help="Kilometres between events."
)
@span_options
@click.option("--export", metavar="FILE", help="Write all rows to a CSV file, safe to open in a spreadsheet.")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=TABLE_ROWS,
    show_default=True,
    metavar="N",
    help="Most rows of the table; 0 for all.",
)
@all_formats
@click.pass_obj
def match(
    session: Session,
    file: str,
    layout: Any,
    record: str | None,
    days: int,
    km: float,
    start: str | None,
    end: str | None,
    export: str | None,
    limit: int,
    form: Format,
) -> int:
    """Put the record's events beside those of UCDP GED or ACLED.

    Shows which events are in both, in ours only and in theirs only, and where days, places, types, actors and figures
    differ. --days and --km come on top of what the dates and places themselves leave open. Of theirs, events of the
    days and countries of the record are compared. The exit code is 3 when cells of the file cannot be read.

    \b
    Examples:
      counterclaim match --with GEDEvent_v25_1.csv.gz --format ucdp --record euphrates.sqlite
      counterclaim match --with acled.csv --format acled --days 2 --km 25 --from 2017-10 --export beside.csv
    """
    from counterclaim.ask.schema import MATCHES

    session.publishing |= export is not None
    with session.open_record(record) as view:
        if export is not None:
            _check_export(export, file, view.address)
        answer = view.matched(file, layout, days=days, km=km, start=start, end=end)
    if form is Format.JSON:
        bad = [{"line": one.line, "text": str(one), "left_out": one.skipped} for one in answer.bad]
        write_json({"summary": answer.summary, "notes": answer.notes, "rows": answer.rows, "bad_cells": bad})
    elif form is Format.JSONL:
        write_json_lines(answer.rows)
    elif form is Format.CSV:
        write_csv(answer.rows, list(MATCHES))
    else:
        _show(answer, limit)
    if export is not None:
        _export(answer, export, list(MATCHES))
    _say_bad(answer)
    return _PARTLY if answer.bad_count else 0


def _check_export(export: str, *read: str) -> None:
    """Nothing that is read is written over."""
    for one in read:
        if Path(export).exists() and Path(one).exists() and Path(export).samefile(one):
            raise UsageError(f"--export would write over {one}, which is read")


def _export(answer: Matched, export: str, columns: list[str]) -> None:
    with Path(export).open("w", encoding="utf-8", newline="") as to:
        count = write_csv(answer.rows, columns, to)
    say(f"{many(count, 'rows')} written to {export}")


def _say_bad(answer: Matched) -> None:
    for one in answer.bad[:_SHOWN_BAD]:
        say(str(one))
    if answer.bad_count:
        rest = max(0, answer.bad_count - _SHOWN_BAD)
        more = f" ({number(rest)} not shown)" if rest else ""
        say(
            f"{many(answer.bad_count, 'cells')} cannot be read{more}; {many(answer.left_out, 'rows')} left out"
        )


def _show(answer: Matched, limit: int) -> None:
    """Print the comparison for people: rows, then the summary and what it does not mean."""
    shown = answer.rows[:limit] if limit else answer.rows
    write_table(shown, _ROWS, empty="no events to compare")
    if len(shown) < len(answer.rows):
        say(f"{number(len(shown))} of {number(len(answer.rows))} rows shown; --limit 0 shows all")
    out, counts = console(), answer.summary
    for line in _lines(counts):
        out.print(safe_text(line))
    write_table(counts["by_type"], _by("type"), title="theirs by type")
    write_table(counts["by_month"], _by("month"), title="theirs by month")
    for note in answer.notes:
        out.print(safe_text(note, "dim"))


def _lines(counts: Row) -> list[str]:
    killed = counts["killed"]
    lines = [
        f"{many(counts['both'], 'events')} in both, {number(counts['ours_only'])} in ours only, "
        f"{number(counts['theirs_only'])} in theirs only",
        f"{_percent(counts['theirs_found'])} of theirs found; {number(counts['theirs_also_near'])} more of theirs could "
        "be an event of ours that another matches better",
        f"{number(counts['ours_not_expected'])} of ours only are not expected in theirs",
        f"theirs left aside: {number(counts['theirs_of_other_days'])} of other days, "
        f"{number(counts['theirs_of_other_countries'])} of other countries",
    ]
    if counts["both"]:
        lines.append(
            f"of events in both, {_percent(counts['same_days'])} on the same days, "
            f"{number(counts['median_km'])} km apart in the middle"
        )
    if killed["compared"]:
        lines.append(
            f"killed: their best lies within our low to high in {number(killed['theirs_within_ours'])} of "
            f"{number(killed['compared'])} ({_percent(killed['share_within'])}), below in "
            f"{number(killed['theirs_below_ours'])}, above in {number(killed['theirs_above_ours'])}"
        )
    return lines


def _percent(share: float | None) -> str:
    return "none" if share is None else f"{share:.1%}"


def _beside(row: Row, key: str) -> str:
    """What ours and theirs say, one above the other where both do."""
    ours, theirs = (_said(row[f"{side}_{key}"]) for side in ("ours", "theirs"))
    return ours if ours == theirs else " / ".join(filter(None, (ours, theirs)))


def _said(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else words(str(value or ""))


def _when(row: Row) -> str:
    spans = [_span(row[f"{side}_from"], row[f"{side}_to"]) for side in ("ours", "theirs")]
    return " / ".join(dict.fromkeys(filter(None, spans)))


def _span(start: object, end: object) -> str:
    return "" if start is None else str(start) if start == end else f"{start} to {end}"


def _killed(row: Row) -> str:
    return " / ".join(_range(row, side) for side in ("ours", "theirs") if row[side])


def _range(row: Row, side: str) -> str:
    low, best, high = (row[f"{side}_{bound}"] for bound in ("low", "best", "high"))
    if low is None and high is None:
        return "?" if best is None else number(best)
    if low == high:
        return number(low)
    return f"{'' if low is None else number(low)}-{'' if high is None else number(high)}"


def _more(row: Row) -> str:
    return "; ".join([*row["differences"], *([row["note"]] if row["note"] else [])])


def _by(of: str) -> tuple[Column, ...]:
    return (
        Column(of, of),
        Column("theirs", "theirs", numeric=True),
        Column("both", "in both", numeric=True),
        Column("theirs_found", "found", show=lambda row: _percent(row["theirs_found"])),
    )


_ROWS = (
    Column("status", "status", style="bold"),
    Column("ours", "ours", style="dim", show=lambda row: short(row["ours"] or "")),
    Column("theirs", "theirs", style="dim"),
    Column("score", "score", show=lambda row: "" if row["score"] is None else f"{row['score']:.2f}"),
    Column("rivals", "rivals", numeric=True),
    Column("when", "when, ours / theirs", show=_when),
    Column("place", "place", style="green", ratio=2, show=lambda row: _beside(row, "place")),
    Column("type", "type", ratio=2, show=lambda row: _beside(row, "type")),
    Column("actors", "actors", style="cyan", ratio=2, show=lambda row: _beside(row, "actors")),
    Column("killed", "killed", show=_killed),
    Column("more", "differences, or why alone", ratio=3, show=_more),
)
