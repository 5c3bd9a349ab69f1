"""Kind of a claim, and event types that follow from who was hurt."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.claims.lexicon import words
from counterclaim.model import ActorMention, ActorRole, Kind, Quantity, TimeBasis, TimePrecision, When

LONG = frozenset({TimePrecision.MONTH, TimePrecision.SEASON, TimePrecision.YEAR, TimePrecision.RANGE})
"""Precisions of a time over which things are counted, not in which one thing happens."""

HARMS = frozenset({"killed", "injured", "captured", "abducted", "missing", "detained"})
"""What figures of people say was done to them."""

_BY_VICTIMS = frozenset({"unspecified_violence", "armed_clash"})
_COUNTS_OF_EVENTS = frozenset({"attacks", "airstrikes", "shells", "plots", "jailbreaks"})


def kind_of(territory: bool, quantities: Sequence[Quantity], when: When | None) -> Kind:
    """Control for territory; a tally for counts of events and for figures over a long time; else an event."""
    if territory:
        return Kind.CONTROL
    if any(one.what in _COUNTS_OF_EVENTS and (one.low or one.high or 0) > 1 for one in quantities):
        return Kind.TALLY
    if quantities and when is not None and when.precision in LONG and when.basis is not TimeBasis.NARRATIVE:
        return Kind.TALLY
    return Kind.EVENT


def by_victims(event_type: str, agents: Sequence[ActorMention], targets: Sequence[ActorMention]) -> str:
    """The type that follows from who was hurt, after the ACLED codebook.

    Armed force against civilians alone is an attack on them; against protesters, excessive force.
    """
    people = [_last_word(one) for one in targets if one.role is not ActorRole.OBJECT]
    if not people or event_type not in _BY_VICTIMS:
        return event_type
    if all(one in words("protester") for one in people):
        return "excessive_force_against_protesters"
    civilian = all(one in words("civilian") for one in people)
    return "attack" if civilian and (agents or event_type != "unspecified_violence") else event_type


def _last_word(mention: ActorMention) -> str:
    word = mention.span.text.split()[-1].lower()
    return word[:-1] if word.endswith("s") and word not in words("civilian") else word
