"""What relating looks at in an event, and an index of events by place, country, side and day."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, TypeVar, cast

import h3

from counterclaim.events.agreement import related
from counterclaim.events.provenance.tables import registry
from counterclaim.model import Event, Place, PlacePrecision, Span, TimeBasis, When
from counterclaim.reference.actors import ActorKind
from counterclaim.reference.actors.sides import side
from counterclaim.reference.event_types import family
from counterclaim.reference.geodesy import rough_km
from counterclaim.text.names import fold

Part = TypeVar("Part")

OPEN_DAYS = 14
"""How long an incident is taken to last whose beginning or end alone is known."""

WIDEST_KM = 400.0
"""Radius up to which a place is looked for by its point; a wider one goes by its country."""

_RESOLUTION = 3
_CELLS_APART_KM = 90.0
"""Least distance of the middles of neighbouring H3 cells of resolution 3."""
_LEAST_LETTERS = 3
_CIVILIANS = "civilians"
_OUT = frozenset({"denied", "retracted"})


@dataclass(frozen=True, slots=True)
class Row:
    """An event. `first` and `last` are ordinals of days, both included; `guessed`: its text gives no time."""

    id: str
    type: str
    family: str
    first: int | None
    last: int | None
    guessed: bool
    place: Place | None
    doers: frozenset[str]
    sufferers: frozenset[str]
    figures: tuple[tuple[str, int | None], ...]
    claims: tuple[str, ...]

    @property
    def parties(self) -> frozenset[str]:
        """Its sides in the conflict: no civilians, and nobody who only tells of it."""
        return frozenset(filter(is_party, self.doers | self.sufferers))


def row(event: Event) -> Row:
    """What relating looks at in an event."""
    first, last = interval(event.when)
    return Row(
        id=event.id,
        type=event.event_type,
        family=family(event.event_type),
        first=first,
        last=last,
        guessed=event.when is None or event.when.basis is TimeBasis.PUBLISHED,
        place=event.place,
        doers=frozenset(map(side, event.actors)),
        sufferers=frozenset(map(side, event.targets)),
        figures=tuple((one.what, one.best if one.best is not None else one.low) for one in event.estimates),
        claims=event.claims,
    )


class Shared:
    """Keeps equal parts of many rows once: a war's places, sides and small figures come again and again."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    def slim(self, one: Row, wanted: Callable[[str], bool]) -> Row:
        """A row of shared parts and, of its claims, those `wanted`."""
        place = one.place
        if place is not None:
            text = place.span.text
            place = replace(place, span=Span(0, len(text), text), alternatives=())
        return replace(
            one,
            type=self._same(one.type),
            family=self._same(one.family),
            place=self._same(place, repr(place)),
            doers=self._same(one.doers),
            sufferers=self._same(one.sufferers),
            figures=self._same(one.figures),
            claims=tuple(filter(wanted, one.claims)),
        )

    def _same(self, part: Part, key: Hashable = None) -> Part:
        return cast(Part, self._known.setdefault(part if key is None else key, part))


def takes_part(event: Event) -> bool:
    """Whether an event is said to have happened by somebody whose word stands."""
    return event.status not in _OUT


def interval(when: When | None) -> tuple[int | None, int | None]:
    """First and last day of a time; two weeks from the end that is known, where one is open."""
    if when is None:
        return None, None
    first = when.start.toordinal() if when.start else None
    last = when.end.toordinal() if when.end else None
    if first is None:
        return (None if last is None else last - OPEN_DAYS), last
    return first, first + OPEN_DAYS if last is None else last


