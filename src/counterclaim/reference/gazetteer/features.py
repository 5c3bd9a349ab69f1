"""Words around a place's name that say what kind of place it is: "the town of X", "X province", "Lake X"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from counterclaim.reference.gazetteer.kinds import kinds_by_word

_SIDE = r"(?:north|south)(?:[- ]?(?:east|west))?ern|(?:east|west)ern|central"
_LEADING = re.compile(
    rf"(?:the\s+)?(?:far\s+)?(?P<side>{_SIDE})\s+(?:part of |parts of )?(?:the\s+)?", re.IGNORECASE
)
_ARTICLE = re.compile(r"the\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Feature:
    """A mention taken apart: its bare name, the word for its kind, and the part that it speaks of."""

    name: str
    word: str | None = None
    side: str | None = None


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = sorted(kinds_by_word(), key=lambda word: (-len(word), word))
    word = "|".join(map(re.escape, words))
    before = re.compile(
        rf"(?P<word>{word})\s+(?P<of>of\s+)?(?:the\s+)?(?P<name>\S.*)", re.IGNORECASE | re.DOTALL
    )
    after = re.compile(rf"\s(?P<word>{word})\s*\Z", re.IGNORECASE)
    return before, after


def split_feature(text: str) -> Feature:
    """A mention's bare name, apart from the words around it, which come in lower case.

    "the town of Hajin" is Hajin, a town; "Anbar province" is Anbar, a province; "northern Syria" is Syria,
    its northern side. A name that would be left empty is left as it is.
    """
    name = text.strip()
    side = None
    lead = _LEADING.match(name)
    if lead and lead.end() < len(name):
        name, side = name[lead.end() :], re.sub(r"[\s-]", "", lead["side"].lower())
    article = _ARTICLE.match(name)
    if article and article.end() < len(name):
        name = name[article.end() :]
    before, after = _patterns()
    ahead = before.fullmatch(name)
    if ahead:
        return Feature(ahead["name"], ahead["word"].lower(), side)
    behind = after.search(name)
    if behind and behind.start():
        return Feature(name[: behind.start()].rstrip(), behind["word"].lower(), side)
    return Feature(name, None, side)


def without_feature(name: str) -> str:
    """A division's name without its kind: "Aleppo Governorate" is also "Aleppo". Its side stays: "Central Java" is not
    Java.
    """
    feature = split_feature(name)
    return name[: name.rfind(feature.name) + len(feature.name)] if feature.side else feature.name
