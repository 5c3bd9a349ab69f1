"""The sides of a comparison, each with what it counts; those that are given as counts."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from counterclaim.analysis.definitions import Definition
from counterclaim.analysis.rates import Count
from counterclaim.ask.question import Question, first_day, last_day
from counterclaim.ask.rows import Row
from counterclaim.errors import UsageError

BASES = ("reported", "claimed", "estimated")
_SHORT = re.compile(r"(\d{1,13})/(\d{1,13}(?:\.\d{1,6})?)")
_NEXT_KEY = re.compile(r",(?=[a-z_]+=)")
DAY_KEYS = {"from": "start", "to": "end"}
_TALLY_KEYS = ("of", "near", "polygon", "rule", "basis")
BY_HAND = ("count", "days", "unit", "area", "target")
FILTERS = tuple(key for key in Question.__annotations__ if key not in ("limit", "offset", "order"))


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
        key = DAY_KEYS.get(key.strip(), key.strip())
        if not equals or key not in (*FILTERS, *_TALLY_KEYS, *BY_HAND):
            known = ", ".join(
                ("from", "to", *(k for k in FILTERS if k not in ("start", "end")), *_TALLY_KEYS)
            )
            raise UsageError(
                f"{part[:100]!r} is neither COUNT/DAYS nor key=value; keys are {known}, and of a count made elsewhere"
                f" {', '.join(BY_HAND)}"
            )
        if key in given:
            raise UsageError(f"{key} is given twice")
        given[key] = value.strip()
    return given


def needs_record(given: Row) -> bool:
    """Whether a side is a question to a record, and no count made elsewhere."""
    return "count" not in given


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
        basis=known_basis(given.get("basis")),
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


def known_basis(value: str | None) -> str | None:
    """The basis, null for none. Raises `UsageError` when there is no such basis."""
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
