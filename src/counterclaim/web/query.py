"""A web address's query as a question."""

from __future__ import annotations

from typing import Any

from fastapi import Query

from counterclaim.ask import Question
from counterclaim.web.paging import offset_of

LONGEST = 200
MOST_ROWS = 500


def asked(
    actor: str = Query("", max_length=LONGEST),
    place: str = Query("", max_length=LONGEST),
    country: str = Query("", max_length=2),
    type: str = Query("", max_length=LONGEST),  # noqa: A002 - the address's own word
    kind: str = Query("", max_length=20),
    modality: str = Query("", max_length=20),
    status: str = Query("", max_length=40),
    source: str = Query("", max_length=LONGEST),
    text: str = Query("", max_length=LONGEST),
    document: str = Query("", max_length=60),
    start: str = Query("", alias="from", max_length=10),
    end: str = Query("", alias="to", max_length=10),
    order: str = Query("", max_length=20),
    next: str = Query("", max_length=60),  # noqa: A002
    limit: int = Query(50, ge=1, le=MOST_ROWS),
) -> Question:
    """The filters given, with the page."""
    given: dict[str, Any] = {
        "actor": actor,
        "place": place,
        "country": country,
        "type": type,
        "kind": kind,
        "modality": modality,
        "status": status,
        "source": source,
        "text": text,
        "document": document,
        "start": start,
        "end": end,
        "order": order,
    }
    kept = {name: value.strip() for name, value in given.items() if value.strip()}
    question: Question = {**kept, "limit": limit, "offset": offset_of(next)}  # type: ignore[typeddict-item]
    return question
