"""Filling an index from its layers, in steps that can be taken up again after the process was killed.

Places with ids of GeoNames come first, in whatever number: their names are written down and sorted once. Then
the index can be asked, and each record of the layers that join is looked for in it. The work stands in two
files beside the index, which every checkpoint leaves whole.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from pathlib import Path

from counterclaim.errors import ReferenceDataError
from counterclaim.reference.gazetteer.layers import Flaws, Layer
from counterclaim.reference.gazetteer.spotting import checksums
from counterclaim.reference.gazetteer.writing import PlaceWriter, Taken

Progress = Callable[[str, int], None]

APPLICATION_ID = 0x434C4D47
CHECKPOINT = 20_000
"""Rows of a layer between checkpoints."""
_CHECKSUMS = 500_000
"""Checksums of names in a row of the index."""

_PRAGMAS = "PRAGMA cache_size = -32768; PRAGMA synchronous = NORMAL; PRAGMA work.cache_size = -16384;"
_SCHEMA = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE layer (
      number INTEGER PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL, size_bytes INTEGER NOT NULL,
      stamp TEXT NOT NULL, rows INTEGER NOT NULL, places INTEGER NOT NULL, joined INTEGER NOT NULL,
      flaws INTEGER NOT NULL, first_flaw TEXT NOT NULL
    )""",
    # `number` is GeoNames' id, or below zero for places that have none.
    """CREATE TABLE place (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
      country TEXT NOT NULL, admin1 TEXT, lat REAL NOT NULL, lon REAL NOT NULL, radius_km REAL NOT NULL,
      population INTEGER NOT NULL, source TEXT NOT NULL, prominence REAL NOT NULL
    )""",
    "CREATE TABLE other_id (id TEXT PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE INDEX other_id_place ON other_id (place)",
    "CREATE TABLE name (plain TEXT, place INTEGER, PRIMARY KEY (plain, place)) WITHOUT ROWID",
    "CREATE TABLE form (fold TEXT, place INTEGER, PRIMARY KEY (fold, place)) WITHOUT ROWID",
    "CREATE TABLE near (country TEXT, bones TEXT, parts TEXT, place INTEGER, "
    "PRIMARY KEY (country, bones, parts, place)) WITHOUT ROWID",
    # Checksums of the names for `spotting`, sorted as a whole, in rows of many.
    "CREATE TABLE spotted (number INTEGER PRIMARY KEY, checksums BLOB NOT NULL)",
    "CREATE TABLE work.name (plain TEXT, place INTEGER)",
    "CREATE TABLE work.form (fold TEXT, place INTEGER)",
    "CREATE TABLE work.near (country TEXT, bones TEXT, parts TEXT, place INTEGER)",
)
_SETTLE = (
    "INSERT OR IGNORE INTO main.name SELECT * FROM work.name ORDER BY 1, 2",
    "INSERT OR IGNORE INTO main.form SELECT * FROM work.form ORDER BY 1, 2",
    "INSERT OR IGNORE INTO main.near SELECT * FROM work.near ORDER BY 1, 2, 3, 4",
    "CREATE UNIQUE INDEX place_id ON place (id)",
    "CREATE INDEX place_lat ON place (lat)",
    "CREATE INDEX name_place ON name (place)",
)
_COUNTS = "SELECT rows, places, joined, flaws, first_flaw FROM layer WHERE number = ?"
_LAYER = "INSERT OR REPLACE INTO layer VALUES (?,?,?,?,?,?,?,?,?,?)"


def names_file(path: Path) -> Path:
    """The second file of the work at `path`."""
    return path.with_name(f"{path.name}-names")


def fill(path: Path, layers: Sequence[Layer], facts: dict[str, str], plan: str, progress: Progress) -> None:
    """Make a whole index at `path`, going on with what stands there if it was begun by the same `plan`.

    Args:
        path: the file to work in; no reader may see it before the end.
        layers: those that join come after the others, each in its order.
        facts: what else the finished index says about itself.
        plan: a key of everything that the result depends on.
        progress: called with what is being done and how many places there are.

    Raises:
        ReferenceDataError: from a layer.
        sqlite3.Error: the work cannot be written.
    """
    with closing(_opened(path, plan)) as connection:
        work = _Work(connection, progress)
        first = [layer for layer in layers if not layer.joins]
        last = [layer for layer in layers if layer.joins]
        steps: list[Callable[[int], None]] = [
            *(work.layer_step(layer) for layer in first),
            *(work.sorting_step(statement) for statement in _SETTLE),
            *(work.layer_step(layer) for layer in last),
            work.spotting_step,
            lambda number: work.finish(number, facts),
        ]
        for number in range(work.step(), len(steps)):
            steps[number](number)


