"""Lists of notes and references under a heading such as "Notes" or "Bibliography"."""

from __future__ import annotations

import re
from itertools import takewhile

from counterclaim.documents.blocks.apart import numbers_apart
from counterclaim.documents.blocks.asides import of_the_site
from counterclaim.documents.blocks.citations import is_link_line
from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lexicon import Lexicon
from counterclaim.documents.blocks.lines import Unit
from counterclaim.documents.blocks.marks import Entry, entry_mark
from counterclaim.documents.blocks.measures import is_late, prose_before
from counterclaim.documents.blocks.note_entries import (
    common_style,
    entries_of,
    is_entry,
    mark_style,
)
from counterclaim.documents.blocks.note_headings import Heading, beside_heading, is_edit, note_heading
from counterclaim.documents.blocks.note_lines import BREAKS, all_listed, is_description, is_told, names_record
from counterclaim.model import Role

_LETTERED = re.compile(r"[a-z]\.?\s?[\^↑]\s")
_CITE_US = (
    "please cite",
    "cite as",
    "cite this",
    "how to cite",
    "suggested citation",
    "recommended citation",
    "to cite",
)
_PAGE_BREAK = 5
_LONGEST_ENTRY = 60
_LOOKED_AHEAD = 4
_LOOKED_AT = 12
_PLAINLY = 3
_OF_PAGE = frozenset({"navigation", "pager", "signup", "advert", "comments"})


