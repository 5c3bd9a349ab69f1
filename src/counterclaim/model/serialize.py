"""The types that flow as JSON-ready dicts and back, without loss.

The keys of a claim are the claim contract (``counterclaim.claim/1``), with `trigger` besides. A key whose
value is unknown is null or an empty list, never left out. The ``*_from_dict`` functions raise KeyError,
TypeError or ValueError for a dict that the matching ``*_to_dict`` cannot have made.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counterclaim.model.claim import Claim, Evidence, Kind, Modality, Verification
from counterclaim.model.document import Block, Document, NoteMark, Reference, Role
from counterclaim.model.event import Estimate, Event
from counterclaim.model.serialize_parts import (
    Json,
    actor_from_dict,
    actor_to_dict,
    attribution_from_dict,
    attribution_to_dict,
    control_from_dict,
    control_to_dict,
    extractor_from_dict,
    extractor_to_dict,
    located,
    place_from_dict,
    place_to_dict,
    quantity_from_dict,
    quantity_to_dict,
    span_from_dict,
    span_to_dict,
    when_from_dict,
    when_to_dict,
)

CLAIM_SCHEMA = "counterclaim.claim/1"
DOCUMENT_SCHEMA = "counterclaim.document/1"
EVENT_SCHEMA = "counterclaim.event/1"


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
        "sentence": span_to_dict(claim.sentence),
        "trigger": span_to_dict(claim.trigger),
        "kind": claim.kind.value,
        "event_type": claim.event_type,
        "modality": claim.modality.value,
        "verification": claim.verification.value,
        "attribution": [attribution_to_dict(link) for link in claim.attribution],
        "actors": [actor_to_dict(actor) for actor in claim.actors],
        "targets": [actor_to_dict(target) for target in claim.targets],
        "quantities": [quantity_to_dict(quantity) for quantity in claim.quantities],
        "place": place_to_dict(claim.place),
        "when": when_to_dict(claim.when),
        "control": control_to_dict(claim.control),
        "method": claim.method,
        "evidence": [{"kind": item.kind, **located(item.span)} for item in claim.evidence],
        "cites": list(claim.cites),
        "confidence": claim.confidence,
        "extractor": extractor_to_dict(claim.extractor),
    }


def claim_from_dict(data: Mapping[str, Any]) -> Claim:
    """The claim that `claim_to_dict` wrote; of the document it keeps the id."""
    return Claim(
        id=data["id"],
        document_id=data["document"]["id"],
        sentence=span_from_dict(data["sentence"]),
        trigger=span_from_dict(data["trigger"]),
        kind=Kind(data["kind"]),
        event_type=data["event_type"],
        modality=Modality(data["modality"]),
        verification=Verification(data["verification"]),
        attribution=tuple(attribution_from_dict(link) for link in data["attribution"]),
        actors=tuple(actor_from_dict(actor) for actor in data["actors"]),
        targets=tuple(actor_from_dict(target) for target in data["targets"]),
        quantities=tuple(quantity_from_dict(quantity) for quantity in data["quantities"]),
        place=place_from_dict(data["place"]),
        when=when_from_dict(data["when"]),
        control=control_from_dict(data["control"]),
        method=data["method"],
        evidence=tuple(Evidence(kind=item["kind"], span=span_from_dict(item)) for item in data["evidence"]),
        cites=tuple(data["cites"]),
        confidence=data["confidence"],
        extractor=extractor_from_dict(data["extractor"]),
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
