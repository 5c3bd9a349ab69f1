"""Entries of a list of notes: how each is marked, and which lines make one."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.marks import Entry, entry_mark
from counterclaim.model import Role

_LINES_BETWEEN = 3
_REST_WORDS = 15


def is_entry(surface: Surface) -> bool:
    """Whether the line has a sign of a citation, or begins with a mark."""
    return surface.cites > 0 or (surface.entry and surface.words >= 4)


def mark_style(surface: Surface) -> str:
    """How the mark that the line begins with is written, empty without one."""
    return entry_mark(surface.text)[0]


def common_style(surfaces: list[Surface]) -> str:
    """The style of mark that most of the lines have."""
    return Counter(map(mark_style, surfaces)).most_common(1)[0][0]


def between_entries(entries: list[Entry], surfaces: list[Surface], roles: dict[int, Role]) -> dict[int, Role]:
    """Roles of the sentences that end a note on a line of their own: they stand between notes 3 and 4."""
    found: dict[int, Role] = {}
    for entry, after in pairwise(entries):
        marks = (entry.mark or "", after.mark or "")
        in_order = all(map(str.isdecimal, marks)) and int(marks[1]) == int(marks[0]) + 1
        lines = range(entry.last + 1, after.first)
        if entry.style != after.style or not in_order or not 0 < len(lines) <= _LINES_BETWEEN:
            continue
        if any(surfaces[index].words > _REST_WORDS or surfaces[index].kind == "rule" for index in lines):
            continue  # the next page, with notes of its own at its foot
        for index in lines:
            surface = surfaces[index]
            if surface.label is None and (surface.sentence or surface.text[0].islower()):
                found[index] = roles[entry.first]
    return found


def entries_of(positions: list[int], surfaces: list[Surface]) -> list[Entry]:
    """Entries of one list. Lines without a mark belong to the entry before, where entries have marks."""
    found: list[Entry] = []
    carets = 0
    style = next((mark_style(surfaces[position]) for position in positions), "")
    for position in positions:
        own, mark = entry_mark(surfaces[position].text)
        if style and own == style:
            carets += style == "caret"
            found.append(Entry(position, position, str(carets) if style == "caret" else mark, style))
        elif style and found:
            found[-1] = Entry(found[-1].first, position, found[-1].mark, style)
        else:
            found.append(Entry(position, position, None, ""))
    return found
