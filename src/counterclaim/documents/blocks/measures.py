"""Measures of a text's units: the stems of their words, and how much running text stands before each."""

from __future__ import annotations

import re

from counterclaim.documents.blocks.features import Surface

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5
_ENOUGH = 30
_LEFT = 0.4


def stems(text: str) -> set[str]:
    """The first letters of the longer words, lower case: a cheap stand-in for what a text is about."""
    return {word[:_STEM] for word in _WORD.findall(text.casefold())}


def is_late(before: list[int], index: int) -> bool:
    """Whether most of the running text, and enough of it, stands before the unit at `index`."""
    return before[index] >= _ENOUGH and before[-1] - before[index] <= _LEFT * before[index]


def prose_before(surfaces: list[Surface], fixed: set[int]) -> list[int]:
    """Words of running text before each unit, and in all. Units in `fixed` (notes) do not count."""
    counts, total = [], 0
    for index, surface in enumerate(surfaces):
        counts.append(total)
        if surface.kind == "prose" and index not in fixed and not surface.phrases:
            total += surface.words
    return [*counts, total]
