"""The words of dates, and small questions about the words around one."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_CONTEXT = 48
"""Characters before and after an expression that are looked at."""

YEAR = r"(?:1[89]|20)\d\d(?![\d-]|[,.]\d)"
"""Pattern of a year of four digits that is no part of a longer number."""


@dataclass(frozen=True, slots=True)
class DateWords:
    """The sections of ``data/dates.toml``; its comments say what each holds."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    ordinals: Mapping[str, int]
    day_words: Mapping[str, int]
    feasts: Mapping[str, tuple[int, int]]
    parts: Mapping[str, str]
    phrases: Mapping[str, Mapping[str, Any]]
    context: Mapping[str, frozenset[str]]


@cache
def date_words() -> DateWords:
    """The words of ``data/dates.toml``."""
    data = tomllib.loads(files("counterclaim.text").joinpath("data/dates.toml").read_text("utf-8"))
    return DateWords(
        months=data["months"],
        weekdays=data["weekdays"] | data["weekday_abbreviations"],
        seasons=data["seasons"],
        ordinals=data["ordinals"],
        day_words=data["day_words"],
        feasts={name: (month, day) for name, (month, day) in data["feasts"].items()},
        parts=data["parts"],
        phrases=data["phrases"],
        context={name: frozenset(words) for name, words in data["context"].items()},
    )


def alternatives(words: Iterable[str]) -> str:
    """A pattern of any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def before(text: str, start: int) -> str:
    """The words before `start`, lower case, as far back as the rules look."""
    return text[max(0, start - _CONTEXT) : start].lower()


def next_word(text: str, end: int) -> str:
    """The word behind `end`, lower case; empty when a sign stands there."""
    word = re.match(r"\s{1,4}(\w+)", text[end : end + _CONTEXT])
    return word[1].lower() if word else ""


def last_word(text: str, start: int) -> str:
    """The word before `start`, lower case; empty when a sign other than a hyphen stands there."""
    word = re.search(r"(\w+)[\s-]{1,4}\Z", before(text, start))
    return word[1] if word else ""


def looks_ahead(text: str, start: int) -> bool:
    """Whether the clause before `start` speaks of what is to come ("will meet on Friday")."""
    clause = " " + re.split(r"[.;:,()\"“”]", before(text, start))[-1]
    last = {
        name: max(clause.rfind(f" {cue} ") for cue in date_words().context[name])
        for name in ("future", "past")
    }
    return last["future"] > last["past"]
