"""Claims page by page in the order of their ids, for the collection of claims of the HTTP API."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Dialect, and_, func, or_, select

from counterclaim.record.answers import CLAIMS, contract
from counterclaim.record.filters import Condition, text_condition
from counterclaim.record.rows import Row
from counterclaim.record.schema import claim_actors, claims, event_claims

COUNTED = 10_000
"""Claims that are counted to say how many match; of more it is not said."""


@dataclass(frozen=True, slots=True)
class ClaimFilters:
    """What a claim must meet; of several values any will do, and none asks for anything.

    `bbox` is west, south, east, north in degrees, crossing the antimeridian where west is more than east.
    """

    bbox: tuple[float, float, float, float] | None = None
    first: date | None = None
    last: date | None = None
    q: str | None = None
    located: bool | None = None
    event: str | None = None
    document: str | None = None
    type: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    modality: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    side: tuple[str, ...] = ()


def claim_page(connection: Connection, filters: ClaimFilters, after: str | None, limit: int) -> list[Row]:
    """The next `limit` claims behind the id `after`, by the claim contract, each with the id of its `event`."""
    where = conditions(filters, connection.dialect)
    if after is not None:
        where.append(claims.c.id > after)
    ids = list(connection.scalars(select(claims.c.id).where(*where).order_by(claims.c.id).limit(limit)))
    found = {
        row["id"]: contract(dict(row))
        for row in connection.execute(CLAIMS.query.where(claims.c.id.in_(ids))).mappings()
    }
    query = select(event_claims.c.claim_id, event_claims.c.event_id).where(event_claims.c.claim_id.in_(ids))
    events = {row[0]: row[1] for row in connection.execute(query)}
    return [{**found[id_], "event": events.get(id_)} for id_ in ids]


def count_claims(connection: Connection, filters: ClaimFilters) -> int | None:
    """How many claims match; null where they are more than `COUNTED`."""
    some = select(claims.c.id).where(*conditions(filters, connection.dialect)).limit(COUNTED + 1).subquery()
    many = connection.execute(select(func.count()).select_from(some)).scalar_one()
    return many if many <= COUNTED else None


def conditions(filters: ClaimFilters, dialect: Dialect) -> list[Condition]:
    """The filters in SQL."""
    table = claims.c
    listed = (
        (table.event_type, filters.type),
        (table.kind, filters.kind),
        (table.modality, filters.modality),
        (table.method, filters.method),
        (table.place_country, filters.country),
        (table.place_id, filters.place),
    )
    found: list[Condition] = [column.in_(values) for column, values in listed if values]
    for sides, values in (
        (("actor",), filters.actor),
        (("target",), filters.target),
        (("actor", "target"), filters.side),
    ):
        if values:
            named = select(claim_actors.c.claim_id).where(
                claim_actors.c.side.in_(sides), claim_actors.c.actor_id.in_(values)
            )
            found.append(table.id.in_(named))
    if filters.bbox is not None:
        found += _in_box(*filters.bbox)
    if filters.first is not None:
        found.append(
            or_(table.when_to >= filters.first, and_(table.when_to.is_(None), table.when_from.is_not(None)))
        )
    if filters.last is not None:
        found.append(
            or_(table.when_from <= filters.last, and_(table.when_from.is_(None), table.when_to.is_not(None)))
        )
    if filters.located is not None:
        found.append(table.place_lat.is_not(None) if filters.located else table.place_lat.is_(None))
    if filters.event is not None:
        found.append(
            table.id.in_(select(event_claims.c.claim_id).where(event_claims.c.event_id == filters.event))
        )
    if filters.document is not None:
        found.append(table.document_id == filters.document)
    if filters.q is not None:
        found.append(text_condition(filters.q, dialect))
    return found


def _in_box(west: float, south: float, east: float, north: float) -> list[Condition]:
    lat, lon = claims.c.place_lat, claims.c.place_lon
    across = lon.between(west, east) if west <= east else or_(lon >= west, lon <= east)
    return [lat.between(south, north), across]
