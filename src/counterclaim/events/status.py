"""How well an event stands, by a stated table."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.events.origins import Contexts, origins
from counterclaim.model import Claim, Modality

STATUSES = ("contested", "denied", "foiled", "corroborated", "parties_only", "single_origin")
"""Highest first: an event has the first that fits.

contested      one origin states it and another denies it
denied         it is known from denials alone
foiled         every claim says that it failed or was stopped
corroborated   two or more origins without an interest state it
parties_only   only parties to the conflict state it
single_origin  one origin states it
"""

_FAILED = frozenset({Modality.FOILED, Modality.ATTEMPTED})


def status(claims: Sequence[Claim], contexts: Contexts) -> str:
    """Status of an event made of `claims`, which must not be empty."""
    denying = [claim for claim in claims if claim.modality is Modality.DENIED]
    stating = [claim for claim in claims if claim.modality is not Modality.DENIED]
    if not stating:
        return "denied"
    by_origin = origins(stating, contexts)
    if (denying and set(origins(denying, contexts)) - set(by_origin)) or (denying and len(by_origin) > 1):
        return "contested"
    if all(claim.modality in _FAILED for claim in stating):
        return "foiled"
    uninterested = [same for same in by_origin.values() if not all(_interested(claim) for claim in same)]
    if len(uninterested) > 1:
        return "corroborated"
    return "single_origin" if uninterested else "parties_only"


def _interested(claim: Claim) -> bool:
    return claim.source is not None and claim.source.interested
