"""The frames that tallies are made of, from a record: events, their claims, whose word each is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

import polars as pl

from counterclaim.analysis.frames import CLAIMS, EVENTS, FIGURES, Frames, prepare
from counterclaim.ask.rows import Row, claim_row, day
from counterclaim.events.estimates import DEFAULT, Rule, estimates
from counterclaim.events.provenance import Contexts, trace
from counterclaim.model import Claim
from counterclaim.model.serialize import claim_from_dict
from counterclaim.pipeline.contexts import contexts

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView
    from counterclaim.record import Record

Json = Mapping[str, Any]
OF_CLAIM = ("actor", "kind", "modality", "source", "text", "document")
"""Filters that ask for claims; the others ask for events."""


def event_frames(view: RecordView, record: Record, question: Row, rule: Rule = DEFAULT) -> Frames:
    """Events that a question finds, with those of their claims that meet its filters on claims.

    Estimates are those of `rule`.
    """
    events = {event["id"]: event for event in view.iter_events(**question)}
    of = {claim: event["id"] for event in events.values() for claim in event["claims"]}
    wanted = {name: value for name, value in question.items() if name in OF_CLAIM}
    met = {claim["id"]: claim for claim in view.iter_claims(**wanted) if claim["id"] in of}
    words = _Words(record, _members(record, of, met, bool(wanted)))
    if rule.id != DEFAULT.id:
        for id_, event in events.items():
            event["estimates"] = words.estimates(id_, rule)
    return prepare(
        _frame((_event(event, view) for event in events.values()), EVENTS),
        _frame((_claim(claim, of[id_], events, words, view) for id_, claim in met.items()), CLAIMS),
    )


def claim_frames(view: RecordView, record: Record, question: Row) -> Frames:
    """Claims that a question finds, in events or not."""
    found = {claim["id"]: claim for claim in view.iter_claims(**question)}
    events = {event["id"]: event for event in view.iter_events()}
    of = {claim: id_ for id_, event in events.items() for claim in event["claims"]}
    alone = {id_: [claim_from_dict(claim)] for id_, claim in found.items() if id_ not in of}
    inside = {id_: event for id_, event in of.items() if id_ in found}
    words = _Words(record, {**_members(record, inside, found, partly=True), **alone})
    rows = (_claim(claim, of.get(id_), events, words, view) for id_, claim in found.items())
    return prepare(_frame((), EVENTS), _frame(rows, CLAIMS))


def _members(
    record: Record, of: Mapping[str, str], met: Mapping[str, Json], partly: bool
) -> dict[str, list[Claim]]:
    """All claims of the events that `of` names: those not met are needed to tell whose word the others are."""
    events = {of[id_] for id_ in met if id_ in of}
    grouped: dict[str, list[Claim]] = {}
    if not partly:
        for id_, claim in met.items():
            grouped.setdefault(of[id_], []).append(claim_from_dict(claim))
        return grouped
    for event in sorted(events):
        detail = record.event(event)
        grouped[event] = [claim_from_dict(claim) for claim in detail.claims] if detail else []
    return grouped


class _Words:
    """Whose word each claim is, found among all claims of its event."""

    def __init__(self, record: Record, members: Mapping[str, list[Claim]]) -> None:
        self._members = members
        documents = {claim.document_id for claims in members.values() for claim in claims}
        self._contexts: Contexts = contexts(record, documents)
        self.origin: dict[str, tuple[str, bool]] = {}
        for claims in members.values():
            for one in trace(claims, self._contexts).origins:
                self.origin |= {claim.id: (one.key, one.interested) for claim in one.claims}

    def estimates(self, event: str, rule: Rule) -> list[Row]:
        """The estimates of an event by a rule."""
        found = estimates(self._members.get(event, []), self._contexts, rule)
        return [{"what": o.what, "of": o.of, "low": o.low, "best": o.best, "high": o.high} for o in found]


def _event(event: Json, view: RecordView) -> Row:
    row = {**_same(event), "status": event["status"]}
    row["actors"] = [view.actor_name(id_) for id_ in event["actors"]]
    row["targets"] = [view.actor_name(id_) for id_ in event["targets"]]
    total = {one["what"]: one for one in event["estimates"] if one["of"] is None}
    for what in FIGURES:
        row |= {f"{what}_{bound}": total[what][bound] if what in total else None for bound in _BOUNDS}
    return row


_BOUNDS = ("low", "best", "high")


def _claim(
    claim: Json, event: str | None, events: Mapping[str, Json], words: _Words, view: RecordView
) -> Row:
    flat, source = claim_row(claim), claim["attribution"][-1] if claim["attribution"] else None
    origin, interested = words.origin.get(claim["id"], (None, bool(source and source["interested"])))
    return {
        **_same(claim),
        "status": events[event]["status"] if event else None,
        "event_id": event,
        "document_id": claim["document"]["id"],
        "origin": origin,
        "modality": claim["modality"],
        "interested": interested,
        "source": source["name"] if source else claim["document"]["publisher"],
        "method": claim["method"],
        "actors": [_name(mention, view) for mention in claim["actors"]],
        "targets": [_name(mention, view) for mention in claim["targets"]],
        **{f"{what}_{bound}": flat[f"{what}_{bound}"] for what in FIGURES for bound in ("low", "high")},
    }


def _name(mention: Json, view: RecordView) -> str:
    return view.actor_name(mention["id"]) if mention["id"] else mention["text"]


def _same(value: Json) -> Row:
    place, when = value["place"] or {}, value["when"] or {}
    return {
        "id": value["id"],
        "event_type": value["event_type"],
        **{key: place.get(key) for key in ("country", "admin1", "lat", "lon", "radius_km")},
        "place": place.get("name") or place.get("text"),
        "from": day(when.get("from")),
        "to": day(when.get("to")),
    }


def _frame(rows: Iterable[Row], schema: pl.Schema) -> pl.DataFrame:
    """A frame of the schema; figures beyond 64 bits are the largest."""
    return pl.DataFrame([_fitting(row, schema) for row in rows], schema=schema)


def _fitting(row: Row, schema: pl.Schema) -> Row:
    return {
        name: min(row[name], 2**63 - 1) if kind == pl.Int64 and row[name] is not None else row[name]
        for name, kind in schema.items()
    }


def told(view: RecordView, record: Record, question: Row) -> Iterator[Row]:
    """Tallies that sources state, a figure a row: beside our own counts, and part of none."""
    from counterclaim.events.relations.tallies import covered

    asked = {**question, "kind": "tally", "status": None}
    claims = list(view.iter_claims(**asked))
    where = contexts(record, {claim["document"]["id"] for claim in claims})
    for claim in claims:
        flat, typed = claim_row(claim), claim_from_dict(claim)
        time = covered(typed, where[typed.document_id].published)
        for quantity in typed.quantities:
            yield {
                "source": flat["source"] or flat["publisher"],
                "interested": bool(flat["interested"]),
                "what": quantity.what,
                "whose": quantity.of,
                "low": quantity.low,
                "high": quantity.high,
                "approximate": quantity.approximate,
                "time": time,
                "when": flat["when"],
                "place": flat["place"] or flat["place_text"],
                "actors": flat["actors"],
                "claim": claim["id"],
                "document": claim["document"]["id"],
                "sentence": flat["sentence"],
            }
