"""``counterclaim read`` and ``extract``: what is in a report, without a record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterclaim.cli.answer import figure, place, words
from counterclaim.cli.context import Session
from counterclaim.cli.options import all_formats
from counterclaim.cli.output import (
    Format,
    Row,
    console,
    say,
    write_csv,
    write_json,
    write_json_array,
    write_json_lines,
)
from counterclaim.cli.places import ensure_gazetteer
from counterclaim.cli.reports import ReportOptions, report_options
from counterclaim.cli.table import Column, safe_text, write_table

if TYPE_CHECKING:
    from counterclaim.model import Document
    from counterclaim.pipeline import Failure, Reading

FAILED, PARTLY = 1, 3
ROLE_STYLES = {
    "title": "bold",
    "dateline": "italic",
    "body": "",
    "quote": "cyan",
    "caption": "green",
    "editorial_note": "magenta",
    "footnote": "yellow",
    "reference": "yellow",
    "furniture": "dim",
}


class Outcome:
    """What came of the inputs: passes results on, says failures on standard error, knows the exit code."""

    def __init__(self) -> None:
        self.done = 0
        self.failed = 0

    def results(self, found: Iterable[Any]) -> Iterator[Any]:
        """The results among `found`."""
        from counterclaim.pipeline import Failure

        for item in found:
            if isinstance(item, Failure):
                self.failed += 1
                say_failure(item)
            else:
                self.done += 1
                yield item

    @property
    def exit_code(self) -> int:
        """0 when all were read, 3 when some were not, 1 when none was."""
        if not self.failed and self.done:
            return 0
        if not self.done:
            if not self.failed:
                say("counterclaim: error: there is nothing to read")
            return FAILED
        return PARTLY


def say_failure(failure: Failure) -> None:
    """One line for an input that could not be read."""
    say(f"counterclaim: {failure.locator}: {failure.reason}")


@click.command()
@click.argument("paths", metavar="FILE...", nargs=-1, required=True)
@report_options
@all_formats
@click.pass_context
def read(context: click.Context, paths: tuple[str, ...], options: ReportOptions, form: Format) -> None:
    """Read reports and show each text with the role of each block.

    FILE may be a folder, a web archive, a table (--column) or - for standard input. --json prints the
    document when one FILE holds one, else an array of them; --csv prints a row for each block.

    \b
    Examples:
      counterclaim read report.html
      counterclaim read report.pdf --published 2018-05-04 --json
      counterclaim read articles.csv --column text=body --column published=date --jsonl
    """
    from counterclaim import ask
    from counterclaim.ask.documents import document_dict

    session: Session = context.obj
    outcome = Outcome()
    settings = session.settings(**options.settings)
    session.mask_reports(settings)
    documents = outcome.results(ask.read(paths, settings=settings, **options.about))
    if form is Format.JSONL:
        write_json_lines(map(document_dict, documents))
    elif form is Format.JSON:
        _write_documents(documents, one_file=len(paths) == 1 and not Path(paths[0]).is_dir())
    elif form is Format.CSV:
        write_csv((row for document in documents for row in _block_rows(document)), _BLOCK_FIELDS)
    else:
        for document in documents:
            _show(document)
    context.exit(outcome.exit_code)


@click.command()
@click.argument("paths", metavar="FILE...", nargs=-1, required=True)
@report_options
@all_formats
@click.pass_context
def extract(context: click.Context, paths: tuple[str, ...], options: ReportOptions, form: Format) -> None:
    """Read reports and print their claims, without a record.

    --jsonl prints a claim a line by the claim contract (schema counterclaim.claim/1). Offsets are those of
    the text that `counterclaim read --json` prints.

    \b
    Examples:
      counterclaim extract report.txt --published 2018-05-04 --jsonl
      counterclaim extract reports/ --csv > claims.csv
      curl -s https://example.org/report | counterclaim extract - --publisher "Example desk"
    """
    from counterclaim import ask

    session: Session = context.obj
    outcome = Outcome()
    settings = session.settings(**options.settings)
    ensure_gazetteer(settings)
    session.mask_reports(settings)
    readings = outcome.results(ask.extract(paths, settings=settings, **options.about))
    claims = (claim for reading in readings for claim in _claims(reading))
    if form is Format.JSONL:
        write_json_lines(claims)
    elif form is Format.JSON:
        write_json_array(claims)
    elif form is Format.CSV:
        from counterclaim.ask.schema import CLAIMS

        write_csv(_flat(claims), list(CLAIMS))
    else:
        write_table(_flat(claims), _CLAIM_COLUMNS, empty="no claims found")
    context.exit(outcome.exit_code)


def _claims(reading: Reading) -> Iterator[Row]:
    from counterclaim.model.serialize import claim_to_dict, document_header

    for problem in reading.document.problems:
        say(f"counterclaim: {reading.item_locator}: note: {problem}")
    header = document_header(reading.document)
    return (claim_to_dict(claim, header) for claim in reading.claims)


def _flat(claims: Iterable[Row]) -> Iterator[Row]:
    from counterclaim.ask.rows import claim_row

    return map(claim_row, claims)


def _write_documents(documents: Iterator[Document], *, one_file: bool) -> None:
    from counterclaim.ask.documents import document_dict

    first, second = next(documents, None), next(documents, None)
    if one_file and second is None:
        if first is not None:
            write_json(document_dict(first))
        return
    head = (document for document in (first, second) if document is not None)
    write_json_array(map(document_dict, chain(head, documents)))


def _show(document: Document) -> None:
    out = console()
    out.print(safe_text(document.title or document.path, "bold"))
    facts = {
        "publisher": document.publisher,
        "authors": ", ".join(document.authors),
        "published": document.published.edtf if document.published else "not stated",
        "language": document.language,
        "url": document.url,
        "path": document.path,
        "type": document.media_type,
        "id": document.id,
    }
    for name, value in facts.items():
        if value:
            out.print(safe_text(f"{name}: {value}", "dim"))
    for problem in document.problems:
        say(f"counterclaim: {document.path}: {problem}")
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("role", style="dim")
    table.add_column("text", overflow="fold", ratio=1)
    for row in _block_rows(document):
        table.add_row(words(row["role"]), safe_text(row["text"].strip(), ROLE_STYLES[row["role"]]))
    out.print(table)


def _block_rows(document: Document) -> Iterator[Row]:
    for block in document.blocks:
        yield {
            "document_id": document.id,
            "path": document.path,
            "role": block.role.value,
            "start": block.start,
            "end": block.end,
            "text": document.text[block.start : block.end],
        }


_BLOCK_FIELDS = ("document_id", "path", "role", "start", "end", "text")
_CLAIM_COLUMNS = (
    Column("when", "when"),
    Column("place", "place", style="green", ratio=1, show=place),
    Column("event_type", "type", show=lambda row: words(row["event_type"])),
    Column("modality", "how"),
    Column("chain", "sources", style="cyan", ratio=1, show=lambda row: " <- ".join(row["chain"])),
    Column("killed", "killed", numeric=True, show=lambda row: figure(row, "killed")),
    Column("injured", "injured", numeric=True, show=lambda row: figure(row, "injured")),
    Column("sentence", "sentence", ratio=3),
)
