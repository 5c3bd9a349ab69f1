"""Options that several commands share."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

import click

from counterclaim.cli.context import session
from counterclaim.cli.output import Format

Command = TypeVar("Command", bound=Callable[..., Any])

_FORMS = {
    Format.JSON: "Answer with JSON.",
    Format.JSONL: "Answer with JSON lines: one value a line, as they come.",
    Format.CSV: "Answer with comma-separated values, safe to open in a spreadsheet.",
}


def stacked(*decorators: Callable[[Any], Any]) -> Callable[[Command], Command]:
    """The decorators as one; the first stands first in the help."""

    def decorate(command: Command) -> Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


def formats(*forms: Format) -> Callable[[Command], Command]:
    """A flag for each form, of which one may be given; the command gets `form`, a table when none is."""

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def chosen(*args: Any, **values: Any) -> Any:
            given = [form for form in forms if values.pop(f"as_{form}")]
            if len(given) > 1:
                flags = " and ".join(f"--{form}" for form in given)
                raise click.UsageError(f"{flags} cannot be given together")
            form = given[0] if given else Format.TABLE
            session().publishing |= form is Format.CSV
            return command(*args, form=form, **values)

        flags = (click.option(f"--{form}", f"as_{form}", is_flag=True, help=_FORMS[form]) for form in forms)
        return stacked(*flags)(chosen)  # type: ignore[return-value]

    return decorate


all_formats = formats(Format.JSON, Format.JSONL, Format.CSV)

record_option = click.option(
    "--record", metavar="RECORD", help="The record: a SQLite file or postgresql://USER@HOST/DATABASE."
)

_FILTERS = {
    "actor": ("--actor", "Id of an actor or target, or words of its name."),
    "place": ("--place", "Id of a place, or a part of its name."),
    "country": ("--country", "Country of the place, two letters: SY."),
    "type": ("--type", "Event type, such as air_drone_strike."),
    "kind": ("--kind", "event, tally, control, strength or forecast."),
    "modality": ("--modality", "How the source puts it: reported, claimed, denied, foiled ..."),
    "status": ("--status", "How the event stands: contested, acknowledged, corroborated ..."),
    "source": ("--source", "Words of the name of a source in the chain, or of the publisher."),
    "start": ("--from", "First day, month or year: 2017-11-08, 2017-11, 2017."),
    "end": ("--to", "Last day, month or year."),
    "text": ("--text", 'Words, "phrases" and beginnings* in the sentence or the title.'),
    "document": ("--document", "Id of a document."),
    "order": ("--order", ""),
}
TABLE_ROWS = 50

plot_option = click.option(
    "--plot", metavar="FILE", help="Draw it to a file that ends in .html, .svg or .png."
)


def inside_options(command: Command) -> Command:
    """An area drawn by hand; the command gets `near` and `polygon`."""
    near = click.option("--near", metavar="LAT,LON,KM", help="Only within so many kilometres of a point.")
    polygon = click.option("--polygon", metavar="FILE", help="Only inside the polygons of a GeoJSON file.")
    return stacked(near, polygon)(command)


def span_options(command: Command) -> Command:
    """The days of a question without other filters; the command gets `start` and `end`."""
    return stacked(_filter("start"), _filter("end"))(command)


def _filter(name: str, *, meaning: str | None = None) -> Callable[[Command], Command]:
    flag, own = _FILTERS[name]
    return click.option(flag, name, metavar="TEXT", help=meaning or own)


def filters(*, orders: str | None = None) -> Callable[[Command], Command]:
    """The filters of a question; the command gets them as `question`, without those not given.

    `orders` says by what the rows can be ordered, null where they cannot.
    """
    names = [name for name in _FILTERS if orders is not None or name != "order"]

    def decorate(command: Command) -> Command:
        @functools.wraps(command)
        def asked(*args: Any, **values: Any) -> Any:
            given = {name: values.pop(name) for name in (*names, "limit")}
            question = {name: value for name, value in given.items() if value is not None}
            return command(*args, question=question, **values)

        options = [_filter(name, meaning=orders if name == "order" else None) for name in names]
        limit = click.option(
            "--limit",
            type=click.IntRange(min=0),
            metavar="N",
            help=f"Most rows; 0 for all. Default: {TABLE_ROWS} in a table, all in the other forms.",
        )
        return stacked(*options, limit)(asked)  # type: ignore[return-value]

    return decorate


def limited(question: dict[str, Any], form: Format) -> dict[str, Any]:
    """The question with the limit that the form of the answer has."""
    limit = question.get("limit", TABLE_ROWS if form is Format.TABLE else 0)
    return {**question, "limit": limit or None}
