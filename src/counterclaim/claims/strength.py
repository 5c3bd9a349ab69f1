"""Statements of armed strength: "has some 600 to 900 men under arms"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from counterclaim.claims.lexicon import words
from counterclaim.claims.quantities import Figure
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import ancestors

_COUNTED = frozenset({"fighters", "troops"})
_NEAR = 2


def strength_figures(sentence: Sentence, figures: list[Figure]) -> Iterator[tuple[Figure, Any]]:
    """Figures of fighters or troops whose verb says how many there are, with that verb."""
    for figure in figures:
        if figure.quantity.what not in _COUNTED or figure.noun_start is None:
            continue
        start = figure.noun_start - sentence.offset
        noun = next((token for token in sentence.doc if token.idx == start), None)
        if noun is None:
            continue
        for above in list(ancestors(noun))[:_NEAR]:
            if above.pos_ in ("VERB", "AUX"):
                if above.lemma_.lower() in words("strength_verb"):
                    yield figure, above
                break
