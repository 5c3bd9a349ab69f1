"""The top of a text: title, deck, byline and dates, between the page's furniture and the body."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.decode import evidence, is_furniture
from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.head_lines import (
    is_keyed_date,
    is_names,
    is_place_date,
    is_post,
    is_stamped,
    may_be_title,
)
from counterclaim.documents.blocks.lexicon import Lexicon, bare, fold
from counterclaim.documents.blocks.lines import COLUMNS, Unit
from counterclaim.documents.blocks.measures import stems
from counterclaim.documents.blocks.openings import find_opening
from counterclaim.documents.blocks.titles import MAIL_HEADER, Titles
from counterclaim.model import Role

_SENTENCES = re.compile(r"[^\W\d_]{3}[.;] [^\W\d_]")
_STRONG = -5.0
_PHRASED = 4.0
_LONGEST_DECK = 45
_DECK_WORDS = 5
_REPEATED = 0.7
_NEAR_TITLE = 3
_CAPTION_WORDS = 6
_SAME = 24
_CONTROL_WORDS = 8
_LOOKED_AT = 40


class Head:
    """Finds the title and names the lines around it, above `first`, where running text starts."""

    def __init__(
        self,
        units: list[Unit],
        surfaces: list[Surface],
        pulls: list[float],
        first: int,
        title: str | None,
        lexicon: Lexicon,
        clutter: float,
    ) -> None:
        self._units = units
        self._surfaces = surfaces
        self._pulls = pulls
        self._clutter = clutter
        self._lexicon = lexicon
        self._opening = find_opening(units, surfaces, first)
        near = surfaces[self._opening.first : self._opening.first + _LOOKED_AT]
        self._about = stems(" ".join(one.text for one in near if one.kind == "prose"))
        titles = Titles(units, surfaces, pulls, self._opening, self._about, lexicon, clutter)
        self.title = titles.find(bare(fold(title)) if title else "")

    def roles(self) -> dict[int, Role]:
        """Roles of the units up to the first of the body."""
        found: dict[int, Role] = {}
        for index in range(min(8, len(self._units))):
            header = MAIL_HEADER.match(self._surfaces[index].text)
            if header and index < self._opening.first:
                name = header[1].casefold()
                found[index] = {"subject": Role.TITLE, "date": Role.DATELINE, "sent": Role.DATELINE}.get(
                    name, Role.FURNITURE
                )
        if self.title is None or self.title >= self._opening.first:
            return found
        for index in range(self.title):
            found.setdefault(index, self._before(index))
        found[self.title] = Role.TITLE
        deck, signed = True, False
        for index in range(self.title + 1, self._opening.first):
            role = self._after(index, deck, signed)
            signed = signed or role is Role.DATELINE
            if role is not None:
                found[index] = role
            deck = deck and role is Role.TITLE
        return found | self._standfirst()

    def _before(self, index: int) -> Role:
        surface = self._surfaces[index]
        near = self.title is not None and self.title - index <= 3
        if is_furniture(surface):
            return Role.FURNITURE
        if near and surface.kind in {"byline", "date"} and not surface.label:
            today = surface.kind == "date" and self._clutter > 0 and self._is_dated_below()
            return Role.FURNITURE if today else Role.DATELINE
        if index + 1 == self.title and self._is_upper_title(surface):
            return Role.TITLE
        if surface.kind == "note":
            return Role.EDITORIAL_NOTE
        if surface.kind == "caption" and surface.words >= _CAPTION_WORDS and self._pulls[index] >= 0:
            return Role.CAPTION
        beside = self._surfaces[max(0, index - 1) : index] + self._surfaces[index + 1 : index + 2]
        shown = surface.kind in {"prose", "caption"} and surface.words <= _LONGEST_DECK
        if shown and any(
            one.kind == "caption" or (one is not surface and one.folded[:_SAME] == surface.folded[:_SAME])
            for one in beside
        ):
            return Role.CAPTION
        return Role.BODY if self._clutter == 0 and surface.words > 10 else Role.FURNITURE

    def _is_dated_below(self) -> bool:
        """Whether a date of the text stands below the title: one above is the day the page was seen."""
        top = self._surfaces[(self.title or 0) + 1 : self._opening.first]
        return any(one.kind == "date" or (one.kind == "byline" and "#" in one.folded) for one in top)

    def _is_upper_title(self, surface: Surface) -> bool:
        """Whether a line right above the title is the headline, and what was taken for it the standfirst."""
        index = self.title or 0
        apart = self._units[index - 1].gap > self._units[index].gap
        return (
            surface.words >= (3 if apart else 5)
            and may_be_title(surface)
            and not surface.label
            and not surface.phrases
            and not COLUMNS.search(surface.text)
            and not any(mark in surface.text for mark in ("|", " · ", " > ", " / "))
            and (apart or bool(stems(surface.text) & self._about) or is_furniture(self._surfaces[index - 2]))
        )

    def _after(self, index: int, deck: bool, signed: bool) -> Role | None:
        surface = self._surfaces[index]
        if self._pulls[index] <= _STRONG and not is_place_date(surface, self._lexicon):
            return Role.FURNITURE
        if surface.label and surface.label.name == "ago" and index - (self.title or 0) <= _NEAR_TITLE:
            return Role.DATELINE
        if (surface.label and surface.label.whole) or surface.kind in {"menu", "number", "rule", "link"}:
            return None if surface.kind == "number" and self._pulls[index] > 0 else Role.FURNITURE
        if self._is_date(surface) or self._is_author(index, signed):
            return Role.DATELINE
        if surface.kind == "label" and surface.label and surface.label.weight >= 4 and surface.words <= 25:
            return Role.FURNITURE
        if (deck and self._is_deck(index)) or self._repeats_title(surface):
            near = index - (self.title or 0) <= _NEAR_TITLE
            return Role.TITLE if deck or near else Role.FURNITURE
        if surface.kind in {"caption", "note"}:
            return Role.CAPTION if surface.kind == "caption" else Role.EDITORIAL_NOTE
        if (signed and self._opens_text(surface)) or evidence(surface, self._clutter) + min(
            0.0, self._pulls[index]
        ) > 0:
            return Role.BODY
        control = signed and self._clutter > 0 and index + 1 < self._opening.first and self._pulls[index] <= 0
        return Role.FURNITURE if control and surface.words <= _CONTROL_WORDS else None

    def _is_date(self, surface: Surface) -> bool:
        dated = surface.kind in {"byline", "date", "time"} or is_place_date(surface, self._lexicon)
        return dated or is_keyed_date(surface, self._lexicon) or is_stamped(surface, self._lexicon)

    def _is_author(self, index: int, signed: bool) -> bool:
        """Whether the line has names of authors, or says below one what they are."""
        surface, above, after = self._surfaces[index], self._surfaces[index - 1], self._surfaces[index + 1]
        if signed and is_names(above) and is_post(surface):
            return True
        if self._pulls[index] > 0 or not is_names(surface):
            return False
        close = self._units[index].gap == 0
        under_byline = above.kind == "byline" and "," in surface.text
        under_date = close and (above.kind == "date" or (above.kind == "byline" and "#" in above.folded))
        under_name = close and is_names(above) and not surface.label
        return not signed or under_byline or under_date or under_name or is_post(after)

    def _is_deck(self, index: int) -> bool:
        """Whether a line under the title goes on with it."""
        surface = self._surfaces[index]
        plain = surface.kind == "short" and not surface.sentence and not surface.folded.endswith(":")
        told = may_be_title(surface) or _SENTENCES.search(surface.text) is not None
        return (
            plain
            and told
            and surface.words >= _DECK_WORDS
            and surface.phrases < _PHRASED
            and self._pulls[index] <= 0
        )

    def _repeats_title(self, surface: Surface) -> bool:
        own = stems(surface.text)
        if self.title is None or not own:
            return False
        return len(own & stems(self._surfaces[self.title].text)) > _REPEATED * len(own)

    def _opens_text(self, surface: Surface) -> bool:
        """Whether a brief line below the byline speaks of what the text does."""
        own = stems(surface.text)
        plain = surface.kind in {"short", "item"} and not surface.label and not surface.phrases
        return plain and surface.words >= _DECK_WORDS and 3 * len(own & self._about) >= len(own)

    def _standfirst(self) -> dict[int, Role]:
        """A sentence right under the title and right above the byline."""
        first, standfirst = self._opening.first, self._opening.standfirst
        if self.title is not None and standfirst is not None and standfirst > self.title:
            return {standfirst: Role.TITLE}
        if self.title is None or self.title + 1 != first:
            return {}
        one, after = self._surfaces[first], self._surfaces[first + 1 : first + 2]
        if one.words <= _LONGEST_DECK and after and after[0].kind in {"byline", "date"}:
            return {first: Role.TITLE}
        return {}
