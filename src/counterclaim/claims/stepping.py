"""The steps of spaCy's parser and entity recogniser, taken from Python.

Both read a batch of sentences a word at a time: a network scores what can be done next, and the best that is allowed is
done. In spaCy's own loop (3.8) the interpreter's lock is taken anew whenever it looks at what is allowed, which is half
of the time of both. Taken from here, where the lock is held, the steps are the same, by the same functions of spaCy.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

_TOGETHER = 64
"""Sentences of about one length that take their steps together."""


def annotate(pipe: Any, docs: Sequence[Any]) -> None:
    """What ``pipe.pipe(docs)`` does, for a parser or an entity recogniser."""
    by_length = sorted(docs, key=len)
    for at in range(0, len(by_length), _TOGETHER):
        together = by_length[at : at + _TOGETHER]
        pipe.set_annotations(together, _read(pipe, together))


def _read(pipe: Any, docs: Sequence[Any]) -> list[Any]:
    """The states of `docs` when all their words are read."""
    states = list(pipe.moves.init_batch(docs))
    left = [state for state in states if not state.is_final()]
    if left:
        model = pipe.model.predict(docs)
        while left:
            left = pipe.transition_states(left, model.predict(left))
        model.clear_memory()
    return states
