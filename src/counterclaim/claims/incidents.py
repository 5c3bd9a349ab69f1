"""Triggers of one sentence that tell of one incident: "an ambush that killed four" is one, not two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from counterclaim.claims.lexicon import modality_words, reporting_verbs
from counterclaim.claims.roles import Arguments, arguments
from counterclaim.claims.syntax import ancestors, noun_phrase
from counterclaim.claims.triggers import Trigger
from counterclaim.reference.event_types import event_types, family

_VIOLENCE = frozenset({"explosion", "battle", "one_sided", "any_violence", "offensive"})
_CLAUSE_LINKS = frozenset(
    {"advcl", "acl", "relcl", "xcomp", "pcomp", "prep", "pobj", "dobj", "nsubj", "nsubjpass", "agent", "conj"}
)
_MAX_LINKS = 4
_GENERIC = frozenset({"unspecified_violence", "armed_clash", "offensive"})


@dataclass(frozen=True, slots=True)
class Incident:
    """Triggers that belong together. `main` gives type and anchor, `arguments` are those of all of them."""

    main: Trigger
    triggers: tuple[Trigger, ...]
    arguments: Arguments

    @property
    def method(self) -> str | None:
        """The most telling method among the triggers."""
        return next((one.rule.method for one in (self.main, *self.triggers) if one.rule.method), None)


def incidents(triggers: list[Trigger]) -> list[Incident]:
    """Group the triggers of a sentence, in the order of their main words."""
    groups: list[list[Trigger]] = []
    for trigger in _without_foiling(triggers):
        home = next(
            (group for group in groups if any(_one_incident(trigger, other) for other in group)), None
        )
        if home is None:
            groups.append([trigger])
        else:
            home.append(trigger)
    told = [group for group in groups if any(one.rule.frame != "weapon" for one in group)]
    return sorted((_incident(group) for group in told), key=lambda one: int(one.main.token.i))


def _without_foiling(triggers: list[Trigger]) -> list[Trigger]:
    """Leave out "foiled" where what was foiled is a trigger itself: the modality of that one says it."""
    return [
        one
        for one in triggers
        if one.token.lemma_.lower() not in modality_words()["foiled"]
        or not any(_linked(other.token, one.token) for other in triggers if other is not one)
    ]


def _one_incident(a: Trigger, b: Trigger) -> bool:
    if not {family(a.rule.event_type), family(b.rule.event_type)} <= _VIOLENCE:
        return False
    if "offensive" in (a.rule.event_type, b.rule.event_type) and a.rule.event_type != b.rule.event_type:
        return False
    return (
        _linked(a.token, b.token) or _linked(b.token, a.token) or _effect_beside(a, b) or _effect_beside(b, a)
    )


def _linked(below: Any, above: Any) -> bool:
    """Whether a short path of the parse leads up from one trigger to the other, through no verb of saying."""
    part = below
    for step, head in enumerate(ancestors(below)):
        if step >= _MAX_LINKS or part.dep_ not in _CLAUSE_LINKS:
            return False
        if part.dep_ == "conj" and (own_agent(part) or part.pos_ == "NOUN"):
            return False
        if head.i == above.i:
            return True
        if head.lemma_.lower() in reporting_verbs() and head.pos_ == "VERB":
            return False
        part = head
    return False


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
    main = min(group, key=_order)
    joined = Arguments()
    parts = {part.i for trigger in group for part in [trigger.token]}
    for trigger in [main, *(one for one in group if one is not main)]:
        found = arguments(trigger)
        if trigger.rule.frame == "effect" and joined.agents:
            found.agents = []
        for name in Arguments.__slots__:
            known = getattr(joined, name)
            seen = {token.i for token in known}
            known += [t for t in getattr(found, name) if t.i not in seen | parts and not _names(t, parts)]
    joined.patients = [token for token in joined.patients if token.i not in {a.i for a in joined.agents}]
    return Incident(main, tuple(group), joined)


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
