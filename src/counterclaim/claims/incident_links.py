"""Which words of a sentence tell of one incident: how far apart they may stand in the parse."""

from __future__ import annotations

from typing import Any

from counterclaim.claims.lexicon import base, reporting_verbs, words
from counterclaim.claims.roles import arguments
from counterclaim.claims.syntax import ACCUSING, ancestors, children, is_passive, prepositional
from counterclaim.claims.triggers import Trigger
from counterclaim.reference.event_types import family

VIOLENCE = frozenset({"explosion", "battle", "one_sided", "any_violence", "offensive"})
_CLAUSE_LINKS = frozenset(
    {"advcl", "acl", "relcl", "xcomp", "pcomp", "prep", "pobj", "dobj", "nsubj", "nsubjpass", "agent", "conj"}
)
_DEADLY = VIOLENCE - {"any_violence"} | {"territory", "siege", "relief", "unrest"}
_MAX_LINKS = 4
_IN_A_LIST = 6
"""Words between two entries of a toll."""
_ONCE = frozenset({"disrupted", "detention", "retreat", "unrest", "property"})
_OBJECTS_OF = frozenset({("siege", "relief"), ("battle", "retreat")})
"""Families of a noun and of the verb that has it as subject or object: "broke the siege", "fled the fighting"."""
_LEADING = frozenset({"movement", "offensive"})
_LED_TO = frozenset({"territory", "retreat"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_SPOILS = frozenset({"arrests", "abduction_forced_disappearance", "disrupted_weapons_use"})
OUTCOME_FRAMES = frozenset({"effect", "suffer"})


def is_outcome(frame: str) -> bool:
    """Whether words of that frame tell what came of a deed, not the deed."""
    return frame in OUTCOME_FRAMES


def are_one_incident(a: Trigger, b: Trigger) -> bool:
    """Whether two triggers tell of one incident."""
    families = {family(a.rule.event_type), family(b.rule.event_type)}
    if _is_same_move(a, b, families) or _is_same_move(b, a, families):
        return True
    if (
        not families <= VIOLENCE
        or _accused_apart(a.token, b.token)
        or _are_opposed(a, b)
        or _are_opposed(b, a)
    ):
        return False
    if "offensive" in (a.rule.event_type, b.rule.event_type) and a.rule.event_type != b.rule.event_type:
        return False
    return (
        _is_joined(a, b)
        or _is_joined(b, a)
        or _is_means(a, b)
        or _is_means(b, a)
        or linked(a.token, b.token)
        or linked(b.token, a.token)
        or _effect_beside(a, b)
        or _effect_beside(b, a)
        or _is_in_which(a, b)
        or _is_in_which(b, a)
    )


def takes(deed: Trigger, outcome: Trigger) -> bool:
    """Whether an outcome can be the deed's: of its sentence's main line, with no doer or place of its own."""
    if outcome.rule.event_type != "unspecified_violence" or _accused_apart(deed.token, outcome.token):
        return False
    if deed.rule.frame == "leave" and _is_of_remains(outcome.token):
        return False
    if outcome.token.i in {one.i for one in arguments(deed).patients}:
        return True
    if family(deed.rule.event_type) in _DEADLY and _is_in_relative(outcome.token, deed.token):
        return True
    if family(deed.rule.event_type) not in _DEADLY and not is_outcome(deed.rule.frame):
        return False
    token = outcome.token
    verb = token if token.pos_ == "VERB" else token.head
    above = {part.i for part in ancestors(verb)}
    reported = verb.dep_ == "ccomp" and deed.token not in list(verb.subtree) and deed.token.i not in above
    if reported and verb.head.dep_ == "conj" and deed.token.i < verb.head.i:
        reported = False  # "shows the strike and confirms that 50 were killed"
    if reported or (outcome.rule.pos == "n" and verb.pos_ not in ("VERB", "AUX")):
        return False
    if token is not verb and verb.lemma_.lower() in reporting_verbs():
        return False
    if prepositional(verb, "by") or any(
        part.ent_type_ in _PLACES for part in prepositional(verb, "in", "at", "near")
    ):
        return False
    return not any(child.dep_ == "mark" and child.lower_ == "while" for child in verb.children)


def are_of_one_toll(group: list[Trigger], outcome: list[Trigger]) -> bool:
    """Whether two outcomes without doer and place of their own are listed together: "2 killed, 1 wounded"."""
    if not all(one.rule.frame in OUTCOME_FRAMES for one in group):
        return False
    last, token = group[-1].token, outcome[0].token
    if _accused_apart(last, token):
        return False
    between = token.doc[min(last.i, token.i) + 1 : max(last.i, token.i)]
    if len(between) > _IN_A_LIST or any(part.ent_type_ in _PLACES for part in between):
        return False
    return not any(prepositional(one, "by") for one in (last, token))


def _accused_apart(a: Any, b: Any) -> bool:
    """Whether two acts are what two verbs accuse of: "accused X of killing ten, and X accused it of bombing"."""
    over = [next((one for one in ancestors(token) if base(one) in ACCUSING), None) for token in (a, b)]
    return over[0] is not None and over[1] is not None and over[0].i != over[1].i


def _is_of_remains(verb: Any) -> bool:
    """Whether a verb says that bodies were found: whoever left had not been said to kill."""
    return any(base(one) in words("remains") for one in children(verb, "dobj"))


def linked(below: Any, above: Any) -> bool:
    """Whether a short path of the parse leads up from one trigger to the other, through no verb of saying."""
    part = below
    reached = {above.i}
    if above.dep_ == "amod" and above.head.tag_ == "CD":
        reached.add(above.head.i)  # "two dead in clashes"
    for step, head in enumerate(ancestors(below)):
        if step >= _MAX_LINKS or part.dep_ not in _CLAUSE_LINKS:
            return False
        if part.dep_ == "conj" and (own_agent(part) or part.pos_ == "NOUN"):
            return False
        if part.dep_ == "advcl" and own_agent(part) and _is_beside(part):
            return False
        if head.i in reached:
            return True
        if head.lemma_.lower() in reporting_verbs() and head.pos_ == "VERB":
            return False
        part = head
    return False


def own_agent(verb: Any) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _is_in_relative(outcome: Any, deed: Any) -> bool:
    """Whether an outcome stands in a clause with "in which" or "that" behind the deed."""
    clauses = [part for part in (outcome, *ancestors(outcome)) if part.dep_ == "relcl"]
    return deed.i < outcome.i and any(
        child.lower_ == "which" and child.dep_ == "pobj" and child.head.lower_ == "in"
        for clause in clauses
        for child in clause.subtree
    )


def _is_in_which(outcome: Trigger, deed: Trigger) -> bool:
    """Whether an outcome stands in a relative clause about the deed: "an assault in which, it said, three were killed"."""
    if outcome.rule.frame not in OUTCOME_FRAMES:
        return False
    clauses = [part for part in (outcome.token, *ancestors(outcome.token)) if part.dep_ == "relcl"]
    return any(clause.head.i == deed.token.i for clause in clauses)


def _are_opposed(a: Trigger, b: Trigger) -> bool:
    """Whether who does the one is who suffers the other, by a named hand: "those who attacked were killed by"."""
    suffer = arguments(b)
    named = [one for one in suffer.agents if one.dep_ not in ("compound", "amod", "nmod")]
    return bool(named) and not {one.i for one in arguments(a).agents}.isdisjoint(
        one.i for one in suffer.patients
    )


def _is_joined(outcome: Trigger, deed: Trigger) -> bool:
    """Whether an outcome with a subject of its own is coordinated with the deed: "stormed it, and 12 were killed"."""
    below = outcome.token
    joined = outcome.rule.frame in OUTCOME_FRAMES and below.dep_ == "conj" and below.head.i == deed.token.i
    return joined and takes(deed, outcome)


def _is_means(weapon: Trigger, act: Trigger) -> bool:
    """Whether a weapon's name modifies the act: "a chlorine attack", "a rocket and mortar barrage"."""
    head = weapon.token.head if weapon.token.dep_ != "conj" else weapon.token.head.head
    return weapon.rule.frame == "weapon" and head.i == act.token.i


def _is_same_move(part: Trigger, whole: Trigger, families: set[str]) -> bool:
    """Whether one only leads up to the other, or says it again: "advanced and took", "a bomb found was made safe"."""
    if len(families) == 1:
        return _is_told_twice(part, whole, families)
    first, second = family(part.rule.event_type), family(whole.rule.event_type)
    if part.rule.pos == "n" and (first, second) in _OBJECTS_OF:
        return bool(part.token.head.i == whole.token.i)
    leads = first in _LEADING and second in _LED_TO
    frees = part.rule.event_type == "escape_jailbreak" and second == "battle"
    ruins = first == "property" and second in VIOLENCE - {"any_violence"}
    before = (first, second) == ("battle", "territory") and part.rule.pos == "n"
    if (
        is_spoil(part)
        and second in _DEADLY - {"siege", "relief", "unrest"}
        and not is_outcome(whole.rule.frame)
    ):
        return _brings_in(part.token, whole.token)
    if not (leads or frees or ruins or (before and _is_beforehand(part.token))):
        return False
    near = linked(part.token, whole.token) or linked(whole.token, part.token)
    return near or (frees and _hangs_beside(part.token, whole.token))


def is_spoil(trigger: Trigger) -> bool:
    """Whether it tells of people or arms taken, which an attack may bring in."""
    return trigger.rule.event_type in _SPOILS and trigger.rule.frame == "harm" and trigger.rule.pos == "v"


def _brings_in(taking: Any, deed: Any) -> bool:
    """Whether who did a deed took people or arms in it: "ambushed a column, killing nine and capturing three"."""
    if taking.dep_ not in ("advcl", "conj", "relcl"):
        return False
    if any(part.ent_type_ in _PLACES for part in prepositional(taking, "in", "at", "near", "from")):
        return False
    if deed.pos_ in ("NOUN", "PROPN"):
        return linked(deed, taking)  # "three were killed and four captured in a raid"
    if _is_in_that_place(taking):
        return linked(taking, deed)
    return is_passive(taking) == is_passive(deed) and linked(taking, deed)


def _is_in_that_place(taking: Any) -> bool:
    """Whether a relative clause says what else happened there: "took the town, where three men were captured"."""
    if taking.dep_ != "relcl" or not is_passive(taking) or prepositional(taking, "by"):
        return False
    return any(child.lower_ == "where" for child in taking.children)


def _is_told_twice(part: Trigger, whole: Trigger, families: set[str]) -> bool:
    """Whether two words of one family tell of one deed: "looted and burned", "a bomb found was made safe"."""
    joined = part.token.dep_ == "conj" and families != {"property"}
    if families == {"unrest"} and base(part.token) in words("needs_object"):
        joined = False  # "fired into the crowd and killed nine"
    return families <= _ONCE and not joined and linked(part.token, whole.token)


def _hangs_beside(part: Any, whole: Any) -> bool:
    """Whether a participle hangs on the verb that carries a noun: "carried out a raid, freeing nine"."""
    return bool(part.dep_ == "advcl" and whole.pos_ == "NOUN" and part.head.i == whole.head.i)


def _is_beforehand(noun: Any) -> bool:
    """Whether a noun stands in a phrase of what came first: "after four hours of fighting"."""
    for above in ancestors(noun):
        if above.pos_ in ("VERB", "AUX"):
            return False
        if above.lower_ in ("after", "following", "amid"):
            return True
    return False


def _is_beside(verb: Any) -> bool:
    """Whether an adverbial clause only tells of something at the same time: "while gunmen shot ..."."""
    return any(child.dep_ == "mark" and child.lower_ in ("while", "whereas") for child in verb.children)


def _effect_beside(effect: Trigger, cause: Trigger) -> bool:
    """Whether an effect and a cause hang on one verb: "took the town after a battle, killing six"."""
    if effect.rule.frame != "effect" or cause.rule.event_type == effect.rule.event_type:
        return False
    verb = next((part for part in ancestors(cause.token) if part.pos_ == "VERB"), None)
    beside = verb is not None and effect.token.head.i == verb.i
    return beside and "advcl" in (effect.token.dep_, cause.token.dep_)
