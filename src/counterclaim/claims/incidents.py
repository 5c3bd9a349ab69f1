"""Triggers of one sentence that tell of one incident: "an ambush that killed four" is one, not two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterclaim.claims.lexicon import modality_words, reporting_verbs, words
from counterclaim.claims.roles import Arguments, arguments
from counterclaim.claims.syntax import ancestors, noun_phrase, prepositional
from counterclaim.claims.triggers import Trigger
from counterclaim.reference.event_types import event_types, family

_VIOLENCE = frozenset({"explosion", "battle", "one_sided", "any_violence", "offensive"})
_CLAUSE_LINKS = frozenset(
    {"advcl", "acl", "relcl", "xcomp", "pcomp", "prep", "pobj", "dobj", "nsubj", "nsubjpass", "agent", "conj"}
)
_DEADLY = _VIOLENCE - {"any_violence"} | {"territory", "siege", "relief"}
_OUTCOME_FRAMES = frozenset({"effect", "suffer"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_OPEN_METHODS = frozenset({None, "small_arms", "airstrike", "raid"})
_MAX_LINKS = 4
_ONCE = frozenset({"disrupted", "detention", "retreat", "unrest"})
_LEADING = frozenset({"movement", "offensive"})
_LED_TO = frozenset({"territory", "retreat"})
_GENERIC = frozenset({"unspecified_violence", "armed_clash", "offensive", "movement"})


@dataclass(frozen=True, slots=True)
class Incident:
    """Triggers that belong together. `main` gives type and anchor, `arguments` are those of all of them.

    `givers` has the trigger that an argument belongs to, by the index of its token.
    """

    main: Trigger
    triggers: tuple[Trigger, ...]
    arguments: Arguments
    givers: Mapping[int, Trigger]

    @property
    def top(self) -> Any:
        """The trigger token that stands highest in the parse: what is said of it is said of the incident."""
        told = [one.token for one in self.triggers if one.rule.frame != "weapon"] or [self.main.token]
        return min(told, key=lambda token: (_depth(token), token.i))

    @property
    def method(self) -> str | None:
        """The most telling method among the triggers."""
        methods = {one.rule.method for one in self.triggers}
        if self.main.rule.method == "suicide" and "vbied" in methods:
            return "suicide_vbied"
        return self.means.rule.method if self.means is not None else None

    @property
    def means(self) -> Trigger | None:
        """The trigger that gives the method: a weapon named beside words that leave it open, else the main one."""
        if self.main.rule.method in _OPEN_METHODS:
            named = (one for one in self.triggers if one.rule.frame == "weapon" and one.rule.method)
            weapon = next(named, None)
            if weapon is not None:
                return weapon
        return next((one for one in (self.main, *self.triggers) if one.rule.method), None)


def _depth(token: Any) -> int:
    return sum(1 for _ in ancestors(token))


def is_outcome(frame: str) -> bool:
    """Whether words of that frame tell what came of a deed, not the deed."""
    return frame in _OUTCOME_FRAMES


def incidents(triggers: list[Trigger]) -> list[Incident]:
    """Group the triggers of a sentence, in the order of their main words."""
    groups: list[list[Trigger]] = []
    for trigger in _without_purpose(_without_foiling(triggers)):
        homes = [group for group in groups if any(_one_incident(trigger, other) for other in group)]
        joined = [trigger, *(one for group in homes for one in group)]
        groups = [*(group for group in groups if group not in homes), joined]
    groups = _with_outcomes(groups)
    told = [group for group in groups if any(one.rule.frame != "weapon" for one in group)]
    return sorted((_incident(group) for group in told), key=lambda one: int(one.main.token.i))


def _without_foiling(triggers: list[Trigger]) -> list[Trigger]:
    """Leave out "foiled" where what was foiled is a trigger itself: the modality of that one says it."""
    return [
        one
        for one in triggers
        if one.token.lemma_.lower() not in modality_words()["foiled"]
        or not any(
            _linked(other.token, one.token)
            for other in triggers
            if other is not one and other.rule.frame != "weapon"
        )
    ]


def _without_purpose(triggers: list[Trigger]) -> list[Trigger]:
    """Leave out what an offensive is for: "an offensive to drive the group out of X" has driven nobody out."""
    offensives = [one.token for one in triggers if family(one.rule.event_type) == "offensive"]
    return [one for one in triggers if one.token in offensives or not _is_aim(one.token, offensives)]


def _is_aim(token: Any, offensives: list[Any]) -> bool:
    if token.dep_ not in ("acl", "advcl", "xcomp", "relcl") or not any(
        child.dep_ == "aux" and child.lower_ == "to" for child in token.children
    ):
        return False
    return any(token.head.i == one.i or one.head.i == token.head.i for one in offensives)


def _with_outcomes(groups: list[list[Trigger]]) -> list[list[Trigger]]:
    """Dead and wounded that no deed of their own goes with belong to the deed told beside them.

    "The town fell after four hours of fighting; nine fighters were killed" is one statement.
    """
    outcomes = [group for group in groups if all(one.rule.frame in _OUTCOME_FRAMES for one in group)]
    deeds = [group for group in groups if group not in outcomes]
    for outcome in outcomes:
        near = [deed for deed in deeds if any(_takes(one, other) for one in deed for other in outcome)]
        if near:
            token = outcome[0].token
            above = {part.i for part in ancestors(token)}
            home = min(
                near,
                key=lambda deed: (
                    not any(one.token.i in above for one in deed),
                    abs(deed[0].token.i - token.i),
                ),
            )
            home.extend(outcome)
        else:
            deeds.append(outcome)
    return deeds


def _takes(deed: Trigger, outcome: Trigger) -> bool:
    """Whether an outcome can be the deed's: of its sentence's main line, with no doer or place of its own."""
    if outcome.rule.event_type != "unspecified_violence":
        return False
    if outcome.token.i in {one.i for one in arguments(deed).patients}:
        return True
    if family(deed.rule.event_type) not in _DEADLY:
        return False
    token = outcome.token
    verb = token if token.pos_ == "VERB" else token.head
    reported = verb.dep_ == "ccomp" and deed.token not in list(verb.subtree)
    if reported or (outcome.rule.pos == "n" and verb.pos_ not in ("VERB", "AUX")):
        return False
    if token is not verb and verb.lemma_.lower() in reporting_verbs():
        return False
    if prepositional(verb, "by") or any(
        part.ent_type_ in _PLACES for part in prepositional(verb, "in", "at", "near")
    ):
        return False
    return not any(child.dep_ == "mark" and child.lower_ == "while" for child in verb.children)


def _one_incident(a: Trigger, b: Trigger) -> bool:
    families = {family(a.rule.event_type), family(b.rule.event_type)}
    if _is_same_move(a, b, families) or _is_same_move(b, a, families):
        return True
    if not families <= _VIOLENCE or _are_opposed(a, b) or _are_opposed(b, a):
        return False
    if "offensive" in (a.rule.event_type, b.rule.event_type) and a.rule.event_type != b.rule.event_type:
        return False
    return (
        _is_joined(a, b)
        or _is_joined(b, a)
        or _is_means(a, b)
        or _is_means(b, a)
        or _linked(a.token, b.token)
        or _linked(b.token, a.token)
        or _effect_beside(a, b)
        or _effect_beside(b, a)
    )


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
    joined = outcome.rule.frame in _OUTCOME_FRAMES and below.dep_ == "conj" and below.head.i == deed.token.i
    return joined and _takes(deed, outcome)


def _is_means(weapon: Trigger, act: Trigger) -> bool:
    """Whether a weapon's name modifies the act: "a chlorine attack", "a rocket and mortar barrage"."""
    head = weapon.token.head if weapon.token.dep_ != "conj" else weapon.token.head.head
    return weapon.rule.frame == "weapon" and head.i == act.token.i


