"""Kind of a claim, and event types that follow from who was hurt."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.claims.lexicon import words
from counterclaim.model import ActorMention, Kind, Quantity, TimeBasis, TimePrecision, When

LONG = frozenset({TimePrecision.MONTH, TimePrecision.SEASON, TimePrecision.YEAR, TimePrecision.RANGE})
"""Precisions of a time over which things are counted, not in which one thing happens."""

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


def attacked_civilians(event_type: str, targets: Sequence[ActorMention]) -> bool:
    """Deaths by means not stated, all of civilians: an attack, after the ACLED codebook."""
    people = [_last_word(one) for one in targets]
    return (
        event_type == "unspecified_violence"
        and bool(people)
        and all(one in words("civilian") for one in people)
    )


def _last_word(mention: ActorMention) -> str:
    word = mention.span.text.split()[-1].lower()
    return word[:-1] if word.endswith("s") and word not in words("civilian") else word
