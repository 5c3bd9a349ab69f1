"""What a line may be in a list of notes or sources: a description of a record, or text that goes on."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.citations import is_described
from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lexicon import Lexicon
from counterclaim.documents.blocks.note_entries import is_entry
from counterclaim.documents.blocks.note_headings import Heading

BREAKS = frozenset({"end", "menu", "rule", "number", "counter"})
_ROW = re.compile(r"\s[·|•]\s")
_LONGEST_DESCRIPTION = 40
_TOLD = 12
_MOSTLY_LOWER = 0.6


def names_record(surface: Surface, lexicon: Lexicon) -> bool:
    """Whether the line names a sort of record, or a title and others by commas."""
    return is_described(surface.text, surface.folded, lexicon)


def is_description(surface: Surface, lexicon: Lexicon) -> bool:
    """Whether the line may be an entry that is no sentence, or a short one that names a record."""
    if surface.label or surface.phrases or surface.kind in BREAKS:
        return False
    if surface.words > _LONGEST_DESCRIPTION or _ROW.search(surface.text):
        return False
    return not surface.sentence or (surface.words <= 20 and names_record(surface, lexicon))


def all_listed(surfaces: list[Surface], heading: Heading, lexicon: Lexicon) -> bool:
    """Whether late lines are all entries or short descriptions, half of them of a sort of record."""
    described = sum(is_entry(one) or names_record(one, lexicon) for one in surfaces)
    listed = all(is_entry(one) or is_description(one, lexicon) for one in surfaces)
    return listed and (heading.named or (2 * described >= len(surfaces) and (heading.sure or described > 0)))


def is_told(surface: Surface) -> bool:
    """Whether a line amid the text asks or tells: a question, or a sentence without the form of a citation."""
    if surface.text[-1] == "?":
        return surface.cites == 0
    told = surface.kind == "prose" and surface.words >= _TOLD and surface.lower >= _MOSTLY_LOWER
    return told and surface.cites <= 1 and not surface.quote