def _is_same_move(part: Trigger, whole: Trigger, families: set[str]) -> bool:
    """Whether one only leads up to the other, or says it again: "advanced and took", "a bomb found was made safe"."""
    if len(families) == 1:
        return families <= _ONCE and part.token.dep_ != "conj" and _linked(part.token, whole.token)
    leads = family(part.rule.event_type) in _LEADING and family(whole.rule.event_type) in _LED_TO
    frees = part.rule.event_type == "escape_jailbreak" and family(whole.rule.event_type) == "battle"
    ruins = family(part.rule.event_type) == "property" and family(whole.rule.event_type) in _VIOLENCE - {
        "any_violence"
    }
    fought = family(part.rule.event_type) == "battle" and family(whole.rule.event_type) == "territory"
    leads = leads or (fought and part.rule.pos == "n" and _is_beforehand(part.token))
    return (leads or ruins or frees) and (
        _linked(part.token, whole.token) or _linked(whole.token, part.token)
    )


def _is_beforehand(noun: Any) -> bool:
    """Whether a noun stands in a phrase of what came first: "after four hours of fighting"."""
    for above in ancestors(noun):
        if above.pos_ in ("VERB", "AUX"):
            return False
        if above.lower_ in ("after", "following", "amid"):
            return True
    return False


