"""``counterclaim explain``: a report's text with its claims marked, and why each field says what it says."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from counterclaim.cli.commands.reading import Outcome
from counterclaim.cli.context import Session
from counterclaim.cli.options import formats
from counterclaim.cli.output import Format, many, published, say, write_json_array
from counterclaim.cli.places import ensure_gazetteer
from counterclaim.cli.reports import ReportOptions, report_options


@click.command()
@click.argument("paths", metavar="FILE...", nargs=-1, required=True)
@report_options
@click.option(
    "--html", metavar="OUT", help="Write one page that needs no other file, to be read in a browser."
)
@formats(Format.JSON)
@click.pass_context
def explain(
    context: click.Context, paths: tuple[str, ...], options: ReportOptions, html: str | None, form: Format
) -> None:
    """Show the claims of reports in their text, with the words and the rule behind every field.

    A number stands behind the word that tells of each claim; its fields follow below the sentence: the value,
    the words that it was read from with their offsets, and the rule. The last rule of a field decided it.
    --json gives an array of documents with their claims; each claim has its `explanation`.

    \b
    Examples:
      counterclaim explain report.txt --published 2018-05-04
      counterclaim explain report.html --html explained.html
      counterclaim explain report.txt --json
    """
    from counterclaim import ask
    from counterclaim.ask.explained import explained_dict

    if html is not None and form is Format.JSON:
        raise click.UsageError("--html and --json cannot be given together")
    session: Session = context.obj
    outcome = Outcome()
    settings = session.settings(**options.settings)
    ensure_gazetteer(settings)
    readings = outcome.results(ask.extract(paths, settings=settings, **options.about))
    documents = (explained_dict(reading) for reading in readings)
    session.publishing = html is not None
    session.mask_reports(settings, same_length=True)
    if html is not None:
        documents = (published(document) for document in documents)
    if form is Format.JSON:
        write_json_array(documents)
    elif html is not None:
        _write_page(documents, Path(html))
    else:
        from counterclaim.cli.explanation import show_explained

        for document in _noted(documents):
            show_explained(document)
    context.exit(outcome.exit_code)


def _noted(documents: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The documents; their problems are said on standard error."""
    for document in documents:
        for problem in document["problems"]:
            say(f"counterclaim: {document['path']}: note: {problem}")
        yield document


def _write_page(documents: Iterator[dict[str, Any]], path: Path) -> None:
    """Write the page beside its name and put it in place when it is whole; none where nothing could be read."""
    from counterclaim.web.explained import page

    part = path.with_name(path.name + ".part")
    claims: list[int] = []

    def counted() -> Iterator[dict[str, Any]]:
        for document in _noted(documents):
            claims.append(len(document["claims"]))
            yield document

    try:
        with part.open("w", encoding="utf-8", errors="replace") as file:
            file.writelines(page(counted()))
        if claims:
            part.replace(path)
            say(f"counterclaim: {many(sum(claims), 'claims')} explained in {path}")
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
