"""Strikes that are no use of force: of workers, of students, of prisoners who eat nothing."""

from __future__ import annotations

from typing import Any

from counterclaim.claims.lexicon import base, words
from counterclaim.claims.syntax import ancestors, prepositional, subject

_BESIDE = frozenset({"amod", "compound", "nmod", "poss", "nummod"})
_ABOUT = ("over", "for", "against", "about")


def is_stoppage(noun: Any) -> bool:
    """Whether a noun means that people stop their work or their meals: "a strike by teachers"."""
    if base(noun) not in words("stoppage"):
        return False
    beside = [child for child in noun.children if child.dep_ in _BESIDE]
    if any(base(one) in words("stoppage_kind") or one.lower_ in words("stoppage_kind") for one in beside):
        return True
    if _is_state(noun, beside):
        return True
    outer = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    doers = [*beside, *prepositional(noun, "by"), *prepositional(outer, "by")]
    doers += [part for one in doers for part in _joined(one)]
    if any(base(one) in words("workforce") for one in doers):
        return True
    if any(base(one) in words("stoppage_cause") for one in prepositional(noun, *_ABOUT)):
        return True
    verb = next((one for one in ancestors(noun) if one.pos_ in ("VERB", "AUX")), None)
    if verb is None or noun.dep_ != "dobj":
        return False
    doer = subject(verb)
    return doer is not None and base(doer) in words("workforce")


def _is_state(noun: Any, beside: list[Any]) -> bool:
    """Whether people are "on strike", "went on strike": bare and singular."""
    bare = not beside and not any(child.dep_ == "det" for child in noun.children)
    return bool(bare and noun.tag_ == "NN" and noun.dep_ == "pobj" and noun.head.lower_ == "on")


def _joined(noun: Any) -> list[Any]:
    """What is listed behind a noun."""
    found = []
    while (noun := next((child for child in noun.children if child.dep_ == "conj"), None)) is not None:
        found.append(noun)
    return found
