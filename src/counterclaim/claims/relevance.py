"""Whether words of force tell of an act of war: not of a game, a story, an accident, or of what is done as a rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from counterclaim.claims.gates import (
    is_accident,
    is_addressed,
    is_crime,
    is_fiction,
    is_general,
    is_plain,
    is_the_same,
    is_unreal,
    signs_of_war,
)
from counterclaim.claims.incidents import Incident, is_outcome
from counterclaim.claims.kinds import HARMS
from counterclaim.claims.lexicon import phrases, words
from counterclaim.claims.quantities import Figure
from counterclaim.model import ActorMention
from counterclaim.reference.event_types import family

_SIGNS_OF_A_WAR = 3
"""Words of armed conflict in a report from which a sentence without one is taken for part of it."""
_EVERYDAY = frozenset({"detention", "one_sided", "battle", "any_violence"})
_BY_WORDS = frozenset({"armed_clash", "offensive", "recruitment", "movement", "surrender"})
_ANYBODY = frozenset({"civilians", "protesters"})
"""Actors of the registry that are no party."""
_BY_NOBODY = frozenset(
    {"any_violence", "explosion", "one_sided", "retreat", "movement", "property", "offensive"}
)
"""Families of types of which nature and accidents give the words as well."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells of an incident. `placed`, `timed`: it names a place, a time itself.

    `around` is the text of the paragraph, or of the sentence in a long one; `signs` counts the words of armed conflict
    in the report.
    """

    incident: Incident
    event_type: str
    actors: Sequence[ActorMention]
    targets: Sequence[ActorMention]
    figures: Sequence[Figure]
    placed: bool
    timed: bool
    around: str
    signs: int

    @property
    def harmed(self) -> bool:
        """Whether a figure says how many were hurt or taken."""
        return any(one.quantity.what in HARMS for one in self.figures)

    @property
    def known(self) -> bool:
        """Whether an actor of the registry does it."""
        return any(one.id for one in self.actors)


def is_no_war(told: Told) -> bool:
    """Whether the incident must not become a claim."""
    if is_fiction(told.around) or (not told.harmed and is_unreal(told.around)):
        return True
    if _is_by_nobody(told) or _is_verbal(told) or _is_everyday(told):
        return True
    meant = told.known or told.placed or bool(told.figures)
    meant = meant or any(is_plain(one.token) for one in told.incident.triggers)
    if not meant and not signs_of_war(told.around) and told.signs < _SIGNS_OF_A_WAR:
        return True
    return _is_rule(told) or _is_only_named(told)


def _is_by_nobody(told: Told) -> bool:
    """Whether nature or an accident did it."""
    if family(told.event_type) not in _BY_NOBODY or told.known or told.incident.method not in (None, "arson"):
        return False
    armed = any(set(one.span.text.lower().split()) & _armed() for one in told.actors)
    return not armed and is_accident(told.around)


def _is_everyday(told: Told) -> bool:
    """Whether it is an arrest or a fight of everyday life."""
    return family(told.event_type) in _EVERYDAY and is_crime(told.around) and not told.known


def _is_verbal(told: Told) -> bool:
    """Whether it is politics by words: "attacked his rival in a tweet"."""
    if told.harmed or told.known or told.event_type not in _BY_WORDS:
        return False
    return bool(phrases("politics").search(told.around)) and not signs_of_war(told.around)


def _is_rule(told: Told) -> bool:
    """Whether the clause tells what is done as a rule, or tells the reader what to do."""
    main = told.incident.main
    if is_addressed(main.token):
        return True
    stative = main.rule.frame in ("hold", "held") or family(told.event_type) in ("siege", "strength")
    settled = told.known or told.placed or told.figures or (stative and main.rule.pos != "n")
    return not settled and is_general(main.token)


def _is_only_named(told: Told) -> bool:
    """Whether a noun or a participle only names an act, and nothing says where, when, by whom or with what toll."""
    rule, token = told.incident.main.rule, told.incident.main.token
    if told.placed or told.timed or told.figures or told.known:
        return False
    if is_outcome(rule.frame) and token.tag_ == "VBN" and token.dep_ == "acl":
        return True
    identified = any(one.id and one.id not in _ANYBODY for one in told.targets) or is_the_same(token)
    return rule.pos == "n" and not identified and _is_plural(token)


def _is_plural(token: Any) -> bool:
    return bool(token.tag_ in ("NNS", "NNPS"))


def _armed() -> frozenset[str]:
    return words("armed") | {f"{word}s" for word in words("armed")} | {"gunmen", "policemen", "militiamen"}
