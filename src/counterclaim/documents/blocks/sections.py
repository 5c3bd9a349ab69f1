"""Sections that a label opens: lists of other stories, sign-up boxes, comments, contacts, what comes after the end.

Each rule gives its lines a pull, log-odds to add to their own evidence (negative is against body text), so
that the last word is the decoder's.
"""

from __future__ import annotations

import re

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lexicon import bare
from counterclaim.documents.blocks.lines import Unit

_LIST_ITEM = -2.8
_LIST_PROSE = -2.2
_LONG = 26
_ENOUGH_BODY = 60
_COMMENT_MARKS = frozenset({"comment_marks", "ago"})
_NUMBERING = re.compile(r"^[#.\s)ivx]+(?=\w)|[\s.]+#$")


class Sections:
    """Pulls of one text's units."""

    def __init__(self, units: list[Unit], surfaces: list[Surface], fixed: set[int]) -> None:
        self._units = units
        self._surfaces = surfaces
        self._fixed = fixed
        self._prose_before = _prose_before(surfaces, fixed)
        self.pulls = [0.0] * len(units)
        openers = {
            "list": self._list,
            "tags": self._tags,
            "promo": self._promo,
            "comments": self._comments,
            "contact": self._contact,
            "about": self._about,
            "contents": self._contents,
        }
        index = 0
        while index < len(units):
            label = surfaces[index].label
            if index in fixed:
                index += 1
            elif surfaces[index].kind == "end" or (label and label.opens == "end"):
                index = self._end(index)
            elif (
                label and label.opens and not (surfaces[index].kind == "prose" and surfaces[index].words > 12)
            ):
                index = max(index + 1, openers[label.opens](index))
            elif _is_about(surfaces[index]) and self._is_late(index):
                index = max(index + 1, self._about(index))
            else:
                index += 1

    def _is_late(self, index: int) -> bool:
        return self._prose_before[index] >= max(_ENOUGH_BODY, 0.6 * self._prose_before[-1])

    def _list(self, index: int) -> int:
        """Items under "read also" and the like, until text resumes."""
        surface = self._surfaces[index]
        if not surface.label or (not surface.label.whole and ":" in surface.text.rstrip(": ")):
            return index + 1
        items: list[int] = []
        position = index + 1
        while position < len(self._units) and len(items) < 60:
            stop, pull = self._in_list(position, items)
            if stop:
                break
            self.pulls[position] += pull
            items.append(position)
            position += 1
        if position < len(self._units) and self._surfaces[position].kind == "prose":
            self._release_subhead(items)
        return position

    def _in_list(self, position: int, items: list[int]) -> tuple[bool, float]:
        surface = self._surfaces[position]
        if position in self._fixed or surface.kind in {"rule", "end", "note"}:
            return True, 0.0
        if surface.label and surface.label.weight >= 4:
            return bool(surface.label.opens), -1.0
        if surface.kind == "prose":
            return self._resumes(position), _LIST_PROSE
        if surface.kind == "item" and items and self._surfaces[items[0]].kind != "item":
            return True, 0.0
        return False, _LIST_ITEM

    def _resumes(self, position: int) -> bool:
        """Whether body text goes on at this sentence-like line: it is long, or more like it follow."""
        if self._surfaces[position].words >= _LONG:
            return True
        after = self._surfaces[position + 1 : position + 3]
        return any(other.kind == "prose" for other in after) or not after

    def _release_subhead(self, items: list[int]) -> None:
        """The last line of a list may be the heading of the text that resumes."""
        if len(items) < 2:
            return
        last, others = items[-1], items[:-1]
        gaps = [self._units[item].gap for item in others[1:]] or [0]
        apart = self._units[last].gap > max(gaps)
        typical = sorted(self._surfaces[item].words for item in others)[len(others) // 2]
        brief = self._surfaces[last].words <= 5 and typical >= 6
        if (apart and self._surfaces[last].words <= 10) or brief:
            self.pulls[last] = 1.0

    def _tags(self, index: int) -> int:
        position = index + 1
        while position < len(self._units) and position - index <= 40:
            surface = self._surfaces[position]
            if position in self._fixed or surface.sentence or surface.words > 12 or surface.kind == "prose":
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
                surface = self._surfaces[position]
                if surface.phrases or (surface.kind == "short" and not surface.sentence):
                    self.pulls[position] -= 1.2
        return index + 1

    def _comments(self, index: int) -> int:
        """All that follows a comments label which stands after the body and before signs of comments."""
        if self._prose_before[index] < _ENOUGH_BODY:
            return index + 1
        following = self._surfaces[index + 1 : index + 16]
        marks = sum(bool(one.label and one.label.name in _COMMENT_MARKS) for one in following)
        prose_left = self._prose_before[-1] - self._prose_before[index]
        if marks < 2 and prose_left > 0.2 * self._prose_before[index]:
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
            if position in self._fixed or surface.kind == "prose" and not surface.links:
                break
            if surface.label and surface.label.opens:
                break
            self.pulls[position] -= 3.0
            position += 1
        return position

    def _about(self, index: int) -> int:
        """Up to two paragraphs about an author or publisher, at the end."""
        if not self._is_late(index):
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
        """All that follows an end mark, unless most of the text does."""
        total, before = self._prose_before[-1], self._prose_before[index]
        if before < 30 or total - before > before:
            return index + 1
        for position in range(index + 1, len(self._units)):
            if position in self._fixed:
                break
            self.pulls[position] -= 4.0
        return index + 1

    def _contents(self, index: int) -> int:
        """Lines of a table of contents: each stands again further on, as a heading."""
        later: dict[str, int] = {}
        for position, surface in enumerate(self._surfaces):
            if surface.words <= 20:
                later[_heading_key(surface)] = position
        position = index + 1
        while position < len(self._units):
            key = _heading_key(self._surfaces[position])
            if not key or later.get(key, -1) <= position:
                break
            self.pulls[position] -= 6.0
            position += 1
        self.pulls[index] += -3.0 if position > index + 1 else 3.0
        return position


def _heading_key(surface: Surface) -> str:
    return _NUMBERING.sub("", bare(surface.folded.replace("[edit]", "")))


def _is_about(surface: Surface) -> bool:
    """ "About" and a name, as heads the publisher's description of itself."""
    words = surface.text.rstrip(":").split()
    return (
        2 <= len(words) <= 9
        and words[0].casefold() == "about"
        and not surface.sentence
        and (surface.capitals or all(word[0].isupper() for word in words if len(word) > 3))
    )


def _prose_before(surfaces: list[Surface], fixed: set[int]) -> list[int]:
    """Words of prose before each unit, and in all."""
    counts, total = [], 0
    for index, surface in enumerate(surfaces):
        counts.append(total)
        if surface.kind == "prose" and index not in fixed and not surface.phrases:
            total += surface.words
    return [*counts, total]
