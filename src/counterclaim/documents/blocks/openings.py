"""Where the text proper begins: below the title, and below greetings, captions and the standfirst around it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from counterclaim.documents.blocks.decode import is_furniture
from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.head_lines import is_dated, is_names, may_be_title
from counterclaim.documents.blocks.lexicon import lexicon
from counterclaim.documents.blocks.lines import Unit

_LONGEST_DECK = 45
_HEAD_LINES = 14
_TOP = 5
_GREETING = 15
_PICTURE = 45
_CONTROL_WORDS = 8


@dataclass(frozen=True, slots=True)
class Opening:
    """The first unit of the text proper, and that of a standfirst in sentences above its byline."""

    first: int
    standfirst: int | None = None

    @property
    def below_title(self) -> int:
        """The first unit that stands below the title."""
        return self.first if self.standfirst is None else self.standfirst


def find_opening(units: list[Unit], surfaces: list[Surface], first: int) -> Opening:
    """Where the text proper begins, when its first running text is at `first`."""
    return _after_standfirst(units, surfaces, _after_greeting(surfaces, first))


def _after_greeting(surfaces: list[Surface], first: int) -> int:
    """The start of the text proper, when the title stands below a few lines of greeting."""
    passed = 0
    for index in range(first + 1, min(first + 8, len(surfaces) - 2)):
        passed += surfaces[index - 1].words
        one, after = surfaces[index], surfaces[index + 1]
        if one.sentence or one.kind != "short" or one.words < 3:
            continue
        if passed <= _GREETING and (after.kind == "byline" or (after.words >= 15 and after.kind == "prose")):
            return index + 1 + (after.kind == "byline")
        below = _below_head(surfaces, index + 1) if passed <= _PICTURE and may_be_title(one) else None
        if below is not None:
            return below
    return first


def _below_head(surfaces: list[Surface], index: int) -> int | None:
    """The first paragraph below a date or byline with buttons of the page around it, as under a title."""
    dated = controls = False
    for position in range(index, min(index + _HEAD_LINES, len(surfaces))):
        one = surfaces[position]
        if one.kind == "prose":
            return position if dated and controls else None
        dated |= one.kind in {"date", "byline"}
        controls |= is_furniture(one)
        if one.words > _CONTROL_WORDS and one.kind not in {"date", "byline"}:
            return None
    return None


def _after_standfirst(units: list[Unit], surfaces: list[Surface], first: int) -> Opening:
    """The start of the text proper, when the first sentences are those between a title and a byline."""
    after = surfaces[first + 1 : first + 2]
    if (
        not 0 < first < len(surfaces)
        or surfaces[first].words > _LONGEST_DECK
        or not may_be_title(surfaces[first - 1])
        or is_dated(surfaces[first - 1], lexicon())
        or not after
    ):
        return Opening(first)
    named = is_names(after[0]) and units[first].gap == 0 < units[first - 1].gap
    top = takewhile(lambda one: one.kind not in {"prose", "short"}, surfaces[first + 1 : first + _TOP])
    if not named and not any(one.kind in {"byline", "date"} for one in top):
        return Opening(first)
    for index in range(first + 2, min(first + _HEAD_LINES, len(surfaces))):
        if surfaces[index].kind == "prose":
            return Opening(index, first)
    return Opening(first)
