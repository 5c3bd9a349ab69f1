"""Stretches of words that can be a name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from counterclaim.text.persons.lists import given_names, lists
from counterclaim.text.persons.words import Word

_GAP = re.compile(r"\.?[ \u00a0]{1,2}|[ \t]?\n[ \t]?|[ \u00a0]?-[ \u00a0]?")
_LONGEST_RUN, _LONGEST_NAME = 60, 7
"""Words of a run, and of a name."""
_LONGEST_SHORT = 4
"""Letters of a title or an office that is written with a point."""
_FAMILY_NAMES = 3
"""Words that may follow the given names where everything is in capitals."""


def runs(text: str, words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """First and behind the last of words between which is nothing but a blank, or the point of an initial."""
    at = 0
    while at < len(words):
        if words[at].kind in ("small", "particle"):
            at += 1
            continue
        end = at + 1
        while end < len(words) and end - at < _LONGEST_RUN and _joined(text, words[end - 1], words[end]):
            end += 1
        while words[end - 1].kind == "particle":
            end -= 1
        yield at, end
        at = end


def names(words: Sequence[Word], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The names in a run: words that can be parts of one, without what stands before and behind."""
    known = lists()
    capitals = last - first > 1 and all(
        word.text.isupper() for word in words[first:last] if len(word.text) > 1
    )
    at = first
    while at < last:
        if not _begins(words[at], capitals):
            at += 1
            continue
        end = at + 1
        while end < last and end - at < _LONGEST_NAME and _goes_on(words[end], capitals):
            end += 1
        if capitals:
            end = min(end, at + max(1, _givens(words, at, end)) - 1 + _FAMILY_NAMES)
        while end - 1 > at and words[end - 1].key in known.particles:
            end -= 1
        yield at, end
        at = end


def _joined(text: str, before: Word, word: Word) -> bool:
    """Whether a word goes on with the run of the word before it."""
    if word.kind == "small" or (word.kind in ("roles", "bodies") and word.text.islower()):
        return False
    gap = text[before.end : word.start]
    if not _GAP.fullmatch(gap):
        return False
    short = len(before.key) <= _LONGEST_SHORT and before.kind in ("titles", "offices")
    return "." not in gap or short or len(before.key) == 1


def _begins(word: Word, capitals: bool) -> bool:
    """Whether a word can be the first of a name; where everything is in capitals, only a given name can."""
    if word.kind != "name":
        return False
    return not capitals or (word.key in given_names() and word.key not in lists().capitals_end)


def _goes_on(word: Word, capitals: bool) -> bool:
    """Whether a word behind a part of a name is one too."""
    known = lists()
    if word.kind == "name":
        return not (capitals and word.key in known.capitals_end)
    if word.kind == "titles":
        return word.key in given_names()
    if word.kind == "particle":
        return True
    return capitals and word.key in known.particles and word.key not in known.joining_particles


def _givens(words: Sequence[Word], at: int, end: int) -> int:
    """How many given names are at the head of a name."""
    many = 0
    while at + many < end and words[at + many].key in given_names():
        many += 1
    return many
