"""Wordings that give a place by another one, read from the characters around its name.

"20 km east of X", "near X", "northern X", "the X countryside" are of one name; "between X and Y", "the X-Y road", "the
border between X and Y" of two. The words are in ``data/place_relations.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from counterclaim.model import Place
from counterclaim.reference.places.relations import ON_BORDER, ON_ROAD, near, offset, on_side
from counterclaim.reference.tables import packaged
from counterclaim.text.numbers import find_numbers

_BEFORE = 70
_AFTER = 30
_KM_PER_MILE = 1.609344
_DIRECTION = r"(?:(?:north|south)(?:[- ]?(?:north|south)?[- ]?(?:east|west))?|east|west)(?:ern)?"
_NUMBER = r"(?P<number>\d{1,3}(?:[.,]\d)?|[a-z]{3,8}(?:[- ][a-z]{3,5})?)"
_UNIT = r"(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)"
_PART = re.compile(
    r"\b(?P<side>(?:north|south)(?:[- ]?(?:east|west))?ern|(?:east|west)ern)\s+(?:(?:part|parts|side|half)\s+of\s+)?"
    r"(?:the\s+)?\Z",
    re.IGNORECASE,
)
_HYPHEN = re.compile(r"\s?[-–—]\s?|-to-|\s+to\s+")
_TO = re.compile(r"\s+(?:to|with|and)\s+(?:the\s+)?")
_AND = re.compile(r"\s+and\s+(?:\w+\s+(?:of\s+)?)?(?:the\s+)?")
_NEXT_WORD = re.compile(r"\s(\w+)")


@dataclass(frozen=True, slots=True)
class Relation:
    """How a wording relates to the place that it names: apply it with `of`.

    `km` away in `direction`, either of which may be null, or beside it, or its part on a `side`.
    """

    direction: str | None = None
    km: float | None = None
    beside: bool = False
    side: str | None = None

    def of(self, place: Place) -> Place:
        """The place moved, widened or narrowed as the wording says."""
        if self.side is not None:
            return on_side(place, self.side)
        return near(place, "near") if self.beside else offset(place, self.direction, self.km)


def relation(before: str, after: str = "") -> Relation | None:
    """What the words before and after a name say of the place that is meant; null when it is the place itself."""
    text = before[-_BEFORE:].replace("\n", " ")
    distance, bearing, nearness = (pattern.search(text) for pattern in _leads())
    km = _kilometres(distance["number"], distance["unit"]) if distance else None
    if distance and km is not None:
        return Relation((distance["direction"] or "").lower() or None, km)
    if bearing:
        return Relation(bearing["direction"].lower())
    following = _NEXT_WORD.match(after)
    if nearness or (following and following[1].lower() in _words("around")):
        return Relation(beside=True)
    part = _PART.search(text)
    return Relation(side=re.sub(r"[\s-]", "", part["side"].lower())) if part else None


def leads_beside(before: str) -> bool:
    """Whether the words before a name make it one that only helps to say where something is."""
    text = before[-_BEFORE:].replace("\n", " ")
    return any(pattern.search(text) for pattern in _leads())


def pairing(before: str, inside: str, after: str) -> str | None:
    """How the words around two names put them together: "between", `ON_ROAD`, `ON_BORDER`; null when they do not.

    Args:
        before: what stands before the first name.
        inside: what stands between the two.
        after: what stands behind the second.
    """
    before, after = before[-_BEFORE:], after[:_AFTER]
    between_two, from_one, way_before, way_after = _pairs()
    way = None
    if _HYPHEN.fullmatch(inside):
        way = way_after.match(after)
        if way is None and from_one.search(before):
            way = way_before.search(before)
    elif from_one.search(before) and _TO.fullmatch(inside):
        way = way_before.search(before)
    if way is not None:
        return _worded(way["way"])
    if between_two.search(before) and _AND.fullmatch(inside):
        led = way_before.search(before)
        return _worded(led["way"]) if led else "between"
    return None


def _worded(way: str) -> str:
    return ON_BORDER if way.lower() in _words("borders") else ON_ROAD


@cache
def _leads() -> tuple[re.Pattern[str], ...]:
    """A distance, a bearing, and nearness, each up to the name."""
    fillers = _either("fillers")
    lead = rf"(?:the\s+)?(?:\w+\s+){{0,2}}?(?:(?:{fillers})\s+of\s+|(?:{fillers})\s+)?"
    plain = rf"(?:the\s+)?(?:(?:{fillers})\s+of\s+|\w+\s+(?:{fillers})\s+(?:of\s+)?)?"
    distance = (
        rf"\b{_NUMBER}\s?(?:-\s?)?{_UNIT}\s?(?:\([^()]{{1,24}}\)\s?)?\s*(?:to the\s+|due\s+)?(?P<direction>{_DIRECTION})?\s*"
        rf"(?:of|from|outside(?:\s+of)?|off|beyond)\s+{lead}\Z"
    )
    bearing = rf"\b(?P<direction>{_DIRECTION})\s+(?:of|from)\s+{plain}\Z"
    nearness = rf"(?<!\w)(?:{_either('near')})\s+(?:(?:the|its)\s+)?{plain}\Z"
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (distance, bearing, nearness))


@cache
def _pairs() -> tuple[re.Pattern[str], ...]:
    """Before two names, before a way's first end, a way before its ends, and a way behind them."""
    ways = rf"{_either('ways')}|{_either('borders')}"
    lead = rf"(?:the\s+)?(?:\w+\s+of\s+|(?:{_either('fillers')})\s+)?"
    patterns = (
        rf"\bbetween\s+{lead}\Z",
        rf"\b(?:{_either('joining')})\s+{lead}\Z",
        rf"\b(?P<way>{ways})\s+(?:(?:that|which|leading|running)\s+)?(?:\w+\s+)?{lead}\Z",
        rf"[\s-](?:\w+\s+)?(?P<way>{ways})\b",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


def _either(name: str) -> str:
    return "|".join(
        re.escape(one).replace(r"\ ", r"\s+") for one in sorted(_words(name), key=len, reverse=True)
    )


def _words(name: str) -> frozenset[str]:
    return frozenset(_table()[name])


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(packaged("place_relations.toml").read_text("utf-8"))


def _kilometres(number: str, unit: str) -> float | None:
    if number[0].isdigit():
        value = float(number.replace(",", "."))
    else:
        found = find_numbers(number)
        if not found or found[0].low is None:
            return None
        value = float(found[0].low)
    return value * _KM_PER_MILE if unit.lower().startswith("mi") else value
