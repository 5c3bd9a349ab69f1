"""Forms and players of a page inside its text: fields to fill in, polls, the times of a recording."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.offers import is_offer_button

_FIELD = re.compile(r"(?:your|enter|type)\s(?:\S+\s?){1,4}|(?:\S+\s){0,2}e-?mail(?:\saddress)?\s?\*?", re.I)
_ASKED = re.compile(r"(?:get|keep|stay|join|sign|subscribe|receive|never|don't|want|enjoy|register|let)\b")
_LENGTH = re.compile(r"-?\d{1,2}(?::\d{2}){1,2}")
_CHOICES = range(2, 8)
_CHOICE_WORDS = 4
_BOX_WORDS = 30
_BOX_LINES = 3
_PULL = -5.0


def forms(surfaces: list[Surface], clutter: float) -> dict[int, float]:
    """Pulls for the lines of forms, polls and players, on a page with furniture."""
    if clutter == 0:
        return {}
    found: set[int] = set()
    for index, surface in enumerate(surfaces):
        if _is_field(surface):
            found.update(_box(index, surfaces))
        elif is_offer_button(surface):
            found.update(_poll(index, surfaces))
        elif index and _is_length(surface) and _is_length(surfaces[index - 1]):
            found.update((index - 1, index))  # how far a recording has run, and its length
            near = (index - 2, index + 1)
            found.update(place for place in near if 0 <= place < len(surfaces) and _is_word(surfaces[place]))
    return dict.fromkeys(found, _PULL * min(1.0, 4 * clutter))


def _is_field(surface: Surface) -> bool:
    plain = surface.kind in {"short", "label"} and not surface.sentence and surface.words <= 5
    return plain and _FIELD.fullmatch(surface.folded) is not None


def _box(field: int, surfaces: list[Surface]) -> set[int]:
    """The field, the brief lines above it that invite to fill it in, their heading, and the button below."""
    box = {field}
    top = field
    for index in range(field - 1, max(-1, field - 1 - _BOX_LINES), -1):
        if surfaces[index].words > _BOX_WORDS or not _ASKED.match(surfaces[index].folded):
            break
        top = index
        box.add(index)
    below = surfaces[field + 1 : field + 2]
    if top < field and below and _is_plain_short(below[0]):
        box.add(field + 1)
    return box


def _poll(button: int, surfaces: list[Surface]) -> set[int]:
    """A question with a few choices and a button below them."""
    for index in range(button - 1, max(-1, button - 2 - _CHOICES.stop), -1):
        if surfaces[index].text.endswith("?") and button - index - 1 in _CHOICES:
            return set(range(index, button + 1))
        if surfaces[index].words > _CHOICE_WORDS or surfaces[index].sentence:
            break
    return set()


def _is_plain_short(surface: Surface) -> bool:
    return surface.kind == "short" and surface.words <= _CHOICE_WORDS and not surface.sentence


def _is_length(surface: Surface) -> bool:
    return surface.kind == "time" and _LENGTH.fullmatch(surface.text) is not None


def _is_word(surface: Surface) -> bool:
    return surface.words == 1 and surface.kind in {"short", "label", "item", "number"}
