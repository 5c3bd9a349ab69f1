"""Words around a place's name that say what kind of place it is: "the town of X", "X province", "Lake X"."""

from __future__ import annotations

import re
from functools import cache

from counterclaim.reference.kinds import kinds_by_word

_DIRECTION = r"(?:north|south|east|west|central|northern|southern|eastern|western|upper|lower|greater)"
_LEADING = re.compile(rf"\s*(?:the\s+)?(?:(?:far\s+)?{_DIRECTION}(?:[- ]?{_DIRECTION})?\s+)?", re.IGNORECASE)
_KEPT = frozenset({"north", "south", "east", "west", "central", "lower", "upper", "greater"})


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = sorted(kinds_by_word(), key=lambda word: (-len(word), word))
    word = "|".join(map(re.escape, words))
    before = re.compile(rf"(?P<word>{word})\s+(?P<of>of\s+)?(?:the\s+)?(?P<name>\S.*)", re.IGNORECASE | re.DOTALL)
    after = re.compile(rf"\s(?P<word>{word})\s*\Z", re.IGNORECASE)
    return before, after


def split_feature(text: str) -> tuple[str, str | None]:
    """The bare name in a mention, and the feature word that stood with it, in lower case.

    "the town of Hajin" gives ("Hajin", "town"), "Anbar province" ("Anbar", "province"), "northern Syria"
    ("Syria", null). A name that would be left empty is left as it is.
    """
    name = text.strip()
    lead = _LEADING.match(name)
    if lead and lead.end() < len(name) and _may_drop(lead[0]):
        name = name[lead.end() :]
    before, after = _patterns()
    ahead = before.fullmatch(name)
    if ahead:
        return ahead["name"], ahead["word"].lower()
    behind = after.search(name)
    if behind and behind.start():
        return name[: behind.start()].rstrip(), behind["word"].lower()
    return name, None


def without_feature(name: str) -> str:
    """A division's name without its kind: "Aleppo Governorate" is also "Aleppo"."""
    return split_feature(name)[0]


def _may_drop(lead: str) -> bool:
    """"northern", "eastern" qualify a name; "North", "West" may be a part of it ("North Dakota")."""
    words = lead.lower().replace("-", " ").split()
    return not any(word in _KEPT for word in words)
