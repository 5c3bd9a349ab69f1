"""The words of a text, and what kind of word each is."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from counterclaim.text.persons.lists import fold, given_names, lists

Kind = Literal["bodies", "titles", "offices", "other", "roles", "particle", "small", "name"]
"""A list that the word is on; else, by its first letter, "name" or "small", or "particle" for what may stand inside names."""

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[’'`‐-](?=[^\W\d_])){0,60}")
_POSSESSIVE = re.compile(r"[’'`][sS]?$")
_ARTICLE = range(2, 5)
"""Letters of what stands with a hyphen before a name: "al-Hasan", "Abd-"."""


class Word(NamedTuple):
    """A word without the 's of a possessive: where it is, folded, and its kind."""

    text: str
    start: int
    end: int
    key: str
    kind: Kind


def words_of(text: str) -> list[Word]:
    """The words of a text, in order."""
    found = []
    for match in _WORD.finditer(text):
        word, key, kind = _read(match[0])
        start = match.start()
        found.append(Word(word, start, start + len(word), key, kind))
    return found


def keys_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return [_read(word)[1] for word in _WORD.findall(text)]


@lru_cache(maxsize=65_536)
def _read(written: str) -> tuple[str, str, Kind]:
    word = _POSSESSIVE.sub("", written) or written
    key = fold(word)
    return word, key, _kind(word, key)


def _kind(word: str, key: str) -> Kind:
    known = lists()
    if key in known.bodies:
        return "bodies"
    if not word.islower():
        if key in known.titles:
            return "titles"
        if key in known.offices:
            return "offices"
        if key in known.other:
            return "other"
    if key in known.roles and key not in given_names():
        return "roles"
    if _has_capital(word):
        return "name"
    return "particle" if key in known.particles else "small"


def _has_capital(word: str) -> bool:
    """Whether a word is written as a name, with or without an article before it: "Hasan", "al-Hasan"."""
    article, _, name = word.partition("-")
    return word[:1].isupper() or (len(article) in _ARTICLE and name[:1].isupper())
