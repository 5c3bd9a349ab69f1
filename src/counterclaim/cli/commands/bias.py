"""``counterclaim bias``: by what factor each source's figures differ from the others' for the same events."""

from __future__ import annotations

import click

from counterclaim.cli.answer import words
from counterclaim.cli.context import Session
from counterclaim.cli.options import formats, record_option
from counterclaim.cli.output import Format, Row, console, many, say, write_csv, write_json
from counterclaim.cli.table import Column, safe_text, write_table


@click.command()
@record_option
@click.option(
    "--anchor",
    metavar="SOURCE",
    multiple=True,
    help="Source that is taken to be right on average; repeatable.",
)
@formats(Format.JSON, Format.CSV)
@click.pass_obj
def bias(session: Session, record: str | None, anchor: tuple[str, ...], form: Format) -> None:
    """List the biases of sources over a record's events, with 95 % intervals.

    A factor of 2 says that a source's figures are twice the anchor's for the same events; without an anchor, twice
    what its sources say on average. The overall level of figures is not identified without an anchor, which is a
    choice and not a finding. A source with too few figures beside others' has no factor, and the reason instead.

    \b
    Examples:
      counterclaim bias --record euphrates.sqlite
      counterclaim bias --record euphrates.sqlite --anchor SOHR --json
    """
    with session.open_record(record) as view:
        found = view.bias(anchor)
    if form is Format.JSON:
        write_json(found)
    elif form is Format.CSV:
        write_csv(found["biases"], FIELDS)
    else:
        _show(found)


FIELDS = ("source", "name", "whose", "category", "n", "estimate", "low", "high", "factor", "reason")


def _show(found: Row) -> None:
    """The biases that there are, how many there are not, and what they do not say."""
    stated = [row for row in found["biases"] if row["reason"] is None]
    write_table(stated, _COLUMNS, empty="no source has enough figures beside others' for a bias")
    without = len({row["source"] for row in found["biases"]} - {row["source"] for row in stated})
    if without:
        say(f"counterclaim: {many(without, 'sources')} without a bias; --json gives the reasons")
    for sentence in found["limits"]:
        console().print(safe_text(sentence, "dim"))


def _interval(row: Row) -> str:
    from math import exp

    return f"{exp(row['low']):.2f} to {exp(row['high']):.2f}"


_COLUMNS = (
    Column("name", "source", style="cyan", ratio=1),
    Column("whose", "whose losses", show=lambda row: row["whose"] or "all"),
    Column("category", "figure", show=lambda row: words(row["category"] or "all")),
    Column("n", "figures", numeric=True),
    Column("factor", "factor", style="bold", show=lambda row: f"{row['factor']:.2f}"),
    Column("low", "95 %", show=_interval),
)
