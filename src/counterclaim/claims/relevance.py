"""Whether words of force tell of an act of war: not of a game, a story, an accident, or of what is done as a rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from counterclaim.claims.everyday import is_mishap, is_political, is_private_crime, is_quarrel, is_tried
from counterclaim.claims.gates import (
    firm_signs_of_war,
    is_accident,
    is_addressed,
    is_crime,
    is_fiction,
    is_general,
    is_plain,
    is_the_same,
    is_unreal,
    peaceful_words,
    signs_of_war,
)
from counterclaim.claims.incident_links import is_outcome
from counterclaim.claims.lexicon import base, phrases_in, words
from counterclaim.claims.relevance_model import THRESHOLD, features, named, relevance
from counterclaim.claims.told import ANYBODY, Told, armed_words
from counterclaim.claims.topics import (
    is_ability,
    is_backdrop,
    is_career,
    is_done_to_oneself,
    is_mistaken,
    is_remembered,
    is_repeated,
    is_subject_matter,
    is_unclaimed,
    is_without,
    leaves_in_a_state,
)
from counterclaim.reference.event_types import family

_SIGNS_OF_A_WAR = 3
"""Words of armed conflict in a report from which a sentence without one is taken for part of it."""
_MANY_SIGNS = 6
"""Words of armed conflict in a report in which a toll is one of war, whatever the learned model says."""
_EVERYDAY = frozenset({"detention", "one_sided", "battle", "any_violence"})
_BY_POLICE = frozenset(
    {"arrests", "attack", "sexual_violence", "unspecified_violence", "looting_property_destruction"}
)
"""Types of which crime and police work give the words as well."""
_AGAINST_SOMEBODY = frozenset({"one_sided", "any_violence"})
_FIRST_YEAR = 1946
"""Wars before are history: the data on armed conflict of UCDP begin here, and so does the registry of actors."""
_IN_YEAR = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Ff]rom|of|January|February|March|April|May|June|July|August|September|October|November|December|AD)"
    r" (?:about )?(1\d{3}|20\d{2}|[1-9]\d{2}(?=[,.;]))\b(?! [a-z]+s\b)"
)
_CLOCK = re.compile(r"\d{4}\s?(?:GMT|UTC|hours|hrs|local time)", re.IGNORECASE)
_WORLD_WAR = re.compile(
    r"\b(?:in|during|of) (?:the )?(?:(?:First|Second) World War|World War)\b", re.IGNORECASE
)
_HOLDING = frozenset({"hold", "held"})
_BY_WORDS = frozenset({"armed_clash", "offensive", "recruitment", "movement", "surrender"})
_BY_NOBODY = frozenset(
    {"any_violence", "explosion", "one_sided", "retreat", "movement", "property", "offensive"}
)
"""Families of types of which nature and accidents give the words as well."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether an incident may become a claim, and why."""

    kept: bool
    rule: str


def judge(told: Told) -> Judgement:
    """Whether an incident is one that a reader of reports of war would want: first by the gates, then by the model.

    The model is overruled where people are counted as harmed and somebody is armed, or the report has many
    words of war: to lose a toll is the worse fault.
    """
    if is_no_war(told):
        return Judgement(False, "the words or the syntax are of no act of war")
    found = features(told)
    value = relevance(found)
    at_war = told.armed or told.signs >= _MANY_SIGNS
    return Judgement(value >= THRESHOLD or (told.harmed and at_war), f"relevance {value:.2f}: {named(found)}")


def is_no_war(told: Told) -> bool:
    """Whether one of the gates says that it is none."""
    if is_fiction(told.around) or (not told.harmed and is_unreal(told.around)):
        return True
    if _is_by_nobody(told) or _is_verbal(told) or is_tried(told) or is_mishap(told) or is_quarrel(told):
        return True
    if not is_political(told) and (
        _is_everyday(told) or _is_of_another_field(told) or is_private_crime(told)
    ):
        return True
    if _is_history(told) or _is_only_spoken_of(told) or _is_mere_entry(told):
        return True
    meant = told.known or told.placed or told.armed or bool(told.figures)
    meant = meant or _is_plain(told)
    if not meant and not signs_of_war(told.around) and told.signs < _SIGNS_OF_A_WAR:
        return True
    return _is_rule(told) or _is_only_named(told)


def _is_by_nobody(told: Told) -> bool:
    """Whether nature or an accident did it."""
    if family(told.event_type) not in _BY_NOBODY or told.incident.method not in (None, "arson"):
        return False
    doers = [one for one in told.actors if one.span.text.lower().split()[-1] not in words("vehicle")]
    by_somebody = any(one.id or set(one.span.text.lower().split()) & armed_words() for one in doers)
    return not by_somebody and is_accident(told.around)


