"""``counterclaim build``: from reports to a record."""

from __future__ import annotations

import shlex
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from counterclaim.cli.context import Session
from counterclaim.cli.options import formats, record_option
from counterclaim.cli.output import Format, many, number, say, write_json
from counterclaim.cli.places import ensure_gazetteer
from counterclaim.cli.progress import counting
from counterclaim.cli.reports import ReportOptions, report_options
from counterclaim.config import Settings, mask_secrets

if TYPE_CHECKING:
    from counterclaim.pipeline import Progress, RunSummary

FAILED, PARTLY, INTERRUPTED = 1, 3, 130
FAILURES_SHOWN = 20
_MANY_EVENTS = 5_000
"""From here a record may be so large that the first question would wait for its columns."""


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@record_option
@report_options
@formats(Format.JSON)
@click.pass_context
def build(
    context: click.Context, paths: tuple[str, ...], record: str | None, options: ReportOptions, form: Format
) -> None:
    """Read reports into a record and link their claims to events.

    PATH is a file, a folder (read with all below it), a web archive, a table (--column) or - for standard
    input. What is in the record already is passed over, so that a build can be stopped at any point and run
    again.

    \b
    Examples:
      counterclaim build reports/ --record euphrates.sqlite
      counterclaim build articles.csv --column text=body --column published=date --publisher "Example desk"
      counterclaim build crawl.warc.gz --record postgresql://me@localhost/reports --workers 4
    """
    session: Session = context.obj
    settings = session.settings(record=record, **options.settings)
    summary = run_build(paths, settings, options)
    if form is Format.JSON:
        write_json(summary_dict(summary))
    context.exit(exit_code(summary))


def run_build(paths: tuple[str, ...], settings: Settings, options: ReportOptions) -> RunSummary:
    """Build with a progress bar; say failures and counts at the end."""
    from counterclaim import ask

    ensure_gazetteer(settings)
    with counting("documents") as update:

        def show(progress: Progress) -> None:
            note = f"{number(progress.claims)} claims"
            if progress.failed:
                note += f", {number(progress.failed)} failed"
            update(progress.done, note, progress.total)

        summary = ask.build(
            paths,
            settings.record,
            settings=settings,
            on_progress=show,
            command=mask_secrets(shlex.join(["counterclaim", *sys.argv[1:]])),
            **options.about,
        )
    if summary.events >= _MANY_EVENTS and not summary.interrupted:
        from counterclaim.ask.prepared import prepare
        from counterclaim.reference.gazetteer import Gazetteer

        with ask.open_record(settings.record, actors=settings.actors) as view:
            prepare(view, Gazetteer.open(settings.gazetteer))
    _say_summary(summary, settings.record)
    return summary


def summary_dict(summary: RunSummary) -> dict[str, object]:
    """The summary as JSON."""
    return {**asdict(summary), "failures": [asdict(failure) for failure in summary.failures]}


def exit_code(summary: RunSummary) -> int:
    """0 when all went well, 3 when some inputs failed, 1 when none could be read, 130 when interrupted."""
    if summary.interrupted:
        return INTERRUPTED
    if not summary.read:
        return FAILED
    return PARTLY if summary.failed else 0


def _say_summary(summary: RunSummary, record: str) -> None:
    for failure in summary.failures[:FAILURES_SHOWN]:
        say(f"counterclaim: {failure.locator}: {failure.reason}")
    more = len(summary.failures) - FAILURES_SHOWN
    if more > 0:
        listing = f"counterclaim runs {summary.run_id} --record {shlex.quote(record)}"
        say(f"... and {number(more)} more; {listing} lists all")
    if summary.interrupted:
        say("counterclaim: interrupted; what was read is kept, and the same command goes on from there")
    elif not summary.read:
        say("counterclaim: error: nothing could be read")
    counts = (
        f"{many(summary.read, 'documents')} read ({number(summary.new)} new)",
        many(summary.copies, "copies"),
        f"{number(summary.failed)} failed",
        many(summary.claims, "claims"),
        many(summary.events, "events"),
    )
    say(f"{', '.join(counts)}; {summary.seconds:,.1f} s: {record}")
