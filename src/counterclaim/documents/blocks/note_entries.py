"""Entries of a list of notes: how each is marked, and which lines make one."""

from __future__ import annotations

from collections import Counter

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.marks import Entry, entry_mark


def is_entry(surface: Surface) -> bool:
    """Whether the line has a sign of a citation, or begins with a mark."""
    return surface.cites > 0 or (surface.entry and surface.words >= 4)


def mark_style(surface: Surface) -> str:
    """How the mark that the line begins with is written, empty without one."""
    return entry_mark(surface.text)[0]


def common_style(surfaces: list[Surface]) -> str:
    """The style of mark that most of the lines have."""
    return Counter(map(mark_style, surfaces)).most_common(1)[0][0]


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
