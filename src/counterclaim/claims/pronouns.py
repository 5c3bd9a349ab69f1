"""Whom a pronoun means within its sentence: "the gunmen seized ten workers and shot them"."""

from __future__ import annotations

from typing import Any

from counterclaim.claims.lexicon import words
from counterclaim.claims.syntax import SUBJECTS, ancestors, conjuncts, own_subject, subject

_OBJECTS = frozenset({"him", "her", "them"})


def meant_before(pronoun: Any) -> Any | None:
    """The people named before "him", "her" or "them" in the sentence, nearest first; never who acts on them."""
    if pronoun.lower_ not in _OBJECTS:
        return None
    several = pronoun.lower_ == "them"
    doers = _doers(pronoun)
    for token in reversed(pronoun.doc[: pronoun.i]):
        if token.i in doers or token.dep_ in ("compound", "poss") or token.pos_ not in ("NOUN", "PROPN"):
            continue
        if token.lemma_.lower() in words("people") | words("armed") or token.ent_type_ in ("PERSON", "NORP"):
            plural = token.tag_ in ("NNS", "NNPS") or any(child.dep_ == "conj" for child in token.children)
            if plural == several:
                return token
    return None


def _doers(pronoun: Any) -> set[int]:
    """Indices of the subjects of the clauses that the pronoun stands in."""
    found: set[int] = set()
    for above in ancestors(pronoun):
        if above.pos_ not in ("VERB", "AUX"):
            continue
        doer = subject(above) if not found else own_subject(above)
        if doer is not None and (not found or doer.dep_ in SUBJECTS):
            found |= {one.i for one in conjuncts(doer)}
    return found