class NoteLists:
    """The lists under headings of one text."""

    def __init__(self, units: list[Unit], surfaces: list[Surface], lexicon: Lexicon) -> None:
        self._units = units
        self._surfaces = surfaces
        self._lexicon = lexicon
        self._headings = [note_heading(one, lexicon) for one in surfaces]
        self._links = [is_link_line(one.folded, lexicon) for one in surfaces]
        self._before = prose_before(surfaces, set())
        self._site = of_the_site(surfaces, self._before)
        self.roles: dict[int, Role] = {}
        self.entries: list[Entry] = []
        index = 0
        while index < len(units):
            index = max(index + 1, self._open(index))

    def _open(self, index: int) -> int:
        """Take in the list that the unit at `index` heads; the unit to go on with."""
        heading = self._headings[index]
        if not heading:
            return self._open_beside(index)
        apart, end = numbers_apart(index + 1, self._surfaces)
        if apart:
            self.roles.update(dict.fromkeys(range(index, end), heading.role))
            self.entries.extend(apart)
            return end
        end = self._end(index + 1, heading)
        return self._take(index, index + 1, end, heading.role)

    def _open_beside(self, index: int) -> int:
        """A list whose first entry stands on the line of the heading: "Notes: [1] See ..."."""
        style = mark_style(self._surfaces[index])
        first = beside_heading(self._surfaces[index].text)
        if not first:
            return index + 1
        end = index + 1
        while end < len(self._units) and mark_style(self._surfaces[end]) == entry_mark(first)[0] != "":
            end += 1
        self.roles.update(dict.fromkeys(range(index, end), Role.FOOTNOTE))
        style, mark = entry_mark(first)
        self.entries.append(Entry(index, index, mark, style))
        self.entries.extend(entries_of(list(range(index + 1, end)), self._surfaces))
        return end

    def _take(self, index: int, start: int, end: int, role: Role) -> int:
        inside = self._inside(start, end)
        if not inside:
            return index + 1
        self.roles.update((link, Role.FURNITURE) for link in range(start, end) if self._links[link])
        self.roles.update(dict.fromkeys([index, *inside], role))
        if index and self._headings[index - 1] and index - 1 not in self.roles:
            self.roles[index - 1] = role  # "Bibliography" above "Primary sources"
        self.entries.extend(entries_of(inside, self._surfaces))
        return end

    def _end(self, start: int, heading: Heading) -> int:
        """The unit after the last entry of a list that begins at `start`; `start` when none does."""
        surfaces = self._surfaces
        while start < len(surfaces) and is_edit(surfaces[start]):
            start += 1
        ahead = self._ahead(start)
        late = bool(self.roles) or is_late(self._before, start)
        if not ahead or not self._begins(ahead, heading, late):
            return start
        style = common_style([surfaces[place] for place in ahead])
        loose = late and self._is_loose(ahead)
        position = start
        while position < len(surfaces) and not self._headings[position]:
            if self._is_set_apart(start, position):
                break
            if self._links[position] or self._goes_on(position, style, loose):
                position += 1
                continue
            after = self._over_page_break(position, style)
            if after == position:
                break
            position = after
        while position > start and self._links[position - 1] and not self._after_entry(position - 1):
            position -= 1
        return position

    def _is_set_apart(self, start: int, position: int) -> bool:
        """Whether an empty line, where there is none between entries, stands before what is no citation."""
        if position < start + 2 or self._units[position].gap <= self._widest_gap(start, position):
            return False
        surface = self._surfaces[position]
        return surface.cites < 2 and not entry_mark(surface.text)[0] and not self._is_subhead(position)

    def _widest_gap(self, start: int, end: int) -> int:
        """The most empty lines before one of the first entries of a list."""
        return max(unit.gap for unit in self._units[start + 1 : min(end, start + _LOOKED_AT)])

    def _after_entry(self, position: int) -> bool:
        """Whether a line of links follows an entry, with other such lines between."""
        while self._links[position]:
            position -= 1
        return self._headings[position] is None

    def _ahead(self, start: int) -> list[int]:
        """The first units of a list, without lines of links, up to the next heading."""
        ahead: list[int] = []
        for position in range(start, min(len(self._surfaces), start + 2 * _LOOKED_AHEAD)):
            if self._headings[position] or len(ahead) == _LOOKED_AHEAD:
                break
            if not self._links[position]:
                ahead.append(position)
        return ahead

    def _begins(self, ahead: list[int], heading: Heading, late: bool) -> bool:
        """Whether the units after a heading are entries: half of them, or all before furniture at the end."""
        surfaces = [self._surfaces[place] for place in ahead]
        if self._before[ahead[0]] == 0 and self._before[-1] > 0 and not is_entry(surfaces[0]):
            return False  # the counts of a page above its text: "12 Citations"
        if late:
            kept = list(takewhile(lambda one: not (one.kind in BREAKS or one.label), surfaces))
            if heading.sure:
                kept = list(takewhile(lambda one: is_entry(one) or is_description(one, self._lexicon), kept))
            if kept and all_listed(kept, heading, self._lexicon):
                return True
        if heading.sure:
            entries = sum(map(is_entry, surfaces))
        else:
            entries = sum(one.cites > 0 or names_record(one, self._lexicon) for one in surfaces)
        return entries * 2 >= len(ahead) and (len(ahead) > 1 or entries > 0)

    def _inside(self, start: int, end: int) -> list[int]:
        """The units of a list without what a page break puts between them."""
        listed = [
            index
            for index in range(start, end)
            if not is_edit(self._surfaces[index]) and not self._links[index]
        ]
        if not listed:
            return []
        style = common_style([self._surfaces[index] for index in listed[:_LOOKED_AHEAD]])
        late = bool(self.roles) or is_late(self._before, start)
        loose = late and self._is_loose(listed[:_LOOKED_AHEAD])
        return [index for index in listed if self._goes_on(index, style, loose)]

    def _is_loose(self, first: list[int]) -> bool:
        """Whether the first entries of a list are mostly descriptions, without the signs of a citation."""
        if self._surfaces[first[0]].kind == "link":
            return False
        return 2 * sum(self._surfaces[index].cites == 0 for index in first) >= len(first)

    def _goes_on(self, position: int, style: str, loose: bool) -> bool:
        """Whether the unit at `position` is an entry of the list, or the rest of one.

        In a `loose` list any short line that is no sentence may be one.
        """
        surface = self._surfaces[position]
        if surface.kind == "note" or surface.text.count(" | ") >= 2 or surface.folded.startswith(_CITE_US):
            return False
        if style and (mark_style(surface) == style or _LETTERED.match(surface.text)):
            return True
        if self._is_subhead(position):
            return True
        if surface.kind in BREAKS or (surface.label and surface.label.whole):
            return False
        if surface.label and surface.label.name in _OF_PAGE and surface.cites < _PLAINLY:
            return False
        if surface.label or surface.phrases:
            described = surface.cites > 0 and names_record(surface, self._lexicon)
            return surface.cites > 1 or described or (surface.links and surface.words <= 12)
        if style:
            return surface.cites > 0 or (self._units[position].gap == 0 and surface.text[:1].islower())
        if not is_late(self._before, position) and is_told(surface):
            return False
        if (
            position in self._site
            or surface.words > _LONGEST_ENTRY
            or (surface.kind == "prose" and surface.words > 30 and surface.cites < 2)
        ):
            return False
        if surface.cites > 0 or (
            is_description(surface, self._lexicon) and (loose or names_record(surface, self._lexicon))
        ):
            return True
        return any(
            other.cites and not other.label and other.words <= _LONGEST_ENTRY
            for other in self._surfaces[position + 1 : position + 3]
        )

    def _is_subhead(self, position: int) -> bool:
        """Whether the line parts a bibliography ("Books", "Archives"): it names sources, and one follows."""
        surface = self._surfaces[position]
        words = surface.folded.rstrip(":").split()
        if len(words) > 3 or not all(word in self._lexicon.heading_words for word in words):
            return False
        after = self._surfaces[position + 1 : position + 2]
        return any(word in self._lexicon.things for word in words) and any(
            one.cites and not one.label for one in after
        )

    def _over_page_break(self, position: int, style: str) -> int:
        """The next entry when a running head and a page number stand before it, else `position`."""
        for ahead in range(position + 1, min(position + _PAGE_BREAK, len(self._surfaces))):
            between = self._surfaces[position:ahead]
            if any((one.kind == "prose" or one.words > 12) and not one.text[:1].islower() for one in between):
                break
            surface = self._surfaces[ahead]
            if style and mark_style(surface) == style and surface.kind != "number":
                return ahead
        return position
