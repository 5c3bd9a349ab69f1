"""Documents, claims and events that differ by a number, for the tests of the record."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from counterclaim.model import (
    ActorMention,
    ActorRole,
    Attribution,
    Block,
    Claim,
    Control,
    ControlChange,
    Document,
    Estimate,
    Event,
    Evidence,
    GazetteerEntry,
    Kind,
    Modality,
    NoteMark,
    Place,
    PlacePrecision,
    Quantity,
    Reference,
    Role,
    SourceType,
    Span,
    TimeBasis,
    TimePrecision,
    Verification,
    When,
    content_id,
)

SENTENCE = "The agency quoted two officials as saying that 10 to 15 fighters were wounded near Palmyra."
READER = "reader/1"


def raw_of(number: int) -> bytes:
    return f"report {number}: {SENTENCE}".encode()


def make_document(number: int = 0, **changes: Any) -> Document:
    raw = raw_of(number)
    text = f"Convoy hit, {number}\n{SENTENCE} [3]\n3. A note"
    start = text.index(SENTENCE)
    document = Document(
        id=content_id("d", "test", number),
        path=f"reports/{number}.txt",
        text=text,
        sha256=hashlib.sha256(raw).hexdigest(),
        media_type="text/plain",
        title=f"Convoy hit, {number}",
        publisher="Desk Á",
        authors=("A. Writer", "B. Author"),
        published=When("2018-03-15", date(2018, 3, 15), date(2018, 3, 15), TimePrecision.DAY),
        language="en",
        url=f"https://example.org/{number}",
        blocks=(Block(0, start - 1, Role.TITLE), Block(start, len(text), Role.BODY)),
        references=(Reference("3", len(text) - 9, len(text)),),
        note_marks=(NoteMark(start + len(SENTENCE) + 1, start + len(SENTENCE) + 4, "3"),),
        problems=("the page number was cut",),
    )
    return replace(document, **changes)


def span(text: str) -> Span:
    start = SENTENCE.find(text)
    return Span(max(start, 0), max(start, 0) + len(text), text)


def make_place(**changes: Any) -> Place:
    runner_up = GazetteerEntry(
        "g:2", "Palmyra", "city", "US", "New York", 43.06, -77.23, 5.0, 3500, "geonames"
    )
    place = Place(
        span=span("Palmyra"),
        id="g:1",
        name="Tadmur",
        admin1="Homs",
        country="SY",
        lat=34.56,
        lon=38.28,
        radius_km=5.5,
        precision=PlacePrecision.NEAR,
        relation={"east of": 20.0, "near": None},
        score=0.9,
        alternatives=(runner_up,),
    )
    return replace(place, **changes)


def on(day: date, **changes: Any) -> When:
    when = When(day.isoformat(), day, day, TimePrecision.DAY, TimeBasis.RELATIVE, span("near"))
    return replace(when, **changes)


def make_claim(document: Document, number: int = 0, **changes: Any) -> Claim:
    claim = Claim(
        id=content_id("c", document.id, number),
        document_id=document.id,
        sentence=Span(14, 14 + len(SENTENCE), SENTENCE),
        trigger=span("wounded"),
        kind=Kind.EVENT,
        event_type="remote_explosive_landmine_ied",
        modality=Modality.REPORTED,
        verification=Verification.UNVERIFIED,
        attribution=(
            Attribution("Desk Á", SourceType.PUBLISHER),
            Attribution("The agency", SourceType.AGENCY, span=span("The agency")),
            Attribution("two officials", SourceType.OFFICIAL, "sdf", True, span("two officials")),
        ),
        actors=(ActorMention(span("officials"), ActorRole.CLAIMANT, "sdf", "Syrian Democratic Forces"),),
        targets=(ActorMention(span("fighters"), ActorRole.VICTIM),),
        quantities=(Quantity("injured", "fighters", 10, 15, False, span("10 to 15")),),
        place=make_place(),
        when=on(date(2018, 3, 1) + timedelta(days=number)),
        control=Control(ControlChange.LOST, "sdf", "2018-03", 0.25),
        method="ied",
        evidence=(Evidence("video", span("near")),),
        cites=("3",),
        confidence=0.1 + 0.2,
        extractor="rules/1",
    )
    return replace(claim, **changes)


def make_event(number: int, *claims: Claim, **changes: Any) -> Event:
    ids = tuple(claim.id for claim in claims)
    first = claims[0]
    event = Event(
        id=content_id("e", number),
        event_type=first.event_type,
        status="reported",
        claims=ids,
        place=first.place,
        when=first.when,
        actors=("sdf",),
        targets=("is",),
        estimates=(
            Estimate("injured", "fighters", 10, 12, 15, "median of origins", ids),
            Estimate("killed", None, None, None, 3, "median of origins", ids[:1]),
        ),
        documents=len({claim.document_id for claim in claims}),
        origins=1,
    )
    return replace(event, **changes)
