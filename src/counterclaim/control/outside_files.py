"""Files of outside maps, read tolerantly: GeoJSON polygons with dates, and tables of places."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from shapely import Geometry, make_valid
from shapely.errors import ShapelyError
from shapely.geometry import shape

from counterclaim.control.outside import folded, found_at, says
from counterclaim.control.outside_text import json_of, rows_of
from counterclaim.control.statements import Says
from counterclaim.errors import UsageError
from counterclaim.model import When
from counterclaim.text.published import parse_published

MOST_FEATURES = 50_000
MOST_POINTS = 2_000_000
_IN_NAME = re.compile(r"(?<!\d)(\d{4})[-_]?(\d{2})[-_]?(\d{2})(?!\d)")
_AREAS = frozenset({"Polygon", "MultiPolygon"})
_DEEP = 40
_SHOWN = 60
_LONGEST = 200
_TURNS = 360.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A polygon with what it says. `number` counts the features of the file from 1."""

    number: int
    geometry: Geometry
    day: date
    words: str
    party_words: str | None
    says: Says
    strength: float


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a table of places. `line` counts from 1, the heading included; `note` is what it says in words."""

    line: int
    place: str
    lat: float | None
    lon: float | None
    country: str | None
    day: date
    said: date
    words: str
    says: Says
    strength: float
    note: str
    link: str


@dataclass(slots=True)
class Report:
    """What was read of a file and what was not, for people: words with the number of features or rows.

    `first` says of each reason where it was met first, and with which value.
    """

    read: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)
    first: dict[str, str] = field(default_factory=dict)

    def leave(self, why: str, where: str, *values: tuple[str, Any]) -> None:
        """Count what is left out; `values` are columns with what stands in them."""
        shown = [f"{column} {str(value)[:_SHOWN]!r}" for column, value in values if value is not None]
        self.left_out[why] += 1
        self.first.setdefault(why, ", ".join([where, *shown]))


class _NoDegreesError(ValueError):
    """A coordinate that is far from any degree."""


_NO_DATE = "no date: give one with --date"
_NEEDED = {
    "place": "the place (place, settlement, name ...)",
    "party": "who holds it (held_by, controlled_by, control ...)",
}


def read_drawn(path: Path, day: date | None = None) -> tuple[list[Drawn], Report]:
    """The polygons of a GeoJSON file (RFC 7946).

    The date of a feature is that of its properties, else that of the whole file, else `day`, else the one in the
    file's name. Who holds it is read from any of the usual properties; words such as "occupied" that name nobody are
    kept, for the caller to say who is meant.

    Raises:
        OSError: the file cannot be opened.
        UsageError: it is too large, or no GeoJSON.
    """
    value = json_of(path)
    report = Report()
    common = _properties(value)
    outer = _date(found_at(common, "date")) or day or _named(path)
    found = []
    points = 0
    for number, feature in enumerate(_features(value, path), start=1):
        if number > MOST_FEATURES:
            raise UsageError(f"{path}: more than {MOST_FEATURES:,} features")
        geometry = feature.get("geometry")
        if not isinstance(geometry, dict) or geometry.get("type") not in _AREAS:
            kind = geometry.get("type") if isinstance(geometry, dict) else geometry
            report.leave("no polygon", f"feature {number}", ("geometry", kind))
            continue
        points += _count(geometry.get("coordinates"), _DEEP)
        if points > MOST_POINTS:
            raise UsageError(f"{path}: more than {MOST_POINTS:,} points; simplify it")
        drawn = _drawn(number, feature, geometry, common, outer, report)
        if drawn is not None:
            found.append(drawn)
    return found, report


def read_listed(path: Path, day: date | None = None) -> tuple[list[Listed], Report]:
    """The rows of a table of places: CSV, TSV, JSON or JSON lines with a place, a holder and a date.

    Raises:
        OSError: the file cannot be opened.
        UsageError: it is too large, no table, or has no column for the place or the holder.
    """
    report = Report()
    found = []
    named = day or _named(path)
    columns: set[str] = set()
    for line, cells in rows_of(path):
        values = {folded(str(key)): value for key, value in cells.items() if key is not None}
        columns |= values.keys()
        row = _listed(line, values, named, report)
        if row is not None:
            found.append(row)
    lacking = [
        words for what, words in _NEEDED.items() if found_at(dict.fromkeys(columns, "x"), what) is None
    ]
    if not found and lacking:
        has = f"; its columns are {', '.join(sorted(columns))[:300]}" if columns else ""
        raise UsageError(
            f"{path}: no table of places: it has no column for {' and none for '.join(lacking)}{has}"
        )
    return found, report


def is_drawn(path: Path) -> bool:
    """Whether a file is taken for GeoJSON, by its name or its first characters."""
    if path.suffix.casefold() == ".geojson":
        return True
    if path.suffix.casefold() != ".json":
        return False
    with path.open("rb") as file:
        return b'"FeatureCollection"' in file.read(100_000) or b'"Feature"' in file.read(100_000)


def _drawn(
    number: int,
    feature: Mapping[str, Any],
    geometry: dict[str, Any],
    common: Mapping[str, Any],
    outer: date | None,
    report: Report,
) -> Drawn | None:
    own = _properties(feature)
    where, written = f"feature {number}", found_at(own, "date")
    day = _date(written) or outer
    if day is None:
        report.leave(_NO_DATE, where, ("date", written))
        return None
    party = found_at(own, "party") or found_at(common, "party")
    status = found_at(own, "status") or found_at(common, "status")
    words = " ".join(dict.fromkeys(str(one) for one in (party, status) if one is not None))[:300].strip()
    said, strength, understood = says(words)
    if said is None or not words:
        report.leave(
            f"{words!r} says nothing of who holds it" if words else "no words for who holds it", where
        )
        return None
    try:
        area = make_valid(shape({"type": geometry["type"], "coordinates": _flat(geometry["coordinates"])}))
    except _NoDegreesError as error:
        report.leave("polygon not in degrees (WGS 84)", where, ("coordinate", error))
        return None
    except (ShapelyError, ValueError, TypeError, KeyError, IndexError):
        report.leave("broken polygon", where)
        return None
    if area.is_empty or not (
        -180 <= area.bounds[0] <= area.bounds[2] <= 180 and -90 <= area.bounds[1] <= area.bounds[3] <= 90
    ):
        bounds = ", ".join(f"{one:g}" for one in area.bounds)
        report.leave("polygon not in degrees (WGS 84)", where, ("bounds", bounds or "none"))
        return None
    report.read[f"{words!r}: {said}" + ("" if understood else ", taken for a holder's name")] += 1
    return Drawn(number, area, day, words, str(party)[:200] if party is not None else None, said, strength)


def _listed(line: int, values: Mapping[str, Any], named: date | None, report: Report) -> Listed | None:
    place, holder = found_at(values, "place"), found_at(values, "party")
    if place is None or holder is None:
        report.leave("no place" if place is None else "no holder", f"line {line}")
        return None
    where, written = f"line {line}", found_at(values, "date")
    said = _date(written) or named
    day = _date(found_at(values, "as_of"))
    if said is None:
        said = day
    if said is None:
        report.leave(_NO_DATE, where, ("date", written))
        return None
    day = said if day is None or day > said else day
    words = str(holder)[:200].strip()
    if _date(words) is not None:
        report.leave("a date for its holder", where, ("holder", words))
        return None
    what, strength, understood = says(words)
    if what is None:
        report.leave(f"{words!r} says nothing of who holds it", where)
        return None
    point = found_at(values, "lat"), found_at(values, "lon")
    lat, lon = _degrees(point[0], 90.0), _degrees(point[1], 180.0)
    if point != (None, None) and (lat is None or lon is None):
        report.leave(
            "a point that is none in degrees, the place is taken by its name",
            where,
            ("lat", point[0]),
            ("lon", point[1]),
        )
    report.read[f"{words!r}: {what}" if understood else f"{words!r}: held by it"] += 1
    country = found_at(values, "country")
    code = str(country).upper() if country is not None and len(str(country)) == 2 else None
    note, link = found_at(values, "note"), found_at(values, "link")
    lat, lon = (lat, lon) if lat is not None and lon is not None else (None, None)
    return Listed(
        line,
        str(place)[:200],
        lat,
        lon,
        code,
        day,
        said,
        words,
        what,
        strength,
        str(note or "")[:2000],
        str(link or "")[:500],
    )


def _features(value: Any, path: Path) -> list[Mapping[str, Any]]:
    """The features of a collection, a single one, or the layers of a file that nests collections one deep."""
    if not isinstance(value, dict):
        raise UsageError(f"{path}: no GeoJSON (RFC 7946): not an object")
    if value.get("type") == "Feature":
        return [value]
    features = value.get("features")
    if not isinstance(features, list):
        inside = [
            one for one in value.values() if isinstance(one, dict) and isinstance(one.get("features"), list)
        ]
        features = [feature for one in inside for feature in one["features"]]
        if not features:
            raise UsageError(f"{path}: no GeoJSON (RFC 7946): it has no features")
    return [one for one in features if isinstance(one, dict)]


def _properties(value: Any) -> dict[str, Any]:
    """The properties of a feature or collection by folded key, with its plain members."""
    if not isinstance(value, dict):
        return {}
    own = value.get("properties")
    members = {
        key: one
        for key, one in value.items()
        if key not in ("type", "id") and isinstance(one, str | int | float)
    }
    every = {**members, **(own if isinstance(own, dict) else {})}
    return {folded(str(key)): one for key, one in every.items()}


def _date(value: Any) -> date | None:
    """The day of a value; of a month or year none. Seconds and milliseconds since 1970 are days too."""
    return None if value is None else _day(str(value)[:_LONGEST])


@lru_cache(maxsize=10_000)
def _day(text: str) -> date | None:
    when: When | None = parse_published(text.replace("\xa0", " "))
    if when is None or when.start is None or when.start != when.end:
        return None
    return when.start


def _named(path: Path) -> date | None:
    match = _IN_NAME.search(path.stem)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def _degrees(value: Any, most: float) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) and abs(number) <= most else None


def _count(value: Any, depth: int) -> int:
    if not isinstance(value, list) or depth == 0:
        return 0
    return 1 if value and not isinstance(value[0], list) else sum(_count(one, depth - 1) for one in value)


def _flat(value: Any, depth: int = 4) -> Any:
    """Coordinates without heights."""
    if depth < 0 or not isinstance(value, list):
        raise ValueError("no coordinates")
    if value and not isinstance(value[0], list):
        lon, lat = value[:2]
        if not (math.isfinite(lon) and math.isfinite(lat)):
            raise ValueError("no numbers")
        if max(abs(lon), abs(lat)) > _TURNS:
            raise _NoDegreesError(f"{lon:g}, {lat:g}")
        return [float(lon), float(lat)]
    return [_flat(one, depth - 1) for one in value]
