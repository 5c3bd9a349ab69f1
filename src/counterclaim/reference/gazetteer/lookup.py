"""The gazetteer: places by name, across spellings, and by where they are."""

from __future__ import annotations

import json
import math
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import extract

from counterclaim.errors import ReferenceDataError
from counterclaim.model import GazetteerEntry
from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer import index
from counterclaim.reference.gazetteer.index import GazetteerStatus, Progress
from counterclaim.reference.gazetteer.keys import asked_keys
from counterclaim.reference.gazetteer.spotting import Spotter
from counterclaim.reference.geodesy import rough_km
from counterclaim.text.names import (
    FOLDED,
    SLAVIC,
    Parts,
    bones,
    consonantal,
    is_arabic,
    near,
    plain,
    spread,
)

_SELECT = (
    "SELECT p.id, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.radius_km, p.population, p.source "
    "FROM place p "
)
_AROUND = _SELECT + "WHERE p.lat BETWEEN ? AND ? AND p.lon BETWEEN ? AND ?"
_BY_NAME = """
SELECT p.id, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.radius_km, p.population, p.source,
  min(m.level) AS level
FROM (
  SELECT place, 0 AS level FROM name WHERE plain = ?1
  UNION ALL SELECT place, iif(fold < '~', 1, 2) FROM form WHERE fold IN (?2, ?3, ?4)
) m JOIN place p ON p.number = m.place
WHERE (?5 IS NULL OR p.country = ?5) AND (?6 IS NULL OR p.admin1 = ?6)
GROUP BY p.number ORDER BY level, p.prominence DESC, p.id LIMIT ?7
"""
_BY_NUMBER = """
SELECT p.id, p.name, p.kind, p.country, p.admin1, p.lat, p.lon, p.radius_km, p.population, p.source, p.number
FROM json_each(?1) asked JOIN place p ON p.number = asked.value
WHERE (?2 IS NULL OR p.country = ?2) AND (?3 IS NULL OR p.admin1 = ?3)
"""
_CANDIDATES = "SELECT parts, place FROM near WHERE country = ? AND bones >= ? AND bones < ? LIMIT ?"
_CANDIDATES_ANYWHERE = (
    "SELECT parts, place FROM near WHERE country IN (SELECT value FROM json_each(?)) AND bones = ? LIMIT ?"
)
_REMEMBERED = 8192
_MAX_NAME = 200
_MAX_FORMS = 4000
_LEAST_BONES = 2
_SAME_START = 2
_LEAST_ALIKE = 0.55
_MOST_ALIKE = 40
_LEAST_SCORE = 0.5
_LEAST_SCORE_WITHIN = 0.2
_ALIAS = 0.95
_NO_KEYS = (None, None, None)
_KM_PER_DEGREE = 111.0


