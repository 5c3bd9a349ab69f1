"""The table of changes of control as places, statements and truth.

Places are names, apart where rows of one name lie over 10 km from each other; a row without a point belongs to the
place of its name that was named last. A holder that is no name ("Unknown", "Uncontrolled", empty, a date that slipped
a column) is nobody's word on a holder and left out; "Truce" is contested.
"""

from __future__ import annotations

import hashlib
import json
import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from counterclaim.control.statements import Says, Statement
from evaluation.reading import missing

FILE = Path("ukraine_control") / "changes.jsonl"
CONTESTED = "contested"
_NOBODY = frozenset({"", "unknown", "not known", "uncontrolled"})
_CONTESTED = frozenset({"contested", "truce"})
_APART_KM = 10.0
_DATES = ("%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y")


@dataclass(frozen=True, slots=True)
class Row:
    """One dated row. `holder` is a party in lower case or `CONTESTED`; `as_of` is null where the row gives none."""

    place: str
    name: str
    day: date
    holder: str
    as_of: date | None
    info: str
    hidden: bool

    @property
    def statement(self) -> Statement:
        """The row as a statement of its as-of date, where it has one, that became known on its own."""
        of = min(self.as_of or self.day, self.day)
        contested = self.holder == CONTESTED
        return Statement(
            self.place,
            of,
            of,
            self.day,
            Says.CONTESTED if contested else Says.HELD,
            party=None if contested else self.holder,
            source="table",
        )


def rows(data: Path) -> tuple[list[Row], dict[str, tuple[float, float]]]:
    """All rows, by day, and the point of each place that has one. Raises FileNotFoundError."""
    path = data / FILE
    if not path.is_file():
        raise missing(path)
    given = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    given.sort(key=lambda row: str(row["snapshot"]))
    points: dict[str, tuple[float, float]] = {}
    last: dict[str, str] = {}
    found = []
    for row in given:
        holder = row["held_by"].strip().casefold()
        if holder in _NOBODY or re.search(r"\d", holder):
            continue
        found.append(
            Row(
                _place(row, points, last),
                row["place"],
                date.fromisoformat(row["snapshot"]),
                CONTESTED if holder in _CONTESTED else holder,
                _date(row["as_of"]),
                row["info"],
                hidden(row["place"], row["snapshot"]),
            )
        )
    return found, points


def hidden(place: str, snapshot: str) -> bool:
    """Whether a row is hidden from the model: a fifth of all, by a hash."""
    return hashlib.sha256(f"{place}|{snapshot}".encode()).digest()[0] % 5 == 0


def _place(row: dict[str, str], points: dict[str, tuple[float, float]], last: dict[str, str]) -> str:
    name = row["place"]
    try:
        point = (float(row["lat"]), float(row["lon"]))
    except ValueError:
        return last.setdefault(name, name)
    place, number = name, 1
    while place in points and _km(points[place], point) > _APART_KM:
        number += 1
        place = f"{name} ({number})"
    points.setdefault(place, point)
    last[name] = place
    return place


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    east = (one[1] - other[1]) * math.cos(math.radians((one[0] + other[0]) / 2.0))
    return math.hypot(one[0] - other[0], east) * 111.195


def _date(text: str) -> date | None:
    text = " ".join(text.split())
    for form in _DATES:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
