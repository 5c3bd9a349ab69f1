"""Triggers of one sentence that tell of one incident: "an ambush that killed four" is one, not two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from counterclaim.claims.incident_links import (
    OUTCOME_FRAMES,
    VIOLENCE,
    are_of_one_toll,
    are_one_incident,
    is_spoil,
    linked,
    takes,
)
from counterclaim.claims.lexicon import modality_words, words
from counterclaim.claims.roles import Arguments, arguments
from counterclaim.claims.syntax import ancestors, noun_phrase
from counterclaim.claims.triggers import Trigger
from counterclaim.reference.event_types import event_types, family

_OPEN_METHODS = frozenset({None, "small_arms", "airstrike", "raid"})
_FOR_AN_END = frozenset({"offensive", "battle", "movement", "agreement", "recruitment"})
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
        methods = {one.rule.method for one in (self.main, *self.triggers) if not _is_result(one)}
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
        deeds = (one for one in self.triggers if not _is_result(one))
        return next((one for one in (self.main, *deeds) if one.rule.method), None)


def _depth(token: Any) -> int:
    return sum(1 for _ in ancestors(token))


def incidents(triggers: list[Trigger]) -> list[Incident]:
    """Group the triggers of a sentence, in the order of their main words."""
    groups: list[list[Trigger]] = []
    for trigger in _without_purpose(_without_foiling(triggers)):
        homes = [group for group in groups if any(are_one_incident(trigger, other) for other in group)]
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
            linked(other.token, one.token)
            for other in triggers
            if other is not one and other.rule.frame != "weapon"
        )
    ]


def _without_purpose(triggers: list[Trigger]) -> list[Trigger]:
    """Leave out what an offensive or a march is for: "an offensive to drive the group out of X" has driven nobody out."""
    means = [one for one in triggers if family(one.rule.event_type) in _FOR_AN_END]
    return [one for one in triggers if not _is_aim(one.token, [it.token for it in means if it is not one])]


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
    outcomes = [group for group in groups if all(one.rule.frame in OUTCOME_FRAMES for one in group)]
    deeds = [group for group in groups if group not in outcomes]
    for outcome in outcomes:
        near = [deed for deed in deeds if any(takes(one, other) for one in deed for other in outcome)]
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
        elif (told := next((one for one in deeds if are_of_one_toll(one, outcome)), None)) is not None:
            told.extend(outcome)
        else:
            deeds.append(outcome)
    return deeds


def _incident(group: list[Trigger]) -> Incident:
    violent = any(family(one.rule.event_type) in VIOLENCE - {"any_violence"} for one in group)
    violent = violent or not all(map(is_spoil, group))
    main = min(group, key=lambda one: (violent and _is_result(one), *_order(one)))
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


def _is_result(trigger: Trigger) -> bool:
    """Whether it is what came of an attack: things burned, captives freed."""
    freed = trigger.rule.event_type == "escape_jailbreak" and trigger.rule.frame == "harm"
    return freed or is_spoil(trigger) or family(trigger.rule.event_type) == "property"


def _is_person(token: Any) -> bool:
    """Whether a trigger acts as well: a sniper, a suicide bomber, somebody's warplanes."""
    return token.lemma_.lower() in words("people") | words("craft")


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
