"""An event in a line and as the properties of its feature on the map."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from counterclaim.ask.index.features import headline
from counterclaim.ask.index.labels import cut, type_label
from counterclaim.ask.rows import Row
from counterclaim.events.estimates import COUNTED
from counterclaim.model import Estimate

Json = Mapping[str, Any]
_NAMES_SHOWN = 2


def line(event: Json, names: Mapping[str, str]) -> str:
    """What happened in a line: type, who against whom, where, when."""
    place, when = event["place"], event["when"]
    by, against = (_few(names.get(id_, id_) for id_ in event[side]) for side in ("actors", "targets"))
    who = " against ".join(part for part in (by, against) if part) if by else against and f"against {against}"
    where = place and (place["name"] or place["text"])
    label = type_label(event["event_type"])
    parts = (f"{label}: {who}" if who else label, where, days(when))
    return ", ".join(cut(part) for part in parts if part)


def days(when: Json | None) -> str:
    """An interval in words: ``8 November 2017``, ``8 to 9 November 2017``, ``November 2017``, ``before ...``."""
    if not when:
        return ""
    first, last = (date.fromisoformat(when[end]) if when[end] else None for end in ("from", "to"))
    if first is None or last is None:
        known = first or last
        return f"{'from' if first else 'until'} {_day(known)}" if known else ""
    if when["precision"] in ("month", "year") and first.day == 1:
        return f"{first:%B} {first.year}" if when["precision"] == "month" else str(first.year)
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_day(last)}"
    return (
        f"{first.day} {first:%B} to {_day(last)}"
        if first.year == last.year
        else f"{_day(first)} to {_day(last)}"
    )


def bounds(estimates: Iterable[Estimate]) -> Row:
    """Low, best and high of everyone by kind of figure; null for what nobody states."""
    found: Row = dict.fromkeys(COUNTED)
    for one in estimates:
        if one.of is None:
            found[one.what] = {"low": one.low, "best": one.best, "high": one.high}
    return found


def properties(event: Json, names: Mapping[str, str]) -> Row:
    """The properties that do not depend on whose word counts, with the geometry."""
    place, when = event["place"] or {}, event["when"] or {}
    point = (
        [place["lon"], place["lat"]]
        if place.get("lat") is not None and place.get("lon") is not None
        else None
    )
    return {
        "id": event["id"],
        "type": event["event_type"],
        "type_label": type_label(event["event_type"]),
        "status": event["status"],
        "headline": headline(event["event_type"], place.get("name") or place.get("text"), when.get("edtf")),
        "line": line(event, names),
        "from": when.get("from"),
        "to": when.get("to"),
        "when": when.get("edtf"),
        "when_words": days(event["when"]),
        "when_precision": when.get("precision"),
        "place": place.get("name"),
        "place_id": place.get("id"),
        "place_text": place.get("text"),
        "admin1": place.get("admin1"),
        "country": place.get("country"),
        "radius_km": place.get("radius_km"),
        "precision": place.get("precision"),
        "actors": [{"id": id_, "name": names.get(id_, id_)} for id_ in event["actors"]],
        "targets": [{"id": id_, "name": names.get(id_, id_)} for id_ in event["targets"]],
        "geometry": {"type": "Point", "coordinates": point} if point else None,
    }


def _few(names: Iterable[str]) -> str:
    listed = list(names)
    more = len(listed) - _NAMES_SHOWN
    return " and ".join(map(cut, listed[:_NAMES_SHOWN])) + (f" and {more} more" if more > 0 else "")


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"
