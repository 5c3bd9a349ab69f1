"""Headings of the report's own parts that are numbered ("II. Armed groups") or ask ("Who fights whom?")."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from counterclaim.documents.blocks.features import Surface, is_date
from counterclaim.documents.blocks.lexicon import lexicon

_NUMBERED = re.compile(
    r"(?:(?P<arabic>\d{1,2})|(?P<roman>[IVX]{1,5})|(?P<letter>[A-H]))[.)]?\s{1,4}[^\W\d_a-z]"
)
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV"]
_MOST_WORDS = 10
_LEAST_QUESTIONS = 3
_QUESTION_WORDS = 14
_LEAST_DAYS = 3
_MOST_DAYS = 0.7
_ENTRY = frozenset({"prose", "caption", "item"})
_FAVOUR = 3.0
_LEAST_CAPITALS = 3
_LEAST_TITLED = 2
_TITLED = 0.34
_SUBHEAD_WORDS = 8
_KINDS = frozenset({"item", "short", "label", "counter"})


def as_headings(surfaces: list[Surface]) -> list[Surface]:
    """The surfaces, where headings that are numbered or dates are no labels of a page, whatever their words."""
    found = {*_headings(surfaces), *_days(surfaces)}
    return [
        replace(one, kind="item", label=None, phrases=0.0) if index in found else one
        for index, one in enumerate(surfaces)
    ]


def subheads(surfaces: list[Surface]) -> dict[int, float]:
    """Favours for numbered headings, and for questions that head the parts of a text."""
    asked = [
        index for index, one in enumerate(surfaces[:-1]) if _asks(one) and surfaces[index + 1].kind == "prose"
    ]
    questions = asked if len(asked) >= _LEAST_QUESTIONS else []
    return dict.fromkeys([*_headings(surfaces), *_days(surfaces), *questions], _FAVOUR)


def _days(surfaces: list[Surface]) -> list[int]:
    """Dates that head the entries of a chronology: text right below each, and above each that of the one before."""
    days = [
        index
        for index, one in enumerate(surfaces[:-1])
        if _is_day(one) and surfaces[index + 1].kind in _ENTRY
    ]
    inside = sum(surfaces[index - 1].kind in _ENTRY for index in days[1:])
    different = len({surfaces[index].text for index in days}) == len(days)
    return days if len(days) >= _LEAST_DAYS and different and inside >= _MOST_DAYS * (len(days) - 1) else []


def _is_day(surface: Surface) -> bool:
    plain = surface.kind in {"date", "item"} and surface.words <= _MOST_WORDS and ":" not in surface.text
    return plain and is_date(surface.folded, lexicon())


def _asks(surface: Surface) -> bool:
    plain = surface.kind in {"short", "prose"} and not surface.quote and not surface.label
    return plain and surface.text[-1] == "?" and 3 <= surface.words <= _QUESTION_WORDS


def _headings(surfaces: list[Surface]) -> list[int]:
    """Numbered brief lines, one after the other from the first, each right above running text."""
    found: list[int] = []
    for style in ("arabic", "roman", "letter"):
        run: list[int] = []
        for index, surface in enumerate(surfaces[:-1]):
            number = _number(surface, style)
            if number and number == len(run) + 1 and _heads_text(index, surfaces):
                run.append(index)
        found.extend(run if len(run) > 1 else ())
    return found


def _number(surface: Surface, style: str) -> int:
    if surface.words > _MOST_WORDS or surface.sentence or surface.kind not in _KINDS:
        return 0
    mark = _NUMBERED.match(surface.text)
    if not mark or not mark[style]:
        return 0
    if style == "arabic":
        return int(mark[style])
    if style == "letter":
        return ord(mark[style]) - ord("A") + 1
    return _ROMAN.index(mark[style]) + 1 if mark[style] in _ROMAN else 0


def _heads_text(index: int, surfaces: list[Surface]) -> bool:
    """Whether running text stands right below, another heading between at most."""
    return any(one.kind in {"prose", "caption"} for one in surfaces[index + 1 : index + 3])


def subheads_alike(surfaces: list[Surface]) -> set[int]:
    """Lines in capitals, or with a capital at each word, between two paragraphs: the report's subheads if several."""
    capitals = _between_paragraphs(surfaces, lambda one: one.capitals, _LEAST_CAPITALS)
    titled = _between_paragraphs(
        surfaces, lambda one: not one.capitals and one.lower <= _TITLED, _LEAST_TITLED
    )
    return capitals | {index for index in titled if surfaces[index].words <= _SUBHEAD_WORDS}


def _between_paragraphs(
    surfaces: list[Surface], is_shaped: Callable[[Surface], bool], least: int
) -> set[int]:
    found = {
        index + 1
        for index, (above, one, below) in enumerate(zip(surfaces, surfaces[1:], surfaces[2:], strict=False))
        if one.kind == "short"
        and is_shaped(one)
        and below.kind == "prose"
        and above.kind in {"prose", "item"}
    }
    return found if len(found) >= least else set()
