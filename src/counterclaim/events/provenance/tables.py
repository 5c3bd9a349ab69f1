"""The packaged tables of words, and the registry of actors that names are looked up in."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from counterclaim.reference.actors import ActorRegistry


@cache
def table(name: str) -> dict[str, Any]:
    """The table ``data/<name>.toml``."""
    text = files("counterclaim.events.provenance").joinpath(f"data/{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def words(name: str, section: str, key: str) -> frozenset[str]:
    """A list of words of a table."""
    return frozenset(table(name)[section][key])


@cache
def registry() -> ActorRegistry:
    """The packaged actors: agencies and their names, and who belongs to whom."""
    return ActorRegistry.load()
