"""An actor: its line of succession, when and how it acted, what is said about it and by it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, or_, select

from counterclaim.ask.details.claim_lists import how_many, latest_claims
from counterclaim.ask.details.event_lists import by_period, by_type, by_value, latest_events
from counterclaim.ask.details.neighbours import headlines
from counterclaim.ask.details.opened import Opened
from counterclaim.ask.details.sides import bodies, entry, same_side
from counterclaim.ask.rows import Row
from counterclaim.events.hearing import EVERYONE, NO_PARTIES, SIDE
from counterclaim.record.schema import (
    claim_actors,
    claim_quantities,
    claims,
    event_claims,
    event_words,
    events,
)
from counterclaim.reference.actors import Actor, ActorRegistry
from counterclaim.reference.actors.graph import Descent
from counterclaim.reference.actors.sides import side
from counterclaim.reference.actors.types import Relation

LISTED = 20
"""Claims listed about an actor, and by it."""
MOST_COMPARED = 60
"""Events whose own figures are set beside those of others, the latest."""


class _Part(NamedTuple):
    """That an actor is in an event, as an actor or as a target, by claims of one method."""

    event: str
    side: str
    type: str
    first: date | None
    method: str | None


def actor_detail(opened: Opened, id_: str) -> Row | None:
    """What the registry and the record have of an actor; null when neither has it."""
    own = bodies(opened.registry, id_)
    known = entry(opened.registry, id_)
    with opened.reading() as connection:
        parts = _parts(connection, own)
        about = select(claim_actors.c.claim_id).where(claim_actors.c.actor_id.in_(own)).distinct()
        by = select(claims.c.id).where(claims.c.source_actor.in_(own))
        numbers = {"about": how_many(connection, about), "by": how_many(connection, by)}
        if known is None and not parts and not any(numbers.values()):
            return None
        acting = {one.event: one for one in parts if one.side == "actor"}
        hit = {one.event: one for one in parts if one.side == "target"}
        return {
            **_header(connection, id_, known, own),
            "lineage": _lineage(opened.registry, known, opened.names),
            "relations": _relations(opened.registry, known, opened.names),
            "events_total": len(acting.keys() | hit.keys()),
            "as_actor": by_period(one.first for one in acting.values()),
            "as_target": by_period(one.first for one in hit.values()),
            "types": by_type(one.type for one in acting.values()),
            "methods": by_value(method for _, method in sorted(_methods(parts), key=str)),
            "events": latest_events(connection, _events(own), opened.names),
            "claims_about": {"total": numbers["about"], "latest": latest_claims(connection, about, LISTED)},
            "claims_by": {"total": numbers["by"], "latest": latest_claims(connection, by, LISTED)},
            "figures": _figures(connection, opened, id_),
        }


def _parts(connection: Connection, own: Collection[str]) -> list[_Part]:
    query = (
        select(
            event_claims.c.event_id,
            claim_actors.c.side,
            events.c.event_type,
            events.c.when_from,
            claims.c.method,
        )
        .select_from(claim_actors)
        .join(event_claims, event_claims.c.claim_id == claim_actors.c.claim_id)
        .join(events, events.c.id == event_claims.c.event_id)
        .join(claims, claims.c.id == claim_actors.c.claim_id)
        .where(claim_actors.c.actor_id.in_(own))
        .distinct()
    )
    return [_Part(*row) for row in connection.execute(query)]


def _methods(parts: Collection[_Part]) -> set[tuple[str, str | None]]:
    """Events that it acted in, each with every method that claims give; null where none gives one."""
    said = {(one.event, one.method) for one in parts if one.side == "actor" and one.method}
    named = {event for event, _ in said}
    return said | {(one.event, None) for one in parts if one.side == "actor" and one.event not in named}


def _events(own: Collection[str]) -> Select[tuple[str]]:
    return (
        select(event_claims.c.event_id)
        .join(claim_actors, claim_actors.c.claim_id == event_claims.c.claim_id)
        .where(claim_actors.c.actor_id.in_(own))
    )


def _header(connection: Connection, id_: str, known: Actor | None, own: Collection[str]) -> Row:
    if known is None:
        query = (
            select(claim_actors.c.name).where(claim_actors.c.actor_id.in_(own)).order_by(claim_actors.c.name)
        )
        name = connection.scalar(query.limit(1)) or id_
        return {**dict.fromkeys(("kind", "country", "period", "uncertain")), "id": id_, "name": name, "registered": False,
                "party": None, "names": [], "sources": [], "bodies": []}  # fmt: skip
    return {
        "id": id_,
        "name": known.name,
        "registered": True,
        "kind": known.kind.value,
        "country": known.country,
        "period": known.period.edtf or None,
        "party": known.party,
        "names": [
            {"name": one.name, "language": one.language, "period": one.period.edtf if one.period else None}
            for one in known.names
        ],
        "sources": list(known.sources),
        "uncertain": known.uncertain,
        "bodies": [one for one in own if one != id_],
    }


def _lineage(registry: ActorRegistry, known: Actor | None, names: Mapping[str, str]) -> Row:
    """Steps back to what it came out of, and on to what came out of it: `of` is `relation` `to`."""
    if known is None:
        return {"before": [], "after": []}
    line = registry.lineage(known.id)
    return {
        "before": [_step(one, names) for one in line.before],
        "after": [_step(one, names) for one in line.after],
    }


def _step(step: Descent, names: Mapping[str, str]) -> Row:
    to = step.relation.to
    return {
        "of": step.id,
        "of_name": names.get(step.id, step.id),
        "relation": step.relation.kind.value,
        "to": to,
        "to_name": names.get(to, to),
        "period": step.relation.period.edtf if step.relation.period else None,
    }


def _relations(registry: ActorRegistry, known: Actor | None, names: Mapping[str, str]) -> list[Row]:
    """How it stands to others, and they to it: ``{kind, direction, id, name, period}``."""
    if known is None:
        return []
    to = [("to", one, one.to) for one in registry.relations(known.id)]
    of = [("of", one.relation, one.id) for one in registry.related(known.id)]
    return [_relation(direction, one, other, names) for direction, one, other in (*to, *of)]


def _relation(direction: str, one: Relation, other: str, names: Mapping[str, str]) -> Row:
    period = one.period.edtf if one.period else None
    return {
        "kind": one.kind.value,
        "direction": direction,
        "id": other,
        "name": names.get(other, other),
        "period": period,
    }


def _figures(connection: Connection, opened: Opened, id_: str) -> list[Row]:
    """Its side's figures beside those of everyone and of no party, event by event, the latest first.

    ``{event, headline, what, own, everyone, no_parties}``, each ``{low, best, high}`` or null.
    """
    spoken = (
        select(events.c.id, events.c.when_from)
        .join(event_claims, event_claims.c.event_id == events.c.id)
        .join(claims, claims.c.id == event_claims.c.claim_id)
        .join(claim_quantities, claim_quantities.c.claim_id == claims.c.id)
        .where(claims.c.source_actor.in_(same_side(opened.registry, id_)))
        .distinct()
        .order_by(events.c.when_from.desc().nulls_last(), events.c.id)
        .limit(MOST_COMPARED)
    )
    ids = [id_ for id_, _ in connection.execute(spoken)]
    own = SIDE + side(id_)
    table = event_words.c
    query = select(table.event_id, table.word, table.figures).where(
        table.event_id.in_(ids), or_(table.word == own, table.word == EVERYONE, table.word == NO_PARTIES)
    )
    said: dict[str, dict[str, Any]] = {}
    for event, word, figures in connection.execute(query):
        said.setdefault(event, {})[word] = figures
    titles = headlines(connection, list(said), opened.names) if said else {}
    return [
        {
            "event": event,
            "headline": titles[event],
            "what": what,
            **{
                name: _bounds(said[event].get(word, {}).get(what))
                for name, word in (("own", own), ("everyone", EVERYONE), ("no_parties", NO_PARTIES))
            },
        }
        for event in ids
        if event in said
        for what in said[event].get(own, {})
    ]


def _bounds(triple: list[int | None] | None) -> Row | None:
    return None if triple is None else dict(zip(("low", "best", "high"), triple, strict=True))
