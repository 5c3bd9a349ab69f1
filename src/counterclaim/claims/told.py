"""What a sentence tells of an incident, as far as it bears on whether that is an act of war."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from counterclaim.claims.incidents import Incident
from counterclaim.claims.kinds import HARMS
from counterclaim.claims.lexicon import words
from counterclaim.claims.quantities import Figure
from counterclaim.claims.settings import Setting
from counterclaim.model import ActorMention, Modality, Place

_SEVERAL = 3
ANYBODY = frozenset({"civilians", "protesters"})
"""Actors of the registry that are no party."""
STATE_BODIES = ("gov.", "police.")


@dataclass(frozen=True, slots=True)
class Told:
    """What a sentence tells of an incident. `placed`, `timed`: it names a place, a time itself.

    `around` is the text of the paragraph, or of the sentence in a long one; `signs` counts the words of armed conflict
    in the report; `year` is that of the stated time. `together` counts the other incidents of the sentence, and
    `elsewhere` is the share of words of other fields in the report, `setting` what it is about as a whole.
    `sourced`: the text names who says it.
    """

    incident: Incident
    event_type: str
    actors: Sequence[ActorMention]
    targets: Sequence[ActorMention]
    figures: Sequence[Figure]
    place: Place | None
    modality: Modality
    placed: bool
    timed: bool
    sourced: bool
    year: int | None
    around: str
    signs: int
    together: int
    elsewhere: float
    setting: Setting

    @property
    def harmed(self) -> bool:
        """Whether a figure says how many were hurt or taken."""
        return any(one.quantity.what in HARMS for one in self.figures)

    @property
    def many(self) -> bool:
        """Whether several people were hurt or taken."""
        counts = (one.quantity for one in self.figures if one.quantity.what in HARMS)
        return any((one.low or one.high or 0) >= _SEVERAL for one in counts)

    @property
    def known(self) -> bool:
        """Whether an actor of the registry does it."""
        return any(one.id for one in self.actors)

    @property
    def armed(self) -> bool:
        """Whether somebody who is armed does it or suffers it, or a weapon of war does."""
        people = (*self.actors, *self.targets)
        if any(one.id and one.id not in ANYBODY and not one.id.startswith(STATE_BODIES) for one in people):
            return True
        if any(not _firmly_armed().isdisjoint(one.span.text.lower().split()) for one in people):
            return True
        return any(one.rule.frame == "weapon" for one in self.incident.triggers)


@cache
def armed_words() -> frozenset[str]:
    """Forms of the nouns for people who bear arms."""
    return words("armed") | {f"{word}s" for word in words("armed")} | {"gunmen", "policemen", "militiamen"}


@cache
def _firmly_armed() -> frozenset[str]:
    """Those of them that are not told of in peace as well."""
    return armed_words() - words("armed_in_peace")
