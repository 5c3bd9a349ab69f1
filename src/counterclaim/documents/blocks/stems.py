"""A cheap stand-in for what a text is about."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 5


def stems(text: str) -> set[str]:
    """The first letters of the longer words, lower case."""
    return {word[:_STEM] for word in _WORD.findall(text.casefold())}
