"""``counterclaim holders``: who is said to hold a place."""

from __future__ import annotations

import click

from counterclaim.cli.answer import words, write_rows
from counterclaim.cli.context import Session
from counterclaim.cli.options import all_formats, record_option, span_options
from counterclaim.cli.output import Format, Row, many
from counterclaim.cli.table import Column


@click.command()
@click.argument("place")
@record_option
@span_options
@all_formats
@click.pass_obj
def holders(
    session: Session, place: str, record: str | None, start: str | None, end: str | None, form: Format
) -> None:
    """List who is said to hold PLACE, and according to whom.

    Each statement stands with its sentence. The place is found in every spelling that the record has, and a
    statement that copies repeat is listed once.

    \b
    Examples:
      counterclaim holders "Abu Kamal" --from 2017-11 --to 2017-11
      counterclaim holders Mayadin --record euphrates.sqlite --json
    """
    from counterclaim.ask.schema import HOLDERS

    with session.open_record(record) as view:
        rows = view.holder_rows(place, start, end)
    empty = f"no claim says who holds {place}"
    write_rows(rows, form, columns=HOLDER_COLUMNS, fields=list(HOLDERS), empty=empty)


def statement(row: Row) -> str:
    """What a claim says of a place, in a few words."""
    change = row["control"]
    if change == "lost":
        said = f"lost by {row['former_holder'] or 'its holder'}"
    else:
        said = f"{words(change)} by {row['holder']}" if row["holder"] else words(change)
        said += f", from {row['former_holder']}" if row["former_holder"] else ""
    return said if row["modality"] == "reported" else f"{row['modality']}: {said}"


def according_to(row: Row) -> str:
    """The source and the desk that printed it, with the number of copies."""
    desk = row["publisher"]
    names = [row["source"]] if row["source"] else []
    if desk and desk != row["source"]:
        names.append(f"in {desk}, {row['published']}" if row["published"] else f"in {desk}")
    copies = f"; {many(row['copies'], 'copies')}" if row["copies"] else ""
    party = " (interested party)" if row["interested"] else ""
    return f"{names[0]}{party}, {names[1]}{copies}" if len(names) > 1 else "".join([*names, party, copies])


HOLDER_COLUMNS = (
    Column("when", "when"),
    Column("control", "said to be", style="bold", ratio=1, show=statement),
    Column("source", "according to", style="cyan", ratio=1, show=according_to),
    Column("sentence", "sentence", ratio=2),
)
