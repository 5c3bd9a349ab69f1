"""``counterclaim doctor``: is everything here that is needed, and how to mend what is not."""

from __future__ import annotations

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import formats, record_option
from counterclaim.cli.output import Format, write_json
from counterclaim.cli.table import Column, write_table


@click.command()
@record_option
@formats(Format.JSON)
@click.pass_context
def doctor(context: click.Context, record: str | None, form: Format) -> None:
    """Check that all is here that is needed.

    Looks at Python, the language model, gazetteer, actors, disk, record and examples, and says how to mend
    what is missing. The exit code is 1 if something fails; a warning is no failure.

    \b
    Examples:
      counterclaim doctor
      counterclaim doctor --record postgresql://me@localhost/reports --json
    """
    from dataclasses import asdict

    from counterclaim.cli.checks import State, examine

    session: Session = context.obj
    findings = examine(session.settings(record=record))
    if form is Format.JSON:
        write_json([asdict(finding) for finding in findings])
    else:
        rows = [asdict(finding) for finding in findings]
        columns = (
            Column("check", "check", style="bold"),
            Column("state", ""),
            Column("found", "found", ratio=2),
            Column("mend", "how to mend it", ratio=2),
        )
        write_table(rows, columns)
    if any(finding.state is State.FAIL for finding in findings):
        context.exit(1)
