"""Footnotes and bibliographies: where they stand, their entries, and the marks in the text that cite them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lexicon import Lexicon, bare
from counterclaim.documents.blocks.lines import Unit
from counterclaim.documents.blocks.measures import is_late, prose_before
from counterclaim.model import NoteMark, Reference, Role

_ENTRY = re.compile(
    r"(?:\[(?P<square>\w{1,3})\]|\((?P<round>[a-z]|\d{1,3})\)|(?P<dotted>\d{1,3})[.)](?=\s)|(?P<bare>\d{1,3})(?=\s)"
    r"|(?P<star>\*{1,4}|[†‡§]{1,3})(?=\s?\w)|(?P<caret>[\^↑])|(?P<super>[⁰¹²³⁴-⁹]{1,3}))"
)
_MARK = re.compile(
    r"(?P<square>\[\w{1,3}(?:[,–-]\s?\d{1,3})*\])|(?P<super>[⁰¹²³⁴-⁹]{1,3})"
    r"|\((?P<round>[a-z]|\d{1,2})\)(?=[\s.,;:]|$)|(?<=[^\s(\[\d])(?:(?P<star>\*{1,4}|[†‡§]{1,3})|(?P<bare>\d{1,3}))(?![\w.,:%]\w|\w)"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_HEADING_NUMBER = re.compile(r"^(?:[#ivx]+(?:\.#)*[.)]?\s+)")
_QUOTED_FIRST = re.compile(r"(?:[-*•–]\s+)?[\"“‘'][^\"”’]{5,150}[\"”’'],?\s+[^\W\d_a-z]")
_PAGE_BREAK = 5
_INLINE = re.compile(r"(?:main |other )?(?:sources|references|bibliography)\s?: \S")
_EDIT = re.compile(r"\s*\[\s*edit[^\]]{0,20}\]\s*")
_LONGEST_ENTRY = 60
_CAPITAL = re.compile(r"\d+\s+[^\W\d_a-z]")
_STYLES = ("square", "round", "dotted", "bare", "star", "caret", "super")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a list of notes: its units `first` to `last`, its mark, and how that is written."""

    first: int
    last: int
    mark: str | None
    style: str


@dataclass(frozen=True, slots=True)
class Notes:
    """The role of each unit that belongs to a list of notes or references, and the entries."""

    roles: dict[int, Role]
    entries: tuple[Entry, ...]


def find_notes(text: str, units: list[Unit], surfaces: list[Surface], lexicon: Lexicon) -> Notes:
    """The lists under a heading such as "References", and notes at the foot of pages."""
    roles: dict[int, Role] = {}
    entries: list[Entry] = []
    index = 0
    while index < len(units):
        role = _heading(surfaces[index], lexicon)
        end = _section_end(index, surfaces, units, lexicon) if role else index
        if role and end > index + 1:
            inside = [index, *_inside(index + 1, end, surfaces, units)]
            roles.update(dict.fromkeys(inside, role))
            entries.extend(_entries(inside[1:], surfaces))
            index = end
        else:
            index += 1
    entries.extend(_page_notes(text, units, surfaces, roles))
    entries.extend(_unheaded(surfaces, roles))
    entries.extend(_inline(surfaces, roles))
    entries.sort(key=lambda entry: entry.first)
    return Notes(roles, tuple(entries))


def _unheaded(surfaces: list[Surface], roles: dict[int, Role]) -> list[Entry]:
    """Entries of a bibliography at the end under a heading of its own wording, or under none."""
    before = prose_before(surfaces, set(roles))
    first = next((i for i in range(len(surfaces)) if before[i] >= max(40, 0.8 * before[-1])), len(surfaces))
    found: list[Entry] = []
    run: list[int] = []
    for index in range(first, len(surfaces) + 1):
        if index < len(surfaces) and index not in roles and _cites_plainly(surfaces[index]):
            run.append(index)
            continue
        if len(run) >= 2:
            found.extend(_entries(run, surfaces))
            heading = run[0] - 1
            if surfaces[heading].kind == "short" and surfaces[heading].words <= 8 and heading not in roles:
                run.append(heading)
            roles.update(dict.fromkeys(run, Role.REFERENCE))
        run = []
    return found


