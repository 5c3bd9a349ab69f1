"""The events of a record beside those of a coded data set's file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from counterclaim.ask.question import first_day, last_day
from counterclaim.ask.schema import MATCHES
from counterclaim.errors import TooLarge
from counterclaim.matching import BadCell, CodedEvent, Ours, Windows, compare, ours, read_coded
from counterclaim.matching.formats import Format
from counterclaim.matching.scope import Scope, scope
from counterclaim.matching.side_by_side import rows
from counterclaim.matching.summary import CAUTION, NOTES, summary
from counterclaim.model import Claim
from counterclaim.model.serialize import event_from_dict
from counterclaim.reference.actors import ActorRegistry

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView

Row = dict[str, Any]
DEFAULT = Windows()
MOST_EVENTS = 2_000_000
MOST_BAD = 1000
"""Bad cells that are kept; the rest is counted."""


class MatchOptions(TypedDict, total=False):
    """How to match.

    Keys:
        days: days that may lie between two events, beyond what their dates leave open.
        km: kilometres that may lie between them, beyond what their places leave open.
        start, end: days, months or years; events of ours and theirs between them alone are compared.
    """

    days: int
    km: float
    start: str | date | None
    end: str | date | None


@dataclass(slots=True)
class Matched:
    """The answer of `match_file`.

    Attributes:
        rows: events side by side, under the names of `counterclaim.ask.schema.MATCHES`.
        summary: counts and shares.
        notes: what they do not mean, in words.
        bad: the first cells of the file that could not be read; `bad_count` how many there are, `left_out` how
            many rows were left out for them.
    """

    rows: list[Row]
    summary: Row
    notes: tuple[str, ...]
    bad: list[BadCell] = field(default_factory=list)
    bad_count: int = 0
    left_out: int = 0


class _File:
    """The events of a file that lie within a scope; counts what does not, and what cannot be read."""

    def __init__(self, path: Path, format: Format) -> None:  # noqa: A002
        self._path, self._format = path, format
        self.bad: list[BadCell] = []
        self.bad_count = self.left_out = self.other_days = 0

    def events(self, within: Scope) -> Iterator[CodedEvent]:
        """Events as they come. Raises TooLarge when there are more than are compared."""
        count = 0
        for one in read_coded(self._path, self._format):
            if isinstance(one, BadCell):
                self.bad_count += 1
                self.left_out += one.skipped
                if len(self.bad) < MOST_BAD:
                    self.bad.append(one)
            elif within.has_days(one):
                count += 1
                if count > MOST_EVENTS:
                    raise TooLarge(
                        str(self._path),
                        f"more than {MOST_EVENTS:,} of its events lie within the days of the record; "
                        "ask for fewer days with start and end (--from, --to)",
                    )
                yield one
            else:
                self.other_days += 1


def match_file(
    view: RecordView,
    registry: ActorRegistry,
    claims: Iterable[Claim],
    file: str | os.PathLike[str],
    format: Format,  # noqa: A002 - as the flag is called
    **options: Unpack[MatchOptions],
) -> Matched:
    """Compare the events of `view` with those of a file; `claims` are those of the record.

    Of theirs, only events of the days and countries of ours are answered; the others are counted.

    Raises:
        UsageError: the format is unknown, or a window cannot be.
        OSError: the file cannot be opened.
        SourceError: it cannot be read, or lacks a column.
    """
    start, end = options.get("start"), options.get("end")
    windows = Windows(options.get("days", DEFAULT.days), options.get("km", DEFAULT.km))
    names = _unknown_names(claims)
    mine = [_ours(event, names) for event in view.iter_events(start=start, end=end)]
    within = scope(mine, windows.days, start=first_day(start), end=last_day(end))
    theirs = _File(Path(file), format)
    found = compare(mine, theirs.events(within), format, registry, windows)
    elsewhere = [event for event in found.theirs_only if not within.has_country(event)]
    found = replace(
        found, theirs_only=tuple(event for event in found.theirs_only if within.has_country(event))
    )
    counts = {
        "theirs_of_other_days": theirs.other_days,
        "theirs_of_other_countries": len(elsewhere),
        "bad_cells": theirs.bad_count,
        "rows_left_out": theirs.left_out,
    }
    return Matched(
        rows=[_whole(row) for row in rows(found, view.actor_name)],
        summary={**summary(found), **counts},
        notes=(NOTES[format], CAUTION),
        bad=theirs.bad,
        bad_count=theirs.bad_count,
        left_out=theirs.left_out,
    )


def _whole(row: Row) -> Row:
    """A row with all columns."""
    return {name: row.get(name, [] if kind == "texts" else None) for name, kind in MATCHES.items()}


def _ours(event: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> Ours:
    return ours(event_from_dict(event), (name for claim in event["claims"] for name in names.get(claim, ())))


def _unknown_names(claims: Iterable[Claim]) -> dict[str, tuple[str, ...]]:
    """Names of actors that the registry does not have, by claim; a name has a capital."""
    found = {}
    for claim in claims:
        mentions = (*claim.actors, *claim.targets)
        names = tuple(one.span.text for one in mentions if one.id is None and one.span.text[:1].isupper())
        if names:
            found[claim.id] = names
    return found
