"""The types that flow as JSON-ready dicts and back, without loss.

The keys of a claim are the claim contract (``counterclaim.claim/1``), with `trigger` besides. A key whose
value is unknown is null or an empty list, never left out. The ``*_from_dict`` functions raise KeyError,
TypeError or ValueError for a dict that the matching ``*_to_dict`` cannot have made.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from counterclaim.model.claim import (
    ActorMention,
    ActorRole,
    Attribution,
    Claim,
    Control,
    ControlChange,
    Evidence,
    Kind,
    Modality,
    Quantity,
    SourceType,
    Verification,
)
from counterclaim.model.document import Block, Document, NoteMark, Reference, Role
from counterclaim.model.event import Estimate, Event
from counterclaim.model.place import GazetteerEntry, Place, PlacePrecision
from counterclaim.model.span import Span
from counterclaim.model.when import TimeBasis, TimePrecision, When

CLAIM_SCHEMA = "counterclaim.claim/1"
DOCUMENT_SCHEMA = "counterclaim.document/1"
EVENT_SCHEMA = "counterclaim.event/1"

Json = dict[str, Any]


def document_header(document: Document) -> Json:
    """What a claim says of its document: {id, path, url, title, publisher, published (EDTF), language}."""
    return {
        "id": document.id,
        "path": document.path,
        "url": document.url,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published.edtf if document.published else None,
        "language": document.language,
    }


def claim_to_dict(claim: Claim, document_header: Mapping[str, Any]) -> Json:
    """`claim` by the claim contract. `document_header` is that of its document."""
    return {
        "schema": CLAIM_SCHEMA,
        "id": claim.id,
        "document": {**document_header, "id": claim.document_id},
        "sentence": _span_to_dict(claim.sentence),
        "trigger": _span_to_dict(claim.trigger),
        "kind": claim.kind.value,
        "event_type": claim.event_type,
        "modality": claim.modality.value,
        "verification": claim.verification.value,
        "attribution": [_attribution_to_dict(link) for link in claim.attribution],
        "actors": [_actor_to_dict(actor) for actor in claim.actors],
        "targets": [_actor_to_dict(target) for target in claim.targets],
        "quantities": [_quantity_to_dict(quantity) for quantity in claim.quantities],
        "place": place_to_dict(claim.place),
        "when": when_to_dict(claim.when),
        "control": _control_to_dict(claim.control),
        "method": claim.method,
        "evidence": [{"kind": item.kind, **_located(item.span)} for item in claim.evidence],
        "cites": list(claim.cites),
        "confidence": claim.confidence,
        "extractor": _extractor_to_dict(claim.extractor),
    }


def claim_from_dict(data: Mapping[str, Any]) -> Claim:
    """The claim that `claim_to_dict` wrote; of the document it keeps the id."""
    return Claim(
        id=data["id"],
        document_id=data["document"]["id"],
        sentence=_span(data["sentence"]),
        trigger=_span(data["trigger"]),
        kind=Kind(data["kind"]),
        event_type=data["event_type"],
        modality=Modality(data["modality"]),
        verification=Verification(data["verification"]),
        attribution=tuple(_attribution(link) for link in data["attribution"]),
        actors=tuple(_actor(actor) for actor in data["actors"]),
        targets=tuple(_actor(target) for target in data["targets"]),
        quantities=tuple(_quantity(quantity) for quantity in data["quantities"]),
        place=place_from_dict(data["place"]),
        when=when_from_dict(data["when"]),
        control=_control(data["control"]),
        method=data["method"],
        evidence=tuple(Evidence(kind=item["kind"], span=_span(item)) for item in data["evidence"]),
        cites=tuple(data["cites"]),
        confidence=data["confidence"],
        extractor=_extractor(data["extractor"]),
    )


def document_to_dict(document: Document) -> Json:
    """The whole document, its text included."""
    return {
        "schema": DOCUMENT_SCHEMA,
        **document_header(document),
        "published": when_to_dict(document.published),
        "authors": list(document.authors),
        "media_type": document.media_type,
        "sha256": document.sha256,
        "text": document.text,
        **structure_to_dict(document),
    }


def document_from_dict(data: Mapping[str, Any]) -> Document:
    """The document that `document_to_dict` wrote."""
    return Document(
        id=data["id"],
        path=data["path"],
        text=data["text"],
        sha256=data["sha256"],
        media_type=data["media_type"],
        title=data["title"],
        publisher=data["publisher"],
        authors=tuple(data["authors"]),
        published=when_from_dict(data["published"]),
        language=data["language"],
        url=data["url"],
        blocks=tuple(Block(item["start"], item["end"], Role(item["role"])) for item in data["blocks"]),
        references=tuple(Reference(item["id"], item["start"], item["end"]) for item in data["references"]),
        note_marks=tuple(
            NoteMark(item["start"], item["end"], item["reference"]) for item in data["note_marks"]
        ),
        problems=tuple(data["problems"]),
    )


def structure_to_dict(document: Document) -> Json:
    """Lists of the document's blocks, references, note marks (offsets into its text) and problems."""
    return {
        "blocks": [{"start": b.start, "end": b.end, "role": b.role.value} for b in document.blocks],
        "references": [{"id": r.id, "start": r.start, "end": r.end} for r in document.references],
        "note_marks": [
            {"start": m.start, "end": m.end, "reference": m.reference} for m in document.note_marks
        ],
        "problems": list(document.problems),
    }


