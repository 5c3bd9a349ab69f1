"""Small claims for tests that do not read text."""

from __future__ import annotations

from datetime import date

from counterclaim.model import (
    ActorMention,
    ActorRole,
    Attribution,
    Claim,
    Control,
    ControlChange,
    Kind,
    Modality,
    Place,
    PlacePrecision,
    Quantity,
    SourceType,
    Span,
    TimePrecision,
    Verification,
    When,
    content_id,
)


def day(value: str) -> When:
    """One day, stated."""
    return When(value, date.fromisoformat(value), date.fromisoformat(value), TimePrecision.DAY)


def place(lat: float, lon: float, *, radius_km: float = 3.0, precision: str = "exact") -> Place:
    """A resolved place."""
    return Place(
        Span(0, 4, "Town"), "p", "Town", None, "SY", lat, lon, radius_km, PlacePrecision(precision), None, 0.9
    )


def killed(low: int | None, high: int | None, of: str | None = None) -> Quantity:
    """A count of dead."""
    return Quantity("killed", of, low, high, False, Span(0, 1, "x"))


def claim(
    document: str,
    number: int = 0,
    *,
    event_type: str = "armed_clash",
    modality: Modality = Modality.REPORTED,
    kind: Kind = Kind.EVENT,
    source: str | None = None,
    interested: bool = False,
    actors: tuple[str, ...] = (),
    quantities: tuple[Quantity, ...] = (),
    when: When | None = None,
    where: Place | None = None,
    gained_by: str | None = None,
    lost_by: str | None = None,
    text: str | None = None,
) -> Claim:
    """A claim of a document `document`; `number` tells its sentence, whose words are its own unless given."""
    said = f"said{document}{number} heard{document}{number} told{document}{number}" if text is None else text
    link = Attribution(source, SourceType.PARTY, source, interested, Span(0, 1, "S")) if source else None
    change = None
    if gained_by or lost_by:
        change = Control(ControlChange.GAINED if gained_by else ControlChange.LOST, gained_by or lost_by)
    return Claim(
        id=content_id("c", document, number, event_type, modality, source),
        document_id=document,
        sentence=Span(number * 1000, number * 1000 + len(said), said),
        trigger=Span(number * 1000, number * 1000 + 1, said[:1]),
        kind=kind,
        event_type=event_type,
        modality=modality,
        verification=Verification.NONE,
        attribution=(link,) if link else (),
        actors=tuple(ActorMention(Span(0, 1, a), ActorRole.PERPETRATOR, a, a) for a in actors),
        targets=(),
        quantities=quantities,
        place=where,
        when=when,
        control=change,
        method=None,
        evidence=(),
        cites=(),
        confidence=0.5,
        extractor="test",
    )
