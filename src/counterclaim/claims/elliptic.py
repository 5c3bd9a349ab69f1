"""Figures that another figure of the sentence explains: what is left out is what was said of that one.

"Killed two in Jenin and another in Nablus", "killing 100, though the army put the figure at 39", "nine of the
district's 14 villages".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from counterclaim.claims.carrying import NOT_PEOPLE, Figure, of_total
from counterclaim.claims.counting import Counted
from counterclaim.claims.lexicon import words
from counterclaim.claims.quantity_words import lemma_of, quantity_words
from counterclaim.claims.states import SUBJECTS, Reading

_LINKS = frozenset({"and", ",", "but", "plus", "&"})
_FROM_OF = 5
"""Tokens from a number back to the "of" of what is counted out of it."""


def gapped(
    first: Any, last: Any, noun: Any | None, before: Sequence[Figure], position: int
) -> Reading | None:
    """The reading of the figure before, for one in a list with it: "two in Jenin and another in Nablus".

    `first` and `last` are the tokens of the number, `noun` what it counts, `position` where it begins in the
    document.
    """
    total = next((one for one in reversed(before) if not one.part), None)
    if total is None or total.quantity.what in NOT_PEOPLE or first.i == 0:
        return None
    if first.nbor(-1).lower_ not in _LINKS or last.i + 1 >= len(last.doc):
        return None
    if noun is None and last.nbor(1).lower_ not in words("elliptic"):
        return None
    if noun is not None and (
        quantity_words().class_of(noun) != "people" or noun.dep_ not in ("conj", "appos")
    ):
        return None
    shift = position - first.idx
    between = [one for one in first.doc[: first.i] if one.idx + shift >= total.quantity.span.end]
    if any(one.pos_ in ("VERB", "AUX") and one.i + shift != total.trigger_start for one in between):
        return None
    reading = of_total(first, before, position)
    return Reading(reading.what, reading.trigger) if reading is not None else None


def restated(counted: Counted, before: Sequence[Figure], position: int) -> Reading | None:
    """Another figure for what was counted just before: "put it at 68", "the real number was 39"."""
    link = counted.root.head
    verb = link.head if counted.root.dep_ == "pobj" else link
    if verb.pos_ not in ("VERB", "AUX") or not (_puts(verb, counted) or _concedes(verb, counted)):
        return None
    reading = of_total(counted.root, before, position)
    return Reading(reading.what, reading.trigger) if reading is not None else None


def _puts(verb: Any, counted: Counted) -> bool:
    """Whether a verb gives a number for a toll or for "it": "put it at 68"."""
    lists = quantity_words().lists
    named = [child for child in verb.children if child.dep_ in SUBJECTS | {"dobj"}]
    return lemma_of(verb) in lists["toll_verbs"] and any(
        one.i < counted.first.i
        and (lemma_of(one) in lists["toll_heads"] or one.lower_ in ("it", "this", "that"))
        for one in named
    )


def _concedes(verb: Any, counted: Counted) -> bool:
    """Whether a bare number ends what somebody owns to: "Juba admits to 19"."""
    last = counted.last
    ends = last.i + 1 >= len(last.doc) or last.nbor(1).is_punct
    links = counted.root.dep_ == "dobj" or counted.root.head.lower_ in ("to", "of")
    return counted.noun is None and ends and links and lemma_of(verb) in quantity_words().lists["conceding"]


def by_severity(counted: Counted, before: Sequence[Figure], position: int) -> Reading | None:
    """Some of those hurt before, by how badly: "14 were hurt, three seriously", "two of them fatally"."""
    at = counted.last.i + 1
    doc = counted.last.doc
    if at < len(doc) and doc[at].lower_ == "of":
        at += 2
    what = quantity_words().severity.get(doc[at].lower_) if at < len(doc) else None
    if what is None or (at + 1 < len(doc) and doc[at + 1].is_alpha and doc[at + 1].pos_ != "CCONJ"):
        return None
    total = of_total(counted.root, before, position)
    return replace(total, what=what) if total is not None and total.what == "injured" else None


def is_whole(counted: Counted) -> bool:
    """Whether another number is counted out of it: "nine of the district's 14 villages", "of 44 men, 31 fled"."""
    at = counted.first.i
    doc = counted.first.doc
    for token in reversed(doc[max(0, at - _FROM_OF) : at]):
        if token.lower_ == "of":
            fronted = token.i == 0 or not doc[token.i - 1].is_alpha
            return fronted or bool(doc[token.i - 1].like_num)
        if token.pos_ in ("VERB", "AUX", "PUNCT", "ADP"):
            return False
    return False


def whole_of(counted: Counted) -> Any | None:
    """The people out of whom a bare number is counted: "of 44 soldiers at the post, 31 were killed"."""
    verb = counted.root.head
    if counted.root.dep_ == "appos" and quantity_words().class_of(verb) == "people":
        return verb  # "the militants, eight in number, were killed"
    if counted.noun is not None or counted.root.dep_ not in SUBJECTS:
        return None
    verbs = [verb, verb.head] if verb.dep_ == "conj" else [verb]
    links = (child for one in verbs for child in one.children if child.lower_ == "of" and child.i < one.i)
    targets = (part for link in links for part in link.children if part.dep_ == "pobj")
    return next((part for part in targets if quantity_words().class_of(part) == "people"), None)
