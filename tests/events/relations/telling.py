"""Claims with sentences, for relations."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from counterclaim.events import DocumentContext, link
from counterclaim.events.relations import relate
from counterclaim.model import (
    ActorMention,
    ActorRole,
    Claim,
    Event,
    Kind,
    Place,
    PlacePrecision,
    Quantity,
    Relation,
    Span,
    TimeBasis,
    TimePrecision,
    When,
)
from tests.factories import claim, day

PUBLISHED = date(2019, 6, 30)
_APART = 1000


def town(name: str, lat: float = 35.0, lon: float = 39.0) -> Place:
    """A town of 4 km; equal names are one place."""
    span = Span(0, len(name), name)
    return Place(span, f"id:{name}", name, "Upper Vale", "SY", lat, lon, 4.0, PlacePrecision.EXACT, None, 0.9)


def province(name: str = "Upper Vale") -> Place:
    """A province of 80 km about the towns."""
    span = Span(0, len(name), name)
    return Place(span, f"id:{name}", name, name, "SY", 35.0, 39.0, 80.0, PlacePrecision.ADMIN1, None, 0.9)


def span_of(first: str, last: str, precision: TimePrecision = TimePrecision.RANGE) -> When:
    """Some days, stated."""
    begin, end = date.fromisoformat(first), date.fromisoformat(last)
    return When(f"{first}/{last}", begin, end, precision, TimeBasis.STATED)


def tell(
    text: str,
    trigger: str,
    event_type: str,
    when: str | When | None,
    where: Place | None,
    actors: tuple[str, ...] = (),
    targets: tuple[str, ...] = (),
    *,
    document: str = "d",
    number: int = 0,
    quantities: tuple[Quantity, ...] = (),
    kind: Kind = Kind.EVENT,
) -> Claim:
    """A claim whose sentence is `text`, the number-th of its document."""
    time = day(when) if isinstance(when, str) else when
    made = claim(document, number, event_type=event_type, when=time, where=where, actors=actors, kind=kind)
    start = number * _APART
    at = start + text.index(trigger)
    return replace(
        made,
        id=f"c_{document}_{number}_{event_type}_{text.index(trigger)}",
        sentence=Span(start, start + len(text), text),
        trigger=Span(at, at + len(trigger), trigger),
        targets=tuple(ActorMention(Span(0, 1, one), ActorRole.VICTIM, one, one) for one in targets),
        quantities=quantities,
    )


class Told:
    """Claims, each an event by itself, and how these are related."""

    def __init__(self, *claims: Claim) -> None:
        self.claims = claims
        self.contexts = {one.document_id: DocumentContext(one.document_id, None, PUBLISHED) for one in claims}
        alone = (event for one in claims for event in link([one], self.contexts))
        self.events: list[Event] = sorted(alone, key=lambda event: event.id)
        self.relations: list[Relation] = relate(self.events, claims, self.contexts)

    def event(self, claim: Claim) -> str:
        """The id of a claim's event."""
        return next(event.id for event in self.events if claim.id in event.claims)

    def pairs(self, kind: str) -> set[tuple[str, str]]:
        """The relations of a kind, as (of, to)."""
        return {(one.of, one.to) for one in self.relations if one.kind == kind}


def days_after(first: str, days: int) -> str:
    """A day by its distance from another one."""
    return (date.fromisoformat(first) + timedelta(days=days)).isoformat()
