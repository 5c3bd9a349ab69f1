"""Notes without a heading: at the foot of pages or at the end of a text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from itertools import pairwise

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lines import Unit
from counterclaim.documents.blocks.marks import Entry, entry_mark, marks_in
from counterclaim.model import Role

_CAPITAL = re.compile(r"\d+\s+[^\W\d_a-z]")
_PARTED = re.compile(r"[^\W\d_]{3,}\s(\d{1,2})(?=[.;]|,?$)")
_HEADING_WORDS = 4
_WRITTEN_AS = {"super": ("bare",), "dotted": ("bare", "square")}
"""How the mark in the text may be written, where it is not as before the entry."""
_LINES_OF_A_NOTE = 4
_LEAST_DOTTED = 2
_NEAR_LABEL = 4
_HEADLINE = 12
_MOST_INSIDE = 0.3


def page_notes(text: str, units: list[Unit], surfaces: list[Surface], roles: dict[int, Role]) -> list[Entry]:
    """Entries without a heading, each after a mark in the text before it that is written the same way.

    Below a rule or a note the mark may also stand further on: the notes of a page part its last sentence.
    """
    seen: set[tuple[str, str]] = set()
    found: list[Entry] = []
    all_marks = sorted([*marks_in(text), *_parted_marks(text, units, surfaces)])
    anywhere = {mark[1:] for mark in all_marks}
    marks = iter(all_marks)
    pending = next(marks, None)
    for position, unit in enumerate(units):
        while pending and pending[0] < unit.start:
            seen.add(pending[1:])
            pending = next(marks, None)
        surface = surfaces[position]
        style, mark = entry_mark(surface.text)
        if (
            not style
            or position in roles
            or surface.kind == "menu"
            or surface.words < (2 if surface.links else 3)
        ):
            continue
        at_foot = position > 0 and (
            surfaces[position - 1].kind == "rule" or (bool(found) and found[-1].last == position - 1)
        )
        known = anywhere if at_foot else seen
        written = _WRITTEN_AS.get(style, (style,))
        cited = style == "named" or any((one, mark) in known for one in written)
        if cited and style != "caret":
            found.append(Entry(position, _end_of_note(position, units, surfaces, roles), mark, style))
    found = _without_numbered_paragraphs(found, all_marks, units, surfaces)
    return _believed(found, Counter((style, mark) for _, style, mark in all_marks), surfaces, roles)


def _parted_marks(text: str, units: list[Unit], surfaces: list[Surface]) -> list[tuple[int, str, str]]:
    """Marks that a space parts from their word ("the first visit 1."), where notes 1, 2 ... stand in a row."""
    numbered = [
        entry_mark(one.text) if one.kind in {"item", "prose", "short"} else ("", "") for one in surfaces
    ]
    pairs = zip(pairwise(numbered), pairwise(surfaces), strict=True)
    listed = any(
        marks == (("bare", "1"), ("bare", "2")) and all(_CAPITAL.match(one.text) for one in both)
        for marks, both in pairs
    )
    if not listed:
        return []
    inside = [unit for unit, (style, _) in zip(units, numbered, strict=True) if style != "bare"]
    return [
        (unit.start + found.start(1), "bare", found[1])
        for unit in inside
        for found in _PARTED.finditer(text[unit.start : unit.end])
    ]


def _without_numbered_paragraphs(
    found: list[Entry], marks: list[tuple[int, str, str]], units: list[Unit], surfaces: list[Surface]
) -> list[Entry]:
    """Drop entries such as "3. Text", unless they count on and their marks stand glued to words outside them."""
    dotted = [entry for entry in found if entry.style == "dotted"]
    numbers = [int(entry.mark or 0) for entry in dotted]
    others = [entry for entry in found if entry.style != "dotted"]
    counts_on = all(after == number + 1 for number, after in pairwise(numbers))
    firsts = [surfaces[entry.first] for entry in dotted]
    said = sum(one.sentence or one.cites > 0 or one.words > _HEADLINE for one in firsts)
    if len(numbers) < _LEAST_DOTTED or not counts_on or 3 * said < 2 * len(dotted):
        return others  # headings
    written = _WRITTEN_AS["dotted"]
    glued = [(start, int(mark)) for start, style, mark in marks if style in written and mark.isdecimal()]
    between = [(start, mark) for start, mark in glued if numbers[0] <= mark <= numbers[-1]]
    starts = [unit.start for unit in units]
    inside = {position for entry in dotted for position in range(entry.first, entry.last + 1)}
    own = sum(bisect_right(starts, start) - 1 in inside for start, _ in between)
    cited = {mark for _, mark in between} >= set(numbers)
    return found if cited and own <= _MOST_INSIDE * len(between) else others


def _believed(
    found: list[Entry], marks: Counter[tuple[str, str]], surfaces: list[Surface], roles: dict[int, Role]
) -> list[Entry]:
    """Drop what may be figures, numbered paragraphs or bullets.

    Numbers without brackets are believed in runs of at least two, or before a capital letter at the end, and
    where there are more of them than marks in the text the last are; stars only where there are no more.
    """
    found = _no_more_than_marks(found, marks)
    kept: list[Entry] = []
    last = max(
        (index for index, one in enumerate(surfaces) if one.kind == "prose" and one.words >= 15), default=0
    )
    for index, entry in enumerate(found):
        near = found[max(0, index - 1) : index] + found[index + 1 : index + 2]
        below_rule = entry.first > 0 and surfaces[entry.first - 1].kind == "rule"
        in_run = (
            entry.style not in {"bare", "letter", "named"}
            or below_rule
            or any(_in_sequence(entry, other) for other in near)
        )
        labels = (one.label for one in surfaces[max(0, entry.first - _NEAR_LABEL) : entry.first])
        listed = any(label is not None and label.sure for label in labels)
        first_at_end = entry.mark == "1" and entry.first > last and not listed
        if in_run or (first_at_end and _CAPITAL.match(surfaces[entry.first].text)):
            kept.append(entry)
            roles.update(dict.fromkeys(range(entry.first, entry.last + 1), Role.FOOTNOTE))
            if below_rule:
                roles[entry.first - 1] = Role.FURNITURE
    if len(kept) > 1 and kept[0].first > last and _is_heading(kept[0].first - 1, surfaces):
        roles[kept[0].first - 1] = Role.FOOTNOTE
    return kept


def _is_heading(index: int, surfaces: list[Surface]) -> bool:
    """Whether a line above the notes at the end is a heading of its own wording, and no name."""
    surface = surfaces[index]
    plain = surface.kind == "short" and not surface.sentence and surface.words <= _HEADING_WORDS
    return plain and (surface.words == 1 or surface.lower > 0)


def _end_of_note(position: int, units: list[Unit], surfaces: list[Surface], roles: dict[int, Role]) -> int:
    """The last unit of a note: lines below that go on with its sentence in lower case belong to it."""
    last = position
    while (
        last + 1 < len(units)
        and last - position < _LINES_OF_A_NOTE
        and not surfaces[last].sentence
        and units[last + 1].gap == 0
        and last + 1 not in roles
        and not surfaces[last + 1].text[:1].isupper()
        and not entry_mark(surfaces[last + 1].text)[0]
    ):
        last += 1
    return last


def _no_more_than_marks(found: list[Entry], marks: Counter[tuple[str, str]]) -> list[Entry]:
    left = Counter((entry.style, entry.mark) for entry in found)
    kept: list[Entry] = []
    for entry in found:
        known = marks[entry.style, entry.mark or ""]
        too_many = entry.style in {"bare", "star"} and left[entry.style, entry.mark] > known
        if entry.style == "bare":
            left[entry.style, entry.mark] -= 1
        if not too_many:
            kept.append(entry)
    return kept


def _in_sequence(one: Entry, other: Entry) -> bool:
    marks = (one.mark or "", other.mark or "")
    if all(len(mark) == 1 and mark.isalpha() for mark in marks):
        return abs(ord(marks[0]) - ord(marks[1])) == 1
    return all(mark.isdecimal() for mark in marks) and abs(int(marks[0]) - int(marks[1])) == 1
