"""A comparison as rows: an event of ours and one of theirs side by side, or one alone with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from counterclaim.matching.candidates import days_apart, km_apart
from counterclaim.matching.coded import CodedEvent
from counterclaim.matching.comparing import Comparison, Match
from counterclaim.matching.ours import Ours
from counterclaim.matching.scoring import same_figures, why
from counterclaim.matching.types import SAME, expected, their_label

BOTH, OURS_ONLY, THEIRS_ONLY = "both", "ours only", "theirs only"
_STATUSES = (BOTH, OURS_ONLY, THEIRS_ONLY)
Row = dict[str, Any]
Names = Callable[[str], str]


def rows(found: Comparison, names: Names) -> list[Row]:
    """All rows by status, date and ids, with the columns that they have; `names` gives an actor's name by its id."""
    near_ours, near_theirs = _near(found)
    made = [_pair(match, names) for match in found.both]
    made += [
        {"status": OURS_ONLY, **_of_ours(one, names), "note": _why_ours(one, found, near_ours)}
        for one in found.ours_only
    ]
    made += [
        {"status": THEIRS_ONLY, **_of_theirs(other), "note": _why_theirs(other, found, near_theirs)}
        for other in found.theirs_only
    ]
    for row in made:
        row["also_theirs"] = near_ours.get(row.get("ours", ""), [])
        row["also_ours"] = near_theirs.get(row.get("theirs", ""), [])
        row["rivals"] = len(row["also_theirs"]) + len(row["also_ours"])
    return sorted(made, key=_order)


def _order(row: Row) -> tuple[int, date, str, str]:
    first = row.get("ours_from") or row.get("theirs_from") or date.max
    return _STATUSES.index(row["status"]), first, row.get("ours", ""), row.get("theirs", "")


def _near(found: Comparison) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Further partners by id of ours, and by id of theirs."""
    ours: dict[str, list[str]] = {}
    theirs: dict[str, list[str]] = {}
    for mine, other in sorted(found.near):
        ours.setdefault(mine, []).append(other)
        theirs.setdefault(other, []).append(mine)
    return ours, theirs


def _pair(match: Match, names: Names) -> Row:
    one, other, score = match.ours, match.theirs, match.score
    km = km_apart(one, other)
    return {
        "status": BOTH,
        **_of_ours(one, names),
        **_of_theirs(other),
        "score": round(score.value, 3),
        "days": days_apart(one, other),
        "km": None if km is None else round(km, 1),
        "same_type": _rounded(score.type),
        "same_actors": _rounded(score.actors),
        "same_figures": _rounded(score.figures),
        "differences": list(_differences(match)),
        "why": why(one, other, score),
    }


def _differences(match: Match) -> Iterator[str]:
    """What the two say differently, in words."""
    one, other = match.ours, match.theirs
    if days := days_apart(one, other):
        yield f"{days} {'day' if days == 1 else 'days'} apart"
    km = km_apart(one, other) or 0.0
    if km > one.radius_km + other.radius_km:
        yield f"{km:.0f} km apart"
    if match.score.type is not None and match.score.type < SAME:
        yield f"type: {one.event_type.replace('_', ' ')} / {their_label(other)}"
    if match.score.actors == 0:
        yield "no actor in common"
    if (figures := figures_differ(one, other)) is not None:
        yield figures


def figures_differ(one: Ours, other: CodedEvent) -> str | None:
    """How their best lies outside of ours, in words; null where it does not or one of the two is not stated."""
    agree = same_figures(one, other)
    if agree is None or agree == SAME or other.best is None:
        return None
    if one.low is not None and other.best < one.low:
        return f"killed: their best {other.best:,} is below our low {one.low:,}"
    if one.high is not None and other.best > one.high:
        return f"killed: their best {other.best:,} is above our high {one.high:,}"
    return f"killed: their best is {other.best:,}, ours {one.best:,}"


def _why_ours(one: Ours, found: Comparison, near: dict[str, list[str]]) -> str:
    if one.start is None:
        return "it has no date"
    if one.lat is None:
        return "it has no point on the map"
    if one.id in found.vague:
        return "its days and area are too wide to tell it from others"
    if one.id in near:
        return "events of theirs that it could be were better matched by others of ours"
    if reason := expected(one, found.format):
        return f"not expected there: {reason}"
    if one.id in found.unlike:
        return "theirs within the windows are not like it"
    return "nothing of theirs within the windows"


def _why_theirs(other: CodedEvent, found: Comparison, near: dict[str, list[str]]) -> str:
    if other.lat is None:
        return "it has no coordinates"
    if other.id in found.vague:
        return "its days and area are too wide to tell it from others"
    if other.id in near:
        return "events of ours that it could be were better matched by others of theirs"
    if other.id in found.unlike:
        return "ours within the windows are not like it"
    return "nothing of ours within the windows"


def _of_ours(one: Ours, names: Names) -> Row:
    return {
        "ours": one.id,
        "ours_from": one.start,
        "ours_to": one.end,
        "ours_place": one.place,
        "ours_lat": one.lat,
        "ours_lon": one.lon,
        "ours_type": one.event_type,
        "ours_actors": [names(actor) for actor in dict.fromkeys((*one.actors, *one.targets))],
        "ours_low": one.low,
        "ours_best": one.best,
        "ours_high": one.high,
    }


def _of_theirs(other: CodedEvent) -> Row:
    return {
        "theirs": other.id,
        "theirs_from": other.start,
        "theirs_to": other.end,
        "theirs_place": other.place,
        "theirs_lat": other.lat,
        "theirs_lon": other.lon,
        "theirs_type": their_label(other),
        "theirs_actors": [side.names[0] for side in other.sides],
        "theirs_low": other.low,
        "theirs_best": other.best,
        "theirs_high": other.high,
        "theirs_source": other.source,
        "theirs_text": other.text,
        "theirs_line": other.line,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
