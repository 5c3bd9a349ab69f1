"""The sides of a comparison that are questions to a record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl

from counterclaim.analysis.definitions import Definition
from counterclaim.analysis.dispersion import of_sizes
from counterclaim.analysis.rates import Count
from counterclaim.analysis.tallies import Asked, sizes, tally
from counterclaim.ask.flat import between, everything
from counterclaim.ask.question import first_day, last_day
from counterclaim.ask.rows import Row
from counterclaim.ask.sides import (
    BY_HAND,
    DAY_KEYS,
    FILTERS,
    Side,
    by_hand,
    circle,
    known_basis,
    needs_record,
    parse,
)
from counterclaim.ask.tallies import Tallied, TallyQuestion, record_tally
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView
    from counterclaim.record import Record

_NAMED_APART = ("actor", "source", "type", "country", "place", "start", "end")


def side(name: str, given: str | Mapping[str, Any], view: RecordView, record: Record) -> Side:
    """The side that a text or a dict of the same keys names."""
    found = (
        parse(given) if isinstance(given, str) else {DAY_KEYS.get(key, key): v for key, v in given.items()}
    )
    return from_record(view, record, name, found) if needs_record(found) else by_hand(name, found)


def from_record(view: RecordView, record: Record, name: str, given: Row) -> Side:
    """A count of a record: the events, claims or figures that a question finds between two days.

    Raises:
        UsageError: the days are missing, or something else cannot be.
    """
    given = dict(given)
    if unused := [key for key in given if key in BY_HAND]:
        raise UsageError(f"{unused[0]} is of a count made elsewhere, which needs count=NUMBER")
    basis = known_basis(given.pop("basis", None))
    question: TallyQuestion = given  # type: ignore[assignment]
    if near := given.get("near"):
        question["near"] = circle(near)
    start, end = first_day(given.get("start")), last_day(given.get("end"))
    if start is None or end is None:
        raise UsageError(f"{name} needs its first and its last day: from and to")
    found = record_tally(view, record, question, beside=False)
    asked = found.tally.asked
    basis = basis or ("estimated" if asked.is_figure else "reported")
    if (basis == "estimated") != asked.is_figure:
        what = (
            "figures are compared by their estimates"
            if asked.is_figure
            else "events and claims have no estimates"
        )
        raise UsageError(f"{asked.of} cannot be compared as {basis}: {what}")
    row = next(iter(found.cells.filter(found.cells["period"].is_not_null()).iter_rows(named=True)))
    column = "estimated_best" if asked.is_figure else basis
    reports = everything(view.record, view.registry).reports
    of_days = between(reports.lazy().rename({"published_from": "from", "published": "to"}), start, end)
    return Side(
        name,
        Count(row[column] or 0, row["days"]),
        _definition(view, found, given, basis),
        months=() if asked.is_figure else _months(found, basis),
        spread=of_sizes(sizes(found.frames, asked)) if asked.is_figure else None,
        claims=tuple(row["claims"]),
        events=tuple(row.get("events") or ()),
        documents=of_days.select(pl.len()).collect().item(),
        notes=tuple(_notes(name, found, row)),
    )


def _months(found: Tallied, basis: str) -> tuple[Count, ...]:
    asked = found.tally.asked
    monthly = tally(found.frames, Asked(of=asked.of, period="month", start=asked.start, end=asked.end)).cells
    inside = monthly.filter(monthly["period"].is_not_null())
    return tuple(Count(row[basis], row["days"]) for row in inside.iter_rows(named=True))


def _definition(view: RecordView, found: Tallied, given: Row, basis: str) -> Definition:
    areas = [given.get("place"), given.get("country"), str(found.area) if found.area else None]
    also = [f"{key} {given[key]}" for key in FILTERS if key not in _NAMED_APART and given.get(key)]
    country = given.get("country") or _only(found, "country")
    return Definition(
        unit=found.tally.asked.of,
        basis=basis,
        area=", ".join(filter(None, areas)) or None,
        within=(country,) if country else (),
        actor=given.get("actor"),
        types=given.get("type"),
        source=given.get("source"),
        rule=found.rule,
        also=", ".join(also) or None,
        start=found.tally.asked.start,
        end=found.tally.asked.end,
        coverage_start=_coverage(view),
    )


def _only(found: Tallied, key: str) -> str | None:
    """The one value that all events have for a key; null where there are several, or none."""
    frame = found.frames.claims if found.tally.asked.of == "claims" else found.frames.events
    values: list[str | None] = frame[key].cast(str).unique().to_list()
    return values[0] if len(values) == 1 else None


def _coverage(view: RecordView) -> date | None:
    """The day of the record's earliest report."""
    first = everything(view.record, view.registry).reports["published_from"].min()
    return first if isinstance(first, date) else None


def _notes(name: str, found: Tallied, row: Row) -> list[str]:
    cells, of = found.cells, found.tally.asked.of
    notes = [f"{name}: {note}" for note in found.notes]
    aside = cells.filter(cells["period"].is_null())
    columns = ("counted",) if found.tally.asked.is_figure else ("claimed", "reported", "foiled", "denied")
    left = int(max((aside[column].sum() for column in columns), default=0)) if aside.height else 0
    if left:
        what = "claims" if of == "claims" else "events"
        notes.append(f"{name}: {left:,} {what} may lie outside its days, or last longer: left out")
    for column, words in (
        ("estimated_open", "an estimate that is open above"),
        ("no_figure", "no figure at all"),
    ):
        if row.get(column):
            notes.append(
                f"{name}: {row[column]:,} of {row['counted']:,} events have {words}: the sum is too low"
            )
    return notes
