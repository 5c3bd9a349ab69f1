"""A place: its events by period, who is said to have held it when, and the names that it goes by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.ask.details.claim_lists import line
from counterclaim.ask.details.event_lists import by_period, by_type, latest_events
from counterclaim.ask.details.opened import Opened
from counterclaim.ask.rows import Row, holder_name
from counterclaim.model import ControlChange, Kind, SourceType
from counterclaim.record.answers import CLAIMS, contract
from counterclaim.record.schema import claims, documents, event_claims, events
from counterclaim.reference.countries import countries

Json = Mapping[str, Any]
MOST_HOLDERS = 300
MOST_NAMED = 3000
"""Claims that are looked through for the spellings of a place's name."""
_SOURCES_SHOWN = 6


def place_detail(opened: Opened, id_: str) -> Row | None:
    """What the record has of the place of that id of the gazetteer; null when it has nothing."""
    with opened.reading() as connection:
        table = events.c
        found = connection.execute(
            select(table.event_type, table.when_from, table.status).where(table.place_id == id_)
        ).all()
        named = _named(connection, id_)
        if not found and not named:
            return None
        held, header = _holders(connection, id_), _header(connection, id_)
        return {
            **header,
            "events_total": len(found),
            "periods": by_period(row.when_from for row in found),
            "types": by_type(row.event_type for row in found),
            "statuses": by_status(row.status for row in found),
            "events": latest_events(connection, select(table.id).where(table.place_id == id_), opened.names),
            "holders": held[:MOST_HOLDERS],
            "holders_total": len(held),
            "names": named,
            "containing": _containing(header),
        }


def by_status(statuses: Iterable[str]) -> list[Row]:
    """How many events have each status, the commonest first."""
    return [
        {"value": value, "label": value.replace("_", " "), "count": count}
        for value, count in sorted(Counter(statuses).items(), key=lambda one: (-one[1], one[0]))
    ]


_COLUMNS = ("name", "admin1", "country", "lat", "lon", "radius_km", "precision")


def _header(connection: Connection, id_: str) -> Row:
    """The entry as the claims have it; of several readings of one entry the finest."""
    columns = [claims.c[f"place_{name}"].label(name) for name in _COLUMNS]
    query = select(*columns).where(claims.c.place_id == id_)
    row = (
        connection.execute(query.order_by(claims.c.place_radius_km.nulls_last()).limit(1)).mappings().first()
    )
    if row is None:
        columns = [events.c[f"place_{name}"].label(name) for name in _COLUMNS]
        row = connection.execute(select(*columns).where(events.c.place_id == id_).limit(1)).mappings().one()
    return {"id": id_, **dict(row), "country_name": _country(row["country"])}


def _containing(header: Row) -> list[Row]:
    """What it lies in, the nearest first: ``{kind, value, name}``, the values being those of the filters."""
    code, division = header["country"], header["admin1"]
    found = []
    if division and header["precision"] not in ("admin1", "country"):
        found.append(
            {"kind": "admin1", "value": f"{code}/{division}" if code else division, "name": division}
        )
    if code and header["precision"] != "country":
        found.append({"kind": "country", "value": code, "name": header["country_name"]})
    return found


def _country(code: str | None) -> str | None:
    known = countries().get(code) if code else None
    return known.name if known else code


def _named(connection: Connection, id_: str) -> list[Row]:
    """The words by which texts name the place: ``{text, count, sources}``, the commonest first."""
    text = claims.c.body["place"]["text"].as_string()
    query = (
        select(text.label("text"), documents.c.publisher)
        .join(documents, documents.c.id == claims.c.document_id)
        .where(claims.c.place_id == id_)
        .limit(MOST_NAMED)
    )
    count: Counter[str] = Counter()
    sources: dict[str, Counter[str]] = {}
    for words, publisher in connection.execute(query):
        count[words] += 1
        sources.setdefault(words, Counter())[publisher or ""] += 1
    return [
        {
            "text": words,
            "count": many,
            "sources": [name for name, _ in sources[words].most_common(_SOURCES_SHOWN) if name],
        }
        for words, many in sorted(count.items(), key=lambda one: (-one[1], one[0]))
    ]


def _holders(connection: Connection, id_: str) -> list[Row]:
    """Statements on who holds it, by day, then publication; what copies of one report repeat is one, with `copies`."""
    query = (
        CLAIMS.query.add_columns(documents.c.family, event_claims.c.event_id)
        .outerjoin(event_claims, event_claims.c.claim_id == claims.c.id)
        .where(claims.c.place_id == id_, claims.c.kind == Kind.CONTROL.value)
    )
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in connection.execute(query).mappings():
        claim, family = contract(dict(row)), row["family"] or row["document_id"]
        said = _statement(claim, row["event_id"])
        desk_itself = bool(claim["attribution"]) and claim["attribution"][-1]["type"] == SourceType.PUBLISHER
        source = None if desk_itself else said["source"]
        key = (family, said["change"], said["holder_id"] or said["former_holder"], said["modality"], source)
        groups.setdefault((*key, said["when"]), []).append(said)
    first = [_original(family, same) for (family, *_), same in groups.items()]
    return sorted(first, key=lambda one: (one["to"] or one["from"] or "~", one["published"] or "", one["id"]))


def _original(family: str, same: list[Row]) -> Row:
    """The statement of the first report of a family, with the number of its `copies`."""

    def age(one: Row) -> tuple[bool, str, str]:
        return one["document"] != family, one["published"] or "~", one["id"]

    first: Row = min(same, key=age)
    return {**first, "copies": len({one["document"] for one in same}) - 1}


def _statement(claim: Json, event: str | None) -> Row:
    control, when = claim["control"] or {}, claim["when"] or {}
    lost = control.get("change") == ControlChange.LOST
    former = next(
        (
            one["name"] or one["text"]
            for one in (*claim["actors"], *claim["targets"])
            if one["role"] == "former_holder"
        ),
        None,
    )
    return {
        **line(claim, event),
        "change": control.get("change"),
        "holder": None if lost else holder_name(claim),
        "holder_id": None if lost else control.get("holder"),
        "former_holder": holder_name(claim) if lost else former,
        "share": control.get("share"),
        "from": when.get("from"),
        "to": when.get("to"),
    }