_Asked = tuple[str, str | None, str | None, int, bool]


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
        self._remembered: OrderedDict[_Asked, tuple[NameMatch, ...]] = OrderedDict()
        self._spotter: Spotter | None = None

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
        self,
        name: str,
        *,
        country: str | None = None,
        admin1: str | None = None,
        limit: int = 10,
        near: bool = False,
    ) -> list[NameMatch]:
        """As `lookup`, with how each entry's name agrees.

        Args:
            name: a place's name.
            country: ISO 3166-1 alpha-2 code that the entries must have.
            admin1: name of the first-level division, as entries have it, that they must lie in.
            limit: the most entries to give.
            near: near spellings too, where nothing else is found.
        """
        if len(name) > _MAX_NAME:
            return []
        key = (name, country, admin1, limit, near)
        with self._lock:
            known = self._remembered.get(key)
            if known is not None:
                self._remembered.move_to_end(key)
        if known is None:
            found = self._search(name, country, admin1, limit)
            if near and not found:
                found = self._near_spellings(name, country, admin1, limit)
            known = tuple(found)
            with self._lock:
                self._remembered[key] = known
                if len(self._remembered) > _REMEMBERED:
                    self._remembered.popitem(last=False)
        return list(known)

    def spotter(self) -> Spotter:
        """What finds the names of the index in running text. Its array, 8 bytes a name, is read on the first call."""
        with self._lock:
            if self._spotter is None:
                rows = self._query("SELECT checksums FROM spotted ORDER BY number", ())
                self._spotter = Spotter(np.frombuffer(b"".join(row[0] for row in rows), np.uint64))
            return self._spotter

    def get(self, place_id: str) -> GazetteerEntry | None:
        """The entry of an id, such as ``gn:170792`` or ``iso:SY``, or of one that another layer has for it."""
        rows = self._query(_SELECT + "WHERE p.id = ?", (place_id,)) or self._query(
            _SELECT + "JOIN other_id o ON o.place = p.number WHERE o.id = ?", (place_id,)
        )
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
        west, east = lon - across, lon + across
        if west < -180.0 or east > 180.0:  # over the date line: every longitude, and the distance decides
            west, east = -180.0, 180.0
        for row in self._query(_AROUND, (lat - span, lat + span, west, east)):
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

    def _search(self, name: str, country: str | None, admin1: str | None, limit: int) -> list[NameMatch]:
        """Entries of the same letters, then of the same key."""
        letters = plain(name)
        if not letters:
            return []
        keys = [*asked_keys(name, country), *_NO_KEYS][: len(_NO_KEYS)]
        rows = self._query(_BY_NAME, (letters, *keys, country, admin1, limit))
        return [
            NameMatch(GazetteerEntry(*row[:-1]), _LEVELS[row[-1]], _score(row[-1], row[1], letters))
            for row in rows
        ]

    def _near_spellings(
        self, name: str, country: str | None, admin1: str | None, limit: int
    ) -> list[NameMatch]:
        """Entries whose names are alike, the likest first."""
        scores: dict[int, float] = {}
        least = _LEAST_SCORE if admin1 is None else _LEAST_SCORE_WITHIN
        for score, places in self._alike(name, country):
            if score >= least:
                scores.update((place, max(score, scores.get(place, 0.0))) for place in places)
        rows = self._query(_BY_NUMBER, (json.dumps(list(scores)), country, admin1))
        found = [NameMatch(GazetteerEntry(*row[:-1]), Level.NEAR, scores[row[-1]]) for row in rows]
        return sorted(found, key=lambda match: (-match.score, match.entry.id))[:limit]

    def _alike(self, name: str, country: str | None) -> Iterator[tuple[float, list[int]]]:
        """How safe the names are that begin with the same consonants, and the numbers of their places."""
        asked = consonantal(name)
        start = bones(asked.base)
        if len(start) < _LEAST_BONES:
            return
        if country is None:
            codes = json.dumps([one.code for one in countries()])
            rows = self._query(_CANDIDATES_ANYWHERE, (codes, start, _MAX_FORMS))
        else:
            same = start[:_SAME_START]
            rows = self._query(_CANDIDATES, (country, same, f"{same}\uffff", _MAX_FORMS))
        forms: dict[str, list[int]] = {}
        for form, place in rows:
            forms.setdefault(form, []).append(place)
        names = list(forms)
        alike = extract(
            spread(asked.base),
            [spread(form.split("|")[1]) for form in names],
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=_LEAST_ALIKE,
            limit=_MOST_ALIKE,
        )
        voweled = not is_arabic(plain(name))
        for _, _, number in alike:
            head, base, tail, *lacking = names[number].split("|")
            safe = near(asked, Parts(head, base, tail), voweled=voweled and not lacking)
            yield round(safe, 3), forms[names[number]]

    def _query(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        try:
            if connection is None:
                connection = self._local.connection = index.connect(self.path)
            return connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise ReferenceDataError(f"{self.path}: the gazetteer's index cannot be read: {error}") from error


_LEVELS = (Level.SAME, Level.FOLDED, Level.FOLDED)


def _score(level: int, shown: str, letters: str) -> float:
    """How safe an entry's name is: its shown name, another of its names, or one of the same key."""
    if level == 0:
        return 1.0 if plain(shown) == letters else _ALIAS
    return FOLDED if level == 1 else SLAVIC
