"""Numbers of the events that a question finds: totals, facets and a timeline."""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Any

import numpy as np

from counterclaim.ask.index.asked import LISTS, Asked
from counterclaim.ask.index.bits import pack
from counterclaim.ask.index.columns import NO_DAY, NONE, Codes, Events, Figure, Ints, Mask, Pairs, Reals
from counterclaim.ask.index.labels import Labels
from counterclaim.ask.index.masks import Masks, bits_of, column, kept, starts_of, word_of
from counterclaim.errors import UsageError
from counterclaim.events.hearing import EVERYONE

MOST_VALUES = 50
"""Values of a facet that are given, those of most events first."""
STEPS = ("day", "week", "month", "year")
_AUTO = (("day", 92), ("week", 800), ("month", 366 * 16))
"""The bins of ``auto``: the first whose span is not longer than so many days, else years."""
_OUTERMOST, _FEW, _VAGUE_KM = 0.03, 20, 75.0
_FEW_ROWS = 64
"""Below a part of so many of all events, their pairs are searched for instead of all pairs looked through."""
_CODE, _PAIRS, _BITS = 3, 20, 64
"""How many times as long as counting a value in a word of bits it takes to look up one event's code, and its pairs."""
_STRETCH = 256
_EPOCH = date(1970, 1, 1)
_SAFE = (date.min.toordinal() - _EPOCH.toordinal(), date.max.toordinal() - _EPOCH.toordinal())

Row = dict[str, Any]


def totals(events: Events, word: str, mask: Mask) -> Row:
    """Numbers of events, located and not, undated, and their sums of those killed."""
    many = _many(mask)
    located = _many(mask & events.located)
    return {
        "total": many,
        "located": located,
        "unlocated": many - located,
        "undated": many - _many(mask & events.dated),
        "killed": summed(word_of(events, word).figures.get("killed"), mask),
    }


def bounds(events: Events, mask: Mask) -> list[float] | None:
    """West, south, east and north of the events, for a first view of them.

    Those known to a large region alone are left out where there are others, and where there are many, the outermost
    3 % on each side.
    """
    fine = mask & events.once("fine", lambda: events.located & ~(events.radius_km > _VAGUE_KM))
    chosen = fine if fine.any() else mask & events.located
    many = _many(chosen)
    if not many:
        return None
    share = _OUTERMOST if many > _FEW else 0.0
    ends = [_quantiles(events, name, chosen, (share, 1.0 - share)) for name in ("lon", "lat")]
    return [round(end[at], 4) for at in (0, 1) for end in ends]


def _quantiles(events: Events, name: str, chosen: Mask, shares: tuple[float, ...]) -> list[float]:
    """Quantiles of a column, between two values in proportion.

    The column is sorted once, and the chosen ones are counted by stretches of that order, not sorted each time.
    """
    values = getattr(events, name)
    order, stretches = events.once(("order", name), partial(_ordered, values))
    ends = np.cumsum(np.bincount(stretches[np.flatnonzero(chosen)]))

    def ranked(rank: int) -> float:
        at = int(np.searchsorted(ends, rank, side="right"))
        rows = order[at * _STRETCH : (at + 1) * _STRETCH]
        rows = rows[chosen[rows]]
        return float(values[rows[rank - int(ends[at])]])  # counted from the stretch's end

    found = []
    for share in shares:
        rank = share * (int(ends[-1]) - 1)
        low, high = ranked(math.floor(rank)), ranked(math.ceil(rank))
        found.append(low + (high - low) * (rank - math.floor(rank)))
    return found


def _ordered(values: Reals) -> tuple[Ints, Any]:
    """Rows by value, and for each row the number of the stretch of that order which it is in."""
    order = np.argsort(values, kind="stable").astype(np.int32)
    stretches = np.empty(len(order), dtype=np.intp)
    stretches[order] = np.arange(len(order)) // _STRETCH
    return order, stretches


def span(events: Events, mask: Mask) -> list[str] | None:
    """The first and the last day of the events, of those ends that are known."""
    rows = np.flatnonzero(mask & events.dated)
    if not len(rows):
        return None
    last_days = events.once("last days", lambda: _either(events.to_day, events.from_day))
    days = (_first_days(events)[rows].min(), last_days[rows].max())
    return [str(day.astype("datetime64[D]")) for day in days]


