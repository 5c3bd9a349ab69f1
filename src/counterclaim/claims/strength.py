"""Statements of armed strength: "has some 600 to 900 men under arms", "is 5,000 strong"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from counterclaim.claims.carrying import Figure
from counterclaim.claims.lexicon import words
from counterclaim.claims.quantity_words import quantity_words
from counterclaim.claims.sentence import Sentence
from counterclaim.claims.syntax import ancestors, children, is_passive, subject

_NUMERIC = re.compile(r"\d|\b(?:hundred|thousand|dozen|dozens|hundreds|thousands)\b", re.IGNORECASE)
_COUNTED = frozenset({"fighters", "troops"})
_NEAR = 4


def may_state_strength(text: str) -> bool:
    """Whether a sentence has a number and a word for armed people, cheaply."""
    return _NUMERIC.search(text) is not None and _of_force().search(text) is not None


@cache
def _of_force() -> re.Pattern[str]:
    """Words for armed people in the plural, and "strong"."""
    people = {noun for noun, what in quantity_words().counted.items() if what in _COUNTED}
    people |= {"man", "member"}
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
    led_by: list[Any] = []
    for above in list(ancestors(token))[:_NEAR]:
        if above.pos_ in ("VERB", "AUX"):
            return above if _says_how_many(above, token, led_by) else None
        if above.pos_ == "ADP":
            led_by.append(above)
        elif above.pos_ == "NOUN" and not _is_force(above):
            return None
    return None


def _says_how_many(verb: Any, token: Any, led_by: Sequence[Any]) -> bool:
    """Whether a verb tells of the number of fighters `token`. `led_by` are the prepositions between them."""
    lemma, through = verb.lemma_.lower(), led_by[-1].lower_ if led_by else None
    if lemma in words("strength_verb") and verb.lower_ != "including":
        return True
    if _estimates(verb) or (through == "at" and lemma in words("estimating_verb") and _of_a_force(verb)):
        return True
    if through == "to" and (lemma in words("resizing_verb") or _is_down(verb)) and _of_a_force(verb):
        return True
    if lemma == "call" and any(one.lower_ == "on" for one in (*led_by, *children(verb, "prt"))):
        return any(one.lower_ in ("can", "could") for one in children(verb, "aux"))
    if through == "with" and led_by[-1].i < verb.i and led_by[-1].head == verb:
        return _of_a_force(verb)  # "With some 30,000 men, the army is the largest in ..."
    if lemma == "be" and any(child.dep_ == "expl" for child in verb.children):
        return token.dep_ == "attr" and not any(child.dep_ == "advcl" for child in verb.children)
    return lemma in words("posting_verb") and is_passive(verb) and token in children(verb, "nsubjpass")


def _is_force(noun: Any) -> bool:
    return noun.lemma_.lower() in quantity_words().lists["forces"] | words("estimated")


def _of_a_force(verb: Any) -> bool:
    """Whether the subject is a force, its ranks or its strength, or a name."""
    named = subject(verb)
    return named is not None and (
        _is_force(named) or named.lemma_.lower() in words("armed") or named.pos_ == "PROPN"
    )


def _is_down(verb: Any) -> bool:
    """Whether it says what is left of something: "is down to 100 men"."""
    return verb.lemma_.lower() == "be" and any(
        one.lower_ in ("down", "up") for one in children(verb, "advmod", "prt", "prep", "acomp")
    )


def _estimates(verb: Any) -> bool:
    """Whether a verb puts a number on the strength of somebody: "put the group's strength at 2,000 men"."""
    named = children(verb, "dobj", "nsubjpass")
    return any(one.lemma_.lower() in words("estimated") for one in named)
