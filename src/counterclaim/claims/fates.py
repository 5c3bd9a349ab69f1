"""What the clause says happened to those whom a figure counts, by the dependency parse.

The noun is an object ("killed 12 soldiers"), a subject ("12 soldiers died"), behind "of" ("the deaths of 14")
or has a clause of its own ("12 soldiers who were wounded"). Where the parse fails, the words before decide.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.claims.counting import Counted
from counterclaim.claims.harm_verbs import is_passive
from counterclaim.claims.quantity_words import lemma_of, quantity_words
from counterclaim.claims.states import (
    SUBJECTS,
    Reading,
    complement,
    custody,
    state_before,
    state_behind,
)
from counterclaim.claims.verb_readings import MAX_CLIMB, THINGS, as_object, as_subject, dies

MAX_BACK = 14
"""Tokens before a number in which words are looked for without the parse."""

_OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "oprd", "attr", "dative"})
_QUOTES = frozenset({'"', "'", "”", "’", "“"})
_COPULAS = frozenset({"be", "remain", "go", "lie", "stay"})


def fate(counted: Counted) -> Reading | None:
    """What happened to those whom the figure counts; null when the words around it say nothing."""
    noun = counted.anchor if counted.noun is None else counted.noun
    joined = counted.anchor.dep_ in ("conj", "appos")
    clause = by_clause(counted.anchor, noun)
    if clause is not None and any(part.text == ";" for part in noun.doc[noun.i : clause.trigger.i]):
        clause = _by_modifier(noun) or clause  # "five soldiers wounded in Hasakah; 19 fighters died"
    return (
        (_as_state(counted.root) if counted.noun is None else None)
        or (state_behind(noun) or _taken_away(noun) if joined else None)
        or clause
        or _by_modifier(noun)
        or (_by_modifier(counted.anchor) if counted.anchor.i != noun.i else None)
        or _by_words(counted, noun)
    )


def _as_state(root: Any) -> Reading | None:
    """The state behind a number alone, unless more became of them: "the two wounded were detained"."""
    state = state_behind(root)
    if state is None or root.i == 0 or root.nbor(-1).lower_ not in ("the", "both", "these"):
        return state
    subject = root if root.dep_ in SUBJECTS and root.head.i != state.trigger.i else state.trigger
    return by_clause(subject, root) or state


def by_clause(token: Any, noun: Any) -> Reading | None:
    """The verb or noun that governs `token`, by its part in the clause; `noun` is what is counted.

    What stands in apposition to another figure ("12 people, five of them soldiers") is part of it.
    """
    part = False
    for _ in range(MAX_CLIMB):
        above = token.head if token.dep_ in ("conj", "appos") and token.head.pos_ != "VERB" else None
        above = above or _joined_to(token)
        if above is None or above.i == token.i:
            break
        part = part or token.dep_ == "appos"
        if above.pos_ == "VERB":
            reading = as_object(noun, above)
            return replace(reading, part=part) if reading else None
        token = above
    reading = _of_joined_clause(noun, token)
    if reading is not None:
        return reading
    if token.dep_ in _OBJECTS:
        reading = as_object(noun, token.head)
    elif token.dep_ == "nsubj":
        reading = as_subject(noun, token.head)
    elif token.dep_ == "pobj":
        reading = _behind_preposition(noun, token.head)
    return replace(reading, part=part or reading.part) if reading else None


def _of_joined_clause(noun: Any, token: Any) -> Reading | None:
    """What befell a first subject that the parse cuts off: "six soldiers and four rebels were killed"."""
    if token.dep_ not in ("ROOT", "ccomp", "npadvmod"):
        return None
    for verb in token.children:
        if verb.dep_ != "conj" or verb.pos_ != "VERB":
            continue
        own = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
        if own is not None and not any(part.text in (",", ";") for part in noun.doc[noun.i : own.i]):
            return as_object(noun, verb) if own.dep_ == "nsubjpass" else as_subject(noun, verb)
    return None


def by_own_clause(noun: Any) -> Reading | None:
    """The clause that hangs on the noun: "12 soldiers killed in the blast", "12 soldiers who died"."""
    forced = noun.dep_ == "dobj" and lemma_of(noun.head) in quantity_words().lists["forcing"]
    for verb in noun.children:
        if verb.dep_ not in ("relcl", "acl") or verb.pos_ not in ("VERB", "AUX"):
            continue
        if forced and verb.tag_ == "VB" and (reading := dies(noun, verb)) is not None:
            return reading
        who = [child for child in verb.children if child.dep_ in SUBJECTS]
        reading = None
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and not who:
            reading = as_object(noun, verb)
        elif who and who[0].lower_ in ("who", "which", "that"):
            reading = as_object(noun, verb) if who[0].dep_ == "nsubjpass" else as_subject(noun, verb)
            reading = reading or (complement(verb) if lemma_of(verb) in _COPULAS else None)
        if reading is not None:
            return reading
    return None


def _taken_away(noun: Any) -> Reading | None:
    """A participle of custody on the noun: "two men taken into custody"."""
    found = (custody(child) for child in noun.children if child.dep_ == "acl" and child.tag_ == "VBN")
    return next((reading for reading in found if reading is not None), None)


def _by_modifier(noun: Any) -> Reading | None:
    return state_behind(noun) or by_own_clause(noun) or state_before(noun)


def _joined_to(token: Any) -> Any | None:
    """What "along with 12 soldiers", "including 12 soldiers" or "as well as 12 soldiers" is joined to."""
    head = token.head
    if token.dep_ == "conj" and head.pos_ == "VERB" and token.pos_ in ("NOUN", "PROPN", "NUM"):
        return head
    if token.dep_ != "pobj":
        return None
    if head.lower_ == "with" and head.i > 0 and head.nbor(-1).lower_ in ("along", "together"):
        above = head.head
        return above.head if above.lower_ in ("along", "together") else above
    inside = head.lower_ in quantity_words().lists["part_prepositions"]
    return head.head if inside or head.lower_ == "besides" else None


def _behind_preposition(noun: Any, preposition: Any) -> Reading | None:
    """The noun that governs a figure: "the deaths of 14", "injury to five", "strikes on three villages"."""
    words, head, link = quantity_words(), preposition.head, preposition.lower_
    lemma, kind = lemma_of(head), words.class_of(noun)
    if lemma == "lose" and link == "against" and kind in ("people", None):
        return Reading("killed", head)  # "losing nine men against two on the other side"
    if head.pos_ == "VERB" and link == "to":
        harm = next((child for child in head.children if child.dep_ == "dobj" and child.i < noun.i), None)
        what = words.event_of.get(lemma_of(harm)) if harm is not None else None
        return Reading(what, harm) if what else None
    if link in ("of", "to", "among") and lemma in words.event_of and head.pos_ in ("NOUN", "PROPN"):
        if lemma == "life" and lemma_of(head.head) not in words.lists["life_verbs"]:
            return None
        return Reading(words.event_of[lemma], head)
    if link == "of" and lemma in words.lists["thing_nouns"]:
        if (kind == "people" or noun.like_num) and lemma in ("loss", "capture"):
            return Reading("killed" if lemma == "loss" else "captured", head)
        return Reading(kind, head) if kind in THINGS else None
    if link in ("on", "against", "at") and kind == "sites" and lemma in words.lists["strikes"]:
        return Reading("sites", head)
    return None


def _by_verb_behind(noun: Any) -> Reading | None:
    """The verb right behind a noun that the parse gives to another: "in what followed 30 men were killed"."""
    if not noun.like_num and quantity_words().class_of(noun) != "people":
        return None
    if noun.dep_ == "pobj" and noun.head.lower_ != "between":
        return None  # "fighters from both sides were killed"
    for token in noun.doc[noun.i + 1 : noun.i + 6]:
        if token.pos_ == "VERB":
            return as_object(noun, token) if token.tag_ == "VBN" and is_passive(token) else dies(noun, token)
        if token.pos_ not in ("AUX", "ADV") and token.text not in _QUOTES:
            return None
    return None


def _by_words(counted: Counted, noun: Any) -> Reading | None:
    """The verb right before the number; "their lives" behind the noun; for "and 19 others" the last harm."""
    words, first = quantity_words(), counted.first
    behind = [token.lower_ for token in noun.doc[noun.i + 1 : noun.i + 3]]
    if behind in (["their", "lives"], ["their", "life"]):
        return Reading("killed", noun.nbor(2))
    if first.i == 0:
        return None
    before = first.nbor(-1)
    if before.pos_ == "VERB" and lemma_of(before) in words.patient:
        return as_object(noun, before)
    if (behind_it := _by_verb_behind(noun)) is not None:
        return behind_it
    if lemma_of(noun) != "other" or before.lower_ not in ("and", ","):
        return None
    for token in reversed(noun.doc[max(0, first.i - MAX_BACK) : first.i]):
        what = words.patient.get(lemma_of(token)) or words.agent.get(lemma_of(token))
        if token.pos_ == "VERB" and what:
            return Reading(what, token)
    return None
