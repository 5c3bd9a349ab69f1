"""The claims of an event: each with its sentence in context, its chain, and what the text says of its certainty."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Integer, Select, cast, func

from counterclaim.ask.details.marking import fields, sentence_pieces
from counterclaim.ask.rows import Row
from counterclaim.claims.lexicon import verification_patterns
from counterclaim.events.provenance import Provenance
from counterclaim.record.schema import claims as claims_table
from counterclaim.record.schema import documents

Json = Mapping[str, Any]
_WORD_END = re.compile(r"(?!\w)")
AROUND = 280
"""Characters of the text shown before and after a sentence."""


def with_surroundings(query: Select[Any], dialect: str) -> Select[Any]:
    """`query` over claims and their documents, with the text `before` and `after` each sentence."""
    start, text = claims_table.c.sentence_start, documents.c.text
    least = func.max if dialect == "sqlite" else func.greatest  # of two values, not of rows
    first = least(start - AROUND, 0)
    return query.add_columns(
        func.substr(text, cast(first + 1, Integer), cast(start - first, Integer)).label("before"),
        func.substr(text, cast(claims_table.c.sentence_end + 1, Integer), AROUND).label("after"),
    )


def claim_cards(
    claims: Sequence[Json],
    found: Provenance,
    around: Sequence[tuple[str, str]],
    heard: Collection[str],
    superseded: Mapping[str, str],
) -> list[Row]:
    """Claims by the contract, each with what a reader needs to judge it.

    `superseded` gives for a claim whose figure its own origin has replaced the id of the claim that did so.
    """
    origin_of = {claim.id: one for one in found.origins for claim in one.claims}
    cards = []
    for number, claim in enumerate(claims, start=1):
        id_, (before, after) = (
            claim["id"],
            (_from_word(around[number - 1][0]), _to_word(around[number - 1][1])),
        )
        origin, marked = origin_of[id_], fields(claim)
        cards.append(
            {
                **claim,
                "number": number,
                "heard": id_ in heard,
                "origin": {
                    "key": origin.key,
                    "name": origin.name,
                    "interested": origin.interested,
                    "own": id_ in origin.own,
                    "reason": origin.reasons[id_],
                },
                "fields": marked,
                "pieces": sentence_pieces(claim, marked),
                "context": {"before": before, "after": after},
                "certainty": certainty(claim, after),
                "superseded_by": superseded.get(id_),
            }
        )
    return cards


def certainty(claim: Json, after: str) -> Row:
    """What the text itself says of a claim's certainty, with its words: in the sentence, or in what follows it."""
    said = claim["verification"]
    pattern = verification_patterns().get(said)
    words = None
    for text in (claim["sentence"]["text"], after) if pattern is not None else ():
        if match := pattern.search(text):  # type: ignore[union-attr]
            words = text[match.start() : _WORD_END.search(text, match.end()).start()]  # type: ignore[union-attr]
            break
    return {"says": said, "words": words}


def superseding(figures: Iterable[Any]) -> dict[str, str]:
    """The claim that replaced the figure of each claim, of `Explained` figures."""
    return {
        id_: old.by.claims[-1]
        for one in figures
        for old in one.standing.superseded
        for id_ in old.earlier.claims
        if id_ not in old.by.claims
    }


def _from_word(text: str) -> str:
    """Without the word that the cut went through at the front."""
    return text.partition(" ")[2] if len(text) >= AROUND and " " in text else text


def _to_word(text: str) -> str:
    return text.rpartition(" ")[0] if len(text) >= AROUND and " " in text else text
