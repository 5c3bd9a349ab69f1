"""Samples of forecasts of a large record, kept in the user's cache folder by what they hang on."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import zipfile
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from counterclaim.analysis.forecast.panel import Floats
from counterclaim.ask.flat.kept import home

if TYPE_CHECKING:
    from counterclaim.record import Record

MOST_FILES = 60
"""Files of a record; the ones not used for longest go first. A forecast with its backtest has five."""
MOST_VALUES = 4_000_000
"""Values of a file; more are drawn anew each time."""
_LIBRARIES = ("numpy", "scipy", "lightgbm")


def samples_of(record: Record) -> Samples | None:
    """Where the samples of a record are; null for one that is seen with a delay: what is left out must stay so."""
    return Samples(home(record.meta()["record_id"], "forecasts")) if record.state().isalnum() else None


class Samples:
    """Samples by model, a file for each key: `counterclaim.analysis.forecast.backtest.Kept`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._libraries = " ".join(f"{name} {version(name)}" for name in _LIBRARIES)

    def get(self, key: str) -> Mapping[str, Floats] | None:
        """The samples of a key; null where there are none, or they cannot be read."""
        path = self._path(key)
        try:
            with np.load(path, allow_pickle=False) as found:
                samples = {name: found[name].astype(np.float64) for name in found.files}
            os.utime(path)
        except (OSError, ValueError, zipfile.BadZipFile):
            return None
        return samples

    def put(self, key: str, samples: Mapping[str, Floats]) -> None:
        """Keep samples, for this user's eyes only, where that is possible."""
        if sum(one.size for one in samples.values()) > MOST_VALUES:
            return
        arrays: dict[str, Any] = {name: _small(one) for name, one in samples.items()}
        with contextlib.suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, partly = tempfile.mkstemp(dir=self._folder, prefix="partly-")
            try:
                with os.fdopen(handle, "wb") as file:
                    np.savez(file, **arrays)
                Path(partly).replace(self._path(key))
            finally:
                Path(partly).unlink(missing_ok=True)
            self._forget_oldest()

    def _path(self, key: str) -> Path:
        return self._folder / f"{hashlib.sha256(f'{self._libraries} {key}'.encode()).hexdigest()}.npz"

    def _forget_oldest(self) -> None:
        found = sorted(self._folder.glob("*.npz"), key=lambda path: path.stat().st_mtime)
        for path in found[:-MOST_FILES]:
            path.unlink(missing_ok=True)


def _small(samples: Floats) -> Any:
    """Whole counts in as few bytes as hold them."""
    for kind in (np.uint8, np.uint16, np.uint32):
        if samples.size and samples.min() >= 0 and samples.max() <= np.iinfo(kind).max:
            few = samples.astype(kind)
            return few if np.array_equal(few, samples) else samples
    return samples
