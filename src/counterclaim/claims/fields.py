"""Words of other fields in a text: sport, business, health and so on, where words of force tell of no war."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[a-z]+(?:[-'][a-z]+)*")
_SHORT = 30
"""Words added to the length of a text, so that one word of a short one is no large share."""
_MOST_TEXTS = 512


@lru_cache(maxsize=_MOST_TEXTS)
def words_by_field(text: str) -> Mapping[str, frozenset[str]]:
    """The different words of each field in `text`, in base form; a field without any is left out."""
    found: dict[str, set[str]] = {}
    for word in _spelled(text):
        for field, base in _fields().get(word, ()):
            found.setdefault(field, set()).add(base)
    return {field: frozenset(some) for field, some in found.items()}


def share_of_other_fields(text: str) -> float:
    """Different words of other fields, against all words of `text`."""
    different = frozenset().union(*words_by_field(text).values())
    return len(different) / (len(_spelled(text)) + _SHORT)


def _spelled(text: str) -> list[str]:
    return [word.removesuffix("'s") for word in _WORD.findall(text.lower().replace("’", "'"))]


@cache
def _fields() -> Mapping[str, list[tuple[str, str]]]:
    """Field and base form of each form of the words of ``data/fields.toml``."""
    text = files("counterclaim.claims").joinpath("data", "fields.toml").read_text("utf-8")
    found: dict[str, list[tuple[str, str]]] = {}
    for field, listed in tomllib.loads(text).items():
        for word in listed.split():
            for form in _forms(word):
                found.setdefault(form, []).append((field, word.rstrip("*")))
    return found


def _forms(word: str) -> set[str]:
    base = word.rstrip("*")
    found = {base, f"{base}s"}
    if base.endswith(("s", "x", "ch", "sh")):
        found.add(f"{base}es")
    if base.endswith("y"):
        found.add(f"{base[:-1]}ies")
    if base.endswith("man"):
        found.add(f"{base[:-3]}men")
    if word.endswith("*"):
        found |= {f"{base}ed", f"{base}d", f"{base}ing", f"{base.removesuffix('e')}ing"}
    return found
