"""An event in full: its figures by source, its claims in their sentences, its neighbours and its history."""

from __future__ import annotations

from collections import ChainMap, Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, select

from counterclaim.ask.details.citing import cite, edition
from counterclaim.ask.details.claims import claim_cards, superseding, with_surroundings
from counterclaim.ask.details.feature import bounds, properties
from counterclaim.ask.details.history import Known, revisions
from counterclaim.ask.details.neighbours import beside
from counterclaim.ask.details.opened import Opened, contexts
from counterclaim.ask.figures import EventFigures
from counterclaim.ask.rows import Row
from counterclaim.events.estimates import Explained, Figure
from counterclaim.events.hearing import EVERYONE, Hearing, check_word, speaker_of
from counterclaim.events.provenance import Contexts
from counterclaim.events.status import Conclusion
from counterclaim.model import Claim
from counterclaim.model.serialize import claim_from_dict, event_to_dict
from counterclaim.record.answers import CLAIMS, contract
from counterclaim.record.prepared import Prepared
from counterclaim.record.query import one_event
from counterclaim.record.schema import claims as claims_table
from counterclaim.record.schema import event_claims, events

_BODY = Prepared(select(events.c.body).where(events.c.id == bindparam("id")))
MOST_CLAIMS = 500
"""Claims shown of one event; its figures follow from all of them."""


def event_detail(opened: Opened, asked: str, word: str, today: date) -> Row | None:
    """The event of that id, or of the only id that begins so, as `word` hears it; null when there is none.

    Raises:
        UsageError: there is no such word, or several ids begin so.
    """
    word = check_word(word or EVERYONE)
    with opened.reading() as connection:
        found = _BODY.rows(connection, id=asked)
        body = found[0][0] if found else None
        if body is None:
            detail = one_event(connection, asked)
            body = event_to_dict(detail.event) if detail else None
        return _answer(opened, connection, body, word, today) if body else None


@cache
def _claims_of(dialect: str) -> Prepared:
    """The claims of an event in its order, with the text around their sentences."""
    query = CLAIMS.query.join(event_claims, event_claims.c.claim_id == claims_table.c.id)
    query = query.where(event_claims.c.event_id == bindparam("id")).order_by(event_claims.c.position)
    return Prepared(with_surroundings(query, dialect))


def _answer(opened: Opened, connection: Connection, body: Row, word: str, today: date) -> Row:
    rows = _claims_of(connection.dialect.name).mappings(connection, id=body["id"])
    contracts = [contract(row) for row in rows]
    around = [(row["before"], row["after"]) for row in rows[:MOST_CLAIMS]]
    typed = [claim_from_dict(claim) for claim in contracts]
    where = contexts(connection, {claim.document_id for claim in typed})
    known = Known.of(typed, where, word)
    found, voice = known.provenance, known.hearing
    names = names_of(contracts, opened.names)
    ids = {claim.id for claim in voice.claims}
    event = properties(body, names)
    relations, possible = beside(connection, event["id"], [claim.id for claim in typed], names)
    return {
        "word": word,
        "event": {
            **event,
            "methods": sorted({claim.method for claim in voice.claims if claim.method}),
            "figures": bounds(one.estimate for one in voice.figures),
            **_counts(body, voice),
        },
        "figures_by_source": figures_by_source(voice.figures, typed, where, names),
        "estimates": _estimates(voice, typed, where, names),
        "claims": claim_cards(contracts[:MOST_CLAIMS], found, around, ids, superseding(voice.figures)),
        "claims_total": len(typed),
        "status": _status(known.conclusion),
        "sides": _sides(typed, names),
        "relations": relations,
        "possible": possible,
        "revisions": revisions(typed, where, known),
        "cite": cite(event["id"], event["line"], edition(connection), today),
    }


