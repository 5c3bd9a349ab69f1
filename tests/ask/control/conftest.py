"""Records made by hand, with what was said of who holds places."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from counterclaim.ask import RecordView
from counterclaim.model import (
    ActorMention,
    ActorRole,
    Attribution,
    Block,
    Claim,
    Control,
    ControlChange,
    Document,
    Kind,
    Modality,
    Place,
    PlacePrecision,
    Role,
    SourceType,
    Span,
    TimePrecision,
    Verification,
    When,
    content_id,
)
from counterclaim.record import Record
from counterclaim.reference.actors import ActorRegistry

TOWN = ("gn:174448", "Abu Kamal", "Deir ez-Zor", 34.45, 40.92, PlacePrecision.EXACT)
PROVINCE = ("gn:170792", "Deir ez-Zor", "Deir ez-Zor", 35.14, 40.32, PlacePrecision.ADMIN1)
NOWHERE = (None, "Qasr Nowhere", None, None, None, None)


@dataclass(frozen=True)
class Said:
    """What a report says: `holder` did `change` to the place, by `source`, an actor's id where it is a party."""

    change: ControlChange | None
    holder: str | None
    first: str | None = "2017-11-08"
    last: str | None = None
    published: str = "2017-11-09"
    source: str | None = None
    modality: Modality = Modality.REPORTED
    place: tuple[object, ...] = TOWN
    event_type: str = "territory_held"
    former: str | None = None
    share: float | None = None


def claim_of(said: Said, document: Document, number: int) -> Claim:
    """The claim of a statement."""
    span = Span(0, len(document.text), document.text)
    id_, name, admin1, lat, lon, precision = said.place
    mentions = [ActorMention(span, ActorRole.HOLDER, said.holder, said.holder)] if said.holder else []
    if said.change is None:
        mentions = [ActorMention(span, ActorRole.PERPETRATOR, said.holder, said.holder)]
    if said.former:
        mentions.append(ActorMention(span, ActorRole.FORMER_HOLDER, said.former, said.former))
    links = [Attribution(document.publisher or "Desk", SourceType.PUBLISHER)]
    if said.source:
        links.append(Attribution(said.source, SourceType.PARTY, said.source, True, span))
    first = date.fromisoformat(said.first) if said.first else None
    last = date.fromisoformat(said.last) if said.last else first
    when = When(f"{first}/{last}", first, last, TimePrecision.RANGE) if first or last else None
    return Claim(
        id=content_id("c", document.id, number),
        document_id=document.id,
        sentence=span,
        trigger=span,
        kind=Kind.CONTROL if said.change else Kind.EVENT,
        event_type=said.event_type,
        modality=said.modality,
        verification=Verification.NONE,
        attribution=tuple(links),
        actors=tuple(mentions),
        targets=(),
        quantities=(),
        place=Place(
            Span(0, len(str(name)), str(name)),
            id_,
            str(name) if id_ else None,
            admin1,
            "SY",
            lat,
            lon,
            3.0,
            precision,
            None,
            0.9,
        ),
        when=when,
        control=Control(said.change, said.holder, share=said.share) if said.change else None,
        method=None,
        evidence=(),
        cites=(),
        confidence=0.9,
        extractor="test/1",
    )


@pytest.fixture(scope="session")
def registry() -> ActorRegistry:
    """The packaged actors, read once."""
    return ActorRegistry.load()


@pytest.fixture
def view_of(tmp_path: Path, registry: ActorRegistry) -> Callable[[Sequence[Said]], RecordView]:
    """`view_of([Said(...), ...])` opens a record with one report for each, by desks of their own."""

    def make(told: Sequence[Said]) -> RecordView:
        path = tmp_path / "control.sqlite"
        with Record.open(path, create=True) as record:
            for number, said in enumerate(told):
                text = f"Report {number}: somebody says who holds {said.place[1]}."
                day = date.fromisoformat(said.published)
                document = Document(
                    id=content_id("d", number, text),
                    path=f"{number}.txt",
                    text=text,
                    sha256=hashlib.sha256(text.encode()).hexdigest(),
                    media_type="text/plain",
                    title=f"Report {number}",
                    publisher=f"Desk {number}",
                    published=When(said.published, day, day, TimePrecision.DAY),
                    language="en",
                    blocks=(Block(0, len(text), Role.BODY),),
                )
                record.save_document(
                    document, text.encode(), [claim_of(said, document, number)], reader="test"
                )
        return RecordView(Record.open(path, readonly=True), registry)

    return make
