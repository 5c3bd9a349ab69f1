"""Records become rows of the index: a place of its own, or more about one that is there."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from enum import Enum

from counterclaim.model import GazetteerEntry, PlacePrecision
from counterclaim.reference.gazetteer.features import without_feature
from counterclaim.reference.gazetteer.keys import NameRows
from counterclaim.reference.gazetteer.kinds import kinds, prominence
from counterclaim.reference.gazetteer.layers import DIVISIONS, Record, division_names
from counterclaim.reference.gazetteer.polygons import polygons
from counterclaim.reference.gazetteer.same_place import completed, find_same, ids, new_entry

_GEONAMES = "gn:"
_LOCAL = frozenset({PlacePrecision.EXACT, PlacePrecision.NEAR, PlacePrecision.ADMIN2})
_COUNTRY = "SELECT country FROM place WHERE number = ?"
_INSERT = "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
_REPLACE = "INSERT OR REPLACE INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)"
_ENTRY = (
    "SELECT id, name, kind, country, admin1, lat, lon, radius_km, population, source "
    "FROM place WHERE number = ?"
)


class Taken(Enum):
    """What became of a record."""

    NEW = "a place of its own"
    JOINED = "a part of a place that was there"
    LEFT = "nothing, as it only adds to a place that is not there"


class PlaceWriter:
    """Writes records into an index under work, which has a database ``work`` for unsorted names."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self._waiting = NameRows()
        lowest, self.places = connection.execute("SELECT min(number), count(*) FROM place").fetchone()
        self._lowest = min(0, lowest or 0)

    def take(self, record: Record, *, by_name: bool) -> Taken:
        """Add a record. Places are known by their ids, and by their names too if asked for.

        A record that is looked for by name finds those taken so before, and those of all others once their
        names were sorted into the index.
        """
        number = self._known(record)
        if number is None and by_name:
            record = located(record)
            number = find_same(self._db, record)
        taken = Taken.JOINED
        if number is None:
            if record.point is None or not record.kind:
                return Taken.LEFT
            number, taken = self._add(record), Taken.NEW
        elif record.name or record.point or record.population:
            self._complete(number, record)
        for place_id in ids(record):
            if place_id != f"{_GEONAMES}{number}":
                self._db.execute("INSERT OR IGNORE INTO other_id VALUES (?, ?)", (place_id, number))
        self._name(number, record)
        if by_name:
            self._write("INSERT OR IGNORE INTO main")
        return taken

    def flush(self) -> None:
        """Write the names that wait to be sorted."""
        self._write("INSERT INTO work")

    def _write(self, insert: str) -> None:
        rows = self._waiting
        self._db.executemany(f"{insert}.name VALUES (?,?)", rows.letters)
        self._db.executemany(f"{insert}.form VALUES (?,?)", rows.keys)
        self._db.executemany(f"{insert}.near VALUES (?,?,?,?)", rows.near)
        self._waiting = NameRows()

    def _name(self, number: int, record: Record) -> None:
        names = {record.name, *record.names}
        if record.kind in DIVISIONS:
            names |= {without_feature(name) for name in names}
        country = record.country or self._db.execute(_COUNTRY, (number,)).fetchone()[0]
        self._waiting.add(number, country, sorted(names))

    def _known(self, record: Record) -> int | None:
        for place_id in ids(record):
            found = self._db.execute("SELECT place FROM other_id WHERE id = ?", (place_id,)).fetchone()
            if not found and place_id.startswith(_GEONAMES):
                number = (int(place_id.removeprefix(_GEONAMES)),)
                found = self._db.execute("SELECT number FROM place WHERE number = ?", number).fetchone()
            if found:
                return int(found[0])
        return None

    def _add(self, record: Record) -> int:
        if record.id.startswith(_GEONAMES):
            number = int(record.id.removeprefix(_GEONAMES))
        else:
            self._lowest = number = self._lowest - 1
        self._db.execute(_INSERT, _place_row(number, new_entry(record)))
        self.places += 1
        return number

    def _complete(self, number: int, record: Record) -> None:
        before = GazetteerEntry(*self._db.execute(_ENTRY, (number,)).fetchone())
        after = completed(before, record)
        if after != before:
            self._db.execute(_REPLACE, _place_row(number, after))


def located(record: Record) -> Record:
    """A record with the country and first-level division that its point lies in, where it lacks them."""
    if not record.kind or kinds()[record.kind].precision not in _LOCAL or record.point is None:
        return record
    if record.country and (record.admin1 or record.division in division_names()):
        return record
    found = polygons().division_at(*record.point)
    if found is None or (record.country and found.country != record.country):
        return record
    return replace(record, country=found.country, division=found.admin1 or "")


def _place_row(number: int, entry: GazetteerEntry) -> tuple[object, ...]:
    return (
        number, entry.id, entry.name, entry.kind, entry.country, entry.admin1, entry.lat, entry.lon,
        entry.radius_km, entry.population, entry.source, prominence(entry),
    )  # fmt: skip