def _inline(surfaces: list[Surface], roles: dict[int, Role]) -> list[Entry]:
    """Lines at the end that name the sources in one go: "Sources: Ministry of Health; field teams"."""
    before = prose_before(surfaces, set(roles))
    found = [
        index
        for index, one in enumerate(surfaces)
        if index not in roles and _INLINE.match(one.folded) and is_late(before, index)
    ]
    roles.update(dict.fromkeys(found, Role.REFERENCE))
    return [Entry(index, index, None, "") for index in found]


def _cites_plainly(surface: Surface) -> bool:
    if surface.label or surface.phrases or surface.words > 60:
        return False
    return surface.cites >= 2 or (surface.cites == 1 and bool(_QUOTED_FIRST.match(surface.text)))


def _heading(surface: Surface, lexicon: Lexicon) -> Role | None:
    if surface.words > 8 or surface.sentence:
        return None
    key = bare(_HEADING_NUMBER.sub("", bare(_EDIT.sub("", surface.folded))))
    if key in lexicon.footnote_headings:
        return Role.FOOTNOTE
    words = key.split()
    composed = any(word in lexicon.reference_headings for word in words)
    made_of = all(word in lexicon.reference_headings or word in lexicon.heading_words for word in words)
    return Role.REFERENCE if key in lexicon.reference_headings or (composed and made_of) else None


def _is_edit(surface: Surface) -> bool:
    return bool(_EDIT.fullmatch(surface.folded))


def _is_entry(surface: Surface) -> bool:
    return surface.cites > 0 or (surface.entry and surface.words >= 4)


def _section_end(index: int, surfaces: list[Surface], units: list[Unit], lexicon: Lexicon) -> int:
    """The unit after the last entry under the heading at `index`; `index` when no entries follow it."""
    start = index + 1
    while start < len(units) and _is_edit(surfaces[start]):
        start += 1
    ahead = surfaces[start : start + 4]
    if (
        not ahead
        or sum(map(_is_entry, ahead)) * 2 < len(ahead)
        or not (_is_entry(ahead[0]) or len(ahead) > 1)
    ):
        return index
    style = Counter(map(_style, ahead)).most_common(1)[0][0]
    position = start
    while position < len(units) and not _heading(surfaces[position], lexicon):
        if _goes_on(position, style, surfaces, units):
            position += 1
            continue
        after = _over_page_break(position, style, surfaces)
        if after == position:
            break
        position = after
    return position


def _inside(start: int, end: int, surfaces: list[Surface], units: list[Unit]) -> list[int]:
    """The units of a list without what a page break puts between them."""
    listed = [index for index in range(start, end) if not _is_edit(surfaces[index])]
    style = Counter(_style(surfaces[index]) for index in listed[:4]).most_common(1)[0][0]
    return [index for index in listed if _goes_on(index, style, surfaces, units)]


def _style(surface: Surface) -> str:
    found = _ENTRY.match(surface.text)
    return next((name for name in _STYLES if found and found[name]), "")


def _goes_on(position: int, style: str, surfaces: list[Surface], units: list[Unit]) -> bool:
    """Whether the unit at `position` is an entry of the list, or the rest of one."""
    surface = surfaces[position]
    if style and _style(surface) == style:
        return True
    if surface.kind in {"end", "menu", "rule", "number"} or (surface.label and surface.label.whole):
        return False
    if surface.label or surface.phrases:
        return surface.cites > 1 or (surface.links and surface.words <= 12)
    if style:
        return surface.cites > 0 or (units[position].gap == 0 and surface.text[:1].islower())
    if surface.words > _LONGEST_ENTRY or (
        surface.kind == "prose" and surface.words > 30 and surface.cites < 2
    ):
        return False
    return surface.cites > 0 or any(
        other.cites and not other.label and other.words <= _LONGEST_ENTRY
        for other in surfaces[position + 1 : position + 3]
    )


