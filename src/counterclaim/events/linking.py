"""Claims to events: candidates by blocks, then clusters in which every pair is compatible.

The claims are taken in an order of their own (time, then id), so the events do not depend on the order in
which reports arrived. A cluster takes a claim only when all of its members can be about one event with it
(complete linkage), so that a chain of neighbours never grows into one event.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from math import cos, floor, radians

from counterclaim.events.estimates import estimates
from counterclaim.events.origins import Contexts, origins
from counterclaim.events.similarity import Features, can_link, compatible, distance_km, features
from counterclaim.events.status import status
from counterclaim.model import Claim, Event, Place, PlacePrecision, TimeBasis, When, content_id
from counterclaim.reference.event_types import event_types, family

_CELL_DEGREES = 1.0
_KM_PER_DEGREE = 111.2
_WEEK = 7
_MAX_WEEKS = 9
_MAX_CELLS = 36
_FINENESS = tuple(PlacePrecision)

Key = tuple[str, int, int, int]


def link(claims: Iterable[Claim], contexts: Contexts) -> list[Event]:
    """Events of `claims`, by id. Claims that are no incidents (tallies, strengths, plans) make none."""
    linkable = {claim.id: claim for claim in claims if can_link(claim)}
    ordered = sorted(
        map(features, linkable.values()), key=lambda one: (one.guessed_time, one.start or date.min, one.id)
    )
    clusters: list[list[Features]] = []
    blocks: dict[Key, list[int]] = {}
    for one in ordered:
        keys = list(_keys(one))
        candidates = sorted({number for key in keys for number in blocks.get(key, ())})
        home = _best(one, candidates, clusters)
        if home is None:
            home = len(clusters)
            clusters.append([])
        clusters[home].append(one)
        for key in keys:
            blocks.setdefault(key, []).append(home)
    events = [_event([linkable[one.id] for one in cluster], contexts) for cluster in clusters]
    return sorted(events, key=lambda event: event.id)


def _best(one: Features, candidates: list[int], clusters: list[list[Features]]) -> int | None:
    fitting = [number for number in candidates if all(compatible(one, other) for other in clusters[number])]
    return min(
        fitting, key=lambda number: (_gap(one, clusters[number]), clusters[number][0].id), default=None
    )


def _gap(one: Features, cluster: list[Features]) -> tuple[int, float]:
    """How far a claim is from a cluster: days between starts, then kilometres."""
    days = min(abs((one.start - other.start).days) for other in cluster if one.start and other.start)
    distances = [distance_km(one, other) for other in cluster if one.located and other.located]
    return days, min(distances, default=0.0)


def _keys(one: Features) -> Iterator[Key]:
    """Blocks of a claim: week and cell of the grid, or the document where it has no point."""
    if one.start is None or one.end is None:
        return
    first, last = one.start.toordinal() // _WEEK, one.end.toordinal() // _WEEK
    if last - first > _MAX_WEEKS:
        return
    kind = "violence" if one.family in ("explosion", "battle", "one_sided", "any_violence") else one.family
    weeks = range(first, last + 1)
    yield from ((f"{kind}@{one.document_id}", week, 0, 0) for week in weeks)
    if one.lat is None or one.lon is None:
        return
    reach = (one.radius_km + 10) / _KM_PER_DEGREE
    wide = reach / max(0.1, cos(radians(one.lat)))
    rows = range(floor((one.lat - reach) / _CELL_DEGREES), floor((one.lat + reach) / _CELL_DEGREES) + 1)
    columns = range(floor((one.lon - wide) / _CELL_DEGREES), floor((one.lon + wide) / _CELL_DEGREES) + 1)
    if len(rows) * len(columns) > _MAX_CELLS:
        return
    for week, row, column in product(weeks, rows, columns):
        yield kind, week, row, column


def _event(claims: list[Claim], contexts: Contexts) -> Event:
    """The event that the claims make. Its id is of the claim published first; later ones change it not."""
    types = event_types()
    stating = [claim for claim in claims if claim.modality != "denied"] or claims
    event_type = min(
        (claim.event_type for claim in stating),
        key=lambda name: (family(name) == "any_violence", types[name].rank if name in types else len(types)),
    )
    return Event(
        id=content_id("e", _first(claims, contexts).id),
        event_type=event_type,
        status=status(claims, contexts),
        claims=tuple(sorted(claim.id for claim in claims)),
        place=_finest_place(claims),
        when=_finest_when(claims),
        actors=tuple(sorted({one.id for claim in claims for one in claim.actors if one.id})),
        targets=tuple(sorted({one.id for claim in claims for one in claim.targets if one.id})),
        estimates=estimates(claims, contexts),
        documents=len({claim.document_id for claim in claims}),
        origins=len(origins(claims, contexts)),
    )


def _first(claims: list[Claim], contexts: Contexts) -> Claim:
    """The claim published first; one without a date comes last."""

    def order(claim: Claim) -> tuple[bool, date, str]:
        published = contexts[claim.document_id].published
        return published is None, published or date.max, claim.id

    return min(claims, key=order)


def _finest_place(claims: list[Claim]) -> Place | None:
    places = [(claim.place, claim.id) for claim in claims if claim.place is not None]
    if not places:
        return None

    def order(pair: tuple[Place, str]) -> tuple[bool, int, float, str]:
        place, claim_id = pair
        fineness = _FINENESS.index(place.precision) if place.precision else len(_FINENESS)
        return place.id is None, fineness, place.radius_km or 0.0, claim_id

    return min(places, key=order)[0]


def _finest_when(claims: list[Claim]) -> When | None:
    times = [(claim.when, claim.id) for claim in claims if claim.when is not None]
    if not times:
        return None

    def order(pair: tuple[When, str]) -> tuple[bool, timedelta, str]:
        when, claim_id = pair
        length = (when.end - when.start) if when.start and when.end else timedelta.max
        return when.basis is TimeBasis.PUBLISHED, length, claim_id

    return min(times, key=order)[0]