def event_to_dict(event: Event) -> Json:
    """The event, with the ids of its claims."""
    return {
        "schema": EVENT_SCHEMA,
        "id": event.id,
        "event_type": event.event_type,
        "status": event.status,
        "claims": list(event.claims),
        "place": place_to_dict(event.place),
        "when": when_to_dict(event.when),
        "actors": list(event.actors),
        "targets": list(event.targets),
        "estimates": [
            {
                "what": estimate.what,
                "of": estimate.of,
                "low": estimate.low,
                "best": estimate.best,
                "high": estimate.high,
                "rule": estimate.rule,
                "claims": list(estimate.claims),
            }
            for estimate in event.estimates
        ],
        "documents": event.documents,
        "origins": event.origins,
    }


def event_from_dict(data: Mapping[str, Any]) -> Event:
    """The event that `event_to_dict` wrote."""
    return Event(
        id=data["id"],
        event_type=data["event_type"],
        status=data["status"],
        claims=tuple(data["claims"]),
        place=place_from_dict(data["place"]),
        when=when_from_dict(data["when"]),
        actors=tuple(data["actors"]),
        targets=tuple(data["targets"]),
        estimates=tuple(
            Estimate(**{**estimate, "claims": tuple(estimate["claims"])}) for estimate in data["estimates"]
        ),
        documents=data["documents"],
        origins=data["origins"],
    )


def place_to_dict(place: Place | None) -> Json | None:
    """The place, its runners-up under `alternatives`."""
    if place is None:
        return None
    return {
        **_located(place.span),
        "id": place.id,
        "name": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "radius_km": place.radius_km,
        "precision": place.precision.value if place.precision else None,
        "relation": dict(place.relation) if place.relation is not None else None,
        "score": place.score,
        "alternatives": [
            {name: getattr(entry, name) for name in GazetteerEntry.__slots__} for entry in place.alternatives
        ],
    }


def place_from_dict(data: Mapping[str, Any] | None) -> Place | None:
    """The place that `place_to_dict` wrote."""
    if data is None:
        return None
    precision = data["precision"]
    return Place(
        span=_span(data),
        id=data["id"],
        name=data["name"],
        admin1=data["admin1"],
        country=data["country"],
        lat=data["lat"],
        lon=data["lon"],
        radius_km=data["radius_km"],
        precision=PlacePrecision(precision) if precision is not None else None,
        relation=dict(data["relation"]) if data["relation"] is not None else None,
        score=data["score"],
        alternatives=tuple(GazetteerEntry(**entry) for entry in data["alternatives"]),
    )


def when_to_dict(when: When | None) -> Json | None:
    """The interval; `from` and `to` are ISO 8601 dates."""
    if when is None:
        return None
    return {
        **_located(when.span),
        "edtf": when.edtf,
        "from": when.start.isoformat() if when.start else None,
        "to": when.end.isoformat() if when.end else None,
        "precision": when.precision.value,
        "basis": when.basis.value,
    }


def when_from_dict(data: Mapping[str, Any] | None) -> When | None:
    """The interval that `when_to_dict` wrote."""
    if data is None:
        return None
    return When(
        edtf=data["edtf"],
        start=date.fromisoformat(data["from"]) if data["from"] is not None else None,
        end=date.fromisoformat(data["to"]) if data["to"] is not None else None,
        precision=TimePrecision(data["precision"]),
        basis=TimeBasis(data["basis"]),
        span=_span_or_none(data),
    )


def _span_to_dict(span: Span) -> Json:
    return {"start": span.start, "end": span.end, "text": span.text}


def _located(span: Span | None) -> Json:
    """The keys that a value read from the text has first; null when it was not read there."""
    if span is None:
        return {"text": None, "start": None, "end": None}
    return {"text": span.text, "start": span.start, "end": span.end}


def _span(data: Mapping[str, Any]) -> Span:
    return Span(data["start"], data["end"], data["text"])


def _span_or_none(data: Mapping[str, Any]) -> Span | None:
    return None if data["start"] is None else _span(data)


def _attribution_to_dict(link: Attribution) -> Json:
    return {
        "name": link.name,
        "type": link.type.value,
        "actor": link.actor,
        "interested": link.interested,
        **_located(link.span),
    }


def _attribution(data: Mapping[str, Any]) -> Attribution:
    return Attribution(
        name=data["name"],
        type=SourceType(data["type"]),
        actor=data["actor"],
        interested=data["interested"],
        span=_span_or_none(data),
    )


def _actor_to_dict(actor: ActorMention) -> Json:
    return {"id": actor.id, "name": actor.name, **_located(actor.span), "role": actor.role.value}


def _actor(data: Mapping[str, Any]) -> ActorMention:
    return ActorMention(span=_span(data), role=ActorRole(data["role"]), id=data["id"], name=data["name"])


def _quantity_to_dict(quantity: Quantity) -> Json:
    return {
        "what": quantity.what,
        "of": quantity.of,
        "low": quantity.low,
        "high": quantity.high,
        "approximate": quantity.approximate,
        **_located(quantity.span),
    }


def _quantity(data: Mapping[str, Any]) -> Quantity:
    return Quantity(
        what=data["what"],
        of=data["of"],
        low=data["low"],
        high=data["high"],
        approximate=data["approximate"],
        span=_span(data),
    )


def _control_to_dict(control: Control | None) -> Json | None:
    if control is None:
        return None
    return {
        "change": control.change.value,
        "holder": control.holder,
        "from": control.since,
        "share": control.share,
    }


def _control(data: Mapping[str, Any] | None) -> Control | None:
    if data is None:
        return None
    return Control(
        change=ControlChange(data["change"]), holder=data["holder"], since=data["from"], share=data["share"]
    )


def _extractor_to_dict(extractor: str) -> Json:
    """An extractor is named ``name/version``."""
    name, slash, version = extractor.partition("/")
    return {"name": name, "version": version if slash else None}


def _extractor(data: Mapping[str, Any]) -> str:
    version: str | None = data["version"]
    name: str = data["name"]
    return name if version is None else f"{name}/{version}"
