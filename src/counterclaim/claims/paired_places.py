"""Two places that together say where something is: "between X and Y", "the X-Y road", "the border between X and Y"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from counterclaim.claims.place_candidates import Candidate
from counterclaim.claims.place_words import relative_words
from counterclaim.claims.sentence import Sentence
from counterclaim.model import Place, PlacePrecision
from counterclaim.reference.places.relations import ON_BORDER, between

_BEFORE = 60
_AFTER = 30
_HYPHEN = re.compile(r"\s?[-–—]\s?|-to-|\s+to\s+")
_AREAS = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1})


def pair_words(found: Sequence[Candidate]) -> list[str | None]:
    """For each name, how the text puts it and the next one together: "between", "on the road between", or null."""
    words: list[str | None] = [None] * len(found)
    for at in range(len(found) - 1):
        if found[at].sentence is found[at + 1].sentence:
            words[at] = _relation(found[at].sentence, found[at], found[at + 1])
    return words


def joined(places: Sequence[Place], words: Sequence[str | None]) -> list[Place]:
    """The places, those that two neighbouring names give together as what lies between them."""
    found = list(places)
    for at, word in enumerate(words):
        if word is None:
            continue
        place, second = places[at], places[at + 1]
        if word == "between" and {place.precision, second.precision} & _AREAS:
            continue
        together = between(place, second, word)
        found[at] = replace(together, span=place.span)
        found[at + 1] = replace(together, span=second.span)
    return found


def _relation(sentence: Sentence, one: Candidate, other: Candidate) -> str | None:
    """How the words around put two names together: "between", "on the road between", "on the border between"."""
    text, start = sentence.span.text, sentence.offset
    before = text[max(0, one.span.start - start - _BEFORE) : one.span.start - start]
    inside = text[one.span.end - start : other.span.start - start]
    after = text[other.span.end - start :][:_AFTER]
    between_two, from_one, way_before, way_after = _patterns()
    way = None
    if _HYPHEN.fullmatch(inside):
        way = way_after.match(after)
        if way is None and from_one.search(before):
            way = way_before.search(before)
    elif from_one.search(before) and re.fullmatch(r"\s+(?:to|with|and)\s+(?:the\s+)?", inside):
        way = way_before.search(before)
    if way is not None:
        return _worded(way["way"])
    if between_two.search(before) and re.fullmatch(r"\s+and\s+(?:\w+\s+(?:of\s+)?)?(?:the\s+)?", inside):
        led = way_before.search(before)
        return _worded(led["way"]) if led else "between"
    return None


def _worded(way: str) -> str:
    return ON_BORDER if way.lower() in relative_words("borders") else "on the road between"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    ways = "|".join(sorted((*relative_words("ways"), *relative_words("borders")), key=len, reverse=True))
    fillers = "|".join(sorted(relative_words("fillers"), key=len, reverse=True))
    lead = rf"(?:the\s+)?(?:\w+\s+of\s+|(?:{fillers})\s+)?"
    return (
        re.compile(rf"\bbetween\s+{lead}\Z", re.IGNORECASE),
        re.compile(
            rf"\b(?:from|linking|links|connecting|connects|joining|joins|between)\s+{lead}\Z", re.IGNORECASE
        ),
        re.compile(
            rf"\b(?P<way>{ways})\s+(?:(?:that|which|leading|running)\s+)?(?:\w+\s+)?{lead}\Z", re.IGNORECASE
        ),
        re.compile(rf"[\s-](?:\w+\s+)?(?P<way>{ways})\b", re.IGNORECASE),
    )
