"""Numbers of the events that a question finds: totals, facets and a timeline."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial
from typing import Any

import numpy as np

from counterclaim.ask.index.asked import LISTS, Asked
from counterclaim.ask.index.columns import NO_DAY, NONE, Codes, Events, Figure, Ints, Mask, Pairs
from counterclaim.ask.index.labels import Labels
from counterclaim.ask.index.masks import Masks, column, kept, word_of
from counterclaim.errors import UsageError
from counterclaim.events.hearing import EVERYONE

MOST_VALUES = 50
"""Values of a facet that are given, those of most events first."""
STEPS = ("day", "week", "month", "year")
_AUTO = (("day", 92), ("week", 800), ("month", 366 * 16))
"""The bins of ``auto``: the first whose span is not longer than so many days, else years."""
_OUTERMOST, _FEW, _VAGUE_KM = 0.03, 20, 75.0
_FEW_ROWS = 8
"""Below a part of so many of all events, their own values are looked up instead of all values looked through."""
_EPOCH = date(1970, 1, 1)
_SAFE = (date.min.toordinal() - _EPOCH.toordinal(), date.max.toordinal() - _EPOCH.toordinal())

Row = dict[str, Any]


def totals(events: Events, word: str, mask: Mask) -> Row:
    """Numbers of events, located and not, undated, and their sums of those killed."""
    many = int(mask.sum())
    located = int((mask & events.located).sum())
    return {
        "total": many,
        "located": located,
        "unlocated": many - located,
        "undated": many - int((mask & events.dated).sum()),
        "killed": summed(word_of(events, word).figures.get("killed"), mask),
    }


def bounds(events: Events, mask: Mask) -> list[float] | None:
    """West, south, east and north of the events, for a first view of them.

    Those known to a large region alone are left out where there are others, and where there are many, the outermost
    3 % on each side.
    """
    chosen = mask & events.located
    with np.errstate(invalid="ignore"):
        fine = chosen & ~(events.radius_km > _VAGUE_KM)
    chosen = fine if fine.any() else chosen
    points = [column[chosen] for column in (events.lon, events.lat)]
    if not len(points[0]):
        return None
    share = _OUTERMOST if len(points[0]) > _FEW else 0.0
    ends = [np.quantile(column, (share, 1.0 - share)) for column in points]
    return [round(float(end[at]), 4) for at in (0, 1) for end in ends]


def span(events: Events, mask: Mask) -> list[str] | None:
    """The first and the last day of the events, of those ends that are known."""
    chosen = mask & events.dated
    days = np.concatenate([one[chosen & (one != NO_DAY)] for one in (events.from_day, events.to_day)])
    return [str(day.astype("datetime64[D]")) for day in (days.min(), days.max())] if len(days) else None


def summed(figure: Figure | None, mask: Mask) -> Row:
    """Sums over the events that have the figure: what is open below counts as 0, what is open above as its most.

    `events` are those that have the figure, `open` those of them without an upper bound.
    """
    if figure is None:
        return {"low": 0, "best": 0, "high": 0, "events": 0, "open": 0}
    chosen = mask[figure.rows]
    low, best, high = (bound[chosen] for bound in (figure.low, figure.best, figure.high))
    most = np.maximum(np.maximum(low, best), high)
    return {
        "low": int(np.maximum(low, 0).sum()),
        "best": int(np.maximum(best, 0).sum()),
        "high": int(np.maximum(most, 0).sum()),
        "events": int(chosen.sum()),
        "open": int((high == NONE).sum()),
    }


def facets(events: Events, question: Asked, found: Masks, labels: Labels) -> dict[str, list[Row]]:
    """For each facet its values with numbers of events; a facet's own filter is left out when it is counted."""
    every = found.all()
    rows = np.flatnonzero(every).astype(np.int32)
    counted = {}
    for name in LISTS:
        of = column(events, question.word, name)
        if name in found.of:
            mask = found.without(name)
            counts = _counts(of, mask, np.flatnonzero(mask).astype(np.int32))
        elif set(found.of) == {"word"}:
            counts = kept(events, ("counts", question.word, name), partial(_counts, of, every, rows))
        else:
            counts = _counts(of, every, rows)
        counted[name] = [
            {"value": value, "label": labels.label(name, value), "count": many}
            for value, many in _most(of.words.values, counts)
        ]
    counted["period"] = _periods(events, found.without("period") if "period" in found.of else every)
    return counted


