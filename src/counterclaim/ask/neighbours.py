"""What an event stands beside: events that are possibly the same, and those it is part of, follows or holds."""

from __future__ import annotations

from collections.abc import Mapping
from math import exp

from counterclaim.ask.rows import Row, event_row
from counterclaim.model import Event
from counterclaim.model.serialize import event_to_dict
from counterclaim.record import Record

MOST = 20
"""Neighbours told of one event, the likeliest first."""


def possible(record: Record, event: str, claims: list[str], names: Mapping[str, str]) -> list[Row]:
    """Other events that a claim of this one is possibly about: ``{event, title, score, chance, links}``.

    `score` is that of the best link, in log-odds, `links` how many there are. They are for a person to decide.
    """
    ids = set(claims)
    scores: dict[str, list[float]] = {}
    links = [one for one in record.linking.links_of(ids) if (one.a in ids) != (one.b in ids)]
    home = record.linking.events_of({one.b if one.a in ids else one.a for one in links})
    for one in links:
        other = home.get(one.b if one.a in ids else one.a)
        if other is not None and other != event:
            scores.setdefault(other, []).append(one.score)
    best = sorted(scores, key=lambda id_: (-max(scores[id_]), id_))[:MOST]
    return [
        {
            "event": id_,
            "title": _title(record, id_, names),
            "score": max(scores[id_]),
            "chance": round(1.0 / (1.0 + exp(-max(scores[id_]))), 4),
            "links": len(scores[id_]),
        }
        for id_ in best
    ]


def related(record: Record, event: str, names: Mapping[str, str]) -> list[Row]:
    """Relations of an event: ``{kind, of, to, title, why, claims}``; `title` is of the other end."""
    return [
        {
            "kind": one.kind.value,
            "of": one.of,
            "to": one.to,
            "title": _title(record, one.of if one.to == event else one.to, names),
            "why": one.why,
            "claims": list(one.claims),
        }
        for one in record.linking.relations_of(event)
    ]


def _title(record: Record, id_: str, names: Mapping[str, str]) -> str:
    """An event in a line, or the sentence of a tally."""
    detail = record.event(id_)
    if detail is None:
        claim = record.claim(id_)
        return claim["sentence"]["text"] if claim else ""
    return title_of(detail.event, names)


def title_of(event: Event, names: Mapping[str, str]) -> str:
    """Type, place and time of an event in a line."""
    row = event_row(event_to_dict(event), names)
    parts = (row["event_type"].replace("_", " "), row["place"] or row["place_text"], row["when"])
    return ", ".join(part for part in parts if part)
