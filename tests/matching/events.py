"""Events of ours and of theirs, made by hand."""

from __future__ import annotations

from datetime import date

from counterclaim.matching import CodedEvent, Ours
from counterclaim.matching.coded import Side

DAY = date(2017, 6, 16)


def mine(id_: str = "e_1", **changes: object) -> Ours:
    values: dict[str, object] = {
        "id": id_,
        "event_type": "armed_clash",
        "status": "single_origin",
        "start": DAY,
        "end": DAY,
        "likely": 1,
        "lat": 35.0,
        "lon": 40.0,
        "radius_km": 5.0,
        "place": "X",
        "country": "SY",
        "actors": ("gov.SY",),
        "targets": ("islamic_state",),
        "names": (),
        "low": 3,
        "best": 3,
        "high": 3,
    }
    day = changes.pop("day", None)
    return Ours(**(values | ({"start": day, "end": day} if day else {}) | changes))


def theirs(id_: str = "1", **changes: object) -> CodedEvent:
    values: dict[str, object] = {
        "id": id_,
        "line": 2,
        "kind": ("1", ""),
        "start": DAY,
        "end": DAY,
        "lat": 35.0,
        "lon": 40.0,
        "radius_km": 5.0,
        "place": "X town",
        "country": "SY",
        "sides": (Side(("Government of Syria",), 118), Side(("IS",), 234)),
        "low": 3,
        "best": 3,
        "high": 3,
        "source": "Desk",
        "text": "",
    }
    day = changes.pop("day", None)
    return CodedEvent(**(values | ({"start": day, "end": day} if day else {}) | changes))
