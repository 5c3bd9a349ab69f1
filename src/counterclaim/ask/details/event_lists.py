"""Events in a line each, and how many there were by month and by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import Connection, Select, select

from counterclaim.ask.details.feature import bounds, properties
from counterclaim.ask.index.labels import type_label
from counterclaim.ask.rows import Row
from counterclaim.model.serialize import event_from_dict
from counterclaim.record.schema import events

SHOWN = 50
"""Events listed on a page; the others are in the list of the explorer."""
_LONG, _MOST_YEARS = 48, 200


def latest_events(connection: Connection, where: Select[tuple[str]], names: Mapping[str, str]) -> list[Row]:
    """Of the events whose ids `where` gives, the latest, as properties with the figures of everyone."""
    order = (events.c.when_from.desc().nulls_last(), events.c.id)
    query = select(events.c.body).where(events.c.id.in_(where)).order_by(*order).limit(SHOWN)
    rows = []
    for body in connection.scalars(query):
        event = event_from_dict(body)
        known = {"claims": len(event.claims), "documents": event.documents, "origins": event.origins}
        rows.append({**properties(body, names), "figures": bounds(event.estimates), **known})
    return rows


def by_period(firsts: Iterable[date | None]) -> Row:
    """How many there were by month, or by year where that is a long time: ``{by, bins, undated}``.

    Gaps have a bin too, unless absurd dates would make them too many.
    """
    counted = Counter(day and (day.year, day.month) for day in firsts)
    undated = counted.pop(None, 0)
    if not counted:
        return {"by": "month", "bins": [], "undated": undated}
    known: dict[tuple[int, int], int] = {month: count for month, count in counted.items() if month}
    (year, month), last = min(known), max(known)
    months = (last[0] - year) * 12 + last[1] - month + 1
    if months > _LONG:
        years = Counter[int]()
        for (one, _), count in known.items():
            years[one] += count
        known_years = sorted(years) if last[0] - year > _MOST_YEARS else range(year, last[0] + 1)
        bins = [{"period": f"{one:04}", "count": years[one]} for one in known_years]
        return {"by": "year", "bins": bins, "undated": undated}
    line = [divmod(year * 12 + month - 1 + step, 12) for step in range(months)]
    bins = [{"period": f"{y:04}-{m + 1:02}", "count": known.get((y, m + 1), 0)} for y, m in line]
    return {"by": "month", "bins": bins, "undated": undated}


def by_type(types: Iterable[str]) -> list[Row]:
    """How many of each type, the commonest first: ``{value, label, count}``."""
    return [
        {"value": value, "label": type_label(value), "count": count}
        for value, count in sorted(Counter(types).items(), key=lambda one: (-one[1], one[0]))
    ]


def by_value(values: Iterable[str | None]) -> list[Row]:
    """How many of each value, the commonest first; null for those that say nothing."""
    counted = Counter(values)
    return [
        {"value": value, "label": value.replace("_", " ") if value else None, "count": count}
        for value, count in sorted(counted.items(), key=lambda one: (one[0] is None, -one[1], one[0] or ""))
    ]
