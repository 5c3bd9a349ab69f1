"""Headings of the report's own, told by their words, and the key points or figures below them."""

from __future__ import annotations

import re
from itertools import takewhile

from counterclaim.documents.blocks.contents import NUMBERING
from counterclaim.documents.blocks.decode import is_furniture
from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lexicon import Lexicon, bare
from counterclaim.documents.blocks.lines import Unit

EDIT_LINK = re.compile(r"\[\s*edit\b[^\]]{0,30}\]?")
_MENU_LINES = 6
_LEAST_BELOW = 2
_POINTS = 12
_HEAD = 6
_SIGNED = re.compile(r"\b\d{1,2}[./-]\d{1,2}[./-]\d{4}\b")
_LINK_WORDS = 4


class OwnHeadings:
    """Adds to `pulls` what such headings say of their lines."""

    def __init__(
        self, units: list[Unit], surfaces: list[Surface], pulls: list[float], lexicon: Lexicon
    ) -> None:
        self._units = units
        self._surfaces = surfaces
        self._pulls = pulls
        self._lexicon = lexicon

    def favour(self, index: int) -> None:
        """A heading of the report's own, by its words or by the "[edit]" under it, and the lines below it."""
        surface = self._surfaces[index]
        if index + 1 < len(self._units) and EDIT_LINK.match(self._surfaces[index + 1].folded):
            self._pulls[index] += 6.0
        if self.is_one(surface) and not (self._is_in_menu(index) or self._heads_title(index)):
            self._pulls[index] += 1.0
            self._favour_below(index)
        elif (
            surface.kind == "short"
            and self._lexicon.content_keys.find(surface.folded)
            and surface.words <= 25
        ):
            self._pulls[index] += 1.2

    def _is_in_menu(self, index: int) -> bool:
        """Whether brief lines stand right above and below, one of them surely a link of the page."""
        above = list(takewhile(_is_link_text, reversed(self._surfaces[max(0, index - _MENU_LINES) : index])))
        below = list(takewhile(_is_link_text, self._surfaces[index + 1 : index + 1 + _MENU_LINES]))
        return len(below) >= _LEAST_BELOW and any(is_furniture(one) for one in above + below)

    def _favour_below(self, index: int) -> None:
        """Short lines right below a heading of the report are its key points or figures."""
        below = self._surfaces[index + 1 : index + _POINTS]
        close = self._units[index + 1].gap if below else 0
        points = 0
        for one, unit in zip(below, self._units[index + 1 :], strict=False):
            if one.label or unit.gap > close or one.kind not in {"short", "item"}:
                break
            points += 1
        for position in range(index + 1, index + 1 + points):
            self._pulls[position] += 1.0

    def _heads_title(self, index: int) -> bool:
        """Whether a title and its byline or date stand right below: the line names a section of the site."""
        for one in self._surfaces[index + 1 : index + _HEAD]:
            if one.kind in {"byline", "date"} or (_SIGNED.search(one.text) and not one.sentence):
                return True
            if one.kind not in {"short", "label"}:
                return False
        return False

    def is_one(self, surface: Surface) -> bool:
        """Whether the line is a heading that reports have: "Key findings", "Casualties"."""
        key = bare(NUMBERING.sub("", surface.folded))
        return key in self._lexicon.content_headings and not surface.sentence


def _is_link_text(surface: Surface) -> bool:
    return (
        surface.words <= _LINK_WORDS and not surface.sentence and surface.kind in {"short", "label", "menu"}
    )
