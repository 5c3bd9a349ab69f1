"""The state in which the words beside a figure say its people are: dead, wounded, missing, in custody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from counterclaim.claims.quantity_words import lemma_of, quantity_words

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_COMPLEMENTS = frozenset({"acomp", "attr", "oprd", "advcl", "xcomp"})


@dataclass(frozen=True, slots=True)
class Reading:
    """What a figure counts, and the word that says so.

    `other` is a second kind that the same figure counts; when it is `divided` between the two ("30 killed or
    wounded"), it is at most of each. `part` marks a figure inside a total. `noun` is whose figure it is where
    a toll names it ("the number of civilians killed").
    """

    what: str
    trigger: Any
    part: bool = False
    other: str | None = None
    divided: bool = False
    noun: Any | None = None


def state_behind(noun: Any) -> Reading | None:
    """The word right behind a noun: "12 people dead", "30 others injured", "five soldiers prisoner"."""
    states = quantity_words().state
    if noun.i + 1 >= len(noun.doc):
        return None
    after = noun.nbor(1)
    if after.lower_ in ("more", "others", '"', "”", "’") and after.i + 1 < len(noun.doc):
        after = after.nbor(1)
    if after.lower_ not in states or after.pos_ == "AUX":
        return None
    if any(child.dep_ in ("dobj", "obj") for child in after.children):
        return None
    if after.dep_ in ("compound", "nmod") and after.head.i > after.i:
        return None
    return shared(Reading(states[after.lower_], after))


def state_before(noun: Any) -> Reading | None:
    """An adjective of the noun: "40 wounded soldiers"."""
    states = quantity_words().state
    for child in noun.children:
        if child.dep_ in ("amod", "nmod", "compound") and child.i < noun.i and child.lower_ in states:
            return Reading(states[child.lower_], child)
    return None


def complement(verb: Any) -> Reading | None:
    """What a copula says: "were dead", "remain missing", "among the dead were", "are in custody"."""
    states = quantity_words().state
    for child in verb.children:
        if child.dep_ in _COMPLEMENTS and child.lower_ in states:
            return shared(Reading(states[child.lower_], child))
        if child.dep_ == "prep" and child.lower_ == "among":
            for target in child.children:
                if target.lower_ in states:
                    return Reading(states[target.lower_], target, part=True)
    return custody(verb)


def custody(verb: Any) -> Reading | None:
    """Where they are held: "were taken into custody", "remain in captivity"."""
    places = quantity_words().custody
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "into", "behind"):
            for target in child.children:
                if target.lower_ in places:
                    return Reading(places[target.lower_], verb)
    return None


def shared(reading: Reading) -> Reading:
    """With the second kind that the word beside the trigger names.

    "Kidnapped and murdered five" is five of both; "killed or wounded 30" and "30 killed and wounded" divide.
    """
    words, trigger = quantity_words(), reading.trigger
    doc = trigger.doc
    for step in (1, -1):
        at = trigger.i + 2 * step
        link = doc[trigger.i + step].lower_ if 0 <= at < len(doc) else ""
        if link not in ("or", "and", "/"):
            continue
        beside = doc[at]
        other = words.patient.get(lemma_of(beside)) or words.state.get(beside.lower_)
        alike = beside.tag_ == trigger.tag_ or beside.pos_ == trigger.pos_
        if other is None or other in (reading.what, "sites") or not alike:
            continue
        if not any(_is_own(child, step) for child in beside.children):
            divided = link != "and" or {reading.what, other} == {"killed", "injured"}
            return replace(reading, other=other, divided=divided)
    return reading


def _is_own(child: Any, step: int) -> bool:
    """Whether an argument keeps a verb from sharing the figure of the verb before (1) or behind it (-1)."""
    if step < 0:
        return bool(child.dep_ in ("dobj", "nsubjpass"))
    numbered = child.like_num or any(part.dep_ == "nummod" for part in child.children)
    return bool(child.dep_ in SUBJECTS or (child.dep_ == "dobj" and numbered and child.i > child.head.i + 1))
