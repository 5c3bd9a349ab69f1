"""Events beside an event: those that are possibly the same, and those that it is part of, follows or is counted in."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from math import exp

from sqlalchemy import BindParameter, Connection, bindparam, select, union_all

from counterclaim.ask.details.feature import line
from counterclaim.ask.neighbours import MOST
from counterclaim.ask.rows import Row
from counterclaim.record import links
from counterclaim.record.prepared import Prepared
from counterclaim.record.schema import claim_links, claims, event_claims, events

_CHUNK = 400
_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_HEADLINES = Prepared(select(events.c.id, events.c.body).where(events.c.id.in_(_IDS)))
_LINKS = Prepared(
    union_all(
        select(event_claims.c.event_id, claim_links.c.score)
        .join(event_claims, event_claims.c.claim_id == claim_links.c.claim_b)
        .where(claim_links.c.claim_a.in_(_IDS)),
        select(event_claims.c.event_id, claim_links.c.score)
        .join(event_claims, event_claims.c.claim_id == claim_links.c.claim_a)
        .where(claim_links.c.claim_b.in_(_IDS)),
    )
)


def headlines(connection: Connection, ids: Collection[str], names: Mapping[str, str]) -> dict[str, str]:
    """Events in a line, by id; a tally's claim by its sentence."""
    found = dict.fromkeys(ids, "")
    for id_, body in _HEADLINES.rows(connection, ids=list(ids)):
        found[id_] = line(body, names)
    if tallies := [id_ for id_ in ids if not found[id_]]:
        query = select(claims.c.id, claims.c.sentence).where(claims.c.id.in_(tallies))
        found.update((id_, sentence) for id_, sentence in connection.execute(query))
    return found


def beside(
    connection: Connection, event: str, members: Collection[str], names: Mapping[str, str]
) -> tuple[list[Row], list[Row]]:
    """Relations as ``{kind, of, to, other, headline, event, why, claims}``, and events that are possibly the same
    as ``{id, headline, score, chance, links, why}``, the likeliest first. `event` is null where the other is a tally.
    """
    scores: dict[str, list[float]] = {}
    for other, score in _across(connection, members):
        if other != event:
            scores.setdefault(other, []).append(score)
    best = sorted(scores, key=lambda id_: (-max(scores[id_]), id_))[:MOST]
    related = links.relations_of(connection, event)
    others = [one.of if one.to == event else one.to for one in related]
    titles = headlines(connection, {*best, *others}, names) if best or others else {}
    return [
        {
            "kind": one.kind.value,
            "of": one.of,
            "to": one.to,
            "other": other,
            "event": other if other.startswith("e_") else None,
            "headline": titles[other],
            "why": one.why,
            "claims": list(one.claims),
        }
        for one, other in zip(related, others, strict=True)
    ], [_possible(id_, scores[id_], titles[id_]) for id_ in best]


def _across(connection: Connection, members: Collection[str]) -> Iterator[tuple[str, float]]:
    """The event at the other end of each link of the claims `members`, with the link's score."""
    ids = sorted(members)
    for start in range(0, len(ids), _CHUNK):
        yield from _LINKS.rows(connection, ids=ids[start : start + _CHUNK])


def _possible(id_: str, scores: list[float], title: str) -> Row:
    chance = 1.0 / (1.0 + exp(-max(scores)))
    pairs = "one pair of claims" if len(scores) == 1 else f"{len(scores)} pairs of claims"
    return {
        "id": id_,
        "headline": title,
        "score": round(max(scores), 2),
        "chance": round(chance, 4),
        "links": len(scores),
        "why": f"{pairs} tell of like things; of pairs like the best one, some {chance:.0%} are of one event",
    }
