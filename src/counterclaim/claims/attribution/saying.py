"""One attribution of a sentence, as the rules find it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

CITING = frozenset({"citing", "quoting"})
"""Participles that name who said it first: "the agency said, citing a nurse"."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One attribution, by token indices: `sources` are heads, outermost first, `verb` the cue's base form.

    `of_event` tells reports from wishes, fears and judgements, whose holder is not the source of an event.
    `of_itself`: who speaks says that he did it ("claimed to have shot", "claimed responsibility for").
    `within` is the index of the cue that this one takes its content from ("said X, citing Y"); `outer` where
    it stands around it all the same ("X, quoted by Y, said").
    """

    verb: str
    cue: tuple[int, ...]
    sources: tuple[Any, ...]
    content: frozenset[int]
    of_event: bool = True
    within: int | None = None
    of_itself: bool = False
    outer: bool = False

    @property
    def head(self) -> int:
        """Index of the main word of the cue."""
        return self.cue[0]
