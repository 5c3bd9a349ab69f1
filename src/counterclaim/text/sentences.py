"""Sentences of a block, with true offsets, without a parser.

A full stop, question or exclamation mark (and what closes a quotation behind it) ends a sentence when white
space follows, unless the word before it is an abbreviation or an initial, or the next word begins in lower
case. A blank line always ends one; a single line break inside a block does not, since texts are hard-wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_END = re.compile(r"""(?:[.!?؟۔…]["'”’»)\]]{0,3}(?:\[\d{1,3}\]|\d{1,3}(?=\s+[A-Z]))?(?=\s)|\n[ \t\r]*\n)""")
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:\.[^\W\d_]+)*)\Z")
_NEXT = re.compile(r"\s*[\"'“‘«(\[]{0,3}(\S)")
_LOOK_BACK = 24


@cache
def _abbreviations() -> frozenset[str]:
    lines = files("counterclaim.text").joinpath("data/abbreviations.txt").read_text("utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _is_abbreviation(text: str, stop: int) -> bool:
    word = _WORD_BEFORE.search(text, max(0, stop - _LOOK_BACK), stop)
    if not word:
        return False
    letters = word.group(1)
    if letters.casefold() in _abbreviations():
        return True
    parts = letters.split(".")
    return len(parts) > 1 or (len(letters) == 1 and letters.isupper() and letters != "I")


def split_sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Offsets (start, end) of the sentences of ``text[start:end]``, white space at their ends left out."""
    end = len(text) if end is None else end
    begin = start
    for match in _END.finditer(text, start, end):
        stop = match.end()
        if match.group()[0] == ".":
            following = _NEXT.match(text, stop)
            lower_follows = bool(following and following.end() <= end and following.group(1).islower())
            if lower_follows or _is_abbreviation(text, match.start()):
                continue
        yield from _trimmed(text, begin, stop)
        begin = stop
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = end - (len(piece) - len(piece.rstrip()))
    if left < right:
        yield left, right
