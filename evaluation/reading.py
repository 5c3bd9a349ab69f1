"""Gives texts of a benchmark to the product by its public reading path, apart from their gold."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from counterclaim import pipeline
from counterclaim.config import load_settings
from counterclaim.sources import SourceOptions


def read_texts(
    texts: Iterable[str], flags: Mapping[str, object] | None = None
) -> list[pipeline.Reading | None]:
    """A reading of each text in turn, null for one that could not be read; `flags` are settings to change."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "texts.jsonl")
        with path.open("w", encoding="utf-8") as file:
            count = 0
            for text in texts:
                file.write(json.dumps({"text": text}) + "\n")
                count += 1
        found = {
            reading.item_locator: reading
            for reading in pipeline.extract([str(path)], load_settings(flags)[0], SourceOptions())
            if isinstance(reading, pipeline.Reading)
        }
    return [found.get(f"{path}#line={number}") for number in range(1, count + 1)]


def missing(path: Path) -> FileNotFoundError:
    """The error for data that is not there, with its path as the file name."""
    return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
