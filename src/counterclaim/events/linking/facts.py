"""What linking looks at in a claim, taken out once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from counterclaim.events.estimates import COUNTED
from counterclaim.events.linking.wording import content_words, name_words, proper_names, stems
from counterclaim.model import (
    ActorMention,
    Claim,
    ControlChange,
    Kind,
    Modality,
    Place,
    PlacePrecision,
    SourceType,
    TimeBasis,
    TimePrecision,
    When,
)
from counterclaim.reference.actors.sides import side
from counterclaim.reference.event_types import family
from counterclaim.text.names import fold

OPEN_DAYS = 14
"""A state that goes on is told by when it began, give or take two weeks; so is one known "by then"."""

STANDING_DAYS = 60
"""How far back the deaths may lie of which a report says what their number has come to."""

UNRESOLVED = "name:"
"""What the side of a name that the registry does not know begins with."""

_HOLDING = (ControlChange.GAINED, ControlChange.HELD)
_COARSE = frozenset({PlacePrecision.ADMIN1, PlacePrecision.REGION, PlacePrecision.COUNTRY})
_HARM = frozenset({"explosion", "battle", "one_sided", "any_violence", "unrest", "property", "detention"})
_OCCURRED = frozenset(
    {Modality.REPORTED, Modality.CLAIMED, Modality.DENIED, Modality.FOILED, Modality.ATTEMPTED}
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What linking looks at in a claim.

    `first` and `last` are proleptic Gregorian ordinals, both included, null when no time is known; `guessed`
    marks a time that the text does not give. `reach_km` is the radius of the place. `publisher` is null where the
    claim's document names none.
    """

    id: str
    document: str
    sentence: int
    type: str
    family: str
    group: str
    denied: bool
    first: int | None
    last: int | None
    guessed: bool
    lat: float | None
    lon: float | None
    reach_km: float
    coarse: bool
    place: str | None
    place_words: frozenset[str]
    country: str | None
    actors: frozenset[str]
    targets: frozenset[str]
    side_words: frozenset[str]
    figures: tuple[tuple[str, int | None, int | None], ...]
    method: str | None
    trigger: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]
    published: int | None
    publisher: str | None
    gainer: str | None
    loser: str | None


def can_link(claim: Claim) -> bool:
    """Whether a claim is about something said to have happened: no tally, no strength, no plan."""
    return claim.kind in (Kind.EVENT, Kind.CONTROL) and claim.modality in _OCCURRED


def facts(claim: Claim, published: date | None = None) -> Facts:
    """Facts of one claim of a document that came out on `published`."""
    place = claim.place
    first, last, guessed = interval(claim.when, published)
    holder = side(claim.control.holder) if claim.control and claim.control.holder else None
    kind = family(claim.event_type)
    located = place is not None and place.lat is not None and place.lon is not None
    return Facts(
        id=claim.id,
        document=claim.document_id,
        sentence=claim.sentence.start,
        type=claim.event_type,
        family=kind,
        group="harm" if kind in _HARM else kind,
        denied=claim.modality is Modality.DENIED,
        first=first,
        last=last,
        guessed=guessed,
        lat=place.lat if place and located else None,
        lon=place.lon if place and located else None,
        reach_km=(place.radius_km or 0.0) if place else 0.0,
        coarse=place is None or place.precision in _COARSE,
        place=place.id if place else None,
        place_words=_place_words(place) if place else frozenset(),
        country=place.country if place else None,
        actors=_sides(claim.actors),
        targets=_sides(claim.targets),
        side_words=name_words(" ".join(one.span.text for one in (*claim.actors, *claim.targets))),
        figures=tuple((one.what, one.low, one.high) for one in claim.quantities if one.what in COUNTED),
        method=claim.method,
        trigger=stems(claim.trigger.text),
        words=content_words(claim.sentence.text),
        names=proper_names(claim.sentence.text),
        published=published.toordinal() if published else None,
        publisher=_publisher(claim),
        gainer=holder if claim.control and claim.control.change in _HOLDING else None,
        loser=holder if claim.control and claim.control.change is ControlChange.LOST else None,
    )


def interval(when: When | None, published: date | None) -> tuple[int | None, int | None, bool]:
    """First and last day, and whether they are a guess. Without a time it is the week before `published`."""
    if when is None or (when.start is None and when.end is None):
        if published is None:
            return None, None, True
        return published.toordinal() - 7, published.toordinal(), True
    guessed = when.basis is TimeBasis.PUBLISHED
    if when.start is not None and when.end is not None:
        return when.start.toordinal(), when.end.toordinal(), guessed
    if when.start is not None:
        length = 0 if when.precision is TimePrecision.DAY else OPEN_DAYS
        return when.start.toordinal(), when.start.toordinal() + length, True
    assert when.end is not None  # noqa: S101
    length = STANDING_DAYS if guessed else OPEN_DAYS
    return when.end.toordinal() - length, when.end.toordinal(), True


def _place_words(place: Place) -> frozenset[str]:
    """The folded words of a place's names, those of what it is said to be part of among them."""
    return name_words(f"{place.name or ''} {place.span.text}")


def _publisher(claim: Claim) -> str | None:
    outermost = claim.attribution[0] if claim.attribution else None
    return outermost.name if outermost and outermost.type is SourceType.PUBLISHER else None


def _sides(mentions: Iterable[ActorMention]) -> frozenset[str]:
    """Sides by id; a name that no registry knows by its folded words; common nouns tell nobody apart."""
    named = set()
    for one in mentions:
        if one.id:
            named.add(side(one.id))
        elif any(word[:1].isupper() for word in one.span.text.split()[-3:]):
            named.add(f"{UNRESOLVED}{fold(one.span.text)}")
    return frozenset(named)