def _is_everyday(told: Told) -> bool:
    """Whether it is an arrest or a fight of everyday life."""
    return family(told.event_type) in _EVERYDAY and is_crime(told.around) and not told.known


def _is_of_another_field(told: Told) -> bool:
    """Whether the paragraph has words of other fields, and neither words of war nor anybody armed."""
    if told.armed or firm_signs_of_war(told.around) or told.signs >= _SIGNS_OF_A_WAR:
        return False
    if peaceful_words(told.around) > (1 if _is_plain(told) else 0):
        return not (told.harmed and told.incident.method)
    if told.event_type == "evacuation" and not told.signs:
        return True
    by_police = any(set(one.span.text.lower().split()) & words("police") for one in told.actors)
    return told.event_type in _BY_POLICE and told.signs <= by_police and _is_of_police(told) and not told.many


def _is_plain(told: Told) -> bool:
    """Whether a word of its triggers means force or war whatever stands around it."""
    rules = (one.rule for one in told.incident.triggers)
    return any(is_plain(one.token) for one in told.incident.triggers) or any(
        not words("plain_act").isdisjoint(one.words) for one in rules
    )


def _is_of_police(told: Told) -> bool:
    """Whether its word is that of an everyday deed: an arrest by the police, a stabbing, a death."""
    return all(base(one.token) in words("everyday_deed") for one in told.incident.triggers)


def _is_history(told: Told) -> bool:
    """Whether the sentence dates it before the wars of which reports are read."""
    if told.year is not None and told.year >= _FIRST_YEAR:
        return False
    text = told.incident.main.token.doc.text
    if _CLOCK.search(text):
        return False  # "at 1930 GMT"
    years = [int(match[1]) for match in _IN_YEAR.finditer(text)]
    if told.year is not None:
        years.append(told.year)
    return max(years) < _FIRST_YEAR if years else bool(_WORLD_WAR.search(text))


def _is_only_spoken_of(told: Told) -> bool:
    """Whether a work, a law, a duty or a life is spoken of, in which there is such an act."""
    tokens = (told.incident.main.token, told.incident.top)
    if family(told.event_type) in _AGAINST_SOMEBODY and is_done_to_oneself(tokens[0]):
        return True
    if any(is_remembered(one) or is_career(one) or is_repeated(one) for one in tokens):
        return True
    if any(is_ability(one) or is_without(one) or is_mistaken(one) or is_unclaimed(one) for one in tokens):
        return True
    if told.incident.main.rule.frame == "leave" and leaves_in_a_state(tokens[0]):
        return True
    if any(is_subject_matter(one) for one in tokens) and not told.harmed:
        return True
    return is_backdrop(told.incident.top) and not told.harmed


def _is_verbal(told: Told) -> bool:
    """Whether it is politics by words: "attacked his rival in a tweet"."""
    if told.harmed or told.known or told.event_type not in _BY_WORDS:
        return False
    return bool(phrases_in("politics", told.around)) and not signs_of_war(told.around)


def _is_mere_entry(told: Told) -> bool:
    """Whether people who bear no arms only come to a place: migrants who enter a country."""
    main = told.incident.main
    if told.signs >= _SIGNS_OF_A_WAR:
        return False
    return main.rule.frame == "take" and base(main.token) in words("entry") and not (told.armed or told.known)


def _is_rule(told: Told) -> bool:
    """Whether the clause tells what is done as a rule, or tells the reader what to do."""
    main = told.incident.main
    if is_addressed(main.token):
        return True
    stative = main.rule.frame in _HOLDING or family(told.event_type) in ("siege", "strength")
    settled = told.known or told.placed or told.figures or (stative and main.rule.pos != "n")
    settled = settled or (main.rule.frame == "take" and told.armed)
    return not settled and is_general(main.token)


def _is_only_named(told: Told) -> bool:
    """Whether a noun or a participle only names an act, and nothing says where, when, by whom or with what toll."""
    rule, token = told.incident.main.rule, told.incident.main.token
    owned = any(child.tag_ == "PRP$" for child in token.children)
    stative = (rule.frame in _HOLDING and not owned) or family(told.event_type) == "siege"
    if told.placed or told.timed or told.figures or told.known or stative:
        return False
    if is_outcome(rule.frame) and token.tag_ == "VBN" and token.dep_ == "acl":
        return True
    identified = any(one.id and one.id not in ANYBODY for one in told.targets) or is_the_same(token)
    return rule.pos == "n" and not identified and _is_plural(token)


def _is_plural(token: Any) -> bool:
    return bool(token.tag_ in ("NNS", "NNPS"))
