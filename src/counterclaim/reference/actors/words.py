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
    """A pattern of any of the words, the longest first, with any white space between their parts.

    Words are put together by their first letter, so that the engine need not try each.
    """
    return "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in _by_letter(options).items())


def at_word_start(options: Iterable[str]) -> str:
    """A pattern of any of the words where a word begins, which the engine finds by their first letters."""
    return "|".join(
        rf"{first}(?<!\w{first})(?:{'|'.join(rest)})" for first, rest in _by_letter(options).items()
    )


def _by_letter(options: Iterable[str]) -> dict[str, list[str]]:
    """First letters, and patterns of what follows, the longest first."""
    grouped: dict[str, list[str]] = {}
    for word in sorted(options, key=lambda word: (-len(word), word)):
        rest = re.escape(word[1:]).replace(r"\ ", r"\s{1,3}").replace("'", "['’]")
        grouped.setdefault(re.escape(word[0]), []).append(rest)
    return grouped


def word_before(text: str, start: int) -> str:
    """The word right before `start`, the last part of a compound ("Turkish-backed") only, in lower case."""
    before = text[max(0, start - 24) : start]
    if before[-1:] not in (" ", "-", "\n"):
        return ""
    return before[:-1].replace("-", " ").rpartition(" ")[2].lower()
