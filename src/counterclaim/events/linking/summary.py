"""What an event is, from the claims that make it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from counterclaim.events.estimates import estimates
from counterclaim.events.provenance import Contexts, Provenance, trace
from counterclaim.events.status import conclude
from counterclaim.model import Claim, Event, Place, PlacePrecision, TimeBasis, When, content_id
from counterclaim.reference.event_types import event_types, family

_FINENESS = tuple(PlacePrecision)


def summarise(claims: Sequence[Claim], contexts: Contexts, *, provenance: Provenance | None = None) -> Event:
    """The event that the claims make. Its id is of the claim published first; later ones change it not.

    `provenance` is that of the claims, where it is known already.
    """
    types = event_types()
    stating = [claim for claim in claims if claim.modality != "denied"] or claims
    event_type = min(
        (claim.event_type for claim in stating),
        key=lambda name: (family(name) == "any_violence", types[name].rank if name in types else len(types)),
    )
    provenance = provenance or trace(claims, contexts)
    by_origin = {one.key: list(one.claims) for one in provenance.origins}
    return Event(
        id=content_id("e", _first(claims, contexts).id),
        event_type=event_type,
        status=conclude(claims, contexts, provenance=provenance).status,
        claims=tuple(sorted(claim.id for claim in claims)),
        place=_finest_place(claims),
        when=_finest_when(claims),
        actors=tuple(sorted({one.id for claim in claims for one in claim.actors if one.id})),
        targets=tuple(sorted({one.id for claim in claims for one in claim.targets if one.id})),
        estimates=estimates(claims, contexts, by_origin=by_origin),
        documents=len({claim.document_id for claim in claims}),
        origins=len(by_origin),
    )


def _first(claims: Sequence[Claim], contexts: Contexts) -> Claim:
    """The claim published first; one without a date comes last."""

    def order(claim: Claim) -> tuple[bool, date, str]:
        published = contexts[claim.document_id].published
        return published is None, published or date.max, claim.id

    return min(claims, key=order)


def _finest_place(claims: Sequence[Claim]) -> Place | None:
    places = [(claim.place, claim.id) for claim in claims if claim.place is not None]
    if not places:
        return None

    def order(pair: tuple[Place, str]) -> tuple[bool, int, float, str]:
        place, claim_id = pair
        fineness = _FINENESS.index(place.precision) if place.precision else len(_FINENESS)
        return place.id is None, fineness, place.radius_km or 0.0, claim_id

    return min(places, key=order)[0]


def _finest_when(claims: Sequence[Claim]) -> When | None:
    times = [(claim.when, claim.id) for claim in claims if claim.when is not None]
    if not times:
        return None

    def order(pair: tuple[When, str]) -> tuple[bool, timedelta, str]:
        when, claim_id = pair
        length = (when.end - when.start) if when.start and when.end else timedelta.max
        return when.basis is TimeBasis.PUBLISHED, length, claim_id

    return min(times, key=order)[0]
