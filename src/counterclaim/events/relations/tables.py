"""The packaged words and limits of relations."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table() -> dict[str, Any]:
    """The whole of ``data/relations.toml``."""
    text = files("counterclaim.events.relations").joinpath("data/relations.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def section(path: str) -> Any:
    """A part of the table by its dotted path: ``umbrella.days``."""
    found: Any = table()
    for name in path.split("."):
        found = found[name]
    return found


def either(words: Iterable[str]) -> str:
    """A pattern for any of `words`, the longest first; ``launch*`` stands for all words that begin so."""
    ordered = sorted(words, key=len, reverse=True)
    parts = (
        re.escape(word.removesuffix("*")).replace(r"\ ", r"\s+") + (r"\w*" if word.endswith("*") else "")
        for word in ordered
    )
    return f"(?:{'|'.join(parts)})"


@cache
def pattern(path: str) -> re.Pattern[str]:
    """Any word of the list at `path`, as a whole word."""
    return re.compile(rf"\b{either(section(path))}\b", re.IGNORECASE)
