"""An event of ours as it is compared: interval, area, type, actors, killed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from counterclaim.matching.formats import table
from counterclaim.model import Event, Place, TimeBasis, When


@dataclass(frozen=True, slots=True)
class Ours:
    """An event of ours. `start` and `end` are null without a date, `lat` and `lon` without a point.

    `likely` is how many days at the end of the interval the event was probably on. `actors` and `targets` are ids
    of the registry, `names` actors that it does not know. `low`, `best` and `high` are of all killed.
    """

    id: str
    event_type: str
    status: str
    start: date | None
    end: date | None
    likely: int
    lat: float | None
    lon: float | None
    radius_km: float
    place: str
    country: str | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    names: tuple[str, ...]
    low: int | None
    best: int | None
    high: int | None

    @property
    def deadly(self) -> bool:
        """Whether deaths are stated."""
        return bool(self.high or self.best or self.low)


def ours(event: Event, names: Iterable[str] = ()) -> Ours:
    """What is compared of `event`; `names` are actors in its claims that have no id."""
    place, when = event.place, event.when
    start, end = (when.start, when.end) if when else (None, None)
    killed = next((one for one in event.estimates if one.what == "killed" and one.of is None), None)
    located = place is not None and place.lat is not None and place.lon is not None
    return Ours(
        id=event.id,
        event_type=event.event_type,
        status=event.status,
        start=start or end,
        end=end or start,
        likely=_likely(when),
        lat=place.lat if place and located else None,
        lon=place.lon if place and located else None,
        radius_km=_radius(place),
        place=_name(place),
        country=place.country if place else None,
        actors=event.actors,
        targets=event.targets,
        names=tuple(sorted(set(names))),
        low=killed.low if killed else None,
        best=killed.best if killed else None,
        high=killed.high if killed else None,
    )


def _likely(when: When | None) -> int:
    if when is None or when.start is None or when.end is None:
        return 1
    days = (when.end - when.start) // timedelta(days=1) + 1
    rule: int = table("weights.toml")["ours"]["published_days"]
    return min(days, rule) if when.basis is TimeBasis.PUBLISHED else days


def _radius(place: Place | None) -> float:
    if place is None:
        return 0.0
    if place.radius_km is not None:
        return place.radius_km
    by_precision: dict[str, float] = table("weights.toml")["ours"]["radius_km"]
    return float(by_precision[place.precision]) if place.precision else max(by_precision.values())


def _name(place: Place | None) -> str:
    return (place.name or place.span.text) if place else ""
