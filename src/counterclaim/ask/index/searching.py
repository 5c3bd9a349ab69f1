"""A search over everything: sentences by full text, names by their parts."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import Connection

from counterclaim.ask.index.columns import Ints
from counterclaim.ask.index.features import day, headline
from counterclaim.ask.index.labels import cut
from counterclaim.ask.index.live import Snapshot
from counterclaim.record import Record
from counterclaim.record.columns import Sentence, documents_of, sentences, some_claims
from counterclaim.record.fold import fold_name

Row = dict[str, Any]
_LOOKED_AT = 400
"""Claims that a search looks at, those read first: of a common word there are very many."""
_SNIPPET = 300


def find(now: Snapshot, record: Record, asked: str, limit: int) -> Row:
    """Events, documents, places, actors and sources, at most `limit` of each: the best known first."""
    event_of = now.event_of_claims(record)
    with record.reading() as connection:
        claims = some_claims(connection, asked, _LOOKED_AT, delayed=now.delayed)
        documents = _documents(sentences(connection, _first_of_each(connection, claims, limit)))
    known = np.array([seq for seq in claims if seq < len(event_of)], dtype=np.int64)
    return {
        "events": _events(now, event_of[known], limit),
        "documents": documents,
        **_names(now, asked, limit),
    }


def _first_of_each(connection: Connection, claims: list[int], most: int) -> list[int]:
    """The first claim of each report, of the first `most` reports, by row number."""
    found: dict[str, int] = {}
    step = 4 * most
    for start in range(0, len(claims), step):
        for seq, document in documents_of(connection, claims[start : start + step]):
            if document not in found and len(found) < most:
                found[document] = seq
        if len(found) == most:
            break
    return list(found.values())


def _events(now: Snapshot, of_claims: Ints, limit: int) -> list[Row]:
    """Events of the sentences, those of most claims first; -1 stands for a claim without one."""
    events = now.events
    rows = np.unique(of_claims[of_claims >= 0])
    if len(rows):
        rows = rows[np.argsort(-events.words["everyone"].claims[rows], kind="stable")]
    found = []
    for row in rows[:limit].tolist():
        place = events.place_names.at(row) or events.place_texts[row]
        first = day(int(events.from_day[row]))
        line = headline(events.types.at(row) or "", place, events.when[row])
        found.append({"id": events.ids[row], "headline": line, "from": first, "place": place and cut(place)})
    return found


def _documents(of: list[Sentence]) -> list[Row]:
    return [
        {
            "id": one.document,
            "title": one.title and cut(one.title),
            "publisher": one.publisher and cut(one.publisher),
            "published": one.published,
            "snippet": one.sentence[:_SNIPPET],
        }
        for one in of
    ]


def _names(now: Snapshot, asked: str, limit: int) -> dict[str, list[Row]]:
    """Places, actors and sources that have the words asked for at the beginning of a word of their name."""
    folded = fold_name(asked.replace("*", " ").replace('"', " "))
    known = now.names
    places = []
    for one in known.places.having(folded, limit):
        place = now.events.gazetteer[one.id]
        places.append(
            {
                "id": one.id,
                "name": cut(one.name),
                "admin1": place.admin1,
                "country": place.country,
                "events": one.events,
            }
        )
    return {
        "places": places,
        "actors": [
            {"id": one.id, "name": one.name, "events": one.events}
            for one in known.actors.having(folded, limit)
        ],
        "sources": [
            {"key": one.id, "name": cut(one.name), "events": one.events}
            for one in known.sources.having(folded, limit)
        ],
    }
