"""Notes without a heading: at the foot of pages, at the end of a text, or all sources in one line."""

from __future__ import annotations

import re
from collections import Counter

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lines import Unit
from counterclaim.documents.blocks.marks import Entry, entry_mark, marks_in
from counterclaim.documents.blocks.measures import is_late, prose_before
from counterclaim.model import Role

_CAPITAL = re.compile(r"\d+\s+[^\W\d_a-z]")
_INLINE = re.compile(r"(?:main |other )?(?:sources|references|bibliography)\s?: \S")
_QUOTED_FIRST = re.compile(r"(?:[-*•–]\s+)?[\"“‘'][^\"”’]{5,150}[\"”’'],?\s+[^\W\d_a-z]")
_LINKED = re.compile(r"(?:[^\s:]+\s){2,30}[^\s:]+:\s<?https?://\S+")
_HEADING_WORDS = 4
_NEAR_LABEL = 3
_WRITTEN_AS = {"super": "bare", "dotted": "bare"}
_LONGEST_ENTRY = 60
_LINES_OF_A_NOTE = 4


def page_notes(text: str, units: list[Unit], surfaces: list[Surface], roles: dict[int, Role]) -> list[Entry]:
    """Entries without a heading, each after a mark in the text before it that is written the same way.

    Below a rule or a note the mark may also stand further on: the notes of a page part its last sentence.
    """
    seen: set[tuple[str, str]] = set()
    found: list[Entry] = []
    all_marks = list(marks_in(text))
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
        cited = (_WRITTEN_AS.get(style, style), mark) in (anywhere if at_foot else seen) or style == "named"
        if cited and style not in {"caret", "letter"}:
            found.append(Entry(position, _end_of_note(position, units, surfaces, roles), mark, style))
    found = _without_numbered_paragraphs(found, seen)
    return _believed(found, Counter((style, mark) for _, style, mark in all_marks), surfaces, roles)


def _without_numbered_paragraphs(found: list[Entry], seen: set[tuple[str, str]]) -> list[Entry]:
    """Drop entries such as "3. Text", unless there is just one for every number glued to a word."""
    glued = sorted(int(mark) for style, mark in seen if style == "bare" and mark.isdecimal())
    dotted = sorted(int(entry.mark or 0) for entry in found if entry.style == "dotted")
    if len(glued) >= 2 and dotted == glued == list(range(1, len(glued) + 1)):
        return found
    return [entry for entry in found if entry.style != "dotted"]


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
            entry.style not in {"bare", "named"}
            or below_rule
            or any(_in_sequence(entry, other) for other in near)
        )
        first_at_end = entry.mark == "1" and entry.first > last
        if in_run or (first_at_end and _CAPITAL.match(surfaces[entry.first].text)):
            kept.append(entry)
            roles.update(dict.fromkeys(range(entry.first - below_rule, entry.last + 1), Role.FOOTNOTE))
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
        and surfaces[last + 1].text[:1].islower()
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
    return all(mark.isdecimal() for mark in marks) and abs(int(marks[0]) - int(marks[1])) == 1


def unheaded_references(surfaces: list[Surface], roles: dict[int, Role]) -> list[Entry]:
    """Entries of a bibliography at the end under a heading of its own wording, or under none."""
    before = prose_before(surfaces, set(roles))
    first = next((i for i in range(len(surfaces)) if before[i] >= max(40, 0.8 * before[-1])), len(surfaces))
    found: list[Entry] = []
    run: list[int] = []
    for index in range(first, len(surfaces) + 1):
        if index < len(surfaces) and index not in roles:
            between = run and _may_cite(surfaces[index]) and index + 1 not in roles
            after = surfaces[index + 1 : index + 2]
            if _cites_plainly(surfaces[index]) or (between and any(map(_cites_plainly, after))):
                run.append(index)
                continue
        if len(run) >= 2 and not _below_label(run[0], surfaces):
            found.extend(Entry(position, position, None, "") for position in run)
            heading = run[0] - 1
            if surfaces[heading].kind == "short" and surfaces[heading].words <= 8 and heading not in roles:
                run.append(heading)
            roles.update(dict.fromkeys(run, Role.REFERENCE))
        run = []
    return found


def _below_label(index: int, surfaces: list[Surface]) -> bool:
    """Whether a label of the page ("Related", "Share") stands closely above: what follows is its list."""
    above = surfaces[max(0, index - _NEAR_LABEL) : index]
    return any(one.label is not None and one.label.sure and one.kind == "label" for one in above)


def inline_sources(surfaces: list[Surface], roles: dict[int, Role]) -> list[Entry]:
    """Lines at the end that name the sources in one go: "Sources: Ministry of Health; field teams"."""
    before = prose_before(surfaces, set(roles))
    found = [
        index
        for index, one in enumerate(surfaces)
        if index not in roles and _INLINE.match(one.folded) and is_late(before, index)
    ]
    roles.update(dict.fromkeys(found, Role.REFERENCE))
    return [Entry(index, index, None, "") for index in found]


def _may_cite(surface: Surface) -> bool:
    plain = not (surface.label or surface.phrases)
    return plain and surface.cites > 0 and surface.words <= _LONGEST_ENTRY // 2


def _cites_plainly(surface: Surface) -> bool:
    if surface.label or surface.phrases or surface.words > _LONGEST_ENTRY:
        return False
    shaped = _QUOTED_FIRST.match(surface.text) or _LINKED.fullmatch(surface.text)
    return surface.cites >= 2 or (surface.cites == 1 and bool(shaped))
