"""Toponyms of a document to places, all together: the homonym that fits the others wins."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

from counterclaim.model import Place, Span
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.gazetteer.features import split_feature
from counterclaim.reference.gazetteer.kinds import kinds
from counterclaim.reference.places.containment import contained
from counterclaim.reference.places.relations import on_side
from counterclaim.reference.places.senses import LOCAL, Sense, country_sense, senses
from counterclaim.reference.places.together import Together, weights
from counterclaim.text.names import fold

_CONTEXT_COUNTRIES = 4
_ALTERNATIVES = 5
_REMEMBERED = 8192
_HOLDS_NEXT = re.compile(r"\s*,\s*|\s*\(|\s+in\s+(?:the\s+)?")
_MAX_NESTING = 3
_LEAST_NAMES = 2
_MOST = 0.65
_WHOLE_NAME = LOCAL.index("whole_name")

_remembered: WeakKeyDictionary[Gazetteer, OrderedDict[tuple[object, ...], tuple[Sense, ...]]] = (
    WeakKeyDictionary()
)


@dataclass(frozen=True, slots=True)
class ToponymMention:
    """A place's name in a document. `hint_kind` is a word beside it: "town", "province", "river".

    `within` is the index of the mention of what the text says that it lies in ("X district, Y province").
    """

    text: str
    start: int
    end: int
    hint_kind: str | None = None
    within: int | None = None


@dataclass(frozen=True, slots=True)
class Weighed:
    """The senses of one name of a document, likeliest first, with their shares of belief."""

    senses: tuple[Sense, ...]
    shares: tuple[float, ...]


def resolve(
    mentions: Sequence[ToponymMention],
    gazetteer: Gazetteer,
    *,
    context_countries: Sequence[str] = (),
    homes: Sequence[str] = (),
    text: str = "",
) -> list[Place]:
    """The place of each mention, in the same order. A name that the gazetteer lacks gives a place with a span
    alone.

    Args:
        mentions: the toponyms of one document, in the order of the text.
        gazetteer: where to look them up.
        context_countries: ISO codes of the countries that the document speaks of, the most spoken of first.
        homes: those of the groups that it names. They speak for a place there, and of no place that is unknown.
        text: the document, to see which names follow one another as the parts of an address ("X, Y"). Without it
            only what `within` says counts.
    """
    numbers, together, found = weigh(mentions, gazetteer, (*context_countries, *homes), text)
    shares = together.settle(weights())
    weighed, at = [], 0
    for name in found:
        own = sorted(
            zip(name, shares[at : at + len(name)].tolist(), strict=True),
            key=lambda pair: (-pair[1], pair[0].entry.id),
        )
        weighed.append(Weighed(tuple(one for one, _ in own), tuple(share for _, share in own)))
        at += len(name)
    places = [_place(mention, weighed[number]) for mention, number in zip(mentions, numbers, strict=True)]
    chains = [_holders(number, mentions, places) for number in range(len(places))]
    places = [
        contained(place, mention.hint_kind, chain, gazetteer)
        for place, mention, chain in zip(places, mentions, chains, strict=True)
    ]
    home = _home(weighed) or (context_countries[0] if len(set(context_countries)) == 1 else None)
    places = [
        replace(place, country=home) if place.country is None and not names.senses else place
        for place, names in zip(places, (weighed[number] for number in numbers), strict=True)
    ]
    return [
        place if _is_whole(place, weighed[number]) else on_side(place, split_feature(mention.text).side)
        for mention, place, number in zip(mentions, places, numbers, strict=True)
    ]


def _home(names: Sequence[Weighed]) -> str | None:
    """The country in which most of a document's places lie: it holds the unknown ones too, as far as is told."""
    belief: dict[str, float] = {}
    for name in names:
        for sense, share in zip(name.senses, name.shares, strict=True):
            belief[sense.entry.country] = belief.get(sense.entry.country, 0.0) + share
    known = sum(bool(name.senses) for name in names)
    best = max(belief, key=lambda code: (belief[code], code), default="")
    return best if best and known >= _LEAST_NAMES and belief[best] >= _MOST * known else None


