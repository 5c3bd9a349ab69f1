"""The sides of a comparison: a count by hand, or a question to a record, each with what it counts."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from counterclaim.analysis.definitions import Definition
from counterclaim.analysis.dispersion import of_sizes
from counterclaim.analysis.rates import Count
from counterclaim.analysis.tallies import Asked, sizes, tally
from counterclaim.ask.question import Question, first_day, last_day
from counterclaim.ask.rows import Row
from counterclaim.ask.tallies import Tallied, TallyQuestion, record_tally
from counterclaim.errors import UsageError

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView
    from counterclaim.record import Record

BASES = ("reported", "claimed", "estimated")
_SHORT = re.compile(r"(\d{1,13})/(\d{1,13}(?:\.\d{1,6})?)")
_NEXT_KEY = re.compile(r",(?=[a-z_]+=)")
_OWN_KEYS = {"from": "start", "to": "end"}
_TALLY_KEYS = ("of", "near", "polygon", "rule", "basis")
_BY_HAND = ("count", "days", "unit", "area", "target")
_FILTERS = tuple(key for key in Question.__annotations__ if key not in ("limit", "offset", "order"))
_NAMED_APART = ("actor", "source", "type", "country", "place", "start", "end")


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its count and days, month by month where that is known, and what it counts.

    `spread` is the dispersion that is known beforehand, of a sum of figures; `claims` and `events` are what is behind
    it; `documents` how many reports of its days the record has; `notes` what is to be known of it.
    """

    name: str
    count: Count
    definition: Definition
    months: tuple[Count, ...] = ()
    spread: float | None = None
    claims: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    documents: int | None = None
    notes: tuple[str, ...] = ()


def parse(text: str) -> Row:
    """``52/120`` (52 in 120 days), or ``key=value,key=value``: filters, or a count made elsewhere, as `side` takes it.

    Raises:
        UsageError: it is neither.
    """
    if short := _SHORT.fullmatch(text.strip()):
        return {"count": short[1], "days": short[2]}
    given: Row = {}
    for part in _NEXT_KEY.split(text.strip()):
        key, equals, value = part.partition("=")
        key = _OWN_KEYS.get(key.strip(), key.strip())
        if not equals or key not in (*_FILTERS, *_TALLY_KEYS, *_BY_HAND):
            known = ", ".join(
                ("from", "to", *(k for k in _FILTERS if k not in ("start", "end")), *_TALLY_KEYS)
            )
            raise UsageError(
                f"{part[:100]!r} is neither COUNT/DAYS nor key=value; keys are {known}, and of a count made elsewhere"
                f" {', '.join(_BY_HAND)}"
            )
        if key in given:
            raise UsageError(f"{key} is given twice")
        given[key] = value.strip()
    return given


def needs_record(given: Row) -> bool:
    """Whether a side is a question to a record, and no count made elsewhere."""
    return "count" not in given


def any_side(name: str, given: str | Mapping[str, Any], view: RecordView, record: Record) -> Side:
    """The side that a text or a dict of the same keys names."""
    found = (
        parse(given) if isinstance(given, str) else {_OWN_KEYS.get(key, key): v for key, v in given.items()}
    )
    return from_record(view, record, name, found) if needs_record(found) else by_hand(name, found)


def by_hand(name: str, given: Row) -> Side:
    """A count that was made elsewhere: ``count``, and ``days`` or ``from`` and ``to``; the rest says what it counts.

    Raises:
        UsageError: something is missing, or of no use to a count made elsewhere.
    """
    first, last = first_day(given.get("start")), last_day(given.get("end"))
    known = (
        "count",
        "days",
        "unit",
        "area",
        "actor",
        "target",
        "source",
        "type",
        "basis",
        "rule",
        "start",
        "end",
    )
    if unused := [key for key in given if key not in known]:
        raise UsageError(f"{unused[0]} asks a record, and {name} is a count made elsewhere")
    if given.get("days"):
        days = _number(given["days"], "days")
    elif first and last:
        days = (last - first).days + 1
    else:
        raise UsageError(f"{name} has a count and no days: give days, or from and to")
    count = _number(given["count"], "count")
    if count != int(count):
        raise UsageError(f"a count is a whole number, not {count:g}")
    definition = Definition(
        unit=given.get("unit"),
        basis=_basis(given.get("basis")),
        area=given.get("area"),
        actor=given.get("actor"),
        target=given.get("target"),
        types=given.get("type"),
        source=given.get("source"),
        rule=given.get("rule"),
        start=first,
        end=last,
        stated=False,
    )
    return Side(name, Count(int(count), days), definition)


def from_record(view: RecordView, record: Record, name: str, given: Row) -> Side:
    """A count of a record: the events, claims or figures that a question finds between two days.

    Raises:
        UsageError: the days are missing, or something else cannot be.
    """
    given = dict(given)
    if unused := [key for key in given if key in _BY_HAND]:
        raise UsageError(f"{unused[0]} is of a count made elsewhere, which needs count=NUMBER")
    basis = _basis(given.pop("basis", None))
    question: TallyQuestion = given  # type: ignore[assignment]
    if near := given.get("near"):
        question["near"] = circle(near)
    start, end = first_day(given.get("start")), last_day(given.get("end"))
    if start is None or end is None:
        raise UsageError(f"{name} needs its first and its last day: from and to")
    found = record_tally(view, record, question)
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
    pages = view.page("documents", start=start, end=end, limit=0)
    return Side(
        name,
        Count(row[column] or 0, row["days"]),
        _definition(view, found, given, basis),
        months=() if asked.is_figure else _months(found, basis),
        spread=of_sizes(sizes(found.frames, asked)) if asked.is_figure else None,
        claims=tuple(row["claims"]),
        events=tuple(row.get("events") or ()),
        documents=pages.total,
        notes=tuple(_notes(name, found, row)),
    )


def circle(text: str) -> tuple[float, float, float]:
    """``LAT,LON,KM`` or ``LAT;LON;KM``.

    Raises:
        UsageError: it is not.
    """
    parts = re.split(r"[;,]", text)
    try:
        lat, lon, km = (float(part) for part in parts)
    except ValueError:
        raise UsageError(f"{text[:50]!r} is not LAT,LON,KM") from None
    return lat, lon, km


def _months(found: Tallied, basis: str) -> tuple[Count, ...]:
    asked = found.tally.asked
    monthly = tally(found.frames, Asked(of=asked.of, period="month", start=asked.start, end=asked.end)).cells
    inside = monthly.filter(monthly["period"].is_not_null())
    return tuple(Count(row[basis], row["days"]) for row in inside.iter_rows(named=True))


def _definition(view: RecordView, found: Tallied, given: Row, basis: str) -> Definition:
    areas = [given.get("place"), given.get("country"), str(found.area) if found.area else None]
    also = [f"{key} {given[key]}" for key in _FILTERS if key not in _NAMED_APART and given.get(key)]
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
    first = next(view.iter_documents(order="date", limit=1), None)
    return first_day(first["published"][:10]) if first and first["published"] else None


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


def _basis(value: str | None) -> str | None:
    if value and value not in BASES:
        raise UsageError(f"a basis is {', '.join(BASES)}, not {value[:50]!r}")
    return value or None


def _number(text: str | float, name: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not math.isfinite(value):
        raise UsageError(f"{name} {str(text)[:50]!r} is not a number")
    return value
