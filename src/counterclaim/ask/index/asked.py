"""What may be asked of the index, as values: the filters of the explorer and of the API under it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from math import isfinite

from counterclaim.ask.question import choices, first_day, last_day
from counterclaim.errors import UsageError
from counterclaim.events.hearing import EVERYONE, check_word

LISTS = (
    "type",
    "actor",
    "target",
    "side",
    "method",
    "country",
    "admin1",
    "place",
    "source",
    "status",
    "modality",
    "kind",
)
"""Filters that may have several values: any of them will do."""
MOST_VALUES, LONGEST = 50, 200
_TIME = re.compile(r"(\d{4}(?:-\d{2}){0,2})(?:T[0-9:.]{1,20}(?:Z|[+-]\d{2}:\d{2})?)?", re.IGNORECASE)
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Asked:
    """Filters, all of which must hold; of several values of one filter, any.

    `side` finds an event whose actor or target it is. `first` and `last` are days since 1970-01-01: whatever may have
    been between them is found, and what has no date is not. `bbox` is west, south, east, north in degrees; west of
    more than east crosses the antimeridian. `q` is a full-text question. `located` asks for a point, or for none.
    `word` says whose word counts: `counterclaim.events.hearing`.
    """

    word: str = EVERYONE
    bbox: tuple[float, float, float, float] | None = None
    first: int | None = None
    last: int | None = None
    q: str | None = None
    located: bool | None = None
    type: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    side: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    admin1: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[object, ...]:
        """Equal for equal questions."""
        return tuple(getattr(self, item.name) for item in fields(self))


def asked(
    *,
    word: str | None = None,
    bbox: str | None = None,
    datetime: str | None = None,
    q: str | None = None,
    located: bool | None = None,
    lists: Mapping[str, Sequence[str]] | None = None,
) -> Asked:
    """The question that the values of an address ask.

    Raises:
        UsageError: a value cannot be one.
    """
    first, last = read_interval(datetime) if datetime else (None, None)
    chosen: dict[str, tuple[str, ...]] = {}
    for name, values in (lists or {}).items():
        kept = tuple(sorted({value.strip()[:LONGEST] for value in values if value.strip()}))
        if len(kept) > MOST_VALUES:
            raise UsageError(f"{name} may have {MOST_VALUES} values at most")
        chosen[name] = tuple(value.upper() for value in kept) if name == "country" else kept
        if name in ("type", "status", "modality", "kind"):
            _check(name, kept)
    return Asked(
        word=check_word(word) if word else EVERYONE,
        bbox=read_bbox(bbox) if bbox else None,
        first=first,
        last=last,
        q=q.strip() or None if q else None,
        located=located,
        **chosen,
    )


def read_bbox(text: str) -> tuple[float, float, float, float]:
    """``west,south,east,north`` in degrees; of six numbers the heights are passed over.

    Raises:
        UsageError: it is no such box.
    """
    parts = text.split(",")
    try:
        numbers = [float(part) for part in parts]
    except ValueError:
        numbers = []
    if len(numbers) == 6:
        numbers = [*numbers[:2], *numbers[3:5]]
    if len(numbers) != 4 or not all(isfinite(one) for one in numbers) or numbers[1] > numbers[3]:
        raise UsageError(
            f"bbox {text[:100]!r} is not west,south,east,north in degrees, such as 35.5,32,42.5,37.5"
        )
    west, south, east, north = numbers
    return west, south, east, north


def read_interval(text: str) -> tuple[int | None, int | None]:
    """First and last day of ``2017-11-08``, ``2017-11``, ``2017-09-01/2017-12-31``, ``../2017`` and so on.

    Times of day are passed over. An open end is null.

    Raises:
        UsageError: it is no such interval.
    """
    start, slash, end = text.strip().partition("/")
    if not slash:
        end = start
    first, last = _day(start, text, first=True), _day(end, text, first=False)
    if first is not None and last is not None and first > last:
        raise UsageError(f"the dates are the wrong way round: {text[:100]!r}")
    return first, last


def _day(part: str, text: str, *, first: bool) -> int | None:
    if part in ("", ".."):
        return None
    match = _TIME.fullmatch(part)
    if match is None:
        raise UsageError(
            f"datetime {text[:100]!r} is neither a day, a month, a year, nor two of these with / between them, "
            "such as 2017-09-01/2017-12-31 or ../2017-11"
        )
    found = (first_day if first else last_day)(match[1])
    return found.toordinal() - _EPOCH if found else None


def _check(name: str, values: Sequence[str]) -> None:
    known = choices(name)
    for value in values:
        if value not in known:
            raise UsageError(f"{name} is one of {', '.join(known)}, not {value[:50]!r}")
