"""Lists of other stories under a label such as "Read also", and where the text of the report resumes."""

from __future__ import annotations

from collections.abc import Callable

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lines import Unit
from counterclaim.documents.blocks.measures import is_late

_LIST_ITEM = -2.8
_LIST_PROSE = -2.2
_LAST_SENTENCE = 4.0
_LONG = 26
_SIDE_COLUMN = 25


class StoryLists:
    """Adds to `pulls` what the lists of other stories say of their lines."""

    def __init__(
        self,
        units: list[Unit],
        surfaces: list[Surface],
        fixed: set[int],
        prose_before: list[int],
        pulls: list[float],
        is_heading: Callable[[Surface], bool],
    ) -> None:
        self._units = units
        self._surfaces = surfaces
        self._fixed = fixed
        self._prose_before = prose_before
        self._pulls = pulls
        self._is_heading = is_heading
        self._first_time: int | None = None

    def open(self, index: int) -> int:
        """Items under "read also" and the like, until text resumes."""
        items: list[int] = []
        position = index + 1
        while position < len(self._units) and len(items) < 60:
            stop, pull = self._in_list(position, items)
            if stop:
                break
            self._pulls[position] += pull
            items.append(position)
            position += 1
        if position < len(self._units) and self._surfaces[position].kind == "prose":
            self._release_subhead(items)
        elif position < len(self._units) and items and self._is_last_sentence(position):
            self._pulls[position] += _LAST_SENTENCE
        return position

    def _in_list(self, position: int, items: list[int]) -> tuple[bool, float]:
        surface = self._surfaces[position]
        if position in self._fixed or surface.kind in {"rule", "end", "note"}:
            return True, 0.0
        if surface.label and surface.label.weight >= 4:
            return surface.label.opens not in {"", "list", "promo", "tags", "advert"}, -1.0
        if self._is_heading(surface) or self.is_next_entry(position) or self.is_head(position):
            return True, 0.0
        if surface.kind == "prose" or (surface.sentence and surface.text[-1] == "."):
            return self._resumes(position, items), _LIST_PROSE if surface.words < _LONG else -6.0
        if surface.kind == "item" and items and self._surfaces[items[0]].kind != "item":
            return True, 0.0
        return False, _LIST_ITEM

    def is_next_entry(self, position: int) -> bool:
        """Whether a time of day and text below it begin the next entry of a live report."""
        after = self._surfaces[position + 1 : position + 4]
        if self._first_time is None:
            self._first_time = next((at for at, one in enumerate(self._surfaces) if one.kind == "time"), 0)
        if is_late(self._prose_before, self._first_time):
            return False  # a feed of news below the report
        return self._surfaces[position].kind == "time" and any(one.kind == "prose" for one in after)

    def is_head(self, position: int) -> bool:
        """Whether a byline or date stands before all running text: the title is above it, no list goes on."""
        passed = self._prose_before[position]
        return passed <= _SIDE_COLUMN and self._surfaces[position].kind in {"byline", "date"}

    def _is_last_sentence(self, position: int) -> bool:
        """Whether a brief sentence ends the text: the credits stand right below."""
        brief = self._surfaces[position].kind == "short" and self._surfaces[position].sentence
        return brief and any(one.kind == "byline" for one in self._surfaces[position + 1 : position + 2])

    def _resumes(self, position: int, items: list[int]) -> bool:
        """Whether body text goes on at this sentence: it is long, set apart, or more like it follow.

        Teasers, each a paragraph under a headline of its own, do not count.
        """
        kinds = [one.kind == "prose" for one in self._surfaces[position : position + 5]]
        brief = [one.kind == "short" and one.words >= 4 for one in self._surfaces[position : position + 5]]
        if kinds == [True, False, True, False, True] and brief[1] and brief[3]:
            return False
        words = self._surfaces[position].words
        if any(
            one.kind in {"byline", "note"} and one.sentence
            for one in self._surfaces[position + 1 : position + 2]
        ):
            return True
        gaps = [self._units[item].gap for item in items[1:]]
        if gaps and self._units[position].gap > max(gaps) and words >= 10:
            return True
        if len(kinds) > 1 and kinds[1]:
            words += self._surfaces[position + 1].words + 8
        elif len(kinds) > 2 and kinds[2] and self._surfaces[position + 2].words >= _LONG:
            words += _LONG
        return words >= _LONG

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
            self._pulls[last] = 1.0
