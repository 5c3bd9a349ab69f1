"""Places as tables and officials write them: "Teir Maaleh village", "A/B town", "A (B)", "A-B road", "5 km east of A".

A description is taken apart by the words that reports use too, and its names are resolved together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from counterclaim.model import Place, Span
from counterclaim.reference.gazetteer import Gazetteer
from counterclaim.reference.gazetteer.features import split_feature
from counterclaim.reference.geodesy import rough_km
from counterclaim.reference.places.containment import is_located
from counterclaim.reference.places.relations import ON_BORDER, between, near
from counterclaim.reference.places.resolve import ToponymMention, resolve
from counterclaim.reference.places.wordings import pairing, relation
from counterclaim.reference.tables import packaged, read_table

_MAX_LENGTH = 300
_DASHES = re.compile(r"\s[-–—]\s|[–—]")
_ALTERNATIVES = re.compile(r"\s*[/()]\s*")
_BRACKETS = re.compile(r"\([^()]*\)")
_SURE = 0.5
_PARTED = re.compile(r"\s+(?:and|to|with)\s+|\s?-\s?")
_STARTS = re.compile(r"(?<![^\s-])(?=[^\W\d_])")
_IN = re.compile(r"(?P<name>\S.*?)\s+in\s+(?:the\s+)?(?P<holder>\S.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Where:
    """What descriptions of one source share: the division that holds them, if told, and their country."""

    division: str | None = None
    country: str | None = None


def locate(description: str, gazetteer: Gazetteer, where: Where) -> Place:
    """The place of a description; one that is not found has its words, and the point of its division at most.

    Args:
        description: such as "5 km east of Hajin"; of what is longer than 300 characters, the first 300 count.
        gazetteer: where to look names up.
        where: the first-level division's name and the country's ISO 3166-1 alpha-2 code, where they are known.
    """
    text = " ".join(_DASHES.sub("-", description[:_MAX_LENGTH]).split())
    span = Span(0, len(description), description)
    inside = _IN.fullmatch(text)
    found = _placed(text, gazetteer, where)
    if not is_located(found) and inside:
        found = _placed(inside["name"], gazetteer, where)
    return replace(found, span=span)


def _placed(text: str, gazetteer: Gazetteer, where: Where) -> Place:
    known = gazetteer.lookup(text, country=where.country, limit=1)
    related = None if known else _related(text, gazetteer, where)
    return related or _named(text, gazetteer, where)


def alternatives(text: str) -> list[str]:
    """The names of a place of which several are written: "A/B village", "A (B)"."""
    return [part for part in _ALTERNATIVES.split(text) if part.strip()]


def _related(text: str, gazetteer: Gazetteer, where: Where) -> Place | None:
    """The place of a description that names others than itself."""
    paired = _pair(text)
    if paired is not None:
        ends, word = paired
        one, other = _resolved(ends, None if word == ON_BORDER else "town", gazetteer, where)
        return between(one, other, word)
    for start in _STARTS.finditer(text):
        found = relation(text[: start.start()])
        if found is not None and text[start.start()].isupper():
            return found.of(_named(text[start.start() :], gazetteer, where))
    return None


def _pair(text: str) -> tuple[tuple[str, str], str] | None:
    """The two names that a description lies between, and how it says so."""
    for parted in _PARTED.finditer(text):
        for start in (0, *(one.start() for one in _STARTS.finditer(text, 0, parted.start()))):
            for end in (len(text), *(one.start() for one in re.finditer(r"\s", text[parted.end() :]))):
                stop = end if end == len(text) else parted.end() + end
                word = pairing(text[:start], text[parted.start() : parted.end()], text[stop:])
                if word is not None and text[start].isupper():
                    return (text[start : parted.start()], text[parted.end() : stop]), word
    return None


def _named(text: str, gazetteer: Gazetteer, where: Where) -> Place:
    """The surest of the alternative names ("A/B village"), by itself or by what it is named after.

    One in brackets is the place where the other is not sure, and where it is a part of the other.
    """
    names = alternatives(text)
    if not names:
        return Place(Span(0, 0, ""), country=where.country)
    hint = next((word for name in names if (word := split_feature(name).word)), None)
    found = _resolved(names, hint, gazetteer, where)
    sites = [bare for name in names if (bare := _without_site(name))]
    if not any(map(is_located, found)) and sites:
        return max((near(place, "near") for place in _resolved(sites, None, gazetteer, where)), key=_sureness)
    outside = len(alternatives(_BRACKETS.sub(" ", text)))
    best = max(found[:outside] or found, key=_sureness)
    other = max(found[outside:], key=_sureness, default=best)
    unsure = (best.score or 0.0) < _SURE and _sureness(other) > _sureness(best)
    return other if unsure or _is_part(other, best) else best


def _sureness(place: Place) -> tuple[bool, float]:
    return (is_located(place), place.score or 0.0)


def _is_part(place: Place, whole: Place) -> bool:
    """Whether a place is finer than another and lies in it."""
    if place.lat is None or place.lon is None or whole.lat is None or whole.lon is None:
        return False
    reach = whole.radius_km or 0.0
    return (place.radius_km or 0.0) < reach and rough_km(place.lat, place.lon, whole.lat, whole.lon) <= reach


def _resolved(names: Sequence[str], hint: str | None, gazetteer: Gazetteer, where: Where) -> list[Place]:
    """The place of each of the names, known to lie in one division."""
    holder = len(names) if where.division else None
    mentions, at = [], 0
    for name in names:
        mentions.append(ToponymMention(name, at, at + len(name), hint, holder))
        at += len(name) + 2
    if where.division:
        mentions.append(ToponymMention(where.division, at, at + len(where.division)))
    countries = [where.country] if where.country else []
    return resolve(mentions, gazetteer, context_countries=countries)[: len(names)]


def _without_site(name: str) -> str | None:
    """What an installation is named after: "Tabqa" for "Tabqa military airbase"."""
    match = _site().search(name)
    return name[: match.start()].rstrip() if match and match.start() else None


@cache
def _site() -> re.Pattern[str]:
    words = [row["word"] for row in read_table(packaged("site_words.tsv"), ["word"])]
    listed = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.compile(rf"(?:\s(?:{listed}))+\s*\Z", re.IGNORECASE)