def names_of(claims: Iterable[Mapping[str, Any]], known: dict[str, str]) -> Mapping[str, str]:
    """Names of actors by id: those of the registry, else as the claims name them."""
    mentions = (one for claim in claims for one in (*claim["actors"], *claim["targets"]) if one["id"])
    found = {one["id"]: one["name"] or one["text"] for one in mentions}
    found |= {
        link["actor"]: link["name"] for claim in claims for link in claim["attribution"] if link["actor"]
    }
    return ChainMap(known, found)


def figures_by_source(
    figures: Sequence[Explained], claims: Sequence[Claim], where: Contexts, names: Mapping[str, str]
) -> list[Row]:
    """What each origin says of each kind and side, the words that it has replaced too.

    ``{what, of, of_name, side, side_name, source, publisher, low, high, approximate, partial, interested, about,
    text, published, claim, claims, document, superseded_by}``; `side` is that of the party that speaks.
    """
    by_id = {claim.id: claim for claim in claims}
    said = [
        (figure, by)
        for one in figures
        for figure, by in (
            *((standing, None) for standing in one.standing.figures),
            *((old.earlier, old.by.claims[-1]) for old in one.standing.superseded),
        )
    ]
    return [{**_row(figure, by_id, where, names), "superseded_by": by} for figure, by in said]


def _row(figure: Figure, by_id: Mapping[str, Claim], where: Contexts, names: Mapping[str, str]) -> Row:
    claim = by_id[figure.claims[0]]
    publisher = where[claim.document_id].publisher
    return {
        "what": figure.what,
        "of": figure.of,
        "of_name": side_name(figure.of, names),
        "side": figure.speaker,
        "side_name": side_name(figure.speaker, names),
        "source": claim.source.name if claim.source else publisher,
        "publisher": publisher,
        "low": figure.low,
        "high": figure.high,
        "approximate": figure.approximate,
        "partial": figure.partial,
        "interested": figure.interested,
        "about": figure.about.value,
        "text": figure.text,
        "published": figure.published.isoformat() if figure.published else None,
        "claim": claim.id,
        "claims": list(figure.claims),
        "document": claim.document_id,
    }


def side_name(side: str | None, names: Mapping[str, str]) -> str | None:
    """The name of a side: of a state that of its government; null for everyone."""
    if side is None or side in names:
        return side and names[side]
    prefix, _, country = side.partition(".")
    if prefix == "state":
        return names.get(f"gov.{country}", country)
    return "unknown side" if side == "unknown" else side


def _estimates(
    voice: Hearing, typed: Sequence[Claim], where: Contexts, names: Mapping[str, str]
) -> list[Row]:
    """The estimates that stand, with the rule in words and the reasons."""
    told = EventFigures(typed, where, lambda id_: side_name(id_, names) or id_)
    rows = []
    for one in voice.figures:
        row = told.row(one, voice.rule)
        kept = ("what", "low", "best", "high", "rule", "meaning", "reasons", "claims")
        rows.append({**{key: row[key] for key in kept}, "of": one.estimate.of, "of_name": row["of"]})
    return rows


def _counts(body: Row, voice: Hearing) -> Row:
    """How many claims, documents and origins stand behind it, for the word that counts."""
    if voice.word == EVERYONE:
        return {
            "claims": len(voice.claims),
            "documents": body["documents"],
            "origins": body["origins"],
        }
    documents = len({claim.document_id for claim in voice.claims})
    return {"claims": len(voice.claims), "documents": documents, "origins": len(voice.origins)}


def _status(concluded: Conclusion) -> Row:
    return {"status": concluded.status, "reason": concluded.reason, "claims": list(concluded.claims)}


def _sides(typed: Sequence[Claim], names: Mapping[str, str]) -> list[Row]:
    """Sides that speak in the event, for whose word alone can be asked: ``{id, name, claims}``."""
    count = Counter(speaker for claim in typed if (speaker := speaker_of(claim)) is not None)
    return [{"id": id_, "name": side_name(id_, names), "claims": count[id_]} for id_ in sorted(count)]
