"""Sidecars: ``NAME.meta.json`` or ``NAME.meta.toml`` beside a file, with or without the file's own ending."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from pathlib import Path

from counterclaim.model import Metadata
from counterclaim.sources.fields import find_fields
from counterclaim.sources.options import SourceOptions

_ENDINGS = (".meta.json", ".meta.toml")
_LARGEST = 1024 * 1024


def is_sidecar(name: str) -> bool:
    """Whether a file of this name describes another."""
    return name.endswith(_ENDINGS)


def orphan(name: str, present: Iterable[str]) -> bool:
    """Whether none of the files `present` in its folder is the one that the sidecar `name` describes."""
    described = name.removesuffix(".json").removesuffix(".toml").removesuffix(".meta")
    return not any(described in _names(other) for other in present if not is_sidecar(other))


def read_sidecar(path: Path, options: SourceOptions) -> tuple[Metadata, tuple[str, ...]]:
    """What the sidecar of the file at `path` says, empty without one, and a sentence when it is malformed."""
    for name in _names(path.name):
        for ending in _ENDINGS:
            sidecar = path.with_name(name + ending)
            if sidecar.is_file():
                return _read(sidecar, options)
    return Metadata(), ()


def _names(name: str) -> list[str]:
    """The names under which a sidecar can refer to a file: with its endings, and with less of them."""
    names = [name]
    plain = name.removesuffix(".gz")
    for shorter in (plain, Path(plain).stem):
        if shorter and shorter not in names:
            names.append(shorter)
    return names


def _read(sidecar: Path, options: SourceOptions) -> tuple[Metadata, tuple[str, ...]]:
    try:
        with sidecar.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            return Metadata(), (f"the sidecar {sidecar.name} is too large and was left unread",)
        text = data.decode("utf-8-sig")
        values = json.loads(text) if sidecar.suffix == ".json" else tomllib.loads(text)
    except (OSError, ValueError, RecursionError):
        return Metadata(), (f"the sidecar {sidecar.name} cannot be read",)
    if not isinstance(values, dict):
        return Metadata(), (f"the sidecar {sidecar.name} holds no keys and values",)
    return find_fields(values, SourceOptions(date_order=options.date_order)).metadata(values)
