"""What the words around a verb say of it: does it kill, lead people off, cost or take lives?"""

from __future__ import annotations

from typing import Any

from counterclaim.claims.quantity_words import lemma_of, quantity_words


def is_led_off(verb: Any) -> bool:
    """Whether people are taken against their will: "carried off 90 pupils", "took 29 boys from a temple"."""
    if lemma_of(verb) not in quantity_words().lists["leading_off"]:
        return False
    away = any(child.dep_ in ("prt", "advmod") and child.lower_ in ("off", "away") for child in verb.children)
    along = any(
        child.lower_ == "with" and any(part.pos_ == "PRON" for part in child.children)
        for child in verb.children
    )
    away = away or along  # "took eleven porters with them"
    origin = any(child.dep_ == "prep" and child.lower_ == "from" for child in verb.children)
    return away or (origin and lemma_of(verb) in quantity_words().lists["leading_from"])


def costs_lives(noun: Any, verb: Any) -> bool:
    """Whether lives are what is lost or taken: "claimed 12 lives", "cost 12 civilians their lives"."""
    return lemma_of(noun) == "life" or any(
        child.dep_ in ("dobj", "oprd") and lemma_of(child) == "life" for child in verb.children
    )


def takes_object(verb: Any) -> bool:
    """Whether a verb has a direct object."""
    return any(child.dep_ in ("dobj", "obj") for child in verb.children)


def gives_life(verb: Any) -> bool:
    """Whether it is their own lives that the subjects lose."""
    return any(
        child.dep_ == "dobj"
        and lemma_of(child) == "life"
        and any(part.dep_ == "poss" for part in child.children)
        for child in verb.children
    )


def ends_in_death(verb: Any) -> bool:
    """Whether what is done kills, by the words close behind: "burned to death", "put to the sword"."""
    ends = quantity_words().lists["ends"]
    return any(token.lower_ in ends and token.pos_ != "VERB" for token in verb.doc[verb.i + 1 : verb.i + 6])


def phrase_of(verb: Any) -> str:
    """Base form of a verb with its particle where the two together harm: "wipe out", "gun down"."""
    lemma = lemma_of(verb)
    for child in verb.children:
        if child.dep_ == "prt" and f"{lemma} {child.lower_}" in quantity_words().patient:
            return f"{lemma} {child.lower_}"
    return lemma


def is_passive(verb: Any) -> bool:
    """Whether a participle has a form of "be" before it."""
    return any(child.dep_ == "auxpass" for child in verb.children)


def is_hurt(verb: Any) -> bool:
    """Whether wounds are what somebody has: "sustained burns", "treated 46 people for gunshot wounds"."""
    harms = quantity_words().lists["harms"]
    return any(
        lemma_of(one) in harms and (one.head.i == verb.i or one.head.lower_ in ("with", "for"))
        for one in verb.subtree
        if one.i > verb.i
    )


def from_home(verb: Any) -> bool:
    """Whether people are made to leave where they live: "driven from their homes", "forced out of the town"."""
    lists = quantity_words().lists
    links = [child for child in verb.children if child.dep_ == "prep" and child.lower_ in ("from", "out")]
    inner = [part for link in links for part in link.children if part.lower_ == "of"]
    targets = (part for link in (*links, *inner) for part in link.children if part.dep_ == "pobj")
    return any(lemma_of(part) in lists["homes"] for part in targets)


def falls(verb: Any) -> bool:
    """Whether who falls is dead: "24 servicemen had fallen", not "fell back", "fell into a trap"."""
    plain = ("in", "during", "while", "on", "near", "at", "since", "for")
    moved = ("prt", "dobj", "acomp", "attr", "oprd")
    return not any(
        child.dep_ in moved
        or child.lower_ in ("back", "short", "behind")
        or (child.dep_ == "prep" and child.lower_ not in plain)
        for child in verb.children
    )


def is_fatal(verb: Any) -> bool:
    """Whether a shot was deadly: "shot dead", "shot to death"."""
    return any(token.lower_ in ("dead", "death") for token in verb.doc[verb.i + 1 : verb.i + 4])
