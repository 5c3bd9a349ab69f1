"""The gazetteer: places by name, across spellings, and by where they are."""

from __future__ import annotations

import math
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from rapidfuzz.fuzz import ratio

from counterclaim.errors import ReferenceDataError
from counterclaim.model import GazetteerEntry
from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer import index
from counterclaim.reference.gazetteer.index import GazetteerStatus, Progress
from counterclaim.reference.geodesy import rough_km
from counterclaim.text.names import fold, plain, skeleton

_SELECT = (
    "SELECT p.id, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.radius_km, p.population, p.source "
    "FROM place p "
)
_BY_FORM = "JOIN form f ON f.place = p.number WHERE f.skeleton = ? AND f.fold = ?"
_REMEMBERED = 4096
_MAX_NAME = 200
_MAX_FORMS = 3000
_LEAST_FOLDED = 3
_LEAST_SKELETON = 3
_LEAST_RATIO = 80.0
_KM_PER_DEGREE = 111.0


class Level(StrEnum):
    """How a name met an entry: the same letters, another romanisation, or a near spelling."""

    SAME = "same"
    FOLDED = "folded"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class NameMatch:
    """An entry that a name may mean. `score` is how well the spellings agree, from 0 to 1."""

    entry: GazetteerEntry
    level: Level
    score: float


