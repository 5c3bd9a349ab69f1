"""The packaged word and letter tables for names."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(section: str) -> dict[str, Any]:
    """A section of ``data/names.toml``."""
    return _tables()[section]


@cache
def letters(script: str) -> dict[int, str]:
    """The Latin letters for those of a script, for `str.translate`."""
    return {ord(letter): written for written, group in table(script).items() for letter in group}


@cache
def likeness_weights() -> dict[str, float]:
    """The weights of ``data/name_likeness.toml``, by feature."""
    return _read("name_likeness.toml")


@cache
def _tables() -> dict[str, dict[str, Any]]:
    return _read("names.toml")


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((files("counterclaim.text") / "data" / name).read_text(encoding="utf-8"))
