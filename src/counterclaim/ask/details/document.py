"""A document as read: its blocks with the claims marked in place, its copies, and the reports that have it from it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from counterclaim.ask.details.feature import line
from counterclaim.ask.details.marking import fields, pieces
from counterclaim.ask.details.opened import Opened, contexts
from counterclaim.ask.index.labels import type_label
from counterclaim.ask.rows import Row
from counterclaim.errors import UsageError
from counterclaim.events.provenance import trace
from counterclaim.events.provenance.publishers import publisher_key
from counterclaim.events.provenance.reasons import RELATIONS
from counterclaim.model import Document
from counterclaim.model.serialize import claim_from_dict, document_header
from counterclaim.record.answers import CLAIMS, contract
from counterclaim.record.query import one_document
from counterclaim.record.schema import claims, documents, event_claims, events

Json = Mapping[str, Any]
PAGE = 200_000
"""Characters of a text in one answer."""
MOST_COPIES = 100
MOST_EVENTS = 40
"""Events of a document that are looked through for reports that have it from there."""


def document_detail(opened: Opened, asked: str, start: int = 0, claim: str = "") -> Row | None:
    """The document of that id, or of the only id that begins so, from the character `start`; null when there is none.

    With `claim`, the id of one of its claims, the page is the one that has its sentence.

    Raises:
        UsageError: several ids begin so, or `start` lies behind the end of the text.
    """
    with opened.reading() as connection:
        found = one_document(connection, asked)
        if found is None:
            return None
        told = _claims(connection, found.id)
        start = _page_of(told, claim) if claim else start
        if start and start >= len(found.text):
            raise UsageError(
                f"the text has {len(found.text):,} characters; start is from 0 to {len(found.text) - 1:,}"
            )
        return _answer(opened, connection, found, told, start)


def _answer(opened: Opened, connection: Connection, found: Document, told: list[Row], start: int) -> Row:
    end = min(start + PAGE, len(found.text))
    homes = _events(connection, found.id, opened.names)
    here = [one for one in told if one["sentence"]["start"] < end and one["sentence"]["end"] > start]
    cards = [_card(number, one, homes.get(one["id"])) for number, one in enumerate(here)]
    return {
        **document_header(found),
        "authors": list(found.authors),
        "published_basis": found.published.basis.value if found.published else None,
        "media_type": found.media_type,
        "sha256": found.sha256,
        "problems": list(found.problems),
        "publisher_key": publisher_key(found.publisher) if found.publisher else None,
        "length": len(found.text),
        "start": start,
        "end": end,
        "next": end if end < len(found.text) else None,
        "previous": max(0, start - PAGE) if start else None,
        "claims_total": len(told),
        "blocks": list(_blocks(found, start, end, cards)),
        "claims": cards,
        **_copies(connection, found.id),
        "cited_by": _cited_by(connection, found, list(dict.fromkeys(home["id"] for home in homes.values()))),
    }


def _claims(connection: Connection, document: str) -> list[Row]:
    query = CLAIMS.query.where(claims.c.document_id == document)
    rows = connection.execute(query.order_by(claims.c.sentence_start, claims.c.id)).mappings()
    return [contract(dict(row)) for row in rows]


def _page_of(told: Sequence[Json], claim: str) -> int:
    sentence = next((one["sentence"]["start"] for one in told if one["id"] == claim), None)
    if sentence is None:
        raise UsageError(f"the document has no claim {claim[:60]!r}")
    return int(sentence) // PAGE * PAGE


def _events(connection: Connection, document: str, names: Mapping[str, str]) -> dict[str, Row]:
    """The event of each claim of a document, by the claim's id: ``{id, headline}``."""
    query = (
        select(event_claims.c.claim_id, events.c.id, events.c.body)
        .join(events, events.c.id == event_claims.c.event_id)
        .join(claims, claims.c.id == event_claims.c.claim_id)
        .where(claims.c.document_id == document)
    )
    return {
        claim: {"id": event, "headline": line(body, names)}
        for claim, event, body in connection.execute(query)
    }


