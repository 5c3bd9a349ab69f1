"""Offsets of a text as read, taken back to the benchmark's own text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from difflib import SequenceMatcher

_WORD = re.compile(r"\S+")


def back_to(original: str, text: str) -> Callable[[int], int]:
    """A function from offsets of `text` to those of `original`, which differ by a few characters at most.

    Reading drops marks without a shape and mark-up; the words that both texts have are matched in order, and
    an offset keeps its distance to the last of them before it.
    """
    if original == text:
        return lambda position: position
    ours, theirs = list(_WORD.finditer(text)), list(_WORD.finditer(original))
    matcher = SequenceMatcher(None, [one[0] for one in ours], [one[0] for one in theirs], autojunk=False)
    pairs = [
        (ours[block.a + number].start(), theirs[block.b + number].start())
        for block in matcher.get_matching_blocks()
        for number in range(block.size)
    ]
    starts = [mine for mine, _ in pairs]

    def back(position: int) -> int:
        index = bisect_right(starts, position) - 1
        mine, its = pairs[index] if index >= 0 else (0, 0)
        return min(len(original), its + position - mine)

    return back
