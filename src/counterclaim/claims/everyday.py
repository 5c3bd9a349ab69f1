"""Whether an incident belongs to everyday life by what its whole report is about, or by who quarrels with whom."""

from __future__ import annotations

from functools import cache
from typing import Any

from counterclaim.claims.lexicon import base, words
from counterclaim.claims.syntax import ancestors
from counterclaim.claims.told import ANYBODY, STATE_BODIES, Told, armed_words
from counterclaim.claims.triggers import PERSONS
from counterclaim.model import ActorMention
from counterclaim.reference.event_types import family

_OF_CRIME = frozenset(
    {"detention", "one_sided", "battle", "any_violence", "property", "disrupted", "retreat", "movement"}
)
"""Families of types whose words police reports have."""
_OF_MISHAP = frozenset(
    {"any_violence", "property", "retreat", "explosion", "movement", "territory", "one_sided"}
)
_AGAINST_PERSONS = frozenset({"detention", "one_sided", "any_violence", "battle"})
_OF_WAR_ONLY = frozenset(
    {"suicide_bomb", "chemical_weapon", "air_drone_strike", "siege", "excessive_force_against_protesters"}
)
_SURE = 2
"""Words of accidents from which destruction is taken for one."""
_MANY_DEAD = 10
"""People harmed from which a deed is news of more than a court."""


def is_private_crime(told: Told) -> bool:
    """Whether a report of courts and of police work tells of a deed by nobody who fights."""
    if not told.setting.of_crime or family(told.event_type) not in _OF_CRIME or _is_partys(told):
        return False
    return told.event_type not in _OF_WAR_ONLY and not _kills_many(told)


def is_political(told: Told) -> bool:
    """Whether a deed against somebody is political by its word or its victim: "assassinated", "killed a senator"."""
    if family(told.event_type) not in _AGAINST_PERSONS:
        return False
    if any(base(one.token) in words("political_deed") for one in told.incident.triggers):
        return True
    return any(not words("political_victim").isdisjoint(_said(one)) for one in told.targets)


def is_tried(told: Told) -> bool:
    """Whether a court judges nobody who fights for it, where no war is spoken of: "jailed for killing his wife"."""
    if told.setting.war or _is_partys(told):
        return False
    below = told.incident.main.token
    for above in ancestors(below):
        if above.pos_ in ("VERB", "AUX"):
            return base(above) in words("court_verb") and below.dep_ in ("prep", "nsubjpass")
        below = above
    return False


def is_mishap(told: Told) -> bool:
    """Whether a report of an accident, a disease or a disaster tells of the harm that it did."""
    if not told.setting.of_mishap or family(told.event_type) not in _OF_MISHAP or told.armed or told.known:
        return False
    if family(told.event_type) == "property" and told.setting.mishap < _SURE:
        return False
    return told.incident.method in (None, "arson")


def is_quarrel(told: Told) -> bool:
    """Whether it is a quarrel of people who bear no arms: "residents are fighting the mast", "attacked her rival"."""
    if told.setting.war or told.harmed or told.armed or _is_partys(told):
        return False
    main = told.incident.main
    if base(main.token) in words("quarrel_noun"):
        return True
    if base(main.token) not in words("quarrel") or family(told.event_type) not in ("battle", "territory"):
        return False
    if main.rule.pos != "v" or (len(main.rule.words) > 1 and base(main.token) != "come"):
        return False
    if any(one.span.text.lower() in PERSONS or not _fighters().isdisjoint(_said(one)) for one in told.actors):
        return False  # "they attacked us" may be anybody
    if any(not _fighters().isdisjoint(_said(one)) for one in told.targets):
        return False
    return not any(map(_is_struck, told.incident.arguments.patients))


def _is_struck(token: Any) -> bool:
    """Whether a word is for what an attack can strike, besides people; a country or town by its name too."""
    return token.ent_type_ in ("GPE", "LOC", "FAC") or base(token) in words("place") | words(
        "object"
    ) | words("site") | words("infrastructure")


def _is_partys(told: Told) -> bool:
    """Whether soldiers or a party of the registry do or suffer it; the police of a country are none here."""
    people = (*told.actors, *told.targets)
    if any(not _soldiers().isdisjoint(_said(one)) for one in people):
        return True
    return any(one.id and one.id not in ANYBODY and not one.id.startswith(STATE_BODIES) for one in people)


def _kills_many(told: Told) -> bool:
    return any((one.quantity.low or one.quantity.high or 0) >= _MANY_DEAD for one in told.figures)


def _said(one: ActorMention) -> list[str]:
    return one.span.text.lower().split()


@cache
def _soldiers() -> frozenset[str]:
    """Words for people of whose arms neither peace nor police reports speak."""
    return armed_words() - words("armed_in_peace") - words("armed_in_crime")


@cache
def _fighters() -> frozenset[str]:
    return armed_words() - words("peaceful_body")
