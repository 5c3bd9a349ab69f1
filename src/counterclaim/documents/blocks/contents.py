"""Tables of contents under a label: each line stands again further on, or counts on from the one above."""

from __future__ import annotations

import re
from collections.abc import Callable

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lexicon import bare

NUMBERING = re.compile(r"^[#.\s)ivx]+(?=\w)|[\s.]+#$")
_EDIT_LINK = re.compile(r"\[\s*edit\b[^\]]{0,30}\]?")
_HEADING_WORDS = 12
_LISTED = re.compile(r"0?(\d{1,2})[.)]?\s")
_EDIT_WORD = re.compile(r"\sedit(?:\ssource)?$")
_LONGEST = 20
_TOP = frozenset({"(top)", "beginning", "top"})


class Contents:
    """The tables of contents of one text."""

    def __init__(self, surfaces: list[Surface], is_heading: Callable[[Surface], bool]) -> None:
        self._surfaces = surfaces
        self._is_heading = is_heading
        self._last_place: dict[str, int] | None = None

    def below(self, label: int) -> tuple[int, list[int]]:
        """The unit after the table below `label`, and the headings further on that its lines name."""
        if self._last_place is None:
            self._last_place = {
                _heading_key(one): position
                for position, one in enumerate(self._surfaces)
                if one.words <= _LONGEST
            }
        headings: list[int] = []
        position = label + 1
        while position < len(self._surfaces):
            key = _heading_key(self._surfaces[position])
            place = self._last_place.get(key, -1) if key else -1
            if place <= position and not self._is_listed(position, label):
                break
            if place > position and self._surfaces[place].kind in {"short", "label"}:
                headings.append(place)
            position += 1
        return position, headings

    def _is_listed(self, position: int, label: int) -> bool:
        """Whether a line that does not come again is of the table: a number, or a numbered heading that counts on."""
        surface = self._surfaces[position]
        if surface.folded in _TOP or surface.kind == "number":
            return True
        if surface.kind == "menu" and surface.text[-1].isdigit():
            return True
        above, after = self._surfaces[position - 1], self._surfaces[position + 1 : position + 2]
        number = _listed_number(surface)
        opens = number == 1 and (position == label + 1 or self._is_heading(above))
        counts_on = number > 1 and number == _listed_number(above) + 1
        summary = self._is_heading(surface) and any(_listed_number(one) == 1 for one in after)
        return opens or counts_on or summary


def _heading_key(surface: Surface) -> str:
    return NUMBERING.sub("", bare(_EDIT_WORD.sub("", _EDIT_LINK.sub("", surface.folded))))


def _listed_number(surface: Surface) -> int:
    """The number of a line of a table of contents ("02 The crossing points"), 0 for other lines."""
    found = _LISTED.match(surface.text)
    plain = surface.kind == "item" and surface.words <= _HEADING_WORDS and not surface.sentence
    return int(found[1]) if found and plain else 0
