"""The columns of an index of events: numbers per event, and pairs of event and value for what has many values.

An event is its row, from 0 in the order of ids. A null number is NaN, a null count `NONE`, a null code -1.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

NONE = -1
NO_DAY = np.iinfo(np.int32).min
"""A day that is not known; the others are days since 1970-01-01."""

Ints = NDArray[np.int32]
Wide = NDArray[np.int64]
Reals = NDArray[np.float64]
Mask = NDArray[np.bool_]


class Vocabulary:
    """Values of one column, each with a number."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._codes: dict[str, int] = {}

    def code(self, value: str | None) -> int:
        """The number of a value, a new one where there is none; -1 for null."""
        if value is None:
            return NONE
        found = self._codes.get(value)
        if found is None:
            found = self._codes[value] = len(self.values)
            self.values.append(value)
        return found

    def known(self, values: Iterable[str]) -> list[int]:
        """The numbers of those of `values` that there are."""
        return [self._codes[value] for value in values if value in self._codes]

    def value(self, code: int) -> str | None:
        """The value of a number; null for -1."""
        return self.values[code] if code >= 0 else None


@dataclass(frozen=True, slots=True)
class Codes:
    """A column with one value an event."""

    words: Vocabulary
    codes: Ints

    def at(self, row: int) -> str | None:
        """The value of an event."""
        return self.words.value(int(self.codes[row]))

    def of(self, rows: Ints) -> Ints:
        """The codes of some events."""
        return self.codes[rows]

    def of_each(self, rows: Ints) -> list[str | None]:
        """The value of each of some events."""
        values = self.words.values
        return [values[code] if code >= 0 else None for code in self.codes[rows].tolist()]


@dataclass(frozen=True, slots=True)
class Pairs:
    """A column with any number of values an event: `owner` is the event's row, ascending, `codes` the value."""

    words: Vocabulary
    owner: Ints
    codes: Ints

    def of(self, rows: Ints) -> Ints:
        """The codes of some events, one event after another."""
        return self._between(
            np.searchsorted(self.owner, rows), np.searchsorted(self.owner, rows, side="right")
        )

    def starts(self, many: int) -> Ints:
        """Where the pairs of each of `many` events begin, and behind them where the last ones end."""
        return np.searchsorted(self.owner, np.arange(many + 1, dtype=np.int32)).astype(np.int32)

    def of_started(self, rows: Ints, starts: Ints) -> Ints:
        """The same as `of`, sooner."""
        return self._between(starts[rows], starts[rows + 1])

    def _between(self, first: Any, last: Any) -> Ints:
        sizes = last - first
        ends = np.cumsum(sizes)
        many = int(ends[-1]) if len(ends) else 0
        found: Ints = self.codes[np.repeat(first - (ends - sizes), sizes) + np.arange(many)]
        return found

    def at(self, row: int) -> list[str]:
        """The values of an event."""
        return self.of_each(np.array([row], dtype=np.int32))[0]

    def of_each(self, rows: Ints) -> list[list[str]]:
        """The values of each of some events."""
        first = np.searchsorted(self.owner, rows).tolist()
        last = np.searchsorted(self.owner, rows, side="right").tolist()
        values = self.words.values
        return [
            [values[code] for code in self.codes[start:end].tolist()] if end > start else []
            for start, end in zip(first, last, strict=True)
        ]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of those events that have one: `rows` ascending, bounds with `NONE` for null."""

    rows: Ints
    low: Wide
    best: Wide
    high: Wide

    def at(self, row: int) -> dict[str, int | None] | None:
        """Low, best and high of an event; null where it has no such figure."""
        return self.of_each(np.array([row], dtype=np.int32))[0]

    def of_each(self, rows: Ints) -> list[dict[str, int | None] | None]:
        """The same of each of some events."""
        places, same = self._places(rows)
        bounds = np.stack([one[places[same]] for one in (self.low, self.best, self.high)], axis=1).tolist()
        known = iter([None if one == NONE else one for one in each] for each in bounds)
        return [
            dict(zip(("low", "best", "high"), next(known), strict=True)) if there else None
            for there in same.tolist()
        ]

    def best_of(self, rows: Ints) -> Wide:
        """Best of each of `rows`, `NONE` where there is none."""
        found = np.full(len(rows), NONE, dtype=np.int64)
        places, same = self._places(rows)
        found[same] = self.best[places[same]]
        return found

    def _places(self, rows: Ints) -> tuple[Wide, Mask]:
        """Where each of `rows` is among those that have the figure, and whether it is."""
        if not len(self.rows):
            return np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=np.bool_)
        places = np.minimum(np.searchsorted(self.rows, rows.astype(np.int32, copy=False)), len(self.rows) - 1)
        return places, self.rows[places] == rows


@dataclass(frozen=True, slots=True)
class Word:
    """What a word leaves of the events: those it lets one hear anything of, with numbers, figures and lists.

    `rows` are those of these events, ascending. `claims`, `documents` and `origins` are of all events, 0 where nothing
    is heard.
    """

    name: str
    rows: Ints
    mask: Mask
    claims: Ints
    documents: Ints
    origins: Ints
    figures: dict[str, Figure]
    sources: Pairs
    methods: Pairs
    modalities: Pairs
    kinds: Pairs


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place of the gazetteer as events have it."""

    id: str
    name: str | None
    admin1: str | None
    country: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    precision: str | None


@dataclass(frozen=True, slots=True)
class Events:
    """All events of one state of a record. Rows are in the order of ids.

    `first` and `last` are days, the ends of the interval in which an event was; both are `NO_DAY` for an event without
    a time, and where one end alone is open it is the least or greatest day. `x` and `y` are Web Mercator from 0 to 1.
    """

    state: str
    ids: list[str]
    types: Codes
    statuses: Codes
    places: Codes
    place_names: Codes
    place_texts: Sequence[str | None]
    admin1: Codes
    countries: Codes
    precisions: Codes
    when: Sequence[str | None]
    when_precisions: Codes
    lat: Reals
    lon: Reals
    radius_km: Reals
    x: Reals
    y: Reals
    from_day: Ints
    to_day: Ints
    first: Ints
    last: Ints
    actors: Pairs
    targets: Pairs
    sides: Pairs
    words: dict[str, Word]
    source_names: dict[str, str]
    gazetteer: dict[str, PlaceRow]
    kept: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)
    made: dict[Any, Any] = field(default_factory=dict, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.ids)

    def row_of(self, id_: str) -> int | None:
        """The row of an event; null when there is none of that id."""
        place = bisect_left(self.ids, id_)
        return place if place < len(self.ids) and self.ids[place] == id_ else None

    @property
    def located(self) -> Mask:
        """Which events have a point."""
        found: Mask = self.once("located", lambda: ~np.isnan(self.lat))
        return found

    @property
    def dated(self) -> Mask:
        """Which events have a time."""
        found: Mask = self.once("dated", lambda: self.first != NO_DAY)
        return found

    def once(self, key: Hashable, make: Callable[[], Any]) -> Any:
        """What `make` makes of the columns, made when it is first asked for and kept with them by `key`."""
        if key not in self.made:
            self.made[key] = make()
        return self.made[key]
