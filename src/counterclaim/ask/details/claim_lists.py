"""Claims in a line each, for lists on the pages of places, actors and sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from counterclaim.ask.details.feature import days
from counterclaim.ask.index.labels import type_label
from counterclaim.ask.rows import Row, holder_name
from counterclaim.record.answers import CLAIMS, contract
from counterclaim.record.schema import claims, event_claims

Json = Mapping[str, Any]


def latest_claims(connection: Connection, ids: Select[Any] | Sequence[str], most: int) -> list[Row]:
    """Of the claims whose ids `ids` are or gives, the latest `most`, in a line each."""
    order = (claims.c.when_from.desc().nulls_last(), claims.c.id)
    chosen = connection.scalars(
        select(claims.c.id).where(claims.c.id.in_(ids)).order_by(*order).limit(most)
    ).all()
    query = CLAIMS.query.add_columns(event_claims.c.event_id)
    query = query.outerjoin(event_claims, event_claims.c.claim_id == claims.c.id).where(
        claims.c.id.in_(chosen)
    )
    found = {
        row["id"]: line(contract(dict(row)), row["event_id"]) for row in connection.execute(query).mappings()
    }
    return [found[id_] for id_ in chosen]


def line(claim: Json, event: str | None) -> Row:
    """A claim in a line: what, how it is put, whose word, the sentence, and where to read it."""
    source = claim["attribution"][-1] if claim["attribution"] else None
    return {
        "id": claim["id"],
        "event": event,
        "document": claim["document"]["id"],
        "title": claim["document"]["title"],
        "publisher": claim["document"]["publisher"],
        "published": claim["document"]["published"],
        "type": claim["event_type"],
        "type_label": type_label(claim["event_type"]),
        "kind": claim["kind"],
        "modality": claim["modality"],
        "verification": claim["verification"],
        "source": source["name"] if source else None,
        "interested": bool(source and source["interested"]),
        "when": claim["when"]["edtf"] if claim["when"] else None,
        "when_words": days(claim["when"]),
        "place": claim["place"] and (claim["place"]["name"] or claim["place"]["text"]),
        "holder": holder_name(claim),
        "sentence": claim["sentence"]["text"],
    }


def how_many(connection: Connection, query: Select[Any]) -> int:
    """The number of rows of a query."""
    return int(connection.scalar(select(func.count()).select_from(query.subquery())) or 0)
