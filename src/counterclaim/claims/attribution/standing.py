"""Who can speak: what a noun in the place of a source must be to be one."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.claims.lexicon import attribution_words

_LONGEST_NUMBER = 12
_MOST_WHO_SPEAK = 10
"""More people than these do not say something together; they are counted."""


@cache
def source_nouns() -> frozenset[str]:
    """Base forms of the nouns for all kinds of sources that have a name or an office."""
    nouns = attribution_words()["nouns"]
    return frozenset().union(*(words for kind, words in nouns.items() if kind != "anonymous")) | {"source"}


def can_speak(token: Any) -> bool:
    """Whether a head noun can be a source: not an area, a date, an act or those who are counted."""
    mute = attribution_words()["mute"]
    if token.pos_ == "NUM":
        return not _is_many(token)
    if token.pos_ not in ("NOUN", "PROPN"):
        return True
    if token.lemma_.lower() in mute["crowd"]:
        return not _is_counted(token)
    if token.lower_ in mute["also_bodies"] and token.pos_ == "PROPN" and any(token.lefts):
        return True
    return token.lemma_.lower() not in mute["words"] and token.lower_ not in mute["words"]


def _is_counted(token: Any) -> bool:
    """Whether a number too great for speakers, or one with a bound, stands before a word for people."""
    for number in token.lefts:
        if number.dep_ != "nummod":
            continue
        bound = any(part.lower_ in ("least", "more", "than", "over") for part in number.subtree)
        if bound or _is_many(number):
            return True
    return False


def _is_many(number: Any) -> bool:
    digits = number.text.replace(",", "")
    return digits.isdecimal() and len(digits) < _LONGEST_NUMBER and int(digits) > _MOST_WHO_SPEAK
