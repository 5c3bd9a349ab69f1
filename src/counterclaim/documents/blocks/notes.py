"""Lists of notes and references under a heading such as "Notes" or "Bibliography", and all other notes."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.footnotes import inline_sources, page_notes, unheaded_references
from counterclaim.documents.blocks.lexicon import Lexicon, bare
from counterclaim.documents.blocks.lines import Unit
from counterclaim.documents.blocks.marks import Entry, entry_mark
from counterclaim.model import Role

_HEADING_NUMBER = re.compile(r"^(?:[#ivx]+(?:\.#)*[.)]?\s+)")
_EDIT = re.compile(r"\s*\[\s*edit[^\]]{0,20}\]\s*")
_LETTERED = re.compile(r"[a-z]\.?\s?[\^↑]\s")
_PAGE_BREAK = 5
_LONGEST_ENTRY = 60


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
        inside = _inside(index + 1, end, surfaces, units)
        if role and inside:
            roles.update(dict.fromkeys([index, *inside], role))
            entries.extend(_entries(inside, surfaces))
            index = end
        else:
            index += 1
    entries.extend(page_notes(text, units, surfaces, roles))
    entries.extend(unheaded_references(surfaces, roles))
    entries.extend(inline_sources(surfaces, roles))
    entries.sort(key=lambda entry: entry.first)
    return Notes(roles, tuple(entries))


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
    if not listed:
        return []
    style = Counter(_style(surfaces[index]) for index in listed[:4]).most_common(1)[0][0]
    return [index for index in listed if _goes_on(index, style, surfaces, units)]


def _style(surface: Surface) -> str:
    return entry_mark(surface.text)[0]


def _goes_on(position: int, style: str, surfaces: list[Surface], units: list[Unit]) -> bool:
    """Whether the unit at `position` is an entry of the list, or the rest of one."""
    surface = surfaces[position]
    if style and (_style(surface) == style or _LETTERED.match(surface.text)):
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


def _entries(positions: list[int], surfaces: list[Surface]) -> list[Entry]:
    """Entries of one list. Lines without a mark belong to the entry before, where entries have marks."""
    found: list[Entry] = []
    carets = 0
    style = next((_style(surfaces[position]) for position in positions), "")
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
