"""Statements of armed strength: "has some 600 to 900 men under arms", "is 5,000 strong"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from counterclaim.claims.carrying import Figure
from counterclaim.claims.lexicon import words
from counterclaim.claims.quantity_words import quantity_words
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import ancestors, children

_NUMERIC = re.compile(r"\d|\b(?:hundred|thousand|dozen|dozens|hundreds|thousands)\b", re.IGNORECASE)
_COUNTED = frozenset({"fighters", "troops"})
_NEAR = 4


def may_state_strength(text: str) -> bool:
    """Whether a sentence has a number and a word for armed people, cheaply."""
    return _NUMERIC.search(text) is not None and _of_force().search(text) is not None


@cache
def _of_force() -> re.Pattern[str]:
    """Words for armed people in the plural, and "strong"."""
    people = {noun for noun, what in quantity_words().counted.items() if what in _COUNTED} | {"man"}
    plurals = {f"{noun.removesuffix('man')}men" if noun.endswith("man") else f"{noun}s" for noun in people}
    return re.compile(rf"\b(?:strong|strength|{'|'.join(map(re.escape, sorted(plurals)))})\b", re.IGNORECASE)


def strength_figures(sentence: Sentence, figures: list[Figure]) -> Iterator[tuple[Figure, Any]]:
    """Figures of fighters or troops whose verb says how many there are, with that verb."""
    for figure in figures:
        if figure.quantity.what not in _COUNTED or figure.trigger_start is None:
            continue
        start = figure.trigger_start - sentence.offset
        token = next((token for token in sentence.doc if token.idx == start), None)
        verb = _verb(token) if token is not None else None
        if verb is not None:
            yield figure, verb


def _verb(token: Any) -> Any | None:
    """The verb that says how large a force is; null where the fighters do or undergo something."""
    if token.pos_ in ("VERB", "AUX"):
        return token  # the figure hangs on the verb itself: "is 5,000 strong", "has grown to 1,200"
    for above in list(ancestors(token))[:_NEAR]:
        if above.pos_ in ("VERB", "AUX"):
            counts = above.lemma_.lower() in words("strength_verb") and above.lower_ != "including"
            return above if counts or _estimates(above) else None
        if above.pos_ == "NOUN" and above.lemma_.lower() not in quantity_words().lists["forces"]:
            return None
    return None


def _estimates(verb: Any) -> bool:
    """Whether a verb puts a number on the strength of somebody: "put the group's strength at 2,000 men"."""
    named = children(verb, "dobj", "nsubjpass")
    return any(one.lemma_.lower() in words("estimated") for one in named)
