"""The segmentation of a text into blocks with roles."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.documents.blocks.decode import body_mask, clutter_of, evidence
from counterclaim.documents.blocks.features import Surface, surface
from counterclaim.documents.blocks.heads import Head
from counterclaim.documents.blocks.lexicon import lexicon
from counterclaim.documents.blocks.lines import Unit, group_lines, split_lines
from counterclaim.documents.blocks.notes import find_notes, link_marks
from counterclaim.documents.blocks.sections import Sections
from counterclaim.model import CLAIM_ROLES, Block, NoteMark, Reference, Role

_MOST_UNITS = 60_000
_SURE = 10.0


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Blocks in order, the entries of the notes and bibliography, and the marks in the body that cite them."""

    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
    note_marks: tuple[NoteMark, ...]


def segment(text: str, *, title: str | None = None) -> Segmentation:
    """Split `text` into blocks that cover all but white space, once and in order.

    A block is a line, or the lines of a paragraph where the text is broken at a column. Time grows linearly;
    the lines after the first 60,000 are all taken as body.
    """
    words = lexicon()
    units = group_lines(list(split_lines(text)))
    rest = units[_MOST_UNITS:]
    units = units[:_MOST_UNITS]
    capitals = sum(unit.text[:80].isupper() for unit in units) > 0.8 * len(units)
    surfaces = [surface(unit, words, capitals) for unit in units]
    notes = find_notes(text, units, surfaces, words)
    pulls = Sections(units, surfaces, set(notes.roles)).pulls
    clutter = clutter_of(surfaces)
    scores = [
        0.0 if index in notes.roles else evidence(one, clutter) + pulls[index]
        for index, one in enumerate(surfaces)
    ]
    mask = body_mask(scores)
    roles = [_role(one, body) for one, body in zip(surfaces, mask, strict=True)]
    first = _first_of_body(surfaces, mask, notes.roles)
    for index, role in Head(units, surfaces, first, title, words).roles().items():
        roles[index] = role
    for index, role in notes.roles.items():
        roles[index] = role
    body = {index for index, role in enumerate(roles) if role in CLAIM_ROLES}
    references, marks = link_marks(text, units, body, notes)
    blocks = [Block(unit.start, unit.end, role) for unit, role in zip(units, roles, strict=True)]
    blocks.extend(Block(unit.start, unit.end, Role.BODY) for unit in rest)
    return Segmentation(tuple(blocks), references, marks)


def _role(one: Surface, body: bool) -> Role:
    if not body:
        return Role.FURNITURE
    if one.kind == "note":
        return Role.EDITORIAL_NOTE
    if one.kind == "caption":
        return Role.CAPTION
    if one.kind == "byline" and one.folded.startswith(("(", "by ", "reporting by")) and one.words < 30:
        return Role.DATELINE
    return Role.BODY


def _first_of_body(surfaces: list[Surface], mask: list[bool], fixed: dict[int, Role]) -> int:
    """The first line of running text, or 0 when there is none."""
    for index, one in enumerate(surfaces):
        if mask[index] and index not in fixed and one.kind == "prose":
            return index
    return 0
