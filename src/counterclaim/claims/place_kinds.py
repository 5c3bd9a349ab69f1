"""The nouns around a name that say what kind of place it is."""

from __future__ import annotations

from typing import Any

from counterclaim.claims.lexicon import words
from counterclaim.claims.place_words import place_words
from counterclaim.claims.syntax import ancestors

_MOST_LISTED = 9


def place_kind(doc: Any, first: int, last: int) -> str | None:
    """The place noun beside a name: "the town of X", "X province", "X and Y provinces", "towns like X"."""
    if last + 1 < len(doc) and is_place_noun(doc[last + 1]):
        return _lemma(doc[last + 1])
    root = doc[first : last + 1].root
    part = root
    for above in ancestors(root):
        if part.dep_ not in ("compound", "nmod", "amod", "conj", "poss") or not last < above.i <= last + 8:
            break
        part = above
        if is_place_noun(above):
            return _lemma(above)
    if first and is_place_noun(doc[first - 1]):
        return _lemma(doc[first - 1])
    return introduced_kind(doc, first, root)


def introduced_kind(doc: Any, first: int, root: Any) -> str | None:
    """The place noun that a name belongs to: "a village called X", "two villages, X and Y", "X, a town"."""
    for child in root.children:
        if child.dep_ == "appos" and is_place_noun(child):
            return _lemma(child)
    listed = _listed_kind(doc, first)
    if listed is not None:
        return listed
    part = root
    for above in ancestors(root):
        introduced = above.lower_ in place_words("introducing") or part.lower_ in place_words("introducing")
        if not introduced and part.dep_ not in ("conj", "appos", "oprd"):
            return None
        if is_place_noun(above):
            return _lemma(above)
        part = above
    return None


def _listed_kind(doc: Any, first: int) -> str | None:
    """The place noun before a list of names ("two villages, X and Y"), for any name of the list."""
    at = first - 1
    while (
        at > 0
        and first - at < _MOST_LISTED
        and (doc[at].text[0].isupper() or doc[at].text in (",", "and", "-"))
    ):
        if doc[at].text == "," and is_place_noun(doc[at - 1]) and doc[at - 1].text[0].islower():
            return _lemma(doc[at - 1])
        at -= 1
    return None


def is_place_noun(token: Any) -> bool:
    """Whether a word is a noun for a kind of place."""
    lemma = _lemma(token)
    return token.pos_ in ("NOUN", "PROPN") and (lemma in words("place") or lemma in place_words("heads"))


def _lemma(token: Any) -> str:
    return str(token.lemma_).lower()
