"""Whether two origins can mean the same: who did it, who holds it, where it was, what it was.

The vaguer of two accounts never disagrees with the finer one: "gunmen" with a named group, a province with a town in
it, "an attack" with a bombing, a group with the alliance that it is part of.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.events.provenance.origins import Origin
from counterclaim.events.provenance.tables import registry
from counterclaim.model import ActorRole, Claim, ControlChange, Place, PlacePrecision
from counterclaim.reference.actors.sides import side
from counterclaim.reference.event_types import family
from counterclaim.reference.geodesy import rough_km

DEEDS = frozenset({"explosion", "one_sided", "any_violence", "detention", "property", "disrupted"})
"""Families of what somebody does to others; in a fight both sides do it."""

SLACK_KM = 10.0
"""Two points for one place, or the edge of a town, may be this far apart."""

_DOERS = frozenset({ActorRole.PERPETRATOR, ActorRole.CLAIMANT})
_MOST_PLACES = 8
_VIOLENCE = frozenset({"explosion", "battle", "one_sided", "any_violence"})


@dataclass(frozen=True, slots=True)
class Account:
    """What one origin says of an event: sides that did it, gained or lost it, places, families of types."""

    origin: Origin
    claims: tuple[Claim, ...]
    doers: frozenset[str]
    gainers: frozenset[str]
    losers: frozenset[str]
    places: tuple[Place, ...]
    families: frozenset[str]

    @property
    def gist(self) -> tuple[object, ...]:
        """Equal for accounts that agree with the same others."""
        where = frozenset((one.id, one.lat, one.lon, one.precision) for one in self.places)
        return self.doers, self.gainers, self.losers, where, self.families


def account(origin: Origin, claims: Sequence[Claim]) -> Account:
    """The account that `claims` of an origin give."""
    holding = {
        change: frozenset(
            side(claim.control.holder)
            for claim in claims
            if claim.control is not None and claim.control.holder and claim.control.change in change
        )
        for change in ((ControlChange.GAINED, ControlChange.HELD), (ControlChange.LOST,))
    }
    gained, lost = holding.values()
    places = {
        (one.place.id, one.place.lat, one.place.lon): one.place
        for one in claims
        if one.place is not None and one.place.lat is not None and one.place.lon is not None
    }
    return Account(
        origin=origin,
        claims=tuple(claims),
        doers=frozenset(doer for claim in claims for doer in doers(claim)),
        gainers=gained,
        losers=lost,
        places=tuple(places[key] for key in sorted(places, key=repr))[:_MOST_PLACES],
        families=frozenset(family(claim.event_type) for claim in claims),
    )


def doers(claim: Claim) -> frozenset[str]:
    """The sides that a claim names as those who did it; none for a fight, which both sides do."""
    if family(claim.event_type) not in DEEDS:
        return frozenset()
    return frozenset(side(one.id) for one in claim.actors if one.id and one.role in _DOERS)


def disagreement(one: Account, other: Account) -> str | None:
    """What two accounts disagree on: "who did it", "who holds it", "where it was"; null when they agree."""
    if one.doers and other.doers and not _any_related(one.doers, other.doers):
        return "who did it"
    if one.gainers and other.gainers and not _any_related(one.gainers, other.gainers):
        return "who holds it"
    if _reversed(one, other) or _reversed(other, one):
        return "who holds it"
    if one.places and other.places and not any(_near(a, b) for a in one.places for b in other.places):
        return "where it was"
    return None


def kinds(one: Account) -> frozenset[str]:
    """What sorts of event an account tells of: violence of any form is one sort, each other family its own."""
    return frozenset("violence" if name in _VIOLENCE else name for name in one.families)


def distinct(accounts: Iterable[Account], most: int) -> list[Account]:
    """Accounts that differ in what they say, the first of each sort, at most `most`."""
    found: dict[tuple[object, ...], Account] = {}
    for one in accounts:
        found.setdefault(one.gist, one)
    return list(found.values())[:most]


def _reversed(one: Account, other: Account) -> bool:
    """Whether one says that a side gained what, as the other says, it lost, and neither says both."""
    gained = one.gainers - one.losers
    return any(related(a, b) for a in gained for b in other.losers - other.gainers)


def _any_related(some: Iterable[str], others: Iterable[str]) -> bool:
    others = list(others)
    return any(related(a, b) for a in some for b in others)


@lru_cache(maxsize=65536)
def related(one: str, other: str) -> bool:
    """Whether two sides are one, or one is part of the other or stands on its side."""
    return one == other or one in _belongs_to(other) or other in _belongs_to(one)


@lru_cache(maxsize=4096)
def _belongs_to(party: str) -> frozenset[str]:
    return frozenset(side(one) for one in registry().sides(party)) if registry().get(party) else frozenset()


def _near(one: Place, other: Place) -> bool:
    """Whether two places can be one: by their radii, or the one is the country or province of the other."""
    if one.id is not None and one.id == other.id:
        return True
    if _within(one, other) or _within(other, one):
        return True
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return True
    reach = (one.radius_km or 0.0) + (other.radius_km or 0.0) + SLACK_KM
    return rough_km(one.lat, one.lon, other.lat, other.lon) <= reach


def _within(fine: Place, coarse: Place) -> bool:
    if coarse.precision is PlacePrecision.COUNTRY:
        return coarse.country is None or coarse.country == fine.country
    named = coarse.name or coarse.admin1
    return coarse.precision is PlacePrecision.ADMIN1 and named is not None and named == fine.admin1
