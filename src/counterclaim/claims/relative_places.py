"""Places that a sentence gives by another one: "20 km east of X", "off X", "between X and Y"."""

from __future__ import annotations

import re
from functools import cache

from counterclaim.claims.place_words import relative_words
from counterclaim.claims.sentence import Sentence
from counterclaim.model import Place
from counterclaim.reference.places.relations import near, offset, on_side
from counterclaim.text.numbers import find_numbers

_BEFORE = 70
_AFTER = 24
_KM_PER_MILE = 1.609344
_DIRECTION = r"(?:(?:north|south)(?:[- ]?(?:north|south)?[- ]?(?:east|west))?|east|west)(?:ern)?"
_NUMBER = r"(?P<number>\d{1,3}(?:[.,]\d)?|[a-z]{3,8}(?:[- ][a-z]{3,5})?)"
_PART = re.compile(
    r"\b(?P<side>(?:north|south)(?:[- ]?(?:east|west))?ern|(?:east|west)ern)\s+(?:(?:part|parts|side|half)\s+of\s+)?"
    r"(?:the\s+)?\Z",
    re.IGNORECASE,
)
_UNIT = r"(?P<unit>km|kms|kilomet(?:er|re)s?|miles?|mi)"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """A distance, a bearing, and nearness, each up to the name."""
    fillers = "|".join(relative_words("fillers"))
    lead = rf"(?:the\s+)?(?:\w+\s+){{0,2}}?(?:(?:{fillers})\s+of\s+|(?:{fillers})\s+)?"
    plain = rf"(?:the\s+)?(?:(?:{fillers})\s+of\s+|\w+\s+(?:{fillers})\s+(?:of\s+)?)?"
    distance = (
        rf"\b{_NUMBER}\s?(?:-\s?)?{_UNIT}\s?(?:\([^()]{{1,24}}\)\s?)?\s*(?:to the\s+|due\s+)?(?P<direction>{_DIRECTION})?\s*"
        rf"(?:of|from|outside(?:\s+of)?|off|beyond)\s+{lead}\Z"
    )
    bearing = rf"\b(?P<direction>{_DIRECTION})\s+(?:of|from)\s+{plain}\Z"
    wordings = "|".join(
        re.escape(one).replace(r"\ ", r"\s+") for one in sorted(relative_words("near"), key=len, reverse=True)
    )
    nearness = rf"(?<!\w)(?:{wordings})\s+(?:(?:the|its)\s+)?{plain}\Z"
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in (distance, bearing, nearness))


def is_related(sentence: Sentence, start: int) -> bool:
    """Whether the name at character `start` of a sentence only helps to say where something is."""
    before = _before(sentence, start)
    return any(pattern.search(before) for pattern in _patterns())


def related(place: Place, sentence: Sentence, start: int, end: int) -> Place:
    """The place moved or widened as the words before and after its name say.

    `start` and `end` are characters of the sentence. Anything but a distance or a bearing is ``near``.
    """
    before = _before(sentence, start)
    distance, bearing, nearness = (pattern.search(before) for pattern in _patterns())
    km = _kilometres(distance["number"], distance["unit"]) if distance else None
    if distance and km is not None:
        return offset(place, (distance["direction"] or "").lower() or None, km)
    if bearing:
        return offset(place, bearing["direction"].lower(), None)
    if nearness or _around(sentence, end):
        return near(place, "near")
    part = _PART.search(before)
    return on_side(place, re.sub(r"[\s-]", "", part["side"].lower())) if part else place


def _around(sentence: Sentence, end: int) -> bool:
    after = re.match(r"\s(\w+)", sentence.span.text[end : end + _AFTER])
    return after is not None and after[1].lower() in relative_words("around")


def _before(sentence: Sentence, start: int) -> str:
    return sentence.span.text[max(0, start - _BEFORE) : start].replace("\n", " ")


def _kilometres(number: str, unit: str) -> float | None:
    if number[0].isdigit():
        value = float(number.replace(",", "."))
    else:
        found = find_numbers(number)
        if not found or found[0].low is None:
            return None
        value = float(found[0].low)
    return value * _KM_PER_MILE if unit.lower().startswith("mi") else value
