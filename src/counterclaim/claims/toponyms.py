"""All places that a document names, whatever the words do there: for a map of a text, not for its events.

Beside the names of places as such, which claims are located with, these are the people or adjective of a country
("Syrian") and the place in the name of a body or building ("Athens Police Department").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from counterclaim.claims.actors import find_actors
from counterclaim.claims.people import is_given_name, surnames
from counterclaim.claims.place_candidates import Known
from counterclaim.claims.place_words import place_words
from counterclaim.claims.places import find_places
from counterclaim.claims.sentence import MAX_SENTENCE, Sentence, forgetting, parse, sentences
from counterclaim.model import Document, Place, Span
from counterclaim.reference.actors import ActorRegistry
from counterclaim.reference.countries import countries
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.gazetteer.spotting import Spotter
from counterclaim.reference.places.publisher_home import home_country
from counterclaim.reference.places.resolve import ToponymMention, resolve
from counterclaim.reference.places.spoken_of import countries_spoken_of
from counterclaim.text.names import plain

_LONGEST = 4
_ACRONYM = 4
_BEFORE_PLACE = frozenset({"of", "for", "in"})
_JOINING = frozenset({*_BEFORE_PLACE, "the", "and", "-", "&"})


_ABBREVIATED = re.compile(r"(?:[A-Z][a-z]{0,3}\.){2,3}")
"""Such as "W.Va." and "N.J."; of one part, such a word is more often a title or a month."""
_DATELINE = re.compile(
    r"([A-Z][A-Z.'’ -]{2,40}[A-Z])(?:,\s?([A-Z][\w. ]{1,24}\w\.?))?\s?(?:\([\w ]{2,20}\)\s?)?(?:--?|–|—)\s"
)


class Usage(StrEnum):
    """What a name of a place does in the text."""

    LITERAL = "literal"
    DEMONYM = "demonym"
    IN_NAME = "in_name"


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place named at `place.span`."""

    place: Place
    usage: Usage


def toponyms(document: Document, gazetteer: Gazetteer, registry: ActorRegistry) -> list[Toponym]:
    """The places that the document's text names, in the order of the text, all resolved together.

    One that the gazetteer lacks has a place without a point.
    """
    spoken_of = countries_spoken_of(document.text, gazetteer)
    mentions = find_actors(document, registry, gazetteer, next(iter(spoken_of), None))
    home = home_country(document.publisher, document.url, registry)
    spoken_of = list(dict.fromkeys((*spoken_of, *([home] if home else []))))
    with forgetting():
        raw = [one for one in sentences(document) if len(one.span.text) <= MAX_SENTENCE]
        parsed = list(parse(raw, mentions.spans))
        literal = find_places(parsed, mentions, gazetteer, spoken_of)
        found = {
            place.span: Toponym(place, Usage.LITERAL)
            for sentence in parsed
            for _, place in literal.of(sentence)
        }
        others = _free(_others(parsed, gazetteer, _places(found.values())), found)
    every = sorted([*((span, None) for span in found), *others], key=lambda pair: pair[0].start)
    again = resolve(
        [ToponymMention(span.text, span.start, span.end) for span, _ in every],
        gazetteer,
        context_countries=spoken_of,
        text=document.text,
    )
    return [
        Toponym(place, usage) if usage is not None else found[span]
        for (span, usage), place in zip(every, again, strict=True)
    ]


def _places(found: Iterable[Toponym]) -> frozenset[str]:
    """The names that have a place, without those in small letters."""
    return frozenset(
        one.place.span.text for one in found if one.place.id is not None and one.place.span.text[:1].isupper()
    )


def _free(others: Iterable[tuple[Span, Usage]], taken: Iterable[Span]) -> list[tuple[Span, Usage]]:
    """Those that overlap neither a taken span nor one before them in the list."""
    busy = sorted((span.start, span.end) for span in taken)
    chosen = []
    for span, usage in others:
        at = bisect_left(busy, (span.end, 0))
        if not at or busy[at - 1][1] <= span.start:
            busy.insert(at, (span.start, span.end))
            chosen.append((span, usage))
    return chosen


