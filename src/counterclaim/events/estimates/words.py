"""The word lists and weights of the rules, read once from the package's data files."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import prod
from typing import Any

EVERYONE, CIVILIANS, SOME_CIVILIANS = "everyone", "civilians", "some_civilians"
STATE, ARMED_GROUP = "state", "armed_group"
_CLASSES = (EVERYONE, CIVILIANS, SOME_CIVILIANS, STATE, ARMED_GROUP)


@cache
def _data(name: str) -> Mapping[str, Any]:
    text = (files("counterclaim.events.estimates") / "data" / name).read_text("utf-8")
    return tomllib.loads(text)


@cache
def _classes() -> Mapping[str, str]:
    return {word: name for name in _CLASSES for word in _data("nouns.toml")[name]}


def noun_class(noun: str | None) -> str | None:
    """What sort of people a counted noun names; null for one that is in no list, everyone where there is none."""
    return EVERYONE if noun is None else _classes().get(" ".join(noun.casefold().split()))


def vague_count(text: str) -> int | None:
    """The value that ACLED gives a vague count; null where `text` holds none, or digits too.

    "Several dozen" counts as its unit, "tens of thousands" as both units multiplied.
    """
    if any(char.isdigit() for char in text):
        return None
    words = re.findall(r"[a-z]+", text.casefold())
    units: dict[str, int] = _data("acled_words.toml")["units"]
    few: dict[str, int] = _data("acled_words.toml")["few"]
    values = [units[word] for word in words if word in units]
    if any(f"{one} of {other}" in " ".join(words) for one in units for other in units):
        return prod(values)
    return max(values) if values else next((few[word] for word in words if word in few), None)


def is_single(text: str) -> bool:
    """Whether the words of a figure of one speak of a person and do not count: "a boy", "he"."""
    return text.casefold().partition(" ")[0] in _data("nouns.toml")["single"]


def weights() -> Mapping[str, int]:
    """Weights of an `observer`, of a `party`, and of one that speaks of its `enemy`'s losses."""
    return _data("weights.toml")


@cache
def _losses() -> re.Pattern[str]:
    words = "|".join(map(re.escape, _data("nouns.toml")["denied_losses"]))
    return re.compile(
        rf"\bden(?:y|ied|ies|ying)\b(?P<between>[^.;:\d]{{0,60}})\b(?:{words})\b", re.IGNORECASE
    )


def denies_losses(sentence: str) -> str | None:
    """Whose losses a sentence denies without a figure: "civilians", or "" for the speaker's own; null for none."""
    found = _losses().search(sentence)
    if found is None:
        return None
    return CIVILIANS if re.search(r"\bcivilians?\b", found["between"], re.IGNORECASE) else ""
