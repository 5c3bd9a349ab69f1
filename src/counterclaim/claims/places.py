"""The places that a document names, by sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from counterclaim.claims.actors import Mentions
from counterclaim.claims.people import surnames
from counterclaim.claims.place_candidates import Candidate, Known
from counterclaim.claims.place_features import locates
from counterclaim.claims.place_names import candidates
from counterclaim.claims.relative_places import joined, pair_words, related
from counterclaim.claims.sentence import Sentence
from counterclaim.model import Place, PlacePrecision
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.places.relations import ON_ROAD
from counterclaim.reference.places.resolve import ToponymMention, resolve


class Places:
    """The resolved places of a document by position."""

    def __init__(self, found: Iterable[tuple[Candidate, Place]]) -> None:
        self._by_sentence: dict[int, list[tuple[Candidate, Place]]] = {}
        for candidate, place in found:
            self._by_sentence.setdefault(candidate.sentence.offset, []).append((candidate, place))

    def of(self, sentence: Sentence) -> list[tuple[Candidate, Place]]:
        """Places of one sentence in the order of the text."""
        return self._by_sentence.get(sentence.offset, [])

    def named_at(self, sentence: Sentence, position: int | None) -> bool:
        """Whether a place is named at a character of the document."""
        return position is not None and any(
            one.span.start <= position < one.span.end for one, _ in self.of(sentence)
        )

    def is_place(self, sentence: Sentence) -> Callable[[Any], bool]:
        """A test for tokens of `sentence`: is it part of a place's name?"""
        taken = {index for one, _ in self.of(sentence) for index in range(one.first, one.last + 1)}
        return lambda token: token.i in taken


def find_places(
    sentences: Sequence[Sentence], mentions: Mentions, gazetteer: Gazetteer, countries: Sequence[str]
) -> Places:
    """All places that the sentences name, resolved together."""
    known = Known(gazetteer)
    people = surnames(sentences)
    found = [one for sentence in sentences for one in candidates(sentence, mentions, known, people)]
    found = _with_names_again(found, sentences, mentions, known, people)
    words = pair_words(found)
    toponyms = [
        ToponymMention(
            one.name, one.span.start, one.span.end, _hint(number, found, words), _within(number, found)
        )
        for number, one in enumerate(found)
    ]
    places = resolve(toponyms, gazetteer, context_countries=countries, homes=mentions.homes())
    alone = [
        replace(_trusted(place, one, countries), span=one.span)
        for one, place in zip(found, places, strict=True)
    ]
    together = joined(alone, words)
    return Places(
        (one, place if place is not single else related(place, one))
        for one, single, place in zip(found, alone, together, strict=True)
    )


def _with_names_again(
    found: Sequence[Candidate],
    sentences: Sequence[Sentence],
    mentions: Mentions,
    known: Known,
    people: frozenset[str],
) -> list[Candidate]:
    """With the names again that the text has for places in one sentence, where another leaves open what they are."""
    placed = frozenset(one.span.text for one in found if not known(one.name)) - people
    if not placed:
        return list(found)
    begins = {name.split()[0] for name in placed}
    by_sentence: dict[int, list[Candidate]] = {}
    for one in found:
        by_sentence.setdefault(one.sentence.offset, []).append(one)
    again: list[Candidate] = []
    for sentence in sentences:
        own = by_sentence.get(sentence.offset, [])
        heard = sum(token.text in begins for token in sentence.doc)
        if heard > sum(one.span.text in placed for one in own):
            own = list(candidates(sentence, mentions, known, people, placed))
        again += own
    return again


def _hint(number: int, found: Sequence[Candidate], words: Sequence[str | None]) -> str | None:
    """The word for the kind of a place. What a road leads to or something lies between is a town."""
    paired = words[number] or (words[number - 1] if number else None)
    return "town" if paired in ("between", ON_ROAD) else found[number].kind


def _trusted(place: Place, one: Candidate, countries: Sequence[str]) -> Place:
    """In capitals any surname may be a town abroad: there a place is known only in a country spoken of."""
    abroad = place.precision is not PlacePrecision.COUNTRY and place.country not in countries
    return Place(one.span) if one.sentence.in_capitals and countries and abroad else place


def _within(number: int, found: Sequence[Candidate]) -> int | None:
    """The candidate that the text puts this one in: the next ("X, Y province"), or its owner ("Y's X district")."""
    one = found[number]
    after = found[number + 1] if number + 1 < len(found) else one
    if after is not one and _is_listed(number, found):
        return None
    if after is not one and after.sentence is one.sentence and locates(one, after) in ("comma", "in", "of"):
        return number + 1
    if number and found[number - 1].sentence is one.sentence and locates(found[number - 1], one) == "owner":
        return number - 1
    return None


def _is_listed(number: int, found: Sequence[Candidate]) -> bool:
    """Whether a name and the next are members of a list ("A, B and C") and not parts of an address ("A, B")."""
    for at in range(number, len(found) - 1):
        if found[at].sentence is not found[at + 1].sentence:
            return False
        told = locates(found[at], found[at + 1])
        if told != "comma":
            return told == "list"
    return False
