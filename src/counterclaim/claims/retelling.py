"""Figures of a document that tell the same people again: "captured a courier ... the courier was held".

A mention of people of whom the same number met the same fate before takes over whose it is, so that the two
are not taken for two groups: a pronoun, the same noun, a definite "the leader", or a noun as general as
"individuals". Nothing else of a claim changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.claims.quantity_words import quantity_words
from counterclaim.model import Claim, Quantity

_SAME_FATE = (
    frozenset({"killed"}),
    frozenset({"injured"}),
    frozenset({"captured", "detained", "surrendered", "abducted"}),
)
_PRONOUNS = frozenset({"he", "she", "him", "her"})
_MOST_LOOKED_BACK = 40


def retold(claims: Sequence[Claim], text: str) -> list[Claim]:
    """The claims of a document's text, in order, with whose a figure is where it is told again."""
    known: list[Quantity] = []
    found: list[Claim] = []
    for claim in claims:
        figures = tuple(_as_before(one, known, text) for one in claim.quantities)
        known += figures
        found.append(replace(claim, quantities=figures) if figures != claim.quantities else claim)
    return found


def _as_before(figure: Quantity, known: Sequence[Quantity], text: str) -> Quantity:
    fate = next((group for group in _SAME_FATE if figure.what in group), None)
    if fate is None or not figure.low:
        return figure
    bounds = (figure.low, figure.high)
    alike = [one for one in known[-_MOST_LOOKED_BACK:] if one.what in fate and (one.low, one.high) == bounds]
    if any(one.of == figure.of for one in alike):
        return figure
    meant = next((one for one in reversed(alike) if one.of and _is_again(figure, one, text)), None)
    return replace(figure, of=meant.of) if meant is not None else figure


def _is_again(figure: Quantity, earlier: Quantity, text: str) -> bool:
    """Whether the words take the people as known: "the commander", "both men", "him", "killing two"."""
    words = figure.span.text.lower().split()
    if figure.of is None:
        return words[-1] in _PRONOUNS or len(words) == 1
    before = text[max(0, figure.span.start - 8) : figure.span.start].lower().split()
    lists = quantity_words().lists
    if not lists["further"].isdisjoint(words):
        return False
    same_noun = words[-1] in earlier.span.text.lower().split()
    if figure.of in lists["unspecific"] or (same_noun and len(words) > 1):
        return True
    definite = not lists["definite"].isdisjoint(words[:3]) or bool(before and before[-1] in lists["definite"])
    return definite and figure.of in lists["generic"]
