"""Frames of a large record in the user's cache folder, by the record's id and state: a record itself stays one file."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
import polars as pl
from polars.exceptions import PolarsError

from counterclaim import __version__
from counterclaim.config import CACHE_VARIABLE

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from counterclaim.reference.actors import Actor
    from counterclaim.reference.gazetteer import Gazetteer

_FORM = 1
"""Counted up whenever the columns change."""


def folder(record_id: str, state: str, fingerprint: str, kind: str = "records") -> Path:
    """Where the frames of a kind of a record's state are kept, or shall be."""
    return home(record_id, kind) / f"{_FORM}-{_safe(state)}-{fingerprint}"


def home(record_id: str, kind: str) -> Path:
    """Where everything of a kind is kept of a record."""
    cache = os.environ.get(CACHE_VARIABLE) or platformdirs.user_cache_dir("counterclaim")
    return Path(cache) / kind / _safe(record_id)


def fingerprint(
    form: object,
    registry: Iterable[Actor],
    gazetteer: Gazetteer | None = None,
    settings: Iterable[Traversable] = (),
) -> str:
    """A hash of what is kept depends on beside the record: its form, this version, actors, places, files of settings."""
    digest = hashlib.sha256(repr((__version__, form)).encode())
    for file in settings:
        digest.update(file.read_bytes())
    for actor in registry:
        digest.update(f"{actor!r}\x1e".encode())
    digest.update(stamp(gazetteer).encode())
    return digest.hexdigest()[:12]


def stamp(gazetteer: Gazetteer | None) -> str:
    """A name for an index of places as it is now: another one when it is built again."""
    if gazetteer is None:
        return ""
    found = gazetteer.path.stat()
    return f"{gazetteer.path.name} {found.st_size} {found.st_mtime_ns}"


def read(where: Path, names: Iterable[str]) -> dict[str, pl.DataFrame] | None:
    """The frames of a folder; null where there are none, or they cannot be read."""
    if not where.is_dir():
        return None
    try:
        return {name: pl.read_ipc(where / f"{name}.arrow") for name in names}
    except (OSError, PolarsError):
        return None


def write(where: Path, frames: Mapping[str, pl.DataFrame]) -> None:
    """Keep frames, for this user's eyes only, in place of those of other states, where that is possible."""

    def fill(folder: Path) -> None:
        for name, frame in frames.items():
            frame.write_ipc(folder / f"{name}.arrow")

    with contextlib.suppress(PolarsError):
        put(where, fill)


def put(where: Path, fill: Callable[[Path], None]) -> None:
    """Keep what `fill` writes into a folder, for this user's eyes only, in place of other states, where that is possible."""
    with contextlib.suppress(OSError):
        where.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        partly = Path(tempfile.mkdtemp(dir=where.parent, prefix="partly-"))
        try:
            fill(partly)
            if where.exists():  # damaged
                shutil.rmtree(where)
            partly.rename(where)
        finally:
            shutil.rmtree(partly, ignore_errors=True)
        for old in where.parent.iterdir():
            if old != where and not old.name.startswith("partly-"):
                shutil.rmtree(old, ignore_errors=True)


def _safe(name: str) -> str:
    return "".join(letter if letter.isascii() and letter.isalnum() else "-" for letter in name)[:80]