def words_in(events: Events, found: Masks, labels: Labels) -> list[Row]:
    """Every word with the number of events that it leaves, sides by number."""
    mask = found.without("word")
    listed: list[Row] = [
        {"value": name, "label": labels.word(name), "count": int(mask[word.rows].sum())}
        for name, word in events.words.items()
    ]
    listed.sort(key=lambda one: (one["value"].startswith("side:"), -one["count"], one["value"]))
    return listed[: MOST_VALUES + 3]


def _counts(of: Codes | Pairs, mask: Mask, rows: Ints) -> Any:
    """Numbers of events by code. `rows` are those of the mask."""
    if isinstance(of, Codes):
        codes = of.codes[rows]
    elif len(rows) < len(mask) // _FEW_ROWS:
        codes = of.of(rows)
    else:
        codes = of.codes[mask[of.owner]]
    return np.bincount(codes + 1, minlength=len(of.words.values) + 1)[1:]


def _most(values: list[str], counts: Any) -> list[tuple[str, int]]:
    """The values of most events with their numbers, those of one number by name."""
    there = np.flatnonzero(counts)
    if len(there) > MOST_VALUES:
        least = np.partition(counts[there], -MOST_VALUES)[-MOST_VALUES]
        there = there[counts[there] >= least]
    return sorted(((values[at], int(counts[at])) for at in there), key=lambda one: (-one[1], one[0]))[
        :MOST_VALUES
    ]


def _periods(events: Events, mask: Mask) -> list[Row]:
    """Numbers of events by month of their first day, or by year where there are too many months; in order of time."""
    days = _first_days(events, mask)
    rows: list[Row] = []
    for by in ("month", "year"):
        bins, _, counts = _binned(days, by)
        names = [
            _ends(_start(number, by), by)["from"][: 7 if by == "month" else 4] for number in bins.tolist()
        ]
        rows = [
            {"value": name, "label": name, "count": n} for name, n in zip(names, counts.tolist(), strict=True)
        ]
        if len(rows) <= MOST_VALUES:
            return rows
    most = sorted(rows, key=lambda one: -one["count"])[:MOST_VALUES]
    return sorted(most, key=lambda one: one["value"])


def _first_days(events: Events, mask: Mask) -> Any:
    """The first day of each event, its last where the first is open; events without a time are left out."""
    rows = np.flatnonzero(mask & events.dated)
    return np.where(events.from_day[rows] != NO_DAY, events.from_day[rows], events.to_day[rows])


def timeline(events: Events, question: Asked, found: Masks, by: str) -> Row:
    """Bins with the events whose first day lies in them, and best estimates of those killed.

    ``{by, bins, everyone, undated}``; `everyone` has the same of everyone's word. Bins without events are left out.
    An event that began before the days asked for is in the bin of the first of these.
    """
    if by not in (*STEPS, "auto"):
        raise UsageError(f"by is one of {', '.join(STEPS)} and auto, not {by[:50]!r}")
    mask, others = found.all(), found.without("word")
    days = _clipped(_first_days(events, others), question)
    if by == "auto":
        span = int(days.max() - days.min()) + 1 if len(days) else 0
        by = next((name for name, most in _AUTO if span <= most), "year")
    return {
        "by": by,
        "bins": _bins(events, question, question.word, mask, by),
        "everyone": _bins(events, question, EVERYONE, others, by),
        "undated": int((mask & ~events.dated).sum()),
    }


def _clipped(days: Any, question: Asked) -> Any:
    first = _SAFE[0] if question.first is None else question.first
    last = _SAFE[1] if question.last is None else question.last
    return np.clip(days, first, last)


def _bins(events: Events, question: Asked, word: str, mask: Mask, by: str) -> list[Row]:
    rows = np.flatnonzero(mask & events.dated).astype(np.int32)
    days = _clipped(_first_days(events, mask), question)
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
