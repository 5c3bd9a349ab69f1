"""``counterclaim toponyms``: every place that reports name, whatever it does there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from counterclaim.cli.commands.reading import Outcome
from counterclaim.cli.context import Session
from counterclaim.cli.options import all_formats
from counterclaim.cli.output import Format, write_csv, write_json_array, write_json_lines
from counterclaim.cli.places import ensure_gazetteer
from counterclaim.cli.reports import ReportOptions, report_options
from counterclaim.cli.table import Column, write_table
from counterclaim.config import Settings

_FIELDS = (
    "document", "start", "end", "text", "usage", "id", "name", "country", "admin1", "lat", "lon", "radius_km",
    "precision", "geo_precision", "where_prec", "score", "relation",
)  # fmt: skip
_COLUMNS = (
    Column("text", "words", style="bold"),
    Column("usage", "as"),
    Column("name", "place"),
    Column("admin1", "division"),
    Column("country", "country"),
    Column("lat", "lat", numeric=True),
    Column("lon", "lon", numeric=True),
    Column("radius_km", "within km", numeric=True),
    Column("precision", "precision"),
)


@click.command()
@click.argument("paths", metavar="FILE...", nargs=-1, required=True)
@report_options
@all_formats
@click.pass_context
def toponyms(context: click.Context, paths: tuple[str, ...], options: ReportOptions, form: Format) -> None:
    """List every place that reports name, resolved, with its offsets in the text.

    `as` says what the name does: literal, demonym ("Syrian") or in_name ("Houston Police"). Claims are located
    with the literal ones. A name that the gazetteer lacks has no id.

    \b
    Examples:
      counterclaim toponyms report.txt
      counterclaim toponyms reports/ --csv > places.csv
    """
    from counterclaim import ask

    session: Session = context.obj
    outcome = Outcome()
    settings = session.settings(**options.settings)
    ensure_gazetteer(settings)
    rows = _rows(outcome.results(ask.read(paths, settings=settings, **options.about)), settings)
    if form is Format.JSONL:
        write_json_lines(rows)
    elif form is Format.JSON:
        write_json_array(rows)
    elif form is Format.CSV:
        write_csv(rows, _FIELDS)
    else:
        write_table(list(rows), _COLUMNS)
    context.exit(outcome.exit_code)


def _rows(documents: Iterator[Any], settings: Settings) -> Iterator[dict[str, Any]]:
    from counterclaim.claims import Resources
    from counterclaim.claims.toponyms import toponyms as named_in
    from counterclaim.cli.place_answers import reading_row

    own = (Path(one) if one else None for one in (settings.gazetteer, settings.actors))
    resources = Resources.load(*own)
    for document in documents:
        for one in named_in(document, resources.gazetteer, resources.actors):
            span = one.place.span
            about = {
                "document": document.path,
                "start": span.start,
                "end": span.end,
                "usage": one.usage.value,
            }
            yield {**about, **reading_row(one.place)}
