"""The word lists of ``data/places.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("counterclaim.claims").joinpath("data/places.toml").read_text("utf-8"))


@cache
def place_words(name: str) -> frozenset[str]:
    """A list of words in and around names."""
    return frozenset(_table()[name])
