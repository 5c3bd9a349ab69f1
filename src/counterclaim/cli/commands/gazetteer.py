"""``counterclaim gazetteer``: the index of places, built once on each machine."""

from __future__ import annotations

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import formats
from counterclaim.cli.output import Format, write_json
from counterclaim.cli.places import build_gazetteer
from counterclaim.cli.table import Column, write_table


@click.group()
def gazetteer() -> None:
    """The index of places that claims are located with.

    \b
    Examples:
      counterclaim gazetteer status
      counterclaim gazetteer build
    """


@gazetteer.command()
@click.pass_obj
def build(session: Session) -> None:
    """Build the index, in place of the old one if there is one. It takes about a minute.

    Commands that need it build it when it is missing.

    \b
    Examples:
      counterclaim gazetteer build
      COUNTERCLAIM_GAZETTEER=/srv/places.sqlite counterclaim gazetteer build
    """
    build_gazetteer(session.settings())


@gazetteer.command()
@formats(Format.JSON)
@click.pass_context
def status(context: click.Context, form: Format) -> None:
    """Say where the index is and whether it can be used. The exit code is 1 if it cannot.

    \b
    Examples:
      counterclaim gazetteer status
      counterclaim gazetteer status --json
    """
    from counterclaim.reference.gazetteer import Gazetteer

    session: Session = context.obj
    found = Gazetteer.status(session.settings().gazetteer)
    row = {
        "path": str(found.path),
        "state": found.state,
        "detail": found.detail,
        "places": found.places,
        "names": found.names,
        "size_bytes": found.size_bytes,
    }
    if form is Format.JSON:
        write_json(row)
    else:
        columns = (
            Column("state", "state", style="bold"),
            *(Column(key, key, numeric=True) for key in ("places", "names", "size_bytes")),
            Column("path", "path"),
            Column("detail", "detail"),
        )
        write_table([row], columns)
    if found.state != "ready":
        context.exit(1)