def _linked(below: Any, above: Any) -> bool:
    """Whether a short path of the parse leads up from one trigger to the other, through no verb of saying."""
    part = below
    for step, head in enumerate(ancestors(below)):
        if step >= _MAX_LINKS or part.dep_ not in _CLAUSE_LINKS:
            return False
        if part.dep_ == "conj" and (own_agent(part) or part.pos_ == "NOUN"):
            return False
        if part.dep_ == "advcl" and own_agent(part) and _is_beside(part):
            return False
        if head.i == above.i:
            return True
        if head.lemma_.lower() in reporting_verbs() and head.pos_ == "VERB":
            return False
        part = head
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


def own_agent(verb: Any) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in ("nsubj", "nsubjpass") for child in verb.children)


def _incident(group: list[Trigger]) -> Incident:
    violent = any(family(one.rule.event_type) in _VIOLENCE - {"any_violence"} for one in group)
    main = min(group, key=lambda one: (violent and family(one.rule.event_type) == "property", *_order(one)))
    joined = Arguments()
    givers: dict[int, Trigger] = {}
    parts = {part.i for trigger in group for part in [trigger.token]}
    for trigger in [main, *(one for one in group if one is not main)]:
        found = arguments(trigger)
        if trigger.rule.frame == "effect" and joined.agents:
            found.agents = []
        for token, _ in found.with_roles():
            givers.setdefault(token.i, trigger)
        for name in Arguments.__slots__:
            known = getattr(joined, name)
            seen = {token.i for token in known}
            known += [
                t
                for t in getattr(found, name)
                if t.i not in seen and (_is_person(t) or (t.i not in parts and not _names(t, parts)))
            ]
    joined.patients = [token for token in joined.patients if token.i not in {a.i for a in joined.agents}]
    return Incident(main, tuple(group), joined, givers)


def _is_person(token: Any) -> bool:
    """Whether a trigger is a person who acts as well: a sniper, a suicide bomber."""
    return token.lemma_.lower() in words("people")


def _names(token: Any, triggers: set[int]) -> bool:
    """Whether an argument is a trigger in other words: the "blast" that "wounded three"."""
    return any(part.i in triggers for part in noun_phrase(token) if part.dep_ != "compound")


def _order(trigger: Trigger) -> tuple[bool, bool, int, int]:
    """Specific types first, those with a method next, then by the codebook's hierarchy."""
    rule = trigger.rule
    return (
        rule.event_type in _GENERIC,
        rule.method is None,
        event_types()[rule.event_type].rank,
        trigger.token.i,
    )
