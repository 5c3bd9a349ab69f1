"""Words with which texts speak of actors: the packaged lists, by use, and patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from counterclaim.reference.tables import packaged, read_table


@cache
def words(use: str) -> frozenset[str]:
    """The words of one use, as written. Raises KeyError for a use that the table lacks."""
    return _table()[use]


@cache
def lower_words(*uses: str) -> frozenset[str]:
    """The words of some uses in lower case."""
    return frozenset(word.lower() for use in uses for word in words(use))


@cache
def _table() -> dict[str, frozenset[str]]:
    rows = read_table(packaged("actor_words.tsv"), ("use", "words"))
    return {row["use"]: frozenset(row.many("words")) for row in rows}


def alternatives(options: Iterable[str]) -> str:
    """A pattern of any of the words, the longest first, with any white space between their parts."""
    longest_first = sorted(options, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in longest_first)


def word_before(text: str, start: int) -> str:
    """The word right before `start`, the last part of a compound ("Turkish-backed") only, in lower case."""
    before = text[max(0, start - 24) : start]
    if before[-1:] not in (" ", "-", "\n"):
        return ""
    return before[:-1].replace("-", " ").rpartition(" ")[2].lower()
