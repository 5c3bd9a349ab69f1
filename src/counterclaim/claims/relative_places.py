"""Places that a sentence gives by others: "20 km east of X", "off X", "between X and Y", "the X-Y road"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.claims.place_candidates import Candidate
from counterclaim.model import Place, PlacePrecision
from counterclaim.reference.places.relations import between
from counterclaim.reference.places.wordings import pairing, relation

_AREAS = frozenset({PlacePrecision.COUNTRY, PlacePrecision.ADMIN1})


def related(place: Place, one: Candidate) -> Place:
    """The place moved or widened as the words before and after its name say."""
    text, start = one.sentence.span.text, one.sentence.offset
    found = relation(text[: one.span.start - start], text[one.span.end - start :])
    return found.of(place) if found else place


def pair_words(found: Sequence[Candidate]) -> list[str | None]:
    """For each name, how the text puts it and the next one together: "between", "on the road between", or null."""
    words: list[str | None] = [None] * len(found)
    for at in range(len(found) - 1):
        one, other = found[at], found[at + 1]
        if one.sentence is other.sentence:
            text, start = one.sentence.span.text, one.sentence.offset
            words[at] = pairing(
                text[: one.span.start - start],
                text[one.span.end - start : other.span.start - start],
                text[other.span.end - start :],
            )
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
