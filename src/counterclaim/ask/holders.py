"""Who is said to hold a place, by whom, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from counterclaim.ask.rows import Row, claim_row, holder_name
from counterclaim.ask.schema import HOLDERS
from counterclaim.model import ActorRole, ControlChange, Kind
from counterclaim.record import Filters, Record

Json = Mapping[str, Any]


def holder_rows(record: Record, place: str, start: date | None, end: date | None) -> list[Row]:
    """Control claims about `place` from `start` to `end`, by day, then publication.

    The place is found by its name in any spelling that the record has: whatever gazetteer entry a claim with
    that name was resolved to, all claims about that entry count. A claim that copies of one report repeat is
    one row, with the number of its `copies`.
    """
    asked = Filters(kind=Kind.CONTROL, place=place, date_from=start, date_to=end)
    found = {claim["id"]: claim for claim in record.claims(asked).rows}
    named = record.claims(Filters(kind=Kind.CONTROL, place=place)).rows
    for entry in sorted({claim["place"]["id"] for claim in named if claim["place"]["id"]}):
        found |= {claim["id"]: claim for claim in record.claims(replace(asked, place=entry)).rows}
    rows = [_row(claim) for claim in _originals(record, found.values())]
    return sorted(rows, key=_time)


def _time(row: Row) -> tuple[date, str, str]:
    """The last day it speaks of, then publication."""
    return row["to"] or row["from"] or date.max, row["published"] or "", row["claim_id"]


def _originals(record: Record, claims: Iterable[Json]) -> list[Row]:
    """One claim for each statement of a family of copies, the earliest, with the number of its `copies`."""
    families: dict[str, str] = {}
    groups: dict[tuple[Any, ...], list[Json]] = {}
    for claim in claims:
        document = claim["document"]["id"]
        if document not in families:
            header = record.documents(Filters(document=document)).rows[0]
            families[document] = header["family"] or document
        source = claim["attribution"][-1]["name"] if claim["attribution"] else None
        if claim["attribution"] and claim["attribution"][-1]["type"] == "publisher":
            source = None  # the desk itself speaks, and each copy has its own
        when = claim["when"]["edtf"] if claim["when"] else None
        said = (claim["control"]["change"], claim["control"]["holder"], claim["modality"], source, when)
        groups.setdefault((families[document], *said), []).append(claim)
    return [_original(family, group) for (family, *_), group in groups.items()]


def _original(family: str, group: list[Json]) -> Row:
    documents = {claim["document"]["id"] for claim in group}

    def age(claim: Json) -> tuple[bool, str, str]:
        document = claim["document"]
        return document["id"] != family, document["published"] or "~", claim["id"]

    first = min(group, key=age)
    return {**first, "copies": len(documents) - 1}


def _row(claim: Row) -> Row:
    row = claim_row(claim)
    lost = claim["control"]["change"] == ControlChange.LOST
    same = ("place", "from", "to", "when", "control", "modality", "source", "interested", "publisher")
    found = {
        **{key: row[key] for key in same},
        "place": row["place"] or row["place_text"],
        "holder": None if lost else holder_name(claim),
        "former_holder": holder_name(claim) if lost else _former(claim),
        "published": row["published"],
        "copies": claim["copies"],
        "sentence": row["sentence"],
        "claim_id": row["id"],
        "document_id": row["document_id"],
    }
    return {key: found[key] for key in HOLDERS}


def _former(claim: Json) -> str | None:
    for mention in (*claim["actors"], *claim["targets"]):
        if mention["role"] == ActorRole.FORMER_HOLDER:
            name: str = mention["name"] or mention["text"]
            return name
    return None
