"""Sections that a label opens: lists of other stories, sign-up boxes, comments, contacts, and the end.

Each rule gives its lines a pull, log-odds to add to their own evidence (negative is against body text), so
that the last word is the decoder's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from counterclaim.documents.blocks.contents import Contents
from counterclaim.documents.blocks.decode import is_furniture
from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lexicon import Lexicon
from counterclaim.documents.blocks.lines import Unit
from counterclaim.documents.blocks.measures import prose_before
from counterclaim.documents.blocks.own_headings import EDIT_LINK, OwnHeadings
from counterclaim.documents.blocks.patterns import is_post_mark
from counterclaim.documents.blocks.story_lists import StoryLists

_ENOUGH_BODY = 60
_AD_RESUMES = (
    "story continues",
    "article continues",
    "continue reading",
    "continues below",
    "scroll to continue",
)


class Sections:
    """Pulls of one text's units."""

    def __init__(
        self, units: list[Unit], surfaces: list[Surface], fixed: set[int], clutter: float, lexicon: Lexicon
    ) -> None:
        self._units = units
        self._surfaces = surfaces
        self._fixed = fixed
        self._prose_before = prose_before(surfaces, fixed)
        self._ended = False
        self.pulls = [0.0] * len(units)
        self._headings = OwnHeadings(units, surfaces, self.pulls, lexicon)
        self._listing = Contents(surfaces, self._headings.is_one)
        self._stories = StoryLists(
            units, surfaces, fixed, self._prose_before, self.pulls, self._headings.is_one
        )
        openers = {
            "list": self._stories.open,
            "tags": self._tags,
            "promo": self._promo,
            "comments": self._comments,
            "contact": self._contact,
            "about": self._about,
            "contents": self._contents,
            "sponsor": self._sponsor,
            "advert": self._advert,
        }
        index = 0
        while index < len(units):
            index = max(index + 1, self._open(index, openers, clutter))

    def _open(self, index: int, openers: Mapping[str, Callable[[int], int]], clutter: float) -> int:
        """Pull what the unit at `index` opens; the unit to go on with."""
        surface = self._surfaces[index]
        label = surface.label
        below = self._surfaces[index + 1].folded if index + 1 < len(self._units) else ""
        if EDIT_LINK.match(below):
            label = None
        if index in self._fixed:
            return index + 1
        if surface.kind == "end" or (label and label.opens == "end"):
            return self._end(index)
        late_contact = label and label.opens == "contact" and self._is_late(index)
        if label and label.opens and (label.sure or clutter > 0 or late_contact) and not surface.says_all:
            return openers[label.opens](index)
        if _is_about(surface) and self._is_late(index):
            return self._about(index)
        self._headings.favour(index)
        return index + 1

    def _is_late(self, index: int) -> bool:
        return self._prose_before[index] >= max(_ENOUGH_BODY, 0.6 * self._prose_before[-1])

    def _tags(self, index: int) -> int:
        position = index + 1
        while position < len(self._units) and position - index <= 40:
            surface = self._surfaces[position]
            if position in self._fixed or surface.sentence or surface.words > 12 or surface.kind == "prose":
                break
            if (
                self._headings.is_one(surface)
                or self._stories.is_next_entry(position)
                or self._stories.is_head(position)
            ):
                break
            if surface.label and surface.label.opens:
                break
            self.pulls[position] -= 3.0
            position += 1
        return position

    def _promo(self, index: int) -> int:
        """The lines around a sign-up label that are short, or that speak of it too."""
        for position in (index - 1, index + 1, index + 2):
            if 0 <= position < len(self._units) and position not in self._fixed:
                surface, after = self._surfaces[position], self._surfaces[position + 1 : position + 2]
                heads_text = (
                    surface.words <= 8 and after and after[0].kind == "prose" and not after[0].phrases
                )
                if self._headings.is_one(surface):
                    if position > index:
                        break
                    continue
                if surface.phrases or (surface.kind == "short" and not surface.sentence and not heads_text):
                    self.pulls[position] -= 1.2
        return index + 1

    def _sponsor(self, index: int) -> int:
        """The advert below its label."""
        below = index + 1
        if below < len(self._units) and below not in self._fixed and self._surfaces[below].words < 40:
            self.pulls[below] -= 4.0
        return below

    def _advert(self, index: int) -> int:
        """The lines between "advertisement" and "story continues below"."""
        if self._surfaces[index].folded.startswith(_AD_RESUMES):
            return index + 1
        for end in range(index + 1, min(index + 5, len(self._units))):
            one = self._surfaces[end]
            if one.folded.startswith(_AD_RESUMES):
                for position in range(index + 1, end):
                    self.pulls[position] -= 8.0
                return end
            if one.words > 40 or (one.label and one.label.opens):
                break
        return index + 1

    def _comments(self, index: int) -> int:
        """All that follows a comments label which stands after the body and before signs of comments."""
        if self._prose_before[index] < min(_ENOUGH_BODY, 0.4 * self._prose_before[-1]):
            return index + 1
        marks = sum(map(is_post_mark, self._surfaces[index + 1 : index + 16]))
        prose_left = self._prose_before[-1] - self._prose_before[index]
        if marks < 2 and prose_left > 0.2 * self._prose_before[index]:
            return index + 1
        label = self._surfaces[index].label
        if marks == 0 and not (label and label.sure):
            return index + 1
        for position in range(index + 1, len(self._units)):
            if position in self._fixed:
                break
            self.pulls[position] -= 8.0
        return len(self._units)

    def _contact(self, index: int) -> int:
        position = index + 1
        while position < min(index + 7, len(self._units)):
            surface = self._surfaces[position]
            if position in self._fixed or (surface.kind == "prose" and not surface.links):
                break
            if surface.label and surface.label.opens:
                break
            self.pulls[position] -= 3.0
            position += 1
        return position

    def _about(self, index: int) -> int:
        """Up to two paragraphs about an author or publisher, at the end; one, if brief, at the top."""
        if not self._is_late(index):
            brief = self._surfaces[index + 1 : index + 3]
            closed = len(brief) == 2 and is_furniture(brief[1])
            if self._prose_before[index] == 0 and closed and brief[0].words <= 45:
                self.pulls[index] -= 3.0
                self.pulls[index + 1] -= 8.0
            return index + 1
        self.pulls[index] -= 3.0
        position, paragraphs = index + 1, 0
        while position < len(self._units) and paragraphs < 2 and position not in self._fixed:
            surface = self._surfaces[position]
            if surface.label and surface.label.opens:
                break
            self.pulls[position] -= 6.0
            paragraphs += surface.kind == "prose"
            position += 1
        return position

    def _end(self, index: int) -> int:
        """All that follows an end mark, unless much of the text does: stars also part a text."""
        text = self._surfaces[index].text
        sure = text == "--" or any(char.isalnum() for char in text)
        total, before = self._prose_before[-1], self._prose_before[index]
        if self._ended or before < 30 or total - before > (0.6 if sure else 0.25) * before:
            return index + 1
        self._ended = True
        for position in range(index + 1, len(self._units)):
            if position in self._fixed:
                break
            self.pulls[position] -= 4.0
        return index + 1

    def _contents(self, index: int) -> int:
        """Lines of a table of contents, and the headings that they name."""
        end, headings = self._listing.below(index)
        for position in range(index + 1, end):
            self.pulls[position] -= 6.0
        for position in headings:
            self.pulls[position] += 3.0
        self.pulls[index] += -3.0 if end > index + 1 else 3.0
        return end


def _is_about(surface: Surface) -> bool:
    """ "About" and a name, as heads the publisher's description of itself."""
    words = surface.text.rstrip(":").split()
    return (
        2 <= len(words) <= 9
        and words[0].casefold() == "about"
        and not surface.sentence
        and (surface.capitals or all(word[0].isupper() for word in words if len(word) > 3))
    )
