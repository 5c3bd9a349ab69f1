"""The title among the lines above a text: each has a score, by its words, its place and what stands around it."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.head_lines import (
    is_dated,
    is_names,
    is_place_date,
    is_stamped,
    may_be_title,
)
from counterclaim.documents.blocks.lexicon import Lexicon, bare, fold
from counterclaim.documents.blocks.lines import COLUMNS, Unit
from counterclaim.documents.blocks.measures import stems
from counterclaim.documents.blocks.openings import Opening

MAIL_HEADER = re.compile(r"(from|to|cc|bcc|reply-to|sent|date|subject)\s*:\s", re.I)
_TRAIL = re.compile(r"\||\s/|/\s|[›»>→]")
_MOST_BEFORE = 400
_KNOWN = 40.0
_ADVERTISED = -4.5
_NO_TITLE = -7.5
_PHRASED = 4.0
_LEADS = 3


class Titles:
    """The lines of one text that may be its title."""

    def __init__(
        self,
        units: list[Unit],
        surfaces: list[Surface],
        pulls: list[float],
        opening: Opening,
        about: set[str],
        lexicon: Lexicon,
        clutter: float,
    ) -> None:
        self._units = units
        self._surfaces = surfaces
        self._pulls = pulls
        self._opening = opening
        self._about = about
        self._lexicon = lexicon
        self._clutter = clutter
        leads = [one.text for one in surfaces[opening.first :] if one.kind == "prose"][:_LEADS]
        self._leads = tuple(fold(text).removeprefix("the ") for text in leads)
        self._contents = {one.folded for one, pull in zip(surfaces, pulls, strict=True) if pull <= _NO_TITLE}

    def find(self, wanted: str) -> int | None:
        """The unit of the title, when there is one. `wanted` is what is known of it, folded."""
        scores: dict[int, float] = {}
        passed = 0
        contact = 0
        below = self._opening.below_title
        last = min(below, len(self._units) - 1, 12 if self._clutter == 0 else len(self._units))
        for index in range(last, max(-1, last - _MOST_BEFORE), -1):
            surface = self._surfaces[index]
            score = self._score(index, wanted)
            if score > 0:
                scores[index] = score - 0.12 * passed - contact
            passed += surface.kind in {"short", "prose"} and surface.words >= 4
            contact += bool(surface.label and surface.label.name == "contact")
        if not scores:
            return None
        best = max(scores, key=lambda index: scores[index])
        same = [
            index
            for index in range(best + 1, below)
            if self._surfaces[index].folded == self._surfaces[best].folded
        ]
        if same and scores[best] < _KNOWN / 2:
            return same[-1]
        while (
            scores[best] < _KNOWN / 2
            and self._above(best) in scores
            and self._may_stand_above(self._above(best))
            and scores[self._above(best)] > 0.6 * scores[best]
        ):
            best = self._above(best)
        return best

    def _may_stand_above(self, index: int) -> bool:
        """Whether a line may be the title over what looks like one: names of the site and issue may not."""
        surface = self._surfaces[index]
        return surface.words >= 4 and not _TRAIL.search(surface.text) and self._pulls[index] > _ADVERTISED

    def _above(self, index: int) -> int:
        """The line above, over an empty line or a rule."""
        return index - 1 if index == 0 or self._surfaces[index - 1].kind != "rule" else index - 2

    def _score(self, index: int, wanted: str) -> float:
        surface = self._surfaces[index]
        own_words = bare(surface.folded)
        if wanted and (wanted == own_words or (surface.words >= 4 and wanted.startswith(f"{own_words} "))):
            return _KNOWN  # the title of a page is often followed by the site's name
        if (
            surface.links
            or surface.phrases >= _PHRASED
            or "\t" in self._units[index].text
            or COLUMNS.search(surface.text)
            or not may_be_title(surface)
            or self._pulls[index] > 0
            or self._pulls[index] < _NO_TITLE
            or is_place_date(surface, self._lexicon)
        ):
            return 0.0
        own = stems(surface.text)
        shared = len(own & self._about)
        score = 2.0 * shared / max(1, len(own)) + 0.4 * min(shared, 5) + 0.2 * min(surface.words, 12)
        if MAIL_HEADER.match(surface.text):
            return 3.0 if surface.folded.startswith("subject") else 0.0
        return (
            score
            + 1.5 * self._byline_follows(index)
            + 2.0 * (surface.words >= 2 and any(lead.startswith(f"{own_words} ") for lead in self._leads))
            + 1.5 * (index == 0 and self._clutter == 0)
            + 1.5
            * (index == self._opening.first - 1 and index > 0 and self._surfaces[index - 1].kind == "date")
            - 2.0 * (self._pulls[index] <= _ADVERTISED)
            - 1.5 * self._is_below_date(index)
            - 2.0 * any(one.kind == "menu" for one in self._surfaces[index + 1 : index + 2])
            - 1.5 * (surface.words < 3)
            - 3.0 * (surface.folded in self._contents)
            - 4.0 * (is_names(surface) and "," in surface.text)
            - 2.5 * bool(surface.label)
            - 2.0 * surface.text[0].islower()
            - 1.5 * ("|" in surface.text or " · " in surface.text or surface.text.count(" - ") > 1)
            - 1.0 * is_dated(surface, self._lexicon)
            - 2.0 * (surface.kind == "item")
            - 2.5 * any(one.kind == "time" for one in self._surfaces[max(0, index - 2) : index])
        )

    def _is_below_date(self, index: int) -> bool:
        """Whether a date stands right above, and above that what may be the title."""
        if index < 2:
            return False
        title, date = self._surfaces[index - 2], self._surfaces[index - 1]
        dated = date.kind == "date" or is_place_date(date, self._lexicon)
        return (
            dated and title.words >= 4 and may_be_title(title) and not title.label and "|" not in title.text
        )

    def _byline_follows(self, index: int) -> bool:
        return index + 1 == self._opening.standfirst or any(
            (one.kind in {"byline", "date"} and not one.label)
            or is_place_date(one, self._lexicon)
            or is_stamped(one, self._lexicon)
            for one in self._surfaces[index + 1 : index + 5]
        )