def _is_whole(place: Place, name: Weighed) -> bool:
    """Whether the place has all the words of the mention for a name: "Western Sahara" is no part of a Sahara."""
    return any(sense.local[_WHOLE_NAME] and sense.entry.id == place.id for sense in name.senses)


def weigh(
    mentions: Sequence[ToponymMention], gazetteer: Gazetteer, context_countries: Sequence[str], text: str
) -> tuple[list[int], Together, list[tuple[Sense, ...]]]:
    """The distinct name of each mention by number, and the senses of the names, ready to be settled.

    One name has one sense in a document, but for a word beside it that says another kind.
    """
    countries = tuple(dict.fromkeys(context_countries))[:_CONTEXT_COUNTRIES]
    known: dict[tuple[str, str], int] = {}
    numbers: list[int] = []
    found: list[tuple[Sense, ...]] = []
    for mention in mentions:
        feature = split_feature(mention.text)
        key = (fold(feature.name), (mention.hint_kind or feature.word or "").lower())
        if key not in known:
            known[key] = len(found)
            found.append(_senses(mention.text, mention.hint_kind, gazetteer, countries))
        numbers.append(known[key])
    spoken_of = _spoken_of(mentions, gazetteer, countries)
    containers = _containers(mentions, numbers, len(found), text) + [frozenset[int]()] * len(spoken_of)
    return numbers, Together([*found, *spoken_of], containers), found


def _spoken_of(
    mentions: Sequence[ToponymMention], gazetteer: Gazetteer, countries: Sequence[str]
) -> list[tuple[Sense, ...]]:
    """A name of one sense for each country that the document speaks of but that is no mention: it supports the rest."""
    named = {gazetteer.demonym(mention.text) for mention in mentions}
    named |= {code for mention in mentions for code in gazetteer.countries_in(mention.text)}
    return [country_sense(code, gazetteer) for code in countries if code not in named]


def _senses(
    text: str, hint: str | None, gazetteer: Gazetteer, countries: tuple[str, ...]
) -> tuple[Sense, ...]:
    """As `senses`, kept for the next document."""
    kept = _remembered.setdefault(gazetteer, OrderedDict())
    key = (text, hint, countries)
    found = kept.get(key)
    if found is None:
        found = kept[key] = senses(text, hint, gazetteer, countries)
        while len(kept) > _REMEMBERED:
            kept.popitem(last=False)
    return found


def _containers(
    mentions: Sequence[ToponymMention], numbers: Sequence[int], count: int, text: str
) -> list[frozenset[int]]:
    """For each name, the names that may hold it: those that follow it at once ("Hajin, Syria"), or are said to."""
    found: list[set[int]] = [set() for _ in range(count)]
    for at, mention in enumerate(mentions):
        if mention.within is not None:
            found[numbers[at]].add(numbers[mention.within])
        elif at + 1 < len(mentions) and _HOLDS_NEXT.fullmatch(text, mention.end, mentions[at + 1].start):
            found[numbers[at]].add(numbers[at + 1])
    return [frozenset(holders - {number}) for number, holders in enumerate(found)]


def _holders(number: int, mentions: Sequence[ToponymMention], found: Sequence[Place]) -> list[Place]:
    """What a mention is said to lie in, the nearest first: "X village, Y district, Z province"."""
    chain: list[Place] = []
    within = mentions[number].within
    while within is not None and len(chain) < _MAX_NESTING:
        chain.append(found[within])
        within = mentions[within].within
    return chain


def _place(mention: ToponymMention, name: Weighed) -> Place:
    span = Span(mention.start, mention.end, mention.text)
    if not name.senses:
        return Place(span)
    best, *rest = name.senses
    entry = best.entry
    return Place(
        span=span,
        id=entry.id,
        name=entry.name,
        admin1=entry.admin1,
        country=entry.country or None,
        lat=entry.lat,
        lon=entry.lon,
        radius_km=entry.radius_km,
        precision=kinds()[entry.kind].precision,
        score=round(name.shares[0] * best.match.score, 3),
        alternatives=tuple(sense.entry for sense in rest[:_ALTERNATIVES]),
    )
