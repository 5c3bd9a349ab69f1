"""Tolls told as they stand: "the count of civilians killed stands at 128" says nothing of when they were killed."""

from __future__ import annotations

from typing import Any

from counterclaim.claims.quantity_words import lemma_of, quantity_words
from counterclaim.claims.syntax import ancestors

_HEADS = frozenset({"nsubj", "nsubjpass", "dobj"})


def is_standing_toll(token: Any) -> bool:
    """Whether the clause says what a toll has come to by the day of the report."""
    lists = quantity_words().lists
    return any(
        lemma_of(child) in lists["toll_heads"]
        for verb in (token, *ancestors(token))
        if verb.pos_ in ("VERB", "AUX") and lemma_of(verb) in lists["toll_verbs"]
        for child in verb.children
        if child.dep_ in _HEADS
    )
