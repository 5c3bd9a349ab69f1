"""Why a claim is in an event or is not, JSON-ready."""

from __future__ import annotations

from counterclaim.ask.event import EventView
from counterclaim.ask.rows import Row
from counterclaim.errors import UsageError
from counterclaim.events.linking import JOIN
from counterclaim.events.linking.why import Pair, why
from counterclaim.model import Claim
from counterclaim.model.serialize import claim_from_dict
from counterclaim.pipeline.contexts import contexts
from counterclaim.record import Record

SCHEMA = "counterclaim.why/1"


def why_linked(record: Record, event: EventView, asked: str) -> Row:
    """How the claim `asked`, by id, the beginning of one, or its number in the event, stands to the event.

    ``{schema, event, title, claim, sentence, inside, event_of, mean, join, joins, pairs}``; a pair has the other
    claim's id, number and sentence, its score, chance and factors.

    Raises:
        UsageError: there is no such claim, or it is of a kind that no event is made of.
    """
    claim = _claim(record, event, asked)
    members = [claim_from_dict(one) for one in event.claim_dicts]
    where = contexts(record, {one.document_id for one in (claim, *members)})
    inside = any(one.id == claim.id for one in members)
    found = why(claim, members, where)
    if found is None and not inside:
        raise UsageError(
            f"claim {claim.id} is no incident that was said to have happened ({claim.kind}, {claim.modality}):"
            " it is in no event"
        )
    numbers = {one.id: number for number, one in enumerate(members, start=1)}
    sentences = {one.id: one.sentence.text for one in members}
    return {
        "schema": SCHEMA,
        "event": event.id,
        "title": event.title,
        "claim": claim.id,
        "sentence": claim.sentence.text,
        "inside": inside,
        "event_of": record.linking.events_of([claim.id]).get(claim.id),
        "mean": round(found.mean, 4) if found else None,
        "join": JOIN,
        "joins": found.joins if found else None,
        "pairs": [_pair(one, numbers, sentences) for one in found.pairs] if found else [],
    }


def _claim(record: Record, event: EventView, asked: str) -> Claim:
    if asked.isdecimal() and 1 <= int(asked) <= len(event.claim_dicts):
        return claim_from_dict(event.claim_dicts[int(asked) - 1])
    found = record.claim(asked)
    if found is None:
        raise UsageError(f"there is no claim {asked[:100]!r} in {record.address}")
    return claim_from_dict(found)


def _pair(pair: Pair, numbers: dict[str, int], sentences: dict[str, str]) -> Row:
    return {
        "claim": pair.other,
        "number": numbers[pair.other],
        "sentence": sentences[pair.other],
        "score": round(pair.score, 4),
        "counted": round(pair.counted, 4),
        "chance": round(pair.chance, 4),
        "listed": pair.listed,
        "factors": [
            {"comparison": one.comparison, "shows": one.shows, "weight": round(one.weight, 4)}
            for one in pair.factors
        ],
    }