def _opened(path: Path, plan: str) -> sqlite3.Connection:
    """A connection to the work of this plan, begun before or now."""
    if path.exists():
        with suppress(sqlite3.DatabaseError):  # what stands there may be nothing to go on with
            connection = _connected(path)
            if _is_of(connection, plan):
                return connection
            connection.close()
    discard(path)
    connection = _connected(path)
    connection.execute("BEGIN")
    for statement in _SCHEMA:
        connection.execute(statement)
    connection.executemany("INSERT INTO meta VALUES (?, ?)", [("plan", plan), ("step", "0")])
    connection.execute("COMMIT")
    return connection


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("ATTACH ? AS work", (str(names_file(path)),))
        connection.executescript(_PRAGMAS)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _is_of(connection: sqlite3.Connection, plan: str) -> bool:
    try:
        connection.execute("SELECT 1 FROM work.near LIMIT 1")
        found = connection.execute("SELECT value FROM meta WHERE key = 'plan'").fetchone()
    except sqlite3.DatabaseError:
        return False
    return bool(found == (plan,))


def discard(path: Path) -> None:
    """Remove the work at `path` and what SQLite left beside it."""
    for file in (path, *path.parent.glob(f"{_escaped(path.name)}-*")):
        file.unlink(missing_ok=True)


def _escaped(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)


class _Work:
    """The work on one index. A step ends with a commit that also says so."""

    def __init__(self, connection: sqlite3.Connection, progress: Progress) -> None:
        self._db = connection
        self._progress = progress
        self._writer = PlaceWriter(connection)

    def step(self) -> int:
        """The number of the step to go on with."""
        return int(self._db.execute("SELECT value FROM meta WHERE key = 'step'").fetchone()[0])

    def sorting_step(self, statement: str) -> Callable[[int], None]:
        """The step that runs one statement over all places."""

        def run(number: int) -> None:
            self._progress("sorting names", self._writer.places)
            self._db.execute("BEGIN")
            self._db.execute(statement)
            self._commit(number + 1)

        return run

    def layer_step(self, layer: Layer) -> Callable[[int], None]:
        """The step that takes in a layer, with a checkpoint now and then."""

        def run(number: int) -> None:
            row = self._db.execute(_COUNTS, (number,)).fetchone()
            rows, places, joined, count, first = row or (0, 0, 0, 0, "")
            flaws = Flaws(count, first)

            def checkpoint(step: int) -> None:
                facts = layer.name, layer.path, layer.size_bytes, layer.stamp
                self._db.execute(_LAYER, (number, *facts, rows, places, joined, flaws.count, flaws.first))
                self._writer.flush()
                self._commit(step)
                self._progress(layer.name, self._writer.places)

            read, last = layer.read(rows, flaws), rows
            self._db.execute("BEGIN")
            for rows, record in read:
                if record is not None:
                    taken = self._writer.take(record, by_name=layer.joins)
                    places += taken is Taken.NEW
                    joined += taken is Taken.JOINED
                if rows - last >= CHECKPOINT:
                    last = rows
                    checkpoint(number)
                    self._db.execute("BEGIN")
            if layer.path and not places + joined:
                self._db.execute("ROLLBACK")
                reason = f" The first bad row: {flaws.first}" if flaws.first else ""
                raise ReferenceDataError(f"{layer.path}: there are no places in it.{reason}")
            checkpoint(number + 1)

        return run

    def spotting_step(self, number: int) -> None:
        """The step that writes what `spotting` needs."""
        self._progress("names in texts", self._writer.places)
        names = self._db.execute("SELECT DISTINCT plain FROM name")
        every = checksums(row[0] for row in names)
        self._db.execute("BEGIN")
        self._db.execute("DELETE FROM spotted")
        parts = enumerate(every[at : at + _CHECKSUMS] for at in range(0, len(every), _CHECKSUMS))
        self._db.executemany(
            "INSERT INTO spotted VALUES (?, ?)", ((row, part.tobytes()) for row, part in parts)
        )
        self._commit(number + 1)

    def finish(self, number: int, facts: dict[str, str]) -> None:
        """Write what the index says about itself; from here on it is one."""
        names = self._db.execute("SELECT count(*) FROM name").fetchone()[0]
        self._db.execute("BEGIN")
        facts = {**facts, "places": str(self._writer.places), "names": str(names)}
        self._db.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", facts.items())
        self._db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        self._commit(number + 1)
        self._progress("done", self._writer.places)

    def _commit(self, step: int) -> None:
        self._db.execute("UPDATE meta SET value = ? WHERE key = 'step'", (str(step),))
        self._db.execute("COMMIT")
