"""The frames that tallies are made of: the events and claims of a record that a question finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import polars as pl

from counterclaim.analysis.frames import FIGURES, FLAGS, Frames, flagged
from counterclaim.ask.flat import claims_meeting, events_meeting, everything
from counterclaim.ask.question import filters
from counterclaim.ask.rows import Row, claim_row
from counterclaim.events.estimates import DEFAULT, Rule, estimates
from counterclaim.events.provenance import Contexts
from counterclaim.model import Claim, Kind
from counterclaim.model.serialize import claim_from_dict
from counterclaim.pipeline.contexts import contexts
from counterclaim.record.answers import CLAIMS as CLAIMS_ASKED
from counterclaim.record.answers import contract
from counterclaim.record.schema import claims as claims_table

if TYPE_CHECKING:
    from counterclaim.ask.view import RecordView
    from counterclaim.record import Record

Json = Mapping[str, Any]
MOST_TOLD = 500
"""Claims whose stated tallies are shown beside a tally."""
OF_CLAIM = ("actor", "kind", "modality", "source", "text", "document")
"""Filters that ask for claims; the others ask for events."""
_MEMBERS = 2000


def event_frames(view: RecordView, record: Record, question: Row, rule: Rule = DEFAULT) -> Frames:
    """Events that a question finds, with those of their claims that meet its filters on claims.

    Estimates are those of `rule`; those of another rule than the usual one are concluded from the claims anew.
    """
    asked = filters(question)  # type: ignore[arg-type]
    known = everything(view.record, view.registry)
    events, claims = events_meeting(known, record, asked), known.claims.drop_nulls("_unit")
    if wanted := {name: value for name, value in question.items() if name in OF_CLAIM}:
        claims = claims_meeting(known, record, filters(wanted))  # type: ignore[arg-type]
    if events.height < known.events.height:
        claims = claims.join(events.select("_unit"), on="_unit", how="semi", maintain_order="left")
    if wanted:
        events = flagged(events.drop(FLAGS), claims)
    if rule.id != DEFAULT.id:
        events = _by_rule(events, record, rule)
    return Frames(events, claims)


def claim_frames(view: RecordView, record: Record, question: Row) -> Frames:
    """Claims that a question finds, in events or not."""
    asked = filters(question)  # type: ignore[arg-type]
    known = everything(view.record, view.registry)
    return Frames(known.events.clear(), claims_meeting(known, record, asked))


def _by_rule(events: pl.DataFrame, record: Record, rule: Rule) -> pl.DataFrame:
    """Events with the estimates of a rule, from all their claims."""
    names = [f"{what}_{bound}" for what in FIGURES for bound in _BOUNDS]
    rows = [
        {"id": id_, **_totals(claims, where, rule)}
        for id_, claims, where in _members(record, events["id"].to_list())
    ]
    found = pl.DataFrame(rows, schema={"id": pl.String, **dict.fromkeys(names, pl.Int64)})
    return events.drop(names).join(found, on="id", how="left", maintain_order="left")


def _members(record: Record, ids: list[str]) -> Iterator[tuple[str, list[Claim], Contexts]]:
    """The claims of each event, with what is known of their reports."""
    for start in range(0, len(ids), _MEMBERS):
        of = record.linking.claims_in(ids[start : start + _MEMBERS])
        claims = {
            claim.id: claim for claim in record.linking.claims_of({id_ for one in of.values() for id_ in one})
        }
        where = contexts(record, {claim.document_id for claim in claims.values()})
        for event, members in of.items():
            yield event, [claims[id_] for id_ in members], where


def _totals(claims: list[Claim], where: Contexts, rule: Rule) -> Row:
    """Bounds of everyone by figure; figures beyond 64 bits are the largest."""
    totals = {one.what: one for one in estimates(claims, where, rule) if one.of is None}
    found: Row = {}
    for what in FIGURES:
        for bound in _BOUNDS:
            value = getattr(totals[what], bound) if what in totals else None
            found[f"{what}_{bound}"] = None if value is None else min(value, 2**63 - 1)
    return found


_BOUNDS = ("low", "best", "high")


def told(view: RecordView, record: Record, question: Row) -> tuple[list[Row], int]:
    """Tallies that sources state, a figure a row: beside our own counts, and part of none.

    Those of the first `MOST_TOLD` claims by date, and how many more claims there are.
    """
    asked = filters({**question, "kind": None, "status": None})  # type: ignore[typeddict-item]
    known = everything(view.record, view.registry)
    ids = claims_meeting(known, record, replace(asked, kind=Kind.TALLY.value))["id"]
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
