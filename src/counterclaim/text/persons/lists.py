"""The words by which names of persons are told, from the data files."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

_UNDECOMPOSED = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O"})
_GIVEN_NAMES = ("given_names.txt", "english_given_names.txt", "world_given_names.txt")


@dataclass(frozen=True, slots=True)
class Lists:
    """Words, folded. What each list is for stands in ``data/persons.toml``."""

    titles: frozenset[str]
    roles: frozenset[str]
    groups: frozenset[str]
    role_links: frozenset[str]
    private_leaders: frozenset[str]
    led: frozenset[str]
    offices: frozenset[str]
    office_links: frozenset[str]
    kin_of_office: frozenset[str]
    no_office: frozenset[str]
    placing: frozenset[str]
    belonging: frozenset[str]
    joining: frozenset[str]
    bodies: frozenset[str]
    leads: frozenset[str]
    leads_alone: frozenset[str]
    leads_of_two: frozenset[str]
    particles: frozenset[str]
    joining_particles: frozenset[str]
    articles: frozenset[str]
    parents: frozenset[str]
    other: frozenset[str]
    capitals_end: frozenset[str]
    endings: frozenset[str]


@dataclass(frozen=True, slots=True)
class Patterns:
    """What is told by a pattern right behind a name."""

    age: re.Pattern[str]
    """", 34,", "(aged 34)", ", a 34-year-old"."""
    apposition: re.Pattern[str]
    """", the mayor of Douma": group 1 has its first words."""
    described: re.Pattern[str]
    """", a farmer": the beginning of an apposition that says who somebody is."""
    spoke: re.Pattern[str]
    """"said", "was killed": what a person does or suffers."""


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """A word in small letters without accents, as the lists of names have it."""
    plain = unicodedata.normalize("NFKD", word.translate(_UNDECOMPOSED))
    return "".join(one for one in plain if not unicodedata.combining(one)).casefold().replace("’", "'")


@cache
def given_names() -> frozenset[str]:
    """Given names of persons, folded."""
    found: set[str] = set()
    for name in _GIVEN_NAMES:
        text = files("counterclaim.text").joinpath(f"data/{name}").read_text("utf-8")
        found.update(word for line in text.splitlines() if not line.startswith("#") for word in line.split())
    return frozenset(map(fold, found))


@cache
def lists() -> Lists:
    """The lists of words."""
    return Lists(**{name: frozenset(map(fold, words)) for name, words in _data()["words"].items()})


@cache
def patterns() -> Patterns:
    """The patterns, of the words that the data file has under ``behind``."""
    words = _data()["behind"]
    ages, units, old = (_any(words[name]) for name in ("age", "units", "old"))
    return Patterns(
        age=re.compile(
            rf"\s?(?:,\s|\()\s?(?:{ages}\s)?\d{{1,2}}"
            rf"(?:\s?{units}\b|[\s-]?{old}s?-old|(?=[),;]|\.\s|\.\Z))",
            re.I,
        ),
        apposition=re.compile(
            rf"(?:'s|’s)?\s?(?:,|\()\s?(?:{_any(words['apposition'])}\s){{0,3}}((?:[\w'’-]{{1,30}}\s?){{1,5}})"
        ),
        described=re.compile(rf"(?:'s|’s)?\s?[,(]\s?{_any(words['described'])}\s", re.I),
        spoke=re.compile(rf",?\s{_any(words['spoke'])}\b", re.I),
    )


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    with files("counterclaim.text").joinpath("data/persons.toml").open("rb") as file:
        return tomllib.load(file)


def _any(words: Sequence[str]) -> str:
    return f"(?:{'|'.join(map(re.escape, words))})"
