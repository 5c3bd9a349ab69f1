"""All notes and references of a text: lists under a heading, and those without one."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.documents.blocks.apart import unheaded_apart
from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.footnotes import page_notes
from counterclaim.documents.blocks.lexicon import Lexicon
from counterclaim.documents.blocks.lines import Unit
from counterclaim.documents.blocks.marks import Entry
from counterclaim.documents.blocks.note_entries import between_entries
from counterclaim.documents.blocks.note_lists import NoteLists
from counterclaim.documents.blocks.sources import inline_sources, unheaded_references
from counterclaim.model import Role


@dataclass(frozen=True, slots=True)
class Notes:
    """The role of each unit that belongs to a list of notes or references, and the entries."""

    roles: dict[int, Role]
    entries: tuple[Entry, ...]


def find_notes(text: str, units: list[Unit], surfaces: list[Surface], lexicon: Lexicon) -> Notes:
    """The lists under a heading such as "References", and notes at the foot of pages."""
    lists = NoteLists(units, surfaces, lexicon)
    roles = lists.roles
    entries = lists.entries
    entries.extend(unheaded_apart(text, units, surfaces, roles))
    entries.extend(page_notes(text, units, surfaces, roles))
    entries.extend(unheaded_references(surfaces, roles))
    entries.extend(inline_sources(surfaces, roles))
    entries.sort(key=lambda entry: entry.first)
    roles.update(between_entries(entries, surfaces, roles))
    return Notes(roles, tuple(entries))
