"""Whether two claims can be about one event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from math import asin, cos, radians, sin, sqrt

from counterclaim.model import Claim, ControlChange, Kind, Modality, PlacePrecision, TimeBasis, When
from counterclaim.reference.actors.sides import side
from counterclaim.reference.event_types import family

EARTH_RADIUS_KM = 6371.0088
"""Mean radius, IUGG 1980."""

_OPEN_START = timedelta(days=14)
_OPEN_END = timedelta(days=14)
_REACH_KM = 10.0
_HOLDING = (ControlChange.GAINED, ControlChange.HELD)
_COARSE = frozenset(
    {PlacePrecision.ADMIN1, PlacePrecision.REGION, PlacePrecision.COUNTRY, PlacePrecision.ADMIN2}
)
_VIOLENCE = frozenset({"explosion", "battle", "one_sided", "any_violence"})
_OCCURRED = frozenset(
    {Modality.REPORTED, Modality.CLAIMED, Modality.DENIED, Modality.FOILED, Modality.ATTEMPTED}
)


@dataclass(frozen=True, slots=True)
class Features:
    """What linking looks at in a claim, taken out once."""

    id: str
    document_id: str
    sentence: int
    family: str
    denied: bool
    start: date | None
    end: date | None
    guessed_time: bool
    lat: float | None
    lon: float | None
    radius_km: float
    coarse: bool
    town: str | None
    actors: frozenset[str]
    gainer: str | None
    loser: str | None

    @property
    def located(self) -> bool:
        """Whether it has a point."""
        return self.lat is not None and self.lon is not None


def can_link(claim: Claim) -> bool:
    """Whether a claim is about something said to have happened: no tally, no strength, no plan."""
    return claim.kind in (Kind.EVENT, Kind.CONTROL) and claim.modality in _OCCURRED


def features(claim: Claim) -> Features:
    """Features of one claim."""
    place, when = claim.place, claim.when
    actors = {side(one.id) for one in (*claim.actors, *claim.targets) if one.id}
    holder = side(claim.control.holder) if claim.control and claim.control.holder else None
    gainer = holder if claim.control and claim.control.change in _HOLDING else None
    loser = holder if claim.control and claim.control.change is ControlChange.LOST else None
    return Features(
        id=claim.id,
        document_id=claim.document_id,
        sentence=claim.sentence.start,
        family=family(claim.event_type),
        denied=claim.modality is Modality.DENIED,
        start=_start(when),
        end=_end(when),
        guessed_time=when is not None and (when.basis is TimeBasis.PUBLISHED or when.start is None),
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        radius_km=(place.radius_km or 0.0) if place else 0.0,
        coarse=place is None or place.precision in _COARSE,
        town=place.id if place and place.precision is PlacePrecision.EXACT else None,
        actors=frozenset(actors),
        gainer=gainer,
        loser=loser,
    )


def _start(when: When | None) -> date | None:
    """Start of a time; two weeks before its end where the text only says "by then"."""
    if when is None or when.start is not None or when.end is None:
        return when.start if when else None
    return when.end - _OPEN_START


def _end(when: When | None) -> date | None:
    """End of a time; a state that goes on is told by when it began, give or take two weeks."""
    if when is None or when.end is not None or when.start is None:
        return when.end if when else None
    return when.start + _OPEN_END


def compatible(a: Features, b: Features) -> bool:
    """Whether nothing speaks against one event, and place or actors speak for it."""
    return _types(a, b) and _times(a, b) and _sides(a, b) and not _listed_together(a, b) and _places(a, b)


def _types(a: Features, b: Features) -> bool:
    return a.family == b.family or (
        {a.family, b.family} <= _VIOLENCE and "any_violence" in (a.family, b.family)
    )


def _times(a: Features, b: Features) -> bool:
    if a.start is None or a.end is None or b.start is None or b.end is None:
        return False
    return a.start <= b.end and b.start <= a.end


def _sides(a: Features, b: Features) -> bool:
    if a.gainer and b.gainer and a.gainer != b.gainer:
        return False
    if (a.gainer and a.gainer == b.loser) or (b.gainer and b.gainer == a.loser):
        return False
    return not a.actors or not b.actors or bool(a.actors & b.actors) or a.family == "territory"


def _listed_together(a: Features, b: Features) -> bool:
    """Two claims of one sentence are two incidents, unless one denies the other."""
    return a.document_id == b.document_id and a.sentence == b.sentence and a.denied == b.denied


def _places(a: Features, b: Features) -> bool:
    shared = bool(a.actors & b.actors)
    if not (a.located and b.located):
        return a.document_id == b.document_id and shared and a.located != b.located
    if (a.coarse or b.coarse) and not shared:
        return False
    two_towns = a.town is not None and b.town is not None and a.town != b.town
    reach = a.radius_km + b.radius_km
    return distance_km(a, b) <= (reach if two_towns else max(_REACH_KM, reach))


def distance_km(a: Features, b: Features) -> float:
    """Great-circle distance by the haversine formula (Sinnott 1984). Both must have a point."""
    assert a.lat is not None and a.lon is not None and b.lat is not None and b.lon is not None  # noqa: S101, PT018
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half_lat = sin((lat_b - lat_a) / 2) ** 2
    half_lon = sin((radians(b.lon) - radians(a.lon)) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half_lat + cos(lat_a) * cos(lat_b) * half_lon)))
