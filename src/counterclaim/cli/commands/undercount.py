"""``counterclaim undercount``: how many deaths are on none of several lists."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterclaim.cli.output import console, number, say, write_json
from counterclaim.cli.table import Column, safe_text, write_table
from counterclaim.errors import SourceError, UsageError

if TYPE_CHECKING:
    from counterclaim.analysis.undercount import Range, Undercount

_REFUSED = 1


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="JSON instead of text for people.")
def undercount(file: Path, as_json: bool) -> int:
    """Say how many deaths there were, by lists of which each has some.

    FILE is CSV with one column for each of 2 to 6 lists, 1 for people on it and 0 for others, and a column "count"; or
    without that column, one row a person. The answer is a range with what it assumes, or the reasons why there is none:
    then the exit code is 1. Leave names out of the file: a column that is not 0 or 1 is refused.

    \b
    Examples:
      counterclaim undercount lists.csv
      counterclaim undercount lists.csv --json
    """
    from counterclaim.analysis.undercount import estimate, read_lists

    try:
        lists = read_lists(file)
    except SourceError as error:
        raise UsageError(str(error)) from error
    found = estimate(lists)
    if as_json:
        write_json({**asdict(found), "sentence": found.sentence})
    else:
        _show(found)
    for reason in found.refused:
        say(f"counterclaim: refused: {reason}")
    return _REFUSED if found.refused else 0


def _show(found: Undercount) -> None:
    out = console()
    out.print(safe_text(found.sentence, "bold"))
    out.print(safe_text(f"Method: {found.method}."))
    rows = [
        {"what": name, "low": low, "middle": middle, "high": high} for name, low, middle, high in _rows(found)
    ]
    write_table(rows, _RANGES, title="ranges of all people, seen and unseen")
    models = [
        {"model": _words(one.interactions), "weight": f"{one.weight:.0%}", **_whole(one.range)}
        for one in found.models
    ]
    write_table(models, _MODELS, title="models that weigh most, by which lists depend on each other")
    for title, lines in (
        ("Mind", found.warnings),
        ("It is assumed that", found.assumptions),
        ("Not said", found.cannot_say),
    ):
        for line in lines:
            out.print(safe_text(f"{title}: {line}", "dim" if title != "Mind" else ""))


def _rows(found: Undercount) -> list[tuple[str, int | None, int | None, int | None]]:
    rows = []
    for name, one in (("this method", found.range), ("Bayesian, decomposable graphs", found.bayes)):
        if one is not None:
            whole = _whole(one)
            rows.append((name, whole["low"], whole["middle"], whole["high"]))
    if found.lower_bound is not None:
        rows.append(("lower bound (Chao)", round(found.lower_bound), None, None))
    if found.independent is not None:
        rows.append(("if lists were independent", None, round(found.independent), None))
    return rows


def _whole(one: Range) -> dict[str, int | None]:
    low, middle, high = (None if end is None else round(end) for end in (one.low, one.median, one.high))
    return {"low": low, "middle": middle, "high": high}


def _words(interactions: tuple[tuple[str, ...], ...]) -> str:
    return ", ".join(" × ".join(names) for names in interactions) or "none"


def _or_dash(key: str) -> Column:
    return Column(key, key, numeric=True, show=lambda row: number(row[key]) or "-")


_ENDS = (_or_dash("low"), _or_dash("middle"), _or_dash("high"))
_RANGES: tuple[Column, ...] = (Column("what", "by"), *_ENDS)
_MODELS: tuple[Column, ...] = (Column("model", "interactions"), Column("weight", "weight"), *_ENDS)
