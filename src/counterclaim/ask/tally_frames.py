"""The frames that tallies are made of, from a record: events, their claims, whose word each is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

import polars as pl
from sqlalchemy import select

from counterclaim.analysis.frames import CLAIMS, EVENTS, FIGURES, FLAGS, Frames, flagged, prepare
from counterclaim.analysis.reporting.effort import REPORTS
from counterclaim.ask.kept_frames import Whole, whole
from counterclaim.ask.kept_rows import meeting
from counterclaim.ask.question import filters
from counterclaim.ask.rows import Row, claim_row, day
from counterclaim.events.estimates import DEFAULT, Rule, estimates
from counterclaim.events.provenance import Contexts, trace
from counterclaim.model import Claim, Kind
from counterclaim.model.serialize import claim_from_dict
from counterclaim.pipeline.contexts import contexts
from counterclaim.record.answers import CLAIMS as CLAIMS_ASKED
from counterclaim.record.answers import contract
from counterclaim.record.schema import claims as claims_table
from counterclaim.record.schema import documents

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView
    from counterclaim.record import Record

Json = Mapping[str, Any]
MOST_TOLD = 500
"""Claims whose stated tallies are shown beside a tally."""
OF_CLAIM = ("actor", "kind", "modality", "source", "text", "document")
"""Filters that ask for claims; the others ask for events."""


def event_frames(view: RecordView, record: Record, question: Row, rule: Rule = DEFAULT) -> Frames:
    """Events that a question finds, with those of their claims that meet its filters on claims.

    Estimates are those of `rule`; those of another rule than the usual one are read from the claims.
    """
    if rule.id != DEFAULT.id:
        return _event_frames(view, record, question, rule)
    asked = filters(question)  # type: ignore[arg-type]
    known = everything(view, record).frames
    events, claims = meeting(known.events, record, asked, "events"), known.claims.drop_nulls("_unit")
    if events.height < known.events.height:
        claims = claims.join(events.select("_unit"), on="_unit", how="semi", maintain_order="left")
    if wanted := {name: value for name, value in question.items() if name in OF_CLAIM}:
        claims = meeting(claims, record, filters(wanted), "claims")  # type: ignore[arg-type]
        events = flagged(events.drop(FLAGS), claims)
    return Frames(events, claims)


def claim_frames(view: RecordView, record: Record, question: Row) -> Frames:
    """Claims that a question finds, in events or not."""
    asked = filters(question)  # type: ignore[arg-type]
    known = everything(view, record).frames
    return Frames(known.events.clear(), meeting(known.claims, record, asked, "claims"))


def everything(view: RecordView, record: Record) -> Whole:
    """All events, claims and reports of a record, kept until it changes."""
    return whole(record, lambda: read_all(view, record))


def read_all(view: RecordView, record: Record) -> Whole:
    """All events, claims and reports of a record, read from it."""
    events = {event["id"]: event for event in view.iter_events()}
    of = {claim: event["id"] for event in events.values() for claim in event["claims"]}
    found = {claim["id"]: claim for claim in view.iter_claims()}
    members = _members(record, of, {id_: claim for id_, claim in found.items() if id_ in of}, partly=False)
    members |= {id_: [claim_from_dict(claim)] for id_, claim in found.items() if id_ not in of}
    words = _Words(record, members)
    frames = prepare(
        _frame((_event(event, view) for event in events.values()), EVENTS),
        _frame((_claim(claim, of.get(id_), events, words, view) for id_, claim in found.items()), CLAIMS),
    )
    return Whole(frames, _reports(record))


def _reports(record: Record) -> pl.DataFrame:
    """All reports of a record, copies included, by `REPORTS`."""
    query = select(documents.c.id, documents.c.publisher, documents.c.published_to)
    with record.reading() as connection:
        rows = connection.execute(query.order_by(documents.c.id)).fetchall()
    return pl.DataFrame([tuple(row) for row in rows], schema=REPORTS, orient="row")


def _event_frames(view: RecordView, record: Record, question: Row, rule: Rule) -> Frames:
    events = {event["id"]: event for event in view.iter_events(**question)}
    of = {claim: event["id"] for event in events.values() for claim in event["claims"]}
    wanted = {name: value for name, value in question.items() if name in OF_CLAIM}
    met = {claim["id"]: claim for claim in view.iter_claims(**wanted) if claim["id"] in of}
    words = _Words(record, _members(record, of, met, bool(wanted)))
    for id_, event in events.items():
        event["estimates"] = words.estimates(id_, rule)
    return prepare(
        _frame((_event(event, view) for event in events.values()), EVENTS),
        _frame((_claim(claim, of[id_], events, words, view) for id_, claim in met.items()), CLAIMS),
    )


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

    def published(self, document: str) -> date | None:
        """The last day on which a document may have come out."""
        context = self._contexts.get(document)
        return context.published if context else None

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
        "kind": claim["kind"],
        "document_id": claim["document"]["id"],
        "published": words.published(claim["document"]["id"]),
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


def told(view: RecordView, record: Record, question: Row) -> tuple[list[Row], int]:
    """Tallies that sources state, a figure a row: beside our own counts, and part of none.

    Those of the first `MOST_TOLD` claims by date, and how many more claims there are.
    """
    asked = filters({**question, "kind": None, "status": None})  # type: ignore[typeddict-item]
    known = everything(view, record).frames.claims
    ids = meeting(known.filter(pl.col("kind") == Kind.TALLY.value), record, asked, "claims")["id"]
    claims = _contracts(record, ids.head(MOST_TOLD).to_list())
    where = contexts(record, {claim["document"]["id"] for claim in claims})
    return [row for claim in claims for row in _told(claim, where)], max(0, len(ids) - MOST_TOLD)


def _contracts(record: Record, ids: list[str]) -> list[Row]:
    """Claims by the claim contract, in the order of `ids`."""
    with record.reading() as connection:
        found = connection.execute(CLAIMS_ASKED.query.where(claims_table.c.id.in_(ids))).mappings()
        by_id = {row["id"]: contract(dict(row)) for row in found}
    return [by_id[id_] for id_ in ids if id_ in by_id]


def _told(claim: Json, where: Contexts) -> Iterator[Row]:
    from counterclaim.events.relations.tallies import covered

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
