"""Model values as rows of the tables, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from counterclaim.model import (
    ActorMention,
    Claim,
    Document,
    Event,
    Heard,
    Place,
    SourceType,
    When,
)
from counterclaim.model.serialize import (
    claim_to_dict,
    document_from_dict,
    event_to_dict,
    structure_to_dict,
)
from counterclaim.model.serialize_parts import place_to_dict, when_to_dict
from counterclaim.record.fold import WORDS_LIMIT, name_key, words
from counterclaim.record.schema import TOLLS

Row = dict[str, Any]


class ClaimRows(NamedTuple):
    """The rows of one claim by table."""

    claim: Row
    sources: list[Row]
    actors: list[Row]
    quantities: list[Row]


def document_row(document: Document, reader: str, signature: bytes | None) -> Row:
    """The row of `documents`, of no family yet."""
    structure = structure_to_dict(document)
    published = when_to_dict(document.published) or {}
    span = {key: published.get(key) for key in ("text", "start", "end")}
    return {
        "id": document.id,
        "path": document.path,
        "url": document.url,
        "title": document.title,
        "publisher": document.publisher,
        "publisher_key": name_key(document.publisher),
        "authors": list(document.authors),
        "published_from": document.published.start if document.published else None,
        "published_to": document.published.end if document.published else None,
        "published_edtf": published.get("edtf"),
        "published_precision": published.get("precision"),
        "published_basis": published.get("basis"),
        "published_span": span if span["start"] is not None else None,
        "language": document.language,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "text": document.text,
        "blocks": structure["blocks"],
        "reference_list": structure["references"],
        "note_marks": structure["note_marks"],
        "problems": structure["problems"],
        "reader": reader,
        "signature": signature,
        "family": None,
    }


def document_of(row: Mapping[str, Any]) -> Document:
    """The document of a row of `documents`."""
    published = None
    if row["published_edtf"] is not None:
        published = {
            "edtf": row["published_edtf"],
            "from": row["published_from"].isoformat() if row["published_from"] else None,
            "to": row["published_to"].isoformat() if row["published_to"] else None,
            "precision": row["published_precision"],
            "basis": row["published_basis"],
            **(row["published_span"] or {"text": None, "start": None, "end": None}),
        }
    return document_from_dict({**row, "published": published, "references": row["reference_list"]})


def header_of(row: Mapping[str, Any]) -> Row:
    """The document header of the claim contract from a row that has its columns."""
    return {
        "id": row["document_id"],
        "path": row["path"],
        "url": row["url"],
        "title": row["title"],
        "publisher": row["document_publisher"],
        "published": row["published_edtf"],
        "language": row["language"],
    }


def claim_rows(claim: Claim, title: str | None) -> ClaimRows:
    """The rows of one claim of a document of that title."""
    source = claim.source
    publisher = next((link.name for link in claim.attribution if link.type is SourceType.PUBLISHER), None)
    row = {
        "id": claim.id,
        "document_id": claim.document_id,
        "sentence_start": claim.sentence.start,
        "sentence_end": claim.sentence.end,
        "sentence": claim.sentence.text,
        "words": _searched(claim.sentence.text) + " " + _searched(title or ""),
        "kind": claim.kind.value,
        "event_type": claim.event_type,
        "modality": claim.modality.value,
        "verification": claim.verification.value,
        "publisher": publisher,
        "source_name": source.name if source else None,
        "source_type": source.type.value if source else None,
        "source_actor": source.actor if source else None,
        "source_interested": source.interested if source else None,
        **_place_columns(claim.place),
        **_when_columns(claim.when),
        "method": claim.method,
        "confidence": claim.confidence,
        "extractor": claim.extractor,
        "body": claim_to_dict(claim, {}),
        "place_text": claim.place.span.text if claim.place else None,
        "when_text": claim.when.span.text if claim.when and claim.when.span else None,
    }
    return ClaimRows(
        row, _sources(claim), _actors(claim, "actor", claim.actors) + _actors(claim, "target", claim.targets),
        _quantities(claim),
    )  # fmt: skip


def event_row(event: Event) -> Row:
    """The row of `events`."""
    return {
        "id": event.id,
        "event_type": event.event_type,
        "status": event.status,
        **_place_columns(event.place),
        **_when_columns(event.when),
        "documents": event.documents,
        "origins": event.origins,
        "body": event_to_dict(event),
        "place_text": event.place.span.text if event.place else None,
        "when_precision": event.when.precision.value if event.when else None,
        "actors": list(event.actors),
        "targets": list(event.targets),
        "place_relation": dict(event.place.relation)
        if event.place and event.place.relation is not None
        else None,
    }


def heard_row(event_id: str, heard: Heard) -> Row:
    """The row of `event_words`."""
    return {
        "event_id": event_id,
        "word": heard.word,
        "claims": heard.claims,
        "documents": heard.documents,
        "origins": heard.origins,
        "figures": {one.what: [one.low, one.best, one.high] for one in heard.figures},
        "sources": [key for key, _ in heard.sources],
        "methods": list(heard.methods),
        "modalities": list(heard.modalities),
        "kinds": list(heard.kinds),
    }


class Said(NamedTuple):
    """What a claim is among those of its event: whose word, and low and high of everyone that it counts, by figure."""

    claim_id: str
    origin: str
    interested: bool
    tolls: Mapping[str, tuple[int | None, int | None]]


def event_claim_rows(event: Event, said: Iterable[Said] = ()) -> list[Row]:
    """The rows of `event_claims`."""
    known = {one.claim_id: said_columns(one) for one in said}
    return [
        {"event_id": event.id, "claim_id": claim, "position": position, **known.get(claim, _NOT_SAID)}
        for position, claim in enumerate(event.claims)
    ]


def said_columns(said: Said) -> Row:
    """The columns of `event_claims` that say what a claim is among those of its event."""
    row: Row = {"origin": said.origin, "interested": said.interested}
    for what in TOLLS:
        row[f"{what}_low"], row[f"{what}_high"] = said.tolls.get(what, (None, None))
    return row


_NOT_SAID: Row = {
    "origin": None,
    "interested": None,
    **{f"{what}_{bound}": None for what in TOLLS for bound in ("low", "high")},
}


def estimate_rows(event: Event) -> list[Row]:
    """The rows of `estimates`."""
    return [
        {
            "event_id": event.id,
            "position": position,
            "what": estimate.what,
            "whose": estimate.of,
            "low": estimate.low,
            "best": estimate.best,
            "high": estimate.high,
            "rule": estimate.rule,
        }
        for position, estimate in enumerate(event.estimates)
    ]


def _searched(text: str) -> str:
    return words(text[:WORDS_LIMIT])[:WORDS_LIMIT]


def _place_columns(place: Place | None) -> Row:
    columns = ("id", "name", "admin1", "country", "lat", "lon", "radius_km", "precision")
    values = place_to_dict(place) or {}
    key = name_key(place.name, place.span.text) if place else ""
    return {"place_key": key, **{f"place_{column}": values.get(column) for column in columns}}


def _when_columns(when: When | None) -> Row:
    return {
        "when_from": when.start if when else None,
        "when_to": when.end if when else None,
        "when_edtf": when.edtf if when else None,
    }


def _sources(claim: Claim) -> list[Row]:
    return [
        {
            "claim_id": claim.id,
            "position": position,
            "name": link.name,
            "name_key": name_key(link.name, link.span.text if link.span else None),
            "type": link.type.value,
            "actor_id": link.actor,
            "interested": link.interested,
        }
        for position, link in enumerate(claim.attribution)
    ]


def _actors(claim: Claim, side: str, mentions: tuple[ActorMention, ...]) -> list[Row]:
    return [
        {
            "claim_id": claim.id,
            "side": side,
            "position": position,
            "actor_id": mention.id,
            "name": mention.name or mention.span.text,
            "name_key": name_key(mention.name, mention.span.text),
            "role": mention.role.value,
        }
        for position, mention in enumerate(mentions)
    ]


def _quantities(claim: Claim) -> list[Row]:
    return [
        {
            "claim_id": claim.id,
            "position": position,
            "what": quantity.what,
            "whose": quantity.of,
            "low": quantity.low,
            "high": quantity.high,
            "approximate": quantity.approximate,
        }
        for position, quantity in enumerate(claim.quantities)
    ]
