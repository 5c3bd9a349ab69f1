"""What the words around a verb say of it: does it kill, lead people off, cost or take lives?"""

from __future__ import annotations

from typing import Any

from counterclaim.claims.quantity_words import lemma_of, quantity_words


def is_led_off(verb: Any) -> bool:
    """Whether people are taken against their will: "carried off 90 pupils", "took 29 boys from a temple"."""
    if lemma_of(verb) not in quantity_words().lists["leading_off"]:
        return False
    away = any(child.dep_ in ("prt", "advmod") and child.lower_ in ("off", "away") for child in verb.children)
    origin = any(child.dep_ == "prep" and child.lower_ == "from" for child in verb.children)
    return away or (origin and lemma_of(verb) == "take")


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


def is_fatal(verb: Any) -> bool:
    """Whether a shot was deadly: "shot dead", "shot to death"."""
    return any(token.lower_ in ("dead", "death") for token in verb.doc[verb.i + 1 : verb.i + 4])
