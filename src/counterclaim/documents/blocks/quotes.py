"""Quotations set apart: pull quotes that repeat the body, and block quotes with the line that says whose."""

from __future__ import annotations

import re
from itertools import pairwise

from counterclaim.documents.blocks.features import Surface
from counterclaim.documents.blocks.lines import Unit

_OPEN = "\"“‘«'„"
_CLOSE = "\"”’»'“"
_WHOSE = re.compile(r"(?:[-–—]{1,2}\s?\S.{1,100}|\([^()]{3,80}\))")
_CITED = re.compile(r">+\s?\S")
_NEAR = 12
_SHORTEST = 12
_MOSTLY_LOWER = 0.5


def find_quotes(units: list[Unit], surfaces: list[Surface], body: set[int]) -> set[int]:
    """Units of `body` that are a quotation set apart, or say whose the one above is."""
    found: set[int] = set()
    speakers = speakers_of_quotes(surfaces)
    for index in body:
        surface = surfaces[index]
        if _CITED.match(surface.text):
            found.add(index)
        if surface.words > 80:
            continue
        below = index + 1
        said = below in body and surfaces[below].words <= 14 and bool(_WHOSE.fullmatch(units[below].text))
        whole = surface.quote and units[index].text[-1] in _CLOSE
        named = below in speakers and below in body
        close = units[below].gap == 0 if said else False
        if named or (said and (whole or (close and surface.kind == "prose" and units[below].text[0] == "("))):
            found |= {index, below}
        elif whole and _is_repeated(index, surfaces):
            found.add(index)
    return found


def speakers_of_quotes(surfaces: list[Surface]) -> set[int]:
    """Short lines that say whose the quotation right above is: "Teacher, Hsipaw"."""
    return {
        index + 1
        for index, (quote, one) in enumerate(pairwise(surfaces))
        if quote.quote
        and quote.words <= 60
        and quote.text[-1] in _CLOSE
        and one.kind == "short"
        and one.words <= 10
        and ("," in one.text or _is_person(one))
        and not one.sentence
        and not one.label
    }


def _is_person(surface: Surface) -> bool:
    """Whether the line may say who spoke by what they are: "A schoolgirl at the junction"."""
    first = surface.folded.split(maxsplit=1)[0]
    return first in {"a", "an", "one"} and surface.lower >= _MOSTLY_LOWER


def _is_repeated(index: int, surfaces: list[Surface]) -> bool:
    """Whether the words between the quotation marks stand in a line nearby."""
    words = surfaces[index].folded.strip(_OPEN + _CLOSE + ",.")
    if len(words) < _SHORTEST:
        return False
    near = range(max(0, index - _NEAR), min(len(surfaces), index + _NEAR + 1))
    return any(words in surfaces[other].folded for other in near if other != index)
