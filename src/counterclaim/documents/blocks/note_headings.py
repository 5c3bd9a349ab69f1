"""Headings of lists of notes and references, alone on a line or beside the first note."""

from __future__ import annotations

import re
from dataclasses import dataclass

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lexicon import Lexicon, bare
from counterclaim.model import Role

_NUMBER = re.compile(r"^(?:(?:chapter |annex |appendix )?[#ivx]+(?:\.#)*[.):]?\s+)")
_EDIT = re.compile(r"\s*\[\s*(?:edit[^\]]{0,20})?\]\s*")
_BESIDE = re.compile(
    r"(?:end\s?|foot\s?)?notes?(?: and references)?\s?[:.–—-]\s?"
    r"(?=\[\w{1,4}\]\s|\(\w{1,4}\)\s|[1i]?[.)]\s|1\s|[*†¹]\s?\w)",
    re.I,
)
_MOST_WORDS = 9


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading opens. `sure` is false where the wording may as well head text of the report.

    `named` is true where it says in two words or more that a list follows: "External links", "Works cited".
    """

    role: Role
    sure: bool
    named: bool = False


def note_heading(surface: Surface, lexicon: Lexicon) -> Heading | None:
    """The list that the line heads, if it does: "Notes", "7. References [edit]", "Documents consulted:"."""
    if surface.words > _MOST_WORDS or (surface.sentence and surface.words > 3):
        return None
    key = bare(_NUMBER.sub("", bare(_EDIT.sub("", surface.folded))))
    counted = key.endswith("(#)")
    key = bare(key.removesuffix("(#)"))
    if key in lexicon.footnote_headings:
        return Heading(Role.FOOTNOTE, True)
    if key in lexicon.reference_headings:
        return Heading(Role.REFERENCE, True, named=counted or " " in key)
    words = [word for word in re.split(r"[\s,/()]+", key) if word]
    named = [word for word in words if word in lexicon.footnote_words or word in lexicon.reference_words]
    if not all(word in named or word in lexicon.heading_words for word in words):
        return None
    if named:
        notes = named[0] in lexicon.footnote_words
        return Heading(Role.FOOTNOTE if notes else Role.REFERENCE, len(words) > 1)
    used = any(word in lexicon.things for word in words) and any(word in lexicon.uses for word in words)
    return Heading(Role.REFERENCE, False) if used else None


def is_edit(surface: Surface) -> bool:
    """Whether the line is nothing but the "[edit]" link of a wiki."""
    return bool(_EDIT.fullmatch(surface.folded))


def beside_heading(text: str) -> str:
    """The first note on a heading's own line ("Notes: 1. See ..."), or an empty string."""
    found = _BESIDE.match(text)
    return text[found.end() :] if found else ""
