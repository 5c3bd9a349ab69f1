"""The time of a report's lead where only a later sentence says when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.model import Claim, Place, TimeBasis, TimePrecision
from counterclaim.reference.event_types import family

_NEXT_CLAIMS = 3
_NEXT_CHARACTERS = 700
_EXACT = (TimePrecision.DAY, TimePrecision.DAYS)


def dated_by_what_follows(claims: Sequence[Claim]) -> list[Claim]:
    """Claims in the order of the text, those without a time of their own given that of the same incident.

    A claim that has only the week before publication takes the day of one of the next claims, when that is of
    the same kind of event and not of another place.
    """
    dated = list(claims)
    for number in range(len(dated) - 1, -1, -1):
        claim = dated[number]
        if claim.when is None or claim.when.basis is not TimeBasis.PUBLISHED:
            continue
        told = next(
            (one for one in dated[number + 1 : number + 1 + _NEXT_CLAIMS] if _tells_when(claim, one)), None
        )
        if told is not None and told.when is not None:
            dated[number] = replace(claim, when=replace(told.when, basis=TimeBasis.NARRATIVE))
    return dated


def _tells_when(claim: Claim, other: Claim) -> bool:
    """Whether a later claim may be of the same incident and has its day."""
    if other.when is None or other.when.basis is TimeBasis.PUBLISHED or other.when.precision not in _EXACT:
        return False
    if claim.when is None or claim.when.start is None or other.when.start is None:
        return False
    near = other.sentence.start - claim.sentence.start <= _NEXT_CHARACTERS
    recent = claim.when.start <= other.when.start
    same = family(claim.event_type) == family(other.event_type) and claim.modality is other.modality
    return near and recent and same and _may_be_one(claim.place, other.place)


def _may_be_one(place: Place | None, other: Place | None) -> bool:
    if place is None or other is None:
        return True
    if place.id is not None and place.id == other.id:
        return True
    return (place.country, place.admin1) == (other.country, other.admin1) or place.admin1 is None
