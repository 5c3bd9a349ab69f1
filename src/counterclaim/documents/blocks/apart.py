"""Notes whose numbers stand alone on a line, with the note on the lines below."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lines import Unit
from counterclaim.documents.blocks.marks import Entry, marks_in
from counterclaim.model import Role

_ALONE = re.compile(r"[\[(]?(\d{1,3})[\])]?\.?(?:\s?[\^↑])?")
_LINES_OF_A_NOTE = 6
_LEAST_WORDS = 20
_STYLE = "alone"
_MOST_LISTS = 20


def numbers_apart(start: int, surfaces: list[Surface], *, marked: bool = False) -> tuple[list[Entry], int]:
    """The notes numbered 1, 2, ... on lines of their own from the unit at `start`, and the unit after them.

    There must be at least two, or one that says what it cites; or one at all where they are `marked` in the text.
    """
    numbers = _numbers(start, surfaces)
    if not numbers:
        return [], start
    end = _end_of_last(numbers, surfaces)
    if len(numbers) == 1 and (end == start + 1 or not (marked or surfaces[start + 1].cites)):
        return [], start
    ends = [*numbers[1:], end]
    entries = [
        Entry(first, last - 1, str(number), _STYLE)
        for number, (first, last) in enumerate(zip(numbers, ends, strict=True), start=1)
    ]
    return entries, end


def unheaded_apart(
    text: str, units: list[Unit], surfaces: list[Surface], roles: dict[int, Role]
) -> list[Entry]:
    """Notes below numbers on lines of their own, under no heading, each number a mark in the text above."""
    starts = [
        index
        for index, one in enumerate(surfaces)
        if index not in roles and (mark := _ALONE.fullmatch(one.text)) and mark[1] == "1"
    ]
    found: list[Entry] = []
    for start in starts[:_MOST_LISTS]:
        entries, end = numbers_apart(start, surfaces, marked=True)
        if end == start or not any(surfaces[index].kind == "prose" for index in range(start, end)):
            continue
        marks = {mark for _, _, mark in marks_in(text[: units[start].start])}
        if {entry.mark for entry in entries} <= marks:
            found.extend(entries)
            roles.update(dict.fromkeys(range(start, end), Role.FOOTNOTE))
    return found


def _numbers(start: int, surfaces: list[Surface]) -> list[int]:
    """The units that are the numbers 1, 2, ... with one to six lines between."""
    found: list[int] = []
    position = start
    while position < len(surfaces) and position - (found[-1] if found else start) <= _LINES_OF_A_NOTE:
        mark = _ALONE.fullmatch(surfaces[position].text)
        if mark and int(mark[1]) == len(found) + 1 and (not found or position > found[-1] + 1):
            found.append(position)
        elif not found:
            break
        position += 1
    return found


def _end_of_last(numbers: list[int], surfaces: list[Surface]) -> int:
    """The unit after the last note: one line, and those that say where it is found."""
    end = min(numbers[-1] + 2, len(surfaces))
    while end < len(surfaces) and surfaces[end].cites and surfaces[end].words <= _LEAST_WORDS:
        if surfaces[end].label or end - numbers[-1] > _LINES_OF_A_NOTE:
            break
        end += 1
    return end
