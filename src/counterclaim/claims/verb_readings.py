"""What a verb does to its object and what befalls its subject: killed, injured, captured, displaced."""

from __future__ import annotations

from typing import Any

from counterclaim.claims.harm_verbs import (
    costs_lives,
    ends_in_death,
    falls,
    from_home,
    gives_life,
    is_fatal,
    is_hurt,
    is_led_off,
    is_passive,
    phrase_of,
    takes_object,
)
from counterclaim.claims.lexicon import words
from counterclaim.claims.quantity_words import lemma_of, quantity_words
from counterclaim.claims.states import (
    SUBJECTS,
    Reading,
    complement,
    custody,
    shared,
    state_behind,
)

THINGS = frozenset({"vehicles", "weapons", "sites"})
MAX_CLIMB = 6


def as_object(noun: Any, verb: Any) -> Reading | None:
    """The noun as the object of an active verb or the subject of a passive one."""
    words, lemma, kind = quantity_words(), phrase_of(verb), quantity_words().class_of(noun)
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
    if kind in ("people", None) and (left := _left_so(noun, verb)) is not None:
        return left
    if lemma == "shoot" and not is_fatal(verb):
        return _by_conjunct(noun, verb)  # who is shot may live
    if (by_class := _by_class(noun, verb, kind)) is not None:
        return by_class
    if lemma in words.agent and verb.dep_ in ("acl", "relcl"):
        return Reading(words.agent[lemma], verb)
    if lemma == "be" and verb.dep_ == "auxpass" and lemma_of(verb.head) in words.patient:
        return as_object(noun, verb.head)  # "also killed were 12 soldiers"
    if lemma == "be":
        return complement(verb)
    return _by_conjunct(noun, verb) or custody(verb) or _forced(noun, verb)


def _left_so(noun: Any, verb: Any) -> Reading | None:
    """The state in which a verb leaves or finds people: "left 12 dead", "treated 46 for burns", "driven from home"."""
    lists, lemma = quantity_words().lists, lemma_of(verb)
    state = state_behind(noun) or (complement(verb) if lemma in lists["rendering"] | {"take"} else None)
    if lemma in words("leaving_in_a_state") | lists["rendering"] and state is not None:
        return state
    if lemma in lists["rendering"] | lists["treating"] and is_hurt(verb):
        return Reading("injured", verb)
    return Reading("displaced", verb) if lemma in lists["driving"] and from_home(verb) else None


def _forced(noun: Any, verb: Any) -> Reading | None:
    """What people are made to do: "forced 15,000 people to flee"."""
    if lemma_of(verb) not in quantity_words().lists["forcing"]:
        return None
    done = (
        dies(noun, child) for child in verb.children if child.dep_ in ("xcomp", "advcl") and child.i > noun.i
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
    if kind == "people" and lemma_of(verb) == "hold" and verb.dep_ == "relcl" and is_passive(verb):
        return None  # "a prison in which 1,500 men were held"
    by_class = quantity_words().patient_by_class.get(lemma_of(verb), {})
    return Reading(by_class[kind], verb) if kind is not None and kind in by_class else None


def as_subject(noun: Any, verb: Any) -> Reading | None:
    """The noun as the subject of an active verb, or of a cut-short passive ("20 others injured")."""
    lemma = lemma_of(verb)
    if lemma == "be":
        return complement(verb)
    if lemma in quantity_words().agent:
        return dies(noun, verb)
    if (phrase := _by_phrase(noun, verb)) is not None:
        return phrase
    links = {child.dep_ for child in verb.children}
    if lemma in quantity_words().patient and verb.tag_ in ("VBD", "VBN"):
        return None if links & {"dobj", "obj", "ccomp", "xcomp", "aux"} else as_object(noun, verb)
    if verb.lower_ in quantity_words().state and any(child.lemma_ == "be" for child in verb.children):
        return Reading(quantity_words().state[verb.lower_], verb)  # "are missing", taken for a verb
    if lemma in ("go", "report", "remain"):
        return complement(verb)
    return _by_conjunct(noun, verb)


def _by_phrase(noun: Any, verb: Any) -> Reading | None:
    """What a verb says of its subject with the words beside it: "burned to death", "lost their lives", "fell"."""
    lemma, lists = lemma_of(verb), quantity_words().lists
    if lemma in lists["deadly"] and ends_in_death(verb) and not takes_object(verb):
        return Reading("killed", verb)
    if lemma == "leave" and lemma_of(noun) in lists["leaving"] and takes_object(verb):
        return Reading("displaced", verb)
    if lemma == "give" and any(child.lower_ == "themselves" for child in verb.children):
        return Reading("surrendered", verb)
    if lemma in lists["giving_life"] and gives_life(verb):
        return Reading("killed", verb)
    if lemma in ("suffer", "sustain", "receive") and is_hurt(verb):
        return Reading("injured", verb)
    if lemma != "fall":
        return None
    person = quantity_words().class_of(noun) == "people"
    return custody(verb) or (Reading("killed", verb) if person and falls(verb) else None)


def dies(noun: Any, verb: Any) -> Reading | None:
    """A verb whose subject is counted: "died", "surrendered", "fled"."""
    lemma = lemma_of(verb)
    if lemma not in quantity_words().agent or _is_flight_of_armed(noun, lemma):
        return None
    if lemma == "die" and any(child.dep_ == "prt" for child in verb.children):
        return None  # "the shooting died down"
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
            return as_object(noun, child)
        if lemma_of(child) in words.agent:
            return dies(noun, child)
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
            return dies(noun, child)
        verb = child
    return None
