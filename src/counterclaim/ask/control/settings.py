"""The settings by which claims are read as statements of control: `data/reading.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from counterclaim.control.statements import Says


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """See the comments of `data/reading.toml`."""

    umbrellas: frozenset[str]
    no_names: frozenset[str]
    no_first: frozenset[str]
    modality: Mapping[str, float]
    verification: Mapping[str, float]
    open_days: int
    undated_days: int
    undated_strength: float
    area_strength: float
    coarse: frozenset[str]
    signs: Mapping[str, Says]


@cache
def settings() -> ReadingSettings:
    """The packaged settings."""
    text = files("counterclaim.ask.control").joinpath("data/reading.toml").read_text("utf-8")
    found = tomllib.loads(text)
    time, areas = found["time"], found["areas"]
    return ReadingSettings(
        frozenset(found["umbrellas"]),
        frozenset(found["no_names"]),
        frozenset(found["no_first"]),
        found["modality"],
        found["verification"],
        time["open_days"],
        time["undated_days"],
        time["undated_strength"],
        areas["strength"],
        frozenset(areas["coarse"]),
        {name: Says(sign) for name, sign in found["signs"].items()},
    )
