"""The top of a text: title, deck, byline and dates, between the page's furniture and the body."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.decode import evidence, is_furniture
from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.head_lines import (
    is_dated,
    is_keyed_date,
    is_names,
    is_place_date,
    is_post,
    may_be_title,
)
from counterclaim.documents.blocks.lexicon import Lexicon, bare, fold
from counterclaim.documents.blocks.lines import COLUMNS, Unit
from counterclaim.documents.blocks.measures import stems
from counterclaim.model import Role

_MAIL_HEADER = re.compile(r"(from|to|cc|bcc|reply-to|sent|date|subject)\s*:\s", re.I)
_SENTENCES = re.compile(r"[^\W\d_]{3}[.;] [^\W\d_]")
_MOST_BEFORE = 400
_KNOWN = 40.0
_STRONG = -5.0
_NO_TITLE = -8.5
_PHRASED = 4.0
_LONGEST_DECK = 45
_HEAD_LINES = 14
_NEAR_TITLE = 3
_CAPTION_WORDS = 6
_LEADS = 3
_CONTROL_WORDS = 8


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
        self._opening: int | None = None
        self._first = self._after_standfirst(self._after_greeting(first))
        body = [one.text for one in surfaces[self._first : self._first + 40] if one.kind == "prose"]
        self._about = stems(" ".join(body))
        self._leads = tuple(fold(text).removeprefix("the ") for text in body[:_LEADS])
        self.title = self._find(bare(fold(title)) if title else "")

    def _after_greeting(self, first: int) -> int:
        """The start of the text proper, when the title stands below a few lines of greeting."""
        passed = 0
        for index in range(first + 1, min(first + 8, len(self._surfaces) - 2)):
            passed += self._surfaces[index - 1].words
            one, after = self._surfaces[index], self._surfaces[index + 1]
            if passed > 15 or one.sentence or one.kind != "short" or one.words < 3:
                continue
            if after.kind == "byline" or (after.words >= 15 and after.kind == "prose"):
                return index + 1 + (after.kind == "byline")
        return first

    def _after_standfirst(self, first: int) -> int:
        """The start of the text proper, when the first sentences are those between a title and a byline."""
        after = self._surfaces[first + 1 : first + 2]
        if (
            not 0 < first < len(self._surfaces)
            or self._surfaces[first].words > _LONGEST_DECK
            or not may_be_title(self._surfaces[first - 1])
            or is_dated(self._surfaces[first - 1], self._lexicon)
            or not after
        ):
            return first
        named = is_names(after[0]) and self._units[first].gap == 0 < self._units[first - 1].gap
        if after[0].kind not in {"byline", "date"} and not named:
            return first
        for index in range(first + 2, min(first + _HEAD_LINES, len(self._surfaces))):
            if self._surfaces[index].kind == "prose":
                self._opening = first
                return index
        return first

    def _find(self, wanted: str) -> int | None:
        scores: dict[int, float] = {}
        passed = 0
        contact = 0
        below = self._first if self._opening is None else self._opening
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
        return surface.words >= 4 and "|" not in surface.text

    def _is_upper_title(self, surface: Surface) -> bool:
        """Whether a line right above the title is the headline, and what was taken for it the standfirst."""
        index = self.title or 0
        apart = self._units[index - 1].gap > self._units[index].gap
        return (
            surface.words >= (3 if apart else 5)
            and may_be_title(surface)
            and not surface.label
            and not surface.phrases
            and not any(mark in surface.text for mark in ("|", " · ", " > ", " / "))
            and (apart or bool(stems(surface.text) & self._about))
        )

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
        if _MAIL_HEADER.match(surface.text):
            return 3.0 if surface.folded.startswith("subject") else 0.0
        return (
            score
            + 1.5 * self._byline_follows(index)
            + 2.0 * (surface.words >= 2 and any(lead.startswith(f"{own_words} ") for lead in self._leads))
            + 1.5 * (index == 0 and self._clutter == 0)
            + 1.5 * (index == self._first - 1 and index > 0 and self._surfaces[index - 1].kind == "date")
            - 1.5 * (surface.words < 3)
            - 2.5 * bool(surface.label)
            - 2.0 * surface.text[0].islower()
            - 1.5 * ("|" in surface.text or " · " in surface.text or surface.text.count(" - ") > 1)
            - 1.0 * is_dated(surface, self._lexicon)
            - 2.0 * (surface.kind == "item")
            - 2.5 * any(one.kind == "time" for one in self._surfaces[max(0, index - 2) : index])
        )

    def _byline_follows(self, index: int) -> bool:
        return index + 1 == self._opening or any(
            (one.kind in {"byline", "date"} and not one.label) or is_place_date(one, self._lexicon)
            for one in self._surfaces[index + 1 : index + 5]
        )

    def roles(self) -> dict[int, Role]:
        """Roles of the units up to the first of the body."""
        found: dict[int, Role] = {}
        for index in range(min(8, len(self._units))):
            header = _MAIL_HEADER.match(self._surfaces[index].text)
            if header and index < self._first:
                name = header[1].casefold()
                found[index] = {"subject": Role.TITLE, "date": Role.DATELINE, "sent": Role.DATELINE}.get(
                    name, Role.FURNITURE
                )
        if self.title is None or self.title >= self._first:
            return found
        for index in range(self.title):
            found.setdefault(index, self._before(index))
        found[self.title] = Role.TITLE
        deck, signed = True, False
        for index in range(self.title + 1, self._first):
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
        return Role.BODY if self._clutter == 0 and surface.words > 10 else Role.FURNITURE

    def _is_dated_below(self) -> bool:
        """Whether a date of the text stands below the title: one above is the day the page was seen."""
        top = self._surfaces[(self.title or 0) + 1 : self._first]
        return any(one.kind == "date" or (one.kind == "byline" and "#" in one.folded) for one in top)

    def _after(self, index: int, deck: bool, signed: bool) -> Role | None:
        surface = self._surfaces[index]
        if self._pulls[index] <= _STRONG and not is_place_date(surface, self._lexicon):
            return Role.FURNITURE
        if (surface.label and surface.label.whole) or surface.kind in {"menu", "number", "rule", "link"}:
            return Role.FURNITURE
        if surface.kind in {"byline", "date", "time"} or is_place_date(surface, self._lexicon):
            return Role.DATELINE
        if is_keyed_date(surface, self._lexicon):
            return Role.DATELINE
        above = self._surfaces[index - 1]
        under_byline = above.kind == "byline" and "," in surface.text
        under_date = above.kind == "date" and self._units[index].gap == 0
        if (not signed or under_byline or under_date) and self._pulls[index] <= 0 and is_names(surface):
            return Role.DATELINE
        if signed and is_names(above) and is_post(surface) and self._units[index].gap == 0:
            return Role.DATELINE
        if surface.kind == "label" and surface.label and surface.label.weight >= 4 and surface.words <= 25:
            return Role.FURNITURE
        if (
            deck
            and surface.kind == "short"
            and surface.words >= 5
            and not surface.sentence
            and (may_be_title(surface) or _SENTENCES.search(surface.text))
            and not surface.folded.endswith(":")
            and surface.phrases < _PHRASED
            and self._pulls[index] <= 0
        ):
            return Role.TITLE
        own = stems(surface.text)
        if (
            self.title is not None
            and own
            and len(own & stems(self._surfaces[self.title].text)) > 0.7 * len(own)
        ):
            return Role.TITLE if deck or index - self.title <= _NEAR_TITLE else Role.FURNITURE
        if surface.kind in {"caption", "note"}:
            return Role.CAPTION if surface.kind == "caption" else Role.EDITORIAL_NOTE
        text = surface.kind in {"short", "item"} and surface.words >= 5 and not surface.label
        follows = signed and text and not surface.phrases and 3 * len(own & self._about) >= len(own)
        if follows or evidence(surface, self._clutter) + min(0.0, self._pulls[index]) > 0:
            return Role.BODY
        control = signed and self._clutter > 0 and index + 1 < self._first and self._pulls[index] <= 0
        return Role.FURNITURE if control and surface.words <= _CONTROL_WORDS else None

    def _standfirst(self) -> dict[int, Role]:
        """A sentence right under the title and right above the byline."""
        if self.title is not None and self._opening is not None and self._opening > self.title:
            return {self._opening: Role.TITLE}
        if self.title is None or self.title + 1 != self._first:
            return {}
        one, after = self._surfaces[self._first], self._surfaces[self._first + 1 : self._first + 2]
        if one.words <= 45 and after and after[0].kind in {"byline", "date"}:
            return {self._first: Role.TITLE}
        return {}
