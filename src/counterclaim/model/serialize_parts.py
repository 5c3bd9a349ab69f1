"""The parts that claims, documents and events share, as JSON-ready dicts and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from counterclaim.model.claim import (
    ActorMention,
    ActorRole,
    Attribution,
    Control,
    ControlChange,
    Quantity,
    SourceType,
)
from counterclaim.model.place import GazetteerEntry, Place, PlacePrecision
from counterclaim.model.span import Span
from counterclaim.model.when import TimeBasis, TimePrecision, When

Json = dict[str, Any]


def place_to_dict(place: Place | None) -> Json | None:
    """The place, its runners-up under `alternatives`."""
    if place is None:
        return None
    return {
        **located(place.span),
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
        span=span_from_dict(data),
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
        **located(when.span),
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
        span=span_or_none(data),
    )


def span_to_dict(span: Span) -> Json:
    """The span as {start, end, text}."""
    return {"start": span.start, "end": span.end, "text": span.text}


def located(span: Span | None) -> Json:
    """The keys that a value read from the text has first; null when it was not read there."""
    if span is None:
        return {"text": None, "start": None, "end": None}
    return {"text": span.text, "start": span.start, "end": span.end}


def span_from_dict(data: Mapping[str, Any]) -> Span:
    """The span that a dict with start, end and text names."""
    return Span(data["start"], data["end"], data["text"])


def span_or_none(data: Mapping[str, Any]) -> Span | None:
    """The same, or null where `located` wrote nulls."""
    return None if data["start"] is None else span_from_dict(data)


def attribution_to_dict(link: Attribution) -> Json:
    """One link of an attribution."""
    return {
        "name": link.name,
        "type": link.type.value,
        "actor": link.actor,
        "interested": link.interested,
        **located(link.span),
    }


def attribution_from_dict(data: Mapping[str, Any]) -> Attribution:
    """The link that `attribution_to_dict` wrote."""
    return Attribution(
        name=data["name"],
        type=SourceType(data["type"]),
        actor=data["actor"],
        interested=data["interested"],
        span=span_or_none(data),
    )


def actor_to_dict(actor: ActorMention) -> Json:
    """An actor or target."""
    return {"id": actor.id, "name": actor.name, **located(actor.span), "role": actor.role.value}


def actor_from_dict(data: Mapping[str, Any]) -> ActorMention:
    """The mention that `actor_to_dict` wrote."""
    return ActorMention(
        span=span_from_dict(data), role=ActorRole(data["role"]), id=data["id"], name=data["name"]
    )


def quantity_to_dict(quantity: Quantity) -> Json:
    """A figure."""
    return {
        "what": quantity.what,
        "of": quantity.of,
        "low": quantity.low,
        "high": quantity.high,
        "approximate": quantity.approximate,
        **located(quantity.span),
    }


def quantity_from_dict(data: Mapping[str, Any]) -> Quantity:
    """The figure that `quantity_to_dict` wrote."""
    return Quantity(
        what=data["what"],
        of=data["of"],
        low=data["low"],
        high=data["high"],
        approximate=data["approximate"],
        span=span_from_dict(data),
    )


def control_to_dict(control: Control | None) -> Json | None:
    """Who holds the place; `from` is since when."""
    if control is None:
        return None
    return {
        "change": control.change.value,
        "holder": control.holder,
        "from": control.since,
        "share": control.share,
    }


def control_from_dict(data: Mapping[str, Any] | None) -> Control | None:
    """The value that `control_to_dict` wrote."""
    if data is None:
        return None
    return Control(
        change=ControlChange(data["change"]), holder=data["holder"], since=data["from"], share=data["share"]
    )


def extractor_to_dict(extractor: str) -> Json:
    """An extractor is named ``name/version``."""
    name, slash, version = extractor.partition("/")
    return {"name": name, "version": version if slash else None}


def extractor_from_dict(data: Mapping[str, Any]) -> str:
    """The name that `extractor_to_dict` wrote."""
    version: str | None = data["version"]
    name: str = data["name"]
    return name if version is None else f"{name}/{version}"