def _over_page_break(position: int, style: str, surfaces: list[Surface]) -> int:
    """The next entry when a running head and a page number stand before it, else `position`."""
    for ahead in range(position + 1, min(position + _PAGE_BREAK, len(surfaces))):
        between = surfaces[position:ahead]
        if any((one.kind == "prose" or one.words > 12) and not one.text[:1].islower() for one in between):
            break
        if style and _style(surfaces[ahead]) == style and surfaces[ahead].kind != "number":
            return ahead
    return position


def _entries(positions: Iterable[int], surfaces: list[Surface]) -> list[Entry]:
    """Entries of one list. Lines without a mark belong to the entry before, where entries have marks."""
    found: list[Entry] = []
    carets = 0
    style = next((_style(surfaces[p]) for p in positions if not _is_edit(surfaces[p])), "")
    for position in positions:
        surface = surfaces[position]
        if _is_edit(surface):
            continue
        match = _ENTRY.match(surface.text)
        if style and match and match[style]:
            carets += style == "caret"
            mark = str(carets) if style == "caret" else match[style].translate(_SUPERSCRIPTS)
            found.append(Entry(position, position, mark, style))
        elif style and found:
            found[-1] = Entry(found[-1].first, position, found[-1].mark, style)
        else:
            found.append(Entry(position, position, None, ""))
    return found


def _page_notes(text: str, units: list[Unit], surfaces: list[Surface], roles: dict[int, Role]) -> list[Entry]:
    """Entries without a heading, each after a mark in the text before it that is written the same way."""
    seen: set[tuple[str, str]] = set()
    found: list[Entry] = []
    marks = iter(_glued_marks(text))
    pending = next(marks, None)
    for position, unit in enumerate(units):
        while pending and pending[0] < unit.start:
            seen.add(pending[1:])
            pending = next(marks, None)
        surface = surfaces[position]
        match = _ENTRY.match(surface.text)
        if match is None or position in roles or surface.words < (2 if surface.links else 3):
            continue
        style = next(name for name in _STYLES if match[name])
        mark = match[style].translate(_SUPERSCRIPTS)
        if ({"super": "bare", "dotted": "bare"}.get(style, style), mark) in seen and style != "caret":
            found.append(Entry(position, position, mark, style))
    found = _without_numbered_paragraphs(found, seen)
    return _believed(found, _count_stars(text), surfaces, roles)


def _without_numbered_paragraphs(found: list[Entry], seen: set[tuple[str, str]]) -> list[Entry]:
    """Drop entries such as "3. Text", unless there is just one for every number glued to a word."""
    glued = sorted(int(mark) for style, mark in seen if style == "bare" and mark.isdigit())
    dotted = sorted(int(entry.mark or 0) for entry in found if entry.style == "dotted")
    if len(glued) >= 2 and dotted == glued == list(range(1, len(glued) + 1)):
        return found
    return [entry for entry in found if entry.style != "dotted"]


def _believed(
    found: list[Entry], stars: Counter[str], surfaces: list[Surface], roles: dict[int, Role]
) -> list[Entry]:
    """Drop what may be figures or bullets.

    Numbers without brackets are believed in runs of at least two or before a capital letter at the end, and
    stars only where there are no more of these entries than marks in the text.
    """
    kept: list[Entry] = []
    last = max(
        (index for index, one in enumerate(surfaces) if one.kind == "prose" and one.words >= 15), default=0
    )
    written = Counter(entry.mark for entry in found if entry.style == "star")
    for index, entry in enumerate(found):
        near = found[max(0, index - 1) : index] + found[index + 1 : index + 2]
        alone = entry.style == "bare" and not any(_in_sequence(entry, other) for other in near)
        if alone and not (
            entry.mark == "1" and entry.first > last and _CAPITAL.match(surfaces[entry.first].text)
        ):
            continue
        if entry.style == "star" and written[entry.mark] > stars[entry.mark or ""]:
            continue
        kept.append(entry)
        roles[entry.first] = Role.FOOTNOTE
    return kept


def _count_stars(text: str) -> Counter[str]:
    return Counter(mark for _, style, mark in _glued_marks(text) if style == "star")


