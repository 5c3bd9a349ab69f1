"""What the clause says happened to those whom a figure counts, by the dependency parse.

The noun is an object ("killed 12 soldiers"), a subject ("12 soldiers died"), behind "of" ("the deaths of 14")
or has a clause of its own ("12 soldiers who were wounded"). Where the parse fails, the words before decide.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from counterclaim.claims.counting import Counted
from counterclaim.claims.harm_verbs import (
    costs_lives,
    ends_in_death,
    gives_life,
    is_fatal,
    is_led_off,
    takes_object,
)
from counterclaim.claims.quantity_words import lemma_of, quantity_words
from counterclaim.claims.states import (
    SUBJECTS,
    Reading,
    complement,
    custody,
    shared,
    state_before,
    state_behind,
)

THINGS = frozenset({"vehicles", "weapons", "sites"})
MAX_CLIMB = 6
MAX_BACK = 14
"""Tokens before a number in which words are looked for without the parse."""

_OBJECTS = frozenset({"dobj", "obj", "nsubjpass", "oprd", "attr", "dative"})
_TAKING = frozenset({"take", "leave", "hold", "find", "report", "shoot"})


def fate(counted: Counted) -> Reading | None:
    """What happened to those whom the figure counts; null when the words around it say nothing."""
    noun = counted.anchor if counted.noun is None else counted.noun
    joined = counted.anchor.dep_ in ("conj", "appos")
    return (
        (_as_state(counted.root) if counted.noun is None else None)
        or (state_behind(noun) or _taken_away(noun) if joined else None)
        or by_clause(counted.anchor, noun)
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
            reading = _as_object(noun, above)
            return replace(reading, part=part) if reading else None
        token = above
    reading = None
    if token.dep_ in _OBJECTS:
        reading = _as_object(noun, token.head)
    elif token.dep_ == "nsubj":
        reading = _as_subject(noun, token.head)
    elif token.dep_ == "pobj":
        reading = _behind_preposition(noun, token.head)
    return replace(reading, part=part or reading.part) if reading else None


def by_own_clause(noun: Any) -> Reading | None:
    """The clause that hangs on the noun: "12 soldiers killed in the blast", "12 soldiers who died"."""
    forced = noun.dep_ == "dobj" and lemma_of(noun.head) in quantity_words().lists["forcing"]
    for verb in noun.children:
        if verb.dep_ not in ("relcl", "acl") or verb.pos_ not in ("VERB", "AUX"):
            continue
        if forced and verb.tag_ == "VB" and (reading := _dies(noun, verb)) is not None:
            return reading
        who = [child for child in verb.children if child.dep_ in SUBJECTS]
        reading = None
        if verb.dep_ == "acl" and verb.tag_ == "VBN" and not who:
            reading = _as_object(noun, verb)
        elif who and who[0].lower_ in ("who", "which", "that"):
            reading = _as_object(noun, verb) if who[0].dep_ == "nsubjpass" else _as_subject(noun, verb)
            reading = reading or complement(verb)
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


def _as_object(noun: Any, verb: Any) -> Reading | None:
    """The noun as the object of an active verb or the subject of a passive one."""
    words, lemma, kind = quantity_words(), lemma_of(verb), quantity_words().class_of(noun)
    if _is_flight_of_armed(noun, lemma):
        return None
    if lemma in words.patient:
        what = words.patient[lemma]
        if kind in THINGS:
            return Reading(kind, verb) if what in ("killed", "sites") else None
        return shared(Reading(what, verb)) if what != "sites" else None
    if lemma in words.lists["life_verbs"] and costs_lives(noun, verb):
        return Reading("killed", verb)
    if lemma in words.lists["raising"]:
        return _raised(noun, verb)
    state = state_behind(noun) or (complement(verb) if lemma == "take" else None)
    if lemma in _TAKING and kind in ("people", None) and state is not None:
        return state
    if lemma == "shoot" and not is_fatal(verb):
        return _by_conjunct(noun, verb)  # who is shot may live
    if (by_class := _by_class(noun, verb, kind)) is not None:
        return by_class
    if lemma in words.agent and verb.dep_ in ("acl", "relcl"):
        return Reading(words.agent[lemma], verb)
    if lemma == "be" and verb.dep_ == "auxpass" and lemma_of(verb.head) in words.patient:
        return _as_object(noun, verb.head)  # "also killed were 12 soldiers"
    if lemma == "be":
        return complement(verb)
    return _by_conjunct(noun, verb) or custody(verb) or _forced(noun, verb)


def _forced(noun: Any, verb: Any) -> Reading | None:
    """What people are made to do: "forced 15,000 people to flee"."""
    if lemma_of(verb) not in quantity_words().lists["forcing"]:
        return None
    done = (
        _dies(noun, child) for child in verb.children if child.dep_ in ("xcomp", "advcl") and child.i > noun.i
    )
    return next((reading for reading in done if reading is not None), None)


def _by_class(noun: Any, verb: Any, kind: str | None) -> Reading | None:
    """What a verb does to the class of its object: "captured 12 soldiers", "took 29 boys from a temple"."""
    if (
        kind in ("people", None)
        and lemma_of(verb) in quantity_words().lists["deadly"]
        and ends_in_death(verb)
    ):
        return Reading("killed", verb)
    unnamed = noun.like_num or noun.pos_ == "PRON" or noun.lower_ == "own"
    kind = "people" if kind is None and unnamed else kind
    if kind == "people" and is_led_off(verb):
        return Reading("abducted", verb)
    by_class = quantity_words().patient_by_class.get(lemma_of(verb), {})
    return Reading(by_class[kind], verb) if kind is not None and kind in by_class else None


def _as_subject(noun: Any, verb: Any) -> Reading | None:
    """The noun as the subject of an active verb, or of a cut-short passive ("20 others injured")."""
    lemma = lemma_of(verb)
    if lemma == "be":
        return complement(verb)
    if lemma in quantity_words().agent:
        return _dies(noun, verb)
    if lemma in quantity_words().lists["deadly"] and ends_in_death(verb) and not takes_object(verb):
        return Reading("killed", verb)
    if lemma == "leave" and lemma_of(noun) in quantity_words().lists["leaving"] and takes_object(verb):
        return Reading("displaced", verb)
    if lemma == "give" and any(child.lower_ == "themselves" for child in verb.children):
        return Reading("surrendered", verb)
    if lemma in quantity_words().lists["giving_life"] and gives_life(verb):
        return Reading("killed", verb)
    links = {child.dep_ for child in verb.children}
    if lemma in quantity_words().patient and verb.tag_ in ("VBD", "VBN"):
        return None if links & {"dobj", "obj", "ccomp", "xcomp", "aux"} else _as_object(noun, verb)
    if lemma in ("suffer", "sustain"):
        hurt = any(
            child.dep_ == "dobj" and child.lemma_ in ("injury", "wound", "burn") for child in verb.children
        )
        return Reading("injured", verb) if hurt else None
    if lemma in ("go", "report", "remain"):
        return complement(verb)
    return _by_conjunct(noun, verb)


def _dies(noun: Any, verb: Any) -> Reading | None:
    """A verb whose subject is counted: "died", "surrendered", "fled"."""
    lemma = lemma_of(verb)
    if lemma not in quantity_words().agent or _is_flight_of_armed(noun, lemma):
        return None
    return Reading(quantity_words().agent[lemma], verb)


def _is_flight_of_armed(noun: Any, lemma: str) -> bool:
    """Whether fighters flee, which displaces nobody."""
    lists = quantity_words().lists
    return lemma in lists["not_armed"] and lemma_of(noun) in lists["armed"]


def _raised(noun: Any, verb: Any) -> Reading | None:
    """The state or deed that another verb reports: "were said to be killed", "is feared dead"."""
    words = quantity_words()
    for child in verb.children:
        if child.dep_ not in ("xcomp", "ccomp", "oprd", "acomp", "advcl") or child.i < noun.i:
            continue
        if child.lower_ in words.state:
            return Reading(words.state[child.lower_], child)
        if lemma_of(child) in words.patient and child.tag_ == "VBN":
            return _as_object(noun, child)
        if lemma_of(child) in words.agent:
            return _dies(noun, child)
    return None


def _by_conjunct(noun: Any, verb: Any) -> Reading | None:
    """The verb joined to one that says nothing of a figure: "were beaten and killed", "resisted and died"."""
    words = quantity_words()
    if words.class_of(noun) in THINGS:
        return None
    for _ in range(MAX_CLIMB):
        child = next((child for child in verb.children if child.dep_ == "conj"), None)
        if child is None or any(part.dep_ in SUBJECTS for part in child.children):
            return None
        passive = any(part.dep_ == "auxpass" for part in child.children)
        own = any(part.dep_ == "dobj" and part.i != noun.i for part in child.children)
        what = words.patient.get(lemma_of(child), "sites")
        beside = child.i - verb.i <= 3 and child.tag_ in (verb.tag_, "VBN")
        if what != "sites" and not own and (passive or beside):
            return Reading(what, child)
        if child.tag_ in ("VBD", "VBN", "VBP") and lemma_of(child) in words.agent and noun.i < verb.i:
            return _dies(noun, child)
        verb = child
    return None


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
        if kind == "people" and lemma in ("loss", "capture"):
            return Reading("killed" if lemma == "loss" else "captured", head)
        return Reading(kind, head) if kind in THINGS else None
    if link in ("on", "against", "at") and kind == "sites" and lemma in words.lists["strikes"]:
        return Reading("sites", head)
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
        return _as_object(noun, before)
    if lemma_of(noun) != "other" or before.lower_ not in ("and", ","):
        return None
    for token in reversed(noun.doc[max(0, first.i - MAX_BACK) : first.i]):
        what = words.patient.get(lemma_of(token)) or words.agent.get(lemma_of(token))
        if token.pos_ == "VERB" and what:
            return Reading(what, token)
    return None