class Gazetteer:
    """A read-only view of the index at `path`. One instance may be used from several threads.

    Make one with `Gazetteer.open`.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._lock = threading.Lock()
        self._remembered: OrderedDict[tuple[str, str | None, int, bool], tuple[NameMatch, ...]] = (
            OrderedDict()
        )

    @classmethod
    def open(cls, path: Path | str | None = None, progress: Progress | None = None) -> Gazetteer:
        """Open the index at `path`, or at `default_path()`; build it there first when there is no file.

        Raises `ReferenceDataError`, which says what to do, when the file is half built, empty, damaged or
        made by another version.
        """
        place = Path(path) if path is not None else index.default_path()
        found = index.status(place)
        if found.state == "missing":
            index.build(place, progress)
            found = index.status(place)
        if found.state != "ready":
            raise ReferenceDataError(
                f"{place}: the gazetteer's index cannot be used: {found.detail}. Delete the file; the next "
                "run builds it again"
            )
        return cls(place)

    @staticmethod
    def build(path: Path | str, progress: Progress | None = None) -> None:
        """Write a new index at `path` in one step, over an old one if there is one. See `index.build`."""
        index.build(Path(path), progress)

    @staticmethod
    def default_path() -> Path:
        """Where the index is looked for when no path is given."""
        return index.default_path()

    @staticmethod
    def status(path: Path | str | None = None) -> GazetteerStatus:
        """What stands at `path` or the default path; never raises."""
        return index.status(Path(path) if path is not None else index.default_path())

    def lookup(self, name: str, *, country: str | None = None, limit: int = 10) -> list[GazetteerEntry]:
        """The entries that `name` may mean, in this or another romanisation, likeliest first.

        Args:
            name: a place's name; case, marks and hyphens do not matter.
            country: ISO 3166-1 alpha-2 code that the entries must have.
            limit: the most entries to give.
        """
        return [match.entry for match in self.matches(name, country=country, limit=limit)]

    def matches(
        self, name: str, *, country: str | None = None, limit: int = 10, near: bool = False
    ) -> list[NameMatch]:
        """As `lookup`, with how each entry's name agrees. With `near`, near spellings when nothing else is
        found.
        """
        if len(name) > _MAX_NAME:
            return []
        key = (name, country, limit, near)
        with self._lock:
            known = self._remembered.get(key)
            if known is not None:
                self._remembered.move_to_end(key)
        if known is None:
            known = tuple(self._search(name, country, limit, near))
            with self._lock:
                self._remembered[key] = known
                if len(self._remembered) > _REMEMBERED:
                    self._remembered.popitem(last=False)
        return list(known)

    def get(self, place_id: str) -> GazetteerEntry | None:
        """The entry of an id, such as ``gn:170792`` or ``iso:SY``."""
        rows = self._query(_SELECT + "WHERE p.id = ?", (place_id,))
        return GazetteerEntry(*rows[0]) if rows else None

    def names(self, place_id: str) -> list[str]:
        """The spellings that the index knows for an id: plain letters, sorted."""
        sql = "SELECT n.plain FROM name n JOIN place p ON p.number = n.place WHERE p.id = ? ORDER BY 1"
        return [row[0] for row in self._query(sql, (place_id,))]

    def near(
        self, lat: float, lon: float, km: float, *, kinds: Collection[str] = (), limit: int = 20
    ) -> list[GazetteerEntry]:
        """The entries within `km` of a point in degrees, nearest first; of `kinds` only, when given."""
        span = km / _KM_PER_DEGREE
        across = 360.0 if abs(lat) + span >= 89.0 else span / math.cos(math.radians(abs(lat) + span))
        found = []
        for row in self._query(_SELECT + "WHERE p.lat BETWEEN ? AND ?", (lat - span, lat + span)):
            entry = GazetteerEntry(*row)
            apart = abs((entry.lon - lon + 180.0) % 360.0 - 180.0)
            if apart > across or (kinds and entry.kind not in kinds):
                continue
            distance = rough_km(lat, lon, entry.lat, entry.lon)
            if distance <= km:
                found.append((distance, entry.id, entry))
        return [entry for _, _, entry in sorted(found)[:limit]]

    def demonym(self, text: str) -> str | None:
        """The ISO code of the country whose people or adjective `text` is."""
        country = countries().demonym(text)
        return country.code if country else None

    def countries_in(self, text: str) -> list[str]:
        """The ISO code of each country that `text` names, by name or demonym, in the order of the text."""
        return [match.values[0] for match in countries().find(text)]

    def close(self) -> None:
        """Close this thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is not None:
            connection.close()
            del self._local.connection

    def _search(self, name: str, country: str | None, limit: int, near: bool) -> list[NameMatch]:
        letters, key = plain(name), fold(name)
        if not letters:
            return []
        found: dict[str, NameMatch] = {}
        for entry in self._entries(
            "JOIN name n ON n.place = p.number WHERE n.plain = ?", (letters,), country, limit
        ):
            same = plain(entry.name) == letters
            found[entry.id] = NameMatch(entry, Level.SAME, 1.0 if same else 0.95)
        if len(key) >= _LEAST_FOLDED:
            for entry in self._entries(_BY_FORM, (skeleton(key), key), country, limit):
                found.setdefault(entry.id, NameMatch(entry, Level.FOLDED, 0.85))
        if near and not found:
            for score, entry in self._near_spellings(key, country, limit):
                found.setdefault(entry.id, NameMatch(entry, Level.NEAR, score))
        return list(found.values())[:limit]

    def _near_spellings(
        self, key: str, country: str | None, limit: int
    ) -> list[tuple[float, GazetteerEntry]]:
        """Entries with the same consonants whose folded names are alike."""
        bones = skeleton(key)
        if len(bones) < _LEAST_SKELETON:
            return []
        forms = self._query("SELECT DISTINCT fold FROM form WHERE skeleton = ? LIMIT ?", (bones, _MAX_FORMS))
        alike = [(ratio(key, form), form) for (form,) in forms]
        found = []
        for likeness, form in sorted(alike, reverse=True)[:limit]:
            if likeness < _LEAST_RATIO:
                break
            score = round(0.7 * likeness / 100.0, 3)
            found += [(score, entry) for entry in self._entries(_BY_FORM, (bones, form), country, limit)]
        return found

    def _entries(
        self, where: str, values: tuple[str, ...], country: str | None, limit: int
    ) -> list[GazetteerEntry]:
        only = "" if country is None else " AND p.country = ?"
        sql = f"{_SELECT}{where}{only} ORDER BY p.prominence DESC, p.id LIMIT ?"
        extra = () if country is None else (country,)
        return [GazetteerEntry(*row) for row in self._query(sql, (*values, *extra, limit))]

    def _query(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        try:
            if connection is None:
                connection = self._local.connection = index.connect(self.path)
            return connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise ReferenceDataError(f"{self.path}: the gazetteer's index cannot be read: {error}") from error