def _others(
    parsed: Sequence[Sentence], gazetteer: Gazetteer, named: frozenset[str]
) -> Iterator[tuple[Span, Usage]]:
    """Names of places that do not stand for the place. `named` are names that the text uses for places."""
    known, spotter, people = Known(gazetteer), gazetteer.spotter(), surnames(parsed)
    for sentence in parsed:
        for match in countries().find(sentence.span.text):
            words = sentence.span.text[match.start : match.end]
            usage = Usage.DEMONYM if countries().named(words) is None else Usage.IN_NAME
            yield sentence.chars(match.start, match.end), usage
        yield from _dateline(sentence, known)
        for run in _runs(sentence.doc):
            yield from _in_name(sentence, run, known, spotter, people, named)


def _dateline(sentence: Sentence, known: Known) -> Iterator[tuple[Span, Usage]]:
    """The town, and the state behind it, at the head of a report: "CHARLESTON, W.Va. --"."""
    head = _DATELINE.match(sentence.span.text)
    for part in (1, 2):
        if head and head[part] and known.so_spelt(head[part]):
            yield sentence.chars(*head.span(part)), Usage.LITERAL


def _in_name(
    sentence: Sentence,
    run: tuple[int, int],
    known: Known,
    spotter: Spotter,
    people: frozenset[str],
    named: frozenset[str],
) -> Iterator[tuple[Span, Usage]]:
    """Places in a longer name: named elsewhere, widely known, or where bodies have theirs ("X Police", "Bank of X")."""
    doc, (first, last) = sentence.doc, run
    body = next((at for at in range(first, last + 1) if _is_body(doc[at])), None)
    behind = {at + 1 for at in range(first, last) if body is not None and doc[at].lower_ in _BEFORE_PLACE}
    start = first
    while start <= last:
        for stop in range(min(last + 1, start + _LONGEST), start, -1):
            words = doc[start:stop]
            if not _may_be_place(words, people):
                continue
            name = sentence.of(words)
            if not spotter.has(plain(name.text)):
                continue
            whole = len(words) > 1 and words[-1].lower_ in place_words("features")
            ends_before = body is not None and (stop <= body or whole)
            placed = (start == first and ends_before) or start in behind
            if name.text in named or known.well(name.text) or (placed and known.so_spelt(name.text)):
                yield name, Usage.IN_NAME
                start = stop - 1
                break
        start += 1


def _may_be_place(words: Any, people: frozenset[str]) -> bool:
    ends = (words[0], words[-1])
    if not all(token.text[0].isupper() for token in ends) or words.text in people:
        return False
    if any(token.ent_type_ == "PERSON" for token in words):
        return False
    return len(words) > 1 or not (words[0].is_stop or _is_common(words[0]))


def _is_common(token: Any) -> bool:
    """Whether a capitalised word alone is a common word, an abbreviation or an acronym."""
    word = token.lower_.rstrip(".")
    if _ABBREVIATED.fullmatch(token.text):
        return False
    short = len(token.text) <= _ACRONYM and (token.text.isupper() or token.text.endswith("."))
    return word in _common() or is_given_name(word) or (short and countries().named(token.text) is None)


@cache
def _common() -> frozenset[str]:
    """Words that are no place by themselves, for all that there is a village of the name."""
    lists = ("bodies", "features", "own_places", "directions", "not_places", "titles", "times", "belonging")
    return frozenset[str]().union(*map(place_words, lists), place_words("generic"))


def _runs(doc: Any) -> Iterator[tuple[int, int]]:
    """First and last token of each run of capitalised words, with "of" and the like between."""
    first = None
    for token in doc:
        if token.text[0].isupper():
            first = token.i if first is None else first
            last = token.i
        elif first is not None and token.lower_ not in _JOINING:
            yield first, last
            first = None
    if first is not None:
        yield first, last


def _is_body(token: Any) -> bool:
    return token.text[0].isupper() and token.lower_ in place_words("bodies")
