"""Shares of a territory: "controls 40 per cent of the city", "about two thirds of it"."""

from __future__ import annotations

from typing import Any

from counterclaim.claims.counting import Counted
from counterclaim.claims.quantity_words import lemma_of, quantity_words
from counterclaim.claims.states import Reading
from counterclaim.claims.tallies import inside
from counterclaim.claims.verb_readings import MAX_CLIMB


def share(counted: Counted) -> Reading | None:
    """A share of a territory that someone holds: "controls 40 per cent of the city", "half of it"."""
    near = counted.root.doc[counted.root.i : counted.root.i + 4]
    percent = next((token for token in near if token.lower_ in ("percent", "%", "cent")), counted.root)
    whole = percent.head if percent.dep_ == "predet" else None
    if not any(_is_territory(part) for part in (*inside(percent), *([whole] if whole is not None else []))):
        return None
    verb = percent
    for _ in range(MAX_CLIMB):
        if _holds(verb):
            return Reading("territory_share", verb)
        if verb.head.i == verb.i:
            return None
        verb = verb.head
    return None


def _holds(verb: Any) -> bool:
    """Whether a word tells of control: "hold", "control"; "is in the hands of", "is under the control of"."""
    control = quantity_words().classes["control"]
    if lemma_of(verb) in control or verb.lower_ in control:
        return True
    if lemma_of(verb) not in ("be", "remain"):
        return False
    return any(
        lemma_of(target) in ("hand", "control", "rule")
        for child in verb.children
        if child.dep_ == "prep" and child.lower_ in ("in", "under")
        for target in child.children
    )


def _is_territory(token: Any) -> bool:
    known = lemma_of(token) in quantity_words().classes["territory"] or token.lower_ == "it"
    return known or token.ent_type_ in ("GPE", "LOC") or token.pos_ == "PROPN"
