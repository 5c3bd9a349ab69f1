"""The segmentation of a text into blocks with roles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.model import Block, NoteMark, Reference, Role

_HEADING = re.compile(
    r"(references|notes|endnotes|footnotes|sources|bibliography|further reading|works cited)\s*:?", re.I
)
_ENTRY = re.compile(r"\s*(?:\[(\d{1,3})\]|\((\d{1,3})\)|(\d{1,3})[.)]?\s)")
_MARK = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Segmentation:
    """Blocks in order, the entries of the notes and bibliography, and the marks in the body that cite them."""

    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]
    note_marks: tuple[NoteMark, ...]


def segment(text: str, *, title: str | None = None) -> Segmentation:
    """Split `text` into blocks that cover all but white space, once and in order."""
    blocks: list[Block] = []
    references: list[Reference] = []
    role = Role.BODY
    position = 0
    for raw in text.splitlines(keepends=True):
        line = raw.strip()
        start = position + len(raw) - len(raw.lstrip())
        position += len(raw)
        if not line:
            continue
        heading = _HEADING.fullmatch(line)
        if heading:
            role = Role.FOOTNOTE if "note" in line.lower() else Role.REFERENCE
        elif role is not Role.BODY:
            mark = _ENTRY.match(line)
            number = next((group for group in mark.groups() if group), None) if mark else None
            references.append(Reference(number or f"r{len(references) + 1}", start, start + len(line)))
        is_title = role is Role.BODY and title is not None and line == title.strip()
        blocks.append(Block(start, start + len(line), Role.TITLE if is_title else role))
    known = {reference.id for reference in references}
    marks = [
        NoteMark(block.start + found.start(), block.start + found.end(), found[1])
        for block in blocks
        if block.role is Role.BODY
        for found in _MARK.finditer(text[block.start : block.end])
        if found[1] in known
    ]
    return Segmentation(tuple(blocks), tuple(references), tuple(marks))
