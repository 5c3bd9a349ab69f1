"""``counterclaim demo``: the example reports from end to end."""

from __future__ import annotations

import click

from counterclaim.cli.commands.building import exit_code, run_build
from counterclaim.cli.commands.event import show_event
from counterclaim.cli.commands.events import EVENT_COLUMNS
from counterclaim.cli.commands.holders import HOLDER_COLUMNS
from counterclaim.cli.commands.serve import address_options, run_server
from counterclaim.cli.context import Session
from counterclaim.cli.example import example_folder
from counterclaim.cli.output import console
from counterclaim.cli.reports import ReportOptions
from counterclaim.cli.table import safe_text, write_table

RECORD = "euphrates-2017.sqlite"
EVENTS_SHOWN = 8
QUESTION = {"place": "Abu Kamal", "start": "2017-11", "end": "2017-11"}


@click.command()
@click.option(
    "--record",
    metavar="RECORD",
    default=RECORD,
    show_default=True,
    help="The record to make or bring forward.",
)
@click.option(
    "--serve/--no-serve", "serve", default=True, help="Serve the record when it is printed (default)."
)
@address_options
@click.pass_context
def demo(context: click.Context, record: str, serve: bool, host: str | None, port: int | None) -> None:
    """Build a record from the example reports, show and serve it.

    The reports were written for this project after the public record of 2017; do not cite them.

    \b
    Examples:
      counterclaim demo --record demo.sqlite
      counterclaim demo --record demo.sqlite --no-serve
    """
    from counterclaim.ask.disagreement import most_disputed

    session: Session = context.obj
    settings = session.settings(record=record, host=host, port=port)
    summary = run_build((str(example_folder()),), settings, ReportOptions({}, {}))
    code = exit_code(summary)
    if summary.interrupted or not summary.read:
        context.exit(code)
    with session.open_record(settings.record) as view:
        _heading("Events with most independent sources")
        write_table(view.event_rows(order="-origins", limit=EVENTS_SHOWN), EVENT_COLUMNS, empty="no events")
        disputed = most_disputed(view)
        if disputed is not None:
            _heading("The event its sources disagree about most")
            show_event(disputed)
        _heading(f"Who held {QUESTION['place']} in November 2017, according to whom")
        write_table(view.holder_rows(**QUESTION), HOLDER_COLUMNS, empty="no claim says")
    if serve:
        run_server(settings, ())
    context.exit(code)


def _heading(text: str) -> None:
    out = console()
    out.print()
    out.print(safe_text(text, "bold underline"))