def _in_sequence(one: Entry, other: Entry) -> bool:
    marks = (one.mark or "", other.mark or "")
    return all(mark.isdigit() for mark in marks) and abs(int(marks[0]) - int(marks[1])) == 1


def _glued_marks(text: str) -> Iterable[tuple[int, str, str]]:
    """(offset, style, mark) of what may be note marks in running text."""
    for found in _MARK.finditer(text):
        style = found.lastgroup or ""
        value = found[style].translate(_SUPERSCRIPTS)
        if style == "bare" and not _after_word(text, found.start()):
            continue
        for number in _numbers(value) if style == "square" else (value,):
            yield found.start(), "bare" if style == "super" else style, number


def _numbers(value: str) -> list[str]:
    """The marks in "[3]", "[3, 5]" and "[3-5]"."""
    marks: list[str] = []
    for part in value.strip("[]").split(","):
        low, dash, high = part.strip().replace("–", "-").partition("-")
        if dash and low.isdigit() and high.isdigit() and 0 < int(high) - int(low) < 50:
            marks.extend(str(number) for number in range(int(low), int(high) + 1))
        else:
            marks.append(low)
    return marks


def _after_word(text: str, start: int) -> bool:
    """Whether digits at `start` are glued to the end of a word or of a sentence, as note numbers are."""
    before = text[max(0, start - 8) : start]
    stripped = before.rstrip(".,;:!?\"'”’»)]")
    if not stripped:
        return False
    if stripped == before:
        return len(before) >= 3 and before[-3:].isalpha() and before[-3:].islower()
    return stripped[-1].isalpha() or (stripped[-1].isdigit() and before[-1] in '.)"”’»')


def cited_units(text: str, units: list[Unit], notes: Notes) -> set[int]:
    """Units that hold a mark of one of the entries, outside the lists themselves."""
    styles = {entry.mark: entry.style for entry in notes.entries if entry.mark}
    if not styles:
        return set()
    found: set[int] = set()
    for position, unit in enumerate(units):
        if position not in notes.roles:
            piece = text[unit.start : unit.end]
            if any(_note_marks(piece, match, unit.start, styles) for match in _MARK.finditer(piece)):
                found.add(position)
    return found


def link_marks(
    text: str, units: list[Unit], body: set[int], notes: Notes
) -> tuple[tuple[Reference, ...], tuple[NoteMark, ...]]:
    """References, whose ids are their marks where they have one, and the marks in `body` that cite them."""
    references: list[Reference] = []
    styles: dict[str, str] = {}
    for place, entry in enumerate(notes.entries, start=1):
        identity = entry.mark if entry.mark and entry.mark not in styles else f"r{place}"
        styles[identity] = entry.style
        references.append(Reference(identity, units[entry.first].start, units[entry.last].end))
    marks: list[NoteMark] = []
    for position in sorted(body):
        unit = units[position]
        piece = text[unit.start : unit.end]
        for found in _MARK.finditer(piece):
            marks.extend(_note_marks(piece, found, unit.start, styles))
    return tuple(references), tuple(marks)


def _note_marks(piece: str, found: re.Match[str], offset: int, styles: dict[str, str]) -> list[NoteMark]:
    style = found.lastgroup or ""
    if style == "bare" and not _after_word(piece, found.start()):
        return []
    value = found[style].translate(_SUPERSCRIPTS)
    start, end = offset + found.start(style), offset + found.end(style)
    if style == "round":
        start, end = start - 1, end + 1
    numbers = _numbers(value) if style == "square" else [value]
    return [
        NoteMark(start, end, number)
        for number in numbers
        if number in styles and _same_style(style, styles[number])
    ]


def _same_style(mark: str, entry: str) -> bool:
    """A mark in square brackets may cite any numbered entry; others cite what can be written as they are."""
    accepted = {
        "square": {"square", "dotted", "bare", "caret", "round"},
        "bare": {"bare", "dotted", "super", "square"},
        "super": {"bare", "dotted", "super", "square"},
        "round": {"round", "dotted", "bare"},
        "star": {"star"},
    }
    return entry in accepted[mark]