def share(some: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    """Those of `some` that are one with, or on the side of, one of `others`."""
    others = tuple(others)
    return frozenset(a for a in some if any(related(a, b) for b in others))


@lru_cache(maxsize=65536)
def is_party(one: str) -> bool:
    """Whether a side can fight: civilians, monitors and news agencies cannot; who is not known may."""
    known = registry().get(one)
    return one != _CIVILIANS and (known is None or (known.party and known.kind is not ActorKind.AGENCY))


def place_names(place: Place | None) -> frozenset[str]:
    """Folded words of a place's name and of the words of the text for it."""
    if place is None:
        return frozenset()
    return names(f"{place.name or ''} {place.span.text}")


def names(text: str) -> frozenset[str]:
    """Folded capitalised words of a text."""
    words = text.replace(",", " ").replace("-", " ").replace("’", " ").replace("'", " ").split()
    found = (fold(word.strip('.;:"“”()')) for word in words if word[:1].isupper())
    return frozenset(word for word in found if len(word) >= _LEAST_LETTERS)


def is_country(place: Place) -> bool:
    """Whether a place is a whole country."""
    return place.precision is PlacePrecision.COUNTRY and not place.relation


def reach(place: Place, least: float) -> float:
    """Radius of a place in km, `least` for a small one."""
    return max(least, place.radius_km or 0.0)


def inside(fine: Place | None, wide: Place | None, least: float) -> bool:
    """Whether a place lies in another one, or is it. A town reaches at least `least` km."""
    if fine is None or wide is None:
        return False
    if fine.id is not None and fine.id == wide.id and fine.precision is wide.precision:
        return True
    if is_country(wide):
        return wide.country is not None and wide.country == fine.country
    if is_country(fine):
        return False
    if _is_of_province(fine, wide):
        return True
    if fine.lat is None or fine.lon is None or wide.lat is None or wide.lon is None:
        return False
    limit = reach(wide, least)
    return (fine.radius_km or 0.0) <= limit and rough_km(fine.lat, fine.lon, wide.lat, wide.lon) <= limit


def _is_of_province(fine: Place, wide: Place) -> bool:
    if wide.precision is not PlacePrecision.ADMIN1 or wide.relation or fine.admin1 is None:
        return False
    return (fine.admin1, fine.country) == (wide.name or wide.admin1, wide.country)


class Index:
    """Rows of dated events by H3 cell, country and side, each in the order of their first day."""

    def __init__(self, rows: Iterable[Row]) -> None:
        found: defaultdict[Hashable, list[tuple[int, str, Row]]] = defaultdict(list)
        for one in rows:
            if one.first is not None:
                for key in _keys(one):
                    found[key].append((one.first, one.id, one))
        self._rows = {key: sorted(entries, key=lambda entry: entry[:2]) for key, entries in found.items()}

    def within(self, place: Place, first: int, last: int, least: float) -> Iterator[Row]:
        """Events whose place lies in `place`, or is it, and whose first day is from `first` to `last`."""
        for key in _looked_into(place, least):
            yield from (one for one in self._from(key, first, last) if inside(one.place, place, least))

    def of_side(self, party: str, first: int, last: int) -> Iterator[Row]:
        """Events that name a side, by their first day."""
        return self._from(("side", party), first, last)

    def _from(self, key: Hashable, first: int, last: int) -> Iterator[Row]:
        entries = self._rows.get(key, [])
        start = bisect_left(entries, first, key=lambda entry: entry[0])
        end = bisect_right(entries, last, key=lambda entry: entry[0])
        return (entries[number][2] for number in range(start, end))


def _keys(one: Row) -> Iterator[Hashable]:
    yield from (("side", party) for party in one.parties)
    if one.place is not None:
        if one.place.country is not None:
            yield "country", one.place.country
        if one.place.lat is not None and one.place.lon is not None:
            yield "cell", h3.latlng_to_cell(one.place.lat, one.place.lon, _RESOLUTION)


def _looked_into(place: Place, least: float) -> Iterator[Hashable]:
    if place.lat is None or place.lon is None or is_country(place) or reach(place, least) > WIDEST_KM:
        if place.country is not None:
            yield "country", place.country
        return
    cell = h3.latlng_to_cell(place.lat, place.lon, _RESOLUTION)
    rings = math.ceil(reach(place, least) / _CELLS_APART_KM) + 1
    yield from (("cell", near) for near in h3.grid_disk(cell, rings))