def _card(number: int, claim: Row, event: Row | None) -> Row:
    """What is shown of a claim beside the text: its values, and the words that each was read from."""
    source = claim["attribution"][-1] if claim["attribution"] else None
    return {
        "number": number,
        "id": claim["id"],
        "sentence": {"start": claim["sentence"]["start"], "end": claim["sentence"]["end"]},
        "kind": claim["kind"],
        "event_type": claim["event_type"],
        "type_label": type_label(claim["event_type"]),
        "modality": claim["modality"],
        "verification": claim["verification"],
        "source": source["name"] if source else None,
        "interested": bool(source and source["interested"]),
        "attribution": claim["attribution"],
        "confidence": claim["confidence"],
        "event": event,
        "fields": fields(claim),
    }


def _blocks(found: Document, start: int, end: int, cards: Sequence[Row]) -> Iterator[Row]:
    """Blocks between two offsets, in runs that begin and end where a sentence or the words of a field do.

    A run is ``{start, text, claims, fields}``: numbers of `cards`, and pairs of such a number and a field's.
    """
    spans: list[tuple[int, int]] = []
    means: list[tuple[int, int | None]] = []
    for card in cards:
        spans.append((card["sentence"]["start"], card["sentence"]["end"]))
        means.append((card["number"], None))
        for at, field in enumerate(card["fields"]):
            spans.append((field["start"], field["end"]))
            means.append((card["number"], at))
    order = sorted(range(len(spans)), key=lambda number: spans[number])
    starts = [spans[number][0] for number in order]
    longest = max((b - a for a, b in spans), default=0)
    for block in found.blocks:
        first, last = max(block.start, start), min(block.end, end)
        if first >= last:
            continue
        near = order[bisect_left(starts, first - longest) : bisect_left(starts, last)]
        cut = pieces(found.text[first:last], first, [spans[number] for number in near])
        runs = [_run(at, text, [means[near[number]] for number in numbers]) for at, text, numbers in cut]
        yield {"role": block.role.value, "start": first, "end": last, "runs": runs}


def _run(start: int, text: str, over: Sequence[tuple[int, int | None]]) -> Row:
    return {
        "start": start,
        "text": text,
        "claims": [claim for claim, field in over if field is None],
        "fields": [[claim, field] for claim, field in over if field is not None],
    }


def _copies(connection: Connection, document: str) -> Row:
    """``copy_of`` and ``copies``: the reports that have the same text, the first one apart."""
    table = documents.c
    family = connection.scalar(select(table.family).where(table.id == document)) or document
    query = (
        select(table.id, table.title, table.publisher, table.published_edtf.label("published"))
        .where(table.family == family, table.id != document)
        .order_by(table.published_from, table.id)
        .limit(MOST_COPIES)
    )
    same = [dict(row) for row in connection.execute(query).mappings()]
    return {
        "copy_of": next((one for one in same if one["id"] == family), None),
        "copies": [one for one in same if one["id"] != family],
    }


def _cited_by(connection: Connection, found: Document, homes: Sequence[str]) -> list[Row]:
    """Reports that have an event from this document's publisher: ``{id, title, publisher, published, words, event}``."""
    if found.publisher is None or not homes:
        return []
    query = (
        CLAIMS.query.add_columns(event_claims.c.event_id)
        .join(event_claims, event_claims.c.claim_id == claims.c.id)
        .where(event_claims.c.event_id.in_(homes[:MOST_EVENTS]))
    )
    members: dict[str, list[Row]] = {}
    for row in connection.execute(query).mappings():
        members.setdefault(row["event_id"], []).append(contract(dict(row)))
    several = {
        event: of for event, of in members.items() if len({claim["document"]["id"] for claim in of}) > 1
    }
    where = (
        contexts(connection, {claim["document"]["id"] for of in several.values() for claim in of})
        if several
        else {}
    )
    own = publisher_key(found.publisher)
    rows: dict[tuple[str, str], Row] = {}
    for event, of in several.items():
        steps = trace([claim_from_dict(claim) for claim in of], where).steps
        for claim in of:
            document = claim["document"]
            relation = next((step.relation for step in steps[claim["id"]] if step.source == own), None)
            if relation is not None and document["id"] != found.id:
                header = {key: document[key] for key in ("id", "title", "publisher", "published")}
                words = RELATIONS.get(relation, relation)
                rows.setdefault((document["id"], event), {**header, "words": words, "event": event})
    return sorted(rows.values(), key=lambda row: (row["published"] or "", row["id"], row["event"]))