def summed(figure: Figure | None, mask: Mask) -> Row:
    """Sums over the events that have the figure: what is open below counts as 0, what is open above as its most.

    `events` are those that have the figure, `open` those of them without an upper bound.
    """
    if figure is None:
        return {"low": 0, "best": 0, "high": 0, "events": 0, "open": 0}
    chosen = np.flatnonzero(mask[figure.rows])
    low, best, high = (bound[chosen] for bound in (figure.low, figure.best, figure.high))
    open_above = high == NONE
    for bound in (low, best, high):
        np.maximum(bound, 0, out=bound)
    most = np.maximum(np.maximum(low, best), high)
    return {
        "low": int(low.sum()),
        "best": int(best.sum()),
        "high": int(most.sum()),
        "events": len(chosen),
        "open": _many(open_above),
    }


class Counter:
    """Counts the events of a mask by the values of columns."""

    def __init__(self, events: Events, word: str, mask: Mask) -> None:
        self._events, self._word, self.mask = events, word, mask
        self.rows: Ints = np.flatnonzero(mask).astype(np.int32)
        self._packed: Any = None

    def of(self, name: str) -> Any:
        """Numbers of events by code of a column."""
        of = column(self._events, self._word, name)
        if not self._few(of) and (packed := bits_of(self._events, self._word, name)) is not None:
            if self._packed is None:
                self._packed = pack(self.mask)
            return packed.counts(self._packed)
        return np.bincount(self._codes(of, name) + 1, minlength=len(of.words.values) + 1)[1:]

    def _few(self, of: Codes | Pairs) -> bool:
        """Whether the values of the events found are looked up sooner than the bits of all events are counted."""
        each = _CODE if isinstance(of, Codes) else _PAIRS
        return len(self.rows) * each < len(of.words.values) * (len(self._events) // _BITS + 1)

    def _codes(self, of: Codes | Pairs, name: str) -> Ints:
        if isinstance(of, Codes):
            return of.of(self.rows)
        starts = starts_of(self._events, self._word, name)
        if starts is not None:
            return of.of_started(self.rows, starts)
        few = len(self.rows) < len(self._events) // _FEW_ROWS
        return of.of(self.rows) if few else of.codes[self.mask[of.owner]]


def facets(events: Events, question: Asked, found: Masks, labels: Labels) -> dict[str, list[Row]]:
    """For each facet its values with numbers of events; a facet's own filter is left out when it is counted."""
    word = question.word
    every = Counter(events, word, found.all())
    counted = {}
    for name in LISTS:
        of = column(events, word, name)
        if name in found.of:
            counts = Counter(events, word, found.without(name)).of(name)
        elif found.word_alone:
            counts = kept(events, ("counts", word, name), partial(every.of, name))
        else:
            counts = every.of(name)
        counted[name] = [
            {"value": value, "label": labels.label(name, value), "count": many}
            for value, many in _most(of.words.values, counts)
        ]
    counted["period"] = _periods(events, found.without("period") if "period" in found.of else every.mask)
    return counted


def words_in(events: Events, found: Masks, labels: Labels) -> list[Row]:
    """Every word with the number of events that it leaves, sides by number."""
    counts = Counter(events, "", found.without("word")).of("word").tolist()
    listed: list[Row] = [
        {"value": name, "label": labels.word(name), "count": many}
        for name, many in zip(column(events, "", "word").words.values, counts, strict=True)
    ]
    listed.sort(key=lambda one: (one["value"].startswith("side:"), -one["count"], one["value"]))
    return listed[: MOST_VALUES + 3]


def _many(mask: Mask) -> int:
    return int(np.count_nonzero(mask))


def _most(values: list[str], counts: Any) -> list[tuple[str, int]]:
    """The values of most events with their numbers, those of one number by name."""
    there = np.flatnonzero(counts)
    if len(there) > MOST_VALUES:
        least = np.partition(counts[there], -MOST_VALUES)[-MOST_VALUES]
        there = there[counts[there] >= least]
    pairs = [(values[at], many) for at, many in zip(there.tolist(), counts[there].tolist(), strict=True)]
    return sorted(pairs, key=lambda one: (-one[1], one[0]))[:MOST_VALUES]


def _periods(events: Events, mask: Mask) -> list[Row]:
    """Numbers of events by month of their first day, or by year where there are too many months; in order of time."""
    chosen = np.flatnonzero(mask & events.dated)
    rows: list[Row] = []
    for by in ("month", "year"):
        least, numbers = events.once(("first", by), partial(_first_bins, events, by))
        counts = np.bincount(numbers[chosen])
        bins = np.flatnonzero(counts)
        names = [_period(number, by) for number in (bins + least).tolist()]
        many = counts[bins].tolist()
        rows = [{"value": name, "label": name, "count": n} for name, n in zip(names, many, strict=True)]
        if len(rows) <= MOST_VALUES:
            return rows
    most = sorted(rows, key=lambda one: -one["count"])[:MOST_VALUES]
    return sorted(most, key=lambda one: one["value"])


@lru_cache(4096)
def _period(number: int, by: str) -> str:
    return _ends(_start(number, by), by)["from"][: 7 if by == "month" else 4]


def _first_bins(events: Events, by: str) -> tuple[int, Any]:
    """The number of the first bin, and for each event how many bins later its first day is; 0 without a time."""
    numbers = _number(_first_days(events).astype(np.int64), by)
    least = int(numbers[events.dated].min()) if events.dated.any() else 0
    return least, np.where(events.dated, numbers - least, 0).astype(np.intp)


def _first_days(events: Events) -> Any:
    """The first day of each event, its last where the first is open."""
    return events.once("first days", lambda: _either(events.from_day, events.to_day))


def _either(one: Ints, other: Ints) -> Any:
    return np.where(one != NO_DAY, one, other)


def _first_days_of(events: Events, mask: Mask) -> Any:
    """The same of some events; those without a time are left out."""
    return _first_days(events)[np.flatnonzero(mask & events.dated)]


def timeline(events: Events, question: Asked, found: Masks, by: str) -> Row:
    """Bins with the events whose first day lies in them, and best estimates of those killed.

    ``{by, bins, everyone, undated}``; `everyone` has the same of everyone's word. Bins without events are left out.
    An event that began before the days asked for is in the bin of the first of these.
    """
    if by not in (*STEPS, "auto"):
        raise UsageError(f"by is one of {', '.join(STEPS)} and auto, not {by[:50]!r}")
    mask, others = found.all(), found.without("word")
    days = _clipped(_first_days_of(events, others), question)
    if by == "auto":
        span = int(days.max() - days.min()) + 1 if len(days) else 0
        by = next((name for name, most in _AUTO if span <= most), "year")
    return {
        "by": by,
        "bins": _bins(events, question, question.word, mask, by),
        "everyone": _bins(events, question, EVERYONE, others, by),
        "undated": _many(mask & ~events.dated),
    }


def _clipped(days: Any, question: Asked) -> Any:
    first = _SAFE[0] if question.first is None else question.first
    last = _SAFE[1] if question.last is None else question.last
    return np.clip(days, first, last)


def _bins(events: Events, question: Asked, word: str, mask: Mask, by: str) -> list[Row]:
    rows = np.flatnonzero(mask & events.dated).astype(np.int32)
    days = _clipped(_first_days_of(events, mask), question)
    bins, places, counts = _binned(days, by)
    killed = np.zeros(len(places), dtype=np.int64)
    figure = word_of(events, word).figures.get("killed")
    if figure is not None:
        killed = np.maximum(figure.best_of(rows), 0)
    sums = np.bincount(places, weights=killed, minlength=len(bins)).astype(np.int64)
    return [
        {**_ends(_start(number, by), by), "events": many, "killed_best": best}
        for number, many, best in zip(bins.tolist(), counts.tolist(), sums.tolist(), strict=True)
    ]


def _binned(days: Any, by: str) -> tuple[Any, Any, Any]:
    """Numbers of the bins that have a day, the place of each day among them, and how many days each has."""
    numbers = _number(days.astype(np.int64), by)
    least = int(numbers.min()) if len(numbers) else 0
    counts = np.bincount(numbers - least)
    bins = np.flatnonzero(counts)
    places = np.cumsum(counts > 0) - 1
    return bins + least, places[numbers - least], counts[bins]


def _number(days: Any, by: str) -> Any:
    """The number of the bin that each day lies in; weeks begin on Monday."""
    if by == "day":
        return days
    if by == "week":
        return (days + 3) // 7  # 1970-01-01 was a Thursday
    unit = "M" if by == "month" else "Y"
    return days.astype("datetime64[D]").astype(f"datetime64[{unit}]").astype(np.int64)


def _start(number: int, by: str) -> int:
    """The first day of a bin."""
    if by in ("day", "week"):
        return number if by == "day" else number * 7 - 3
    return int(np.datetime64(number, "M" if by == "month" else "Y").astype("datetime64[D]").astype(np.int64))


def _ends(start: int, by: str) -> Mapping[str, str]:
    first = _EPOCH + timedelta(days=max(start, _SAFE[0]))
    if by == "month":
        following = (
            date(first.year + first.month // 12, first.month % 12 + 1, 1)
            if first.year < 9999 or first.month < 12
            else None
        )
    elif by == "year":
        following = date(first.year + 1, 1, 1) if first.year < 9999 else None
    else:
        length = 1 if by == "day" else 7
        following = first + timedelta(days=length) if start + length <= _SAFE[1] else None
    last = following - timedelta(days=1) if following else date.max
    return {"from": first.isoformat(), "to": last.isoformat()}
