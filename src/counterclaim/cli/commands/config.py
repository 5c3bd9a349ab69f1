"""``counterclaim config show``: every setting and where its value comes from."""

from __future__ import annotations

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import formats
from counterclaim.cli.output import Format, write_json
from counterclaim.cli.table import Column, write_table
from counterclaim.config import public_settings


@click.group()
def config() -> None:
    """Settings: see what is in force.

    \b
    Examples:
      counterclaim config show
      COUNTERCLAIM_WORKERS=1 counterclaim config show --json
    """


@config.command()
@formats(Format.JSON)
@click.pass_obj
def show(session: Session, form: Format) -> None:
    """Show every setting, its value and where it comes from. Passwords are masked.

    \b
    Examples:
      counterclaim config show
      counterclaim --config team.toml config show --json
    """
    settings, origins = session.load()
    rows = [
        {"setting": key, "value": value, "origin": origins[key]}
        for key, value in public_settings(settings).items()
    ]
    if form is Format.JSON:
        write_json({row["setting"]: {"value": row["value"], "origin": row["origin"]} for row in rows})
        return
    columns = (
        Column("setting", "setting", style="bold"),
        Column("value", "value"),
        Column("origin", "from", style="dim"),
    )
    write_table(rows, columns)
